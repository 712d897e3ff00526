/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process, drawn: steps from left to right, the parts that cross the line standing on it, and
 * the line itself, which the pointer drags. Every step is a widget of its own, so that the
 * accessibility tree has them. To be put into a scrolled window. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* Signals: "move-steps" (gpointer; a GArray of guint: steps, gboolean: to the buyer): they shall
 * change sides; "opened" (guint step, GtkWidget *widget): tell more of a step, beside its widget.
 * Actions: map.zoom-in, map.zoom-out, map.fit. */
#define YIPU_TYPE_PROCESS_MAP (yipu_process_map_get_type ())
G_DECLARE_FINAL_TYPE (YipuProcessMap, yipu_process_map, YIPU, PROCESS_MAP, GtkWidget)

/** Draws another process, or the same one after its records changed. @sheet must stay as long as
 * it is drawn; %NULL for none. */
void yipu_process_map_set_sheet (YipuProcessMap *self, YipuSession *session, YipuKitSheet *sheet);
/** The line was moved: everything goes to its new place. */
void yipu_process_map_update (YipuProcessMap *self);

/** "The buyer does 4 steps": how many stand on a side of the line. (transfer full) */
char *yipu_process_map_dup_side (YipuKitSheet *sheet, YipuCutSide side);

G_END_DECLS
