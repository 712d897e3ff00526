/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photo comes in: header, limits, one decode that finds damage and makes the small usual sizes,
 * then the copy. What is decoded and what is stored are the same bytes: the hash is taken before
 * the decode and compared after the copy. */
#include <yipu/photo.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "media/cache.h"
#include "media/error.h"
#include "media/store.h"

void
yipu_photo_free (YipuPhoto *photo)
{
  g_free (photo->hash);
  g_free (photo->taken_on);
  g_free (photo);
}

static YipuPhoto *
photo_new (const YipuHeader *header)
{
  YipuPhoto *photo = g_new0 (YipuPhoto, 1);

  photo->kind = header->format == YIPU_FORMAT_SVG ? "drawing" : "photo";
  photo->mime = yipu_format_mime (header->format);
  photo->bytes = header->bytes;
  photo->width = header->width;
  photo->height = header->height;
  photo->taken_on = *header->taken_on ? g_strdup (header->taken_on) : NULL;
  return photo;
}

/* Only regular files: a pipe would let us wait for ever. */
static int
open_source (const char *path, GError **error)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0) {
    yipu_media_fail (error, path);
    return -1;
  }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    return fd;
  close (fd);
  g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT,
                       _ ("This is no file but a folder or a device. Choose a photo."));
  return -1;
}

/* What was pasted, as a file without a name. */
static int
open_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int fd = memfd_create ("yipu", MFD_CLOEXEC);

  while (fd >= 0 && length > 0) {
    gssize n = write (fd, data, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      yipu_media_fail (error, "memory");
      close (fd);
      return -1;
    }
    data += n;
    length -= (gsize) n;
  }
  if (fd < 0)
    yipu_media_fail (error, "memory");
  return fd;
}

static gboolean
is_named_svg (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name ? name : "", -1);

  return g_str_has_suffix (lower, ".svg");
}

static gboolean
check (int fd, const char *name, YipuHeader *header, GError **error)
{
  if (!yipu_decode_header (fd, header, error))
    return FALSE;
  if (header->format != YIPU_FORMAT_SVG || is_named_svg (name))
    return TRUE;
  g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT,
                       _ ("This is a drawing under the name of a photo. If you trust it, give it a "
                          "name that ends in .svg and add it again."));
  return FALSE;
}

static char *
hash_source (int fd, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) io = NULL;
  char *hash = yipu_hash_file (path, cancellable, &io);

  if (!hash)
    yipu_media_fail_from (error, g_steal_pointer (&io));
  return hash;
}

static void
keep_usual (const char *hash, const YipuRendered *rendered)
{
  guint n_usual;
  const YipuPictureSpec *usual = yipu_cache_usual (&n_usual);

  for (guint i = 0; i < n_usual; i++) {
    YipuPicture *kept = yipu_cache_put (hash, &usual[i], &rendered[i], NULL);
    g_clear_pointer (&kept, yipu_picture_free);
  }
}

/* The decode that finds damage bears fruit: the usual sizes, kept once the photo is. */
static gboolean
decode_and_put (
    const char *folder, const char *hash, int fd, GCancellable *cancellable, GError **error)
{
  guint n_usual;
  const YipuPictureSpec *usual = yipu_cache_usual (&n_usual);
  g_autofree YipuRendered *rendered = g_new0 (YipuRendered, n_usual);
  gboolean ok;

  if (!yipu_decode_render (fd, usual, n_usual, rendered, cancellable, error))
    return FALSE;
  ok = yipu_store_put (folder, hash, fd, cancellable, error);
  if (ok)
    keep_usual (hash, rendered);
  for (guint i = 0; i < n_usual; i++)
    yipu_rendered_clear (&rendered[i]);
  return ok;
}

static YipuPhoto *
store (const char *folder, int fd, const char *name, GCancellable *cancellable, GError **error)
{
  YipuHeader header;
  g_autofree char *hash = NULL;
  YipuPhoto *photo;

  if (!check (fd, name, &header, error) || !(hash = hash_source (fd, cancellable, error)) ||
      !decode_and_put (folder, hash, fd, cancellable, error))
    return NULL;
  photo = photo_new (&header);
  photo->hash = g_steal_pointer (&hash);
  return photo;
}

YipuPhoto *
yipu_photo_check (const char *path, GError **error)
{
  YipuHeader header;
  gboolean ok;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  fd = open_source (path, error);
  if (fd < 0)
    return NULL;
  ok = check (fd, path, &header, error);
  close (fd);
  return ok ? photo_new (&header) : NULL;
}

YipuPhoto *
yipu_photo_store (const char *folder, const char *path, GCancellable *cancellable, GError **error)
{
  YipuPhoto *photo;
  int fd;

  g_return_val_if_fail (folder != NULL && path != NULL, NULL);
  fd = open_source (path, error);
  if (fd < 0)
    return NULL;
  photo = store (folder, fd, path, cancellable, error);
  close (fd);
  return photo;
}

YipuPhoto *
yipu_photo_store_bytes (
    const char *folder, GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  YipuPhoto *photo;
  int fd;

  g_return_val_if_fail (folder != NULL && bytes != NULL, NULL);
  fd = open_bytes (bytes, error);
  if (fd < 0)
    return NULL;
  photo = store (folder, fd, name, cancellable, error);
  close (fd);
  return photo;
}
