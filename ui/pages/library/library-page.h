/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Library: photos, people, households, places, organisations, materials, papers. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_LIBRARY_PAGE (yipu_library_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuLibraryPage, yipu_library_page, YIPU, LIBRARY_PAGE, GtkBox)

G_END_DECLS
