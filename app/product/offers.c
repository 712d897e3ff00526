/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Offers: the cache of what products share, and the product put together from its parts. Nothing
 * is written; everything read is kept until the offers are thrown away. */
#include "product/offers.h"

#include <string.h>
#include <yipu/catalog.h>
#include <yipu/kit-sheet.h>

struct _YipuOffers {
  YipuReader *reader;     /* outlives us */
  YipuConsents *consents; /* outlives us; NULL: nothing that needs one leaves */
  GHashTable *records;    /* "kind id" → YipuRecord, owned; NULL for not there */
  GHashTable *lists;      /* "kind field value" → GPtrArray of YipuRecord */
  GHashTable *kits;       /* product → YipuOfferKit */
  GHashTable *products;   /* "shop product" → JsonObject */
  GHashTable *maps;       /* shop → JsonObject */
  GHashTable *settings;   /* shop → JsonObject */
  GHashTable *checks;     /* "date product" → GPtrArray of YipuFinding */
  GHashTable *codes;      /* how often each SKU and barcode is used; NULL until asked for */
  GHashTable *matches;    /* "shop\nmap\nours" → YipuRecord, in a list */
};

static void
free_kit (gpointer data)
{
  YipuOfferKit *kit = data;

  g_ptr_array_unref (kit->findings);
  g_free (kit);
}

static void
unref_record (gpointer data)
{
  if (data)
    yipu_record_unref (data);
}

static GHashTable *
table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

YipuOffers *
yipu_offers_new (YipuReader *reader)
{
  YipuOffers *offers;

  g_return_val_if_fail (reader != NULL, NULL);
  offers = g_new0 (YipuOffers, 1);
  offers->reader = reader;
  offers->records = table_new (unref_record);
  offers->lists = table_new ((GDestroyNotify) g_ptr_array_unref);
  offers->kits = table_new (free_kit);
  offers->products = table_new ((GDestroyNotify) json_object_unref);
  offers->maps = table_new ((GDestroyNotify) json_object_unref);
  offers->settings = table_new ((GDestroyNotify) json_object_unref);
  offers->checks = table_new ((GDestroyNotify) g_ptr_array_unref);
  offers->matches = table_new (NULL);
  return offers;
}

void
yipu_offers_free (YipuOffers *offers)
{
  g_return_if_fail (offers != NULL);
  g_hash_table_unref (offers->matches);
  g_hash_table_unref (offers->checks);
  g_clear_pointer (&offers->codes, g_hash_table_unref);
  g_hash_table_unref (offers->settings);
  g_hash_table_unref (offers->maps);
  g_hash_table_unref (offers->products);
  g_hash_table_unref (offers->kits);
  g_hash_table_unref (offers->lists);
  g_hash_table_unref (offers->records);
  g_free (offers);
}

void
yipu_offers_set_consents (YipuOffers *offers, YipuConsents *consents)
{
  g_return_if_fail (offers != NULL);
  offers->consents = consents;
}

YipuReader *
yipu_offers_get_reader (YipuOffers *offers)
{
  g_return_val_if_fail (offers != NULL, NULL);
  return offers->reader;
}

YipuRecord *
yipu_offers_read (YipuOffers *offers, const char *kind, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *key = NULL;
  gpointer found = NULL;
  YipuRecord *record;

  if (id == NULL)
    return NULL;
  key = g_strdup_printf ("%s %s", kind, id);
  if (g_hash_table_lookup_extended (offers->records, key, NULL, &found))
    return found;
  record = yipu_reader_get (offers->reader, kind, id, &local);
  if (record == NULL &&
      !g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (record && yipu_record_is_gone (record))
    g_clear_pointer (&record, yipu_record_unref);
  g_hash_table_insert (offers->records, g_steal_pointer (&key), record);
  return record;
}

GPtrArray *
yipu_offers_list (
    YipuOffers *offers, const char *kind, const char *field, const char *value, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s %s", kind, field ? field : "", value ? value : "");
  GPtrArray *list = g_hash_table_lookup (offers->lists, key);

  if (list)
    return list;
  list = yipu_reader_list (offers->reader, kind, field, value, error);
  if (list)
    g_hash_table_insert (offers->lists, g_steal_pointer (&key), list);
  return list;
}

int
yipu_offers_may_leave (YipuOffers *offers,
                       const YipuRecord *record,
                       const char *field,
                       GError **error)
{
  const YipuField *described = yipu_kind_field (yipu_record_get_kind (record), field);
  YipuConsentAnswer answer;

  if (offers->consents == NULL)
    return described->public && described->consent == NULL;
  answer = yipu_consents_of_field (offers->consents, record, field, error);
  return answer == YIPU_CONSENT_FAILED ? -1 : answer == YIPU_CONSENT_YES;
}

int
yipu_offers_may_show (YipuOffers *offers, const char *file, const char *craft, GError **error)
{
  YipuConsentAnswer answer;

  if (offers->consents == NULL)
    return FALSE;
  answer = yipu_consents_of_photo (offers->consents, file, craft, error);
  return answer == YIPU_CONSENT_FAILED ? -1 : answer == YIPU_CONSENT_YES;
}

/* No kit, or one that is not there: the check says so; there is only nothing to compute. */
static gboolean
sells_nothing (const GError *error)
{
  return g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND) ||
         g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID);
}

const YipuOfferKit *
yipu_offers_get_kit (YipuOffers *offers, const char *product, GError **error)
{
  YipuOfferKit *kit = g_hash_table_lookup (offers->kits, product);
  g_autoptr (YipuKitSheet) sheet = NULL;
  g_autoptr (GError) local = NULL;

  if (kit)
    return kit;
  sheet = yipu_kit_sheet_load (offers->reader, product, product, &local);
  if (sheet == NULL && !sells_nothing (local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  kit = g_new0 (YipuOfferKit, 1);
  kit->price_fen = sheet ? yipu_kit_sheet_get_price (sheet)->price_fen : -1;
  kit->cost_fen = sheet ? yipu_kit_sheet_get_price (sheet)->cost_fen : -1;
  kit->weight_g = sheet ? yipu_kit_sheet_get_result (sheet)->weight_g : -1;
  kit->findings =
      sheet ? g_ptr_array_ref (yipu_kit_sheet_get_findings (sheet)) : yipu_findings_new ();
  g_hash_table_insert (offers->kits, g_strdup (product), kit);
  return kit;
}

YipuRecord *
yipu_offers_get_craft (YipuOffers *offers, YipuRecord *product, GError **error)
{
  YipuRecord *kit = yipu_offers_read (offers, "kit", yipu_record_get (product, "kit"), error);
  YipuRecord *owner =
      kit ? yipu_offers_read (offers, "process", yipu_record_get (kit, "process"), error)
          : yipu_offers_read (offers, "item", yipu_record_get (product, "item"), error);

  return owner ? yipu_offers_read (offers, "craft", yipu_record_get (owner, "craft"), error) : NULL;
}

GHashTable *
yipu_offers_get_checks (YipuOffers *offers)
{
  return offers->checks;
}

GHashTable *
yipu_offers_get_codes (YipuOffers *offers, GError **error)
{
  if (offers->codes == NULL)
    offers->codes = yipu_offers_count_codes (offers->reader, error);
  return offers->codes;
}

/* Reads the shop's own ids once. */
static gboolean
load_matches (YipuOffers *offers, const char *shop, JsonObject *maps, GError **error)
{
  GPtrArray *rows = yipu_offers_list (offers, "shop_match", "shop", shop, error);

  for (guint i = 0; rows && i < rows->len; i++) {
    YipuRecord *row = rows->pdata[i];
    const char *map = yipu_record_get (row, "map"), *ours = yipu_record_get (row, "ours");
    const char *theirs = yipu_record_get (row, "theirs");

    if (map == NULL || ours == NULL)
      continue;
    g_hash_table_insert (offers->matches, g_strdup_printf ("%s\n%s\n%s", shop, map, ours), row);
    if (theirs == NULL)
      continue;
    if (!json_object_has_member (maps, map))
      json_object_set_object_member (maps, map, json_object_new ());
    json_object_set_string_member (json_object_get_object_member (maps, map), ours, theirs);
  }
  return rows != NULL;
}

JsonObject *
yipu_offers_get_maps (YipuOffers *offers, const char *shop, GError **error)
{
  JsonObject *found = g_hash_table_lookup (offers->maps, shop);
  g_autoptr (JsonObject) maps = NULL;

  if (found)
    return found;
  maps = json_object_new ();
  if (!load_matches (offers, shop, maps, error))
    return NULL;
  g_hash_table_insert (offers->maps, g_strdup (shop), json_object_ref (maps));
  return maps;
}

JsonObject *
yipu_offers_get_settings (YipuOffers *offers, const char *shop, GError **error)
{
  JsonObject *found = g_hash_table_lookup (offers->settings, shop);
  GPtrArray *rows;

  if (found)
    return found;
  rows = yipu_offers_list (offers, "shop_setting", "shop", shop, error);
  if (rows == NULL)
    return NULL;
  found = json_object_new ();
  for (guint i = 0; i < rows->len; i++)
    if (yipu_record_get (rows->pdata[i], "key"))
      yipu_offer_set (found, yipu_record_get (rows->pdata[i], "key"),
                      yipu_record_get (rows->pdata[i], "value"));
  g_hash_table_insert (offers->settings, g_strdup (shop), found);
  return found;
}

YipuRecord *
yipu_offers_find_match (
    YipuOffers *offers, const char *shop, const char *map, const char *ours, GError **error)
{
  g_autofree char *key = NULL;

  if (shop == NULL || ours == NULL || yipu_offers_get_maps (offers, shop, error) == NULL)
    return NULL;
  key = g_strdup_printf ("%s\n%s\n%s", shop, map, ours);
  return g_hash_table_lookup (offers->matches, key);
}

const char *
yipu_offer_text (const YipuRecord *record, const char *field)
{
  const char *text = yipu_record_get (record, field);
  g_autofree char *twin = g_strconcat (field, "_en", NULL);

  if (text == NULL && yipu_kind_field (yipu_record_get_kind (record), twin))
    text = yipu_record_get (record, twin);
  return text;
}

void
yipu_offer_set (JsonObject *object, const char *member, const char *value)
{
  if (value && value[0])
    json_object_set_string_member (object, member, value);
}

void
yipu_offer_set_from (JsonObject *from,
                     const char *member,
                     const YipuRecord *record,
                     const char *field)
{
  JsonArray *place = json_array_new ();

  json_array_add_string_element (place, yipu_record_get_kind (record)->id);
  json_array_add_string_element (place, yipu_record_get_id (record));
  json_array_add_string_element (place, field);
  json_object_set_array_member (from, member, place);
}

/* What every part asks for. */
static gboolean
read_neighbours (YipuOfferBuild *build, GError **error)
{
  g_autoptr (GError) local = NULL;
  YipuOffers *offers = build->offers;
  GPtrArray *states = NULL;

  if (build->shop) {
    states = yipu_offers_list (offers, "shop_state", "product", yipu_record_get_id (build->product),
                               error);
    if (states == NULL)
      return FALSE;
  }
  for (guint i = 0; states && i < states->len; i++)
    if (g_strcmp0 (yipu_record_get (states->pdata[i], "shop"), build->shop) == 0)
      build->state = states->pdata[i];
  build->brand =
      yipu_offers_read (offers, "brand", yipu_record_get (build->product, "brand"), &local);
  if (local == NULL)
    build->maker = yipu_offers_read (offers, "organisation",
                                     yipu_record_get (build->product, "maker"), &local);
  if (local == NULL)
    build->craft = yipu_offers_get_craft (offers, build->product, &local);
  if (local == NULL && build->craft)
    build->place =
        yipu_offers_read (offers, "place", yipu_record_get (build->craft, "place"), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
build_product (YipuOfferBuild *build, GError **error)
{
  return read_neighbours (build, error) && yipu_offer_add_texts (build, error) &&
         yipu_offer_add_variants (build, error) && yipu_offer_add_attributes (build, error) &&
         yipu_offer_add_photos (build, error);
}

JsonObject *
yipu_offers_get_product (YipuOffers *offers, const char *product, const char *shop, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", shop ? shop : "", product);
  JsonObject *found = g_hash_table_lookup (offers->products, key);
  g_autoptr (YipuRecord) record = NULL;
  g_autoptr (JsonObject) out = NULL;
  YipuOfferBuild build = { .offers = offers, .shop = shop };

  g_return_val_if_fail (offers != NULL && product != NULL, NULL);
  if (found)
    return found;
  record = yipu_reader_get (offers->reader, "product", product, error);
  if (record == NULL)
    return NULL;
  out = json_object_new ();
  build.product = record;
  build.out = out;
  build.from = json_object_new ();
  json_object_set_string_member (out, "uuid", product);
  json_object_set_object_member (out, "from", build.from);
  if (!build_product (&build, error))
    return NULL;
  g_hash_table_insert (offers->products, g_steal_pointer (&key), json_object_ref (out));
  return out;
}
