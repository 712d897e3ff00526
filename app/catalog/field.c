/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From what a person types to a field's canonical text. Forgiving where there is one meaning
 * (full-width digits, a label for a key, 5月 for May), refusing where there are two. */
#include <yipu/kind.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/fraction.h>
#include <yipu/money.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#include "json-list.h"

/* Fails with a sentence that names the field, quotes the text, and says what would do. */
static gboolean
refuse (const YipuField *field, const char *text, GError **error, const char *wanted)
{
  g_autofree char *quote = g_utf8_strlen (text, -1) > 40 ? g_utf8_substring (text, 0, 40) : NULL;

  g_set_error (error, YIPU_KIND_ERROR, YIPU_KIND_ERROR_VALUE,
               /* Translators: field's label, what was typed, what is wanted instead */
               _ ("%s: “%s%s” does not fit; %s."), _ (field->label), quote != NULL ? quote : text,
               quote != NULL ? "…" : "", wanted);
  return FALSE;
}

static gboolean
is_control (char c)
{
  return ((guchar) c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

static gboolean
has_control (const char *text)
{
  for (; *text != '\0'; text++)
    if (is_control (*text))
      return TRUE;
  return FALSE;
}

/* Trimmed, line ends as one line feed, and control characters, which no XML, JSON or shop takes,
 * as blanks. */
static char *
clean (const char *text)
{
  g_autoptr (GString) out = NULL;

  if (!has_control (text))
    return yipu_text_trim (text);
  out = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\r') {
      if (p[1] != '\n')
        g_string_append_c (out, '\n');
    } else if (is_control (*p)) {
      g_string_append_c (out, ' ');
    } else {
      g_string_append_c (out, *p);
    }
  }
  return yipu_text_trim (out->str);
}

static gboolean
parse_one (const YipuField *field, const char *text, char **canonical, GError **error)
{
  const YipuTerm *term = yipu_vocabulary_find (field->vocabulary, text);

  if (term == NULL)
    return refuse (field, text, error, _ ("choose one of the list"));
  *canonical = g_strdup (term->id);
  return TRUE;
}

static gboolean
parse_yes (const YipuField *field, const char *text, char **canonical, GError **error)
{
  static const char *const yes[] = { "1", "yes", "y", "true", "是", NULL };
  static const char *const no[] = { "0", "no", "n", "false", "否", "不是", NULL };
  g_autofree char *folded = yipu_text_fold (text);

  if (g_strv_contains (yes, folded))
    *canonical = g_strdup ("1");
  else if (g_strv_contains (no, folded))
    *canonical = g_strdup ("0");
  else
    return refuse (field, text, error, _ ("write yes or no"));
  return TRUE;
}

/* Whether the field takes @value; says between which numbers it must lie. */
static gboolean
check_range (
    const YipuField *field, const char *text, gboolean too_small, gboolean too_big, GError **error)
{
  g_autofree char *wanted = NULL;

  if (!too_small && !too_big)
    return TRUE;
  if (field->max > 0)
    wanted = g_strdup_printf (_ ("it takes numbers from %ld to %ld"), (long) field->min,
                              (long) field->max);
  else
    wanted = g_strdup_printf (_ ("it takes numbers from %ld on"), (long) field->min);
  return refuse (field, text, error, wanted);
}

static gboolean
parse_whole (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_autofree char *folded = yipu_text_fold (text);
  gint64 value;

  if (!g_ascii_string_to_signed (folded, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return refuse (field, text, error, _ ("write a whole number"));
  if (!check_range (field, text, value<field->min, field->max> 0 && value > field->max, error))
    return FALSE;
  *canonical = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return TRUE;
}

/* Digits alone are fen; anything else is yuan. */
static gboolean
parse_fen (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_autofree char *folded = yipu_text_fold (text);
  gint64 fen;

  if (!g_ascii_string_to_signed (folded, 10, G_MININT64, G_MAXINT64, &fen, NULL) &&
      !yipu_money_parse (text, &fen))
    return refuse (field, text, error, _ ("write an amount such as ¥61.80"));
  if (!check_range (field, text, fen<field->min, field->max> 0 && fen > field->max, error))
    return FALSE;
  *canonical = g_strdup_printf ("%" G_GINT64_FORMAT, fen);
  return TRUE;
}

/* At most @most digits at @p; the place after them, NULL where there is none. */
static const char *
scan_digits (const char *p, int most, guint *value)
{
  int n = 0;

  *value = 0;
  while (n < most && g_ascii_isdigit (p[n]))
    *value = *value * 10 + (guint) g_ascii_digit_value (p[n++]);
  return n > 0 ? p + n : NULL;
}

/* After the mark that follows the year (@i 0), the month (1) or the day (2). */
static const char *
skip_date_mark (const char *p, int i)
{
  static const char *const marks[] = { "年", "月", "日" };

  if (g_str_has_prefix (p, marks[i]))
    return p + strlen (marks[i]);
  if (i == 2)
    return p;
  return *p == '-' || *p == '/' || *p == '.' ? p + 1 : NULL;
}

/* 2026-5-2, 2026/5/2, 2026.5.2, 2026年5月2日, 20260502. Year first: of 2/5/2026 nobody knows. */
static gboolean
scan_date (const char *p, guint parts[3])
{
  static const int most[] = { 4, 2, 2 };
  gboolean marked = strspn (p, "0123456789") != 8;

  for (int i = 0; i < 3 && p != NULL; i++) {
    p = scan_digits (p, most[i], &parts[i]);
    if (p != NULL && marked)
      p = skip_date_mark (p, i);
  }
  return p != NULL && *p == '\0';
}

static gboolean
parse_date (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_autofree char *folded = yipu_text_fold (text);
  guint parts[3];

  if (!scan_date (folded, parts) || parts[0] < 1000 ||
      !g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]))
    return refuse (field, text, error, _ ("write a day such as 2026-05-12"));
  *canonical = g_strdup_printf ("%04u-%02u-%02u", parts[0], parts[1], parts[2]);
  return TRUE;
}

static gboolean
parse_fraction (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_autofree char *folded = yipu_text_fold (text);
  YipuFraction value;

  if (g_str_has_suffix (folded, "%"))
    folded[strlen (folded) - 1] = '\0';
  if (!yipu_fraction_parse (folded, &value))
    return refuse (field, text, error, _ ("write a number such as 3, 0.25 or 1/4"));
  if (!check_range (
          field, text, yipu_fraction_compare (value, yipu_fraction_from_int (field->min)) < 0,
          field->max > 0 && yipu_fraction_compare (value, yipu_fraction_from_int (field->max)) > 0,
          error))
    return FALSE;
  *canonical = yipu_fraction_to_string (value);
  return TRUE;
}

static gboolean
parse_ref (const YipuField *field, const char *text, char **canonical, GError **error)
{
  if (!g_uuid_string_is_valid (text))
    return refuse (field, text, error, _ ("write the id of a record"));
  *canonical = g_ascii_strdown (text, -1);
  return TRUE;
}

static gboolean
is_separator (gunichar c, gboolean also_commas)
{
  return c == ';' || c == 0xff1b || c == '\n' || (also_commas && c == 0x3001);
}

/* Splits at ; ； line ends and, if asked, 、. Parts are trimmed, empty ones dropped. */
static GPtrArray *
split_text (const char *text, gboolean also_commas)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p)) {
    if (*p == '\0' || is_separator (g_utf8_get_char (p), also_commas)) {
      g_autofree char *raw = g_strndup (start, (gsize) (p - start));
      g_autofree char *part = yipu_text_trim (raw);

      if (*part != '\0')
        g_ptr_array_add (parts, g_steal_pointer (&part));
      start = *p != '\0' ? g_utf8_next_char (p) : p;
    }
    if (*p == '\0')
      return parts;
  }
}

static GPtrArray *
parts_of_json (char **list)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *part = clean (list[i]);

    if (*part != '\0')
      g_ptr_array_add (parts, g_steal_pointer (&part));
  }
  return parts;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;
  gint64 i, j;

  if (g_ascii_string_to_signed (left, 10, G_MININT64, G_MAXINT64, &i, NULL) &&
      g_ascii_string_to_signed (right, 10, G_MININT64, G_MAXINT64, &j, NULL) && i != j)
    return i < j ? -1 : 1;
  return strcmp (left, right);
}

static void
sort_without_repeats (GPtrArray *parts)
{
  g_ptr_array_sort (parts, compare_parts);
  for (guint i = 1; i < parts->len;) {
    if (g_str_equal (parts->pdata[i - 1], parts->pdata[i]))
      g_ptr_array_remove_index (parts, i);
    else
      i++;
  }
}

/* "3-5月" is March to May, "11月至2月" November to February. */
static gboolean
add_month_range (const char *part, GPtrArray *keys)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^(\\d{1,2})月?\\s*[-–—~至到]\\s*(\\d{1,2})月?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *folded = yipu_text_fold (part);
  gint64 ends[2];

  if (!g_regex_match (regex, folded, 0, &match))
    return FALSE;
  for (int i = 0; i < 2; i++) {
    g_autofree char *number = g_match_info_fetch (match, i + 1);

    if (!g_ascii_string_to_signed (number, 10, 1, 12, &ends[i], NULL))
      return FALSE;
  }
  for (gint64 month = ends[0];; month = month % 12 + 1) {
    g_ptr_array_add (keys, g_strdup_printf ("%" G_GINT64_FORMAT, month));
    if (month == ends[1])
      return TRUE;
  }
}

static gboolean
add_key (const YipuField *field, const char *part, GPtrArray *keys, GError **error)
{
  YipuField one = *field;
  char *key = NULL;

  if (field->type == YIPU_FIELD_MONTHS && add_month_range (part, keys))
    return TRUE;
  if (field->type == YIPU_FIELD_MONTHS)
    one.vocabulary = "months";
  if (field->type == YIPU_FIELD_REFS ? !parse_ref (field, part, &key, error)
                                     : !parse_one (&one, part, &key, error))
    return FALSE;
  g_ptr_array_add (keys, key);
  return TRUE;
}

static GPtrArray *
parse_keys (const YipuField *field, GPtrArray *parts, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parts->len; i++)
    if (!add_key (field, parts->pdata[i], keys, error))
      return NULL;
  sort_without_repeats (keys);
  return g_steal_pointer (&keys);
}

/* Labels may themselves hold a 、, so the coarser split goes first. */
static gboolean
parse_set (const YipuField *field, const char *text, char **list, char **canonical, GError **error)
{
  g_autoptr (GPtrArray) coarse = list != NULL ? parts_of_json (list) : split_text (text, FALSE);
  g_autoptr (GPtrArray) keys = parse_keys (field, coarse, NULL);

  if (keys == NULL) {
    g_autoptr (GPtrArray) fine = list != NULL ? NULL : split_text (text, TRUE);

    keys = parse_keys (field, fine != NULL ? fine : coarse, error);
  }
  if (keys == NULL)
    return FALSE;
  g_ptr_array_add (keys, NULL);
  *canonical = yipu_field_join ((const char *const *) keys->pdata);
  return TRUE;
}

static void
parse_list (const char *text, char **list, char **canonical)
{
  g_autoptr (GPtrArray) parts = list != NULL ? parts_of_json (list) : split_text (text, TRUE);

  g_ptr_array_add (parts, NULL);
  *canonical = yipu_field_join ((const char *const *) parts->pdata);
}

static gboolean
parse_several (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_auto (GStrv) list = *text == '[' ? yipu_json_list_parse (text) : NULL;

  if (field->type != YIPU_FIELD_LIST)
    return parse_set (field, text, list, canonical, error);
  parse_list (text, list, canonical);
  return TRUE;
}

static gboolean
parse_filled (const YipuField *field, char *text, char **canonical, GError **error)
{
  switch (field->type) {
  case YIPU_FIELD_TEXT:
  case YIPU_FIELD_KEY: *canonical = g_strdup (text); return TRUE;
  case YIPU_FIELD_ONE: return parse_one (field, text, canonical, error);
  case YIPU_FIELD_LIST:
  case YIPU_FIELD_SET:
  case YIPU_FIELD_MONTHS:
  case YIPU_FIELD_REFS: return parse_several (field, text, canonical, error);
  case YIPU_FIELD_REF: return parse_ref (field, text, canonical, error);
  case YIPU_FIELD_YES: return parse_yes (field, text, canonical, error);
  case YIPU_FIELD_INT: return parse_whole (field, text, canonical, error);
  case YIPU_FIELD_FEN: return parse_fen (field, text, canonical, error);
  case YIPU_FIELD_DATE: return parse_date (field, text, canonical, error);
  case YIPU_FIELD_FRACTION: return parse_fraction (field, text, canonical, error);
  default: g_return_val_if_reached (FALSE);
  }
}

gboolean
yipu_field_parse (const YipuField *field, const char *text, char **canonical, GError **error)
{
  g_autofree char *cleaned = NULL;

  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (canonical != NULL, FALSE);
  *canonical = NULL;
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL)) {
    g_autofree char *valid = g_utf8_make_valid (text, -1);

    return refuse (field, valid, error, _ ("it is not UTF-8 text"));
  }
  cleaned = clean (text);
  return *cleaned == '\0' || parse_filled (field, cleaned, canonical, error);
}
