/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Search, History, Today, Brand, Products and the Library show is true to the catalog, and
 * leads to the record it speaks of. */
#include "fixture.h"

#include "pages/history/history-page.h"
#include "widgets/finding-list.h"
#include "window-private.h"

static void
wait_for_index (Fixture *fixture)
{
  while (!yipu_search_is_current (yipu_session_get_search (fixture->session)))
    g_main_context_iteration (NULL, TRUE);
  fixture_settle (fixture);
}

static const char *
place_now (Fixture *fixture)
{
  return YIPU_WINDOW (fixture->window)->place->id;
}

static void
assert_says (GtkWidget *page, const char *text)
{
  if (!fixture_find_named (page, GTK_TYPE_LABEL, text))
    g_error ("the page does not say “%s”", text);
}

static void
test_search_finds_and_opens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "person", "display_name", "沈阿禾");
  GtkWidget *page, *entry, *row;

  fixture_open_window (fixture);
  wait_for_index (fixture);
  page = fixture_go (fixture, "search");
  entry = fixture_find (page, GTK_TYPE_SEARCH_ENTRY);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "shenahe");
  g_signal_emit_by_name (entry, "search-changed");
  fixture_settle (fixture);
  row = fixture_find_named (page, GTK_TYPE_LIST_BOX_ROW, "沈阿禾");
  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  fixture_settle (fixture);
  g_assert_cmpstr (place_now (fixture), ==, "library");
  g_assert_cmpstr (yipu_page_get_record (YIPU_PAGE (fixture_go (fixture, "library"))), ==, id);
}

/* Ctrl+F puts the cursor into the entry from anywhere, on the page itself too. */
static void
test_search_takes_the_cursor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry, *elsewhere;

  fixture_load_sample (fixture);
  fixture_open_window (fixture);
  elsewhere = fixture_find (GTK_WIDGET (YIPU_WINDOW (fixture->window)->sidebar), GTK_TYPE_BUTTON);
  entry = fixture_find (fixture_go (fixture, "search"), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "苇");
  g_assert_true (gtk_widget_grab_focus (elsewhere));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
}

static void
test_search_for_nothing_says_so (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "person", "display_name", "沈阿禾");
  GtkWidget *page, *entry;

  fixture_open_window (fixture);
  wait_for_index (fixture);
  page = fixture_go (fixture, "search");
  entry = fixture_find (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "竺");
  g_signal_emit_by_name (entry, "search-changed");
  fixture_settle (fixture);
  g_assert_null (fixture_find_named (page, GTK_TYPE_LIST_BOX_ROW, "沈阿禾"));
}

/* An old edit is taken back from the list; what came after it stands. */
static void
test_history_takes_back_an_old_edit (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "craft", "name", "蓝布");
  g_autofree char *name = NULL;
  g_autofree char *local = NULL;
  GtkWidget *page;

  yipu_session_set (fixture->session, "Rename a craft", id, "name", "红布");
  yipu_session_set (fixture->session, "Name it locally", id, "local_name", "土布");
  fixture_settle (fixture);
  fixture_open_window (fixture);
  page = fixture_go (fixture, "history");
  assert_says (page, "红布 · Official name: 蓝布 → 红布");
  fixture_press_named (fixture, page, "Take back: Rename a craft");
  name = fixture_get (fixture, "craft", id, "name");
  local = fixture_get (fixture, "craft", id, "local_name");
  g_assert_cmpstr (name, ==, "蓝布");
  g_assert_cmpstr (local, ==, "土布");
  assert_says (page, "taken back");
  g_assert_null (fixture_find_named (page, GTK_TYPE_BUTTON, "Take back: Rename a craft"));
}

static void
test_history_of_one_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "craft", "name", "蓝布");
  g_autofree char *other = fixture_add (fixture, "craft", "name", "竹编");
  GtkWidget *page;

  fixture_open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.history-of", "s", id);
  fixture_settle (fixture);
  page = fixture_go (fixture, "history");
  assert_says (page, "蓝布");
  g_assert_null (fixture_find_named (page, GTK_TYPE_LABEL, "竹编"));
  yipu_history_page_set_record (YIPU_HISTORY_PAGE (page), NULL);
  assert_says (page, "竹编");
}

static void
test_today_goes_on_where_one_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = fixture_add (fixture, "craft", "name", "蓝布");
  g_autofree char *second = fixture_add (fixture, "craft", "name", "竹编");
  GtkWidget *page;

  fixture_open_window (fixture);
  page = fixture_go (fixture, "today");
  assert_says (page, "竹编");
  yipu_session_set (fixture->session, "Rename a craft", first, "name", "刮浆蓝布");
  fixture_settle (fixture);
  assert_says (page, "刮浆蓝布");
  assert_says (page, "Rename a craft");
}

/* The findings of Today lead to the field that is empty. */
static void
test_today_leads_to_what_is_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "craft", "name", "蓝布");
  GtkWidget *page, *findings, *list;

  fixture_open_window (fixture);
  page = fixture_go (fixture, "today");
  findings = fixture_find (page, YIPU_TYPE_FINDING_LIST);
  list = fixture_find (findings, GTK_TYPE_LIST_BOX);
  assert_says (findings, "蓝布: Category is still empty");
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  fixture_settle (fixture);
  g_assert_cmpstr (place_now (fixture), ==, "crafts");
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                              fixture_field (fixture_go (fixture, "crafts"), "category")) ||
      gtk_window_get_focus (fixture->window) ==
          fixture_field (fixture_go (fixture, "crafts"), "category"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-finding", NULL);
  fixture_settle (fixture);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
}

static void
test_today_keeps_remarks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *craft = fixture_add (fixture, "craft", "name", "蓝布");
  GtkWidget *page, *entry;
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;

  fixture_open_window (fixture);
  page = fixture_go (fixture, "today");
  entry = fixture_find (page, GTK_TYPE_ENTRY);
  fixture_type (entry, "问阿禾染缸的事");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle (fixture);
  assert_says (page, "问阿禾染缸的事");
  assert_says (page, "1 open");
  fixture_press_named (fixture, page, "Handled, and told back");
  id = fixture_id (fixture, "remark", NULL, NULL);
  state = fixture_get (fixture, "remark", id, "state");
  g_assert_cmpstr (state, ==, "told");
  g_assert_null (fixture_find_named (page, GTK_TYPE_LABEL, "问阿禾染缸的事"));
}

static void
test_brand_shows_the_contrast_of_its_colours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *brand = fixture_add (fixture, "brand", "name", "枕溪");
  YipuDraft *draft = yipu_draft_new ();
  const char *dark = yipu_draft_add (draft, "colour");
  const char *light = yipu_draft_add (draft, "colour");
  GtkWidget *page;

  yipu_draft_set (draft, dark, "brand", brand);
  yipu_draft_set (draft, dark, "hex", "#000000");
  yipu_draft_set (draft, light, "brand", brand);
  yipu_draft_set (draft, light, "hex", "#ffffff");
  yipu_session_commit (fixture->session, "Add", draft, NULL, NULL);
  fixture_settle (fixture);
  fixture_open_window (fixture);
  page = fixture_go (fixture, "brand");
  assert_says (page, "21.0 : 1, good for text");
  assert_says (page, "1.0 : 1, a ground only");
}

static void
test_brand_counts_who_strays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *brand = fixture_add (fixture, "brand", "title_prefix", "枕溪");
  g_autofree char *product = fixture_add (fixture, "product", "title", "篮子");
  GtkWidget *page;

  yipu_session_set (fixture->session, "Set the brand", product, "brand", brand);
  fixture_settle (fixture);
  fixture_open_window (fixture);
  page = fixture_go (fixture, "brand");
  assert_says (page, "1 product strays from the prefix of titles.");
  yipu_session_set (fixture->session, "Retitle", product, "title", "枕溪篮子");
  fixture_settle (fixture);
  assert_says (page, "✓ 1 product under it, with its prefix.");
}

static void
test_a_new_product_has_the_brand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *brand = fixture_add (fixture, "brand", "name", "枕溪");
  g_autofree char *craft = fixture_add (fixture, "craft", "name", "蓝布");
  g_autofree char *id = NULL;
  g_autofree char *given = NULL;
  GtkWidget *page;

  fixture_open_window (fixture);
  page = fixture_go (fixture, "products");
  gtk_widget_activate_action (page, "products.new", NULL);
  fixture_settle (fixture);
  id = fixture_id (fixture, "product", NULL, NULL);
  given = fixture_get (fixture, "product", id, "brand");
  g_assert_cmpstr (given, ==, brand);
  g_assert_cmpstr (yipu_page_get_record (YIPU_PAGE (page)), ==, id);
  fixture_press_named (fixture, page, "Add a Variant");
  g_assert_cmpuint (yipu_session_count (fixture->session, "variant", "product", id), ==, 1);
}

static void
test_library_adds_and_removes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "place", "name", "枕溪村");
  GtkWidget *page;

  fixture_open_window (fixture);
  page = fixture_go (fixture, "library");
  yipu_page_open (YIPU_PAGE (page), "place", id, "");
  fixture_settle (fixture);
  fixture_press_named (fixture, page, "Remove");
  g_assert_cmpuint (yipu_session_count (fixture->session, "place", NULL, NULL), ==, 0);
  fixture_undo (fixture);
  g_assert_cmpuint (yipu_session_count (fixture->session, "place", NULL, NULL), ==, 1);
}

static void
test_first_run_ends_with_the_first_craft (Fixture *fixture, gconstpointer data)
{
  YipuWindow *window;

  fixture_open_window (fixture);
  window = YIPU_WINDOW (fixture->window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->rooms), ==, "first-run");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-craft", NULL);
  fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->rooms), ==, "shell");
  g_assert_cmpstr (place_now (fixture), ==, "crafts");
  g_assert_cmpuint (yipu_session_count (fixture->session, "process", NULL, NULL), ==, 1);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/places/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("search-finds-and-opens", test_search_finds_and_opens);
  ADD ("search-takes-the-cursor-from-anywhere", test_search_takes_the_cursor);
  ADD ("search-for-nothing-says-so", test_search_for_nothing_says_so);
  ADD ("history-takes-back-an-old-edit", test_history_takes_back_an_old_edit);
  ADD ("history-of-one-record", test_history_of_one_record);
  ADD ("today-goes-on-where-one-stopped", test_today_goes_on_where_one_stopped);
  ADD ("today-leads-to-what-is-missing", test_today_leads_to_what_is_missing);
  ADD ("today-keeps-remarks", test_today_keeps_remarks);
  ADD ("brand-shows-the-contrast-of-its-colours", test_brand_shows_the_contrast_of_its_colours);
  ADD ("brand-counts-who-strays", test_brand_counts_who_strays);
  ADD ("a-new-product-has-the-brand", test_a_new_product_has_the_brand);
  ADD ("library-removes-and-brings-back", test_library_adds_and_removes);
  ADD ("first-run-ends-with-the-first-craft", test_first_run_ends_with_the_first_craft);
  return g_test_run ();
}
