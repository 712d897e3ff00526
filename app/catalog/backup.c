/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a backup: one zip of a head, a manifest, catalog.db and the media. The manifest names
 * every entry after it with its SHA-256, so that restoring trusts nothing else, and anybody can
 * check a backup with unzip and sha256sum. */
#include <yipu/backup.h>

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/archive.h"
#include "base/hash.h"
#include "catalog/backup-private.h"
#include "catalog/catalog-private.h"
#include "catalog/copy.h"

#define CHUNK 65536

G_DEFINE_QUARK (yipu_backup_error, yipu_backup_error)

/* One backup being made. */
typedef struct {
  YipuCatalog *catalog;
  char *database;   /* the copy, beside the backup */
  GPtrArray *media; /* of char *, owned: "media/ab/cdef…", sorted, each checked */
  GPtrArray *findings;
  YipuProgress progress;
} Backup;

static void
backup_clear (Backup *self)
{
  if (self->database != NULL)
    g_unlink (self->database);
  g_clear_pointer (&self->database, g_free);
  g_clear_pointer (&self->media, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Backup, backup_clear)

static gboolean
fail_write (GError **error, const char *path, const char *why)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_WRITE,
               _ ("The backup “%s” cannot be written (%s). Is there room on the disk?"), name, why);
  return FALSE;
}

char *
yipu_backup_entry_hash (const char *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry, "/", -1);
  g_autofree char *hash = NULL;
  guint8 bytes[YIPU_HASH_SIZE];

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], "media") || strlen (parts[1]) != 2)
    return NULL;
  hash = g_strconcat (parts[1], parts[2], NULL);
  return yipu_hash_from_hex (hash, bytes) ? g_steal_pointer (&hash) : NULL;
}

/* Whether the medium is what its name says. */
static gboolean
is_whole (Backup *self, const char *path, const char *hash)
{
  g_autofree char *found = yipu_hash_file (path, self->progress.cancellable, NULL);

  return g_strcmp0 (found, hash) == 0;
}

/* A damaged medium is left out and told, or is an error where nobody asked to be told. */
static gboolean
tell_damaged (Backup *self, const char *hash, GError **error)
{
  g_autofree char *message = g_strdup_printf (
      _ ("The file %.12s… is not what it was; the backup does without it. Add it again."), hash);

  if (self->findings == NULL) {
    g_set_error_literal (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_DAMAGED, message);
    return FALSE;
  }
  g_ptr_array_add (self->findings, yipu_finding_new (YIPU_SEVERITY_BLOCK, "backup.medium", "file",
                                                     NULL, "hash", "%s", message));
  return TRUE;
}

static gboolean
add_medium (Backup *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *entry = g_strdup_printf ("media/%s/%s", folder, name);
  g_autofree char *hash = yipu_backup_entry_hash (entry);
  g_autofree char *path = g_build_filename (yipu_catalog_get_folder (self->catalog), entry, NULL);

  if (hash == NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->progress.cancellable, error))
    return FALSE;
  if (!is_whole (self, path, hash)) {
    if (g_cancellable_set_error_if_cancelled (self->progress.cancellable, error))
      return FALSE;
    return tell_damaged (self, hash, error);
  }
  g_ptr_array_add (self->media, g_steal_pointer (&entry));
  return TRUE;
}

static gboolean
add_folder (Backup *self, const char *media, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (media, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!add_medium (self, folder, name, error))
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Every medium in the catalog's folder, each read and hashed. */
static gboolean
collect_media (Backup *self, GError **error)
{
  g_autofree char *media =
      g_build_filename (yipu_catalog_get_folder (self->catalog), "media", NULL);
  g_autoptr (GDir) dir = g_dir_open (media, 0, NULL);
  const char *name;

  if (!yipu_progress_step (&self->progress, 0, error, _ ("Checking photos and papers")))
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!add_folder (self, media, name, error))
      return FALSE;
  g_ptr_array_sort (self->media, compare_names);
  return TRUE;
}

/* "SHA-256  ENTRY" a line, as sha256sum -c takes it. */
static char *
make_manifest (Backup *self, GError **error)
{
  g_autofree char *hash = yipu_hash_file (self->database, self->progress.cancellable, error);
  GString *manifest;

  if (hash == NULL)
    return NULL;
  manifest = g_string_new (NULL);
  g_string_append_printf (manifest, "%s  %s\n", hash, YIPU_BACKUP_DATABASE);
  for (guint i = 0; i < self->media->len; i++) {
    g_autofree char *own = yipu_backup_entry_hash (self->media->pdata[i]);

    g_string_append_printf (manifest, "%s  %s\n", own, (char *) self->media->pdata[i]);
  }
  return g_string_free (manifest, FALSE);
}

static gboolean
add_text (YipuZip *zip, const char *entry, const char *text, GError **error)
{
  return yipu_zip_add (zip, entry, text, strlen (text), FALSE, error);
}

/* What it is, and whose, for whoever finds it on a stick. */
static gboolean
add_head (Backup *self, YipuZip *zip, GError **error)
{
  g_autofree char *head =
      g_strdup_printf ("%scatalog: %s\nname: %s\n", YIPU_BACKUP_FIRST_LINE,
                       yipu_catalog_get_id (self->catalog), yipu_catalog_get_name (self->catalog));

  return add_text (zip, YIPU_BACKUP_HEAD, head, error);
}

static gboolean
copy_entry (Backup *self, YipuZip *zip, const char *entry, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (file, self->progress.cancellable, error);
  g_autofree char *buffer = g_malloc (CHUNK);
  gssize n;

  if (in == NULL || !yipu_zip_begin (zip, entry, FALSE, error))
    return FALSE;
  while ((n = g_input_stream_read (G_INPUT_STREAM (in), buffer, CHUNK, self->progress.cancellable,
                                   error)) > 0)
    if (!yipu_zip_write (zip, buffer, (gsize) n, error))
      return FALSE;
  return n == 0 && yipu_zip_end (zip, error);
}

static gboolean
copy_media (Backup *self, YipuZip *zip, GError **error)
{
  for (guint i = 0; i < self->media->len; i++) {
    g_autofree char *path =
        g_build_filename (yipu_catalog_get_folder (self->catalog), self->media->pdata[i], NULL);

    if (!yipu_progress_step (&self->progress, i + 1, error, _ ("File %u of %u"), i + 1,
                             self->media->len) ||
        !copy_entry (self, zip, self->media->pdata[i], path, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_zip (Backup *self, YipuDurable *file, GError **error)
{
  g_autoptr (YipuZip) zip = yipu_zip_new (file);
  g_autofree char *manifest = make_manifest (self, error);

  return manifest != NULL && add_head (self, zip, error) &&
         add_text (zip, YIPU_BACKUP_MANIFEST, manifest, error) &&
         copy_entry (self, zip, YIPU_BACKUP_DATABASE, self->database, error) &&
         copy_media (self, zip, error) && yipu_zip_finish (zip, error);
}

/* Checked once more as it lies there, before it takes the old one's place. */
static gboolean
check_zip (Backup *self, YipuDurable *file, GError **error)
{
  return yipu_durable_sync (file, error) &&
         yipu_backup_check (yipu_durable_get_path (file), &self->progress, error);
}

static gboolean
make (Backup *self, const char *path, GError **error)
{
  g_autoptr (YipuDurable) file = NULL;
  g_autoptr (GError) local = NULL;

  file = yipu_durable_open (path, &local);
  if (file == NULL)
    return fail_write (error, path, local->message);
  self->database = g_strconcat (path, ".database.part", NULL);
  g_unlink (self->database);
  if (!collect_media (self, error) ||
      !yipu_catalog_copy_database (self->catalog, self->database, error))
    return FALSE;
  self->progress.total = self->media->len + 1;
  if (write_zip (self, file, &local) && check_zip (self, file, &local) &&
      yipu_durable_commit (file, &local))
    return TRUE;
  if (local->domain == YIPU_BACKUP_ERROR ||
      g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return fail_write (error, path, local->message);
}

gboolean
yipu_backup_save (YipuCatalog *catalog,
                  const char *path,
                  const YipuProgress *progress,
                  GPtrArray *findings,
                  GError **error)
{
  g_auto (Backup) backup = { .catalog = catalog, .findings = findings };

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  backup.media = g_ptr_array_new_with_free_func (g_free);
  if (progress != NULL)
    backup.progress = *progress;
  if (!make (&backup, path, error))
    return FALSE;
  yipu_backup_remember (yipu_catalog_get_id (catalog), path, yipu_catalog_now (catalog));
  return TRUE;
}
