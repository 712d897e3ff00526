/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question is words between spaces; a record has them all. Each word is a phrase to FTS5, cut up
 * by our own tokenizer; a Latin one may be the beginning of a longer. */
#include "catalog/search-question.h"

#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"
#include "base/pinyin.h"
#include "catalog/search-tokenizer.h"

/* More of either is no search as one types, and costs. */
#define MOST_WORDS 8
#define MOST_CHARACTERS 200
/* A shorter beginning is that of too many words of a text. */
#define LEAST_BEGINNING 3

/* The last word the tokenizer made of a phrase. */
typedef struct {
  gsize length;
  gboolean open; /* may be the beginning of a longer one */
} LastWord;

static gboolean
note_last (const char *word, gsize length, gboolean joined, gpointer data)
{
  LastWord *last = data;

  last->length = length;
  last->open = !yipu_is_ideograph (g_utf8_get_char (word)) && !g_ascii_isupper (*word);
  return TRUE;
}

static void
append_phrase (GString *out, const char *word, gboolean open)
{
  g_string_append_c (out, '"');
  for (const char *p = word; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *p);
  }
  g_string_append (out, open ? "\"*" : "\"");
}

static void
append_and (GString *out)
{
  if (out->len > 0)
    g_string_append (out, " AND ");
}

/* Asks for @word in both tables, and for what pinyin it may be in that of names. */
static void
ask (GString *names, GString *texts, const char *word, const LastWord *last)
{
  g_autofree char *key = last->open ? yipu_pinyin_from_query (word) : NULL;

  append_and (names);
  append_and (texts);
  append_phrase (texts, word, last->open && last->length >= LEAST_BEGINNING);
  if (key != NULL && strcmp (key, word) != 0) {
    g_string_append_c (names, '(');
    append_phrase (names, word, TRUE);
    g_string_append (names, " OR ");
    append_phrase (names, key, TRUE);
    g_string_append_c (names, ')');
  } else
    append_phrase (names, word, last->open);
}

typedef struct {
  GPtrArray *words;
  GString *names;
  GString *texts;
} Builder;

static void
add_word (Builder *builder, const char *word)
{
  LastWord last = { 0 };

  yipu_words_each (word, strlen (word), YIPU_WORDS_OF_QUESTION, note_last, &last);
  if (last.length == 0 || builder->words->len == MOST_WORDS)
    return;
  ask (builder->names, builder->texts, word, &last);
  g_ptr_array_add (builder->words, g_strdup (word));
}

/* A number of the national list may go on, as in Ⅷ-100_02_130434: its key, then the rest. */
static void
add_typed (Builder *builder, const char *word)
{
  char key[YIPU_ICH_KEY_SIZE];
  gsize number = yipu_ich_scan (word, strlen (word), key);

  if (number > 0)
    add_word (builder, key);
  if (word[number] != '\0')
    add_word (builder, word + number);
}

static char *
fold_question (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cut =
      g_utf8_substring (valid, 0, MIN (MOST_CHARACTERS, g_utf8_strlen (valid, -1)));
  g_autofree char *folded = yipu_text_fold (cut);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n\r", -1);
  GString *fold = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (fold, "%s%s", fold->len > 0 ? " " : "", words[i]);
  return g_string_free (fold, FALSE);
}

YipuQuestion *
yipu_question_parse (const char *text)
{
  g_autofree char *fold = fold_question (text);
  g_auto (GStrv) words = g_strsplit (fold, " ", -1);
  Builder builder = { g_ptr_array_new_with_free_func (g_free), g_string_new (NULL),
                      g_string_new (NULL) };
  YipuQuestion *question = g_new (YipuQuestion, 1);
  char key[YIPU_ICH_KEY_SIZE];

  if (yipu_ich_key (fold, key))
    add_word (&builder, key);
  else
    for (guint i = 0; words[i] != NULL; i++)
      add_typed (&builder, words[i]);
  *question =
      (YipuQuestion){ g_steal_pointer (&fold), builder.words, g_string_free (builder.names, FALSE),
                      g_string_free (builder.texts, FALSE) };
  if (question->words->len == 0)
    g_clear_pointer (&question, yipu_question_free);
  return question;
}

void
yipu_question_free (YipuQuestion *question)
{
  g_free (question->fold);
  g_ptr_array_unref (question->words);
  g_free (question->names);
  g_free (question->texts);
  g_free (question);
}
