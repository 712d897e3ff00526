/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of an order: the table of steps, a proposal that is one undo, hours, slips, and an order
 * that goes away. */
#include "fixture.h"

#include "pages/work/work-page-private.h"
#include "window.h"

/* The page on an order of so many boxes of the sample's first kit, due in three weeks. */
static YipuWorkPage *
open_order (Fixture *fixture, const char *boxes)
{
  g_autofree char *kit = NULL;
  g_autofree char *order = NULL;
  g_autofree char *due = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 21);

  fixture_load_sample (fixture);
  kit = fixture_id (fixture, "kit", NULL, NULL);
  order = fixture_add (fixture, "work_order", "kit", kit);
  due = g_date_time_format (then, "%F");
  yipu_session_set (fixture->session, "Order", order, "boxes", boxes);
  yipu_session_set (fixture->session, "Order", order, "due_on", due);
  fixture_settle (fixture);
  fixture_open_window (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "work_order", order, "");
  fixture_settle (fixture);
  return YIPU_WORK_PAGE (fixture_go (fixture, "work"));
}

static guint
n_given (YipuWorkPage *page)
{
  return yipu_order_get_assignments (page->order)->len;
}

static void
test_an_empty_page_teaches (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page;

  fixture_open_window (fixture);
  page = YIPU_WORK_PAGE (fixture_go (fixture, "work"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "empty");
  g_assert_nonnull (fixture_find_named (GTK_WIDGET (page), GTK_TYPE_BUTTON, "To the Crafts"));
}

static void
test_steps_wait_for_hands (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "24");

  g_assert_cmpuint (yipu_order_get_steps (page->order)->len, >, 5);
  g_assert_cmpuint (n_given (page), ==, 0);
  g_assert_nonnull (fixture_find_named (GTK_WIDGET (page->table), GTK_TYPE_LABEL, "Nobody yet"));
  g_assert_nonnull (fixture_find_named (GTK_WIDGET (page->table), GTK_TYPE_LABEL, "24 runs"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (page->slips_button)));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (page->propose_button)));
}

static void
test_a_proposal_is_one_undo (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "24");
  GArray *steps;

  fixture_press_named (fixture, GTK_WIDGET (page), "Propose");
  g_assert_cmpuint (n_given (page), >, 5);
  steps = yipu_order_get_steps (page->order);
  for (guint i = 0; i < steps->len; i++)
    g_assert_cmpint (g_array_index (steps, YipuOrderStep, i).missing_runs, ==, 0);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (page->propose_button)));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (page->slips_button)));
  g_assert_nonnull (fixture_find (GTK_WIDGET (page->hours), GTK_TYPE_PROGRESS_BAR));
  fixture_undo (fixture);
  g_assert_cmpuint (n_given (page), ==, 0);
}

static void
test_what_does_not_fit_says_why (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "5000");

  g_assert_cmpuint (page->proposal->findings->len, >, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->unplaced)));
}

static void
test_more_boxes_change_the_table (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "24");

  yipu_session_set (fixture->session, "Order", page->id, "boxes", "31");
  fixture_settle (fixture);
  g_assert_nonnull (fixture_find_named (GTK_WIDGET (page->table), GTK_TYPE_LABEL, "31 runs"));
}

static void
test_a_cell_opens_what_is_given_out (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "24");
  const char *id;

  fixture_press_named (fixture, GTK_WIDGET (page), "Propose");
  id = g_array_index (yipu_order_get_assignments (page->order), YipuOrderAssignment, 0).id;
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "work.open-assignment", "s", id));
  fixture_settle (fixture);
  g_assert_nonnull (gtk_window_get_focus (fixture->window));
  g_assert_nonnull (
      gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), YIPU_TYPE_FORM_ROW));
}

static void
test_slips_are_printed (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "12");
  g_autofree char *path = g_build_filename (fixture->folder, "slips.pdf", NULL);

  fixture_press_named (fixture, GTK_WIDGET (page), "Propose");
  gtk_widget_activate_action (GTK_WIDGET (page), "work.print-slips-to", "s", path);
  fixture_settle (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (fixture_get_toast (fixture), ==, "The slips are printed");
}

static void
test_a_removed_order_leaves_the_page (Fixture *fixture, gconstpointer data)
{
  YipuWorkPage *page = open_order (fixture, "12");
  g_autofree char *id = g_strdup (page->id);

  yipu_session_remove (fixture->session, "Remove an order", id);
  fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "empty");
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/work/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("an-empty-page-teaches", test_an_empty_page_teaches);
  ADD ("steps-wait-for-hands", test_steps_wait_for_hands);
  ADD ("a-proposal-is-one-undo", test_a_proposal_is_one_undo);
  ADD ("what-does-not-fit-says-why", test_what_does_not_fit_says_why);
  ADD ("more-boxes-change-the-table", test_more_boxes_change_the_table);
  ADD ("a-cell-opens-what-is-given-out", test_a_cell_opens_what_is_given_out);
  ADD ("slips-are-printed", test_slips_are_printed);
  ADD ("a-removed-order-leaves-the-page", test_a_removed_order_leaves_the_page);
  return g_test_run ();
}
