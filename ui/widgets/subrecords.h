/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records that belong to another one (listings of a craft, slogans of a brand) as a list in a
 * card: each opens to its fields, is added, moved and removed here. */
#pragma once

#include "widgets/subrow.h"

G_BEGIN_DECLS

/*
 * Properties: "kind" (string; of the records), "owner" (string; the field that names the owner),
 *   "fields" (string; what an opened row shows, as YipuFieldGrid), "summary" (string; fields in
 *   the line below the title), "add-label" (string), "empty-text" (string; what belongs here),
 *   "inline-field" (string; edited in the row's head, Enter there adds the next), "numbered".
 * Signals: "changed": rows came, went or moved; "row-shown" (YipuSubrow *row, YipuRecord *record):
 *   a row was described; "row-opened" (YipuSubrow *row, GtkBox *detail): put more into it;
 *   "needs-owner" → string: a record is added and there is no owner yet: make one, return its id.
 */
#define YIPU_TYPE_SUBRECORDS (yipu_subrecords_get_type ())
G_DECLARE_FINAL_TYPE (YipuSubrecords, yipu_subrecords, YIPU, SUBRECORDS, GtkBox)

void yipu_subrecords_set_session (YipuSubrecords *self, YipuSession *session);
/** Shows what belongs to @owner; %NULL for nothing. */
void yipu_subrecords_set_owner (YipuSubrecords *self, const char *owner);
guint yipu_subrecords_get_count (YipuSubrecords *self);
/** Opens a record's row and puts the cursor into a field of it; %FALSE when it isn't here. */
gboolean yipu_subrecords_reveal (YipuSubrecords *self, const char *id, const char *field);
/** The row of a record; %NULL when it isn't here. */
YipuSubrow *yipu_subrecords_get_row (YipuSubrecords *self, const char *id);
/** What a new record gets besides its owner. */
void yipu_subrecords_set_default (YipuSubrecords *self, const char *field, const char *value);
/** Adds a record at the end, or behind @after, and puts the cursor into it. */
void yipu_subrecords_add (YipuSubrecords *self, const char *after);

/** Gives each of them below @root the session, or shows what belongs to @owner. */
void yipu_subrecords_set_session_below (GtkWidget *root, YipuSession *session);
void yipu_subrecords_set_owner_below (GtkWidget *root, const char *owner);
gboolean yipu_subrecords_reveal_below (GtkWidget *root, const char *id, const char *field);

G_END_DECLS
