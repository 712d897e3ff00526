/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work in a thread of its own, with what it is on, what is left, and Cancel. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/* Properties: "title", "message" (strings), "fraction" (double 0–1; -1 while unknown).
 * Signal "ended", in the main thread: done, failed or cancelled. */
#define YIPU_TYPE_JOB (yipu_job_get_type ())
G_DECLARE_FINAL_TYPE (YipuJob, yipu_job, YIPU, JOB, GObject)

/**
 * YipuJobFunc:
 * @catalog: the catalog
 * @progress: told how far it is; holds the cancellable
 * @data: the caller's
 * @error: return location for an error
 *
 * Runs in a thread.
 *
 * Returns: %FALSE with @error set
 */
typedef gboolean (*YipuJobFunc) (YipuCatalog *catalog,
                                 const YipuProgress *progress,
                                 gpointer data,
                                 GError **error);

/** Begins the work; @title is shown. See yipu_session_run(), which pages call. */
YipuJob *yipu_job_start (YipuCatalog *catalog,
                         const char *title,
                         YipuJobFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GAsyncReadyCallback callback,
                         gpointer user_data);

/** Ends it: %FALSE with @error set when it failed or was cancelled. */
gboolean yipu_job_finish (YipuJob *self, GAsyncResult *result, GError **error);

void yipu_job_cancel (YipuJob *self);

G_END_DECLS
