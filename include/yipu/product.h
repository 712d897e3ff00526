/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Offers: products as one shop sees them, read from a catalog and completed by what the kit
 * computes (model.md, "What a shop profile may ask"). */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/consent.h>
#include <yipu/finding.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

/**
 * YipuOffers:
 *
 * Looks at products through one reader and keeps what they share (brands, crafts, kits computed),
 * so that forty products in ten shops read a brand once. Throw it away when the catalog changes.
 * For one thread at a time: the reader's.
 */
typedef struct _YipuOffers YipuOffers;

/**
 * yipu_offers_new:
 * @reader: the catalog; must outlive the offers
 *
 * Returns: (transfer full): offers that have read nothing yet
 */
YipuOffers *yipu_offers_new (YipuReader *reader);

/** Frees what was read. */
void yipu_offers_free (YipuOffers *offers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuOffers, yipu_offers_free)

/**
 * yipu_offers_set_consents:
 * @offers: offers that have read nothing yet
 * @consents: (nullable): what may leave, on the day of the export; must outlive the offers
 *
 * Stories and photos that may not leave are then left out. Without consents all that would need
 * one is left out.
 */
void yipu_offers_set_consents (YipuOffers *offers, YipuConsents *consents);

/** The reader given to yipu_offers_new(). */
YipuReader *yipu_offers_get_reader (YipuOffers *offers);

/**
 * yipu_offers_get_product:
 * @offers: the offers
 * @product: id of a product
 * @shop: (nullable): id of a shop profile, %NULL for the product as no shop changes it
 * @error: return location for a #YipuCatalogError
 *
 * The product with model.md's keys ("title", "price" in fen, "variants", "options", "food" …);
 * what is empty has no key. Besides: "photos", its slots in order ({slot, file, role, alt,
 * variant}).
 *
 * Returns: (transfer none): the product, which lives as long as @offers; %NULL with @error set
 */
JsonObject *
yipu_offers_get_product (YipuOffers *offers, const char *product, const char *shop, GError **error);

/**
 * yipu_offers_get_groups:
 * @offers: the offers
 * @products: (array zero-terminated=1): ids of the products that are exported, in order
 * @shop: (nullable): id of a shop profile
 * @error: return location for a #YipuCatalogError
 *
 * Groups are all exported products of one craft, where there are two or more.
 *
 * Returns: (transfer full) (element-type JsonObject): the groups in order of their first product,
 *   with model.md's keys of "g"; %NULL with @error set
 */
GPtrArray *yipu_offers_get_groups (YipuOffers *offers,
                                   const char *const *products,
                                   const char *shop,
                                   GError **error);

/**
 * yipu_offers_check:
 * @offers: the offers
 * @product: id of a product
 * @date: (nullable): the day of the export, "2026-11-24"; %NULL for a check without one
 * @findings: (element-type YipuFinding): what is wrong is added here
 * @error: return location for a #YipuCatalogError
 *
 * What holds in every shop: kit, brand, maker and SKU there, price not below the product's own
 * cost and wages (block) nor the recommended one (warn), barcodes' check digits, SKUs and barcodes
 * used once, option values, a membership in force on @date, the brand's title prefix. A profile's
 * own rules: yipu_shop_check(). Consent, claims and releases are checked by their own modules.
 *
 * Returns: %FALSE with @error set when the catalog could not be read
 */
gboolean yipu_offers_check (
    YipuOffers *offers, const char *product, const char *date, GPtrArray *findings, GError **error);

/**
 * yipu_gtin_is_valid:
 * @gtin: a barcode number
 *
 * 8, 12, 13 or 14 digits whose weighted sum (from the right 1, 3, 1, 3 …) is divisible by 10.
 *
 * Returns: whether the check digit is right
 */
gboolean yipu_gtin_is_valid (const char *gtin);

G_END_DECLS
