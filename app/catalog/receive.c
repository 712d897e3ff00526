/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Receiving, in one transaction, all or nothing. An edit is taken only where everything it builds
 * on is here and was seen by it, so that every laptop comes to the same catalog whatever arrives
 * first; what does not fit is refused whole, with a sentence. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/exchange.h"
#include "catalog/faults.h"
#include "catalog/forget.h"
#include "catalog/table.h"
#include "catalog/uuid.h"

YipuFault yipu_fault = YIPU_FAULT_NONE;

typedef struct {
  YipuLog *log;
  GHashTable *vectors; /* replica n → what it has seen: GHashTable of replica n → gint64 *; owned */
  GHashTable *touched; /* "kind\nrecord" → set of field names (interned); owned */
  GPtrArray *blank; /* of const YipuChange, not owned: arrived blank, must be covered at the end */
  gboolean has_blanked;
} Receiving;

static gboolean
refuse (const YipuSentEdit *sent, const char *why, GError **error)
{
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_REFUSED,
               /* Translators: number and laptop of a change that does not fit, then why */
               _ ("Change %ld of %s was not taken: %s Nothing was changed here."),
               (long) sent->name.seq, sent->name.replica, why);
  return FALSE;
}

/* --- What an edit has seen --- */

#define SEEN_OF "SELECT seq FROM edit WHERE replica = :replica AND seen IS NOT NULL ORDER BY seq"
#define EDIT_AT "SELECT id, lamport, hash FROM edit WHERE replica = :replica AND seq = :seq"

/* 1 and the edit, 0 where there is none, -1 with @error set. */
static int
find_edit (YipuLog *log,
           gint64 replica,
           gint64 seq,
           gint64 *id,
           gint64 *lamport,
           guint8 hash[YIPU_HASH_SIZE],
           GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (log->sql, error, EDIT_AT, ":replica", 'i', replica, ":seq", 'i', seq, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0) {
    *id = yipu_query_int (query, 0);
    *lamport = yipu_query_int (query, 1);
    if (sqlite3_column_bytes (query, 2) == YIPU_HASH_SIZE)
      memcpy (hash, sqlite3_column_blob (query, 2), YIPU_HASH_SIZE);
  }
  return more;
}

static void
note_seen (GHashTable *vector, gint64 replica, gint64 seq)
{
  gint64 *known = g_hash_table_lookup (vector, GSIZE_TO_POINTER (replica));

  if (!known || *known < seq)
    g_hash_table_insert (vector, GSIZE_TO_POINTER (replica), g_memdup2 (&seq, sizeof seq));
}

static gboolean
read_vector (YipuLog *log, gint64 replica, GHashTable *vector, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YipuQuery) query =
      yipu_sql_query (log->sql, error, SEEN_OF, ":replica", 'i', replica, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    gint64 seq = yipu_query_int (query, 0);
    g_array_append_val (seqs, seq);
  }
  for (guint i = 0; more == 0 && i < seqs->len; i++) {
    gint64 id = 0, lamport;
    guint8 hash[YIPU_HASH_SIZE];
    g_autoptr (YipuLogEdit) edit = NULL;

    if (find_edit (log, replica, g_array_index (seqs, gint64, i), &id, &lamport, hash, error) > 0)
      edit = yipu_log_read (log, id, error);
    if (!edit)
      return FALSE;
    for (guint s = 0; s < edit->seen->len; s++) {
      const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, s);
      note_seen (vector, seen->replica, seen->seq);
    }
  }
  return more == 0;
}

static GHashTable *
ensure_vector (Receiving *receiving, gint64 replica, GError **error)
{
  GHashTable *vector = g_hash_table_lookup (receiving->vectors, GSIZE_TO_POINTER (replica));

  if (vector)
    return vector;
  vector = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (receiving->vectors, GSIZE_TO_POINTER (replica), vector);
  return read_vector (receiving->log, replica, vector, error) ? vector : NULL;
}

static gboolean
has_seen (const YipuLogEdit *edit, GHashTable *vector, gint64 replica, gint64 seq)
{
  const gint64 *known = g_hash_table_lookup (vector, GSIZE_TO_POINTER (replica));

  return replica == edit->replica ? seq < edit->seq : known && *known >= seq;
}

/* --- The edit's place --- */

static gboolean
take_seen (Receiving *receiving, const YipuSentEdit *sent, GHashTable *vector, GError **error)
{
  YipuLogEdit *edit = sent->edit;
  const char *last = "";

  g_array_set_size (edit->seen, 0);
  for (guint i = 0; i < sent->seen->len; i++) {
    const YipuName *name = &g_array_index (sent->seen, YipuName, i);
    const YipuReplica *replica = yipu_log_find_replica (receiving->log, name->replica);
    YipuSeen seen;

    if (!replica || replica->seq < name->seq || name->seq < 1) {
      g_autofree char *why =
          g_strdup_printf (_ ("receive the changes of %s first."), name->replica);
      return refuse (sent, why, error);
    }
    seen = (YipuSeen){ replica->n, name->seq };
    if (strcmp (last, name->replica) >= 0 || seen.replica == edit->replica ||
        has_seen (edit, vector, seen.replica, seen.seq))
      return refuse (sent, _ ("what it says it has seen is not right."), error);
    last = name->replica;
    g_array_append_val (edit->seen, seen);
  }
  for (guint i = 0; i < edit->seen->len; i++) {
    const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, i);
    note_seen (vector, seen->replica, seen->seq);
  }
  return TRUE;
}

static gboolean
check_lamport (Receiving *receiving, const YipuSentEdit *sent, GHashTable *vector, GError **error)
{
  gint64 greatest = yipu_log_get_replica (receiving->log, sent->edit->replica)->lamport;
  GHashTableIter iter;
  gpointer replica, seq;

  g_hash_table_iter_init (&iter, vector);
  while (g_hash_table_iter_next (&iter, &replica, &seq)) {
    gint64 id, lamport = 0;
    guint8 hash[YIPU_HASH_SIZE];

    if (find_edit (receiving->log, (gint64) GPOINTER_TO_SIZE (replica), *(gint64 *) seq, &id,
                   &lamport, hash, error) < 0)
      return FALSE;
    greatest = MAX (greatest, lamport);
  }
  if (sent->edit->lamport > 0 && sent->edit->lamport - 1 == greatest)
    return TRUE;
  return refuse (sent, _ ("its place in the order is not right."), error);
}

/* --- Its changes --- */

#define BASE "SELECT op, record, field FROM change WHERE id = :id"

/* Whether a change may be based on another. */
static gboolean
base_fits (YipuQuery *query, const YipuChange *change)
{
  const char *field = yipu_query_text (query, 2);
  YipuOp op;

  if (!yipu_op_from_string (yipu_query_text (query, 0), &op) ||
      strcmp (yipu_query_text (query, 1), change->record) != 0)
    return FALSE;
  if (change->op == YIPU_OP_FORGET && change->field[0] == '\0')
    return op == YIPU_OP_ADD;
  if (change->op == YIPU_OP_UNDO)
    return op == YIPU_OP_ADD ? strcmp (change->field, "gone") == 0
                             : op != YIPU_OP_FORGET && strcmp (field, change->field) == 0;
  return op == YIPU_OP_ADD || (op != YIPU_OP_UNDO && strcmp (field, change->field) == 0);
}

static gboolean
take_bases (Receiving *receiving,
            const YipuSentEdit *sent,
            const YipuSentChange *own,
            GHashTable *vector,
            GError **error)
{
  YipuChange *change = own->change;

  g_clear_pointer (&change->bases, g_array_unref);
  if (own->bases->len > 0)
    change->bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < own->bases->len; i++) {
    const YipuName *name = &g_array_index (own->bases, YipuName, i);
    const YipuReplica *replica = yipu_log_find_replica (receiving->log, name->replica);
    g_autoptr (YipuQuery) query = NULL;
    gint64 id = 0, lamport;
    guint8 hash[YIPU_HASH_SIZE];
    int found =
        replica ? find_edit (receiving->log, replica->n, name->seq, &id, &lamport, hash, error) : 0;

    if (found < 0)
      return FALSE;
    if (found == 0 || name->n < 0 || name->n > YIPU_MAX_CHANGES)
      return refuse (sent, _ ("what it replaces is not here."), error);
    if (!has_seen (sent->edit, vector, replica->n, name->seq))
      return refuse (sent, _ ("it replaces what it has not seen."), error);
    id = id << YIPU_CHANGE_BITS | name->n;
    query = yipu_sql_query (receiving->log->sql, error, BASE, ":id", 'i', id, NULL);
    found = query ? yipu_query_next (query, error) : -1;
    if (found < 0)
      return FALSE;
    if (found == 0 || !base_fits (query, change))
      return refuse (sent, _ ("it replaces a change of something else."), error);
    g_array_append_val (change->bases, id);
  }
  return TRUE;
}

#define KIND_OF                                                                                    \
  "SELECT kind FROM change WHERE record = :record AND field = '' AND op = 'add' LIMIT 1"

/* @known: the record's kind here, NULL where it is not. */
static gboolean
record_fits (YipuSql *sql, const YipuChange *change, gboolean *fits, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, KIND_OF, ":record", 't', change->record, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  *fits =
      more > 0 ? strcmp (yipu_query_text (query, 0), change->kind) == 0 : change->op == YIPU_OP_ADD;
  return more >= 0;
}

static gboolean
add_fits (const YipuKind *kind, const YipuChange *change)
{
  g_autoptr (YipuAdd) add = NULL;

  if (change->value.type == YIPU_VALUE_NULL)
    return TRUE;
  add = change->value.type == YIPU_VALUE_TEXT ? yipu_add_parse (change->value.text) : NULL;
  for (guint i = 0; add && i < add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (add->fields, YipuAddField, i);
    const YipuField *known = yipu_kind_field (kind, field->name);

    if (!known || !yipu_value_fits (known, &field->value))
      return FALSE;
  }
  return add != NULL;
}

static gboolean
value_fits (const YipuChange *change)
{
  const YipuKind *kind = yipu_kind_find (change->kind);
  const YipuField *field = kind ? yipu_kind_field (kind, change->field) : NULL;
  gboolean whole = change->field[0] == '\0';

  if (!kind || !yipu_uuid_is_valid (change->record) || (!whole && !field))
    return FALSE;
  switch (change->op) {
  case YIPU_OP_ADD: return whole && !change->bases && add_fits (kind, change);
  case YIPU_OP_SET: return !whole && yipu_value_fits (field, &change->value);
  case YIPU_OP_UNDO: return !whole && change->bases && change->value.type == YIPU_VALUE_NULL;
  case YIPU_OP_FORGET: return change->value.type == YIPU_VALUE_NULL;
  default: return FALSE;
  }
}

/* Digest and value agree, or the value was forgotten, which is looked at when all has arrived. */
static gboolean
digest_fits (Receiving *receiving, const YipuChange *change)
{
  gboolean is_blank = !change->has_salt && change->salt_text.type == YIPU_VALUE_NULL &&
                      change->value.type == YIPU_VALUE_NULL;

  if (change->op == YIPU_OP_UNDO || change->op == YIPU_OP_FORGET)
    return is_blank && !change->has_digest;
  if (!change->has_digest)
    return FALSE;
  if (is_blank)
    g_ptr_array_add (receiving->blank, (gpointer) change);
  return is_blank || yipu_change_fits_digest (change, receiving->log->hash);
}

static gboolean
check_change (Receiving *receiving,
              const YipuSentEdit *sent,
              const YipuSentChange *own,
              GHashTable *vector,
              GError **error)
{
  gboolean fits;

  if (!take_bases (receiving, sent, own, vector, error) ||
      !record_fits (receiving->log->sql, own->change, &fits, error))
    return FALSE;
  if (!fits || !value_fits (own->change))
    return refuse (sent, _ ("it holds a record or a value that this Yipu does not know."), error);
  if (!digest_fits (receiving, own->change))
    return refuse (sent, _ ("a value in it was altered on the way."), error);
  return TRUE;
}

/* --- Taking it in --- */

static void
touch (Receiving *receiving, const YipuChange *change, const char *field)
{
  g_autofree char *key = g_strconcat (change->kind, "\n", change->record, NULL);
  GHashTable *fields = g_hash_table_lookup (receiving->touched, key);

  if (!fields) {
    fields = g_hash_table_new (NULL, NULL);
    g_hash_table_insert (receiving->touched, g_steal_pointer (&key), fields);
  }
  g_hash_table_add (fields, (gpointer) g_intern_string (field));
}

static void
touch_all (Receiving *receiving, const YipuChange *change)
{
  const YipuKind *kind = yipu_kind_find (change->kind);

  if (change->field[0] != '\0')
    touch (receiving, change, change->field);
  for (guint i = 0; change->field[0] == '\0' && i < kind->n_fields; i++)
    touch (receiving, change, kind->fields[i].name);
}

#define FORGETS                                                                                    \
  "SELECT change.field, edit.replica, edit.seq FROM change JOIN edit ON edit.id = change.id >> 16" \
  " WHERE record = :record AND op = 'forget' AND (:field = '' OR field IN ('', :field))"

/* What was forgotten here before this change arrived, by somebody it had not heard of, is not to be
 * read here: not even now. */
static gboolean
blank_forgotten (Receiving *receiving,
                 const YipuSentEdit *sent,
                 const YipuChange *change,
                 gint64 id,
                 GHashTable *vector,
                 GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YipuQuery) query = yipu_sql_query (receiving->log->sql, error, FORGETS, ":record", 't',
                                                change->record, ":field", 't', change->field, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    gboolean seen =
        has_seen (sent->edit, vector, yipu_query_int (query, 1), yipu_query_int (query, 2));

    if (yipu_fault == YIPU_FAULT_BLANKS_WHAT_WAS_WRITTEN_AFTER)
      seen = FALSE;
    if (!seen && yipu_fault != YIPU_FAULT_NO_BLANKING_ON_ARRIVAL)
      g_ptr_array_add (fields, g_strdup (yipu_query_text (query, 0)));
  }
  for (guint i = 0; more == 0 && i < fields->len; i++) {
    receiving->has_blanked = TRUE;
    if (!yipu_forget_blank (receiving->log, id, fields->pdata[i], error))
      return FALSE;
  }
  return more == 0;
}

static gboolean
take_changes (Receiving *receiving, const YipuSentEdit *sent, GHashTable *vector, GError **error)
{
  YipuLogEdit *edit = sent->edit;

  for (guint i = 0; i < edit->changes->len; i++) {
    const YipuChange *change = edit->changes->pdata[i];
    gint64 id = edit->id << YIPU_CHANGE_BITS | i;

    touch_all (receiving, change);
    if (change->op == YIPU_OP_FORGET) {
      receiving->has_blanked = TRUE;
      if (!yipu_forget_blank_all (receiving->log, change, error))
        return FALSE;
    } else if (change->op != YIPU_OP_UNDO &&
               !blank_forgotten (receiving, sent, change, id, vector, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_new (Receiving *receiving, YipuSentEdit *sent, YipuReplica *replica, GError **error)
{
  YipuLog *log = receiving->log;
  YipuLogEdit *edit = sent->edit;
  GHashTable *vector = ensure_vector (receiving, replica->n, error);
  guint8 hash[YIPU_HASH_SIZE];
  gint64 lamport;
  guint8 ignored[YIPU_HASH_SIZE];

  if (!vector)
    return FALSE;
  edit->id = log->last_edit + 1;
  edit->replica = replica->n;
  edit->seq = sent->name.seq;
  if (!take_seen (receiving, sent, vector, error) ||
      !check_lamport (receiving, sent, vector, error))
    return FALSE;
  edit->undoes = 0;
  if (sent->undoes.replica) {
    const YipuReplica *other = yipu_log_find_replica (log, sent->undoes.replica);

    if (!other || !has_seen (edit, vector, other->n, sent->undoes.seq) ||
        find_edit (log, other->n, sent->undoes.seq, &edit->undoes, &lamport, ignored, error) <= 0)
      return refuse (sent, _ ("what it takes back is not here."), error);
  }
  g_ptr_array_set_size (edit->changes, 0);
  for (guint i = 0; i < sent->changes->len; i++) {
    const YipuSentChange *own = sent->changes->pdata[i];

    if (!check_change (receiving, sent, own, vector, error))
      return FALSE;
    g_ptr_array_add (edit->changes, own->change);
  }
  if (!yipu_log_hash (log, edit, replica->hash, hash, error))
    return FALSE;
  if (memcmp (hash, edit->hash, YIPU_HASH_SIZE) != 0)
    return refuse (sent, _ ("it was altered on the way."), error);
  if (!yipu_log_append (log, edit, error) || !take_changes (receiving, sent, vector, error))
    return FALSE;
  yipu_log_advance (log, edit);
  return TRUE;
}

static gboolean
pass_over (YipuLog *log, const YipuSentEdit *sent, const YipuReplica *replica, GError **error)
{
  guint8 hash[YIPU_HASH_SIZE] = { 0 };
  gint64 id, lamport;

  if (find_edit (log, replica->n, sent->name.seq, &id, &lamport, hash, error) < 0)
    return FALSE;
  if (memcmp (hash, sent->edit->hash, YIPU_HASH_SIZE) == 0)
    return TRUE;
  return refuse (sent, _ ("two copies share one identity, or its history was changed."), error);
}

static gboolean
take (Receiving *receiving, YipuSentEdit *sent, GError **error)
{
  YipuReplica *replica;

  if (sent->edit->schema > YIPU_SCHEMA) {
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NEWER,
                 _ ("These changes were made by a newer Yipu (catalog version %d; this one knows "
                    "%d): install the newer Yipu to receive them."),
                 (int) sent->edit->schema, YIPU_SCHEMA);
    return FALSE;
  }
  if (!yipu_uuid_is_valid (sent->name.replica))
    return refuse (sent, _ ("it does not say where it comes from."), error);
  replica = yipu_log_ensure_replica (receiving->log, sent->name.replica);
  if (sent->name.seq >= 1 && sent->name.seq <= replica->seq)
    return pass_over (receiving->log, sent, replica, error);
  if (sent->name.seq != replica->seq + 1)
    return refuse (sent, _ ("changes before it are missing; receive these first."), error);
  if (sent->changes->len == 0 || sent->changes->len > YIPU_MAX_CHANGES)
    return refuse (sent, _ ("no edit is as large or as empty as this."), error);
  return take_new (receiving, sent, replica, error);
}

/* --- The tables --- */

#define IS_FORGOTTEN                                                                               \
  "SELECT 1 FROM change WHERE record = :record AND op = 'forget' AND field = '' LIMIT 1"
#define COVERED                                                                                    \
  "SELECT 1 FROM change WHERE record = :record AND op = 'forget' AND field IN ('', :field) LIMIT 1"

static gboolean
check_blank (Receiving *receiving, GError **error)
{
  for (guint i = 0; i < receiving->blank->len; i++) {
    const YipuChange *change = receiving->blank->pdata[i];
    gint64 covered;

    if (!yipu_sql_number (receiving->log->sql, 0, &covered, error, COVERED, ":record", 't',
                          change->record, ":field", 't', change->field, NULL))
      return FALSE;
    if (covered)
      continue;
    g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_REFUSED,
                         _ ("A value is missing in what was received, though nobody had it "
                            "forgotten. Nothing was changed here."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
ensure_row (YipuSql *sql, const YipuKind *kind, const char *record, GError **error)
{
  g_autofree YipuValue *values = g_new0 (YipuValue, kind->n_fields);
  g_auto (YipuValue) gone = YIPU_VALUE_EMPTY;
  int found = yipu_table_get_value (sql, kind, record, 0, &gone, error);

  if (found != 0)
    return found > 0;
  return yipu_table_insert (sql, kind, record, values, error);
}

static gboolean
refresh_record (Receiving *receiving,
                const char *kind_id,
                const char *record,
                GHashTable *fields,
                GError **error)
{
  YipuSql *sql = receiving->log->sql;
  const YipuKind *kind = yipu_kind_find (kind_id);
  gint64 is_forgotten;
  GHashTableIter iter;
  const char *field;

  if (!yipu_sql_number (sql, 0, &is_forgotten, error, IS_FORGOTTEN, ":record", 't', record, NULL))
    return FALSE;
  if (is_forgotten)
    return yipu_forget_row (receiving->log, kind, record, error);
  if (!ensure_row (sql, kind, record, error))
    return FALSE;
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, (gpointer *) &field, NULL))
    if (!yipu_field_refresh (sql, kind_id, record, field, error))
      return FALSE;
  return TRUE;
}

static gboolean
refresh_tables (Receiving *receiving, GPtrArray *told, GError **error)
{
  GHashTableIter iter;
  const char *key;
  GHashTable *fields;

  g_hash_table_iter_init (&iter, receiving->touched);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &fields)) {
    g_auto (GStrv) parts = g_strsplit (key, "\n", 2);

    if (!refresh_record (receiving, parts[0], parts[1], fields, error))
      return FALSE;
    g_ptr_array_add (told, g_strconcat (parts[0], " ", parts[1], NULL));
  }
  return TRUE;
}

/* --- All of it --- */

/* The log in memory stands where the database does again. */
static gboolean
reopen_log (YipuCatalog *self, GError **error)
{
  g_autofree char *id = g_strdup (self->log->own->id);
  YipuLog *log = yipu_log_open (self->sql, id, error);

  if (!log)
    return FALSE;
  yipu_log_free (self->log);
  self->log = log;
  return TRUE;
}

static gboolean
take_all (YipuCatalog *self,
          Receiving *receiving,
          const GPtrArray *edits,
          GPtrArray *told,
          GError **error)
{
  for (guint i = 0; i < edits->len; i++)
    if (!take (receiving, edits->pdata[i], error))
      return FALSE;
  if (receiving->has_blanked && !yipu_forget_note (self->sql, error))
    return FALSE;
  return check_blank (receiving, error) && refresh_tables (receiving, told, error) &&
         yipu_catalog_seal_now (self, error) && yipu_sql_commit (self->sql, error);
}

static gboolean
receive_work (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  g_autoptr (GHashTable) vectors =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) fields =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) blank = g_ptr_array_new ();
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  Receiving receiving = { self->log, vectors, fields, blank, FALSE };

  if (!yipu_sql_begin (self->sql, error))
    return FALSE;
  if (!take_all (self, &receiving, data, told, error)) {
    yipu_sql_rollback (self->sql);
    reopen_log (self, NULL);
    return FALSE;
  }
  g_ptr_array_extend_and_steal (touched, g_steal_pointer (&told));
  if (receiving.has_blanked)
    yipu_forget_finish (self);
  return TRUE;
}

gboolean
yipu_exchange_receive (YipuCatalog *self, const GPtrArray *edits, GError **error)
{
  return yipu_catalog_work (self, receive_work, (gpointer) edits, error);
}
