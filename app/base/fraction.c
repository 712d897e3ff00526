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
gcd_binary (guint64 a, guint64 b)
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

#define SMALL 32

/* Denominators are small, as a rule: one division and a look at a table. */
static guint64
gcd (guint64 a, guint64 b)
{
  static guint8 table[SMALL][SMALL];
  static gsize filled = 0;

  if (b > a) {
    guint64 swap = a;
    a = b;
    b = swap;
  }
  if (b >= SMALL || b == 0)
    return gcd_binary (a, b);
  if (g_once_init_enter (&filled)) {
    for (guint i = 0; i < SMALL; i++)
      for (guint k = 0; k < SMALL; k++)
        table[i][k] = (guint8) gcd_binary (i, k);
    g_once_init_leave (&filled, 1);
  }
  return table[b][a % b];
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
add_widely (YipuFraction a, YipuFraction b, gint64 shared)
{
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

/* The same in 64 bits, where that does: divisions of 128 cost ten times as much. */
static YipuFraction
add_fractions (YipuFraction a, YipuFraction b)
{
  gint64 shared = a.den == b.den ? a.den : (gint64) gcd ((guint64) a.den, (guint64) b.den);
  gint64 left, right, num, den, excess;

  if (__builtin_mul_overflow (a.num, b.den / shared, &left) ||
      __builtin_mul_overflow (b.num, a.den / shared, &right) ||
      __builtin_add_overflow (left, right, &num) || num == G_MININT64)
    return add_widely (a, b, shared);
  excess = shared == 1 ? 1 : (gint64) gcd (magnitude (num), (guint64) shared);
  if (__builtin_mul_overflow (a.den / shared, b.den / excess, &den))
    return add_widely (a, b, shared);
  return (YipuFraction){ num / excess, den };
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
  return add_fractions (a, b);
}

YipuFraction
yipu_fraction_subtract (YipuFraction a, YipuFraction b)
{
  return yipu_fraction_add (a, (YipuFraction){ -b.num, b.den });
}

/* What @up and @down share is taken out of both; nothing, mostly, and a division saved. */
static void
take_out (guint64 *up, guint64 *down)
{
  guint64 shared = *down == 1 ? 1 : gcd (*up, *down);

  if (shared == 1)
    return;
  *up /= shared;
  *down /= shared;
}

YipuFraction
yipu_fraction_multiply (YipuFraction a, YipuFraction b)
{
  guint64 a_num = magnitude (a.num);
  guint64 b_num = magnitude (b.num);
  guint64 a_den = (guint64) a.den;
  guint64 b_den = (guint64) b.den;
  guint64 up, down;

  if (a.den == 0 || b.den == 0)
    return YIPU_FRACTION_NONE;
  take_out (&a_num, &b_den);
  take_out (&b_num, &a_den);
  if (__builtin_mul_overflow (a_num, b_num, &up) || __builtin_mul_overflow (a_den, b_den, &down))
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
