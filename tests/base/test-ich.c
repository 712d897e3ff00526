/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers of the national list: heritage.md's vectors, and all that was ever printed. */
#include "base/ich.h"

#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

static void
test_one_number_many_spellings (void)
{
  static const char *const spellings[] = {
    "Ⅷ-100",       "VIII—100", "Ⅷ－１００", "ⅷ–100",
    "VIII 一 100", "Ⅷ100",     "viii-0100", "V III - 1 0 0",
    "Ⅷ～100",      "Ⅷ－－100", "Ⅷ_100",     "\xe2\x80\x8bⅧ-100\xe3\x80\x80",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++) {
    char key[YIPU_ICH_KEY_SIZE] = "";
    g_assert_true (yipu_ich_key (spellings[i], key));
    g_assert_cmpstr (key, ==, "VIII-100");
  }
}

static void
test_what_is_none (void)
{
  static const char *const others[] = {
    "",       "IIII-3", "Ⅺ-3",  "Ⅷ-0",      "Ⅷ-1000",         "Ⅷ", "100", "-100",
    "Ⅷ-100a", "aⅧ-100", "VX-1", "蓝印花布", "Ⅷ-100_02_130434"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    char key[YIPU_ICH_KEY_SIZE] = "same";
    if (yipu_ich_key (others[i], key))
      g_error ("\"%s\" became %s", others[i], key);
    g_assert_cmpstr (key, ==, "same");
  }
}

static void
test_a_longer_number_begins_with_one (void)
{
  const char *text = "viii-100_02_130434";
  char key[YIPU_ICH_KEY_SIZE];

  g_assert_cmpuint (yipu_ich_scan (text, strlen (text), key), ==, strlen ("viii-100"));
  g_assert_cmpstr (key, ==, "VIII-100");
  g_assert_cmpuint (yipu_ich_scan ("iv-\xff", 4, key), ==, 0);
  g_assert_cmpuint (yipu_ich_scan ("iv-12345", 5, key), ==, 5);
  g_assert_cmpstr (key, ==, "IV-12");
}

/* The file's code column, read simply: its first two columns hold no quotes. */
static void
test_every_number_of_the_national_list (void)
{
  g_autofree char *path = g_build_filename (
      g_getenv ("YIPU_SHARED_DATA") ? g_getenv ("YIPU_SHARED_DATA") : "", "national-ich.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint rows = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("national-ich.csv is not here");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++) {
    g_auto (GStrv) cells = g_strsplit (*line, ",", 3);
    char key[YIPU_ICH_KEY_SIZE], start[YIPU_ICH_KEY_SIZE];
    g_autofree char *folded = yipu_text_fold (cells[0]);
    g_assert_true (yipu_ich_key (cells[1], key));
    g_assert_cmpuint (yipu_ich_scan (folded, strlen (folded), start), >, 0);
    g_assert_cmpstr (key, ==, start);
    rows++;
  }
  g_assert_cmpuint (rows, ==, 3610);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ich/one-number-many-spellings", test_one_number_many_spellings);
  g_test_add_func ("/ich/what-is-none-is-refused", test_what_is_none);
  g_test_add_func ("/ich/a-longer-number-begins-with-one", test_a_longer_number_begins_with_one);
  g_test_add_func ("/ich/every-number-of-the-national-list",
                   test_every_number_of_the_national_list);
  return g_test_run ();
}
