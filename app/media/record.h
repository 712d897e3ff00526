/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The `file` record of a stored medium. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/photo.h>

G_BEGIN_DECLS

/* The record that names @photo's hash, or a new one; @name as received. Writer thread. NULL with a
 * YipuCatalogError set; free with g_free(). */
char *yipu_file_ensure (YipuEdit *edit, const YipuPhoto *photo, const char *name, GError **error);

/* Before anything is stored: a catalog that takes no record takes no medium either. FALSE with
 * YIPU_CATALOG_ERROR_READ_ONLY set. */
gboolean yipu_photo_check_writable (YipuCatalog *catalog, GError **error);

G_END_DECLS
