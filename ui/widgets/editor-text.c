/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editors of text: one line (also numbers, money, days), and several. */
#include "editor.h"

#include "widgets/text-area.h"

#include <glib/gi18n-lib.h>
#include <yipu/money.h>
#include <yipu/text.h>

/* As a person reads it: yuan for money, decimals for fractions. */
static char *
show (const YipuField *spec, const char *canonical)
{
  YipuFraction fraction;

  if (!canonical)
    return g_strdup ("");
  if (spec->type == YIPU_FIELD_FEN)
    return yipu_money_to_string (g_ascii_strtoll (canonical, NULL, 10));
  if (spec->type == YIPU_FIELD_FRACTION && yipu_fraction_parse (canonical, &fraction))
    return yipu_fraction_to_decimal (fraction);
  return g_strdup (canonical);
}

/* What is typed into a money field is yuan, with or without places. */
static gboolean
read_money (const char *text, char **canonical, GError **error)
{
  g_autofree char *trimmed = yipu_text_trim (text);
  gint64 fen;

  if (!*trimmed)
    return TRUE;
  if (!yipu_money_parse (trimmed, &fen)) {
    g_set_error (error, YIPU_KIND_ERROR, YIPU_KIND_ERROR_VALUE,
                 _ ("“%s” is no amount of money. Write yuan, such as 61.80."), trimmed);
    return FALSE;
  }
  *canonical = g_strdup_printf ("%" G_GINT64_FORMAT, fen);
  return TRUE;
}

static gboolean
entry_get (YipuEditor *self, char **canonical, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->input));

  if (self->spec->type == YIPU_FIELD_FEN)
    return read_money (text, canonical, error);
  return yipu_field_parse (self->spec, text, canonical, error);
}

static void
entry_set (YipuEditor *self, const char *canonical)
{
  g_autofree char *text = show (self->spec, canonical);
  int position = gtk_editable_get_position (GTK_EDITABLE (self->input));

  gtk_editable_set_text (GTK_EDITABLE (self->input), text);
  gtk_editable_set_position (GTK_EDITABLE (self->input), position);
}

static const char *
placeholder (const YipuField *spec)
{
  switch (spec->type) {
  case YIPU_FIELD_DATE: return "2026-05-12";
  case YIPU_FIELD_FEN: return "¥";
  case YIPU_FIELD_TEXT:
  case YIPU_FIELD_LIST:
  case YIPU_FIELD_ONE:
  case YIPU_FIELD_SET:
  case YIPU_FIELD_REF:
  case YIPU_FIELD_REFS:
  case YIPU_FIELD_YES:
  case YIPU_FIELD_INT:
  case YIPU_FIELD_MONTHS:
  case YIPU_FIELD_FRACTION:
  case YIPU_FIELD_KEY:
  default: return spec->english ? "English" : NULL;
  }
}

static void
preedit_cb (GtkWidget *text, const char *preedit, YipuEditor *self)
{
  yipu_editor_composes (self, preedit);
}

static void
entry_build (YipuEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_add_css_class (entry, "field");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder (self->spec));
  if (self->spec->type != YIPU_FIELD_TEXT)
    gtk_widget_add_css_class (entry, "numeric");
  yipu_editor_connect (self, entry, "changed", G_CALLBACK (yipu_editor_typed), G_CONNECT_SWAPPED);
  yipu_editor_connect (self, entry, "activate", G_CALLBACK (yipu_editor_flush), G_CONNECT_SWAPPED);
  yipu_editor_connect (self, text, "preedit-changed", G_CALLBACK (preedit_cb), G_CONNECT_DEFAULT);
  yipu_editor_watch_focus (self, entry);
  self->widget = self->input = entry;
}

const YipuEditorClass yipu_editor_entry = { entry_build, entry_get, entry_set };

static char *
area_dup_text (YipuEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* A list has a text a line; the marks that part words elsewhere may stand in a title. */
static char *
join_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (char **line = lines; *line; line++) {
    g_autofree char *trimmed = yipu_text_trim (*line);

    if (*trimmed)
      g_strv_builder_add (parts, trimmed);
  }

  g_auto (GStrv) kept = g_strv_builder_end (parts);

  return yipu_field_join ((const char *const *) kept);
}

static gboolean
area_get (YipuEditor *self, char **canonical, GError **error)
{
  g_autofree char *text = area_dup_text (self);

  if (self->spec->type == YIPU_FIELD_LIST) {
    *canonical = join_lines (text);
    return TRUE;
  }
  return yipu_field_parse (self->spec, text, canonical, error);
}

static void
area_set (YipuEditor *self, const char *canonical)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  g_autofree char *text = NULL;

  if (self->spec->type == YIPU_FIELD_LIST) {
    g_auto (GStrv) parts = yipu_field_split (canonical);

    text = g_strjoinv ("\n", parts);
  }
  gtk_text_buffer_set_text (buffer, text ? text : canonical ? canonical : "", -1);
}

static void
area_build (YipuEditor *self)
{
  GtkWidget *view = yipu_text_area_new ();

  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_add_css_class (view, "field");
  yipu_editor_connect (self, gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                       G_CALLBACK (yipu_editor_typed), G_CONNECT_SWAPPED);
  yipu_editor_connect (self, view, "preedit-changed", G_CALLBACK (preedit_cb), G_CONNECT_DEFAULT);
  yipu_editor_watch_focus (self, view);
  self->widget = self->input = view;
}

const YipuEditorClass yipu_editor_area = { area_build, area_get, area_set };

int
yipu_editor_get_length (YipuEditor *self)
{
  if (self->spec->type != YIPU_FIELD_TEXT || self->spec->limit == 0)
    return -1;
  if (self->class == &yipu_editor_entry)
    return (int) yipu_text_length (gtk_editable_get_text (GTK_EDITABLE (self->input)));

  g_autofree char *text = area_dup_text (self);

  return (int) yipu_text_length (text);
}
