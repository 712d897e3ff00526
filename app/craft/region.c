/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Codes of regions (GB/T 2260) and of organisations (GB 32100-2015). Lists print codes of counties
 * that were merged long ago, so what can be formed passes, and nothing is ever repaired. */
#include <yipu/heritage.h>

#include <string.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

/* "33" and "330109" are both in the province whose code is "330000". */
static const YipuTerm *
find_province (const char *digits)
{
  char code[7] = "000000";

  memcpy (code, digits, 2);
  return yipu_vocabulary_find ("provinces", code);
}

/* Prefectures: 01–70, 90 for counties directly under a province, 00 for the province itself. */
static gboolean
has_parent (const char *digits)
{
  int prefecture = (digits[2] - '0') * 10 + (digits[3] - '0');
  gboolean county = digits[4] != '0' || digits[5] != '0';

  if (prefecture == 0)
    return !county;
  return prefecture <= 70 || prefecture == 90;
}

YipuRegionCheck
yipu_region_check (const char *text, char **code)
{
  g_autofree char *digits = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, YIPU_REGION_MALFORMED);
  if (code != NULL)
    *code = NULL;
  digits = yipu_text_fold (text);
  g_strstrip (digits);
  length = strlen (digits);
  if ((length != 6 && length != 9 && length != 12) || strspn (digits, "0123456789") != length)
    return YIPU_REGION_MALFORMED;
  if (find_province (digits) == NULL)
    return YIPU_REGION_PROVINCE;
  if (!has_parent (digits))
    return YIPU_REGION_PARENT;
  if (code != NULL)
    *code = g_strndup (digits, 6);
  return YIPU_REGION_OK;
}

const char *
yipu_region_province (const char *text)
{
  g_autofree char *folded = NULL;
  const char *digits;
  const YipuTerm *term;

  g_return_val_if_fail (text != NULL, NULL);
  folded = yipu_text_fold (text);
  g_strstrip (folded);
  digits = g_str_has_prefix (folded, "cn-") ? folded + 3 : folded;
  if (g_ascii_isdigit (digits[0]) && g_ascii_isdigit (digits[1]))
    term = find_province (digits);
  else
    term = yipu_vocabulary_find ("provinces", folded);
  return term != NULL ? yipu_text_pick (term->zh, term->en) : NULL;
}

gboolean
yipu_credit_code_is_valid (const char *text)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  guint sum = 0;
  guint weight = 1;

  g_return_val_if_fail (text != NULL, FALSE);
  if (strlen (text) != 18 || strspn (text, alphabet) != 18)
    return FALSE;
  for (int i = 0; i < 17; i++) {
    sum += weight * (guint) (strchr (alphabet, text[i]) - alphabet);
    weight = weight * 3 % 31;
  }
  return text[17] == alphabet[(31 - sum % 31) % 31];
}
