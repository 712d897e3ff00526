/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map under the pointer. The line's gesture looks first (capture phase) and lets go of all that
 * does not begin on the line, so that steps keep their clicks; what nobody wanted moves the sheet
 * under the window. */
#include "process-map-private.h"

/* The least distance at which one means the line, px. */
#define REACH 14

static gboolean
is_buyers (YipuProcessMap *self, guint step)
{
  return yipu_kit_sheet_get_result (self->sheet)->steps[step].side == YIPU_CUT_SIDE_BUYER;
}

static void
move_steps (YipuProcessMap *self, GArray *steps, gboolean to_buyer)
{
  if (steps->len > 0)
    g_signal_emit_by_name (self, "move-steps", steps, to_buyer);
}

/* Steps whose middle the pointer has passed change sides; where they go on the other side their
 * middle stays behind it, so that nothing swings back and forth. */
static void
line_update_cb (GtkGestureDrag *gesture, double dx, double dy, YipuProcessMap *self)
{
  g_autoptr (GArray) given = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (guint));
  double x, y;

  if (!self->map || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  for (guint s = 0; s < self->steps->len; s++) {
    gboolean right = self->to[s].x > x + dx;
    if (right && !is_buyers (self, s))
      g_array_append_val (given, s);
    else if (!right && is_buyers (self, s))
      g_array_append_val (taken, s);
  }
  move_steps (self, taken, FALSE);
  move_steps (self, given, TRUE);
}

static void
line_begin_cb (GtkGestureDrag *gesture, double x, double y, YipuProcessMap *self)
{
  gboolean near = self->map && x > self->line_now - REACH && x < self->line_now + REACH;

  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         near ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

GtkAdjustment *
yipu_process_map_get_adjustment (YipuProcessMap *self, GtkOrientation orientation)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (!window)
    return NULL;
  return orientation == GTK_ORIENTATION_HORIZONTAL
             ? gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (window))
             : gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
}

static void
pan (YipuProcessMap *self, GtkOrientation orientation, double by)
{
  GtkAdjustment *adjustment = yipu_process_map_get_adjustment (self, orientation);

  if (adjustment)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - by);
}

/* The sheet moves with the pointer, and the gesture's coordinates with it: they say how far the
 * pointer is from where it took hold, which is how far the sheet has yet to go. */
static void
pan_update_cb (GtkGestureDrag *gesture, double dx, double dy, YipuProcessMap *self)
{
  pan (self, GTK_ORIENTATION_HORIZONTAL, dx);
  pan (self, GTK_ORIENTATION_VERTICAL, dy);
}

/* Ctrl and the wheel. */
static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, YipuProcessMap *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));

  if (!(state & GDK_CONTROL_MASK))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), dy < 0 ? "map.zoom-in" : "map.zoom-out", NULL);
  return TRUE;
}

void
yipu_process_map_add_drags (YipuProcessMap *self)
{
  GtkGesture *line = gtk_gesture_drag_new ();
  GtkGesture *hold = gtk_gesture_drag_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (line), GTK_PHASE_CAPTURE);
  g_signal_connect (line, "drag-begin", G_CALLBACK (line_begin_cb), self);
  g_signal_connect (line, "drag-update", G_CALLBACK (line_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (line));
  g_signal_connect (hold, "drag-update", G_CALLBACK (pan_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
