/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shops: profiles, one data file each, that say what a shop takes (platforms.md §9), and the check
 * of a product against one. */
#pragma once

#include <yipu/finding.h>
#include <yipu/product.h>

G_BEGIN_DECLS

#define YIPU_TYPE_SHOP (yipu_shop_get_type ())

/**
 * YipuShop:
 *
 * A profile, read and checked whole. Immutable, counted, free to cross threads.
 */
typedef struct _YipuShop YipuShop;

GType yipu_shop_get_type (void) G_GNUC_CONST;

/** Takes a reference. Any thread. */
YipuShop *yipu_shop_ref (YipuShop *shop);
/** Drops a reference. Any thread. */
void yipu_shop_unref (YipuShop *shop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuShop, yipu_shop_unref)

/**
 * YipuShopSetting:
 * @key: key of shop_setting, "postage_id"
 * @type: "text", "int", "choice" or "url"
 * @label_zh: what the seller is asked, in Chinese
 * @label_en: the same in English
 * @fallback: value while the seller has given none, perhaps ""
 * @choices: (nullable) (array zero-terminated=1): what a choice may be
 *
 * What a seller enters once for a shop.
 */
typedef struct {
  char *key;
  char *type;
  char *label_zh;
  char *label_en;
  char *fallback;
  char **choices;
} YipuShopSetting;

/**
 * YipuShopImages:
 * @id: name of the set, "main"
 * @roles: (array zero-terminated=1): photo roles it takes, in order
 * @min: photos wanted at least
 * @max: photos taken at most
 * @width: exact width of what leaves, 0 when free
 * @height: exact height, 0 when free
 * @max_width: greatest width, 0 when exact
 * @max_height: greatest height, 0 when exact
 * @kb_max: greatest size in units of 1,000 bytes, 0 for none
 *
 * A set of pictures a shop takes for a product.
 */
typedef struct {
  char *id;
  char **roles;
  int min;
  int max;
  int width;
  int height;
  int max_width;
  int max_height;
  int kb_max;
} YipuShopImages;

typedef enum {
  YIPU_SHOP_ERROR_PROFILE, /* the file is no profile: key, path or function named */
  YIPU_SHOP_ERROR_UNKNOWN, /* no shop of that id */
  YIPU_SHOP_ERROR_CELL,    /* a text the shop's file cannot hold: the character is named */
  YIPU_SHOP_ERROR_PHOTO,   /* a photo that cannot be made as the shop wants it */
} YipuShopError;

#define YIPU_SHOP_ERROR (yipu_shop_error_quark ())
GQuark yipu_shop_error_quark (void);

/**
 * yipu_shops_list:
 * @findings: (nullable) (element-type YipuFinding): profiles of the user that could not be read
 *   are told here
 *
 * The shops shipped with Yipu, then the user's own from "yipu/shops" in the user's data folder; an
 * own profile stands in for a shipped one of the same id. Reads files: any thread, but not for
 * every frame.
 *
 * Returns: (transfer full) (element-type YipuShop): the shops, by id
 */
GPtrArray *yipu_shops_list (GPtrArray *findings);

/**
 * yipu_shop_find:
 * @id: id of a profile, the word after --shop
 * @error: return location for %YIPU_SHOP_ERROR_UNKNOWN, %YIPU_SHOP_ERROR_PROFILE
 *
 * Returns: (transfer full): the shop, or %NULL with @error set
 */
YipuShop *yipu_shop_find (const char *id, GError **error);

/**
 * yipu_shop_parse:
 * @json: a profile
 * @error: return location for %YIPU_SHOP_ERROR_PROFILE
 *
 * Reads and checks a profile: an unknown key, path or function is an error that names it. A
 * profile may inherit from a shipped one. Any thread.
 *
 * Returns: (transfer full): the shop, or %NULL with @error set
 */
YipuShop *yipu_shop_parse (GBytes *json, GError **error);

/** Its id, the name of its folder in a bundle. */
const char *yipu_shop_get_id (const YipuShop *shop);
/** Its name in the user's language. */
const char *yipu_shop_get_name (const YipuShop *shop);
/** Its Chinese name. */
const char *yipu_shop_get_name_zh (const YipuShop *shop);
/** Its English name. */
const char *yipu_shop_get_name_en (const YipuShop *shop);
/** What the shop called the version of its form, "5.7 (63 columns)". */
const char *yipu_shop_get_version (const YipuShop *shop);
/** The day somebody last looked whether the shop still works so, "2026-11-24". */
const char *yipu_shop_get_checked (const YipuShop *shop);
/** The settings a seller may enter. */
const YipuShopSetting *yipu_shop_get_settings (const YipuShop *shop, guint *n_settings);
/** The sets of pictures it takes. */
const YipuShopImages *yipu_shop_get_images (const YipuShop *shop, guint *n_sets);
/** Names of the tables in which the seller's own ids are kept (shop_match.map), %NULL at the end.
 */
const char *const *yipu_shop_get_maps (const YipuShop *shop);

/**
 * yipu_shop_check:
 * @shop: a shop
 * @offers: the products
 * @product: id of a product
 * @date: (nullable): the day of the export, "2026-11-24"
 * @findings: (element-type YipuFinding): what is wrong is added here, with the record and field to
 *   open; what the profile asks has its shop
 * @error: return location for a #YipuCatalogError
 *
 * What the profile asks (limits, needs, maps, pictures) and what every shop asks
 * (yipu_offers_check()).
 *
 * Returns: %FALSE with @error set when the catalog could not be read
 */
gboolean yipu_shop_check (const YipuShop *shop,
                          YipuOffers *offers,
                          const char *product,
                          const char *date,
                          GPtrArray *findings,
                          GError **error);

G_END_DECLS
