/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work at the foot of the window. */
#include "job-bar.h"

struct _YipuJobBar {
  GtkBox parent_instance;

  YipuJob *job; /* no ref: cleared when it is gone */

  GtkRevealer *revealer;
  GtkLabel *title_label;
  GtkLabel *message_label;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (YipuJobBar, yipu_job_bar, GTK_TYPE_BOX)

static void
on_cancel (YipuJobBar *self)
{
  if (self->job)
    yipu_job_cancel (self->job);
}

static void
told_cb (YipuJob *job, GParamSpec *pspec, YipuJobBar *self)
{
  g_autofree char *message = NULL;
  double fraction;

  g_object_get (job, "message", &message, "fraction", &fraction, NULL);
  gtk_label_set_label (self->message_label, message ? message : "");
  if (fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
ended_cb (YipuJob *job, YipuJobBar *self)
{
  if (self->job != job)
    return;
  g_clear_object (&self->job);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
yipu_job_bar_dispose (GObject *object)
{
  YipuJobBar *self = YIPU_JOB_BAR (object);

  g_clear_object (&self->job);
  G_OBJECT_CLASS (yipu_job_bar_parent_class)->dispose (object);
}

static void
yipu_job_bar_class_init (YipuJobBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_job_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, YipuJobBar, title_label);
  gtk_widget_class_bind_template_child (widget_class, YipuJobBar, message_label);
  gtk_widget_class_bind_template_child (widget_class, YipuJobBar, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
yipu_job_bar_init (YipuJobBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_job_bar_show (YipuJobBar *self, YipuJob *job)
{
  g_autofree char *title = NULL;

  g_set_object (&self->job, job);
  g_signal_connect_object (job, "ended", G_CALLBACK (ended_cb), self, 0);
  g_signal_connect_object (job, "notify::message", G_CALLBACK (told_cb), self, 0);

  g_object_get (job, "title", &title, NULL);
  gtk_label_set_label (self->title_label, title);
  told_cb (job, NULL, self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}
