/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV by libcsv, strict about quotes: a quote in the wrong place is said with row and column and
 * costs its row, and reading goes on with the next line. */
#include "csv.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/finding.h>
#include <yipu/import.h>

#define REPLACEMENT "\xef\xbf\xbd"
#define CHUNK_BYTES (1024 * 1024)
#define PROBLEMS_MAX 1000
#define CSV_OPTIONS (CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)

typedef struct {
  YipuCsv *csv;
  const char *encoding;
  YipuCsvRow row;  /* the one being read */
  guint n_filled;  /* its cells that are not blank */
  guint n_columns; /* of the first row */
  GError *error;
} Reader;

static void
add_problem (Reader *self, const char *rule, char *message)
{
  self->row.broken = TRUE;
  if (self->csv->problems->len < PROBLEMS_MAX)
    g_ptr_array_add (self->csv->problems,
                     yipu_finding_new (YIPU_SEVERITY_BLOCK, rule, NULL, NULL, NULL, "%s", message));
  g_free (message);
}

/* "'=1+1" is how our own tables for people keep a spreadsheet from computing (trust.md). */
static gboolean
is_guarded (const char *cell)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠" };
  const char *start;

  if (cell[0] != '\'')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++) {
    start = cell + 1 + strspn (cell + 1, " ");
    if (g_str_has_prefix (start, starts[i]))
      return TRUE;
  }
  return FALSE;
}

static void
check_cell (Reader *self, const char *cell, gsize length)
{
  guint column = self->row.n_cells + 1;

  if (memchr (cell, '\0', length) != NULL)
    add_problem (self, "csv.nul",
                 g_strdup_printf (_ ("Row %u, column %u: a NUL byte; type this cell anew."),
                                  self->row.number, column));
  else if (strstr (cell, REPLACEMENT) != NULL)
    add_problem (self, "csv.encoding",
                 g_strdup_printf (_ ("Row %u, column %u: bytes that are no text in %s; save the "
                                     "table anew as UTF-8, or choose its encoding."),
                                  self->row.number, column, self->encoding));
  else if (length > YIPU_IMPORT_CELL_MAX &&
           g_utf8_strlen (cell, (gssize) length) > YIPU_IMPORT_CELL_MAX)
    add_problem (
        self, "csv.long",
        g_strdup_printf (_ ("Row %u, column %u: longer than %d characters; shorten this cell."),
                         self->row.number, column, YIPU_IMPORT_CELL_MAX));
}

static void
cell_cb (void *data, size_t length, void *user_data)
{
  Reader *self = user_data;
  guint32 offset = (guint32) self->csv->text->len;
  const char *cell;

  g_string_append_len (self->csv->text, length > 0 ? data : "", (gssize) length);
  g_string_append_c (self->csv->text, '\0');
  cell = self->csv->text->str + offset;
  check_cell (self, cell, length);
  self->n_filled += cell[strspn (cell, " \t\n")] != '\0';
  if (is_guarded (cell))
    offset++;
  g_array_append_val (self->csv->cells, offset);
  self->row.n_cells++;
}

/* The first row: its cells name the columns. Blank ones at its end are none. */
static void
take_header (Reader *self)
{
  while (self->row.n_cells > 0 &&
         *(self->csv->text->str + g_array_index (self->csv->cells, guint32,
                                                 self->row.first + self->row.n_cells - 1)) == '\0')
    self->row.n_cells--;
  self->n_columns = self->row.n_cells;
  if (self->n_columns > YIPU_IMPORT_COLUMNS_MAX)
    g_set_error (&self->error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_LIMIT,
                 _ ("The table has %u columns; Yipu takes %d. Leave out those it does not need."),
                 self->n_columns, YIPU_IMPORT_COLUMNS_MAX);
}

/* More cells than columns are no harm while they are blank. */
static void
check_width (Reader *self)
{
  guint n_cells = self->row.n_cells;

  while (n_cells > self->n_columns &&
         *(self->csv->text->str +
           g_array_index (self->csv->cells, guint32, self->row.first + n_cells - 1)) == '\0')
    n_cells--;
  if (n_cells == self->n_columns)
    return;
  add_problem (self, "csv.ragged",
               g_strdup_printf (_ ("Row %u has %u cells, but there are %u columns; look for a "
                                   "missing or unquoted comma."),
                                self->row.number, n_cells, self->n_columns));
}

static void
end_row (Reader *self)
{
  if (self->n_filled > 0 || self->row.broken) {
    if (self->csv->rows->len == 0)
      take_header (self);
    else if (!self->row.broken)
      check_width (self);
    g_array_append_val (self->csv->rows, self->row);
    if (self->csv->rows->len > YIPU_IMPORT_ROWS_MAX + 1 && self->error == NULL)
      g_set_error (&self->error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_LIMIT,
                   _ ("The table has more than %d rows; split it and import the parts."),
                   YIPU_IMPORT_ROWS_MAX);
  }
  self->row = (YipuCsvRow){ .first = self->csv->cells->len, .number = self->row.number + 1 };
  self->n_filled = 0;
}

static void
row_cb (int end, void *user_data)
{
  end_row (user_data);
}

/* A comma, semicolon or tab, whichever the first line has most of outside quotes. */
static char
find_separator (const GString *text)
{
  static const char separators[] = ",;\t";
  guint counts[3] = { 0, 0, 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *p = text->str; *p != '\0' && (quoted || *p != '\n'); p++) {
    const char *which = strchr (separators, *p);

    quoted ^= *p == '"';
    if (which != NULL && !quoted)
      counts[which - separators]++;
  }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

static void
start_parser (struct csv_parser *parser, char separator)
{
  csv_init (parser, CSV_OPTIONS);
  csv_set_delim (parser, (unsigned char) separator);
  csv_set_blk_size (parser, 65536);
}

/* After a quote in the wrong place: its row ends here, the next begins after the line's end. */
static gsize
pass_line (Reader *self, const GString *text, gsize at)
{
  const char *end = memchr (text->str + at, '\n', text->len - at);

  add_problem (self, "csv.quote",
               g_strdup_printf (_ ("Row %u, column %u: a quote in the middle of a cell; double it "
                                   "and put quotes around the whole cell."),
                                self->row.number, self->row.n_cells + 1));
  end_row (self);
  return end != NULL ? (gsize) (end - text->str) + 1 : text->len;
}

static void
end_parser (Reader *self, struct csv_parser *parser)
{
  if (csv_fini (parser, cell_cb, row_cb, self) == 0)
    return;
  add_problem (self, "csv.open-quote",
               g_strdup_printf (_ ("Row %u, column %u: a quote begins and never ends; close it."),
                                self->row.number, self->row.n_cells + 1));
  end_row (self);
}

static gboolean
parse_all (Reader *self, const GString *text, GCancellable *cancellable)
{
  struct csv_parser parser;
  char separator = find_separator (text);
  gsize at = 0;

  start_parser (&parser, separator);
  while (at < text->len && self->error == NULL) {
    gsize n = MIN (text->len - at, CHUNK_BYTES);
    gsize read = csv_parse (&parser, text->str + at, n, cell_cb, row_cb, self);

    at += read;
    if (read < n) {
      at = pass_line (self, text, at);
      csv_free (&parser);
      start_parser (&parser, separator);
    }
    if (self->error == NULL)
      g_cancellable_set_error_if_cancelled (cancellable, &self->error);
  }
  if (self->error == NULL)
    end_parser (self, &parser);
  csv_free (&parser);
  return self->error == NULL;
}

static gboolean
check_whole (const YipuCsv *csv, GError **error)
{
  if (csv->rows->len > 0 && !g_array_index (csv->rows, YipuCsvRow, 0).broken)
    return TRUE;
  if (csv->problems->len > 0)
    g_set_error_literal (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT,
                         ((YipuFinding *) csv->problems->pdata[0])->message);
  else
    g_set_error_literal (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_FORMAT,
                         _ ("The file is empty; its first row must name the columns."));
  return FALSE;
}

YipuCsv *
yipu_csv_parse (const GString *text,
                const char *encoding,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (YipuCsv) csv = g_new0 (YipuCsv, 1);
  Reader reader = { .csv = csv, .encoding = encoding, .row.number = 1 };

  csv->text = g_string_sized_new (text->len + text->len / 8);
  csv->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  csv->rows = g_array_new (FALSE, FALSE, sizeof (YipuCsvRow));
  csv->problems = yipu_findings_new ();
  if (!parse_all (&reader, text, cancellable)) {
    g_propagate_error (error, reader.error);
    return NULL;
  }
  return check_whole (csv, error) ? g_steal_pointer (&csv) : NULL;
}

void
yipu_csv_free (YipuCsv *csv)
{
  if (csv == NULL)
    return;
  g_string_free (csv->text, TRUE);
  g_array_unref (csv->cells);
  g_array_unref (csv->rows);
  g_ptr_array_unref (csv->problems);
  g_free (csv);
}

const char *
yipu_csv_cell (const YipuCsv *csv, guint row, guint column)
{
  const YipuCsvRow *place = &g_array_index (csv->rows, YipuCsvRow, row);

  if (column >= place->n_cells)
    return "";
  return csv->text->str + g_array_index (csv->cells, guint32, place->first + column);
}
