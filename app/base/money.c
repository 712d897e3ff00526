/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money between integer fen and what people read and type. No floats. */
#include <yipu/money.h>

#include <string.h>
#include <yipu/text.h>

char *
yipu_money_to_string (gint64 fen)
{
  guint64 amount = fen < 0 ? -(guint64) fen : (guint64) fen;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", fen < 0 ? "-" : "", amount / 100,
                          (guint) (amount % 100));
}

/* Takes @word off the beginning of *@text, and the blanks after it. */
static gboolean
skip (const char **text, const char *word)
{
  if (!g_str_has_prefix (*text, word))
    return FALSE;
  *text += strlen (word);
  while (**text == ' ')
    (*text)++;
  return TRUE;
}

/* Adds a digit to *@fen; FALSE when it no longer fits. Counts downward, where there is one more. */
static gboolean
add_digit (gint64 *fen, int digit)
{
  return !__builtin_mul_overflow (*fen, 10, fen) && !__builtin_sub_overflow (*fen, digit, fen);
}

/* Digits, perhaps in groups of three behind commas; FALSE when there is none or too many. */
static gboolean
read_yuan (const char **text, gint64 *fen)
{
  const char *p = *text;
  gsize digits = 0; /* since the beginning or the last comma */
  gboolean grouped = FALSE;

  for (; g_ascii_isdigit (*p) || *p == ','; p++) {
    if (*p == ',') {
      if (digits == 0 || digits > 3 || (grouped && digits != 3))
        return FALSE;
      grouped = TRUE;
      digits = 0;
      continue;
    }
    if (!add_digit (fen, *p - '0'))
      return FALSE;
    digits++;
  }
  *text = p;
  return grouped ? digits == 3 : digits > 0;
}

/* One or two places behind a point, or nothing. */
static gboolean
read_places (const char **text, gint64 *fen)
{
  int places = 0;

  if (**text == '.') {
    (*text)++;
    for (; places < 2 && g_ascii_isdigit (**text); places++, (*text)++)
      if (!add_digit (fen, **text - '0'))
        return FALSE;
    if (places == 0)
      return FALSE;
  }
  for (; places < 2; places++)
    if (!add_digit (fen, 0))
      return FALSE;
  return TRUE;
}

gboolean
yipu_money_parse (const char *text, gint64 *fen)
{
  g_autofree char *trimmed = NULL, *folded = NULL;
  const char *p;
  gint64 amount = 0;
  gboolean negative;

  g_return_val_if_fail (text != NULL && fen != NULL, FALSE);
  trimmed = yipu_text_trim (text);
  p = folded = yipu_text_fold (trimmed);
  negative = skip (&p, "-") || skip (&p, "−");
  skip (&p, "¥");
  negative = negative || skip (&p, "-") || skip (&p, "−");
  if (!read_yuan (&p, &amount) || !read_places (&p, &amount))
    return FALSE;
  skip (&p, " ");
  if (!skip (&p, "元"))
    skip (&p, "yuan");
  if (*p != '\0' || (!negative && amount == G_MININT64))
    return FALSE;
  *fen = negative ? amount : -amount;
  return TRUE;
}
