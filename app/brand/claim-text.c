/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Normalising with a map back. Whoever wants to get past the rules writes 最 好, ㊖, zero-width
 * characters or traditional ones; the finding must still mark what stands in the field. The text is
 * cut into a character and the marks that follow it, each piece is normalised by itself, and every
 * point of the result remembers its piece. */
#include "brand/claim-text.h"

#include <string.h>
#include <unicode/utrans.h>

#define MASK 0xfffc
#define FIRST_HAN 0x3400
#define LAST_HAN 0x9fff

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_invisible (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

/* What is put between Chinese characters to hide a word from a search. */
static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xb7 || c == 0x2022 ||
         (c < 128 && strchr ("_-~*|/.", (int) c) != NULL && c != 0);
}

/* One traditional character a line, through ICU at once: opening a transliterator is slow, and
 * rules for words of several characters are not wanted, or the map back would be lost. */
static gboolean
convert_table (UTransliterator *trans, gunichar2 *table)
{
  int n = LAST_HAN - FIRST_HAN + 1;
  int capacity = 4 * n;
  g_autofree UChar *lines = g_new (UChar, (gsize) capacity);
  int32_t length = 2 * n;
  int32_t limit = 2 * n;
  UErrorCode status = U_ZERO_ERROR;

  for (int i = 0; i < n; i++) {
    lines[2 * i] = (UChar) (FIRST_HAN + i);
    lines[2 * i + 1] = '\n';
  }
  utrans_transUChars (trans, lines, &length, capacity, 0, &limit, &status);
  if (U_FAILURE (status))
    return FALSE;
  for (int i = 0, at = 0; i < n && at < length; i++) {
    int end = at;
    while (end < length && lines[end] != '\n')
      end++;
    table[i] = end - at == 1 ? lines[at] : (gunichar2) (FIRST_HAN + i);
    at = end + 1;
  }
  return TRUE;
}

static const gunichar2 *
simplified_table (void)
{
  static gsize done = 0;
  static gunichar2 *table;

  if (g_once_init_enter (&done)) {
    UErrorCode status = U_ZERO_ERROR;
    static const UChar id[] = u"Hant-Hans";
    UTransliterator *trans = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    table = g_new (gunichar2, LAST_HAN - FIRST_HAN + 1);
    if (U_FAILURE (status) || !convert_table (trans, table))
      for (int i = 0; i <= LAST_HAN - FIRST_HAN; i++)
        table[i] = (gunichar2) (FIRST_HAN + i);
    if (U_SUCCESS (status))
      utrans_close (trans);
    g_once_init_leave (&done, 1);
  }
  return table;
}

static gunichar
fold (gunichar c)
{
  if (c >= FIRST_HAN && c <= LAST_HAN)
    return simplified_table ()[c - FIRST_HAN];
  return g_unichar_tolower (c);
}

static YipuClaimText *
text_new (guint capacity)
{
  YipuClaimText *text = g_new0 (YipuClaimText, 1);

  text->points = g_new (gunichar, capacity);
  text->from = g_new (guint, capacity);
  text->to = g_new (guint, capacity);
  return text;
}

static void
append (YipuClaimText *text, gunichar c, guint from, guint to)
{
  text->points[text->n_points] = c;
  text->from[text->n_points] = from;
  text->to[text->n_points] = to;
  text->n_points++;
}

/* NFKC may give up to 18 points for one. */
static void
append_piece (YipuClaimText *text, const gunichar *piece, guint from, guint to, gboolean compatible)
{
  g_autofree char *utf8 = g_ucs4_to_utf8 (piece, to - from, NULL, NULL, NULL);
  g_autofree char *normal = utf8 ? g_utf8_normalize (utf8, -1, G_NORMALIZE_NFKC) : NULL;

  if (!compatible || !normal) {
    for (guint i = from; i < to; i++)
      append (text, fold (piece[i - from]), i, i + 1);
    return;
  }
  for (const char *at = normal; *at; at = g_utf8_next_char (at))
    append (text, fold (g_utf8_get_char (at)), from, to);
}

static void
drop_separators (YipuClaimText *text)
{
  guint kept = 0;

  for (guint i = 0; i < text->n_points; i++) {
    guint end = i;
    while (end < text->n_points && is_separator (text->points[end]))
      end++;
    if (end > i && kept > 0 && is_han (text->points[kept - 1]) && end < text->n_points &&
        is_han (text->points[end]))
      i = end;
    text->points[kept] = text->points[i];
    text->from[kept] = text->from[i];
    text->to[kept] = text->to[i];
    kept++;
  }
  text->n_points = kept;
}

YipuClaimText *
yipu_claim_text_new (const char *original, gboolean compatible)
{
  glong n;
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (original, -1, &n);
  YipuClaimText *text = text_new ((guint) n * 18 + 1);

  for (guint from = 0, to; from < (guint) n; from = to) {
    to = from + 1;
    if (is_invisible (all[from]))
      continue;
    while (to < (guint) n && g_unichar_ismark (all[to]))
      to++;
    append_piece (text, all + from, from, to, compatible);
  }
  if (compatible)
    drop_separators (text);
  return text;
}

YipuClaimText *
yipu_claim_text_copy (const YipuClaimText *text)
{
  YipuClaimText *copy = g_new0 (YipuClaimText, 1);

  copy->points = g_memdup2 (text->points, (text->n_points + 1) * sizeof *text->points);
  copy->from = g_memdup2 (text->from, (text->n_points + 1) * sizeof *text->from);
  copy->to = g_memdup2 (text->to, (text->n_points + 1) * sizeof *text->to);
  copy->n_points = text->n_points;
  return copy;
}

void
yipu_claim_text_free (YipuClaimText *text)
{
  g_free (text->points);
  g_free (text->from);
  g_free (text->to);
  g_free (text);
}

void
yipu_claim_text_mask (YipuClaimText *text, guint start, guint length)
{
  for (guint i = start; i < start + length && i < text->n_points; i++)
    text->points[i] = MASK;
}

char *
yipu_claim_text_dup (const YipuClaimText *text)
{
  return g_ucs4_to_utf8 (text->points, text->n_points, NULL, NULL, NULL);
}
