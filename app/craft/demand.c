/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Demand runs backwards from the targets, the buyer's side first (kit.md, "The kit").
 *
 * The buyer's steps are closed under "later", so all that uses what a buyer's step makes is done by
 * the buyer: one pass over them in reverse order settles what lies in the box, rounded up to
 * portions. The workshop's pass then starts from those rounded numbers. In both an item's demand is
 * whole when its maker is reached, since the order is topological. */
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
      yipu_plan_find_item (self->plan, self->findings, YIPU_SEVERITY_WARN, "kit.no-life", tool,
                           "life_uses",
                           _ ("Say how many uses “%s” lasts: what it costs a box stays open until "
                              "then."),
                           yipu_plan_item_name (self->plan, tool));
    return YIPU_FRACTION_NONE;
  }
  return yipu_reckon_divide (
      self, yipu_reckon_multiply (self, runs, yipu_fraction_from_int (MAX (item->together, 1))),
      yipu_fraction_from_int (item->life_uses));
}

static gboolean
is_made_by (const YipuReckoning *self, guint item, YipuCutSide side)
{
  int maker = self->plan->items[item].maker;

  return maker >= 0 && self->steps[maker].side == side;
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

  if (self->plan->process->items[item].tool)
    uses = tool_set (self, item, uses);
  return self->targets[item] == 0
             ? uses
             : yipu_reckon_add (self, uses, yipu_fraction_from_int (self->targets[item]));
}

/* All boxes and all uses; a lent tool only by what it wears. */
static YipuFraction
wanted_of_workshop (YipuReckoning *self, guint item)
{
  const YipuKitItem *at = &self->items[item];
  gboolean tool = self->plan->process->items[item].tool;
  YipuFraction box = at->boxed;
  YipuFraction wanted;

  if (yipu_is_zero (box))
    wanted = at->workshop_uses;
  else {
    if (tool && yipu_reckon_supply (self, item) == YIPU_SUPPLY_LENT &&
        !yipu_is_zero (at->buyer_uses))
      box = yipu_reckon_add (self, yipu_reckon_wear (self, item, at->buyer_uses),
                             yipu_fraction_from_int (self->targets[item]));
    if (self->boxes != 1)
      box = yipu_reckon_multiply (self, box, yipu_fraction_from_int (self->boxes));
    wanted = yipu_reckon_add (self, box, at->workshop_uses);
  }
  return tool && self->whole_runs ? yipu_fraction_round_up (wanted) : wanted;
}

/* The runs' worth that the demand for @out asks of its step; unknown where it has two makers. */
static YipuFraction
asked_of_output (YipuReckoning *self, const YipuPlanFlow *out, YipuCutSide side)
{
  YipuKitItem *item = &self->items[out->item];

  self->item = (int) out->item;
  item->demand = side == YIPU_CUT_SIDE_BUYER ? wanted_by_buyer (self, out->item)
                                             : wanted_of_workshop (self, out->item);
  if (yipu_is_zero (item->demand))
    return item->demand;
  if (self->plan->items[out->item].two_makers)
    return YIPU_FRACTION_NONE;
  return yipu_reckon_divide (self, item->demand, out->quantity);
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

static void
use_tools (YipuReckoning *self, guint step, YipuCutSide side)
{
  const YipuPlan *plan = self->plan;
  YipuFraction runs = self->steps[step].runs;

  for (guint t = plan->steps[step].first_tool; t < plan->steps[step + 1].first_tool; t++) {
    guint tool = plan->tools[t];
    YipuKitItem *item = &self->items[tool];
    self->item = (int) tool;
    if (side == YIPU_CUT_SIDE_BUYER)
      item->buyer_uses = yipu_reckon_add (self, item->buyer_uses, runs);
    else if (plan->items[tool].maker >= 0 || plan->process->items[tool].life_uses > 0)
      item->workshop_uses =
          yipu_reckon_add (self, item->workshop_uses, yipu_reckon_wear (self, tool, runs));
  }
}

static void
use_items (YipuReckoning *self, guint step, YipuCutSide side)
{
  const YipuPlan *plan = self->plan;

  for (guint f = plan->steps[step].first_in; f < plan->steps[step + 1].first_in; f++) {
    YipuKitItem *item = &self->items[plan->ins[f].item];
    YipuFraction *uses = side == YIPU_CUT_SIDE_BUYER ? &item->buyer_uses : &item->workshop_uses;
    *uses = yipu_reckon_add (self, *uses, yipu_reckon_flow (self, step, &plan->ins[f]));
  }
}

static void
make_items (YipuReckoning *self, guint step)
{
  const YipuPlan *plan = self->plan;

  for (guint f = plan->steps[step].first_out; f < plan->steps[step + 1].first_out; f++) {
    const YipuPlanFlow *out = &plan->outs[f];
    YipuKitItem *item = &self->items[out->item];
    if (plan->items[out->item].maker < 0)
      continue;
    item->made =
        plan->items[out->item].two_makers ? YIPU_FRACTION_NONE : yipu_reckon_flow (self, step, out);
    item->surplus = yipu_fraction_subtract (item->made, item->demand);
  }
}

static void
run_step (YipuReckoning *self, guint step, YipuCutSide side, const gboolean *needed)
{
  YipuKitStep *at = &self->steps[step];
  YipuFraction amount;

  self->step = (int) step;
  amount = amount_of (self, step, side);
  if (needed && self->plan->steps[step].on_cycle)
    amount = needed[step] ? YIPU_FRACTION_NONE : yipu_fraction_from_int (0);
  at->amount = amount;
  at->side = yipu_is_zero (amount) ? YIPU_CUT_SIDE_NONE : side;
  at->runs =
      side == YIPU_CUT_SIDE_BUYER || self->whole_runs ? yipu_fraction_round_up (amount) : amount;
  if (at->side == YIPU_CUT_SIDE_NONE)
    return;
  use_items (self, step, side);
  use_tools (self, step, side);
  make_items (self, step);
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
  YipuFraction portion = about->tool ? yipu_fraction_from_int (1) : self->plan->items[item].portion;
  YipuFraction uses = at->buyer_uses;

  self->item = (int) item;
  if (yipu_reckon_supply (self, item) == YIPU_SUPPLY_BUYER_HAS)
    uses = yipu_fraction_from_int (0);
  else if (about->tool)
    uses = tool_set (self, item, uses);
  else if (!yipu_is_zero (uses))
    uses = with_spare (self, uses, about->spare_percent);
  if (self->targets[item] != 0)
    uses = yipu_reckon_add (self, uses, yipu_fraction_from_int (self->targets[item]));
  at->boxed = up_to_portions (self, uses, portion);
}

static void
fill_box (YipuReckoning *self)
{
  self->step = -1;
  for (guint i = 0; i < self->plan->process->n_items; i++)
    if ((!yipu_is_zero (self->items[i].buyer_uses) || self->targets[i] != 0) &&
        !is_made_by (self, i, YIPU_CUT_SIDE_BUYER))
      box_item (self, i);
}

/* What nobody makes is bought, just as much as is wanted. */
static void
buy_items (YipuReckoning *self)
{
  self->step = -1;
  for (guint i = 0; i < self->plan->process->n_items; i++) {
    YipuKitItem *item = &self->items[i];
    if (self->plan->items[i].maker >= 0)
      continue;
    self->item = (int) i;
    item->demand = wanted_of_workshop (self, i);
    item->made = item->demand;
    item->surplus = yipu_fraction_subtract (item->made, item->demand);
  }
}

/* Which steps the targets need at all, for circles, where demand tells nothing. */
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
    guint step = g_array_index (todo, guint, todo->len - 1);
    g_array_set_size (todo, todo->len - 1);
    if (needed[step])
      continue;
    needed[step] = TRUE;
    g_array_append_vals (todo, &plan->before[plan->steps[step].first_before],
                         plan->steps[step + 1].first_before - plan->steps[step].first_before);
  }
  return needed;
}

void
yipu_reckon_demand (YipuReckoning *self)
{
  const YipuPlan *plan = self->plan;
  YipuFraction zero = yipu_fraction_from_int (0);
  g_autofree gboolean *needed = plan->has_cycle ? steps_needed (self) : NULL;

  for (guint i = 0; i < plan->process->n_items; i++)
    self->items[i] = (YipuKitItem){ zero, zero, zero, zero, zero, zero };
  for (guint k = plan->process->n_steps; k-- > 0;)
    if (self->steps[plan->order[k]].side == YIPU_CUT_SIDE_BUYER)
      run_step (self, plan->order[k], YIPU_CUT_SIDE_BUYER, needed);
  fill_box (self);
  for (guint k = plan->process->n_steps; k-- > 0;)
    if (self->steps[plan->order[k]].side == YIPU_CUT_SIDE_NONE)
      run_step (self, plan->order[k], YIPU_CUT_SIDE_WORKSHOP, needed);
  buy_items (self);
}
