/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole edits read back from the log, as they were written. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/log.h"

#define EDIT                                                                                       \
  "SELECT id, replica, seq, lamport, person, time, label, act, undoes, \"group\", seen, schema,"   \
  " hash FROM edit WHERE id = :id"
#define CHANGES                                                                                    \
  "SELECT id, kind, record, op, field, bases, new, salt, digest FROM change"                       \
  " WHERE id >= :first AND id < :end ORDER BY id"

static gboolean
damaged (gint64 edit, GError **error)
{
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
               _ ("The catalog's log is damaged at edit %ld."), (long) edit);
  return FALSE;
}

/* {"replica id": seq, …} with ids sorted, as log.c writes it. */
static gboolean
parse_seen (YipuLog *log, const char *json, GArray *seen)
{
  const char *at = json;

  if (*at != '{')
    return FALSE;
  do {
    const char *end = at[1] == '"' ? strchr (at + 2, '"') : NULL;
    g_autofree char *id = end ? g_strndup (at + 2, (gsize) (end - at - 2)) : NULL;
    const YipuReplica *replica = id ? yipu_log_find_replica (log, id) : NULL;
    YipuSeen one;
    char *after;

    if (!replica || end[1] != ':')
      return FALSE;
    one = (YipuSeen){ replica->n, g_ascii_strtoll (end + 2, &after, 10) };
    g_array_append_val (seen, one);
    at = after;
  } while (*at == ',');
  return strcmp (at, "}") == 0;
}

static gboolean
copy_blob (YipuQuery *query, int column, guint8 *bytes, gsize size)
{
  if (sqlite3_column_type (query, column) != SQLITE_BLOB ||
      (gsize) sqlite3_column_bytes (query, column) != size)
    return FALSE;
  memcpy (bytes, sqlite3_column_blob (query, column), size);
  return TRUE;
}

static YipuChange *
read_change (YipuQuery *query)
{
  const char *bases = yipu_query_text (query, 5);
  g_autoptr (YipuChange) change =
      yipu_change_new (yipu_query_text (query, 1), yipu_query_text (query, 2), YIPU_OP_SET,
                       yipu_query_text (query, 4));

  if (!yipu_op_from_string (yipu_query_text (query, 3), &change->op))
    return NULL;
  if (bases) {
    change->bases = g_array_new (FALSE, FALSE, sizeof (gint64));
    if (!yipu_bases_parse (bases, change->bases))
      return NULL;
  }
  change->value = yipu_query_value (query, 6);
  change->has_salt = copy_blob (query, 7, change->salt, YIPU_SALT_SIZE);
  if (sqlite3_column_type (query, 7) == SQLITE_TEXT)
    change->salt_text = yipu_query_value (query, 7);
  change->has_digest = copy_blob (query, 8, change->digest, YIPU_HASH_SIZE);
  return g_steal_pointer (&change);
}

static gboolean
read_changes (YipuLog *log, YipuLogEdit *edit, GError **error)
{
  gint64 first = edit->id << YIPU_CHANGE_BITS;
  g_autoptr (YipuQuery) query =
      yipu_sql_query (log->sql, error, CHANGES, ":first", 'i', first, ":end", 'i',
                      (edit->id + 1) << YIPU_CHANGE_BITS, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    YipuChange *change = read_change (query);

    if (change)
      g_ptr_array_add (edit->changes, change);
    if (!change || yipu_query_int (query, 0) != first + edit->changes->len - 1)
      return damaged (edit->id, error);
  }
  return more == 0;
}

YipuLogEdit *
yipu_log_read (YipuLog *log, gint64 id, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, EDIT, ":id", 'i', id, NULL);
  int more = query ? yipu_query_next (query, error) : -1;
  g_autoptr (YipuLogEdit) edit = NULL;

  if (more <= 0) {
    if (more == 0)
      damaged (id, error);
    return NULL;
  }
  edit = yipu_log_edit_new (yipu_query_text (query, 4), yipu_query_text (query, 6),
                            yipu_query_text (query, 7));
  edit->id = id;
  edit->replica = yipu_query_int (query, 1);
  edit->seq = yipu_query_int (query, 2);
  edit->lamport = yipu_query_int (query, 3);
  edit->time = yipu_query_int (query, 5);
  edit->undoes = yipu_query_int (query, 8);
  edit->group = g_strdup (yipu_query_text (query, 9));
  edit->schema = yipu_query_int (query, 11);
  if (!yipu_log_get_replica (log, edit->replica) ||
      !copy_blob (query, 12, edit->hash, YIPU_HASH_SIZE) ||
      (yipu_query_text (query, 10) && !parse_seen (log, yipu_query_text (query, 10), edit->seen))) {
    damaged (id, error);
    return NULL;
  }
  return read_changes (log, edit, error) ? g_steal_pointer (&edit) : NULL;
}
