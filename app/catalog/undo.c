/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ctrl+Z, Ctrl+Y and reverting from History. Both stacks are queries on the log, so they are the
 * same after a restart (log.md, "Undo is a mark"). */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/history.h>

#include "catalog/catalog-private.h"
#include "catalog/job.h"
#include "catalog/reader-private.h"
#include "catalog/take-back.h"
#include "catalog/undo.h"

typedef enum { STACK_UNDO, STACK_REDO } Stack;

void
yipu_undone_free (YipuUndone *undone)
{
  g_free (undone->label);
  g_strfreev (undone->skipped);
  g_free (undone->kind);
  g_free (undone->record);
  g_free (undone);
}

/* An edit on a stack. */
typedef struct {
  gint64 id;
  gint64 seq;
  char *label;
  char *group;
} Entry;

static void
entry_clear (Entry *entry)
{
  g_clear_pointer (&entry->label, g_free);
  g_clear_pointer (&entry->group, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

#define NEXT_DOWN                                                                                  \
  "SELECT id, seq, label, \"group\", act FROM edit"                                                \
  " WHERE replica = (SELECT n FROM replica WHERE id = :replica) AND seq < :before"                 \
  " AND person = :person ORDER BY seq DESC LIMIT 1"

/* This person's edit before @before here, of any act: 1, 0 at the end, -1 with @error set. */
static int
next_down (YipuSql *sql,
           const char *replica,
           const char *person,
           gint64 before,
           Entry *entry,
           char **act,
           GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, NEXT_DOWN, ":replica", 't', replica, ":before", 'i', before,
                      ":person", 't', person, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more <= 0)
    return more;
  entry_clear (entry);
  *entry = (Entry){ yipu_query_int (query, 0), yipu_query_int (query, 1),
                    g_strdup (yipu_query_text (query, 2)), g_strdup (yipu_query_text (query, 3)) };
  g_free (*act);
  *act = g_strdup (yipu_query_text (query, 4));
  return 1;
}

/* The first edit down @stack, below @before, that is not undone: 1, 0, -1 with @error set. */
static int
next_on_stack (YipuSql *sql,
               Stack stack,
               const char *replica,
               const char *person,
               gint64 before,
               Entry *entry,
               GError **error)
{
  g_autofree char *act = NULL;
  gboolean undone;
  int more;

  while ((more = next_down (sql, replica, person, before, entry, &act, error)) > 0) {
    before = entry->seq;
    if (strcmp (act, "do") == 0 && stack == STACK_REDO)
      return 0;
    if (strcmp (act, stack == STACK_UNDO ? "do" : "undo") != 0)
      continue;
    if (!yipu_edit_is_undone (sql, entry->id, &undone, error))
      return -1;
    if (!undone)
      return 1;
  }
  return more;
}

#define REST_OF_GROUP                                                                              \
  "SELECT id FROM edit WHERE \"group\" = :group AND act = :act AND id <= :id ORDER BY id DESC"

/* The edits that go with @entry, newest first, itself among them. */
static GArray *
with_group (YipuSql *sql, const Entry *entry, const char *act, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YipuQuery) query = NULL;
  int more = -1;

  if (!entry->group) {
    g_array_append_val (ids, entry->id);
    return g_steal_pointer (&ids);
  }
  query = yipu_sql_query (sql, error, REST_OF_GROUP, ":group", 't', entry->group, ":act", 't', act,
                          ":id", 'i', entry->id, NULL);
  while (query && (more = yipu_query_next (query, error)) > 0) {
    gint64 id = yipu_query_int (query, 0);
    g_array_append_val (ids, id);
  }
  return more == 0 ? g_steal_pointer (&ids) : NULL;
}

/* --- Taking back, on the writer thread --- */

typedef struct {
  YipuCatalog *self;
  const char *person;
  const char *act;
  const char *label;
  char *group;
  GPtrArray *touched;
  GPtrArray *skipped; /* of char *, owned */
  YipuUndone *undone;
  guint n_marks;
  gboolean must_note; /* its first edit notes that the group is at work */
} Undoing;

static void
note_first (Undoing *undoing, const YipuLogEdit *entry)
{
  const YipuChange *change = entry->changes->pdata[entry->changes->len - 1];

  g_free (undoing->undone->kind);
  g_free (undoing->undone->record);
  undoing->undone->kind = g_strdup (change->kind);
  undoing->undone->record = g_strdup (change->record);
}

/* One edit taken back by one edit, where anything of it can be. */
static gboolean
take_back_one (Undoing *undoing, gint64 id, GError **error)
{
  YipuCatalog *self = undoing->self;
  g_autoptr (YipuTakeBack) back = yipu_take_back_new ();
  g_autoptr (YipuEdit) edit = yipu_edit_begin (self->log, undoing->person, yipu_catalog_now (self),
                                               undoing->label, undoing->act, error);
  YipuLogEdit *entry;

  if (!edit || !yipu_take_back_edit (back, self->sql, id, undoing->person, FALSE, error))
    return FALSE;
  g_ptr_array_extend_and_steal (undoing->skipped, g_ptr_array_ref (back->skipped));
  if (back->marks->len == 0)
    return TRUE;
  undoing->n_marks += back->marks->len;
  entry = yipu_edit_get_entry (edit);
  entry->undoes = id;
  yipu_edit_set_group (edit, undoing->group);
  g_ptr_array_extend_and_steal (entry->changes, g_ptr_array_ref (back->marks));
  note_first (undoing, entry);
  if (undoing->must_note && !yipu_job_note (self, undoing->group, undoing->label, error))
    return FALSE;
  undoing->must_note = FALSE;
  return yipu_catalog_commit (self, edit, undoing->touched, error);
}

static gboolean
take_back_all (Undoing *undoing, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    gboolean undone;

    if (!yipu_edit_is_undone (undoing->self->sql, id, &undone, error) ||
        (!undone && !take_back_one (undoing, id, error)))
      return FALSE;
  }
  return TRUE;
}

/* A group of several edits notes that it is at work, in the transaction of the first: where it is
 * cut off, yipu_undo_take_up() goes on. Should the note outlast it, there is nothing left to do. */
static gboolean
take_back_group (Undoing *undoing, GArray *ids, GError **error)
{
  undoing->must_note = ids->len > 1;
  if (!take_back_all (undoing, ids, error))
    return FALSE;
  if (ids->len > 1)
    yipu_job_end (undoing->self, undoing->group, NULL);
  return TRUE;
}

/* From the top of the stack down to the first edit where anything can be taken back. */
static gboolean
go_down (Undoing *undoing, Stack stack, GError **error)
{
  YipuCatalog *self = undoing->self;
  g_auto (Entry) entry = { .seq = G_MAXINT64 };
  int more;

  while ((more = next_on_stack (self->sql, stack, self->log->own->id, undoing->person, entry.seq,
                                &entry, error)) > 0) {
    g_autoptr (GArray) ids =
        with_group (self->sql, &entry, stack == STACK_UNDO ? "do" : "undo", error);

    g_ptr_array_set_size (undoing->skipped, 0);
    undoing->label = entry.label;
    g_free (undoing->group);
    undoing->group = entry.group ? yipu_edit_new_uuid () : NULL;
    if (!ids || !take_back_group (undoing, ids, error))
      return FALSE;
    if (undoing->n_marks > 0) {
      undoing->undone->label = g_strdup (entry.label);
      return TRUE;
    }
  }
  if (more == 0)
    g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING,
                         stack == STACK_UNDO ? _ ("There is nothing to undo.")
                                             : _ ("There is nothing to do again."));
  return FALSE;
}

typedef struct {
  Stack stack;
  gint64 edit; /* of a revert */
  YipuUndone *undone;
} UndoWork;

static YipuUndone *
finish (Undoing *undoing)
{
  g_ptr_array_add (undoing->skipped, NULL);
  undoing->undone->skipped =
      (char **) g_ptr_array_free (g_steal_pointer (&undoing->skipped), FALSE);
  g_free (undoing->group);
  return g_steal_pointer (&undoing->undone);
}

static Undoing
start (YipuCatalog *self, const char *person, const char *act, GPtrArray *touched)
{
  /* What an autosave might still be folded into is now history. */
  self->folding.edit = 0;
  return (Undoing){ .self = self,
                    .person = person,
                    .act = act,
                    .touched = touched,
                    .skipped = g_ptr_array_new_with_free_func (g_free),
                    .undone = g_new0 (YipuUndone, 1) };
}

/* --- After it was cut off --- */

/* The undo or redo of a group that still notes that it is at work. */
typedef struct {
  char *job;
  char *person;
  char *act;
  char *label;
  char *of; /* the group it takes back */
} CutOff;

static void
cut_off_clear (CutOff *cut)
{
  g_free (cut->job);
  g_free (cut->person);
  g_free (cut->act);
  g_free (cut->label);
  g_free (cut->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CutOff, cut_off_clear)

#define CUT_OFF                                                                                    \
  "SELECT job.id, mark.person, mark.act, mark.label, edit.\"group\" FROM job"                      \
  " JOIN edit AS mark ON mark.\"group\" = job.id AND mark.act IN ('undo', 'redo')"                 \
  " JOIN edit ON edit.id = mark.undoes ORDER BY job.started, mark.id LIMIT 1"

/* 1, 0 where there is none, -1 with @error set. */
static int
find_cut_off (YipuSql *sql, CutOff *cut, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, CUT_OFF, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0)
    *cut = (CutOff){ g_strdup (yipu_query_text (query, 0)), g_strdup (yipu_query_text (query, 1)),
                     g_strdup (yipu_query_text (query, 2)), g_strdup (yipu_query_text (query, 3)),
                     g_strdup (yipu_query_text (query, 4)) };
  return more;
}

gboolean
yipu_undo_take_up (YipuCatalog *self, GPtrArray *touched, YipuUndone **undone, GError **error)
{
  g_auto (CutOff) cut = { NULL };
  g_autoptr (YipuUndone) done = NULL;
  g_autoptr (GArray) ids = NULL;
  int more = find_cut_off (self->sql, &cut, error);
  Undoing undoing;
  gboolean ok;

  *undone = NULL;
  if (more <= 0)
    return more == 0;
  undoing = start (self, cut.person, cut.act, touched);
  undoing.label = cut.label;
  undoing.group = g_strdup (cut.job);
  ids = with_group (self->sql, &(Entry){ .id = G_MAXINT64, .group = cut.of },
                    strcmp (cut.act, "undo") == 0 ? "do" : "undo", error);
  ok = ids && take_back_all (&undoing, ids, error) && yipu_job_end (self, cut.job, error);
  done = finish (&undoing);
  done->label = g_steal_pointer (&cut.label);
  if (ok && undoing.n_marks > 0)
    *undone = g_steal_pointer (&done);
  return ok;
}

static gboolean
undo_work (YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  UndoWork *work = data;
  Undoing undoing;
  gboolean ok;

  if (!yipu_undo_take_up (self, touched, &work->undone, error))
    return FALSE;
  if (work->undone && work->stack == STACK_UNDO)
    return TRUE;
  g_clear_pointer (&work->undone, yipu_undone_free);
  undoing = start (self, person, work->stack == STACK_UNDO ? "undo" : "redo", touched);
  ok = go_down (&undoing, work->stack, error);
  work->undone = finish (&undoing);
  return ok;
}

static gboolean
revert_work (
    YipuCatalog *self, const char *person, gpointer data, GPtrArray *touched, GError **error)
{
  UndoWork *work = data;
  Undoing undoing = start (self, person, "do", touched);
  gboolean ok;

  undoing.label = N_ ("Take back an earlier edit");
  ok = take_back_one (&undoing, work->edit, error);
  if (ok && undoing.n_marks == 0) {
    const char *why = undoing.skipped->len > 0 ? undoing.skipped->pdata[0] : "";
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING,
                 _ ("Nothing of this edit can be taken back now. %s"), why);
    ok = FALSE;
  }
  work->undone = finish (&undoing);
  return ok;
}

gboolean
yipu_undo_group (
    YipuCatalog *self, const char *person, const char *group, GPtrArray *touched, GError **error)
{
  Undoing undoing = start (self, person, "drop", touched);
  Entry entry = { .id = G_MAXINT64, .group = (char *) group };
  g_autoptr (GArray) ids = with_group (self->sql, &entry, "do", error);
  gboolean ok;

  undoing.label = N_ ("Take back what was cut off");
  undoing.group = yipu_edit_new_uuid ();
  ok = ids && take_back_all (&undoing, ids, error);
  yipu_undone_free (finish (&undoing));
  return ok;
}

static YipuUndone *
run (YipuCatalog *self, YipuWork func, UndoWork *work, GError **error)
{
  if (yipu_catalog_work (self, func, work, error))
    return work->undone;
  g_clear_pointer (&work->undone, yipu_undone_free);
  return NULL;
}

YipuUndone *
yipu_catalog_undo (YipuCatalog *self, GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self), NULL);
  return run (self, undo_work, &(UndoWork){ .stack = STACK_UNDO }, error);
}

YipuUndone *
yipu_catalog_redo (YipuCatalog *self, GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self), NULL);
  return run (self, undo_work, &(UndoWork){ .stack = STACK_REDO }, error);
}

YipuUndone *
yipu_catalog_revert (YipuCatalog *self, gint64 edit, GError **error)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self), NULL);
  return run (self, revert_work, &(UndoWork){ .edit = edit }, error);
}

/* --- Asking, on the main thread --- */

static gboolean
can (YipuCatalog *self, Stack stack)
{
  YipuSql *sql = yipu_reader_get_sql (self->reader, NULL);
  g_auto (Entry) entry = { .seq = G_MAXINT64 };

  if (!self->writer)
    return FALSE;
  while (next_on_stack (sql, stack, self->identity->id, self->person, entry.seq, &entry, NULL) >
         0) {
    g_autoptr (YipuTakeBack) back = yipu_take_back_new ();

    if (yipu_take_back_edit (back, sql, entry.id, self->person, TRUE, NULL) && back->marks->len > 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
yipu_catalog_can_undo (YipuCatalog *self)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self), FALSE);
  return can (self, STACK_UNDO);
}

gboolean
yipu_catalog_can_redo (YipuCatalog *self)
{
  g_return_val_if_fail (YIPU_IS_CATALOG (self), FALSE);
  return can (self, STACK_REDO);
}
