/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What shops get: golden files of tables and pages, and Taobao's table read back the ways its
 * readers do. */
#include "shelf.h"

#include <string.h>
#include <yipu/init.h>

#include "bundle/table.h"

static void
assert_golden (Shelf *shelf, const char *id, const char *path, const char *golden)
{
  g_autoptr (YipuShop) shop = shelf_shop (id);
  g_autoptr (GPtrArray) files = shelf_render (shelf, shop);
  g_autoptr (GBytes) bytes = shelf_file (files, path);

  shelf_assert_golden (golden, bytes);
}

static void
test_woocommerce_table (Shelf *shelf, gconstpointer data)
{
  assert_golden (shelf, "woocommerce", "products.csv", "woocommerce.csv");
}

static void
test_taobao_table (Shelf *shelf, gconstpointer data)
{
  assert_golden (shelf, "taobao", "products.csv", "taobao.csv");
}

static void
test_sheet_page (Shelf *shelf, gconstpointer data)
{
  assert_golden (shelf, "sheet", "wtw-sq/sheet.html", "sheet.html");
}

static void
test_steps (Shelf *shelf, gconstpointer data)
{
  assert_golden (shelf, "taobao", "读我.txt", "taobao-steps.txt");
}

static void
test_open_me (Shelf *shelf, gconstpointer data)
{
  static const char *const in[] = { SHELF_SQUARE, SHELF_BASKET, NULL };
  static const char *const out[] = { "x", "y", NULL };
  g_autoptr (YipuShop) taobao = shelf_shop ("taobao");
  g_autoptr (YipuShop) sheet = shelf_shop ("sheet");
  g_autoptr (GPtrArray) taobao_files = shelf_render (shelf, taobao);
  g_autoptr (GPtrArray) sheet_files = shelf_render (shelf, sheet);
  YipuOpenMeShop shops[] = { { taobao, taobao_files, in, out }, { sheet, sheet_files, in, NULL } };
  YipuShopRelease release = { 1779262320, "0123abcd" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) page = yipu_open_me_render (shelf->offers, shops, 2, &release, &error);

  g_assert_no_error (error);
  shelf_assert_golden ("open-me.html", page);
}

/* Every file a path of its own, safe on Windows, in order; the same again. */
static void
test_paths_are_safe_and_stable (Shelf *shelf, gconstpointer data)
{
  static const char *const ids[] = { "sheet", "taobao", "woocommerce" };

  for (gsize s = 0; s < G_N_ELEMENTS (ids); s++) {
    g_autoptr (YipuShop) shop = shelf_shop (ids[s]);
    g_autoptr (GPtrArray) files = shelf_render (shelf, shop);
    g_autoptr (GPtrArray) again = shelf_render (shelf, shop);

    g_assert_cmpuint (files->len, ==, again->len);
    for (guint i = 0; i < files->len; i++) {
      const YipuShopFile *file = files->pdata[i], *same = again->pdata[i];
      const char *name = strrchr (file->path, '/');

      g_assert_cmpstr (file->path, ==, same->path);
      g_assert_true (i == 0 ||
                     strcmp (((YipuShopFile *) files->pdata[i - 1])->path, file->path) < 0);
      g_assert_null (strpbrk (file->path, "\\:*?\"<>|% "));
      if (file->file)
        g_assert_cmpuint (strlen (name ? name + 1 : file->path), <=, 64);
      if (file->file && name)
        g_assert_cmpuint (strspn (name + 1, "abcdefghijklmnopqrstuvwxyz0123456789-."), ==,
                          strlen (name + 1));
    }
  }
}

/* UTF-16LE with a mark, as the readers decode it. */
static char *
decode_taobao (Shelf *shelf)
{
  g_autoptr (YipuShop) shop = shelf_shop ("taobao");
  g_autoptr (GPtrArray) files = shelf_render (shelf, shop);
  g_autoptr (GBytes) bytes = shelf_file (files, "products.csv");
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  char *text;

  g_assert_cmpmem (data, 2, "\xff\xfe", 2);
  text = g_convert (data + 2, (gssize) size - 2, "UTF-8", "UTF-16LE", NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A reader that splits at line ends and TABs before it looks at quotes, then strips them. */
static char **
split_cells (const char *line)
{
  char **cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; cells[i]; i++) {
    gsize length = strlen (cells[i]);

    if (length >= 2 && cells[i][0] == '"' && cells[i][length - 1] == '"') {
      cells[i][length - 1] = '\0';
      memmove (cells[i], cells[i] + 1, length - 1);
    }
  }
  return cells;
}

static const char *
cell_of (char **names, char **cells, const char *name)
{
  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], name))
      return cells[i];
  g_assert_not_reached ();
}

static void
test_taobao_reads_back (Shelf *shelf, gconstpointer data)
{
  g_autofree char *text = decode_taobao (shelf);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto (GStrv) names = split_cells (lines[2]);
  g_auto (GStrv) square = split_cells (lines[3]);
  g_auto (GStrv) basket = split_cells (lines[4]);

  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_true (g_str_has_prefix (lines[0], "version 1.00\t"));
  g_assert_cmpuint (g_strv_length (names), ==, 63);
  g_assert_cmpuint (g_strv_length (square), ==, 63);
  g_assert_cmpuint (g_strv_length (basket), ==, 63);
  g_assert_cmpstr (cell_of (names, square, "宝贝名称"), ==,
                   "【苇汀坞】刮浆蓝布方巾 🧵手染棉布");
  g_assert_cmpstr (cell_of (names, square, "宝贝价格"), ==, "88.80");
  g_assert_cmpstr (cell_of (names, square, "宝贝数量"), ==, "18");
  g_assert_cmpstr (cell_of (names, square, "省"), ==, "浙江省");
  g_assert_cmpstr (
      cell_of (names, square, "销售属性组合"), ==,
      "88.80:3:WTW-SQ-1:-1001:-1001;-1002:-1001;168.80:4:WTW-SQ-2:-1001:-1001;-1002:-1002;"
      "89.80:5:WTW-SQ-3:-1001:-1002;-1002:-1001;88.80:6:WTW-SQ-4:-1001:-1002;-1002:-1002;");
  g_assert_cmpstr (cell_of (names, square, "自定义属性值"), ==,
                   "-1001:-1001:靛蓝;-1001:-1002:月白;-1002:-1001:45厘米;-1002:-1002:90厘米;");
  g_assert_cmpstr (cell_of (names, square, "7天退货"), ==, "1");
  g_assert_cmpstr (cell_of (names, basket, "商家编码"), ==, "WTW_BK 大");
  g_assert_cmpstr (cell_of (names, basket, "发票"), ==, "1");
}

/* "NAME:1:INDEX:|;" a main picture, "NAME:2:0:PID:VID|;" one of a variant; a state for each, and
 * each a file NAME.tbi beside the table. */
static void
test_taobao_pictures_lie_beside (Shelf *shelf, gconstpointer data)
{
  g_autoptr (YipuShop) shop = shelf_shop ("taobao");
  g_autoptr (GPtrArray) files = shelf_render (shelf, shop);
  g_autofree char *text = decode_taobao (shelf);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_auto (GStrv) names = split_cells (lines[2]);
  g_auto (GStrv) cells = split_cells (lines[3]);
  const char *picture = cell_of (names, cells, "新图片");
  g_auto (GStrv) entries = g_strsplit (picture, ";", -1);
  guint n = g_strv_length (entries) - 1, found = 0;

  g_assert_true (g_str_has_suffix (picture, ";"));
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpstr (cell_of (names, cells, "图片状态"), ==, "2;2;2;2;2;");
  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) parts = g_strsplit (entries[i], ":", -1);
    g_autofree char *path = g_strdup_printf ("products/%s.tbi", parts[0]);

    g_assert_cmpstr (parts[1], ==, i < 3 ? "1" : "2");
    for (guint f = 0; f < files->len; f++)
      found += g_str_equal (((YipuShopFile *) files->pdata[f])->path, path);
  }
  g_assert_cmpuint (found, ==, 5);
  g_assert_true (g_str_has_suffix (entries[3], ":2:0:-1001:-1001|"));
}

/* A shop that takes one product a file: the second goes with its pictures. */
static void
test_a_split_keeps_pictures_with_their_table (Shelf *shelf, gconstpointer data)
{
  static const char text[] =
      "{\"id\":\"small\",\"inherit\":\"taobao\",\"images\":{\"main\":{\"label\":{\"zh\":\"图\",\"en\":"
      "\"p\"},\"from\":[\"main\"],\"px\":[800,800],\"fit\":\"pad\",\"dir\":\"products\",\"name\":"
      "\"{p.sku|slug}-m{n1}-{hash8}.tbi\"}},\"limits\":[],\"files\":[{\"path\":\"products.csv\","
      "\"kind\":\"csv\",\"rows\":[{\"each\":\"products\"}],\"split\":{\"rows\":1},\"columns\":[[\"a\","
      "\"{p.sku}\"]]}]}";
  g_autoptr (GBytes) json = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuShop) shop = yipu_shop_parse (json, &error);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) expected = g_bytes_new_static ("a\nWTW_BK 大\n", strlen ("a\nWTW_BK 大\n"));

  g_assert_no_error (error);
  files = shelf_render (shelf, shop);
  second = shelf_file (files, "products-2.csv");
  g_assert_true (g_bytes_equal (second, expected));
  g_assert_cmpuint (files->len, ==, 5);
  g_assert_true (g_str_has_prefix (((YipuShopFile *) files->pdata[0])->path, "products-2.csv"));
  g_assert_true (
      g_str_has_prefix (((YipuShopFile *) files->pdata[1])->path, "products-2/wtw-bk-da-m1-"));
  g_assert_true (
      g_str_has_prefix (((YipuShopFile *) files->pdata[3])->path, "products/wtw-sq-m1-"));
}

static gboolean
refuse_one (const char *hash,
            const YipuPictureSpec *specs,
            guint n_specs,
            YipuPicture **pictures,
            GCancellable *cancellable,
            gpointer data,
            GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "It is gone.");
  return FALSE;
}

static void
test_a_missing_photo_keeps_its_product_out (Shelf *shelf, gconstpointer data)
{
  static const char *const products[] = { SHELF_BASKET, NULL };
  g_autoptr (YipuShop) shop = shelf_shop ("woocommerce");
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuShopRelease release = { 0, "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = yipu_shop_render (shop, shelf->offers, products, &release,
                                                  refuse_one, NULL, NULL, findings, &error);
  g_autoptr (GBytes) table = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (((YipuFinding *) findings->pdata[0])->message, "It is gone."));
  table = shelf_file (files, "products.csv");
  g_assert_null (
      g_strstr_len (g_bytes_get_data (table, NULL), (gssize) g_bytes_get_size (table), "提篮"));
}

static void
cancel (guint64 done, guint64 total, const char *message, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelling_stops (Shelf *shelf, gconstpointer data)
{
  static const char *const products[] = { SHELF_SQUARE, SHELF_BASKET, NULL };
  g_autoptr (YipuShop) shop = shelf_shop ("woocommerce");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuProgress progress = { cancel, cancellable, cancellable, 0, 0 };
  YipuShopRelease release = { 0, "" };
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_shop_render (shop, shelf->offers, products, &release, refuse_one, NULL,
                                   &progress, findings, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/shop/render/" path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("woocommerce-table", test_woocommerce_table);
  ADD ("taobao-table", test_taobao_table);
  ADD ("sheet-page", test_sheet_page);
  ADD ("steps", test_steps);
  ADD ("open-me", test_open_me);
  ADD ("paths-are-safe-and-stable", test_paths_are_safe_and_stable);
  ADD ("taobao-reads-back", test_taobao_reads_back);
  ADD ("taobao-pictures-lie-beside", test_taobao_pictures_lie_beside);
  ADD ("a-split-keeps-pictures-with-their-table", test_a_split_keeps_pictures_with_their_table);
  ADD ("a-missing-photo-keeps-its-product-out", test_a_missing_photo_keeps_its_product_out);
  ADD ("cancelling-stops", test_cancelling_stops);
  return g_test_run ();
}
