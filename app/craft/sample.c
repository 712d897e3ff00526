/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loading the sample: its pictures are stored first, then all records come in one edit, so that it
 * is there whole or not at all, and one undo takes it back. The file's shape is model.md's, "How
 * files load". */
#include <yipu/sample.h>

#include <glib/gi18n-lib.h>
#include <yipu/init.h>
#include <yipu/photo.h>

#include "base/hash.h"
#include "base/json.h"
#include "catalog/added.h"
#include "sample-private.h"

#define CATALOG "sample/catalog.json"
#define LOGO "sample/pictures/logo.svg"

/* The file, and its pictures as they were stored. */
typedef struct {
  JsonObject *root;
  GHashTable *photos; /* file name → YipuPhoto, owned */
} Sample;

static JsonArray *
list_pictures (JsonObject *root)
{
  return yipu_json_get_array (json_object_get_object_member (root, "pictures"), "list");
}

static gboolean
store_pictures (Sample *self, const char *folder, const YipuProgress *progress, GError **error)
{
  JsonArray *pictures = list_pictures (self->root);
  guint n = json_array_get_length (pictures);

  for (guint i = 0; i < n; i++) {
    JsonObject *picture = json_array_get_object_element (pictures, i);
    const char *file = yipu_json_get_text (picture, "file", "");
    g_autofree char *path = g_strconcat ("sample/pictures/", file, NULL);
    g_autoptr (GBytes) bytes = yipu_resource_load (path);
    YipuPhoto *photo;

    if (!yipu_progress_step (progress, i, error, _ ("Picture %u of %u"), i + 1, n))
      return FALSE;
    photo = yipu_photo_store_bytes (folder, bytes, file,
                                    progress != NULL ? progress->cancellable : NULL, error);
    if (photo == NULL)
      return FALSE;
    g_hash_table_insert (self->photos, (gpointer) file, photo);
  }
  return TRUE;
}

static gboolean
set_photo (YipuEdit *edit, const char *id, const YipuPhoto *photo, GError **error)
{
  return yipu_edit_set (edit, id, "hash", photo->hash, error) &&
         yipu_edit_set (edit, id, "kind", photo->kind, error) &&
         yipu_edit_set_int (edit, id, "bytes", photo->bytes, error) &&
         yipu_edit_set_int (edit, id, "width_px", photo->width, error) &&
         yipu_edit_set_int (edit, id, "height_px", photo->height, error);
}

static gboolean
add_pictures (YipuSampleFill *fill, const Sample *self, GError **error)
{
  static const YipuSampleRename renames[] = { { "file", "name" }, { NULL } };
  static const YipuSampleRename rights[] = { { "list", NULL }, { NULL } };
  JsonArray *pictures = list_pictures (self->root);

  for (guint i = 0; i < json_array_get_length (pictures); i++) {
    JsonObject *picture = json_array_get_object_element (pictures, i);
    const char *file = yipu_json_get_text (picture, "file", "");
    const char *id = yipu_sample_add (fill, "file", yipu_json_get_text (picture, "id", ""), error);

    if (id == NULL ||
        !set_photo (fill->edit, id, g_hash_table_lookup (self->photos, file), error) ||
        !yipu_sample_fill (fill, "file", id, picture, renames, error) ||
        !yipu_sample_fill (fill, "file", id, json_object_get_object_member (self->root, "pictures"),
                           rights, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_all (YipuEdit *edit, gpointer data, GError **error)
{
  const Sample *self = data;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  YipuSampleFill fill = { .edit = edit, .ids = ids };

  return add_pictures (&fill, self, error) && yipu_sample_add_people (&fill, self->root, error) &&
         yipu_sample_add_crafts (&fill, self->root, error) &&
         yipu_sample_add_products (&fill, self->root, error) &&
         yipu_sample_add_brand (&fill, self->root, error);
}

gboolean
yipu_sample_load (YipuCatalog *catalog, const YipuProgress *progress, GError **error)
{
  g_autoptr (GBytes) bytes = yipu_resource_load (CATALOG);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) photos =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yipu_photo_free);
  YipuProgress whole = progress != NULL ? *progress : (YipuProgress){ NULL };
  Sample sample = { .photos = photos };

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  root = yipu_json_parse (bytes, YIPU_JSON_MAX_BYTES, error);
  if (root == NULL)
    return FALSE;
  sample.root = json_node_get_object (root);
  whole.total = json_array_get_length (list_pictures (sample.root)) + 1;
  return store_pictures (&sample, yipu_catalog_get_folder (catalog), &whole, error) &&
         yipu_catalog_edit (catalog, N_ ("Load the sample"), add_all, &sample, error);
}

/* Id of the sample's mark where it is and is not removed: what tells that the sample is here. */
static char *
find_logo (YipuReader *reader)
{
  g_autoptr (GBytes) bytes = yipu_resource_load (LOGO);
  guint8 hash[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL;
  g_autoptr (GPtrArray) files = NULL;

  yipu_hash_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), hash);
  hex = yipu_hash_to_hex (hash);
  files = yipu_reader_list (reader, "file", "hash", hex, NULL);
  if (files == NULL || files->len == 0)
    return NULL;
  return g_strdup (yipu_record_get_id (files->pdata[0]));
}

gboolean
yipu_sample_is_loaded (YipuReader *reader)
{
  g_autofree char *logo = NULL;

  g_return_val_if_fail (reader != NULL, FALSE);
  logo = find_logo (reader);
  return logo != NULL;
}

static gboolean
remove_all (YipuEdit *edit, gpointer data, GError **error)
{
  YipuReader *reader = yipu_edit_get_reader (edit);
  g_autoptr (GPtrArray) ids = yipu_reader_list_added_with (reader, data, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!yipu_edit_remove (edit, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
yipu_sample_remove (YipuCatalog *catalog, GError **error)
{
  g_autoptr (YipuReader) reader = NULL;
  g_autofree char *logo = NULL;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  reader = yipu_catalog_open_reader (catalog, error);
  if (reader == NULL)
    return FALSE;
  logo = find_logo (reader);
  return logo == NULL ||
         yipu_catalog_edit (catalog, N_ ("Remove the sample"), remove_all, logo, error);
}
