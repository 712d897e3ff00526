/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever three laptops do and in whatever order their letters arrive, they end equal, and what
 * they show follows from the set of edits alone (log.md, "Tests that must exist", 1, 2, 4). */
#include <yipu/init.h>

#include "catalog/faults.h"
#include "world.h"

enum { N_STEPS = 70 };

static void
test_three_laptops_end_equal (void)
{
  guint rounds = world_rounds (6);

  for (guint i = 0; i < rounds; i++) {
    g_autofree char *problem = world_run (N_STEPS, 1 + i % 6);

    g_assert_cmpstr (problem, ==, NULL);
  }
}

/* A fault must be seen within so many worlds: the rarest showed in 2 of 120 worlds. */
static void
test_fault_is_seen (gconstpointer data)
{
  yipu_fault = (YipuFault) GPOINTER_TO_INT (data);
  for (guint i = 0; i < 400; i++) {
    g_autofree char *problem = world_run (N_STEPS, 1 + i % 2);

    if (!problem)
      continue;
    g_test_message ("seen in world %u: %s", i + 1, problem);
    yipu_fault = YIPU_FAULT_NONE;
    return;
  }
  yipu_fault = YIPU_FAULT_NONE;
  g_test_fail_printf ("nobody saw it");
}

static const char *const faults[YIPU_N_FAULTS] = {
  [YIPU_FAULT_FOLD_AFTER_LEAVING] = "folding-after-leaving",
  [YIPU_FAULT_BASES_IN_LOCAL_ORDER] = "bases-in-local-order",
  [YIPU_FAULT_NO_BLANKING_ON_ARRIVAL] = "no-blanking-on-arrival",
  [YIPU_FAULT_BLANKS_WHAT_WAS_WRITTEN_AFTER] = "blanking-what-was-written-after",
  [YIPU_FAULT_ANCESTORS_BY_DIRECT_BASES] = "ancestors-by-direct-bases",
  [YIPU_FAULT_SET_REPLACES_ALL_HEADS] = "set-replaces-all-heads",
  [YIPU_FAULT_SET_LEAVES_EQUAL_HEADS] = "set-leaves-equal-heads",
  [YIPU_FAULT_CURSOR_WITHOUT_HASH] = "view-cursor-without-hash",
};

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/converge/three-laptops-end-equal", test_three_laptops_end_equal);
  for (int i = 1; i < YIPU_N_FAULTS; i++) {
    g_autofree char *path = g_strconcat ("/converge/is-seen/", faults[i], NULL);
    g_test_add_data_func (path, GINT_TO_POINTER (i), test_fault_is_seen);
  }
  return g_test_run ();
}
