/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window keeps what is typed, remembers where one was, says why nothing can be changed, and
 * lets go of its catalog when it is closed. */
#include "fixture.h"

#include "application.h"
#include "settings.h"
#include "window-private.h"

/* The craft's page in the whole window, opened on a new craft of that name. */
static GtkWidget *
open_craft (Fixture *fixture, const char *name, char **id)
{
  *id = fixture_add (fixture, "craft", "name", name);
  fixture_open_window (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "craft", *id, "");
  fixture_settle (fixture);
  return fixture_go (fixture, "crafts");
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
  fixture_settle (fixture);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static void
test_closing_lets_go (Fixture *fixture, gconstpointer data)
{
  gpointer window;

  fixture_load_sample (fixture);
  fixture_open_window (fixture);
  fixture_go (fixture, "crafts");
  fixture_go (fixture, "library");
  window = fixture->window;
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (fixture->window);
  g_clear_object (&fixture->window);
  fixture_settle (fixture);
  g_assert_null (window);
  fixture->window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
}

static void
test_closing_stores (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *page = open_craft (fixture, "蓝布", &id);
  g_autofree char *stored = NULL;

  fixture_type (fixture_field (page, "name"), "刮浆蓝布");
  gtk_window_close (fixture->window);
  stored = fixture_get (fixture, "craft", id, "name");
  g_assert_cmpstr (stored, ==, "刮浆蓝布");
}

static void
test_leaving_stores (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *page = open_craft (fixture, "蓝布", &id);
  g_autofree char *stored = NULL;

  fixture_type (fixture_field (page, "story_page"), "从前有一块布");
  yipu_window_go (YIPU_WINDOW (fixture->window), "today");
  stored = fixture_get (fixture, "craft", id, "story_page");
  g_assert_cmpstr (stored, ==, "从前有一块布");
}

/* Another record comes into the page: what was typed stays with the one before. */
static void
test_another_record_stores (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  GtkWidget *page = open_craft (fixture, "蓝布", &first);
  g_autofree char *second = fixture_add (fixture, "craft", "name", "竹编");
  g_autofree char *stored = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *other = NULL;

  fixture_type (fixture_field (page, "name"), "刮浆蓝布");
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "craft", second, "");
  fixture_settle (fixture);
  stored = fixture_get (fixture, "craft", first, "name");
  other = fixture_get (fixture, "craft", second, "name");
  shown = fixture_text (fixture_field (page, "name"));
  g_assert_cmpstr (stored, ==, "刮浆蓝布");
  g_assert_cmpstr (other, ==, "竹编");
  g_assert_cmpstr (shown, ==, "竹编");
}

/* Typed keys are the field's to take back until it has none left, then the catalog goes on. */
static void
test_undo_is_the_texts_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *page = open_craft (fixture, "蓝布", &id);
  GtkWidget *input = fixture_field (page, "local_name");
  g_autofree char *typed = NULL;
  g_autofree char *taken_back = NULL;
  g_autofree char *name = NULL;

  gtk_widget_grab_focus (input);
  fixture_settle (fixture);
  g_signal_emit_by_name (gtk_window_get_focus (fixture->window), "insert-at-cursor", "土布");
  typed = fixture_text (input);
  g_assert_cmpstr (typed, ==, "土布");
  activate (fixture, "win.undo");
  taken_back = fixture_text (input);
  g_assert_cmpstr (taken_back, ==, "");
  g_assert_cmpuint (yipu_session_count (fixture->session, "craft", NULL, NULL), ==, 1);
  for (int i = 0; i < 3 && !g_str_equal (fixture_get_toast (fixture), "Taken back: Add"); i++)
    activate (fixture, "win.undo");
  name = fixture_get (fixture, "craft", id, "name");
  g_assert_null (name);
}

static void
test_undo_of_nothing_is_told (Fixture *fixture, gconstpointer data)
{
  fixture_open_window (fixture);
  activate (fixture, "win.undo-catalog");
  g_assert_cmpstr (fixture_get_toast (fixture), !=, "");
}

static void
test_the_sidebar_by_its_action (Fixture *fixture, gconstpointer data)
{
  YipuWindow *window;
  g_autoptr (GVariant) state = NULL;

  fixture_open_window (fixture);
  window = YIPU_WINDOW (fixture->window);
  g_assert_true (adw_flap_get_reveal_flap (window->flap));
  activate (fixture, "win.show-sidebar");
  g_assert_false (adw_flap_get_reveal_flap (window->flap));
  adw_flap_set_reveal_flap (window->flap, TRUE);
  state = g_action_group_get_action_state (G_ACTION_GROUP (window), "show-sidebar");
  g_assert_true (g_variant_get_boolean (state));
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *page = open_craft (fixture, "蓝布", &id);
  g_autofree char *second = fixture_add (fixture, "craft", "name", "竹编");

  yipu_window_open_record (YIPU_WINDOW (fixture->window), "craft", second, "");
  fixture_go (fixture, "brand");
  activate (fixture, "win.back");
  g_assert_cmpstr (yipu_page_get_record (YIPU_PAGE (page)), ==, second);
  activate (fixture, "win.back");
  g_assert_cmpstr (yipu_page_get_record (YIPU_PAGE (page)), ==, id);
}

/* What one does between two starts: the second window opens the catalog anew. */
static void
test_remembers_where_one_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "person", "display_name", "沈阿禾");
  g_autofree char *other = fixture_add (fixture, "person", "display_name", "竺伯安");
  YipuWindow *window;

  fixture_open_window (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "person", id, "");
  gtk_window_close (fixture->window);
  fixture_open_window (fixture);
  window = YIPU_WINDOW (fixture->window);
  g_assert_cmpstr (window->place->id, ==, "library");
  g_assert_cmpstr (yipu_page_get_record (yipu_window_ensure_page (window, window->place)), ==, id);
}

static void
test_a_removed_record_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "craft", "name", "蓝布");

  fixture_open_window (fixture);
  yipu_session_remove (fixture->session, "Remove a craft", id);
  fixture_settle (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "craft", id, "");
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "That record has been removed.");
}

static void
test_read_only_says_so (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = fixture_add (fixture, "craft", "name", "蓝布");
  g_autofree char *saved = NULL;
  YipuWindow *window;
  GtkWidget *page;

  fixture_reopen_read_only (fixture);
  fixture_open_window (fixture);
  window = YIPU_WINDOW (fixture->window);
  yipu_window_set_notice (window, "Opened for reading only.");
  page = fixture_go (fixture, "crafts");
  g_assert_true (gtk_revealer_get_reveal_child (window->notice_revealer));
  g_object_get (fixture->session, "saved", &saved, NULL);
  g_assert_cmpstr (saved, ==, "Read only");
  g_assert_false (is_enabled (fixture, "new-craft"));
  g_assert_false (is_enabled (fixture, "import-list"));
  g_assert_false (is_enabled (fixture, "load-sample"));
  g_assert_false (gtk_widget_is_sensitive (fixture_field (page, "name")));
  g_assert_null (fixture_find_named (page, GTK_TYPE_BUTTON, "Add a Step"));
}

/* The first run offers what a catalog that can't be changed refuses. */
static void
test_read_only_and_empty_is_no_first_run (Fixture *fixture, gconstpointer data)
{
  YipuWindow *window;

  fixture_reopen_read_only (fixture);
  fixture_open_window (fixture);
  window = YIPU_WINDOW (fixture->window);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->rooms), ==, "shell");
}

/* One process, one window a catalog; what another one writes is opened for reading. */
static void
test_application (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YipuApplication) application = yipu_application_new ();
  g_autoptr (GError) error = NULL;
  GList *windows;
  YipuWindow *window;

  fixture_settle (fixture);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  yipu_application_open_folder (application, fixture->folder);
  windows = gtk_application_get_windows (GTK_APPLICATION (application));
  g_assert_cmpuint (g_list_length (windows), ==, 1);
  window = YIPU_WINDOW (windows->data);
  g_assert_true (yipu_session_is_read_only (yipu_window_get_session (window)));
  g_assert_nonnull (strstr (gtk_label_get_label (window->notice_label), "reading only"));
  g_assert_nonnull (strstr (gtk_label_get_label (window->notice_label), g_get_user_name ()));

  yipu_application_open_folder (application, fixture->folder);
  windows = gtk_application_get_windows (GTK_APPLICATION (application));
  g_assert_cmpuint (g_list_length (windows), ==, 1);
  gtk_window_close (GTK_WINDOW (window));
  fixture_settle (fixture);
}

/* A message that goes hands the cursor on: Tab goes on from there. */
static void
test_a_message_hands_the_cursor_on (Fixture *fixture, gconstpointer data)
{
  GtkWidget *messages;
  GtkWidget *close;
  GtkWidget *focus;

  fixture_open_window (fixture);
  yipu_session_toast (fixture->session, "Nothing to undo", FALSE);
  fixture_settle (fixture);
  messages = GTK_WIDGET (YIPU_WINDOW (fixture->window)->messages);
  close = fixture_find (messages, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_grab_focus (close));
  fixture_press (fixture, close);
  g_assert_null (gtk_widget_get_first_child (messages));
  focus = gtk_window_get_focus (fixture->window);
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_true (gtk_window_get_focus (fixture->window) != focus);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/window/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("closing-lets-go-of-its-catalog", test_closing_lets_go);
  ADD ("closing-stores-what-is-typed", test_closing_stores);
  ADD ("leaving-a-page-stores-what-is-typed", test_leaving_stores);
  ADD ("another-record-stores-what-is-typed", test_another_record_stores);
  ADD ("undo-is-the-texts-before-the-catalogs", test_undo_is_the_texts_first);
  ADD ("undo-of-nothing-is-told", test_undo_of_nothing_is_told);
  ADD ("the-sidebar-follows-its-action", test_the_sidebar_by_its_action);
  ADD ("back-goes-where-one-was", test_back);
  ADD ("it-remembers-where-one-was", test_remembers_where_one_was);
  ADD ("a-message-hands-the-cursor-on", test_a_message_hands_the_cursor_on);
  ADD ("a-removed-record-is-told", test_a_removed_record_is_told);
  ADD ("read-only-says-so-and-refuses", test_read_only_says_so);
  ADD ("read-only-and-empty-is-no-first-run", test_read_only_and_empty_is_no_first_run);
  ADD ("a-catalog-has-one-window", test_application);
  return g_test_run ();
}
