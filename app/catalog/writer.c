/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread and its queue. Somebody who waits anyway may do his own job while the queue is empty and
 * holds the lock: two changes of threads cost as much as the log itself. The thread then only
 * tidies up. */
#include "catalog/writer.h"

#define IDLE_US (G_USEC_PER_SEC / 2)

typedef struct {
  YipuWriterFunc func; /* NULL ends the thread */
  gpointer data;
} Job;

struct _YipuWriter {
  GThread *thread;
  GAsyncQueue *queue; /* of Job, owned */
  YipuWriterHooks hooks;
  gpointer data; /* for the hooks */

  int n_pending;     /* jobs queued or at work; atomic */
  GMutex lock;       /* held while a job is at work, and over what follows */
  GThread *current;  /* who holds it; atomic */
  gint64 last;       /* when the last job ended, monotonic */
  gboolean is_awake; /* the thread looks again within IDLE_US */
};

static void
take (YipuWriter *writer)
{
  g_mutex_lock (&writer->lock);
  g_atomic_pointer_set (&writer->current, g_thread_self ());
}

static void
let_go (YipuWriter *writer)
{
  g_atomic_pointer_set (&writer->current, NULL);
  g_mutex_unlock (&writer->lock);
}

static void
do_job (YipuWriter *writer, Job *job)
{
  take (writer);
  job->func (job->data);
  if (writer->hooks.is_due (writer->data))
    writer->hooks.tidy (writer->data);
  writer->last = g_get_monotonic_time ();
  writer->is_awake = TRUE;
  let_go (writer);
  g_atomic_int_add (&writer->n_pending, -1);
}

static void
rest (YipuWriter *writer)
{
  take (writer);
  if (g_get_monotonic_time () - writer->last >= IDLE_US) {
    writer->hooks.tidy (writer->data);
    writer->is_awake = FALSE;
  }
  let_go (writer);
}

static gpointer
run (gpointer data)
{
  YipuWriter *writer = data;

  for (;;) {
    g_autofree Job *job = writer->is_awake ? g_async_queue_timeout_pop (writer->queue, IDLE_US)
                                           : g_async_queue_pop (writer->queue);

    if (job && !job->func)
      return NULL;
    if (job)
      do_job (writer, job);
    else
      rest (writer);
  }
}

YipuWriter *
yipu_writer_new (YipuWriterHooks hooks, gpointer data)
{
  YipuWriter *writer = g_new0 (YipuWriter, 1);

  writer->hooks = hooks;
  writer->data = data;
  g_mutex_init (&writer->lock);
  writer->queue = g_async_queue_new ();
  writer->thread = g_thread_new ("yipu-writer", run, writer);
  return writer;
}

void
yipu_writer_free (YipuWriter *writer)
{
  yipu_writer_push (writer, NULL, NULL);
  g_thread_join (writer->thread);
  g_async_queue_unref (writer->queue);
  g_mutex_clear (&writer->lock);
  g_free (writer);
}

void
yipu_writer_push (YipuWriter *writer, YipuWriterFunc func, gpointer data)
{
  Job *job = g_new (Job, 1);

  job->func = func;
  job->data = data;
  g_atomic_int_inc (&writer->n_pending);
  g_async_queue_push (writer->queue, job);
}

static void
nothing (gpointer data)
{
}

gboolean
yipu_writer_run_here (YipuWriter *writer, YipuWriterFunc func, gpointer data)
{
  gboolean wake;

  if (g_atomic_int_get (&writer->n_pending) > 0 || !g_mutex_trylock (&writer->lock))
    return FALSE;
  /* A job queued since waits for the lock, and was asked for later. */
  g_atomic_pointer_set (&writer->current, g_thread_self ());
  func (data);
  writer->last = g_get_monotonic_time ();
  wake = !writer->is_awake || writer->hooks.is_due (writer->data);
  let_go (writer);
  if (wake)
    yipu_writer_push (writer, nothing, NULL);
  return TRUE;
}

gboolean
yipu_writer_is_current (YipuWriter *writer)
{
  return g_thread_self () == g_atomic_pointer_get (&writer->current);
}
