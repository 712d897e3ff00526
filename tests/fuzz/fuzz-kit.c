/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes are a process, a line and rates: circles, two makers, huge, negative and missing
 * numbers, units that do not convert. Whatever they are, the engine answers, no figure contradicts
 * another, and what is unknown is explained by a finding. */
#include <stdint.h>
#include <yipu/price.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_ITEMS 12
#define MAX_STEPS 10
#define MAX_FLOWS 40

/* Bytes, then zeros. */
typedef struct {
  const uint8_t *at;
  size_t left;
} Bytes;

static guint
take (Bytes *bytes, guint n)
{
  guint value = 0;

  if (bytes->left > 0) {
    value = *bytes->at++;
    bytes->left--;
  }
  return value % n;
}

/* Mostly small, now and then something else. */
static gint64
take_number (Bytes *bytes)
{
  static const gint64 odd[] = { 0,          -1,          -7,
                                G_MAXINT64, -G_MAXINT64, G_GINT64_CONSTANT (1000000000000000000),
                                4294967296 };
  guint kind = take (bytes, 256);

  return kind < 200 ? 1 + kind % 20 : kind < 240 ? kind * 37 : odd[kind % G_N_ELEMENTS (odd)];
}

static YipuFraction
take_fraction (Bytes *bytes)
{
  gint64 num;

  if (take (bytes, 16) == 15)
    return YIPU_FRACTION_NONE;
  num = take_number (bytes);
  return yipu_fraction_new (num, take (bytes, 4) == 3 ? take_number (bytes) : 1);
}

static YipuItem
take_item (Bytes *bytes, const YipuKitRules *rules)
{
  YipuItem item = YIPU_ITEM_INIT;
  guint bits = take (bytes, 256);

  item.id = item.name = "item";
  item.unit = (int) take (bytes, rules->n_units + 1) - 1;
  item.unit_of = (int) take (bytes, rules->n_units + 1) - 1;
  item.unit_size = take_fraction (bytes);
  item.weight_g = take_fraction (bytes);
  item.volume_ml = take_fraction (bytes);
  item.price_fen = take_fraction (bytes);
  item.purchase_pack = take_fraction (bytes);
  item.portion = take_fraction (bytes);
  item.spare_percent = bits & 1 ? take_fraction (bytes) : yipu_fraction_from_int (0);
  item.together = take_number (bytes);
  item.life_uses = bits & 2 ? take_number (bytes) : 0;
  item.supply = (YipuSupply) take (bytes, 3);
  item.hazards = bits & 4 ? (guint64) 1 << take (bytes, 64) : 0;
  item.least_age = (int) take (bytes, 20);
  item.shipping = (int) take (bytes, rules->n_shipping + 2) - 1;
  item.tool = (bits & 24) == 24;
  return item;
}

static YipuStep
take_step (Bytes *bytes)
{
  YipuStep step = YIPU_STEP_INIT;
  guint bits = take (bytes, 256);

  step.id = step.title = "step";
  step.hands_on_min = take_number (bytes);
  step.setup_min = bits & 1 ? take_number (bytes) : 0;
  step.batch_runs = bits & 2 ? take_number (bytes) : 1;
  step.wait_min = bits & 4 ? take_number (bytes) : 0;
  step.repeat = bits & 8 ? take_number (bytes) : 1;
  step.piece_fen = take_number (bytes);
  step.who = (YipuWho) take (bytes, YIPU_N_WHO);
  step.by_piece = (bits & 16) != 0;
  step.minutes_scale = (bits & 32) != 0;
  step.is_private = (bits & 192) == 192;
  step.released = (bits & 64) != 0;
  return step;
}

static YipuFlow
take_flow (Bytes *bytes, const YipuProcess *process, const YipuKitRules *rules)
{
  YipuFlow flow = YIPU_FLOW_INIT;
  guint bits = take (bytes, 256);

  flow.id = "flow";
  flow.step = take (bytes, process->n_steps);
  flow.item = take (bytes, process->n_items);
  flow.out = (bits & 1) != 0;
  flow.per_run = (bits & 2) != 0;
  flow.each_repeat = (bits & 4) != 0;
  flow.quantity = take_fraction (bytes);
  flow.unit = (bits & 24) == 24 ? (int) take (bytes, rules->n_units) : -1;
  flow.loss_percent = (bits & 96) == 96 ? take_fraction (bytes) : yipu_fraction_from_int (0);
  flow.cost_share_percent = (bits & 128) ? take_fraction (bytes) : YIPU_FRACTION_NONE;
  return flow;
}

static YipuRates
take_rates (Bytes *bytes)
{
  YipuRates rates = YIPU_RATES_INIT;

  for (guint who = 0; who < YIPU_N_WHO; who++)
    rates.fen_per_min[who] = take_number (bytes);
  rates.packaging_fen = take_number (bytes);
  rates.freight_fen = take_number (bytes);
  rates.fund_percent = take_fraction (bytes);
  rates.margin_percent = take_fraction (bytes);
  rates.price_ending_fen = (int) take (bytes, 101) - 1;
  rates.rounding_to = (YipuParty) take (bytes, YIPU_N_PARTIES);
  rates.price_fen = take (bytes, 4) == 3 ? take_number (bytes) : -1;
  return rates;
}

static void
check_items (const YipuProcess *process, const YipuKitResult *result)
{
  for (guint i = 0; i < process->n_items; i++) {
    YipuFraction surplus = result->items[i].surplus;
    g_assert_true (!yipu_fraction_is_valid (surplus) || surplus.num >= 0);
  }
}

static void
check_result (const YipuProcess *process, const YipuKitResult *result)
{
  gboolean unknown = result->weight_g < 0 || result->hands_on_min < 0 || result->elapsed_min < 0 ||
                     !yipu_fraction_is_valid (result->materials_fen);

  check_items (process, result);
  g_assert_cmpuint (result->booklet->len, <=, process->n_steps);
  if (result->hands_on_min >= 0 && result->elapsed_min >= 0)
    g_assert_cmpint (result->elapsed_min, >=, result->hands_on_min);
  if (unknown)
    g_assert_cmpuint (result->findings->len, >, 0);
}

static void
check_price (const YipuPrice *price)
{
  gint64 sum = 0;

  for (guint i = 0; i < price->n_shares; i++)
    sum += price->shares[i].fen;
  if (price->n_shares > 0)
    g_assert_cmpint (sum, ==, price->price_fen);
}

static void
check_kit (Bytes *bytes, const YipuProcess *process, const YipuPlan *plan)
{
  g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
  g_autoptr (GArray) list = NULL;
  YipuTarget targets[2];
  guint line[2];
  YipuKit kit = { "kit", targets, line, NULL, take (bytes, 3), take (bytes, 3) };
  YipuRates rates = take_rates (bytes);
  YipuPrice price;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    targets[i] = (YipuTarget){ take (bytes, process->n_items), take_number (bytes) };
    line[i] = take (bytes, process->n_steps);
  }
  yipu_kit_compute (plan, &kit, result);
  check_result (process, result);
  yipu_price_compute (result, &rates, &price, result->findings);
  check_price (&price);
  list = yipu_kit_shop (plan, &kit, 1 + take (bytes, 100), result->findings);
  g_assert_cmpuint (list->len, <=, process->n_items);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();
  Bytes bytes = { data, size };
  YipuItem items[MAX_ITEMS];
  YipuStep steps[MAX_STEPS];
  YipuFlow flows[MAX_FLOWS];
  gboolean bought[MAX_ITEMS];
  YipuProcess process = { items,
                          steps,
                          flows,
                          1 + take (&bytes, MAX_ITEMS),
                          1 + take (&bytes, MAX_STEPS),
                          take (&bytes, MAX_FLOWS + 1) };
  g_autoptr (YipuPlan) plan = NULL;

  for (guint f = 0; f < process.n_flows; f++)
    flows[f] = take_flow (&bytes, &process, rules);
  for (guint i = 0; i < process.n_steps; i++)
    steps[i] = take_step (&bytes);
  for (guint i = 0; i < process.n_items; i++) {
    items[i] = take_item (&bytes, rules);
    bought[i] = take (&bytes, 8) == 7;
  }
  plan = yipu_plan_new (&process, rules, bought);
  check_kit (&bytes, &process, plan);
  return 0;
}
