/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Price and shares of one box (kit.md, "Price and shares").
 *
 * A share is made of parts, in the order in which ties are broken; they stay exact until all is
 * handed out at once by largest remainder. Only the fund is whole from the start, rounded up. What
 * the rounding of the price adds goes to one part, so that the parts sum to the price before they
 * are rounded. */
#include <yipu/price.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order just listed in kit.md, a party's parts in the order of its formula. */
typedef enum {
  PART_INHERITOR_LABOUR,
  PART_ROYALTY,
  PART_TRAINED_LABOUR,
  PART_ANYONE_LABOUR,
  PART_MATERIALS,
  PART_PACKAGING,
  PART_FREIGHT,
  PART_COMMISSION,
  PART_TAX,
  PART_FIXED,
  PART_OVERHEAD,
  PART_MARGIN,
  PART_FUND,
  N_PARTS,
} Part;

static const struct {
  YipuParty party;
  const char *who;
} part_of[N_PARTS] = {
  [PART_INHERITOR_LABOUR] = { YIPU_PARTY_INHERITOR, NULL },
  [PART_ROYALTY] = { YIPU_PARTY_INHERITOR, NULL },
  [PART_TRAINED_LABOUR] = { YIPU_PARTY_HOUSEHOLD, "trained" },
  [PART_ANYONE_LABOUR] = { YIPU_PARTY_HOUSEHOLD, "anyone" },
  [PART_MATERIALS] = { YIPU_PARTY_MATERIALS, NULL },
  [PART_PACKAGING] = { YIPU_PARTY_PACKAGING, NULL },
  [PART_FREIGHT] = { YIPU_PARTY_FREIGHT, NULL },
  [PART_COMMISSION] = { YIPU_PARTY_PLATFORM, NULL },
  [PART_TAX] = { YIPU_PARTY_TAX, NULL },
  [PART_FIXED] = { YIPU_PARTY_COOPERATIVE, NULL },
  [PART_OVERHEAD] = { YIPU_PARTY_COOPERATIVE, NULL },
  [PART_MARGIN] = { YIPU_PARTY_COOPERATIVE, NULL },
  [PART_FUND] = { YIPU_PARTY_FUND, NULL },
};

typedef struct {
  const YipuKitResult *result;
  const YipuRates *rates;
  YipuPrice *price;
  GPtrArray *findings;
} Pricing;

#define find_brand(self, severity, rule, field, ...)                                               \
  g_ptr_array_add ((self)->findings, yipu_finding_new (severity, rule, "brand",                    \
                                                       (self)->rates->brand, field, __VA_ARGS__))
#define find_kit(self, severity, rule, field, ...)                                                 \
  g_ptr_array_add ((self)->findings, yipu_finding_new (severity, rule, "kit", (self)->rates->kit,  \
                                                       field, __VA_ARGS__))

const char *
yipu_party_to_string (YipuParty party)
{
  static const char *const names[YIPU_N_PARTIES] = { "inheritor", "household",   "materials",
                                                     "packaging", "freight",     "platform",
                                                     "tax",       "cooperative", "fund" };

  g_return_val_if_fail (party < YIPU_N_PARTIES, NULL);
  return names[party];
}

static YipuFraction
share_of (YipuFraction percent)
{
  return yipu_fraction_divide (percent, yipu_fraction_from_int (100));
}

static YipuFraction
plus_fen (YipuFraction sum, gint64 fen)
{
  return yipu_fraction_add (sum, yipu_fraction_from_int (fen));
}

static const char *const rate_fields[YIPU_N_WHO] = { "inheritor_fen_per_min", "trained_fen_per_min",
                                                     "anyone_fen_per_min" };

static YipuFraction
labour_of (Pricing *self, YipuWho who)
{
  YipuFraction minutes = self->result->paid_min[who];
  gint64 rate = self->rates->fen_per_min[who];

  if (minutes.den != 0 && minutes.num == 0)
    return self->result->piece_pay_fen[who];
  if (rate < 0) {
    find_brand (self, YIPU_SEVERITY_WARN, "price.no-rate", rate_fields[who],
                _ ("The brand does not say what a minute of work is paid: the price stays open "
                   "until it does."));
    return YIPU_FRACTION_NONE;
  }
  return yipu_fraction_add (self->result->piece_pay_fen[who],
                            yipu_fraction_multiply (minutes, yipu_fraction_from_int (rate)));
}

static gint64
freight_back (const Pricing *self)
{
  return self->result->lent ? self->rates->return_freight_fen : 0;
}

static void
add_up_cost (Pricing *self)
{
  YipuPrice *price = self->price;

  price->cost = self->result->materials_fen;
  for (guint who = 0; who < YIPU_N_WHO; who++) {
    price->labour_fen[who] = labour_of (self, who);
    price->cost = yipu_fraction_add (price->cost, price->labour_fen[who]);
  }
  price->cost = plus_fen (plus_fen (price->cost, self->rates->packaging_fen), freight_back (self));
  price->cost_fen = yipu_fraction_is_valid (price->cost) ? yipu_fraction_ceil (price->cost) : -1;
}

/* (cost + fixed + freight + royalty) ÷ (1 - what goes off the price), in whole fen, up; -1 where
 * unknown, -2 where nothing is left of the price. */
static gint64
solve (const Pricing *self, YipuFraction off_percent)
{
  const YipuRates *rates = self->rates;
  YipuFraction sum =
      plus_fen (plus_fen (plus_fen (self->price->cost, rates->fixed_fen), rates->freight_fen),
                rates->royalty_fen);
  YipuFraction left = yipu_fraction_subtract (yipu_fraction_from_int (1), share_of (off_percent));

  if (yipu_fraction_is_valid (left) && left.num <= 0)
    return -2;
  sum = yipu_fraction_divide (sum, left);
  return yipu_fraction_is_valid (sum) ? yipu_fraction_ceil (sum) : -1;
}

/* The least price ≥ @fen with the brand's ending; -1 where it does not fit. */
static gint64
up_to_ending (gint64 fen, int ending)
{
  gint64 up;

  if (fen < 0 || ending < 0)
    return fen;
  up = (ending % 100 - fen % 100 + 100) % 100;
  return __builtin_add_overflow (fen, up, &fen) ? -1 : fen;
}

static void
suggest (Pricing *self)
{
  const YipuRates *rates = self->rates;
  YipuFraction honest =
      yipu_fraction_add (yipu_fraction_add (rates->fund_percent, rates->royalty_percent),
                         yipu_fraction_add (rates->commission_percent, rates->tax_percent));
  YipuFraction all = yipu_fraction_add (
      honest, yipu_fraction_add (rates->overhead_percent, rates->margin_percent));
  gint64 suggested = solve (self, all);

  if (suggested == -2)
    find_brand (self, YIPU_SEVERITY_BLOCK, "price.nothing-left", "margin_percent",
                _ ("Fund, royalty, commission, tax, overhead and margin make up the whole price or "
                   "more: lower one of them."));
  self->price->suggested_fen = up_to_ending (MAX (suggested, -1), rates->price_ending_fen);
  self->price->lowest_fen = MAX (solve (self, honest), -1);
}

static void
fill_exact (const Pricing *self, gint64 price_fen, YipuFraction exact[N_PARTS])
{
  const YipuRates *rates = self->rates;
  YipuFraction price = yipu_fraction_from_int (price_fen);
  YipuFraction percents[N_PARTS] = {
    [PART_ROYALTY] = rates->royalty_percent, [PART_COMMISSION] = rates->commission_percent,
    [PART_TAX] = rates->tax_percent,         [PART_OVERHEAD] = rates->overhead_percent,
    [PART_MARGIN] = rates->margin_percent,   [PART_FUND] = rates->fund_percent,
  };

  for (Part part = 0; part < N_PARTS; part++)
    exact[part] = percents[part].den == 0
                      ? yipu_fraction_from_int (0)
                      : yipu_fraction_multiply (price, share_of (percents[part]));
  exact[PART_INHERITOR_LABOUR] = self->price->labour_fen[YIPU_WHO_INHERITOR];
  exact[PART_TRAINED_LABOUR] = self->price->labour_fen[YIPU_WHO_TRAINED];
  exact[PART_ANYONE_LABOUR] = self->price->labour_fen[YIPU_WHO_ANYONE];
  exact[PART_ROYALTY] = plus_fen (exact[PART_ROYALTY], rates->royalty_fen);
  exact[PART_MATERIALS] = self->result->materials_fen;
  exact[PART_PACKAGING] = yipu_fraction_from_int (rates->packaging_fen);
  exact[PART_FREIGHT] = plus_fen (yipu_fraction_from_int (rates->freight_fen), freight_back (self));
  exact[PART_FIXED] = yipu_fraction_from_int (rates->fixed_fen);
  exact[PART_FUND] = yipu_fraction_is_valid (exact[PART_FUND])
                         ? yipu_fraction_from_int (yipu_fraction_ceil (exact[PART_FUND]))
                         : YIPU_FRACTION_NONE;
}

static YipuFraction
sum_of (const YipuFraction *exact, guint n)
{
  YipuFraction sum = yipu_fraction_from_int (0);

  for (guint i = 0; i < n; i++)
    sum = yipu_fraction_add (sum, exact[i]);
  return sum;
}

/* The part of the party named that takes what the rounding adds. */
static Part
part_that_rounds (YipuParty party)
{
  switch (party) {
  case YIPU_PARTY_INHERITOR: return PART_ROYALTY;
  case YIPU_PARTY_MATERIALS: return PART_MATERIALS;
  case YIPU_PARTY_PACKAGING: return PART_PACKAGING;
  case YIPU_PARTY_FREIGHT: return PART_FREIGHT;
  case YIPU_PARTY_PLATFORM: return PART_COMMISSION;
  case YIPU_PARTY_TAX: return PART_TAX;
  case YIPU_PARTY_FUND: return PART_FUND;
  case YIPU_PARTY_HOUSEHOLD:
  case YIPU_PARTY_COOPERATIVE:
  default: return PART_MARGIN;
  }
}

/* Gives the households @extra by their minutes; FALSE when they work none. */
static gboolean
give_households (const Pricing *self, YipuFraction extra, YipuFraction exact[N_PARTS])
{
  YipuFraction trained = self->result->workshop_min[YIPU_WHO_TRAINED];
  YipuFraction anyone = self->result->workshop_min[YIPU_WHO_ANYONE];
  YipuFraction all = yipu_fraction_add (trained, anyone);
  YipuFraction first;

  if (!yipu_fraction_is_valid (all) || all.num == 0)
    return FALSE;
  first = yipu_fraction_multiply (extra, yipu_fraction_divide (trained, all));
  exact[PART_TRAINED_LABOUR] = yipu_fraction_add (exact[PART_TRAINED_LABOUR], first);
  exact[PART_ANYONE_LABOUR] =
      yipu_fraction_add (exact[PART_ANYONE_LABOUR], yipu_fraction_subtract (extra, first));
  return TRUE;
}

/* The fund rounded up may take a part of a fen more than the price was made for: the greatest part
 * has it. */
static Part
greatest_part (const YipuFraction exact[N_PARTS])
{
  Part greatest = 0;

  for (Part part = 1; part < PART_FUND; part++)
    if (yipu_fraction_compare (exact[part], exact[greatest]) > 0)
      greatest = part;
  return greatest;
}

/* Makes the parts sum to the price. A price that was typed lower than the formula's is made up by
 * the cooperative. */
static void
give_extra (const Pricing *self, YipuFraction extra, YipuFraction exact[N_PARTS])
{
  gboolean typed = self->rates->price_fen >= 0;
  Part part = part_that_rounds (self->rates->rounding_to);

  if (extra.num >= 0 && self->rates->rounding_to == YIPU_PARTY_HOUSEHOLD &&
      give_households (self, extra, exact))
    return;
  if (extra.num < 0)
    part = typed ? PART_MARGIN : greatest_part (exact);
  exact[part] = yipu_fraction_add (exact[part], extra);
}

gboolean
yipu_share_out (const YipuFraction *exact, guint n, gint64 total, gint64 *fen)
{
  YipuFraction sum = sum_of (exact, n);
  g_autofree gint64 *whole = g_new (gint64, n + 1);
  g_autofree YipuFraction *rest = g_new (YipuFraction, n + 1);
  __int128 missing = total;

  if (!yipu_fraction_is_valid (sum) || sum.den != 1 || sum.num != total)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    whole[i] = yipu_fraction_floor (exact[i]);
    rest[i] = yipu_fraction_subtract (exact[i], yipu_fraction_from_int (whole[i]));
    missing -= whole[i];
  }
  for (; missing > 0; missing--) {
    guint most = 0;
    for (guint i = 1; i < n; i++)
      if (yipu_fraction_compare (rest[i], rest[most]) > 0)
        most = i;
    whole[most]++;
    rest[most] = yipu_fraction_from_int (-1);
  }
  memcpy (fen, whole, n * sizeof *fen);
  return TRUE;
}

static void
list_shares (YipuPrice *price, const gint64 fen[N_PARTS])
{
  for (Part part = 0; part < N_PARTS; part++) {
    YipuShare *last = price->n_shares > 0 ? &price->shares[price->n_shares - 1] : NULL;
    if (last && last->party == part_of[part].party && last->who == part_of[part].who)
      last->fen += fen[part];
    else
      price->shares[price->n_shares++] =
          (YipuShare){ part_of[part].party, part_of[part].who, fen[part] };
  }
}

static void
share_price (Pricing *self)
{
  YipuFraction exact[N_PARTS];
  gint64 fen[N_PARTS];
  gint64 price_fen = self->price->price_fen;
  YipuFraction extra;

  if (price_fen < 0)
    return;
  fill_exact (self, price_fen, exact);
  extra = yipu_fraction_subtract (yipu_fraction_from_int (price_fen), sum_of (exact, N_PARTS));
  if (!yipu_fraction_is_valid (extra))
    return;
  give_extra (self, extra, exact);
  if (yipu_share_out (exact, N_PARTS, price_fen, fen))
    list_shares (self->price, fen);
}

static void
check_rates (Pricing *self)
{
  const YipuRates *rates = self->rates;
  YipuFraction fund = rates->fund_percent;

  if (yipu_fraction_is_valid (fund) &&
      (yipu_fraction_compare (fund, yipu_fraction_from_int (4)) < 0 ||
       yipu_fraction_compare (fund, yipu_fraction_from_int (10)) > 0))
    find_brand (self, YIPU_SEVERITY_WARN, "price.fund", "fund_percent",
                _ ("The help fund is from 4 to 10 percent of what the buyer pays."));
  if (rates->royalty_fen <= 0 && rates->royalty_percent.num <= 0 && !rates->royalty_reason)
    find_kit (self, YIPU_SEVERITY_WARN, "price.no-royalty", "royalty_reason",
              _ ("The inheritor gets no royalty: name one, or write down why not."));
}

/* A price belongs to the product, where there is one. */
static void
find_price (Pricing *self, YipuSeverity severity, const char *rule, const char *message)
{
  const char *product = self->rates->product;

  g_ptr_array_add (self->findings, yipu_finding_new (severity, rule, product ? "product" : "kit",
                                                     product ? product : self->rates->kit,
                                                     product ? "price_fen" : NULL, "%s", message));
}

static void
check_price (Pricing *self)
{
  const YipuPrice *price = self->price;
  gint64 recommended = self->rates->recommended_fen;

  if (price->price_fen < 0 || price->cost_fen < 0)
    return;
  if (price->price_fen < price->cost_fen)
    find_price (self, YIPU_SEVERITY_BLOCK, "price.below-cost",
                _ ("The price is below what the box costs in work and materials: raise it."));
  else if (price->price_fen < price->lowest_fen)
    find_price (self, YIPU_SEVERITY_WARN, "price.below-honest",
                _ ("The price is below the lowest honest one: the cooperative pays for each box "
                   "sold."));
  if (recommended >= 0 && price->price_fen < recommended)
    find_price (
        self, YIPU_SEVERITY_WARN, "price.below-recommended",
        _ ("The price is below the brand's recommended one. That is allowed: a floor agreed "
           "among competitors can be unlawful."));
}

void
yipu_price_compute (const YipuKitResult *result,
                    const YipuRates *rates,
                    YipuPrice *price,
                    GPtrArray *findings)
{
  Pricing self = { result, rates, price, findings };

  memset (price, 0, sizeof *price);
  add_up_cost (&self);
  suggest (&self);
  price->price_fen = rates->price_fen >= 0 ? rates->price_fen : price->suggested_fen;
  share_price (&self);
  check_rates (&self);
  check_price (&self);
}
