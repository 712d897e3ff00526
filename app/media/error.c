/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of this module. */
#include "media/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <yipu/media.h>

G_DEFINE_QUARK (yipu_media_error, yipu_media_error)

static gboolean
fail (GError **error, gboolean full, const char *text)
{
  if (full)
    g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FULL,
                 _ ("There is no space left on the disk. Free some and try again. (%s)"), text);
  else
    g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_IO,
                 _ ("Cannot read or write: %s. Look whether the disk is there and try again."),
                 text);
  return FALSE;
}

gboolean
yipu_media_fail (GError **error, const char *path)
{
  int saved = errno;
  g_autofree char *text = g_strdup_printf ("%s: %s", path, g_strerror (saved));

  return fail (error, saved == ENOSPC || saved == EDQUOT, text);
}

gboolean
yipu_media_fail_from (GError **error, GError *io)
{
  g_autoptr (GError) owned = io;

  if (owned->domain != G_IO_ERROR || owned->code == G_IO_ERROR_CANCELLED) {
    g_propagate_error (error, g_steal_pointer (&owned));
    return FALSE;
  }
  return fail (error, owned->code == G_IO_ERROR_NO_SPACE, owned->message);
}
