/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Profiles: every shipped one reads whole, and every slip in one is refused by name. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/shop.h>
#include <yipu/vocabulary.h>

#include "base/json.h"
#include "bundle/paths.h"
#include "bundle/profile.h"

static const char *const shipped[] = { "sheet", "taobao", "woocommerce" };

static YipuShop *
find_shop (const char *id)
{
  g_autoptr (GError) error = NULL;
  YipuShop *shop = yipu_shop_find (id, &error);

  g_assert_no_error (error);
  return shop;
}

static void
test_shipped_profiles_are_whole (void)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GPtrArray) shops = yipu_shops_list (findings);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((YipuFinding *) findings->pdata[i])->message);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (shops->len, ==, G_N_ELEMENTS (shipped));
  for (guint i = 0; i < shops->len; i++) {
    const YipuShop *shop = shops->pdata[i];

    g_assert_cmpstr (yipu_shop_get_id (shop), ==, shipped[i]);
    g_assert_cmpuint (g_strv_length (shop->steps_zh), ==, 5);
    g_assert_cmpuint (g_strv_length (shop->steps_en), ==, 5);
  }
}

static char *
head_text (const YipuColumn *column, guint line)
{
  g_autoptr (JsonObject) roots = json_object_new ();
  YipuScope scope = { roots, NULL };

  return yipu_expression_evaluate (column->heads[line], &scope, NULL);
}

/* Four public lists agree on these 63, in this order; readers look up the Chinese line. */
static void
test_taobao_has_63_columns (void)
{
  g_autoptr (YipuShop) shop = find_shop ("taobao");
  const YipuFileSpec *file = &g_array_index (shop->files, YipuFileSpec, 0);
  g_autofree char *first = head_text (&g_array_index (file->columns, YipuColumn, 0), 1);
  g_autofree char *sku = head_text (&g_array_index (file->columns, YipuColumn, 30), 1);
  g_autofree char *last = head_text (&g_array_index (file->columns, YipuColumn, 62), 0);

  g_assert_cmpuint (file->columns->len, ==, 63);
  g_assert_cmpstr (first, ==, "宝贝名称");
  g_assert_cmpstr (sku, ==, "销售属性组合");
  g_assert_cmpstr (last, ==, "o2o_bind_service");
}

/* The headers the importer maps by itself, or that hold free data. */
static void
test_woocommerce_headers_are_mapped (void)
{
  static const char *const mapped[] = {
    "Type",
    "SKU",
    "global_unique_id",
    "Name",
    "Published",
    "Is featured?",
    "Visibility in catalog",
    "Short description",
    "Description",
    "Tax status",
    "In stock?",
    "Stock",
    "Weight ()",
    "Length ()",
    "Width ()",
    "Height ()",
    "Regular price",
    "Categories",
    "Tags",
    "Images",
    "Parent",
    "Grouped products",
    "Position",
    "Brands",
    "Attribute 1 name",
    "Attribute 1 value(s)",
    "Attribute 1 visible",
    "Attribute 1 global",
    "Attribute 2 name",
    "Attribute 2 value(s)",
    "Attribute 2 visible",
    "Attribute 2 global",
    "Attribute 3 name",
    "Attribute 3 value(s)",
    "Attribute 3 visible",
    "Attribute 3 global",
    "Meta: yipu_uuid",
    NULL,
  };
  g_autoptr (YipuShop) shop = find_shop ("woocommerce");
  const YipuFileSpec *file = &g_array_index (shop->files, YipuFileSpec, 0);

  g_assert_cmpuint (file->columns->len, ==, G_N_ELEMENTS (mapped) - 1);
  for (guint i = 0; i < file->columns->len; i++) {
    g_autofree char *head = head_text (&g_array_index (file->columns, YipuColumn, i), 0);

    g_assert_cmpstr (head, ==, mapped[i]);
  }
}

static JsonNode *
load (const char *id)
{
  g_autofree char *path = g_strdup_printf ("shops/%s.json", id);
  g_autoptr (GBytes) bytes = yipu_resource_load (path);
  g_autoptr (GError) error = NULL;
  JsonNode *node = yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return node;
}

/* A profile changed by the JSON text @what, set at the JSON path of @where. */
static JsonNode *
walk (JsonNode *node, char **where, guint length)
{
  for (guint i = 0; i < length; i++) {
    if (JSON_NODE_HOLDS_OBJECT (node))
      node = json_object_get_member (json_node_get_object (node), where[i]);
    else
      node = json_array_get_element (json_node_get_array (node), (guint) atoi (where[i]));
    g_assert_nonnull (node);
  }
  return node;
}

static void
set_at (JsonNode *node, const char *where, const char *what)
{
  g_auto (GStrv) path = g_strsplit (where, "/", -1);
  guint length = g_strv_length (path);
  JsonNode *parent = walk (node, path, length - 1);

  if (JSON_NODE_HOLDS_ARRAY (parent)) {
    JsonNode *element = walk (parent, path + length - 1, 1);
    g_autoptr (JsonNode) value = json_from_string (what, NULL);

    json_node_set_string (element, json_node_get_string (value));
  } else if (what == NULL) {
    json_object_remove_member (json_node_get_object (parent), path[length - 1]);
  } else {
    json_object_set_member (json_node_get_object (parent), path[length - 1],
                            json_from_string (what, NULL));
  }
}

/* Each mutation and a word the message must hold, so that the person finds the place. */
static const struct {
  const char *shop;
  const char *where;
  const char *what;
  const char *named;
} slips[] = {
  { "woocommerce", "colour", "1", "colour" },
  { "woocommerce", "id", NULL, "id" },
  { "woocommerce", "id", "\"Woo/..\"", "Woo" },
  { "woocommerce", "name", "\"Woo\"", "name" },
  { "woocommerce", "name", "{\"zh\":\"店\"}", "en" },
  { "woocommerce", "checked", "\"yesterday\"", "yesterday" },
  { "woocommerce", "steps", NULL, "steps" },
  { "woocommerce", "inherit", "\"nobody\"", "nobody" },
  { "woocommerce", "settings/weight_unit/type", "\"weight\"", "weight" },
  { "woocommerce", "settings/weight_unit/default", "\"stone\"", "stone" },
  { "woocommerce", "settings/weight_unit/unit", "1", "unit" },
  { "woocommerce", "limits/0/0", "\"p.titel\"", "p.titel" },
  { "woocommerce", "limits/0/1", "\"words\"", "words" },
  { "woocommerce", "limits/0/1", "\"match:(\"", "(" },
  { "woocommerce", "limits/1/1", "\"only:no-fun\"", "only:no-fun" },
  { "woocommerce", "limits/0/4", "\"stop\"", "stop" },
  { "woocommerce", "limits/0/5", "\"X\"", "X" },
  { "woocommerce", "limits/1/5", "\"U\"", "never blocks" },
  { "woocommerce", "need/0/0", "\"q.sku\"", "q.sku" },
  { "woocommerce", "need/2/2", "\"!p.many\"", "p.many" },
  { "woocommerce", "images/main/from/0", "\"front\"", "front" },
  { "woocommerce", "images/main/fit", "\"stretch\"", "fit" },
  { "woocommerce", "images/main/px", "[0, 1]", "px" },
  { "woocommerce", "images/main/px", NULL, "px" },
  { "woocommerce", "images/main/ratio", "\"square\"", "3:4" },
  { "woocommerce", "images/main/min", "11", "main" },
  { "woocommerce", "images/main/name", "\"{p.sku}-{n1}.jpg\"", "hash8" },
  { "woocommerce", "images/main/name", "\"{p.price|hash}-{hash8}\"", "hash" },
  { "woocommerce", "images/main/size", "1", "size" },
  { "woocommerce", "files/0/kind", "\"doc\"", "doc" },
  { "woocommerce", "files/0/path", "\"../products.csv\"", "../products.csv" },
  { "woocommerce", "files/0/enc", "\"latin1\"", "enc" },
  { "woocommerce", "files/0/sep", "\";;\"", "sep" },
  { "woocommerce", "files/0/quote", "\"maybe\"", "quote" },
  { "woocommerce", "files/0/headers", "2", "column 1" },
  { "woocommerce", "files/0/colums", "[]", "colums" },
  { "woocommerce", "files/0/rows/0/each", "\"baskets\"", "baskets" },
  { "woocommerce", "files/0/rows/1/each", "\"products\"", "rows" },
  { "woocommerce", "files/0/rows/1/as", "\"x\"", "variants" },
  { "woocommerce", "files/0/columns/3/0", "\"{p.title}\"", "column 4 ({p.title})" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{p.name}\"", "column 4 (Name)" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{v.sku}\"", "v.sku" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{p.tags}\"", "joined" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{p.title|shout}\"", "shout" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{p.title\"", "brace" },
  { "woocommerce", "files/0/columns/3/1/p", "\"{p.tags|join(, }\"", "join" },
  { "woocommerce", "files/0/columns/3/1/x", "\"1\"", "x" },
  { "woocommerce", "files/0/columns/3/1/v", NULL, "Name" },
  { "taobao", "maps/cid/from", "\"p.kind\"", "p.kind" },
  { "taobao", "maps/cid/miss", "[\"block\"]", "miss" },
  { "taobao", "files/0/columns/1/2", "\"{p.category|map(vid)}\"", "map" },
  { "taobao", "files/0/escape/0/0", "\"\"", "escape" },
  { "sheet", "files/0/fields/1/1", "\"{p.titel}\"", "p.titel" },
  { "sheet", "files/0/fields/1/0/zh", NULL, "field 2" },
};

static void
test_a_slip_is_refused_by_name (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (JsonNode) node = load (slips[i].shop);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  set_at (node, slips[i].where, slips[i].what);
  text = json_to_string (node, FALSE);
  bytes = g_bytes_new (text, strlen (text));
  g_assert_null (yipu_shop_parse (bytes, &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, slips[i].named));
}

static YipuShop *
parse_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return yipu_shop_parse (bytes, error);
}

static void
test_a_profile_inherits_what_it_does_not_say (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuShop) shop = parse_text (
      "{\"id\":\"tmall\",\"inherit\":\"taobao\",\"name\":{\"zh\":\"天猫\",\"en\":\"Tmall\"}}",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yipu_shop_get_id (shop), ==, "tmall");
  g_assert_cmpstr (yipu_shop_get_name_zh (shop), ==, "天猫");
  g_assert_cmpuint (g_array_index (shop->files, YipuFileSpec, 0).columns->len, ==, 63);
  g_assert_cmpstr (yipu_shop_get_maps (shop)[0], ==, "cid");
}

static void
write_own (const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "yipu", "shops", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_own (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "yipu", "shops", name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_own_profiles_join_and_stand_in (void)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GPtrArray) shops = NULL;
  g_autoptr (YipuShop) own = NULL;
  g_autoptr (GError) error = NULL;

  write_own ("a.json",
             "{\"id\":\"fair\",\"inherit\":\"sheet\",\"name\":{\"zh\":\"集市\",\"en\":\"Fair\"}}");
  write_own ("b.json",
             "{\"id\":\"sheet\",\"inherit\":\"sheet\",\"name\":{\"zh\":\"我的\",\"en\":\"Mine\"}}");
  write_own ("broken.json", "{\"id\":");
  shops = yipu_shops_list (findings);
  g_assert_cmpuint (shops->len, ==, G_N_ELEMENTS (shipped) + 1);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (((YipuFinding *) findings->pdata[0])->message, "broken.json"));
  own = yipu_shop_find ("sheet", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yipu_shop_get_name_en (own), ==, "Mine");
  g_assert_null (yipu_shop_find ("broken", &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
  remove_own ("a.json");
  remove_own ("b.json");
  remove_own ("broken.json");
}

static void
test_an_unknown_shop_names_those_there_are (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_shop_find ("amazon", &error));
  g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "sheet, taobao, woocommerce"));
}

/* Findings open the field behind a path: it must exist. */
static void
test_every_path_leads_to_a_field (void)
{
  guint n_paths;
  const YipuPath *paths = yipu_paths_all (&n_paths);

  for (guint i = 0; i < n_paths; i++) {
    const YipuKind *kind = paths[i].kind ? yipu_kind_find (paths[i].kind) : NULL;

    if (paths[i].kind == NULL)
      continue;
    g_test_message ("%s.%s", paths[i].object, paths[i].name);
    g_assert_nonnull (kind);
    if (paths[i].field)
      g_assert_nonnull (yipu_kind_field (kind, paths[i].field));
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/shop/shipped-profiles-are-whole", test_shipped_profiles_are_whole);
  g_test_add_func ("/shop/taobao-has-63-columns", test_taobao_has_63_columns);
  g_test_add_func ("/shop/woocommerce-headers-are-mapped", test_woocommerce_headers_are_mapped);
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autofree char *name = g_strdup_printf ("/shop/a-slip-is-refused-by-name/%02u", i);

    g_test_add_data_func (name, GUINT_TO_POINTER (i), test_a_slip_is_refused_by_name);
  }
  g_test_add_func ("/shop/inherits-what-it-does-not-say",
                   test_a_profile_inherits_what_it_does_not_say);
  g_test_add_func ("/shop/own-profiles-join-and-stand-in", test_own_profiles_join_and_stand_in);
  g_test_add_func ("/shop/an-unknown-shop-names-those-there-are",
                   test_an_unknown_shop_names_those_there_are);
  g_test_add_func ("/shop/every-path-leads-to-a-field", test_every_path_leads_to_a_field);
  return g_test_run ();
}
