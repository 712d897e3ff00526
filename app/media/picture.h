/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives, cached or made. */
#pragma once

#include <yipu/picture.h>

G_BEGIN_DECLS

/* The encoded bytes of one derivative, from the cache or made; a cache that cannot be written is
 * no hindrance. NULL with a YipuMediaError or G_IO_ERROR_CANCELLED set. */
GBytes *yipu_picture_fetch (const char *folder,
                            const char *hash,
                            const YipuPictureSpec *spec,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
