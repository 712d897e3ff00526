/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list to be imported: read whole, parsed, and looked at. */
#include "import-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <yipu/text.h>

#include "encoding.h"

G_DEFINE_QUARK (yipu_import_error, yipu_import_error)

static gboolean
read_file (const char *path, char **data, gsize *length, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  GStatBuf info;

  if (g_stat (path, &info) == 0 && !S_ISREG (info.st_mode)) {
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_READ,
                 _ ("“%s” is no file; choose a table saved as CSV."), name);
    return FALSE;
  }
  if (g_stat (path, &info) == 0 && info.st_size > YIPU_IMPORT_BYTES_MAX) {
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_LIMIT,
                 _ ("“%s” has %d MB; Yipu takes %d. Split it and import the parts."), name,
                 (int) (info.st_size / 1000000), YIPU_IMPORT_BYTES_MAX / 1000000);
    return FALSE;
  }
  if (g_file_get_contents (path, data, length, &local))
    return TRUE;
  g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_READ, _ ("“%s” cannot be read (%s)."),
               name, local->message);
  return FALSE;
}

/* What a person saved as .xlsx and not as .csv; read as text it would be a page of noise. */
static gboolean
refuse_spreadsheet (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (length < 4 ||
      (memcmp (data, "PK\x03\x04", 4) != 0 && memcmp (data, "\xd0\xcf\x11\xe0", 4) != 0))
    return TRUE;
  g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT,
               _ ("“%s” is a spreadsheet; save it as CSV and import that."), name);
  return FALSE;
}

static GString *
decode (YipuImport *self, const char *path, const char *encoding, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;
  GString *text;

  if (!read_file (path, &data, &length, error) || !refuse_spreadsheet (path, data, length, error))
    return NULL;
  self->encoding = encoding != NULL ? yipu_encoding_normalize (encoding)
                                    : g_strdup (yipu_encoding_guess (data, length));
  text = yipu_encoding_decode (data, length, self->encoding, NULL);
  if (text == NULL)
    g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT,
                 _ ("There is no encoding “%s”; try UTF-8 or GB18030."), encoding);
  return text;
}

static void
trim_headers (YipuImport *self)
{
  guint n_columns = g_array_index (self->csv->rows, YipuCsvRow, 0).n_cells;

  self->headers = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    self->headers[i] = yipu_text_trim (yipu_csv_cell (self->csv, 0, i));
}

YipuImport *
yipu_import_open (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (YipuImport) self = g_new0 (YipuImport, 1);
  GString *text;

  g_return_val_if_fail (path != NULL, NULL);
  text = decode (self, path, encoding, error);
  if (text == NULL)
    return NULL;
  self->csv = yipu_csv_parse (text, self->encoding, cancellable, error);
  g_string_free (text, TRUE);
  if (self->csv == NULL)
    return NULL;
  trim_headers (self);
  return g_steal_pointer (&self);
}

void
yipu_import_free (YipuImport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->csv, yipu_csv_free);
  g_strfreev (self->headers);
  g_free (self->encoding);
  g_free (self);
}

const char *
yipu_import_get_encoding (const YipuImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->encoding;
}

guint
yipu_import_get_n_columns (const YipuImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return g_strv_length (self->headers);
}

const char *
yipu_import_get_header (const YipuImport *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < g_strv_length (self->headers), NULL);
  return self->headers[column];
}

guint
yipu_import_get_n_rows (const YipuImport *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->csv->rows->len - 1;
}

guint
yipu_import_get_row_number (const YipuImport *self, guint row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row + 1 < self->csv->rows->len, 0);
  return g_array_index (self->csv->rows, YipuCsvRow, row + 1).number;
}

const char *
yipu_import_get_cell (const YipuImport *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row + 1 < self->csv->rows->len, NULL);
  return yipu_csv_cell (self->csv, row + 1, column);
}

GPtrArray *
yipu_import_get_problems (const YipuImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->csv->problems;
}
