/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cultural elements as cards, three a row; the one chosen is edited below with its selling
 * points. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "changed". */
#define YIPU_TYPE_ELEMENT_CARDS (yipu_element_cards_get_type ())
G_DECLARE_FINAL_TYPE (YipuElementCards, yipu_element_cards, YIPU, ELEMENT_CARDS, GtkBox)

void yipu_element_cards_set_craft (YipuElementCards *self, YipuSession *session, const char *craft);
guint yipu_element_cards_get_count (YipuElementCards *self);
/** Opens an element or a selling point; %FALSE when it isn't here. */
gboolean
yipu_element_cards_reveal (YipuElementCards *self, const YipuRecord *record, const char *field);

G_END_DECLS
