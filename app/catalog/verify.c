/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verifying a catalog. Nothing is mended here: what is wrong is named, record by record. */
#include "catalog/verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/fold.h"
#include "catalog/open.h"
#include "catalog/schema.h"

/* Of one sort of damage; the rest is counted. */
#define MAX_TOLD 1000

void
yipu_verify_tell (GPtrArray *findings,
                  const char *rule,
                  const char *kind,
                  const char *record,
                  const char *field,
                  const char *format,
                  ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (findings->len >= MAX_TOLD)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (
      findings, yipu_finding_new (YIPU_SEVERITY_BLOCK, rule, kind, record, field, "%s", message));
}

static gboolean
verify_structure (YipuSql *sql, GPtrArray *findings, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, "PRAGMA integrity_check", NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    const char *line = yipu_query_text (query, 0);
    if (g_strcmp0 (line, "ok") != 0)
      yipu_verify_tell (findings, "catalog.structure", NULL, NULL, NULL,
                        _ ("The database file is damaged (%s). Restore a backup."), line);
  }
  return more == 0;
}

static void
tell_difference (
    const char *kind, const char *record, const char *field, gboolean is_there, gpointer data)
{
  GPtrArray *findings = data;

  if (strcmp (kind, "question") == 0)
    yipu_verify_tell (findings, "catalog.question", NULL, record, field,
                      is_there ? _ ("The list of open questions holds one that is none: %s, %s.")
                               : _ ("The list of open questions lacks one: %s, %s."),
                      record, field);
  else if (field)
    yipu_verify_tell (findings, "catalog.fold", kind, record, field,
                      _ ("The %s %s shows another value of “%s” than its history says."), kind,
                      record, field);
  else
    yipu_verify_tell (findings, "catalog.fold", kind, record, NULL,
                      is_there ? _ ("The %s %s is not in the history.")
                               : _ ("The %s %s is in the history, but not in its table."),
                      kind, record);
}

static gboolean
verify_fold (YipuSql *sql, GPtrArray *findings, const YipuProgress *progress, GError **error)
{
  g_autoptr (YipuFold) fold = yipu_fold_new (sql, progress, error);
  const GPtrArray *lost = fold ? yipu_fold_get_lost (fold) : NULL;

  for (guint i = 0; lost && i < lost->len; i++)
    yipu_verify_tell (findings, "catalog.bases", NULL, lost->pdata[i], NULL,
                      _ ("The history of the record %s has a gap."), (const char *) lost->pdata[i]);
  return fold && yipu_fold_compare (fold, progress, tell_difference, findings, error);
}

static gboolean
verify_all (YipuSql *sql,
            const char *folder,
            gboolean deep,
            GPtrArray *findings,
            const YipuProgress *progress,
            GError **error)
{
  g_autofree char *difference = NULL;

  if (!yipu_schema_check (sql, &difference, error))
    return FALSE;
  if (difference)
    yipu_verify_tell (findings, "catalog.schema", NULL, NULL, NULL,
                      _ ("The database's structure is not as Yipu makes it (%s)."), difference);
  return verify_structure (sql, findings, error) &&
         yipu_verify_references (sql, findings, progress, error) &&
         verify_fold (sql, findings, progress, error) &&
         (!deep || yipu_verify_chain (sql, findings, progress, error)) &&
         yipu_verify_media (sql, folder, deep, findings, progress, error);
}

/* Damage that stops the reading is what verifying looks for: a finding, not a failure. */
static gboolean
damage_is_a_finding (GPtrArray *findings, GError **error)
{
  if (!g_error_matches (*error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED))
    return FALSE;
  yipu_verify_tell (findings, "catalog.structure", NULL, NULL, NULL, "%s", (*error)->message);
  g_clear_error (error);
  return TRUE;
}

GPtrArray *
yipu_catalog_verify (YipuCatalog *self, gboolean deep, const YipuProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (YipuSql) sql = NULL;
  GError *failed = NULL;

  g_return_val_if_fail (YIPU_IS_CATALOG (self), NULL);
  sql = yipu_open_sql_for_reading (yipu_catalog_get_folder (self), error);
  if (!sql)
    return NULL;
  /* One snapshot for all of it, whatever is written meanwhile. */
  if ((!yipu_sql_run (sql, &failed, "BEGIN", NULL) ||
       !verify_all (sql, yipu_catalog_get_folder (self), deep, findings, progress, &failed)) &&
      !damage_is_a_finding (findings, &failed)) {
    g_propagate_error (error, failed);
    return NULL;
  }
  yipu_sql_rollback (sql);
  return g_steal_pointer (&findings);
}
