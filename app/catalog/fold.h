/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fold: what the record tables must hold, from the log alone. `verify` compares, a migration
 * writes. */
#pragma once

#include <yipu/progress.h>

#include "catalog/sql.h"

G_BEGIN_DECLS

typedef struct _YipuFold YipuFold;

/* Reads the whole log. NULL with @error set. */
YipuFold *yipu_fold_new (YipuSql *sql, const YipuProgress *progress, GError **error);
void yipu_fold_free (YipuFold *fold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuFold, yipu_fold_free)

/* Ids of records with a change whose edit, or the change it replaced, is not here. */
const GPtrArray *yipu_fold_get_lost (YipuFold *fold);

/* A difference: @field NULL where the row is missing (@is_there FALSE) or too many. */
typedef void (*YipuFoldFunc) (
    const char *kind, const char *record, const char *field, gboolean is_there, gpointer data);

/* Calls @func for each difference between the fold and the tables, and for questions that are not
 * in the view or should not be there (with "question" for @kind). FALSE with @error set. */
gboolean yipu_fold_compare (
    YipuFold *fold, const YipuProgress *progress, YipuFoldFunc func, gpointer data, GError **error);
/* Fills empty record tables and the view of questions. Inside a transaction. */
gboolean yipu_fold_write (YipuFold *fold, GError **error);

G_END_DECLS
