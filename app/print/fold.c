/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of pages on sheets that lie in one pile, are folded once and stapled through the back:
 * the outer sheet holds the first two pages and the last two. */
#include "print/output.h"

guint
yipu_fold_page (guint pages, guint side, guint half)
{
  /* The side's lower page lies at the right of a front and at the left of a back. */
  gboolean lower = (side % 2 == 0) == (half == 1);

  g_return_val_if_fail (pages % 4 == 0 && side < pages / 2 && half < 2, 0);
  return lower ? side : pages - 1 - side;
}
