/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact fractions of 64-bit integers.
 *
 * Invariant: lowest terms, den > 0, num never G_MININT64, so that a sign can always be turned.
 * Products and sums are made in lowest terms from the start (numbers are divided by what they
 * share before they are multiplied), so that only a result that truly does not fit is refused. */
#include <yipu/fraction.h>

static guint64
magnitude (gint64 i)
{
  return i < 0 ? -(guint64) i : (guint64) i;
}

/* gcd (0, b) = b. Binary: divisions cost more than all the rest of a kit's arithmetic. */
static guint64
gcd (guint64 a, guint64 b)
{
  int shared;

  if (a == 0 || b == 0)
    return a | b;
  shared = __builtin_ctzll (a | b);
  a >>= __builtin_ctzll (a);
  while (b != 0) {
    b >>= __builtin_ctzll (b);
    if (a > b) {
      guint64 swap = a;
      a = b;
      b = swap;
    }
    b -= a;
  }
  return a << shared;
}

static YipuFraction
from_parts (gboolean negative, guint64 num, guint64 den)
{
  if (den == 0 || num > G_MAXINT64 || den > G_MAXINT64)
    return YIPU_FRACTION_NONE;
  return (YipuFraction){ negative ? -(gint64) num : (gint64) num, (gint64) den };
}

YipuFraction
yipu_fraction_new (gint64 num, gint64 den)
{
  guint64 up = magnitude (num);
  guint64 down = magnitude (den);
  guint64 shared = gcd (up, down);

  if (den == 0)
    return YIPU_FRACTION_NONE;
  return from_parts ((num < 0) != (den < 0), up / shared, down / shared);
}

YipuFraction
yipu_fraction_from_int (gint64 i)
{
  return i == G_MININT64 ? YIPU_FRACTION_NONE : (YipuFraction){ i, 1 };
}

/* Knuth's: the sum over the least common denominator shares with it only a divisor of what the
 * two denominators share. */
static YipuFraction
add_slowly (YipuFraction a, YipuFraction b)
{
  gint64 shared = (gint64) gcd ((guint64) a.den, (guint64) b.den);
  __int128 num = (__int128) a.num * (b.den / shared) + (__int128) b.num * (a.den / shared);
  unsigned __int128 up = num < 0 ? -(unsigned __int128) num : (unsigned __int128) num;
  guint64 excess = gcd ((guint64) (up % (guint64) shared), (guint64) shared);
  unsigned __int128 down =
      (unsigned __int128) (a.den / shared) * (guint64) (b.den / (gint64) excess);

  up /= excess;
  if (up > G_MAXINT64 || down > G_MAXINT64)
    return YIPU_FRACTION_NONE;
  return from_parts (num < 0, (guint64) up, (guint64) down);
}

YipuFraction
yipu_fraction_add (YipuFraction a, YipuFraction b)
{
  gint64 sum;

  if (a.den == 0 || b.den == 0)
    return YIPU_FRACTION_NONE;
  if (a.num == 0)
    return b;
  if (a.den == 1 && b.den == 1 && !__builtin_add_overflow (a.num, b.num, &sum))
    return yipu_fraction_from_int (sum);
  return add_slowly (a, b);
}

YipuFraction
yipu_fraction_subtract (YipuFraction a, YipuFraction b)
{
  return yipu_fraction_add (a, (YipuFraction){ -b.num, b.den });
}

YipuFraction
yipu_fraction_multiply (YipuFraction a, YipuFraction b)
{
  guint64 up, down, shared, other;

  if (a.den == 0 || b.den == 0)
    return YIPU_FRACTION_NONE;
  if (a.den == 1 && a.num == 1)
    return b;
  if (b.den == 1 && b.num == 1)
    return a;
  shared = b.den == 1 ? 1 : gcd (magnitude (a.num), (guint64) b.den);
  other = a.den == 1 ? 1 : gcd (magnitude (b.num), (guint64) a.den);
  if (__builtin_mul_overflow (magnitude (a.num) / shared, magnitude (b.num) / other, &up) ||
      __builtin_mul_overflow ((guint64) a.den / other, (guint64) b.den / shared, &down))
    return YIPU_FRACTION_NONE;
  return from_parts ((a.num < 0) != (b.num < 0), up, down);
}

YipuFraction
yipu_fraction_divide (YipuFraction a, YipuFraction b)
{
  if (b.den == 0 || b.num == 0)
    return YIPU_FRACTION_NONE;
  if (b.den == 1 && b.num == 1)
    return a;
  return yipu_fraction_multiply (a, b.num < 0 ? (YipuFraction){ -b.den, -b.num }
                                              : (YipuFraction){ b.den, b.num });
}

int
yipu_fraction_compare (YipuFraction a, YipuFraction b)
{
  __int128 left = (__int128) a.num * b.den;
  __int128 right = (__int128) b.num * a.den;

  g_return_val_if_fail (a.den > 0 && b.den > 0, 0);
  return left < right ? -1 : left > right;
}

gint64
yipu_fraction_floor (YipuFraction f)
{
  g_return_val_if_fail (f.den > 0, 0);
  return f.num / f.den - (f.num % f.den < 0);
}

gint64
yipu_fraction_ceil (YipuFraction f)
{
  g_return_val_if_fail (f.den > 0, 0);
  return f.num / f.den + (f.num % f.den > 0);
}

/* Digits, perhaps with a point; *@at moves behind them. */
static gboolean
parse_decimal (const char **at, YipuFraction *fraction)
{
  gint64 num = 0;
  gint64 den = 1;
  gboolean point = FALSE;
  const char *c = *at;

  if (!g_ascii_isdigit (c[*c == '.']))
    return FALSE;
  for (; g_ascii_isdigit (*c) || (*c == '.' && !point); c++) {
    if (*c == '.') {
      point = TRUE;
      continue;
    }
    if (__builtin_mul_overflow (num, 10, &num) || __builtin_add_overflow (num, *c - '0', &num) ||
        (point && __builtin_mul_overflow (den, 10, &den)))
      return FALSE;
  }
  *at = c;
  *fraction = yipu_fraction_new (num, den);
  return TRUE;
}

gboolean
yipu_fraction_parse (const char *text, YipuFraction *fraction)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *at = trimmed;
  gboolean negative = *at == '-';
  YipuFraction whole;
  YipuFraction part = { 1, 1 };

  at += *at == '-' || *at == '+';
  if (!parse_decimal (&at, &whole))
    return FALSE;
  if (*at == '/') {
    at++;
    if (!parse_decimal (&at, &part))
      return FALSE;
  }
  whole = yipu_fraction_divide (whole, part);
  if (*at != '\0' || !yipu_fraction_is_valid (whole))
    return FALSE;
  *fraction = (YipuFraction){ negative ? -whole.num : whole.num, whole.den };
  return TRUE;
}

char *
yipu_fraction_to_string (YipuFraction f)
{
  if (f.den == 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT, f.num);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, f.num, f.den);
}

char *
yipu_fraction_to_decimal (YipuFraction f)
{
  char places[5];
  gint64 rest;
  gsize length = 4;

  if (f.den <= 1 || 10000 % f.den != 0)
    return yipu_fraction_to_string (f);
  rest = ABS (f.num % f.den) * (10000 / f.den);
  g_snprintf (places, sizeof places, "%04d", (int) rest);
  while (places[length - 1] == '0')
    places[--length] = '\0';
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%s", f.num < 0 ? "-" : "", ABS (f.num / f.den),
                          places);
}
