/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An edit while it is being made. Its sets go to the record tables at once, inside the edit's
 * transaction; its adds wait in memory until somebody reads or the edit ends, so that a record of
 * twenty fields is one row inserted and one change. The log's rows are written at the end. */
#include "catalog/edit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/faults.h"
#include "catalog/forget.h"
#include "catalog/order-key.h"
#include "catalog/reader-private.h"
#include "catalog/table.h"
#include "catalog/uuid.h"

#define MAX_VALUE (4 << 20)

/* A field set in this edit of a record that was there before. */
typedef struct {
  YipuChange *change; /* owned by the entry */
  guint field;
  YipuValue before;
  gboolean contested; /* shown only once the log is asked */
} PendingSet;

/* A record this edit touches. */
typedef struct {
  const YipuKind *kind;
  char *id;
  YipuChange *add;   /* owned by the entry; NULL when the record was there before */
  YipuValue *values; /* of the add, one a field */
  gboolean is_written;
  gboolean is_placed; /* "position" was set by the caller */
  GArray *sets;       /* of PendingSet */
} Touched;

struct _YipuEdit {
  YipuLog *log;
  YipuReader *reader;
  YipuLogEdit *entry;
  GHashTable *touched; /* id → Touched, owned */
  GPtrArray *adds;     /* of Touched, in order */
  guint n_written;     /* of @adds, from the first */
  gboolean is_open;
};

static void
touched_free (Touched *touched)
{
  for (guint i = 0; touched->values && i < touched->kind->n_fields; i++)
    yipu_value_clear (&touched->values[i]);
  for (guint i = 0; i < touched->sets->len; i++)
    yipu_value_clear (&g_array_index (touched->sets, PendingSet, i).before);
  g_array_unref (touched->sets);
  g_free (touched->values);
  g_free (touched->id);
  g_free (touched);
}

static gboolean invalid (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
invalid (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID, message);
  return FALSE;
}

static Touched *
touch (YipuEdit *edit, const YipuKind *kind, const char *id)
{
  Touched *touched = g_new0 (Touched, 1);

  touched->kind = kind;
  touched->id = g_strdup (id);
  touched->sets = g_array_new (FALSE, FALSE, sizeof (PendingSet));
  g_hash_table_insert (edit->touched, touched->id, touched);
  return touched;
}

static Touched *
ensure_touched (YipuEdit *edit, const char *record, GError **error)
{
  Touched *touched = g_hash_table_lookup (edit->touched, record);
  const YipuKind *kind;

  if (touched)
    return touched;
  kind = yipu_sql_kind_of (edit->log->sql, record, error);
  return kind ? touch (edit, kind, record) : NULL;
}

static gboolean
find_field (const YipuKind *kind, const char *field, guint *index, GError **error)
{
  int at = yipu_kind_index (kind, field);

  *index = (guint) at;
  return at >= 0 ||
         invalid (error, _ ("Records of kind “%s” have no field “%s”."), kind->id, field);
}

static gboolean
add_change (YipuEdit *edit, YipuChange *change, GError **error)
{
  if (edit->entry->changes->len >= YIPU_MAX_CHANGES) {
    yipu_change_free (change);
    return invalid (error, _ ("Too much at once: one edit holds %d changes. Do it in parts."),
                    YIPU_MAX_CHANGES);
  }
  g_ptr_array_add (edit->entry->changes, change);
  return TRUE;
}

/* --- Adds --- */

#define LAST_POSITION "SELECT max(position) FROM "

static const char *
last_position_sql (const YipuKind *kind)
{
  g_autoptr (GString) text = g_string_new (LAST_POSITION);

  yipu_sql_identifier (text, kind->id);
  if (kind->owner) {
    g_string_append (text, " WHERE ");
    yipu_sql_identifier (text, kind->owner);
    g_string_append (text, " IS :owner");
  }
  return g_intern_string (text->str);
}

/* The key after the last record with the same owner. */
static gboolean
place_last (YipuEdit *edit, Touched *touched, GError **error)
{
  const YipuKind *kind = touched->kind;
  guint place = (guint) yipu_kind_index (kind, "position");
  g_autoptr (YipuQuery) query = NULL;
  int more;

  if (kind->owner)
    query = yipu_sql_query (edit->log->sql, error, last_position_sql (kind), ":owner", 'v',
                            &touched->values[yipu_kind_index (kind, kind->owner)], NULL);
  else
    query = yipu_sql_query (edit->log->sql, error, last_position_sql (kind), NULL);
  more = query ? yipu_query_next (query, error) : -1;
  if (more < 0)
    return FALSE;
  yipu_value_clear (&touched->values[place]);
  touched->values[place] =
      (YipuValue){ YIPU_VALUE_TEXT, 0, yipu_order_key_between (yipu_query_text (query, 0), NULL) };
  return TRUE;
}

static gboolean
write_adds (YipuEdit *edit, GError **error)
{
  for (; edit->n_written < edit->adds->len; edit->n_written++) {
    Touched *touched = edit->adds->pdata[edit->n_written];

    if (touched->kind->ordered && !touched->is_placed && !place_last (edit, touched, error))
      return FALSE;
    if (!yipu_table_insert (edit->log->sql, touched->kind, touched->id, touched->values, error))
      return FALSE;
    touched->is_written = TRUE;
  }
  return TRUE;
}

static gboolean
before_reading (gpointer data, GError **error)
{
  return write_adds (data, error);
}

const char *
yipu_edit_add (YipuEdit *edit, const char *kind_id, const char *id, GError **error)
{
  const YipuKind *kind = yipu_kind_find (kind_id);
  g_autofree char *own = id ? NULL : yipu_edit_new_uuid ();
  gint64 known = 0;
  Touched *touched;

  if (!kind) {
    invalid (error, _ ("There is no kind of record called “%s”."), kind_id);
    return NULL;
  }
  if (id && !yipu_uuid_is_valid (id)) {
    invalid (error, _ ("“%.60s” is no id of a record: a UUID in small letters."), id);
    return NULL;
  }
  if (id && !yipu_sql_number (edit->log->sql, 0, &known, error,
                              "SELECT 1 FROM change WHERE record = :record LIMIT 1", ":record", 't',
                              id, NULL))
    return NULL;
  if (known || (id && g_hash_table_contains (edit->touched, id))) {
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_EXISTS,
                 _ ("There is a record %s already."), id);
    return NULL;
  }
  touched = touch (edit, kind, id ? id : own);
  touched->values = g_new0 (YipuValue, kind->n_fields);
  touched->add = yipu_change_new (kind->id, touched->id, YIPU_OP_ADD, "");
  if (!add_change (edit, touched->add, error)) {
    g_hash_table_remove (edit->touched, touched->id);
    return NULL;
  }
  g_ptr_array_add (edit->adds, touched);
  return touched->id;
}

/* --- Sets --- */

/* A field of a record added in this edit goes into the add, with the value's text. The list a
 * record belongs to decides its place, so that is found anew when the owner changes. */
static gboolean
set_in_add (YipuEdit *edit, Touched *touched, guint field, YipuValue *value, GError **error)
{
  const YipuKind *kind = touched->kind;
  const char *name = kind->fields[field].name;

  yipu_value_clear (&touched->values[field]);
  touched->values[field] = *value;
  *value = YIPU_VALUE_EMPTY;
  value = &touched->values[field];
  if (kind->ordered && strcmp (name, "position") == 0)
    touched->is_placed = value->type != YIPU_VALUE_NULL;
  if (!touched->is_written)
    return TRUE;
  if (!yipu_table_set (edit->log->sql, kind, touched->id, field, value, error))
    return FALSE;
  if (!kind->ordered || touched->is_placed || g_strcmp0 (name, kind->owner) != 0)
    return TRUE;
  field = (guint) yipu_kind_index (kind, "position");
  return place_last (edit, touched, error) &&
         yipu_table_set (edit->log->sql, kind, touched->id, field, &touched->values[field], error);
}

static PendingSet *
find_pending (Touched *touched, guint field)
{
  for (guint i = 0; i < touched->sets->len; i++) {
    PendingSet *pending = &g_array_index (touched->sets, PendingSet, i);
    if (pending->field == field)
      return pending;
  }
  return NULL;
}

/* As if it had not been set in this edit. */
static gboolean
drop_pending (YipuEdit *edit, Touched *touched, PendingSet *pending, GError **error)
{
  guint index = (guint) (pending - &g_array_index (touched->sets, PendingSet, 0));
  g_auto (YipuValue) before = pending->before;
  guint field = pending->field;

  g_ptr_array_remove (edit->entry->changes, pending->change);
  g_array_remove_index (touched->sets, index);
  return yipu_table_set (edit->log->sql, touched->kind, touched->id, field, &before, error);
}

static gboolean
set_again (
    YipuEdit *edit, Touched *touched, PendingSet *pending, const YipuValue *value, GError **error)
{
  if (yipu_value_equal (&pending->before, value) && !pending->contested)
    return drop_pending (edit, touched, pending, error);
  yipu_value_clear (&pending->change->value);
  pending->change->value = yipu_value_copy (value);
  return yipu_table_set (edit->log->sql, touched->kind, touched->id, pending->field, value, error);
}

/* @shown NULL: all are replaced. */
static gboolean
replaces (const YipuHead *head, const YipuHead *shown)
{
  if (!shown || yipu_fault == YIPU_FAULT_SET_REPLACES_ALL_HEADS)
    return TRUE;
  if (yipu_fault == YIPU_FAULT_SET_LEAVES_EQUAL_HEADS)
    return head == shown;
  return yipu_value_equal (&shown->value, &head->value);
}

/* What a set replaces: its one head, or, in a question, the shown head and those of equal value;
 * a settle replaces all heads (log.md, "What bases hold"). */
static gboolean
find_bases (YipuEdit *edit,
            Touched *touched,
            const char *field,
            gboolean settle,
            PendingSet *pending,
            GError **error)
{
  g_auto (YipuHeads) heads = { 0 };
  GArray *bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  const YipuHead *shown = NULL;

  pending->change->bases = bases;
  if (!yipu_heads_find (edit->log->sql, touched->id, field, &heads, error))
    return FALSE;
  pending->contested = heads.heads->len > 1;
  if (pending->contested && !settle) {
    if (!yipu_heads_load (edit->log->sql, field, &heads, error))
      return FALSE;
    shown = yipu_heads_shown (&heads, touched->kind, field);
  }
  for (guint i = 0; i < heads.heads->len; i++) {
    const YipuHead *head = &g_array_index (heads.heads, YipuHead, i);
    if (replaces (head, shown))
      g_array_append_val (bases, head->id);
  }
  return TRUE;
}

static gboolean
set_first (YipuEdit *edit,
           Touched *touched,
           guint field,
           const YipuValue *value,
           gboolean settle,
           GError **error)
{
  const YipuKind *kind = touched->kind;
  const char *name = kind->fields[field].name;
  g_auto (YipuValue) before = YIPU_VALUE_EMPTY;
  PendingSet pending = { .field = field };
  int found = yipu_table_get_value (edit->log->sql, kind, touched->id, field, &before, error);

  if (found == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND,
                 _ ("The record %s was forgotten."), touched->id);
  if (found <= 0)
    return FALSE;
  if (!settle && yipu_value_equal (&before, value))
    return TRUE;
  pending.change = yipu_change_new (kind->id, touched->id, YIPU_OP_SET, name);
  pending.change->value = yipu_value_copy (value);
  if (!add_change (edit, pending.change, error) ||
      !find_bases (edit, touched, name, settle, &pending, error))
    return FALSE;
  pending.before = before;
  before = YIPU_VALUE_EMPTY;
  g_array_append_val (touched->sets, pending);
  return yipu_table_set (edit->log->sql, kind, touched->id, field, value, error);
}

static gboolean
set_text (YipuEdit *edit,
          const char *record,
          const char *name,
          const char *text,
          gboolean settle,
          GError **error)
{
  g_auto (YipuValue) value = YIPU_VALUE_EMPTY;
  Touched *touched = ensure_touched (edit, record, error);
  PendingSet *pending;
  guint field;

  if (!touched || !find_field (touched->kind, name, &field, error) ||
      !yipu_value_from_text (&touched->kind->fields[field], text, &value, error))
    return FALSE;
  if (value.text && strlen (value.text) > MAX_VALUE)
    return invalid (error, _ ("The text of field “%s” is longer than 4 MB."), name);
  if (touched->add)
    return set_in_add (edit, touched, field, &value, error);
  pending = find_pending (touched, field);
  if (pending && !settle)
    return set_again (edit, touched, pending, &value, error);
  if (pending && !drop_pending (edit, touched, pending, error))
    return FALSE;
  return set_first (edit, touched, field, &value, settle, error);
}

gboolean
yipu_edit_set (
    YipuEdit *edit, const char *record, const char *field, const char *value, GError **error)
{
  return set_text (edit, record, field, value, FALSE, error);
}

gboolean
yipu_edit_set_int (
    YipuEdit *edit, const char *record, const char *field, gint64 value, GError **error)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  return set_text (edit, record, field, text, FALSE, error);
}

gboolean
yipu_edit_settle (
    YipuEdit *edit, const char *record, const char *field, const char *value, GError **error)
{
  return set_text (edit, record, field, value, TRUE, error);
}

gboolean
yipu_edit_remove (YipuEdit *edit, const char *record, GError **error)
{
  return set_text (edit, record, "gone", "1", FALSE, error);
}

/* --- Order --- */

static const char *
next_position_sql (const YipuKind *kind)
{
  g_autoptr (GString) text = g_string_new ("SELECT min(position) FROM ");

  yipu_sql_identifier (text, kind->id);
  g_string_append (text, " WHERE id <> :record AND (:low IS NULL OR position > :low)");
  if (kind->owner) {
    g_string_append (text, " AND ");
    yipu_sql_identifier (text, kind->owner);
    g_string_append (text, " IS :owner");
  }
  return g_intern_string (text->str);
}

static gboolean
read_field (YipuEdit *edit, Touched *touched, const char *field, YipuValue *value, GError **error)
{
  guint index = (guint) yipu_kind_index (touched->kind, field);
  int found =
      yipu_table_get_value (edit->log->sql, touched->kind, touched->id, index, value, error);

  if (found == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND,
                 _ ("The record %s was forgotten."), touched->id);
  return found > 0;
}

/* The key of the first record after @low in the list that @touched belongs to. */
static gboolean
next_position (YipuEdit *edit, Touched *touched, const YipuValue *low, char **high, GError **error)
{
  const YipuKind *kind = touched->kind;
  g_auto (YipuValue) owner = YIPU_VALUE_EMPTY;
  g_autoptr (YipuQuery) query = NULL;

  if (kind->owner && !read_field (edit, touched, kind->owner, &owner, error))
    return FALSE;
  query = yipu_sql_query (edit->log->sql, error, next_position_sql (kind), ":record", 't',
                          touched->id, ":low", 'v', low, NULL);
  if (query && kind->owner) {
    int at = sqlite3_bind_parameter_index (query, ":owner");
    sqlite3_bind_text (query, at, owner.text, -1, SQLITE_TRANSIENT);
  }
  if (!query || yipu_query_next (query, error) < 0)
    return FALSE;
  *high = g_strdup (yipu_query_text (query, 0));
  return TRUE;
}

gboolean
yipu_edit_move (YipuEdit *edit, const char *record, const char *after, GError **error)
{
  Touched *touched = ensure_touched (edit, record, error);
  Touched *neighbour = after ? ensure_touched (edit, after, error) : NULL;
  g_auto (YipuValue) low = YIPU_VALUE_EMPTY;
  g_autofree char *high = NULL;
  g_autofree char *key = NULL;

  if (!touched || (after && !neighbour) || !write_adds (edit, error))
    return FALSE;
  if (!touched->kind->ordered || (neighbour && neighbour->kind != touched->kind))
    return invalid (error, _ ("Records of kind “%s” have no place of their own in a list."),
                    touched->kind->id);
  if (neighbour && !read_field (edit, neighbour, "position", &low, error))
    return FALSE;
  if (!next_position (edit, touched, &low, &high, error))
    return FALSE;
  key = yipu_order_key_between (low.text, high);
  return yipu_edit_set (edit, record, "position", key, error);
}

/* --- Marks and forgetting --- */

void
yipu_edit_mark (
    YipuEdit *edit, const char *kind, const char *record, const char *field, GArray *bases)
{
  YipuChange *change = yipu_change_new (kind, record, YIPU_OP_UNDO, field);

  change->bases = bases;
  g_ptr_array_add (edit->entry->changes, change);
}

gboolean
yipu_edit_forget (YipuEdit *edit, const char *record, const char *field, GError **error)
{
  Touched *touched = ensure_touched (edit, record, error);
  g_auto (YipuHeads) heads = { 0 };
  YipuChange *change;
  guint index;

  if (!touched || (field && !find_field (touched->kind, field, &index, error)))
    return FALSE;
  if (touched->add || touched->sets->len > 0)
    return invalid (error, _ ("Forget a record in an edit of its own."));
  change = yipu_change_new (touched->kind->id, record, YIPU_OP_FORGET, field ? field : "");
  if (!add_change (edit, change, error) ||
      !yipu_forget_bases (edit->log->sql, record, change, error))
    return FALSE;
  return TRUE;
}

/* --- Beginning and ending --- */

YipuEdit *
yipu_edit_begin (YipuLog *log,
                 const char *person,
                 gint64 time,
                 const char *label,
                 const char *act,
                 GError **error)
{
  YipuEdit *edit;

  if (!yipu_sql_begin (log->sql, error))
    return NULL;
  edit = g_new0 (YipuEdit, 1);
  edit->is_open = TRUE;
  edit->log = log;
  edit->entry = yipu_log_edit_new (person, label, act);
  edit->entry->time = time;
  edit->touched =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) touched_free);
  edit->adds = g_ptr_array_new ();
  edit->reader = yipu_reader_new (log->sql, FALSE, before_reading, edit);
  return edit;
}

static void
finish_changes (YipuEdit *edit)
{
  for (guint i = 0; i < edit->adds->len; i++) {
    Touched *touched = edit->adds->pdata[i];
    g_autoptr (YipuAdd) add = yipu_add_from_values (touched->kind, touched->values);

    touched->add->value =
        (YipuValue){ YIPU_VALUE_TEXT, 0, yipu_add_encode (touched->kind, touched->values) };
    yipu_change_digest (touched->add, edit->log->hash, add);
  }
  for (guint i = 0; i < edit->entry->changes->len; i++) {
    YipuChange *change = edit->entry->changes->pdata[i];
    if (change->op != YIPU_OP_ADD)
      yipu_change_digest (change, edit->log->hash, NULL);
  }
}

/* The fields whose shown value is not plainly what was set: asked of the log, now that it holds
 * this edit. */
static gboolean
refresh_contested (YipuEdit *edit, GError **error)
{
  YipuSql *sql = edit->log->sql;
  GHashTableIter iter;
  Touched *touched;

  g_hash_table_iter_init (&iter, edit->touched);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &touched)) {
    for (guint i = 0; i < touched->sets->len; i++) {
      const PendingSet *pending = &g_array_index (touched->sets, PendingSet, i);
      if (pending->contested &&
          !yipu_field_refresh (sql, touched->kind->id, touched->id,
                               touched->kind->fields[pending->field].name, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Marks change what is shown; forgetting takes values out of all history. */
static gboolean
apply_marks (YipuEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->entry->changes->len; i++) {
    const YipuChange *change = edit->entry->changes->pdata[i];

    if (change->op == YIPU_OP_UNDO &&
        !yipu_field_refresh (edit->log->sql, change->kind, change->record, change->field, error))
      return FALSE;
    if (change->op == YIPU_OP_FORGET && !yipu_forget_apply (edit->log, change, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yipu_edit_commit (YipuEdit *edit, GError **error)
{
  if (edit->entry->changes->len == 0) {
    yipu_sql_rollback (edit->log->sql);
    edit->is_open = FALSE;
    return TRUE;
  }
  if (!write_adds (edit, error))
    return FALSE;
  finish_changes (edit);
  yipu_log_place (edit->log, edit->entry);
  if (!yipu_log_append (edit->log, edit->entry, error) || !refresh_contested (edit, error) ||
      !apply_marks (edit, error))
    return FALSE;
  edit->is_open = FALSE;
  if (!yipu_sql_commit (edit->log->sql, error))
    return FALSE;
  yipu_log_advance (edit->log, edit->entry);
  return TRUE;
}

void
yipu_edit_free (YipuEdit *edit)
{
  if (edit->is_open) {
    yipu_sql_rollback (edit->log->sql);
    g_ptr_array_set_size (edit->log->forgotten_files, 0);
  }
  yipu_reader_free (edit->reader);
  g_ptr_array_unref (edit->adds);
  g_hash_table_unref (edit->touched);
  yipu_log_edit_free (edit->entry);
  g_free (edit);
}

YipuLogEdit *
yipu_edit_get_entry (YipuEdit *edit)
{
  return edit->entry;
}

YipuLog *
yipu_edit_get_log (YipuEdit *edit)
{
  return edit->log;
}

void
yipu_edit_set_group (YipuEdit *edit, const char *group)
{
  g_free (edit->entry->group);
  edit->entry->group = g_strdup (group);
}

YipuReader *
yipu_edit_get_reader (YipuEdit *edit)
{
  return edit->reader;
}
