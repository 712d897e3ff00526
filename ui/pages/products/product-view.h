/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one product: photos by slot, texts, variants, and beside them price and findings. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PRODUCT_VIEW (yipu_product_view_get_type ())
G_DECLARE_FINAL_TYPE (YipuProductView, yipu_product_view, YIPU, PRODUCT_VIEW, GtkBox)

void yipu_product_view_set_session (YipuProductView *self, YipuSession *session);
/** Shows a product; %NULL for none. */
void yipu_product_view_set_id (YipuProductView *self, const char *id);
const char *yipu_product_view_get_id (YipuProductView *self);
/** Puts the cursor into a field; of a record that belongs to the product where @part is given. */
void yipu_product_view_reveal (YipuProductView *self, const char *part, const char *field);
/** Price and findings as they are now. */
void yipu_product_view_refresh (YipuProductView *self);

G_END_DECLS
