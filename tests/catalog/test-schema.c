/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema's rules (architecture.md): the tables are what the kinds describe, and nothing in them
 * acts by itself. */
#include <sqlite3.h>
#include <string.h>
#include <yipu/init.h>

#include "catalog/catalog-private.h"
#include "catalog/reader-private.h"
#include "catalog/schema.h"
#include "fixture.h"

static sqlite3 *
open_database (Fixture *f)
{
  g_autofree char *path = fixture_file (f, "catalog.db");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

static char *
one_text (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *row = NULL;
  char *text;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  text = sqlite3_step (row) == SQLITE_ROW ? g_strdup ((const char *) sqlite3_column_text (row, 0))
                                          : NULL;
  sqlite3_finalize (row);
  return text;
}

static gboolean
is_number (const YipuField *field)
{
  return field->type == YIPU_FIELD_INT || field->type == YIPU_FIELD_FEN ||
         field->type == YIPU_FIELD_YES;
}

/* "id TEXT, name TEXT, year INTEGER" of a kind, as table_info tells it. */
static char *
described (const YipuKind *kind)
{
  GString *text = g_string_new ("id TEXT");

  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (text, ",%s %s", kind->fields[i].name,
                            is_number (&kind->fields[i]) ? "INTEGER" : "TEXT");
  return g_string_free (text, FALSE);
}

static void
test_tables_are_the_kinds (Fixture *f, gconstpointer data)
{
  sqlite3 *db = open_database (f);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    g_autofree char *sql =
        g_strdup_printf ("SELECT group_concat (name || ' ' || type) FROM"
                         " (SELECT * FROM pragma_table_info ('%s') ORDER BY cid)",
                         kinds[i]->id);
    g_autofree char *found = one_text (db, sql);
    g_autofree char *wanted = described (kinds[i]);

    g_assert_cmpstr (found, ==, wanted);
  }
  sqlite3_close (db);
}

static void
test_nothing_acts_by_itself (Fixture *f, gconstpointer data)
{
  static const char *const never[] = {
    "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')",
    "SELECT name FROM sqlite_schema WHERE sql GLOB '* REFERENCES *' OR sql GLOB '*CHECK*'"
    " OR sql GLOB '*GENERATED*' OR sql GLOB '*COLLATE*' OR sql GLOB '*VIRTUAL*'",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    " AND sql NOT LIKE '%) STRICT'",
    /* UNIQUE, besides ids and an edit's place */
    "SELECT name FROM sqlite_schema WHERE sql LIKE '%UNIQUE%' AND name <> 'edit_place'",
  };
  sqlite3 *db = open_database (f);

  for (guint i = 0; i < G_N_ELEMENTS (never); i++) {
    g_autofree char *found = one_text (db, never[i]);
    g_assert_cmpstr (found, ==, NULL);
  }
  sqlite3_close (db);
}

static void
assert_plan (Fixture *f, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3 *db = open_database (f);
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, explain, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW) {
    const char *plan = (const char *) sqlite3_column_text (row, 3);

    g_test_message ("%s: %s", sql, plan);
    g_assert_nonnull (strstr (plan, "COVERING INDEX"));
    g_assert_null (strstr (plan, "TEMP B-TREE"));
  }
  sqlite3_finalize (row);
  sqlite3_close (db);
}

/* The queries of yipu_reader_list_rows(): by owner, and whole where a list may be long. */
static void
test_lists_scan_their_index_alone (Fixture *f, gconstpointer data)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    const YipuKind *kind = kinds[i];
    const char *order = kind->ordered ? "position, id" : "id";
    g_autofree char *all = g_strdup_printf (
        "SELECT rowid FROM \"%s\" WHERE gone IS NULL ORDER BY %s", kind->id, order);
    g_autofree char *owned = g_strdup_printf ("SELECT rowid FROM \"%s\" WHERE gone IS NULL AND"
                                              " \"%s\" = :value ORDER BY %s",
                                              kind->id, kind->owner, order);

    if (!kind->owner || g_str_equal (kind->id, "listing"))
      assert_plan (f, all);
    if (kind->owner)
      assert_plan (f, owned);
  }
}

/* --- Migrating: what the record tables held must come back from the log alone --- */

static void
test_migration_folds_the_log (Fixture *f, gconstpointer data)
{
  g_autofree char *craft = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *gone = fixture_add (f->catalog, "craft", "name", "x", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  fixture_set (f->catalog, craft, "summary", "s");
  fixture_remove (f->catalog, gone);
  g_clear_object (&f->catalog);
  db = open_database (f);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM craft", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  {
    g_autofree char *path = fixture_file (f, "catalog.db");
    g_autoptr (YipuSql) sql = yipu_sql_open (path, YIPU_SQL_WRITE, &error);

    g_assert_no_error (error);
    g_assert_true (yipu_schema_migrate (sql, YIPU_SCHEMA, &error));
    g_assert_no_error (error);
  }
  fixture_restart (f);
  fixture_assert_value (f->catalog, craft, "summary", "s");
  fixture_assert_value (f->catalog, gone, "gone", "1");
}

#define ADD(path, func)                                                                            \
  g_test_add ("/schema/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("tables-are-the-kinds", test_tables_are_the_kinds);
  ADD ("nothing-acts-by-itself", test_nothing_acts_by_itself);
  ADD ("lists-scan-their-index-alone", test_lists_scan_their_index_alone);
  ADD ("migration-folds-the-log", test_migration_folds_the_log);
  return g_test_run ();
}
