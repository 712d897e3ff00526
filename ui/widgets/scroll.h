/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What GTK 4.8 gets wrong about scrolling. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One scroll step a frame: GtkListView and GtkColumnView run away when scrolled faster, so every
 * scrolled list takes this. Gathers the wheel's and touchpad's steps and applies them once a frame. */
void yipu_scroll_tame (GtkScrolledWindow *window);

/** Brings what has the cursor into sight, once all has its place: a page shown for the first time
 * has none yet when the cursor comes into it. */
void yipu_scroll_to_focus (GtkWindow *window);

G_END_DECLS
