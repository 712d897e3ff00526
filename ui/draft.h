/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft of an edit: what a page wants to change, gathered on the main thread and made on the
 * writer's, so that a page needs no function of its own for each button. */
#pragma once

#include <yipu/edit.h>

G_BEGIN_DECLS

typedef struct _YipuDraft YipuDraft;

/** An empty draft; hand it to yipu_session_commit(). */
YipuDraft *yipu_draft_new (void);
void yipu_draft_free (YipuDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuDraft, yipu_draft_free)

/** Adds a record of @kind; returns its id, owned by the draft. */
const char *yipu_draft_add (YipuDraft *draft, const char *kind);
/** Sets a field to a canonical text, %NULL for empty. */
void yipu_draft_set (YipuDraft *draft, const char *record, const char *field, const char *value);
/** Removes a record. */
void yipu_draft_remove (YipuDraft *draft, const char *record);
/** Moves a record behind @after, %NULL for the first place. */
void yipu_draft_move (YipuDraft *draft, const char *record, const char *after);

/** A #YipuEditFunc that makes the draft given as @data. */
gboolean yipu_draft_make (YipuEdit *edit, gpointer data, GError **error);

G_END_DECLS
