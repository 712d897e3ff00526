/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children in a row that wraps, as words do: tags, chips. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_WRAP_BOX (yipu_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (YipuWrapBox, yipu_wrap_box, YIPU, WRAP_BOX, GtkWidget)

GtkWidget *yipu_wrap_box_new (void);
void yipu_wrap_box_append (YipuWrapBox *self, GtkWidget *child);
void yipu_wrap_box_clear (YipuWrapBox *self);

G_END_DECLS
