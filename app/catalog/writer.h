/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one thread that writes: it takes jobs in the order they were given. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YipuWriter YipuWriter;

typedef void (*YipuWriterFunc) (gpointer data);

/* What is tidied up on the thread: when it is due after a job, and when nothing has been asked for
 * in a while. */
typedef struct {
  gboolean (*is_due) (gpointer data);
  void (*tidy) (gpointer data);
} YipuWriterHooks;

/* Starts the thread. */
YipuWriter *yipu_writer_new (YipuWriterHooks hooks, gpointer data);
/* Does what is left, ends the thread, frees. */
void yipu_writer_free (YipuWriter *writer);

/* Queues @func; it frees @data itself. Any thread. */
void yipu_writer_push (YipuWriter *writer, YipuWriterFunc func, gpointer data);
/* Does @func here and now, where nothing is queued or at work; else FALSE: push it. Any thread. */
gboolean yipu_writer_run_here (YipuWriter *writer, YipuWriterFunc func, gpointer data);
/* Whether this thread is at work for the writer. */
gboolean yipu_writer_is_current (YipuWriter *writer);

G_END_DECLS
