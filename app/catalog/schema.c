/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema of each version is SQL compiled into the library: 001.sql has the log,
 * records-001.sql the record tables. */
#include "catalog/schema.h"

#include <yipu/init.h>

#include "catalog/log.h"

static gboolean
run_resource (YipuSql *sql, const char *path, GError **error)
{
  g_autoptr (GBytes) script = yipu_resource_load (path);

  return yipu_sql_script (sql, g_bytes_get_data (script, NULL), error);
}

#define HEAD "PRAGMA application_id = 1500074101; PRAGMA user_version = 1;"
#define KEEP_ID "INSERT INTO meta (key, value) VALUES ('id', :id)"

gboolean
yipu_schema_create (YipuSql *sql, const char *catalog_id, GError **error)
{
  if (!yipu_sql_script (sql, "PRAGMA journal_mode = WAL", error) || !yipu_sql_begin (sql, error))
    return FALSE;
  if (run_resource (sql, "schema/001.sql", error) &&
      run_resource (sql, "schema/records-001.sql", error) &&
      yipu_sql_run (sql, error, KEEP_ID, ":id", 't', catalog_id, NULL) &&
      yipu_sql_script (sql, HEAD, error))
    return yipu_sql_commit (sql, error);
  yipu_sql_rollback (sql);
  return FALSE;
}
