/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos coming in, dropped, pasted or chosen: one way for everything that has photos. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YipuPhotoPlace:
 * @record: (nullable): id of the record they belong to; %NULL: only into the library
 * @field: (nullable): its list of photos they are added to
 * @role: (nullable): instead of @field: the slot of the product @record they fill
 */
typedef struct {
  const char *record;
  const char *field;
  const char *role;
} YipuPhotoPlace;

/** Lets photos be dropped onto a widget and pasted in it by Ctrl+V; they go to @place, which is
 * copied and may be told anew at any time. What is refused is told. */
void yipu_photos_accept (GtkWidget *widget, YipuSession *session, const YipuPhotoPlace *place);

/** Takes what the clipboard holds to the place of @widget: copied files, or else a picture. */
void yipu_photos_paste (GtkWidget *widget);

/** Asks for photos and takes them to the place of @widget. */
void yipu_photos_choose (GtkWidget *widget);

G_END_DECLS
