/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An order key is a whole number and a fraction, in base 62, such that bytes sort as numbers do.
 * The first letter tells the sign and the length of the whole number: "a0" to "az", then "b00" …
 * upwards, "Zz" down to "Z0", then "Yzz" … downwards. So adding at either end, by far the most
 * frequent, counts by one and keys stay short; putting between two appends digits to a fraction. A
 * fraction never ends in "0": nothing would fit before it. */
#include "catalog/order-key.h"

#include <string.h>

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define BASE 62
#define LAST (BASE - 1)

static int
digit (char c)
{
  const char *at = memchr (digits, c, BASE);

  return at ? (int) (at - digits) : -1;
}

/* Length of the whole number with its letter, 0 where the letter is none. */
static gsize
whole_length (const char *key)
{
  if (g_ascii_islower (key[0]))
    return (gsize) (key[0] - 'a') + 2;
  return g_ascii_isupper (key[0]) ? (gsize) ('Z' - key[0]) + 2 : 0;
}

static gboolean
is_valid (const char *key)
{
  gsize length = strlen (key);
  gsize whole = whole_length (key);

  if (whole == 0 || length < whole || length > 1000)
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (digit (key[i]) < 0)
      return FALSE;
  return length == whole || key[length - 1] != '0';
}

/* A whole number of @letter's length, every digit @fill. */
static char *
filled (char letter, int fill)
{
  gsize length = whole_length (&letter);
  char *key = g_strnfill (length, digits[fill]);

  key[0] = letter;
  return key;
}

/* The next whole number up (@by 1) or down (@by -1); NULL at the end of all letters. */
static char *
step_whole (const char *whole, int by)
{
  g_autofree char *key = g_strdup (whole);
  char letter = whole[0];

  for (gsize i = strlen (key) - 1; i > 0; i--) {
    int next = digit (key[i]) + by;
    if (next >= 0 && next < BASE) {
      key[i] = digits[next];
      return g_steal_pointer (&key);
    }
    key[i] = digits[by > 0 ? 0 : LAST];
  }
  if (letter == (by > 0 ? 'z' : 'A'))
    return NULL;
  if (letter == (by > 0 ? 'Z' : 'a'))
    return filled (by > 0 ? 'a' : 'Z', by > 0 ? 0 : LAST);
  return filled ((char) (letter + by), by > 0 ? 0 : LAST);
}

/* A fraction strictly between two; @high NULL is 1. Appends it to @key. */
static void
append_middle (GString *key, const char *low, const char *high)
{
  for (;;) {
    int a = *low ? digit (*low) : 0;
    int b = high && *high ? digit (*high) : BASE;

    if (b - a > 1) {
      g_string_append_c (key, digits[a + (b - a) / 2]);
      return;
    }
    g_string_append_c (key, digits[a]);
    if (b != a)
      high = NULL; /* below @high whatever follows */
    else
      high++;
    if (*low)
      low++;
  }
}

static char *
after (const char *low)
{
  g_autofree char *whole = g_strndup (low, whole_length (low));
  g_autofree char *next = step_whole (whole, 1);
  g_autoptr (GString) key = g_string_new (whole);

  if (next)
    return g_steal_pointer (&next);
  append_middle (key, low + strlen (whole), NULL);
  return g_strdup (key->str);
}

static char *
before (const char *high)
{
  g_autofree char *whole = g_strndup (high, whole_length (high));
  g_autofree char *previous = step_whole (whole, -1);
  g_autoptr (GString) key = g_string_new (whole);

  if (strlen (high) > strlen (whole))
    return g_steal_pointer (&whole);
  if (previous)
    return g_steal_pointer (&previous);
  return g_strdup (key->str);
}

static char *
between (const char *low, const char *high)
{
  gsize low_length = whole_length (low);
  gsize high_length = whole_length (high);
  g_autofree char *whole = g_strndup (low, low_length);
  g_autofree char *next = NULL;
  g_autoptr (GString) key = g_string_new (whole);

  if (strncmp (low, high, MAX (low_length, high_length)) == 0) {
    append_middle (key, low + low_length, high + high_length);
    return g_strdup (key->str);
  }
  next = step_whole (whole, 1);
  if (next && strcmp (next, high) < 0)
    return g_steal_pointer (&next);
  append_middle (key, low + low_length, NULL);
  return g_strdup (key->str);
}

char *
yipu_order_key_between (const char *low, const char *high)
{
  if (low && !is_valid (low))
    return g_strconcat (low, "V", NULL);
  if (high && !is_valid (high))
    high = NULL;
  if (low && high && strcmp (low, high) >= 0)
    high = NULL;
  if (!low && !high)
    return g_strdup ("a0");
  if (!low)
    return before (high);
  return high ? between (low, high) : after (low);
}
