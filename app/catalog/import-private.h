/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the import share. */
#pragma once

#include <yipu/import.h>

#include "csv.h"

G_BEGIN_DECLS

struct _YipuImport {
  YipuCsv *csv;
  char *encoding;
  GStrv headers; /* trimmed, one for each column */
};

/* What one row becomes. */
typedef enum {
  YIPU_IMPORT_ROW_NEW,
  YIPU_IMPORT_ROW_KNOWN,
  YIPU_IMPORT_ROW_BAD,
} YipuImportRow;

/* All rows, judged and converted. */
typedef struct {
  const YipuImport *import;
  const YipuKind *kind;
  const YipuField *const *map;
  guint n_columns;
  GHashTable **titles;  /* for a column of references: folded title → id; else NULL */
  gboolean by_sub_item; /* known by sub-item number and name */
  guint8 *rows;         /* of YipuImportRow, one a row */
  YipuImportPlan *plan;
} YipuImportJudged;

/* Judges all rows; NULL with @error set. */
YipuImportJudged *yipu_import_judge (const YipuImport *self,
                                     YipuCatalog *catalog,
                                     const YipuKind *kind,
                                     const YipuField *const *map,
                                     const YipuProgress *progress,
                                     GError **error);
void yipu_import_judged_free (YipuImportJudged *judged);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuImportJudged, yipu_import_judged_free)

/* Canonical values of a row, one a column, NULL where empty or left out. NULL with @error set, and
 * the column it speaks of. */
char **yipu_import_judged_values (const YipuImportJudged *judged,
                                  guint row,
                                  guint *bad_column,
                                  GError **error);
void yipu_import_values_free (char **values, guint n_columns);

G_END_DECLS
