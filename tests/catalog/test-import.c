/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Importing lists: what columns become, what is passed over, what is refused, and the way back. */
#include "fixture.h"

#include <string.h>
#include <yipu/finding.h>
#include <yipu/import.h>
#include <yipu/init.h>
#include <yipu/verify.h>

#define SMALL                                                                                      \
  "project_num,code,name,category,batch,entry_type\n"                                              \
  "VIII-024_01_330109,VIII-24,蓝印花布,传统技艺,1,new\n"                                   \
  "VII-051_02_330683,VII-51,竹编,7,2,extension\n"

static YipuImport *
open_text (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "list.csv", NULL);
  g_autoptr (GError) error = NULL;
  YipuImport *import;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import = yipu_import_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static YipuImportPlan *
run_as (Fixture *fixture, const YipuImport *import, const char *kind, YipuImportFlags flags)
{
  const YipuKind *of = yipu_kind_find (kind);
  g_autofree const YipuField **map = yipu_import_guess_map (import, of);
  g_autoptr (GError) error = NULL;
  YipuImportPlan *plan = yipu_import_run (import, fixture->catalog, of, map, flags, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static void
assert_refused (Fixture *fixture, const YipuImport *import, const char *kind, const char *holds)
{
  const YipuKind *of = yipu_kind_find (kind);
  g_autofree const YipuField **map = yipu_import_guess_map (import, of);
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_import_run (import, fixture->catalog, of, map, YIPU_IMPORT_ALL_OR_NOTHING,
                                  NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_ROWS);
  g_assert_nonnull (strstr (error->message, holds));
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

static gint64
count (Fixture *fixture, const char *kind)
{
  return yipu_reader_count (yipu_catalog_get_reader (fixture->catalog), kind, NULL, NULL, NULL);
}

static void
test_columns_of_official_lists_are_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import =
      open_text (fixture, "project_num,code,name,category,batch,year,entry_type,province,region,"
                          "region_code,protection_unit\n");
  static const char *const fields[] = { "sub_item",    "number",      "name",           "category",
                                        "batch",       "year",        "entry_kind",     "province",
                                        "region_text", "region_code", "protection_unit" };
  const YipuKind *kind = yipu_import_guess_kind (import);
  g_autofree const YipuField **map = NULL;

  g_assert_cmpstr (kind->id, ==, "listing");
  map = yipu_import_guess_map (import, kind);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (map[i]->name, ==, fields[i]);
}

static void
test_chinese_headers_and_labels_are_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import =
      open_text (fixture, "序号,项目名称,类 别,保护单位,Level,year,备注（内部）\n");
  g_autofree const YipuField **map = yipu_import_guess_map (import, yipu_kind_find ("listing"));

  g_assert_null (map[0]);
  g_assert_cmpstr (map[1]->name, ==, "name");
  g_assert_cmpstr (map[2]->name, ==, "category");
  g_assert_cmpstr (map[3]->name, ==, "protection_unit");
  g_assert_cmpstr (map[4]->name, ==, "level");
  g_assert_cmpstr (map[5]->name, ==, "year");
  g_assert_null (map[6]);
}

static void
test_rows_become_listings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, SMALL);
  g_autoptr (YipuImportPlan) plan = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) listings = list (fixture, "listing");
  const YipuRecord *first;

  g_assert_cmpuint (plan->n_new, ==, 2);
  g_assert_cmpuint (plan->n_findings, ==, 0);
  g_assert_cmpuint (listings->len, ==, 2);
  first = listings->pdata[0];
  g_assert_cmpstr (yipu_record_get (first, "name"), ==, "蓝印花布");
  g_assert_cmpstr (yipu_record_get (first, "number"), ==, "VIII-24");
  g_assert_cmpstr (yipu_record_get (first, "category"), ==, "8");
  g_assert_cmpstr (yipu_record_get (first, "entry_kind"), ==, "new");
  g_assert_cmpstr (yipu_record_get (first, "level"), ==, "national");
  g_assert_cmpstr (yipu_record_get (first, "status"), ==, "unknown");
  g_assert_null (yipu_record_get (first, "craft"));
}

static void
test_other_lists_claim_no_level (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, "名称,项目编号\n竹编,ZJ-7-12\n");
  g_autoptr (YipuImportPlan) plan = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) listings = list (fixture, "listing");

  g_assert_null (yipu_record_get (listings->pdata[0], "level"));
  g_assert_cmpstr (yipu_record_get (listings->pdata[0], "status"), ==, "unknown");
}

static void
test_known_rows_are_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, SMALL);
  g_autoptr (YipuImportPlan) first =
      run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) listings = list (fixture, "listing");
  g_autoptr (YipuImportPlan) second = NULL;
  g_autoptr (YipuImportPlan) third = NULL;

  fixture_set (fixture->catalog, yipu_record_get_id (listings->pdata[0]), "protection_unit",
               "桐乡市蓝印花布厂");
  second = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_assert_cmpuint (second->n_new, ==, 0);
  g_assert_cmpuint (second->n_known, ==, 2);
  fixture_remove (fixture->catalog, yipu_record_get_id (listings->pdata[0]));
  third = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_assert_cmpuint (third->n_new, ==, 1);
  g_assert_cmpuint (third->n_known, ==, 1);
}

static void
test_a_plan_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, SMALL "x,y,z,9,no batch,new\n");
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = yipu_import_guess_map (import, kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuImportPlan) plan =
      yipu_import_plan (import, fixture->catalog, kind, map, NULL, &error);
  const YipuFinding *finding;

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new, ==, 2);
  g_assert_cmpuint (plan->n_bad, ==, 1);
  g_assert_cmpuint (plan->findings->len, ==, 1);
  finding = plan->findings->pdata[0];
  g_assert_cmpstr (finding->field, ==, "batch");
  g_assert_true (g_str_has_prefix (finding->message, "Row 4, column “batch”: "));
  g_assert_cmpint (count (fixture, "listing"), ==, 0);
}

static void
test_one_bad_row_stops_all_unless_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, SMALL "too,short\na,b,c,no,1,new\n");
  g_autoptr (YipuImportPlan) plan = NULL;

  assert_refused (fixture, import, "listing", "Row 4 has 2 cells");
  assert_refused (fixture, import, "listing", "Row 5, column “category”");
  g_assert_cmpint (count (fixture, "listing"), ==, 0);
  plan = run_as (fixture, import, "listing", YIPU_IMPORT_LEAVE_OUT_BAD_ROWS);
  g_assert_cmpuint (plan->n_new, ==, 2);
  g_assert_cmpuint (plan->n_bad, ==, 2);
  g_assert_cmpint (count (fixture, "listing"), ==, 2);
}

static void
test_ten_problems_are_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("name,year\n");
  g_autoptr (YipuImport) import = NULL;
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 50; i++)
    g_string_append (text, "竹编,never\n");
  import = open_text (fixture, text->str);
  map = yipu_import_guess_map (import, kind);
  g_assert_null (yipu_import_run (import, fixture->catalog, kind, map, YIPU_IMPORT_ALL_OR_NOTHING,
                                  NULL, &error));
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 11);
  g_assert_true (g_str_has_prefix (lines[0], "50 rows cannot be imported."));
}

static void
test_too_long_is_kept_and_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (200, 'x');
  g_autofree char *text = g_strconcat ("name,year\n", name, ",2006\n", NULL);
  g_autoptr (YipuImport) import = open_text (fixture, text);
  g_autoptr (YipuImportPlan) plan = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) listings = list (fixture, "listing");

  g_assert_cmpuint (plan->findings->len, ==, 1);
  g_assert_cmpstr (((YipuFinding *) plan->findings->pdata[0])->rule, ==, "import.long");
  g_assert_cmpstr (yipu_record_get (listings->pdata[0], "name"), ==, name);
}

static void
test_references_by_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = fixture_add (fixture->catalog, "place", "name", "苇汀坞", NULL);
  g_autoptr (YipuImport) import = open_text (fixture, "名称,地点\n刮浆蓝布,苇汀坞\n");
  g_autoptr (YipuImportPlan) plan = run_as (fixture, import, "craft", YIPU_IMPORT_ALL_OR_NOTHING);
  g_autoptr (GPtrArray) crafts = list (fixture, "craft");
  g_autoptr (YipuImport) unknown = open_text (fixture, "名称,地点\n竹编,别处\n");

  g_assert_cmpstr (yipu_record_get (crafts->pdata[0], "place"), ==, place);
  assert_refused (fixture, unknown, "craft", "Row 2, column “地点”");
  g_free (fixture_add (fixture->catalog, "place", "name", "苇汀坞", NULL));
  g_clear_pointer (&import, yipu_import_free);
  import = open_text (fixture, "名称,地点\n又一种,苇汀坞\n");
  assert_refused (fixture, import, "craft", "Row 2, column “地点”");
}

static const YipuField **
load_map (Fixture *fixture, const YipuImport *import, const char *json, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "map.json", NULL);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  return yipu_import_load_map (import, yipu_kind_find ("listing"), path, error);
}

static void
test_a_mapping_from_a_file (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *json;
    YipuImportError code;
  } broken[] = {
    { "{\"no such\": \"name\"}", YIPU_IMPORT_ERROR_MAP },
    { "{\"甲\": \"no_such\"}", YIPU_IMPORT_ERROR_MAP },
    { "{\"甲\": \"name\", \"乙\": \"name\"}", YIPU_IMPORT_ERROR_MAP },
    { "{\"甲\": 3}", YIPU_IMPORT_ERROR_MAP },
    { "[\"甲\"]", YIPU_IMPORT_ERROR_FORMAT },
    { "{\"甲\": ", YIPU_IMPORT_ERROR_FORMAT },
  };
  g_autoptr (YipuImport) import = open_text (fixture, "甲,乙,丙\n竹编,VII-51,x\n");
  g_autoptr (GError) error = NULL;
  g_autofree const YipuField **map =
      load_map (fixture, import, "{\"乙\": \"number\", \"甲\": \"name\"}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (map[0]->name, ==, "name");
  g_assert_cmpstr (map[1]->name, ==, "number");
  g_assert_null (map[2]);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_assert_null (load_map (fixture, import, broken[i].json, &error));
    g_assert_error (error, YIPU_IMPORT_ERROR, (int) broken[i].code);
    g_clear_error (&error);
  }
}

static void
test_nothing_mapped_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuImport) import = open_text (fixture, "甲,乙\n1,2\n");
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = yipu_import_guess_map (import, kind);
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_import_guess_kind (import));
  g_assert_null (yipu_import_plan (import, fixture->catalog, kind, map, NULL, &error));
  g_assert_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP);
}

/* Cancels when so many rows are done. */
typedef struct {
  GCancellable *cancellable;
  guint64 at;
} Stop;

static void
stop_cb (guint64 done, guint64 total, const char *message, gpointer data)
{
  Stop *stop = data;

  g_assert_cmpuint (done, <=, total);
  if (done >= stop->at)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancelled_it_is_taken_back_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *own = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autoptr (GString) text = g_string_new ("name\n");
  g_autoptr (YipuImport) import = NULL;
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, 1200 + 400 };
  YipuProgress progress = { .func = stop_cb, .data = &stop, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1200; i++)
    g_string_append_printf (text, "竹编%d\n", i);
  import = open_text (fixture, text->str);
  map = yipu_import_guess_map (import, kind);
  g_assert_null (yipu_import_run (import, fixture->catalog, kind, map, YIPU_IMPORT_ALL_OR_NOTHING,
                                  &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (fixture, "listing"), ==, 0);
  fixture_assert_value (fixture->catalog, own, "name", "竹编");
}

static void
test_the_national_list (Fixture *fixture, gconstpointer data)
{
  const char *folder = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "national-ich.csv", NULL);
  g_autoptr (YipuImport) import = yipu_import_open (path, NULL, NULL, NULL);
  g_autoptr (YipuImportPlan) plan = NULL;
  g_autoptr (YipuImportPlan) again = NULL;
  g_autoptr (YipuUndone) undone = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  if (import == NULL) {
    g_test_skip ("the national list is not here");
    return;
  }
  plan = run_as (fixture, import, yipu_import_guess_kind (import)->id, YIPU_IMPORT_ALL_OR_NOTHING);
  g_assert_cmpuint (plan->n_new, ==, 3610);
  g_assert_cmpuint (plan->n_findings, ==, 0);
  g_assert_cmpint (yipu_reader_count (yipu_catalog_get_reader (fixture->catalog), "listing",
                                      "level", "national", NULL),
                   ==, 3610);
  again = run_as (fixture, import, "listing", YIPU_IMPORT_ALL_OR_NOTHING);
  g_assert_cmpuint (again->n_known, ==, 3610);
  findings = yipu_catalog_verify (fixture->catalog, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  undone = yipu_catalog_undo (fixture->catalog, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "listing"), ==, 0);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/import/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("columns-of-official-lists-are-known", test_columns_of_official_lists_are_known);
  ADD ("chinese-headers-and-labels-are-known", test_chinese_headers_and_labels_are_known);
  ADD ("rows-become-listings", test_rows_become_listings);
  ADD ("other-lists-claim-no-level", test_other_lists_claim_no_level);
  ADD ("known-rows-are-passed-over", test_known_rows_are_passed_over);
  ADD ("a-plan-writes-nothing", test_a_plan_writes_nothing);
  ADD ("one-bad-row-stops-all-unless-left-out", test_one_bad_row_stops_all_unless_left_out);
  ADD ("ten-problems-are-said", test_ten_problems_are_said);
  ADD ("too-long-is-kept-and-said", test_too_long_is_kept_and_said);
  ADD ("references-by-name", test_references_by_name);
  ADD ("a-mapping-from-a-file", test_a_mapping_from_a_file);
  ADD ("nothing-mapped-is-refused", test_nothing_mapped_is_refused);
  ADD ("cancelled-it-is-taken-back-alone", test_cancelled_it_is_taken_back_alone);
  ADD ("the-national-list", test_the_national_list);
  return g_test_run ();
}
