/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact quantities: fractions of 64-bit integers, every operation overflow-checked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YipuFraction:
 * @num: numerator, carries the sign
 * @den: denominator, > 0; the pair is always in lowest terms
 *
 * A plain value. A fraction whose @den is 0 is *not a number*: what an operation that overflowed
 * returns; every operation on it gives it again, so that a chain is checked once, at its end.
 */
typedef struct {
  gint64 num;
  gint64 den;
} YipuFraction;

#define YIPU_FRACTION_NONE ((YipuFraction){ 0, 0 })

/** Whether @f is a number, that is, nothing overflowed on the way to it. */
static inline gboolean
yipu_fraction_is_valid (YipuFraction f)
{
  return f.den > 0;
}

/** @num ÷ @den in lowest terms; not a number when @den is 0. */
YipuFraction yipu_fraction_new (gint64 num, gint64 den);
/** @i as a fraction. */
YipuFraction yipu_fraction_from_int (gint64 i);
/** @a + @b. */
YipuFraction yipu_fraction_add (YipuFraction a, YipuFraction b);
/** @a − @b. */
YipuFraction yipu_fraction_subtract (YipuFraction a, YipuFraction b);
/** @a × @b. */
YipuFraction yipu_fraction_multiply (YipuFraction a, YipuFraction b);
/** @a ÷ @b; not a number when @b is 0. */
YipuFraction yipu_fraction_divide (YipuFraction a, YipuFraction b);
/** < 0, 0, > 0 as @a is less than, equal to, more than @b; both must be valid. */
int yipu_fraction_compare (YipuFraction a, YipuFraction b);
/** ⌈@f⌉; @f must be valid. */
gint64 yipu_fraction_ceil (YipuFraction f);
/** ⌊@f⌋; @f must be valid. */
gint64 yipu_fraction_floor (YipuFraction f);

/**
 * yipu_fraction_parse:
 * @text: "3", "-1/10", "0.1", "2.50"; spaces around are allowed
 * @fraction: (out): where to put it; untouched on failure
 *
 * Reads what a person types; "0.1" is exactly 1/10 (model.md, "Types").
 *
 * Returns: %FALSE when @text is no number or does not fit
 */
gboolean yipu_fraction_parse (const char *text, YipuFraction *fraction);

/**
 * yipu_fraction_to_string:
 *
 * Returns: (transfer full): "3" or "1/10", the form stored and printed by --json
 */
char *yipu_fraction_to_string (YipuFraction f);

/**
 * yipu_fraction_to_decimal:
 *
 * For people: "0.1", or "1/3" where no decimal of four places is exact.
 *
 * Returns: (transfer full): a new string
 */
char *yipu_fraction_to_decimal (YipuFraction f);

G_END_DECLS
