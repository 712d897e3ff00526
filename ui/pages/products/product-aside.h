/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside a product: its price and who gets what of it, and what each shop still asks. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PRODUCT_ASIDE (yipu_product_aside_get_type ())
G_DECLARE_FINAL_TYPE (YipuProductAside, yipu_product_aside, YIPU, PRODUCT_ASIDE, GtkBox)

void yipu_product_aside_set_session (YipuProductAside *self, YipuSession *session);
/** Shows a product, as it is in the catalog now; %NULL for none. */
void yipu_product_aside_show (YipuProductAside *self, const char *product);

G_END_DECLS
