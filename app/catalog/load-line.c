/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A strict reader: unknown kinds and fields, doubles, ids twice, a line too long are refused by
 * line and name; nothing is guessed. */
#include "catalog/load-line.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <yipu/dump.h>
#include <yipu/record-json.h>

#include "base/json.h"

struct _YipuLoadFile {
  FILE *stream;
  GString *text; /* of the line being read */
  guint line;    /* its number, from 1 */
  guint64 at;
  guint64 size;
};

void
yipu_load_record_free (YipuLoadRecord *record)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    g_free (record->values[i]);
  g_free (record->values);
  g_free (record->id);
  g_free (record);
}

YipuLoadFile *
yipu_load_file_open (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  FILE *stream = fopen (path, "rbe");
  int problem = stream == NULL ? errno : 0;
  struct stat info;
  YipuLoadFile *self;

  if (stream != NULL && (fstat (fileno (stream), &info) != 0 || !S_ISREG (info.st_mode))) {
    fclose (stream);
    stream = NULL;
    problem = EISDIR;
  }
  if (stream == NULL) {
    g_set_error (error, YIPU_DUMP_ERROR, YIPU_DUMP_ERROR_READ, _ ("“%s” cannot be read (%s)."),
                 name, g_strerror (problem));
    return NULL;
  }
  self = g_new0 (YipuLoadFile, 1);
  self->stream = stream;
  self->text = g_string_new (NULL);
  self->size = (guint64) info.st_size;
  return self;
}

void
yipu_load_file_free (YipuLoadFile *self)
{
  if (self == NULL)
    return;
  fclose (self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

guint64
yipu_load_file_at (const YipuLoadFile *self)
{
  return self->at;
}

guint64
yipu_load_file_size (const YipuLoadFile *self)
{
  return self->size;
}

static gboolean G_GNUC_PRINTF (4, 5)
    refuse (const YipuLoadFile *self, GError **error, YipuDumpError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, YIPU_DUMP_ERROR, (int) code, _ ("Line %u: %s"), self->line, message);
  return FALSE;
}

/* 1 for a line, 0 at the end, -1 with @error set. */
static int
read_line (YipuLoadFile *self, GError **error)
{
  int c;

  g_string_truncate (self->text, 0);
  self->line++;
  while ((c = getc_unlocked (self->stream)) != EOF && c != '\n') {
    g_string_append_c (self->text, (char) c);
    if (self->text->len > YIPU_DUMP_LINE_MAX) {
      refuse (self, error, YIPU_DUMP_ERROR_FORMAT, _ ("longer than %d MB."), 16);
      return -1;
    }
  }
  self->at += self->text->len + 1;
  if (ferror (self->stream)) {
    refuse (self, error, YIPU_DUMP_ERROR_READ, _ ("cannot be read."));
    return -1;
  }
  return c != EOF || self->text->len > 0;
}

/* The head of the file: {"yipu": 1}. */
static gboolean
check_head (const YipuLoadFile *self, JsonObject *object, GError **error)
{
  gint64 version = yipu_json_get_int (object, "yipu", 0);

  if (version < 1)
    return refuse (self, error, YIPU_DUMP_ERROR_FORMAT,
                   _ ("no dump of Yipu, which begins with {\"yipu\": %d}."), YIPU_DUMP_VERSION);
  if (version > YIPU_DUMP_VERSION)
    return refuse (self, error, YIPU_DUMP_ERROR_NEWER,
                   _ ("made by a newer Yipu (format %d); use that to load it."),
                   (int) MIN (version, G_MAXINT));
  return TRUE;
}

/* A value as text for yipu_field_parse(), NULL when it is of no type the field takes. */
static char *
node_to_text (const YipuField *field, JsonNode *node)
{
  gboolean several = field->type == YIPU_FIELD_LIST || field->type == YIPU_FIELD_SET ||
                     field->type == YIPU_FIELD_REFS || field->type == YIPU_FIELD_MONTHS;

  if (several)
    return JSON_NODE_HOLDS_ARRAY (node) ? yipu_json_to_text (node, FALSE) : NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node)) {
  case G_TYPE_STRING: return field->type != YIPU_FIELD_YES ? json_node_dup_string (node) : NULL;
  case G_TYPE_INT64:
    return field->type != YIPU_FIELD_YES
               ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node))
               : NULL;
  case G_TYPE_BOOLEAN:
    return field->type == YIPU_FIELD_YES ? g_strdup (json_node_get_boolean (node) ? "1" : "0")
                                         : NULL;
  default: return NULL;
  }
}

static char *
replace_id (const YipuLoadFile *self, GHashTable *ids, const char *local, GError **error)
{
  const char *id = g_hash_table_lookup (ids, local);

  if (id == NULL && g_uuid_string_is_valid (local))
    id = local;
  if (id == NULL)
    refuse (self, error, YIPU_DUMP_ERROR_VALUE, _ ("“%s” is the id of no line."), local);
  return g_strdup (id);
}

static char *
replace_ids (const YipuLoadFile *self, GHashTable *ids, const char *list, GError **error)
{
  g_auto (GStrv) parts = yipu_field_split (list);

  for (guint i = 0; parts[i] != NULL; i++) {
    char *id = replace_id (self, ids, parts[i], error);

    if (id == NULL)
      return NULL;
    g_free (parts[i]);
    parts[i] = id;
  }
  return yipu_field_join ((const char *const *) parts);
}

/* References by local id become UUIDs; without @ids they are not looked at. */
static gboolean
resolve (
    const YipuLoadFile *self, const YipuField *field, GHashTable *ids, char **text, GError **error)
{
  char *resolved;

  if ((field->type != YIPU_FIELD_REF && field->type != YIPU_FIELD_REFS) || **text == '\0')
    return TRUE;
  resolved = field->type == YIPU_FIELD_REF ? replace_id (self, ids, *text, error)
                                           : replace_ids (self, ids, *text, error);
  if (resolved == NULL)
    return field->type == YIPU_FIELD_REFS && g_str_equal (*text, "[]");
  g_free (*text);
  *text = resolved;
  return TRUE;
}

/* By its key in JSON: "kind" itself is the record's. */
static int
find_field (const YipuKind *kind, const char *key)
{
  for (guint i = 0; i < kind->n_fields; i++) {
    g_autofree char *name = yipu_field_json_name (kind, &kind->fields[i]);

    if (g_str_equal (name, key))
      return (int) i;
  }
  return -1;
}

static gboolean
read_value (const YipuLoadFile *self,
            YipuLoadRecord *record,
            const char *name,
            JsonNode *node,
            GHashTable *ids,
            GError **error)
{
  int index = find_field (record->kind, name);
  const YipuField *field;
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (index < 0)
    return refuse (self, error, YIPU_DUMP_ERROR_UNKNOWN, _ ("a “%s” has no field “%s”."),
                   record->kind->id, name);
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  field = &record->kind->fields[index];
  text = node_to_text (field, node);
  if (text == NULL)
    return refuse (self, error, YIPU_DUMP_ERROR_VALUE, _ ("“%s” is of another type."), name);
  if (ids == NULL && (field->type == YIPU_FIELD_REF || field->type == YIPU_FIELD_REFS))
    return TRUE;
  if (!resolve (self, field, ids, &text, error))
    return FALSE;
  if (!yipu_field_parse (field, text, &record->values[index], &local))
    return refuse (self, error, YIPU_DUMP_ERROR_VALUE, "%s", local->message);
  return TRUE;
}

static gboolean
read_values (const YipuLoadFile *self,
             YipuLoadRecord *record,
             JsonObject *object,
             GHashTable *ids,
             GError **error)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    if (g_str_equal (l->data, "kind") || g_str_equal (l->data, "id"))
      continue;
    if (!read_value (self, record, l->data, json_object_get_member (object, l->data), ids, error))
      return FALSE;
  }
  return TRUE;
}

static YipuLoadRecord *
read_record (const YipuLoadFile *self, JsonObject *object, GHashTable *ids, GError **error)
{
  const char *kind_id = yipu_json_get_text (object, "kind", "");
  const char *id = yipu_json_get_text (object, "id", "");
  const YipuKind *kind = yipu_kind_find (kind_id);
  g_autoptr (YipuLoadRecord) record = NULL;

  if (kind == NULL) {
    refuse (self, error, YIPU_DUMP_ERROR_UNKNOWN, _ ("there is no kind “%s”."), kind_id);
    return NULL;
  }
  if (*id == '\0') {
    refuse (self, error, YIPU_DUMP_ERROR_VALUE, _ ("a record needs an “id”."));
    return NULL;
  }
  record = g_new0 (YipuLoadRecord, 1);
  record->kind = kind;
  record->id = g_strdup (id);
  record->line = self->line;
  record->values = g_new0 (char *, kind->n_fields);
  return read_values (self, record, object, ids, error) ? g_steal_pointer (&record) : NULL;
}

/* The line as an object; NULL with @error set. */
static JsonNode *
parse_line (const YipuLoadFile *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  JsonNode *node =
      yipu_json_parse_text (self->text->str, self->text->len, YIPU_DUMP_LINE_MAX, &local);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  refuse (self, error, YIPU_DUMP_ERROR_FORMAT, _ ("no JSON object (%s)."),
          local != NULL ? local->message : _ ("it is something else"));
  g_clear_pointer (&node, json_node_unref);
  return NULL;
}

YipuLoadRecord *
yipu_load_file_next (YipuLoadFile *self, GHashTable *ids, GError **error)
{
  int more;

  while ((more = read_line (self, error)) > 0) {
    g_autoptr (JsonNode) node = NULL;
    JsonObject *object;

    if (self->line > 1 && self->text->str[strspn (self->text->str, " \t\r")] == '\0')
      continue;
    node = parse_line (self, error);
    if (node == NULL)
      return NULL;
    object = json_node_get_object (node);
    if (self->line == 1 && !check_head (self, object, error))
      return NULL;
    if (self->line > 1 && !json_object_has_member (object, "edit"))
      return read_record (self, object, ids, error);
  }
  if (more == 0 && self->line == 1)
    refuse (self, error, YIPU_DUMP_ERROR_FORMAT, _ ("the file is empty."));
  return NULL;
}
