/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checking a backup against its manifest: both ways, every byte, entry by entry as they come. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/archive.h"
#include "base/hash.h"
#include "catalog/backup-private.h"

#define CHUNK 65536
#define MANIFEST_MAX (64 * 1024 * 1024)

typedef struct {
  YipuArchive *archive;
  const char *path;
  GHashTable *files; /* entry → SHA-256, both owned; taken out as they are met */
} Checking;

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_NOT_A_BACKUP,
               _ ("“%s” is no whole backup of Yipu (%s)."), name, why);
  return FALSE;
}

static gboolean
damaged (GError **error, const char *entry)
{
  g_set_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_DAMAGED,
               _ ("In the backup “%s” is not what it was; take an older one."), entry);
  return FALSE;
}

/* Text of the next entry, which must be @name; NULL with @error set. */
static char *
read_text (Checking *self, const char *name, GError **error)
{
  const YipuArchiveEntry *entry = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[CHUNK];
  gssize n;

  if (!yipu_archive_next (self->archive, &entry, error))
    return NULL;
  if (entry == NULL || !g_str_equal (entry->name, name)) {
    refuse (error, self->path, _ ("it does not begin as one"));
    return NULL;
  }
  while ((n = yipu_archive_read (self->archive, buffer, sizeof buffer, error)) > 0) {
    g_string_append_len (text, buffer, n);
    if (text->len > MANIFEST_MAX) {
      refuse (error, self->path, _ ("its manifest is too large"));
      return NULL;
    }
  }
  return n == 0 ? g_strndup (text->str, text->len) : NULL;
}

/* "SHA-256  ENTRY"; a medium's name is its hash. */
static gboolean
note_line (Checking *self, const char *line)
{
  g_autofree char *hash = g_strndup (line, 64);
  const char *entry = strlen (line) > 66 ? line + 66 : "";
  g_autofree char *own = yipu_backup_entry_hash (entry);
  guint8 bytes[YIPU_HASH_SIZE];

  if (!yipu_hash_from_hex (hash, bytes) || strncmp (line + 64, "  ", 2) != 0 ||
      (!g_str_equal (entry, YIPU_BACKUP_DATABASE) && g_strcmp0 (own, hash) != 0))
    return FALSE;
  return g_hash_table_insert (self->files, g_strdup (entry), g_steal_pointer (&hash));
}

static gboolean
read_manifest (Checking *self, GError **error)
{
  g_autofree char *head = read_text (self, YIPU_BACKUP_HEAD, error);
  g_autofree char *manifest = NULL;
  g_auto (GStrv) lines = NULL;

  if (head == NULL)
    return FALSE;
  if (!g_str_has_prefix (head, YIPU_BACKUP_FIRST_LINE))
    return refuse (error, self->path, _ ("another version of Yipu made it"));
  manifest = read_text (self, YIPU_BACKUP_MANIFEST, error);
  if (manifest == NULL)
    return FALSE;
  lines = g_strsplit (manifest, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!note_line (self, lines[i]))
      return refuse (error, self->path, _ ("its manifest is damaged"));
  return g_hash_table_contains (self->files, YIPU_BACKUP_DATABASE) ||
         refuse (error, self->path, _ ("there is no catalog in it"));
}

static gboolean
check_entry (Checking *self, const char *name, GError **error)
{
  const char *expected = g_hash_table_lookup (self->files, name);
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL;
  char buffer[CHUNK];
  gssize n;

  if (expected == NULL)
    return refuse (error, self->path, _ ("it holds what its manifest does not name"));
  while ((n = yipu_archive_read (self->archive, buffer, sizeof buffer, error)) > 0)
    yipu_hash_feed (hash, buffer, (gsize) n);
  if (n < 0)
    return FALSE;
  yipu_hash_end (hash, digest);
  hex = yipu_hash_to_hex (digest);
  if (!g_str_equal (hex, expected))
    return damaged (error, name);
  g_hash_table_remove (self->files, name);
  return TRUE;
}

static gboolean
check_entries (Checking *self, const YipuProgress *progress, GError **error)
{
  const YipuArchiveEntry *entry = NULL;
  guint n = g_hash_table_size (self->files);
  GHashTableIter iter;
  gpointer name;

  for (guint i = 1;; i++) {
    if (!yipu_progress_step (progress, MIN (i, n), error, _ ("Checking file %u of %u"), MIN (i, n),
                             n) ||
        !yipu_archive_next (self->archive, &entry, error))
      return FALSE;
    if (entry == NULL)
      break;
    if (!entry->folder && !check_entry (self, entry->name, error))
      return FALSE;
  }
  g_hash_table_iter_init (&iter, self->files);
  return !g_hash_table_iter_next (&iter, &name, NULL) || damaged (error, name);
}

/* What the zip's reader says, in this module's words. */
static gboolean
translate (GError **error, const char *path, GError *local)
{
  g_autoptr (GError) owned = local;

  if (owned->domain == YIPU_BACKUP_ERROR ||
      g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&owned));
    return FALSE;
  }
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return refuse (error, path, owned->message);
  g_set_error_literal (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_READ, owned->message);
  return FALSE;
}

gboolean
yipu_backup_check (const char *path, const YipuProgress *progress, GError **error)
{
  GError *local = NULL;
  g_autoptr (YipuArchive) archive =
      yipu_archive_open (path, progress != NULL ? progress->cancellable : NULL, &local);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Checking checking = { archive, path, files };

  if (archive != NULL && read_manifest (&checking, &local) &&
      check_entries (&checking, progress, &local))
    return TRUE;
  return translate (error, path, local);
}
