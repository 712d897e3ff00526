/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Region codes and credit codes: what can be one, and what is kept as text. */
#include <string.h>
#include <yipu/heritage.h>
#include <yipu/init.h>

static void
test_right_codes_give_six_digits (void)
{
  static const char *const right[][2] = {
    { "330000", "330000" },    { "330100", "330100" },       { "330109", "330109" },
    { "429004", "429004" },    { "110101", "110101" },       { "500242", "500242" },
    { "330109100", "330109" }, { "330109100001", "330109" }, { "３３０１０９", "330109" },
    { " 330109 ", "330109" },  { "419001", "419001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    g_autofree char *code = NULL;

    g_assert_cmpint (yipu_region_check (right[i][0], &code), ==, YIPU_REGION_OK);
    g_assert_cmpstr (code, ==, right[i][1]);
  }
}

static void
test_wrong_codes_say_why (void)
{
  static const struct {
    const char *text;
    YipuRegionCheck check;
  } wrong[] = {
    { "", YIPU_REGION_MALFORMED },           { "33010", YIPU_REGION_MALFORMED },
    { "3301090", YIPU_REGION_MALFORMED },    { "33010a", YIPU_REGION_MALFORMED },
    { "杭州市余杭", YIPU_REGION_MALFORMED }, { "990101", YIPU_REGION_PROVINCE },
    { "000000", YIPU_REGION_PROVINCE },      { "330009", YIPU_REGION_PARENT },
    { "337109", YIPU_REGION_PARENT },        { "339109", YIPU_REGION_PARENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *code = NULL;

    g_assert_cmpint (yipu_region_check (wrong[i].text, &code), ==, wrong[i].check);
    g_assert_null (code);
  }
}

static void
test_provinces_by_any_code (void)
{
  g_assert_nonnull (yipu_region_province ("330109"));
  g_assert_cmpstr (yipu_region_province ("330109"), ==, yipu_region_province ("CN-ZJ"));
  g_assert_cmpstr (yipu_region_province ("CN-33"), ==, yipu_region_province ("cn-zj"));
  g_assert_cmpstr (yipu_region_province ("CN-SN"), !=, yipu_region_province ("CN-SX"));
  g_assert_null (yipu_region_province ("990000"));
  g_assert_null (yipu_region_province ("CN-XX"));
  g_assert_null (yipu_region_province (""));
}

/* The weights of the standard are the powers of three modulo 31, so one wrong character, and two
 * neighbours changed about, are always found. */
static void
test_credit_codes_find_one_wrong_character (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static const char code[] = "91350100M000100Y43";

  g_assert_true (yipu_credit_code_is_valid (code));
  for (int i = 0; i < 18; i++) {
    char wrong[19];

    strcpy (wrong, code);
    for (const char *c = alphabet; *c != '\0'; c++) {
      wrong[i] = *c;
      g_assert_cmpint (yipu_credit_code_is_valid (wrong), ==, *c == code[i]);
    }
    wrong[i] = 'I';
    g_assert_false (yipu_credit_code_is_valid (wrong));
  }
  g_assert_false (yipu_credit_code_is_valid (""));
  g_assert_false (yipu_credit_code_is_valid ("91350100M000100Y433"));
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/region/right-codes-give-six-digits", test_right_codes_give_six_digits);
  g_test_add_func ("/region/wrong-codes-say-why", test_wrong_codes_say_why);
  g_test_add_func ("/region/provinces-by-any-code", test_provinces_by_any_code);
  g_test_add_func ("/credit-code/one-wrong-character-is-found",
                   test_credit_codes_find_one_wrong_character);
  return g_test_run ();
}
