/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: all of it arrives, within its limits, with a picture for every step and product. */
#include "../catalog/fixture.h"

#include <yipu/finding.h>
#include <yipu/init.h>
#include <yipu/media.h>
#include <yipu/sample.h>
#include <yipu/text.h>
#include <yipu/verify.h>

static void
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture, const char *kind)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records =
      yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), kind, NULL, NULL, &error);

  g_assert_no_error (error);
  return records;
}

static guint
count (Fixture *fixture, const char *kind)
{
  g_autoptr (GPtrArray) records = list (fixture, kind);

  return records->len;
}

static void
test_all_of_it_arrives (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *kind;
    guint n;
  } counts[] = {
    { "place", 1 },         { "organisation", 2 }, { "person", 4 },    { "role", 4 },
    { "household", 4 },     { "consent", 24 },     { "craft", 2 },     { "element", 6 },
    { "selling_point", 6 }, { "process", 2 },      { "step", 37 },     { "item", 78 },
    { "kit", 6 },           { "kit_item", 6 },     { "interview", 2 }, { "note", 9 },
    { "brand", 1 },         { "colour", 4 },       { "slogan", 3 },    { "story", 1 },
    { "script", 2 },        { "pack", 1 },         { "panel", 4 },     { "membership", 1 },
    { "decision", 4 },      { "product", 8 },      { "variant", 3 },   { "file", 22 },
    { "shop_setting", 4 },  { "shop_match", 3 },
  };

  load (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_test_message ("%s", counts[i].kind);
    g_assert_cmpuint (count (fixture, counts[i].kind), ==, counts[i].n);
  }
}

static void
check_limits (const YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++) {
    const YipuField *field = &kind->fields[i];
    const char *text = yipu_record_get (record, field->name);

    g_test_message ("%s.%s", kind->id, field->name);
    if (field->type == YIPU_FIELD_TEXT)
      g_assert_cmpuint (yipu_text_length (text), <=,
                        (gsize) (field->limit > 0 ? field->limit : 8000));
    if (field->english && text == NULL)
      g_assert_null (yipu_record_get (record, kind->fields[i - 1].name));
  }
}

/* Every text is within its limit, and what is said in Chinese is said in English. */
static void
test_texts_keep_their_limits_in_both_languages (Fixture *fixture, gconstpointer data)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  load (fixture);
  for (guint i = 0; i < n_kinds; i++) {
    g_autoptr (GPtrArray) records = list (fixture, kinds[i]->id);

    for (guint j = 0; j < records->len; j++)
      check_limits (records->pdata[j]);
  }
}

static void
check_refs (Fixture *fixture, const YipuRecord *record, const YipuField *field)
{
  g_auto (GStrv) ids = NULL;

  if (field->type == YIPU_FIELD_REF)
    ids = g_strsplit (
        yipu_record_get (record, field->name) != NULL ? yipu_record_get (record, field->name) : "",
        " ", -1);
  else
    ids = yipu_record_dup_list (record, field->name);
  for (guint i = 0; ids[i] != NULL && *ids[i] != '\0'; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuRecord) other = NULL;
    const char *kind = g_str_equal (field->ref, "any") ? NULL : field->ref;

    other = yipu_reader_get (yipu_catalog_get_reader (fixture->catalog), kind, ids[i], &error);
    g_assert_no_error (error);
  }
}

/* A local id misspelt would become a UUID that nobody has. */
static void
test_every_reference_leads_somewhere (Fixture *fixture, gconstpointer data)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  load (fixture);
  for (guint i = 0; i < n_kinds; i++) {
    g_autoptr (GPtrArray) records = list (fixture, kinds[i]->id);

    for (guint j = 0; j < records->len; j++)
      for (guint k = 0; k < kinds[i]->n_fields; k++) {
        const YipuField *field = &kinds[i]->fields[k];

        if (field->type == YIPU_FIELD_REF || field->type == YIPU_FIELD_REFS)
          check_refs (fixture, records->pdata[j], field);
      }
  }
}

static void
test_every_step_and_product_has_a_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GPtrArray) files = NULL;

  load (fixture);
  steps = list (fixture, "step");
  products = list (fixture, "product");
  files = list (fixture, "file");
  for (guint i = 0; i < steps->len; i++)
    g_assert_nonnull (yipu_record_get (steps->pdata[i], "photos"));
  for (guint i = 0; i < products->len; i++) {
    g_autoptr (GPtrArray) slots =
        yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "slot", "product",
                          yipu_record_get_id (products->pdata[i]), NULL);

    g_assert_cmpuint (slots->len, >=, 3);
    g_assert_cmpstr (yipu_record_get (slots->pdata[0], "role"), ==, "main");
  }
  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GError) error = NULL;

    yipu_media_verify (fixture->path, yipu_record_get (files->pdata[i], "hash"), NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (yipu_record_get (files->pdata[i], "rights_holder"));
  }
}

/* The reveal kit begins with scraping, and with nothing else. */
static void
test_lines_hold_the_first_steps_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) kits = NULL;
  g_auto (GStrv) line = NULL;
  g_autofree char *title = NULL;

  load (fixture);
  kits = list (fixture, "kit");
  g_assert_cmpstr (yipu_record_get (kits->pdata[0], "name"), ==, "刮灰见花小包");
  line = yipu_record_dup_list (kits->pdata[0], "line");
  g_assert_cmpuint (g_strv_length (line), ==, 1);
  title = fixture_get (fixture->catalog, line[0], "title");
  g_assert_cmpstr (title, ==, "刮灰");
}

static void
test_quantities_are_exact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) flows = NULL;
  gboolean found = FALSE;

  load (fixture);
  flows = list (fixture, "flow");
  for (guint i = 0; i < flows->len; i++) {
    g_assert_nonnull (yipu_record_get (flows->pdata[i], "quantity"));
    g_assert_nonnull (yipu_record_get (flows->pdata[i], "unit"));
    found |= g_str_equal (yipu_record_get (flows->pdata[i], "quantity"), "27/5");
  }
  g_assert_true (found);
}

static void
test_one_undo_takes_it_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = NULL;

  load (fixture);
  undone = yipu_catalog_undo (fixture->catalog, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "craft"), ==, 0);
  g_assert_cmpuint (count (fixture, "product"), ==, 0);
}

static void
test_removing_it_leaves_what_is_ours (Fixture *fixture, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (fixture->catalog);
  g_autoptr (GError) error = NULL;
  g_autofree char *own = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  g_assert_false (yipu_sample_is_loaded (reader));
  load (fixture);
  g_assert_true (yipu_sample_is_loaded (reader));
  yipu_sample_remove (fixture->catalog, &error);
  g_assert_no_error (error);
  g_assert_false (yipu_sample_is_loaded (reader));
  for (guint i = 0; i < n_kinds; i++)
    g_assert_cmpuint (count (fixture, kinds[i]->id), ==,
                      g_str_equal (kinds[i]->id, "craft") ? 1 : 0);
  fixture_assert_value (fixture->catalog, own, "name", "竹编");
  load (fixture);
  g_assert_cmpuint (count (fixture, "craft"), ==, 3);
}

static void
test_cancelled_it_leaves_no_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  YipuProgress progress = { .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_false (yipu_sample_load (fixture->catalog, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (fixture, "file"), ==, 0);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/sample/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("all-of-it-arrives", test_all_of_it_arrives);
  ADD ("texts-keep-their-limits-in-both-languages", test_texts_keep_their_limits_in_both_languages);
  ADD ("every-reference-leads-somewhere", test_every_reference_leads_somewhere);
  ADD ("every-step-and-product-has-a-picture", test_every_step_and_product_has_a_picture);
  ADD ("lines-hold-the-first-steps-only", test_lines_hold_the_first_steps_only);
  ADD ("quantities-are-exact", test_quantities_are_exact);
  ADD ("one-undo-takes-it-back", test_one_undo_takes_it_back);
  ADD ("removing-it-leaves-what-is-ours", test_removing_it_leaves_what_is_ours);
  ADD ("cancelled-it-leaves-no-record", test_cancelled_it_leaves_no_record);
  return g_test_run ();
}
