/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One step beside the line. */
#include "kit-step-row.h"

#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

struct _YipuKitStepRow {
  GtkBox parent_instance;

  guint step;
  GtkWidget *dot;
  GtkWidget *why;
  GtkWidget *minutes;
  GtkWidget *check;
  gboolean updating;
};

enum { CHOSEN, OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuKitStepRow, yipu_kit_step_row, GTK_TYPE_BOX)

static const char *const who_ids[YIPU_N_WHO] = {
  [YIPU_WHO_INHERITOR] = "inheritor",
  [YIPU_WHO_TRAINED] = "trained",
  [YIPU_WHO_ANYONE] = "anyone",
};

static void
toggled_cb (GtkCheckButton *check, YipuKitStepRow *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[CHOSEN], 0,
                   gtk_check_button_get_active (check) ? self->step : self->step + 1);
}

static void
clicked_cb (GtkButton *button, YipuKitStepRow *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
yipu_kit_step_row_class_init (YipuKitStepRowClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen", YIPU_TYPE_KIT_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OPENED] = g_signal_new ("opened", YIPU_TYPE_KIT_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
yipu_kit_step_row_init (YipuKitStepRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kit-step");
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_title (YipuKitStepRow *self, const YipuStep *step)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *title = new_label (step->title, "row-title");

  self->why = new_label ("", "small");
  gtk_widget_add_css_class (self->why, "dim");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), self->why);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kit-step-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->title, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_picture (YipuKitStepRow *self, YipuSession *session, const YipuStep *step)
{
  g_autoptr (YipuRecord) record = yipu_session_get (session, "step", step->id);
  g_auto (GStrv) photos = record ? yipu_record_dup_list (record, "photos") : NULL;
  GtkWidget *picture = yipu_thumbnail_new (52, 38);

  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "kit-step-picture");
  yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), session, photos ? photos[0] : NULL);
  gtk_box_append (GTK_BOX (self), picture);
}

GtkWidget *
yipu_kit_step_row_new (YipuSession *session, YipuKitSheet *sheet, guint index)
{
  YipuKitStepRow *self = g_object_new (YIPU_TYPE_KIT_STEP_ROW, NULL);
  const YipuStep *step = &yipu_kit_sheet_get_process (sheet)->steps[index];
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *label = g_strdup_printf (_ ("Leave “%s” to the buyer"), step->title);

  self->step = index;
  self->dot = g_object_new (GTK_TYPE_LABEL, "label", number, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->dot, "step-dot");
  gtk_widget_add_css_class (self->dot, "numeric");
  gtk_box_append (GTK_BOX (self), self->dot);
  add_picture (self, session, step);
  add_title (self, step);
  if (step->is_private) {
    GtkWidget *lock = gtk_image_new_from_icon_name ("yipu-lock-symbolic");
    gtk_widget_set_tooltip_text (lock, _ ("Kept by the inheritor"));
    gtk_box_append (GTK_BOX (self), lock);
  }
  self->minutes = new_label ("", "small");
  gtk_widget_add_css_class (self->minutes, "numeric");
  gtk_box_append (GTK_BOX (self), self->minutes);
  self->check = gtk_check_button_new ();
  gtk_widget_set_tooltip_text (self->check, _ ("The buyer does this step and all after it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self), self->check);
  yipu_kit_step_row_update (self, sheet);
  return GTK_WIDGET (self);
}

/* Who does it, or why the buyer does: a step that others follow came along. */
static char *
dup_why (const YipuProcess *process, const YipuStep *step, const YipuKitStep *state, guint line)
{
  if (state->side == YIPU_CUT_SIDE_NONE)
    return g_strdup (_ ("Not needed for this piece"));
  if (state->side == YIPU_CUT_SIDE_WORKSHOP)
    return g_strdup (yipu_vocabulary_label ("who_may_do", who_ids[step->who]));
  if (state->because >= 0 && (guint) (step - process->steps) < line)
    return g_strdup_printf (_ ("The buyer; it comes after “%s”"),
                            process->steps[state->because].title);
  return g_strdup (_ ("The buyer"));
}

void
yipu_kit_step_row_update (YipuKitStepRow *self, YipuKitSheet *sheet)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  const YipuStep *step = &process->steps[self->step];
  const YipuKitStep *state = &yipu_kit_sheet_get_result (sheet)->steps[self->step];
  gboolean buyer = state->side == YIPU_CUT_SIDE_BUYER;
  g_autofree char *why = dup_why (process, step, state, yipu_kit_sheet_get_position (sheet));
  g_autofree char *work = yipu_text_minutes (step->hands_on_min);
  g_autofree char *wait = yipu_text_minutes (step->wait_min);
  g_autofree char *minutes =
      step->wait_min > 0 ? g_strdup_printf (_ ("%s + %s waiting"), work, wait) : g_strdup (work);

  gtk_label_set_label (GTK_LABEL (self->why), why);
  gtk_label_set_label (GTK_LABEL (self->minutes), minutes);
  gtk_widget_remove_css_class (self->dot, "reed");
  gtk_widget_remove_css_class (self->dot, "solid");
  if (buyer)
    gtk_widget_add_css_class (self->dot, "solid");
  else if (step->who == YIPU_WHO_INHERITOR)
    gtk_widget_add_css_class (self->dot, "reed");
  if (buyer)
    gtk_widget_add_css_class (GTK_WIDGET (self), "buyer");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "buyer");
  self->updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), buyer);
  self->updating = FALSE;
}

guint
yipu_kit_step_row_get_step (YipuKitStepRow *self)
{
  return self->step;
}
