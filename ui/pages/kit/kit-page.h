/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit: the steps of its process, the line between the workshop's and the buyer's, and what
 * follows from where it stands. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/*
 * Actions: "kit.move-line" (i) moves the line by so many steps; "kit.make-product" makes a product
 * of the kit and opens it.
 */
#define YIPU_TYPE_KIT_PAGE (yipu_kit_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitPage, yipu_kit_page, YIPU, KIT_PAGE, GtkBox)

G_END_DECLS
