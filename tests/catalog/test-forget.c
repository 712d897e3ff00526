/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forgotten means gone: no byte of it in the database, its WAL, or a copy made after. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/search.h>

#include "base/media-place.h"
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

/* Every file below @path. */
static void
assert_not_below (const char *path, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *below = g_build_filename (path, name, NULL);
    if (g_file_test (below, G_FILE_TEST_IS_DIR))
      assert_not_below (below, text);
    else
      assert_holds (below, text, FALSE);
  }
}

/* The catalog's folder, what Yipu keeps of it in the login's own folders, and a copy. */
static void
assert_nowhere (Fixture *f, const char *text)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  assert_not_below (f->folder, text);
  assert_not_below (g_get_user_cache_dir (), text);
  assert_not_below (g_get_user_data_dir (), text);
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

static char *
search_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "yipu", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".search"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

static YipuSearch *
open_search (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  YipuSearch *search = yipu_search_open (f->catalog, &error);

  g_assert_no_error (error);
  g_assert_true (yipu_search_wait (search, NULL, &error));
  return search;
}

/* Words deleted from a full-text index stay in its file: nobody need search again for them to go.
 */
static void
test_closed_search_file_goes (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "person", "display_name", SECRET, NULL);
  YipuSearch *search = open_search (f);
  g_autofree char *file = search_file ();

  yipu_search_close (search);
  g_object_unref (search);
  assert_holds (file, SECRET, TRUE);
  fixture_forget (f->catalog, id, "display_name");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_nowhere (f, SECRET);
}

static void
test_open_search_builds_anew (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "person", "display_name", SECRET, NULL);
  g_autofree char *other = fixture_add (f->catalog, "person", "display_name", "沈阿禾", NULL);
  g_autoptr (YipuSearch) search = open_search (f);
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  fixture_forget (f->catalog, id, NULL);
  g_assert_true (yipu_search_wait (search, NULL, &error));
  assert_nowhere (f, SECRET);
  hits = yipu_search_query (search, "沈阿禾", NULL, 10, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  yipu_search_close (search);
}

static const char hash[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

/* A file of these bytes where a medium, or something made of it, lies. */
static void
put (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_all (Fixture *f, const char *text)
{
  g_autofree char *medium = yipu_media_place (f->path, hash);
  g_autofree char *trashed = yipu_media_place_trash (f->path, hash);
  g_autofree char *derivatives = yipu_media_place_derivatives (hash);
  g_autofree char *picture = g_build_filename (derivatives, "36x36", NULL);

  put (medium, text);
  put (trashed, text);
  put (picture, text);
}

static void
test_file_goes_with_its_last_record (Fixture *f, gconstpointer data)
{
  g_autofree char *path = yipu_media_place (f->path, hash);
  g_autofree char *one = fixture_add (f->catalog, "file", "hash", hash, NULL);
  g_autofree char *two = fixture_add (f->catalog, "file", "hash", hash, NULL);

  put_all (f, SECRET);
  fixture_forget (f->catalog, one, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  fixture_forget (f->catalog, two, NULL);
  assert_nowhere (f, SECRET);
}

static void
test_file_goes_with_its_name (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "file", "hash", hash, NULL);

  put_all (f, SECRET);
  fixture_forget (f->catalog, id, "hash");
  assert_nowhere (f, SECRET);
}

/* The power went between the edit and the deleting: which file it was nobody knows any more. */
static void
test_a_start_finishes_what_was_cut_off (Fixture *f, gconstpointer data)
{
  static const char kept[] = "79f076abdd19a752db7267bfff2f9022161d120dea919fdaca2ffdfc24ca8c96";
  g_autofree char *database = fixture_file (f, "catalog.db");
  g_autofree char *kept_path = yipu_media_place (f->path, kept);
  g_autofree char *path = yipu_media_place (f->path, hash);
  g_autofree char *id = fixture_add (f->catalog, "file", "hash", hash, NULL);
  g_autofree char *removed = fixture_add (f->catalog, "file", "hash", kept, NULL);
  sqlite3 *db = NULL;

  fixture_remove (f->catalog, removed);
  fixture_forget (f->catalog, id, NULL);
  put_all (f, SECRET);
  put (kept_path, "kept");
  fixture_restart (f);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  yipu_catalog_close (f->catalog);
  g_clear_object (&f->catalog);
  g_assert_cmpint (sqlite3_open (database, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "INSERT INTO meta (key, value) VALUES ('unclean', 1)", NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (db);
  f->catalog = yipu_catalog_open (f->path, YIPU_OPEN_NORMAL, NULL);
  assert_nowhere (f, SECRET);
  g_assert_true (g_file_test (kept_path, G_FILE_TEST_EXISTS));
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
  ADD ("closed-search-file-goes", test_closed_search_file_goes);
  ADD ("open-search-builds-anew", test_open_search_builds_anew);
  ADD ("file-goes-with-its-name", test_file_goes_with_its_name);
  ADD ("a-start-finishes-what-was-cut-off", test_a_start_finishes_what_was_cut_off);
  ADD ("file-goes-with-its-last-record", test_file_goes_with_its_last_record);
  ADD ("many-among-many", test_many_forgotten_among_many);
  return g_test_run ();
}
