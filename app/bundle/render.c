/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shop's folder, from the products in it: pictures first, since tables name them by their hash;
 * then tables, which say in which part a product stands; then sheets, the steps, and the list. */
#include "bundle/render.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/media.h>

#include "base/hash.h"
#include "bundle/pictures.h"
#include "bundle/rows.h"
#include "bundle/sheet.h"
#include "product/offers.h"

#define STEPS_FILE "读我.txt"

/* A shop being rendered. */
typedef struct {
  const YipuShop *shop;
  YipuOffers *offers;
  const YipuShopRelease *release;
  GPtrArray *products; /* of YipuShopProduct */
  GPtrArray *files;    /* of YipuShopFile */
  GHashTable *paths;   /* path → its YipuShopFile, not owned */
  GPtrArray *findings;
} Render;

void
yipu_shop_file_free (YipuShopFile *file)
{
  g_free (file->path);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file->file);
  g_free (file->sha256);
  g_free (file->product);
  g_free (file->title);
  g_free (file);
}

gboolean
yipu_shop_derive_pictures (const char *hash,
                           const YipuPictureSpec *specs,
                           guint n_specs,
                           YipuPicture **pictures,
                           GCancellable *cancellable,
                           gpointer data,
                           GError **error)
{
  /* A damaged photo must not leave, even where it can still be decoded or lies in the cache. */
  return yipu_media_verify (data, hash, cancellable, error) &&
         yipu_picture_derive_all (data, hash, specs, n_specs, pictures, cancellable, error);
}

static const char *
title_of (const YipuShopProduct *product)
{
  JsonObject *p = json_object_get_object_member (product->roots, "p");

  return json_object_get_string_member_with_default (p, "title", "");
}

static void
free_product (gpointer data)
{
  yipu_shop_product_free (data);
}

/* What each product's expressions see; the place in the export is told here. */
static gboolean
load_products (Render *render, const char *const *products, GError **error)
{
  for (guint i = 0; products[i]; i++) {
    YipuShopProduct *product = g_new0 (YipuShopProduct, 1);

    product->id = products[i];
    g_ptr_array_add (render->products, product);
    product->roots =
        yipu_context_new (render->shop, render->offers, products[i], render->release, error);
    if (product->roots == NULL)
      return FALSE;
    yipu_pictures_choose (render->shop, product);
  }
  return TRUE;
}

static void
drop_left_out (Render *render)
{
  for (guint i = render->products->len; i > 0; i--)
    if (((YipuShopProduct *) render->products->pdata[i - 1])->left_out)
      g_ptr_array_remove_index (render->products, i - 1);
}

/* Two SKUs may read alike once they are file names, "A_1" and "A-1". */
static gboolean
claims_other_sheet (const Render *render, GHashTable *paths, YipuShopProduct *product)
{
  YipuScope scope = { product->roots, NULL };

  for (guint i = 0; i < render->shop->files->len; i++) {
    const YipuFileSpec *file = &g_array_index (render->shop->files, YipuFileSpec, i);
    char *path =
        file->kind == YIPU_FILE_SHEET ? yipu_expression_evaluate (file->name, &scope, NULL) : NULL;

    if (path && !g_hash_table_add (paths, path))
      return TRUE;
  }
  return FALSE;
}

static void
leave_out_twins (Render *render)
{
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < render->products->len; i++) {
    YipuShopProduct *product = render->products->pdata[i];
    g_autofree char *rule = g_strdup_printf ("%s.folder", render->shop->id);
    YipuFinding *finding;

    if (!claims_other_sheet (render, paths, product))
      continue;
    product->left_out = TRUE;
    finding = yipu_finding_new (YIPU_SEVERITY_BLOCK, rule, "product", product->id, "sku",
                                _ ("“%s” is left out: its SKU reads like another's in file names. "
                                   "Change one of them."),
                                title_of (product));
    finding->shop = g_strdup (render->shop->id);
    g_ptr_array_add (render->findings, finding);
  }
  drop_left_out (render);
}

static gboolean
name_pictures (Render *render, GError **error)
{
  for (guint i = 0; i < render->products->len; i++) {
    YipuShopProduct *product = render->products->pdata[i];
    JsonObject *p = json_object_get_object_member (product->roots, "p");

    json_object_set_int_member (p, "position", i + 1);
    if (!yipu_pictures_name (render->shop, product, error))
      return FALSE;
  }
  return TRUE;
}

/* Adds a file, or nothing where the same stands there already. */
static void
add_file (Render *render, YipuShopFile *file)
{
  if (g_hash_table_contains (render->paths, file->path)) {
    yipu_shop_file_free (file);
    return;
  }
  g_hash_table_insert (render->paths, file->path, file);
  g_ptr_array_add (render->files, file);
}

static void
add_bytes (
    Render *render, char *path, GBytes *bytes, const char *type, const YipuShopProduct *product)
{
  YipuShopFile *file = g_new0 (YipuShopFile, 1);

  file->path = path;
  file->bytes = bytes;
  file->size = (gint64) g_bytes_get_size (bytes);
  file->type = type;
  if (product) {
    file->product = g_strdup (product->id);
    file->title = g_strdup (title_of (product));
  }
  add_file (render, file);
}

static gboolean
add_tables (Render *render, JsonObject *context, GError **error)
{
  g_autofree const char **ids = g_new0 (const char *, render->products->len + 1);
  g_autoptr (GPtrArray) groups = NULL;
  JsonObject *maps = yipu_offers_get_maps (render->offers, render->shop->id, error);

  for (guint i = 0; i < render->products->len; i++)
    ids[i] = ((YipuShopProduct *) render->products->pdata[i])->id;
  groups = maps ? yipu_offers_get_groups (render->offers, ids, render->shop->id, error) : NULL;
  for (guint i = 0; groups && i < render->shop->files->len; i++) {
    const YipuFileSpec *spec = &g_array_index (render->shop->files, YipuFileSpec, i);
    g_autoptr (GPtrArray) parts = NULL;

    if (spec->kind != YIPU_FILE_TABLE)
      continue;
    parts = yipu_rows_write (spec, render->products, groups, context, maps, error);
    if (parts == NULL)
      return FALSE;
    for (guint k = 0; k < parts->len; k++) {
      YipuTablePart *part = parts->pdata[k];

      add_bytes (render, g_strdup (part->path), g_bytes_ref (part->bytes),
                 g_str_equal (spec->form.sep, "\t") && spec->form.encoding != YIPU_ENC_UTF16LE_BOM
                     ? "text/tab-separated-values"
                     : "text/csv",
                 NULL);
    }
  }
  return groups != NULL;
}

/* Pictures that belong to a table by its name ("products.csv", "products") follow its parts. */
static char *
dir_of_part (const YipuShop *shop, const YipuShot *shot, guint part)
{
  for (guint i = 0; part > 0 && i < shop->files->len; i++) {
    const char *path = g_array_index (shop->files, YipuFileSpec, i).path;
    gsize length = path ? strcspn (path, ".") : 0;

    if (path && strlen (shot->dir) == length && strncmp (path, shot->dir, length) == 0)
      return g_strdup_printf ("%s-%u", shot->dir, part + 1);
  }
  return g_strdup (shot->dir);
}

static void
add_pictures (Render *render, const YipuShopProduct *product)
{
  for (guint i = 0; i < product->shots->len; i++) {
    const YipuShot *shot = &g_array_index (product->shots, YipuShot, i);
    g_autofree char *dir = dir_of_part (render->shop, shot, product->part);
    YipuShopFile *file = g_new0 (YipuShopFile, 1);

    file->path = dir[0] ? g_strconcat (dir, "/", shot->name, NULL) : g_strdup (shot->name);
    file->file = g_strdup (shot->picture->path);
    file->sha256 = g_strdup (shot->picture->hash);
    file->size = shot->picture->bytes;
    file->type = shot->picture->mime;
    file->product = g_strdup (product->id);
    file->title = g_strdup (title_of (product));
    add_file (render, file);
  }
}

static gboolean
add_sheets (Render *render, YipuShopProduct *product, GError **error)
{
  YipuScope scope = { product->roots, NULL };

  for (guint i = 0; i < render->shop->files->len; i++) {
    const YipuFileSpec *file = &g_array_index (render->shop->files, YipuFileSpec, i);
    g_autofree char *path = NULL;
    GBytes *page;

    if (file->kind != YIPU_FILE_SHEET)
      continue;
    path = yipu_expression_evaluate (file->name, &scope, error);
    page = path ? yipu_sheet_render (render->shop, file, path, product, error) : NULL;
    if (page == NULL)
      return FALSE;
    add_bytes (render, g_steal_pointer (&path), page, "text/html", product);
  }
  return TRUE;
}

/* The steps for the clerk, Chinese first; for Notepad, which wants a mark and CRLF. */
static void
add_steps (Render *render)
{
  char *const *const lists[] = { render->shop->steps_zh, render->shop->steps_en };
  const char *const names[] = { render->shop->name.zh, render->shop->name.en };
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");
  gsize length;

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++) {
    g_string_append_printf (text, "%s%s\r\n\r\n", l > 0 ? "\r\n" : "", names[l]);
    for (guint i = 0; lists[l][i]; i++)
      g_string_append_printf (text, "%u. %s\r\n", i + 1, lists[l][i]);
  }
  length = text->len;
  add_bytes (render, g_strdup (STEPS_FILE),
             g_bytes_new_take (g_string_free (g_steal_pointer (&text), FALSE), length),
             "text/plain", NULL);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(YipuShopFile *const *) a)->path, (*(YipuShopFile *const *) b)->path);
}

static gboolean
fill (Render *render, GError **error)
{
  g_autoptr (JsonObject) context =
      yipu_context_new_shop (render->shop, render->offers, render->release, error);

  if (context == NULL || !name_pictures (render, error) || !add_tables (render, context, error))
    return FALSE;
  for (guint i = 0; i < render->products->len; i++) {
    add_pictures (render, render->products->pdata[i]);
    if (!add_sheets (render, render->products->pdata[i], error))
      return FALSE;
  }
  add_steps (render);
  g_ptr_array_sort (render->files, compare_paths);
  return TRUE;
}

GPtrArray *
yipu_shop_render (const YipuShop *shop,
                  YipuOffers *offers,
                  const char *const *products,
                  const YipuShopRelease *release,
                  YipuPictureFunc picture,
                  gpointer picture_data,
                  const YipuProgress *progress,
                  GPtrArray *findings,
                  GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_product);
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_shop_file_free);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  Render render = { shop, offers, release, list, files, paths, findings };

  g_return_val_if_fail (shop != NULL && offers != NULL && products != NULL, NULL);
  if (!load_products (&render, products, error))
    return NULL;
  leave_out_twins (&render);
  if (!yipu_pictures_derive (shop, list, picture, picture_data, progress, findings, error))
    return NULL;
  drop_left_out (&render);
  return fill (&render, error) ? g_steal_pointer (&files) : NULL;
}
