/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shortcuts window shows every accelerator, and no other. */
#include "fixture.h"

#include "application.h"

static void
collect (GtkWidget *widget, GHashTable *actions)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget)) {
    g_autofree char *action = NULL;

    g_object_get (widget, "action-name", &action, NULL);
    if (action && *action)
      g_hash_table_add (actions, g_steal_pointer (&action));
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect (child, actions);
}

static GHashTable *
shown_actions (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/yipu/Yipu/gtk/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  GHashTable *actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect (overlay, actions);
  gtk_window_destroy (GTK_WINDOW (overlay));
  return actions;
}

static void
test_all_are_shown (void)
{
  g_autoptr (GHashTable) shown = shown_actions ();
  guint n;
  const YipuAccel *accels = yipu_accels (&n);

  for (guint i = 0; i < n; i++)
    if (!g_hash_table_remove (shown, accels[i].action))
      g_error ("the shortcuts window lacks %s", accels[i].action);
  g_assert_cmpuint (g_hash_table_size (shown), ==, 0);
}

static void
test_none_takes_a_plain_key (void)
{
  guint n;
  const YipuAccel *accels = yipu_accels (&n);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) keys = g_strsplit (accels[i].keys, " ", -1);

    for (char **key = keys; *key; key++) {
      guint keyval;
      GdkModifierType modifiers;

      g_assert_true (gtk_accelerator_parse (*key, &keyval, &modifiers));
      g_assert_true (modifiers != 0 || (keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F12));
      g_assert_true (g_hash_table_add (taken, gtk_accelerator_name (keyval, modifiers)));
    }
  }
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/ui/shortcuts/all-are-shown", test_all_are_shown);
  g_test_add_func ("/ui/shortcuts/none-takes-a-plain-key", test_none_takes_a_plain_key);
  return g_test_run ();
}
