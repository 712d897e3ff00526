/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQLite behind a few helpers. Every connection is opened as if a stick had changed the file:
 * the flags and limits of trust.md, "Opening a catalog we did not write". */
#include "catalog/sql.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#define BUSY_MS 2000
#define HEAP_LIMIT (256LL << 20)

struct _YipuSql {
  sqlite3 *handle;
  GHashTable *statements; /* text's address → sqlite3_stmt, owned */
  gint64 deadline;        /* monotonic, in µs */
  gboolean is_broken;     /* the disk did not keep a write */
};

static const struct {
  int option;
  int value;
} flags[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
  { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
};

static const struct {
  int limit;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 8 << 20 },
  { SQLITE_LIMIT_SQL_LENGTH, 64 << 10 },
  { SQLITE_LIMIT_COLUMN, 100 },
  { SQLITE_LIMIT_EXPR_DEPTH, 50 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 8 },
  { SQLITE_LIMIT_VDBE_OP, 100000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 16 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 500 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static YipuCatalogError
error_code (sqlite3 *handle, const char **sentence)
{
  int code = sqlite3_errcode (handle) & 0xff;
  int os = sqlite3_system_errno (handle) ? sqlite3_system_errno (handle) : errno;

  if (code == SQLITE_FULL ||
      (code == SQLITE_IOERR && (os == ENOSPC || os == EDQUOT || os == EFBIG))) {
    *sentence = N_ ("The disk is full: free some space; nothing was changed.");
    return YIPU_CATALOG_ERROR_FULL;
  }
  switch (code) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    *sentence = N_ ("Another program is writing this catalog: close it there, then try again.");
    return YIPU_CATALOG_ERROR_LOCKED;
  case SQLITE_READONLY:
    *sentence = N_ ("This catalog can only be read here: copy it to this laptop to change it.");
    return YIPU_CATALOG_ERROR_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    *sentence = N_ ("The catalog's database is damaged: restore a backup, or have it verified.");
    return YIPU_CATALOG_ERROR_DAMAGED;
  default:
    *sentence = N_ ("The catalog cannot be read or written; nothing was changed.");
    return YIPU_CATALOG_ERROR_IO;
  }
}

gboolean
yipu_sql_fail (sqlite3 *handle, GError **error)
{
  const char *sentence = NULL;
  YipuCatalogError code = error_code (handle, &sentence);

  g_set_error (error, YIPU_CATALOG_ERROR, code, "%s (%s)", _ (sentence), sqlite3_errmsg (handle));
  return FALSE;
}

static void
harden (sqlite3 *handle)
{
  sqlite3_hard_heap_limit64 (HEAP_LIMIT);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    sqlite3_db_config (handle, flags[i].option, flags[i].value, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].limit, limits[i].value);
  sqlite3_busy_timeout (handle, BUSY_MS);
  sqlite3_extended_result_codes (handle, 1);
}

static const int open_flags[] = {
  [YIPU_SQL_READ_ONLY] = SQLITE_OPEN_READONLY,
  [YIPU_SQL_WRITE] = SQLITE_OPEN_READWRITE,
  [YIPU_SQL_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
  [YIPU_SQL_IMMUTABLE] = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
};

#define PRAGMAS                                                                                    \
  "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"                 \
  "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0"

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

YipuSql *
yipu_sql_open (const char *path, YipuSqlMode mode, GError **error)
{
  g_autoptr (YipuSql) sql = g_new0 (YipuSql, 1);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file:", escaped, "?immutable=1", NULL);
  int rc;

  sql->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  rc = sqlite3_open_v2 (mode == YIPU_SQL_IMMUTABLE ? uri : path, &sql->handle,
                        open_flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
  if (rc != SQLITE_OK) {
    yipu_sql_fail (sql->handle, error);
    return NULL;
  }
  harden (sql->handle);
  if (!yipu_sql_script (sql, PRAGMAS, error))
    return NULL;
  if ((mode == YIPU_SQL_WRITE || mode == YIPU_SQL_CREATE) &&
      !yipu_sql_script (sql, "PRAGMA secure_delete = ON", error))
    return NULL;
  return g_steal_pointer (&sql);
}

void
yipu_sql_close (YipuSql *sql)
{
  g_hash_table_unref (sql->statements);
  sqlite3_close_v2 (sql->handle);
  g_free (sql);
}

sqlite3 *
yipu_sql_get_handle (YipuSql *sql)
{
  return sql->handle;
}

static int
past_deadline (gpointer data)
{
  YipuSql *sql = data;

  return g_get_monotonic_time () > sql->deadline;
}

void
yipu_sql_set_deadline (YipuSql *sql, guint seconds)
{
  sql->deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  sqlite3_progress_handler (sql->handle, 10000, seconds ? past_deadline : NULL, sql);
}

gboolean
yipu_sql_vacuum (YipuSql *sql, GError **error)
{
  gboolean ok;

  /* VACUUM attaches a database of its own. */
  sqlite3_limit (sql->handle, SQLITE_LIMIT_ATTACHED, 1);
  ok = yipu_sql_run (sql, error, "VACUUM", NULL);
  sqlite3_limit (sql->handle, SQLITE_LIMIT_ATTACHED, 0);
  return ok;
}

gboolean
yipu_sql_vacuum_into (YipuSql *sql, const char *path, GError **error)
{
  gboolean ok;

  sqlite3_limit (sql->handle, SQLITE_LIMIT_ATTACHED, 1);
  ok = yipu_sql_run (sql, error, "VACUUM INTO :path", ":path", 't', path, NULL);
  sqlite3_limit (sql->handle, SQLITE_LIMIT_ATTACHED, 0);
  return ok;
}

static sqlite3_stmt *
prepare (YipuSql *sql, const char *text, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (sql->statements, text);

  if (statement) {
    g_assert (!sqlite3_stmt_busy (statement));
    return statement;
  }
  if (sqlite3_prepare_v3 (sql->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
      SQLITE_OK) {
    yipu_sql_fail (sql->handle, error);
    return NULL;
  }
  g_hash_table_insert (sql->statements, (gpointer) text, statement);
  return statement;
}

/* @keep: SQLITE_STATIC where the text outlives the statement's run. */
static void
bind_value (sqlite3_stmt *statement, int at, const YipuValue *value, sqlite3_destructor_type keep)
{
  if (value->type == YIPU_VALUE_INT)
    sqlite3_bind_int64 (statement, at, value->number);
  else if (value->type == YIPU_VALUE_TEXT)
    sqlite3_bind_text (statement, at, value->text, -1, keep);
  else
    sqlite3_bind_null (statement, at);
}

static void
bind_blob (
    sqlite3_stmt *statement, int at, gconstpointer data, gsize length, sqlite3_destructor_type keep)
{
  if (data)
    sqlite3_bind_blob64 (statement, at, data, length, keep);
  else
    sqlite3_bind_null (statement, at);
}

static void
bind_all (sqlite3_stmt *statement, sqlite3_destructor_type keep, va_list args)
{
  const char *name;

  while ((name = va_arg (args, const char *)) != NULL) {
    int at = sqlite3_bind_parameter_index (statement, name);
    int type = va_arg (args, int);

    g_assert (at > 0);
    if (type == 'i')
      sqlite3_bind_int64 (statement, at, va_arg (args, gint64));
    else if (type == 't')
      sqlite3_bind_text (statement, at, va_arg (args, const char *), -1, keep);
    else if (type == 'v')
      bind_value (statement, at, va_arg (args, const YipuValue *), keep);
    else {
      gconstpointer data = va_arg (args, gconstpointer);
      bind_blob (statement, at, data, va_arg (args, gsize), keep);
    }
  }
}

static sqlite3_stmt *
query (YipuSql *sql, GError **error, const char *text, sqlite3_destructor_type keep, va_list args)
{
  sqlite3_stmt *statement = prepare (sql, text, error);

  if (statement)
    bind_all (statement, keep, args);
  return statement;
}

YipuQuery *
yipu_sql_query (YipuSql *sql, GError **error, const char *text, ...)
{
  YipuQuery *statement;
  va_list args;

  va_start (args, text);
  statement = query (sql, error, text, SQLITE_TRANSIENT, args);
  va_end (args);
  return statement;
}

int
yipu_query_next (YipuQuery *statement, GError **error)
{
  errno = 0; /* SQLite does not always pass on what the system said */
  switch (sqlite3_step (statement)) {
  case SQLITE_ROW: return 1;
  case SQLITE_DONE: return 0;
  default: yipu_sql_fail (sqlite3_db_handle (statement), error); return -1;
  }
}

void
yipu_query_reset (YipuQuery *statement)
{
  sqlite3_reset (statement);
}

gboolean
yipu_sql_run (YipuSql *sql, GError **error, const char *text, ...)
{
  g_autoptr (YipuQuery) statement = NULL;
  va_list args;

  va_start (args, text);
  statement = query (sql, error, text, SQLITE_STATIC, args);
  va_end (args);
  return statement && yipu_query_next (statement, error) >= 0;
}

gboolean
yipu_sql_number (
    YipuSql *sql, gint64 fallback, gint64 *number, GError **error, const char *text, ...)
{
  g_autoptr (YipuQuery) statement = NULL;
  va_list args;
  int found;

  va_start (args, text);
  statement = query (sql, error, text, SQLITE_STATIC, args);
  va_end (args);
  found = statement ? yipu_query_next (statement, error) : -1;
  *number = found == 1 && sqlite3_column_type (statement, 0) != SQLITE_NULL
                ? sqlite3_column_int64 (statement, 0)
                : fallback;
  return found >= 0;
}

gboolean
yipu_sql_script (YipuSql *sql, const char *text, GError **error)
{
  return sqlite3_exec (sql->handle, text, NULL, NULL, NULL) == SQLITE_OK ||
         yipu_sql_fail (sql->handle, error);
}

gint64
yipu_query_int (YipuQuery *statement, int column)
{
  return sqlite3_column_int64 (statement, column);
}

const char *
yipu_query_text (YipuQuery *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

YipuValue
yipu_query_value (YipuQuery *statement, int column)
{
  switch (sqlite3_column_type (statement, column)) {
  case SQLITE_INTEGER:
    return (YipuValue){ YIPU_VALUE_INT, sqlite3_column_int64 (statement, column), NULL };
  case SQLITE_TEXT:
    return (YipuValue){ YIPU_VALUE_TEXT, 0, g_strdup (yipu_query_text (statement, column)) };
  default: return YIPU_VALUE_EMPTY;
  }
}

/* After a failed fsync nobody knows what the disk holds, and asking again proves nothing
 * (trust.md, "Faults"): this connection writes no more. */
static void
note_failure (YipuSql *sql)
{
  int code = sqlite3_extended_errcode (sql->handle);

  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
    sql->is_broken = TRUE;
}

gboolean
yipu_sql_begin (YipuSql *sql, GError **error)
{
  if (sql->is_broken) {
    g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO,
                         _ ("The disk did not keep what was written. Close the catalog, open it "
                            "again and have it verified before going on."));
    return FALSE;
  }
  return yipu_sql_run (sql, error, "BEGIN IMMEDIATE", NULL);
}

gboolean
yipu_sql_commit (YipuSql *sql, GError **error)
{
  if (yipu_sql_run (sql, error, "COMMIT", NULL))
    return TRUE;
  note_failure (sql);
  yipu_sql_rollback (sql);
  return FALSE;
}

void
yipu_sql_rollback (YipuSql *sql)
{
  if (!sqlite3_get_autocommit (sql->handle))
    yipu_sql_run (sql, NULL, "ROLLBACK", NULL);
}

void
yipu_sql_identifier (GString *text, const char *name)
{
  for (const char *c = name; *c; c++)
    g_assert (g_ascii_isalnum (*c) || *c == '_');
  g_string_append_printf (text, "\"%s\"", name);
}
