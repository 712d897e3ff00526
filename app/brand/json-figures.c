/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures as members of JSON objects. */
#include "json-figures.h"

void
yipu_json_set_text (JsonObject *object, const char *key, const char *text)
{
  if (text)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

void
yipu_json_set_fraction (JsonObject *object, const char *key, YipuFraction fraction)
{
  g_autofree char *text =
      yipu_fraction_is_valid (fraction) ? yipu_fraction_to_string (fraction) : NULL;

  yipu_json_set_text (object, key, text);
}

void
yipu_json_set_known (JsonObject *object, const char *key, gint64 figure)
{
  if (figure >= 0)
    json_object_set_int_member (object, key, figure);
  else
    json_object_set_null_member (object, key);
}

JsonArray *
yipu_json_add_array (JsonObject *object, const char *key)
{
  JsonArray *array = json_array_new ();

  json_object_set_array_member (object, key, array);
  return array;
}

JsonObject *
yipu_json_add_object (JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (array, object);
  return object;
}
