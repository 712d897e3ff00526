/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a catalog must hold, worked out by naive recursion over its set of edits, with names instead
 * of numbers and the true pasts that the test itself has noted. */
#pragma once

#include "catalog/exchange.h"

G_BEGIN_DECLS

/* Name of an edit "REPLICA:SEQ" → what was at its laptop when it was made (a vector as in
 * exchange.h). */
typedef GHashTable Pasts;

/* Whether @past holds edit @seq of @replica. */
gboolean oracle_holds (GHashTable *past, const char *replica, gint64 seq);

/* Tables, questions, blanks and forgotten records of @catalog against its edits; NULL where all is
 * right, else what is not. Free with g_free(). */
char *oracle_check (YipuCatalog *catalog, Pasts *pasts);

/* Values of the heads of a field, sorted, without repeats, joined by "|". Free with g_free(). */
char *oracle_head_values (YipuCatalog *catalog, const char *record, const char *field);

/* All edits with hashes, digests and values, sorted by name; for comparing laptops. Free with
 * g_free(). */
char *oracle_dump (YipuCatalog *catalog);

G_END_DECLS
