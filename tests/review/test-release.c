/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases: the same content is the same release, every byte that may leave is in its hash, and
 * what may not leave is not. */
#include <string.h>
#include <yipu/init.h>
#include <yipu/release.h>

#include "../bundle/world.h"
#include "../catalog/random-value.h"
#include "catalog/catalog-private.h"

#define DAY ((gint64) 24 * 60 * 60)

static gint64 clock_s = 1900000000;

static gint64
own_clock (void)
{
  return clock_s * G_USEC_PER_SEC;
}

static void
set_up (World *world, gconstpointer data)
{
  world_set_up (world, data);
  world->base.catalog->clock = own_clock;
}

static YipuContent *
collect_on (World *world, int product, const char *date)
{
  YipuReader *reader = yipu_catalog_get_reader (world->base.catalog);
  g_autoptr (YipuConsents) consents = yipu_consents_new (reader, date);
  const char *products[] = { world->products[product], NULL };
  g_autoptr (GError) error = NULL;
  YipuContent *content = yipu_content_collect (reader, consents, products, &error);

  g_assert_no_error (error);
  return content;
}

static YipuContent *
collect (World *world)
{
  return collect_on (world, 0, WORLD_TODAY);
}

static char *
hash_on (World *world, const char *date)
{
  g_autoptr (YipuContent) content = collect_on (world, 0, date);

  return g_strdup (content->hash);
}

static char *
freeze (World *world)
{
  g_autoptr (YipuContent) content = collect (world);
  g_autoptr (GError) error = NULL;
  char *release = yipu_release_freeze (world->base.catalog, content, &error);

  g_assert_no_error (error);
  return release;
}

static gboolean
holds (const YipuContent *content, const char *id)
{
  for (guint i = 0; i < content->records->len; i++)
    if (g_str_equal (yipu_record_get_id (content->records->pdata[i]), id))
      return TRUE;
  return FALSE;
}

static gint64
count_releases (World *world)
{
  return yipu_reader_count (yipu_catalog_get_reader (world->base.catalog), "release", NULL, NULL,
                            NULL);
}

static void
test_the_same_content_is_the_same_release (World *world, gconstpointer data)
{
  g_autofree char *first = freeze (world);
  g_autofree char *again = freeze (world);
  g_autofree char *old = fixture_get (world->base.catalog, world->products[0], "title");
  g_autofree char *other = NULL;
  g_autofree char *back = NULL;

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpint (count_releases (world), ==, 1);
  fixture_set (world->base.catalog, world->products[0], "title", "另一个名字");
  other = freeze (world);
  g_assert_cmpstr (other, !=, first);
  fixture_set (world->base.catalog, world->products[0], "title", old);
  fixture_restart (&world->base);
  back = freeze (world);
  g_assert_cmpstr (back, ==, first);
  g_assert_cmpint (count_releases (world), ==, 2);
}

static void
test_a_release_names_what_it_holds (World *world, gconstpointer data)
{
  g_autoptr (YipuContent) content = collect (world);
  g_autofree char *id = freeze (world);
  g_autofree char *hash = fixture_get (world->base.catalog, id, "content_hash");
  g_autofree char *signer = fixture_get (world->base.catalog, id, "content_by");
  g_autoptr (YipuRecord) release =
      yipu_reader_get (yipu_catalog_get_reader (world->base.catalog), "release", id, NULL);
  g_auto (GStrv) records = yipu_record_dup_list (release, "records");

  g_assert_cmpstr (hash, ==, content->hash);
  g_assert_null (signer);
  g_assert_cmpuint (g_strv_length (records), ==, content->records->len);
  for (guint i = 0; records[i]; i++)
    g_assert_true (holds (content, records[i]));
  g_assert_true (holds (content, world->craft));
  g_assert_true (holds (content, world->brand));
  g_assert_true (holds (content, world->organisation));
  g_assert_true (holds (content, world->items[0]));
  g_assert_true (holds (content, world->files[0]));
  g_assert_false (holds (content, world->person));
  g_assert_false (holds (content, world->products[1]));
  g_assert_false (holds (content, world->files[1]));
}

/* Signed, on a day that has come, until one that has not passed, not revoked, not removed. */
static void
test_days_bind_a_review (World *world, gconstpointer data)
{
  static const struct {
    const char *on, *until, *revoked;
    gboolean reviewed;
  } cases[] = {
    { NULL, NULL, NULL, FALSE },
    { WORLD_TODAY, NULL, NULL, TRUE },
    { "2026-11-25", NULL, NULL, FALSE },
    { "2026-11-23", WORLD_TODAY, NULL, TRUE },
    { "2026-11-23", "2026-11-23", NULL, FALSE },
    { "2026-11-23", "2026-12-31", "2026-11-24", FALSE },
  };
  YipuReader *reader = yipu_catalog_get_reader (world->base.catalog);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *id = fixture_add (world->base.catalog, "release", "content_by", world->person,
                                       "content_on", cases[i].on, NULL);
    g_autoptr (YipuRecord) release = NULL;

    fixture_set (world->base.catalog, id, "until", cases[i].until);
    fixture_set (world->base.catalog, id, "revoked_on", cases[i].revoked);
    release = yipu_reader_get (reader, "release", id, NULL);
    g_assert_cmpint (yipu_release_is_reviewed (release, WORLD_TODAY), ==, cases[i].reviewed);
    g_clear_pointer (&release, yipu_record_unref);
    fixture_set (world->base.catalog, id, "content_by", NULL);
    release = yipu_reader_get (reader, "release", id, NULL);
    g_assert_false (yipu_release_is_reviewed (release, WORLD_TODAY));
  }
}

static void
test_a_removed_release_is_no_review (World *world, gconstpointer data)
{
  g_autofree char *id = fixture_add (world->base.catalog, "release", "content_by", world->person,
                                     "content_on", WORLD_TODAY, NULL);
  g_autoptr (YipuRecord) release = NULL;

  fixture_remove (world->base.catalog, id);
  release = yipu_reader_get (yipu_catalog_get_reader (world->base.catalog), "release", id, NULL);
  g_assert_false (yipu_release_is_reviewed (release, WORLD_TODAY));
}

/* A story goes in with the yes and out with its end, and so it is another release. */
static void
test_consent_is_part_of_it (World *world, gconstpointer data)
{
  g_autofree char *before = hash_on (world, "2026-11-23");
  g_autofree char *with = hash_on (world, WORLD_TODAY);
  g_autofree char *without = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (YipuContent) content = NULL;

  g_assert_cmpstr (before, !=, with);
  clock_s += DAY;
  world_consent (world, "story", "no");
  without = hash_on (world, WORLD_TODAY);
  g_assert_cmpstr (without, !=, with);
  fixture_set (world->base.catalog, world->craft, "story_page", "没人会读到的故事");
  changed = hash_on (world, WORLD_TODAY);
  g_assert_cmpstr (changed, ==, without);
  world_consent (world, "works", "no");
  content = collect (world);
  g_assert_false (holds (content, world->files[0]));
  g_assert_false (holds (content, world->slots[0]));
}

/* One field of one record that the release holds, set to something else. */
static void
change_one (World *world, const YipuRecord *record, const YipuField *field)
{
  const char *id = yipu_record_get_id (record);
  const char *old = yipu_record_get (record, field->name);
  g_autofree char *value = NULL;

  do {
    g_free (value);
    value = random_value (field);
  } while (g_strcmp0 (value, old) == 0);
  fixture_set (world->base.catalog, id, field->name, value);
}

/* Fields that decide what else is held, or what may leave, or what a kit costs. */
static gboolean
reaches_further (const YipuField *field)
{
  return field->type == YIPU_FIELD_REF || field->type == YIPU_FIELD_REFS ||
         g_str_equal (field->name, "gone") || g_str_equal (field->name, "private") ||
         g_str_equal (field->name, "access_custom") || g_str_equal (field->name, "hash") ||
         g_str_equal (field->name, "protocol_labels") || g_str_equal (field->name, "position");
}

static gboolean
leaves (World *world, const YipuRecord *record, const char *field)
{
  YipuReader *reader = yipu_catalog_get_reader (world->base.catalog);
  g_autoptr (YipuConsents) consents = yipu_consents_new (reader, WORLD_TODAY);

  return yipu_consents_of_field (consents, record, field, NULL) == YIPU_CONSENT_YES;
}

/* Every field of every record held, one after the other: what leaves is hashed; what does not,
 * and works into no price or weight, is not. */
static void
test_each_field_that_leaves_is_in_the_hash (World *world, gconstpointer data)
{
  g_autoptr (YipuContent) content = NULL;
  guint changed = 0, same = 0;

  g_free (fixture_add (world->base.catalog, "variant", "product", world->products[0], "sku", "V-1",
                       "option1", "蓝", NULL));
  g_free (fixture_add (world->base.catalog, "shop_state", "product", world->products[0], "shop",
                       "taobao", "title", "淘宝", NULL));
  content = collect (world);
  for (guint i = 0; i < content->records->len; i++) {
    const YipuRecord *record = content->records->pdata[i];
    const YipuKind *kind = yipu_record_get_kind (record);

    for (guint j = 0; j < kind->n_fields; j++) {
      const YipuField *field = &kind->fields[j];
      g_autofree char *before = hash_on (world, WORLD_TODAY);
      g_autofree char *after = NULL;
      gboolean leaving = leaves (world, record, field->name);

      if (reaches_further (field))
        continue;
      change_one (world, record, field);
      after = hash_on (world, WORLD_TODAY);
      g_test_message ("%s.%s leaves: %d", kind->id, field->name, leaving);
      g_assert_true (!leaving || strcmp (before, after) != 0);
      g_assert_true (leaving || strcmp (before, after) == 0);
      changed += leaving;
      same += !leaving;
    }
  }
  g_assert_cmpuint (changed, >, 60);
  g_assert_cmpuint (same, >, 30);
}

/* The bytes of a photo are its content, whatever it is called. */
static void
test_another_photo_another_release (World *world, gconstpointer data)
{
  g_autofree char *before = hash_on (world, WORLD_TODAY);
  g_autofree char *other = world_add_photo (world, 9, NULL);
  g_autofree char *hash = fixture_get (world->base.catalog, other, "hash");
  g_autofree char *after = NULL;

  fixture_set (world->base.catalog, world->files[0], "hash", hash);
  after = hash_on (world, WORLD_TODAY);
  g_assert_cmpstr (after, !=, before);
}

/* What the kit works out is in the shops' files too, though no record of the release holds it. */
static void
test_a_computed_price_is_part_of_it (World *world, gconstpointer data)
{
  g_autofree char *fixed = NULL, *computed = NULL, *dearer = NULL;

  fixed = hash_on (world, WORLD_TODAY);
  fixture_set (world->base.catalog, world->products[0], "price_fen", NULL);
  computed = hash_on (world, WORLD_TODAY);
  fixture_set (world->base.catalog, world->brand, "trained_fen_per_min", "80");
  dearer = hash_on (world, WORLD_TODAY);
  g_assert_cmpstr (fixed, !=, computed);
  g_assert_cmpstr (computed, !=, dearer);
}

static gint64
changed_at (World *world)
{
  g_autoptr (YipuContent) content = collect (world);

  return content->changed_at;
}

/* An export notes its day in the record that holds the shop's own texts: that makes nothing newer,
 * a text does, also one that came with the record. */
static void
test_only_what_leaves_makes_it_newer (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *noted = NULL;
  g_autofree char *typed = NULL;
  gint64 start = clock_s;

  fixture_set (catalog, world->products[0], "stock", "3");
  g_assert_cmpint (changed_at (world), ==, start);
  clock_s += DAY;
  noted = fixture_add (catalog, "shop_state", "product", world->products[0], "shop", "taobao",
                       "exported_on", WORLD_TODAY, NULL);
  g_assert_cmpint (changed_at (world), ==, start);
  clock_s += DAY;
  fixture_set (catalog, noted, "title", "淘宝标题");
  g_assert_cmpint (changed_at (world), ==, start + 2 * DAY);
  clock_s += DAY;
  fixture_set (catalog, noted, "exported_hash", "00");
  g_assert_cmpint (changed_at (world), ==, start + 2 * DAY);
  clock_s += DAY;
  typed = fixture_add (catalog, "shop_state", "product", world->products[0], "shop", "sheet",
                       "title", "纸上标题", NULL);
  g_assert_cmpint (changed_at (world), ==, start + 4 * DAY);
  clock_s += DAY;
  fixture_set (catalog, world->products[1], "stock", "3");
  g_assert_cmpint (changed_at (world), ==, start + 4 * DAY);
}

/* References that lead nowhere, and what was removed, are left out without an error. */
static void
test_what_is_not_there_is_left_out (World *world, gconstpointer data)
{
  static const char nowhere[] = "01930000-0000-7000-8000-0000000006ff";
  YipuCatalog *catalog = world->base.catalog;
  g_autoptr (YipuContent) content = NULL;

  fixture_set (catalog, world->products[0], "maker", nowhere);
  fixture_set (catalog, world->products[0], "selling_points",
               "[\"01930000-0000-7000-8000-0000000006ff\"]");
  fixture_set (catalog, world->items[0], "craft", nowhere);
  fixture_remove (catalog, world->brand);
  fixture_remove (catalog, world->slots[0]);
  content = collect (world);
  g_assert_cmpuint (content->records->len, ==, 2);
  g_assert_true (holds (content, world->products[0]));
  g_assert_true (holds (content, world->items[0]));
}

#define ADD(path, func) g_test_add ("/release/" path, World, NULL, set_up, func, world_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("the-same-content-is-the-same-release", test_the_same_content_is_the_same_release);
  ADD ("it-names-what-it-holds", test_a_release_names_what_it_holds);
  ADD ("days-bind-a-review", test_days_bind_a_review);
  ADD ("a-removed-release-is-no-review", test_a_removed_release_is_no_review);
  ADD ("consent-is-part-of-it", test_consent_is_part_of_it);
  ADD ("each-field-that-leaves-is-in-the-hash", test_each_field_that_leaves_is_in_the_hash);
  ADD ("another-photo-another-release", test_another_photo_another_release);
  ADD ("a-computed-price-is-part-of-it", test_a_computed_price_is_part_of_it);
  ADD ("only-what-leaves-makes-it-newer", test_only_what_leaves_makes_it_newer);
  ADD ("what-is-not-there-is-left-out", test_what_is_not_there_is_left_out);
  return g_test_run ();
}
