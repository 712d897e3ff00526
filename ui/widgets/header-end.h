/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a page's header: the saved state in words, search, the main menu. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_HEADER_END (yipu_header_end_get_type ())
G_DECLARE_FINAL_TYPE (YipuHeaderEnd, yipu_header_end, YIPU, HEADER_END, GtkBox)

G_END_DECLS
