/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editors of closed lists: one of a vocabulary, several as chips, months, yes or no. */
#include "editor.h"

#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

static const char *
term_label (const YipuTerm *term)
{
  const char *label = yipu_text_pick (term->zh, term->en);

  return label ? label : term->id;
}

/* The values in the order of the drop-down; the first is empty. */
static GPtrArray *
values_of (YipuEditor *self)
{
  return g_object_get_data (G_OBJECT (self->input), "values");
}

static void
append_value (YipuEditor *self, const char *id, const char *label)
{
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->input)));

  g_ptr_array_add (values_of (self), g_strdup (id));
  gtk_string_list_append (model, label);
}

static gboolean
one_get (YipuEditor *self, char **canonical, GError **error)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input));

  if (selected != GTK_INVALID_LIST_POSITION)
    *canonical = g_strdup (g_ptr_array_index (values_of (self), selected));
  return TRUE;
}

/* A value the vocabulary does not know is shown as it is, not lost. */
static void
one_set (YipuEditor *self, const char *canonical)
{
  GPtrArray *values = values_of (self);

  for (guint i = 0; i < values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (values, i), canonical) == 0) {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), i);
      return;
    }
  append_value (self, canonical, canonical);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), values->len - 1);
}

static void
one_build (YipuEditor *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint n_terms = 0;
  const YipuTerm *terms = yipu_vocabulary_terms (self->spec->vocabulary, &n_terms);

  self->input = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (model)), NULL);
  self->widget = self->input;
  gtk_widget_set_hexpand (self->input, TRUE);
  gtk_widget_add_css_class (self->input, "field");
  g_object_set_data_full (G_OBJECT (self->input), "values", g_ptr_array_new_with_free_func (g_free),
                          (GDestroyNotify) g_ptr_array_unref);
  append_value (self, NULL, "—");
  for (guint i = 0; i < n_terms; i++)
    append_value (self, terms[i].id, term_label (&terms[i]));
  yipu_editor_connect (self, self->input, "notify::selected", G_CALLBACK (yipu_editor_chosen),
                       G_CONNECT_SWAPPED);
}

const YipuEditorClass yipu_editor_one = { one_build, one_get, one_set };

static void
append_chip (YipuEditor *self, const char *id, const char *label)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "chip");
  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (id), g_free);
  yipu_editor_connect (self, chip, "toggled", G_CALLBACK (yipu_editor_chosen), G_CONNECT_SWAPPED);
  yipu_wrap_box_append (YIPU_WRAP_BOX (self->widget), chip);
}

static gboolean
set_get (YipuEditor *self, char **canonical, GError **error)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (GtkWidget *chip = gtk_widget_get_first_child (self->widget); chip;
       chip = gtk_widget_get_next_sibling (chip))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      g_strv_builder_add (parts, g_object_get_data (G_OBJECT (chip), "value"));

  g_auto (GStrv) chosen = g_strv_builder_end (parts);
  g_autofree char *list = yipu_field_join ((const char *const *) chosen);

  return yipu_field_parse (self->spec, list, canonical, error);
}

static gboolean
has_chip (YipuEditor *self, const char *id)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->widget); chip;
       chip = gtk_widget_get_next_sibling (chip))
    if (g_str_equal (g_object_get_data (G_OBJECT (chip), "value"), id))
      return TRUE;
  return FALSE;
}

static void
set_set (YipuEditor *self, const char *canonical)
{
  g_auto (GStrv) values = yipu_field_split (canonical);

  for (char **value = values; *value; value++)
    if (!has_chip (self, *value))
      append_chip (self, *value, *value);
  for (GtkWidget *chip = gtk_widget_get_first_child (self->widget); chip;
       chip = gtk_widget_get_next_sibling (chip)) {
    const char *id = g_object_get_data (G_OBJECT (chip), "value");

    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                  g_strv_contains ((const char *const *) values, id));
  }
}

static void
append_months (YipuEditor *self)
{
  for (int month = 1; month <= 12; month++) {
    g_autoptr (GDateTime) date = g_date_time_new_utc (2026, month, 1, 0, 0, 0);
    g_autofree char *label = g_date_time_format (date, "%b");
    g_autofree char *id = g_strdup_printf ("%d", month);

    append_chip (self, id, label);
  }
}

static void
set_build (YipuEditor *self)
{
  guint n_terms = 0;
  const YipuTerm *terms =
      self->spec->vocabulary ? yipu_vocabulary_terms (self->spec->vocabulary, &n_terms) : NULL;

  self->widget = self->input = yipu_wrap_box_new ();
  if (self->spec->type == YIPU_FIELD_MONTHS)
    append_months (self);
  for (guint i = 0; i < n_terms; i++)
    append_chip (self, terms[i].id, term_label (&terms[i]));
}

const YipuEditorClass yipu_editor_set = { set_build, set_get, set_set };

static gboolean
yes_get (YipuEditor *self, char **canonical, GError **error)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->input));

  if (active)
    *canonical = g_strdup ("1");
  else if (self->value)
    *canonical = g_strdup ("0");
  return TRUE;
}

static void
yes_set (YipuEditor *self, const char *canonical)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->input), g_strcmp0 (canonical, "1") == 0);
}

static void
yes_build (YipuEditor *self)
{
  self->widget = self->input = gtk_check_button_new_with_label (_ ("Yes"));
  gtk_widget_set_halign (self->input, GTK_ALIGN_START);
  yipu_editor_connect (self, self->input, "toggled", G_CALLBACK (yipu_editor_chosen),
                       G_CONNECT_SWAPPED);
}

const YipuEditorClass yipu_editor_yes = { yes_build, yes_get, yes_set };
