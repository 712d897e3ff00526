/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft of an edit: a list of operations in order. */
#include "draft.h"

typedef struct {
  enum { OP_ADD, OP_SET, OP_REMOVE, OP_MOVE } op;
  char *record;
  char *name; /* the kind, the field, or the neighbour */
  char *value;
} Operation;

struct _YipuDraft {
  GPtrArray *operations; /* of Operation, owned */
};

static void
operation_free (gpointer data)
{
  Operation *operation = data;

  g_free (operation->record);
  g_free (operation->name);
  g_free (operation->value);
  g_free (operation);
}

static Operation *
append (YipuDraft *draft, int op, const char *record, const char *name, const char *value)
{
  Operation *operation = g_new0 (Operation, 1);

  operation->op = op;
  operation->record = g_strdup (record);
  operation->name = g_strdup (name);
  operation->value = g_strdup (value);
  g_ptr_array_add (draft->operations, operation);
  return operation;
}

YipuDraft *
yipu_draft_new (void)
{
  YipuDraft *draft = g_new0 (YipuDraft, 1);

  draft->operations = g_ptr_array_new_with_free_func (operation_free);
  return draft;
}

void
yipu_draft_free (YipuDraft *draft)
{
  g_ptr_array_unref (draft->operations);
  g_free (draft);
}

const char *
yipu_draft_add (YipuDraft *draft, const char *kind)
{
  g_autofree char *id = yipu_edit_new_uuid ();

  return append (draft, OP_ADD, id, kind, NULL)->record;
}

void
yipu_draft_set (YipuDraft *draft, const char *record, const char *field, const char *value)
{
  append (draft, OP_SET, record, field, value && *value ? value : NULL);
}

void
yipu_draft_remove (YipuDraft *draft, const char *record)
{
  append (draft, OP_REMOVE, record, NULL, NULL);
}

void
yipu_draft_move (YipuDraft *draft, const char *record, const char *after)
{
  append (draft, OP_MOVE, record, after, NULL);
}

static gboolean
make_one (YipuEdit *edit, const Operation *operation, GError **error)
{
  switch (operation->op) {
  case OP_ADD: return yipu_edit_add (edit, operation->name, operation->record, error) != NULL;
  case OP_SET:
    return yipu_edit_set (edit, operation->record, operation->name, operation->value, error);
  case OP_REMOVE: return yipu_edit_remove (edit, operation->record, error);
  case OP_MOVE: return yipu_edit_move (edit, operation->record, operation->name, error);
  default: g_return_val_if_reached (FALSE);
  }
}

gboolean
yipu_draft_make (YipuEdit *edit, gpointer data, GError **error)
{
  YipuDraft *draft = data;

  for (guint i = 0; i < draft->operations->len; i++)
    if (!make_one (edit, g_ptr_array_index (draft->operations, i), error))
      return FALSE;
  return TRUE;
}
