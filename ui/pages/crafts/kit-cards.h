/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kits of a craft as rows that open the kit's page. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "changed". */
#define YIPU_TYPE_KIT_CARDS (yipu_kit_cards_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitCards, yipu_kit_cards, YIPU, KIT_CARDS, GtkBox)

/** The kits of a process; %NULL for none. */
void yipu_kit_cards_set_process (YipuKitCards *self, YipuSession *session, const char *process);
guint yipu_kit_cards_get_count (YipuKitCards *self);
/** Adds a kit and opens it. */
void yipu_kit_cards_add (YipuKitCards *self);

G_END_DECLS
