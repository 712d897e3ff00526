/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Building the small cooperative. */
#include "world.h"

#include <string.h>
#include <yipu/photo.h>

#include "media/vips.h"

static void
mark_image (VipsImage *image, const char *mark)
{
  g_autofree char *xmp =
      g_strdup_printf ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>%s</x:xmpmeta>", mark);

  vips_image_set_string (image, "exif-ifd0-ImageDescription", mark);
  vips_image_set_string (image, "exif-ifd3-GPSProcessingMethod", mark);
  vips_image_set_blob_copy (image, VIPS_META_XMP_NAME, xmp, strlen (xmp));
}

char *
world_add_photo (World *world, int n, const char *mark)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VipsImage) black = NULL;
  g_autoptr (VipsImage) colour = NULL;
  g_autoptr (VipsImage) image = NULL;
  g_autoptr (GBytes) bytes = NULL;
  double ones[3] = { 1, 1, 1 };
  double shades[3] = { 40 + 50 * (n % 4), 90, 40 + 30 * (n / 4 % 4) };
  void *data = NULL;
  gsize length = 0;
  char *id;

  yipu_vips_init ();
  g_assert_cmpint (vips_black (&black, 900, 900, "bands", 3, NULL), ==, 0);
  g_assert_cmpint (vips_linear (black, &colour, ones, shades, 3, "uchar", TRUE, NULL), ==, 0);
  g_assert_cmpint (vips_copy (colour, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL), ==,
                   0);
  if (mark)
    mark_image (image, mark);
  g_assert_cmpint (vips_image_write_to_buffer (image, ".jpg", &data, &length, NULL), ==, 0);
  bytes = g_bytes_new_take (data, length);
  id = yipu_photo_add_bytes (world->base.catalog, bytes, mark, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_product (World *world, int n)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *sku = g_strdup_printf ("WTW-%d", n);
  g_autofree char *title = g_strdup_printf ("苇汀坞刮浆蓝布方巾%d号", n);
  g_autofree char *price = g_strdup_printf ("%d", 5800 + 100 * n);
  g_autofree char *step = NULL;

  world->items[n] = fixture_add (catalog, "item", "craft", world->craft, "name", "方巾", "unit",
                                 "jian", "weight_g", "60", NULL);
  step = fixture_add (catalog, "step", "process", world->process, "title", "卷边", "hands_on_min",
                      "20", "who", "trained", "difficulty", "2", NULL);
  g_free (fixture_add (catalog, "flow", "step", step, "item", world->items[n], "direction", "out",
                       "quantity", "1", "unit", "jian", "scaling", "scaling", NULL));
  world->products[n] =
      fixture_add (catalog, "product", "item", world->items[n], "brand", world->brand, "maker",
                   world->organisation, "type", "textile", "title", title, "sku", sku, "price_fen",
                   price, "stock", "10", "weight_g", "60", NULL);
  world->files[n] = world_add_photo (world, n, NULL);
  world->slots[n] = fixture_add (catalog, "slot", "product", world->products[n], "file",
                                 world->files[n], "role", "main", NULL);
}

static void
add_people (World *world)
{
  YipuCatalog *catalog = world->base.catalog;
  g_autofree char *place =
      fixture_add (catalog, "place", "name", "苇汀坞", "province", "浙江", "city", "湖州", NULL);

  world->person = fixture_add (catalog, "person", "display_name", "沈阿禾", NULL);
  world->craft = fixture_add (catalog, "craft", "name", "刮浆蓝布", "code", "wtw-blue", "place",
                              place, "community", "苇汀坞村民", "access_custom", "open", "summary",
                              "刮浆染蓝，露出白花。", "story_page",
                              "布从缸里提起来是绿的，风过才变蓝。", NULL);
  g_free (fixture_add (catalog, "role", "person", world->person, "craft", world->craft, "kind",
                       "inheritor", NULL));
  world->process = fixture_add (catalog, "process", "craft", world->craft, NULL);
  world->organisation =
      fixture_add (catalog, "organisation", "kind", "cooperative", "name", "苇汀坞合作社", NULL);
  world->brand =
      fixture_add (catalog, "brand", "kind", "own", "name", "苇汀坞", "short", "苇汀坞", "owner",
                   world->organisation, "inheritor_fen_per_min", "100", "trained_fen_per_min", "50",
                   "anyone_fen_per_min", "50", "fixed_fen", "100", "packaging_fen", "100",
                   "freight_fen", "600", "fund_percent", "5", "royalty_percent", "2", NULL);
  g_free (fixture_add (catalog, "membership", "brand", world->brand, "organisation",
                       world->organisation, "valid_from", "2026-01-01", "until", "2029-12-31",
                       NULL));
  g_free (fixture_add (catalog, "shop_match", "shop", "taobao", "map", "cid", "ours", "textile",
                       "theirs", "50012345", NULL));
}

void
world_set_up (World *world, gconstpointer data)
{
  fixture_set_up (&world->base, NULL);
  add_people (world);
  for (int i = 0; i < WORLD_PRODUCTS; i++)
    add_product (world, i);
  world_consent (world, "works", "yes");
  world_consent (world, "story", "yes");
  world->zip = g_build_filename (world->base.folder, "bundle.zip", NULL);
}

void
world_tear_down (World *world, gconstpointer data)
{
  g_free (world->person);
  g_free (world->craft);
  g_free (world->process);
  g_free (world->brand);
  g_free (world->organisation);
  for (int i = 0; i < WORLD_PRODUCTS; i++) {
    g_free (world->items[i]);
    g_free (world->products[i]);
    g_free (world->files[i]);
    g_free (world->slots[i]);
  }
  g_free (world->zip);
  fixture_tear_down (&world->base, NULL);
}

void
world_consent (World *world, const char *purpose, const char *answer)
{
  g_free (fixture_add (world->base.catalog, "consent", "person", world->person, "purpose", purpose,
                       "answer", answer, "date", WORLD_TODAY, NULL));
}

YipuExportPlan *
world_plan (World *world, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shops = g_ptr_array_new ();
  YipuExportPlan *plan;
  va_list args;
  char *shop;

  va_start (args, world);
  while ((shop = va_arg (args, char *)))
    g_ptr_array_add (shops, shop);
  va_end (args);
  g_ptr_array_add (shops, NULL);
  plan = yipu_export_plan_new (world->base.catalog, NULL, (const char *const *) shops->pdata,
                               WORLD_TODAY, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

YipuExportResult *
world_export (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = world_plan (world, "woocommerce", "taobao", "sheet", NULL);
  YipuExportResult *result = yipu_export_run (world->base.catalog, plan, world->zip, NULL, &error);

  g_assert_no_error (error);
  return result;
}

YipuExportCell *
world_cell (YipuExportPlan *plan, const char *product, const char *shop)
{
  GPtrArray *cells = yipu_export_plan_get_cells (plan);

  for (guint i = 0; i < cells->len; i++) {
    YipuExportCell *cell = cells->pdata[i];

    if (strcmp (cell->product, product) == 0 && strcmp (cell->shop, shop) == 0)
      return cell;
  }
  g_assert_not_reached ();
}
