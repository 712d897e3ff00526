/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product in the grid: picture, title, price. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PRODUCT_CARD (yipu_product_card_get_type ())
G_DECLARE_FINAL_TYPE (YipuProductCard, yipu_product_card, YIPU, PRODUCT_CARD, GtkBox)

GtkWidget *yipu_product_card_new (YipuSession *session);
/** Shows a product; %NULL for none. */
void yipu_product_card_set (YipuProductCard *self, YipuRecord *product);

G_END_DECLS
