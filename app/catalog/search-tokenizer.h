/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words as the search index knows them: any character and any two neighbours of a Chinese text,
 * so that a text of one character or more is found wherever it stands; runs of letters, and of
 * digits, of other texts; numbers of the national list by their key. All of it after NFKC and
 * without case. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Bytes of a word at most, a longer one is cut, in texts and in questions alike. */
#define YIPU_WORD_SIZE 64

/* What is tokenized: a text, or what is looked for in one. Of Chinese, a question has two
 * neighbours at a time, and a single character only where it stands alone. */
typedef enum { YIPU_WORDS_OF_TEXT, YIPU_WORDS_OF_QUESTION } YipuWordsOf;

/* @joined: stands where the word before it does. FALSE to stop. */
typedef gboolean (*YipuWordFunc) (const char *word, gsize length, gboolean joined, gpointer data);

/* Calls @func for each word of any @length bytes. FALSE when @func stopped it. Any thread. */
gboolean
yipu_words_each (const char *text, gsize length, YipuWordsOf of, YipuWordFunc func, gpointer data);

/* Whether @c is written without spaces between words: Han, kana, hangul. */
gboolean yipu_is_ideograph (gunichar c);

/* Makes the tokenizer "yipu" known to FTS5 on this connection. An SQLite code. */
int yipu_words_register (sqlite3 *handle);

G_END_DECLS
