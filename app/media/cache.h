/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives in the user's cache folder: one folder a photo, so that forgetting a photo is
 * removing its folder; the name of each file says what it is and the hash of its bytes, so that a
 * damaged one is noticed and made anew. */
#pragma once

#include "media/decode.h"

G_BEGIN_DECLS

/* The small sizes made when a photo comes in, and together whenever one of them is missing. */
const YipuPictureSpec *yipu_cache_usual (guint *n_specs);

/* Whether a file for @spec is there, unread. */
gboolean yipu_cache_has (const char *hash, const YipuPictureSpec *spec);
/* The derivative, read and compared with its hash; NULL when it is not there. With @encoded also
 * its bytes. */
YipuPicture *yipu_cache_get (const char *hash, const YipuPictureSpec *spec, GBytes **encoded);
/* Writes one; NULL with a YipuMediaError set. */
YipuPicture *yipu_cache_put (const char *hash,
                             const YipuPictureSpec *spec,
                             const YipuRendered *rendered,
                             GError **error);
/* "800x800-pad-ffffff-q85": the same for specs that give the same bytes. Free with g_free(). */
char *yipu_cache_key (const YipuPictureSpec *spec);

G_END_DECLS
