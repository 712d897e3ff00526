/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing a cut in the arrays of a result. */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* Sets, for all steps, whether each is the buyer's (n_steps bytes) and what brought it along. */
void yipu_cut_close_steps (
    const YipuPlan *plan, const guint *line, guint n_line, guint8 *buyer, YipuKitStep *steps);

G_END_DECLS
