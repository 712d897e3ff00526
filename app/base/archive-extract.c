/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Unpacking a zip we did not make: into a fresh folder, each part of each name opened below the
 * folder before it and never through a link, so that nothing lands anywhere else. */
#define G_LOG_DOMAIN "yipu-base"
#include "base/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256 * 1024)

typedef struct {
  YipuArchive *archive;
  int root;
  GHashTable *files; /* folded names of files, owned */
  const YipuProgress *progress;
  guint8 *piece;
} Extract;

static gboolean
fail (const char *name, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", name,
               g_strerror (saved));
  return FALSE;
}

/* Opens, and makes where it is missing, the folder that is to hold the last of @parts, or all of
 * them for a folder. -1 with @error set. */
static int
open_parent (int root, char **parts, guint n, const char *name, GError **error)
{
  int folder = fcntl (root, F_DUPFD_CLOEXEC, 3);

  for (guint i = 0; i < n && folder >= 0; i++) {
    int made = mkdirat (folder, parts[i], 0700);
    int next = made == 0 || errno == EEXIST
                   ? openat (folder, parts[i], O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                   : -1;
    int saved = errno;

    close (folder);
    errno = saved;
    folder = next;
  }
  if (folder < 0)
    fail (name, error);
  return folder;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length, const char *name, GError **error)
{
  while (length > 0) {
    gssize n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (name, error);
    data += n;
    length -= (gsize) n;
  }
  return TRUE;
}

static gboolean
extract_data (Extract *self, int fd, const char *name, GError **error)
{
  for (;;) {
    gssize n = yipu_archive_read (self->archive, self->piece, PIECE, error);

    if (n <= 0)
      return n == 0;
    if (!write_all (fd, self->piece, (gsize) n, name, error) ||
        !yipu_progress_step (self->progress, yipu_archive_get_taken (self->archive), error,
                             _ ("Unpacking %s"), name))
      return FALSE;
  }
}

static gboolean
extract_file (Extract *self, int parent, const char *part, const char *name, GError **error)
{
  int fd = openat (parent, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd < 0)
    return fail (name, error);
  ok = extract_data (self, fd, name, error);
  return (close (fd) == 0 || !ok || fail (name, error)) && ok;
}

static gboolean
refuse_name (const char *name, const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _ ("“%s” is not unpacked: %s."),
               name, why);
  return FALSE;
}

static gboolean
extract_entry (Extract *self, const YipuArchiveEntry *entry, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (entry->name, "/", -1);
  guint n = g_strv_length (parts);
  const char *why = NULL;
  int parent;
  gboolean ok;

  if (yipu_archive_judge_name (entry->name, &why) != YIPU_NAME_GOOD)
    return refuse_name (entry->name, why, error);
  if (!entry->folder && !g_hash_table_add (self->files, yipu_archive_fold_name (entry->name)))
    return refuse_name (entry->name, _ ("that name is there already"), error);
  parent = open_parent (self->root, parts, entry->folder ? n : n - 1, entry->name, error);
  if (parent < 0)
    return FALSE;
  ok = entry->folder || extract_file (self, parent, parts[n - 1], entry->name, error);
  close (parent);
  return ok;
}

static gboolean
extract_all (Extract *self, GError **error)
{
  const YipuArchiveEntry *entry;

  do {
    if (!yipu_archive_next (self->archive, &entry, error) ||
        (entry && !extract_entry (self, entry, error)))
      return FALSE;
  } while (entry);
  return syncfs (self->root) == 0 || fail ("", error);
}

gboolean
yipu_archive_extract (const char *path,
                      const char *folder,
                      const YipuProgress *progress,
                      GError **error)
{
  g_autoptr (YipuArchive) archive =
      yipu_archive_open (path, progress ? progress->cancellable : NULL, error);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint8 *piece = g_malloc (PIECE);
  Extract self = { .archive = archive, .files = files, .progress = progress, .piece = piece };
  gboolean ok;

  if (!archive)
    return FALSE;
  if (mkdir (folder, 0700) != 0)
    return fail (folder, error);
  self.root = open (folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  ok = self.root >= 0 ? extract_all (&self, error) : fail (folder, error);
  if (self.root >= 0)
    close (self.root);
  if (!ok)
    yipu_archive_remove_folder (folder, NULL);
  return ok;
}

static int
remove_one (const char *path, const struct stat *status, int type, struct FTW *place)
{
  return remove (path);
}

gboolean
yipu_archive_remove_folder (const char *folder, GError **error)
{
  return nftw (folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 || fail (folder, error);
}
