/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a hit's words stand in a text as it was typed. Words are folded, the text is not: it is
 * folded character by character. Nearly always each folded character is as long as its original, or
 * is no part of a word and can be filled up to be; then places are the same in both. Else each
 * folded byte remembers the characters it came from. */
#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"
#include "base/pinyin.h"
#include "catalog/search-question.h"
#include "catalog/search-tokenizer.h"

#define FILLER '\1'

/* @starts, @ends: for each byte of @fold, the bytes of the text it came from; NULL where they are
 * the same */
typedef struct {
  GString *fold;
  GArray *starts; /* of guint */
  GArray *ends;   /* of guint */
} Folded;

static void
folded_clear (Folded *folded)
{
  g_string_free (folded->fold, TRUE);
  g_clear_pointer (&folded->starts, g_array_unref);
  g_clear_pointer (&folded->ends, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folded, folded_clear)

/* What stays as it is, nearly all of a Chinese text, needs no folding. */
static gboolean
is_plain (const char *text)
{
  guchar c = (guchar) *text;

  return c < 0x80 || (c >= 0xe4 && c <= 0xe9 && (c > 0xe4 || (guchar) text[1] >= 0xb8));
}

static const char *
cluster_end (const char *text, const char *end)
{
  do
    text = g_utf8_next_char (text);
  while (text < end && (guchar) *text >= 0x80 && !is_plain (text) &&
         g_unichar_ismark (g_utf8_get_char (text)));
  return MIN (text, end);
}

static gboolean
has_word (const char *fold)
{
  for (; *fold != '\0'; fold = g_utf8_next_char (fold))
    if (g_unichar_isalnum (g_utf8_get_char (fold)))
      return TRUE;
  return FALSE;
}

typedef char *(*FoldFunc) (const char *text);

static char *
fold_cluster (const char *text, const char *end, FoldFunc fold)
{
  g_autofree char *part = g_strndup (text, (gsize) (end - text));

  return fold (part);
}

/* Folds in place; FALSE where a word changes its length. */
static gboolean
fold_in_place (const char *text, gsize length, GString *fold)
{
  const char *end = text + length;

  for (const char *p = text, *next; p < end; p = next) {
    g_autofree char *folded = NULL;
    gsize from, bytes;

    next = cluster_end (p, end);
    from = (gsize) (next - p);
    if (is_plain (p) && next == g_utf8_next_char (p)) {
      g_string_append_len (fold, p, (gssize) from);
      if (from == 1)
        fold->str[fold->len - 1] = g_ascii_tolower (*p);
      continue;
    }
    folded = fold_cluster (p, next, yipu_text_fold);
    bytes = strlen (folded);
    if (bytes > from || (bytes < from && has_word (folded)))
      return FALSE;
    g_string_append (fold, folded);
    for (; bytes < from; bytes++)
      g_string_append_c (fold, FILLER);
  }
  return TRUE;
}

static void
fold_with_places (const char *text, gsize length, FoldFunc func, Folded *folded)
{
  const char *end = text + length;

  g_string_truncate (folded->fold, 0);
  folded->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  folded->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = text, *next; p < end; p = next) {
    g_autofree char *fold = NULL;
    guint start = (guint) (p - text), stop;

    next = cluster_end (p, end);
    stop = (guint) (next - text);
    fold = fold_cluster (p, next, func);
    g_string_append (folded->fold, fold);
    while (folded->starts->len < folded->fold->len) {
      g_array_append_val (folded->starts, start);
      g_array_append_val (folded->ends, stop);
    }
  }
}

static Folded
fold_text (const char *text, gsize length)
{
  Folded folded = { g_string_sized_new (length), NULL, NULL };

  if (!fold_in_place (text, length, folded.fold))
    fold_with_places (text, length, yipu_text_fold, &folded);
  return folded;
}

/* Whether a run of letters or digits goes on from before @at into it. */
static gboolean
is_within_run (const char *fold, gsize at)
{
  gunichar here = g_utf8_get_char (fold + at), before;

  if (at == 0 || yipu_is_ideograph (here))
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (fold + at));
  if (g_unichar_isdigit (here))
    return g_unichar_isdigit (before);
  return g_unichar_isalpha (before) && !yipu_is_ideograph (before);
}

/* Next place of a number of the national list with that key, from @from on; its bytes. */
static gsize
find_number (const GString *fold, const char *key, gsize from, gsize *at)
{
  for (gsize i = from; i < fold->len; i++) {
    char found[YIPU_ICH_KEY_SIZE];
    gsize length = strchr ("ivx", fold->str[i]) != NULL && !is_within_run (fold->str, i)
                       ? yipu_ich_scan (fold->str + i, fold->len - i, found)
                       : 0;
    if (length > 0 && strcmp (found, key) == 0) {
      *at = i;
      return length;
    }
  }
  return 0;
}

/* Next place of @word from @from on; its bytes, 0 for none. */
static gsize
find_word (const GString *fold, const char *word, gsize from, gsize *at)
{
  const char *found = fold->str + from;

  if (g_ascii_isupper (*word))
    return find_number (fold, word, from, at);
  while ((found = strstr (found, word)) != NULL) {
    *at = (gsize) (found - fold->str);
    if (!is_within_run (fold->str, *at))
      return strlen (word);
    found++;
  }
  return 0;
}

static YipuSpan
span_of (const Folded *folded, gsize at, gsize bytes)
{
  guint start, end;

  if (folded->starts == NULL)
    return (YipuSpan){ (guint) at, (guint) bytes };
  start = g_array_index (folded->starts, guint, at);
  end = g_array_index (folded->ends, guint, at + bytes - 1);
  return (YipuSpan){ start, end - start };
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const YipuSpan *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* Spans in order and apart. */
static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++) {
    YipuSpan this = g_array_index (spans, YipuSpan, i);
    YipuSpan *last = n > 0 ? &g_array_index (spans, YipuSpan, n - 1) : NULL;

    if (last != NULL && this.start <= last->start + last->length)
      last->length = MAX (last->length, this.start + this.length - last->start);
    else
      g_array_index (spans, YipuSpan, n++) = this;
  }
  g_array_set_size (spans, n);
}

static void
mark_words (
    const YipuQuestion *question, const char *text, gsize length, gboolean *found, GArray *spans)
{
  g_auto (Folded) folded = fold_text (text, length);

  for (guint i = 0; i < question->words->len; i++) {
    gsize at = 0, bytes, from = 0;

    found[i] = FALSE;
    while ((bytes = find_word (folded.fold, question->words->pdata[i], from, &at)) > 0) {
      YipuSpan span = span_of (&folded, at, bytes);
      g_array_append_val (spans, span);
      found[i] = TRUE;
      from = at + bytes;
    }
  }
}

/* What was typed of how @parts are read. */
static gboolean
mark_reading (const char *word, const Folded *plain, const GArray *parts, GArray *spans)
{
  g_autofree char *key = yipu_pinyin_from_query (word);
  guint from = 0, first, n;

  while (key != NULL && yipu_pinyin_find (parts, key, from, &first, &n)) {
    gsize start = g_array_index (parts, YipuPinyinPart, first).start;
    gsize end = g_array_index (parts, YipuPinyinPart, first + n - 1).end;
    YipuSpan span = span_of (plain, start, end - start);

    g_array_append_val (spans, span);
    from = first + n;
  }
  return from > 0;
}

static void
mark_readings (const YipuQuestion *question, const char *name, gboolean *found, GArray *spans)
{
  g_auto (Folded) plain = { g_string_new (NULL), NULL, NULL };
  g_autoptr (GArray) parts = NULL;

  fold_with_places (name, strlen (name), yipu_pinyin_plain, &plain);
  parts = yipu_pinyin_parts (plain.fold->str);
  for (guint i = 0; i < question->words->len; i++)
    if (!found[i])
      found[i] = mark_reading (question->words->pdata[i], &plain, parts, spans);
}

static YipuSpan *
finish_spans (GArray *spans, guint *n_spans)
{
  join_spans (spans);
  *n_spans = spans->len;
  return (YipuSpan *) (gpointer) g_array_free (spans, spans->len == 0);
}

YipuSpan *
yipu_question_mark (
    const YipuQuestion *question, const char *text, gsize length, gboolean *found, guint *n_spans)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (YipuSpan));

  mark_words (question, text, length, found, spans);
  return finish_spans (spans, n_spans);
}

YipuSpan *
yipu_question_mark_name (const YipuQuestion *question,
                         const char *name,
                         gboolean *found,
                         guint *n_spans)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (YipuSpan));

  mark_words (question, name, strlen (name), found, spans);
  mark_readings (question, name, found, spans);
  return finish_spans (spans, n_spans);
}
