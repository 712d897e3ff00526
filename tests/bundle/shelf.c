/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shelf. */
#include "shelf.h"

#include <stdarg.h>
#include <string.h>

#include "base/hash.h"

typedef struct {
  const char *kind;
  const char *id;
  const char *const *pairs;
} Row;

static gboolean
add_row (YipuEdit *edit, gpointer data, GError **error)
{
  const Row *row = data;

  if (!yipu_edit_add (edit, row->kind, row->id, error))
    return FALSE;
  for (guint i = 0; row->pairs[i]; i += 2)
    if (!yipu_edit_set (edit, row->id, row->pairs[i], row->pairs[i + 1], error))
      return FALSE;
  return TRUE;
}

static void
add (Shelf *shelf, const char *kind, const char *id, const char *const *pairs)
{
  g_autoptr (GError) error = NULL;
  Row row = { kind, id, pairs };

  yipu_catalog_edit (shelf->catalog.catalog, "Add", add_row, &row, &error);
  g_assert_no_error (error);
}
#define ADD(kind, id, ...) add (shelf, kind, id, (const char *const[]){ __VA_ARGS__, NULL })

static void
add_brand (Shelf *shelf)
{
  ADD ("organisation", SHELF_MAKER, "name", "苇汀坞手作专业合作社", "address",
       "芦溪镇苇汀坞村一号院");
  ADD ("brand", SHELF_BRAND, "kind", "own", "name", "苇汀坞手作", "title_prefix", "【苇汀坞】",
       "owner", SHELF_MAKER, "fund_percent", "5", "royalty_percent", "3", "anyone_fen_per_min",
       "50", "after_sale", "收到七天内可退。\n方巾前三次单独清洗。");
  ADD ("place", SHELF_PLACE, "name", "苇汀坞", "province", "浙江省", "city", "丽水市");
}

static void
add_craft (Shelf *shelf)
{
  ADD ("craft", SHELF_CRAFT, "name", "刮浆蓝布", "code", "wtw-blue", "place", SHELF_PLACE,
       "summary", "刮浆、下缸、等风。", "story_page",
       "布从缸里提起来是绿的，风一过才转蓝。\n村里人叫它“等风” <b>&co\\n</b>。");
  ADD ("item", SHELF_ITEM, "craft", SHELF_CRAFT, "name", "方巾", "unit", "ge", "weight_g", "100");
  ADD ("process", "01930000-0000-7000-8000-000000000008", "craft", SHELF_CRAFT, "target",
       SHELF_ITEM);
  ADD ("step", "01930000-0000-7000-8000-000000000009", "process",
       "01930000-0000-7000-8000-000000000008", "title", "染", "hands_on_min", "20", "who",
       "anyone");
  ADD ("flow", "01930000-0000-7000-8000-00000000000a", "step",
       "01930000-0000-7000-8000-000000000009", "item", SHELF_ITEM, "direction", "out", "quantity",
       "1", "unit", "ge");
  ADD ("element", "01930000-0000-7000-8000-000000000006", "craft", SHELF_CRAFT, "kind", "technique",
       "name", "刮浆");
  ADD ("selling_point", SHELF_POINT, "element", "01930000-0000-7000-8000-000000000006", "text",
       "灰浆刮开，白花自己露出来");
}

static void
add_square (Shelf *shelf)
{
  static const char *const choices[][2] = {
    { "靛蓝", "45厘米" }, { "靛蓝", "90厘米" }, { "月白", "45厘米" }, { "月白", "90厘米" }
  };
  static const char *const gtins[] = { "6901234567892", NULL, "96385074", NULL };
  static const char *const prices[] = { NULL, "16880", "8980", NULL };

  ADD ("product", SHELF_SQUARE, "item", SHELF_ITEM, "brand", SHELF_BRAND, "maker", SHELF_MAKER,
       "type", "textile", "title", "【苇汀坞】刮浆蓝布方巾 🧵手染棉布",
       "selling_points", "[\"" SHELF_POINT "\"]", "sku", "WTW-SQ", "price_fen", "8880", "return7",
       "1", "weight_g", "120", "length_mm", "450", "width_mm", "450", "category_path",
       "家居 > 布艺, 方巾", "tags", "[\"蓝布\",\"手染, 棉\"]", "option1_name", "颜色",
       "option2_name", "尺寸", "composition", "棉 100%");
  for (guint i = 0; i < 4; i++) {
    g_autofree char *id = g_strdup_printf (SHELF_VARIANT "%u", i + 1);
    g_autofree char *sku = g_strdup_printf ("WTW-SQ-%u", i + 1);
    g_autofree char *stock = g_strdup_printf ("%u", 3 + i);

    ADD ("variant", id, "product", SHELF_SQUARE, "sku", sku, "option1", choices[i][0], "option2",
         choices[i][1], "stock", stock, "gtin", gtins[i], "price_fen", prices[i]);
  }
}

static void
add_basket (Shelf *shelf)
{
  ADD ("product", SHELF_BASKET, "item", SHELF_ITEM, "brand", SHELF_BRAND, "maker", SHELF_MAKER,
       "type", "craft_use", "title",
       "=SUM(1,2) 【苇汀坞】\"小\"提篮，口径19厘米，很长很长很长很长很长很长的一个名字", "sku",
       "WTW_BK 大", "price_fen", "31880", "stock", "0", "invoice", "1", "gtin", "6901234567892");
}

static void
add_photos (Shelf *shelf)
{
  static const struct {
    const char *product, *variant, *role, *width, *height;
  } photos[] = {
    { SHELF_SQUARE, NULL, "main", "1600", "1600" },
    { SHELF_SQUARE, NULL, "detail", "1200", "900" },
    { SHELF_SQUARE, NULL, "process", "600", "400" },
    { SHELF_SQUARE, SHELF_VARIANT "1", "variant", "1200", "1200" },
    { SHELF_SQUARE, SHELF_VARIANT "3", "variant", "1200", "1200" },
    { SHELF_BASKET, NULL, "main", "2000", "900" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++) {
    g_autofree char *file = g_strdup_printf ("01930000-0000-7000-8000-00000000040%u", i + 1);
    g_autofree char *slot = g_strdup_printf (SHELF_SLOT "%u", i + 1);
    guint8 hash[YIPU_HASH_SIZE];
    g_autofree char *hex = NULL;

    yipu_hash_bytes (file, strlen (file), hash);
    hex = yipu_hash_to_hex (hash);
    ADD ("file", file, "hash", hex, "kind", "photo", "width_px", photos[i].width, "height_px",
         photos[i].height);
    ADD ("slot", slot, "product", photos[i].product, "file", file, "role", photos[i].role,
         "caption", i == 0 ? "方巾全貌 \"正面\"" : NULL, "variant", photos[i].variant);
  }
}

void
shelf_refresh (Shelf *shelf)
{
  g_clear_pointer (&shelf->offers, yipu_offers_free);
  g_clear_pointer (&shelf->consents, yipu_consents_free);
  shelf->consents = yipu_consents_new (shelf->reader, SHELF_DATE);
  shelf->offers = yipu_offers_new (shelf->reader);
  yipu_offers_set_consents (shelf->offers, shelf->consents);
}

void
shelf_set_up (Shelf *shelf, gconstpointer data)
{
  fixture_set_up (&shelf->catalog, NULL);
  add_brand (shelf);
  add_craft (shelf);
  add_square (shelf);
  add_basket (shelf);
  add_photos (shelf);
  shelf->reader = yipu_catalog_get_reader (shelf->catalog.catalog);
  shelf_refresh (shelf);
}

void
shelf_tear_down (Shelf *shelf, gconstpointer data)
{
  g_clear_pointer (&shelf->offers, yipu_offers_free);
  g_clear_pointer (&shelf->consents, yipu_consents_free);
  fixture_tear_down (&shelf->catalog, GINT_TO_POINTER (TRUE));
}

void
shelf_set (Shelf *shelf, const char *id, const char *field, const char *value)
{
  fixture_set (shelf->catalog.catalog, id, field, value);
  shelf_refresh (shelf);
}

void
shelf_add (Shelf *shelf, const char *kind, const char *id, ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  const char *next;
  va_list args;

  va_start (args, id);
  while ((next = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (pairs, (gpointer) next);
  va_end (args);
  g_ptr_array_add (pairs, NULL);
  add (shelf, kind, id, (const char *const *) pairs->pdata);
  shelf_refresh (shelf);
}

YipuShop *
shelf_shop (const char *id)
{
  g_autoptr (GError) error = NULL;
  YipuShop *shop = yipu_shop_find (id, &error);

  g_assert_no_error (error);
  return shop;
}

/* A picture that is not there: its hash follows from the photo and what is wanted of it. */
static gboolean
make_up_pictures (const char *hash,
                  const YipuPictureSpec *specs,
                  guint n_specs,
                  YipuPicture **pictures,
                  GCancellable *cancellable,
                  gpointer data,
                  GError **error)
{
  for (guint i = 0; i < n_specs; i++) {
    g_autofree char *said =
        g_strdup_printf ("%s %d %d %d", hash, specs[i].width, specs[i].height, specs[i].fit);
    guint8 digest[YIPU_HASH_SIZE];

    yipu_hash_bytes (said, strlen (said), digest);
    pictures[i] = g_new0 (YipuPicture, 1);
    pictures[i]->path = g_strdup_printf ("/nowhere/%s", hash);
    pictures[i]->hash = yipu_hash_to_hex (digest);
    pictures[i]->mime = "image/jpeg";
    pictures[i]->bytes = 123456;
    pictures[i]->width = specs[i].width;
    pictures[i]->height = specs[i].height;
  }
  return TRUE;
}

GPtrArray *
shelf_render (Shelf *shelf, const YipuShop *shop)
{
  static const char *const products[] = { SHELF_SQUARE, SHELF_BASKET, NULL };
  YipuShopRelease release = { 1779262320, "0123abcd" };
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *files = yipu_shop_render (shop, shelf->offers, products, &release, make_up_pictures,
                                       NULL, NULL, findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  return files;
}

GBytes *
shelf_file (GPtrArray *files, const char *path)
{
  for (guint i = 0; i < files->len; i++) {
    const YipuShopFile *file = files->pdata[i];

    if (g_str_equal (file->path, path))
      return g_bytes_ref (file->bytes);
  }
  g_assert_not_reached ();
}

void
shelf_assert_golden (const char *name, GBytes *bytes)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "shops", name, NULL);
  g_autofree char *kept = NULL;
  gsize size, kept_size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;

  if (g_getenv ("YIPU_UPDATE_GOLDEN"))
    g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &kept, &kept_size, &error);
  g_assert_no_error (error);
  if (kept_size != size || memcmp (kept, data, size) != 0)
    g_test_message ("%s differs; see it by YIPU_UPDATE_GOLDEN=1 and a diff", name);
  g_assert_true (kept_size == size && memcmp (kept, data, size) == 0);
}

GPtrArray *
shelf_check (Shelf *shelf, const char *shop, const char *product)
{
  g_autoptr (YipuShop) profile = shelf_shop (shop);
  GPtrArray *findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  yipu_shop_check (profile, shelf->offers, product, SHELF_DATE, findings, &error);
  g_assert_no_error (error);
  return findings;
}

const YipuFinding *
shelf_find (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((YipuFinding *) findings->pdata[i])->rule, rule))
      return findings->pdata[i];
  return NULL;
}
