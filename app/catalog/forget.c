/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blanking. Of a set, value and salt go and the digest stays. Of an add, one field may go: then the
 * salt becomes JSON {"salts": {name: hex}, "digests": {name: hex}}, from which the tree over the
 * add can still be computed though nothing of the field can be guessed. */
#include "catalog/forget.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/edit-private.h"
#include "catalog/table.h"

#define ADDS_OF                                                                                    \
  "SELECT id FROM change WHERE record = :record AND field = '' AND op = 'add' ORDER BY id"

static gboolean
collect (YipuQuery *query, GArray *ids, GError **error)
{
  int more;

  if (!query)
    return FALSE;
  while ((more = yipu_query_next (query, error)) > 0) {
    gint64 id = yipu_query_int (query, 0);
    g_array_append_val (ids, id);
  }
  return more == 0;
}

gboolean
yipu_forget_bases (YipuSql *sql, const char *record, YipuChange *change, GError **error)
{
  g_auto (YipuHeads) heads = { 0 };

  change->bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (change->field[0] == '\0') {
    g_autoptr (YipuQuery) query =
        yipu_sql_query (sql, error, ADDS_OF, ":record", 't', record, NULL);
    return collect (query, change->bases, error);
  }
  if (!yipu_heads_find (sql, record, change->field, &heads, error))
    return FALSE;
  for (guint i = 0; i < heads.heads->len; i++)
    g_array_append_val (change->bases, g_array_index (heads.heads, YipuHead, i).id);
  return TRUE;
}

#define BLANK_SET                                                                                  \
  "UPDATE change SET new = NULL, salt = NULL WHERE id = :id AND op IN ('add', 'set')"
#define ADD_AT "SELECT new, salt FROM change WHERE id = :id AND op = 'add'"
#define REWRITE_ADD "UPDATE change SET new = :new, salt = :salt WHERE id = :id"

static void
set_hex (JsonObject *object, const char *name, const guint8 *bytes)
{
  g_autofree char *hex = yipu_hash_to_hex (bytes);

  json_object_set_string_member (object, name, hex);
}

/* The salts and digests of an add none of whose fields is forgotten yet. */
static JsonNode *
split_salt (YipuHash *hash, const guint8 salt[YIPU_SALT_SIZE], const YipuAdd *add)
{
  g_autoptr (JsonObject) salts = json_object_new ();
  g_autoptr (JsonObject) both = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < add->fields->len; i++) {
    const char *name = g_array_index (add->fields, YipuAddField, i).name;
    guint8 field_salt[YIPU_HASH_SIZE];

    yipu_digest_field_salt (hash, salt, name, field_salt);
    set_hex (salts, name, field_salt);
  }
  json_object_set_object_member (both, "salts", g_steal_pointer (&salts));
  json_object_set_object_member (both, "digests", json_object_new ());
  json_node_set_object (node, both);
  return node;
}

/* Three objects, no more: json-glib's parser recurses, and the text may be foreign. */
static JsonNode *
parse_salts (const char *json)
{
  guint depth = 0;

  for (const char *c = json; *c; c++)
    if ((*c == '{' || *c == '[') && ++depth > 3)
      return NULL;
  return json_from_string (json, NULL);
}

static JsonNode *
read_salts (YipuHash *hash, YipuQuery *query, const YipuAdd *add)
{
  const guint8 *salt = sqlite3_column_blob (query, 1);

  if (sqlite3_column_type (query, 1) == SQLITE_TEXT)
    return parse_salts (yipu_query_text (query, 1));
  if (sqlite3_column_bytes (query, 1) != YIPU_SALT_SIZE)
    return NULL;
  return split_salt (hash, salt, add);
}

/* Moves @name from the salts to the digests; FALSE where the JSON is not ours. */
static gboolean
forget_salt (YipuHash *hash, JsonNode *node, const char *name, const YipuValue *value)
{
  JsonObject *both = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *salts = both && json_object_has_member (both, "salts")
                          ? json_object_get_object_member (both, "salts")
                          : NULL;
  JsonObject *digests = both && json_object_has_member (both, "digests")
                            ? json_object_get_object_member (both, "digests")
                            : NULL;
  guint8 salt[YIPU_HASH_SIZE];
  guint8 digest[YIPU_HASH_SIZE];

  if (!salts || !digests || !json_object_has_member (salts, name) ||
      !yipu_hash_from_hex (json_object_get_string_member (salts, name), salt))
    return FALSE;
  yipu_digest_value (hash, salt, sizeof salt, value, digest);
  set_hex (digests, name, digest);
  json_object_remove_member (salts, name);
  return TRUE;
}

/* The add's JSON without @name. */
static char *
without (const YipuAdd *add, const char *name)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (add->fields, YipuAddField, i);

    if (strcmp (field->name, name) == 0)
      continue;
    if (json->len > 1)
      g_string_append_c (json, ',');
    yipu_json_append (json, field->name);
    g_string_append_c (json, ':');
    if (field->value.type == YIPU_VALUE_TEXT)
      yipu_json_append (json, field->value.text);
    else
      g_string_append_printf (json, "%" G_GINT64_FORMAT, field->value.number);
  }
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

static gboolean
blank_add_field (YipuLog *log, gint64 id, const char *name, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, ADD_AT, ":id", 'i', id, NULL);
  int more = query ? yipu_query_next (query, error) : -1;
  g_autoptr (YipuAdd) add = NULL;
  g_autoptr (JsonNode) salts = NULL;
  g_autofree char *salt = NULL;
  g_autofree char *json = NULL;
  const YipuValue *value;

  if (more <= 0 || sqlite3_column_type (query, 0) != SQLITE_TEXT)
    return more >= 0;
  add = yipu_add_parse (yipu_query_text (query, 0));
  value = add ? yipu_add_find (add, name) : NULL;
  if (!value)
    return TRUE;
  salts = read_salts (log->hash, query, add);
  if (!salts || !forget_salt (log->hash, salts, name, value))
    return TRUE;
  salt = json_to_string (salts, FALSE);
  json = without (add, name);
  return yipu_sql_run (log->sql, error, REWRITE_ADD, ":id", 'i', id, ":new", 't', json, ":salt",
                       't', salt, NULL);
}

gboolean
yipu_forget_blank (YipuLog *log, gint64 change, const char *field, GError **error)
{
  gint64 is_add = 0;

  if (!yipu_sql_number (log->sql, 0, &is_add, error, "SELECT op = 'add' FROM change WHERE id = :id",
                        ":id", 'i', change, NULL))
    return FALSE;
  if (is_add && field[0] != '\0')
    return blank_add_field (log, change, field, error);
  return yipu_sql_run (log->sql, error, BLANK_SET, ":id", 'i', change, NULL);
}

#define NODES_OF_FIELD                                                                             \
  "SELECT id FROM change WHERE record = :record AND field IN ('', :field) AND op IN ('add', 'set')"
#define NODES_OF_RECORD "SELECT id FROM change WHERE record = :record AND op IN ('add', 'set')"
#define NO_QUESTIONS "DELETE FROM question WHERE record = :record"

static gboolean
blank_all (YipuLog *log, const YipuChange *change, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean whole = change->field[0] == '\0';
  g_autoptr (YipuQuery) query =
      whole
          ? yipu_sql_query (log->sql, error, NODES_OF_RECORD, ":record", 't', change->record, NULL)
          : yipu_sql_query (log->sql, error, NODES_OF_FIELD, ":record", 't', change->record,
                            ":field", 't', change->field, NULL);

  if (!collect (query, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!yipu_forget_blank (log, g_array_index (ids, gint64, i), change->field, error))
      return FALSE;
  return TRUE;
}

gboolean
yipu_forget_apply (YipuLog *log, const YipuChange *change, GError **error)
{
  const YipuKind *kind = yipu_kind_find (change->kind);

  if (!blank_all (log, change, error))
    return FALSE;
  if (change->field[0] != '\0')
    return yipu_field_refresh (log->sql, change->kind, change->record, change->field, error);
  return (!kind || yipu_table_delete (log->sql, kind, change->record, error)) &&
         yipu_sql_run (log->sql, error, NO_QUESTIONS, ":record", 't', change->record, NULL);
}
