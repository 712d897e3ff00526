/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Upload sheets: one page a product, for a person who copies field by field into a seller's form.
 */
#pragma once

#include "bundle/pictures.h"

G_BEGIN_DECLS

/* The page of a product; @path is its own path in the shop's folder, from which pictures are
 * reached. NULL with error set. */
GBytes *yipu_sheet_render (const YipuShop *shop,
                           const YipuFileSpec *file,
                           const char *path,
                           YipuShopProduct *product,
                           GError **error);

G_END_DECLS
