/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing tables. Cells are cleaned first: LF only, no NUL, no zero-width, and what the profile's
 * escapes replace; then quoted as the form says. Text is kept in UTF-8 until the end, and encoded
 * whole. */
#include "bundle/table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YipuTable {
  const YipuTableForm *form;
  guint n_columns;
  const gboolean *numbers;
  GString *text;
  guint n_rows;
};

YipuTable *
yipu_table_new (const YipuTableForm *form, guint n_columns, const gboolean *numbers)
{
  YipuTable *table = g_new0 (YipuTable, 1);

  table->form = form;
  table->n_columns = n_columns;
  table->numbers = numbers;
  table->text = g_string_new (NULL);
  for (guint i = 0; form->head && form->head[i]; i++) {
    g_string_append (table->text, form->head[i]);
    for (guint c = 1; c < n_columns; c++)
      g_string_append (table->text, form->sep);
    g_string_append (table->text, form->eol);
  }
  return table;
}

void
yipu_table_free (YipuTable *table)
{
  g_string_free (table->text, TRUE);
  g_free (table);
}

/* Zero-width characters nobody sees, and controls other than LF and TAB. */
static gboolean
is_noise (gunichar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f || (c >= 0x200b && c <= 0x200d) ||
         c == 0x2060 || c == 0xfeff;
}

static char *
clean_cell (const YipuTableForm *form, const char *cell)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *c = cell; *c; c = g_utf8_next_char (c))
    if (!is_noise (g_utf8_get_char (c)))
      g_string_append_len (clean, c, g_utf8_next_char (c) - c);
  for (guint i = 0; i + 1 < form->escape->len; i += 2)
    g_string_replace (clean, form->escape->pdata[i], form->escape->pdata[i + 1], 0);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* A cell that a spreadsheet would take for a formula, after blanks; numbers are none. */
static gboolean
looks_like_formula (const char *cell)
{
  static const gunichar starts[] = { '=', '+', '-', '@', '\t', 0xff1d, 0xff0b, 0xff0d, 0xff20 };
  const char *c = cell;
  char *end;
  gunichar first;

  while (*c == ' ' || *c == '\n')
    c++;
  first = g_utf8_get_char (c);
  g_ascii_strtod (c, &end);
  if (*c == '\0' || (end != c && *end == '\0'))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (first == starts[i])
      return TRUE;
  return FALSE;
}

static gboolean
must_quote (const YipuTableForm *form, const char *cell)
{
  return strstr (cell, form->sep) || strpbrk (cell, "\"\n") || cell[0] == ' ' ||
         g_str_has_suffix (cell, " ");
}

static gboolean
wants_quote (const YipuTable *table, guint column, const char *cell)
{
  switch (table->form->quote) {
  case YIPU_QUOTE_ALL: return TRUE;
  case YIPU_QUOTE_TEXT:
    return table->numbers == NULL || !table->numbers[column] || must_quote (table->form, cell);
  case YIPU_QUOTE_NONE: return FALSE;
  case YIPU_QUOTE_MIN: return must_quote (table->form, cell);
  default: g_assert_not_reached ();
  }
}

static void
append_quoted (GString *text, const char *cell)
{
  g_string_append_c (text, '"');
  for (const char *c = cell; *c; c++) {
    if (*c == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *c);
  }
  g_string_append_c (text, '"');
}

static void
append_row (YipuTable *table, const char *const *cells, gboolean header)
{
  for (guint i = 0; i < table->n_columns; i++) {
    g_autofree char *clean = clean_cell (table->form, cells[i]);
    g_autofree char *cell = table->form->guard && !header && looks_like_formula (clean)
                                ? g_strconcat ("'", clean, NULL)
                                : g_strdup (clean);

    if (i > 0)
      g_string_append (table->text, table->form->sep);
    if (header ? must_quote (table->form, cell) : wants_quote (table, i, cell))
      append_quoted (table->text, cell);
    else
      g_string_append (table->text, cell);
  }
  g_string_append (table->text, table->form->eol);
}

void
yipu_table_add_header (YipuTable *table, const char *const *cells)
{
  append_row (table, cells, TRUE);
}

void
yipu_table_add_row (YipuTable *table, const char *const *cells)
{
  append_row (table, cells, FALSE);
  table->n_rows++;
}

gsize
yipu_table_get_size (const YipuTable *table)
{
  return table->text->len;
}

/* The first character the encoding lacks, said with a piece of its line. */
static void
say_unmappable (const char *text, const char *charset, GError **error)
{
  guint line = 1;

  for (const char *c = text; *c; c = g_utf8_next_char (c)) {
    gssize length = g_utf8_next_char (c) - c;
    g_autofree char *bytes = g_convert (c, length, charset, "UTF-8", NULL, NULL, NULL);
    g_autofree char *character = g_strndup (c, (gsize) length);

    line += *c == '\n';
    if (bytes)
      continue;
    g_set_error (
        error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_CELL,
        _ ("Line %u: “%s” (U+%04X) cannot be written in %s, which this shop wants. Replace "
           "it by another character."),
        line, character, g_utf8_get_char (c), charset);
    return;
  }
}

static GBytes *
encode (const char *text, gsize length, const char *charset, const char *mark, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize written = 0, n_mark = strlen (mark);
  char *whole;

  bytes = g_convert (text, (gssize) length, charset, "UTF-8", NULL, &written, NULL);
  if (bytes == NULL) {
    say_unmappable (text, charset, error);
    return NULL;
  }
  whole = g_malloc (n_mark + written + 1);
  memcpy (whole, mark, n_mark);
  memcpy (whole + n_mark, bytes, written);
  return g_bytes_new_take (whole, n_mark + written);
}

GBytes *
yipu_table_end (YipuTable *table, GError **error)
{
  const char *text = table->text->str;
  gsize length = table->text->len;

  switch (table->form->encoding) {
  case YIPU_ENC_UTF8: return encode (text, length, "UTF-8", "", error);
  case YIPU_ENC_UTF8_BOM: return encode (text, length, "UTF-8", "\xef\xbb\xbf", error);
  case YIPU_ENC_UTF16LE_BOM: return encode (text, length, "UTF-16LE", "\xff\xfe", error);
  case YIPU_ENC_GBK: return encode (text, length, "GBK", "", error);
  default: g_assert_not_reached ();
  }
}
