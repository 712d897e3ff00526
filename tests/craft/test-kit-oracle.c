/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random acyclic processes. All closed sets of each are enumerated; for each the engine must agree
 * with definitions written down as they stand in kit.md: recursion from what is wanted to who wants
 * it, no order, no arrays shared, every flow looked at anew. */
#include <yipu/init.h>
#include <yipu/price.h>

#include "random-process.h"

/* --- The definitions --- */

typedef struct {
  const World *world;
  guint64 buyer; /* D */
} Naive;

static gboolean
is_buyer (const Naive *self, guint step)
{
  return self->buyer >> step & 1;
}

static int
maker (const Naive *self, guint item)
{
  const YipuProcess *p = self->world->process;

  for (guint f = 0; f < p->n_flows && !self->world->bought[item]; f++)
    if (p->flows[f].out && p->flows[f].item == item)
      return (int) p->flows[f].step;
  return -1;
}

static gboolean
is_tool (const Naive *self, guint item)
{
  return self->world->process->items[item].tool;
}

/* What a flow moves in one run, in the item's unit. */
static YipuFraction
a_run (const Naive *self, const YipuFlow *flow)
{
  const YipuProcess *p = self->world->process;
  const YipuUnit *units = yipu_kit_rules_get ()->units;
  const YipuItem *item = &p->items[flow->item];
  YipuFraction q = flow->quantity;

  if (flow->unit >= 0)
    q = yipu_fraction_multiply (q, F (units[flow->unit].num * units[item->unit].den,
                                      units[flow->unit].den * units[item->unit].num));
  if (flow->each_repeat)
    q = yipu_fraction_multiply (q, N (p->steps[flow->step].repeat));
  return yipu_fraction_subtract (
      q, yipu_fraction_divide (yipu_fraction_multiply (q, flow->loss_percent), N (100)));
}

static YipuFraction amount (const Naive *self, guint step);
static YipuFraction runs (const Naive *self, guint step);

static YipuFraction
moved (const Naive *self, const YipuFlow *flow)
{
  return yipu_fraction_multiply (a_run (self, flow), flow->per_run ? runs (self, flow->step)
                                                                   : amount (self, flow->step));
}

static YipuFraction
wear (const Naive *self, guint tool, YipuFraction uses_of_it)
{
  const YipuItem *item = &self->world->process->items[tool];

  return yipu_fraction_multiply (uses_of_it, F (item->together, item->life_uses));
}

/* What the steps of one side use of an item; of a tool how often they use it. */
static YipuFraction
used (const Naive *self, guint item, gboolean buyer)
{
  const YipuProcess *p = self->world->process;
  YipuFraction sum = N (0);

  for (guint f = 0; f < p->n_flows; f++)
    if (!p->flows[f].out && p->flows[f].item == item && is_buyer (self, p->flows[f].step) == buyer)
      sum = plus (sum, is_tool (self, item) ? runs (self, p->flows[f].step)
                                            : moved (self, &p->flows[f]));
  return sum;
}

static YipuFraction
targeted (const Naive *self, guint item)
{
  gint64 count = 0;

  for (guint i = 0; i < self->world->n_targets; i++)
    if (self->world->targets[i].item == item)
      count += self->world->targets[i].count;
  return N (count);
}

static YipuFraction
set_of (const Naive *self, guint tool)
{
  return used (self, tool, TRUE).num == 0 ? N (0) : N (self->world->process->items[tool].together);
}

static YipuFraction
boxed (const Naive *self, guint item)
{
  const YipuItem *about = &self->world->process->items[item];
  YipuFraction q = N (0);
  YipuFraction portion = about->portion;

  if (maker (self, item) >= 0 && is_buyer (self, (guint) maker (self, item)))
    return q;
  if (self->world->supply[item] != YIPU_SUPPLY_BUYER_HAS)
    q = is_tool (self, item)
            ? set_of (self, item)
            : yipu_fraction_divide (yipu_fraction_multiply (used (self, item, TRUE),
                                                            plus (N (100), about->spare_percent)),
                                    N (100));
  q = plus (q, targeted (self, item));
  if (is_tool (self, item))
    return q;
  if (!yipu_fraction_is_valid (portion)) {
    if (about->unit == unit ("g"))
      return q;
    portion = N (1);
  }
  return yipu_fraction_multiply (N (yipu_fraction_ceil (yipu_fraction_divide (q, portion))),
                                 portion);
}

/* What the box takes from the workshop: a lent tool only what it wears. */
static YipuFraction
taken (const Naive *self, guint item)
{
  if (is_tool (self, item) && self->world->supply[item] == YIPU_SUPPLY_LENT &&
      boxed (self, item).num != 0)
    return plus (wear (self, item, used (self, item, TRUE)), targeted (self, item));
  return boxed (self, item);
}

static YipuFraction
workshop_takes (const Naive *self, guint item)
{
  YipuFraction u = used (self, item, FALSE);

  return is_tool (self, item) ? wear (self, item, u) : u;
}

static YipuFraction
wanted (const Naive *self, guint item)
{
  if (maker (self, item) >= 0 && is_buyer (self, (guint) maker (self, item)))
    return plus (is_tool (self, item) ? set_of (self, item) : used (self, item, TRUE),
                 targeted (self, item));
  return plus (taken (self, item), workshop_takes (self, item));
}

static YipuFraction
amount (const Naive *self, guint step)
{
  const YipuProcess *p = self->world->process;
  YipuFraction most = N (0);

  for (guint f = 0; f < p->n_flows; f++) {
    YipuFraction asked;
    if (!p->flows[f].out || p->flows[f].step != step || self->world->bought[p->flows[f].item])
      continue;
    asked = yipu_fraction_divide (wanted (self, p->flows[f].item), a_run (self, &p->flows[f]));
    if (yipu_fraction_compare (asked, most) > 0)
      most = asked;
  }
  return most;
}

static YipuFraction
runs (const Naive *self, guint step)
{
  YipuFraction x = amount (self, step);

  return is_buyer (self, step) ? N (yipu_fraction_ceil (x)) : x;
}

static YipuFraction
made_of (const Naive *self, guint item)
{
  const YipuProcess *p = self->world->process;

  for (guint f = 0; f < p->n_flows; f++)
    if (p->flows[f].out && p->flows[f].item == item && !self->world->bought[item])
      return moved (self, &p->flows[f]);
  return wanted (self, item);
}

static YipuFraction
minutes (const Naive *self, guint step)
{
  const YipuStep *about = &self->world->process->steps[step];
  YipuFraction r = runs (self, step);
  YipuFraction batches = yipu_fraction_divide (r, N (about->batch_runs));
  YipuFraction times = about->minutes_scale ? amount (self, step) : r;

  if (is_buyer (self, step))
    batches = N (yipu_fraction_ceil (batches));
  return plus (yipu_fraction_multiply (N (about->hands_on_min * about->repeat), times),
               yipu_fraction_multiply (N (about->setup_min), batches));
}

static YipuFraction part_paid (const Naive *self, guint step);

/* What of an item the box pays for. */
static YipuFraction
paid (const Naive *self, guint item)
{
  const YipuProcess *p = self->world->process;
  YipuFraction sum = taken (self, item);

  for (guint f = 0; f < p->n_flows; f++) {
    YipuFraction use;
    if (p->flows[f].out || p->flows[f].item != item || is_buyer (self, p->flows[f].step) ||
        amount (self, p->flows[f].step).num == 0)
      continue;
    use = is_tool (self, item) ? wear (self, item, runs (self, p->flows[f].step))
                               : moved (self, &p->flows[f]);
    sum = plus (sum, yipu_fraction_multiply (use, part_paid (self, p->flows[f].step)));
  }
  return sum;
}

static YipuFraction
part_paid (const Naive *self, guint step)
{
  const YipuProcess *p = self->world->process;
  YipuFraction sum = N (0);
  YipuFraction most = N (0);
  gboolean shared = FALSE;

  for (guint f = 0; f < p->n_flows; f++) {
    const YipuFlow *flow = &p->flows[f];
    YipuFraction part;
    if (!flow->out || flow->step != step || self->world->bought[flow->item])
      continue;
    part = yipu_fraction_divide (paid (self, flow->item), made_of (self, flow->item));
    if (yipu_fraction_compare (part, most) > 0)
      most = part;
    if (!yipu_fraction_is_valid (flow->cost_share_percent))
      continue;
    shared = TRUE;
    sum = plus (sum, yipu_fraction_multiply (
                         part, yipu_fraction_divide (flow->cost_share_percent, N (100))));
  }
  return shared ? sum : most;
}

/* The next step that may be done: the first recorded of those that wait for none. */
static int
next_step (const World *world, guint64 done)
{
  for (guint i = 0; i < world->process->n_steps; i++) {
    gboolean waits = done >> i & 1;
    for (guint k = 0; k < world->process->n_steps; k++)
      waits = waits || (!(done >> k & 1) && (world->after[k] >> i & 1));
    if (!waits)
      return (int) i;
  }
  return -1;
}

/* --- The comparison --- */

static void
assert_items (const Naive *naive, const YipuKitResult *result)
{
  for (guint i = 0; i < naive->world->process->n_items; i++) {
    const YipuKitItem *item = &result->items[i];
    assert_same (item->buyer_uses, used (naive, i, TRUE));
    assert_same (item->workshop_uses, workshop_takes (naive, i));
    assert_same (item->boxed, boxed (naive, i));
    assert_same (item->demand, wanted (naive, i));
    assert_same (item->made, made_of (naive, i));
    assert_same (item->surplus, yipu_fraction_subtract (item->made, item->demand));
    g_assert_cmpint (item->surplus.num, >=, 0);
  }
}

static void
assert_steps (const Naive *naive, const YipuKitResult *result)
{
  for (guint i = 0; i < naive->world->process->n_steps; i++) {
    const YipuKitStep *step = &result->steps[i];
    YipuCutSide side = is_buyer (naive, i) ? YIPU_CUT_SIDE_BUYER : YIPU_CUT_SIDE_WORKSHOP;
    assert_same (step->amount, amount (naive, i));
    assert_same (step->runs, runs (naive, i));
    if (step->amount.num == 0)
      side = YIPU_CUT_SIDE_NONE;
    g_assert_cmpint (step->side, ==, side);
    if (side != YIPU_CUT_SIDE_NONE)
      assert_same (step->hands_on_min, minutes (naive, i));
    if (step->because >= 0) {
      g_assert_true (is_buyer (naive, (guint) step->because));
      g_assert_true (naive->world->after[step->because] >> i & 1);
    }
  }
}

static void
assert_cost (const Naive *naive, const YipuKitResult *result)
{
  const YipuProcess *p = naive->world->process;
  YipuFraction all[YIPU_N_WHO] = { N (0), N (0), N (0) };
  YipuFraction hourly[YIPU_N_WHO] = { N (0), N (0), N (0) };
  YipuFraction pieces[YIPU_N_WHO] = { N (0), N (0), N (0) };
  YipuFraction materials = N (0);

  for (guint i = 0; i < p->n_steps; i++) {
    YipuWho who = p->steps[i].who;
    guint first = 0;
    if (is_buyer (naive, i) || amount (naive, i).num == 0)
      continue;
    while (!p->flows[first].out || p->flows[first].step != i)
      first++;
    all[who] = plus (all[who], minutes (naive, i));
    if (p->steps[i].by_piece)
      pieces[who] =
          plus (pieces[who],
                yipu_fraction_multiply (yipu_fraction_multiply (N (p->steps[i].piece_fen),
                                                                moved (naive, &p->flows[first])),
                                        part_paid (naive, i)));
    else
      hourly[who] =
          plus (hourly[who], yipu_fraction_multiply (minutes (naive, i), part_paid (naive, i)));
  }
  for (guint i = 0; i < p->n_items; i++)
    if (maker (naive, i) < 0)
      materials = plus (materials, yipu_fraction_multiply (paid (naive, i), p->items[i].price_fen));
  for (guint who = 0; who < YIPU_N_WHO; who++) {
    assert_same (result->workshop_min[who], all[who]);
    assert_same (result->paid_min[who], hourly[who]);
    assert_same (result->piece_pay_fen[who], pieces[who]);
  }
  assert_same (result->materials_fen, materials);
}

static YipuFraction
later_of (YipuFraction a, YipuFraction b)
{
  return yipu_fraction_compare (a, b) < 0 ? b : a;
}

/* Walks the buyer's steps, and checks the booklet on the way. */
static void
assert_time (const Naive *naive, const YipuKitResult *result)
{
  const YipuProcess *p = naive->world->process;
  YipuFraction ready[MAX_STEPS];
  YipuFraction hands = N (0), free_at = N (0), end = N (0);
  guint64 done = 0;
  guint n = 0;

  for (int i = next_step (naive->world, done); i >= 0; i = next_step (naive->world, done)) {
    YipuFraction start = free_at;
    done |= (guint64) 1 << i;
    ready[i] = N (0);
    if (!is_buyer (naive, (guint) i) || amount (naive, (guint) i).num == 0)
      continue;
    g_assert_cmpuint (g_array_index (result->booklet, guint, n++), ==, (guint) i);
    for (guint k = 0; k < p->n_steps; k++)
      if (naive->world->after[k] >> i & 1)
        start = later_of (start, ready[k]);
    free_at = plus (start, minutes (naive, (guint) i));
    ready[i] = plus (free_at, N (p->steps[i].wait_min * p->steps[i].repeat));
    hands = plus (hands, minutes (naive, (guint) i));
    end = later_of (end, ready[i]);
  }
  g_assert_cmpuint (result->booklet->len, ==, n);
  g_assert_cmpint (result->hands_on_min, ==, yipu_fraction_ceil (hands));
  g_assert_cmpint (result->elapsed_min, ==, yipu_fraction_ceil (end));
  g_assert_cmpint (result->elapsed_min, >=, result->hands_on_min);
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
assert_safety (const Naive *naive, const YipuKitResult *result)
{
  const YipuProcess *p = naive->world->process;
  const YipuKitRules *rules = yipu_kit_rules_get ();
  guint64 hazards = 0;
  int difficulty = 0, age = 0, ship = 0;
  guint n_private = 0, n_closed = 0, n_hazards = 0;

  for (guint i = 0; i < p->n_steps; i++) {
    if (!is_buyer (naive, i) || amount (naive, i).num == 0)
      continue;
    hazards |= p->steps[i].hazards;
    difficulty = MAX (difficulty, p->steps[i].difficulty);
    age = MAX (age, p->steps[i].least_age);
    n_private += p->steps[i].is_private;
    n_closed +=
        !p->steps[i].is_private && p->steps[i].who != YIPU_WHO_ANYONE && !p->steps[i].released;
  }
  for (guint i = 0; i < p->n_items; i++)
    if (boxed (naive, i).num != 0) {
      hazards |= p->items[i].hazards;
      age = MAX (age, p->items[i].least_age);
      ship = MAX (ship, p->items[i].shipping);
    }
  for (guint h = 0; h < rules->n_hazards; h++)
    if (hazards >> h & 1) {
      n_hazards++;
      age = MAX (age, rules->hazards[h].least_age);
    }
  g_assert_cmpint (result->difficulty, ==, difficulty);
  g_assert_cmpint (result->least_age, ==, age);
  g_assert_cmpint (result->shipping, ==, ship);
  g_assert_cmpuint (result->warnings->len, >=, n_hazards);
  g_assert_cmpuint (result->warnings->len, <=, n_hazards + 1);
  g_assert_cmpuint (count (result->findings, "kit.private"), ==, n_private);
  g_assert_cmpuint (count (result->findings, "kit.not-released"), ==, n_closed);
}

static YipuFraction
listed (GArray *amounts, guint item)
{
  YipuFraction sum = N (0);

  for (guint i = 0; i < amounts->len; i++)
    if (g_array_index (amounts, YipuKitAmount, i).item == item)
      sum = plus (sum, g_array_index (amounts, YipuKitAmount, i).quantity);
  return sum;
}

static gboolean
has_tool (const YipuKitResult *result, guint item, YipuSupply supply)
{
  guint n = 0;

  for (guint i = 0; i < result->tools->len; i++) {
    const YipuKitTool *tool = &g_array_index (result->tools, YipuKitTool, i);
    n += tool->item == item && tool->supply == supply;
  }
  g_assert_cmpuint (n, <=, 1);
  return n == 1;
}

static void
assert_contents (const Naive *naive, const YipuKitResult *result)
{
  const YipuProcess *p = naive->world->process;
  YipuFraction weight = N (0), volume = N (0);
  gboolean lent = FALSE;

  for (guint i = 0; i < p->n_items; i++) {
    int m = maker (naive, i);
    gboolean theirs = m >= 0 && is_buyer (naive, (guint) m);
    gboolean needed = !theirs && used (naive, i, TRUE).num != 0;
    gboolean tool = is_tool (naive, i);
    YipuSupply supply = naive->world->supply[i];
    weight = plus (weight, yipu_fraction_multiply (boxed (naive, i), p->items[i].weight_g));
    volume = plus (volume, yipu_fraction_multiply (boxed (naive, i), p->items[i].volume_ml));
    assert_same (listed (result->box, i), tool && !theirs ? targeted (naive, i) : boxed (naive, i));
    g_assert_cmpint (has_tool (result, i, supply), ==, tool && needed);
    lent = lent || (tool && needed && supply == YIPU_SUPPLY_LENT);
    assert_same (listed (result->buyer_has, i), !needed || supply != YIPU_SUPPLY_BUYER_HAS ? N (0)
                                                : tool ? set_of (naive, i)
                                                       : used (naive, i, TRUE));
    assert_same (listed (result->left_over, i), m < 0 || theirs ? N (0) : result->items[i].surplus);
  }
  g_assert_cmpint (result->weight_g, ==, yipu_fraction_ceil (weight));
  g_assert_cmpint (result->volume_ml, ==, yipu_fraction_ceil (volume));
  g_assert_cmpint (result->lent, ==, lent);
}

/* --- The rounds --- */

/* The smallest closed set that holds @set, found by looking at all. */
static guint64
smallest_closed (const World *world, guint64 set)
{
  guint64 smallest = ((guint64) 1 << world->process->n_steps) - 1;

  for (guint64 other = 0; other < (guint64) 1 << world->process->n_steps; other++)
    if ((other & set) == set && later_than (world, other) == other)
      smallest &= other;
  return smallest;
}

static void
check_cut (const World *world, const YipuPlan *plan, guint64 set, YipuKitResult *result)
{
  Naive naive = { world, set };
  g_autoptr (GArray) line = NULL;
  YipuKit kit;

  line_of (plan, world, set, &line);
  g_assert_cmpuint (closed_by (plan, world, (guint *) (gpointer) line->data, line->len), ==, set);
  kit = kit_of (world, line);
  yipu_kit_compute (plan, &kit, result);
  assert_items (&naive, result);
  assert_steps (&naive, result);
  assert_cost (&naive, result);
  assert_time (&naive, result);
  assert_safety (&naive, result);
  assert_contents (&naive, result);
}

/* A process a round, every closed set of it: the rounds are fewer for what each of them does. */
static void
test_agrees_on_every_closed_set (void)
{
  for (guint round = 0; round < MAX (n_rounds () / 20, 1); round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
    for (guint64 set = 0; set < (guint64) 1 << world->process->n_steps; set++)
      if (later_than (world, set) == set)
        check_cut (world, plan, set, result);
  }
}

static void
test_closes_to_the_smallest_closed_set (void)
{
  for (guint round = 0; round < n_rounds (); round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    guint64 set = (guint64) below (1 << world->process->n_steps);
    g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (guint));
    g_autoptr (GArray) least = NULL;
    for (guint i = 0; i < world->process->n_steps; i++)
      if (set >> i & 1)
        g_array_append_val (line, i);
    g_assert_cmpuint (closed_by (plan, world, (guint *) (gpointer) line->data, line->len), ==,
                      smallest_closed (world, set));
    line_of (plan, world, set, &least);
    g_assert_cmpuint (closed_by (plan, world, (guint *) (gpointer) least->data, least->len), ==,
                      smallest_closed (world, set));
    g_assert_cmpuint (least->len, <=, line->len);
  }
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/oracle/agrees-on-every-closed-set", test_agrees_on_every_closed_set);
  g_test_add_func ("/kit/cut/closes-to-the-smallest-closed-set",
                   test_closes_to_the_smallest_closed_set);
  return g_test_run ();
}
