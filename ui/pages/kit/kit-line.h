/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line between what the workshop does and what the buyer does, as it is seen and grabbed in
 * the list of steps: what crosses it goes into the box. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* Signal: "move" (int by): the keys Up and Down, Page Up and Page Down, Home and End. */
#define YIPU_TYPE_KIT_LINE (yipu_kit_line_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitLine, yipu_kit_line, YIPU, KIT_LINE, GtkBox)

/** Names what crosses the line now. */
void yipu_kit_line_update (YipuKitLine *self, YipuKitSheet *sheet);

G_END_DECLS
