/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing whole files or none. */
#include "base/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".yipu-part"

struct _YipuDurable {
  char *path;
  char *temporary;
  int fd;
  gboolean committed;
};

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

YipuDurable *
yipu_durable_open (const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.%08x" SUFFIX, path, g_random_int ());
  int fd = open (temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  YipuDurable *self;

  if (fd < 0) {
    fail (error, path);
    return NULL;
  }
  self = g_new0 (YipuDurable, 1);
  self->path = g_strdup (path);
  self->temporary = g_steal_pointer (&temporary);
  self->fd = fd;
  return self;
}

int
yipu_durable_get_fd (YipuDurable *self)
{
  return self->fd;
}

const char *
yipu_durable_get_path (YipuDurable *self)
{
  return self->temporary;
}

gboolean
yipu_durable_write (YipuDurable *self, gconstpointer data, gsize length, GError **error)
{
  const guint8 *at = data;

  while (length > 0) {
    gssize n = write (self->fd, at, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail (error, self->path);
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}

gboolean
yipu_durable_sync (YipuDurable *self, GError **error)
{
  return fsync (self->fd) == 0 || fail (error, self->path);
}

gboolean
yipu_durable_sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok;

  if (fd < 0)
    return fail (error, path);
  /* Some file systems cannot sync a folder and say so with EINVAL; their renames are ordered. */
  ok = fsync (fd) == 0 || errno == EINVAL || fail (error, path);
  close (fd);
  return ok;
}

gboolean
yipu_durable_commit (YipuDurable *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!yipu_durable_sync (self, error))
    return FALSE;
  if (rename (self->temporary, self->path) != 0)
    return fail (error, self->path);
  self->committed = TRUE;
  return yipu_durable_sync_folder (folder, error);
}

void
yipu_durable_free (YipuDurable *self)
{
  close (self->fd);
  if (!self->committed)
    g_unlink (self->temporary);
  g_free (self->path);
  g_free (self->temporary);
  g_free (self);
}

gboolean
yipu_durable_save (const char *path, gconstpointer data, gsize length, GError **error)
{
  g_autoptr (YipuDurable) file = yipu_durable_open (path, error);

  return file && yipu_durable_write (file, data, length, error)
         && yipu_durable_commit (file, error);
}

gboolean
yipu_durable_is_temporary (const char *name)
{
  return g_str_has_suffix (name, SUFFIX);
}
