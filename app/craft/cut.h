/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing a cut in the arrays of a result. */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* Sets side (buyer or none) and because of all steps. */
void
yipu_cut_close_steps (const YipuPlan *plan, const guint *line, guint n_line, YipuKitStep *steps);

G_END_DECLS
