/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Importing a list: a CSV file in any encoding, its columns mapped to the fields of a kind. Open
 * it, look at columns and sample rows, plan (what would happen, nothing is written), run. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/** Limits of a CSV file (trust.md, "Limits"): bytes, rows, columns, code points of a cell. */
#define YIPU_IMPORT_BYTES_MAX (50 * 1000 * 1000)
#define YIPU_IMPORT_ROWS_MAX 100000
#define YIPU_IMPORT_COLUMNS_MAX 200
#define YIPU_IMPORT_CELL_MAX 100000

/**
 * YipuImportError:
 * @YIPU_IMPORT_ERROR_READ: the file cannot be read
 * @YIPU_IMPORT_ERROR_LIMIT: larger than Yipu takes; the message says what and how to go on
 * @YIPU_IMPORT_ERROR_FORMAT: no CSV with a row of column names, or an unknown encoding was asked
 * @YIPU_IMPORT_ERROR_MAP: a mapping that names a column or field that is not there
 * @YIPU_IMPORT_ERROR_ROWS: rows that cannot be imported, and leaving them out was not chosen
 */
typedef enum {
  YIPU_IMPORT_ERROR_READ,
  YIPU_IMPORT_ERROR_LIMIT,
  YIPU_IMPORT_ERROR_FORMAT,
  YIPU_IMPORT_ERROR_MAP,
  YIPU_IMPORT_ERROR_ROWS,
} YipuImportError;

#define YIPU_IMPORT_ERROR (yipu_import_error_quark ())
GQuark yipu_import_error_quark (void);

/* A file read and parsed, held in memory; immutable, so any thread may read it. */
typedef struct _YipuImport YipuImport;

/**
 * yipu_import_open:
 * @path: a CSV file
 * @encoding: (nullable): "UTF-8", "GB18030", "UTF-16LE" …; %NULL to find out
 * @cancellable: (nullable): checked while reading
 * @error: return location for a #YipuImportError or %G_IO_ERROR_CANCELLED
 *
 * The first row names the columns; the separator (comma, semicolon, tab) is found out. What is
 * wrong with single rows is no error: see yipu_import_get_problems(). Blocks; any thread.
 *
 * Returns: (transfer full): the file, or %NULL with @error set
 */
YipuImport *yipu_import_open (const char *path,
                              const char *encoding,
                              GCancellable *cancellable,
                              GError **error);

/** Frees @self, and what it holds. */
void yipu_import_free (YipuImport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuImport, yipu_import_free)

/** The encoding it was read in: "UTF-8", "GB18030", … */
const char *yipu_import_get_encoding (const YipuImport *self);
/** How many columns it has. */
guint yipu_import_get_n_columns (const YipuImport *self);
/** Name of a column, as printed in the first row; never %NULL. */
const char *yipu_import_get_header (const YipuImport *self, guint column);
/** How many rows it has, without the first and without blank ones. */
guint yipu_import_get_n_rows (const YipuImport *self);
/** The row's number in the file, as a spreadsheet shows it: the column names are row 1. */
guint yipu_import_get_row_number (const YipuImport *self, guint row);
/** Text of a cell, "" where the row has none. */
const char *yipu_import_get_cell (const YipuImport *self, guint row, guint column);

/**
 * yipu_import_get_problems:
 *
 * Returns: (transfer none) (element-type YipuFinding): what is wrong with rows, whatever they are
 *   mapped to: too few or many cells, a quote that does not end, a cell too long, bytes that are
 *   no text. Severity block: that row is not imported. Each names row and column
 */
GPtrArray *yipu_import_get_problems (const YipuImport *self);

/**
 * yipu_import_guess_kind:
 *
 * Returns: (nullable): the kind most columns have names of, %NULL when hardly any has
 */
const YipuKind *yipu_import_guess_kind (const YipuImport *self);

/**
 * yipu_import_guess_map:
 * @self: a file
 * @kind: what its rows shall become
 *
 * By the fields' names, their labels in both languages, and the headers of the official lists
 * (model.md, "How files load").
 *
 * Returns: (transfer container): for each column its field, %NULL where none fits
 */
const YipuField **yipu_import_guess_map (const YipuImport *self, const YipuKind *kind);

/**
 * yipu_import_load_map:
 * @self: a file
 * @kind: what its rows shall become
 * @path: a JSON file, {"COLUMN": "FIELD", …}; columns it does not name are left out
 * @error: return location for %YIPU_IMPORT_ERROR_READ, %YIPU_IMPORT_ERROR_FORMAT,
 *   %YIPU_IMPORT_ERROR_MAP
 *
 * Returns: (transfer container): for each column its field or %NULL; %NULL with @error set
 */
const YipuField **yipu_import_load_map (const YipuImport *self,
                                        const YipuKind *kind,
                                        const char *path,
                                        GError **error);

/**
 * YipuImportPlan:
 * @n_new: rows that would become records
 * @n_known: rows that are in the catalog already and are passed over: of listings those with the
 *   same sub-item number and name, else those with the same values in all mapped fields; also
 *   rows with nothing in the mapped columns
 * @n_bad: rows that cannot be imported
 * @n_findings: how many findings there are in all
 * @findings: (element-type YipuFinding): the first thousand of them, in the order of the rows:
 *   "block" for a bad row, "hint" for what is imported as it is, such as a text over its limit
 */
typedef struct {
  guint n_new;
  guint n_known;
  guint n_bad;
  guint n_findings;
  GPtrArray *findings;
} YipuImportPlan;

/** Frees @plan, and what it holds. */
void yipu_import_plan_free (YipuImportPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuImportPlan, yipu_import_plan_free)

/**
 * yipu_import_plan:
 * @self: a file
 * @catalog: the catalog it would go into
 * @kind: what its rows shall become
 * @map: (array): for each column its field, or %NULL to leave it out
 * @progress: (nullable): told how far it is
 * @error: return location for %YIPU_IMPORT_ERROR_MAP, a #YipuCatalogError or
 *   %G_IO_ERROR_CANCELLED
 *
 * A dry run: reads all rows as the import would, and writes nothing. Blocks; any thread.
 *
 * Returns: (transfer full): what would happen, or %NULL with @error set
 */
YipuImportPlan *yipu_import_plan (const YipuImport *self,
                                  YipuCatalog *catalog,
                                  const YipuKind *kind,
                                  const YipuField *const *map,
                                  const YipuProgress *progress,
                                  GError **error);

/**
 * YipuImportFlags:
 * @YIPU_IMPORT_LEAVE_OUT_BAD_ROWS: import the others; without it one bad row stops the import
 */
typedef enum {
  YIPU_IMPORT_ALL_OR_NOTHING = 0,
  YIPU_IMPORT_LEAVE_OUT_BAD_ROWS = 1 << 0,
} YipuImportFlags;

/**
 * yipu_import_run:
 * @self: a file
 * @catalog: a catalog that takes edits
 * @kind: what its rows shall become
 * @map: (array): for each column its field, or %NULL to leave it out
 * @flags: how
 * @progress: (nullable): told how far it is
 * @error: return location for %YIPU_IMPORT_ERROR_MAP, %YIPU_IMPORT_ERROR_ROWS (the message has the
 *   first ten problems), a #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Plans, then writes in groups of at most 500 rows that are one undo. Failed or cancelled, what
 * was written is taken back. Of a list with national sub-item numbers and no column for it the
 * level is "national", and without a column the status is "unknown", which unlocks no claim.
 * Blocks; any thread but the writer's.
 *
 * Returns: (transfer full): what was done, or %NULL with @error set
 */
YipuImportPlan *yipu_import_run (const YipuImport *self,
                                 YipuCatalog *catalog,
                                 const YipuKind *kind,
                                 const YipuField *const *map,
                                 YipuImportFlags flags,
                                 const YipuProgress *progress,
                                 GError **error);

G_END_DECLS
