/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one product. */
#define G_LOG_DOMAIN "yipu-ui"

#include "product-view.h"

#include "product-aside.h"
#include "product-slots.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"
#include "widgets/subrecords.h"

/* Fields behind the expander: shown before the cursor goes into one. */
struct _YipuProductView {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;

  GtkWidget *fields;
  YipuProductSlots *slots;
  YipuSubrecords *variants;
  YipuSubrecords *states;
  YipuProductAside *aside;
};

G_DEFINE_FINAL_TYPE (YipuProductView, yipu_product_view, GTK_TYPE_BOX)

static void
changed_cb (YipuProductView *self, GPtrArray *records)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    yipu_product_view_refresh (self);
}

static void
yipu_product_view_dispose (GObject *object)
{
  YipuProductView *self = YIPU_PRODUCT_VIEW (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_PRODUCT_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_product_view_parent_class)->dispose (object);
}

static void
yipu_product_view_class_init (YipuProductViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_product_view_dispose;
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_FORM_ROW);
  g_type_ensure (YIPU_TYPE_PRODUCT_ASIDE);
  g_type_ensure (YIPU_TYPE_PRODUCT_SLOTS);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/products/product-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuProductView, fields);
  gtk_widget_class_bind_template_child (widget_class, YipuProductView, slots);
  gtk_widget_class_bind_template_child (widget_class, YipuProductView, variants);
  gtk_widget_class_bind_template_child (widget_class, YipuProductView, states);
  gtk_widget_class_bind_template_child (widget_class, YipuProductView, aside);
}

static void
yipu_product_view_init (YipuProductView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_product_view_set_session (YipuProductView *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "product", self->fields);
  yipu_product_slots_set_session (self->slots, session);
  yipu_product_aside_set_session (self->aside, session);
  yipu_subrecords_set_session (self->variants, session);
  yipu_subrecords_set_session (self->states, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
yipu_product_view_set_id (YipuProductView *self, const char *id)
{
  yipu_form_set_id (self->form, id);
  yipu_product_slots_set_product (self->slots, id);
  yipu_subrecords_set_owner (self->variants, id);
  yipu_subrecords_set_owner (self->states, id);
  yipu_product_aside_show (self->aside, id);
}

const char *
yipu_product_view_get_id (YipuProductView *self)
{
  return self->form ? yipu_form_get_id (self->form) : NULL;
}

void
yipu_product_view_reveal (YipuProductView *self, const char *part, const char *field)
{
  if (part) {
    if (!yipu_subrecords_reveal (self->variants, part, field) &&
        !yipu_subrecords_reveal (self->states, part, field))
      yipu_product_slots_reveal (self->slots, part, field);
    return;
  }
  if (*field)
    yipu_form_focus (self->form, field);
}

void
yipu_product_view_refresh (YipuProductView *self)
{
  yipu_product_aside_show (self->aside, yipu_product_view_get_id (self));
}
