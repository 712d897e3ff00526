/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Planning and exporting in a thread of their own, for the window. The thread gets copies. */
#define G_LOG_DOMAIN "yipu-bundle"
#include <yipu/export.h>

typedef struct {
  YipuCatalog *catalog; /* a ref: the job may outlive the page */
  char **products;
  char **shops;
  char *date;
  YipuExportPlan *plan;
  char *path;
  YipuProgress progress;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->catalog);
  g_strfreev (job->products);
  g_strfreev (job->shops);
  g_free (job->date);
  g_clear_pointer (&job->plan, yipu_export_plan_unref);
  g_free (job->path);
  g_free (job);
}

static void
return_from_thread (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  if (result)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  YipuExportPlan *plan =
      yipu_export_plan_new (job->catalog, (const char *const *) job->products,
                            (const char *const *) job->shops, job->date, &job->progress, &error);

  return_from_thread (task, plan, (GDestroyNotify) yipu_export_plan_unref, error);
}

void
yipu_export_plan_async (YipuCatalog *catalog,
                        const char *const *products,
                        const char *const *shops,
                        const char *date,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (catalog, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->catalog = g_object_ref (catalog);
  job->products = g_strdupv ((char **) products);
  job->shops = g_strdupv ((char **) shops);
  job->date = g_strdup (date);
  job->progress.cancellable = cancellable;
  /* What was done is told, also when Cancel came too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, yipu_export_plan_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, plan_in_thread);
}

YipuExportPlan *
yipu_export_plan_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, yipu_export_plan_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  YipuExportResult *result =
      yipu_export_run (job->catalog, job->plan, job->path, &job->progress, &error);

  return_from_thread (task, result, (GDestroyNotify) yipu_export_result_free, error);
}

void
yipu_export_async (YipuCatalog *catalog,
                   YipuExportPlan *plan,
                   const char *path,
                   const YipuProgress *progress,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (catalog, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->catalog = g_object_ref (catalog);
  job->plan = yipu_export_plan_ref (plan);
  job->path = g_strdup (path);
  if (progress)
    job->progress = *progress;
  job->progress.cancellable = cancellable;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, yipu_export_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, export_in_thread);
}

YipuExportResult *
yipu_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, yipu_export_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
