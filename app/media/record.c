/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One `file` record a medium: looked for inside the edit that would add it, on the writer thread,
 * so that two imports at once cannot both miss it. */
#include "media/record.h"

static char *
find (YipuEdit *edit, const char *hash, GError **error)
{
  g_autoptr (GPtrArray) records =
      yipu_reader_list (yipu_edit_get_reader (edit), "file", "hash", hash, error);

  if (!records || records->len == 0)
    return NULL;
  return g_strdup (yipu_record_get_id (records->pdata[0]));
}

static gboolean
fill (YipuEdit *edit, const char *id, const YipuPhoto *photo, const char *name, GError **error)
{
  return yipu_edit_set (edit, id, "hash", photo->hash, error) &&
         yipu_edit_set (edit, id, "kind", photo->kind, error) &&
         (!name || yipu_edit_set (edit, id, "name", name, error)) &&
         yipu_edit_set_int (edit, id, "bytes", photo->bytes, error) &&
         yipu_edit_set_int (edit, id, "width_px", photo->width, error) &&
         yipu_edit_set_int (edit, id, "height_px", photo->height, error) &&
         (!photo->taken_on || yipu_edit_set (edit, id, "taken_on", photo->taken_on, error));
}

char *
yipu_file_ensure (YipuEdit *edit, const YipuPhoto *photo, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *found = find (edit, photo->hash, &reason);
  const char *id;

  if (found)
    return g_steal_pointer (&found);
  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  id = yipu_edit_add (edit, "file", NULL, error);
  return id && fill (edit, id, photo, name, error) ? g_strdup (id) : NULL;
}
