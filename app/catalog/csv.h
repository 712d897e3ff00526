/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file in memory: all cells in one buffer, each ended by NUL, found by offset. What is wrong
 * with a row marks that row and is said; the others stand (trust.md, "Limits"). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  guint first;     /* its first cell */
  guint n_cells;   /* as many as it really has */
  guint number;    /* in the file, counting every row from 1 */
  gboolean broken; /* not to be imported */
} YipuCsvRow;

typedef struct {
  GString *text;
  GArray *cells;       /* of guint32: offset in text */
  GArray *rows;        /* of YipuCsvRow; the first names the columns; no blank ones */
  GPtrArray *problems; /* of YipuFinding, the first thousand */
} YipuCsv;

/* Parses @text, UTF-8 with LF as yipu_encoding_decode() gives it; @encoding is for messages. NULL
 * with a YipuImportError or G_IO_ERROR_CANCELLED. Any thread. */
YipuCsv *yipu_csv_parse (const GString *text,
                         const char *encoding,
                         GCancellable *cancellable,
                         GError **error);
void yipu_csv_free (YipuCsv *csv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuCsv, yipu_csv_free)

/* Text of a cell, "" beyond the row's end. */
const char *yipu_csv_cell (const YipuCsv *csv, guint row, guint column);

G_END_DECLS
