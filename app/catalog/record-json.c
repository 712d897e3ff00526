/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record as JSON. */
#include <yipu/record-json.h>

char *
yipu_field_json_name (const YipuKind *kind, const YipuField *field)
{
  gboolean taken = g_str_equal (field->name, "kind");

  return taken ? g_strconcat (kind->id, ".", field->name, NULL) : g_strdup (field->name);
}

static JsonArray *
split_to_json (const char *canonical)
{
  g_auto (GStrv) parts = yipu_field_split (canonical);
  JsonArray *array = json_array_new ();

  for (char **part = parts; *part; part++)
    json_array_add_string_element (array, *part);
  return array;
}

static void
add_field (JsonObject *object, const char *name, const YipuField *field, const char *value)
{
  switch (field->type) {
  case YIPU_FIELD_INT:
  case YIPU_FIELD_FEN:
    json_object_set_int_member (object, name, g_ascii_strtoll (value, NULL, 10));
    return;
  case YIPU_FIELD_YES: json_object_set_boolean_member (object, name, *value == '1'); return;
  case YIPU_FIELD_LIST:
  case YIPU_FIELD_SET:
  case YIPU_FIELD_REFS:
  case YIPU_FIELD_MONTHS:
    json_object_set_array_member (object, name, split_to_json (value));
    return;
  case YIPU_FIELD_TEXT:
  case YIPU_FIELD_ONE:
  case YIPU_FIELD_REF:
  case YIPU_FIELD_DATE:
  case YIPU_FIELD_FRACTION:
  case YIPU_FIELD_KEY: json_object_set_string_member (object, name, value); return;
  }
}

JsonObject *
yipu_record_to_json (const YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind->id);
  json_object_set_string_member (object, "id", yipu_record_get_id (record));
  for (guint i = 0; i < kind->n_fields; i++) {
    const char *value = yipu_record_get (record, kind->fields[i].name);
    if (value) {
      g_autofree char *name = yipu_field_json_name (kind, &kind->fields[i]);
      add_field (object, name, &kind->fields[i], value);
    }
  }
  return object;
}
