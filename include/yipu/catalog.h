/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog: a folder NAME.yipu with catalog.db and media/. One log of edits, from which the
 * record tables, undo, history and every view follow (architecture.md, log.md). */
#pragma once

#include <gio/gio.h>
#include <yipu/edit.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

#define YIPU_TYPE_CATALOG (yipu_catalog_get_type ())
G_DECLARE_FINAL_TYPE (YipuCatalog, yipu_catalog, YIPU, CATALOG, GObject)

/**
 * YipuCatalogError:
 * @YIPU_CATALOG_ERROR_NOT_A_CATALOG: the folder holds no catalog of ours
 * @YIPU_CATALOG_ERROR_NEWER: made by a newer Yipu, named in the message
 * @YIPU_CATALOG_ERROR_DAMAGED: the database or its schema is not as shipped
 * @YIPU_CATALOG_ERROR_LOCKED: another program writes it, named in the message
 * @YIPU_CATALOG_ERROR_READ_ONLY: opened for reading, or the folder allows no writing
 * @YIPU_CATALOG_ERROR_FULL: no space left on the disk
 * @YIPU_CATALOG_ERROR_IO: cannot read or write
 * @YIPU_CATALOG_ERROR_NOT_FOUND: no such record or edit
 * @YIPU_CATALOG_ERROR_INVALID: no such kind or field, or no value of that field's type
 * @YIPU_CATALOG_ERROR_EXISTS: there is a catalog or file already
 * @YIPU_CATALOG_ERROR_NOTHING: nothing to undo, redo or take back
 * @YIPU_CATALOG_ERROR_REFUSED: edits from elsewhere that do not fit (log.md, "Writing")
 */
typedef enum {
  YIPU_CATALOG_ERROR_NOT_A_CATALOG,
  YIPU_CATALOG_ERROR_NEWER,
  YIPU_CATALOG_ERROR_DAMAGED,
  YIPU_CATALOG_ERROR_LOCKED,
  YIPU_CATALOG_ERROR_READ_ONLY,
  YIPU_CATALOG_ERROR_FULL,
  YIPU_CATALOG_ERROR_IO,
  YIPU_CATALOG_ERROR_NOT_FOUND,
  YIPU_CATALOG_ERROR_INVALID,
  YIPU_CATALOG_ERROR_EXISTS,
  YIPU_CATALOG_ERROR_NOTHING,
  YIPU_CATALOG_ERROR_REFUSED,
} YipuCatalogError;

#define YIPU_CATALOG_ERROR (yipu_catalog_error_quark ())
GQuark yipu_catalog_error_quark (void);

/**
 * YipuOpenFlags:
 * @YIPU_OPEN_READ_ONLY: take no lock, offer no edit
 */
typedef enum {
  YIPU_OPEN_NORMAL = 0,
  YIPU_OPEN_READ_ONLY = 1 << 0,
} YipuOpenFlags;

/**
 * yipu_catalog_create:
 * @folder: path of the folder to make, by custom NAME.yipu; must not exist, or be empty
 * @error: return location for a #YipuCatalogError
 *
 * Makes an empty catalog and opens it. Main thread.
 *
 * Returns: (transfer full): the catalog, or %NULL with @error set and nothing left behind
 */
YipuCatalog *yipu_catalog_create (const char *folder, GError **error);

/**
 * yipu_catalog_open:
 * @folder: path of a catalog's folder
 * @flags: how
 * @error: return location for a #YipuCatalogError
 *
 * Takes the writer's lock, migrates an older catalog (after a copy), sweeps what a crash left
 * behind, and starts the writer thread. Every catalog is treated as foreign (trust.md, "Opening a
 * catalog we did not write"). Main thread.
 *
 * Returns: (transfer full): the catalog, or %NULL with @error set
 */
YipuCatalog *yipu_catalog_open (const char *folder, YipuOpenFlags flags, GError **error);

/**
 * yipu_catalog_dup_default_folder:
 *
 * Returns: (transfer full): where this login's own catalog lies, in the user's data folder; it may
 *   not be there yet
 */
char *yipu_catalog_dup_default_folder (void);

/**
 * yipu_catalog_close:
 *
 * Waits for the writer, checkpoints, closes and lets go of the lock. Also done by the last unref.
 * Main thread.
 */
void yipu_catalog_close (YipuCatalog *self);

/** The catalog's folder. */
const char *yipu_catalog_get_folder (YipuCatalog *self);
/** What the catalog is called: its folder's name without ".yipu". */
const char *yipu_catalog_get_name (YipuCatalog *self);
/** The catalog's own id, a UUID made with it, the same on every laptop. */
const char *yipu_catalog_get_id (YipuCatalog *self);
/** This laptop's own id in this catalog, "" when read-only; a view that remembers another one is
 *  rebuilt (log.md, "Views"). */
const char *yipu_catalog_get_replica (YipuCatalog *self);
/** What opening has to tell, translated (what a crash left was swept), or %NULL; shown once. */
const char *yipu_catalog_get_notice (YipuCatalog *self);
/** Whether it takes no edits. */
gboolean yipu_catalog_is_read_only (YipuCatalog *self);

/**
 * yipu_catalog_get_reader:
 *
 * Returns: (transfer none): the main thread's reader; it lives as long as the catalog is open
 */
YipuReader *yipu_catalog_get_reader (YipuCatalog *self);

/**
 * yipu_catalog_open_reader:
 * @self: a catalog
 * @error: return location for a #YipuCatalogError
 *
 * A connection of its own, for a job in another thread. Any thread.
 *
 * Returns: (transfer full): the reader, or %NULL with @error set
 */
YipuReader *yipu_catalog_open_reader (YipuCatalog *self, GError **error);

/** Id of the person who is typing, "" until chosen; kept with the replica, outside the catalog. */
const char *yipu_catalog_get_person (YipuCatalog *self);
/** Sets who is typing; edits from now on are theirs. Main thread. */
void yipu_catalog_set_person (YipuCatalog *self, const char *person);

/**
 * yipu_catalog_edit:
 * @self: a catalog
 * @label: what is done, an English source string marked with N_(), never a value: "Add a step"
 * @func: makes the changes, on the writer thread or, where that has nothing to do, on this one
 * @data: for @func
 * @error: return location for a #YipuCatalogError, or what @func set
 *
 * One edit, one transaction: acknowledged when it is on the disk. Without a change nothing is
 * written and all is well. Blocks: the window uses yipu_catalog_edit_async(). Any thread but the
 * writer's.
 *
 * Returns: %FALSE with @error set and the catalog as it was
 */
gboolean yipu_catalog_edit (
    YipuCatalog *self, const char *label, YipuEditFunc func, gpointer data, GError **error);

/**
 * yipu_catalog_edit_async:
 * @self: a catalog
 * @label: as in yipu_catalog_edit()
 * @func: makes the changes, on the writer thread
 * @data: for @func
 * @free_data: (nullable): frees @data, on the writer thread
 * @callback: called in the main context
 * @user_data: for @callback
 *
 * Edits are made in the order of the calls. Main thread.
 */
void yipu_catalog_edit_async (YipuCatalog *self,
                              const char *label,
                              YipuEditFunc func,
                              gpointer data,
                              GDestroyNotify free_data,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** Ends yipu_catalog_edit_async(). */
gboolean yipu_catalog_edit_finish (YipuCatalog *self, GAsyncResult *result, GError **error);

/**
 * yipu_catalog_begin_group:
 * @self: a catalog
 * @label: what the job is, an English source string marked with N_(): "Import a list"
 * @error: return location for a #YipuCatalogError
 *
 * Begins a job of several edits that is one step of undo. Each of its edits is given the group by
 * yipu_edit_set_group(). Until yipu_catalog_end_group() it is known to be running: cut off by a
 * crash, the next start takes it back and says so. Blocks; any thread but the writer's.
 *
 * Returns: (transfer full): the group, or %NULL with @error set
 */
char *yipu_catalog_begin_group (YipuCatalog *self, const char *label, GError **error);

/** The job is done: @group stands. %FALSE with @error set. */
gboolean yipu_catalog_end_group (YipuCatalog *self, const char *group, GError **error);

/** The job failed or was cancelled: takes back all that @group has written. %FALSE with @error
 *  set. */
gboolean yipu_catalog_drop_group (YipuCatalog *self, const char *group, GError **error);

/**
 * yipu_catalog_autosave:
 * @self: a catalog
 * @record: the record whose field is being typed
 * @field: the field
 * @value: (nullable): its text so far, canonical
 * @callback: called in the main context when it is on the disk
 * @user_data: for @callback
 *
 * Folds into the newest edit while that is of the same field and person, has not left this laptop
 * and is younger than 60 s (log.md, "Writing"); else an edit of its own. Main thread.
 */
void yipu_catalog_autosave (YipuCatalog *self,
                            const char *record,
                            const char *field,
                            const char *value,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/** Ends yipu_catalog_autosave(). */
gboolean yipu_catalog_autosave_finish (YipuCatalog *self, GAsyncResult *result, GError **error);

/** Focus left the field: the next autosave is an edit of its own. Main thread. */
void yipu_catalog_autosave_end (YipuCatalog *self);

/** Blocks until everything asked for so far is on the disk. Main thread. */
void yipu_catalog_flush (YipuCatalog *self);

/*
 * Signals of YipuCatalog, in the main context:
 *
 * "changed" (GPtrArray *records): after each edit, undo or redo. The array holds one string
 *   "KIND ID" for each record touched; for more than 1,000 it is empty: read everything anew.
 */

/** Whether @records of the signal "changed" holds @kind (and @id, unless %NULL), or is empty. */
gboolean yipu_changes_touch (GPtrArray *records, const char *kind, const char *id);

G_END_DECLS
