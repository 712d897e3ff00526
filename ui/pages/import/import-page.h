/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Import a list: choose a file, map its columns, see what will happen, one undo. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_IMPORT_PAGE (yipu_import_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuImportPage, yipu_import_page, YIPU, IMPORT_PAGE, GtkBox)

/** Reads a file and shows its columns. */
void yipu_import_page_open_file (YipuImportPage *self, const char *path);

G_END_DECLS
