/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Offers while typing, what a chosen one fills, and what a listing's fields say of it. */
#include "../catalog/fixture.h"

#include <yipu/finding.h>
#include <yipu/heritage.h>
#include <yipu/import.h>
#include <yipu/init.h>

static void
add_entry (
    Fixture *fixture, const char *name, const char *province, const char *region, const char *code)
{
  g_autofree char *text = g_strconcat (province, region, NULL);

  g_free (fixture_add (fixture->catalog, "listing", "name", name, "province", province,
                       "region_text", text, "region_code", code, "category", "7", "number",
                       "VII-51", NULL));
}

static void
add_entries (Fixture *fixture)
{
  add_entry (fixture, "竹编(东阳竹编)", "浙江省", "东阳市", "330783");
  add_entry (fixture, "青神竹编", "四川省", "青神县", "511425");
  add_entry (fixture, "竹编（嵊州竹编）", "浙江省", "嵊州市", "330683");
  add_entry (fixture, "竹编（绍兴竹编）", "浙江省", "绍兴县", "330621");
  add_entry (fixture, "剪纸", "浙江省", "嵊州市", "330683");
}

static char *
offer (Fixture *fixture, const char *text, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers =
      yipu_listing_offer (yipu_catalog_get_reader (fixture->catalog), text, limit, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < offers->len; i++)
    g_ptr_array_add (names, (gpointer) yipu_record_get (offers->pdata[i], "name"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_offers (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *names = offer (fixture, text, 10);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_the_own_county_comes_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;

  add_entries (fixture);
  assert_offers (fixture, "竹编", "竹编(东阳竹编) 竹编（嵊州竹编） 竹编（绍兴竹编） 青神竹编");
  place = fixture_add (fixture->catalog, "place", "name", "甘霖镇", "region_code", "330683", NULL);
  assert_offers (fixture, "竹编", "竹编（嵊州竹编） 竹编（绍兴竹编） 竹编(东阳竹编) 青神竹编");
}

static void
test_places_without_a_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = NULL;

  add_entries (fixture);
  place = fixture_add (fixture->catalog, "place", "name", "某村", "text", "青神县南城镇",
                       "province", "四川省", NULL);
  assert_offers (fixture, "竹编", "青神竹编 竹编(东阳竹编) 竹编（嵊州竹编） 竹编（绍兴竹编）");
}

static void
test_two_characters_are_enough_one_is_not (Fixture *fixture, gconstpointer data)
{
  add_entries (fixture);
  assert_offers (fixture, "竹", "");
  assert_offers (fixture, " ", "");
  assert_offers (fixture, "剪纸", "剪纸");
  assert_offers (fixture, "木雕", "");
  assert_offers (fixture, "编(东", "竹编(东阳竹编)");
  assert_offers (fixture, "编（东", "竹编(东阳竹编)");
  assert_offers (fixture, "编(嵊", "竹编（嵊州竹编）");
}

static void
test_a_number_is_found_however_spelt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *two = NULL;

  add_entries (fixture);
  two = offer (fixture, "Ⅶ—51", 2);
  g_assert_cmpstr (two, ==, "竹编(东阳竹编) 青神竹编");
  assert_offers (fixture, "Ⅶ-5", "");
}

static void
test_entries_of_a_craft_are_not_offered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *own =
      fixture_add (fixture->catalog, "listing", "name", "竹编", "craft", craft, NULL);
  g_autofree char *gone = fixture_add (fixture->catalog, "listing", "name", "竹编", NULL);

  fixture_remove (fixture->catalog, gone);
  assert_offers (fixture, "竹编", "");
}

typedef struct {
  const char *craft;
  const YipuRecord *offer;
} Taking;

static gboolean
take (YipuEdit *edit, gpointer data, GError **error)
{
  const Taking *taking = data;

  return yipu_listing_take (edit, taking->craft, taking->offer, error) != NULL;
}

static void
test_taking_fills_category_and_number_only (Fixture *fixture, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (fixture->catalog);
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) listings = NULL;
  g_autoptr (GError) error = NULL;
  Taking taking = { .craft = craft };

  add_entries (fixture);
  offers = yipu_listing_offer (reader, "竹编", 1, NULL);
  taking.offer = offers->pdata[0];
  /* Twice, as by an impatient hand: still one listing. */
  yipu_catalog_edit (fixture->catalog, "Take", take, &taking, &error);
  yipu_catalog_edit (fixture->catalog, "Take", take, &taking, &error);
  g_assert_no_error (error);
  fixture_assert_value (fixture->catalog, craft, "category", "7");
  listings = yipu_reader_list (reader, "listing", "craft", craft, NULL);
  g_assert_cmpuint (listings->len, ==, 1);
  g_assert_cmpstr (yipu_record_get (listings->pdata[0], "number"), ==, "VII-51");
  g_assert_null (yipu_record_get (listings->pdata[0], "level"));
  g_assert_null (yipu_record_get (listings->pdata[0], "status"));
  g_assert_false (yipu_listing_is_verified (listings->pdata[0]));
}

static void
test_only_evidence_verifies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = fixture_add (fixture->catalog, "file", "kind", "paper", NULL);
  const char *fields[][2] = { { "document_no", "国发〔2008〕19号" },
                              { "document_date", "2008-06-07" },
                              { "evidence", file },
                              { "status", "listed" } };
  g_autofree char *listing = fixture_add (fixture->catalog, "listing", "level", "national", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (YipuRecord) before =
        yipu_reader_get (yipu_catalog_get_reader (fixture->catalog), "listing", listing, NULL);

    g_assert_false (yipu_listing_is_verified (before));
    fixture_set (fixture->catalog, listing, fields[i][0], fields[i][1]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (YipuRecord) record =
        yipu_reader_get (yipu_catalog_get_reader (fixture->catalog), "listing", listing, NULL);

    g_assert_cmpint (yipu_listing_is_verified (record), ==, i == 0);
    fixture_set (fixture->catalog, listing, fields[i][0], i == 3 ? "removed" : NULL);
  }
}

static char *
check (Fixture *fixture, const char *category, const char *number, const char *code)
{
  g_autofree char *id = fixture_add (fixture->catalog, "listing", "level", "national", "category",
                                     category, "number", number, "region_code", code, NULL);
  g_autoptr (YipuRecord) listing =
      yipu_reader_get (yipu_catalog_get_reader (fixture->catalog), "listing", id, NULL);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GString) rules = g_string_new (NULL);

  yipu_listing_check (listing, findings);
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (rules, "%s ", ((YipuFinding *) findings->pdata[i])->rule);
  return g_string_free (g_steal_pointer (&rules), FALSE);
}

static void
test_what_cannot_be_is_said (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][4] = {
    { "8", "Ⅷ-24", "330109", "" },
    { "8", "VIII—287", "990101", "listing.region " },
    { "8", "Ⅷ-288", "330109", "listing.newer " },
    { "7", "Ⅷ-24", "33010", "listing.category listing.region " },
    { "8", "八之二十四", "330109", "listing.number " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *rules = check (fixture, cases[i][0], cases[i][1], cases[i][2]);

    g_assert_cmpstr (rules, ==, cases[i][3]);
  }
}

/* Of all rows only the six codes that no standard has are remarked upon. */
static void
test_every_row_of_the_list (Fixture *fixture, gconstpointer data)
{
  const char *folder = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "national-ich.csv", NULL);
  g_autoptr (YipuImport) import = yipu_import_open (path, NULL, NULL, NULL);
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = NULL;
  g_autoptr (YipuImportPlan) plan = NULL;
  g_autoptr (GPtrArray) listings = NULL;
  g_autoptr (GPtrArray) findings = yipu_findings_new ();

  if (import == NULL) {
    g_test_skip ("the national list is not here");
    return;
  }
  map = yipu_import_guess_map (import, kind);
  plan =
      yipu_import_run (import, fixture->catalog, kind, map, YIPU_IMPORT_ALL_OR_NOTHING, NULL, NULL);
  g_assert_nonnull (plan);
  listings =
      yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "listing", NULL, NULL, NULL);
  for (guint i = 0; i < listings->len; i++)
    yipu_listing_check (listings->pdata[i], findings);
  g_assert_cmpuint (findings->len, ==, 6);
  g_assert_cmpstr (((YipuFinding *) findings->pdata[0])->rule, ==, "listing.region");
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/offer/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("the-own-county-comes-first", test_the_own_county_comes_first);
  ADD ("places-without-a-code", test_places_without_a_code);
  ADD ("two-characters-are-enough-one-is-not", test_two_characters_are_enough_one_is_not);
  ADD ("a-number-is-found-however-spelt", test_a_number_is_found_however_spelt);
  ADD ("entries-of-a-craft-are-not-offered", test_entries_of_a_craft_are_not_offered);
  ADD ("taking-fills-category-and-number-only", test_taking_fills_category_and_number_only);
  ADD ("only-evidence-verifies", test_only_evidence_verifies);
  ADD ("what-cannot-be-is-said", test_what_cannot_be_is_said);
  ADD ("every-row-of-the-list", test_every_row_of_the_list);
  return g_test_run ();
}
