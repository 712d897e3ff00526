/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The about window. */
#include "about.h"

#include <glib/gi18n-lib.h>

static char *
dup_debug_info (void)
{
  return g_strdup_printf ("Yipu %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n",
                          YIPU_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
}

void
yipu_about_present (GtkWindow *parent)
{
  g_autofree char *debug_info = dup_debug_info ();
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window, "transient-for", parent, "modal", TRUE, "application-name", _ ("Yipu"),
                "application-icon", "org.yipu.Yipu", "version", YIPU_VERSION, "developer-name",
                _ ("The Yipu contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Record a village craft once; finished pieces, kits, booklets and shop pages "
                   "come from it."),
                "debug-info", debug_info, "debug-info-filename", "yipu.txt", NULL);
  /* Translators: put your names here, one a line. */
  adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (window), _ ("translator-credits"));
  gtk_window_present (GTK_WINDOW (window));
}
