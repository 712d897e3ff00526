/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Price and shares of one box (kit.md, "Price and shares"; worked in heritage.md §8). Pure; any
 * thread. */
#pragma once

#include <yipu/kit.h>

G_BEGIN_DECLS

/** Who gets what of each yuan; the order of the vocabulary share_parties. */
typedef enum {
  YIPU_PARTY_INHERITOR,
  YIPU_PARTY_HOUSEHOLD,
  YIPU_PARTY_MATERIALS,
  YIPU_PARTY_PACKAGING,
  YIPU_PARTY_FREIGHT,
  YIPU_PARTY_PLATFORM,
  YIPU_PARTY_TAX,
  YIPU_PARTY_COOPERATIVE,
  YIPU_PARTY_FUND,
} YipuParty;
#define YIPU_N_PARTIES 9

/**
 * YipuRates:
 * @brand: (nullable): record of the brand, for findings
 * @kit: (nullable): record of the kit, for findings
 * @product: (nullable): record of the product that sells it, for findings
 * @fen_per_min: pay by who, −1 where the brand names none
 * @packaging_fen: a box: the pack's, else the brand's
 * @fixed_fen: a box
 * @freight_fen: a box
 * @return_freight_fen: a box that lends something
 * @royalty_fen: a box, to the inheritor
 * @fund_percent: of the price, as all percents
 * @royalty_percent: to the inheritor, below the line with the fund
 * @price_ending_fen: 0 to 99, −1 for any price
 * @rounding_to: who gets what rounding the price up adds
 * @royalty_reason: somebody wrote down why there is no royalty
 * @price_fen: a price that was typed, −1 to suggest one
 * @recommended_fen: the brand's recommended price, −1 for none
 */
typedef struct {
  const char *brand;
  const char *kit;
  const char *product;
  gint64 fen_per_min[YIPU_N_WHO];
  gint64 packaging_fen;
  gint64 fixed_fen;
  gint64 freight_fen;
  gint64 return_freight_fen;
  gint64 royalty_fen;
  YipuFraction fund_percent;
  YipuFraction royalty_percent;
  YipuFraction commission_percent;
  YipuFraction tax_percent;
  YipuFraction overhead_percent;
  YipuFraction margin_percent;
  int price_ending_fen;
  YipuParty rounding_to;
  gboolean royalty_reason;
  gint64 price_fen;
  gint64 recommended_fen;
} YipuRates;

/** Rates of an empty brand: nothing named, any ending, rounding to the households. */
#define YIPU_RATES_INIT                                                                            \
  {                                                                                                \
    .fen_per_min = { -1, -1, -1 }, .fund_percent = { 0, 1 }, .royalty_percent = { 0, 1 },          \
    .commission_percent = { 0, 1 }, .tax_percent = { 0, 1 }, .overhead_percent = { 0, 1 },         \
    .margin_percent = { 0, 1 }, .price_ending_fen = -1, .rounding_to = YIPU_PARTY_HOUSEHOLD,       \
    .price_fen = -1, .recommended_fen = -1                                                         \
  }

/** A party's share, in whole fen; @who: for households, the vocabulary key of who does the work,
 * else %NULL. */
typedef struct {
  YipuParty party;
  const char *who;
  gint64 fen;
} YipuShare;

#define YIPU_MAX_SHARES (YIPU_N_PARTIES + 1)

/**
 * YipuPrice:
 * @labour_fen: pay by who, exact
 * @cost: the cost of a box, exact
 * @cost_fen: the same in whole fen, rounded up; −1 where unknown, as all below
 * @lowest_fen: the lowest honest price
 * @suggested_fen: the price by the formula, up to the brand's ending
 * @price_fen: the price: what was typed, else the suggested one
 * @shares: what each party gets of @price_fen: they always sum to it. None where the price is
 *   unknown. A typed price below the suggested one is made up by the cooperative, whose share may
 *   fall below 0
 * @n_shares: how many
 */
typedef struct {
  YipuFraction labour_fen[YIPU_N_WHO];
  YipuFraction cost;
  gint64 cost_fen;
  gint64 lowest_fen;
  gint64 suggested_fen;
  gint64 price_fen;
  YipuShare shares[YIPU_MAX_SHARES];
  guint n_shares;
} YipuPrice;

/**
 * yipu_price_compute:
 * @result: what one box takes
 * @rates: the brand's and the kit's
 * @price: (out): filled
 * @findings: (element-type YipuFinding): rates that leave nothing, no royalty without a reason, a
 *   price below cost (block), below the lowest honest or the recommended one (warn) are added here
 */
void yipu_price_compute (const YipuKitResult *result,
                         const YipuRates *rates,
                         YipuPrice *price,
                         GPtrArray *findings);

/**
 * yipu_share_out:
 * @exact: (array length=n): shares as exact fractions, all valid
 * @n: how many
 * @total: whole fen that they must sum to
 * @fen: (out) (array length=n): whole fen
 *
 * By largest remainder, ties to the first. The sum of @exact must be @total.
 *
 * Returns: %FALSE, @fen untouched, when the sums differ or do not fit
 */
gboolean yipu_share_out (const YipuFraction *exact, guint n, gint64 total, gint64 *fen);

/** The key of @party in the vocabulary share_parties. */
const char *yipu_party_to_string (YipuParty party);

G_END_DECLS
