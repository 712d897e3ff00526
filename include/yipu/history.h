/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History: what was done, by whom, and taking it back. Undo is a mark that says a change should
 * not be; it writes nothing over what others wrote since (log.md, "Undo is a mark"). */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/**
 * YipuHistoryChange:
 * @kind: kind of the record
 * @record: its id
 * @op: "add", "set", "undo" or "forget"
 * @field: the field, "" for the whole record
 * @value: (nullable): what it became, canonical; %NULL for empty, forgotten, or a mark
 * @before: (nullable): what it replaced
 */
typedef struct {
  char *kind;
  char *record;
  char *op;
  char *field;
  char *value;
  char *before;
} YipuHistoryChange;

/**
 * YipuHistoryEdit:
 * @id: the edit's number in this catalog on this laptop
 * @name: its name everywhere: REPLICA:SEQ
 * @person: id of the person, "" when nobody was chosen
 * @time: seconds since 1970, UTC
 * @label: English source string, translate with _()
 * @act: "do", "undo", "redo", or "drop" of what a job that was cut off had written
 * @undone: whether it is taken back now
 * @group: (nullable): the group it belongs to
 * @changes: (element-type YipuHistoryChange): its changes, at most 200
 * @n_changes: how many there are
 */
typedef struct {
  gint64 id;
  char *name;
  char *person;
  gint64 time;
  char *label;
  char *act;
  gboolean undone;
  char *group;
  GPtrArray *changes;
  guint n_changes;
} YipuHistoryEdit;

/**
 * yipu_history_list:
 * @reader: a reader
 * @record: (nullable): only edits that touch this record
 * @before: only edits with a smaller id, 0 for the newest
 * @limit: at most so many
 * @error: return location for a #YipuCatalogError
 *
 * Returns: (transfer full) (element-type YipuHistoryEdit): newest first, or %NULL with @error set
 */
GPtrArray *yipu_history_list (
    YipuReader *reader, const char *record, gint64 before, guint limit, GError **error);

/**
 * YipuUndone:
 * @label: (nullable): label of the edit taken back or done again
 * @skipped: translated sentences: what could not be taken back, and who wrote since
 * @kind: (nullable): kind of the first record touched, to show it
 * @record: (nullable): its id
 */
typedef struct {
  char *label;
  GStrv skipped;
  char *kind;
  char *record;
} YipuUndone;

/** Frees @undone, and what it holds. */
void yipu_undone_free (YipuUndone *undone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuUndone, yipu_undone_free)

/** Whether yipu_catalog_undo() would take something back, as the tables stand. Main thread. */
gboolean yipu_catalog_can_undo (YipuCatalog *self);
/** Whether yipu_catalog_redo() would do something again. Main thread. */
gboolean yipu_catalog_can_redo (YipuCatalog *self);

/**
 * yipu_catalog_undo:
 * @self: a catalog
 * @error: return location for %YIPU_CATALOG_ERROR_NOTHING and other #YipuCatalogError
 *
 * Takes back this person's newest own edit on this laptop, with its group, also after a restart.
 * Where the undo or redo of a group was cut off, by a full disk perhaps, this first goes on with
 * it; so does opening the catalog. Flushes first. Blocks; any thread but the writer's.
 *
 * Returns: (transfer full): what was taken back, or %NULL with @error set
 */
YipuUndone *yipu_catalog_undo (YipuCatalog *self, GError **error);

/** As yipu_catalog_undo(), for doing again what was undone last. */
YipuUndone *yipu_catalog_redo (YipuCatalog *self, GError **error);

/**
 * yipu_catalog_revert:
 * @self: a catalog
 * @edit: id of any edit, anybody's, from yipu_history_list()
 * @error: return location for a #YipuCatalogError
 *
 * Takes back one edit from history; this is itself an edit that undo takes back.
 *
 * Returns: (transfer full): what was taken back, or %NULL with @error set
 */
YipuUndone *yipu_catalog_revert (YipuCatalog *self, gint64 edit, GError **error);

G_END_DECLS
