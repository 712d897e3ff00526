/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sweeping: media that no record names lie in the trash for 30 days before they go. Removed records
 * name their media still, since undo brings them back; what a crash left behind, or an import that
 * was cancelled, is named by none. The day's grace keeps off a medium that is stored at this moment
 * and whose record is about to be written. */
#include <yipu/media.h>

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "base/durable.h"
#include "base/hash.h"
#include "base/media-place.h"
#include "media/error.h"
#include "media/record.h"

#define DAY (24 * 60 * 60)
#define TRASH_DAYS 30

typedef struct {
  const char *folder;
  gint64 now;
  GHashTable *named; /* set of hashes, owned */
  GCancellable *cancellable;
  YipuMediaSwept swept;
} Sweep;

static gboolean
note_file (const char *kind, const char *id, gpointer data)
{
  if (strcmp (kind, "file") == 0)
    g_ptr_array_add (data, g_strdup (id));
  return TRUE;
}

/* The hashes of all `file` records, those removed too. */
static gboolean
read_named (Sweep *sweep, YipuCatalog *catalog, GError **error)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (catalog, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean rebuild;

  if (!reader || !yipu_reader_begin (reader, error))
    return FALSE;
  if (!yipu_reader_touched_since (reader, 0, NULL, note_file, ids, &rebuild, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (YipuRecord) file = yipu_reader_get (reader, "file", ids->pdata[i], &reason);
    const char *hash = file ? yipu_record_get (file, "hash") : NULL;
    if (hash)
      g_hash_table_add (sweep->named, g_strdup (hash));
    if (!file && !g_error_matches (reason, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  }
  yipu_reader_end (reader);
  return TRUE;
}

static gboolean
delete_file (const char *path, guint *count, GError **error)
{
  if (g_unlink (path) != 0 && errno != ENOENT)
    return yipu_media_fail (error, path);
  ++*count;
  return TRUE;
}

static gboolean
put_into_trash (Sweep *sweep, const char *path, const char *hash, GError **error)
{
  g_autofree char *trashed = yipu_media_place_trash (sweep->folder, hash);
  g_autofree char *trash = g_path_get_dirname (trashed);
  struct utimbuf now = { sweep->now, sweep->now };

  /* The time of change says since when it lies there. */
  if (g_mkdir_with_parents (trash, 0700) != 0 || utime (path, &now) != 0 ||
      g_rename (path, trashed) != 0)
    return yipu_media_fail (error, path);
  sweep->swept.to_trash++;
  return TRUE;
}

static gboolean
sweep_medium (Sweep *sweep, const char *path, const char *hash, GError **error)
{
  guint8 digest[YIPU_HASH_SIZE];
  GStatBuf status;

  if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      status.st_mtime > sweep->now - DAY)
    return TRUE;
  if (yipu_durable_is_temporary (path))
    return delete_file (path, &sweep->swept.parts, error);
  if (!yipu_hash_from_hex (hash, digest) || g_hash_table_contains (sweep->named, hash))
    return TRUE;
  return put_into_trash (sweep, path, hash, error);
}

/* FOLDER/media/ab: the folder's name is the first byte of the hashes in it. */
static gboolean
sweep_folder (Sweep *sweep, const char *path, const char *start, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *medium = g_build_filename (path, name, NULL);
    g_autofree char *hash = g_strconcat (start, name, NULL);
    if (g_cancellable_set_error_if_cancelled (sweep->cancellable, error) ||
        !sweep_medium (sweep, medium, hash, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
sweep_media (Sweep *sweep, GError **error)
{
  g_autofree char *media = g_build_filename (sweep->folder, "media", NULL);
  g_autoptr (GDir) dir = g_dir_open (media, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (media, name, NULL);
    if (!sweep_folder (sweep, path, name, error))
      return FALSE;
    g_rmdir (path);
  }
  return TRUE;
}

static gboolean
empty_trash (Sweep *sweep, GError **error)
{
  g_autofree char *trash = g_build_filename (sweep->folder, "trash", NULL);
  g_autoptr (GDir) dir = g_dir_open (trash, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (trash, name, NULL);
    GStatBuf status;
    if (g_cancellable_set_error_if_cancelled (sweep->cancellable, error))
      return FALSE;
    if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
        status.st_mtime <= sweep->now - TRASH_DAYS * DAY &&
        !g_hash_table_contains (sweep->named, name) &&
        !delete_file (path, &sweep->swept.deleted, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yipu_media_sweep (YipuCatalog *catalog,
                  gint64 now,
                  YipuMediaSwept *swept,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sweep sweep = { .now = now, .named = named, .cancellable = cancellable };

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  if (!yipu_photo_check_writable (catalog, error))
    return FALSE;
  sweep.folder = yipu_catalog_get_folder (catalog);
  if (!read_named (&sweep, catalog, error) || !sweep_media (&sweep, error) ||
      !empty_trash (&sweep, error))
    return FALSE;
  if (swept)
    *swept = sweep.swept;
  return TRUE;
}
