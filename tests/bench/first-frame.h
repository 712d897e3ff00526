/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two windows of bench-window.c share: telling when the first frame was painted. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Calls @func when the first window of @application has painted a frame. */
void first_frame_watch (GtkApplication *application, void (*func) (GtkWindow *window));
/* Prints the time (µs, the monotonic clock) and the most memory held so far (kB). */
void first_frame_tell (void);

G_END_DECLS
