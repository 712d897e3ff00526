/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit recomputed after its line moved, price and shares included, against one topological pass
 * over the same graph, steps, items and flows: the least that any program must do that tells when
 * everything is ready. */
#include "figure.h"

#include <yipu/init.h>
#include <yipu/price.h>

#define N(n) yipu_fraction_from_int (n)

/* A process like a recorded one: each part is used by one later step near by, with materials and
 * tools beside; runs stay between a twelfth and twelve. */
typedef struct {
  YipuItem *items;
  YipuStep *steps;
  GArray *flows; /* of YipuFlow */
  YipuFraction *amounts;
  YipuProcess process;
  YipuPlan *plan;
  YipuKitResult *result;
  YipuTarget target;
  guint line;
  guint moved;
  /* The floor's own graph, steps first, then items: an edge for each flow. */
  guint n_nodes;
  guint *first;
  guint *after;
  guint *missing;
  guint *left;
  guint *queue;
  gint64 *minutes;
  gint64 *ready;
} World;

static const YipuFraction runs[] = { { 1, 12 }, { 1, 6 }, { 1, 4 }, { 1, 2 },
                                     { 1, 1 },  { 2, 1 }, { 3, 1 }, { 12, 1 } };

static void
add_flow (World *world, guint step, guint item, YipuFraction quantity, gboolean out)
{
  YipuFlow flow = YIPU_FLOW_INIT;

  flow.step = step;
  flow.item = item;
  flow.quantity = quantity;
  flow.out = out;
  g_array_append_val (world->flows, flow);
}

/* Item i is made by step i; n + i is bought for it; the last few are tools. */
static void
make_step (World *world, GRand *rand, guint step, guint n)
{
  YipuFraction made = N (g_rand_int_range (rand, 1, 25));
  YipuStep about = YIPU_STEP_INIT;

  about.id = about.title = "step";
  about.hands_on_min = g_rand_int_range (rand, 1, 90);
  about.wait_min = g_rand_int_range (rand, 0, 3) ? 0 : 60;
  about.setup_min = g_rand_int_range (rand, 0, 4) ? 0 : 10;
  about.released = TRUE;
  about.who = (YipuWho) g_rand_int_range (rand, 0, YIPU_N_WHO);
  world->steps[step] = about;
  world->amounts[step] = runs[g_rand_int_range (rand, 0, G_N_ELEMENTS (runs))];
  add_flow (world, step, n + step, N (g_rand_int_range (rand, 1, 100)), FALSE);
  if (g_rand_int_range (rand, 0, 3) == 0)
    add_flow (world, step, 2 * n + (guint) g_rand_int_range (rand, 0, 8), N (1), FALSE);
  if (step == n - 1) {
    made = world->amounts[step] = N (1);
  } else {
    guint user = step + 1 + (guint) g_rand_int_range (rand, 0, MIN (4, (int) (n - step) - 1));
    add_flow (world, user, step,
              yipu_fraction_divide (yipu_fraction_multiply (made, world->amounts[step]),
                                    world->amounts[user]),
              FALSE);
  }
  add_flow (world, step, step, made, TRUE);
}

static void
make_items (World *world, guint n)
{
  for (guint i = 0; i < 2 * n + 8; i++) {
    YipuItem item = YIPU_ITEM_INIT;
    item.id = item.name = "item";
    item.unit = 0;
    item.weight_g = N (i % 50);
    item.price_fen = N (i % 90);
    item.spare_percent = N (i % 7 ? 0 : 10);
    item.tool = i >= 2 * n;
    item.life_uses = 200;
    item.least_age = 14;
    world->items[i] = item;
  }
}

static void
flow_ends (const World *world, guint f, guint n, guint *from, guint *to)
{
  const YipuFlow *flow = &g_array_index (world->flows, YipuFlow, f);

  *from = flow->out ? flow->step : n + flow->item;
  *to = flow->out ? n + flow->item : flow->step;
}

static void
make_floor (World *world, guint n)
{
  guint from, to;

  world->n_nodes = 3 * n + 8;
  world->first = g_new0 (guint, world->n_nodes + 2);
  world->after = g_new0 (guint, world->flows->len);
  world->missing = g_new0 (guint, world->n_nodes);
  world->left = g_new0 (guint, world->n_nodes);
  world->queue = g_new0 (guint, world->n_nodes);
  world->minutes = g_new0 (gint64, world->n_nodes);
  world->ready = g_new0 (gint64, world->n_nodes);
  for (guint i = 0; i < n; i++)
    world->minutes[i] = world->steps[i].hands_on_min + world->steps[i].wait_min;
  for (guint f = 0; f < world->flows->len; f++) {
    flow_ends (world, f, n, &from, &to);
    world->first[from + 2]++;
    world->missing[to]++;
  }
  for (guint i = 0; i < world->n_nodes; i++)
    world->first[i + 2] += world->first[i + 1];
  for (guint f = 0; f < world->flows->len; f++) {
    flow_ends (world, f, n, &from, &to);
    world->after[world->first[from + 1]++] = to;
  }
}

static World *
world_new (guint n)
{
  World *world = g_new0 (World, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);

  world->items = g_new0 (YipuItem, 2 * n + 8);
  world->steps = g_new0 (YipuStep, n);
  world->amounts = g_new0 (YipuFraction, n);
  world->flows = g_array_new (FALSE, FALSE, sizeof (YipuFlow));
  make_items (world, n);
  for (guint i = n; i-- > 0;)
    make_step (world, rand, i, n);
  make_floor (world, n);
  world->process = (YipuProcess){
    world->items,     world->steps, (const YipuFlow *) (gpointer) world->flows->data, 2 * n + 8, n,
    world->flows->len
  };
  world->plan = yipu_plan_new (&world->process, yipu_kit_rules_get (), NULL);
  world->result = yipu_kit_result_new (world->plan);
  world->target = (YipuTarget){ n - 1, 1 };
  return world;
}

static void
world_free (World *world)
{
  yipu_kit_result_free (world->result);
  yipu_plan_free (world->plan);
  g_array_unref (world->flows);
  g_free (world->items);
  g_free (world->steps);
  g_free (world->amounts);
  g_free (world->first);
  g_free (world->after);
  g_free (world->missing);
  g_free (world->left);
  g_free (world->queue);
  g_free (world->minutes);
  g_free (world->ready);
  g_free (world);
}

/* The line goes from place to place, as when it is dragged. */
static void
recompute (gpointer data)
{
  World *world = data;
  YipuKit kit = { NULL, &world->target, &world->line, NULL, 1, 1 };
  YipuRates rates = YIPU_RATES_INIT;
  YipuPrice price;

  rates.fen_per_min[0] = rates.fen_per_min[1] = rates.fen_per_min[2] = 50;
  rates.fund_percent = rates.royalty_percent = N (5);
  world->line = ++world->moved * 7919 % world->process.n_steps;
  yipu_kit_compute (world->plan, &kit, world->result);
  yipu_price_compute (world->result, &rates, &price, world->result->findings);
  g_assert_cmpint (price.price_fen, >, 0);
}

static void
prepare (gpointer data)
{
  World *world = data;

  yipu_plan_free (yipu_plan_new (&world->process, yipu_kit_rules_get (), NULL));
}

static void
one_pass (gpointer data)
{
  World *world = data;
  guint n = world->n_nodes;
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < n; i++) {
    world->ready[i] = 0;
    world->left[i] = world->missing[i];
    if (world->left[i] == 0)
      world->queue[tail++] = i;
  }
  while (head < tail) {
    guint i = world->queue[head++];
    gint64 done = world->ready[i] + world->minutes[i];
    for (guint e = world->first[i]; e < world->first[i + 1]; e++) {
      guint next = world->after[e];
      world->ready[next] = MAX (world->ready[next], done);
      if (--world->left[next] == 0)
        world->queue[tail++] = next;
    }
  }
  g_assert_cmpuint (tail, ==, n);
}

#define ROUNDS 15
#define ROUND_US 3000

typedef void (*Func) (gpointer data);

/* How many calls last long enough for the clock; warms up besides. */
static guint
calls_in_a_round (Func func, gpointer data)
{
  for (guint calls = 1;; calls *= 2) {
    double began = processor_us ();
    for (guint i = 0; i < calls; i++)
      func (data);
    if (processor_us () - began > ROUND_US)
      return calls;
  }
}

static void
time_round (Timing *timing, Func func, gpointer data, guint calls)
{
  double began = processor_us ();

  for (guint i = 0; i < calls; i++)
    func (data);
  timing_add (timing, (processor_us () - began) / calls);
}

/* @func and the floor in turn. */
static void
compare (const char *what, World *world, Func func, const char *target)
{
  g_auto (Timing) figure = timing_new ();
  g_auto (Timing) floor = timing_new ();
  guint calls = calls_in_a_round (func, world);
  guint floor_calls = calls_in_a_round (one_pass, world);

  for (int i = 0; i < ROUNDS; i++) {
    time_round (&figure, func, world, calls);
    time_round (&floor, one_pass, world, floor_calls);
  }
  figure_ratio (what, (int) world->process.n_steps, timing_percentile (&figure, 50),
                timing_percentile (&floor, 50), target);
}

int
main (void)
{
  static const guint sizes[] = { 200, 2000, 20000 };

  yipu_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    World *world = world_new (sizes[i]);
    compare ("kit recomputed after its line moved", world, recompute, "≤ 12 ×, linear");
    compare ("process read and made ready", world, prepare, "–");
    world_free (world);
  }
  return 0;
}
