/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits and changes as JSON. */
#include "catalog/dump-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json.h"
#include "catalog/log.h"
#include "catalog/reader-private.h"

/* REPLICA:SEQ of an edit here. */
static char *
name_edit (YipuLog *log, gint64 edit, GError **error)
{
  gint64 replica, seq;

  if (!yipu_log_edit_name (log, edit, &replica, &seq, error))
    return NULL;
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, yipu_log_get_replica (log, replica)->id, seq);
}

static char *
to_hex (const guint8 *bytes, gsize length)
{
  GString *hex = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static void
set_hex (JsonObject *object, const char *member, const guint8 *bytes, gsize length)
{
  g_autofree char *hex = to_hex (bytes, length);

  json_object_set_string_member (object, member, hex);
}

static void
set_value (JsonObject *object, const char *member, const YipuValue *value)
{
  if (value->type == YIPU_VALUE_INT)
    json_object_set_int_member (object, member, value->number);
  else if (value->type == YIPU_VALUE_TEXT)
    json_object_set_string_member (object, member, value->text);
}

/* Changes that a change replaces, as REPLICA:SEQ:N. */
static gboolean
set_bases (YipuLog *log, JsonObject *object, const GArray *bases, GError **error)
{
  JsonArray *names;

  if (bases == NULL)
    return TRUE;
  names = json_array_new ();
  json_object_set_array_member (object, "bases", names);
  for (guint i = 0; i < bases->len; i++) {
    gint64 base = g_array_index (bases, gint64, i);
    g_autofree char *edit = name_edit (log, base >> YIPU_CHANGE_BITS, error);
    g_autofree char *name = NULL;

    if (edit == NULL)
      return FALSE;
    name = g_strdup_printf ("%s:%d", edit, (int) (base & YIPU_MAX_CHANGES));
    json_array_add_string_element (names, name);
  }
  return TRUE;
}

static JsonObject *
change_to_json (YipuLog *log, const YipuChange *change, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "kind", change->kind);
  json_object_set_string_member (object, "record", change->record);
  json_object_set_string_member (object, "op", yipu_op_to_string (change->op));
  json_object_set_string_member (object, "field", change->field);
  if (!set_bases (log, object, change->bases, error))
    return NULL;
  set_value (object, "new", &change->value);
  if (change->has_salt)
    set_hex (object, "salt", change->salt, YIPU_SALT_SIZE);
  else
    set_value (object, "salt", &change->salt_text);
  if (change->has_digest)
    set_hex (object, "digest", change->digest, YIPU_HASH_SIZE);
  return g_steal_pointer (&object);
}

static void
set_seen (YipuLog *log, JsonObject *object, const GArray *seen)
{
  JsonObject *vector;

  if (seen == NULL || seen->len == 0)
    return;
  vector = json_object_new ();
  json_object_set_object_member (object, "seen", vector);
  for (guint i = 0; i < seen->len; i++) {
    const YipuSeen *one = &g_array_index (seen, YipuSeen, i);

    json_object_set_int_member (vector, yipu_log_get_replica (log, one->replica)->id, one->seq);
  }
}

static gboolean
set_header (YipuLog *log, JsonObject *object, const YipuLogEdit *edit, GError **error)
{
  g_autofree char *name = name_edit (log, edit->id, error);
  g_autofree char *undoes = edit->undoes != 0 ? name_edit (log, edit->undoes, error) : NULL;

  if (name == NULL || (edit->undoes != 0 && undoes == NULL))
    return FALSE;
  json_object_set_string_member (object, "edit", name);
  json_object_set_int_member (object, "lamport", edit->lamport);
  json_object_set_string_member (object, "person", edit->person);
  json_object_set_int_member (object, "time", edit->time);
  json_object_set_string_member (object, "label", edit->label);
  json_object_set_string_member (object, "act", edit->act);
  if (undoes != NULL)
    json_object_set_string_member (object, "undoes", undoes);
  if (edit->group != NULL)
    json_object_set_string_member (object, "group", edit->group);
  set_seen (log, object, edit->seen);
  json_object_set_int_member (object, "schema", edit->schema);
  set_hex (object, "hash", edit->hash, YIPU_HASH_SIZE);
  return TRUE;
}

static gboolean
write_edit (YipuLog *log, gint64 id, GOutputStream *out, GError **error)
{
  g_autoptr (YipuLogEdit) edit = yipu_log_read (log, id, error);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *changes;

  if (edit == NULL || !set_header (log, object, edit, error))
    return FALSE;
  changes = json_array_new ();
  json_object_set_array_member (object, "changes", changes);
  for (guint i = 0; i < edit->changes->len; i++) {
    JsonObject *change = change_to_json (log, edit->changes->pdata[i], error);

    if (change == NULL)
      return FALSE;
    json_array_add_object_element (changes, change);
  }
  node = json_node_init_object (json_node_alloc (), object);
  text = yipu_json_to_text (node, FALSE);
  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, error) &&
         g_output_stream_write_all (out, "\n", 1, NULL, NULL, error);
}

gboolean
yipu_dump_history (YipuReader *reader,
                   GOutputStream *out,
                   const YipuProgress *progress,
                   GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuLog) log = sql != NULL ? yipu_log_open (sql, "", error) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YipuQuery) query = NULL;
  int more = -1;

  if (log == NULL)
    return FALSE;
  query = yipu_sql_query (sql, error, "SELECT id FROM edit ORDER BY id", NULL);
  while (query != NULL && (more = yipu_query_next (query, error)) > 0) {
    gint64 id = yipu_query_int (query, 0);

    g_array_append_val (ids, id);
  }
  for (guint i = 0; more == 0 && i < ids->len; i++) {
    if (!yipu_progress_step (progress, 0, error, _ ("Edit %u of %u"), i + 1, ids->len) ||
        !write_edit (log, g_array_index (ids, gint64, i), out, error))
      return FALSE;
  }
  return more == 0;
}
