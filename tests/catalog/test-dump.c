/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dump and load: what goes out comes in, and what is not understood is refused by its line. */
#include "fixture.h"
#include "random-value.h"

#include <string.h>
#include <yipu/dump.h>
#include <yipu/finding.h>
#include <yipu/init.h>
#include <yipu/verify.h>

static char *
dump (Fixture *fixture, YipuCatalog *catalog, YipuDumpFlags flags)
{
  g_autofree char *path = g_build_filename (fixture->folder, "dump.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  yipu_dump_save (catalog, path, flags, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static gboolean
load_text (Fixture *fixture, YipuCatalog *catalog, const char *text, guint *n, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "load.jsonl", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return yipu_load (catalog, path, n, NULL, error);
}

static YipuCatalog *
new_catalog (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  YipuCatalog *catalog = yipu_catalog_create (path, &error);

  g_assert_no_error (error);
  return catalog;
}

static gboolean
add_random_records (YipuEdit *edit, gpointer data, GError **error)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (int n = 0; n < 3; n++) {
      const char *id = yipu_edit_add (edit, kinds[i]->id, NULL, error);

      g_assert_nonnull (id);
      for (guint j = 0; j < kinds[i]->n_fields; j++) {
        const YipuField *field = &kinds[i]->fields[j];
        g_autofree char *value = random_value (field);

        /* A hash by chance names a medium that is not there. */
        if (g_str_equal (field->name, "hash") || field->type == YIPU_FIELD_KEY)
          continue;
        if (g_test_rand_int_range (0, 3) > 0)
          g_assert_true (yipu_edit_set (edit, id, field->name, value, error));
      }
    }
  return TRUE;
}

/* Every field of every kind, removed records among them. */
static void
test_what_goes_out_comes_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuCatalog) other = new_catalog (fixture, "other.yipu");
  g_autofree char *out = NULL;
  g_autofree char *back = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  yipu_catalog_edit (fixture->catalog, "Add", add_random_records, NULL, &error);
  g_assert_no_error (error);
  out = dump (fixture, fixture->catalog, YIPU_DUMP_RECORDS);
  load_text (fixture, other, out, &n, &error);
  g_assert_no_error (error);
  back = dump (fixture, other, YIPU_DUMP_RECORDS);
  g_assert_cmpstr (out, ==, back);
  findings = yipu_catalog_verify (other, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* One thing a person may do to a list of steps. */
static void
act (YipuCatalog *catalog, const char *process, GPtrArray *steps)
{
  const char *some = steps->pdata[g_test_rand_int_range (0, (gint32) steps->len)];
  const char *other = steps->pdata[g_test_rand_int_range (0, (gint32) steps->len)];
  g_autofree char *title = random_text ();
  g_autoptr (YipuUndone) undone = NULL; /* none where there is nothing to take back */
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 8)) {
  case 0:
  case 1:
    g_ptr_array_add (steps,
                     fixture_add (catalog, "step", "process", process, "title", title, NULL));
    break;
  case 2: fixture_set (catalog, some, "title", title); break;
  case 3: fixture_set (catalog, some, "title", NULL); break;
  case 4: fixture_remove (catalog, some); break;
  case 5: fixture_move (catalog, some, some == other ? NULL : other); break;
  case 6:
    undone = yipu_catalog_undo (catalog, &error);
    if (!undone)
      g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
    break;
  default: fixture_forget (catalog, some, "title"); break;
  }
}

/* Whatever was done to get there: places in lists, what was removed, taken back or forgotten; and
 * who loads it sees the same order. */
static void
test_any_past_goes_out_and_comes_in (Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 6; round++) {
    g_autofree char *name = g_strdup_printf ("other-%d.yipu", round);
    g_autoptr (YipuCatalog) other = new_catalog (fixture, name);
    g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *process = fixture_add (fixture->catalog, "process", NULL);
    g_autofree char *out = NULL, *back = NULL;
    g_autoptr (GPtrArray) here = NULL, there = NULL;
    g_autoptr (GError) error = NULL;

    g_ptr_array_add (steps, fixture_add (fixture->catalog, "step", "process", process, NULL));
    for (int i = 0; i < 40; i++)
      act (fixture->catalog, process, steps);
    out = dump (fixture, fixture->catalog, YIPU_DUMP_RECORDS);
    load_text (fixture, other, out, NULL, &error);
    g_assert_no_error (error);
    back = dump (fixture, other, YIPU_DUMP_RECORDS);
    g_assert_cmpstr (out, ==, back);
    here = yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "step", "process", process,
                             NULL);
    there = yipu_reader_list (yipu_catalog_get_reader (other), "step", "process", process, NULL);
    g_assert_cmpuint (here->len, ==, there->len);
    for (guint i = 0; i < here->len; i++)
      g_assert_cmpstr (yipu_record_get_id (here->pdata[i]), ==,
                       yipu_record_get_id (there->pdata[i]));
    fixture_assert_verifies (other);
  }
}

static void
test_the_form (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = fixture_add (fixture->catalog, "place", "name", "苇汀坞", NULL);
  g_autofree char *craft =
      fixture_add (fixture->catalog, "craft", "name", "刮浆\"蓝布\"", "category", "8", "season",
                   "[\"3\",\"12\"]", "place", place, NULL);
  g_autofree char *step = fixture_add (fixture->catalog, "step", "hands_on_min", "40", "private",
                                       "1", "fit_for_home", "0", NULL);
  g_autofree char *flow = fixture_add (fixture->catalog, "flow", "quantity", "27/5", NULL);
  g_autofree char *out = dump (fixture, fixture->catalog, YIPU_DUMP_RECORDS);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  g_autofree char *second =
      g_strdup_printf ("{\"kind\":\"place\",\"id\":\"%s\",\"name\":\"苇汀坞\"}", place);
  g_autofree char *third = g_strdup_printf ("{\"kind\":\"craft\",\"id\":\"%s\",\"name\":\"刮浆"
                                            "\\\"蓝布\\\"\",\"category\":\"8\",\"place\":\"%s\","
                                            "\"season\":[\"3\",\"12\"]}",
                                            craft, place);

  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[0], ==, "{\"yipu\":1}");
  g_assert_cmpstr (lines[1], ==, second);
  g_assert_cmpstr (lines[2], ==, third);
  g_assert_nonnull (strstr (lines[3], "\"hands_on_min\":40"));
  g_assert_nonnull (strstr (lines[3], "\"fit_for_home\":false"));
  g_assert_nonnull (strstr (lines[3], "\"private\":true"));
  g_assert_nonnull (strstr (lines[4], "\"quantity\":\"27/5\""));
}

static void
test_removed_records_are_in_it_forgotten_ones_are_not (Fixture *fixture, gconstpointer data)
{
  g_autofree char *removed = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *forgotten = fixture_add (fixture->catalog, "craft", "name", "剪纸", NULL);
  g_autofree char *out = NULL;

  fixture_remove (fixture->catalog, removed);
  fixture_forget (fixture->catalog, forgotten, NULL);
  out = dump (fixture, fixture->catalog, YIPU_DUMP_RECORDS);
  g_assert_nonnull (strstr (out, "\"name\":\"竹编\",\"gone\":1"));
  g_assert_null (strstr (out, forgotten));
}

/* Lines in any order, local ids, references forward and back. */
static void
test_any_order_and_any_ids (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"yipu\": 1}\n"
      "\n"
      "{\"kind\": \"step\", \"id\": \"s1\", \"process\": \"p\", \"title\": \"选竹\"}\n"
      "{\"kind\": \"kit\", \"id\": \"k\", \"line\": [\"s2\", \"s1\"], \"process\": \"p\"}\r\n"
      "{\"kind\": \"process\", \"id\": \"p\", \"craft\": \"我的手艺\"}\n"
      "{\"kind\": \"craft\", \"id\": \"我的手艺\", \"name\": \"竹编\", \"languages\": []}\n"
      "{\"kind\": \"step\", \"id\": \"s2\", \"process\": \"p\", \"wait_min\": 5, "
      "\"title\": null}\n"
      "{\"edit\": \"x:1\", \"changes\": []}";
  YipuReader *reader = yipu_catalog_get_reader (fixture->catalog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) crafts = NULL;
  g_autoptr (GPtrArray) processes = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) kits = NULL;
  g_auto (GStrv) line = NULL;
  guint n;

  load_text (fixture, fixture->catalog, text, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 5);
  crafts = yipu_reader_list (reader, "craft", NULL, NULL, NULL);
  processes =
      yipu_reader_list (reader, "process", "craft", yipu_record_get_id (crafts->pdata[0]), NULL);
  steps =
      yipu_reader_list (reader, "step", "process", yipu_record_get_id (processes->pdata[0]), NULL);
  kits = yipu_reader_list (reader, "kit", NULL, NULL, NULL);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (yipu_record_get (steps->pdata[0], "title"), ==, "选竹");
  line = yipu_record_dup_list (kits->pdata[0], "line");
  g_assert_cmpuint (g_strv_length (line), ==, 2);
  g_assert_true (
      g_strv_contains ((const char *const *) line, yipu_record_get_id (steps->pdata[1])));
}

static void
test_what_is_not_understood_is_refused_by_line (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    YipuDumpError code;
    const char *start;
  } broken[] = {
    { "", YIPU_DUMP_ERROR_FORMAT, "Line 1: " },
    { "{\"kind\":\"craft\",\"id\":\"a\"}\n", YIPU_DUMP_ERROR_FORMAT, "Line 1: " },
    { "{\"yipu\":2}\n", YIPU_DUMP_ERROR_NEWER, "Line 1: " },
    { "{\"yipu\":1}\n[1]\n", YIPU_DUMP_ERROR_FORMAT, "Line 2: " },
    { "{\"yipu\":1}\n{\"kind\":\"craft\",\"id\":\"a\"", YIPU_DUMP_ERROR_FORMAT, "Line 2: " },
    { "{\"yipu\":1}\n{\"kind\":\"boat\",\"id\":\"a\"}\n", YIPU_DUMP_ERROR_UNKNOWN,
      "Line 2: there is no kind “boat”" },
    { "{\"yipu\":1}\n\n{\"kind\":\"craft\",\"id\":\"a\",\"colour\":\"b\"}\n",
      YIPU_DUMP_ERROR_UNKNOWN, "Line 3: a “craft” has no field “colour”" },
    { "{\"yipu\":1}\n{\"kind\":\"craft\"}\n", YIPU_DUMP_ERROR_VALUE, "Line 2: " },
    { "{\"yipu\":1}\n{\"kind\":\"craft\",\"id\":\"a\"}\n{\"kind\":\"step\",\"id\":\"a\"}\n",
      YIPU_DUMP_ERROR_VALUE, "Line 3: another line has the same id" },
    { "{\"yipu\":1}\n{\"kind\":\"craft\",\"id\":\"a\",\"place\":\"b\"}\n", YIPU_DUMP_ERROR_VALUE,
      "Line 2: “b” is the id of no line" },
    { "{\"yipu\":1}\n{\"kind\":\"kit\",\"id\":\"a\",\"line\":[\"b\"]}\n", YIPU_DUMP_ERROR_VALUE,
      "Line 2: “b” is the id of no line" },
    { "{\"yipu\":1}\n{\"kind\":\"step\",\"id\":\"a\",\"wait_min\":1.5}\n", YIPU_DUMP_ERROR_VALUE,
      "Line 2: “wait_min” is of another type" },
    { "{\"yipu\":1}\n{\"kind\":\"step\",\"id\":\"a\",\"private\":1}\n", YIPU_DUMP_ERROR_VALUE,
      "Line 2: " },
    { "{\"yipu\":1}\n{\"kind\":\"craft\",\"id\":\"a\",\"season\":\"3\"}\n", YIPU_DUMP_ERROR_VALUE,
      "Line 2: " },
    { "{\"yipu\":1}\n{\"kind\":\"craft\",\"id\":\"a\",\"category\":\"boats\"}\n",
      YIPU_DUMP_ERROR_VALUE, "Line 2: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", broken[i].text);
    g_assert_false (load_text (fixture, fixture->catalog, broken[i].text, NULL, &error));
    g_assert_error (error, YIPU_DUMP_ERROR, (int) broken[i].code);
    g_assert_true (g_str_has_prefix (error->message, broken[i].start));
    g_assert_cmpint (yipu_reader_get_last_edit (yipu_catalog_get_reader (fixture->catalog), NULL),
                     ==, 0);
  }
}

static void
test_a_line_beyond_its_limit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (YIPU_DUMP_LINE_MAX + 1, ' ');
  g_autofree char *text = g_strconcat ("{\"yipu\":1}\n", blanks, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (load_text (fixture, fixture->catalog, text, NULL, &error));
  g_assert_error (error, YIPU_DUMP_ERROR, YIPU_DUMP_ERROR_FORMAT);
}

static void
test_what_is_here_already_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *out = dump (fixture, fixture->catalog, YIPU_DUMP_RECORDS);
  g_autoptr (GError) error = NULL;

  g_assert_false (load_text (fixture, fixture->catalog, out, NULL, &error));
  g_assert_error (error, YIPU_DUMP_ERROR, YIPU_DUMP_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "Line 2: this record is in the catalog"));
}

static char *
many_crafts (int n)
{
  GString *text = g_string_new ("{\"yipu\": 1}\n");

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "{\"kind\": \"craft\", \"id\": \"c%d\", \"name\": \"手艺%d\"}\n",
                            i, i);
  return g_string_free (text, FALSE);
}

static void
test_one_undo_takes_it_back (Fixture *fixture, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (fixture->catalog);
  g_autofree char *text = many_crafts (1100);
  g_autoptr (GError) error = NULL;

  load_text (fixture, fixture->catalog, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 1100);
  yipu_undone_free (yipu_catalog_undo (fixture->catalog, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 0);
}

typedef struct {
  GCancellable *cancellable;
  guint calls;
} Stop;

static void
stop_cb (guint64 done, guint64 total, const char *message, gpointer data)
{
  Stop *stop = data;

  g_assert_cmpuint (done, <=, total);
  if (done * 3 > total * 2 && ++stop->calls == 2)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancelled_it_is_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "load.jsonl", NULL);
  g_autofree char *text = many_crafts (1600);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stop = { cancellable, 0 };
  YipuProgress progress = { .func = stop_cb, .data = &stop, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_false (yipu_load (fixture->catalog, path, NULL, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (
      yipu_reader_count (yipu_catalog_get_reader (fixture->catalog), "craft", NULL, NULL, NULL), ==,
      0);
}

static void
test_history_follows_by_portable_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture->catalog, "craft", "name", "竹编", NULL);
  g_autoptr (YipuCatalog) other = new_catalog (fixture, "other.yipu");
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  fixture_set (fixture->catalog, craft, "name", "篾编");
  yipu_undone_free (yipu_catalog_undo (fixture->catalog, NULL));
  out = dump (fixture, fixture->catalog, YIPU_DUMP_HISTORY);
  lines = g_strsplit (out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_true (g_str_has_prefix (lines[2], "{\"edit\":\""));
  g_assert_nonnull (strstr (lines[2], ":1\",\"lamport\":1"));
  g_assert_nonnull (strstr (lines[3], ":1:0\"]"));
  g_assert_nonnull (strstr (lines[3], "\"new\":\"篾编\""));
  g_assert_nonnull (strstr (lines[4], "\"act\":\"undo\",\"undoes\":\""));
  load_text (fixture, other, out, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/dump/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("what-goes-out-comes-in", test_what_goes_out_comes_in);
  ADD ("any-past-goes-out-and-comes-in", test_any_past_goes_out_and_comes_in);
  ADD ("the-form", test_the_form);
  ADD ("removed-records-are-in-it-forgotten-ones-are-not",
       test_removed_records_are_in_it_forgotten_ones_are_not);
  ADD ("any-order-and-any-ids", test_any_order_and_any_ids);
  ADD ("what-is-not-understood-is-refused-by-line", test_what_is_not_understood_is_refused_by_line);
  ADD ("a-line-beyond-its-limit", test_a_line_beyond_its_limit);
  ADD ("what-is-here-already-is-refused", test_what_is_here_already_is_refused);
  ADD ("one-undo-takes-it-back", test_one_undo_takes_it_back);
  ADD ("cancelled-it-is-taken-back", test_cancelled_it_is_taken_back);
  ADD ("history-follows-by-portable-names", test_history_follows_by_portable_names);
  return g_test_run ();
}
