/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product in the table of Export. */
#include "export-item.h"

#include <glib/gi18n-lib.h>

enum { PROP_0, PROP_CHOSEN, N_PROPS };

struct _YipuExportItem {
  GObject parent_instance;

  YipuExportPlan *plan;
  guint first;
  guint n_shops;
  gboolean chosen;
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuExportItem, yipu_export_item, G_TYPE_OBJECT)

static void
yipu_export_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, YIPU_EXPORT_ITEM (object)->chosen);
}

static void
yipu_export_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  yipu_export_item_set_chosen (YIPU_EXPORT_ITEM (object), g_value_get_boolean (value));
}

static void
yipu_export_item_finalize (GObject *object)
{
  yipu_export_plan_unref (YIPU_EXPORT_ITEM (object)->plan);
  G_OBJECT_CLASS (yipu_export_item_parent_class)->finalize (object);
}

static void
yipu_export_item_class_init (YipuExportItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = yipu_export_item_get_property;
  object_class->set_property = yipu_export_item_set_property;
  object_class->finalize = yipu_export_item_finalize;
  properties[PROP_CHOSEN] =
      g_param_spec_boolean ("chosen", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yipu_export_item_init (YipuExportItem *self)
{
  self->chosen = TRUE;
}

YipuExportItem *
yipu_export_item_new (YipuExportPlan *plan, guint first, guint n_shops)
{
  YipuExportItem *self = g_object_new (YIPU_TYPE_EXPORT_ITEM, NULL);

  self->plan = yipu_export_plan_ref (plan);
  self->first = first;
  self->n_shops = n_shops;
  return self;
}

const YipuExportCell *
yipu_export_item_get_cell (YipuExportItem *self, guint shop)
{
  g_return_val_if_fail (shop < self->n_shops, NULL);
  return yipu_export_plan_get_cells (self->plan)->pdata[self->first + shop];
}

const char *
yipu_export_item_get_product (YipuExportItem *self)
{
  return yipu_export_item_get_cell (self, 0)->product;
}

const char *
yipu_export_item_get_title (YipuExportItem *self)
{
  return yipu_export_item_get_cell (self, 0)->title;
}

gboolean
yipu_export_item_get_chosen (YipuExportItem *self)
{
  return self->chosen;
}

void
yipu_export_item_set_chosen (YipuExportItem *self, gboolean chosen)
{
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

char *
yipu_export_item_dup_history (YipuExportItem *self)
{
  const char *last = NULL;
  gboolean changed = FALSE;

  for (guint i = 0; i < self->n_shops; i++) {
    const YipuExportCell *cell = yipu_export_item_get_cell (self, i);
    if (cell->exported_on && g_strcmp0 (cell->exported_on, last) > 0)
      last = cell->exported_on;
    changed |= cell->exported_on && cell->changed;
  }
  if (!last)
    return g_strdup (_ ("Not exported yet"));
  if (changed)
    return g_strdup_printf (_ ("Changed since %s"), last);
  return g_strdup_printf (_ ("Exported on %s"), last);
}
