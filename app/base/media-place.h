/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a medium lies, known by its hash: the file itself, its place in the trash, and the pictures
 * made from it. Forgetting must reach all three, whoever made them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FOLDER/media/ab/cdef…; @hash: 64 lower-case hex digits, as below. Free with g_free(). */
char *yipu_media_place (const char *folder, const char *hash);
/* FOLDER/trash/abcdef…, where a medium goes that no record names. */
char *yipu_media_place_trash (const char *folder, const char *hash);
/* The folder in the user's cache that holds a folder of derivatives a medium. */
char *yipu_media_place_cache (void);
/* That of one medium, whichever catalog it is in. */
char *yipu_media_place_derivatives (const char *hash);

/* Deletes the derivatives, what lies in the trash, and last the medium itself, whose name is the
 * only way to find the others by. That something is not there is no error. FALSE with errno set. */
gboolean yipu_media_place_clear (const char *folder, const char *hash);

G_END_DECLS
