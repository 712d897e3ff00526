/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log as its writer sees it. Edits are named (replica id, seq) everywhere and numbered here in
 * the order they arrived; what is hashed uses only names, what is stored only numbers. */
#include "catalog/log.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/faults.h"

static void
replica_free (YipuReplica *replica)
{
  g_free (replica->id);
  g_free (replica);
}

void
yipu_log_free (YipuLog *log)
{
  g_ptr_array_unref (log->replicas);
  g_ptr_array_unref (log->forgotten_files);
  yipu_hash_free (log->hash);
  g_free (log);
}

YipuReplica *
yipu_log_find_replica (YipuLog *log, const char *id)
{
  for (guint i = 0; i < log->replicas->len; i++) {
    YipuReplica *replica = log->replicas->pdata[i];
    if (strcmp (replica->id, id) == 0)
      return replica;
  }
  return NULL;
}

YipuReplica *
yipu_log_get_replica (YipuLog *log, gint64 n)
{
  for (guint i = 0; i < log->replicas->len; i++) {
    YipuReplica *replica = log->replicas->pdata[i];
    if (replica->n == n)
      return replica;
  }
  return NULL;
}

YipuReplica *
yipu_log_ensure_replica (YipuLog *log, const char *id)
{
  YipuReplica *replica = yipu_log_find_replica (log, id);

  if (replica)
    return replica;
  replica = g_new0 (YipuReplica, 1);
  replica->id = g_strdup (id);
  for (guint i = 0; i < log->replicas->len; i++)
    replica->n = MAX (replica->n, ((YipuReplica *) log->replicas->pdata[i])->n);
  replica->n++;
  g_ptr_array_add (log->replicas, replica);
  return replica;
}

static gboolean
copy_hash (YipuQuery *query, int column, guint8 hash[YIPU_HASH_SIZE])
{
  if (sqlite3_column_bytes (query, column) != YIPU_HASH_SIZE)
    return FALSE;
  memcpy (hash, sqlite3_column_blob (query, column), YIPU_HASH_SIZE);
  return TRUE;
}

#define REPLICAS "SELECT n, id FROM replica ORDER BY n"
#define NEWEST_OF_REPLICA                                                                          \
  "SELECT seq, lamport, hash FROM edit WHERE replica = :replica ORDER BY seq DESC LIMIT 1"
#define SEEN_BEFORE                                                                                \
  "SELECT seq FROM edit WHERE replica = :replica AND id < :edit ORDER BY seq DESC LIMIT 1"
#define NEWEST_ID_OF_REPLICA                                                                       \
  "SELECT id FROM edit WHERE replica = :replica ORDER BY seq DESC LIMIT 1"

static gboolean
read_replicas (YipuLog *log, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, REPLICAS, NULL);
  int more;

  if (!query)
    return FALSE;
  while ((more = yipu_query_next (query, error)) > 0) {
    YipuReplica *replica = g_new0 (YipuReplica, 1);

    replica->n = yipu_query_int (query, 0);
    replica->id = g_strdup (yipu_query_text (query, 1));
    replica->stored = TRUE;
    g_ptr_array_add (log->replicas, replica);
  }
  return more == 0;
}

/* No honest log comes near this; one that does would overflow. */
#define MAX_LAMPORT (G_MAXINT64 / 2)

static gboolean
read_newest (YipuLog *log, YipuReplica *replica, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (log->sql, error, NEWEST_OF_REPLICA, ":replica", 'i', replica->n, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more <= 0)
    return more == 0;
  replica->seq = yipu_query_int (query, 0);
  replica->lamport = yipu_query_int (query, 1);
  log->lamport = MAX (log->lamport, replica->lamport);
  if (replica->lamport < MAX_LAMPORT && copy_hash (query, 2, replica->hash))
    return TRUE;
  g_set_error (
      error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
      _ ("The catalog's log is damaged at edit %ld: restore a backup, or have it verified."),
      (long) replica->seq);
  return FALSE;
}

/* What our newest edit has seen of @replica: all that had arrived before it. */
static gboolean
read_seen (YipuLog *log, YipuReplica *replica, gint64 own_edit, GError **error)
{
  return yipu_sql_number (log->sql, 0, &replica->seen, error, SEEN_BEFORE, ":replica", 'i',
                          replica->n, ":edit", 'i', own_edit, NULL);
}

YipuLog *
yipu_log_open (YipuSql *sql, const char *own_id, GError **error)
{
  g_autoptr (YipuLog) log = g_new0 (YipuLog, 1);
  gint64 own_edit;

  log->sql = sql;
  log->hash = yipu_hash_new ();
  log->forgotten_files = g_ptr_array_new_with_free_func (g_free);
  log->replicas = g_ptr_array_new_with_free_func ((GDestroyNotify) replica_free);
  if (!read_replicas (log, error))
    return NULL;
  for (guint i = 0; i < log->replicas->len; i++)
    if (!read_newest (log, log->replicas->pdata[i], error))
      return NULL;
  log->own = yipu_log_ensure_replica (log, own_id);
  if (!yipu_sql_number (sql, 0, &log->last_edit, error, "SELECT max(id) FROM edit", NULL) ||
      !yipu_sql_number (sql, 0, &own_edit, error, NEWEST_ID_OF_REPLICA, ":replica", 'i',
                        log->own->n, NULL))
    return NULL;
  for (guint i = 0; i < log->replicas->len; i++)
    if (!read_seen (log, log->replicas->pdata[i], own_edit, error))
      return NULL;
  return g_steal_pointer (&log);
}

static int
compare_seen (gconstpointer a, gconstpointer b, gpointer log)
{
  return strcmp (yipu_log_get_replica (log, ((const YipuSeen *) a)->replica)->id,
                 yipu_log_get_replica (log, ((const YipuSeen *) b)->replica)->id);
}

void
yipu_log_place (YipuLog *log, YipuLogEdit *edit)
{
  edit->id = log->last_edit + 1;
  edit->replica = log->own->n;
  edit->seq = log->own->seq + 1;
  edit->lamport = log->lamport + 1;
  g_array_set_size (edit->seen, 0);
  for (guint i = 0; i < log->replicas->len; i++) {
    const YipuReplica *replica = log->replicas->pdata[i];

    if (replica != log->own && replica->seq > replica->seen)
      g_array_append_val (edit->seen, ((YipuSeen){ replica->n, replica->seq }));
  }
  g_array_sort_with_data (edit->seen, compare_seen, log);
}

#define EDIT_NAME "SELECT replica, seq FROM edit WHERE id = :id"
#define HASH_AT "SELECT hash FROM edit WHERE replica = :replica AND seq = :seq"

gboolean
yipu_log_edit_name (YipuLog *log, gint64 edit, gint64 *replica, gint64 *seq, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, EDIT_NAME, ":id", 'i', edit, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0) {
    *replica = yipu_query_int (query, 0);
    *seq = yipu_query_int (query, 1);
  } else if (more == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
                 _ ("The catalog's log lacks edit %ld."), (long) edit);
  return more > 0;
}

/* A change's name everywhere. */
typedef struct {
  const char *replica;
  gint64 seq;
  gint64 n;
  gint64 id;
} BaseName;

static int
compare_bases (gconstpointer a, gconstpointer b)
{
  const BaseName *x = a, *y = b;
  int order = strcmp (x->replica, y->replica);

  if (order == 0)
    order = (x->seq > y->seq) - (x->seq < y->seq);
  return order ? order : (x->n > y->n) - (x->n < y->n);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const BaseName *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

/* Sorts a change's bases by their portable names and appends these. */
static gboolean
chain_bases (YipuLog *log, GByteArray *parts, GArray *bases, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (BaseName));

  yipu_chain_number (parts, bases ? bases->len : 0);
  for (guint i = 0; bases && i < bases->len; i++) {
    gint64 id = g_array_index (bases, gint64, i);
    BaseName name = { .n = id & YIPU_MAX_CHANGES, .id = id };
    gint64 replica;

    if (!yipu_log_edit_name (log, id >> YIPU_CHANGE_BITS, &replica, &name.seq, error))
      return FALSE;
    name.replica = yipu_log_get_replica (log, replica)->id;
    g_array_append_val (names, name);
  }
  g_array_sort (names, yipu_fault == YIPU_FAULT_BASES_IN_LOCAL_ORDER ? compare_ids : compare_bases);
  for (guint i = 0; i < names->len; i++) {
    const BaseName *name = &g_array_index (names, BaseName, i);

    g_array_index (bases, gint64, i) = name->id;
    yipu_chain_text (parts, name->replica);
    yipu_chain_number (parts, name->seq);
    yipu_chain_number (parts, name->n);
  }
  return TRUE;
}

static gboolean
chain_seen (YipuLog *log, GByteArray *parts, const YipuSeen *seen, GError **error)
{
  const YipuReplica *replica = yipu_log_get_replica (log, seen->replica);
  g_autoptr (YipuQuery) query = NULL;
  int more;

  yipu_chain_text (parts, replica->id);
  yipu_chain_number (parts, seen->seq);
  if (replica->seq == seen->seq) {
    yipu_chain_bytes (parts, replica->hash, YIPU_HASH_SIZE);
    return TRUE;
  }
  query = yipu_sql_query (log->sql, error, HASH_AT, ":replica", 'i', seen->replica, ":seq", 'i',
                          seen->seq, NULL);
  more = query ? yipu_query_next (query, error) : -1;
  if (more > 0)
    yipu_chain_bytes (parts, sqlite3_column_blob (query, 0),
                      (gsize) sqlite3_column_bytes (query, 0));
  else if (more == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_REFUSED,
                 _ ("An edit has seen edit %ld of another laptop, which is not here: receive its "
                    "changes first."),
                 (long) seen->seq);
  return more > 0;
}

static gboolean
chain_header (YipuLog *log, GByteArray *parts, const YipuLogEdit *edit, GError **error)
{
  gint64 replica, seq;

  yipu_chain_text (parts, yipu_log_get_replica (log, edit->replica)->id);
  yipu_chain_number (parts, edit->seq);
  yipu_chain_number (parts, edit->lamport);
  yipu_chain_text (parts, edit->person);
  yipu_chain_number (parts, edit->time);
  yipu_chain_text (parts, edit->label);
  yipu_chain_text (parts, edit->act);
  if (edit->undoes) {
    if (!yipu_log_edit_name (log, edit->undoes, &replica, &seq, error))
      return FALSE;
    yipu_chain_text (parts, yipu_log_get_replica (log, replica)->id);
    yipu_chain_number (parts, seq);
  } else
    yipu_chain_text (parts, "");
  yipu_chain_text (parts, edit->group ? edit->group : "");
  yipu_chain_number (parts, edit->schema);
  yipu_chain_number (parts, edit->seen->len);
  for (guint i = 0; i < edit->seen->len; i++)
    if (!chain_seen (log, parts, &g_array_index (edit->seen, YipuSeen, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
chain_change (YipuLog *log, GByteArray *parts, YipuChange *change, guint n, GError **error)
{
  yipu_chain_number (parts, n);
  yipu_chain_text (parts, change->kind);
  yipu_chain_text (parts, change->record);
  yipu_chain_text (parts, yipu_op_to_string (change->op));
  yipu_chain_text (parts, change->field);
  if (!chain_bases (log, parts, change->bases, error))
    return FALSE;
  yipu_chain_bytes (parts, change->digest, change->has_digest ? YIPU_HASH_SIZE : 0);
  return TRUE;
}

gboolean
yipu_log_hash (YipuLog *log,
               YipuLogEdit *edit,
               const guint8 previous[YIPU_HASH_SIZE],
               guint8 hash[YIPU_HASH_SIZE],
               GError **error)
{
  g_autoptr (GByteArray) parts = g_byte_array_sized_new (512 + 256 * edit->changes->len);

  yipu_chain_bytes (parts, previous, YIPU_HASH_SIZE);
  if (!chain_header (log, parts, edit, error))
    return FALSE;
  for (guint i = 0; i < edit->changes->len; i++)
    if (!chain_change (log, parts, edit->changes->pdata[i], i, error))
      return FALSE;
  yipu_hash_feed (log->hash, parts->data, parts->len);
  yipu_hash_end (log->hash, hash);
  return TRUE;
}

#define INSERT_REPLICA "INSERT INTO replica (n, id) VALUES (:n, :id)"
#define INSERT_CHANGE                                                                              \
  "INSERT INTO change (id, kind, record, op, field, bases, new, salt, digest)"                     \
  " VALUES (:id, :kind, :record, :op, :field, :bases, :new, coalesce (:salt, :salts), :digest)"
#define INSERT_EDIT                                                                                 \
  "INSERT INTO edit (id, replica, seq, lamport, person, time, label, act, undoes, \"group\", seen," \
  " schema, hash) VALUES (:id, :replica, :seq, :lamport, :person, :time, :label, :act, :undoes,"    \
  " :group, :seen, :schema, :hash)"

static gboolean
insert_change (YipuLog *log, gint64 id, const YipuChange *change, GError **error)
{
  g_autofree char *bases = yipu_bases_to_json (change->bases);

  return yipu_sql_run (log->sql, error, INSERT_CHANGE, ":id", 'i', id, ":kind", 't', change->kind,
                       ":record", 't', change->record, ":op", 't', yipu_op_to_string (change->op),
                       ":field", 't', change->field, ":bases", 't', bases, ":new", 'v',
                       &change->value, ":salt", 'b', change->has_salt ? change->salt : NULL,
                       (gsize) YIPU_SALT_SIZE, ":salts", 'v', &change->salt_text, ":digest", 'b',
                       change->has_digest ? change->digest : NULL, (gsize) YIPU_HASH_SIZE, NULL);
}

static char *
seen_to_json (YipuLog *log, const YipuLogEdit *edit)
{
  g_autoptr (GString) json = NULL;

  if (edit->seen->len == 0)
    return NULL;
  json = g_string_new ("{");
  for (guint i = 0; i < edit->seen->len; i++) {
    const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, i);

    if (i > 0)
      g_string_append_c (json, ',');
    yipu_json_append (json, yipu_log_get_replica (log, seen->replica)->id);
    g_string_append_printf (json, ":%" G_GINT64_FORMAT, seen->seq);
  }
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

static gboolean
insert_edit (YipuLog *log, const YipuLogEdit *edit, GError **error)
{
  g_autofree char *seen = seen_to_json (log, edit);
  YipuValue undoes = { edit->undoes ? YIPU_VALUE_INT : YIPU_VALUE_NULL, edit->undoes, NULL };

  return yipu_sql_run (log->sql, error, INSERT_EDIT, ":id", 'i', edit->id, ":replica", 'i',
                       edit->replica, ":seq", 'i', edit->seq, ":lamport", 'i', edit->lamport,
                       ":person", 't', edit->person, ":time", 'i', edit->time, ":label", 't',
                       edit->label, ":act", 't', edit->act, ":undoes", 'v', &undoes, ":group", 't',
                       edit->group, ":seen", 't', seen, ":schema", 'i', edit->schema, ":hash", 'b',
                       edit->hash, (gsize) YIPU_HASH_SIZE, NULL);
}

gboolean
yipu_log_append (YipuLog *log, YipuLogEdit *edit, GError **error)
{
  YipuReplica *replica = yipu_log_get_replica (log, edit->replica);

  if (!yipu_log_hash (log, edit, replica->hash, edit->hash, error))
    return FALSE;
  if (!replica->stored && !yipu_sql_run (log->sql, error, INSERT_REPLICA, ":n", 'i', replica->n,
                                         ":id", 't', replica->id, NULL))
    return FALSE;
  for (guint i = 0; i < edit->changes->len; i++)
    if (!insert_change (log, edit->id << YIPU_CHANGE_BITS | i, edit->changes->pdata[i], error))
      return FALSE;
  return insert_edit (log, edit, error);
}

void
yipu_log_advance (YipuLog *log, const YipuLogEdit *edit)
{
  YipuReplica *replica = yipu_log_get_replica (log, edit->replica);

  replica->stored = TRUE;
  replica->seq = edit->seq;
  replica->lamport = edit->lamport;
  memcpy (replica->hash, edit->hash, YIPU_HASH_SIZE);
  log->last_edit = edit->id;
  log->lamport = MAX (log->lamport, edit->lamport);
  for (guint i = 0; replica == log->own && i < edit->seen->len; i++) {
    const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, i);
    yipu_log_get_replica (log, seen->replica)->seen = seen->seq;
  }
}
