/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scroll step a frame: GtkListView and GtkColumnView of GTK 4.8 run away when scrolled faster.
 * Every scrolled list takes this. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Gathers the wheel's and touchpad's steps and applies them once a frame. */
void yipu_scroll_tame (GtkScrolledWindow *window);

G_END_DECLS
