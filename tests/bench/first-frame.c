/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first frame after a window is on the screen. */
#include "first-frame.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*painted) (GtkWindow *window);

static void
after_paint_cb (GdkFrameClock *clock, GtkWindow *window)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  painted (window);
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    window);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_handlers_disconnect_by_func (application, window_added_cb, NULL);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

void
first_frame_watch (GtkApplication *application, void (*func) (GtkWindow *window))
{
  painted = func;
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}

void
first_frame_tell (void)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *status = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  at = strstr (status, "VmHWM:");
  printf ("%" G_GINT64_FORMAT " %ld\n", now, at ? strtol (at + strlen ("VmHWM:"), NULL, 10) : 0);
  fflush (stdout);
}
