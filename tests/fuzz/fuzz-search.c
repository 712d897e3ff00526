/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words and questions: up to the first line's end the question, then a text of any bytes. What is
 * asked is an expression that FTS5 takes, a text is found by any whole word of it that is Chinese,
 * and marks lie within the text. */
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>
#include <yipu/text.h>

#include "base/ich.h"
#include "base/pinyin.h"
#include "catalog/search-question.h"
#include "catalog/search-tokenizer.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static sqlite3 *
ensure_table (void)
{
  static sqlite3 *handle;

  if (handle != NULL)
    return handle;
  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  g_assert_cmpint (yipu_words_register (handle), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (handle,
                    "CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'yipu', prefix = '1 2')",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  return handle;
}

/* How many rows the one-parameter statement gives; anything but rows and an end stops the test. */
static int
run (const char *statement, const char *text, gsize length)
{
  sqlite3_stmt *prepared = NULL;
  int code, rows = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (ensure_table (), statement, -1, &prepared, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_text (prepared, 1, text, (int) length, SQLITE_STATIC);
  while ((code = sqlite3_step (prepared)) == SQLITE_ROW)
    rows++;
  if (code != SQLITE_DONE)
    g_error ("%.*s: %s", (int) length, text, sqlite3_errmsg (ensure_table ()));
  sqlite3_finalize (prepared);
  return rows;
}

/* The first run of Chinese characters in the folded text, to look for. */
static char *
first_run (const char *folded)
{
  const char *start = folded, *end;

  while (*start != '\0' && !yipu_is_ideograph (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  for (end = start; *end != '\0' && yipu_is_ideograph (g_utf8_get_char (end));)
    end = g_utf8_next_char (end);
  return g_strndup (start, (gsize) (end - start));
}

static void
ask (const YipuQuestion *question, const char *text, gsize length)
{
  g_autofree gboolean *found = g_new0 (gboolean, question->words->len);
  guint n_spans = 0;
  g_autofree YipuSpan *spans = yipu_question_mark (question, text, length, found, &n_spans);

  run ("SELECT 1 FROM t WHERE t MATCH ?1", question->names, strlen (question->names));
  run ("SELECT 1 FROM t WHERE t MATCH ?1", question->texts, strlen (question->texts));
  for (guint i = 0; i < n_spans; i++) {
    g_assert_cmpuint (spans[i].length, >, 0);
    g_assert_cmpuint (spans[i].start + spans[i].length, <=, length);
    g_assert_true (i == 0 || spans[i].start > spans[i - 1].start + spans[i - 1].length);
  }
}

static void
look_for_itself (const char *text)
{
  g_autofree char *folded = yipu_text_fold (text);
  g_autofree char *itself = first_run (folded);
  g_autoptr (YipuQuestion) question = yipu_question_parse (itself);
  g_autoptr (GString) keys = g_string_new (NULL);

  yipu_pinyin_append_keys (keys, text);
  g_assert_true (g_str_is_ascii (keys->str));
  if (question != NULL)
    g_assert_cmpint (
        run ("SELECT 1 FROM t WHERE t MATCH ?1", question->texts, strlen (question->texts)), ==, 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize asked = end != NULL ? (gsize) (end - data) : size;
  g_autofree char *typed = g_strndup (asked > 0 ? (const char *) data : "", asked);
  g_autofree char *bytes = asked < size ? g_memdup2 (data + asked, size - asked) : NULL;
  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", size - asked);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (YipuQuestion) question = yipu_question_parse (typed);
  char key[YIPU_ICH_KEY_SIZE];

  yipu_ich_key (typed, key);
  run ("INSERT INTO t (rowid, text) VALUES (1, ?1)", bytes != NULL ? bytes : "", size - asked);
  if (question != NULL)
    ask (question, valid, strlen (valid));
  if (strlen (text) == size - asked)
    look_for_itself (valid);
  run ("DELETE FROM t WHERE rowid = 1 AND ?1 IS ?1", "", 0);
  return 0;
}
