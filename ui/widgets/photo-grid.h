/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos that a record refers to: dropped, pasted or chosen, shown as cards. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "changed". */
#define YIPU_TYPE_PHOTO_GRID (yipu_photo_grid_get_type ())
G_DECLARE_FINAL_TYPE (YipuPhotoGrid, yipu_photo_grid, YIPU, PHOTO_GRID, GtkBox)

GtkWidget *yipu_photo_grid_new (void);

/** Shows the photos in @field (refs of `file`) of a record; %NULL for none. */
void yipu_photo_grid_set_record (
    YipuPhotoGrid *self, YipuSession *session, const char *kind, const char *id, const char *field);

/** Puts the cursor among the photos. */
void yipu_photo_grid_focus (YipuPhotoGrid *self);

G_END_DECLS
