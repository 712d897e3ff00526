/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Offers, within libyipu: what products share is read once, and each part of a product is built by
 * its own file. Values are members of a JSON object, as the expressions of profiles ask for them.
 */
#pragma once

#include <yipu/product.h>

G_BEGIN_DECLS

/* What the kit engine says of a product, for every shop the same. */
typedef struct {
  gint64 price_fen; /* -1 where unknown, as all here */
  gint64 cost_fen;  /* own cost and wages */
  gint64 weight_g;
  GPtrArray *findings; /* of YipuFinding */
} YipuOfferKit;

/* A product while it is built: the records it stands on, none owned but by the offers' cache. */
typedef struct {
  YipuOffers *offers;
  const char *shop; /* (nullable) */
  YipuRecord *product;
  YipuRecord *state; /* (nullable) shop_state of this shop, as the rest */
  YipuRecord *brand;
  YipuRecord *maker;
  YipuRecord *craft;
  YipuRecord *place;
  JsonObject *out;  /* what is built */
  JsonObject *from; /* name → [kind, id, field]: where a value came from, unless it is the
                       product's own field of the table of paths */
} YipuOfferBuild;

/* A record read once; NULL for an empty id, a removed record, or one not there. Other failures set
 * @error. Lives as long as the offers. */
YipuRecord *yipu_offers_read (YipuOffers *offers, const char *kind, const char *id, GError **error);
/* The records of @kind whose @field is @value, read once; lives as long as the offers. */
GPtrArray *yipu_offers_list (
    YipuOffers *offers, const char *kind, const char *field, const char *value, GError **error);
/* Whether a field may leave on the day of the export. -1 with @error set. */
int yipu_offers_may_leave (YipuOffers *offers,
                           const YipuRecord *record,
                           const char *field,
                           GError **error);
/* Likewise for a photo's derivatives; @craft is an id, or NULL. */
int yipu_offers_may_show (YipuOffers *offers, const char *file, const char *craft, GError **error);
/* Price, cost and weight; lives as long as the offers. NULL with @error set. */
const YipuOfferKit *yipu_offers_get_kit (YipuOffers *offers, const char *product, GError **error);
/* The craft a product comes from: its kit's or item's; NULL where there is none. */
YipuRecord *yipu_offers_get_craft (YipuOffers *offers, YipuRecord *product, GError **error);

/* {map: {ours: theirs}} of a shop, from shop_match. Lives as long as the offers. */
JsonObject *yipu_offers_get_maps (YipuOffers *offers, const char *shop, GError **error);
/* {key: value} of a shop, from shop_setting. Lives as long as the offers. */
JsonObject *yipu_offers_get_settings (YipuOffers *offers, const char *shop, GError **error);
/* The shop_match row of @map for @ours, or NULL. */
YipuRecord *yipu_offers_find_match (
    YipuOffers *offers, const char *shop, const char *map, const char *ours, GError **error);

/* What yipu_offers_check() found before, "date product" → GPtrArray of YipuFinding. */
GHashTable *yipu_offers_get_checks (YipuOffers *offers);

/* "sku WTW-B1", "gtin 6901…" → how many products and variants have it. The caller unrefs it; NULL
 * with @error set. */
GHashTable *yipu_offers_count_codes (YipuReader *reader, GError **error);
/* The same, counted once; lives as long as the offers. */
GHashTable *yipu_offers_get_codes (YipuOffers *offers, GError **error);

/* Parts of a product; FALSE with @error set. */
gboolean yipu_offer_add_texts (YipuOfferBuild *build, GError **error);
gboolean yipu_offer_add_variants (YipuOfferBuild *build, GError **error);
gboolean yipu_offer_add_attributes (YipuOfferBuild *build, GError **error);
gboolean yipu_offer_add_photos (YipuOfferBuild *build, GError **error);

/* The Chinese text of a field, else its English twin; NULL for neither. */
const char *yipu_offer_text (const YipuRecord *record, const char *field);
/* Sets a member unless the value is empty. */
void yipu_offer_set (JsonObject *object, const char *member, const char *value);
/* Notes the field behind a member. */
void yipu_offer_set_from (JsonObject *from,
                          const char *member,
                          const YipuRecord *record,
                          const char *field);
/* Adds @text to @html, each line a paragraph, escaped. */
void yipu_offer_append_paragraphs (GString *html, const char *text);

G_END_DECLS
