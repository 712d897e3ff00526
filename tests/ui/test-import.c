/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list is imported: its columns are found, changed by hand, looked at, written, taken back. */
#include "fixture.h"

#include "pages/import/import-page.h"

#define TEN_ROWS                                                                                                      \
  "name,number,region_text,remarks\n"                                                                                 \
  "蓝印花布,Ⅷ-24,南通市,a\n竹编,Ⅷ-51,嵊州市,b\n苇编,Ⅷ-52,安新县,c\n陶艺,Ⅷ-1,宜兴市,d\n" \
  "剪纸,Ⅶ-16,蔚县,e\n年画,Ⅶ-1,天津市,f\n刺绣,Ⅶ-18,苏州市,g\n木雕,Ⅶ-58,东阳市,h\n"          \
  "石雕,Ⅶ-56,青田县,i\n泥塑,Ⅶ-47,无锡市,j\n"

/* Writes @bytes beside the catalog and opens the page on them; (transfer none). */
static GtkWidget *
open_list (Fixture *fixture, const char *bytes, gssize length)
{
  g_autofree char *path = g_strconcat (fixture->folder, ".csv", NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *page;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  fixture_open_window (fixture);
  page = fixture_go (fixture, "import");
  yipu_import_page_open_file (YIPU_IMPORT_PAGE (page), path);
  fixture_settle (fixture);
  return page;
}

static GtkDropDown *
find_drop (GtkWidget *page, const char *name)
{
  GtkWidget *drop = fixture_find_named (page, GTK_TYPE_DROP_DOWN, name);

  g_assert_nonnull (drop);
  return GTK_DROP_DOWN (drop);
}

static const char *
chosen (GtkWidget *page, const char *name)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (find_drop (page, name));

  return gtk_string_object_get_string (item);
}

static void
choose (Fixture *fixture, GtkWidget *page, const char *name, const char *value)
{
  GtkDropDown *drop = find_drop (page, name);
  GListModel *model = gtk_drop_down_get_model (drop);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), value)) {
      gtk_drop_down_set_selected (drop, i);
      fixture_settle (fixture);
      return;
    }
  g_error ("%s offers no “%s”", name, value);
}

static void
assert_says (GtkWidget *page, const char *text)
{
  if (!fixture_find_named (page, GTK_TYPE_LABEL, text))
    g_error ("the page does not say “%s”", text);
}

static void
test_columns_are_found (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);

  g_assert_cmpstr (chosen (page, "Each row becomes"), ==, "Listing");
  g_assert_cmpstr (chosen (page, "Column “name” goes to"), ==, "Name on the list");
  g_assert_cmpstr (chosen (page, "Column “number” goes to"), ==, "Project number");
  g_assert_cmpstr (chosen (page, "Column “remarks” goes to"), ==, "— left out —");
  assert_says (page, "10 rows, read as UTF-8");
  assert_says (page, "3 columns are used");
}

static void
test_the_plan_says_how_much_it_shows (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);

  fixture_press_named (fixture, page, "See What Would Happen");
  assert_says (page, "10 new records");
  assert_says (page, "The first 8 of 10 rows");
  assert_says (page, "蓝印花布");
  g_assert_null (fixture_find_named (page, GTK_TYPE_LABEL, "石雕"));
  g_assert_cmpuint (yipu_session_count (fixture->session, "listing", NULL, NULL), ==, 0);
}

static void
test_another_mapping_plans_otherwise (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);

  choose (fixture, page, "Column “remarks” goes to", "Note");
  assert_says (page, "4 columns are used");
  fixture_press_named (fixture, page, "See What Would Happen");
  assert_says (page, "Note");
  assert_says (page, "a");
  fixture_press_named (fixture, page, "Back to the Columns");
  choose (fixture, page, "Column “remarks” goes to", "— left out —");
  choose (fixture, page, "Column “name” goes to", "— left out —");
  choose (fixture, page, "Column “number” goes to", "— left out —");
  choose (fixture, page, "Column “region_text” goes to", "— left out —");
  g_assert_false (gtk_widget_is_sensitive (
      fixture_find_named (page, GTK_TYPE_BUTTON, "See What Would Happen")));
}

static void
test_another_kind_maps_anew (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);

  choose (fixture, page, "Each row becomes", "Craft");
  g_assert_cmpstr (chosen (page, "Column “name” goes to"), ==, "Official name");
  fixture_press_named (fixture, page, "See What Would Happen");
  fixture_press_named (fixture, page, "Import");
  g_assert_cmpuint (yipu_session_count (fixture->session, "craft", NULL, NULL), ==, 10);
}

static void
test_one_undo_takes_it_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);
  g_autofree char *id = NULL;
  g_autofree char *number = NULL;

  fixture_press_named (fixture, page, "See What Would Happen");
  fixture_press_named (fixture, page, "Import");
  g_assert_cmpuint (yipu_session_count (fixture->session, "listing", NULL, NULL), ==, 10);
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "10 records imported");
  id = fixture_id (fixture, "listing", "name", "竹编");
  number = fixture_get (fixture, "listing", id, "number");
  g_assert_cmpstr (number, ==, "Ⅷ-51");
  fixture_undo (fixture);
  g_assert_cmpuint (yipu_session_count (fixture->session, "listing", NULL, NULL), ==, 0);
}

static void
test_the_same_list_again_is_known (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);
  g_autofree char *path = g_strconcat (fixture->folder, ".csv", NULL);

  fixture_press_named (fixture, page, "See What Would Happen");
  fixture_press_named (fixture, page, "Import");
  fixture_go (fixture, "import");
  yipu_import_page_open_file (YIPU_IMPORT_PAGE (page), path);
  fixture_settle (fixture);
  fixture_press_named (fixture, page, "See What Would Happen");
  assert_says (page, "10 rows are here already and stay as they are · 0 rows can’t be read");
  g_assert_false (gtk_widget_is_sensitive (fixture_find_named (page, GTK_TYPE_BUTTON, "Import")));
}

static void
test_bad_rows_wait_for_a_word (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page =
      open_list (fixture, "name,number,year\n竹编,Ⅷ-51,2008\n苇编,Ⅷ-52,long ago\n", -1);
  GtkWidget *leave_out;

  fixture_press_named (fixture, page, "See What Would Happen");
  assert_says (page, "1 new record");
  assert_says (page, "0 rows are here already and stay as they are · 1 row can’t be read");
  g_assert_false (gtk_widget_is_sensitive (fixture_find_named (page, GTK_TYPE_BUTTON, "Import")));
  leave_out =
      fixture_find_named (page, GTK_TYPE_CHECK_BUTTON, "Leave out the rows that can’t be read");
  fixture_press (fixture, leave_out);
  fixture_press_named (fixture, page, "Import");
  g_assert_cmpuint (yipu_session_count (fixture->session, "listing", NULL, NULL), ==, 1);
}

static void
test_an_encoding_is_chosen (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *bytes =
      g_convert ("名稱,編號\n藍染,Ⅷ-26\n", -1, "Big5-HKSCS", "UTF-8", NULL, &length, NULL);
  GtkWidget *page = open_list (fixture, bytes, (gssize) length);

  choose (fixture, page, "Letters wrong? Read it as", "Big5");
  assert_says (page, "1 row, read as BIG5");
  assert_says (page, "名稱");
  assert_says (page, "藍染");
}

/* What can't be read so is read as before: one is not thrown back to the first stage. */
static void
test_a_wrong_encoding_is_left_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, TEN_ROWS, -1);

  choose (fixture, page, "Letters wrong? Read it as", "UTF-16LE");
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_BUTTON, "See What Would Happen"));
}

static void
test_no_list_is_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_list (fixture, "", 0);

  g_assert_cmpstr (fixture_get_toast (fixture), !=, "");
  assert_says (page, "Choose a File…");
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/import/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("columns-are-found", test_columns_are_found);
  ADD ("the-plan-says-how-much-it-shows", test_the_plan_says_how_much_it_shows);
  ADD ("another-mapping-plans-otherwise", test_another_mapping_plans_otherwise);
  ADD ("another-kind-maps-anew", test_another_kind_maps_anew);
  ADD ("one-undo-takes-it-back", test_one_undo_takes_it_back);
  ADD ("the-same-list-again-is-known", test_the_same_list_again_is_known);
  ADD ("bad-rows-wait-for-a-word", test_bad_rows_wait_for_a_word);
  ADD ("an-encoding-is-chosen", test_an_encoding_is_chosen);
  ADD ("a-wrong-encoding-is-left-again", test_a_wrong_encoding_is_left_again);
  ADD ("no-list-is-told", test_no_list_is_told);
  return g_test_run ();
}
