/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A catalog is brought to a newer version of Yipu whole or not at all: whatever fails on the way,
 * it is as it was, with a copy beside it, and opening it again goes on. The newer version is one of
 * these tests' own, until there is a second. */
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <yipu/init.h>
#include <yipu/verify.h>

#include "../catalog/fixture.h"
#include "../catalog/snapshot.h"
#include "catalog/schema.h"
#include "failing-vfs.h"

static const YipuSchemaVersion good[] = {
  [1] = { "schema/001.sql", "schema/records-001.sql", "PRAGMA user_version = 1" },
  [2] = { "schema/schema-002.sql", "schema/records-001.sql", "PRAGMA user_version = 2" },
};
static const YipuSchemaVersion broken[] = {
  [1] = { "schema/001.sql", "schema/records-001.sql", "PRAGMA user_version = 1" },
  [2] = { "schema/schema-broken.sql", "schema/records-001.sql", "PRAGMA user_version = 2" },
};
static const YipuSchemaVersion without_records[] = {
  [1] = { "schema/001.sql", "schema/records-001.sql", "PRAGMA user_version = 1" },
  [2] = { "schema/schema-002.sql", "schema/nowhere.sql", "PRAGMA user_version = 2" },
};

static YipuSchemas shipped;

static void
use (const YipuSchemaVersion *versions)
{
  yipu_schemas = versions != NULL ? (YipuSchemas){ versions, 2 } : shipped;
}

/* A closed catalog of the first version with some of everything; what its tables hold. */
static char *
fill (Fixture *f)
{
  g_autofree char *craft = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *gone = fixture_add (f->catalog, "craft", "name", "x", NULL);
  g_autofree char *person = fixture_add (f->catalog, "person", "display_name", "y", NULL);
  char *tables;

  fixture_set (f->catalog, craft, "summary", "s");
  fixture_remove (f->catalog, gone);
  yipu_undone_free (yipu_catalog_undo (f->catalog, NULL));
  fixture_forget (f->catalog, person, "display_name");
  tables = snapshot_tables (f->catalog, FALSE);
  g_clear_object (&f->catalog);
  return tables;
}

static gint64
number_in (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  gint64 number = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (db, sql, -1, &row, NULL) == SQLITE_OK && sqlite3_step (row) == SQLITE_ROW)
    number = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return number;
}

/* Opens with the schemas as they stand; the catalog is what it was, and verifies. */
static void
assert_opens (Fixture *f, const char *tables)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;

  f->catalog = yipu_catalog_open (f->path, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  now = snapshot_tables (f->catalog, FALSE);
  g_assert_cmpstr (now, ==, tables);
  fixture_assert_verifies (f->catalog);
}

/* The copy beside it is the catalog before. */
static void
assert_copy (Fixture *f)
{
  g_autofree char *copy = fixture_file (f, "catalog-before-2.db");

  g_assert_cmpint (number_in (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (number_in (copy, "SELECT count (*) FROM craft WHERE name = '竹编'"), ==, 1);
  g_assert_cmpint (number_in (copy, "SELECT count (*) FROM pragma_integrity_check"
                                    " WHERE integrity_check = 'ok'"),
                   ==, 1);
}

/* To the end, where it says so and names the copy; and a second time there is nothing to do. */
static void
assert_migrates (Fixture *f, const char *tables)
{
  g_autofree char *db = fixture_file (f, "catalog.db");

  use (good);
  assert_opens (f, tables);
  g_assert_nonnull (strstr (yipu_catalog_get_notice (f->catalog), "catalog-before-2.db"));
  assert_copy (f);
  fixture_restart (f);
  g_assert_null (yipu_catalog_get_notice (f->catalog));
  g_clear_object (&f->catalog);
  g_assert_cmpint (number_in (db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (number_in (db, "SELECT count (*) FROM pragma_table_info ('job')"
                                  " WHERE name = 'note'"),
                   ==, 1);
  assert_opens (f, tables);
}

static void
test_a_newer_version_takes_over (Fixture *f, gconstpointer data)
{
  g_autofree char *tables = fill (f);
  g_autoptr (GError) error = NULL;

  assert_migrates (f, tables);
  g_clear_object (&f->catalog);
  /* The older program says by name what it does not know. */
  use (NULL);
  g_assert_null (yipu_catalog_open (f->path, YIPU_OPEN_NORMAL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NEWER);
  use (good);
  assert_opens (f, tables);
}

/* @versions fails between its first word and its last. */
static void
test_a_version_that_fails (Fixture *f, gconstpointer data)
{
  g_autofree char *tables = fill (f);
  g_autofree char *db = fixture_file (f, "catalog.db");

  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    use (data);
    g_assert_null (yipu_catalog_open (f->path, YIPU_OPEN_NORMAL, &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, "it is as it was"));
    assert_copy (f);
    g_assert_cmpint (number_in (db, "PRAGMA user_version"), ==, 1);
  }
  /* With the program before, it is the catalog before. */
  use (NULL);
  assert_opens (f, tables);
  g_clear_object (&f->catalog);
  assert_migrates (f, tables);
}

/* A disk that fails at the @n-th write from opening on; TRUE where there were fewer. */
static gboolean
fail_at (guint n)
{
  Fixture f = { 0 };
  g_autofree char *tables = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reached;

  use (NULL);
  failing_vfs_arm (0, FALSE);
  fixture_set_up (&f, NULL);
  tables = fill (&f);
  use (good);
  failing_vfs_arm (n, TRUE);
  f.catalog = yipu_catalog_open (f.path, YIPU_OPEN_NORMAL, &error);
  reached = failing_vfs_count () >= n;
  g_assert_true ((f.catalog == NULL) == (error != NULL));
  g_clear_object (&f.catalog);
  failing_vfs_arm (0, FALSE);
  if (error != NULL) {
    g_autofree char *db = fixture_file (&f, "catalog.db");

    g_assert_true (error->domain == YIPU_CATALOG_ERROR);
    if (number_in (db, "PRAGMA user_version") == 1)
      assert_migrates (&f, tables);
  }
  if (!f.catalog)
    assert_opens (&f, tables);
  fixture_tear_down (&f, NULL);
  use (NULL);
  return !reached;
}

static void
test_a_disk_that_fails (void)
{
  guint n = 1;

  while (!fail_at (n))
    n += n < 12 ? 1 : 1 + n / 4;
  g_assert_cmpuint (n, >, 12);
}

static const char *program;

/* Whether the child that opens, and is killed at the @n-th write, came to its end before. */
static gboolean
open_and_die (Fixture *f, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *argv[] = { program, "--open", f->path, number, NULL };
  g_auto (GStrv) env =
      g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return WIFEXITED (status);
}

static int
run_child (const char *path, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) catalog = NULL;

  use (good);
  failing_vfs_kill_at ((guint) g_ascii_strtoull (number, NULL, 10));
  catalog = yipu_catalog_open (path, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  return 0;
}

static gboolean
kill_at (guint n)
{
  Fixture f = { 0 };
  g_autofree char *tables = NULL;
  g_autofree char *db = NULL;
  gboolean ended;

  use (NULL);
  fixture_set_up (&f, NULL);
  tables = fill (&f);
  db = fixture_file (&f, "catalog.db");
  ended = open_and_die (&f, n);
  if (number_in (db, "PRAGMA user_version") == 1) {
    assert_opens (&f, tables); /* the program before still can */
    g_clear_object (&f.catalog);
    assert_migrates (&f, tables);
  } else {
    use (good);
    assert_copy (&f);
    assert_opens (&f, tables);
  }
  fixture_tear_down (&f, NULL);
  use (NULL);
  return ended;
}

static void
test_killed_at_any_write (void)
{
  guint n = 1;

  while (!kill_at (n))
    n += n < 12 ? 1 : 1 + n / 4;
  g_assert_cmpuint (n, >, 12);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_tear_down (f, NULL);
  use (NULL);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  failing_vfs_install ();
  shipped = yipu_schemas;
  program = argv[0];
  if (argc == 4 && strcmp (argv[1], "--open") == 0)
    return run_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/migrate/a-newer-version-takes-over", Fixture, NULL, fixture_set_up,
              test_a_newer_version_takes_over, tear_down);
  g_test_add ("/migrate/a-version-that-fails-halfway", Fixture, broken, fixture_set_up,
              test_a_version_that_fails, tear_down);
  g_test_add ("/migrate/a-version-that-lacks-a-part", Fixture, without_records, fixture_set_up,
              test_a_version_that_fails, tear_down);
  g_test_add_func ("/migrate/a-disk-that-fails", test_a_disk_that_fails);
  g_test_add_func ("/migrate/killed-at-any-write", test_killed_at_any_write);
  return g_test_run ();
}
