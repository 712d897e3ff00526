/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Barcode numbers and their check digits. */
#include <yipu/init.h>
#include <yipu/product.h>

static void
test_check_digits (void)
{
  static const char *const right[] = { "4006381333931", "96385074", "036000291452",
                                       "10614141000415", "0000000000000" };
  static const char *const wrong[] = { "",
                                       "1",
                                       "4006381333932",
                                       "96385075",
                                       "036000291453",
                                       "400638133393X",
                                       "40063813339311",
                                       "４006381333931" };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (yipu_gtin_is_valid (right[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (yipu_gtin_is_valid (wrong[i]));
}

/* Whatever digit is changed, the number is wrong; whatever 12 digits, one check digit fits. */
static void
test_one_wrong_digit_is_always_found (void)
{
  for (guint round = 0; round < 200; round++) {
    char gtin[14] = { 0 };
    guint fits = 0, at = (guint) g_test_rand_int_range (0, 12);

    for (guint i = 0; i < 12; i++)
      gtin[i] = (char) g_test_rand_int_range ('0', '9' + 1);
    for (char check = '0'; check <= '9'; check++) {
      gtin[12] = check;
      if (!yipu_gtin_is_valid (gtin))
        continue;
      fits++;
      gtin[at] = (char) ('0' + (gtin[at] - '0' + g_test_rand_int_range (1, 10)) % 10);
      g_assert_false (yipu_gtin_is_valid (gtin));
      break;
    }
    g_assert_cmpuint (fits, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/gtin/check-digits", test_check_digits);
  g_test_add_func ("/gtin/one-wrong-digit-is-always-found", test_one_wrong_digit_is_always_found);
  return g_test_run ();
}
