/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share. */
#include "fixture.h"

#include "application.h"
#include "widgets/form-row.h"
#include "window-private.h"

#include <glib/gstdio.h>
#include <yipu/history.h>
#include <yipu/init.h>
#include <yipu/sample.h>

void
fixture_init (int *argc, char ***argv)
{
  yipu_init ();
  /* tests/with-display isolates; GTK needs the schemas of the system. */
  g_test_init (argc, argv, NULL);
  adw_init ();
  yipu_ui_register ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/yipu/Yipu/icons");
}

static void
toast_cb (YipuSession *session, const char *message, gboolean undo, Fixture *fixture)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (message);
}

static void
begin_session (Fixture *fixture)
{
  fixture->session = yipu_session_new (fixture->catalog);
  g_signal_connect (fixture->session, "toast", G_CALLBACK (toast_cb), fixture);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = g_dir_make_tmp ("yipu-ui-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (temporary, "测试.yipu", NULL);
  fixture->catalog = yipu_catalog_create (fixture->folder, &error);
  g_assert_no_error (error);
  begin_session (fixture);
  fixture->window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  gtk_window_set_default_size (fixture->window, 900, 700);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *temporary = g_path_get_dirname (fixture->folder);

  fixture_settle (fixture);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture->session);
  g_free (fixture->toast);
  g_object_unref (fixture->catalog);
  remove_tree (temporary);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture, YipuOpenFlags flags)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->catalog);
  fixture->catalog = yipu_catalog_open (fixture->folder, flags, &error);
  g_assert_no_error (error);
  begin_session (fixture);
}

void
fixture_reopen_read_only (Fixture *fixture)
{
  fixture_settle (fixture);
  reopen (fixture, YIPU_OPEN_READ_ONLY);
}

void
fixture_load_sample (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  fixture_settle (fixture);
}

void
fixture_open_window (Fixture *fixture)
{
  gboolean again = YIPU_IS_WINDOW (fixture->window); /* which closes its catalog behind it */

  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  if (again)
    reopen (fixture, YIPU_OPEN_NORMAL);
  fixture->window =
      GTK_WINDOW (g_object_ref_sink (G_OBJECT (yipu_window_new (NULL, fixture->session))));
  gtk_window_present (fixture->window);
  fixture_settle (fixture);
}

GtkWidget *
fixture_go (Fixture *fixture, const char *place)
{
  YipuWindow *window = YIPU_WINDOW (fixture->window);

  yipu_window_go (window, place);
  fixture_settle (fixture);
  return GTK_WIDGET (yipu_window_ensure_page (window, yipu_place_find (place)));
}

char *
fixture_add (Fixture *fixture, const char *kind, const char *field, const char *value)
{
  YipuDraft *draft = yipu_draft_new ();
  char *id = g_strdup (yipu_draft_add (draft, kind));

  yipu_draft_set (draft, id, field, value);
  yipu_session_commit (fixture->session, "Add", draft, NULL, NULL);
  fixture_settle (fixture);
  return id;
}

char *
fixture_get (Fixture *fixture, const char *kind, const char *id, const char *field)
{
  g_autoptr (YipuRecord) record = yipu_session_get (fixture->session, kind, id);

  return record ? g_strdup (yipu_record_get (record, field)) : NULL;
}

void
fixture_show (Fixture *fixture, GtkWidget *widget)
{
  gtk_window_set_child (fixture->window, widget);
  gtk_window_present (fixture->window);
  fixture_settle (fixture);
}

void
fixture_settle (Fixture *fixture)
{
  while (yipu_session_is_busy (fixture->session) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = NULL;

  yipu_session_flush (fixture->session);
  fixture_settle (fixture);
  undone = yipu_catalog_undo (fixture->catalog, &error);
  g_assert_no_error (error);
  fixture_settle (fixture);
}

char *
fixture_id (Fixture *fixture, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) records = yipu_session_list (fixture->session, kind, field, value);

  g_assert_cmpuint (records->len, >, 0);
  return g_strdup (yipu_record_get_id (g_ptr_array_index (records, 0)));
}

const char *
fixture_get_toast (Fixture *fixture)
{
  return fixture->toast ? fixture->toast : "";
}

GtkWidget *
fixture_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = fixture_find (child, type);

    if (found)
      return found;
  }
  return NULL;
}

/* How deep in a button its words lie differs from one libadwaita to the next. */
static gboolean
says (GtkWidget *widget, const char *name)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (GTK_IS_LABEL (widget))
    return g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name);
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)) {
    g_autofree char *other =
        gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name);

    if (!other)
      return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child)
            ? says (child, name)
            : !GTK_IS_POPOVER (child) && gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) &&
                  says (child, name))
      return TRUE;
  return FALSE;
}

GtkWidget *
fixture_find_named (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root) && says (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = fixture_find_named (child, type, name);

    if (found)
      return found;
  }
  return NULL;
}

GtkWidget *
fixture_field (GtkWidget *root, const char *field)
{
  if (YIPU_IS_FORM_ROW (root) &&
      g_str_equal (yipu_form_row_get_field (YIPU_FORM_ROW (root)), field))
    return yipu_form_row_get_input (YIPU_FORM_ROW (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = fixture_field (child, field);

    if (found)
      return found;
  }
  return NULL;
}

void
fixture_press (Fixture *fixture, GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  if (GTK_IS_CHECK_BUTTON (button))
    gtk_widget_activate (button);
  else
    g_signal_emit_by_name (button, "clicked");
  fixture_settle (fixture);
}

void
fixture_press_named (Fixture *fixture, GtkWidget *root, const char *name)
{
  GtkWidget *button = fixture_find_named (root, GTK_TYPE_BUTTON, name);

  if (!button)
    g_error ("no button says “%s”", name);
  fixture_press (fixture, button);
}

void
fixture_type (GtkWidget *input, const char *text)
{
  g_assert_nonnull (input);
  g_assert_true (gtk_widget_is_sensitive (input));
  if (GTK_IS_TEXT_VIEW (input))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (input), text);
}

char *
fixture_text (GtkWidget *widget)
{
  GtkTextIter start, end;

  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (!GTK_IS_TEXT_VIEW (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &start, &end);
  return gtk_text_iter_get_text (&start, &end);
}

gboolean
fixture_drop (Fixture *fixture, GtkWidget *widget, const GValue *value)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean taken = FALSE;

    if (!GTK_IS_DROP_TARGET (controller))
      continue;
    g_signal_emit_by_name (controller, "drop", value, 1.0, 1.0, &taken);
    fixture_settle (fixture);
    return taken;
  }
  return FALSE;
}
