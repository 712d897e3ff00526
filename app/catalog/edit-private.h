/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits from within: how the writer begins and ends one, and what only undo, autosave and tests of
 * the log do with it. */
#pragma once

#include <yipu/edit.h>

#include "catalog/heads.h"
#include "catalog/log.h"

G_BEGIN_DECLS

/* Opens a transaction. @act: do, undo, redo. NULL with @error set. */
YipuEdit *yipu_edit_begin (YipuLog *log,
                           const char *person,
                           gint64 time,
                           const char *label,
                           const char *act,
                           GError **error);
/* Commits, or, without a change, rolls back. FALSE with @error set, and the catalog as it was. */
gboolean yipu_edit_commit (YipuEdit *edit, GError **error);
/* Rolls back what was not committed. */
void yipu_edit_free (YipuEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuEdit, yipu_edit_free)

/* The edit as it goes into the log; its id stands after the commit. */
YipuLogEdit *yipu_edit_get_entry (YipuEdit *edit);
YipuLog *yipu_edit_get_log (YipuEdit *edit);

/* A mark: that the changes @bases (taken over), of one field, should not be. */
void yipu_edit_mark (
    YipuEdit *edit, const char *kind, const char *record, const char *field, GArray *bases);

/* Shown value of a field from the log into its table, and whether it is a question. A record that
 * is forgotten has no row. Inside a transaction. */
gboolean yipu_field_refresh (
    YipuSql *sql, const char *kind, const char *record, const char *field, GError **error);

G_END_DECLS
