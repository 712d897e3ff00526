/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pinyin: what people would type to find a name, codes made of names, and the order of lists. */
#include "base/pinyin.h"

#include <string.h>
#include <yipu/init.h>
#include <yipu/text.h>

#include "base/collate.h"
#include "base/pinyin-readings.h"

static void
assert_pinyin (const char *text, const char *expected)
{
  g_autofree char *pinyin = yipu_text_pinyin (text);

  g_assert_cmpstr (pinyin, ==, expected);
}

static void
test_the_likely_reading (void)
{
  assert_pinyin ("蓝印花布", "lanyinhuabu");
  assert_pinyin ("重庆", "chongqing");
  assert_pinyin ("长沙", "changsha");
  assert_pinyin ("六安", "luan");
  assert_pinyin ("蚌埠", "bengbu");
  assert_pinyin ("乐清", "yueqing");
  assert_pinyin ("单秀英", "shanxiuying");
  assert_pinyin ("曾凡", "zengfan");
  assert_pinyin ("被单", "beidan");
  assert_pinyin ("绿豆", "lvdou");
  assert_pinyin ("Ｔ恤 2号（大）", "txu2haoda");
  assert_pinyin ("Miáo", "miao");
  assert_pinyin ("、。", "");
  assert_pinyin ("", "");
}

static void
assert_slug (const char *text, gsize limit, const char *expected)
{
  g_autofree char *slug = yipu_text_slug (text, limit);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_slugs_are_cut_between_characters (void)
{
  assert_slug ("蓝印花布（小）", 40, "lanyinhuabu-xiao");
  assert_slug ("蓝印花布（小）", 16, "lanyinhuabu-xiao");
  assert_slug ("蓝印花布（小）", 15, "lanyinhuabu");
  assert_slug ("蓝印花布（小）", 10, "lanyinhua");
  assert_slug ("—— 芦苇 / ../编 ——", 40, "luwei-bian");
  assert_slug ("Indigo", 3, "ind");
  assert_slug ("😀", 16, "");
}

/* Whether one of the keys of @text begins with @typed. */
static gboolean
is_found (const char *text, const char *typed)
{
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autofree char *key = yipu_pinyin_from_query (typed);
  g_autofree char *wanted = g_strconcat (" ", key, NULL);

  yipu_pinyin_append_keys (keys, text);
  return key != NULL && strstr (keys->str, wanted) != NULL;
}

static void
test_names_are_found_by_what_is_typed (void)
{
  static const char *const found[][2] = {
    { "蓝印花布", "lanyinhuabu" },
    { "蓝印花布", "lyhb" },
    { "蓝印花布", "LanY" },
    { "蓝印花布", "huabu" },
    { "蓝印花布", "hb" },
    { "重庆漆器", "cqqq" },
    { "重庆漆器", "zqqq" },
    { "重庆漆器", "zhongqing" },
    { "长沙", "cs" },
    { "长沙", "zs" },
    { "绿茶", "lvcha" },
    { "绿茶", "lucha" },
    { "绿茶", "lǜchá" },
    { "西安", "xi'an" },
    { "T恤", "tx" },
    { "2号绣", "2h" },
    { "单家", "sj" },
    { "单家", "dj" },
  };
  static const char *const missed[][2] = {
    { "蓝印花布", "anyin" }, { "蓝印花布", "lanhua" }, { "蓝印花布", "lanyinhuabux" },
    { "蓝印花布", "蓝" },    { "蓝印花布", "-" },      { "Indigo", "indigo" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    if (!is_found (found[i][0], found[i][1]))
      g_error ("%s is not found by %s", found[i][0], found[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (missed); i++)
    if (is_found (missed[i][0], missed[i][1]))
      g_error ("%s is found by %s", missed[i][0], missed[i][1]);
}

/* One random spelling of @parts from @start: two characters at most read otherwise than
 * usual, one where it starts within. */
static char *
spell (const YipuPinyinPart *parts, guint n, guint start, gboolean initials)
{
  GString *out = g_string_new (NULL);
  int others = start == 0 ? 2 : 1;

  for (guint i = start; i < n; i++) {
    guint k = (guint) g_test_rand_int_range (0, (int) parts[i].n_readings);
    if (others == 0)
      k = 0;
    others -= k > 0;
    g_string_append_len (out, parts[i].readings[k],
                         initials && !parts[i].digits ? 1 : (gssize) parts[i].lengths[k]);
  }
  return g_string_free (out, FALSE);
}

static void
test_any_spelling_of_a_long_text_is_a_key (void)
{
  static const char *const letters[] = { "重", "长", "乐", "蓝", "印", "行",
                                         "a",  "7",  "绿", "，", "𠮷" };

  for (int round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new ("布");
    g_autofree char *plain = NULL, *typed = NULL;
    g_autoptr (GArray) parts = NULL;

    for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
      g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
    plain = yipu_pinyin_plain (text->str);
    parts = yipu_pinyin_parts (plain);
    typed = spell ((YipuPinyinPart *) (gpointer) parts->data, parts->len,
                   (guint) g_test_rand_int_range (0, (int) parts->len),
                   g_test_rand_int_range (0, 2) == 1);
    if (!is_found (text->str, typed))
      g_error ("%s is not found by %s", text->str, typed);
  }
}

/* A title of 200 characters that all have four readings must not fill the disk. */
static void
test_keys_of_the_worst_text_stay_small (void)
{
  g_autoptr (GString) text = g_string_new (NULL), keys = g_string_new (NULL);

  for (int i = 0; i < 200; i++)
    g_string_append (text, "重");
  yipu_pinyin_append_keys (keys, text->str);
  g_assert_cmpuint (keys->len, <, 1024 * 1024);
}

static void
test_our_list_can_be_searched (void)
{
  for (guint i = 1; i < yipu_n_polyphones; i++)
    g_assert_cmpuint (yipu_polyphones[i - 1].character, <, yipu_polyphones[i].character);
  for (guint i = 1; i < yipu_n_surnames; i++)
    g_assert_cmpuint (yipu_surnames[i - 1].character, <, yipu_surnames[i].character);
  for (guint i = 0; i < yipu_n_sure_words; i++) {
    g_auto (GStrv) readings = g_strsplit (yipu_sure_words[i].readings, " ", -1);
    g_assert_cmpuint (g_strv_length (readings), ==, g_utf8_strlen (yipu_sure_words[i].word, -1));
    g_assert_true (i == 0 || g_utf8_get_char (yipu_sure_words[i - 1].word) <=
                                 g_utf8_get_char (yipu_sure_words[i].word));
  }
}

static void
test_lists_are_in_the_order_of_pinyin (void)
{
  static const char *const order[] = { "",          "2号",  "10号", "芭蕉", "蓝印花布",
                                       "蓝印花布2", "芦苇", "云锦", "扎染", "indigo" };

  for (gsize i = 1; i < G_N_ELEMENTS (order); i++) {
    g_autoptr (GBytes) a = yipu_collate_key (order[i - 1]), b = yipu_collate_key (order[i]);
    g_assert_cmpint (yipu_text_compare (order[i - 1], order[i]), <, 0);
    g_assert_cmpint (g_bytes_compare (a, b), <, 0);
  }
  g_assert_cmpint (yipu_text_compare ("云锦", "云锦"), ==, 0);
}

static void
test_any_bytes_are_survived (void)
{
  for (int round = 0; round < 2000; round++) {
    char text[24] = { 0 };
    g_autoptr (GString) keys = g_string_new (NULL);
    g_autofree char *key = NULL, *slug = NULL;
    g_autoptr (GBytes) sort = NULL;

    for (int i = g_test_rand_int_range (0, (int) sizeof text); i > 0; i--)
      text[i - 1] = (char) g_test_rand_int_range (1, 256);
    yipu_pinyin_append_keys (keys, text);
    key = yipu_pinyin_from_query (text);
    slug = yipu_text_slug (text, 16);
    sort = yipu_collate_key (text);
    g_assert_true (g_str_is_ascii (keys->str) && g_str_is_ascii (slug) && sort != NULL);
    g_assert_cmpint (yipu_text_compare (text, text), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pinyin/the-likely-reading", test_the_likely_reading);
  g_test_add_func ("/pinyin/slugs-are-cut-between-characters",
                   test_slugs_are_cut_between_characters);
  g_test_add_func ("/pinyin/names-are-found-by-what-is-typed",
                   test_names_are_found_by_what_is_typed);
  g_test_add_func ("/pinyin/any-spelling-of-a-long-text-is-a-key",
                   test_any_spelling_of_a_long_text_is_a_key);
  g_test_add_func ("/pinyin/keys-of-the-worst-text-stay-small",
                   test_keys_of_the_worst_text_stay_small);
  g_test_add_func ("/pinyin/our-list-can-be-searched", test_our_list_can_be_searched);
  g_test_add_func ("/pinyin/lists-are-in-the-order-of-pinyin",
                   test_lists_are_in_the_order_of_pinyin);
  g_test_add_func ("/pinyin/any-bytes-are-survived", test_any_bytes_are_survived);
  return g_test_run ();
}
