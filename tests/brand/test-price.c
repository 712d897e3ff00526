/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Price and shares: the example of heritage.md §8 to the fen, and for random rates that shares sum
 * to the price, no promise is undercut and no share strays a fen from its exact value. */
#include <yipu/init.h>
#include <yipu/price.h>

#define N(n) yipu_fraction_from_int (n)

static guint
n_rounds (void)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  return rounds ? (guint) g_ascii_strtoull (rounds, NULL, 10) : 1000;
}

/* A box of nothing but its costs. */
static YipuKitResult
box (YipuFraction materials, gint64 inheritor, gint64 trained, gint64 anyone)
{
  return (YipuKitResult){
    .materials_fen = materials,
    .workshop_min = { N (inheritor), N (trained), N (anyone) },
    .paid_min = { N (inheritor), N (trained), N (anyone) },
    .piece_pay_fen = { N (0), N (0), N (0) },
  };
}

/* The rates of heritage.md §8; the rounding goes to the cooperative. */
static YipuRates
worked_rates (void)
{
  YipuRates rates = YIPU_RATES_INIT;

  rates.fen_per_min[YIPU_WHO_INHERITOR] = 100;
  rates.fen_per_min[YIPU_WHO_TRAINED] = rates.fen_per_min[YIPU_WHO_ANYONE] = 50;
  rates.packaging_fen = 460;
  rates.freight_fen = 350;
  rates.fund_percent = N (5);
  rates.royalty_percent = N (3);
  rates.commission_percent = N (3);
  rates.overhead_percent = N (8);
  rates.margin_percent = N (12);
  rates.price_ending_fen = 80;
  rates.rounding_to = YIPU_PARTY_COOPERATIVE;
  return rates;
}

static gint64
share_of (const YipuPrice *price, YipuParty party)
{
  gint64 fen = 0;

  for (guint i = 0; i < price->n_shares; i++)
    if (price->shares[i].party == party)
      fen += price->shares[i].fen;
  return fen;
}

static gint64
sum_of_shares (const YipuPrice *price)
{
  gint64 fen = 0;

  for (guint i = 0; i < price->n_shares; i++)
    fen += price->shares[i].fen;
  return fen;
}

static guint
count (GPtrArray *findings, const char *rule)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (((YipuFinding *) findings->pdata[i])->rule, rule);
  return n;
}

static void
test_worked_example (void)
{
  static const gint64 shares[YIPU_N_PARTIES] = {
    [YIPU_PARTY_INHERITOR] = 640 + 186,
    [YIPU_PARTY_HOUSEHOLD] = 1575,
    [YIPU_PARTY_MATERIALS] = 1236,
    [YIPU_PARTY_PACKAGING] = 460,
    [YIPU_PARTY_FREIGHT] = 350,
    [YIPU_PARTY_PLATFORM] = 185,
    [YIPU_PARTY_TAX] = 0,
    [YIPU_PARTY_COOPERATIVE] = 494 + 745,
    [YIPU_PARTY_FUND] = 309,
  };
  YipuRates rates = worked_rates ();
  YipuKitResult result = box (N (1236), 0, 0, 0);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  result.piece_pay_fen[YIPU_WHO_INHERITOR] = N (640);
  result.piece_pay_fen[YIPU_WHO_TRAINED] = N (1575);
  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.cost_fen, ==, 3911);
  g_assert_cmpint (price.suggested_fen, ==, 6180);
  g_assert_cmpint (price.price_fen, ==, 6180);
  for (YipuParty party = 0; party < YIPU_N_PARTIES; party++)
    g_assert_cmpint (share_of (&price, party), ==, shares[party]);
  g_assert_cmpint (sum_of_shares (&price), ==, 6180);
  /* 4261 ÷ (1 − 0.11) = 4787.6…: the cooperative's own 20 percent apart. */
  g_assert_cmpint (price.lowest_fen, ==, 4788);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_rounding_goes_to_the_households_by_minutes (void)
{
  YipuRates rates = YIPU_RATES_INIT;
  YipuKitResult result = box (N (0), 0, 10, 30);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  rates.fen_per_min[YIPU_WHO_TRAINED] = rates.fen_per_min[YIPU_WHO_ANYONE] = 10;
  rates.price_ending_fen = 80;
  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.price_fen, ==, 480); /* 80 fen over the cost of 400 */
  g_assert_cmpuint (price.n_shares, ==, 10);
  g_assert_cmpstr (price.shares[1].who, ==, "trained");
  g_assert_cmpint (price.shares[1].fen, ==, 100 + 20);
  g_assert_cmpstr (price.shares[2].who, ==, "anyone");
  g_assert_cmpint (price.shares[2].fen, ==, 300 + 60);
}

static void
test_rates_that_leave_nothing_are_a_finding (void)
{
  YipuRates rates = worked_rates ();
  YipuKitResult result = box (N (1000), 0, 0, 0);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  rates.margin_percent = N (81);
  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpuint (count (findings, "price.nothing-left"), ==, 1);
  g_assert_cmpint (price.price_fen, ==, -1);
  g_assert_cmpuint (price.n_shares, ==, 0);
  g_assert_cmpint (price.cost_fen, ==, 1460);
}

static void
test_unknown_costs_leave_the_price_open (void)
{
  YipuRates rates = worked_rates ();
  YipuKitResult result = box (YIPU_FRACTION_NONE, 1, 1, 1);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.cost_fen, ==, -1);
  g_assert_cmpint (price.price_fen, ==, -1);
  g_assert_cmpint (price.lowest_fen, ==, -1);
  result.materials_fen = N (0);
  rates.fen_per_min[YIPU_WHO_TRAINED] = -1;
  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.price_fen, ==, -1);
  g_assert_cmpuint (count (findings, "price.no-rate"), ==, 1);
}

static void
test_typed_prices_are_judged (void)
{
  static const struct {
    gint64 typed;
    guint below_cost, below_honest, below_recommended;
  } cases[] = { { 3910, 1, 0, 1 }, { 3911, 0, 1, 1 }, { 4787, 0, 1, 1 },
                { 4788, 0, 0, 1 }, { 5999, 0, 0, 1 }, { 6000, 0, 0, 0 } };
  YipuKitResult result = box (N (1236), 0, 0, 0);

  result.piece_pay_fen[YIPU_WHO_ANYONE] = N (640 + 1575);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) findings = yipu_findings_new ();
    YipuRates rates = worked_rates ();
    YipuPrice price;
    rates.price_fen = cases[i].typed;
    rates.recommended_fen = 6000;
    yipu_price_compute (&result, &rates, &price, findings);
    g_assert_cmpint (price.suggested_fen, ==, 6180);
    g_assert_cmpint (price.price_fen, ==, cases[i].typed);
    g_assert_cmpint (sum_of_shares (&price), ==, cases[i].typed);
    g_assert_cmpuint (count (findings, "price.below-cost"), ==, cases[i].below_cost);
    g_assert_cmpuint (count (findings, "price.below-honest"), ==, cases[i].below_honest);
    g_assert_cmpuint (count (findings, "price.below-recommended"), ==, cases[i].below_recommended);
  }
}

static void
test_royalty_needs_a_sum_or_a_reason (void)
{
  YipuKitResult result = box (N (100), 0, 0, 0);
  YipuPrice price;

  for (int i = 0; i < 4; i++) {
    g_autoptr (GPtrArray) findings = yipu_findings_new ();
    YipuRates rates = worked_rates ();
    rates.royalty_percent = N (i == 1 ? 3 : 0);
    rates.royalty_fen = i == 2 ? 5 : 0;
    rates.royalty_reason = i == 3;
    yipu_price_compute (&result, &rates, &price, findings);
    g_assert_cmpuint (count (findings, "price.no-royalty"), ==, i == 0);
  }
}

static void
test_fund_outside_its_range_is_a_finding (void)
{
  static const int percents[] = { 0, 3, 4, 10, 11 };
  YipuKitResult result = box (N (100), 0, 0, 0);
  YipuPrice price;

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++) {
    g_autoptr (GPtrArray) findings = yipu_findings_new ();
    YipuRates rates = worked_rates ();
    rates.fund_percent = N (percents[i]);
    yipu_price_compute (&result, &rates, &price, findings);
    g_assert_cmpuint (count (findings, "price.fund"), ==, percents[i] < 4 || percents[i] > 10);
  }
}

static void
test_lent_tools_pay_their_way_back (void)
{
  YipuRates rates = worked_rates ();
  YipuKitResult result = box (N (100), 0, 0, 0);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  rates.return_freight_fen = 600;
  result.lent = TRUE;
  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.cost_fen, ==, 100 + 460 + 600);
  g_assert_cmpint (share_of (&price, YIPU_PARTY_FREIGHT), ==, 350 + 600);
}

static YipuFraction
random_percent (int most)
{
  return yipu_fraction_new (g_test_rand_int_range (0, most * 10 + 1), 10);
}

static YipuRates
random_rates (void)
{
  YipuRates rates = YIPU_RATES_INIT;

  for (guint who = 0; who < YIPU_N_WHO; who++)
    rates.fen_per_min[who] = g_test_rand_int_range (0, 200);
  rates.packaging_fen = g_test_rand_int_range (0, 1000);
  rates.fixed_fen = g_test_rand_int_range (0, 300);
  rates.freight_fen = g_test_rand_int_range (0, 1000);
  rates.royalty_fen = g_test_rand_bit () ? g_test_rand_int_range (0, 500) : 0;
  rates.fund_percent = random_percent (10);
  rates.royalty_percent = random_percent (5);
  rates.commission_percent = random_percent (10);
  rates.tax_percent = random_percent (13);
  rates.overhead_percent = random_percent (15);
  rates.margin_percent = random_percent (20);
  rates.price_ending_fen = g_test_rand_bit () ? g_test_rand_int_range (0, 100) : -1;
  rates.rounding_to = (YipuParty) g_test_rand_int_range (0, YIPU_N_PARTIES);
  return rates;
}

/* Whether the price pays for all, and one that ends the same way and is lower does not. */
static void
assert_least_price (const YipuPrice *price, const YipuRates *rates)
{
  YipuFraction off = yipu_fraction_add (
      yipu_fraction_add (yipu_fraction_add (rates->fund_percent, rates->royalty_percent),
                         yipu_fraction_add (rates->commission_percent, rates->tax_percent)),
      yipu_fraction_add (rates->overhead_percent, rates->margin_percent));
  YipuFraction left = yipu_fraction_divide (yipu_fraction_subtract (N (100), off), N (100));
  YipuFraction needed = yipu_fraction_add (
      price->cost, N (rates->fixed_fen + rates->freight_fen + rates->royalty_fen));
  gint64 lower = price->price_fen - (rates->price_ending_fen < 0 ? 1 : 100);

  g_assert_cmpint (
      yipu_fraction_compare (yipu_fraction_multiply (N (price->price_fen), left), needed), >=, 0);
  g_assert_cmpint (yipu_fraction_compare (yipu_fraction_multiply (N (lower), left), needed), <, 0);
  if (rates->price_ending_fen >= 0)
    g_assert_cmpint (price->price_fen % 100, ==, rates->price_ending_fen);
}

static void
test_shares_always_sum_to_the_price (void)
{
  for (guint i = 0; i < n_rounds (); i++) {
    YipuRates rates = random_rates ();
    YipuKitResult result =
        box (yipu_fraction_new (g_test_rand_int_range (0, 99999), g_test_rand_int_range (1, 13)),
             g_test_rand_int_range (0, 200), g_test_rand_int_range (0, 200),
             g_test_rand_int_range (0, 200));
    g_autoptr (GPtrArray) findings = yipu_findings_new ();
    YipuFraction fund;
    YipuPrice price;
    yipu_price_compute (&result, &rates, &price, findings);
    fund = yipu_fraction_divide (yipu_fraction_multiply (rates.fund_percent, N (price.price_fen)),
                                 N (100));
    g_assert_cmpuint (price.n_shares, ==, YIPU_MAX_SHARES);
    g_assert_cmpint (sum_of_shares (&price), ==, price.price_fen);
    g_assert_cmpint (share_of (&price, YIPU_PARTY_FUND), >=, yipu_fraction_ceil (fund));
    assert_least_price (&price, &rates);
    for (guint k = 0; k < price.n_shares; k++)
      g_assert_cmpint (price.shares[k].fen, >=, 0);
    g_assert_cmpint (share_of (&price, YIPU_PARTY_MATERIALS), >=,
                     yipu_fraction_floor (result.materials_fen) - 1);
  }
}

static void
test_share_out_is_by_largest_remainder (void)
{
  YipuFraction exact[] = { yipu_fraction_new (5, 2), yipu_fraction_new (7, 3),
                           yipu_fraction_new (5, 2), yipu_fraction_new (8, 3) };
  gint64 fen[4] = { -7, -7, -7, -7 };

  g_assert_true (yipu_share_out (exact, 4, 10, fen));
  g_assert_cmpint (fen[0], ==, 3); /* a tie of ½: the first has it */
  g_assert_cmpint (fen[1], ==, 2);
  g_assert_cmpint (fen[2], ==, 2);
  g_assert_cmpint (fen[3], ==, 3);
  fen[0] = -7;
  g_assert_false (yipu_share_out (exact, 4, 11, fen));
  g_assert_cmpint (fen[0], ==, -7);
}

static void
test_huge_sums_stay_open (void)
{
  YipuRates rates = worked_rates ();
  YipuKitResult result = box (N (G_MAXINT64), 0, 0, 0);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  YipuPrice price;

  yipu_price_compute (&result, &rates, &price, findings);
  g_assert_cmpint (price.cost_fen, ==, -1);
  g_assert_cmpint (price.price_fen, ==, -1);
  g_assert_cmpuint (price.n_shares, ==, 0);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/price/worked-example", test_worked_example);
  g_test_add_func ("/price/rounding-goes-to-the-households-by-minutes",
                   test_rounding_goes_to_the_households_by_minutes);
  g_test_add_func ("/price/rates-that-leave-nothing-are-a-finding",
                   test_rates_that_leave_nothing_are_a_finding);
  g_test_add_func ("/price/unknown-costs-leave-the-price-open",
                   test_unknown_costs_leave_the_price_open);
  g_test_add_func ("/price/typed-prices-are-judged", test_typed_prices_are_judged);
  g_test_add_func ("/price/royalty-needs-a-sum-or-a-reason", test_royalty_needs_a_sum_or_a_reason);
  g_test_add_func ("/price/fund-outside-its-range-is-a-finding",
                   test_fund_outside_its_range_is_a_finding);
  g_test_add_func ("/price/lent-tools-pay-their-way-back", test_lent_tools_pay_their_way_back);
  g_test_add_func ("/price/shares-always-sum-to-the-price", test_shares_always_sum_to_the_price);
  g_test_add_func ("/price/share-out-is-by-largest-remainder",
                   test_share_out_is_by_largest_remainder);
  g_test_add_func ("/price/huge-sums-stay-open", test_huge_sums_stay_open);
  return g_test_run ();
}
