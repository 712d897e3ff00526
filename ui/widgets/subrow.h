/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of YipuSubrecords: a head, and when opened the record's fields below it. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Signals: "removed", "next" (Enter in the head's field), "moved" (int by: -1 or 1; Alt+Up, Down),
 *   "opened" (GtkBox *detail; put more into it).
 */
#define YIPU_TYPE_SUBROW (yipu_subrow_get_type ())
G_DECLARE_FINAL_TYPE (YipuSubrow, yipu_subrow, YIPU, SUBROW, GtkListBoxRow)

/**
 * yipu_subrow_new:
 * @session: the session
 * @kind: kind of the record
 * @id: its id
 * @fields: what the opened row shows, as YipuFieldGrid
 * @inline_field: (nullable): a field edited in the head itself
 * @numbered: with a numbered dot before the head
 */
YipuSubrow *yipu_subrow_new (YipuSession *session,
                             const char *kind,
                             const char *id,
                             const char *fields,
                             const char *inline_field,
                             gboolean numbered);

const char *yipu_subrow_get_id (YipuSubrow *self);
/** What the head says. */
void yipu_subrow_describe (YipuSubrow *self, const char *title, const char *summary);
/** The number in the dot. */
void yipu_subrow_set_number (YipuSubrow *self, guint number);
/** A style class for the dot: "reed" for what the inheritor does; %NULL for none. */
void yipu_subrow_set_style (YipuSubrow *self, const char *style);
void yipu_subrow_set_open (YipuSubrow *self, gboolean open);
/** What stands below the head of an opened row; %NULL while it is closed. */
GtkWidget *yipu_subrow_get_detail (YipuSubrow *self);
/** Puts the cursor into @field, opening the row for it; "" for the first there is. */
void yipu_subrow_focus (YipuSubrow *self, const char *field);

G_END_DECLS
