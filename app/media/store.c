/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Media are written once and never changed. A medium's name is its hash, so writing it twice is
 * harmless and what is found altered may be replaced by what hashes right. */
#include "media/store.h"

#include <errno.h>
#include <fcntl.h>
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

#define PIECE (256 * 1024)

char *
yipu_media_path (const char *folder, const char *hash)
{
  guint8 bytes[YIPU_HASH_SIZE];

  g_return_val_if_fail (folder != NULL, NULL);
  return hash && yipu_hash_from_hex (hash, bytes) ? yipu_media_place (folder, hash) : NULL;
}

static gboolean
fail_missing (GError **error, const char *hash)
{
  g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING,
               _ ("The catalog does not hold the picture or sound %.8s any more. Add it again, or "
                  "fetch it from a backup."),
               hash ? hash : "");
  return FALSE;
}

static gboolean
fail_altered (GError **error, const char *hash)
{
  g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_ALTERED,
               _ ("The picture or sound %.8s is damaged on this disk. Add it again, or fetch it "
                  "from a backup, and look after the disk."),
               hash);
  return FALSE;
}

/* Makes the folder of @path, and its name durable in the folder above. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autoptr (GError) io = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return yipu_media_fail (error, folder);
  return yipu_durable_sync_folder (above, &io) ||
         yipu_media_fail_from (error, g_steal_pointer (&io));
}

static int
open_regular (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))) {
    close (fd);
    errno = ELOOP;
    return -1;
  }
  return fd;
}

/* Undo may bring back a record whose medium went to the trash meanwhile. */
static void
take_from_trash (const char *folder, const char *hash, const char *path)
{
  g_autofree char *trashed = yipu_media_place_trash (folder, hash);

  if (g_file_test (trashed, G_FILE_TEST_IS_REGULAR) && make_folder (path, NULL))
    g_rename (trashed, path);
}

int
yipu_media_open (const char *folder, const char *hash, GError **error)
{
  g_autofree char *path = yipu_media_path (folder, hash);
  int fd = -1;

  if (path) {
    fd = open_regular (path);
    if (fd < 0 && errno == ENOENT) {
      take_from_trash (folder, hash, path);
      fd = open_regular (path);
    }
  }
  if (fd < 0 && (!path || errno == ENOENT))
    fail_missing (error, hash);
  else if (fd < 0)
    yipu_media_fail (error, path);
  return fd;
}

/* Hashes what is left to read of @fd; with @file also writes it there. */
static char *
hash_descriptor (int fd, YipuDurable *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (YipuHash) hash = yipu_hash_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint8 digest[YIPU_HASH_SIZE];
  gssize n;

  while ((n = read (fd, piece, PIECE)) != 0) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
    yipu_hash_feed (hash, piece, (gsize) n);
    if (file && !yipu_durable_write (file, piece, (gsize) n, error))
      return NULL;
  }
  yipu_hash_end (hash, digest);
  return yipu_hash_to_hex (digest);
}

gboolean
yipu_media_verify (const char *folder, const char *hash, GCancellable *cancellable, GError **error)
{
  g_autofree char *found = NULL;
  g_autoptr (GError) io = NULL;
  int fd = yipu_media_open (folder, hash, error);

  if (fd < 0)
    return FALSE;
  found = hash_descriptor (fd, NULL, cancellable, &io);
  close (fd);
  if (!found)
    return yipu_media_fail_from (error, g_steal_pointer (&io));
  return strcmp (found, hash) == 0 || fail_altered (error, hash);
}

/* Copy, sync, read back by the temporary name, compare: only then the medium gets its name. */
static gboolean
write_verified (
    const char *path, const char *hash, int fd, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) io = NULL;
  g_autoptr (YipuDurable) file = yipu_durable_open (path, &io);
  g_autofree char *copied = NULL;
  g_autofree char *read_back = NULL;

  if (!file || lseek (fd, 0, SEEK_SET) != 0 ||
      !(copied = hash_descriptor (fd, file, cancellable, &io)) || !yipu_durable_sync (file, &io) ||
      !(read_back = yipu_hash_file (yipu_durable_get_path (file), cancellable, &io)))
    return io ? yipu_media_fail_from (error, g_steal_pointer (&io)) : yipu_media_fail (error, path);
  if (strcmp (copied, hash) != 0 || strcmp (read_back, hash) != 0)
    return fail_altered (error, hash);
  return yipu_durable_commit (file, &io) || yipu_media_fail_from (error, g_steal_pointer (&io));
}

gboolean
yipu_store_put (
    const char *folder, const char *hash, int fd, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = yipu_media_path (folder, hash);
  g_autofree char *parent = path ? g_path_get_dirname (path) : NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  if (yipu_media_verify (folder, hash, cancellable, NULL)) {
    /* As good as stored now: the sweep gives its record a day to come. */
    utime (path, NULL);
    return TRUE;
  }
  if (!make_folder (path, error))
    return FALSE;
  if (write_verified (path, hash, fd, cancellable, error))
    return TRUE;
  g_rmdir (parent);
  return FALSE;
}
