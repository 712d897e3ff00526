/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Building the cooperative. */
#include "coop.h"

#include <glib/gstdio.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/photo.h>

#include "base/archive.h"
#include "media/vips.h"

#define AN_EDIT 100

static const char *const shipped[] = { "sheet", "taobao", "woocommerce" };

/* A shipped profile under another id, among the user's own. */
static void
copy_profile (const char *id, const char *as, const char *folder)
{
  g_autofree char *from = g_strdup_printf ("shops/%s.json", id);
  g_autofree char *name = g_strconcat (as, ".json", NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *old_id = g_strdup_printf ("\"id\": \"%s\"", id);
  g_autofree char *new_id = g_strdup_printf ("\"id\": \"%s\"", as);
  g_autoptr (GBytes) bytes = yipu_resource_load (from);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GString) json = g_string_new_len (text, (gssize) length);

  g_assert_cmpuint (g_string_replace (json, old_id, new_id, 1), ==, 1);
  g_assert_true (g_file_set_contents (to, json->str, (gssize) json->len, NULL));
}

const char *const *
coop_shops (guint n)
{
  static char *ids[COOP_SHOPS + 1];

  for (guint i = 0; i < COOP_SHOPS; i++) {
    g_free (ids[i]);
    ids[i] = i >= n                       ? NULL
             : i < G_N_ELEMENTS (shipped) ? g_strdup (shipped[i])
                                          : g_strdup_printf ("own-%u", i);
  }
  return (const char *const *) ids;
}

char *
coop_begin (void)
{
  char *folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL);
  g_autofree char *own = g_build_filename (folder, "yipu", "shops", NULL);
  const char *const *ids = coop_shops (COOP_SHOPS);

  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  for (guint i = G_N_ELEMENTS (shipped); i < COOP_SHOPS; i++)
    copy_profile (shipped[i % G_N_ELEMENTS (shipped)], ids[i], own);
  return folder;
}

void
coop_end (const char *folder)
{
  g_assert_true (yipu_archive_remove_folder (folder, NULL));
}

/* What is being added, and the records that others refer to. */
typedef struct {
  int n;
  int from;
  GPtrArray *photos; /* of char, ids of files */
  char *person;
  char *organisation;
  char *brand;
  char *craft;
  char *process;
} Coop;

/* Adds a record; pairs of field and value, then NULL. Free with g_free(). */
static char *
add (YipuEdit *edit, const char *kind, ...)
{
  g_autoptr (GError) error = NULL;
  char *id = g_strdup (yipu_edit_add (edit, kind, NULL, &error));
  const char *field;
  va_list pairs;

  g_assert_no_error (error);
  va_start (pairs, kind);
  while ((field = va_arg (pairs, const char *)) != NULL) {
    yipu_edit_set (edit, id, field, va_arg (pairs, const char *), &error);
    g_assert_no_error (error);
  }
  va_end (pairs);
  return id;
}

static gboolean
add_people (YipuEdit *edit, gpointer data, GError **error)
{
  Coop *coop = data;

  coop->person = add (edit, "person", "display_name", "沈阿禾", NULL);
  g_free (add (edit, "consent", "person", coop->person, "purpose", "works", "answer", "yes", "date",
               COOP_TODAY, NULL));
  g_free (add (edit, "consent", "person", coop->person, "purpose", "story", "answer", "yes", "date",
               COOP_TODAY, NULL));
  coop->organisation =
      add (edit, "organisation", "kind", "cooperative", "name", "苇汀坞合作社", NULL);
  coop->brand = add (edit, "brand", "kind", "own", "name", "苇汀坞", "short", "苇汀坞", "owner",
                     coop->organisation, "inheritor_fen_per_min", "100", "trained_fen_per_min",
                     "50", "anyone_fen_per_min", "50", "fixed_fen", "100", "packaging_fen", "100",
                     "freight_fen", "600", "fund_percent", "5", "royalty_percent", "2", NULL);
  g_free (add (edit, "membership", "brand", coop->brand, "organisation", coop->organisation,
               "valid_from", "2026-01-01", "until", "2029-12-31", NULL));
  for (guint i = 1; i < COOP_SHOPS; i++)
    g_free (add (edit, "shop_match", "shop", coop_shops (COOP_SHOPS)[i], "map", "cid", "ours",
                 "textile", "theirs", "50012345", NULL));
  return TRUE;
}

static void
add_craft (YipuEdit *edit, Coop *coop)
{
  g_autofree char *place =
      add (edit, "place", "name", "苇汀坞", "province", "浙江", "city", "湖州", NULL);

  g_free (coop->craft);
  g_free (coop->process);
  coop->craft =
      add (edit, "craft", "name", "刮浆蓝布", "code", "wtw-blue", "place", place, "community",
           "苇汀坞村民", "access_custom", "open", "summary", "刮浆染蓝，露出白花。", "story_page",
           "布从缸里提起来是绿的，风过才变蓝。", NULL);
  g_free (
      add (edit, "role", "person", coop->person, "craft", coop->craft, "kind", "inheritor", NULL));
  coop->process = add (edit, "process", "craft", coop->craft, NULL);
}

static void
add_product (YipuEdit *edit, Coop *coop, int n)
{
  g_autofree char *sku = g_strdup_printf ("WTW-%d", n);
  g_autofree char *title = g_strdup_printf ("苇汀坞刮浆蓝布方巾%d号", n);
  g_autofree char *price = g_strdup_printf ("%d", 5800 + n);
  g_autofree char *item = add (edit, "item", "craft", coop->craft, "name", "方巾", "unit", "jian",
                               "weight_g", "60", NULL);
  g_autofree char *step = add (edit, "step", "process", coop->process, "title", "卷边",
                               "hands_on_min", "20", "who", "trained", "difficulty", "2", NULL);
  g_autofree char *product = add (edit, "product", "item", item, "brand", coop->brand, "maker",
                                  coop->organisation, "type", "textile", "title", title, "sku", sku,
                                  "price_fen", price, "stock", "10", "weight_g", "60", NULL);

  g_free (add (edit, "flow", "step", step, "item", item, "direction", "out", "quantity", "1",
               "unit", "jian", "scaling", "scaling", NULL));
  g_free (add (edit, "slot", "product", product, "file",
               coop->photos->pdata[(guint) n % coop->photos->len], "role", "main", NULL));
}

static gboolean
add_products (YipuEdit *edit, gpointer data, GError **error)
{
  Coop *coop = data;

  for (int i = coop->from; i < MIN (coop->from + AN_EDIT, coop->n); i++) {
    /* Steps of one process would each use what the one before made, and cost as much more. */
    add_craft (edit, coop);
    add_product (edit, coop, i);
  }
  return TRUE;
}

/* As soft and as large as a telephone's photo of cloth, another for each seed. */
static GBytes *
make_photo (int seed)
{
  g_autoptr (VipsImage) noise = NULL, coarse = NULL, large = NULL, image = NULL;
  double shares[] = { 1, 0.6, 0.3 }, offsets[] = { 10.0 + seed % 7, 40, 90 };
  void *data = NULL;
  gsize length = 0;

  yipu_vips_init ();
  g_assert_cmpint (
      vips_gaussnoise (&noise, 400, 300, "mean", 128.0, "sigma", 40.0, "seed", seed, NULL), ==, 0);
  g_assert_cmpint (vips_linear (noise, &coarse, shares, offsets, 3, "uchar", TRUE, NULL), ==, 0);
  g_assert_cmpint (vips_resize (coarse, &large, 5, NULL), ==, 0);
  g_assert_cmpint (vips_copy (large, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL), ==,
                   0);
  g_assert_cmpint (vips_image_write_to_buffer (image, ".jpg", &data, &length, "Q", 90, NULL), ==,
                   0);
  return g_bytes_new_take (data, length);
}

static GPtrArray *
add_photos (YipuCatalog *catalog, int n)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n; i++) {
    g_autoptr (GBytes) photo = make_photo (i);

    g_ptr_array_add (ids, yipu_photo_add_bytes (catalog, photo, NULL, NULL, &error));
    g_assert_no_error (error);
  }
  return ids;
}

YipuCatalog *
coop_new (const char *folder, const char *name, int n, gboolean photos)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  YipuCatalog *catalog = yipu_catalog_create (path, &error);
  Coop coop = { .n = n };

  g_assert_no_error (error);
  coop.photos = add_photos (catalog, photos ? n : 1);
  yipu_catalog_edit (catalog, "Fill", add_people, &coop, &error);
  for (; coop.from < n && !error; coop.from += AN_EDIT)
    yipu_catalog_edit (catalog, "Fill", add_products, &coop, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (coop.photos);
  g_free (coop.person);
  g_free (coop.organisation);
  g_free (coop.brand);
  g_free (coop.craft);
  g_free (coop.process);
  return catalog;
}

YipuExportPlan *
coop_plan (YipuCatalog *catalog, const char *const *shops)
{
  g_autoptr (GError) error = NULL;
  YipuExportPlan *plan = yipu_export_plan_new (catalog, NULL, shops, COOP_TODAY, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

void
coop_export (YipuCatalog *catalog, const char *const *shops, const char *zip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = coop_plan (catalog, shops);
  g_autoptr (YipuExportResult) result = yipu_export_run (catalog, plan, zip, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->left_out, ==, 0);
}

typedef struct {
  const char *field;
  const char *value;
} Change;

static gboolean
change_first (YipuEdit *edit, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (GPtrArray) products =
      yipu_reader_list (yipu_edit_get_reader (edit), "product", NULL, NULL, error);

  return products && yipu_edit_set (edit, yipu_record_get_id (products->pdata[0]), change->field,
                                    change->value, error);
}

void
coop_change (YipuCatalog *catalog, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  Change change = { field, value };

  yipu_catalog_edit (catalog, "Change", change_first, &change, &error);
  g_assert_no_error (error);
}
