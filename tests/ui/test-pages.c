/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every page is built, shows the sample, gives each of its controls a name, and hides from a screen
 * reader what it does not show. */
#include "fixture.h"

#include "page.h"
#include "pages/first-run/first-run-page.h"
#include "places.h"

#include <yipu/sample.h>

/* What a person can press or type into; its name comes from a label of its own or text inside. */
static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) ||
         GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SCALE (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget);
}

static gboolean
holds_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (holds_text (child))
      return TRUE;
  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  return (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)) &&
         holds_text (widget);
}

/* Parts of a control are named by it: the button inside a menu button, the text of an entry. */
static gboolean
belongs_to_named (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent && (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) ||
                    GTK_IS_SEARCH_ENTRY (parent) || GTK_IS_SPIN_BUTTON (parent) ||
                    GTK_IS_POPOVER_MENU (parent) ||
                    gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) ||
                    gtk_widget_get_ancestor (parent, GTK_TYPE_DROP_DOWN) ||
                    gtk_widget_get_ancestor (parent, GTK_TYPE_POPOVER_MENU));
}

static void
check_names (GtkWidget *widget, const char *page)
{
  if (is_control (widget) && !belongs_to_named (widget) && !has_name (widget)) {
    g_test_message ("%s: %s has no name", page, G_OBJECT_TYPE_NAME (widget));
    for (GtkWidget *w = gtk_widget_get_parent (widget); w; w = gtk_widget_get_parent (w))
      g_test_message ("  in %s", G_OBJECT_TYPE_NAME (w));
    g_test_fail ();
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_names (child, page);
}

/* A screen reader reads what is visible, whether its stack shows it or not. Inside its controls the
 * toolkit has stacks of its own. */
static void
check_stacks (GtkWidget *widget, const char *page)
{
  GtkWidget *shown =
      GTK_IS_STACK (widget) ? gtk_stack_get_visible_child (GTK_STACK (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (shown && child != shown && gtk_widget_get_visible (child)) {
      g_test_message ("%s: a hidden %s is read out", page, G_OBJECT_TYPE_NAME (child));
      g_test_fail ();
    }
    if (!is_control (child))
      check_stacks (child, page);
  }
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  const YipuPlace *place = data;
  GtkWidget *page = g_object_new (place->page_type (), NULL);
  g_autoptr (GError) error = NULL;

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  fixture_settle (fixture);
  yipu_page_set_session (YIPU_PAGE (page), fixture->session);
  fixture_show (fixture, page);
  yipu_page_refresh (YIPU_PAGE (page));
  fixture_settle (fixture);
  check_names (page, place->id);
  check_stacks (page, place->id);
}

static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (YIPU_TYPE_FIRST_RUN_PAGE, NULL);

  fixture_show (fixture, page);
  check_names (page, "first-run");
}

/* Each record of a kind that a place takes can be opened there. */
static void
test_opens_its_kinds (Fixture *fixture, gconstpointer data)
{
  const YipuPlace *place = data;
  GtkWidget *page = g_object_new (place->page_type (), NULL);
  g_auto (GStrv) kinds = g_strsplit (place->kinds, " ", -1);
  g_autoptr (GError) error = NULL;

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  fixture_settle (fixture);
  yipu_page_set_session (YIPU_PAGE (page), fixture->session);
  fixture_show (fixture, page);
  for (char **kind = kinds; *kind; kind++) {
    g_autoptr (GPtrArray) records = yipu_session_list (fixture->session, *kind, NULL, NULL);

    if (records->len == 0)
      continue;
    g_test_message ("%s", *kind);
    g_assert_true (yipu_page_open (YIPU_PAGE (page), *kind,
                                   yipu_record_get_id (g_ptr_array_index (records, 0)), ""));
    fixture_settle (fixture);
  }
  check_names (page, place->id);
  check_stacks (page, place->id);
}

static void
test_a_place_takes_each_kind_once (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const YipuPlace *places = yipu_places (&n);

  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) kinds = g_strsplit (places[i].kinds ? places[i].kinds : "", " ", -1);

    for (char **kind = kinds; *kind; kind++) {
      g_assert_nonnull (yipu_kind_find (*kind));
      g_assert_true (g_hash_table_add (taken, g_strdup (*kind)));
    }
  }
}

int
main (int argc, char *argv[])
{
  guint n;
  const YipuPlace *places = yipu_places (&n);

  fixture_init (&argc, &argv);
  g_test_add_func ("/ui/pages/a-place-takes-each-kind-once", test_a_place_takes_each_kind_once);
  g_test_add ("/ui/pages/first-run/every-control-has-a-name", Fixture, NULL, fixture_set_up,
              test_first_run, fixture_tear_down);
  for (guint i = 0; i < n; i++) {
    g_autofree char *names =
        g_strdup_printf ("/ui/pages/%s/every-control-has-a-name", places[i].id);
    g_autofree char *kinds = g_strdup_printf ("/ui/pages/%s/opens-its-kinds", places[i].id);

    g_test_add (names, Fixture, &places[i], fixture_set_up, test_page, fixture_tear_down);
    if (places[i].kinds)
      g_test_add (kinds, Fixture, &places[i], fixture_set_up, test_opens_its_kinds,
                  fixture_tear_down);
  }
  return g_test_run ();
}
