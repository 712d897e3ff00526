/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kit's page: the line is moved by keys and by the pointer, what follows from it changes at
 * once, it is stored as one edit, and a kit becomes a product. */
#include "fixture.h"

#include "pages/kit/kit-page-private.h"
#include "window.h"

/* The page on the first kit of the sample. */
static YipuKitPage *
open_kit (Fixture *fixture)
{
  g_autofree char *kit = NULL;

  fixture_load_sample (fixture);
  kit = fixture_id (fixture, "kit", NULL, NULL);
  fixture_open_window (fixture);
  yipu_window_open_record (YIPU_WINDOW (fixture->window), "kit", kit, "line");
  fixture_settle (fixture);
  return YIPU_KIT_PAGE (fixture_go (fixture, "kit"));
}

static guint
position (YipuKitPage *page)
{
  return yipu_kit_sheet_get_position (page->sheet);
}

static char *
dup_line (Fixture *fixture, YipuKitPage *page)
{
  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  return fixture_get (fixture, "kit", page->id, "line");
}

/* As the keys Up and Down, Page Up and Page Down, Home and End do. */
static void
press_key (Fixture *fixture, YipuKitPage *page, int by)
{
  g_signal_emit_by_name (page->line, "move", by);
  fixture_settle (fixture);
}

static void
test_the_cursor_is_on_the_line (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);

  /* Drawn, the scale below the map moves it; in the list, the line itself is grasped. */
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (page->line_scale));
  gtk_widget_activate_action (GTK_WIDGET (page), "kit.switch-view", NULL);
  fixture_settle (fixture);
  g_assert_true (gtk_window_get_focus (fixture->window) == page->line);
}

static void
test_keys_move_it (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint n = page->rows->len;
  guint before = position (page);
  guint was = yipu_kit_sheet_get_result (page->sheet)->booklet->len;

  press_key (fixture, page, -1);
  g_assert_cmpuint (position (page), <, before);
  g_assert_cmpuint (yipu_kit_sheet_get_result (page->sheet)->booklet->len, >, was);
  press_key (fixture, page, 10000);
  g_assert_cmpuint (position (page), ==, n);
  g_assert_cmpfloat (gtk_range_get_value (page->line_scale), ==, n);
  press_key (fixture, page, 1);
  g_assert_cmpuint (position (page), ==, n);
}

/* Ten moves are one edit: one undo brings the line back. */
static void
test_moves_are_one_edit (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint before = position (page);
  g_autofree char *line = dup_line (fixture, page);
  g_autofree char *moved = NULL;
  g_autofree char *back = NULL;

  for (int i = 0; i < 3; i++)
    press_key (fixture, page, -1);
  moved = dup_line (fixture, page);
  g_assert_cmpstr (moved, !=, line);
  fixture_undo (fixture);
  back = dup_line (fixture, page);
  g_assert_cmpstr (back, ==, line);
  g_assert_cmpuint (position (page), ==, before);
}

static void
test_the_scale_moves_it (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);

  gtk_range_set_value (page->line_scale, page->rows->len);
  fixture_settle (fixture);
  g_assert_cmpuint (position (page), ==, page->rows->len);
  g_assert_nonnull (
      fixture_find_named (GTK_WIDGET (page), GTK_TYPE_LABEL, "Sold as a finished piece"));
}

/* The gesture is on the list of steps: it begins on the line, and follows the pointer. */
static void
test_the_pointer_drags_it (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (page->steps));
  guint drags = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (!GTK_IS_GESTURE_DRAG (controller))
      continue;
    drags++;
    g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                     GTK_PHASE_CAPTURE);
  }
  g_assert_cmpuint (drags, ==, 1);
}

/* Boxes, the price and the shares are those of the sheet as the line stands. */
static void
test_the_price_follows (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  gint64 before = yipu_kit_sheet_get_price (page->sheet)->cost_fen;
  gint64 after;

  press_key (fixture, page, 10000);
  after = yipu_kit_sheet_get_price (page->sheet)->cost_fen;
  g_assert_cmpint (after, >, before);
}

static void
test_pieces_in_a_box_spin (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  GtkWidget *spin = fixture_find (GTK_WIDGET (page->targets), GTK_TYPE_SPIN_BUTTON);
  g_autofree char *record = NULL;
  g_autofree char *count = NULL;

  g_assert_nonnull (spin);
  record = g_strdup (g_object_get_data (G_OBJECT (spin), "record"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 3);
  fixture_settle (fixture);
  count = fixture_get (fixture, "kit_item", record, "target_count");
  g_assert_cmpstr (count, ==, "3");
  fixture_undo (fixture);
  spin = fixture_find (GTK_WIDGET (page->targets), GTK_TYPE_SPIN_BUTTON);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), !=, 3);
}

/* A step that is the inheritor's own can't be left to the buyer without a word. */
static void
test_a_private_step_is_a_finding (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  const YipuProcess *process = yipu_kit_sheet_get_process (page->sheet);
  guint before;

  yipu_session_set (fixture->session, "Keep it", process->steps[process->n_steps - 1].id, "private",
                    "1");
  fixture_settle (fixture);
  before = yipu_kit_sheet_get_findings (page->sheet)->len;
  g_assert_cmpuint (before, >, 0);
  press_key (fixture, page, 10000);
  g_assert_cmpuint (yipu_kit_sheet_get_findings (page->sheet)->len, <, before);
}

static void
test_a_product_is_made_of_it (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  guint before = yipu_session_count (fixture->session, "product", NULL, NULL);
  g_autofree char *kit = g_strdup (page->id);
  g_autofree char *sells = NULL;
  const char *product;

  gtk_widget_activate_action (GTK_WIDGET (page), "kit.make-product", NULL);
  fixture_settle (fixture);
  g_assert_cmpuint (yipu_session_count (fixture->session, "product", NULL, NULL), ==, before + 1);
  product = yipu_page_get_record (YIPU_PAGE (fixture_go (fixture, "products")));
  sells = fixture_get (fixture, "product", product, "kit");
  g_assert_cmpstr (sells, ==, kit);
}

static void
test_a_removed_kit_leaves_the_page (Fixture *fixture, gconstpointer data)
{
  YipuKitPage *page = open_kit (fixture);
  g_autofree char *id = g_strdup (page->id);

  yipu_session_remove (fixture->session, "Remove a kit", id);
  fixture_settle (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "empty");
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/kit/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("the-cursor-is-on-the-line", test_the_cursor_is_on_the_line);
  ADD ("keys-move-the-line", test_keys_move_it);
  ADD ("moves-are-one-edit", test_moves_are_one_edit);
  ADD ("the-scale-moves-the-line", test_the_scale_moves_it);
  ADD ("the-pointer-is-looked-at-first", test_the_pointer_drags_it);
  ADD ("the-price-follows-the-line", test_the_price_follows);
  ADD ("pieces-in-a-box-spin", test_pieces_in_a_box_spin);
  ADD ("a-private-step-is-a-finding", test_a_private_step_is_a_finding);
  ADD ("a-product-is-made-of-it", test_a_product_is_made_of_it);
  ADD ("a-removed-kit-leaves-the-page", test_a_removed_kit_leaves_the_page);
  return g_test_run ();
}
