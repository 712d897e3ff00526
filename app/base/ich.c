/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one reading of numbers such as Ⅷ-24. NFKC has turned Ⅷ into "viii" before; what is left is
 * the many strokes people use for the one between (heritage.md, "1.2"). */
#include "ich.h"

#include <string.h>
#include <yipu/text.h>

static const char *const numerals[] = {
  "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"
};

/* Bytes of the blank or stroke at @text, 0 for anything else. */
static gsize
stroke_length (const char *text, gsize length)
{
  gunichar c = g_utf8_get_char_validated (text, (gssize) length);

  if (length == 0 || c == (gunichar) -1 || c == (gunichar) -2)
    return 0;
  if (c == '-' || c == '~' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
      c == 0x30fc || c == 0x4e00 || c == ' ' || c == 0x3000 || c == 0xa0)
    return (gsize) g_unichar_to_utf8 (c, NULL);
  return 0;
}

static gsize
skip_strokes (const char *text, gsize length)
{
  gsize used = 0, n;

  while ((n = stroke_length (text + used, length - used)) > 0)
    used += n;
  return used;
}

static gsize
span (const char *text, gsize length, gboolean digits)
{
  gsize n = 0;

  while (n < length && (digits ? g_ascii_isdigit (text[n]) : g_ascii_isalpha (text[n])))
    n++;
  return n;
}

static const char *
find_numeral (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strlen (numerals[i]) == length && memcmp (numerals[i], text, length) == 0)
      return numerals[i];
  return NULL;
}

gsize
yipu_ich_scan (const char *text, gsize length, char key[YIPU_ICH_KEY_SIZE])
{
  gsize letters = span (text, length, FALSE), start, digits, end;
  const char *numeral = find_numeral (text, letters);
  g_autofree char *upper = NULL;

  if (numeral == NULL)
    return 0;
  start = letters + skip_strokes (text + letters, length - letters);
  digits = span (text + start, length - start, TRUE);
  end = start + digits;
  while (digits > 0 && text[end - digits] == '0')
    digits--;
  if (digits == 0 || digits > 3 || (end < length && g_ascii_isalpha (text[end])))
    return 0;
  upper = g_ascii_strup (numeral, -1);
  g_snprintf (key, YIPU_ICH_KEY_SIZE, "%s-%.*s", upper, (int) digits, text + end - digits);
  return end;
}

/* Spaces count for nothing, not even within the numeral or the digits. */
gboolean
yipu_ich_key (const char *text, char key[YIPU_ICH_KEY_SIZE])
{
  g_autofree char *folded = yipu_text_fold (text);
  char *to = folded;
  char found[YIPU_ICH_KEY_SIZE];

  for (const char *from = folded, *next; *from != '\0'; from = next) {
    gboolean space = g_unichar_isspace (g_utf8_get_char (from));
    next = g_utf8_next_char (from);
    if (space)
      continue;
    memmove (to, from, (gsize) (next - from));
    to += next - from;
  }
  if (to == folded || yipu_ich_scan (folded, (gsize) (to - folded), found) != (gsize) (to - folded))
    return FALSE;
  memcpy (key, found, YIPU_ICH_KEY_SIZE);
  return TRUE;
}
