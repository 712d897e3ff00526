/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where media lie. */
#include "base/media-place.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Raised whenever the same spec begins to give other bytes. */
#define EDITION "pictures-1"

char *
yipu_media_place (const char *folder, const char *hash)
{
  return g_strdup_printf ("%s/media/%.2s/%s", folder, hash, hash + 2);
}

char *
yipu_media_place_trash (const char *folder, const char *hash)
{
  return g_build_filename (folder, "trash", hash, NULL);
}

char *
yipu_media_place_cache (void)
{
  return g_build_filename (g_get_user_cache_dir (), "yipu", EDITION, NULL);
}

char *
yipu_media_place_derivatives (const char *hash)
{
  g_autofree char *root = yipu_media_place_cache ();

  return g_strdup_printf ("%s/%.2s/%s", root, hash, hash + 2);
}

static gboolean
delete_file (const char *path)
{
  return g_unlink (path) == 0 || errno == ENOENT;
}

static gboolean
delete_derivatives (const char *hash)
{
  g_autofree char *folder = yipu_media_place_derivatives (hash);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    if (!delete_file (path))
      return FALSE;
  }
  return g_rmdir (folder) == 0 || errno == ENOENT;
}

gboolean
yipu_media_place_clear (const char *folder, const char *hash)
{
  g_autofree char *path = yipu_media_place (folder, hash);
  g_autofree char *trashed = yipu_media_place_trash (folder, hash);

  return delete_derivatives (hash) && delete_file (trashed) && delete_file (path);
}
