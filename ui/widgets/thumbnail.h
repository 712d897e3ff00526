/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture of the catalog, filling its place, fetched without blocking. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Properties: "width", "height" (int; what it asks for, 0 for what it is given), "icon" (string;
 *   symbolic icon shown while there is no picture), "contain" (boolean; the whole picture instead
 *   of one that fills the place).
 */
#define YIPU_TYPE_THUMBNAIL (yipu_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (YipuThumbnail, yipu_thumbnail, YIPU, THUMBNAIL, GtkWidget)

GtkWidget *yipu_thumbnail_new (int width, int height);

/** Shows a `file` record; %NULL for none. Its caption is what a screen reader says. */
void yipu_thumbnail_set_file (YipuThumbnail *self, YipuSession *session, const char *file);

G_END_DECLS
