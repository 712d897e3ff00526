/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photo of a product: its slot, variant and caption, and its place among those of its slot. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_SLOT_EDITOR (yipu_slot_editor_get_type ())
G_DECLARE_FINAL_TYPE (YipuSlotEditor, yipu_slot_editor, YIPU, SLOT_EDITOR, GtkBox)

GtkWidget *yipu_slot_editor_new (void);
void yipu_slot_editor_set_session (YipuSlotEditor *self, YipuSession *session);
/** Shows a slot; %NULL for none, and hides. */
void yipu_slot_editor_set_slot (YipuSlotEditor *self, const char *slot);
/** Id of the slot shown; %NULL for none. */
const char *yipu_slot_editor_get_slot (YipuSlotEditor *self);
/** Puts the cursor into a field; "" for the caption. */
void yipu_slot_editor_focus (YipuSlotEditor *self, const char *field);

G_END_DECLS
