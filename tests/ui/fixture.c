/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share. */
#include "fixture.h"

#include "application.h"

#include <glib/gstdio.h>
#include <yipu/init.h>

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

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = g_dir_make_tmp ("yipu-ui-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (temporary, "测试.yipu", NULL);
  fixture->catalog = yipu_catalog_create (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->session = yipu_session_new (fixture->catalog);
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
  g_assert_finalize_object (fixture->session);
  g_object_unref (fixture->catalog);
  remove_tree (temporary);
  g_free (fixture->folder);
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
