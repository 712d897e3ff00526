/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values between canonical text and the database. */
#include "catalog/value.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

void
yipu_value_clear (YipuValue *value)
{
  g_clear_pointer (&value->text, g_free);
  value->type = YIPU_VALUE_NULL;
}

YipuValue
yipu_value_copy (const YipuValue *value)
{
  return (YipuValue){ value->type, value->number, g_strdup (value->text) };
}

gboolean
yipu_value_equal (const YipuValue *a, const YipuValue *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == YIPU_VALUE_INT)
    return a->number == b->number;
  return a->type == YIPU_VALUE_NULL || strcmp (a->text, b->text) == 0;
}

char *
yipu_value_to_text (const YipuValue *value)
{
  if (value->type == YIPU_VALUE_INT)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
  return g_strdup (value->text);
}

gboolean
yipu_field_is_number (const YipuField *field)
{
  return field->type == YIPU_FIELD_INT || field->type == YIPU_FIELD_FEN ||
         field->type == YIPU_FIELD_YES;
}

static gboolean
refuse (const YipuField *field, const char *text, GError **error)
{
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
               _ ("“%.60s” is no value of the field “%s”."), text, field->name);
  return FALSE;
}

gboolean
yipu_value_from_text (const YipuField *field, const char *text, YipuValue *value, GError **error)
{
  gint64 number;

  *value = YIPU_VALUE_EMPTY;
  if (!text || !*text)
    return TRUE;
  if (!yipu_field_is_number (field)) {
    if (!g_utf8_validate (text, -1, NULL))
      return refuse (field, "�", error);
    *value = (YipuValue){ YIPU_VALUE_TEXT, 0, g_strdup (text) };
    return TRUE;
  }
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return refuse (field, text, error);
  if (number == 0 && strcmp (field->name, "gone") == 0)
    return TRUE;
  *value = (YipuValue){ YIPU_VALUE_INT, number, NULL };
  return TRUE;
}

gboolean
yipu_value_fits (const YipuField *field, const YipuValue *value)
{
  if (value->type == YIPU_VALUE_NULL)
    return TRUE;
  if (yipu_field_is_number (field))
    return value->type == YIPU_VALUE_INT;
  return value->type == YIPU_VALUE_TEXT && value->text[0] != '\0';
}
