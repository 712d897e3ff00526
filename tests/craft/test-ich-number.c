/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of the national list: the vectors of heritage.md §1.2, and every row of the list. */
#include <string.h>
#include <yipu/heritage.h>
#include <yipu/init.h>
#include <yipu/vocabulary.h>

static void
test_spellings_have_one_key (void)
{
  static const char *const spellings[] = { "Ⅷ-100",       "VIII—100", "Ⅷ－１００", "ⅷ–100",
                                           "VIII 一 100", "Ⅷ100",     "viii-0100" };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++) {
    g_autofree char *key = yipu_ich_number_key (spellings[i]);
    g_autofree char *display = yipu_ich_number_display (spellings[i]);

    g_assert_cmpstr (key, ==, "VIII-100");
    g_assert_cmpstr (display, ==, "Ⅷ-100");
    g_assert_cmpint (yipu_ich_number_category (spellings[i]), ==, 8);
  }
}

static void
test_others_are_refused (void)
{
  static const char *const others[] = { NULL,     "",     "IIII-3", "Ⅺ-3",  "Ⅷ-0",
                                        "Ⅷ-1000", "Ⅷ-",   "-3",     "八-3", "VIII-100_02_130434",
                                        "Ⅷ-3a",   "XI-3", "ⅧⅧ-3" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_assert_null (yipu_ich_number_key (others[i]));
    g_assert_null (yipu_ich_number_display (others[i]));
    g_assert_cmpint (yipu_ich_number_category (others[i]), ==, 0);
  }
}

static void
test_every_category_has_its_numeral (void)
{
  guint n_terms;
  const YipuTerm *terms = yipu_vocabulary_terms ("ich_categories", &n_terms);

  for (guint i = 0; i < n_terms; i++) {
    const char *numeral = json_object_get_string_member (terms[i].object, "numeral");
    g_autofree char *text = g_strconcat (numeral, "-24", NULL);
    g_autofree char *display = yipu_ich_number_display (text);

    g_assert_cmpstr (display, ==, text);
    g_assert_cmpint (yipu_ich_number_category (text), ==, (int) i + 1);
  }
}

/* Splits the plain columns before the first quoted one; enough for number and category. */
static void
check_row (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", 5);
  g_autofree char *key = yipu_ich_number_key (cells[1]);
  const YipuTerm *category = yipu_vocabulary_find ("ich_categories", cells[3]);

  g_assert_nonnull (key);
  g_assert_cmpstr (key, ==, cells[1]);
  g_assert_nonnull (category);
  g_assert_cmpint (yipu_ich_number_category (key), ==, g_ascii_strtoll (category->id, NULL, 10));
  g_assert_cmpint (g_ascii_strtoll (strchr (key, '-') + 1, NULL, 10), <=,
                   json_object_get_int_member (category->object, "highest_number_seen"));
}

static void
test_every_row_of_the_list (void)
{
  const char *folder = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "national-ich.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rows = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("the national list is not here");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n_rows++)
    check_row (lines[i]);
  g_assert_cmpuint (n_rows, ==, 3610);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ich-number/spellings-have-one-key", test_spellings_have_one_key);
  g_test_add_func ("/ich-number/others-are-refused", test_others_are_refused);
  g_test_add_func ("/ich-number/every-category-has-its-numeral",
                   test_every_category_has_its_numeral);
  g_test_add_func ("/ich-number/every-row-of-the-list", test_every_row_of_the_list);
  return g_test_run ();
}
