/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The start of a page's header: sidebar, back, undo and redo. Pages beside a list pane that has
 * the sidebar's button leave it out. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Properties: "sidebar" (boolean, default TRUE), "back" (boolean, default FALSE). */
#define YIPU_TYPE_HEADER_START (yipu_header_start_get_type ())
G_DECLARE_FINAL_TYPE (YipuHeaderStart, yipu_header_start, YIPU, HEADER_START, GtkBox)

G_END_DECLS
