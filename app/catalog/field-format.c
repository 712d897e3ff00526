/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a field's canonical text to what people read, and lists to their parts and back. What is
 * printed here yipu_field_parse() reads again. */
#include <yipu/kind.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/fraction.h>
#include <yipu/money.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#include "json-list.h"

char **
yipu_field_split (const char *canonical)
{
  char **parts = canonical != NULL ? yipu_json_list_parse (canonical) : NULL;

  return parts != NULL ? parts : g_new0 (char *, 1);
}

char *
yipu_field_join (const char *const *parts)
{
  g_return_val_if_fail (parts != NULL, NULL);
  return parts[0] != NULL ? yipu_json_list_print (parts) : NULL;
}

/* The mark between parts: 、 reads best, unless a part holds one. */
static const char *
separator_for (const char *const *parts)
{
  if (!yipu_text_is_chinese ())
    return "; ";
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (parts[i], "、") != NULL)
      return "；";
  return "、";
}

static char *
format_several (const YipuField *field, const char *canonical)
{
  g_auto (GStrv) parts = yipu_field_split (canonical);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const char *vocabulary = field->type == YIPU_FIELD_MONTHS ? "months" : field->vocabulary;

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (labels, vocabulary != NULL
                                 ? (gpointer) yipu_vocabulary_label (vocabulary, parts[i])
                                 : parts[i]);
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (separator_for ((const char *const *) labels->pdata), (char **) labels->pdata);
}

static char *
format_fen (const char *canonical)
{
  g_autofree char *yuan = yipu_money_to_string (g_ascii_strtoll (canonical, NULL, 10));

  return g_strconcat ("¥", yuan, NULL);
}

static char *
format_date (const char *canonical)
{
  g_auto (GStrv) parts = g_strsplit (canonical, "-", 3);

  if (!yipu_text_is_chinese () || g_strv_length (parts) != 3)
    return g_strdup (canonical);
  for (int i = 1; i < 3; i++)
    if (*parts[i] == '0')
      memmove (parts[i], parts[i] + 1, strlen (parts[i]));
  return g_strdup_printf ("%s年%s月%s日", parts[0], parts[1], parts[2]);
}

static char *
format_fraction (const char *canonical)
{
  YipuFraction value;

  return yipu_fraction_parse (canonical, &value) ? yipu_fraction_to_decimal (value)
                                                 : g_strdup (canonical);
}

char *
yipu_field_format (const YipuField *field, const char *canonical)
{
  g_return_val_if_fail (field != NULL, NULL);
  if (canonical == NULL)
    return g_strdup ("");
  switch (field->type) {
  case YIPU_FIELD_TEXT:
  case YIPU_FIELD_REF:
  case YIPU_FIELD_INT:
  case YIPU_FIELD_KEY: return g_strdup (canonical);
  case YIPU_FIELD_ONE: return g_strdup (yipu_vocabulary_label (field->vocabulary, canonical));
  case YIPU_FIELD_LIST:
  case YIPU_FIELD_SET:
  case YIPU_FIELD_REFS:
  case YIPU_FIELD_MONTHS: return format_several (field, canonical);
  case YIPU_FIELD_YES: return g_strdup (g_str_equal (canonical, "1") ? _ ("yes") : _ ("no"));
  case YIPU_FIELD_FEN: return format_fen (canonical);
  case YIPU_FIELD_DATE: return format_date (canonical);
  case YIPU_FIELD_FRACTION: return format_fraction (canonical);
  default: g_return_val_if_reached (NULL);
  }
}
