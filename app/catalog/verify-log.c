/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verifying the log itself: references, digests, and the chain of hashes that ties every edit to
 * the one before it of the same replica and to what it had seen of the others. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/verify.h"

#define LOST_UNDONE                                                                                \
  "SELECT id FROM edit WHERE undoes IS NOT NULL AND undoes NOT IN (SELECT id FROM edit)"
gboolean
yipu_verify_references (YipuSql *sql,
                        GPtrArray *findings,
                        const YipuProgress *progress,
                        GError **error)
{
  g_autoptr (YipuQuery) query = NULL;
  int more = -1;

  if (!yipu_progress_step (progress, 0, error, _ ("Looking through the history")))
    return FALSE;
  query = yipu_sql_query (sql, error, LOST_UNDONE, NULL);
  while (query && (more = yipu_query_next (query, error)) > 0)
    yipu_verify_tell (findings, "catalog.bases", NULL, NULL, NULL,
                      _ ("Edit %ld takes back one that is not in the history."),
                      (long) yipu_query_int (query, 0));
  return more == 0;
}

/* --- The chain --- */

/* Where one replica stood, as the walk has come to it. */
typedef struct {
  gint64 seq;
  guint8 hash[YIPU_HASH_SIZE];
  GHashTable *lamports; /* seq → lamport, of all its edits; numbers owned */
  GHashTable *vector;   /* replica n → seq it has seen */
} Standing;

typedef struct {
  YipuSql *sql;
  YipuLog *log;
  GPtrArray *findings;
  GHashTable *standings; /* replica n → Standing, owned */
} Chain;

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_hash_table_unref (standing->lamports);
  g_hash_table_unref (standing->vector);
  g_free (standing);
}

static Standing *
ensure_standing (Chain *chain, gint64 replica)
{
  Standing *standing = g_hash_table_lookup (chain->standings, GINT_TO_POINTER ((int) replica));

  if (standing)
    return standing;
  standing = g_new0 (Standing, 1);
  standing->lamports = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  standing->vector = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (chain->standings, GINT_TO_POINTER ((int) replica), standing);
  return standing;
}

static gint64
lamport_at (Chain *chain, gint64 replica, gint64 seq)
{
  gint64 *lamport = g_hash_table_lookup (ensure_standing (chain, replica)->lamports, &seq);

  return lamport ? *lamport : 0;
}

static void
tell_edit (Chain *chain, const YipuLogEdit *edit, const char *sentence)
{
  const YipuReplica *replica = yipu_log_get_replica (chain->log, edit->replica);

  yipu_verify_tell (chain->findings, "catalog.chain", NULL, NULL, NULL,
                    /* Translators: what is wrong, then an edit's name */
                    _ ("%s (Edit %ld of %s.)"), sentence, (long) edit->seq, replica->id);
}

/* Whether the vector already holds as much of @seen; then @edit saw nothing new. */
static gboolean
advance_vector (Standing *standing, const YipuSeen *seen)
{
  gint64 *known = g_hash_table_lookup (standing->vector, GINT_TO_POINTER ((int) seen->replica));

  if (known && *known >= seen->seq)
    return FALSE;
  g_hash_table_insert (standing->vector, GINT_TO_POINTER ((int) seen->replica),
                       g_memdup2 (&seen->seq, sizeof seen->seq));
  return TRUE;
}

static void
check_place (Chain *chain, const YipuLogEdit *edit, Standing *standing)
{
  gint64 greatest = lamport_at (chain, edit->replica, edit->seq - 1);
  GHashTableIter iter;
  gpointer replica, seq;

  if (edit->seq != standing->seq + 1)
    tell_edit (chain, edit, _ ("Edits before this one are missing."));
  for (guint i = 0; i < edit->seen->len; i++) {
    const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, i);

    if (lamport_at (chain, seen->replica, seen->seq) == 0)
      tell_edit (chain, edit, _ ("An edit that this one had seen is not here."));
    advance_vector (standing, seen);
  }
  g_hash_table_iter_init (&iter, standing->vector);
  while (g_hash_table_iter_next (&iter, &replica, &seq))
    greatest = MAX (greatest, lamport_at (chain, GPOINTER_TO_INT (replica), *(gint64 *) seq));
  if (edit->lamport != greatest + 1)
    tell_edit (chain, edit, _ ("This edit's place in the order is not right."));
}

#define COVERED                                                                                    \
  "SELECT 1 FROM change WHERE record = :record AND op = 'forget' AND field IN ('', :field) LIMIT 1"
#define MARKED                                                                                     \
  "SELECT count(*) FROM change WHERE id = :id AND record = :record AND op <> 'forget'"             \
  " AND (field = :field OR (op = 'add' AND :field = 'gone'))"

static gboolean
check_blank (Chain *chain, const YipuChange *change, const YipuLogEdit *edit, GError **error)
{
  gint64 covered;

  if (!yipu_sql_number (chain->sql, 0, &covered, error, COVERED, ":record", 't', change->record,
                        ":field", 't', change->field, NULL))
    return FALSE;
  if (!covered)
    tell_edit (chain, edit, _ ("A value is missing, though nobody had it forgotten."));
  return TRUE;
}

static gboolean
check_mark (Chain *chain, const YipuChange *change, const YipuLogEdit *edit, GError **error)
{
  for (guint i = 0; change->bases && i < change->bases->len; i++) {
    gint64 fits;

    if (!yipu_sql_number (chain->sql, 0, &fits, error, MARKED, ":id", 'i',
                          g_array_index (change->bases, gint64, i), ":record", 't', change->record,
                          ":field", 't', change->field, NULL))
      return FALSE;
    if (!fits)
      tell_edit (chain, edit, _ ("It takes back a change of another field."));
  }
  return TRUE;
}

static gboolean
check_change (Chain *chain, const YipuChange *change, const YipuLogEdit *edit, GError **error)
{
  gboolean holds_value = change->op == YIPU_OP_ADD || change->op == YIPU_OP_SET;
  gboolean is_blank = !change->has_salt && change->salt_text.type == YIPU_VALUE_NULL;

  if (!holds_value) {
    if (change->has_digest || !is_blank || change->value.type != YIPU_VALUE_NULL)
      tell_edit (chain, edit, _ ("A mark holds a value."));
    return change->op != YIPU_OP_UNDO || check_mark (chain, change, edit, error);
  }
  if (!change->has_digest)
    tell_edit (chain, edit, _ ("A value has no digest."));
  else if (is_blank && change->value.type == YIPU_VALUE_NULL)
    return check_blank (chain, change, edit, error);
  else if (!yipu_change_fits_digest (change, chain->log->hash))
    tell_edit (chain, edit, _ ("A value was altered after it was written."));
  return TRUE;
}

static gboolean
check_edit (Chain *chain, YipuLogEdit *edit, GError **error)
{
  Standing *standing = ensure_standing (chain, edit->replica);
  guint8 hash[YIPU_HASH_SIZE];
  gint64 *lamport = g_memdup2 (&edit->lamport, sizeof edit->lamport);

  check_place (chain, edit, standing);
  g_hash_table_insert (standing->lamports, g_memdup2 (&edit->seq, sizeof edit->seq), lamport);
  if (edit->changes->len == 0)
    tell_edit (chain, edit, _ ("An edit without changes."));
  if (!yipu_log_hash (chain->log, edit, standing->hash, hash, error))
    return FALSE;
  if (memcmp (hash, edit->hash, YIPU_HASH_SIZE) != 0)
    tell_edit (chain, edit, _ ("This edit, or one before it, was altered after it was written."));
  memcpy (standing->hash, edit->hash, YIPU_HASH_SIZE);
  standing->seq = edit->seq;
  for (guint i = 0; i < edit->changes->len; i++)
    if (!check_change (chain, edit->changes->pdata[i], edit, error))
      return FALSE;
  return TRUE;
}

#define EDIT_IDS "SELECT id FROM edit ORDER BY id"

static gboolean
check_edits (Chain *chain, const YipuProgress *progress, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (chain->sql, error, EDIT_IDS, NULL);
  guint64 n = 0;
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    g_autoptr (YipuLogEdit) edit = yipu_log_read (chain->log, yipu_query_int (query, 0), error);

    if (!edit || !check_edit (chain, edit, error))
      return FALSE;
    if (++n % 100 == 0 &&
        !yipu_progress_step (progress, n, error, _ ("Checking %ld edits"), (long) n))
      return FALSE;
  }
  return more == 0;
}

gboolean
yipu_verify_chain (YipuSql *sql, GPtrArray *findings, const YipuProgress *progress, GError **error)
{
  g_autoptr (YipuLog) log = yipu_log_open (sql, "", error);
  g_autoptr (GHashTable) standings = g_hash_table_new_full (NULL, NULL, NULL, standing_free);
  Chain chain = { sql, log, findings, standings };

  return log && check_edits (&chain, progress, error);
}
