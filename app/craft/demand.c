/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Demand runs backwards from the targets, the buyer's side first (kit.md, "The kit").
 *
 * The buyer's steps are closed under "later", so all that uses what a buyer's step makes is done by
 * the buyer: one pass over them in reverse order settles what lies in the box, rounded up to
 * portions. The workshop's pass then starts from those rounded numbers. In both an item's demand is
 * whole when its maker is reached, since the order is topological. */
#include "cut.h"
#include "reckon.h"

#include <glib/gi18n-lib.h>

YipuSupply
yipu_reckon_supply (const YipuReckoning *self, guint item)
{
  return self->kit->supply ? self->kit->supply[item] : self->plan->process->items[item].supply;
}

YipuFraction
yipu_reckon_flow (YipuReckoning *self, guint step, const YipuPlanFlow *flow)
{
  self->item = (int) flow->item;
  return yipu_reckon_multiply (self, flow->quantity,
                               flow->per_run ? self->steps[step].runs : self->steps[step].amount);
}

YipuFraction
yipu_reckon_wear (YipuReckoning *self, guint tool, YipuFraction runs)
{
  const YipuItem *item = &self->plan->process->items[tool];

  self->item = (int) tool;
  if (item->life_uses < 1) {
    if (yipu_reckon_tell_once (self, tool, YIPU_TOLD_LIFE))
      yipu_plan_find_item (self->plan, self->result->findings, YIPU_SEVERITY_WARN, "kit.no-life",
                           tool, "life_uses",
                           _ ("Say how many uses “%s” lasts: what it costs a box stays open until "
                              "then."),
                           yipu_plan_item_name (self->plan, tool));
    return YIPU_FRACTION_NONE;
  }
  return yipu_reckon_divide (
      self, yipu_reckon_multiply (self, runs, yipu_fraction_from_int (MAX (item->together, 1))),
      yipu_fraction_from_int (item->life_uses));
}

/* A tool is used or not: however often, one set of it does. */
static YipuFraction
tool_set (const YipuReckoning *self, guint item, YipuFraction uses)
{
  gint64 together = MAX (self->plan->process->items[item].together, 1);

  return yipu_fraction_from_int (yipu_is_zero (uses) ? 0 : together);
}

static YipuFraction
wanted_by_buyer (YipuReckoning *self, guint item)
{
  YipuFraction uses = self->items[item].buyer_uses;

  if (self->plan->items[item].tool)
    uses = tool_set (self, item, uses);
  return self->targets[item] == 0
             ? uses
             : yipu_reckon_add (self, uses, yipu_fraction_from_int (self->targets[item]));
}

/* An item is met here once, when all that uses it is done: what nobody touched is 0, and a tool has
 * its runs turned into wear. */
static YipuKitItem *
settle_item (YipuReckoning *self, guint item)
{
  YipuFraction zero = yipu_fraction_from_int (0);
  YipuKitItem *at = &self->items[item];
  guint8 marks = self->marks[item];

  if (!(marks & YIPU_ITEM_BUYER_USES))
    at->buyer_uses = zero;
  if (!(marks & YIPU_ITEM_WORKSHOP_USES))
    at->workshop_uses = zero;
  else if (self->plan->items[item].two_makers)
    at->workshop_uses = YIPU_FRACTION_NONE;
  else if (self->plan->items[item].tool)
    at->workshop_uses = yipu_reckon_wear (self, item, yipu_sum_end (at->workshop_uses));
  if (!(marks & YIPU_ITEM_BOXED))
    at->boxed = zero;
  return at;
}

/* What the box takes of an item the workshop has: a lent tool only what it wears. */
YipuFraction
yipu_reckon_in_box (YipuReckoning *self, guint item)
{
  const YipuKitItem *at = &self->items[item];

  if (!(self->marks[item] & YIPU_ITEM_BOXED))
    return yipu_fraction_from_int (0);
  if (!self->plan->items[item].tool || yipu_reckon_supply (self, item) != YIPU_SUPPLY_LENT ||
      yipu_is_zero (at->buyer_uses))
    return at->boxed;
  return yipu_reckon_add (self, yipu_reckon_wear (self, item, at->buyer_uses),
                          yipu_fraction_from_int (self->targets[item]));
}

/* All boxes and all uses. An order makes a tool whole. */
static YipuFraction
wanted_of_workshop (YipuReckoning *self, guint item)
{
  YipuFraction wanted = self->items[item].workshop_uses;

  if (self->marks[item] & YIPU_ITEM_BOXED)
    wanted = yipu_reckon_add (self, wanted,
                              yipu_reckon_multiply (self, yipu_reckon_in_box (self, item),
                                                    yipu_fraction_from_int (self->boxes)));
  return self->order && self->plan->items[item].tool ? yipu_fraction_round_up (wanted) : wanted;
}

/* The runs' worth that the demand for @out asks of its step; unknown where it has two makers. */
static YipuFraction
asked_of_output (YipuReckoning *self, const YipuPlanFlow *out, YipuCutSide side)
{
  YipuKitItem *item = settle_item (self, out->item);
  YipuFraction demand;

  self->item = (int) out->item;
  demand = side == YIPU_CUT_SIDE_BUYER ? wanted_by_buyer (self, out->item)
                                       : wanted_of_workshop (self, out->item);
  item->demand = demand;
  if (yipu_is_zero (demand))
    return demand;
  if (self->plan->items[out->item].two_makers)
    return YIPU_FRACTION_NONE;
  return yipu_reckon_divide (self, demand, out->quantity);
}

/* x = the most that any output is asked for; unknown where that is. */
static YipuFraction
amount_of (YipuReckoning *self, guint step, YipuCutSide side)
{
  const YipuPlan *plan = self->plan;
  YipuFraction amount = yipu_fraction_from_int (0);

  for (guint f = plan->steps[step].first_out; f < plan->steps[step + 1].first_out; f++) {
    YipuFraction asked;
    if (plan->items[plan->outs[f].item].maker < 0)
      continue;
    asked = asked_of_output (self, &plan->outs[f], side);
    if (amount.den == 0 || asked.den == 0)
      amount = YIPU_FRACTION_NONE;
    else if (amount.num == 0 || yipu_fraction_compare (asked, amount) > 0)
      amount = asked;
  }
  return amount;
}

gboolean
yipu_reckon_wears (const YipuReckoning *self, guint tool)
{
  return self->plan->items[tool].maker >= 0 || self->plan->process->items[tool].life_uses > 0;
}

/* One more use; the first needs no sum. */
static void
add_use (YipuReckoning *self, guint item, guint8 mark, YipuFraction *uses, YipuFraction quantity)
{
  if (self->marks[item] & mark)
    quantity = yipu_reckon_add (self, *uses, quantity);
  self->marks[item] |= mark;
  *uses = quantity;
}

static void
buyer_uses (YipuReckoning *self, guint item, YipuFraction quantity)
{
  add_use (self, item, YIPU_ITEM_BUYER_USES, &self->items[item].buyer_uses, quantity);
}

static void
workshop_uses (YipuReckoning *self, guint item, YipuFraction quantity)
{
  add_use (self, item, YIPU_ITEM_WORKSHOP_USES, &self->items[item].workshop_uses, quantity);
}

/* Runs that use a tool are summed first; what they wear of it follows when all are known. */
static void
workshop_runs (YipuReckoning *self, guint tool, YipuFraction runs)
{
  YipuFraction *sum = &self->items[tool].workshop_uses;

  self->item = (int) tool;
  if (self->marks[tool] & YIPU_ITEM_WORKSHOP_USES)
    yipu_sum_add (self, sum, runs);
  else
    *sum = runs;
  self->marks[tool] |= YIPU_ITEM_WORKSHOP_USES;
}

static void
use_as_buyer (YipuReckoning *self, guint step)
{
  const YipuPlan *plan = self->plan;
  const YipuPlanStep *about = &plan->steps[step];

  for (guint f = about->first_in; f < about[1].first_in; f++)
    buyer_uses (self, plan->ins[f].item, yipu_reckon_flow (self, step, &plan->ins[f]));
  for (guint t = about->first_tool; t < about[1].first_tool; t++)
    buyer_uses (self, plan->tools[t], self->steps[step].runs);
}

static void
use_as_workshop (YipuReckoning *self, guint step)
{
  const YipuPlan *plan = self->plan;
  const YipuPlanStep *about = &plan->steps[step];

  for (guint f = about->first_in; f < about[1].first_in; f++)
    workshop_uses (self, plan->ins[f].item, yipu_reckon_flow (self, step, &plan->ins[f]));
  for (guint t = about->first_tool; t < about[1].first_tool; t++)
    if (yipu_reckon_wears (self, plan->tools[t]))
      workshop_runs (self, plan->tools[t], self->steps[step].runs);
}

/* @alone: the step's only output, of which it makes just what is asked unless it must run whole. */
static void
make_item (YipuReckoning *self, guint step, const YipuPlanFlow *out, gboolean alone)
{
  YipuKitItem *item = &self->items[out->item];
  YipuFraction demand = { item->demand.num, item->demand.den };
  YipuFraction made = demand;

  if (self->plan->items[out->item].maker < 0)
    return;
  if (self->plan->items[out->item].two_makers)
    made = YIPU_FRACTION_NONE;
  else if (!alone || out->per_run || self->steps[step].amount.den == 0)
    made = yipu_reckon_flow (self, step, out);
  item->made = made;
  if (made.num == demand.num && made.den == demand.den && made.den != 0) {
    item->surplus = (YipuFraction){ 0, 1 };
    return;
  }
  item->surplus = yipu_fraction_subtract (made, demand);
  if (!self->buyer[step])
    self->marks[out->item] |= YIPU_ITEM_LEFT_OVER;
}

static void
make_items (YipuReckoning *self, guint step)
{
  const YipuPlanStep *about = &self->plan->steps[step];

  for (guint f = about->first_out; f < about[1].first_out; f++)
    make_item (self, step, &self->plan->outs[f], about[1].first_out - about->first_out == 1);
}

/* Nothing is wanted of what the step makes. */
static void
rest_step (YipuReckoning *self, guint step)
{
  YipuFraction zero = yipu_fraction_from_int (0);
  YipuKitStep *at = &self->steps[step];

  at->side = YIPU_CUT_SIDE_NONE;
  at->because = -1;
  at->amount = at->runs = at->hands_on_min = at->part = at->start_min = at->ready_min = zero;
  make_items (self, step);
}

static void
run_step (YipuReckoning *self, guint step, YipuCutSide side, const gboolean *needed)
{
  YipuKitStep *at = &self->steps[step];
  YipuFraction amount, runs;

  self->step = (int) step;
  amount = amount_of (self, step, side);
  if (needed && (self->plan->steps[step].on_cycle || self->plan->steps[step].rival_of >= 0))
    amount = needed[step] ? YIPU_FRACTION_NONE : (YipuFraction){ 0, 1 };
  if (yipu_is_zero (amount)) {
    rest_step (self, step);
    return;
  }
  runs = side == YIPU_CUT_SIDE_BUYER || self->order ? yipu_fraction_round_up (amount) : amount;
  at->side = side;
  at->because =
      side == YIPU_CUT_SIDE_BUYER ? yipu_cut_brought_by (self->plan, self->buyer, step) : -1;
  at->amount = amount;
  at->runs = runs;
  make_items (self, step);
  if (side == YIPU_CUT_SIDE_BUYER) {
    use_as_buyer (self, step);
    g_array_append_val (self->result->booklet, step);
    return;
  }
  use_as_workshop (self, step);
  if (!self->order)
    yipu_reckon_cost_step (self, step);
}

static YipuFraction
with_spare (YipuReckoning *self, YipuFraction uses, YipuFraction percent)
{
  if (yipu_is_zero (percent))
    return uses;
  if (percent.num <= 0)
    return YIPU_FRACTION_NONE;
  percent = yipu_fraction_divide (percent, yipu_fraction_from_int (100));
  return yipu_reckon_multiply (self, uses,
                               yipu_reckon_add (self, percent, yipu_fraction_from_int (1)));
}

static YipuFraction
up_to_portions (YipuReckoning *self, YipuFraction quantity, YipuFraction portion)
{
  if (portion.num == 0)
    return quantity;
  if (portion.num == 1 && portion.den == 1)
    return yipu_fraction_round_up (quantity);
  return yipu_reckon_multiply (
      self, yipu_fraction_round_up (yipu_reckon_divide (self, quantity, portion)), portion);
}

/* What lies in the box of an item that the buyer's steps do not make. */
static void
box_item (YipuReckoning *self, guint item)
{
  const YipuItem *about = &self->plan->process->items[item];
  YipuKitItem *at = &self->items[item];
  YipuFraction portion = about->tool ? yipu_fraction_from_int (1) : self->plan->portions[item];
  YipuFraction uses = at->buyer_uses;

  self->item = (int) item;
  if (!(self->marks[item] & YIPU_ITEM_BUYER_USES))
    uses = at->buyer_uses = yipu_fraction_from_int (0);
  if (yipu_reckon_supply (self, item) == YIPU_SUPPLY_BUYER_HAS)
    uses = yipu_fraction_from_int (0);
  else if (about->tool)
    uses = tool_set (self, item, uses);
  else if (!yipu_is_zero (uses))
    uses = with_spare (self, uses, about->spare_percent);
  if (self->targets[item] != 0)
    uses = yipu_reckon_add (self, uses, yipu_fraction_from_int (self->targets[item]));
  at->boxed = up_to_portions (self, uses, portion);
  if (!yipu_is_zero (at->boxed))
    self->marks[item] |= YIPU_ITEM_BOXED;
}

static void
fill_box (YipuReckoning *self)
{
  self->step = -1;
  for (guint i = 0; i < self->plan->process->n_items; i++)
    if (yipu_reckon_is_handed_over (self, i))
      box_item (self, i);
}

/* What nobody makes is bought, just as much as is wanted. */
static void
buy_items (YipuReckoning *self)
{
  self->step = -1;
  for (guint k = 0; k < self->plan->n_unmade; k++) {
    guint i = self->plan->unmade[k];
    YipuKitItem *item = settle_item (self, i);
    YipuFraction wanted;
    self->item = (int) i;
    wanted = wanted_of_workshop (self, i);
    item->demand = item->made = wanted;
    item->surplus = wanted.den == 0 ? wanted : (YipuFraction){ 0, 1 };
    if (!self->order && !yipu_is_zero (wanted))
      yipu_reckon_cost_item (self, i);
  }
}

static void
need_steps (const YipuPlan *plan, GArray *todo, gboolean *needed)
{
  while (todo->len > 0) {
    guint step = g_array_index (todo, guint, todo->len - 1);
    g_array_set_size (todo, todo->len - 1);
    if (needed[step])
      continue;
    needed[step] = TRUE;
    g_array_append_vals (todo, &plan->before[plan->steps[step].first_before],
                         plan->steps[step + 1].first_before - plan->steps[step].first_before);
  }
}

/* A step that makes what another makes too is needed where that one is. */
static void
need_rivals (const YipuPlan *plan, GArray *todo, const gboolean *needed)
{
  for (guint i = 0; i < plan->process->n_steps && plan->has_rivals; i++)
    if (plan->steps[i].rival_of >= 0 && needed[plan->steps[i].rival_of] && !needed[i])
      g_array_append_val (todo, i);
}

/* Which steps the targets need at all: where rows contradict each other, demand tells nothing. */
static gboolean *
steps_needed (const YipuReckoning *self)
{
  const YipuPlan *plan = self->plan;
  gboolean *needed = g_new0 (gboolean, plan->process->n_steps + 1);
  g_autoptr (GArray) todo = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < plan->process->n_items; i++)
    if (self->targets[i] != 0 && plan->items[i].maker >= 0)
      g_array_append_val (todo, plan->items[i].maker);
  while (todo->len > 0) {
    need_steps (plan, todo, needed);
    need_rivals (plan, todo, needed);
  }
  return needed;
}

/* The buyer's steps were met from the last to the first. */
static void
turn_booklet (GArray *booklet)
{
  for (guint i = 0; i < booklet->len / 2; i++) {
    guint *a = &g_array_index (booklet, guint, i);
    guint *b = &g_array_index (booklet, guint, booklet->len - 1 - i);
    guint swap = *a;
    *a = *b;
    *b = swap;
  }
}

void
yipu_reckon_demand (YipuReckoning *self)
{
  const YipuPlan *plan = self->plan;
  g_autofree gboolean *needed = plan->has_cycle || plan->has_rivals ? steps_needed (self) : NULL;

  g_array_set_size (self->result->booklet, 0);
  for (guint k = plan->process->n_steps; k-- > 0;)
    if (self->buyer[plan->order[k]])
      run_step (self, plan->order[k], YIPU_CUT_SIDE_BUYER, needed);
  turn_booklet (self->result->booklet);
  fill_box (self);
  if (!self->order)
    yipu_reckon_cost_begin (self);
  for (guint k = plan->process->n_steps; k-- > 0;)
    if (!self->buyer[plan->order[k]])
      run_step (self, plan->order[k], YIPU_CUT_SIDE_WORKSHOP, needed);
  buy_items (self);
  if (!self->order)
    yipu_reckon_cost_end (self);
}
