/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The few helpers through which all of SQLite is used: statements kept per connection, values
 * bound by name, codes turned into errors a person can act on. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "catalog/value.h"

G_BEGIN_DECLS

/* A connection with its statements; for one thread at a time. */
typedef struct _YipuSql YipuSql;
/* A statement being stepped through; its end is a reset, the statement is kept. */
typedef struct sqlite3_stmt YipuQuery;

typedef enum {
  YIPU_SQL_READ_ONLY,
  YIPU_SQL_WRITE,
  YIPU_SQL_CREATE,
  YIPU_SQL_IMMUTABLE, /* on a medium nothing can write */
} YipuSqlMode;

/* Opens @path, not through a link, defensively and with trust.md's limits.
 * NULL with a YIPU_CATALOG_ERROR set. */
YipuSql *yipu_sql_open (const char *path, YipuSqlMode mode, GError **error);
void yipu_sql_close (YipuSql *sql);
sqlite3 *yipu_sql_get_handle (YipuSql *sql);

/* From here on every statement ends with an error after @seconds; 0 takes the deadline away. */
void yipu_sql_set_deadline (YipuSql *sql, guint seconds);

/* Sets @error from the connection's last failure; always FALSE. */
gboolean yipu_sql_fail (sqlite3 *handle, GError **error);

/* Binds values by name and returns the statement, ready to step: pairs of a name and a type letter
 * with its value (i gint64 · t text or NULL · b pointer, gsize · v const YipuValue *), then NULL.
 * @text is a constant or interned: statements are kept by its address. NULL with @error set. */
YipuQuery *
yipu_sql_query (YipuSql *sql, GError **error, const char *text, ...) G_GNUC_NULL_TERMINATED;
/* 1 for a row, 0 at the end, -1 with @error set. */
int yipu_query_next (YipuQuery *query, GError **error);
void yipu_query_reset (YipuQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuQuery, yipu_query_reset)

/* A statement without rows. FALSE with @error set. */
gboolean yipu_sql_run (YipuSql *sql, GError **error, const char *text, ...) G_GNUC_NULL_TERMINATED;
/* The first column of the first row, @fallback where there is none; FALSE with @error set. */
gboolean yipu_sql_number (YipuSql *sql,
                          gint64 fallback,
                          gint64 *number,
                          GError **error,
                          const char *text,
                          ...) G_GNUC_NULL_TERMINATED;
/* A script of constant statements. FALSE with @error set. */
gboolean yipu_sql_script (YipuSql *sql, const char *text, GError **error);

gint64 yipu_query_int (YipuQuery *query, int column);
/* NULL for NULL; valid until the next step. */
const char *yipu_query_text (YipuQuery *query, int column);
YipuValue yipu_query_value (YipuQuery *query, int column);

/* Rewrites the database, so that no page holds what was deleted. FALSE with @error set. */
gboolean yipu_sql_vacuum (YipuSql *sql, GError **error);
/* A whole, closed copy at @path, which must not exist. FALSE with @error set. */
gboolean yipu_sql_vacuum_into (YipuSql *sql, const char *path, GError **error);

gboolean yipu_sql_begin (YipuSql *sql, GError **error);
gboolean yipu_sql_commit (YipuSql *sql, GError **error);
void yipu_sql_rollback (YipuSql *sql);

/* Appends @name, quoted; only names that come from the kinds' descriptions. */
void yipu_sql_identifier (GString *text, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuSql, yipu_sql_close)

G_END_DECLS
