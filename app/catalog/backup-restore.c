/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Restoring: checked as a whole first, then unpacked into a fresh folder beside the wanted one,
 * opened as a catalog that came from elsewhere, and renamed. The new folder is a new replica by
 * itself, since the identity is kept by path and database file (replica.c). */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/archive.h"
#include "base/durable.h"
#include "catalog/backup-private.h"

static gboolean
fail (GError **error, YipuBackupError code, const char *format, const char *folder)
{
  g_autofree char *name = g_filename_display_basename (folder);

  if (error != NULL && *error != NULL)
    g_clear_error (error);
  g_set_error (error, YIPU_BACKUP_ERROR, (int) code, "%s: %s", name, format);
  return FALSE;
}

/* The unpacked catalog is opened as any foreign one: schema, ids, structure. */
static gboolean
check_unpacked (const char *folder, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuCatalog) catalog = yipu_catalog_open (folder, YIPU_OPEN_READ_ONLY, &local);

  if (catalog != NULL)
    return TRUE;
  g_set_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_DAMAGED,
               _ ("The catalog in this backup cannot be opened (%s)."), local->message);
  return FALSE;
}

/* Only catalog.db and media/ stay; what described the backup has done its work. */
static gboolean
tidy (const char *folder, GError **error)
{
  g_autofree char *head = g_build_filename (folder, YIPU_BACKUP_HEAD, NULL);
  g_autofree char *manifest = g_build_filename (folder, YIPU_BACKUP_MANIFEST, NULL);
  g_autofree char *media = g_build_filename (folder, "media", NULL);

  g_unlink (head);
  g_unlink (manifest);
  g_mkdir (media, 0700);
  return yipu_durable_sync_folder (folder, error);
}

static gboolean
move_into_place (const char *temporary, const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_rename (temporary, folder) != 0)
    return fail (error, YIPU_BACKUP_ERROR_WRITE, g_strerror (errno), folder);
  return yipu_durable_sync_folder (parent, error);
}

static gboolean
unpack (const char *path,
        const char *temporary,
        const char *folder,
        const YipuProgress *progress,
        GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!yipu_archive_extract (path, temporary, progress, &local)) {
    if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    return fail (error, YIPU_BACKUP_ERROR_WRITE, local->message, folder);
  }
  return check_unpacked (temporary, error) && tidy (temporary, error) &&
         move_into_place (temporary, folder, error);
}

gboolean
yipu_backup_restore (const char *path,
                     const char *folder,
                     const YipuProgress *progress,
                     GError **error)
{
  g_autofree char *canonical = NULL;
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);
  canonical = g_canonicalize_filename (folder, NULL);
  if (g_file_test (canonical, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return fail (error, YIPU_BACKUP_ERROR_EXISTS,
                 _ ("there is something of this name already; choose another."), canonical);
  if (!yipu_backup_check (path, progress, error))
    return FALSE;
  temporary = g_strconcat (canonical, ".restore.part", NULL);
  yipu_archive_remove_folder (temporary, NULL);
  if (unpack (path, temporary, canonical, progress, error))
    return TRUE;
  yipu_archive_remove_folder (temporary, NULL);
  return FALSE;
}
