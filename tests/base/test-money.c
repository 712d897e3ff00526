/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money between fen and text: exact both ways, and what is no amount is refused. */
#include <yipu/init.h>
#include <yipu/money.h>

static void
assert_parses (const char *text, gint64 expected)
{
  gint64 fen = 4711;

  if (!yipu_money_parse (text, &fen))
    g_error ("\"%s\" was refused", text);
  if (fen != expected)
    g_error ("\"%s\" became %" G_GINT64_FORMAT, text, fen);
}

static void
test_what_people_type (void)
{
  assert_parses ("61.8", 6180);
  assert_parses ("61.80", 6180);
  assert_parses ("¥61.80", 6180);
  assert_parses ("￥６１．８", 6180);
  assert_parses ("¥ 61", 6100);
  assert_parses ("61 元", 6100);
  assert_parses ("61元", 6100);
  assert_parses ("61 yuan", 6100);
  assert_parses (" \xe3\x80\x80"
                 "61.05\xc2\xa0",
                 6105);
  assert_parses ("1,280.50", 128050);
  assert_parses ("1，280", 128000);
  assert_parses ("-0.05", -5);
  assert_parses ("−0.05", -5);
  assert_parses ("-¥3", -300);
  assert_parses ("¥-3", -300);
  assert_parses ("0", 0);
  assert_parses ("007", 700);
}

static void
test_what_is_no_amount (void)
{
  static const char *const bad[] = {
    "",
    "元",
    "¥",
    "abc",
    "61.805",
    "61.",
    ".5",
    "6 1",
    "1,28",
    "12,34.5",
    ",100",
    "1,,000",
    "1e3",
    "0x10",
    "61¥",
    "--5",
    "61元元",
    "六十一",
    "1234,567",
    "61.8.0",
    "92233720368547758.08",
    "99999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    gint64 fen = 4711;
    if (yipu_money_parse (bad[i], &fen))
      g_error ("\"%s\" was taken as %" G_GINT64_FORMAT, bad[i], fen);
    g_assert_cmpint (fen, ==, 4711);
  }
}

static void
test_text_and_back_is_the_same (void)
{
  static const gint64 edges[] = { 0, 1, -1, 99, 100, -100, G_MAXINT64, G_MININT64 };

  for (int i = 0; i < 2000; i++) {
    gint64 fen = i < (int) G_N_ELEMENTS (edges)
                     ? edges[i]
                     : (gint64) ((guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ());
    g_autofree char *text = yipu_money_to_string (fen);
    gint64 back = ~fen;
    g_assert_true (yipu_money_parse (text, &back));
    g_assert_cmpint (back, ==, fen);
  }
}

static void
test_two_places_always (void)
{
  g_autofree char *price = yipu_money_to_string (6180), *less = yipu_money_to_string (-5);

  g_assert_cmpstr (price, ==, "61.80");
  g_assert_cmpstr (less, ==, "-0.05");
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/money/what-people-type-is-read", test_what_people_type);
  g_test_add_func ("/money/what-is-no-amount-is-refused", test_what_is_no_amount);
  g_test_add_func ("/money/text-and-back-is-the-same", test_text_and_back_is_the_same);
  g_test_add_func ("/money/two-places-always", test_two_places_always);
  return g_test_run ();
}
