/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening what may be anything: no catalog, a newer one, one that a stick has changed, one that a
 * crash left, one that cannot be written (trust.md, "Opening a catalog we did not write"). */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yipu/init.h>

#include "catalog/copy.h"
#include "fixture.h"

static void
run_sql (Fixture *f, const char *sql)
{
  g_autofree char *path = fixture_file (f, "catalog.db");
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
assert_refused (Fixture *f, YipuCatalogError code, const char *word)
{
  static const YipuOpenFlags flags[] = { YIPU_OPEN_NORMAL, YIPU_OPEN_READ_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuCatalog) catalog = yipu_catalog_open (f->path, flags[i], &error);

    g_assert_error (error, YIPU_CATALOG_ERROR, (int) code);
    g_assert_null (catalog);
    g_assert_nonnull (strstr (error->message, word));
  }
}

static void
test_newer_is_refused_by_name (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->catalog);
  run_sql (f, "PRAGMA user_version = 7");
  assert_refused (f, YIPU_CATALOG_ERROR_NEWER, "7");
}

static void
test_other_program_is_refused (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->catalog);
  run_sql (f, "PRAGMA application_id = 1");
  assert_refused (f, YIPU_CATALOG_ERROR_NOT_A_CATALOG, f->path);
}

static void
test_any_bytes_are_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_file (f, "catalog.db");
  char bytes[4096];

  g_clear_object (&f->catalog);
  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (char) g_test_rand_int ();
  g_assert_true (g_file_set_contents (path, bytes, sizeof bytes, NULL));
  assert_refused (f, YIPU_CATALOG_ERROR_NOT_A_CATALOG, f->path);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (f, YIPU_CATALOG_ERROR_NOT_A_CATALOG, f->path);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_refused (f, YIPU_CATALOG_ERROR_NOT_A_CATALOG, "catalog.db");
}

static void
test_link_is_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_file (f, "catalog.db");
  g_autofree char *other = fixture_file (f, "elsewhere.db");

  g_clear_object (&f->catalog);
  g_assert_cmpint (g_rename (path, other), ==, 0);
  g_assert_cmpint (symlink (other, path), ==, 0);
  assert_refused (f, YIPU_CATALOG_ERROR_NOT_A_CATALOG, "catalog.db");
}

static const char *const alterations[] = {
  "CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM craft; END",
  "CREATE VIEW v AS SELECT * FROM craft",
  "CREATE TABLE more (x)",
  "CREATE INDEX craft_more ON craft (name)",
  "DROP INDEX craft_list",
  "ALTER TABLE craft ADD COLUMN more TEXT",
  "DROP TABLE question; CREATE TABLE question (record TEXT, field TEXT)",
};

static void
test_altered_schema_is_refused (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->catalog);
  run_sql (f, alterations[GPOINTER_TO_UINT (data) - 1]);
  assert_refused (f, YIPU_CATALOG_ERROR_DAMAGED, f->path);
}

static void
test_copied_folder_is_a_new_replica (Fixture *f, gconstpointer data)
{
  g_autofree char *other = g_build_filename (f->folder, "other.yipu", NULL);
  g_autofree char *database = g_build_filename (other, "catalog.db", NULL);
  g_autofree char *own = g_strdup (yipu_catalog_get_replica (f->catalog));
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) copy = NULL;

  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (yipu_catalog_copy_database (f->catalog, database, &error));
  g_assert_no_error (error);
  copy = yipu_catalog_open (other, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yipu_catalog_get_id (copy), ==, yipu_catalog_get_id (f->catalog));
  g_assert_cmpstr (yipu_catalog_get_replica (copy), !=, own);
  fixture_assert_value (copy, id, "name", "a");
  fixture_set (copy, id, "name", "b");
  fixture_assert_verifies (copy);
  fixture_restart (f);
  g_assert_cmpstr (yipu_catalog_get_replica (f->catalog), ==, own);
}

static void
test_older_state_put_back_is_a_new_replica (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_file (f, "catalog.db");
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", NULL);
  g_autofree char *own = g_strdup (yipu_catalog_get_replica (f->catalog));
  g_autofree char *bytes = NULL;
  gsize length;

  fixture_restart (f);
  g_clear_object (&f->catalog);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  fixture_restart (f);
  fixture_set (f->catalog, id, "name", "b");
  g_clear_object (&f->catalog);
  /* In place, so that not even the inode tells. */
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  fixture_restart (f);
  g_assert_cmpstr (yipu_catalog_get_replica (f->catalog), !=, own);
}

static gboolean
add_in_group (YipuEdit *edit, gpointer data, GError **error)
{
  yipu_edit_set_group (edit, data);
  return yipu_edit_add (edit, "craft", NULL, error) != NULL;
}

static gint64
count_crafts (Fixture *f)
{
  return yipu_reader_count (yipu_catalog_get_reader (f->catalog), "craft", NULL, NULL, NULL);
}

/* One way until nothing is left to take back; every state on the way is a whole one. */
static void
go (Fixture *f, YipuUndone *(*step) (YipuCatalog *, GError **), gint64 whole)
{
  g_autoptr (GError) error = NULL;

  while (error == NULL) {
    g_autoptr (YipuUndone) undone = step (f->catalog, &error);
    gint64 count = count_crafts (f);

    g_assert_true (count == 0 || count == whole);
  }
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
}

/* Neither Ctrl+Y nor Ctrl+Z finds anything of what was cut off, in whatever order. */
static void
assert_stacks_pass_by (Fixture *f, gint64 whole)
{
  g_assert_false (yipu_catalog_can_redo (f->catalog));
  go (f, yipu_catalog_redo, whole);
  g_assert_cmpint (count_crafts (f), ==, whole);
  go (f, yipu_catalog_undo, whole);
  g_assert_cmpint (count_crafts (f), ==, 0);
  go (f, yipu_catalog_redo, whole);
  g_assert_cmpint (count_crafts (f), ==, whole);
}

static void
test_dropped_job_is_on_no_stack (Fixture *f, gconstpointer data)
{
  g_autofree char *craft = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *group = yipu_catalog_begin_group (f->catalog, "Import a list", NULL);

  for (int i = 0; i < 3; i++)
    g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_in_group, group, NULL));
  g_assert_true (yipu_catalog_drop_group (f->catalog, group, NULL));
  assert_stacks_pass_by (f, 1);
}

static void
test_cut_off_job_is_taken_back_and_told (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = yipu_catalog_begin_group (f->catalog, "Import a list", &error);
  g_autofree char *cut = NULL;

  g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_in_group, done, NULL));
  g_assert_true (yipu_catalog_end_group (f->catalog, done, &error));
  cut = yipu_catalog_begin_group (f->catalog, "Import photos", &error);
  g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_in_group, cut, NULL));
  g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_in_group, cut, NULL));
  g_assert_cmpint (
      yipu_reader_count (yipu_catalog_get_reader (f->catalog), "craft", NULL, NULL, NULL), ==, 3);
  fixture_restart (f);
  g_assert_cmpint (
      yipu_reader_count (yipu_catalog_get_reader (f->catalog), "craft", NULL, NULL, NULL), ==, 1);
  g_assert_nonnull (strstr (yipu_catalog_get_notice (f->catalog), "Import photos"));
  g_assert_null (strstr (yipu_catalog_get_notice (f->catalog), "Import a list"));
  assert_stacks_pass_by (f, 1);
  fixture_restart (f);
  g_assert_null (yipu_catalog_get_notice (f->catalog));
}

static void
test_others_are_shut_out (Fixture *f, gconstpointer data)
{
  g_autofree char *database = fixture_file (f, "catalog.db");
  struct stat info;

  g_clear_object (&f->catalog);
  g_assert_cmpint (g_chmod (f->path, 0755), ==, 0);
  g_assert_cmpint (g_chmod (database, 0644), ==, 0);
  fixture_restart (f);
  g_assert_nonnull (yipu_catalog_get_notice (f->catalog));
  g_assert_cmpint (stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (stat (database, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_failed_creation_leaves_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (f->path, "catalog.db", "x.yipu", NULL);

  g_assert_null (yipu_catalog_create (f->path, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (yipu_catalog_create (below, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO);
}

#define ADD_WITH(path, data, func)                                                                 \
  g_test_add ("/open/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
#define ADD(path, func) ADD_WITH (path, NULL, func)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("newer-is-refused-by-name", test_newer_is_refused_by_name);
  ADD ("other-program-is-refused", test_other_program_is_refused);
  ADD ("any-bytes-are-refused", test_any_bytes_are_refused);
  ADD ("link-is-refused", test_link_is_refused);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++) {
    g_autofree char *path = g_strdup_printf ("/open/altered-schema-is-refused/%u", i);
    g_test_add (path, Fixture, GUINT_TO_POINTER (i + 1), fixture_set_up,
                test_altered_schema_is_refused, fixture_tear_down);
  }
  ADD ("copied-folder-is-a-new-replica", test_copied_folder_is_a_new_replica);
  ADD ("older-state-put-back-is-a-new-replica", test_older_state_put_back_is_a_new_replica);
  ADD ("dropped-job-is-on-no-stack", test_dropped_job_is_on_no_stack);
  ADD ("cut-off-job-is-taken-back-and-told", test_cut_off_job_is_taken_back_and_told);
  ADD ("others-are-shut-out", test_others_are_shut_out);
  ADD ("failed-creation-leaves-nothing", test_failed_creation_leaves_nothing);
  return g_test_run ();
}
