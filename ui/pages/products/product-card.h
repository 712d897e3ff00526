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

/** The photo buyers see first, else any of the product's; %NULL for none. (transfer full) */
char *yipu_product_dup_picture (YipuSession *session, const char *product);
/** "¥ 61.80", what was typed or what the kit comes to; "" while it is not known. (transfer full) */
char *yipu_product_dup_price (YipuSession *session, const YipuRecord *product);

G_END_DECLS
