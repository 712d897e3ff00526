/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgotten means gone: no byte of it in the database, its WAL, or a copy made after. */
#include <glib/gstdio.h>
#include <string.h>
#include <yipu/init.h>

#include "catalog/copy.h"
#include "fixture.h"

#define SECRET "住在河边第三家"

static void
assert_holds (const char *path, const char *text, gboolean holds)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", path, length);
  g_assert_cmpint (memmem (bytes, length, text, strlen (text)) != NULL, ==, holds);
}

/* Every file of the catalog, and a copy of its database. */
static void
assert_nowhere (Fixture *f, const char *text)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL);
  g_autoptr (GDir) dir = g_dir_open (f->path, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = fixture_file (f, name);
    assert_holds (path, text, FALSE);
  }
  yipu_catalog_copy_database (f->catalog, copy, &error);
  g_assert_no_error (error);
  assert_holds (copy, text, FALSE);
  g_unlink (copy);
}

static void
note_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (yipu_catalog_autosave_finish (YIPU_CATALOG (source), result, NULL));
}

static void
test_record_leaves_no_byte (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "person", "address", SECRET "甲", NULL);
  g_autofree char *other = fixture_add (f->catalog, "person", "address", "别处", NULL);
  g_autofree char *database = fixture_file (f, "catalog.db-wal");

  fixture_set (f->catalog, id, "address", SECRET "乙");
  /* What was typed over is not in any row, but was once in a page. */
  yipu_catalog_autosave (f->catalog, id, "dialect", SECRET "丙", note_saved, NULL);
  yipu_catalog_autosave (f->catalog, id, "dialect", "x", note_saved, NULL);
  yipu_catalog_flush (f->catalog);
  assert_holds (database, SECRET, TRUE);
  fixture_forget (f->catalog, id, NULL);
  yipu_catalog_flush (f->catalog);
  assert_nowhere (f, SECRET);
  g_assert_null (yipu_reader_get (yipu_catalog_get_reader (f->catalog), "person", id, NULL));
  fixture_assert_value (f->catalog, other, "address", "别处");
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_field_leaves_the_others (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "person", "address", SECRET, "display_name", "何",
                                     "phone", "13000000000", NULL);

  fixture_forget (f->catalog, id, "address");
  fixture_forget (f->catalog, id, "phone");
  yipu_catalog_flush (f->catalog);
  assert_nowhere (f, SECRET);
  assert_nowhere (f, "13000000000");
  fixture_assert_value (f->catalog, id, "address", NULL);
  fixture_assert_value (f->catalog, id, "display_name", "何");
  fixture_set (f->catalog, id, "address", "新地址");
  fixture_restart (f);
  fixture_assert_value (f->catalog, id, "address", "新地址");
}

static void
test_forgetting_cannot_be_undone (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "person", "address", SECRET, NULL);
  g_autoptr (YipuUndone) undone = NULL;
  g_autoptr (GError) error = NULL;

  fixture_forget (f->catalog, id, NULL);
  undone = yipu_catalog_undo (f->catalog, &error);
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
  g_assert_null (undone);
}

static const char hash[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

static void
test_file_goes_with_its_last_record (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = fixture_file (f, "media/2c");
  g_autofree char *path = g_build_filename (folder, hash + 2, NULL);
  g_autofree char *one = fixture_add (f->catalog, "file", "hash", hash, NULL);
  g_autofree char *two = fixture_add (f->catalog, "file", "hash", hash, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "hello", 5, NULL));
  fixture_forget (f->catalog, one, NULL);
  yipu_catalog_flush (f->catalog);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  fixture_forget (f->catalog, two, NULL);
  yipu_catalog_flush (f->catalog);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define N_PEOPLE 40

/* Many records on many pages, split and merged, of which some are forgotten. */
static void
test_many_forgotten_among_many (Fixture *f, gconstpointer data)
{
  char *ids[N_PEOPLE];

  for (int i = 0; i < N_PEOPLE; i++) {
    g_autofree char *text = g_strdup_printf ("%s%03d%0*d", SECRET, i, 1 + 60 * (i % 7), 0);
    ids[i] = fixture_add (f->catalog, "person", "address", text, "phone", text, NULL);
  }
  for (int i = 0; i < N_PEOPLE; i++)
    fixture_set (f->catalog, ids[i], "phone", SECRET "short");
  for (int i = 0; i < N_PEOPLE; i++) {
    fixture_forget (f->catalog, ids[i], NULL);
    g_free (ids[i]);
  }
  yipu_catalog_flush (f->catalog);
  assert_nowhere (f, SECRET);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/forget/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("record-leaves-no-byte", test_record_leaves_no_byte);
  ADD ("field-leaves-the-others", test_field_leaves_the_others);
  ADD ("cannot-be-undone", test_forgetting_cannot_be_undone);
  ADD ("file-goes-with-its-last-record", test_file_goes_with_its_last_record);
  ADD ("many-among-many", test_many_forgotten_among_many);
  return g_test_run ();
}
