/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Products as shops see them: which text stands in for which, what the seller's own ids do, and
 * what stays at home. */
#include "../bundle/shelf.h"

#include <string.h>
#include <yipu/init.h>

#define STATE "01930000-0000-7000-8000-000000000701"
#define PERSON "01930000-0000-7000-8000-000000000702"

static JsonObject *
get (Shelf *shelf, const char *product, const char *shop)
{
  g_autoptr (GError) error = NULL;
  JsonObject *p = yipu_offers_get_product (shelf->offers, product, shop, &error);

  g_assert_no_error (error);
  return p;
}

static const char *
text_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static void
test_a_shop_may_say_it_otherwise (Shelf *shelf, gconstpointer data)
{
  shelf_add (shelf, "shop_state", STATE, "product", SHELF_SQUARE, "shop", "taobao", "title",
             "淘宝标题", "subtitle", "淘宝卖点", "text", "第一段\n<第二段>", NULL);
  g_assert_cmpstr (text_of (get (shelf, SHELF_SQUARE, "taobao"), "title"), ==, "淘宝标题");
  g_assert_cmpstr (text_of (get (shelf, SHELF_SQUARE, "taobao"), "subtitle"), ==, "淘宝卖点");
  g_assert_cmpstr (
      text_of (get (shelf, SHELF_SQUARE, "taobao"), "story_html"), ==,
      "<p>第一段</p><p>&lt;第二段&gt;</p><p>收到七天内可退。</p><p>方巾前三次单独清洗。</p>");
  g_assert_cmpstr (text_of (get (shelf, SHELF_SQUARE, "sheet"), "title"), ==,
                   "【苇汀坞】刮浆蓝布方巾 🧵手染棉布");
}

static void
test_the_story_falls_back (Shelf *shelf, gconstpointer data)
{
  g_assert_nonnull (strstr (text_of (get (shelf, SHELF_SQUARE, NULL), "story_html"), "转蓝"));
  shelf_set (shelf, SHELF_CRAFT, "story_page", NULL);
  g_assert_cmpstr (text_of (get (shelf, SHELF_SQUARE, NULL), "story_html"), ==,
                   "<p>刮浆、下缸、等风。</p><p>收到七天内可退。</p><p>方巾前三次单独清洗。</p>");
  shelf_set (shelf, SHELF_CRAFT, "summary", NULL);
  shelf_set (shelf, SHELF_BRAND, "after_sale", NULL);
  g_assert_null (text_of (get (shelf, SHELF_SQUARE, NULL), "story_html"));
}

/* The maker has not been asked: her story and the photo of her face stay at home. */
static void
test_what_nobody_agreed_to_stays_at_home (Shelf *shelf, gconstpointer data)
{
  JsonArray *photos = json_object_get_array_member (get (shelf, SHELF_SQUARE, NULL), "photos");
  guint before = json_array_get_length (photos);

  shelf_add (shelf, "person", PERSON, "display_name", "沈阿禾", NULL);
  shelf_add (shelf, "role", "01930000-0000-7000-8000-000000000703", "person", PERSON, "craft",
             SHELF_CRAFT, "kind", "inheritor", NULL);
  shelf_set (shelf, "01930000-0000-7000-8000-000000000401", "shown", "[\"" PERSON "\"]");
  g_assert_null (strstr (text_of (get (shelf, SHELF_SQUARE, NULL), "story_html"), "转蓝"));
  photos = json_object_get_array_member (get (shelf, SHELF_SQUARE, NULL), "photos");
  g_assert_cmpuint (json_array_get_length (photos), <, before);
}

static void
test_without_consents_nothing_that_needs_one_leaves (Shelf *shelf, gconstpointer data)
{
  yipu_offers_set_consents (shelf->offers, NULL);
  g_assert_cmpstr (text_of (get (shelf, SHELF_SQUARE, NULL), "story_html"), ==,
                   "<p>刮浆、下缸、等风。</p><p>收到七天内可退。</p><p>方巾前三次单独清洗。</p>");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (get (shelf, SHELF_SQUARE, NULL), "photos")),
                    ==, 0);
}

static void
assert_origin (Shelf *shelf, const char *province, const char *city)
{
  JsonObject *origin = json_object_get_object_member (get (shelf, SHELF_SQUARE, NULL), "origin");

  g_assert_cmpstr (text_of (origin, "province"), ==, province);
  g_assert_cmpstr (text_of (origin, "city"), ==, city);
}

static void
test_origin_follows_from_the_region_code (Shelf *shelf, gconstpointer data)
{
  assert_origin (shelf, "浙江省", "丽水市");
  shelf_set (shelf, SHELF_PLACE, "province", NULL);
  shelf_set (shelf, SHELF_PLACE, "region_code", "331181");
  assert_origin (shelf, "浙江省", "丽水市");
  shelf_set (shelf, SHELF_PLACE, "city", NULL);
  assert_origin (shelf, "浙江省", NULL);
  shelf_set (shelf, SHELF_PLACE, "region_code", "310115");
  assert_origin (shelf, "上海市", "上海市");
  shelf_set (shelf, SHELF_CRAFT, "place", NULL);
  assert_origin (shelf, NULL, NULL);
}

static void
assert_value (Shelf *shelf, guint at, const char *text, gint64 pid, gint64 vid)
{
  JsonArray *values =
      json_object_get_array_member (get (shelf, SHELF_SQUARE, "taobao"), "option_values");
  JsonObject *value = json_array_get_object_element (values, at);

  g_assert_cmpstr (text_of (value, "text"), ==, text);
  g_assert_cmpint (json_object_get_int_member (value, "pid"), ==, pid);
  g_assert_cmpint (json_object_get_int_member (value, "vid"), ==, vid);
}

static void
test_own_ids_stand_in_for_unmapped_ones (Shelf *shelf, gconstpointer data)
{
  assert_value (shelf, 0, "靛蓝", -1001, -1001);
  assert_value (shelf, 1, "月白", -1001, -1002);
  assert_value (shelf, 2, "45厘米", -1002, -1001);
  assert_value (shelf, 3, "90厘米", -1002, -1002);
  shelf_add (shelf, "shop_match", "01930000-0000-7000-8000-000000000704", "shop", "taobao", "map",
             "option", "ours", "颜色", "pid", "1627207", NULL);
  shelf_add (shelf, "shop_match", "01930000-0000-7000-8000-000000000705", "shop", "taobao", "map",
             "option", "ours", "颜色:靛蓝", "pid", "1627207", "vid", "28341", NULL);
  assert_value (shelf, 0, "靛蓝", 1627207, 28341);
  assert_value (shelf, 1, "月白", 1627207, -1002);
}

static void
test_a_variant_has_the_products_price_unless_its_own (Shelf *shelf, gconstpointer data)
{
  JsonArray *variants = json_object_get_array_member (get (shelf, SHELF_SQUARE, NULL), "variants");
  JsonObject *first = json_array_get_object_element (variants, 0);
  JsonObject *second = json_array_get_object_element (variants, 1);

  g_assert_cmpint (json_object_get_int_member (first, "price"), ==, 8880);
  g_assert_cmpint (json_object_get_int_member (second, "price"), ==, 16880);
  g_assert_cmpint (json_object_get_int_member (first, "weight_g"), ==, 120);
  g_assert_false (json_object_has_member (get (shelf, SHELF_SQUARE, NULL), "own_price"));
  g_assert_cmpint (json_object_get_int_member (get (shelf, SHELF_SQUARE, NULL), "stock_total"), ==,
                   18);
}

/* 20 minutes at 50 fen make 10.00 yuan; less 5 and 3 percent, up to a whole fen: 10.87. */
static void
test_what_is_not_typed_is_computed (Shelf *shelf, gconstpointer data)
{
  JsonObject *basket;

  shelf_set (shelf, SHELF_BASKET, "price_fen", NULL);
  basket = get (shelf, SHELF_BASKET, NULL);
  g_assert_cmpint (json_object_get_int_member (basket, "price"), ==, 1087);
  g_assert_cmpint (json_object_get_int_member (basket, "own_price"), ==, 1087);
  g_assert_cmpint (json_object_get_int_member (basket, "weight_g"), ==, 100);
}

static void
test_groups_are_two_or_more_of_a_craft (Shelf *shelf, gconstpointer data)
{
  static const char *const both[] = { SHELF_SQUARE, SHELF_BASKET, NULL };
  static const char *const one[] = { SHELF_SQUARE, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = yipu_offers_get_groups (shelf->offers, both, NULL, &error);
  g_autoptr (GPtrArray) none = yipu_offers_get_groups (shelf->offers, one, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_cmpstr (text_of (groups->pdata[0], "sku"), ==, "wtw-blue-set");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (groups->pdata[0], "products")), ==, 2);
}

/* Nothing that is marked personal is a member of an offer. */
static void
test_no_personal_word_is_in_an_offer (Shelf *shelf, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  shelf_add (shelf, "person", PERSON, "display_name", "CANARYNAME", "phone", "CANARYPHONE", NULL);
  shelf_set (shelf, "01930000-0000-7000-8000-000000000401", "name", "CANARYFILE.jpg");
  shelf_set (shelf, "01930000-0000-7000-8000-000000000401", "by", PERSON);
  node = json_node_init_object (json_node_alloc (), get (shelf, SHELF_SQUARE, "taobao"));
  text = json_to_string (node, FALSE);
  g_assert_null (strstr (text, "CANARY"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/offers/" path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-shop-may-say-it-otherwise", test_a_shop_may_say_it_otherwise);
  ADD ("the-story-falls-back", test_the_story_falls_back);
  ADD ("what-nobody-agreed-to-stays-at-home", test_what_nobody_agreed_to_stays_at_home);
  ADD ("without-consents-nothing-that-needs-one-leaves",
       test_without_consents_nothing_that_needs_one_leaves);
  ADD ("origin-follows-from-the-region-code", test_origin_follows_from_the_region_code);
  ADD ("own-ids-stand-in-for-unmapped-ones", test_own_ids_stand_in_for_unmapped_ones);
  ADD ("a-variant-has-the-products-price-unless-its-own",
       test_a_variant_has_the_products_price_unless_its_own);
  ADD ("what-is-not-typed-is-computed", test_what_is_not_typed_is_computed);
  ADD ("groups-are-two-or-more-of-a-craft", test_groups_are_two_or_more_of_a_craft);
  ADD ("no-personal-word-is-in-an-offer", test_no_personal_word_is_in_an_offer);
  return g_test_run ();
}
