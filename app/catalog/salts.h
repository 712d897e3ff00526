/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in the place of an add's salt once a field of it is forgotten: flat JSON, names
 * sorted, of each field's own salt ("s" and hex) or, where it is forgotten, its digest ("d" and
 * hex). The tree over the add can still be computed, and nothing of the field can be guessed. */
#pragma once

#include "catalog/add.h"

G_BEGIN_DECLS

/* From the one salt of an add of which nothing is forgotten yet. Free with g_free(). */
char *yipu_salts_split (YipuHash *hash, const guint8 salt[YIPU_SALT_SIZE], const YipuAdd *add);
/* @salts with @name forgotten, whose value was @value; NULL where @salts is not ours or has no salt
 * of it. Free with g_free(). */
char *
yipu_salts_forget (YipuHash *hash, const char *salts, const char *name, const YipuValue *value);
/* The add's digest, from @salts and the fields that are left; FALSE where they do not match. */
gboolean yipu_salts_digest (YipuHash *hash,
                            const char *salts,
                            const YipuAdd *add,
                            guint8 digest[YIPU_HASH_SIZE]);

G_END_DECLS
