/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading rates. An empty rate of a kit is the brand's; packaging is the pack's where one says what
 * it costs. */
#include "kit-rates.h"

#include <yipu/vocabulary.h>

/* The first record of @kind whose @field is @value (@field NULL: of all); *@record NULL where there
 * is none. */
static gboolean
first_of (YipuReader *reader,
          const char *kind,
          const char *field,
          const char *value,
          YipuRecord **record,
          GError **error)
{
  g_autoptr (GPtrArray) records = yipu_reader_list (reader, kind, field, value, error);

  if (!records)
    return FALSE;
  if (records->len > 0)
    *record = yipu_record_ref (records->pdata[0]);
  return TRUE;
}

static gboolean
load_product (YipuKitRates *self,
              YipuReader *reader,
              const YipuKitStore *store,
              const char *what,
              const char *product,
              GError **error)
{
  if (product) {
    self->product = yipu_reader_get (reader, "product", product, error);
    return self->product != NULL;
  }
  if (!store->record && store->kit.n_targets == 1)
    what = store->process.items[store->kit.targets[0].item].id;
  return first_of (reader, "product", store->record ? "kit" : "item", what, &self->product, error);
}

static gboolean
load_brand (YipuKitRates *self, YipuReader *reader, GError **error)
{
  const char *brand = self->product ? yipu_record_get (self->product, "brand") : NULL;

  if (brand) {
    self->brand = yipu_reader_get (reader, "brand", brand, error);
    return self->brand != NULL;
  }
  return first_of (reader, "brand", NULL, NULL, &self->brand, error);
}

static YipuFraction
percent (const YipuRecord *record, const char *field)
{
  return yipu_record_get_fraction (record, field, yipu_fraction_from_int (0));
}

static YipuParty
party_of (const char *key)
{
  for (YipuParty party = 0; key && party < YIPU_N_PARTIES; party++)
    if (g_str_equal (key, yipu_party_to_string (party)))
      return party;
  return YIPU_PARTY_HOUSEHOLD;
}

static void
read_brand (YipuRates *rates, const YipuRecord *brand)
{
  rates->brand = yipu_record_get_id (brand);
  rates->fen_per_min[YIPU_WHO_INHERITOR] = yipu_record_get_int (brand, "inheritor_fen_per_min", -1);
  rates->fen_per_min[YIPU_WHO_TRAINED] = yipu_record_get_int (brand, "trained_fen_per_min", -1);
  rates->fen_per_min[YIPU_WHO_ANYONE] = yipu_record_get_int (brand, "anyone_fen_per_min", -1);
  rates->packaging_fen = yipu_record_get_int (brand, "packaging_fen", 0);
  rates->fixed_fen = yipu_record_get_int (brand, "fixed_fen", 0);
  rates->freight_fen = yipu_record_get_int (brand, "freight_fen", 0);
  rates->return_freight_fen = yipu_record_get_int (brand, "return_freight_fen", 0);
  rates->fund_percent = percent (brand, "fund_percent");
  rates->royalty_percent = percent (brand, "royalty_percent");
  rates->commission_percent = percent (brand, "commission_percent");
  rates->tax_percent = percent (brand, "tax_percent");
  rates->overhead_percent = percent (brand, "overhead_percent");
  rates->margin_percent = percent (brand, "margin_percent");
  rates->price_ending_fen = (int) yipu_record_get_int (brand, "price_ending_fen", -1);
  rates->rounding_to = party_of (yipu_record_get (brand, "rounding_to"));
}

/* A kit that names a royalty, in either way, is paid by that and not by the brand's. */
static void
read_kit (YipuRates *rates, const YipuRecord *kit)
{
  rates->kit = yipu_record_get_id (kit);
  rates->royalty_reason = yipu_record_get (kit, "royalty_reason") != NULL;
  if (!yipu_record_get (kit, "royalty_fen") && !yipu_record_get (kit, "royalty_percent"))
    return;
  rates->royalty_fen = yipu_record_get_int (kit, "royalty_fen", 0);
  rates->royalty_percent = percent (kit, "royalty_percent");
}

static gboolean
read_product (YipuRates *rates, YipuReader *reader, const YipuRecord *product, GError **error)
{
  g_autoptr (YipuRecord) pack = NULL;

  rates->product = yipu_record_get_id (product);
  rates->price_fen = yipu_record_get_int (product, "price_fen", -1);
  rates->recommended_fen = yipu_record_get_int (product, "recommended_fen", -1);
  if (!first_of (reader, "pack", "product", rates->product, &pack, error))
    return FALSE;
  if (pack)
    rates->packaging_fen = yipu_record_get_int (pack, "cost_fen", rates->packaging_fen);
  return TRUE;
}

YipuKitRates *
yipu_kit_rates_load (YipuReader *reader,
                     const YipuKitStore *store,
                     const char *what,
                     const char *product,
                     GError **error)
{
  g_autoptr (YipuKitRates) self = g_new0 (YipuKitRates, 1);

  self->rates = (YipuRates) YIPU_RATES_INIT;
  if (!load_product (self, reader, store, what, product, error) ||
      !load_brand (self, reader, error))
    return NULL;
  if (self->brand)
    read_brand (&self->rates, self->brand);
  if (store->record)
    read_kit (&self->rates, store->record);
  if (self->product && !read_product (&self->rates, reader, self->product, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
yipu_kit_rates_free (YipuKitRates *self)
{
  g_clear_pointer (&self->brand, yipu_record_unref);
  g_clear_pointer (&self->product, yipu_record_unref);
  g_free (self);
}
