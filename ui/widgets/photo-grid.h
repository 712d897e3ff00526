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

/** Takes photos from the disk into @field of a record, as one undo; with @id %NULL only into the
 * library. What is refused is told. */
void yipu_photos_take (YipuSession *session, GStrv paths, const char *id, const char *field);

/** Takes what the clipboard of @widget holds: copied files, or else a picture. */
void
yipu_photos_paste (GtkWidget *widget, YipuSession *session, const char *id, const char *field);

/** Asks for photos and takes them. */
void
yipu_photos_choose (GtkWidget *widget, YipuSession *session, const char *id, const char *field);

/** Lets photos be dropped onto a widget; they go into @field of the record in the data "record" of
 * the widget, or the library where it has none. */
void yipu_photos_accept (GtkWidget *widget, YipuSession *session, const char *field);

G_END_DECLS
