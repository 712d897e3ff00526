/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photo into a catalog: stored, then named by a record. */
#include <yipu/photo.h>

#include <glib/gi18n-lib.h>

#include "media/record.h"

typedef struct {
  const YipuPhoto *photo;
  const char *name;
  char *id;
} Adding;

static gboolean
add_record (YipuEdit *edit, gpointer data, GError **error)
{
  Adding *adding = data;

  adding->id = yipu_file_ensure (edit, adding->photo, adding->name, error);
  return adding->id != NULL;
}

gboolean
yipu_photo_check_writable (YipuCatalog *catalog, GError **error)
{
  if (!yipu_catalog_is_read_only (catalog))
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY,
               _ ("The catalog “%s” is open for reading only: no photo can be added."),
               yipu_catalog_get_name (catalog));
  return FALSE;
}

static char *
record (YipuCatalog *catalog, YipuPhoto *stored, const char *name, GError **error)
{
  g_autoptr (YipuPhoto) photo = stored;
  Adding adding = { .photo = photo, .name = name };

  if (!photo)
    return NULL;
  if (yipu_catalog_edit (catalog, N_ ("Add a photo"), add_record, &adding, error))
    return adding.id;
  g_free (adding.id);
  return NULL;
}

char *
yipu_photo_add (YipuCatalog *catalog, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog) && path != NULL, NULL);
  if (!yipu_photo_check_writable (catalog, error))
    return NULL;
  name = g_filename_display_basename (path);
  return record (catalog,
                 yipu_photo_store (yipu_catalog_get_folder (catalog), path, cancellable, error),
                 name, error);
}

char *
yipu_photo_add_bytes (YipuCatalog *catalog,
                      GBytes *bytes,
                      const char *name,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (catalog) && bytes != NULL, NULL);
  if (!yipu_photo_check_writable (catalog, error))
    return NULL;
  return record (
      catalog,
      yipu_photo_store_bytes (yipu_catalog_get_folder (catalog), bytes, name, cancellable, error),
      name, error);
}
