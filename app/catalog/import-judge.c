/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What would become of each row: new, known already, or bad; read as the import reads it, written
 * nowhere. */
#include "import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/text.h>

#define FINDINGS_MAX 1000
#define PAGE_ROWS 500

/* What judging needs besides the rows. */
typedef struct {
  YipuImportJudged *judged;
  YipuReader *reader;
  GHashTable *known; /* keys of records that are there */
} Judge;

static void
add_finding (YipuImportPlan *plan,
             YipuSeverity severity,
             const char *rule,
             const YipuImportJudged *judged,
             const YipuField *field,
             char *message)
{
  plan->n_findings++;
  if (plan->findings->len < FINDINGS_MAX)
    g_ptr_array_add (plan->findings,
                     yipu_finding_new (severity, rule, judged->kind->id, NULL,
                                       field != NULL ? field->name : NULL, "%s", message));
  g_free (message);
}

/* Of an official list a row is known by its sub-item number and name: the number alone is no key,
 * and region or unit may have been mended since. */
static gboolean
is_key (const YipuImportJudged *judged, const YipuField *field)
{
  if (!judged->by_sub_item)
    return TRUE;
  return g_str_equal (field->name, "sub_item") || g_str_equal (field->name, "name");
}

static void
append_key (GString *key, const char *value)
{
  g_string_append (key, value != NULL ? value : "");
  g_string_append_c (key, '\x1f');
}

static char *
key_of_record (const YipuImportJudged *judged, const YipuRecord *record)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < judged->n_columns; i++)
    if (judged->map[i] != NULL && is_key (judged, judged->map[i]))
      append_key (key, yipu_record_get (record, judged->map[i]->name));
  return g_string_free (key, FALSE);
}

static char *
key_of_row (const YipuImportJudged *judged, char **values)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < judged->n_columns; i++)
    if (judged->map[i] != NULL && is_key (judged, judged->map[i]))
      append_key (key, values[i]);
  return g_string_free (key, FALSE);
}

typedef void (*RecordFunc) (const YipuRecord *record, gpointer data);

/* Calls @func with every record of a kind, a page at a time. */
static gboolean
each_record (YipuReader *reader, const char *kind, RecordFunc func, gpointer data, GError **error)
{
  g_autoptr (GArray) rows = yipu_reader_list_rows (reader, kind, NULL, NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint at = 0; at < rows->len; at += PAGE_ROWS) {
    g_autoptr (GPtrArray) page = yipu_reader_get_rows (
        reader, kind, &g_array_index (rows, gint64, at), MIN (PAGE_ROWS, rows->len - at), error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      if (page->pdata[i] != NULL)
        func (page->pdata[i], data);
  }
  return TRUE;
}

static void
add_known (const YipuRecord *record, gpointer data)
{
  Judge *self = data;

  g_hash_table_add (self->known, key_of_record (self->judged, record));
}

/* Folded title → id, NULL where two records have it. */
static void
add_title (const YipuRecord *record, gpointer data)
{
  g_autofree char *title = yipu_record_dup_title (record);
  char *folded = yipu_text_fold (title);
  gboolean twice = g_hash_table_contains (data, folded);

  g_hash_table_insert (data, folded, twice ? NULL : g_strdup (yipu_record_get_id (record)));
}

static gboolean
read_titles (Judge *self, GError **error)
{
  for (guint i = 0; i < self->judged->n_columns; i++) {
    const YipuField *field = self->judged->map[i];

    if (field == NULL || field->type != YIPU_FIELD_REF || yipu_kind_find (field->ref) == NULL)
      continue;
    self->judged->titles[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    if (!each_record (self->reader, field->ref, add_title, self->judged->titles[i], error))
      return FALSE;
  }
  return TRUE;
}

/* A reference may be given by name, if one record alone has it. */
static const char *
look_up (const YipuImportJudged *judged, guint column, const char *cell)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *folded = NULL;
  const char *id;

  if (judged->titles[column] == NULL || *cell == '\0')
    return cell;
  trimmed = yipu_text_trim (cell);
  folded = yipu_text_fold (trimmed);
  id = g_hash_table_lookup (judged->titles[column], folded);
  return id != NULL ? id : cell;
}

char **
yipu_import_judged_values (const YipuImportJudged *judged,
                           guint row,
                           guint *bad_column,
                           GError **error)
{
  char **values = g_new0 (char *, judged->n_columns + 1);

  for (guint i = 0; i < judged->n_columns; i++) {
    const char *cell;

    if (judged->map[i] == NULL)
      continue;
    cell = look_up (judged, i, yipu_import_get_cell (judged->import, row, i));
    if (!yipu_field_parse (judged->map[i], cell, &values[i], error)) {
      *bad_column = i;
      yipu_import_values_free (values, judged->n_columns);
      return NULL;
    }
  }
  return values;
}

void
yipu_import_values_free (char **values, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    g_free (values[i]);
  g_free (values);
}

/* Too long is imported as it is, and said. */
static void
hint_lengths (const YipuImportJudged *judged, guint row, char **values)
{
  for (guint i = 0; i < judged->n_columns; i++) {
    const YipuField *field = judged->map[i];
    gsize limit = field != NULL && field->limit > 0 ? (gsize) field->limit : 8000;

    /* Bytes first: they are never fewer than characters, and quickly counted. */
    if (values[i] != NULL && field->type == YIPU_FIELD_TEXT && strlen (values[i]) > limit &&
        yipu_text_length (values[i]) > limit)
      add_finding (judged->plan, YIPU_SEVERITY_HINT, "import.long", judged, field,
                   g_strdup_printf (_ ("Row %u, column “%s”: longer than %d characters; it is kept "
                                       "whole, shorten it later."),
                                    yipu_import_get_row_number (judged->import, row),
                                    yipu_import_get_header (judged->import, i), (int) limit));
  }
}

static gboolean
is_blank (const YipuImportJudged *judged, char **values)
{
  for (guint i = 0; i < judged->n_columns; i++)
    if (values[i] != NULL)
      return FALSE;
  return TRUE;
}

static void
say_bad_value (const YipuImportJudged *judged, guint row, guint column, const char *why)
{
  add_finding (judged->plan, YIPU_SEVERITY_BLOCK, "import.value", judged, judged->map[column],
               g_strdup_printf (_ ("Row %u, column “%s”: %s"),
                                yipu_import_get_row_number (judged->import, row),
                                yipu_import_get_header (judged->import, column), why));
}

static YipuImportRow
judge_row (Judge *self, guint row)
{
  YipuImportJudged *judged = self->judged;
  guint column = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  YipuImportRow result;
  char **values;

  if (g_array_index (judged->import->csv->rows, YipuCsvRow, row + 1).broken)
    return YIPU_IMPORT_ROW_BAD;
  values = yipu_import_judged_values (judged, row, &column, &error);
  if (values == NULL) {
    say_bad_value (judged, row, column, error->message);
    return YIPU_IMPORT_ROW_BAD;
  }
  key = key_of_row (judged, values);
  result = is_blank (judged, values) || g_hash_table_contains (self->known, key)
               ? YIPU_IMPORT_ROW_KNOWN
               : YIPU_IMPORT_ROW_NEW;
  if (result == YIPU_IMPORT_ROW_NEW)
    hint_lengths (judged, row, values);
  yipu_import_values_free (values, judged->n_columns);
  return result;
}

static gboolean
judge_rows (Judge *self, const YipuProgress *progress, GError **error)
{
  YipuImportJudged *judged = self->judged;
  guint n_rows = yipu_import_get_n_rows (judged->import);
  YipuImportPlan *plan = judged->plan;

  for (guint row = 0; row < n_rows; row++) {
    YipuImportRow result;

    if (row % PAGE_ROWS == 0 &&
        !yipu_progress_step (progress, row, error, _ ("Checking row %u of %u"), row + 1, n_rows))
      return FALSE;
    result = judge_row (self, row);
    judged->rows[row] = (guint8) result;
    plan->n_new += result == YIPU_IMPORT_ROW_NEW;
    plan->n_known += result == YIPU_IMPORT_ROW_KNOWN;
    plan->n_bad += result == YIPU_IMPORT_ROW_BAD;
  }
  return TRUE;
}

static gboolean
check_map (const YipuImportJudged *judged, GError **error)
{
  for (guint i = 0; i < judged->n_columns; i++) {
    const YipuField *field = judged->map[i];

    if (field == NULL)
      continue;
    for (guint j = 0; j < i; j++)
      if (judged->map[j] == field) {
        g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP,
                     _ ("Two columns, “%s” and “%s”, are mapped to the same field; leave one out."),
                     judged->import->headers[j], judged->import->headers[i]);
        return FALSE;
      }
  }
  for (guint i = 0; i < judged->n_columns; i++)
    if (judged->map[i] != NULL)
      return TRUE;
  g_set_error (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_MAP,
               _ ("No column is mapped to a field; say which column is what."));
  return FALSE;
}

static gboolean
has_field (const YipuImportJudged *judged, const char *name)
{
  for (guint i = 0; i < judged->n_columns; i++)
    if (judged->map[i] != NULL && g_str_equal (judged->map[i]->name, name))
      return TRUE;
  return FALSE;
}

static YipuImportJudged *
judged_new (const YipuImport *self, const YipuKind *kind, const YipuField *const *map)
{
  YipuImportJudged *judged = g_new0 (YipuImportJudged, 1);

  judged->import = self;
  judged->kind = kind;
  judged->map = map;
  judged->n_columns = yipu_import_get_n_columns (self);
  judged->titles = g_new0 (GHashTable *, judged->n_columns);
  judged->rows = g_new0 (guint8, yipu_import_get_n_rows (self) + 1);
  judged->by_sub_item = g_str_equal (kind->id, "listing") && has_field (judged, "sub_item") &&
                        has_field (judged, "name");
  judged->plan = g_new0 (YipuImportPlan, 1);
  judged->plan->findings = yipu_findings_new ();
  for (guint i = 0; i < self->csv->problems->len; i++)
    g_ptr_array_add (judged->plan->findings, yipu_finding_ref (self->csv->problems->pdata[i]));
  judged->plan->n_findings = self->csv->problems->len;
  return judged;
}

YipuImportJudged *
yipu_import_judge (const YipuImport *self,
                   YipuCatalog *catalog,
                   const YipuKind *kind,
                   const YipuField *const *map,
                   const YipuProgress *progress,
                   GError **error)
{
  g_autoptr (YipuImportJudged) judged = judged_new (self, kind, map);
  g_autoptr (YipuReader) reader = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Judge judge = { .judged = judged, .known = known };

  if (!check_map (judged, error))
    return NULL;
  reader = yipu_catalog_open_reader (catalog, error);
  if (reader == NULL)
    return NULL;
  judge.reader = reader;
  if (!each_record (reader, kind->id, add_known, &judge, error) || !read_titles (&judge, error) ||
      !judge_rows (&judge, progress, error))
    return NULL;
  return g_steal_pointer (&judged);
}

void
yipu_import_judged_free (YipuImportJudged *judged)
{
  if (judged == NULL)
    return;
  for (guint i = 0; i < judged->n_columns; i++)
    g_clear_pointer (&judged->titles[i], g_hash_table_unref);
  g_free (judged->titles);
  g_free (judged->rows);
  g_clear_pointer (&judged->plan, yipu_import_plan_free);
  g_free (judged);
}

void
yipu_import_plan_free (YipuImportPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->findings);
  g_free (plan);
}
