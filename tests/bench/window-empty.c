/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The least a program with a libadwaita window can be: opens one, tells when it is painted, ends.
 */
#include "first-frame.h"

#include <adwaita.h>

static void
painted_cb (GtkWindow *window)
{
  first_frame_tell ();
  g_application_quit (g_application_get_default ());
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.yipu.Empty", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  first_frame_watch (GTK_APPLICATION (application), painted_cb);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
