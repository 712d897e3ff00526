/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawn process of a kit: every step a widget that changes sides by keys, what it says, and the
 * suggested cuts below it. */
#include "fixture.h"

#include "pages/kit/kit-page-private.h"
#include "pages/kit/process-map-private.h"
#include "window.h"

static YipuKitPage *
open_kit (Fixture *fixture)
{
  fixture_load_sample (fixture);
  fixture_open_window (fixture);

  g_autofree char *id = fixture_id (fixture, "kit", NULL, NULL);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "kit", id, "line");
  fixture_settle (fixture);
  return YIPU_KIT_PAGE (fixture_go (fixture, "kit"));
}

/* The index of the step of that title, which the catalog has in Chinese whatever the desk speaks.
 */
static guint
find_step (Fixture *fixture, YipuKitPage *page, const char *title)
{
  g_autofree char *id = fixture_id (fixture, "step", "title", title);
  int step = yipu_kit_sheet_find_step (page->sheet, id);

  g_assert_cmpint (step, >=, 0);
  return (guint) step;
}

static gboolean
is_told_of (YipuKitPage *page, guint step)
{
  const char *title = yipu_kit_sheet_get_process (page->sheet)->steps[step].title;

  return gtk_widget_get_visible (GTK_WIDGET (page->notice)) &&
         strstr (gtk_label_get_label (page->notice), title) != NULL;
}

static YipuCutSide
side (YipuKitPage *page, guint step)
{
  return yipu_kit_sheet_get_result (page->sheet)->steps[step].side;
}

/* As the space bar does. */
static void
toggle (Fixture *fixture, YipuKitPage *page, guint step)
{
  gtk_widget_activate_action (page->map->steps->pdata[step], "step.toggle", NULL);
  fixture_settle (fixture);
}

static void
test_every_step_is_a_widget (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  const YipuProcess *process = yipu_kit_sheet_get_process (page->sheet);

  g_assert_cmpuint (page->map->steps->len, ==, process->n_steps);
  for (guint s = 0; s < process->n_steps; s++) {
    GtkWidget *step = page->map->steps->pdata[s];
    g_assert_true (gtk_widget_get_mapped (step));
    g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (step)), ==,
                     GTK_ACCESSIBLE_ROLE_CHECKBOX);
    gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         process->steps[s].title);
  }
}

/* Left of the line the workshop's, right of it the buyer's, at 1366 px and nothing beyond. */
static void
test_sides_are_sides_of_the_line (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);

  for (guint s = 0; s < page->map->steps->len; s++)
    if (side (page, s) == YIPU_CUT_SIDE_BUYER)
      g_assert_cmpfloat (page->map->to[s].x, >, page->map->line_to);
    else
      g_assert_cmpfloat (page->map->to[s].x, <, page->map->line_to);
}

static void
test_a_step_goes_back_with_what_it_needs (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint rinse = find_step (fixture, page, "漂洗");
  guint scrape = find_step (fixture, page, "刮灰");

  g_assert_cmpint (side (page, scrape), ==, YIPU_CUT_SIDE_BUYER);
  toggle (fixture, page, rinse);
  g_assert_cmpint (side (page, rinse), ==, YIPU_CUT_SIDE_WORKSHOP);
  g_assert_cmpint (side (page, scrape), ==, YIPU_CUT_SIDE_WORKSHOP);
  g_assert_true (is_told_of (page, scrape));
  fixture_undo (fixture);
  g_assert_cmpint (side (page, rinse), ==, YIPU_CUT_SIDE_BUYER);
}

/* What the inheritor keeps is not given away, and it is said whose it is. */
static void
test_a_private_step_stays (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint powder = find_step (fixture, page, "配浆粉");

  g_assert_true (yipu_kit_sheet_get_process (page->sheet)->steps[powder].is_private);
  toggle (fixture, page, powder);
  g_assert_cmpint (side (page, powder), ==, YIPU_CUT_SIDE_WORKSHOP);
  g_assert_true (is_told_of (page, powder));
}

static void
test_arrows_go_from_step_to_step (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint rinse = find_step (fixture, page, "漂洗");
  GtkWidget *from = page->map->steps->pdata[rinse];

  gtk_widget_grab_focus (from);
  g_signal_emit_by_name (from, "go", GTK_DIR_LEFT);
  g_assert_true (gtk_window_get_focus (fixture->window) ==
                 page->map->steps->pdata[find_step (fixture, page, "刮灰")]);
}

/* Its card draws the line there, stores it, and is marked. */
static void
test_a_suggestion_is_one_click (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  GtkWidget *first = fixture_find (GTK_WIDGET (page->suggestions), GTK_TYPE_BUTTON);
  guint before = yipu_kit_sheet_get_result (page->sheet)->booklet->len;

  g_assert_false (gtk_widget_has_css_class (first, "chosen"));
  fixture_press (fixture, first);
  g_assert_true (gtk_widget_has_css_class (first, "chosen"));
  g_assert_cmpuint (yipu_kit_sheet_get_result (page->sheet)->booklet->len, <, before);
  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  g_auto (GStrv) line = yipu_kit_sheet_dup_line (page->sheet);
  g_autofree char *stored = fixture_get (fixture, "kit", page->id, "line");
  g_autofree char *drawn = yipu_field_join ((const char *const *) line);
  g_assert_cmpstr (stored, ==, drawn);
}

/* The list of the same steps is one click away, and only what is shown is there to be read out. */
static void
test_the_list_is_one_click_away (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  GtkWidget *list = fixture_find_named (GTK_WIDGET (page), GTK_TYPE_LABEL, "List");

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (page->steps)));
  g_assert_nonnull (list);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (list, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  fixture_settle (fixture);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page->steps)));
  g_assert_false (gtk_widget_get_visible (
      gtk_widget_get_ancestor (GTK_WIDGET (page->map), GTK_TYPE_SCROLLED_WINDOW)));
}

static void
test_the_list_begins_at_the_line (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (page->scroller);
  graphene_rect_t bounds;

  gtk_widget_activate_action (GTK_WIDGET (page), "kit.switch-view", NULL);
  for (guint turns = 0; page->frames_to_wait > 0 && turns < 1000; turns++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_compute_bounds (page->line, GTK_WIDGET (page->steps), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, gtk_adjustment_get_value (down));
  g_assert_cmpfloat (bounds.origin.y, <,
                     gtk_adjustment_get_value (down) + gtk_adjustment_get_page_size (down));
}

/* Opening a kit of fewer steps does not drag its line along: the scale that shrinks is not a hand
 * that moves it. */
static void
test_a_shorter_process_keeps_its_line (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  g_autofree char *first = g_strdup (page->id);
  guint most = page->rows->len;
  g_autoptr (GPtrArray) kits = yipu_session_list (fixture->session, "kit", NULL, NULL);
  guint shorter = 0;

  for (guint k = 0; k < kits->len; k++) {
    const char *id = yipu_record_get_id (kits->pdata[k]);
    g_autofree char *line = fixture_get (fixture, "kit", id, "line");
    if (g_str_equal (id, first))
      continue;
    yipu_window_open_record (YIPU_WINDOW (fixture->window), "kit", first, "line");
    fixture_settle (fixture);
    gtk_range_set_value (page->line_scale, most);
    yipu_window_open_record (YIPU_WINDOW (fixture->window), "kit", id, "line");
    fixture_settle (fixture);
    shorter += page->rows->len < most;
    g_autofree char *still = fixture_get (fixture, "kit", id, "line");
    g_assert_cmpstr (still, ==, line);
  }
  g_assert_cmpuint (shorter, >, 0);
}

static void
test_boxes_are_ordered (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  g_autoptr (GPtrArray) before =
      yipu_session_list (fixture->session, "work_order", "kit", page->id);

  fixture_press_named (fixture, GTK_WIDGET (page), "Order Boxes");
  g_autoptr (GPtrArray) after = yipu_session_list (fixture->session, "work_order", "kit", page->id);
  g_assert_cmpuint (after->len, ==, before->len + 1);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
#define ADD(path, func)                                                                            \
  g_test_add ("/ui/kit-map/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("every-step-is-a-widget", test_every_step_is_a_widget);
  ADD ("sides-are-sides-of-the-line", test_sides_are_sides_of_the_line);
  ADD ("a-step-goes-back-with-what-it-needs", test_a_step_goes_back_with_what_it_needs);
  ADD ("a-private-step-stays", test_a_private_step_stays);
  ADD ("arrows-go-from-step-to-step", test_arrows_go_from_step_to_step);
  ADD ("a-suggestion-is-one-click", test_a_suggestion_is_one_click);
  ADD ("the-list-is-one-click-away", test_the_list_is_one_click_away);
  ADD ("the-list-begins-at-the-line", test_the_list_begins_at_the_line);
  ADD ("a-shorter-process-keeps-its-line", test_a_shorter_process_keeps_its_line);
  ADD ("boxes-are-ordered", test_boxes_are_ordered);
  return g_test_run ();
}
