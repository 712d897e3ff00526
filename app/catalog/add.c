/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adds as JSON. A million of them are read by a fold, so this reads one flat form in place, and
 * nothing else: anything that is not exactly what yipu_add_encode() writes is refused. */
#include "catalog/add.h"

#include <stdlib.h>
#include <string.h>

static int
compare_places (gconstpointer a, gconstpointer b, gpointer kind)
{
  const YipuField *fields = ((const YipuKind *) kind)->fields;

  return strcmp (fields[*(const guint *) a].name, fields[*(const guint *) b].name);
}

static gpointer
sort_all_kinds (gpointer unused)
{
  GHashTable *sorted = g_hash_table_new (NULL, NULL);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint k = 0; k < n_kinds; k++) {
    guint *places = g_new (guint, kinds[k]->n_fields);

    for (guint i = 0; i < kinds[k]->n_fields; i++)
      places[i] = i;
    g_qsort_with_data (places, (int) kinds[k]->n_fields, sizeof *places, compare_places,
                       (gpointer) kinds[k]);
    g_hash_table_insert (sorted, (gpointer) kinds[k], places);
  }
  return sorted;
}

const guint *
yipu_kind_sorted (const YipuKind *kind)
{
  static GOnce once = G_ONCE_INIT;

  return g_hash_table_lookup (g_once (&once, sort_all_kinds, NULL), kind);
}

void
yipu_json_append (GString *json, const char *text)
{
  const char *run = text;

  g_string_append_c (json, '"');
  for (const char *c = text; *c; c++) {
    if ((guchar) *c >= 0x20 && *c != '"' && *c != '\\')
      continue;
    g_string_append_len (json, run, c - run);
    if (*c == '"' || *c == '\\')
      g_string_append_printf (json, "\\%c", *c);
    else
      g_string_append_printf (json, "\\u%04x", (guint) *c);
    run = c + 1;
  }
  g_string_append (json, run);
  g_string_append_c (json, '"');
}

char *
yipu_add_encode (const YipuKind *kind, const YipuValue *values)
{
  const guint *sorted = yipu_kind_sorted (kind);
  GString *json = g_string_sized_new (256);

  g_string_append_c (json, '{');
  for (guint i = 0; i < kind->n_fields; i++) {
    const YipuValue *value = &values[sorted[i]];

    if (value->type == YIPU_VALUE_NULL)
      continue;
    if (json->len > 1)
      g_string_append_c (json, ',');
    yipu_json_append (json, kind->fields[sorted[i]].name);
    g_string_append_c (json, ':');
    if (value->type == YIPU_VALUE_TEXT)
      yipu_json_append (json, value->text);
    else
      g_string_append_printf (json, "%" G_GINT64_FORMAT, value->number);
  }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

YipuAdd *
yipu_add_from_values (const YipuKind *kind, const YipuValue *values)
{
  const guint *sorted = yipu_kind_sorted (kind);
  YipuAdd *add = g_new0 (YipuAdd, 1);

  add->fields = g_array_sized_new (FALSE, FALSE, sizeof (YipuAddField), kind->n_fields);
  for (guint i = 0; i < kind->n_fields; i++) {
    YipuAddField field = { kind->fields[sorted[i]].name, values[sorted[i]] };
    if (field.value.type != YIPU_VALUE_NULL)
      g_array_append_val (add->fields, field);
  }
  return add;
}

static int
hex_digits (const char *at)
{
  int code = 0;

  for (int i = 0; i < 4; i++) {
    int value = g_ascii_xdigit_value (at[i]);
    if (value < 0)
      return -1;
    code = code << 4 | value;
  }
  return code;
}

/* One character after a backslash; moves both on. */
static gboolean
unescape (char **at, char **out)
{
  int code;

  if (**at == '"' || **at == '\\') {
    *(*out)++ = *(*at)++;
    return TRUE;
  }
  if (**at != 'u' || (code = hex_digits (*at + 1)) < 1 || code >= 0x20)
    return FALSE;
  *(*out)++ = (char) code;
  *at += 5;
  return TRUE;
}

/* A string at *@at, unescaped in place and ended with NUL; NULL when it is none. */
static char *
parse_string (char **at)
{
  char *start = *at + 1;
  char *out = start;

  if (**at != '"')
    return NULL;
  for (char *c = start;;) {
    if ((guchar) *c < 0x20)
      return NULL;
    if (*c == '"') {
      *out = '\0';
      *at = c + 1;
      return start;
    }
    if (*c != '\\')
      *out++ = *c++;
    else if (c++, !unescape (&c, &out))
      return NULL;
  }
}

static gboolean
parse_value (char **at, YipuValue *value)
{
  char *end;

  if (**at == '"') {
    *value = (YipuValue){ YIPU_VALUE_TEXT, 0, parse_string (at) };
    return value->text && value->text[0] != '\0';
  }
  if (!g_ascii_isdigit (**at) && **at != '-')
    return FALSE;
  *value = (YipuValue){ YIPU_VALUE_INT, g_ascii_strtoll (*at, &end, 10), NULL };
  if (end == *at)
    return FALSE;
  *at = end;
  return TRUE;
}

static gboolean
parse_fields (YipuAdd *add)
{
  char *at = add->text;
  const char *last = "";

  if (*at++ != '{')
    return FALSE;
  while (*at != '}') {
    YipuAddField field = { 0 };

    if (add->fields->len > 0 && *at++ != ',')
      return FALSE;
    field.name = parse_string (&at);
    if (!field.name || strcmp (last, field.name) >= 0 || *at++ != ':')
      return FALSE;
    if (!parse_value (&at, &field.value))
      return FALSE;
    g_array_append_val (add->fields, field);
    last = field.name;
  }
  return at[1] == '\0';
}

YipuAdd *
yipu_add_parse (const char *json)
{
  g_autoptr (YipuAdd) add = g_new0 (YipuAdd, 1);

  add->fields = g_array_sized_new (FALSE, FALSE, sizeof (YipuAddField), 16);
  add->text = g_strdup (json);
  return parse_fields (add) ? g_steal_pointer (&add) : NULL;
}

void
yipu_add_free (YipuAdd *add)
{
  g_array_unref (add->fields);
  g_free (add->text);
  g_free (add);
}

const YipuValue *
yipu_add_find (const YipuAdd *add, const char *name)
{
  for (guint i = 0; i < add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (add->fields, YipuAddField, i);
    if (strcmp (field->name, name) == 0)
      return &field->value;
  }
  return NULL;
}
