/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables as text, by plain SQL of its own rather than through the code under test. */
#include "snapshot.h"

#include <sqlite3.h>
#include <string.h>

static void
append_row (GString *text, const char *kind, sqlite3_stmt *row)
{
  g_string_append (text, kind);
  for (int i = 0; i < sqlite3_column_count (row); i++) {
    const char *value = (const char *) sqlite3_column_text (row, i);
    if (value)
      g_string_append_printf (text, " %s=%s", sqlite3_column_name (row, i), value);
  }
  g_string_append_c (text, '\n');
}

static void
append_table (GString *text, sqlite3 *db, const char *kind, gboolean only_there)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" %s ORDER BY id", kind,
                                          only_there ? "WHERE gone IS NULL" : "");
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    append_row (text, kind, row);
  sqlite3_finalize (row);
}

char *
snapshot_tables (YipuCatalog *catalog, gboolean only_there)
{
  g_autofree char *path = g_build_filename (yipu_catalog_get_folder (catalog), "catalog.db", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < n_kinds; i++)
    append_table (text, db, kinds[i]->id, only_there);
  sqlite3_close (db);
  return g_strdup (text->str);
}
