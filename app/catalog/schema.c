/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema of each version is SQL compiled into the library: NNN.sql has what was new in the log,
 * records-NNN.sql the record tables whole. A migration never touches the log; record tables are
 * dropped, made anew and filled by the fold, since all of them follow from the log. */
#include "catalog/schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>
#include <yipu/init.h>

#include "catalog/fold.h"
#include "catalog/log.h"

static gboolean
run_resource (YipuSql *sql, const char *path, GError **error)
{
  g_autoptr (GBytes) script = yipu_resource_load (path);

  if (script)
    return yipu_sql_script (sql, g_bytes_get_data (script, NULL), error);
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
               _ ("This program lacks a part of itself (%s): install it again."), path);
  return FALSE;
}

static const YipuSchemaVersion released[] = {
  [1] = { "schema/001.sql", "schema/records-001.sql", "PRAGMA user_version = 1" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (released) == YIPU_SCHEMA + 1);
G_STATIC_ASSERT (YIPU_APPLICATION_ID == 1500074101);

YipuSchemas yipu_schemas = { released, YIPU_SCHEMA };

/* The log's tables up to @version. */
static gboolean
make_log (YipuSql *sql, gint64 from, gint64 version, GError **error)
{
  for (gint64 v = from + 1; v <= version; v++)
    if (!run_resource (sql, yipu_schemas.versions[v].log, error))
      return FALSE;
  return TRUE;
}

static gboolean
make_records (YipuSql *sql, gint64 version, GError **error)
{
  return run_resource (sql, yipu_schemas.versions[version].records, error);
}

static gboolean
set_version (YipuSql *sql, gint64 version, GError **error)
{
  return yipu_sql_script (sql, "PRAGMA application_id = 1500074101", error) &&
         yipu_sql_script (sql, yipu_schemas.versions[version].stamp, error);
}

#define KEEP_ID "INSERT INTO meta (key, value) VALUES ('id', :id)"

gboolean
yipu_schema_create (YipuSql *sql, const char *catalog_id, GError **error)
{
  gint64 newest = yipu_schemas.newest;

  if (!yipu_sql_script (sql, "PRAGMA journal_mode = WAL", error) || !yipu_sql_begin (sql, error))
    return FALSE;
  if (make_log (sql, 0, newest, error) && make_records (sql, newest, error) &&
      yipu_sql_run (sql, error, KEEP_ID, ":id", 't', catalog_id, NULL) &&
      set_version (sql, newest, error))
    return yipu_sql_commit (sql, error);
  yipu_sql_rollback (sql);
  return FALSE;
}

/* --- Comparing --- */

#define OBJECTS "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
/* Kept by SQLite itself, for the keys of tables. */
#define OWN_PREFIX "sqlite_autoindex_"

/* "type name" → SQL with every run of blanks made one. */
static GHashTable *
read_objects (YipuSql *sql, GError **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, OBJECTS, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    const char *text = yipu_query_text (query, 2);
    g_auto (GStrv) words = g_strsplit_set (text ? text : "", " \t\n", -1);
    GString *normal = g_string_new (NULL);

    for (guint i = 0; words[i]; i++)
      if (*words[i])
        g_string_append_printf (normal, "%s ", words[i]);
    g_hash_table_insert (
        objects, g_strconcat (yipu_query_text (query, 0), " ", yipu_query_text (query, 1), NULL),
        g_string_free (normal, FALSE));
  }
  return more == 0 ? g_steal_pointer (&objects) : NULL;
}

static GHashTable *
shipped_objects (gint64 version, GError **error)
{
  g_autoptr (YipuSql) sql = yipu_sql_open (":memory:", YIPU_SQL_CREATE, error);

  if (!sql || !make_log (sql, 0, version, error) || !make_records (sql, version, error))
    return NULL;
  return read_objects (sql, error);
}

static char *
first_difference (GHashTable *found, GHashTable *shipped)
{
  GHashTableIter iter;
  const char *name, *text;

  g_hash_table_iter_init (&iter, shipped);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &text))
    if (g_strcmp0 (g_hash_table_lookup (found, name), text) != 0)
      return g_strdup (name);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
    if (!g_hash_table_contains (shipped, name))
      return g_strdup (name);
  return NULL;
}

gboolean
yipu_schema_check (YipuSql *sql, char **difference, GError **error)
{
  gint64 version;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) shipped = NULL;

  *difference = NULL;
  if (!yipu_sql_number (sql, 0, &version, error, "PRAGMA user_version", NULL))
    return FALSE;
  found = read_objects (sql, error);
  shipped = found ? shipped_objects (version, error) : NULL;
  if (!shipped)
    return FALSE;
  *difference = first_difference (found, shipped);
  return TRUE;
}

gboolean
yipu_schema_identify (YipuSql *sql, const char *folder, gint64 *version, GError **error)
{
  gint64 application;

  if (!yipu_sql_number (sql, 0, &application, error, "PRAGMA application_id", NULL) ||
      !yipu_sql_number (sql, 0, version, error, "PRAGMA user_version", NULL))
    return FALSE;
  if (application != YIPU_APPLICATION_ID || *version < 1)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_A_CATALOG,
                 _ ("%s is no Yipu catalog."), folder);
  else if (*version > yipu_schemas.newest)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NEWER,
                 _ ("%s was made by a newer Yipu (catalog version %d; this one, %s, knows %d). "
                    "Install the newer Yipu to open it."),
                 folder, (int) *version, YIPU_VERSION, (int) yipu_schemas.newest);
  else
    return TRUE;
  return FALSE;
}

/* --- Migrating --- */

static gboolean
is_log_table (const char *name)
{
  static const char *const names[] = { "meta", "job", "replica", "edit", "change" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

#define TABLES "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"

static gboolean
drop_records (YipuSql *sql, GError **error)
{
  g_autoptr (GString) script = g_string_new (NULL);
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, TABLES, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    const char *name = yipu_query_text (query, 0);

    if (is_log_table (name))
      continue;
    g_string_append (script, strcmp (name, "question") == 0 ? "DELETE FROM " : "DROP TABLE ");
    yipu_sql_identifier (script, name);
    g_string_append (script, ";");
  }
  if (query)
    yipu_query_reset (query);
  return more == 0 && yipu_sql_script (sql, script->str, error);
}

gboolean
yipu_schema_migrate (YipuSql *sql, gint64 version, GError **error)
{
  g_autoptr (YipuFold) fold = NULL;
  gint64 newest = yipu_schemas.newest;

  if (!yipu_sql_begin (sql, error))
    return FALSE;
  if (drop_records (sql, error) && make_log (sql, version, newest, error) &&
      make_records (sql, newest, error) && (fold = yipu_fold_new (sql, NULL, error)) &&
      yipu_fold_write (fold, error) && set_version (sql, newest, error))
    return yipu_sql_commit (sql, error);
  yipu_sql_rollback (sql);
  return FALSE;
}
