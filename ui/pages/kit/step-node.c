/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step on the map. */
#include "step-node.h"

#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

struct _YipuStepNode {
  GtkBox parent_instance;

  guint step;
  GtkWidget *badge;
};

enum { TOGGLED, OPENED, GO, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuStepNode, yipu_step_node, GTK_TYPE_BOX)

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[TOGGLED], 0);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

static gboolean
go_cb (GtkWidget *widget, GVariant *direction, gpointer data)
{
  g_signal_emit (widget, signals[GO], 0, g_variant_get_int32 (direction));
  return TRUE;
}

static void
clicked_cb (GtkGestureClick *gesture, int n, double x, double y, YipuStepNode *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[OPENED], 0);
}

static void
yipu_step_node_class_init (YipuStepNodeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const struct {
    guint key;
    GtkDirectionType direction;
  } arrows[] = {
    { GDK_KEY_Left, GTK_DIR_LEFT },
    { GDK_KEY_Right, GTK_DIR_RIGHT },
    { GDK_KEY_Up, GTK_DIR_UP },
    { GDK_KEY_Down, GTK_DIR_DOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, go_cb, "i",
                                  (int) arrows[i].direction);
  gtk_widget_class_install_action (widget_class, "step.toggle", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "step.open", NULL, open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "step.toggle", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "step.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "step.open", NULL);
  gtk_widget_class_set_css_name (widget_class, "mapstep");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  signals[TOGGLED] = g_signal_new ("toggled", YIPU_TYPE_STEP_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", YIPU_TYPE_STEP_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[GO] = g_signal_new ("go", YIPU_TYPE_STEP_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
yipu_step_node_init (YipuStepNode *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* The photo, or the number where there is none. */
static GtkWidget *
build_circle (YipuStepNode *self, YipuSession *session, const YipuStep *step)
{
  g_autoptr (YipuRecord) record = yipu_session_get (session, "step", step->id);
  g_auto (GStrv) photos = record ? yipu_record_dup_list (record, "photos") : NULL;
  g_autofree char *number = g_strdup_printf ("%u", self->step + 1);
  GtkWidget *circle;

  if (photos && photos[0]) {
    circle = yipu_thumbnail_new (YIPU_MAP_CIRCLE, YIPU_MAP_CIRCLE);
    yipu_thumbnail_set_file (YIPU_THUMBNAIL (circle), session, photos[0]);
  } else {
    circle = gtk_label_new (number);
    gtk_widget_set_size_request (circle, YIPU_MAP_CIRCLE, YIPU_MAP_CIRCLE);
  }
  gtk_widget_set_overflow (circle, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (circle, "map-circle");
  return circle;
}

static void
add_circle (YipuStepNode *self, YipuSession *session, const YipuStep *step)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->badge = gtk_image_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->badge), 11);
  gtk_widget_set_halign (self->badge, GTK_ALIGN_END);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->badge, "map-badge");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), build_circle (self, session, step));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->badge);
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), overlay);
}

static void
add_text (YipuStepNode *self, const char *text, const char *css_class, int lines)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "lines", lines, "ellipsize", PANGO_ELLIPSIZE_END, "justify", GTK_JUSTIFY_CENTER,
                    "width-chars", 4, "max-width-chars", 12, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
}

GtkWidget *
yipu_step_node_new (YipuSession *session, YipuKitSheet *sheet, guint index)
{
  YipuStepNode *self = g_object_new (YIPU_TYPE_STEP_NODE, NULL);
  const YipuStep *step = &yipu_kit_sheet_get_process (sheet)->steps[index];
  g_autofree char *minutes = yipu_text_minutes (step->hands_on_min);

  self->step = index;
  add_circle (self, session, step);
  add_text (self, step->title ? step->title : "?", "map-title", 2);
  add_text (self, minutes, "map-minutes", 1);
  yipu_step_node_update (self, sheet);
  return GTK_WIDGET (self);
}

static void
set_class (YipuStepNode *self, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

static gboolean
waits_for_answer (const YipuStep *step, gboolean buyer)
{
  return buyer && (step->is_private || (step->who != YIPU_WHO_ANYONE && !step->released));
}

/* What is spoken: title, minutes, whose it is. */
static void
tell (YipuStepNode *self, const YipuStep *step, const YipuKitStep *state)
{
  g_autofree char *minutes = yipu_text_minutes (step->hands_on_min);
  const char *side = state->side == YIPU_CUT_SIDE_BUYER      ? _ ("The buyer")
                     : state->side == YIPU_CUT_SIDE_WORKSHOP ? _ ("The workshop")
                                                             : _ ("Not needed for this piece");
  g_autofree char *description =
      g_strdup_printf ("%s, %s%s%s", minutes, side, step->is_private ? ", " : "",
                       step->is_private ? _ ("Kept by the inheritor") : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->title ? step->title : "?",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               state->side == YIPU_CUT_SIDE_BUYER ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                  : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

void
yipu_step_node_update (YipuStepNode *self, YipuKitSheet *sheet)
{
  const YipuStep *step = &yipu_kit_sheet_get_process (sheet)->steps[self->step];
  const YipuKitStep *state = &yipu_kit_sheet_get_result (sheet)->steps[self->step];
  gboolean buyer = state->side == YIPU_CUT_SIDE_BUYER;
  gboolean waits = waits_for_answer (step, buyer);

  set_class (self, "buyer", buyer);
  set_class (self, "inheritor", !buyer && step->who == YIPU_WHO_INHERITOR);
  set_class (self, "idle", state->side == YIPU_CUT_SIDE_NONE);
  set_class (self, "waits", waits);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->badge),
                                waits ? "yipu-warn-symbolic" : "yipu-lock-symbolic");
  gtk_widget_set_visible (self->badge, waits || step->is_private);
  tell (self, step, state);
}

guint
yipu_step_node_get_step (YipuStepNode *self)
{
  return self->step;
}
