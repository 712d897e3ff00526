/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cache of derivatives. Files are renamed into place but not synced: after a power cut a name
 * may hold nothing, and the hash in the name tells. */
#include "media/cache.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "base/durable.h"
#include "base/hash.h"
#include "base/media-place.h"
#include "media/error.h"

/* A hit marks its file as used, but not more often than this: reading must not write all day. */
#define MARK_SECONDS (24 * 60 * 60)

static const YipuPictureSpec usual[] = {
  { 36, 36, YIPU_FIT_CROP, 500, 500, 0xffffff, YIPU_PICTURE_JPEG, FALSE, 85, 0 },
  { 72, 72, YIPU_FIT_CROP, 500, 500, 0xffffff, YIPU_PICTURE_JPEG, FALSE, 85, 0 },
  { 144, 144, YIPU_FIT_CROP, 500, 500, 0xffffff, YIPU_PICTURE_JPEG, FALSE, 85, 0 },
  { 480, 480, YIPU_FIT_NONE, 500, 500, 0xffffff, YIPU_PICTURE_JPEG, FALSE, 85, 0 },
};

const YipuPictureSpec *
yipu_cache_usual (guint *n_specs)
{
  *n_specs = G_N_ELEMENTS (usual);
  return usual;
}

char *
yipu_cache_key (const YipuPictureSpec *spec)
{
  static const char *const fits[] = { "none", "pad", "crop" };
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%dx%d-%s", spec->width, spec->height, fits[spec->fit]);
  if (spec->fit == YIPU_FIT_CROP)
    g_string_append_printf (key, "-%d-%d", spec->focus_x, spec->focus_y);
  if (spec->format == YIPU_PICTURE_PNG && spec->transparent)
    return g_string_free (g_string_append (key, "-png-clear"), FALSE);
  g_string_append_printf (key, "-%06x", spec->background & 0xffffff);
  if (spec->format == YIPU_PICTURE_PNG)
    return g_string_free (g_string_append (key, "-png"), FALSE);
  g_string_append_printf (key, "-q%d", spec->quality);
  if (spec->kb_max > 0)
    g_string_append_printf (key, "-k%d", spec->kb_max);
  return g_string_free (key, FALSE);
}

/* KEY.800x600.SHA256.jpg in @folder, or NULL. */
static char *
find_name (const char *folder, const char *key)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (key, ".", NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, prefix) && !yipu_durable_is_temporary (name))
      return g_strdup (name);
  return NULL;
}

static char *
find_path (const char *hash, const YipuPictureSpec *spec)
{
  g_autofree char *folder = yipu_media_place_derivatives (hash);
  g_autofree char *key = yipu_cache_key (spec);
  g_autofree char *name = find_name (folder, key);

  return name ? g_build_filename (folder, name, NULL) : NULL;
}

gboolean
yipu_cache_has (const char *hash, const YipuPictureSpec *spec)
{
  g_autofree char *path = find_path (hash, spec);

  return path != NULL;
}

static const char *
mime_of (const YipuPictureSpec *spec)
{
  return spec->format == YIPU_PICTURE_PNG ? "image/png" : "image/jpeg";
}

static char *
hash_of (GBytes *bytes)
{
  guint8 digest[YIPU_HASH_SIZE];
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  yipu_hash_bytes (data, length, digest);
  return yipu_hash_to_hex (digest);
}

/* The trimmer goes by the time of change: set it when a file is used. */
static void
mark_used (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 &&
      status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - MARK_SECONDS)
    g_utime (path, NULL);
}

YipuPicture *
yipu_cache_get (const char *hash, const YipuPictureSpec *spec, GBytes **encoded)
{
  g_autofree char *path = find_path (hash, spec);
  g_autofree char *base = path ? g_path_get_basename (path) : NULL;
  g_auto (GStrv) parts = base ? g_strsplit (base, ".", 4) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YipuPicture) picture = g_new0 (YipuPicture, 1);
  char *data;
  gsize length;

  if (!path || g_strv_length (parts) != 4 ||
      sscanf (parts[1], "%dx%d", &picture->width, &picture->height) != 2 ||
      !g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  bytes = g_bytes_new_take (data, length);
  picture->hash = hash_of (bytes);
  if (strcmp (picture->hash, parts[2]) != 0) {
    g_unlink (path);
    return NULL;
  }
  mark_used (path);
  picture->path = g_steal_pointer (&path);
  picture->mime = mime_of (spec);
  picture->bytes = (gint64) length;
  if (encoded)
    *encoded = g_steal_pointer (&bytes);
  return g_steal_pointer (&picture);
}

static gboolean
write_unsynced (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) io = NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600, &io) ||
         yipu_media_fail_from (error, g_steal_pointer (&io));
}

YipuPicture *
yipu_cache_put (const char *hash,
                const YipuPictureSpec *spec,
                const YipuRendered *rendered,
                GError **error)
{
  g_autofree char *folder = yipu_media_place_derivatives (hash);
  g_autofree char *key = yipu_cache_key (spec);
  g_autofree char *own_hash = hash_of (rendered->bytes);
  g_autofree char *name =
      g_strdup_printf ("%s.%dx%d.%s.%s", key, rendered->width, rendered->height, own_hash,
                       spec->format == YIPU_PICTURE_PNG ? "png" : "jpg");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  YipuPicture *picture;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    yipu_media_fail (error, folder);
    return NULL;
  }
  if (!write_unsynced (path, rendered->bytes, error))
    return NULL;
  picture = g_new0 (YipuPicture, 1);
  picture->path = g_steal_pointer (&path);
  picture->hash = g_steal_pointer (&own_hash);
  picture->mime = mime_of (spec);
  picture->bytes = (gint64) g_bytes_get_size (rendered->bytes);
  picture->width = rendered->width;
  picture->height = rendered->height;
  return picture;
}

typedef struct {
  char *path;
  gint64 bytes;
  gint64 used;
} Cached;

static void
cached_clear (gpointer data)
{
  g_free (((Cached *) data)->path);
}

static int
by_use (gconstpointer a, gconstpointer b)
{
  const Cached *one = a;
  const Cached *two = b;

  return one->used < two->used ? -1 : one->used > two->used;
}

/* Files @depth folders below @folder; folders that turn out empty go. */
static void
collect (const char *folder, int depth, GArray *found)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf status;
    if (g_lstat (path, &status) != 0)
      continue;
    if (S_ISDIR (status.st_mode) && depth > 0) {
      collect (path, depth - 1, found);
      g_rmdir (path);
    } else if (S_ISREG (status.st_mode)) {
      Cached cached = { g_steal_pointer (&path), status.st_size, status.st_mtime };
      g_array_append_val (found, cached);
    }
  }
}

gint64
yipu_media_trim_cache (gint64 bytes_max, GError **error)
{
  g_autofree char *root = yipu_media_place_cache ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Cached));
  gint64 total = 0;

  g_array_set_clear_func (found, cached_clear);
  collect (root, 2, found);
  for (guint i = 0; i < found->len; i++)
    total += g_array_index (found, Cached, i).bytes;
  g_array_sort (found, by_use);
  for (guint i = 0; i < found->len && total > bytes_max; i++) {
    const Cached *oldest = &g_array_index (found, Cached, i);
    if (g_unlink (oldest->path) != 0 && errno != ENOENT) {
      yipu_media_fail (error, oldest->path);
      return -1;
    }
    total -= oldest->bytes;
  }
  return total;
}
