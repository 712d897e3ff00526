/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos of a product by their slot: main, detail, process …; an empty slot says so and takes
 * what is chosen for it or dropped on it. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PRODUCT_SLOTS (yipu_product_slots_get_type ())
G_DECLARE_FINAL_TYPE (YipuProductSlots, yipu_product_slots, YIPU, PRODUCT_SLOTS, GtkBox)

void yipu_product_slots_set_session (YipuProductSlots *self, YipuSession *session);
/** Shows the photos of a product; %NULL for none. */
void yipu_product_slots_set_product (YipuProductSlots *self, const char *product);
/** Puts the cursor into a field of one of its photos; %FALSE when it isn't here. */
gboolean yipu_product_slots_reveal (YipuProductSlots *self, const char *slot, const char *field);

G_END_DECLS
