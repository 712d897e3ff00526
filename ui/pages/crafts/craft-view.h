/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one craft: one page that scrolls, an outline at its side. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_CRAFT_VIEW (yipu_craft_view_get_type ())
G_DECLARE_FINAL_TYPE (YipuCraftView, yipu_craft_view, YIPU, CRAFT_VIEW, GtkBox)

void yipu_craft_view_set_session (YipuCraftView *self, YipuSession *session);

/** Shows a craft; %NULL for none. */
void yipu_craft_view_set_id (YipuCraftView *self, const char *id);
const char *yipu_craft_view_get_id (YipuCraftView *self);

/** Scrolls to a record of this craft and puts the cursor into a field of it. */
void yipu_craft_view_reveal (YipuCraftView *self, YipuRecord *record, const char *field);

G_END_DECLS
