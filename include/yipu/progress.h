/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Progress of long work: a job tells it, a front end listens. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YipuProgressFunc:
 * @done: units done so far
 * @total: units in all, 0 while unknown
 * @message: translated, what is being worked on now: "Photo 3 of 40"
 * @data: the listener's own
 *
 * Called from the thread that does the work; the listener hops to its own.
 */
typedef void (*YipuProgressFunc) (guint64 done, guint64 total, const char *message, gpointer data);

/**
 * YipuProgress:
 * @func: (nullable): the listener
 * @data: its data
 * @cancellable: (nullable): checked at least every 50 ms
 * @from: units done before this part of the work
 * @total: units of the whole work
 *
 * Passed down by value: a step hands a copy with its own @from to what it calls.
 */
typedef struct {
  YipuProgressFunc func;
  gpointer data;
  GCancellable *cancellable;
  guint64 from;
  guint64 total;
} YipuProgress;

/**
 * yipu_progress_step:
 * @progress: (nullable): %NULL means nobody listens and nothing cancels
 * @done: units done within this part
 * @error: return location for %G_IO_ERROR_CANCELLED
 * @message: printf format of the translated message
 *
 * Tells the listener and looks whether the work was cancelled.
 *
 * Returns: %FALSE with @error set when it was cancelled
 */
gboolean yipu_progress_step (const YipuProgress *progress,
                             guint64 done,
                             GError **error,
                             const char *message,
                             ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
