/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text view as high as its text, for a page that scrolls as a whole. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_TEXT_AREA (yipu_text_area_get_type ())
G_DECLARE_FINAL_TYPE (YipuTextArea, yipu_text_area, YIPU, TEXT_AREA, GtkTextView)

GtkWidget *yipu_text_area_new (void);

G_END_DECLS
