/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scroll steps are summed until the next frame; what the cursor needs is looked up after the first
 * layout that follows. */
#include "scroll.h"

#include <math.h>

#define ROUND_FOCUS 48 /* pixels in sight above and below what has the cursor */

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

/* One frame to lay out, the next to look. */
static gboolean
show_focus_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *viewport = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT) : NULL;
  gboolean *laid_out = data;
  graphene_rect_t bounds;

  if (!*laid_out) {
    *laid_out = TRUE;
    return G_SOURCE_CONTINUE;
  }
  if (viewport && gtk_widget_compute_bounds (focus, viewport, &bounds)) {
    GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
    double value = gtk_adjustment_get_value (adjustment);
    double top = value + (double) bounds.origin.y - ROUND_FOCUS;
    double bottom = top + (double) bounds.size.height + 2 * ROUND_FOCUS;

    value = MAX (value, bottom - gtk_adjustment_get_page_size (adjustment));
    gtk_adjustment_set_value (adjustment, MIN (value, top)); /* which ends a ride elsewhere */
  }
  return G_SOURCE_REMOVE;
}

void
yipu_scroll_to_focus (GtkWindow *window)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (window), show_focus_cb, g_new0 (gboolean, 1), g_free);
}
