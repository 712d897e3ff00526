/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one thread that writes: it takes jobs in the order they were given. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YipuWriter YipuWriter;

typedef void (*YipuWriterFunc) (gpointer data);

/* Starts the thread; @idle is called on it when nothing has been asked for a while, @after after
 * each job, both with @data. */
YipuWriter *yipu_writer_new (YipuWriterFunc after, YipuWriterFunc idle, gpointer data);
/* Does what is left, ends the thread, frees. */
void yipu_writer_free (YipuWriter *writer);

/* Queues @func; it frees @data itself. Any thread. */
void yipu_writer_push (YipuWriter *writer, YipuWriterFunc func, gpointer data);
/* Whether this is the writer's thread. */
gboolean yipu_writer_is_current (YipuWriter *writer);

G_END_DECLS
