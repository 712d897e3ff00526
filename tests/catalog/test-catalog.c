/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits and reading: what a caller of the catalog relies on. */
#include <string.h>
#include <yipu/init.h>

#include "fixture.h"

static void
test_edit_is_read_back (Fixture *f, gconstpointer data)
{
  g_autofree char *id =
      fixture_add (f->catalog, "craft", "name", "蓝印花布", "name_en", "Blue calico", NULL);

  fixture_assert_value (f->catalog, id, "name", "蓝印花布");
  fixture_set (f->catalog, id, "name", "蓝印花布印染技艺");
  fixture_assert_value (f->catalog, id, "name", "蓝印花布印染技艺");
  fixture_restart (f);
  fixture_assert_value (f->catalog, id, "name", "蓝印花布印染技艺");
  fixture_assert_value (f->catalog, id, "name_en", "Blue calico");
}

static void
test_set_to_the_shown_value_writes_nothing (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  gint64 before = yipu_reader_get_last_edit (reader, NULL);

  fixture_set (f->catalog, id, "name", "竹编");
  fixture_set (f->catalog, id, "local_name", NULL);
  g_assert_cmpint (yipu_reader_get_last_edit (reader, NULL), ==, before);
}

static gboolean
fail_half_way (YipuEdit *edit, gpointer data, GError **error)
{
  g_assert_nonnull (yipu_edit_add (edit, "craft", NULL, error));
  g_assert_true (yipu_edit_set (edit, data, "name", "half", error));
  return yipu_edit_set (edit, data, "no_such_field", "x", error);
}

static void
test_failed_edit_leaves_all_as_it_was (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_catalog_edit (f->catalog, "Fail", fail_half_way, id, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no_such_field"));
  fixture_assert_value (f->catalog, id, "name", "竹编");
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 1);
  g_assert_cmpint (yipu_reader_get_last_edit (reader, NULL), ==, 1);
}

static char *
titles (YipuCatalog *catalog, const char *process)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps =
      yipu_reader_list (yipu_catalog_get_reader (catalog), "step", "process", process, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < steps->len; i++)
    g_string_append (text, yipu_record_get (steps->pdata[i], "title"));
  return g_strdup (text->str);
}

static void
assert_titles (YipuCatalog *catalog, const char *process, const char *expected)
{
  g_autofree char *found = titles (catalog, process);

  g_assert_cmpstr (found, ==, expected);
}

static gboolean
add_three_steps (YipuEdit *edit, gpointer data, GError **error)
{
  static const char *const names[] = { "a", "b", "c" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *id = yipu_edit_add (edit, "step", NULL, error);

    g_assert_true (yipu_edit_set (edit, id, "title", names[i], error));
    g_assert_true (yipu_edit_set (edit, id, "process", data, error));
  }
  return TRUE;
}

static void
test_moving_changes_one_row (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autofree char *process = fixture_add (f->catalog, "process", NULL);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  const char *a, *b, *c;

  yipu_catalog_edit (f->catalog, "Add", add_three_steps, process, &error);
  g_assert_no_error (error);
  steps = yipu_reader_list (reader, "step", "process", process, &error);
  g_assert_cmpuint (steps->len, ==, 3);
  a = yipu_record_get_id (steps->pdata[0]);
  b = yipu_record_get_id (steps->pdata[1]);
  c = yipu_record_get_id (steps->pdata[2]);
  fixture_move (f->catalog, c, NULL);
  assert_titles (f->catalog, process, "cab");
  fixture_move (f->catalog, a, b);
  assert_titles (f->catalog, process, "cba");
  fixture_move (f->catalog, b, c);
  assert_titles (f->catalog, process, "cba");
}

static gboolean
read_own_writes (YipuEdit *edit, gpointer data, GError **error)
{
  YipuReader *reader = yipu_edit_get_reader (edit);
  const char *id = yipu_edit_add (edit, "craft", NULL, error);
  g_autoptr (YipuRecord) record = NULL;

  g_assert_true (yipu_edit_set (edit, id, "name", "one", error));
  g_assert_cmpint (yipu_reader_count (reader, "craft", "name", "one", NULL), ==, 1);
  g_assert_true (yipu_edit_set (edit, id, "name", "two", error));
  record = yipu_reader_get (reader, "craft", id, NULL);
  g_assert_cmpstr (yipu_record_get (record, "name"), ==, "two");
  return TRUE;
}

static void
test_edit_reads_its_own_writes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_edit (f->catalog, "Read", read_own_writes, NULL, &error);
  g_assert_no_error (error);
}

static void
test_lists_filter (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autofree char *one =
      fixture_add (f->catalog, "craft", "name", "a", "season", "[\"3\",\"4\"]", NULL);
  g_autofree char *two = fixture_add (f->catalog, "craft", "name", "b", NULL);
  g_autofree char *three = fixture_add (f->catalog, "craft", "name", "b", NULL);

  fixture_remove (f->catalog, three);
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 2);
  g_assert_cmpint (yipu_reader_count (reader, "craft", "name", "b", NULL), ==, 1);
  g_assert_cmpint (yipu_reader_count (reader, "craft", "season", "3", NULL), ==, 1);
  g_assert_cmpint (yipu_reader_count (reader, "craft", "season", "5", NULL), ==, 0);
  g_assert_cmpint (yipu_reader_count (reader, "craft", "season", NULL, NULL), ==, 1);
  g_assert_cmpint (yipu_reader_count (reader, "craft", "nothing", NULL, NULL), ==, -1);
}

static void
note_change (YipuCatalog *catalog, GPtrArray *records, gpointer data)
{
  GString *told = data;

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (told, "%s;", (const char *) records->pdata[i]);
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_edit_finish (YIPU_CATALOG (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static gboolean
add_craft (YipuEdit *edit, gpointer data, GError **error)
{
  *(char **) data = g_strdup (yipu_edit_add (edit, "craft", NULL, error));
  return TRUE;
}

static void
test_changes_are_told_in_the_main_context (Fixture *f, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *expected = NULL;
  g_autofree char *id = NULL;

  g_signal_connect (f->catalog, "changed", G_CALLBACK (note_change), told);
  yipu_catalog_edit_async (f->catalog, "Add", add_craft, &id, NULL, finished, loop);
  g_main_loop_run (loop);
  expected = g_strdup_printf ("craft %s;", id);
  g_assert_cmpstr (told->str, ==, expected);
}

static void
test_second_writer_is_told_who_writes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) second = yipu_catalog_open (f->path, YIPU_OPEN_NORMAL, &error);

  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "test-catalog"));
  g_clear_error (&error);
  second = yipu_catalog_open (f->path, YIPU_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_false (yipu_catalog_edit (second, "Add", add_craft, NULL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/catalog/edit-is-read-back-after-a-restart", test_edit_is_read_back);
  ADD ("/catalog/setting-the-shown-value-writes-nothing",
       test_set_to_the_shown_value_writes_nothing);
  ADD ("/catalog/failed-edit-leaves-all-as-it-was", test_failed_edit_leaves_all_as_it_was);
  ADD ("/catalog/moving-changes-the-order", test_moving_changes_one_row);
  ADD ("/catalog/edit-reads-its-own-writes", test_edit_reads_its_own_writes);
  ADD ("/catalog/lists-filter-and-leave-out-the-removed", test_lists_filter);
  ADD ("/catalog/changes-are-told-in-the-main-context", test_changes_are_told_in_the_main_context);
  ADD ("/catalog/second-writer-is-told-who-writes", test_second_writer_is_told_who_writes);
  return g_test_run ();
}
