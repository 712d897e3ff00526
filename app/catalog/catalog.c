/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog object: who may edit, and how what the writer thread did comes back to the main
 * context. Opening is in open.c. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/forget.h"
#include "catalog/lock.h"
#include "catalog/open.h"
#include "catalog/reader-private.h"
#include "catalog/search-private.h"

/* More than so many records touched are told as "everything". */
#define MAX_TOLD 1000

G_DEFINE_QUARK (yipu_catalog_error, yipu_catalog_error)
G_DEFINE_FINAL_TYPE (YipuCatalog, yipu_catalog, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- Telling what changed --- */

typedef struct {
  GWeakRef catalog;
  GPtrArray *records;
} Told;

static gboolean
tell_cb (gpointer data)
{
  Told *told = data;
  g_autoptr (YipuCatalog) self = g_weak_ref_get (&told->catalog);

  if (self && self->reader)
    g_signal_emit (self, signals[CHANGED], 0, told->records);
  return G_SOURCE_REMOVE;
}

static void
told_free (gpointer data)
{
  Told *told = data;

  g_weak_ref_clear (&told->catalog);
  g_ptr_array_unref (told->records);
  g_free (told);
}

static void
tell (YipuCatalog *self, GPtrArray *touched)
{
  g_autoptr (GSource) source = NULL;
  Told *told;

  if (touched->len == 0)
    return;
  if (touched->len > MAX_TOLD)
    g_ptr_array_set_size (touched, 0);
  told = g_new0 (Told, 1);
  g_weak_ref_init (&told->catalog, self);
  told->records = g_ptr_array_ref (touched);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, told, told_free);
  g_source_attach (source, self->context);
}

gboolean
yipu_changes_touch (GPtrArray *records, const char *kind, const char *id)
{
  gsize length = strlen (kind);

  for (guint i = 0; i < records->len; i++) {
    const char *record = records->pdata[i];

    if (strncmp (record, kind, length) == 0 && record[length] == ' ' &&
        (!id || strcmp (record + length + 1, id) == 0))
      return TRUE;
  }
  return records->len == 0;
}

/* --- Work for the writer --- */

typedef struct {
  YipuCatalog *self; /* no ref: closing waits for all work */
  YipuWork work;
  char *person;
  gpointer data;
  GDestroyNotify free_data;
  GTask *task; /* or, when somebody waits: */
  GMutex lock;
  GCond cond;
  gboolean is_done;
  gboolean result;
  GError *error;
} Work;

static void
do_work (Work *work)
{
  YipuCatalog *self = work->self;
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);

  work->result = work->work (self, work->person, work->data, touched, &work->error);
  g_assert (work->result == (work->error == NULL));
  tell (self, touched); /* also what a failed work had done before */
  if (work->free_data)
    work->free_data (work->data);
  g_free (work->person);
}

static void
run_async (gpointer data)
{
  Work *work = data;

  do_work (work);
  if (work->error)
    g_task_return_error (work->task, work->error);
  else
    g_task_return_boolean (work->task, TRUE);
  g_object_unref (work->task);
  g_free (work);
}

static void
run_waited_for (gpointer data)
{
  Work *work = data;

  do_work (work);
  g_mutex_lock (&work->lock);
  work->is_done = TRUE;
  g_cond_signal (&work->cond);
  g_mutex_unlock (&work->lock);
}

static void
run_here (gpointer data)
{
  do_work (data);
}

static void
wait_for (YipuWriter *writer, Work *work)
{
  g_mutex_init (&work->lock);
  g_cond_init (&work->cond);
  yipu_writer_push (writer, run_waited_for, work);
  g_mutex_lock (&work->lock);
  while (!work->is_done)
    g_cond_wait (&work->cond, &work->lock);
  g_mutex_unlock (&work->lock);
  g_mutex_clear (&work->lock);
  g_cond_clear (&work->cond);
}

gboolean
yipu_catalog_check_writable (YipuCatalog *self, GError **error)
{
  if (self->writer)
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY,
               _ ("The catalog “%s” is open for reading only."), self->name);
  return FALSE;
}

static char *
dup_person (YipuCatalog *self)
{
  return g_strdup (g_atomic_pointer_get (&self->person));
}

gboolean
yipu_catalog_work (YipuCatalog *self, YipuWork func, gpointer data, GError **error)
{
  Work work = { .self = self, .work = func, .data = data };

  if (!yipu_catalog_check_writable (self, error))
    return FALSE;
  g_return_val_if_fail (!yipu_writer_is_current (self->writer), FALSE);
  work.person = dup_person (self);
  if (!yipu_writer_run_here (self->writer, run_here, &work))
    wait_for (self->writer, &work);
  if (work.error)
    g_propagate_error (error, work.error);
  return work.result;
}

void
yipu_catalog_work_async (
    YipuCatalog *self, YipuWork func, gpointer data, GDestroyNotify free_data, GTask *task)
{
  GError *error = NULL;
  Work *work;

  if (!yipu_catalog_check_writable (self, &error)) {
    g_task_return_error (task, error);
    g_object_unref (task);
    if (free_data)
      free_data (data);
    return;
  }
  work = g_new0 (Work, 1);
  *work = (Work){ .self = self,
                  .work = func,
                  .person = dup_person (self),
                  .data = data,
                  .free_data = free_data,
                  .task = task };
  yipu_writer_push (self->writer, run_async, work);
}

gint64
yipu_catalog_now (YipuCatalog *self)
{
  return self->clock () / G_USEC_PER_SEC;
}

static void
note_touched (GPtrArray *touched, const YipuLogEdit *entry)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entry->changes->len; i++) {
    const YipuChange *change = entry->changes->pdata[i];

    if (g_hash_table_add (seen, change->record))
      g_ptr_array_add (touched, g_strconcat (change->kind, " ", change->record, NULL));
  }
}

static gboolean
forgets (const YipuLogEdit *entry)
{
  for (guint i = 0; i < entry->changes->len; i++)
    if (((const YipuChange *) entry->changes->pdata[i])->op == YIPU_OP_FORGET)
      return TRUE;
  return FALSE;
}

/* What was forgotten leaves the free pages and the WAL too. The edit stands already: where this
 * fails, on a full disk perhaps, the next start does it. */
void
yipu_forget_finish (YipuCatalog *self)
{
  g_autoptr (GError) error = NULL;

  yipu_forget_files (self->log, self->folder);
  yipu_search_forget (self);
  if (!yipu_sql_vacuum (self->sql, &error) ||
      !yipu_sql_run (self->sql, &error, "DELETE FROM meta WHERE key = 'unclean'", NULL))
    g_message ("Free pages are not clean yet: %s", error->message);
  /* While somebody reads an older state it waits for the writer's next rest. */
  self->must_truncate = !yipu_open_checkpoint (self->sql, TRUE);
}

gboolean
yipu_catalog_commit (YipuCatalog *self, YipuEdit *edit, GPtrArray *touched, GError **error)
{
  if (!yipu_edit_commit (edit, error))
    return FALSE;
  note_touched (touched, yipu_edit_get_entry (edit));
  if (forgets (yipu_edit_get_entry (edit)))
    yipu_forget_finish (self);
  return TRUE;
}

/* --- Edits --- */

typedef struct {
  char *label;
  YipuEditFunc func;
  gpointer data;
  GDestroyNotify free_data;
} EditWork;

static gboolean
edit_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  EditWork *work = data;
  g_autoptr (YipuEdit) edit =
      yipu_edit_begin (self->log, person, yipu_catalog_now (self), work->label, "do", error);

  return edit && work->func (edit, work->data, error) &&
         yipu_catalog_commit (self, edit, touched, error);
}

static void
edit_work_free (gpointer data)
{
  EditWork *work = data;

  if (work->free_data)
    work->free_data (work->data);
  g_free (work->label);
  g_free (work);
}

gboolean
yipu_catalog_edit (
    YipuCatalog *self, const char *label, YipuEditFunc func, gpointer data, GError **error)
{
  EditWork work = { .label = (char *) label, .func = func, .data = data };

  g_return_val_if_fail (YIPU_IS_CATALOG (self) && label && func, FALSE);
  return yipu_catalog_work (self, edit_work, &work, error);
}

void
yipu_catalog_edit_async (YipuCatalog *self,
                         const char *label,
                         YipuEditFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  EditWork *work;
  GTask *task;

  g_return_if_fail (YIPU_IS_CATALOG (self) && label && func);
  work = g_new0 (EditWork, 1);
  *work = (EditWork){ g_strdup (label), func, data, free_data };
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, yipu_catalog_edit_async);
  yipu_catalog_work_async (self, edit_work, work, edit_work_free, task);
}

gboolean
yipu_catalog_edit_finish (YipuCatalog *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
no_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  return TRUE;
}

void
yipu_catalog_flush (YipuCatalog *self)
{
  g_return_if_fail (YIPU_IS_CATALOG (self));
  if (self->writer)
    yipu_catalog_work (self, no_work, NULL, NULL);
}

/* --- What it is --- */

const char *
yipu_catalog_get_folder (YipuCatalog *self)
{
  return self->folder;
}

const char *
yipu_catalog_get_name (YipuCatalog *self)
{
  return self->name;
}

const char *
yipu_catalog_get_id (YipuCatalog *self)
{
  return self->id;
}

const char *
yipu_catalog_get_replica (YipuCatalog *self)
{
  return self->identity ? self->identity->id : "";
}

const char *
yipu_catalog_get_notice (YipuCatalog *self)
{
  return self->notice;
}

gboolean
yipu_catalog_is_read_only (YipuCatalog *self)
{
  return self->is_read_only;
}

YipuReader *
yipu_catalog_get_reader (YipuCatalog *self)
{
  return self->reader;
}

YipuReader *
yipu_catalog_open_reader (YipuCatalog *self, GError **error)
{
  YipuSql *sql = yipu_open_sql_for_reading (self->folder, error);

  return sql ? yipu_reader_new (sql, TRUE, NULL, NULL) : NULL;
}

const char *
yipu_catalog_get_person (YipuCatalog *self)
{
  return self->person;
}

void
yipu_catalog_set_person (YipuCatalog *self, const char *person)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (YIPU_IS_CATALOG (self) && person);
  /* Interned: the writer's side may just be copying the one before. */
  g_atomic_pointer_set (&self->person, g_intern_string (person));
  if (!self->identity || strcmp (self->identity->person, person) == 0)
    return;
  g_free (self->identity->person);
  self->identity->person = g_strdup (person);
  if (!yipu_identity_save (self->identity, &error))
    g_message ("Who is typing could not be kept: %s", error->message);
}

/* --- Its end --- */

void
yipu_catalog_close (YipuCatalog *self)
{
  g_return_if_fail (YIPU_IS_CATALOG (self));
  g_clear_pointer (&self->writer, yipu_writer_free);
  if (self->log) {
    self->identity->seq = self->log->own->seq;
    yipu_identity_save (self->identity, NULL);
  }
  g_clear_pointer (&self->log, yipu_log_free);
  g_clear_pointer (&self->reader, yipu_reader_free);
  if (self->sql)
    yipu_open_checkpoint (self->sql, TRUE);
  g_clear_pointer (&self->sql, yipu_sql_close);
  if (self->lock >= 0)
    yipu_lock_release (self->lock);
  self->lock = -1;
}

static void
yipu_catalog_finalize (GObject *object)
{
  YipuCatalog *self = YIPU_CATALOG (object);

  yipu_catalog_close (self);
  g_clear_pointer (&self->identity, yipu_identity_free);
  g_main_context_unref (self->context);
  g_free (self->folding.record);
  g_free (self->folding.field);
  g_free (self->folding.person);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->id);
  g_free (self->notice);
  G_OBJECT_CLASS (yipu_catalog_parent_class)->finalize (object);
}

static void
yipu_catalog_class_init (YipuCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yipu_catalog_finalize;
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_CATALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
yipu_catalog_init (YipuCatalog *self)
{
  self->lock = -1;
  self->clock = g_get_real_time;
  self->person = "";
  self->context = g_main_context_ref_thread_default ();
}
