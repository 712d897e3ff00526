/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sending: everything the other lacks, never a selection, so that what arrives is closed under
 * bases and forgets. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/copy.h"
#include "catalog/exchange.h"
#include "catalog/open.h"

static void
sent_change_free (gpointer data)
{
  YipuSentChange *sent = data;

  yipu_change_free (sent->change);
  g_array_unref (sent->bases);
  g_free (sent);
}

void
yipu_sent_edit_free (YipuSentEdit *sent)
{
  yipu_log_edit_free (sent->edit);
  g_array_unref (sent->seen);
  g_ptr_array_unref (sent->changes);
  g_free (sent);
}

static GArray *
names_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (YipuName));
}

static YipuSentEdit *
sent_edit_new (YipuLogEdit *edit)
{
  YipuSentEdit *sent = g_new0 (YipuSentEdit, 1);

  sent->edit = edit;
  g_ptr_array_set_free_func (edit->changes, NULL); /* they belong to sent->changes */
  sent->seen = names_new ();
  sent->changes = g_ptr_array_new_with_free_func (sent_change_free);
  return sent;
}

static YipuChange *
change_copy (const YipuChange *change)
{
  YipuChange *copy = yipu_change_new (change->kind, change->record, change->op, change->field);

  copy->value = yipu_value_copy (&change->value);
  copy->salt_text = yipu_value_copy (&change->salt_text);
  copy->has_salt = change->has_salt;
  copy->has_digest = change->has_digest;
  memcpy (copy->salt, change->salt, sizeof copy->salt);
  memcpy (copy->digest, change->digest, sizeof copy->digest);
  return copy;
}

YipuSentEdit *
yipu_sent_edit_copy (const YipuSentEdit *sent)
{
  const YipuLogEdit *edit = sent->edit;
  YipuLogEdit *own = yipu_log_edit_new (edit->person, edit->label, edit->act);
  YipuSentEdit *copy = sent_edit_new (own);

  own->lamport = edit->lamport;
  own->time = edit->time;
  own->group = g_strdup (edit->group);
  own->schema = edit->schema;
  memcpy (own->hash, edit->hash, sizeof own->hash);
  copy->name = sent->name;
  copy->undoes = sent->undoes;
  g_array_append_vals (copy->seen, sent->seen->data, sent->seen->len);
  for (guint i = 0; i < sent->changes->len; i++) {
    const YipuSentChange *change = sent->changes->pdata[i];
    YipuSentChange *other = g_new0 (YipuSentChange, 1);

    other->change = change_copy (change->change);
    other->bases = names_new ();
    g_array_append_vals (other->bases, change->bases->data, change->bases->len);
    g_ptr_array_add (copy->changes, other);
  }
  return copy;
}

GHashTable *
yipu_exchange_vector (YipuCatalog *self, GError **error)
{
  g_autoptr (YipuSql) sql = yipu_open_sql_for_reading (self->folder, error);
  g_autoptr (YipuLog) log = sql ? yipu_log_open (sql, "", error) : NULL;
  GHashTable *vector;

  if (!log)
    return NULL;
  vector = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < log->replicas->len; i++) {
    const YipuReplica *replica = log->replicas->pdata[i];
    if (replica->seq > 0)
      g_hash_table_insert (vector, (gpointer) g_intern_string (replica->id),
                           g_memdup2 (&replica->seq, sizeof replica->seq));
  }
  return vector;
}

static gboolean
name_edit (YipuLog *log, gint64 id, YipuName *name, GError **error)
{
  gint64 replica;

  if (!yipu_log_edit_name (log, id, &replica, &name->seq, error))
    return FALSE;
  name->replica = g_intern_string (yipu_log_get_replica (log, replica)->id);
  return TRUE;
}

/* Takes @change over. */
static gboolean
add_change (YipuLog *log, YipuSentEdit *sent, YipuChange *change, GError **error)
{
  YipuSentChange *own = g_new0 (YipuSentChange, 1);

  own->change = change;
  own->bases = names_new ();
  g_ptr_array_add (sent->changes, own);
  for (guint i = 0; change->bases && i < change->bases->len; i++) {
    gint64 id = g_array_index (change->bases, gint64, i);
    YipuName name = { .n = id & YIPU_MAX_CHANGES };

    if (!name_edit (log, id >> YIPU_CHANGE_BITS, &name, error))
      return FALSE;
    g_array_append_val (own->bases, name);
  }
  return TRUE;
}

static gboolean
fill (YipuLog *log, YipuSentEdit *sent, GError **error)
{
  YipuLogEdit *edit = sent->edit;
  gsize n_changes;
  g_autofree gpointer *changes = g_ptr_array_steal (edit->changes, &n_changes);

  sent->name =
      (YipuName){ g_intern_string (yipu_log_get_replica (log, edit->replica)->id), edit->seq, 0 };
  for (guint i = 0; i < edit->seen->len; i++) {
    const YipuSeen *seen = &g_array_index (edit->seen, YipuSeen, i);
    YipuName name = { g_intern_string (yipu_log_get_replica (log, seen->replica)->id), seen->seq,
                      0 };
    g_array_append_val (sent->seen, name);
  }
  for (gsize i = 0; i < n_changes; i++)
    if (!add_change (log, sent, changes[i], error)) {
      for (gsize rest = i + 1; rest < n_changes; rest++)
        yipu_change_free (changes[rest]);
      return FALSE;
    }
  return edit->undoes == 0 || name_edit (log, edit->undoes, &sent->undoes, error);
}

#define ALL_EDITS                                                                                  \
  "SELECT edit.id, replica.id, seq FROM edit JOIN replica ON replica.n = edit.replica ORDER BY edit.id"

static gboolean
collect_missing (YipuLog *log, GHashTable *vector, GPtrArray *edits, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, ALL_EDITS, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    const gint64 *known = g_hash_table_lookup (vector, yipu_query_text (query, 1));
    YipuLogEdit *edit;
    YipuSentEdit *sent;

    if (known && *known >= yipu_query_int (query, 2))
      continue;
    edit = yipu_log_read (log, yipu_query_int (query, 0), error);
    if (!edit)
      return FALSE;
    sent = sent_edit_new (edit);
    g_ptr_array_add (edits, sent);
    if (!fill (log, sent, error))
      return FALSE;
  }
  return more == 0;
}

GPtrArray *
yipu_exchange_read (YipuCatalog *self, GHashTable *vector, GError **error)
{
  g_autoptr (GPtrArray) edits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_sent_edit_free);
  g_autoptr (YipuSql) sql = yipu_open_sql_for_reading (self->folder, error);
  g_autoptr (YipuLog) log = NULL;

  if (sql && yipu_sql_run (sql, error, "BEGIN", NULL))
    log = yipu_log_open (sql, "", error);
  return log && collect_missing (log, vector, edits, error) ? g_steal_pointer (&edits) : NULL;
}

GPtrArray *
yipu_exchange_send (YipuCatalog *self, GHashTable *vector, GError **error)
{
  return yipu_catalog_seal (self, error) ? yipu_exchange_read (self, vector, error) : NULL;
}
