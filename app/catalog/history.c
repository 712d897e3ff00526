/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History: the log, newest first, in words a page can show. */
#include <yipu/history.h>

#include "catalog/heads.h"
#include "catalog/reader-private.h"
#include "catalog/take-back.h"

#define MAX_CHANGES 200

static void
change_free (gpointer data)
{
  YipuHistoryChange *change = data;

  g_free (change->kind);
  g_free (change->record);
  g_free (change->op);
  g_free (change->field);
  g_free (change->value);
  g_free (change->before);
  g_free (change);
}

static void
edit_free (gpointer data)
{
  YipuHistoryEdit *edit = data;

  g_ptr_array_unref (edit->changes);
  g_free (edit->name);
  g_free (edit->person);
  g_free (edit->label);
  g_free (edit->act);
  g_free (edit->group);
  g_free (edit);
}

#define EDITS                                                                                      \
  "SELECT edit.id, replica.id, seq, person, time, label, act, \"group\" FROM edit"                 \
  " JOIN replica ON replica.n = edit.replica WHERE edit.id < :before ORDER BY edit.id DESC"        \
  " LIMIT :limit"
#define EDITS_OF_RECORD                                                                            \
  "SELECT edit.id, replica.id, seq, person, time, label, act, \"group\" FROM edit"                 \
  " JOIN replica ON replica.n = edit.replica WHERE edit.id < :before AND edit.id IN"               \
  " (SELECT id >> 16 FROM change WHERE record = :record) ORDER BY edit.id DESC LIMIT :limit"

static YipuHistoryEdit *
edit_from_row (YipuQuery *query)
{
  YipuHistoryEdit *edit = g_new0 (YipuHistoryEdit, 1);

  edit->id = yipu_query_int (query, 0);
  edit->name = g_strdup_printf ("%s:%" G_GINT64_FORMAT, yipu_query_text (query, 1),
                                yipu_query_int (query, 2));
  edit->person = g_strdup (yipu_query_text (query, 3));
  edit->time = yipu_query_int (query, 4);
  edit->label = g_strdup (yipu_query_text (query, 5));
  edit->act = g_strdup (yipu_query_text (query, 6));
  edit->group = g_strdup (yipu_query_text (query, 7));
  edit->changes = g_ptr_array_new_with_free_func (change_free);
  return edit;
}

static GPtrArray *
read_edits (YipuSql *sql, const char *record, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func (edit_free);
  gint64 end = before ? before : G_MAXINT64;
  g_autoptr (YipuQuery) query =
      record ? yipu_sql_query (sql, error, EDITS_OF_RECORD, ":before", 'i', end, ":limit", 'i',
                               (gint64) limit, ":record", 't', record, NULL)
             : yipu_sql_query (sql, error, EDITS, ":before", 'i', end, ":limit", 'i',
                               (gint64) limit, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0)
    g_ptr_array_add (edits, edit_from_row (query));
  return more == 0 ? g_steal_pointer (&edits) : NULL;
}

#define CHANGES                                                                                    \
  "SELECT kind, record, op, field, new, bases FROM change WHERE id >= :first AND id < :end"        \
  " AND (:record IS NULL OR record = :record) ORDER BY id LIMIT :limit"
#define N_CHANGES "SELECT count(*) FROM change WHERE id >= :first AND id < :end"

/* The first base of each change, for finding what it replaced; 0 for none. */
static gboolean
read_changes (
    YipuSql *sql, YipuHistoryEdit *edit, const char *record, GArray *bases, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, CHANGES, ":first", 'i', edit->id << YIPU_CHANGE_BITS, ":end", 'i',
                      (edit->id + 1) << YIPU_CHANGE_BITS, ":record", 't', record, ":limit", 'i',
                      (gint64) MAX_CHANGES, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    YipuHistoryChange *change = g_new0 (YipuHistoryChange, 1);
    g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_auto (YipuValue) value = yipu_query_value (query, 4);
    gint64 base = 0;

    change->kind = g_strdup (yipu_query_text (query, 0));
    change->record = g_strdup (yipu_query_text (query, 1));
    change->op = g_strdup (yipu_query_text (query, 2));
    change->field = g_strdup (yipu_query_text (query, 3));
    if (g_str_equal (change->op, "set"))
      change->value = yipu_value_to_text (&value);
    if (yipu_query_text (query, 5) && yipu_bases_parse (yipu_query_text (query, 5), own))
      base = g_array_index (own, gint64, own->len - 1);
    g_ptr_array_add (edit->changes, change);
    g_array_append_val (bases, base);
  }
  return more == 0;
}

#define VALUE_AT "SELECT op, new FROM change WHERE id = :id"

/* What a set replaced is the value of its base: a value stands in one place in the log. */
static gboolean
read_before (YipuSql *sql, YipuHistoryChange *change, gint64 base, GError **error)
{
  g_autoptr (YipuQuery) query = NULL;
  g_autoptr (YipuAdd) add = NULL;
  const YipuValue *value = NULL;
  g_auto (YipuValue) set = YIPU_VALUE_EMPTY;
  int more;

  if (base == 0 || !g_str_equal (change->op, "set"))
    return TRUE;
  query = yipu_sql_query (sql, error, VALUE_AT, ":id", 'i', base, NULL);
  more = query ? yipu_query_next (query, error) : -1;
  if (more <= 0 || !yipu_query_text (query, 1))
    return more >= 0;
  if (g_strcmp0 (yipu_query_text (query, 0), "add") == 0) {
    add = yipu_add_parse (yipu_query_text (query, 1));
    value = add ? yipu_add_find (add, change->field) : NULL;
  } else {
    set = yipu_query_value (query, 1);
    value = &set;
  }
  change->before = value ? yipu_value_to_text (value) : NULL;
  return TRUE;
}

static gboolean
fill (YipuSql *sql, YipuHistoryEdit *edit, const char *record, GError **error)
{
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 count;

  if (!read_changes (sql, edit, record, bases, error) ||
      !yipu_sql_number (sql, 0, &count, error, N_CHANGES, ":first", 'i',
                        edit->id << YIPU_CHANGE_BITS, ":end", 'i',
                        (edit->id + 1) << YIPU_CHANGE_BITS, NULL) ||
      !yipu_edit_is_undone (sql, edit->id, &edit->undone, error))
    return FALSE;
  edit->n_changes = (guint) count;
  for (guint i = 0; i < edit->changes->len; i++)
    if (!read_before (sql, edit->changes->pdata[i], g_array_index (bases, gint64, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *
yipu_history_list (
    YipuReader *reader, const char *record, gint64 before, guint limit, GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (GPtrArray) edits = sql ? read_edits (sql, record, before, limit, error) : NULL;

  for (guint i = 0; edits && i < edits->len; i++)
    if (!fill (sql, edits->pdata[i], record, error))
      return NULL;
  return g_steal_pointer (&edits);
}
