/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies of the database. */
#include "catalog/copy.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "catalog/catalog-private.h"
#include "catalog/faults.h"
#include "catalog/lock.h"
#include "catalog/open.h"

#define SEAL                                                                                       \
  "INSERT INTO meta (key, value) VALUES ('sealed', :seq)"                                          \
  " ON CONFLICT (key) DO UPDATE SET value = excluded.value"

gboolean
yipu_catalog_seal_now (YipuCatalog *self, GError **error)
{
  if (yipu_fault != YIPU_FAULT_FOLD_AFTER_LEAVING)
    self->folding.edit = 0;
  return yipu_sql_run (self->sql, error, SEAL, ":seq", 'i', self->log->own->seq, NULL);
}

static gboolean
seal_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  return yipu_catalog_seal_now (self, error);
}

gboolean
yipu_catalog_seal (YipuCatalog *self, GError **error)
{
  return yipu_catalog_work (self, seal_work, NULL, error);
}

static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (YipuSql) sql = yipu_sql_open (path, YIPU_SQL_READ_ONLY, error);
  g_autoptr (YipuQuery) query =
      sql ? yipu_sql_query (sql, error, "PRAGMA integrity_check", NULL) : NULL;

  if (!query || yipu_query_next (query, error) < 0)
    return FALSE;
  if (g_strcmp0 (yipu_query_text (query, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
               _ ("The copy of the catalog is not whole (%s)."), yipu_query_text (query, 0));
  return FALSE;
}

static gboolean
copy_and_check (YipuCatalog *self, const char *path, GError **error)
{
  g_autoptr (YipuSql) sql = yipu_open_sql_for_reading (self->folder, error);

  if (sql && yipu_sql_vacuum_into (sql, path, error) && check_copy (path, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

gboolean
yipu_catalog_copy_database (YipuCatalog *self, const char *path, GError **error)
{
  g_autoptr (GError) refused = NULL;
  gboolean ok;
  int lock;

  if (self->writer)
    return yipu_catalog_seal (self, error) && copy_and_check (self, path, error);
  /* Nobody here can seal it, so nobody else may be writing it; on a medium that takes no lock file
   * nobody can. */
  lock = yipu_lock_take (self->folder, &refused);
  if (lock < 0 && g_error_matches (refused, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_LOCKED)) {
    g_propagate_error (error, g_steal_pointer (&refused));
    return FALSE;
  }
  ok = copy_and_check (self, path, error);
  if (lock >= 0)
    yipu_lock_release (lock);
  return ok;
}
