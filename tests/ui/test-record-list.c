/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list model fetches pages of rows and follows the catalog. */
#include "fixture.h"

#include "widgets/record-list.h"

#define MANY 700

static gboolean
add_many (YipuEdit *edit, gpointer data, GError **error)
{
  for (int i = 0; i < MANY; i++) {
    g_autofree char *name = g_strdup_printf ("%04d", i);
    const char *id = yipu_edit_add (edit, "person", NULL, error);

    if (!id || !yipu_edit_set (edit, id, "display_name", name, error))
      return FALSE;
  }
  return TRUE;
}

static char *
dup_title_at (YipuRecordList *list, guint position)
{
  g_autoptr (YipuRecordItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return yipu_record_dup_title (yipu_record_item_get_record (item));
}

/* Until the search index has caught up, the list stands in the order of age. */
static void
wait_for_index (Fixture *fixture)
{
  while (!yipu_search_is_current (yipu_session_get_search (fixture->session)))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle (fixture);
}

static void
test_every_row_is_its_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuRecordList) list = NULL;

  yipu_session_edit (fixture->session, "Add many", add_many, NULL, NULL, NULL, NULL);
  fixture_settle (fixture);
  wait_for_index (fixture);
  list = yipu_record_list_new (fixture->session, "person");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY);
  for (guint i = 0; i < MANY; i += 37) {
    g_autofree char *title = dup_title_at (list, i);
    g_autofree char *expected = g_strdup_printf ("%04u", i);

    g_assert_cmpstr (title, ==, expected);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), MANY));
}

static void
count_cb (GListModel *list, guint position, guint removed, guint added, guint *changes)
{
  changes[0]++;
  changes[1] += removed;
  changes[2] += added;
}

static void
test_an_addition_changes_one_row (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_add (fixture, "person", "display_name", "a");
  g_autoptr (YipuRecordList) list = NULL;
  guint changes[3] = { 0 };

  wait_for_index (fixture);
  list = yipu_record_list_new (fixture->session, "person");
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), changes);
  g_autofree char *second = fixture_add (fixture, "person", "display_name", "b");

  wait_for_index (fixture);
  g_assert_cmpuint (changes[1], ==, 0);
  g_assert_cmpuint (changes[2], ==, 1);
  g_assert_cmpuint (yipu_record_list_find (list, second), ==, 1);
  g_assert_cmpuint (yipu_record_list_find (list, first), ==, 0);
}

static void
told_cb (YipuRecordItem *item, GParamSpec *pspec, guint *told)
{
  (*told)++;
}

static void
test_a_changed_record_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "person", "display_name", "a");
  g_autoptr (YipuRecordList) list = yipu_record_list_new (fixture->session, "person");
  g_autoptr (YipuRecordItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  guint told = 0;

  g_signal_connect (item, "notify::record", G_CALLBACK (told_cb), &told);
  yipu_session_set (fixture->session, "Rename", id, "display_name", "z");
  fixture_settle (fixture);
  g_assert_cmpuint (told, >=, 1);
  g_assert_cmpstr (yipu_record_get (yipu_record_item_get_record (item), "display_name"), ==, "z");
}

static void
test_a_filter_finds_by_pinyin (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ahe = fixture_add (fixture, "person", "display_name", "沈阿禾");
  g_autofree char *bai = fixture_add (fixture, "person", "display_name", "竺伯安");
  g_autoptr (YipuRecordList) list = NULL;

  wait_for_index (fixture);
  list = yipu_record_list_new (fixture->session, "person");
  yipu_record_list_set_filter (list, "sah");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpuint (yipu_record_list_find (list, ahe), ==, 0);
  g_assert_cmpuint (yipu_record_list_find (list, bai), ==, GTK_INVALID_LIST_POSITION);
  yipu_record_list_set_filter (list, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("/ui/record-list/every-row-is-its-record", test_every_row_is_its_record);
  ADD ("/ui/record-list/an-addition-changes-one-row", test_an_addition_changes_one_row);
  ADD ("/ui/record-list/a-changed-record-is-told", test_a_changed_record_is_told);
  ADD ("/ui/record-list/a-filter-finds-by-pinyin", test_a_filter_finds_by_pinyin);
  return g_test_run ();
}
