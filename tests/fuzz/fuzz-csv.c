/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of any bytes: the encoding found out, decoded, parsed, and every cell read as every type
 * of field. Cells are text, rows are said to be broken or have as many cells as the first, and what
 * a field makes of a cell it makes of its own canonical text again. */
#include <stdint.h>
#include <string.h>
#include <yipu/import.h>

#include "catalog/csv.h"
#include "catalog/encoding.h"

#define CELLS_MAX 64

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_value (YipuFieldType type, const char *cell)
{
  YipuField field = { .name = "f", .label = "F", .type = type, .vocabulary = "units" };
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;
  g_autofree char *shown = NULL;

  if (!yipu_field_parse (&field, cell, &canonical, NULL))
    return;
  g_assert_true (yipu_field_parse (&field, canonical, &again, NULL));
  g_assert_cmpstr (again, ==, canonical);
  shown = yipu_field_format (&field, canonical);
  g_assert_nonnull (shown);
}

static void
check_cell (const char *cell)
{
  g_assert_true (g_utf8_validate (cell, -1, NULL));
  for (int type = YIPU_FIELD_TEXT; type <= YIPU_FIELD_KEY; type++)
    check_value ((YipuFieldType) type, cell);
}

static void
check_rows (const YipuCsv *csv)
{
  guint n_columns = g_array_index (csv->rows, YipuCsvRow, 0).n_cells;
  guint checked = 0;

  for (guint i = 0; i < csv->rows->len; i++) {
    const YipuCsvRow *row = &g_array_index (csv->rows, YipuCsvRow, i);

    g_assert_true (row->broken || row->n_cells >= n_columns);
    g_assert_cmpuint (row->first + row->n_cells, <=, csv->cells->len);
    for (guint j = 0; j < row->n_cells && checked < CELLS_MAX; j++, checked++)
      check_cell (yipu_csv_cell (csv, i, j));
    g_assert_cmpstr (yipu_csv_cell (csv, i, row->n_cells), ==, "");
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *encoding = yipu_encoding_guess ((const char *) data, size);
  GString *text = yipu_encoding_decode ((const char *) data, size, encoding, NULL);
  g_autoptr (YipuCsv) csv = NULL;

  /* uchardet may name what iconv does not know. */
  if (text == NULL)
    return 0;
  csv = yipu_csv_parse (text, encoding, NULL, NULL);
  g_string_free (text, TRUE);
  if (csv != NULL)
    check_rows (csv);
  return 0;
}
