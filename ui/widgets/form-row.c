/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field of a record on a page. */
#define G_LOG_DOMAIN "yipu-ui"

#include "form-row.h"

#include "settings.h"
#include "widgets/editor.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

struct _YipuFormRow {
  GtkBox parent_instance;

  char *field;
  char *label;
  char *hint;
  gboolean large;
  gboolean single;

  YipuFormRowStore store;
  gpointer data;
  YipuEditor *main;    /* owned */
  YipuEditor *english; /* owned, or NULL */

  GtkWidget *caption;
  GtkLabel *label_label;
  GtkWidget *lock;
  GtkLabel *counter;
  GtkLabel *error_label;
  GtkBox *editors;
};

enum { PROP_0, PROP_FIELD, PROP_LABEL, PROP_HINT, PROP_LARGE, PROP_SINGLE, PROP_COMPACT, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuFormRow, yipu_form_row, GTK_TYPE_BOX)

static void
store_cb (YipuEditor *editor, gpointer data)
{
  YipuFormRow *self = data;

  if (self->store)
    self->store (self, editor->spec->name, editor->value, self->data);
}

/* "49 / 120" once it matters: long texts always, short ones near their limit. */
static void
update_counter (YipuFormRow *self)
{
  int length = yipu_editor_get_length (self->main);
  int limit = self->main->spec->limit;
  gboolean over = length > limit;
  gboolean empty = !self->main->value && !self->main->dirty;
  g_autofree char *text = NULL;

  if (empty && self->main->spec->wanted)
    text = g_strdup (_ ("wanted"));
  else if (length >= 0 && (over || self->main->spec->lines || length * 10 > limit * 8))
    text = g_strdup_printf ("%d / %d", length, limit);
  gtk_label_set_label (self->counter, text ? text : "");
  if (over || (empty && self->main->spec->wanted))
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "warn-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "warn-text");
}

static void
update_error (YipuFormRow *self)
{
  const char *error = self->main->error;

  if (!error && self->english)
    error = self->english->error;
  gtk_label_set_label (self->error_label, error ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
}

static void
changed_cb (YipuEditor *editor, gpointer data)
{
  YipuFormRow *self = data;

  if (!self->main)
    return;
  update_counter (self);
  update_error (self);
}

/* What leaves only with consent, or never, says so where it is typed. */
static void
update_lock (YipuFormRow *self, const YipuField *spec)
{
  g_autofree char *text = NULL;

  if (spec->consent)
    /* Translators: %s is a consent item: "name", "story". */
    text = g_strdup_printf (_ ("Leaves this computer only with consent to: %s"),
                            yipu_vocabulary_label ("consent_items", spec->consent));
  else if (spec->personal)
    text = g_strdup (_ ("Personal: never leaves this computer"));
  gtk_widget_set_visible (self->lock, text != NULL);
  gtk_widget_set_tooltip_text (self->lock, text);
  if (text)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
}

static void
prepare (YipuFormRow *self, YipuEditor *editor)
{
  gtk_widget_set_hexpand (editor->widget, TRUE);
  if (self->large)
    gtk_widget_add_css_class (editor->input, "story");
  if (self->hint && GTK_IS_ENTRY (editor->input) && !editor->spec->english)
    gtk_entry_set_placeholder_text (GTK_ENTRY (editor->input), self->hint);
  if (self->hint)
    gtk_accessible_update_property (GTK_ACCESSIBLE (editor->input),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->hint, -1);
}

static void
add_english (YipuFormRow *self, YipuSession *session, const YipuKind *kind, const char *label)
{
  g_autofree char *name = g_strconcat (self->field, "_en", NULL);
  const YipuField *spec = yipu_kind_field (kind, name);
  g_autoptr (GSettings) settings = NULL;

  if (!spec || self->single)
    return;

  /* Translators: the English twin of a field; %s is the field's label. */
  g_autofree char *english = g_strdup_printf (_ ("%s (English)"), label);

  self->english = yipu_editor_new (spec, session, english, store_cb, changed_cb, self);
  prepare (self, self->english);
  gtk_widget_add_css_class (self->english->input, "english");
  gtk_box_append (self->editors, self->english->widget);
  if (!yipu_text_is_chinese ())
    return;
  settings = yipu_settings_new ();
  g_settings_bind (settings, "second-language", self->english->widget, "visible",
                   G_SETTINGS_BIND_GET);
}

void
yipu_form_row_bind (YipuFormRow *self,
                    YipuSession *session,
                    const YipuKind *kind,
                    YipuFormRowStore store,
                    gpointer data)
{
  const YipuField *spec = yipu_kind_field (kind, self->field);
  const char *label = self->label ? self->label : spec ? _ (spec->label) : self->field;

  self->store = store;
  self->data = data;
  if (!spec) {
    g_warning ("%s has no field %s", kind->id, self->field);
    return;
  }
  if (self->main)
    return;
  gtk_label_set_label (self->label_label, label);
  self->main = yipu_editor_new (spec, session, label, store_cb, changed_cb, self);
  prepare (self, self->main);
  gtk_box_append (self->editors, self->main->widget);
  add_english (self, session, kind, label);
  update_lock (self, spec);
  update_counter (self);
}

void
yipu_form_row_load (YipuFormRow *self, const YipuRecord *record)
{
  if (!self->main)
    return;
  yipu_editor_load (self->main, record ? yipu_record_get (record, self->main->spec->name) : NULL);
  if (self->english)
    yipu_editor_load (self->english,
                      record ? yipu_record_get (record, self->english->spec->name) : NULL);
}

void
yipu_form_row_unbind (YipuFormRow *self)
{
  self->store = NULL;
  self->data = NULL;
}

void
yipu_form_row_drop (YipuFormRow *self)
{
  if (self->main)
    yipu_editor_drop (self->main);
  if (self->english)
    yipu_editor_drop (self->english);
}

void
yipu_form_row_flush (YipuFormRow *self)
{
  if (self->main)
    yipu_editor_flush (self->main);
  if (self->english)
    yipu_editor_flush (self->english);
}

gboolean
yipu_form_row_is_pending (YipuFormRow *self)
{
  return (self->main && yipu_editor_is_pending (self->main)) ||
         (self->english && yipu_editor_is_pending (self->english));
}

static void
mark_span (GtkWidget *input, int start, int length)
{
  if (GTK_IS_EDITABLE (input)) {
    gtk_editable_select_region (GTK_EDITABLE (input), start, start + length);
  } else if (GTK_IS_TEXT_VIEW (input)) {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (input));
    GtkTextIter from, to;

    gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
    gtk_text_buffer_get_iter_at_offset (buffer, &to, start + length);
    gtk_text_buffer_select_range (buffer, &from, &to);
  }
}

/* A field behind a closed expander is brought to light. */
static void
open_expanders (GtkWidget *widget)
{
  for (GtkWidget *at = widget; at; at = gtk_widget_get_parent (at)) {
    GtkExpander *expander = g_object_get_data (G_OBJECT (at), "expander");

    if (expander)
      gtk_expander_set_expanded (expander, TRUE);
  }
}

gboolean
yipu_form_row_focus (YipuFormRow *self, const char *field, int start, int length)
{
  YipuEditor *editor = NULL;

  if (self->main && g_str_equal (self->main->spec->name, field))
    editor = self->main;
  else if (self->english && g_str_equal (self->english->spec->name, field))
    editor = self->english;
  if (!editor)
    return FALSE;

  gtk_widget_set_visible (editor->widget, TRUE);
  open_expanders (GTK_WIDGET (self));
  if (!gtk_widget_grab_focus (editor->input))
    gtk_widget_child_focus (editor->widget, GTK_DIR_TAB_FORWARD);
  if (start >= 0)
    mark_span (editor->input, start, length);
  return TRUE;
}

static void
yipu_form_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuFormRow *self = YIPU_FORM_ROW (object);

  switch (id) {
  case PROP_FIELD: self->field = g_value_dup_string (value); break;
  case PROP_LABEL: self->label = g_value_dup_string (value); break;
  case PROP_HINT: self->hint = g_value_dup_string (value); break;
  case PROP_LARGE: self->large = g_value_get_boolean (value); break;
  case PROP_SINGLE: self->single = g_value_get_boolean (value); break;
  case PROP_COMPACT: gtk_widget_set_visible (self->caption, !g_value_get_boolean (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_form_row_finalize (GObject *object)
{
  YipuFormRow *self = YIPU_FORM_ROW (object);

  g_clear_pointer (&self->main, yipu_editor_free);
  g_clear_pointer (&self->english, yipu_editor_free);
  g_free (self->field);
  g_free (self->label);
  g_free (self->hint);
  G_OBJECT_CLASS (yipu_form_row_parent_class)->finalize (object);
}

static void
yipu_form_row_class_init (YipuFormRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->set_property = yipu_form_row_set_property;
  G_OBJECT_CLASS (class)->finalize = yipu_form_row_finalize;
  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE, flags);
  properties[PROP_SINGLE] = g_param_spec_boolean ("single", NULL, NULL, FALSE, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/form-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, caption);
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, label_label);
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, lock);
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, counter);
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, YipuFormRow, editors);
}

static void
yipu_form_row_init (YipuFormRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yipu_form_row_new (const char *field)
{
  return g_object_new (YIPU_TYPE_FORM_ROW, "field", field, NULL);
}

const char *
yipu_form_row_get_field (YipuFormRow *self)
{
  return self->field;
}

GtkWidget *
yipu_form_row_get_input (YipuFormRow *self)
{
  return self->main ? self->main->input : NULL;
}
