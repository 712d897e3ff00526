/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claims in a catalog: what its records allow, and the rules that come from them. */
#include <string.h>
#include <yipu/claims.h>
#include <yipu/init.h>

#include "../catalog/fixture.h"
#include "base/hash.h"

#define TODAY "2026-11-24"

/* A craft with its process, a kit, a product of a brand, and one shop text to write into. */
typedef struct {
  Fixture base;
  YipuCatalog *catalog;
  char *craft;
  char *step;
  char *kit;
  char *maker;
  char *brand;
  char *product;
  char *state;
  char *person;
} World;

static void
set_up (World *world, gconstpointer data)
{
  YipuCatalog *catalog;

  fixture_set_up (&world->base, NULL);
  catalog = world->catalog = world->base.catalog;
  world->craft = fixture_add (catalog, "craft", "name", "刮浆蓝布", NULL);
  g_autofree char *process = fixture_add (catalog, "process", "craft", world->craft, NULL);
  world->step = fixture_add (catalog, "step", "process", process, "title", "调灰浆", NULL);
  world->kit = fixture_add (catalog, "kit", "process", process, "name", "方巾盒", NULL);
  world->maker = fixture_add (catalog, "organisation", "name", "苇汀坞合作社", NULL);
  world->brand = fixture_add (catalog, "brand", "name", "苇汀坞", "short", "苇汀",
                              "forbidden_spellings", "苇汀屋", NULL);
  world->product =
      fixture_add (catalog, "product", "kit", world->kit, "brand", world->brand, "maker",
                   world->maker, "type", "kit_adult", "title", "方巾盒", NULL);
  world->state =
      fixture_add (catalog, "shop_state", "product", world->product, "shop", "taobao", NULL);
  world->person =
      fixture_add (catalog, "person", "display_name", "沈阿禾", "legal_name", "沈禾", NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_free (world->craft);
  g_free (world->step);
  g_free (world->kit);
  g_free (world->maker);
  g_free (world->brand);
  g_free (world->product);
  g_free (world->state);
  g_free (world->person);
  fixture_tear_down (&world->base, NULL);
}

/* The finding of @rule when the product's shop text says @text, or NULL. */
static YipuFinding *
says (World *world, const char *text, const char *rule)
{
  YipuReader *reader = yipu_catalog_get_reader (world->catalog);
  g_autoptr (YipuConsents) consents = yipu_consents_new (reader, TODAY);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  fixture_set (world->catalog, world->state, "text", text);
  g_assert_true (yipu_claims_check (consents, world->product, findings, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++) {
    YipuFinding *finding = findings->pdata[i];
    if (strcmp (finding->rule, rule) == 0)
      return yipu_finding_ref (finding);
  }
  return NULL;
}

static void
assert_found (World *world, const char *text, const char *rule)
{
  g_autoptr (YipuFinding) finding = says (world, text, rule);

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->record, ==, world->state);
  g_assert_cmpstr (finding->field, ==, "text");
}

static void
assert_allowed (World *world, const char *text, const char *rule)
{
  g_autoptr (YipuFinding) finding = says (world, text, rule);

  if (finding)
    g_test_message ("%s", finding->message);
  g_assert_null (finding);
}

static void
test_finding (World *world, gconstpointer data)
{
  g_autoptr (YipuFinding) finding = says (world, "村里最好的布", "A01");

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, YIPU_SEVERITY_BLOCK);
  g_assert_cmpstr (finding->kind, ==, "shop_state");
  g_assert_cmpint (finding->start, ==, 2);
  g_assert_cmpint (finding->length, ==, 2);
  g_assert_nonnull (finding->law);
  g_assert_nonnull (strstr (finding->message, "最好"));
}

static void
test_listing (World *world, gconstpointer data)
{
  g_autofree char *file = fixture_add (world->catalog, "file", "kind", "paper", NULL);
  g_autofree char *listing = fixture_add (
      world->catalog, "listing", "craft", world->craft, "level", "provincial", "name", "中医养生",
      "status", "listed", "document_no", "浙政发〔2007〕33号", "document_date", "2007-06-05", NULL);

  assert_found (world, "省级非遗", "H02");
  fixture_set (world->catalog, listing, "evidence", file);
  assert_allowed (world, "省级非遗", "H02");
  assert_allowed (world, "县级非遗", "H02");
  assert_allowed (world, "非遗手作", "H01");
  assert_found (world, "国家级非遗", "H02");
  assert_found (world, "省级非遗，国家级非遗", "H02");
  assert_found (world, "联合国教科文", "H03");
  assert_allowed (world, "名录：中医养生", "M02");
  assert_found (world, "名录：中医养生，安神", "M02");
}

static void
test_level_near_the_name (World *world, gconstpointer data)
{
  assert_found (world, "国家级的刮浆蓝布", "X04");
  assert_allowed (world, "本村的刮浆蓝布", "X04");
}

static void
test_inheritor (World *world, gconstpointer data)
{
  g_autofree char *file = fixture_add (world->catalog, "file", "kind", "paper", NULL);
  g_autofree char *role =
      fixture_add (world->catalog, "role", "craft", world->craft, "person", world->person, "kind",
                   "inheritor", "level", "provincial", "status", "active", "evidence", file, NULL);

  assert_found (world, "省级传承人出品", "H04");
  g_free (fixture_add (world->catalog, "consent", "person", world->person, "purpose", "name",
                       "answer", "yes", "date", "2026-01-01", NULL));
  assert_allowed (world, "省级传承人出品", "H04");
  assert_found (world, "国家级传承人出品", "H04");
  fixture_set (world->catalog, role, "status", "revoked");
  assert_found (world, "省级传承人出品", "H04");
}

static void
test_workshop (World *world, gconstpointer data)
{
  fixture_set (world->catalog, world->maker, "workshop_status", "recognised");
  fixture_set (world->catalog, world->maker, "recognised_on", "2024-03-01");
  assert_found (world, "非遗工坊出品", "H07");
  fixture_set (world->catalog, world->maker, "confirmed_on", "2026-03-01");
  assert_allowed (world, "非遗工坊出品", "H07");
}

static void
test_process (World *world, gconstpointer data)
{
  assert_allowed (world, "纯手工", "W01");
  fixture_set (world->catalog, world->step, "machine", "1");
  assert_found (world, "纯手工", "W01");
}

static void
test_paper (World *world, gconstpointer data)
{
  g_autofree char *scope = g_strdup_printf ("[\"%s\"]", world->product);
  g_autofree char *paper = fixture_add (world->catalog, "paper", "kind", "certificate", "number",
                                        "有机123", "until", "2026-12-31", NULL);

  assert_found (world, "有机棉布", "C01");
  fixture_set (world->catalog, paper, "scope", scope);
  assert_allowed (world, "有机棉布", "C01");
  fixture_set (world->catalog, paper, "until", "2026-11-23");
  assert_found (world, "有机棉布", "C01");
}

static void
test_numbers (World *world, gconstpointer data)
{
  fixture_set (world->catalog, world->product, "stock", "3");
  assert_allowed (world, "仅剩3件", "P03");
  assert_found (world, "最后5件", "P03");
  assert_found (world, "3岁以上", "S06");
}

static char *
hash_of (const char *text)
{
  guint8 digest[YIPU_HASH_SIZE];

  yipu_hash_bytes (text, strlen (text), digest);
  return yipu_hash_to_hex (digest);
}

static void
test_allowance (World *world, gconstpointer data)
{
  static const char text[] = "比我们去年最好的布更厚";
  g_autofree char *hash = hash_of (text);
  g_autofree char *allowance = fixture_add (
      world->catalog, "allowance", "rule", "A01", "condition", "own_comparison", "record",
      world->state, "field", "text", "text_hash", hash, "reason", "只比自己的", NULL);

  assert_allowed (world, text, "A01");
  assert_found (world, "比我们去年最好的布更厚些", "A01");
  /* The program looks at records itself: nobody's word stands in for a listing. */
  fixture_set (world->catalog, allowance, "condition", "official_award");
  assert_found (world, text, "A01");
}

static void
test_evidence (World *world, gconstpointer data)
{
  static const char text[] = "全县唯一的水碓";
  g_autofree char *hash = hash_of (text);
  g_autofree char *paper =
      fixture_add (world->catalog, "paper", "kind", "source", "number", "县志第三卷", NULL);
  g_autofree char *allowance =
      fixture_add (world->catalog, "allowance", "rule", "A05", "condition", "scoped_fact", "record",
                   world->state, "field", "text", "text_hash", hash, "reason", "县志", NULL);

  assert_found (world, text, "A05");
  fixture_set (world->catalog, allowance, "paper", paper);
  assert_allowed (world, text, "A05");
}

static void
test_names (World *world, gconstpointer data)
{
  assert_found (world, "沈阿禾做的", "X01");
  assert_found (world, "沈 阿 禾做的", "X01");
  g_free (fixture_add (world->catalog, "consent", "person", world->person, "purpose", "name",
                       "answer", "yes", "date", "2026-01-01", NULL));
  assert_allowed (world, "沈阿禾做的", "X01");
  assert_found (world, "沈禾做的", "X01");
}

static void
test_private_words (World *world, gconstpointer data)
{
  assert_allowed (world, "先调灰浆，再加豆粉三成", "X02");
  fixture_set (world->catalog, world->step, "private", "1");
  assert_found (world, "先调灰浆", "X02");
  fixture_set (world->catalog, world->step, "private", "0");
  fixture_set (world->catalog, world->craft, "private_terms", "[\"豆粉三成\"]");
  assert_found (world, "再加豆粉三成", "X02");
}

static void
test_spellings (World *world, gconstpointer data)
{
  assert_found (world, "来自苇汀屋", "X03");
  assert_found (world, "来自苇町坞", "X03");
  assert_allowed (world, "来自苇汀坞", "X03");
}

static void
test_field_alone (World *world, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (world->catalog);
  g_autoptr (YipuConsents) consents = yipu_consents_new (reader, TODAY);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  fixture_set (world->catalog, world->kit, "blurb", "顶级");
  g_autoptr (YipuRecord) kit = yipu_reader_get (reader, "kit", world->kit, NULL);
  g_assert_true (yipu_claims_check_field (consents, kit, "blurb", NULL, findings, &error));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (yipu_claims_check_field (consents, kit, "process", NULL, findings, &error));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_false (yipu_claims_check (consents, "no such", findings, &error));
  g_assert_nonnull (error);
}

#define ADD(name, func) g_test_add (name, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/claims-check/a-finding-opens-the-field", test_finding);
  ADD ("/claims-check/a-verified-listing-allows-its-level-and-below", test_listing);
  ADD ("/claims-check/a-level-near-the-name-must-be-listed", test_level_near_the_name);
  ADD ("/claims-check/an-inheritor-must-be-active-and-agree", test_inheritor);
  ADD ("/claims-check/a-workshop-is-confirmed-every-year", test_workshop);
  ADD ("/claims-check/by-hand-means-no-machine-step", test_process);
  ADD ("/claims-check/a-paper-counts-in-its-scope-and-time", test_paper);
  ADD ("/claims-check/numbers-must-be-the-computed-ones", test_numbers);
  ADD ("/claims-check/an-allowance-is-for-one-text", test_allowance);
  ADD ("/claims-check/evidence-needs-a-paper", test_evidence);
  ADD ("/claims-check/names-need-consent", test_names);
  ADD ("/claims-check/private-words-stay-at-home", test_private_words);
  ADD ("/claims-check/the-brand-is-spelled-one-way", test_spellings);
  ADD ("/claims-check/one-field-by-itself", test_field_alone);
  return g_test_run ();
}
