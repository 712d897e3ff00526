/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line moved by the pointer. The gesture looks first (capture phase) and lets go of everything
 * that does not begin on the line, so that the rows keep their clicks. */
#include "kit-page-private.h"

static gboolean
is_on_line (YipuKitPage *self, double x, double y)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (self->line, GTK_WIDGET (self->steps), &bounds) &&
         graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, YipuKitPage *self)
{
  if (!self->sheet || !is_on_line (self, x, y)) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->line);
}

/* The step whose middle the pointer has not passed yet is the buyer's first. */
static guint
position_at (YipuKitPage *self, double y)
{
  for (guint i = 0; i < self->rows->len; i++) {
    graphene_rect_t bounds;

    if (gtk_widget_compute_bounds (self->rows->pdata[i], GTK_WIDGET (self->steps), &bounds) &&
        y < bounds.origin.y + bounds.size.height / 2)
      return i;
  }
  return self->rows->len;
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, YipuKitPage *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    yipu_kit_page_set_position (self, position_at (self, y + dy));
}

void
yipu_kit_page_add_drag (YipuKitPage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->steps), GTK_EVENT_CONTROLLER (drag));
}
