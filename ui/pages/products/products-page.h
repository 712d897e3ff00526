/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Products: a grid of many, and the page of one. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Actions: "products.new" makes a product; "products.show-all" goes back to the grid. */
#define YIPU_TYPE_PRODUCTS_PAGE (yipu_products_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuProductsPage, yipu_products_page, YIPU, PRODUCTS_PAGE, GtkBox)

G_END_DECLS
