/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The start of a page's header. */
#include "header-start.h"

struct _YipuHeaderStart {
  GtkBox parent_instance;

  GtkWidget *sidebar_button;
  GtkWidget *back_button;
};

enum { PROP_0, PROP_SIDEBAR, PROP_BACK, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuHeaderStart, yipu_header_start, GTK_TYPE_BOX)

static void
yipu_header_start_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuHeaderStart *self = YIPU_HEADER_START (object);

  switch (id) {
  case PROP_SIDEBAR:
    gtk_widget_set_visible (self->sidebar_button, g_value_get_boolean (value));
    break;
  case PROP_BACK: gtk_widget_set_visible (self->back_button, g_value_get_boolean (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_header_start_class_init (YipuHeaderStartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->set_property = yipu_header_start_set_property;
  properties[PROP_SIDEBAR] = g_param_spec_boolean ("sidebar", NULL, NULL, TRUE, flags);
  properties[PROP_BACK] = g_param_spec_boolean ("back", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/header-start.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuHeaderStart, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, YipuHeaderStart, back_button);
}

static void
yipu_header_start_init (YipuHeaderStart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
