/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An edit while it is being made: the only way to write (architecture.md, "Edits"). All calls are
 * for the writer thread, inside the #YipuEditFunc that was given the edit. */
#pragma once

#include <yipu/reader.h>

G_BEGIN_DECLS

typedef struct _YipuEdit YipuEdit;

/**
 * YipuEditFunc:
 * @edit: the edit to fill
 * @data: the caller's
 * @error: return location for an error; the edit is then dropped whole
 *
 * Returns: %FALSE with @error set to drop the edit
 */
typedef gboolean (*YipuEditFunc) (YipuEdit *edit, gpointer data, GError **error);

/**
 * yipu_edit_add:
 * @edit: an edit
 * @kind: kind of the new record
 * @id: (nullable): its id, a UUID; %NULL for a new one
 * @error: return location for %YIPU_CATALOG_ERROR_INVALID, %YIPU_CATALOG_ERROR_EXISTS
 *
 * A kind with "position" is put at the end unless that field is set.
 *
 * Returns: (transfer none): the id, owned by @edit until it ends; %NULL with @error set
 */
const char *yipu_edit_add (YipuEdit *edit, const char *kind, const char *id, GError **error);

/**
 * yipu_edit_set:
 * @edit: an edit
 * @record: id of a record, perhaps added in this edit
 * @field: one of its fields
 * @value: (nullable): canonical text (see #YipuFieldType), %NULL for empty
 * @error: return location for %YIPU_CATALOG_ERROR_NOT_FOUND, %YIPU_CATALOG_ERROR_INVALID
 *
 * Setting what is already shown is no change. Readers of this edit see the value at once.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_edit_set (
    YipuEdit *edit, const char *record, const char *field, const char *value, GError **error);

/** As yipu_edit_set(), for a whole number, fen or yes. */
gboolean yipu_edit_set_int (
    YipuEdit *edit, const char *record, const char *field, gint64 value, GError **error);

/**
 * yipu_edit_remove:
 *
 * Sets "gone": nothing cascades, undo brings the record back with all that belongs to it.
 *
 * Returns: %FALSE with @error set to %YIPU_CATALOG_ERROR_NOT_FOUND
 */
gboolean yipu_edit_remove (YipuEdit *edit, const char *record, GError **error);

/**
 * yipu_edit_move:
 * @edit: an edit
 * @record: a record of a kind with "position"
 * @after: (nullable): the neighbour it shall follow, %NULL for the first place
 * @error: return location for a #YipuCatalogError
 *
 * Changes one field of one row: a key between those of the new neighbours, among the records with
 * the same owner.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_edit_move (YipuEdit *edit, const char *record, const char *after, GError **error);

/**
 * yipu_edit_settle:
 *
 * Answers a question: as yipu_edit_set(), but based on all heads, so that it is not asked again.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_edit_settle (
    YipuEdit *edit, const char *record, const char *field, const char *value, GError **error);

/**
 * yipu_edit_forget:
 * @edit: an edit
 * @record: a record
 * @field: (nullable): a field of it, %NULL for the whole record
 * @error: return location for a #YipuCatalogError
 *
 * Blanks the values in all history; it cannot be undone (log.md, "Forget"). Once the edit stands
 * they leave the database's free pages and its WAL, and the search file is removed, to be built
 * anew; with the last record of a medium the medium itself goes, from the trash too, with all
 * pictures made from it. What a crash cuts off here, the next start does.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_edit_forget (YipuEdit *edit, const char *record, const char *field, GError **error);

/**
 * yipu_edit_set_group:
 * @edit: an edit
 * @group: a UUID that several edits share: one step of undo (a bulk import)
 */
void yipu_edit_set_group (YipuEdit *edit, const char *group);

/**
 * yipu_edit_get_reader:
 *
 * Returns: (transfer none): a reader that sees what this edit has written so far
 */
YipuReader *yipu_edit_get_reader (YipuEdit *edit);

/**
 * yipu_edit_new_uuid:
 *
 * Returns: (transfer full): a UUIDv7; those made later sort later. Any thread
 */
char *yipu_edit_new_uuid (void);

G_END_DECLS
