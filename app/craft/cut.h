/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing a cut in a result's room. */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* Sets, for all steps, whether each is the buyer's: n_steps bytes. */
void yipu_cut_close_bytes (const YipuPlan *plan, const guint *line, guint n_line, guint8 *buyer);
/* The step before @step that is the buyer's and brings it along; -1 when there is none. */
int yipu_cut_brought_by (const YipuPlan *plan, const guint8 *buyer, guint step);

G_END_DECLS
