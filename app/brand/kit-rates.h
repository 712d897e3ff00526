/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rates a kit is priced by, read from its brand, its product and its pack. */
#pragma once

#include "craft/kit-store.h"

#include <yipu/price.h>

G_BEGIN_DECLS

typedef struct {
  YipuRates rates;
  YipuRecord *brand;   /* owned, NULL where the catalog has none */
  YipuRecord *product; /* owned, NULL where nothing sells it yet */
} YipuKitRates;

/* @what is the kit or item that @store holds; @product, if any, sells it. NULL with a
 * YipuCatalogError. */
YipuKitRates *yipu_kit_rates_load (YipuReader *reader,
                                   const YipuKitStore *store,
                                   const char *what,
                                   const char *product,
                                   GError **error);
void yipu_kit_rates_free (YipuKitRates *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuKitRates, yipu_kit_rates_free)

G_END_DECLS
