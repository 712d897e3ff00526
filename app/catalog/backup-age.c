/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a backup was last made, and where: a note in the user's data folder, one group a catalog. */
#include "backup-private.h"

#include "base/durable.h"

static char *
notes_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "yipu", "backups.ini", NULL);
}

static GKeyFile *
read_notes (void)
{
  g_autofree char *path = notes_path ();
  GKeyFile *notes = g_key_file_new ();

  g_key_file_load_from_file (notes, path, G_KEY_FILE_NONE, NULL);
  return notes;
}

/* That the note cannot be written is no reason to call the backup failed. */
void
yipu_backup_remember (const char *catalog, const char *path, gint64 now)
{
  g_autoptr (GKeyFile) notes = read_notes ();
  g_autofree char *file = notes_path ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_int64 (notes, catalog, "time", now);
  g_key_file_set_string (notes, catalog, "path", absolute);
  text = g_key_file_to_data (notes, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  yipu_durable_save (file, text, length, NULL);
}

gint64
yipu_backup_get_newest (YipuCatalog *catalog, char **path)
{
  g_autoptr (GKeyFile) notes = NULL;
  const char *id;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), 0);
  notes = read_notes ();
  id = yipu_catalog_get_id (catalog);
  if (path != NULL)
    *path = g_key_file_get_string (notes, id, "path", NULL);
  return g_key_file_get_int64 (notes, id, "time", NULL);
}
