/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Crafts: the list, and the page of the one selected. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_CRAFTS_PAGE (yipu_crafts_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuCraftsPage, yipu_crafts_page, YIPU, CRAFTS_PAGE, GtkBox)

G_END_DECLS
