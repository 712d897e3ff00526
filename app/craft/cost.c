/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one box costs the cooperative, before any rate: minutes and piece pay of the workshop, and
 * all that is bought or worn.
 *
 * Where a step that makes several things says how its cost is shared among them, a box bears only
 * what goes into it: the part of each output that is paid for, weighed by its share. That part
 * then runs on backwards as demand does. Elsewhere the box bears whole what was done for it. */
#include "reckon.h"

#include <glib/gi18n-lib.h>

static YipuFraction
part_paid (YipuReckoning *self, const YipuPlanFlow *out, const YipuFraction *paid)
{
  self->item = (int) out->item;
  if (yipu_is_zero (paid[out->item]))
    return yipu_fraction_from_int (0);
  return yipu_reckon_divide (self, paid[out->item], self->items[out->item].made);
}

/* The part of a step's cost that the box bears. */
static YipuFraction
part_of_step (YipuReckoning *self, guint step, const YipuFraction *paid)
{
  const YipuPlan *plan = self->plan;
  YipuFraction part = yipu_fraction_from_int (0);

  for (guint f = plan->steps[step].first_out; f < plan->steps[step + 1].first_out; f++) {
    const YipuPlanFlow *out = &plan->outs[f];
    YipuFraction of_output;
    if (plan->items[out->item].maker < 0)
      continue;
    of_output = part_paid (self, out, paid);
    if (yipu_fraction_is_valid (out->cost_share))
      part = yipu_reckon_add (self, part, yipu_reckon_multiply (self, of_output, out->cost_share));
    else if (of_output.den == 0 || part.den == 0)
      part = YIPU_FRACTION_NONE;
    else if (yipu_fraction_compare (of_output, part) > 0)
      part = of_output;
  }
  return part;
}

static void
pay_inputs (YipuReckoning *self, guint step, YipuFraction part, YipuFraction *paid)
{
  const YipuPlan *plan = self->plan;

  for (guint f = plan->steps[step].first_in; f < plan->steps[step + 1].first_in; f++) {
    guint item = plan->ins[f].item;
    paid[item] = yipu_reckon_add (
        self, paid[item],
        yipu_reckon_multiply (self, yipu_reckon_flow (self, step, &plan->ins[f]), part));
  }
  for (guint t = plan->steps[step].first_tool; t < plan->steps[step + 1].first_tool; t++) {
    guint tool = plan->tools[t];
    if (plan->items[tool].maker >= 0 || plan->process->items[tool].life_uses > 0)
      paid[tool] = yipu_reckon_add (
          self, paid[tool],
          yipu_reckon_multiply (self, yipu_reckon_wear (self, tool, self->steps[step].runs), part));
  }
}

static YipuFraction
workshop_minutes (YipuReckoning *self, guint step)
{
  const YipuPlanStep *about = &self->plan->steps[step];
  YipuFraction work = yipu_reckon_multiply (self, about->work_min, self->steps[step].amount);
  YipuFraction setup;

  if (yipu_is_zero (about->setup_min))
    return work;
  setup = yipu_reckon_divide (
      self, yipu_reckon_multiply (self, about->setup_min, self->steps[step].runs),
      yipu_fraction_from_int (MAX (self->plan->process->steps[step].batch_runs, 1)));
  return yipu_reckon_add (self, work, setup);
}

/* The rate × what the step makes of its first output. */
static YipuFraction
piece_pay (YipuReckoning *self, guint step)
{
  const YipuPlan *plan = self->plan;
  const YipuStep *about = &plan->process->steps[step];
  guint first = plan->steps[step].first_out;

  if (about->piece_fen < 0) {
    yipu_plan_find_step (plan, self->findings, YIPU_SEVERITY_WARN, "kit.no-piece-pay", step,
                         "piece_fen",
                         _ ("Step “%s” is paid by the piece but says no sum: the price stays open "
                            "until it does."),
                         yipu_plan_step_title (plan, step));
    return YIPU_FRACTION_NONE;
  }
  return yipu_reckon_multiply (self, yipu_fraction_from_int (about->piece_fen),
                               yipu_reckon_flow (self, step, &plan->outs[first]));
}

static void
add_to (YipuReckoning *self, YipuFraction *sum, YipuFraction more, YipuFraction part)
{
  *sum = yipu_reckon_add (self, *sum, yipu_reckon_multiply (self, more, part));
}

static void
pay_step (YipuReckoning *self, guint step, YipuFraction part, YipuKitResult *result)
{
  const YipuStep *about = &self->plan->process->steps[step];
  YipuKitStep *at = &self->steps[step];
  YipuFraction one = yipu_fraction_from_int (1);

  self->step = (int) step;
  self->item = -1;
  yipu_reckon_no_minutes (self, step);
  at->hands_on_min = workshop_minutes (self, step);
  add_to (self, &result->workshop_min[about->who], at->hands_on_min, one);
  if (about->by_piece)
    add_to (self, &result->piece_pay_fen[about->who], piece_pay (self, step), part);
  else
    add_to (self, &result->paid_min[about->who], at->hands_on_min, part);
}

static void
report_no_price (YipuReckoning *self, guint item)
{
  if (!yipu_fraction_is_valid (self->plan->process->items[item].price_fen) &&
      yipu_reckon_tell_once (self, item, YIPU_TOLD_PRICE))
    yipu_plan_find_item (self->plan, self->findings, YIPU_SEVERITY_WARN, "kit.no-price", item,
                         "price_fen",
                         _ ("“%s” is bought but has no price: the kit's price stays open until it "
                            "has one, be it 0."),
                         yipu_plan_item_name (self->plan, item));
}

static YipuFraction
price_of (const YipuReckoning *self, guint item)
{
  YipuFraction price = self->plan->process->items[item].price_fen;

  return price.num < 0 ? YIPU_FRACTION_NONE : price;
}

static void
pay_bought (YipuReckoning *self, guint item, YipuFraction quantity, YipuKitResult *result)
{
  if (yipu_is_zero (quantity))
    return;
  self->step = -1;
  self->item = (int) item;
  report_no_price (self, item);
  result->materials_fen = yipu_reckon_add (
      self, result->materials_fen, yipu_reckon_multiply (self, quantity, price_of (self, item)));
}

/* What the box itself bears: all that the workshop's own steps do not use. */
static YipuFraction *
paid_by_box (YipuReckoning *self)
{
  guint n = self->plan->process->n_items;
  YipuFraction *paid = g_new (YipuFraction, n + 1);

  for (guint i = 0; i < n; i++)
    paid[i] = yipu_fraction_subtract (self->items[i].demand, self->items[i].workshop_uses);
  return paid;
}

void
yipu_reckon_cost (YipuReckoning *self, YipuKitResult *result)
{
  const YipuPlan *plan = self->plan;
  YipuFraction zero = yipu_fraction_from_int (0);
  YipuFraction one = yipu_fraction_from_int (1);
  g_autofree YipuFraction *paid = plan->has_cost_shares ? paid_by_box (self) : NULL;

  for (guint who = 0; who < YIPU_N_WHO; who++)
    result->workshop_min[who] = result->paid_min[who] = result->piece_pay_fen[who] = zero;
  result->materials_fen = zero;
  for (guint k = plan->process->n_steps; k-- > 0;) {
    guint step = plan->order[k];
    YipuFraction part = one;
    if (self->steps[step].side != YIPU_CUT_SIDE_WORKSHOP)
      continue;
    self->step = (int) step;
    if (paid) {
      part = part_of_step (self, step, paid);
      pay_inputs (self, step, part, paid);
    }
    pay_step (self, step, part, result);
  }
  for (guint i = 0; i < plan->process->n_items; i++)
    if (plan->items[i].maker < 0)
      pay_bought (self, i, paid ? paid[i] : self->items[i].demand, result);
}
