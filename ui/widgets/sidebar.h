/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidebar: the catalog's name, the places in three groups, who is typing, the backup's age. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_SIDEBAR (yipu_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (YipuSidebar, yipu_sidebar, YIPU, SIDEBAR, GtkBox)

void yipu_sidebar_set_session (YipuSidebar *self, YipuSession *session);

/** Marks a place as the one shown. */
void yipu_sidebar_select (YipuSidebar *self, const char *place);

/** Reads the age of the backup again. */
void yipu_sidebar_refresh (YipuSidebar *self);

G_END_DECLS
