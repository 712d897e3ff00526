/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one record of the Library: its fields, the picture of a photo, what belongs to it. */
#pragma once

#include "library-kinds.h"

G_BEGIN_DECLS

#define YIPU_TYPE_LIBRARY_VIEW (yipu_library_view_get_type ())
G_DECLARE_FINAL_TYPE (YipuLibraryView, yipu_library_view, YIPU, LIBRARY_VIEW, GtkBox)

GtkWidget *yipu_library_view_new (YipuSession *session, const YipuLibraryKind *kind);

void yipu_library_view_set_id (YipuLibraryView *self, const char *id);
const char *yipu_library_view_get_id (YipuLibraryView *self);
void yipu_library_view_focus (YipuLibraryView *self, const char *field);

G_END_DECLS
