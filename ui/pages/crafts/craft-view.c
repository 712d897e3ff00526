/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one craft. */
#define G_LOG_DOMAIN "yipu-ui"

#include "craft-view.h"

#include "widgets/form.h"

struct _YipuCraftView {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;

  GtkWidget *sections;
};

G_DEFINE_FINAL_TYPE (YipuCraftView, yipu_craft_view, GTK_TYPE_BOX)

static void
yipu_craft_view_dispose (GObject *object)
{
  YipuCraftView *self = YIPU_CRAFT_VIEW (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_craft_view_parent_class)->dispose (object);
}

static void
yipu_craft_view_class_init (YipuCraftViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_craft_view_dispose;
  g_type_ensure (YIPU_TYPE_FORM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/crafts/craft-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuCraftView, sections);
}

static void
yipu_craft_view_init (YipuCraftView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_craft_view_set_session (YipuCraftView *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "craft", self->sections);
}

void
yipu_craft_view_set_id (YipuCraftView *self, const char *id)
{
  yipu_form_set_id (self->form, id);
}

const char *
yipu_craft_view_get_id (YipuCraftView *self)
{
  return yipu_form_get_id (self->form);
}

void
yipu_craft_view_reveal (YipuCraftView *self, YipuRecord *record, const char *field)
{
  yipu_form_focus (self->form, field);
}
