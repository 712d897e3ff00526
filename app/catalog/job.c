/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Jobs of many edits. A row stands in `job` while one runs, so that the next start knows what a
 * crash cut off, takes its edits back, and says so (trust.md, promise 2). */
#include "catalog/job.h"

#include <glib/gi18n-lib.h>

#include "catalog/catalog-private.h"
#include "catalog/undo.h"

typedef struct {
  const char *group;
  const char *label;
} GroupWork;

#define START "INSERT INTO job (id, label, replica, started) VALUES (:id, :label, :replica, :now)"
#define END "DELETE FROM job WHERE id = :id"

gboolean
yipu_job_note (YipuCatalog *self, const char *group, const char *label, GError **error)
{
  return yipu_sql_run (self->sql, error, START, ":id", 't', group, ":label", 't', label, ":replica",
                       'i', self->log->own->n, ":now", 'i', yipu_catalog_now (self), NULL);
}

gboolean
yipu_job_end (YipuCatalog *self, const char *group, GError **error)
{
  return yipu_sql_run (self->sql, error, END, ":id", 't', group, NULL);
}

static gboolean
begin_work (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  const GroupWork *work = data;

  return yipu_job_note (self, work->group, work->label, error);
}

static gboolean
end_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  return yipu_job_end (self, ((const GroupWork *) data)->group, error);
}

static gboolean
drop_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  const GroupWork *work = data;

  return yipu_undo_group (self, person, work->group, touched, error) &&
         end_work (self, person, data, touched, error);
}

char *
yipu_catalog_begin_group (YipuCatalog *self, const char *label, GError **error)
{
  g_autofree char *group = yipu_edit_new_uuid ();
  GroupWork work = { group, label };

  g_return_val_if_fail (YIPU_IS_CATALOG (self) && label, NULL);
  if (!yipu_catalog_work (self, begin_work, &work, error))
    return NULL;
  return g_steal_pointer (&group);
}

gboolean
yipu_catalog_end_group (YipuCatalog *self, const char *group, GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self) && group, FALSE);
  return yipu_catalog_work (self, end_work, &(GroupWork){ .group = group }, error);
}

gboolean
yipu_catalog_drop_group (YipuCatalog *self, const char *group, GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self) && group, FALSE);
  return yipu_catalog_work (self, drop_work, &(GroupWork){ .group = group }, error);
}

/* --- After a crash --- */

typedef struct {
  GPtrArray *groups;  /* of char *, owned */
  GPtrArray *labels;  /* of char *, owned */
  YipuUndone *undone; /* what was finished: the undo of a group */
} Left;

#define LEFT "SELECT id, label FROM job ORDER BY started, id"

static gboolean
read_left (YipuSql *sql, Left *left, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, LEFT, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    g_ptr_array_add (left->groups, g_strdup (yipu_query_text (query, 0)));
    g_ptr_array_add (left->labels, g_strdup (yipu_query_text (query, 1)));
  }
  return more == 0;
}

static gboolean
sweep_work (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  Left *left = data;

  if (!yipu_undo_take_up (self, touched, &left->undone, error) ||
      !read_left (self->sql, left, error))
    return FALSE;
  for (guint i = 0; i < left->groups->len; i++)
    if (!drop_work (self, person, &(GroupWork){ .group = left->groups->pdata[i] }, touched, error))
      return FALSE;
  return TRUE;
}

gboolean
yipu_job_sweep (YipuCatalog *self, char **notice, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Left left = { groups, labels, NULL };
  g_autoptr (YipuUndone) undone = NULL;
  gboolean ok = yipu_catalog_work (self, sweep_work, &left, error);

  *notice = NULL;
  undone = left.undone;
  if (!ok)
    return FALSE;
  if (undone)
    /* Translators: what was being undone or done again, such as “Import a list” */
    g_string_append_printf (text, _ ("Undo or redo of “%s” was cut off; it was finished now."),
                            _ (undone->label));
  for (guint i = 0; i < labels->len; i++) {
    g_string_append (text, text->len > 0 ? " " : "");
    /* Translators: what was being done, such as “Import a list” */
    g_string_append_printf (text, _ ("“%s” was cut off; what it had written was taken back."),
                            _ ((const char *) labels->pdata[i]));
  }
  if (text->len > 0)
    *notice = g_strdup (text->str);
  return TRUE;
}
