/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups: what went in comes out, damage is found before anything is replaced or restored, and a
 * restored catalog goes on by itself. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <yipu/backup.h>
#include <yipu/dump.h>
#include <yipu/init.h>
#include <yipu/verify.h>

#include "base/hash.h"

static char *
beside (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* A medium and the record that names it. */
static char *
add_medium (Fixture *fixture, const char *content)
{
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hash = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *folder = NULL;
  char *path;

  yipu_hash_bytes (content, strlen (content), digest);
  hash = yipu_hash_to_hex (digest);
  entry = g_strdup_printf ("media/%.2s/%s", hash, hash + 2);
  path = fixture_file (fixture, entry);
  folder = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_free (fixture_add (fixture->catalog, "file", "hash", hash, NULL));
  return path;
}

static char *
save (Fixture *fixture, GPtrArray *findings)
{
  char *path = beside (fixture, "village.yipu.zip");
  g_autoptr (GError) error = NULL;

  yipu_backup_save (fixture->catalog, path, NULL, findings, &error);
  g_assert_no_error (error);
  return path;
}

static char *
dump (Fixture *fixture, YipuCatalog *catalog)
{
  g_autofree char *path = beside (fixture, "dump.jsonl");
  char *text;

  g_assert_true (yipu_dump_save (catalog, path, YIPU_DUMP_HISTORY, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
assert_only (Fixture *fixture, const char *const *names)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_strv_contains (names, name))
      g_error ("“%s” was left behind", name);
}

static void
test_what_went_in_comes_out (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "village.yipu", "village.yipu.zip", "again.yipu",
                                       "dump.jsonl", NULL };
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *medium = add_medium (fixture, "a photo");
  g_autofree char *backup = NULL;
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (YipuCatalog) again = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (fixture->catalog, craft, "name", "篾编");
  before = dump (fixture, fixture->catalog);
  backup = save (fixture, NULL);
  yipu_backup_restore (backup, folder, NULL, &error);
  g_assert_no_error (error);
  assert_only (fixture, names);
  again = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  after = dump (fixture, again);
  g_assert_cmpstr (before, ==, after);
  findings = yipu_catalog_verify (again, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* The undo stack of a new replica is empty, and both may write the next edit. */
static void
test_a_restored_catalog_is_a_new_replica (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *backup = save (fixture, NULL);
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autoptr (YipuCatalog) again = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  g_assert_true (yipu_backup_restore (backup, folder, NULL, NULL));
  again = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, NULL);
  g_assert_nonnull (again);
  g_assert_false (yipu_catalog_can_undo (again));
  g_assert_true (yipu_catalog_can_undo (fixture->catalog));
  fixture_set (fixture->catalog, craft, "name", "甲");
  fixture_set (again, craft, "name", "乙");
  here = dump (fixture, fixture->catalog);
  there = dump (fixture, again);
  g_assert_cmpstr (yipu_catalog_get_id (again), ==, yipu_catalog_get_id (fixture->catalog));
  g_assert_nonnull (strstr (here, ":2\",\"lamport\":2"));
  g_assert_nonnull (strstr (there, ":1\",\"lamport\":2"));
}

/* What is typed after a backup must not fold into an edit that is in it. */
static void
test_the_log_is_sealed_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", NULL);
  g_autofree char *backup = NULL;
  gint64 edit;
  YipuReader *reader = yipu_catalog_get_reader (fixture->catalog);

  yipu_catalog_autosave (fixture->catalog, craft, "name", "竹", NULL, NULL);
  yipu_catalog_flush (fixture->catalog);
  edit = yipu_reader_get_last_edit (reader, NULL);
  yipu_catalog_autosave (fixture->catalog, craft, "name", "竹编", NULL, NULL);
  yipu_catalog_flush (fixture->catalog);
  g_assert_cmpint (yipu_reader_get_last_edit (reader, NULL), ==, edit);
  backup = save (fixture, NULL);
  yipu_catalog_autosave (fixture->catalog, craft, "name", "竹编篮", NULL, NULL);
  yipu_catalog_flush (fixture->catalog);
  g_assert_cmpint (yipu_reader_get_last_edit (reader, NULL), ==, edit + 1);
}

static void
test_a_damaged_medium_is_left_out_and_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = add_medium (fixture, "a photo");
  g_autofree char *broken = add_medium (fixture, "another photo");
  g_autofree char *path = beside (fixture, "village.yipu.zip");
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (broken, "rotten", -1, NULL));
  g_assert_false (yipu_backup_save (fixture->catalog, path, NULL, NULL, &error));
  g_assert_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_DAMAGED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (save (fixture, findings));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (yipu_backup_restore (path, folder, NULL, NULL));
  kept = g_build_filename (folder, whole + strlen (fixture->path), NULL);
  g_assert_true (g_file_test (kept, G_FILE_TEST_IS_REGULAR));
  /* The teardown verifies the catalog, and it shall be well then. */
  g_assert_true (g_file_set_contents (broken, "another photo", -1, NULL));
}

/* A bit of rot anywhere is found, and nothing is restored. */
static void
test_rot_is_found_wherever_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *medium = add_medium (fixture, "a photo that is somewhat longer than the others");
  g_autofree char *backup = save (fixture, NULL);
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  for (int round = 0; round < 60; round++) {
    gsize at = (gsize) g_test_rand_int_range (0, (int) length);
    char was = bytes[at];
    g_autoptr (GError) error = NULL;

    bytes[at] = (char) (was ^ (1 << g_test_rand_int_range (0, 8)));
    g_assert_true (g_file_set_contents (backup, bytes, (gssize) length, NULL));
    if (yipu_backup_restore (backup, folder, NULL, &error)) {
      /* A bit that means nothing: an attribute in the zip's directory. What matters is whole. */
      g_autoptr (YipuCatalog) again = yipu_catalog_open (folder, YIPU_OPEN_READ_ONLY, &error);
      g_autoptr (GPtrArray) findings = yipu_catalog_verify (again, TRUE, NULL, &error);
      g_autofree char *lost = g_strconcat (folder, ".lost", NULL);

      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 0);
      g_clear_object (&again);
      g_assert_cmpint (g_rename (folder, lost), ==, 0);
      g_free (folder);
      folder = g_strdup_printf ("%s/again%d.yipu", fixture->folder, round);
    } else {
      g_assert_true (error->domain == YIPU_BACKUP_ERROR);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
    bytes[at] = was;
  }
}

static void
test_a_cut_backup_is_none (Fixture *fixture, gconstpointer data)
{
  g_autofree char *medium = add_medium (fixture, "a photo");
  g_autofree char *backup = save (fixture, NULL);
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  for (int round = 0; round < 40; round++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (
        g_file_set_contents (backup, bytes, g_test_rand_int_range (0, (int) length), NULL));
    g_assert_false (yipu_backup_restore (backup, folder, NULL, &error));
    g_assert_true (error->domain == YIPU_BACKUP_ERROR);
    g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  }
}

static void
test_what_is_there_is_not_restored_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = save (fixture, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_backup_restore (backup, fixture->path, NULL, &error));
  g_assert_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_EXISTS);
}

static void
test_other_files_are_no_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = beside (fixture, "text.zip");
  g_autofree char *folder = beside (fixture, "again.yipu");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "no zip at all", -1, NULL));
  g_assert_false (yipu_backup_restore (path, folder, NULL, &error));
  g_assert_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_NOT_A_BACKUP);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_false (yipu_backup_restore (path, folder, NULL, &error));
  g_assert_error (error, YIPU_BACKUP_ERROR, YIPU_BACKUP_ERROR_READ);
}

static void
test_cancelled_it_leaves_the_old_one (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "village.yipu", "village.yipu.zip", NULL };
  g_autofree char *backup = save (fixture, NULL);
  g_autofree char *old = NULL;
  g_autofree char *now = NULL;
  gsize old_length, length;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YipuProgress progress = { .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (backup, &old, &old_length, NULL));
  g_free (fixture_add (fixture->catalog, "craft", "name", "竹编", NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (yipu_backup_save (fixture->catalog, backup, &progress, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (backup, &now, &length, NULL));
  g_assert_cmpuint (length, ==, old_length);
  g_assert_true (memcmp (old, now, length) == 0);
  assert_only (fixture, names);
}

static void
test_today_knows_the_newest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL;
  g_autofree char *path = NULL;
  g_autofree char *backup = NULL;

  g_assert_cmpint (yipu_backup_get_newest (fixture->catalog, &none), ==, 0);
  g_assert_null (none);
  backup = save (fixture, NULL);
  g_assert_cmpint (yipu_backup_get_newest (fixture->catalog, &path), >, 0);
  g_assert_cmpstr (path, ==, backup);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/backup/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("what-went-in-comes-out", test_what_went_in_comes_out);
  ADD ("a-restored-catalog-is-a-new-replica", test_a_restored_catalog_is_a_new_replica);
  ADD ("the-log-is-sealed-first", test_the_log_is_sealed_first);
  ADD ("a-damaged-medium-is-left-out-and-told", test_a_damaged_medium_is_left_out_and_told);
  ADD ("rot-is-found-wherever-it-is", test_rot_is_found_wherever_it_is);
  ADD ("a-cut-backup-is-none", test_a_cut_backup_is_none);
  ADD ("what-is-there-is-not-restored-over", test_what_is_there_is_not_restored_over);
  ADD ("other-files-are-no-backup", test_other_files_are_no_backup);
  ADD ("cancelled-it-leaves-the-old-one", test_cancelled_it_leaves_the_old_one);
  ADD ("today-knows-the-newest", test_today_knows_the_newest);
  return g_test_run ();
}
