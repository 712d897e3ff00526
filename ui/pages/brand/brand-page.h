/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The brand as a board: name, logo, colours, slogans, stories, scripts, rates, members, and which
 * products stray from it. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/* Action: "brand.new" makes a brand and shows it. */
#define YIPU_TYPE_BRAND_PAGE (yipu_brand_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuBrandPage, yipu_brand_page, YIPU, BRAND_PAGE, GtkBox)

G_END_DECLS
