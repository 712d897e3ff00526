/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text: blanks of every script, lengths in code points, folding that is done once for all. */
#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

static void
assert_trims (const char *text, const char *expected)
{
  g_autofree char *trimmed = yipu_text_trim (text);

  g_assert_cmpstr (trimmed, ==, expected);
}

static void
test_blanks_at_both_ends_go (void)
{
  assert_trims ("", "");
  assert_trims (" \t\n ", "");
  assert_trims ("\u3000\u00a0\u200b\ufeff 蓝印花布\u2060\u3000", "蓝印花布");
  assert_trims (" 芦苇 编 ", "芦苇 编");
  assert_trims ("a\u200bb", "a\u200bb");
  assert_trims ("\u200d𠮷\u200c", "𠮷");
}

static void
test_equal_looks_are_equal_bytes (void)
{
  assert_trims ("Mia\u0301o", "Mi\u00e1o");
  assert_trims ("u\u0308\u0304", "\u01d6");
}

static void
test_length_is_code_points_after_trimming (void)
{
  g_assert_cmpuint (yipu_text_length (NULL), ==, 0);
  g_assert_cmpuint (yipu_text_length (" \u3000"), ==, 0);
  g_assert_cmpuint (yipu_text_length (" 𠮷野家 "), ==, 3);
  g_assert_cmpuint (yipu_text_length ("e\u0301"), ==, 1);
  g_assert_cmpuint (yipu_text_length ("x\u0301"), ==, 2);
}

static void
assert_folds (const char *text, const char *expected)
{
  g_autofree char *folded = yipu_text_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold_sees_what_is_the_same (void)
{
  assert_folds ("Indigo", "indigo");
  assert_folds ("ＩＮＤＩＧＯ　１２", "indigo 12");
  assert_folds ("Ⅷ－２４", "viii-24");
  assert_folds ("蓝\u200b印\ufeff花布（一）", "蓝印花布(一)");
  assert_folds ("E\u200d\u0301", "\u00e9");
  assert_folds ("𠮷", "𠮷");
}

/* Twice folded is once folded, for every character there is, and every pair with an accent. */
static void
test_fold_is_done_once_for_all (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++) {
    char text[16] = { 0 };
    g_autofree char *once = NULL, *twice = NULL;
    int n = g_unichar_validate (c) ? g_unichar_to_utf8 (c, text) : 0;

    if (n == 0)
      continue;
    g_unichar_to_utf8 (0x301, text + n);
    once = yipu_text_fold (text);
    twice = yipu_text_fold (once);
    if (!g_str_equal (once, twice))
      g_error ("U+%04X folds to \"%s\", then to \"%s\"", c, once, twice);
  }
}

/* The oracle: everything by normalising, nothing by itself. */
static char *
fold_by_normalizing (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) lower = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!(c >= 0x200b && c <= 0x200d) && c != 0x2060 && c != 0xfeff && c != 0x180e)
      g_string_append_unichar (lower, g_unichar_tolower (c));
  }
  return g_utf8_normalize (lower->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

static void
test_fold_in_parts_equals_fold_of_all (void)
{
  static const char *const parts[] = { "a",      "Ｅ",     "E",      "\u0301", "\u0327", "\u200d",
                                       "蓝",     "，",     "\u3000", "Ⅷ",      "か",     "\u3099",
                                       "\u1100", "\u1161", "𠮷",     "\xff",   "ｶ",      "ﾞ",
                                       "一",     "¨",      "1",      "K" };

  for (int round = 0; round < 20000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *folded = NULL, *expected = NULL;

    for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
      g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
    folded = yipu_text_fold (text->str);
    expected = fold_by_normalizing (text->str);
    g_assert_cmpstr (folded, ==, expected);
  }
}

/* Random texts of what makes trouble: marks, blanks, zero widths, beyond the BMP, broken bytes. */
/* Every character beside every sort of neighbour comes out as GLib composes it, whether or not it
 * was looked at only. */
static void
test_trim_composes_every_character (void)
{
  static const gunichar neighbours[] = { 'a', 0x301, 0x5b57, 0x3099, 0xac00, 0x11a8 };

  for (gunichar c = 1; c < 0x30000; c++)
    for (gsize i = 0; i < G_N_ELEMENTS (neighbours); i++) {
      g_autoptr (GString) text = g_string_new ("x");
      g_autofree char *composed = NULL, *trimmed = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_string_append_unichar (text, c);
      g_string_append_unichar (text, neighbours[i]);
      g_string_append (text, "x");
      composed = g_utf8_normalize (text->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      trimmed = yipu_text_trim (text->str);
      if (strcmp (trimmed, composed) != 0)
        g_error ("U+%04X beside U+%04X: %s, not %s", c, neighbours[i], trimmed, composed);
    }
}

static void
test_trim_mends_any_bytes (void)
{
  for (int round = 0; round < 20000; round++) {
    guint8 bytes[6] = { 0 };
    g_autofree char *valid = NULL, *trimmed = NULL, *again = NULL;

    for (gsize i = 0; i + 1 < sizeof bytes; i++)
      bytes[i] = (guint8) g_test_rand_int_range (i == 0 ? 0xc0 : 0x40, 256);
    valid = g_utf8_make_valid ((const char *) bytes, -1);
    trimmed = yipu_text_trim ((const char *) bytes);
    again = yipu_text_trim (valid);
    g_assert_cmpstr (trimmed, ==, again);
  }
}

static void
test_trim_is_done_once_for_all (void)
{
  static const char *const parts[] = { " ",      "\u3000", "\u200b", "\u0301", "a",    "\u00e9",
                                       "\u1100", "\u1161", "\u11a8", "𠮷",     "\xff", "\xe4\xb8",
                                       "\u0327", "蓝",     "\ufeff", "\u2000" };

  for (int round = 0; round < 20000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *once = NULL, *twice = NULL;

    for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
      g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
    once = yipu_text_trim (text->str);
    twice = yipu_text_trim (once);
    g_assert_true (g_utf8_validate (once, -1, NULL));
    g_assert_cmpstr (once, ==, twice);
    g_assert_cmpuint (yipu_text_length (text->str), ==, g_utf8_strlen (once, -1));
  }
}

static void
test_pick_takes_the_other_where_one_is_empty (void)
{
  const char *zh = "蓝印花布", *en = "Blue calico";

  g_assert_cmpstr (yipu_text_pick (zh, en), ==, yipu_text_is_chinese () ? zh : en);
  g_assert_cmpstr (yipu_text_pick (zh, NULL), ==, zh);
  g_assert_cmpstr (yipu_text_pick (zh, ""), ==, zh);
  g_assert_cmpstr (yipu_text_pick (NULL, en), ==, en);
  g_assert_cmpstr (yipu_text_pick ("", en), ==, en);
  g_assert_null (yipu_text_pick (NULL, NULL));
}

static void
test_speaks (gconstpointer data)
{
  const char *const *cases = data; /* LANGUAGE, then "zh" or "" */

  if (g_test_subprocess ()) {
    g_assert_cmpint (yipu_text_is_chinese (), ==, g_str_equal (g_getenv ("EXPECT"), "zh"));
    return;
  }
  g_setenv ("LANGUAGE", cases[0], TRUE);
  g_setenv ("EXPECT", cases[1], TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("LANGUAGE");
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  static const char *const chinese[] = { "zh_CN", "zh" }, *const english[] = { "en_GB:zh_CN", "" },
                           *const other[] = { "eo:zh_CN", "zh" }, *const none[] = { "", "" };

  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/text/blanks-at-both-ends-go", test_blanks_at_both_ends_go);
  g_test_add_func ("/text/equal-looks-are-equal-bytes", test_equal_looks_are_equal_bytes);
  g_test_add_func ("/text/length-is-code-points-after-trimming",
                   test_length_is_code_points_after_trimming);
  g_test_add_func ("/text/fold-sees-what-is-the-same", test_fold_sees_what_is_the_same);
  g_test_add_func ("/text/fold-is-done-once-for-all", test_fold_is_done_once_for_all);
  g_test_add_func ("/text/fold-in-parts-equals-fold-of-all", test_fold_in_parts_equals_fold_of_all);
  g_test_add_func ("/text/trim-composes-every-character", test_trim_composes_every_character);
  g_test_add_func ("/text/trim-mends-any-bytes", test_trim_mends_any_bytes);
  g_test_add_func ("/text/trim-is-done-once-for-all", test_trim_is_done_once_for_all);
  g_test_add_func ("/text/pick-takes-the-other-where-one-is-empty",
                   test_pick_takes_the_other_where_one_is_empty);
  g_test_add_data_func ("/text/speaks/chinese", chinese, test_speaks);
  g_test_add_data_func ("/text/speaks/english-before-chinese", english, test_speaks);
  g_test_add_data_func ("/text/speaks/a-language-without-translation-is-passed-over", other,
                        test_speaks);
  g_test_add_data_func ("/text/speaks/no-language", none, test_speaks);
  return g_test_run ();
}
