/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQL of the record tables, made once from the kinds' descriptions. */
#include "catalog/table.h"

static const char *
interned (GString *text)
{
  const char *kept = g_intern_string (text->str);

  g_string_truncate (text, 0);
  return kept;
}

static void
append_columns (GString *text, const YipuKind *kind)
{
  g_string_append (text, "id");
  for (guint i = 0; i < kind->n_fields; i++) {
    g_string_append (text, ", ");
    yipu_sql_identifier (text, kind->fields[i].name);
  }
}

static void
describe_fields (YipuTable *table, const YipuKind *kind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  table->get_field = g_new (const char *, kind->n_fields);
  table->set_field = g_new (const char *, kind->n_fields);
  for (guint i = 0; i < kind->n_fields; i++) {
    g_string_append (text, "SELECT ");
    yipu_sql_identifier (text, kind->fields[i].name);
    g_string_append (text, " FROM ");
    yipu_sql_identifier (text, kind->id);
    g_string_append (text, " WHERE id = ?1");
    table->get_field[i] = interned (text);
    g_string_append (text, "UPDATE ");
    yipu_sql_identifier (text, kind->id);
    g_string_append (text, " SET ");
    yipu_sql_identifier (text, kind->fields[i].name);
    g_string_append (text, " = ?2 WHERE id = ?1");
    table->set_field[i] = interned (text);
  }
}

static YipuTable *
describe (const YipuKind *kind)
{
  YipuTable *table = g_new0 (YipuTable, 1);
  g_autoptr (GString) text = g_string_new ("rowid, ");
  g_autoptr (GString) name = g_string_new (NULL);

  yipu_sql_identifier (name, kind->id);
  append_columns (text, kind);
  table->columns = interned (text);
  g_string_append_printf (text, "SELECT %s FROM %s WHERE id = ?1", table->columns, name->str);
  table->get = interned (text);
  g_string_append_printf (text, "SELECT %s FROM %s WHERE rowid = ?1", table->columns, name->str);
  table->get_row = interned (text);
  g_string_append_printf (text, "DELETE FROM %s WHERE id = ?1", name->str);
  table->delete = interned (text);
  g_string_append_printf (text, "INSERT INTO %s (", name->str);
  append_columns (text, kind);
  g_string_append (text, ") VALUES (?1");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (text, ", ?%u", i + 2);
  g_string_append (text, ")");
  table->insert = interned (text);
  describe_fields (table, kind);
  return table;
}

static gpointer
describe_all (gpointer unused)
{
  GHashTable *tables = g_hash_table_new (NULL, NULL);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_hash_table_insert (tables, (gpointer) kinds[i], describe (kinds[i]));
  return tables;
}

const YipuTable *
yipu_table_get (const YipuKind *kind)
{
  static GOnce once = G_ONCE_INIT;

  return g_hash_table_lookup (g_once (&once, describe_all, NULL), kind);
}

static void
bind (YipuQuery *query, int at, const YipuValue *value)
{
  if (value->type == YIPU_VALUE_INT)
    sqlite3_bind_int64 (query, at, value->number);
  else if (value->type == YIPU_VALUE_TEXT)
    sqlite3_bind_text (query, at, value->text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (query, at);
}

gboolean
yipu_table_insert (
    YipuSql *sql, const YipuKind *kind, const char *id, const YipuValue *values, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, yipu_table_get (kind)->insert, "?1", 't', id, NULL);

  if (!query)
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    bind (query, (int) i + 2, &values[i]);
  return yipu_query_next (query, error) >= 0;
}

gboolean
yipu_table_set (YipuSql *sql,
                const YipuKind *kind,
                const char *id,
                guint field,
                const YipuValue *value,
                GError **error)
{
  return yipu_sql_run (sql, error, yipu_table_get (kind)->set_field[field], "?1", 't', id, "?2",
                       'v', value, NULL);
}

gboolean
yipu_table_delete (YipuSql *sql, const YipuKind *kind, const char *id, GError **error)
{
  return yipu_sql_run (sql, error, yipu_table_get (kind)->delete, "?1", 't', id, NULL);
}

int
yipu_table_get_value (YipuSql *sql,
                      const YipuKind *kind,
                      const char *id,
                      guint field,
                      YipuValue *value,
                      GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, yipu_table_get (kind)->get_field[field], "?1", 't', id, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0)
    *value = yipu_query_value (query, 0);
  return more;
}
