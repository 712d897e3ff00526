/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export shows what each shop asks, leads to the words it speaks of, lets a warning pass for a
 * reason, keeps out what is blocked, and leaves nothing behind when it is cancelled. */
#include "fixture.h"

#include "pages/export/export-row.h"
#include "widgets/finding-list.h"
#include "widgets/form-row.h"

#include <glib/gstdio.h>
#include <yipu/bag.h>

/* The page with the sample's products, after @title was given to the first of them. */
static GtkWidget *
open_page (Fixture *fixture, const char *title, char **product)
{
  fixture_load_sample (fixture);
  *product = fixture_id (fixture, "product", NULL, NULL);
  if (title)
    yipu_session_set (fixture->session, "Retitle", *product, "title", title);
  fixture_settle (fixture);
  fixture_open_window (fixture);
  return fixture_go (fixture, "export");
}

/* The row of a product in the table. */
static YipuExportRow *
find_row (GtkWidget *root, const char *product)
{
  YipuExportItem *item =
      YIPU_IS_EXPORT_ROW (root) ? yipu_export_row_get_item (YIPU_EXPORT_ROW (root)) : NULL;

  if (item && g_str_equal (yipu_export_item_get_product (item), product))
    return YIPU_EXPORT_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    YipuExportRow *found = find_row (child, product);

    if (found)
      return found;
  }
  return NULL;
}

static const YipuExportCell *
cell_of (GtkWidget *page, const char *product)
{
  return yipu_export_item_get_cell (yipu_export_row_get_item (find_row (page, product)), 0);
}

/* Presses the cell of the first shop. */
static void
press_cell (Fixture *fixture, GtkWidget *page, const char *product)
{
  GtkWidget *row = GTK_WIDGET (find_row (page, product));
  GtkWidget *cell = gtk_widget_get_first_child (row);

  while (!gtk_widget_has_css_class (cell, "export-cell"))
    cell = gtk_widget_get_next_sibling (cell);
  fixture_press (fixture, cell);
}

/* Opens the finding of a rule as a press on its row does. */
static void
open_finding (Fixture *fixture, GtkWidget *page, const YipuExportCell *cell, const char *rule)
{
  GtkWidget *findings = fixture_find (page, YIPU_TYPE_FINDING_LIST);
  GtkListBox *list = GTK_LIST_BOX (fixture_find (findings, GTK_TYPE_LIST_BOX));

  for (guint i = 0; i < cell->findings->len; i++) {
    const YipuFinding *finding = g_ptr_array_index (cell->findings, i);

    if (g_str_equal (finding->rule, rule)) {
      g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, (int) i));
      fixture_settle (fixture);
      return;
    }
  }
  g_error ("no finding of %s", rule);
}

static char *
dup_export_label (GtkWidget *page)
{
  GtkWidget *button = fixture_find_named (page, GTK_TYPE_BUTTON, "Export 24");

  return g_strdup (button ? gtk_button_get_label (GTK_BUTTON (button)) : "");
}

static void
test_all_of_the_sample_is_ready (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, NULL, &product);
  g_autofree char *label = dup_export_label (page);
  YipuExportItem *item = yipu_export_row_get_item (find_row (page, product));

  g_assert_cmpstr (label, ==, "Export 24");
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_LABEL, "Everything is ready"));
  yipu_export_item_set_chosen (item, FALSE);
  fixture_settle (fixture);
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_BUTTON, "Export 21"));
}

static void
test_a_shop_left_out_counts_no_more (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, NULL, &product);
  GtkWidget *check = fixture_find_named (page, GTK_TYPE_CHECK_BUTTON, "WooCommerce product CSV");

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_BUTTON, "Export 16"));
}

/* The cursor comes into the field, and the words that offend are marked. */
static void
test_a_finding_marks_its_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, "枕溪 全国第一的篮子", &product);
  GtkWidget *focus, *row;
  int start = -1, end = -1;

  g_assert_cmpint (cell_of (page, product)->state, ==, YIPU_CELL_BLOCKED);
  press_cell (fixture, page, product);
  open_finding (fixture, page, cell_of (page, product), "A04");
  focus = gtk_window_get_focus (fixture->window);
  row = gtk_widget_get_ancestor (focus, YIPU_TYPE_FORM_ROW);
  g_assert_cmpstr (yipu_form_row_get_field (YIPU_FORM_ROW (row)), ==, "title");
  g_assert_true (gtk_editable_get_selection_bounds (
      GTK_EDITABLE (yipu_form_row_get_input (YIPU_FORM_ROW (row))), &start, &end));
  g_assert_cmpint (start, ==, 3);
  g_assert_cmpint (end, ==, 7);
}

static void
test_a_blocked_one_stays_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, "枕溪 全国第一的篮子", &product);
  g_autofree char *path = g_strconcat (fixture->folder, ".zip", NULL);

  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_BUTTON, "Export 21"));
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_LABEL, "Send what is ready"));
  gtk_widget_activate_action (page, "export.save-to", "s", path);
  fixture_settle (fixture);
  g_assert_nonnull (fixture_find_named (page, GTK_TYPE_LABEL, "Written and verified"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (yipu_session_count (fixture->session, "shop_state", "product", product), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_a_warning_passes_for_a_reason (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, "枕溪 正宗的篮子", &product);
  GtkWidget *tick, *entry;

  g_assert_cmpint (cell_of (page, product)->state, ==, YIPU_CELL_ASKS);
  press_cell (fixture, page, product);
  tick = fixture_find_named (page, GTK_TYPE_BUTTON, "Tick and Go On");
  entry = fixture_find_named (page, GTK_TYPE_ENTRY, "Reason");
  g_assert_false (gtk_widget_is_sensitive (tick));
  fixture_type (entry, "   ");
  g_assert_false (gtk_widget_is_sensitive (tick));
  fixture_type (entry, "协会证书在案");
  fixture_press (fixture, tick);
  g_assert_cmpint (cell_of (page, product)->state, ==, YIPU_CELL_READY);

  yipu_session_set (fixture->session, "Retitle", product, "title", "枕溪 地道的篮子");
  fixture_settle (fixture);
  g_assert_cmpint (cell_of (page, product)->state, ==, YIPU_CELL_ASKS);
}

static void
cancel_cb (YipuSession *session, YipuJob *job)
{
  yipu_job_cancel (job);
}

static void
test_cancelled_it_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, NULL, &product);
  g_autofree char *folder = g_strconcat (fixture->folder, ".out", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.zip", NULL);
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_signal_connect (fixture->session, "job", G_CALLBACK (cancel_cb), NULL);
  gtk_widget_activate_action (page, "export.save-to", "s", path);
  fixture_settle (fixture);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  g_assert_null (fixture_find_named (page, GTK_TYPE_LABEL, "Written and verified"));
  g_assert_cmpuint (yipu_session_count (fixture->session, "release", NULL, NULL), ==, 0);
}

static void
test_next_walks_what_is_to_mend (Fixture *fixture, gconstpointer data)
{
  g_autofree char *product = NULL;
  GtkWidget *page = open_page (fixture, "枕溪 全国第一的篮子", &product);

  gtk_widget_activate_action (page, "export.next", NULL);
  g_assert_nonnull (fixture_find_named (
      page, GTK_TYPE_LABEL,
      "枕溪 全国第一的篮子 stays out until what is marked red is mended. A press opens its field."));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/ui/export/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("all-of-the-sample-is-ready", test_all_of_the_sample_is_ready);
  ADD ("a-shop-left-out-counts-no-more", test_a_shop_left_out_counts_no_more);
  ADD ("a-finding-marks-its-words", test_a_finding_marks_its_words);
  ADD ("a-blocked-one-stays-out", test_a_blocked_one_stays_out);
  ADD ("a-warning-passes-for-a-reason", test_a_warning_passes_for_a_reason);
  ADD ("cancelled-it-leaves-nothing", test_cancelled_it_leaves_nothing);
  ADD ("next-walks-what-is-to-mend", test_next_walks_what_is_to_mend);
  return g_test_run ();
}
