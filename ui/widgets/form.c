/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form binds rows to the fields of one record. */
#define G_LOG_DOMAIN "yipu-ui"

#include "form.h"

#include "widgets/field-grid.h"

struct _YipuForm {
  GObject parent_instance;

  YipuSession *session;
  const YipuKind *kind;
  GPtrArray *rows; /* of YipuFormRow, owned */
  char *id;
  YipuRecord *record;
};

enum { LOADED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuForm, yipu_form, G_TYPE_OBJECT)

/* The cursor leaves a row before it is closed: a text made insensitive under it is never told. */
static void
set_editable (YipuForm *self, GtkWidget *row)
{
  gboolean editable = self->record && !yipu_session_is_read_only (self->session);
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!editable && focus && gtk_widget_is_ancestor (focus, row))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (row, editable);
}

static void
load (YipuForm *self)
{

  g_clear_pointer (&self->record, yipu_record_unref);
  self->record = yipu_session_get (self->session, self->kind->id, self->id);
  for (guint i = 0; i < self->rows->len; i++) {
    YipuFormRow *row = g_ptr_array_index (self->rows, i);

    yipu_form_row_load (row, self->record);
    set_editable (self, GTK_WIDGET (row));
  }
  g_signal_emit (self, signals[LOADED], 0);
}

static void
store_cb (YipuFormRow *row, const char *field, const char *value, gpointer data)
{
  YipuForm *self = data;

  if (self->record)
    yipu_session_autosave (self->session, self->id, field, value);
}

static void
changed_cb (YipuForm *self, GPtrArray *records)
{
  if (self->id && yipu_changes_touch (records, self->kind->id, self->id))
    load (self);
}

static void add_below (YipuForm *self, GtkWidget *widget);

/* A closed expander is not the parent of its child, which then knows it by its data. */
static void
add_in_expander (YipuForm *self, GtkExpander *expander)
{
  GtkWidget *child = gtk_expander_get_child (expander);

  if (!child)
    return;
  g_object_set_data (G_OBJECT (child), "expander", expander);
  add_below (self, child);
}

static void
add_below (YipuForm *self, GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget)) {
    add_in_expander (self, GTK_EXPANDER (widget));
    return;
  }
  if (YIPU_IS_FORM_ROW (widget)) {
    if (!yipu_form_row_get_input (YIPU_FORM_ROW (widget)))
      yipu_form_add (self, YIPU_FORM_ROW (widget));
    return;
  }
  if (YIPU_IS_FIELD_GRID (widget) &&
      !g_str_equal (yipu_field_grid_get_kind (YIPU_FIELD_GRID (widget)), self->kind->id))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_below (self, child);
}

static void
yipu_form_dispose (GObject *object)
{
  YipuForm *self = YIPU_FORM (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  for (guint i = 0; self->rows && i < self->rows->len; i++)
    yipu_form_row_unbind (g_ptr_array_index (self->rows, i));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->record, yipu_record_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_form_parent_class)->dispose (object);
}

static void
yipu_form_class_init (YipuFormClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_form_dispose;
  signals[LOADED] = g_signal_new ("loaded", YIPU_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
yipu_form_init (YipuForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

YipuForm *
yipu_form_new (YipuSession *session, const char *kind, GtkWidget *root)
{
  YipuForm *self = g_object_new (YIPU_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  self->kind = yipu_kind_find (kind);
  g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (session, "flush", G_CALLBACK (yipu_form_flush), self);
  add_below (self, root);
  return self;
}

void
yipu_form_add (YipuForm *self, YipuFormRow *row)
{
  yipu_form_row_bind (row, self->session, self->kind, store_cb, self);
  yipu_form_row_load (row, self->record);
  set_editable (self, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, g_object_ref (row));
}

void
yipu_form_set_id (YipuForm *self, const char *id)
{
  if (g_strcmp0 (self->id, id) != 0) {
    yipu_form_flush (self);
    yipu_catalog_autosave_end (yipu_session_get_catalog (self->session));
    for (guint i = 0; i < self->rows->len; i++)
      yipu_form_row_drop (g_ptr_array_index (self->rows, i));
    g_free (self->id);
    self->id = g_strdup (id);
  }
  load (self);
}

const char *
yipu_form_get_id (YipuForm *self)
{
  return self->id;
}

YipuRecord *
yipu_form_get_record (YipuForm *self)
{
  return self->record;
}

void
yipu_form_flush (YipuForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    yipu_form_row_flush (g_ptr_array_index (self->rows, i));
}

gboolean
yipu_form_focus (YipuForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (yipu_form_row_focus (g_ptr_array_index (self->rows, i), field, -1, 0))
      return TRUE;
  return FALSE;
}
