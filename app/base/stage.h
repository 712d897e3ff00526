/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stage of long work that counts in units of its own, shown as a part of the whole. */
#pragma once

#include <yipu/progress.h>

G_BEGIN_DECLS

/* From @from until @until of @total units of the whole; @outer listens, or is NULL. */
typedef struct {
  const YipuProgress *outer;
  guint64 from;
  guint64 until;
  guint64 total;
} YipuStage;

/* What the stage tells its progress to: @units of its own in all, 0 while that is unknown. Good as
 * long as @stage is. */
YipuProgress yipu_stage_progress (YipuStage *stage, guint64 units);

G_END_DECLS
