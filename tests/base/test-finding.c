/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings: made once, counted, and the worst of a list. */
#include <yipu/finding.h>
#include <yipu/init.h>

static void
test_worst_of_a_list (void)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuSeverity worst = YIPU_SEVERITY_WARN;

  g_assert_false (yipu_findings_worst (findings, &worst));
  g_assert_cmpint (worst, ==, YIPU_SEVERITY_WARN);
  g_ptr_array_add (findings,
                   yipu_finding_new (YIPU_SEVERITY_HINT, "a", NULL, NULL, NULL, "one %d", 1));
  g_ptr_array_add (findings,
                   yipu_finding_new (YIPU_SEVERITY_BLOCK, "b", "step", "x", "title", "two"));
  g_assert_true (yipu_findings_worst (findings, &worst));
  g_assert_cmpint (worst, ==, YIPU_SEVERITY_BLOCK);
  g_assert_cmpstr (((YipuFinding *) findings->pdata[0])->message, ==, "one 1");
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/finding/worst-of-a-list", test_worst_of_a_list);
  return g_test_run ();
}
