/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digests of values and the chain of hashes over edits (log.md, "Writing", Digest). */
#pragma once

#include "catalog/add.h"

G_BEGIN_DECLS

/* SHA-256 (salt ‖ value with its type). */
void yipu_digest_value (YipuHash *hash,
                        const guint8 *salt,
                        gsize salt_length,
                        const YipuValue *value,
                        guint8 digest[YIPU_HASH_SIZE]);
/* Salt of one field of an add: SHA-256 (salt ‖ name). */
void yipu_digest_field_salt (YipuHash *hash,
                             const guint8 salt[YIPU_SALT_SIZE],
                             const char *name,
                             guint8 field_salt[YIPU_HASH_SIZE]);

/* The tree over an add, taken up field by field in the order of their names. */
void
yipu_digest_tree_field (GByteArray *tree, const char *name, const guint8 digest[YIPU_HASH_SIZE]);
/* Digest of a whole add. */
void yipu_digest_add (YipuHash *hash,
                      const guint8 salt[YIPU_SALT_SIZE],
                      const YipuAdd *add,
                      guint8 digest[YIPU_HASH_SIZE]);

/* Parts of what an edit's hash covers, each with its length before it. */
void yipu_chain_bytes (GByteArray *parts, gconstpointer data, gsize length);
void yipu_chain_text (GByteArray *parts, const char *text);
void yipu_chain_number (GByteArray *parts, gint64 number);

G_END_DECLS
