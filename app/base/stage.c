/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stages of long work. */
#include "stage.h"

static void
tell (guint64 done, guint64 units, const char *message, gpointer data)
{
  const YipuStage *stage = data;
  guint64 share = units > 0 ? MIN (done, units) * (stage->until - stage->from) / units : 0;

  if (stage->outer && stage->outer->func)
    stage->outer->func (stage->from + share, stage->total, message, stage->outer->data);
}

YipuProgress
yipu_stage_progress (YipuStage *stage, guint64 units)
{
  return (YipuProgress){ .func = tell,
                         .data = stage,
                         .cancellable = stage->outer ? stage->outer->cancellable : NULL,
                         .total = units };
}
