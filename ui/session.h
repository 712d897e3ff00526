/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog opened in a window, and what every page asks of it: reading, edits that tell of
 * their failure by themselves, the saved state in words, toasts, and whether anything is under
 * way. Main thread only. */
#pragma once

#include "draft.h"
#include "job.h"
#include <yipu/catalog.h>
#include <yipu/finding.h>
#include <yipu/picture.h>
#include <yipu/search.h>

G_BEGIN_DECLS

#define YIPU_TYPE_SESSION (yipu_session_get_type ())
G_DECLARE_FINAL_TYPE (YipuSession, yipu_session, YIPU, SESSION, GObject)

/*
 * Properties: "busy" (boolean; something is being saved or loaded), "saved" (string; "Saved
 * 10:32"). Signals: "flush" (store what is typed, now), "toast" (const char *message, gboolean
 * undo), "changed" (GPtrArray *records; as YipuCatalog's "changed").
 */

/**
 * YipuDone:
 * @owner: the object given with it; never called once that is gone
 * @done: whether the edit is on the disk; a failure has been shown already
 */
typedef void (*YipuDone) (gpointer owner, gboolean done);

/** A session on an open catalog; takes a reference. */
YipuSession *yipu_session_new (YipuCatalog *catalog);

YipuCatalog *yipu_session_get_catalog (YipuSession *self);
YipuReader *yipu_session_get_reader (YipuSession *self);
/** Search over everything; %NULL when its index can't be kept. */
YipuSearch *yipu_session_get_search (YipuSession *self);
/** Where thumbnails come from. */
YipuPictureLoader *yipu_session_get_loader (YipuSession *self);
gboolean yipu_session_is_read_only (YipuSession *self);
gboolean yipu_session_is_busy (YipuSession *self);

/**
 * yipu_session_get:
 * @self: a session
 * @kind: (nullable): the record's kind
 * @id: (nullable): its id
 *
 * Returns: (transfer full) (nullable): the record; %NULL when there is none or it was removed
 */
YipuRecord *yipu_session_get (YipuSession *self, const char *kind, const char *id);

/** The records of @kind whose @field is @value; empty (and told) when they can't be read. */
GPtrArray *
yipu_session_list (YipuSession *self, const char *kind, const char *field, const char *value);

/** How many yipu_session_list() would return. */
guint
yipu_session_count (YipuSession *self, const char *kind, const char *field, const char *value);

/** What names a record to people; "" when there is none. (transfer full) */
char *yipu_session_dup_title (YipuSession *self, const char *kind, const char *id);

/**
 * yipu_session_edit:
 * @self: a session
 * @label: as in yipu_catalog_edit()
 * @func: makes the changes, on the writer thread
 * @data: for @func
 * @free_data: (nullable): frees @data
 * @done: (nullable): called afterwards
 * @owner: (nullable): a #GObject, for @done
 *
 * Stores what is being typed first, then edits, without blocking.
 */
void yipu_session_edit (YipuSession *self,
                        const char *label,
                        YipuEditFunc func,
                        gpointer data,
                        GDestroyNotify free_data,
                        YipuDone done,
                        gpointer owner);

/** Makes a draft, which it takes: see yipu_session_edit(). */
void yipu_session_commit (
    YipuSession *self, const char *label, YipuDraft *draft, YipuDone done, gpointer owner);

/** One field of one record, as an edit of its own. */
void yipu_session_set (
    YipuSession *self, const char *label, const char *record, const char *field, const char *value);

/** Removes a record and offers to undo; @label names what is done: N_("Remove a step"). */
void yipu_session_remove (YipuSession *self, const char *label, const char *record);

/** A field as it is being typed: yipu_catalog_autosave(). */
void
yipu_session_autosave (YipuSession *self, const char *record, const char *field, const char *value);

/**
 * yipu_session_run:
 * @self: a session
 * @title: translated, what is done: "Backing up"
 * @func: does it, in a thread
 * @data: for @func
 * @free_data: (nullable): frees @data
 * @done: (nullable): called afterwards; a failure has been shown already
 * @owner: (nullable): a #GObject, for @done
 *
 * Long work, with its progress and Cancel at the foot of the window. Flushes first.
 */
void yipu_session_run (YipuSession *self,
                       const char *title,
                       YipuJobFunc func,
                       gpointer data,
                       GDestroyNotify free_data,
                       YipuDone done,
                       gpointer owner);

/** Stores what is typed in any field and waits until all is on the disk. */
void yipu_session_flush (YipuSession *self);

/** Cancels long work. Returns: whether there was none; else "busy" ends with it, soon. */
gboolean yipu_session_stop (YipuSession *self);

/** Lets go of the catalog: nothing may be asked of it any more. */
void yipu_session_close (YipuSession *self);

/** Something is under way until yipu_session_release(); tests wait for it. */
void yipu_session_hold (YipuSession *self);
void yipu_session_release (YipuSession *self);

/** A message at the bottom; with @undo it offers to take back what was done. */
void yipu_session_toast (YipuSession *self, const char *message, gboolean undo);

/** The findings one is walking through, and the one opened last; "next" goes on from there. */
void yipu_session_set_findings (YipuSession *self, GPtrArray *findings, guint current);
/** The finding after the one opened last, and so on around; %NULL where there is none. */
YipuFinding *yipu_session_next_finding (YipuSession *self);

G_END_DECLS
