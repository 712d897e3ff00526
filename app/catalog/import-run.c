/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The import itself: judged rows written in edits of at most 500 that are one group, one undo, so
 * that what a person types meanwhile never waits longer than one of them. */
#include "import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"

#define ROWS_AN_EDIT 500
#define PROBLEMS_SHOWN 10

/* One edit's share of the rows. */
typedef struct {
  const YipuImportJudged *judged;
  const char *group;
  guint next; /* the first row not yet looked at */
} Writing;

/* "VIII-100_02_130434": only the national list numbers its entries so. */
static gboolean
is_national (const char *sub_item)
{
  g_autofree char *folded = NULL;
  char key[YIPU_ICH_KEY_SIZE];
  const char *rest;

  if (sub_item == NULL)
    return FALSE;
  folded = yipu_text_fold (sub_item);
  rest = folded + yipu_ich_scan (folded, strlen (folded), key);
  return rest > folded && rest[0] == '_' && g_ascii_isdigit (rest[1]) &&
         g_ascii_isdigit (rest[2]) && rest[3] == '_';
}

static const char *
value_of (const YipuImportJudged *judged, char **values, const char *field)
{
  for (guint i = 0; i < judged->n_columns; i++)
    if (judged->map[i] != NULL && g_str_equal (judged->map[i]->name, field))
      return values[i];
  return NULL;
}

/* What an official list says without a column for it. */
static gboolean
fill_listing (
    YipuEdit *edit, const YipuImportJudged *judged, const char *id, char **values, GError **error)
{
  if (!g_str_equal (judged->kind->id, "listing"))
    return TRUE;
  if (value_of (judged, values, "level") == NULL &&
      is_national (value_of (judged, values, "sub_item")) &&
      !yipu_edit_set (edit, id, "level", "national", error))
    return FALSE;
  return value_of (judged, values, "status") != NULL ||
         yipu_edit_set (edit, id, "status", "unknown", error);
}

static gboolean
add_row (YipuEdit *edit, const YipuImportJudged *judged, char **values, GError **error)
{
  const char *id = yipu_edit_add (edit, judged->kind->id, NULL, error);

  if (id == NULL)
    return FALSE;
  for (guint i = 0; i < judged->n_columns; i++)
    if (values[i] != NULL && !yipu_edit_set (edit, id, judged->map[i]->name, values[i], error))
      return FALSE;
  return fill_listing (edit, judged, id, values, error);
}

static gboolean
add_rows (YipuEdit *edit, gpointer data, GError **error)
{
  Writing *self = data;
  const YipuImportJudged *judged = self->judged;
  guint n_rows = yipu_import_get_n_rows (judged->import);

  yipu_edit_set_group (edit, self->group);
  for (guint n = 0; self->next < n_rows && n < ROWS_AN_EDIT; self->next++) {
    guint column;
    char **values;
    gboolean ok;

    if (judged->rows[self->next] != YIPU_IMPORT_ROW_NEW)
      continue;
    values = yipu_import_judged_values (judged, self->next, &column, error);
    if (values == NULL)
      return FALSE;
    ok = add_row (edit, judged, values, error);
    yipu_import_values_free (values, judged->n_columns);
    if (!ok)
      return FALSE;
    n++;
  }
  return TRUE;
}

static gboolean
write_rows (Writing *self, YipuCatalog *catalog, const YipuProgress *progress, GError **error)
{
  guint n_rows = yipu_import_get_n_rows (self->judged->import);

  while (self->next < n_rows) {
    if (!yipu_progress_step (progress, self->next, error, _ ("Importing row %u of %u"),
                             self->next + 1, n_rows) ||
        !yipu_catalog_edit (catalog, N_ ("Import a list"), add_rows, self, error))
      return FALSE;
  }
  /* All is written: too late to cancel. */
  yipu_progress_step (progress, n_rows, NULL, _ ("Importing row %u of %u"), n_rows, n_rows);
  return TRUE;
}

/* Nothing is imported unless leaving out the bad rows was chosen: says the first ten problems. */
static void
refuse_rows (const YipuImportPlan *plan, GError **error)
{
  g_autoptr (GString) message = g_string_new (NULL);
  guint n = 0;

  g_string_append_printf (
      message,
      ngettext ("%u row cannot be imported. Mend it, or leave it out:",
                "%u rows cannot be imported. Mend them, or leave them out:", plan->n_bad),
      plan->n_bad);
  for (guint i = 0; i < plan->findings->len && n < PROBLEMS_SHOWN; i++) {
    const YipuFinding *finding = plan->findings->pdata[i];

    if (finding->severity != YIPU_SEVERITY_BLOCK)
      continue;
    g_string_append_printf (message, "\n%s", finding->message);
    n++;
  }
  g_set_error_literal (error, YIPU_IMPORT_ERROR, YIPU_IMPORT_ERROR_ROWS, message->str);
}

/* @progress over @parts passes over the rows, the @part-th of them (from 0). */
static YipuProgress
share_progress (const YipuImport *self, const YipuProgress *progress, guint part, guint parts)
{
  YipuProgress share = progress != NULL ? *progress : (YipuProgress){ NULL };
  guint n_rows = yipu_import_get_n_rows (self);

  share.from = (guint64) part * n_rows;
  share.total = (guint64) parts * n_rows;
  return share;
}

YipuImportPlan *
yipu_import_plan (const YipuImport *self,
                  YipuCatalog *catalog,
                  const YipuKind *kind,
                  const YipuField *const *map,
                  const YipuProgress *progress,
                  GError **error)
{
  g_autoptr (YipuImportJudged) judged = NULL;
  YipuProgress whole;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (map != NULL, NULL);
  whole = share_progress (self, progress, 0, 1);
  judged = yipu_import_judge (self, catalog, kind, map, &whole, error);
  return judged != NULL ? g_steal_pointer (&judged->plan) : NULL;
}

/* Whole or not at all; where even that fails, @error says so too. */
static void
drop_failed (YipuCatalog *catalog, const char *group, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!yipu_catalog_drop_group (catalog, group, &local) && error != NULL)
    g_prefix_error (error, _ ("What was written before stays; undo takes it back (%s). "),
                    local->message);
}

YipuImportPlan *
yipu_import_run (const YipuImport *self,
                 YipuCatalog *catalog,
                 const YipuKind *kind,
                 const YipuField *const *map,
                 YipuImportFlags flags,
                 const YipuProgress *progress,
                 GError **error)
{
  g_autoptr (YipuImportJudged) judged = NULL;
  g_autofree char *group = NULL;
  YipuProgress first, second;
  Writing writing;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (map != NULL, NULL);
  first = share_progress (self, progress, 0, 2);
  second = share_progress (self, progress, 1, 2);
  judged = yipu_import_judge (self, catalog, kind, map, &first, error);
  if (judged == NULL)
    return NULL;
  if (judged->plan->n_bad > 0 && (flags & YIPU_IMPORT_LEAVE_OUT_BAD_ROWS) == 0) {
    refuse_rows (judged->plan, error);
    return NULL;
  }
  group = yipu_catalog_begin_group (catalog, N_ ("Import a list"), error);
  if (group == NULL)
    return NULL;
  writing = (Writing){ .judged = judged, .group = group };
  if (!write_rows (&writing, catalog, &second, error)) {
    drop_failed (catalog, group, error);
    return NULL;
  }
  if (!yipu_catalog_end_group (catalog, group, error))
    return NULL;
  return g_steal_pointer (&judged->plan);
}
