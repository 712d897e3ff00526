/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading records. The SQL of a list is made from its kind and filter, and kept: there are few. */
#include "catalog/reader-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/record-private.h"
#include "catalog/table.h"

struct _YipuReader {
  YipuSql *sql;
  gboolean owned;
  YipuReaderHook hook;
  gpointer data; /* for @hook; not owned */
};

typedef enum { LIST_RECORDS, LIST_ROWS, LIST_COUNT } ListWhat;

YipuReader *
yipu_reader_new (YipuSql *sql, gboolean owned, YipuReaderHook hook, gpointer data)
{
  YipuReader *reader = g_new0 (YipuReader, 1);

  *reader = (YipuReader){ .sql = sql, .owned = owned, .hook = hook, .data = data };
  return reader;
}

void
yipu_reader_free (YipuReader *reader)
{
  if (reader->owned)
    yipu_sql_close (reader->sql);
  g_free (reader);
}

YipuSql *
yipu_reader_get_sql (YipuReader *reader, GError **error)
{
  if (reader->hook && !reader->hook (reader->data, error))
    return NULL;
  return reader->sql;
}

gboolean
yipu_reader_begin (YipuReader *reader, GError **error)
{
  gint64 count;

  g_return_val_if_fail (!reader->hook, FALSE);
  /* BEGIN alone takes no snapshot, the first read does. */
  return yipu_sql_run (reader->sql, error, "BEGIN", NULL) &&
         yipu_sql_number (reader->sql, 0, &count, error, "SELECT max(id) FROM edit", NULL);
}

void
yipu_reader_end (YipuReader *reader)
{
  yipu_sql_rollback (reader->sql);
}

static gboolean
not_found (const char *id, GError **error)
{
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND,
               _ ("There is no record %s in this catalog."), id);
  return FALSE;
}

static const YipuKind *
find_kind (const char *id, GError **error)
{
  const YipuKind *kind = yipu_kind_find (id);

  if (!kind)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 _ ("There is no kind of record called “%s”."), id);
  return kind;
}

#define KIND_OF                                                                                    \
  "SELECT kind FROM change WHERE record = :record AND op = 'add' AND field = '' LIMIT 1"

const YipuKind *
yipu_sql_kind_of (YipuSql *sql, const char *record, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, KIND_OF, ":record", 't', record, NULL);
  int more = query ? yipu_query_next (query, error) : -1;
  const YipuKind *kind = more > 0 ? yipu_kind_find (yipu_query_text (query, 0)) : NULL;

  if (!kind && more >= 0)
    not_found (record, error);
  return kind;
}

YipuRecord *
yipu_reader_get (YipuReader *reader, const char *kind_id, const char *id, GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuQuery) query = NULL;
  const YipuKind *kind;
  int more;

  g_return_val_if_fail (id != NULL, NULL);
  if (!sql)
    return NULL;
  kind = kind_id ? find_kind (kind_id, error) : yipu_sql_kind_of (sql, id, error);
  if (!kind)
    return NULL;
  query = yipu_sql_query (sql, error, yipu_table_get (kind)->get, "?1", 't', id, NULL);
  more = query ? yipu_query_next (query, error) : -1;
  if (more == 0)
    not_found (id, error);
  return more > 0 ? yipu_record_from_row (kind, query) : NULL;
}

static gboolean
holds_many (const YipuField *field)
{
  return field->type == YIPU_FIELD_LIST || field->type == YIPU_FIELD_SET ||
         field->type == YIPU_FIELD_REFS || field->type == YIPU_FIELD_MONTHS;
}

static void
append_filter (GString *text, const YipuField *field, gboolean is_empty)
{
  g_string_append (text, " AND ");
  if (holds_many (field) && !is_empty) {
    g_string_append (text, "json_valid (");
    yipu_sql_identifier (text, field->name);
    g_string_append (text, ") AND EXISTS (SELECT 1 FROM json_each (");
    yipu_sql_identifier (text, field->name);
    g_string_append (text, ") WHERE value = :value)");
    return;
  }
  yipu_sql_identifier (text, field->name);
  g_string_append (text, is_empty ? " IS NULL" : " = :value");
}

static const char *
list_sql (const YipuKind *kind, const YipuField *field, gboolean is_empty, ListWhat what)
{
  g_autoptr (GString) text = g_string_new ("SELECT ");

  if (what == LIST_COUNT)
    g_string_append (text, "count(*)");
  else
    g_string_append (text, what == LIST_ROWS ? "rowid" : yipu_table_get (kind)->columns);
  g_string_append (text, " FROM ");
  yipu_sql_identifier (text, kind->id);
  g_string_append (text, " WHERE gone IS NULL");
  if (field)
    append_filter (text, field, is_empty);
  if (what != LIST_COUNT)
    g_string_append (text, kind->ordered ? " ORDER BY position, id" : " ORDER BY id");
  return g_intern_string (text->str);
}

static YipuQuery *
list_query (YipuReader *reader,
            const YipuKind *kind,
            const char *field_name,
            const char *text,
            ListWhat what,
            GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  const YipuField *field = field_name ? yipu_kind_field (kind, field_name) : NULL;
  g_auto (YipuValue) value = YIPU_VALUE_EMPTY;
  const char *sql_text;

  if (!sql)
    return NULL;
  if (field_name && !field) {
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 _ ("Records of kind “%s” have no field “%s”."), kind->id, field_name);
    return NULL;
  }
  if (field && !yipu_value_from_text (field, text, &value, error))
    return NULL;
  sql_text = list_sql (kind, field, value.type == YIPU_VALUE_NULL, what);
  if (value.type == YIPU_VALUE_NULL)
    return yipu_sql_query (sql, error, sql_text, NULL);
  return yipu_sql_query (sql, error, sql_text, ":value", 'v', &value, NULL);
}

GPtrArray *
yipu_reader_list (
    YipuReader *reader, const char *kind_id, const char *field, const char *value, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  const YipuKind *kind = find_kind (kind_id, error);
  g_autoptr (YipuQuery) query =
      kind ? list_query (reader, kind, field, value, LIST_RECORDS, error) : NULL;
  int more;

  if (!query)
    return NULL;
  while ((more = yipu_query_next (query, error)) > 0)
    g_ptr_array_add (records, yipu_record_from_row (kind, query));
  return more == 0 ? g_steal_pointer (&records) : NULL;
}

gint64
yipu_reader_count (
    YipuReader *reader, const char *kind_id, const char *field, const char *value, GError **error)
{
  const YipuKind *kind = find_kind (kind_id, error);
  g_autoptr (YipuQuery) query =
      kind ? list_query (reader, kind, field, value, LIST_COUNT, error) : NULL;

  if (!query || yipu_query_next (query, error) < 0)
    return -1;
  return yipu_query_int (query, 0);
}

GArray *
yipu_reader_list_rows (
    YipuReader *reader, const char *kind_id, const char *field, const char *value, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const YipuKind *kind = find_kind (kind_id, error);
  g_autoptr (YipuQuery) query =
      kind ? list_query (reader, kind, field, value, LIST_ROWS, error) : NULL;
  int more;

  if (!query)
    return NULL;
  while ((more = yipu_query_next (query, error)) > 0) {
    gint64 row = yipu_query_int (query, 0);
    g_array_append_val (rows, row);
  }
  return more == 0 ? g_steal_pointer (&rows) : NULL;
}

static void
unref_record (gpointer record)
{
  if (record)
    yipu_record_unref (record);
}

GPtrArray *
yipu_reader_get_rows (
    YipuReader *reader, const char *kind_id, const gint64 *rows, guint n_rows, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n_rows, unref_record);
  const YipuKind *kind = find_kind (kind_id, error);
  YipuSql *sql = kind ? yipu_reader_get_sql (reader, error) : NULL;

  if (!sql)
    return NULL;
  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (YipuQuery) query =
        yipu_sql_query (sql, error, yipu_table_get (kind)->get_row, "?1", 'i', rows[i], NULL);
    int more = query ? yipu_query_next (query, error) : -1;

    if (more < 0)
      return NULL;
    g_ptr_array_add (records, more > 0 ? yipu_record_from_row (kind, query) : NULL);
  }
  return g_steal_pointer (&records);
}
