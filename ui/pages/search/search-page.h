/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search everything: results as one types. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_SEARCH_PAGE (yipu_search_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuSearchPage, yipu_search_page, YIPU, SEARCH_PAGE, GtkBox)

G_END_DECLS
