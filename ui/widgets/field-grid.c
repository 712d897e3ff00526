/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields of a kind laid out by themselves. */
#define G_LOG_DOMAIN "yipu-ui"

#include "field-grid.h"

#include "widgets/form-row.h"

#include <yipu/kind.h>
#include <yipu/text.h>

struct _YipuFieldGrid {
  GtkBox parent_instance;

  char *kind;
  char *fields;
};

enum { PROP_0, PROP_KIND, PROP_FIELDS, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuFieldGrid, yipu_field_grid, GTK_TYPE_BOX)

/* What needs the whole width: several lines, chips, and pairs where both languages are shown. */
static gboolean
is_wide (const YipuKind *kind, const YipuField *field)
{
  g_autofree char *twin = g_strconcat (field->name, "_en", NULL);

  return field->lines || field->type == YIPU_FIELD_SET || field->type == YIPU_FIELD_MONTHS ||
         field->type == YIPU_FIELD_LIST || field->type == YIPU_FIELD_REFS || field->limit >= 60 ||
         (!yipu_text_is_chinese () && yipu_kind_index (kind, twin) >= 0);
}

static void
yipu_field_grid_constructed (GObject *object)
{
  YipuFieldGrid *self = YIPU_FIELD_GRID (object);
  const YipuKind *kind = yipu_kind_find (self->kind ? self->kind : "");
  g_auto (GStrv) names = g_strsplit_set (self->fields ? self->fields : "", " \n\t", -1);
  GtkWidget *line = NULL; /* one with room for another field */

  G_OBJECT_CLASS (yipu_field_grid_parent_class)->constructed (object);
  for (char **name = names; kind && *name; name++) {
    const YipuField *field = **name ? yipu_kind_field (kind, *name) : NULL;
    GtkWidget *row;

    if (!field)
      continue;
    row = yipu_form_row_new (*name);
    if (is_wide (kind, field)) {
      gtk_box_append (GTK_BOX (self), row);
      line = NULL;
      continue;
    }
    if (line) {
      gtk_box_append (GTK_BOX (line), row);
      line = NULL;
      continue;
    }
    line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
    gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
    gtk_box_append (GTK_BOX (line), row);
    gtk_box_append (GTK_BOX (self), line);
  }
}

static void
yipu_field_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuFieldGrid *self = YIPU_FIELD_GRID (object);

  switch (id) {
  case PROP_KIND: self->kind = g_value_dup_string (value); break;
  case PROP_FIELDS: self->fields = g_value_dup_string (value); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_field_grid_finalize (GObject *object)
{
  YipuFieldGrid *self = YIPU_FIELD_GRID (object);

  g_free (self->kind);
  g_free (self->fields);
  G_OBJECT_CLASS (yipu_field_grid_parent_class)->finalize (object);
}

static void
yipu_field_grid_class_init (YipuFieldGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = yipu_field_grid_constructed;
  object_class->set_property = yipu_field_grid_set_property;
  object_class->finalize = yipu_field_grid_finalize;
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_FIELDS] = g_param_spec_string ("fields", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yipu_field_grid_init (YipuFieldGrid *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}

GtkWidget *
yipu_field_grid_new (const char *kind, const char *fields)
{
  return g_object_new (YIPU_TYPE_FIELD_GRID, "kind", kind, "fields", fields, NULL);
}

const char *
yipu_field_grid_get_kind (YipuFieldGrid *self)
{
  return self->kind;
}
