/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window of one catalog: the sidebar, the place shown, undo and redo, toasts. */
#pragma once

#include "session.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define YIPU_TYPE_WINDOW (yipu_window_get_type ())
G_DECLARE_FINAL_TYPE (YipuWindow, yipu_window, YIPU, WINDOW, AdwApplicationWindow)

/** A window on @session's catalog; it shows the place of the last time. */
YipuWindow *yipu_window_new (gpointer application, YipuSession *session);

YipuSession *yipu_window_get_session (YipuWindow *self);

/** A line that stays at the top: why the catalog is read only. %NULL for none. */
void yipu_window_set_notice (YipuWindow *self, const char *notice);

/** Shows a place. */
void yipu_window_go (YipuWindow *self, const char *place);

/** Shows a record in the page of its kind, with the cursor in @field. */
void
yipu_window_open_record (YipuWindow *self, const char *kind, const char *id, const char *field);

/** Goes back to what was shown before. */
void yipu_window_back (YipuWindow *self);

G_END_DECLS
