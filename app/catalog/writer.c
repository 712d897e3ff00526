/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A thread and its queue. */
#include "catalog/writer.h"

#define IDLE_US (G_USEC_PER_SEC / 2)

typedef struct {
  YipuWriterFunc func; /* NULL ends the thread */
  gpointer data;
} Job;

struct _YipuWriter {
  GThread *thread;
  GAsyncQueue *queue; /* of Job, owned */
  YipuWriterFunc after;
  YipuWriterFunc idle;
  gpointer data;
};

static gpointer
run (gpointer data)
{
  YipuWriter *writer = data;
  gboolean rested = TRUE;

  for (;;) {
    g_autofree Job *job = rested ? g_async_queue_pop (writer->queue)
                                 : g_async_queue_timeout_pop (writer->queue, IDLE_US);

    if (job && !job->func)
      return NULL;
    if (job) {
      job->func (job->data);
      writer->after (writer->data);
    } else
      writer->idle (writer->data);
    rested = !job;
  }
}

YipuWriter *
yipu_writer_new (YipuWriterFunc after, YipuWriterFunc idle, gpointer data)
{
  YipuWriter *writer = g_new0 (YipuWriter, 1);

  writer->after = after;
  writer->idle = idle;
  writer->data = data;
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
  g_free (writer);
}

void
yipu_writer_push (YipuWriter *writer, YipuWriterFunc func, gpointer data)
{
  Job *job = g_new (Job, 1);

  job->func = func;
  job->data = data;
  g_async_queue_push (writer->queue, job);
}

gboolean
yipu_writer_is_current (YipuWriter *writer)
{
  return g_thread_self () == writer->thread;
}
