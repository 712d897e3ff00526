/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Amounts in words, in both languages. */
#include <yipu/init.h>

#include "processes.h"

static void
assert_amount (const char *unit_id, gboolean tool, YipuFraction quantity, const char *words)
{
  YipuItem item = YIPU_ITEM_INIT;
  g_autofree char *amount = NULL;

  item.unit = unit_id ? unit (unit_id) : -1;
  item.tool = tool;
  amount = yipu_item_dup_amount (&item, quantity);
  g_assert_cmpstr (amount, ==, words);
}

static void
test_english_writes_symbols_and_counts (void)
{
  assert_amount ("g", FALSE, F (3, 2), "1.5 g");
  assert_amount ("ml", FALSE, N (210), "210 mL");
  assert_amount ("m2", FALSE, N (2), "2 m²");
  assert_amount ("kuai", FALSE, N (2), "× 2");
  assert_amount ("ba", TRUE, N (1), "× 1");
  assert_amount ("ba", FALSE, N (1), "1 handful");
  assert_amount ("shuang", FALSE, N (1), "1 pair");
  assert_amount ("jin", FALSE, F (1, 2), "0.5 jin");
}

static void
test_chinese_writes_measure_words (void)
{
  if (!g_test_subprocess ()) {
    g_setenv ("LANGUAGE", "zh_CN", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_unsetenv ("LANGUAGE");
    g_test_trap_assert_passed ();
    return;
  }
  assert_amount ("g", FALSE, F (3, 2), "1.5 克");
  assert_amount ("ml", FALSE, N (210), "210 毫升");
  assert_amount ("kuai", FALSE, N (2), "2 块");
  assert_amount ("ba", TRUE, N (1), "1 把");
  assert_amount ("shuang", FALSE, N (1), "1 双");
}

/* Nothing is made up where nothing is known. */
static void
test_the_unknown_is_said (void)
{
  assert_amount (NULL, FALSE, N (3), "3");
  assert_amount ("g", FALSE, YIPU_FRACTION_NONE, "? g");
  assert_amount ("ge", FALSE, YIPU_FRACTION_NONE, "× ?");
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/amount/english-writes-symbols-and-counts",
                   test_english_writes_symbols_and_counts);
  g_test_add_func ("/amount/chinese-writes-measure-words", test_chinese_writes_measure_words);
  g_test_add_func ("/amount/the-unknown-is-said", test_the_unknown_is_said);
  return g_test_run ();
}
