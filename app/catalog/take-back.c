/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo is a mark: it says that a change should not be, and is made only where nobody has built on
 * that change since. So taking back never fights with what others wrote. */
#include "catalog/take-back.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>

#include "catalog/heads.h"
#include "catalog/reader-private.h"

typedef struct {
  YipuTakeBack *back;
  YipuSql *sql;
  const char *person; /* who asks */
  char *author;       /* who made the edit */
} Asking;

/* One change of the edit. */
typedef struct {
  gint64 id;
  const char *kind_id;
  const YipuKind *kind;
  char *record;
  YipuOp op;
  char *field;
  GArray *bases;
} Asked;

static void
asked_clear (gpointer data)
{
  Asked *asked = data;

  g_free (asked->record);
  g_free (asked->field);
  g_array_unref (asked->bases);
}

YipuTakeBack *
yipu_take_back_new (void)
{
  YipuTakeBack *back = g_new0 (YipuTakeBack, 1);

  back->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_change_free);
  back->skipped = g_ptr_array_new_with_free_func (g_free);
  return back;
}

void
yipu_take_back_free (YipuTakeBack *back)
{
  g_ptr_array_unref (back->marks);
  g_ptr_array_unref (back->skipped);
  g_free (back);
}

/* --- What is said of changes that stay --- */

static char *
title_of (YipuSql *sql, const YipuKind *kind, const char *record)
{
  YipuReader *reader = yipu_reader_new (sql, FALSE, NULL, NULL);
  g_autoptr (YipuRecord) found = kind ? yipu_reader_get (reader, kind->id, record, NULL) : NULL;
  char *title = found ? yipu_record_dup_title (found) : g_strdup (record);

  yipu_reader_free (reader);
  return title;
}

static char *
name_of_person (YipuSql *sql, const char *person)
{
  const YipuKind *kind = yipu_kind_find ("person");

  if (!person || !*person)
    return g_strdup (_ ("somebody"));
  return title_of (sql, kind, person);
}

/* @who: who wrote since, NULL where nobody did and it stays for another reason. */
static void
skip (Asking *asking, const Asked *asked, const char *who)
{
  g_autofree char *title = title_of (asking->sql, asked->kind, asked->record);
  const YipuField *field = asked->kind ? yipu_kind_field (asked->kind, asked->field) : NULL;
  const char *label = field ? _ (field->label) : asked->field;
  g_autofree char *name = who ? name_of_person (asking->sql, who) : NULL;
  char *sentence;

  if (!name)
    /* Translators: a record's title, a field's label */
    sentence = g_strdup_printf (_ ("“%s”, %s: this cannot be taken back."), title, label);
  else if (field)
    /* Translators: a record's title, a field's label, a person's name */
    sentence =
        g_strdup_printf (_ ("“%s”, %s: %s wrote here since, so it stays."), title, label, name);
  else
    /* Translators: a record's title, a person's name */
    sentence = g_strdup_printf (_ ("“%s”: %s wrote in it since, so it stays."), title, name);
  g_ptr_array_add (asking->back->skipped, sentence);
}

static void
mark (Asking *asking, const Asked *asked, const char *field, GArray *bases)
{
  YipuChange *change = yipu_change_new (asked->kind_id, asked->record, YIPU_OP_UNDO, field);

  change->bases = bases;
  g_ptr_array_add (asking->back->marks, change);
}

static GArray *
one_base (gint64 id)
{
  GArray *bases = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (bases, id);
  return bases;
}

/* --- Each kind of change --- */

static const YipuHead *
find_head (const YipuHeads *heads, gint64 id)
{
  for (guint i = 0; i < heads->heads->len; i++)
    if (g_array_index (heads->heads, YipuHead, i).id == id)
      return &g_array_index (heads->heads, YipuHead, i);
  return NULL;
}

static const char *
newest_writer (const YipuHeads *heads)
{
  guint n = heads->heads->len;

  return n > 0 ? g_array_index (heads->heads, YipuHead, n - 1).person : "";
}

#define FIELDS_SET                                                                                 \
  "SELECT DISTINCT field FROM change WHERE record = :record AND field NOT IN ('', 'gone')"

/* Whether a head of a field of the record is neither the author's nor the asking person's; then
 * @who is whose. */
static gboolean
others_wrote (Asking *asking, const Asked *asked, char **who, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YipuQuery) query =
      yipu_sql_query (asking->sql, error, FIELDS_SET, ":record", 't', asked->record, NULL);
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0)
    g_ptr_array_add (fields, g_strdup (yipu_query_text (query, 0)));
  if (more < 0)
    return FALSE;
  for (guint f = 0; f < fields->len; f++) {
    g_auto (YipuHeads) heads = { 0 };

    if (!yipu_heads_find (asking->sql, asked->record, fields->pdata[f], &heads, error) ||
        !yipu_heads_load (asking->sql, fields->pdata[f], &heads, error))
      return FALSE;
    for (guint i = 0; i < heads.heads->len && !*who; i++) {
      const char *writer = g_array_index (heads.heads, YipuHead, i).person;
      if (g_strcmp0 (writer, asking->author) != 0 && g_strcmp0 (writer, asking->person) != 0)
        *who = g_strdup (writer);
    }
  }
  return TRUE;
}

static gboolean
take_back_add (Asking *asking, const Asked *asked, GError **error)
{
  g_auto (YipuHeads) heads = { 0 };
  g_autofree char *who = NULL;

  if (!yipu_heads_find (asking->sql, asked->record, "gone", &heads, error) ||
      !yipu_heads_load (asking->sql, "gone", &heads, error) ||
      !others_wrote (asking, asked, &who, error))
    return FALSE;
  if (heads.is_forgotten)
    skip (asking, asked, NULL);
  else if (!find_head (&heads, asked->id))
    skip (asking, asked, newest_writer (&heads));
  else if (who)
    skip (asking, asked, who);
  else
    mark (asking, asked, "gone", one_base (asked->id));
  return TRUE;
}

static gboolean
take_back_set (Asking *asking, const Asked *asked, GError **error)
{
  g_auto (YipuHeads) heads = { 0 };

  if (!yipu_heads_find (asking->sql, asked->record, asked->field, &heads, error) ||
      !yipu_heads_load (asking->sql, asked->field, &heads, error))
    return FALSE;
  if (heads.is_forgotten)
    skip (asking, asked, NULL);
  else if (find_head (&heads, asked->id))
    mark (asking, asked, asked->field, one_base (asked->id));
  else
    skip (asking, asked, newest_writer (&heads));
  return TRUE;
}

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* All marks that are not void on any of @voided. */
static GArray *
live_marks_on (const YipuHeads *heads, const GArray *voided)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint at = 0;

  for (guint i = 0; i < heads->marks->len; i++) {
    gboolean hits = FALSE;

    for (; g_array_index (heads->marked, gint64, at) != 0; at++)
      hits |= contains (voided, g_array_index (heads->marked, gint64, at));
    at++;
    if (hits)
      g_array_append_val (found, g_array_index (heads->marks, gint64, i));
  }
  return found;
}

static gboolean
take_back_mark (Asking *asking, const Asked *asked, GError **error)
{
  g_auto (YipuHeads) heads = { 0 };

  if (!yipu_heads_find (asking->sql, asked->record, asked->field, &heads, error) ||
      !yipu_heads_load (asking->sql, asked->field, &heads, error))
    return FALSE;
  if (heads.is_forgotten || !contains (heads.marks, asked->id)) {
    skip (asking, asked, NULL);
    return TRUE;
  }
  for (guint i = 0; i < heads.heads->len; i++) {
    const YipuHead *head = &g_array_index (heads.heads, YipuHead, i);
    if (head->id > asked->id) {
      skip (asking, asked, head->person);
      return TRUE;
    }
  }
  mark (asking, asked, asked->field, live_marks_on (&heads, asked->bases));
  return TRUE;
}

static gboolean
take_back_change (Asking *asking, const Asked *asked, GError **error)
{
  gboolean is_known =
      asked->kind && (asked->field[0] == '\0' || yipu_kind_field (asked->kind, asked->field));

  if (!is_known || asked->kind->outside_undo || asked->op == YIPU_OP_FORGET) {
    skip (asking, asked, NULL);
    return TRUE;
  }
  if (asked->op == YIPU_OP_ADD)
    return take_back_add (asking, asked, error);
  if (asked->op == YIPU_OP_SET)
    return take_back_set (asking, asked, error);
  return take_back_mark (asking, asked, error);
}

/* --- The edit --- */

#define CHANGES_OF                                                                                 \
  "SELECT id, kind, record, op, field, bases FROM change WHERE id >= :first AND id < :end"         \
  " ORDER BY id DESC"

static GArray *
read_changes (YipuSql *sql, gint64 edit, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Asked));
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, CHANGES_OF, ":first", 'i', edit << YIPU_CHANGE_BITS, ":end", 'i',
                      (edit + 1) << YIPU_CHANGE_BITS, NULL);
  int more = -1;

  g_array_set_clear_func (changes, asked_clear);
  while (query && (more = yipu_query_next (query, error)) > 0) {
    const char *bases = yipu_query_text (query, 5);
    Asked asked = { .id = yipu_query_int (query, 0),
                    .kind_id = g_intern_string (yipu_query_text (query, 1)),
                    .record = g_strdup (yipu_query_text (query, 2)),
                    .field = g_strdup (yipu_query_text (query, 4)),
                    .bases = g_array_new (FALSE, FALSE, sizeof (gint64)) };

    asked.kind = yipu_kind_find (asked.kind_id);
    if (!yipu_op_from_string (yipu_query_text (query, 3), &asked.op))
      asked.op = YIPU_OP_FORGET; /* of a kind unknown here: it stays */
    if (bases)
      yipu_bases_parse (bases, asked.bases);
    g_array_append_val (changes, asked);
  }
  return more == 0 ? g_steal_pointer (&changes) : NULL;
}

#define PERSON_OF "SELECT person FROM edit WHERE id = :id"

static char *
author_of (YipuSql *sql, gint64 edit, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, PERSON_OF, ":id", 'i', edit, NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no edit %ld in this catalog."), (long) edit);
  return more > 0 ? g_strdup (yipu_query_text (query, 0)) : NULL;
}

gboolean
yipu_take_back_edit (YipuTakeBack *back,
                     YipuSql *sql,
                     gint64 edit,
                     const char *person,
                     gboolean first,
                     GError **error)
{
  g_autofree char *author = author_of (sql, edit, error);
  g_autoptr (GArray) changes = author ? read_changes (sql, edit, error) : NULL;
  Asking asking = { back, sql, person, author };

  if (!changes)
    return FALSE;
  for (guint i = 0; i < changes->len && !(first && back->marks->len > 0); i++)
    if (!take_back_change (&asking, &g_array_index (changes, Asked, i), error))
      return FALSE;
  return TRUE;
}

/* --- Undone or not --- */

#define UNDOERS "SELECT id FROM edit WHERE undoes = :edit ORDER BY id"

typedef struct {
  gint64 edit;
  guint parent; /* place in the tree of what it undoes */
  gboolean undone;
} Undoer;

gboolean
yipu_edit_is_undone (YipuSql *sql, gint64 edit, gboolean *undone, GError **error)
{
  g_autoptr (GArray) tree = g_array_new (FALSE, TRUE, sizeof (Undoer));

  g_array_append_val (tree, ((Undoer){ .edit = edit }));
  for (guint i = 0; i < tree->len; i++) {
    g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, UNDOERS, ":edit", 'i',
                                                  g_array_index (tree, Undoer, i).edit, NULL);
    int more = -1;

    while (query && (more = yipu_query_next (query, error)) > 0)
      g_array_append_val (tree, ((Undoer){ .edit = yipu_query_int (query, 0), .parent = i }));
    if (more < 0)
      return FALSE;
  }
  for (guint i = tree->len - 1; i > 0; i--) {
    const Undoer *undoer = &g_array_index (tree, Undoer, i);
    if (!undoer->undone)
      g_array_index (tree, Undoer, undoer->parent).undone = TRUE;
  }
  *undone = g_array_index (tree, Undoer, 0).undone;
  return TRUE;
}
