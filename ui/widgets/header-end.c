/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a page's header. It follows the session of the window it stands in. */
#include "header-end.h"

#include "session.h"

struct _YipuHeaderEnd {
  GtkBox parent_instance;

  GtkWidget *saved_label;
  GBinding *binding; /* no ref: goes with either end */
};

G_DEFINE_FINAL_TYPE (YipuHeaderEnd, yipu_header_end, GTK_TYPE_BOX)

static void
yipu_header_end_root (GtkWidget *widget)
{
  YipuHeaderEnd *self = YIPU_HEADER_END (widget);
  g_autoptr (YipuSession) session = NULL;

  GTK_WIDGET_CLASS (yipu_header_end_parent_class)->root (widget);

  GtkRoot *root = gtk_widget_get_root (widget);

  if (!g_object_class_find_property (G_OBJECT_GET_CLASS (root), "session"))
    return;
  g_object_get (root, "session", &session, NULL);
  if (session)
    g_set_weak_pointer (&self->binding, g_object_bind_property (session, "saved", self->saved_label,
                                                                "label", G_BINDING_SYNC_CREATE));
}

static void
yipu_header_end_unroot (GtkWidget *widget)
{
  YipuHeaderEnd *self = YIPU_HEADER_END (widget);

  if (self->binding)
    g_binding_unbind (self->binding);
  GTK_WIDGET_CLASS (yipu_header_end_parent_class)->unroot (widget);
}

static void
yipu_header_end_dispose (GObject *object)
{
  YipuHeaderEnd *self = YIPU_HEADER_END (object);

  g_clear_weak_pointer (&self->binding);
  G_OBJECT_CLASS (yipu_header_end_parent_class)->dispose (object);
}

static void
yipu_header_end_class_init (YipuHeaderEndClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_header_end_dispose;
  widget_class->root = yipu_header_end_root;
  widget_class->unroot = yipu_header_end_unroot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/header-end.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuHeaderEnd, saved_label);
}

static void
yipu_header_end_init (YipuHeaderEnd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
