/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables as bytes: separators, quotes, line ends and encodings as each shop's reader wants them. */
#pragma once

#include "bundle/profile.h"

G_BEGIN_DECLS

/* A table while it is filled: rows of cells. */
typedef struct _YipuTable YipuTable;

/* A table with that form; @numbers says which columns are numbers and stay bare under
 * YIPU_QUOTE_TEXT, NULL for none. Both must outlive it. */
YipuTable *yipu_table_new (const YipuTableForm *form, guint n_columns, const gboolean *numbers);
void yipu_table_free (YipuTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuTable, yipu_table_free)

/* Adds a row, in a header line (whose cells are written as they are, never quoted unless they must
 * be) or of data. @cells has as many texts as there are columns. */
void yipu_table_add_header (YipuTable *table, const char *const *cells);
void yipu_table_add_row (YipuTable *table, const char *const *cells);

/* Bytes of the rows so far, in UTF-8. */
gsize yipu_table_get_size (const YipuTable *table);

/* The whole table in its encoding. NULL with YIPU_SHOP_ERROR_CELL set, naming the character and its
 * row and column, when the encoding lacks it. */
GBytes *yipu_table_end (YipuTable *table, GError **error);

G_END_DECLS
