/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Typing. What is typed on in one field folds into the edit that holds it, as long as nobody can
 * have seen that edit: the log keeps what was meant, not every keystroke (log.md, "Writing"). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/faults.h"
#include "catalog/reader-private.h"
#include "catalog/table.h"

#define FOLD_US (60 * G_USEC_PER_SEC)

typedef struct {
  char *record;
  char *field;
  char *value;
} Typed;

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  g_free (typed->record);
  g_free (typed->field);
  g_free (typed->value);
  g_free (typed);
}

#define SEALED "SELECT value FROM meta WHERE key = 'sealed'"

static gboolean
can_fold (YipuCatalog *self, const char *person, const Typed *typed, gboolean *can, GError **error)
{
  const YipuFolding *folding = &self->folding;
  gint64 age = self->clock () - folding->started;
  gint64 sealed;

  *can = FALSE;
  if (folding->edit == 0 || folding->edit != self->log->last_edit || age < 0 || age >= FOLD_US ||
      strcmp (folding->person, person) != 0 || strcmp (folding->record, typed->record) != 0 ||
      strcmp (folding->field, typed->field) != 0)
    return TRUE;
  if (!yipu_sql_number (self->sql, 0, &sealed, error, SEALED, NULL))
    return FALSE;
  *can = self->log->own->seq > sealed || yipu_fault == YIPU_FAULT_FOLD_AFTER_LEAVING;
  return TRUE;
}

#define REPLACE_CHANGE "UPDATE change SET new = :new, salt = :salt, digest = :digest WHERE id = :id"
#define REPLACE_HASH "UPDATE edit SET hash = :hash WHERE id = :id"
#define HASH_BEFORE "SELECT hash FROM edit WHERE replica = :replica AND seq = :seq"

static gboolean
hash_before (YipuLog *log, const YipuLogEdit *edit, guint8 hash[YIPU_HASH_SIZE], GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, HASH_BEFORE, ":replica", 'i',
                                                edit->replica, ":seq", 'i', edit->seq - 1, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  memset (hash, 0, YIPU_HASH_SIZE);
  if (more > 0 && sqlite3_column_bytes (query, 0) == YIPU_HASH_SIZE)
    memcpy (hash, sqlite3_column_blob (query, 0), YIPU_HASH_SIZE);
  return more >= 0;
}

/* New value, salt, digest and hash; id, seq, lamport, time and bases stay. */
static gboolean
replace (YipuLog *log, YipuLogEdit *edit, const YipuValue *value, GError **error)
{
  YipuChange *change = edit->changes->pdata[0];
  guint8 previous[YIPU_HASH_SIZE];

  yipu_value_clear (&change->value);
  change->value = yipu_value_copy (value);
  yipu_change_digest (change, log->hash, NULL);
  return hash_before (log, edit, previous, error) &&
         yipu_log_hash (log, edit, previous, edit->hash, error) &&
         yipu_sql_run (log->sql, error, REPLACE_CHANGE, ":id", 'i', edit->id << YIPU_CHANGE_BITS,
                       ":new", 'v', value, ":salt", 'b', change->salt, (gsize) YIPU_SALT_SIZE,
                       ":digest", 'b', change->digest, (gsize) YIPU_HASH_SIZE, NULL) &&
         yipu_sql_run (log->sql, error, REPLACE_HASH, ":id", 'i', edit->id, ":hash", 'b',
                       edit->hash, (gsize) YIPU_HASH_SIZE, NULL) &&
         yipu_field_refresh (log->sql, change->kind, change->record, change->field, error);
}

static gboolean
fold (YipuCatalog *self, const Typed *typed, GPtrArray *touched, GError **error)
{
  YipuLog *log = self->log;
  g_autoptr (YipuLogEdit) edit = yipu_log_read (log, self->folding.edit, error);
  g_auto (YipuValue) value = YIPU_VALUE_EMPTY;
  const YipuChange *change = edit ? edit->changes->pdata[0] : NULL;
  const YipuKind *kind = change ? yipu_kind_find (change->kind) : NULL;

  if (!edit ||
      !yipu_value_from_text (yipu_kind_field (kind, typed->field), typed->value, &value, error))
    return FALSE;
  if (yipu_value_equal (&change->value, &value))
    return TRUE;
  if (!yipu_sql_begin (self->sql, error))
    return FALSE;
  if (!replace (log, edit, &value, error)) {
    yipu_sql_rollback (self->sql);
    return FALSE;
  }
  if (!yipu_sql_commit (self->sql, error))
    return FALSE;
  memcpy (log->own->hash, edit->hash, YIPU_HASH_SIZE);
  g_ptr_array_add (touched, g_strconcat (change->kind, " ", change->record, NULL));
  return TRUE;
}

static void
start_folding (YipuCatalog *self, const char *person, const Typed *typed, const YipuLogEdit *edit)
{
  YipuFolding *folding = &self->folding;

  folding->edit = edit->changes->len == 1 ? edit->id : 0;
  folding->started = self->clock ();
  g_free (folding->record);
  g_free (folding->field);
  g_free (folding->person);
  folding->record = g_strdup (typed->record);
  folding->field = g_strdup (typed->field);
  folding->person = g_strdup (person);
}

static gboolean
autosave_work (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  const Typed *typed = data;
  g_autoptr (YipuEdit) edit = NULL;
  gboolean can;

  if (!can_fold (self, person, typed, &can, error))
    return FALSE;
  if (can)
    return fold (self, typed, touched, error);
  edit = yipu_edit_begin (self->log, person, yipu_catalog_now (self), N_ ("Type"), "do", error);
  if (!edit || !yipu_edit_set (edit, typed->record, typed->field, typed->value, error) ||
      !yipu_catalog_commit (self, edit, touched, error))
    return FALSE;
  start_folding (self, person, typed, yipu_edit_get_entry (edit));
  return TRUE;
}

void
yipu_catalog_autosave (YipuCatalog *self,
                       const char *record,
                       const char *field,
                       const char *value,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Typed *typed;
  GTask *task;

  g_return_if_fail (YIPU_IS_CATALOG (self) && record && field);
  typed = g_new0 (Typed, 1);
  *typed = (Typed){ g_strdup (record), g_strdup (field), g_strdup (value) };
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, yipu_catalog_autosave);
  yipu_catalog_work_async (self, autosave_work, typed, typed_free, task);
}

gboolean
yipu_catalog_autosave_finish (YipuCatalog *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
end_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  self->folding.edit = 0;
  return TRUE;
}

void
yipu_catalog_autosave_end (YipuCatalog *self)
{
  g_return_if_fail (YIPU_IS_CATALOG (self));
  if (self->writer)
    yipu_catalog_work_async (self, end_work, NULL, NULL, g_task_new (self, NULL, NULL, NULL));
}
