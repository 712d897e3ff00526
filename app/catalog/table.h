/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Record tables: the only place besides the fold where their SQL is made, from the kinds. */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

/* SQL of one kind; static, kept by address. Columns come in the order of the kind's fields. */
typedef struct {
  const char *get;        /* rowid, id, fields; by ?1 = id */
  const char *get_row;    /* the same by ?1 = rowid */
  const char *insert;     /* ?1 = id, ?2 … fields */
  const char *delete;     /* ?1 = id */
  const char *columns;    /* "rowid, id, fields" */
  const char **get_field; /* one column by ?1 = id */
  const char **set_field; /* ?1 = id, ?2 = value */
} YipuTable;

const YipuTable *yipu_table_get (const YipuKind *kind);

gboolean yipu_table_insert (
    YipuSql *sql, const YipuKind *kind, const char *id, const YipuValue *values, GError **error);
gboolean yipu_table_set (YipuSql *sql,
                         const YipuKind *kind,
                         const char *id,
                         guint field,
                         const YipuValue *value,
                         GError **error);
gboolean yipu_table_delete (YipuSql *sql, const YipuKind *kind, const char *id, GError **error);
/* 1 and the value, 0 where there is no such row, -1 with @error set. */
int yipu_table_get_value (YipuSql *sql,
                          const YipuKind *kind,
                          const char *id,
                          guint field,
                          YipuValue *value,
                          GError **error);

G_END_DECLS
