/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of fields: what is typed becomes canonical text, and what is printed is read again. */
#include "random-value.h"

#include <string.h>
#include <yipu/init.h>
#include <yipu/kind.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#include "catalog/json-list.h"

static YipuField
make_field (YipuFieldType type)
{
  return (YipuField){ .name = "field", .label = "Field", .type = type };
}

static YipuField
make_choice (YipuFieldType type, const char *vocabulary)
{
  YipuField field = make_field (type);

  field.vocabulary = vocabulary;
  return field;
}

static char *
parse (const YipuField *field, const char *text)
{
  char *canonical = NULL;
  g_autoptr (GError) error = NULL;

  yipu_field_parse (field, text, &canonical, &error);
  g_assert_no_error (error);
  return canonical;
}

static void
assert_parses (const YipuField *field, const char *text, const char *expected)
{
  g_autofree char *canonical = parse (field, text);

  g_assert_cmpstr (canonical, ==, expected);
}

static void
assert_refused (const YipuField *field, const char *text)
{
  g_autofree char *canonical = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_field_parse (field, text, &canonical, &error));
  g_assert_error (error, YIPU_KIND_ERROR, YIPU_KIND_ERROR_VALUE);
  g_assert_null (canonical);
}

static void
test_blank_is_empty_for_every_type (void)
{
  for (int type = YIPU_FIELD_TEXT; type <= YIPU_FIELD_KEY; type++) {
    YipuField field = make_choice ((YipuFieldType) type, "units");

    assert_parses (&field, NULL, NULL);
    assert_parses (&field, "", NULL);
    assert_parses (&field, " 　\r\n", NULL);
  }
}

static void
test_text_is_trimmed_not_cut (void)
{
  YipuField field = make_field (YIPU_FIELD_TEXT);

  field.limit = 3;
  assert_parses (&field, " 苇汀坞手作　", "苇汀坞手作");
  assert_parses (&field, "a\r\nb\rc", "a\nb\nc");
  assert_parses (&field,
                 "a\x01"
                 "b",
                 "a b");
  assert_parses (&field, "[\"no list\"]", "[\"no list\"]");
  assert_refused (&field, "\xd6\xd0\xce\xc4");
}

static void
test_lists_keep_order (void)
{
  YipuField field = make_field (YIPU_FIELD_LIST);

  assert_parses (&field, "b; a；c、d\ne;;", "[\"b\",\"a\",\"c\",\"d\",\"e\"]");
  assert_parses (&field, "[\"b; a\", \"c\"]", "[\"b; a\",\"c\"]");
  assert_parses (&field, "[]", NULL);
  assert_parses (&field, "[1]", "[\"[1]\"]");
}

static void
test_sets_are_sorted_without_repeats (void)
{
  YipuField transmission = make_choice (YIPU_FIELD_SET, "transmission");
  YipuField domains = make_choice (YIPU_FIELD_SET, "unesco_domains");

  assert_parses (&transmission, "master、家传;master", "[\"family\",\"master\"]");
  assert_parses (&transmission, "[\"master\",\"family\"]", "[\"family\",\"master\"]");
  assert_refused (&transmission, "master;nobody");
  assert_parses (&domains, "社会实践、仪式、节庆活动；传统手工艺", "[\"3\",\"5\"]");
  assert_parses (&domains, "社会实践、仪式、节庆活动", "[\"3\"]");
}

static void
test_months (void)
{
  YipuField field = make_field (YIPU_FIELD_MONTHS);

  assert_parses (&field, "12、3月;三月; March", "[\"3\",\"12\"]");
  assert_parses (&field, "3-5月", "[\"3\",\"4\",\"5\"]");
  assert_parses (&field, "11月至2月", "[\"1\",\"2\",\"11\",\"12\"]");
  assert_parses (&field, "[\"2\",\"10\"]", "[\"2\",\"10\"]");
  assert_refused (&field, "13");
  assert_refused (&field, "0-3");
}

static void
test_refs_are_ids (void)
{
  YipuField one = make_field (YIPU_FIELD_REF);
  YipuField several = make_field (YIPU_FIELD_REFS);

  assert_parses (&one, "01900000-0000-7000-8000-00000000ABCD",
                 "01900000-0000-7000-8000-00000000abcd");
  assert_refused (&one, "basket");
  assert_parses (&several,
                 "01900000-0000-7000-8000-000000000002;01900000-0000-7000-8000-000000000001",
                 "[\"01900000-0000-7000-8000-000000000001\","
                 "\"01900000-0000-7000-8000-000000000002\"]");
  assert_refused (&several, "01900000-0000-7000-8000-000000000002;basket");
}

static void
test_yes_and_no (void)
{
  static const char *const yes[] = { "1", "yes", "YES", "true", "是", " y " };
  static const char *const no[] = { "0", "no", "False", "否", "n" };
  YipuField field = make_field (YIPU_FIELD_YES);

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    assert_parses (&field, yes[i], "1");
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    assert_parses (&field, no[i], "0");
  assert_refused (&field, "perhaps");
  assert_refused (&field, "2");
}

static void
test_whole_numbers_within_their_range (void)
{
  YipuField field = make_field (YIPU_FIELD_INT);

  assert_parses (&field, "007", "7");
  assert_parses (&field, "１２", "12");
  assert_parses (&field, "9223372036854775807", "9223372036854775807");
  assert_refused (&field, "9223372036854775808");
  assert_refused (&field, "-1");
  assert_refused (&field, "1.5");
  assert_refused (&field, "12 pieces");
  field.min = 1900;
  field.max = 2100;
  assert_parses (&field, "1974", "1974");
  assert_refused (&field, "1899");
  assert_refused (&field, "2101");
}

static void
test_money_is_fen_or_yuan (void)
{
  YipuField field = make_field (YIPU_FIELD_FEN);

  assert_parses (&field, "6180", "6180");
  assert_parses (&field, "61.80", "6180");
  assert_parses (&field, "¥61.80", "6180");
  assert_parses (&field, "￥61.8", "6180");
  assert_parses (&field, "61 元", "6100");
  assert_refused (&field, "61.805");
  assert_refused (&field, "cheap");
  assert_refused (&field, "-5");
  field.max = 99;
  assert_refused (&field, "100");
}

static void
test_days_begin_with_the_year (void)
{
  static const char *const same[] = { "2026-05-02",   "2026-5-2", "2026/5/2",    "2026.05.02",
                                      "2026年5月2日", "20260502", "２０２６-5-2" };
  static const char *const wrong[] = { "2/5/2026",    "2026-13-01", "2026-02-30", "2026-05",
                                       "26-5-2",      "2026-5-2x",  "2026年5月",  "202605021",
                                       "-2026-05-02", "2026--5-2",  "20260532" };
  YipuField field = make_field (YIPU_FIELD_DATE);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_parses (&field, same[i], "2026-05-02");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (&field, wrong[i]);
  assert_parses (&field, "2024-02-29", "2024-02-29");
}

static void
test_fractions_are_exact (void)
{
  YipuField field = make_field (YIPU_FIELD_FRACTION);

  assert_parses (&field, "0.1", "1/10");
  assert_parses (&field, "2/4", "1/2");
  assert_parses (&field, "１５%", "15");
  assert_refused (&field, "-1");
  assert_refused (&field, "1/0");
  assert_refused (&field, "about 3");
  field.max = 100;
  assert_parses (&field, "100", "100");
  assert_refused (&field, "100.1");
}

/* Of every field of every kind: a canonical value stays itself, and what people are shown of it
 * can be typed back. A list's own parts may hold the marks that separate, so only the former. */
static void
test_canonical_stays_and_what_is_shown_is_read (void)
{
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++) {
      const YipuField *field = &kinds[i]->fields[j];
      g_autofree char *value = random_value (field);
      g_autofree char *shown = yipu_field_format (field, value);

      g_test_message ("%s.%s: %s, shown as %s", kinds[i]->id, field->name, value, shown);
      assert_parses (field, value, value);
      if (field->type != YIPU_FIELD_LIST && field->type != YIPU_FIELD_REFS)
        assert_parses (field, shown, value);
    }
}

/* Once more with Chinese labels and dates: the language is chosen once a process. */
static void
test_so_it_is_in_chinese (void)
{
  if (!g_test_subprocess ()) {
    g_setenv ("LANGUAGE", "zh_CN", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_unsetenv ("LANGUAGE");
    g_test_trap_assert_passed ();
    return;
  }
  g_assert_true (yipu_text_is_chinese ());
  test_canonical_stays_and_what_is_shown_is_read ();
}

static void
test_lists_are_split_and_joined (void)
{
  for (int round = 0; round < 1000; round++) {
    g_autofree char *a = random_text ();
    g_autofree char *b = random_text ();
    const char *parts[] = { a, b, "", NULL };
    g_autofree char *canonical = yipu_field_join (parts);
    g_auto (GStrv) back = yipu_field_split (canonical);

    g_assert_true (g_strv_equal (parts, (const char *const *) back));
  }
}

static void
test_what_is_no_list_has_no_parts (void)
{
  static const char *const broken[] = { NULL,
                                        "",
                                        "[",
                                        "[\"a\"",
                                        "[\"a\",]",
                                        "[\"a\"] x",
                                        "[a]",
                                        "[[\"a\"]]",
                                        "[\"\\u12\"]",
                                        "[\"\\x\"]",
                                        "[\"\\ud800\"]",
                                        "[\"\\u0000\"]",
                                        "\"a\"",
                                        "[\"a\nb\"]",
                                        "[\"\\udc00\"]",
                                        "[\"\xff\"]" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_auto (GStrv) parts = yipu_field_split (broken[i]);

    g_assert_cmpuint (g_strv_length (parts), ==, 0);
  }
}

static void
test_escapes_of_json_are_read (void)
{
  g_auto (GStrv) parts =
      yipu_field_split (" [ \"\\u82c7\\/\\ud842\\udfb7\" , \"\\t\\\"\\\\\\b\\f\\r\" ] ");

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_cmpstr (parts[0], ==, "苇/𠮷");
  g_assert_cmpstr (parts[1], ==, "\t\"\\\b\f\r");
}

static void
test_errors_name_the_field_and_quote_little (void)
{
  YipuField field = make_field (YIPU_FIELD_INT);
  g_autofree char *canonical = NULL;
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autoptr (GError) error = NULL;

  field.label = "Year";
  g_assert_false (yipu_field_parse (&field, text, &canonical, &error));
  g_assert_true (g_str_has_prefix (error->message, "Year: “xxx"));
  g_assert_cmpuint (strlen (error->message), <, 200);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, name) g_test_add_func ("/field/" path, name)
  ADD ("blank-is-empty-for-every-type", test_blank_is_empty_for_every_type);
  ADD ("text-is-trimmed-not-cut", test_text_is_trimmed_not_cut);
  ADD ("lists-keep-order", test_lists_keep_order);
  ADD ("sets-are-sorted-without-repeats", test_sets_are_sorted_without_repeats);
  ADD ("months", test_months);
  ADD ("refs-are-ids", test_refs_are_ids);
  ADD ("yes-and-no", test_yes_and_no);
  ADD ("whole-numbers-within-their-range", test_whole_numbers_within_their_range);
  ADD ("money-is-fen-or-yuan", test_money_is_fen_or_yuan);
  ADD ("days-begin-with-the-year", test_days_begin_with_the_year);
  ADD ("fractions-are-exact", test_fractions_are_exact);
  ADD ("canonical-stays-and-what-is-shown-is-read", test_canonical_stays_and_what_is_shown_is_read);
  ADD ("so-it-is-in-chinese", test_so_it_is_in_chinese);
  ADD ("lists-are-split-and-joined", test_lists_are_split_and_joined);
  ADD ("what-is-no-list-has-no-parts", test_what_is_no_list_has_no_parts);
  ADD ("escapes-of-json-are-read", test_escapes_of_json_are_read);
  ADD ("errors-name-the-field-and-quote-little", test_errors_name_the_field_and_quote_little);
  return g_test_run ();
}
