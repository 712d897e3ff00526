/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window has to tell: a short card for each message over the foot of the page, one under
 * another, each for as long as it takes to read. AdwToastOverlay of libadwaita 1.2 cuts them to a
 * line, shows one at a time, and crashes where several wait as it goes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_MESSAGES (yipu_messages_get_type ())
G_DECLARE_FINAL_TYPE (YipuMessages, yipu_messages, YIPU, MESSAGES, GtkWidget)

/**
 * yipu_messages_add:
 * @self: where to show it
 * @message: translated, a sentence or several lines
 * @undo_action: (nullable): the action that takes back what is told, offered beside it
 */
void yipu_messages_add (YipuMessages *self, const char *message, const char *undo_action);

G_END_DECLS
