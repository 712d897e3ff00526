/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folding: a pile of sheets, folded by the rule of paper and read page by page, is the book. */
#include <yipu/init.h>

#include "print/output.h"

#define MOST 64

/* Folds for real: the sheets lie on each other, the outer one first. Opened at the middle of the
 * pile, a reader meets the right half of each front, then its back's left, from the outer sheet to
 * the inner one; then the inner sheet's other halves, outwards. */
static void
read_folded (guint pages, guint *read)
{
  guint sheets = pages / 4;
  guint n = 0;

  for (guint sheet = 0; sheet < sheets; sheet++) {
    read[n++] = yipu_fold_page (pages, 2 * sheet, 1);
    read[n++] = yipu_fold_page (pages, 2 * sheet + 1, 0);
  }
  for (guint sheet = sheets; sheet-- > 0;) {
    read[n++] = yipu_fold_page (pages, 2 * sheet + 1, 1);
    read[n++] = yipu_fold_page (pages, 2 * sheet, 0);
  }
}

static void
test_folded_sheets_read_in_order (void)
{
  for (guint pages = 4; pages <= MOST; pages += 4) {
    guint read[MOST];

    read_folded (pages, read);
    for (guint i = 0; i < pages; i++)
      g_assert_cmpuint (read[i], ==, i);
  }
}

static void
test_every_page_stands_once (void)
{
  for (guint pages = 4; pages <= MOST; pages += 4) {
    gboolean seen[MOST] = { FALSE };

    for (guint side = 0; side < pages / 2; side++)
      for (guint half = 0; half < 2; half++) {
        guint page = yipu_fold_page (pages, side, half);
        g_assert_cmpuint (page, <, pages);
        g_assert_false (seen[page]);
        seen[page] = TRUE;
      }
  }
}

static void
test_the_two_pages_of_a_side_belong_together (void)
{
  for (guint pages = 4; pages <= MOST; pages += 4)
    for (guint side = 0; side < pages / 2; side++)
      g_assert_cmpuint (yipu_fold_page (pages, side, 0) + yipu_fold_page (pages, side, 1), ==,
                        pages - 1);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/print/fold/folded-sheets-read-in-order", test_folded_sheets_read_in_order);
  g_test_add_func ("/print/fold/every-page-stands-once", test_every_page_stands_once);
  g_test_add_func ("/print/fold/the-two-pages-of-a-side-belong-together",
                   test_the_two_pages_of_a_side_belong_together);
  return g_test_run ();
}
