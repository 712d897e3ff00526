/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line put at a place of the list of steps, as the window does it. */
#pragma once

#include <yipu/kit-sheet.h>

/* The buyer does what stands at @position and below, and all that comes after. */
static inline void
move_line (YipuKitSheet *sheet, guint position)
{
  guint n = yipu_kit_sheet_get_process (sheet)->n_steps;
  g_autofree guint *steps = g_new (guint, n + 1);

  for (guint s = 0; s < n; s++)
    steps[s] = s;
  yipu_kit_sheet_move_steps (sheet, steps, position, FALSE, NULL);
  yipu_kit_sheet_move_steps (sheet, steps + position, n - position, TRUE, NULL);
}
