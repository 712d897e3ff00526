/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scroll step a frame. */
#include "scroll.h"

#include <math.h>

typedef struct {
  GtkScrolledWindow *window; /* no ref: owns us */
  double sum;
  guint tick;
} Scroll;

static gboolean
apply_once_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroll->window);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + scroll->sum);
  scroll->sum = 0;
  scroll->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, Scroll *scroll)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroll->window);
  double page = gtk_adjustment_get_page_size (adjustment);
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (dy == 0)
    return FALSE;
  scroll->sum += dy * (wheel ? pow (page, 2. / 3) : 1);
  if (scroll->tick == 0)
    scroll->tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (scroll->window), apply_once_cb, scroll, NULL);
  return TRUE;
}

void
yipu_scroll_tame (GtkScrolledWindow *window)
{
  GtkEventController *controller =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  Scroll *scroll = g_new0 (Scroll, 1);

  scroll->window = window;
  g_object_set_data_full (G_OBJECT (window), "scroll", scroll, g_free);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), scroll);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}
