/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Who gets what of each yuan": one bar of parts, and a legend that says each in words. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/price.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PRICE_BAR (yipu_price_bar_get_type ())
G_DECLARE_FINAL_TYPE (YipuPriceBar, yipu_price_bar, YIPU, PRICE_BAR, GtkBox)

/** Shows the shares of a price; nothing while there are none. */
void yipu_price_bar_set (YipuPriceBar *self, const YipuPrice *price);

G_END_DECLS
