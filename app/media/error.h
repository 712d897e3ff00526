/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors of this module. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets YIPU_MEDIA_ERROR_FULL or _IO from errno: "PATH: what the system says". Returns FALSE. */
gboolean yipu_media_fail (GError **error, const char *path);
/* Turns a G_IO_ERROR of base/ into ours; cancelling stays what it is. Returns FALSE. */
gboolean yipu_media_fail_from (GError **error, GError *io);

G_END_DECLS
