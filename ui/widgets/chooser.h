/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A popover to choose a record of a kind by typing, or to add one. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "chosen" (const char *id). */
#define YIPU_TYPE_CHOOSER (yipu_chooser_get_type ())
G_DECLARE_FINAL_TYPE (YipuChooser, yipu_chooser, YIPU, CHOOSER, GtkPopover)

/** A chooser for records of @kind; "any" for all kinds, without adding. */
GtkWidget *yipu_chooser_new (YipuSession *session, const char *kind);

/** What a record added here gets besides its name: the craft of a new material. */
void yipu_chooser_set_default (YipuChooser *self, const char *field, const char *value);

/** Lets a menu button's child begin where the button does; GTK 4.8 puts it into the middle. */
void yipu_menu_button_align_start (GtkMenuButton *button);

G_END_DECLS
