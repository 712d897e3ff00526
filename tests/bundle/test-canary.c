/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canaries: every text that is not public holds a mark, also in the metadata of photos; after an
 * export, whatever people had answered, no byte of the unpacked bundle may hold one (trust.md,
 * "Privacy"). What needs a consent holds marks too, and may show only where that was given. */
#include <string.h>
#include <yipu/init.h>

#include "base/archive.h"
#include "world.h"

#define MARK "yzq" /* and a number: in no text of ours */
#define STORY_MARK "qkqkstoryqkqk"
#define MAX_MARK 32

static char *
next_mark (void)
{
  static guint n;

  return g_strdup_printf (MARK "%u" MARK, ++n);
}

typedef struct {
  const YipuKind *kind;
  const char *id;
} Target;

/* Kinds whose texts are the shop's own settings: they leave because somebody typed them for it. */
static gboolean
is_for_the_shop (const YipuKind *kind)
{
  return strcmp (kind->id, "shop_setting") == 0 || strcmp (kind->id, "shop_match") == 0;
}

static gboolean
may_hold_mark (const YipuKind *kind, const YipuField *field)
{
  static const char *const keep[] = { "hash", "shop", "text_hash", "content_hash", "season" };

  for (guint i = 0; i < G_N_ELEMENTS (keep); i++) {
    if (strcmp (field->name, keep[i]) == 0)
      return FALSE;
  }
  return (field->type == YIPU_FIELD_TEXT || field->type == YIPU_FIELD_LIST) &&
         (!field->public || field->consent) && !is_for_the_shop (kind);
}

static gboolean
mark_record (YipuEdit *edit, gpointer data, GError **error)
{
  const Target *target = data;

  for (guint i = 0; i < target->kind->n_fields; i++) {
    const YipuField *field = &target->kind->fields[i];
    g_autofree char *mark = next_mark ();
    g_autofree char *list = g_strdup_printf ("[\"%s\"]", mark);
    const char *value = field->type == YIPU_FIELD_LIST ? list : mark;

    if (!may_hold_mark (target->kind, field))
      continue;
    if (g_strcmp0 (field->consent, "story") == 0)
      value = STORY_MARK;
    if (!yipu_edit_set (edit, target->id, field->name, value, error))
      return FALSE;
  }
  return TRUE;
}

/* Fills all records of all kinds. */
static void
mark_all (YipuCatalog *catalog)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    g_autoptr (GPtrArray) records =
        yipu_reader_list (yipu_catalog_get_reader (catalog), kinds[i]->id, NULL, NULL, NULL);

    for (guint j = 0; j < records->len; j++) {
      Target target = { kinds[i], yipu_record_get_id (records->pdata[j]) };
      g_autoptr (GError) error = NULL;

      yipu_catalog_edit (catalog, "Mark", mark_record, &target, &error);
      g_assert_no_error (error);
    }
  }
}

/* One record of each kind that the world has not, tied to the product where it can be. */
static void
add_the_rest (World *world)
{
  YipuCatalog *catalog = world->base.catalog;
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    gint64 n =
        yipu_reader_count (yipu_catalog_get_reader (catalog), kinds[i]->id, NULL, NULL, NULL);
    const char *owner = kinds[i]->owner;
    const char *id = g_strcmp0 (owner, "product") == 0   ? world->products[0]
                     : g_strcmp0 (owner, "craft") == 0   ? world->craft
                     : g_strcmp0 (owner, "brand") == 0   ? world->brand
                     : g_strcmp0 (owner, "person") == 0  ? world->person
                     : g_strcmp0 (owner, "process") == 0 ? world->process
                                                         : NULL;

    if (n > 0 || strcmp (kinds[i]->id, "variant") == 0 || strcmp (kinds[i]->id, "pack") == 0)
      continue;
    g_free (id ? fixture_add (catalog, kinds[i]->id, owner, id, NULL)
               : fixture_add (catalog, kinds[i]->id, NULL));
  }
}

static void
set_up (World *world, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autofree char *shown = NULL;

  world_set_up (world, NULL);
  other = world_add_photo (world, 7, MARK "-in-the-photo");
  shown = g_strdup_printf ("[\"%s\"]", world->person);
  fixture_set (world->base.catalog, other, "shown", shown);
  g_free (fixture_add (world->base.catalog, "slot", "product", world->products[0], "file", other,
                       "role", "detail", "caption", "院子", NULL));
  add_the_rest (world);
  mark_all (world->base.catalog);
}

/* The mark in the ways a byte may carry it. */
static gboolean
holds (const char *data, gsize length, const char *mark)
{
  gsize n = strlen (mark);
  char wide[2 * MAX_MARK];
  g_autofree char *base64 = g_base64_encode ((const guchar *) mark, n / 3 * 3);

  for (gsize i = 0; i < n; i++) {
    wide[2 * i] = mark[i];
    wide[2 * i + 1] = '\0';
  }
  return memmem (data, length, mark, n) || memmem (data, length, wide, 2 * n) ||
         memmem (data, length, base64, strlen (base64));
}

typedef struct {
  guint marks;
  guint stories;
  guint photos;
} Seen;

static void
look (YipuArchive *archive, const YipuArchiveEntry *entry, Seen *seen)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[65536];
  gssize n;

  while ((n = yipu_archive_read (archive, piece, sizeof piece, NULL)) > 0)
    g_byte_array_append (bytes, piece, (guint) n);
  g_assert_cmpint (n, ==, 0);
  seen->stories += holds ((const char *) bytes->data, bytes->len, STORY_MARK) ? 1 : 0;
  if (holds ((const char *) bytes->data, bytes->len, MARK) ||
      holds (entry->name, strlen (entry->name), MARK)) {
    g_test_message ("a mark in %s", entry->name);
    seen->marks++;
  }
  seen->photos += g_str_has_suffix (entry->name, ".jpg") || g_str_has_suffix (entry->name, ".tbi");
}

static Seen
look_into (const char *path)
{
  g_autoptr (YipuArchive) archive = yipu_archive_open (path, NULL, NULL);
  const YipuArchiveEntry *entry;
  Seen seen = { 0 };

  g_assert_nonnull (archive);
  while (yipu_archive_next (archive, &entry, NULL) && entry)
    look (archive, entry, &seen);
  return seen;
}

/* Ticks whatever only warns, so that as much as may leaves. */
static void
tick_all (World *world, YipuExportPlan *plan)
{
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  for (guint i = 0; i < cells->len; i++) {
    YipuExportCell *cell = cells->pdata[i];

    for (guint j = 0; j < cell->findings->len; j++) {
      YipuFinding *finding = cell->findings->pdata[j];

      if (finding->severity == YIPU_SEVERITY_WARN)
        yipu_export_allow (world->base.catalog, finding, "ticked", NULL);
    }
  }
}

static Seen
export_and_look (World *world)
{
  g_autoptr (YipuExportPlan) first = world_plan (world, "woocommerce", "taobao", "sheet", NULL);
  g_autoptr (YipuExportPlan) plan = NULL;
  g_autoptr (YipuExportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tick_all (world, first);
  plan = world_plan (world, "woocommerce", "taobao", "sheet", NULL);
  result = yipu_export_run (world->base.catalog, plan, world->zip, NULL, &error);
  if (g_error_matches (error, YIPU_EXPORT_ERROR, YIPU_EXPORT_ERROR_NOTHING))
    return (Seen){ 0 };
  g_assert_no_error (error);
  return look_into (world->zip);
}

static void
test_a_planted_mark_is_found (World *world, gconstpointer data)
{
  Seen seen;

  /* Blind tests find nothing: a public text with a mark must be seen, in tables and pages. */
  fixture_set (world->base.catalog, world->products[1], "title", "方巾 " MARK "1");
  seen = export_and_look (world);
  g_assert_cmpint (seen.marks, >=, 3);
  g_assert_cmpint (seen.photos, >, 0);
}

/* Answers change from round to round; each is as of the same day, so the last of a purpose must
 * replace the ones before: one row a purpose is kept and rewritten. */
static void
test_no_mark_whatever_was_answered (World *world, gconstpointer data)
{
  static const char *const purposes[] = { "name",  "face",  "voice", "story",
                                          "works", "steps", "price", "contact" };
  static const char *const answers[] = { "yes", "no", "ask", NULL };
  YipuCatalog *catalog = world->base.catalog;
  g_autoptr (GPtrArray) rows = yipu_reader_list (yipu_catalog_get_reader (catalog), "consent",
                                                 "person", world->person, NULL);
  char *ids[G_N_ELEMENTS (purposes)];
  const int rounds = g_test_slow () ? 1000 : 12;

  for (guint i = 0; i < rows->len; i++)
    fixture_remove (catalog, yipu_record_get_id (rows->pdata[i]));
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    ids[i] = fixture_add (catalog, "consent", "person", world->person, "purpose", purposes[i],
                          "date", WORLD_TODAY, NULL);
  for (int round = 0; round < rounds; round++) {
    gboolean yes[G_N_ELEMENTS (purposes)];
    Seen seen;

    for (guint i = 0; i < G_N_ELEMENTS (purposes); i++) {
      /* The first two rounds are all yes and all no. */
      int answer = round == 0 ? 0 : round == 1 ? 1 : g_test_rand_int_range (0, 4);

      fixture_set (catalog, ids[i], "answer", answers[answer]);
      yes[i] = answer == 0;
    }
    seen = export_and_look (world);
    g_assert_cmpint (seen.marks, ==, 0);
    if (!yes[3])
      g_assert_cmpint (seen.stories, ==, 0);
    else if (yes[4])
      g_assert_cmpint (seen.stories, >, 0);
    if (!yes[4])
      g_assert_cmpint (seen.photos, ==, 0);
    else
      g_assert_cmpint (seen.photos, >, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    g_free (ids[i]);
}

#define ADD(name, func) g_test_add ("/canary/" name, World, NULL, set_up, func, world_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-planted-mark-is-found", test_a_planted_mark_is_found);
  ADD ("no-mark-whatever-was-answered", test_no_mark_whatever_was_answered);
  return g_test_run ();
}
