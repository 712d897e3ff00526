/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong with a product in every shop: each finding is silent where all is well, speaks at
 * the place to open, and is silent again once what it names is mended. */
#include "../bundle/shelf.h"

#include <string.h>
#include <yipu/init.h>

#define MEMBERSHIP "01930000-0000-7000-8000-000000000601"
#define KIT "01930000-0000-7000-8000-000000000602"
#define NOWHERE "01930000-0000-7000-8000-0000000006ff"

static GPtrArray *
check_on (Shelf *shelf, const char *product, const char *date)
{
  GPtrArray *findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  yipu_offers_check (shelf->offers, product, date, findings, &error);
  g_assert_no_error (error);
  return findings;
}

static const YipuFinding *
find (GPtrArray *findings, const char *rule, const char *record)
{
  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];

    if (g_str_equal (finding->rule, rule) && g_strcmp0 (finding->record, record) == 0)
      return finding;
  }
  return NULL;
}

/* The shelf's products break two rules on purpose; then the square is well in every shop. */
static void
make_well (Shelf *shelf)
{
  shelf_set (shelf, SHELF_BASKET, "gtin", NULL);
}

typedef struct {
  const char *rule;
  YipuSeverity severity;
  const char *id, *field; /* what is broken */
  const char *bad;
  const char *good;               /* the mend that the message names; NULL: as it was */
  const char *kind, *record, *at; /* where the finding leads; NULL: to what is broken */
} Case;

/* On the day of the export, since a finding that needs none is found then too. */
static void
assert_spoken (Shelf *shelf, const Case *c, gboolean spoken)
{
  g_autoptr (GPtrArray) findings = check_on (shelf, SHELF_SQUARE, SHELF_DATE);
  const YipuFinding *found = find (findings, c->rule, c->record ? c->record : c->id);

  g_test_message ("%s on %s: %s", c->rule, c->field, found ? found->message : "silent");
  g_assert_cmpint (found != NULL, ==, spoken);
  if (!found)
    return;
  g_assert_cmpint (found->severity, ==, c->severity);
  g_assert_cmpstr (found->field, ==, c->at ? c->at : c->field);
  if (c->kind)
    g_assert_cmpstr (found->kind, ==, c->kind);
}

static void
assert_cases (Shelf *shelf, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *before = fixture_get (shelf->catalog.catalog, cases[i].id, cases[i].field);

    assert_spoken (shelf, &cases[i], FALSE);
    shelf_set (shelf, cases[i].id, cases[i].field, cases[i].bad);
    assert_spoken (shelf, &cases[i], TRUE);
    shelf_set (shelf, cases[i].id, cases[i].field, cases[i].good ? cases[i].good : before);
    assert_spoken (shelf, &cases[i], FALSE);
    shelf_set (shelf, cases[i].id, cases[i].field, before);
  }
}

static void
test_well_it_is_silent (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  make_well (shelf);
  findings = check_on (shelf, SHELF_SQUARE, SHELF_DATE);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((YipuFinding *) findings->pdata[i])->message);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_the_record_is_whole (Shelf *shelf, gconstpointer data)
{
  static const Case cases[] = {
    { "product.kit", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "item", NULL, .at = "kit" },
    { "product.kit", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "item", NOWHERE },
    { "product.brand", YIPU_SEVERITY_WARN, SHELF_SQUARE, "brand", NULL },
    { "product.maker", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "maker", NOWHERE },
    { "product.maker", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "maker", NULL },
    { "product.type", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "type", NULL, "stationery" },
    { "product.prefix", YIPU_SEVERITY_WARN, SHELF_SQUARE, "title", "方巾", "【苇汀坞】方巾" },
    { "slot.variant", YIPU_SEVERITY_HINT, SHELF_SLOT "4", "variant", NULL, SHELF_VARIANT "2" },
  };

  make_well (shelf);
  assert_cases (shelf, cases, G_N_ELEMENTS (cases));
}

static void
test_codes (Shelf *shelf, gconstpointer data)
{
  static const Case cases[] = {
    { "product.sku", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "sku", NULL, "SQ" },
    { "product.sku", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "sku", "--", "9" },
    { "variant.sku", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "sku", NULL, "方1" },
    { "variant.sku", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "sku", "__", "蓝" },
    { "product.sku_twice", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "sku", "WTW_BK 大", "WTW-SQ-9" },
    { "product.sku_twice", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "sku", "WTW-SQ" },
    { "product.gtin_twice", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "2", "gtin", "96385074" },
    { "product.gtin", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "gtin", "6901234567893", "4006381333931" },
    { "product.gtin", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "2", "gtin", "12345", "036000291452" },
    { "product.gtin_own", YIPU_SEVERITY_WARN, SHELF_SQUARE, "gtin", "2012345678903" },
    { "product.gtin_own", YIPU_SEVERITY_WARN, SHELF_SQUARE, "gtin", "412345678903" },
    { "product.gtin_own", YIPU_SEVERITY_WARN, SHELF_SQUARE, "gtin", "0212345678909" },
  };

  make_well (shelf);
  assert_cases (shelf, cases, G_N_ELEMENTS (cases));
}

static void
test_variants (Shelf *shelf, gconstpointer data)
{
  static const Case cases[] = {
    { "variant.option", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "option2", NULL, "60厘米" },
    { "variant.option_name", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "option3", "厚",
      .kind = "product", .record = SHELF_SQUARE, .at = "option3_name" },
    { "variant.option_name", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "option2_name", NULL, "大小" },
    { "variant.same", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "2", "option2", "45厘米", "60厘米",
      .at = "option1" },
    { "variant.below_cost", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "1", "price_fen", "999", "1000" },
    { "variant.below_cost", YIPU_SEVERITY_BLOCK, SHELF_VARIANT "2", "price_fen", "0" },
  };

  make_well (shelf);
  assert_cases (shelf, cases, G_N_ELEMENTS (cases));
}

static void
test_recommended_prices (Shelf *shelf, gconstpointer data)
{
  static const Case cases[] = {
    { "variant.below_recommended", YIPU_SEVERITY_WARN, SHELF_VARIANT "1", "price_fen", "8799",
      "8800" },
    { "variant.below_recommended", YIPU_SEVERITY_WARN, SHELF_SQUARE, "recommended_fen", "9000",
      "8980", .kind = "variant", .record = SHELF_VARIANT "3", .at = "price_fen" },
  };

  make_well (shelf);
  shelf_set (shelf, SHELF_SQUARE, "recommended_fen", "8800");
  assert_cases (shelf, cases, G_N_ELEMENTS (cases));
}

/* A regional brand is its members'; an own brand asks nobody. */
static void
test_membership (Shelf *shelf, gconstpointer data)
{
  static const Case of_brand[] = {
    { "product.member", YIPU_SEVERITY_BLOCK, SHELF_BRAND, "kind", "regional_public", "own",
      .kind = "product", .record = SHELF_SQUARE, .at = "maker" },
  };
  static const Case of_paper[] = {
    { "product.membership", YIPU_SEVERITY_BLOCK, MEMBERSHIP, "until", "2026-11-23", SHELF_DATE },
    { "product.membership", YIPU_SEVERITY_BLOCK, MEMBERSHIP, "valid_from", "2026-11-25", SHELF_DATE,
      .at = "until" },
    { "product.member", YIPU_SEVERITY_BLOCK, MEMBERSHIP, "products", "[\"" SHELF_BASKET "\"]",
      "[\"" SHELF_BASKET "\",\"" SHELF_SQUARE "\"]", .kind = "product", .record = SHELF_SQUARE,
      .at = "maker" },
    { "product.member", YIPU_SEVERITY_BLOCK, MEMBERSHIP, "organisation", NOWHERE, SHELF_MAKER,
      .kind = "product", .record = SHELF_SQUARE, .at = "maker" },
  };

  make_well (shelf);
  shelf_set (shelf, SHELF_BRAND, "owner", NULL);
  assert_cases (shelf, of_brand, G_N_ELEMENTS (of_brand));
  shelf_set (shelf, SHELF_BRAND, "kind", "regional_public");
  shelf_add (shelf, "membership", MEMBERSHIP, "brand", SHELF_BRAND, "organisation", SHELF_MAKER,
             "valid_from", "2026-01-01", "until", "2026-12-31", NULL);
  assert_cases (shelf, of_paper, G_N_ELEMENTS (of_paper));
}

/* A second paper in force is enough, whichever of the two comes first; the brand's owner needs
 * none; and where no day is asked about, no paper can be out of date. */
static void
test_any_paper_in_force_is_enough (Shelf *shelf, gconstpointer data)
{
  const Case member = { "product.member", YIPU_SEVERITY_BLOCK, SHELF_SQUARE, "maker" };
  const Case old = { "product.membership", YIPU_SEVERITY_BLOCK, MEMBERSHIP, "until" };
  g_autoptr (GPtrArray) undated = NULL;

  make_well (shelf);
  shelf_set (shelf, SHELF_BRAND, "kind", "regional_public");
  assert_spoken (shelf, &member, FALSE);
  shelf_add (shelf, "membership", MEMBERSHIP, "brand", SHELF_BRAND, "organisation", SHELF_MAKER,
             "valid_from", "2025-01-01", "until", "2025-12-31", NULL);
  assert_spoken (shelf, &old, TRUE);
  undated = check_on (shelf, SHELF_SQUARE, NULL);
  g_assert_null (find (undated, old.rule, MEMBERSHIP));
  shelf_add (shelf, "membership", NOWHERE, "brand", SHELF_BRAND, "organisation", SHELF_MAKER,
             "valid_from", "2026-01-01", NULL);
  assert_spoken (shelf, &old, FALSE);
}

static void
test_an_option_without_variants_is_a_hint (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) mended = NULL;

  make_well (shelf);
  shelf_set (shelf, SHELF_BASKET, "option1_name", "口径");
  findings = check_on (shelf, SHELF_BASKET, NULL);
  g_assert_cmpstr (find (findings, "product.option", SHELF_BASKET)->field, ==, "option1_name");
  shelf_add (shelf, "variant", NOWHERE, "product", SHELF_BASKET, "sku", "B-19", "option1", "19",
             NULL);
  mended = check_on (shelf, SHELF_BASKET, NULL);
  g_assert_null (find (mended, "product.option", SHELF_BASKET));
}

/* What the kit engine finds is found of every product of that kit. */
static void
test_the_kits_findings_come_along (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  make_well (shelf);
  shelf_set (shelf, SHELF_SQUARE, "price_fen", "500");
  findings = check_on (shelf, SHELF_SQUARE, NULL);
  g_assert_cmpuint (findings->len, >=, 1);
  g_assert_cmpint (((YipuFinding *) findings->pdata[0])->severity, ==, YIPU_SEVERITY_BLOCK);
}

/* A removed product is sold nowhere: its own codes and those of its variants may be used again. */
static void
test_a_removed_products_codes_are_free (Shelf *shelf, gconstpointer data)
{
  const Case twice = { "product.sku_twice", YIPU_SEVERITY_BLOCK, SHELF_BASKET, "sku" };
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  make_well (shelf);
  shelf_set (shelf, SHELF_BASKET, "sku", "WTW-SQ-1");
  before = check_on (shelf, SHELF_BASKET, NULL);
  g_assert_nonnull (find (before, twice.rule, SHELF_BASKET));
  fixture_remove (shelf->catalog.catalog, SHELF_SQUARE);
  shelf_refresh (shelf);
  after = check_on (shelf, SHELF_BASKET, NULL);
  g_assert_null (find (after, twice.rule, SHELF_BASKET));
}

static const char *const numbers[] = { "0", "1", "999", "8880", "16880" };
static const char *const texts[] = {
  "WTW-SQ", "WTW-SQ-1", "--", "靛蓝", "45厘米", "【苇汀坞】方巾"
};
static const char *const refs[] = { SHELF_ITEM, SHELF_BRAND, SHELF_MAKER,
                                    NOWHERE,    KIT,         SHELF_VARIANT "1" };

static const char *
random_value (const YipuField *field)
{
  guint at = (guint) g_test_rand_int_range (0, 12);

  if (field->type == YIPU_FIELD_TEXT)
    return at < G_N_ELEMENTS (texts) ? texts[at] : NULL;
  if (field->type == YIPU_FIELD_FEN)
    return at < G_N_ELEMENTS (numbers) ? numbers[at] : NULL;
  if (field->type == YIPU_FIELD_REF)
    return at < G_N_ELEMENTS (refs) ? refs[at] : NULL;
  return NULL;
}

static gboolean
break_some (YipuEdit *edit, gpointer data, GError **error)
{
  static const char *const records[] = { SHELF_SQUARE, SHELF_VARIANT "1", SHELF_VARIANT "2",
                                         SHELF_SLOT "4", SHELF_BASKET };
  static const char *const kinds[] = { "product", "variant", "variant", "slot", "product" };

  for (int i = 0; i < 6; i++) {
    guint at = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (records));
    const YipuKind *kind = yipu_kind_find (kinds[at]);
    const YipuField *field = &kind->fields[g_test_rand_int_range (0, (gint32) kind->n_fields)];

    if (!yipu_edit_set (edit, records[at], field->name, random_value (field), error))
      return FALSE;
  }
  return TRUE;
}

/* Whatever is typed, a finding is a sentence that leads to a field that is there. */
static void
test_every_finding_leads_somewhere (Shelf *shelf, gconstpointer data)
{
  guint seen = 0;

  for (int round = 0; round < 300; round++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) findings = NULL;

    yipu_catalog_edit (shelf->catalog.catalog, "Break", break_some, NULL, &error);
    g_assert_no_error (error);
    shelf_refresh (shelf);
    findings = check_on (shelf, SHELF_SQUARE, SHELF_DATE);
    for (guint i = 0; i < findings->len; i++, seen++) {
      const YipuFinding *finding = findings->pdata[i];
      const YipuKind *kind = yipu_kind_find (finding->kind);
      g_autoptr (YipuRecord) record =
          yipu_reader_get (shelf->reader, finding->kind, finding->record, &error);

      g_assert_no_error (error);
      g_assert_false (yipu_record_is_gone (record));
      g_assert_true (finding->field == NULL || yipu_kind_field (kind, finding->field) != NULL);
      g_assert_true (g_utf8_validate (finding->message, -1, NULL) && finding->message[0] != '\0');
      g_assert_null (strstr (finding->message, "(null)"));
    }
  }
  g_assert_cmpuint (seen, >, 300);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/product/check/" path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("well-it-is-silent", test_well_it_is_silent);
  ADD ("the-record-is-whole", test_the_record_is_whole);
  ADD ("codes", test_codes);
  ADD ("variants", test_variants);
  ADD ("recommended-prices", test_recommended_prices);
  ADD ("membership", test_membership);
  ADD ("any-paper-in-force-is-enough", test_any_paper_in_force_is_enough);
  ADD ("an-option-without-variants-is-a-hint", test_an_option_without_variants_is_a_hint);
  ADD ("the-kits-findings-come-along", test_the_kits_findings_come_along);
  ADD ("a-removed-products-codes-are-free", test_a_removed_products_codes_are_free);
  ADD ("every-finding-leads-somewhere", test_every_finding_leads_somewhere);
  return g_test_run ();
}
