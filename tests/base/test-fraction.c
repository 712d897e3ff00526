/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fractions: exact against 128-bit arithmetic, and never a wrong number on overflow. */
#include <yipu/fraction.h>
#include <yipu/init.h>

static void
assert_fraction (YipuFraction f, gint64 num, gint64 den)
{
  g_assert_cmpint (f.num, ==, num);
  g_assert_cmpint (f.den, ==, den);
}

static void
test_new_is_in_lowest_terms (void)
{
  assert_fraction (yipu_fraction_new (6, 4), 3, 2);
  assert_fraction (yipu_fraction_new (6, -4), -3, 2);
  assert_fraction (yipu_fraction_new (-6, -4), 3, 2);
  assert_fraction (yipu_fraction_new (0, -7), 0, 1);
  assert_fraction (yipu_fraction_new (G_MININT64, 2), -(G_MAXINT64 / 2) - 1, 1);
  assert_fraction (yipu_fraction_new (G_MININT64, G_MININT64), 1, 1);
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_new (1, 0)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_new (G_MININT64, 1)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_from_int (G_MININT64)));
}

static void
test_what_does_not_fit_is_no_number (void)
{
  YipuFraction big = yipu_fraction_from_int (G_MAXINT64);
  YipuFraction tiny = yipu_fraction_new (1, G_MAXINT64);
  YipuFraction none = yipu_fraction_add (big, big);

  g_assert_false (yipu_fraction_is_valid (none));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_multiply (big, big)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_multiply (tiny, tiny)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_add (tiny, yipu_fraction_new (1, 2))));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_divide (big, tiny)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_divide (big, yipu_fraction_from_int (0))));
  assert_fraction (yipu_fraction_multiply (big, tiny), 1, 1);
  assert_fraction (yipu_fraction_subtract (big, big), 0, 1);
}

static void
test_no_number_stays_none (void)
{
  YipuFraction one = yipu_fraction_from_int (1);

  g_assert_false (yipu_fraction_is_valid (yipu_fraction_add (one, YIPU_FRACTION_NONE)));
  g_assert_false (
      yipu_fraction_is_valid (yipu_fraction_add (yipu_fraction_from_int (0), YIPU_FRACTION_NONE)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_subtract (YIPU_FRACTION_NONE, one)));
  g_assert_false (yipu_fraction_is_valid (
      yipu_fraction_multiply (YIPU_FRACTION_NONE, yipu_fraction_from_int (0))));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_divide (one, YIPU_FRACTION_NONE)));
  g_assert_false (yipu_fraction_is_valid (yipu_fraction_divide (YIPU_FRACTION_NONE, one)));
}

static void
test_rounds_towards_the_right_side (void)
{
  g_assert_cmpint (yipu_fraction_ceil (yipu_fraction_new (7, 2)), ==, 4);
  g_assert_cmpint (yipu_fraction_floor (yipu_fraction_new (7, 2)), ==, 3);
  g_assert_cmpint (yipu_fraction_ceil (yipu_fraction_new (-7, 2)), ==, -3);
  g_assert_cmpint (yipu_fraction_floor (yipu_fraction_new (-7, 2)), ==, -4);
  g_assert_cmpint (yipu_fraction_ceil (yipu_fraction_from_int (5)), ==, 5);
  g_assert_cmpint (yipu_fraction_ceil (yipu_fraction_from_int (G_MAXINT64)), ==, G_MAXINT64);
}

static gint64
random_part (void)
{
  gint64 i = (gint64) ((guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ());

  return i >> g_test_rand_int_range (0, 64);
}

static YipuFraction
random_fraction (void)
{
  gint64 den = random_part ();

  return yipu_fraction_new (random_part (), den == 0 ? 1 : den);
}

/* The true value of num ÷ den in lowest terms, or none where a part exceeds 64 bits. */
static YipuFraction
slow (__int128 num, __int128 den)
{
  __int128 a = num < 0 ? -num : num;
  __int128 b = den < 0 ? -den : den;

  while (b != 0) {
    __int128 rest = a % b;
    a = b;
    b = rest;
  }
  num /= den < 0 ? -a : a;
  den = (den < 0 ? -den : den) / a;
  if (num > G_MAXINT64 || num < -G_MAXINT64 || den > G_MAXINT64)
    return YIPU_FRACTION_NONE;
  return (YipuFraction){ (gint64) num, (gint64) den };
}

static void
assert_same (YipuFraction got, YipuFraction want)
{
  g_assert_cmpint (yipu_fraction_is_valid (got), ==, yipu_fraction_is_valid (want));
  if (yipu_fraction_is_valid (want))
    assert_fraction (got, want.num, want.den);
}

static void
test_agrees_with_wider_arithmetic (void)
{
  for (int i = 0; i < 20000; i++) {
    YipuFraction a = random_fraction ();
    YipuFraction b = random_fraction ();
    if (!yipu_fraction_is_valid (a) || !yipu_fraction_is_valid (b))
      continue;
    assert_same (yipu_fraction_multiply (a, b),
                 slow ((__int128) a.num * b.num, (__int128) a.den * b.den));
    if (b.num != 0)
      assert_same (yipu_fraction_divide (a, b),
                   slow ((__int128) a.num * b.den, (__int128) a.den * b.num));
    g_assert_cmpint (yipu_fraction_compare (a, b), ==, -yipu_fraction_compare (b, a));
    /* The sum of two products of 126 bits and their common denominator fit 128. */
    assert_same (
        yipu_fraction_add (a, b),
        slow ((__int128) a.num * b.den + (__int128) b.num * a.den, (__int128) a.den * b.den));
  }
}

static void
test_reads_what_people_type (void)
{
  static const struct {
    const char *text;
    gint64 num, den;
  } good[] = {
    { "3", 3, 1 },      { "-1/10", -1, 10 }, { "0.1", 1, 10 },
    { " 2.50 ", 5, 2 }, { ".5", 1, 2 },      { "1.5/0.5", 3, 1 },
    { "+4/6", 2, 3 },   { "0", 0, 1 },       { "9223372036854775807", G_MAXINT64, 1 },
  };
  static const char *const bad[] = {
    "",
    "-",
    ".",
    "1/",
    "/2",
    "1/0",
    "1.2.3",
    "abc",
    "1e3",
    "1 2",
    "--1",
    "９",
    "9223372036854775808",
    "0.0000000000000000001",
    "1/3/4",
  };
  YipuFraction f;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (yipu_fraction_parse (good[i].text, &f));
    assert_fraction (f, good[i].num, good[i].den);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (yipu_fraction_parse (bad[i], &f));
}

static void
assert_texts (YipuFraction f, const char *exact, const char *decimal)
{
  g_autofree char *string = yipu_fraction_to_string (f);
  g_autofree char *people = yipu_fraction_to_decimal (f);
  YipuFraction back;

  g_assert_cmpstr (string, ==, exact);
  g_assert_cmpstr (people, ==, decimal);
  g_assert_true (yipu_fraction_parse (string, &back));
  assert_fraction (back, f.num, f.den);
}

static void
test_prints_exactly (void)
{
  assert_texts (yipu_fraction_from_int (3), "3", "3");
  assert_texts (yipu_fraction_new (1, 10), "1/10", "0.1");
  assert_texts (yipu_fraction_new (-1, 8), "-1/8", "-0.125");
  assert_texts (yipu_fraction_new (1, 3), "1/3", "1/3");
  assert_texts (yipu_fraction_new (-7, 2), "-7/2", "-3.5");
  assert_texts (yipu_fraction_new (1, 10000), "1/10000", "0.0001");
  assert_texts (yipu_fraction_new (1, 100000), "1/100000", "1/100000");
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/fraction/new-is-in-lowest-terms", test_new_is_in_lowest_terms);
  g_test_add_func ("/fraction/what-does-not-fit-is-no-number", test_what_does_not_fit_is_no_number);
  g_test_add_func ("/fraction/no-number-stays-none", test_no_number_stays_none);
  g_test_add_func ("/fraction/rounds-towards-the-right-side", test_rounds_towards_the_right_side);
  g_test_add_func ("/fraction/agrees-with-wider-arithmetic", test_agrees_with_wider_arithmetic);
  g_test_add_func ("/fraction/reads-what-people-type", test_reads_what_people_type);
  g_test_add_func ("/fraction/prints-exactly", test_prints_exactly);
  return g_test_run ();
}
