/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words: a question of characters finds exactly the texts that hold it, whatever bytes come. */
#include <sqlite3.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

#include "base/pinyin.h"
#include "catalog/search-question.h"
#include "catalog/search-tokenizer.h"

static gboolean
append_word (const char *word, gsize length, gboolean joined, gpointer data)
{
  g_string_append_printf (data, "%s%.*s", joined ? "+" : " ", (int) length, word);
  return TRUE;
}

static void
assert_words (YipuWordsOf of, const char *text, const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_true (yipu_words_each (text, strlen (text), of, append_word, words));
  g_assert_cmpstr (words->str, ==, expected);
}

static void
test_words_of_a_text (void)
{
  assert_words (YIPU_WORDS_OF_TEXT, "蓝印花", " 蓝+蓝印 印+印花 花");
  assert_words (YIPU_WORDS_OF_TEXT, "蓝，印", " 蓝 印");
  assert_words (YIPU_WORDS_OF_TEXT, "Indigo CLOTH, 2nd", " indigo cloth 2 nd");
  assert_words (YIPU_WORDS_OF_TEXT, "Ⅷ－24", " viii+VIII-24 24");
  assert_words (YIPU_WORDS_OF_TEXT, "viii 一 024_01", " viii+VIII-24 一 024 01");
  assert_words (YIPU_WORDS_OF_TEXT, "𠮷野a", " 𠮷+𠮷野 野 a");
  assert_words (YIPU_WORDS_OF_TEXT, " …—、 ", "");
  assert_words (YIPU_WORDS_OF_TEXT, "", "");
}

static void
test_words_of_a_question (void)
{
  assert_words (YIPU_WORDS_OF_QUESTION, "蓝", " 蓝");
  assert_words (YIPU_WORDS_OF_QUESTION, "蓝印花", " 蓝印 印花");
  assert_words (YIPU_WORDS_OF_QUESTION, "蓝印a", " 蓝印 印 a");
  assert_words (YIPU_WORDS_OF_QUESTION, "蓝印，", " 蓝印");
  assert_words (YIPU_WORDS_OF_QUESTION, "Ⅷ－24", " VIII-24");
  assert_words (YIPU_WORDS_OF_QUESTION, "VIII-24", " VIII-24");
  assert_words (YIPU_WORDS_OF_QUESTION, "VIII-24_01", " viii 24 01");
}

typedef struct {
  gsize bytes;
  guint words;
} Count;

static gboolean
count_word (const char *word, gsize length, gboolean joined, gpointer data)
{
  Count *count = data;

  g_assert_cmpuint (length, >, 0);
  g_assert_cmpuint (length, <=, YIPU_WORD_SIZE);
  g_assert_true (g_utf8_validate (word, (gssize) length, NULL));
  count->bytes += length;
  count->words++;
  return TRUE;
}

static void
test_a_word_of_8_mib_is_cut (void)
{
  gsize size = 8 << 20;
  g_autofree char *letters = g_malloc (size);
  Count count = { 0 };

  memset (letters, 'a', size);
  g_assert_true (yipu_words_each (letters, size, YIPU_WORDS_OF_TEXT, count_word, &count));
  g_assert_cmpuint (count.words, ==, 1);
  memset (letters, 'i', size);
  memset (letters + 2, ' ', size - 3);
  g_assert_true (yipu_words_each (letters, size, YIPU_WORDS_OF_TEXT, count_word, &count));
  g_assert_cmpuint (count.words, ==, 3);
}

static void
test_any_bytes_are_survived (void)
{
  for (int round = 0; round < 5000; round++) {
    guint8 bytes[40];
    gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes + 1);
    Count count = { 0 };
    g_autofree char *text = NULL;
    g_autoptr (YipuQuestion) question = NULL;

    for (gsize i = 0; i < length; i++)
      bytes[i] = (guint8) g_test_rand_int_range (0, 256);
    yipu_words_each ((const char *) bytes, length, (YipuWordsOf) (round % 2), count_word, &count);
    text = g_strndup ((const char *) bytes, length);
    question = yipu_question_parse (text);
    g_assert_true (question == NULL || question->words->len > 0);
  }
}

static void
run (sqlite3 *handle, const char *statement)
{
  char *message = NULL;

  if (sqlite3_exec (handle, statement, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", statement, message);
}

static sqlite3 *
open_table (void)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  g_assert_cmpint (yipu_words_register (handle), ==, SQLITE_OK);
  run (handle, "CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'yipu')");
  return handle;
}

static sqlite3_stmt *
prepare (sqlite3 *handle, const char *statement, const char *text)
{
  sqlite3_stmt *prepared = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, statement, -1, &prepared, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (prepared, 1, text, -1, SQLITE_TRANSIENT);
  return prepared;
}

static void
insert (sqlite3 *handle, const char *text)
{
  sqlite3_stmt *statement = prepare (handle, "INSERT INTO t (text) VALUES (?1)", text);

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static gint64
count_matches (sqlite3 *handle, const char *expression)
{
  sqlite3_stmt *statement =
      prepare (handle, "SELECT count (*) FROM t WHERE t MATCH ?1", expression);
  gint64 count;

  if (sqlite3_step (statement) != SQLITE_ROW)
    g_error ("%s: %s", expression, sqlite3_errmsg (handle));
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

static char *
random_text (int most)
{
  static const char *const parts[] = {
    "蓝", "印", "花", "布",     "𠮷", "一", "，", "\n",     "Ⅷ",
    "-",  "2",  "a",  "\u200b", "の", "ー", "A",  "\u0301", " "
  };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, most + 1); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* The oracle: the folded text holds the folded question. */
static void
test_characters_are_found_as_substrings (void)
{
  static const char *const characters[] = { "蓝", "印", "花", "布", "𠮷", "一", "の", "ー" };
  sqlite3 *handle = open_table ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 300; i++) {
    g_autofree char *text = random_text (30);
    insert (handle, text);
    g_ptr_array_add (texts, yipu_text_fold (text));
  }
  for (int round = 0; round < 2000; round++) {
    g_autoptr (GString) typed = g_string_new (NULL);
    g_autoptr (YipuQuestion) question = NULL;
    guint expected = 0;

    for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
      g_string_append (typed, characters[g_test_rand_int_range (0, G_N_ELEMENTS (characters))]);
    for (guint i = 0; i < texts->len; i++)
      expected += strstr (texts->pdata[i], typed->str) != NULL;
    question = yipu_question_parse (typed->str);
    if (count_matches (handle, question->texts) != expected)
      g_error ("%s: %u expected", typed->str, expected);
  }
  sqlite3_close (handle);
}

/* Anything typed is an expression that FTS5 takes; what was put in is found by itself. */
static void
test_any_text_is_found_by_itself (void)
{
  for (int round = 0; round < 300; round++) {
    sqlite3 *handle = open_table ();
    g_autofree char *text = random_text (12);
    g_autoptr (YipuQuestion) question = yipu_question_parse (text);

    insert (handle, text);
    if (question != NULL && count_matches (handle, question->texts) != 1)
      g_error ("\"%s\" is not found by %s", text, question->texts);
    sqlite3_close (handle);
  }
}

static void
assert_marked (const char *text, const YipuSpan *spans, guint n_spans, const char *expected)
{
  g_autoptr (GString) marked = g_string_new (text);

  for (guint i = n_spans; i > 0; i--) {
    g_string_insert (marked, spans[i - 1].start + spans[i - 1].length, "]");
    g_string_insert (marked, spans[i - 1].start, "[");
  }
  g_assert_cmpstr (marked->str, ==, expected);
}

static void
assert_marks (const char *typed, const char *text, const char *expected)
{
  g_autoptr (YipuQuestion) question = yipu_question_parse (typed);
  g_autofree gboolean *found = g_new0 (gboolean, question->words->len);
  guint n_spans = 0;
  g_autofree YipuSpan *spans = yipu_question_mark (question, text, strlen (text), found, &n_spans);

  assert_marked (text, spans, n_spans, expected);
}

static void
test_what_was_found_is_marked (void)
{
  assert_marks ("印花", "蓝印花布的印花", "蓝[印花]布的[印花]");
  assert_marks ("布 蓝", "蓝印花布", "[蓝]印花[布]");
  assert_marks ("蓝印 印花", "蓝印花布", "[蓝印花]布");
  assert_marks ("indi", "Ｉｎｄｉｇｏ windigo", "[Ｉｎｄｉ]ｇｏ windigo");
  assert_marks ("VIII—24", "号Ⅷ－２４，VIII-240", "号[Ⅷ－２４]，VIII-240");
  assert_marks ("e\u0301", "cafe\u0301 \u00c9t\u00e9", "cafe\u0301 [\u00c9]t\u00e9");
  assert_marks ("a", "竹编", "竹编");
}

static void
assert_marks_name (const char *typed, const char *name, const char *expected)
{
  g_autoptr (YipuQuestion) question = yipu_question_parse (typed);
  g_autofree gboolean *found = g_new0 (gboolean, question->words->len);
  guint n_spans = 0;
  g_autofree YipuSpan *spans = yipu_question_mark_name (question, name, found, &n_spans);

  assert_marked (name, spans, n_spans, expected);
}

static void
test_what_was_read_is_marked (void)
{
  assert_marks_name ("lanyinhuabu", "蓝印花布", "[蓝印花布]");
  assert_marks_name ("lyhb", "南通蓝印花布", "南通[蓝印花布]");
  assert_marks_name ("huab", "蓝印花布", "蓝印[花布]");
  assert_marks_name ("yin", "蓝印花布", "蓝[印]花布");
  assert_marks_name ("zq", "重庆", "[重庆]");
  assert_marks_name ("chongq", "重庆", "[重庆]");
  assert_marks_name ("lü", "绿豆", "[绿]豆");
  assert_marks_name ("nt hb", "南通 蓝印花布", "[南通] 蓝印[花布]");
  assert_marks_name ("blue hb", "Ｂlue 花布", "[Ｂlue] [花布]");
  assert_marks_name ("hua", "花，花 huà", "[花]，[花] [huà]");
  assert_marks_name ("tx2", "Ｔ恤2号", "[Ｔ恤2]号");
  assert_marks_name ("xyz", "蓝印花布", "蓝印花布");
}

/* Whatever finds a name by its keys marks something of it, and what is marked was typed. */
static void
test_every_key_marks_its_name (void)
{
  static const char *const parts[] = { "蓝", "印", "重", "庆", "单", "行", "绿", "乐", "2",
                                       "号", "T",  "（", "）", " ",  "é",  "Ｂ", "𠮷", "长" };

  for (int round = 0; round < 3000; round++) {
    g_autoptr (GString) name = g_string_new (NULL), keys = g_string_new (NULL);
    g_auto (GStrv) typed = NULL;

    for (int n = g_test_rand_int_range (1, 7); n > 0; n--)
      g_string_append (name, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
    yipu_pinyin_append_keys (keys, name->str);
    typed = g_strsplit (keys->str, " ", -1);
    for (guint i = 0; typed[i] != NULL; i++) {
      g_autofree char *begun =
          g_strndup (typed[i], (gsize) g_test_rand_int_range (1, (gint32) strlen (typed[i]) + 2));
      g_autoptr (YipuQuestion) question = yipu_question_parse (begun);
      gboolean found[8] = { FALSE };
      guint n_spans = 0;
      g_autofree YipuSpan *spans =
          question != NULL ? yipu_question_mark_name (question, name->str, found, &n_spans) : NULL;

      /* "x2" is a number of the national list. */
      if (question != NULL && strcmp (question->words->pdata[0], begun) == 0 &&
          (!found[0] || n_spans == 0))
        g_error ("\"%s\" marks nothing in %s", begun, name->str);
      for (guint s = 0; s < n_spans; s++)
        g_assert_true (
            g_utf8_validate (name->str + spans[s].start, (gssize) spans[s].length, NULL));
    }
  }
}

static void
test_nothing_to_look_for (void)
{
  static const char *const empty[] = { "", "   ", "，。", "\"", "*", "\u200b", "- -" };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    g_assert_null (yipu_question_parse (empty[i]));
}

static void
test_a_question_has_bounds (void)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autoptr (YipuQuestion) question = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (typed, "蓝 ");
  question = yipu_question_parse (typed->str);
  g_assert_cmpuint (question->words->len, <=, 8);
  g_assert_cmpuint (strlen (question->names), <, 2000);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/search/words/of-a-text", test_words_of_a_text);
  g_test_add_func ("/search/words/of-a-question", test_words_of_a_question);
  g_test_add_func ("/search/words/a-word-of-8-mib-is-cut", test_a_word_of_8_mib_is_cut);
  g_test_add_func ("/search/words/any-bytes-are-survived", test_any_bytes_are_survived);
  g_test_add_func ("/search/words/characters-are-found-as-substrings",
                   test_characters_are_found_as_substrings);
  g_test_add_func ("/search/words/any-text-is-found-by-itself", test_any_text_is_found_by_itself);
  g_test_add_func ("/search/words/what-was-found-is-marked", test_what_was_found_is_marked);
  g_test_add_func ("/search/words/what-was-read-is-marked", test_what_was_read_is_marked);
  g_test_add_func ("/search/words/every-key-marks-its-name", test_every_key_marks_its_name);
  g_test_add_func ("/search/words/nothing-to-look-for", test_nothing_to_look_for);
  g_test_add_func ("/search/words/a-question-has-bounds", test_a_question_has_bounds);
  return g_test_run ();
}
