/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In a text, a Chinese character stands at a position of its own, alone and joined with the next:
 * a question of n characters is then n - 1 pairs in a row, which is exactly a search for the
 * substring, and a question of one is the character itself. */
#include "catalog/search-tokenizer.h"

#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"

gboolean
yipu_is_ideograph (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3fffd) ||
         (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x3005 && c <= 0x3007) ||
         (c >= 0x3041 && c <= 0x318f) || (c >= 0xf900 && c <= 0xfaff);
}

/* As g_utf8_get_char(), without a call for what most texts are made of. */
static inline gunichar
char_at (const char *text)
{
  guchar c = (guchar) *text;

  if (c < 0x80)
    return c;
  if ((c & 0xf0) == 0xe0)
    return (gunichar) (c & 0xf) << 12 | (gunichar) (text[1] & 0x3f) << 6 | (text[2] & 0x3f);
  return g_utf8_get_char (text);
}

typedef enum { NOTHING, IDEOGRAPH, LETTER, DIGIT } Sort;

static Sort
sort_of (gunichar c)
{
  if (yipu_is_ideograph (c))
    return IDEOGRAPH;
  if (g_unichar_isdigit (c))
    return DIGIT;
  return g_unichar_isalpha (c) || g_unichar_ismark (c) ? LETTER : NOTHING;
}

/* Where a text has been read to. */
typedef struct {
  const char *at;
  const char *end;
  YipuWordsOf of;
  YipuWordFunc func;
  gpointer data;
  const char *held; /* of a question: the last of a row of characters, said if a word follows */
} Words;

static gsize
char_length (const char *text)
{
  return (gsize) (g_utf8_next_char (text) - text);
}

static gboolean
say (Words *words, const char *word, gsize length, gboolean joined)
{
  if (length > YIPU_WORD_SIZE) {
    length = YIPU_WORD_SIZE;
    while ((word[length] & 0xc0) == 0x80)
      length--;
  }
  return words->func (word, length, joined, words->data);
}

static gboolean
say_held (Words *words)
{
  const char *held = g_steal_pointer (&words->held);

  return held == NULL || say (words, held, char_length (held), FALSE);
}

static gboolean
say_ideograph (Words *words, const char *this, const char *next, gboolean pair, gboolean first)
{
  gsize both = pair ? (gsize) (next - this) + char_length (next) : 0;

  if (words->of == YIPU_WORDS_OF_TEXT)
    return say (words, this, char_length (this), FALSE) && (!pair || say (words, this, both, TRUE));
  if (pair)
    return say (words, this, both, FALSE);
  if (first)
    return say (words, this, char_length (this), FALSE);
  words->held = this;
  return TRUE;
}

static gboolean
read_ideographs (Words *words)
{
  gboolean first = TRUE, pair = TRUE;

  while (pair) {
    const char *this = words->at, *next = g_utf8_next_char (this);
    pair = next < words->end && yipu_is_ideograph (char_at (next));
    words->at = next;
    if (!say_ideograph (words, this, next, pair, first))
      return FALSE;
    first = FALSE;
  }
  return TRUE;
}

/* A run of letters may begin a number of the national list, which is then a word beside it; a
 * question that is one and nothing else is that word alone. */
static gboolean
read_run (Words *words, Sort sort)
{
  const char *start = words->at;
  char key[YIPU_ICH_KEY_SIZE];
  gsize number = sort == LETTER ? yipu_ich_scan (start, (gsize) (words->end - start), key) : 0;

  if (number > 0 && words->of == YIPU_WORDS_OF_QUESTION && start + number == words->end) {
    words->at = words->end;
    return say (words, key, strlen (key), FALSE);
  }
  while (words->at < words->end && sort_of (char_at (words->at)) == sort)
    words->at = g_utf8_next_char (words->at);
  return say (words, start, (gsize) (words->at - start), FALSE) &&
         (number == 0 || words->of == YIPU_WORDS_OF_QUESTION ||
          say (words, key, strlen (key), TRUE));
}

static gboolean
read_all (Words *words)
{
  while (words->at < words->end) {
    Sort sort = sort_of (char_at (words->at));

    if (sort == NOTHING)
      words->at = g_utf8_next_char (words->at);
    else if (!say_held (words) ||
             !(sort == IDEOGRAPH ? read_ideographs (words) : read_run (words, sort)))
      return FALSE;
  }
  return TRUE;
}

gboolean
yipu_words_each (const char *text, gsize length, YipuWordsOf of, YipuWordFunc func, gpointer data)
{
  g_autofree char *copy = g_malloc (length + 1);
  g_autofree char *folded = NULL;
  Words words = { .of = of, .func = func, .data = data };

  memcpy (copy, text, length);
  copy[length] = '\0';
  for (char *nul = copy; (nul = memchr (nul, '\0', length - (gsize) (nul - copy))) != NULL;)
    *nul = ' ';
  folded = yipu_text_fold (copy);
  words.at = folded;
  words.end = folded + strlen (folded);
  return read_all (&words);
}

/* What FTS5 gives and takes. */
typedef struct {
  int (*func) (void *, int, const char *, int, int, int);
  void *context;
  int code;
} Sink;

static gboolean
pass_on (const char *word, gsize length, gboolean joined, gpointer data)
{
  Sink *sink = data;

  sink->code =
      sink->func (sink->context, joined ? FTS5_TOKEN_COLOCATED : 0, word, (int) length, 0, 0);
  return sink->code == SQLITE_OK;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          int (*func) (void *, int, const char *, int, int, int))
{
  Sink sink = { func, context, SQLITE_OK };
  YipuWordsOf of = flags & FTS5_TOKENIZE_QUERY ? YIPU_WORDS_OF_QUESTION : YIPU_WORDS_OF_TEXT;

  if (text != NULL && length > 0)
    yipu_words_each (text, (gsize) length, of, pass_on, &sink);
  return sink.code;
}

/* There is nothing to keep, but FTS5 takes NULL for a failure. */
static int
create (void *context, const char **arguments, int n_arguments, Fts5Tokenizer **tokenizer)
{
  static char nothing;

  *tokenizer = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
}

static fts5_api *
find_fts5 (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step (statement);
  }
  sqlite3_finalize (statement);
  return api;
}

int
yipu_words_register (sqlite3 *handle)
{
  fts5_tokenizer methods = { create, delete, tokenize };
  fts5_api *api = find_fts5 (handle);

  return api != NULL ? api->xCreateTokenizer (api, "yipu", NULL, &methods, NULL) : SQLITE_ERROR;
}
