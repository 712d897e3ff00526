/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Views tail the log: what a view that has seen an edit must read anew (log.md, "Views"). The hash
 * goes with the id, since an autosave may have been folded into that very edit. */
#include <string.h>
#include <yipu/catalog.h>

#include "base/hash.h"
#include "catalog/faults.h"
#include "catalog/reader-private.h"

#define NEWEST "SELECT id, hash FROM edit ORDER BY id DESC LIMIT 1"
#define HASH_OF "SELECT hash FROM edit WHERE id = :id"
#define TOUCHED "SELECT DISTINCT kind, record FROM change WHERE id >= :first"
#define CHANGED_AT                                                                                 \
  "SELECT edit.time FROM change JOIN edit ON edit.id = change.id >> 16"                            \
  " WHERE change.record = :record ORDER BY change.id DESC LIMIT 1"

gint64
yipu_reader_get_last_edit (YipuReader *reader, guint8 *hash)
{
  YipuSql *sql = yipu_reader_get_sql (reader, NULL);
  g_autoptr (YipuQuery) query = sql ? yipu_sql_query (sql, NULL, NEWEST, NULL) : NULL;

  if (!query || yipu_query_next (query, NULL) <= 0)
    return 0;
  if (hash && sqlite3_column_bytes (query, 1) == YIPU_HASH_SIZE)
    memcpy (hash, sqlite3_column_blob (query, 1), YIPU_HASH_SIZE);
  return yipu_query_int (query, 0);
}

/* First change a view must look at: within @edit if that was folded since, else after it. */
static gboolean
find_first (
    YipuSql *sql, gint64 edit, const guint8 *hash, gint64 *first, gboolean *rebuild, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, HASH_OF, ":id", 'i', edit, NULL);
  int more = query ? yipu_query_next (query, error) : -1;
  gboolean same;

  if (more < 0)
    return FALSE;
  *rebuild = more == 0 && edit != 0;
  same = more > 0 && hash && sqlite3_column_bytes (query, 0) == YIPU_HASH_SIZE &&
         memcmp (sqlite3_column_blob (query, 0), hash, YIPU_HASH_SIZE) == 0;
  if (yipu_fault == YIPU_FAULT_CURSOR_WITHOUT_HASH)
    same = more > 0;
  *first = (edit + (same ? 1 : 0)) << 16;
  return TRUE;
}

gboolean
yipu_reader_touched_since (YipuReader *reader,
                           gint64 edit,
                           const guint8 *hash,
                           YipuTouchedFunc func,
                           gpointer data,
                           gboolean *rebuild,
                           GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuQuery) query = NULL;
  gint64 first = 0;
  int more;

  *rebuild = FALSE;
  if (!sql || !find_first (sql, edit, hash, &first, rebuild, error))
    return FALSE;
  if (*rebuild)
    return TRUE;
  query = yipu_sql_query (sql, error, TOUCHED, ":first", 'i', first, NULL);
  if (!query)
    return FALSE;
  while ((more = yipu_query_next (query, error)) > 0)
    if (!func (yipu_query_text (query, 0), yipu_query_text (query, 1), data))
      return TRUE;
  return more == 0;
}

gint64
yipu_reader_get_changed_at (YipuReader *reader, const char *id)
{
  YipuSql *sql = yipu_reader_get_sql (reader, NULL);
  gint64 time = 0;

  if (sql)
    yipu_sql_number (sql, 0, &time, NULL, CHANGED_AT, ":record", 't', id, NULL);
  return time;
}
