/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings of a product in a shop: each rule seen to speak, at the place to open, and to be silent
 * where all is well. */
#include "shelf.h"

#include <string.h>
#include <yipu/init.h>

/* The square is ready for a shop once the rules it breaks on purpose are mended. */
static void
make_ready (Shelf *shelf)
{
  shelf_set (shelf, SHELF_CRAFT, "story_page", "布从缸里提起来是绿的，风一过才转蓝。");
  shelf_set (shelf, SHELF_BASKET, "gtin", NULL);
}

static void
assert_finding (GPtrArray *findings,
                const char *rule,
                YipuSeverity severity,
                const char *kind,
                const char *record,
                const char *field)
{
  const YipuFinding *finding = shelf_find (findings, rule);

  for (guint i = 0; !finding && i < findings->len; i++)
    g_test_message ("%s: %s", ((YipuFinding *) findings->pdata[i])->rule,
                    ((YipuFinding *) findings->pdata[i])->message);
  g_assert_nonnull (finding);
  g_test_message ("%s", finding->message);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpstr (finding->kind, ==, kind);
  g_assert_cmpstr (finding->record, ==, record);
  g_assert_cmpstr (finding->field, ==, field);
}

/* Checks the square after one change, and that the rule was silent before. */
static void
assert_change (Shelf *shelf,
               const char *shop,
               const char *id,
               const char *field,
               const char *value,
               const char *rule,
               YipuSeverity severity)
{
  g_autoptr (GPtrArray) before = shelf_check (shelf, shop, SHELF_SQUARE);
  g_autofree char *old = fixture_get (shelf->catalog.catalog, id, field);
  g_autoptr (GPtrArray) after = NULL;
  const YipuFinding *finding;

  g_assert_null (shelf_find (before, rule));
  shelf_set (shelf, id, field, value);
  after = shelf_check (shelf, shop, SHELF_SQUARE);
  finding = shelf_find (after, rule);
  g_test_message ("%s %s", rule, finding ? finding->message : "is silent");
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpstr (finding->record, ==, id);
  g_assert_cmpstr (finding->field, ==, field);
  shelf_set (shelf, id, field, old);
}

static void
test_a_ready_product_has_no_block (Shelf *shelf, gconstpointer data)
{
  static const char *const shops[] = { "sheet", "woocommerce" };

  make_ready (shelf);
  for (gsize s = 0; s < G_N_ELEMENTS (shops); s++) {
    g_autoptr (GPtrArray) findings = shelf_check (shelf, shops[s], SHELF_SQUARE);
    YipuSeverity worst = YIPU_SEVERITY_HINT;

    for (guint i = 0; i < findings->len; i++)
      g_test_message ("%s: %s", ((YipuFinding *) findings->pdata[i])->rule,
                      ((YipuFinding *) findings->pdata[i])->message);
    yipu_findings_worst (findings, &worst);
    g_assert_cmpint (worst, ==, YIPU_SEVERITY_HINT);
  }
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_measures_of_length (Shelf *shelf, gconstpointer data)
{
  g_autofree char *gbk = repeat ("蓝", 31);
  g_autofree char *chars = repeat ("x", 201);

  make_ready (shelf);
  assert_change (shelf, "taobao", SHELF_SQUARE, "title", gbk, "taobao.p.title.gbk",
                 YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_SQUARE, "title", chars, "woocommerce.p.title.chars",
                 YIPU_SEVERITY_WARN);
}

static void
test_limits_hold_at_their_edge (Shelf *shelf, gconstpointer data)
{
  g_autofree char *title = repeat ("蓝", 30);
  g_autoptr (GPtrArray) findings = NULL;

  make_ready (shelf);
  shelf_set (shelf, SHELF_SQUARE, "title", title);
  findings = shelf_check (shelf, "taobao", SHELF_SQUARE);
  g_assert_null (shelf_find (findings, "taobao.p.title.gbk"));
}

static void
test_characters (Shelf *shelf, gconstpointer data)
{
  make_ready (shelf);
  assert_change (shelf, "taobao", SHELF_SQUARE, "title", "【苇汀坞】\"小\"方巾",
                 "taobao.p.title.only", YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_VARIANT "1", "option1", "靛,蓝",
                 "woocommerce.p.option_values.text.only", YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_VARIANT "1", "option2", "大,小",
                 "woocommerce.p.option_values.text.only", YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "taobao", SHELF_VARIANT "2", "option1", "靛:蓝",
                 "taobao.p.option_values.text.only", YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_SQUARE, "sku", "WTW SQ", "woocommerce.p.sku.match",
                 YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_VARIANT "1", "sku", "WTW SQ 1",
                 "woocommerce.v.sku.match", YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_CRAFT, "story_page", "一行\\n一行",
                 "woocommerce.p.story_html.only", YIPU_SEVERITY_BLOCK);
}

static void
test_numbers_and_counts (Shelf *shelf, gconstpointer data)
{
  static const char text[] =
      "{\"id\":\"strict\",\"inherit\":\"sheet\",\"limits\":[[\"p.price\",\"number\",10000,null,"
      "\"block\",\"V\"],[\"p.variants\",\"count\",0,3,\"warn\",\"U\"],[\"p.tags\",\"count\",3,null,"
      "\"hint\",\"K\"],[\"p.sku\",\"utf8\",null,3,\"warn\",\"V\"],[\"p.brand\",\"chars\",30,null,\"hint\","
      "\"U\"],[\"p.title\",\"only:no-emoji\",null,null,\"block\",\"V\"]]}";
  g_autoptr (GBytes) json = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuShop) shop = yipu_shop_parse (json, &error);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();

  g_assert_no_error (error);
  yipu_shop_check (shop, shelf->offers, SHELF_SQUARE, NULL, findings, &error);
  g_assert_no_error (error);
  assert_finding (findings, "strict.p.price.number", YIPU_SEVERITY_BLOCK, "product", SHELF_SQUARE,
                  "price_fen");
  g_assert_nonnull (strstr (shelf_find (findings, "strict.p.price.number")->message, "88.80"));
  assert_finding (findings, "strict.p.variants.count", YIPU_SEVERITY_WARN, "product", SHELF_SQUARE,
                  "option1_name");
  assert_finding (findings, "strict.p.tags.count", YIPU_SEVERITY_HINT, "product", SHELF_SQUARE,
                  "tags");
  assert_finding (findings, "strict.p.sku.utf8", YIPU_SEVERITY_WARN, "product", SHELF_SQUARE,
                  "sku");
  assert_finding (findings, "strict.p.brand.chars", YIPU_SEVERITY_HINT, "product", SHELF_SQUARE,
                  "brand");
  assert_finding (findings, "strict.p.title.only", YIPU_SEVERITY_BLOCK, "product", SHELF_SQUARE,
                  "title");
}

static void
test_needs_open_the_record_behind (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  make_ready (shelf);
  assert_change (shelf, "taobao", SHELF_SQUARE, "title", NULL, "taobao.need.p.title",
                 YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "taobao", SHELF_PLACE, "city", NULL, "taobao.need.p.origin.city",
                 YIPU_SEVERITY_BLOCK);
  assert_change (shelf, "woocommerce", SHELF_VARIANT "2", "sku", NULL, "woocommerce.need.v.sku",
                 YIPU_SEVERITY_BLOCK);
  shelf_set (shelf, SHELF_SQUARE, "type", "food");
  findings = shelf_check (shelf, "taobao", SHELF_SQUARE);
  assert_finding (findings, "taobao.need.p.food.licence", YIPU_SEVERITY_BLOCK, "product",
                  SHELF_SQUARE, "licence_no");
}

static void
test_a_need_for_some_is_none_for_others (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = shelf_check (shelf, "taobao", SHELF_SQUARE);

  g_assert_null (shelf_find (findings, "taobao.need.p.food.licence"));
}

static void
test_a_missing_category_is_told_until_it_is_entered (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) before = shelf_check (shelf, "taobao", SHELF_SQUARE);
  g_autoptr (GPtrArray) after = NULL;

  assert_finding (before, "taobao.map.cid", YIPU_SEVERITY_BLOCK, "product", SHELF_SQUARE, "type");
  g_assert_cmpstr (shelf_find (before, "taobao.map.cid")->shop, ==, "taobao");
  shelf_add (shelf, "shop_match", "01930000-0000-7000-8000-000000000501", "shop", "taobao", "map",
             "cid", "ours", "textile", "theirs", "50008090", NULL);
  after = shelf_check (shelf, "taobao", SHELF_SQUARE);
  g_assert_null (shelf_find (after, "taobao.map.cid"));
}

static void
test_photos_are_counted_and_measured (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) square = shelf_check (shelf, "woocommerce", SHELF_SQUARE);
  g_autoptr (GPtrArray) basket = shelf_check (shelf, "woocommerce", SHELF_BASKET);
  g_autoptr (GPtrArray) none = NULL;

  g_assert_null (shelf_find (square, "woocommerce.img.main"));
  assert_finding (square, "woocommerce.img.main.px", YIPU_SEVERITY_HINT, "slot", SHELF_SLOT "3",
                  "file");
  assert_finding (basket, "woocommerce.img.main.ratio", YIPU_SEVERITY_HINT, "slot", SHELF_SLOT "6",
                  "file");
  fixture_remove (shelf->catalog.catalog, SHELF_SLOT "6");
  shelf_refresh (shelf);
  none = shelf_check (shelf, "woocommerce", SHELF_BASKET);
  assert_finding (none, "woocommerce.img.main", YIPU_SEVERITY_BLOCK, "product", SHELF_BASKET, NULL);
}

static void
test_ten_shops_find_the_same_once (Shelf *shelf, gconstpointer data)
{
  g_autoptr (GPtrArray) first = shelf_check (shelf, "taobao", SHELF_BASKET);
  g_autoptr (GPtrArray) again = shelf_check (shelf, "taobao", SHELF_BASKET);

  g_assert_cmpuint (first->len, ==, again->len);
  g_assert_nonnull (shelf_find (first, "product.gtin_twice"));
}

static void
test_an_unknown_product_is_an_error (Shelf *shelf, gconstpointer data)
{
  g_autoptr (YipuShop) shop = shelf_shop ("sheet");
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_shop_check (shop, shelf->offers, "01930000-0000-7000-8000-00000000ffff",
                                   NULL, findings, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/shop/check/" path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-ready-product-has-no-block", test_a_ready_product_has_no_block);
  ADD ("measures-of-length", test_measures_of_length);
  ADD ("limits-hold-at-their-edge", test_limits_hold_at_their_edge);
  ADD ("characters", test_characters);
  ADD ("numbers-and-counts", test_numbers_and_counts);
  ADD ("needs-open-the-record-behind", test_needs_open_the_record_behind);
  ADD ("a-need-for-some-is-none-for-others", test_a_need_for_some_is_none_for_others);
  ADD ("a-missing-category-is-told-until-it-is-entered",
       test_a_missing_category_is_told_until_it_is_entered);
  ADD ("photos-are-counted-and-measured", test_photos_are_counted_and_measured);
  ADD ("ten-shops-find-the-same-once", test_ten_shops_find_the_same_once);
  ADD ("an-unknown-product-is-an-error", test_an_unknown_product_is_an_error);
  return g_test_run ();
}
