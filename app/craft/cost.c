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
part_paid (YipuReckoning *self, const YipuPlanFlow *out)
{
  self->item = (int) out->item;
  if (yipu_is_zero (self->paid[out->item]))
    return yipu_fraction_from_int (0);
  return yipu_reckon_divide (self, self->paid[out->item], self->items[out->item].made);
}

/* The part of a step's cost that the box bears. */
static YipuFraction
part_of_step (YipuReckoning *self, guint step)
{
  const YipuPlan *plan = self->plan;
  YipuFraction part = yipu_fraction_from_int (0);

  for (guint f = plan->steps[step].first_out; f < plan->steps[step + 1].first_out; f++) {
    const YipuPlanFlow *out = &plan->outs[f];
    YipuFraction of_output;
    if (plan->items[out->item].maker < 0)
      continue;
    of_output = part_paid (self, out);
    if (yipu_fraction_is_valid (plan->cost_shares[f]))
      part = yipu_reckon_add (self, part,
                              yipu_reckon_multiply (self, of_output, plan->cost_shares[f]));
    else if (of_output.den == 0 || part.den == 0)
      part = YIPU_FRACTION_NONE;
    else if (yipu_fraction_compare (of_output, part) > 0)
      part = of_output;
  }
  return part;
}

static void
pay_input (YipuReckoning *self, guint item, YipuFraction used, YipuFraction part)
{
  self->paid[item] =
      yipu_reckon_add (self, self->paid[item], yipu_reckon_multiply (self, used, part));
}

static void
pay_inputs (YipuReckoning *self, guint step, YipuFraction part)
{
  const YipuPlan *plan = self->plan;
  const YipuPlanStep *about = &plan->steps[step];

  for (guint f = about->first_in; f < about[1].first_in; f++)
    pay_input (self, plan->ins[f].item, yipu_reckon_flow (self, step, &plan->ins[f]), part);
  for (guint t = about->first_tool; t < about[1].first_tool; t++)
    if (yipu_reckon_wears (self, plan->tools[t]))
      pay_input (self, plan->tools[t],
                 yipu_reckon_wear (self, plan->tools[t], self->steps[step].runs), part);
}

static YipuFraction
workshop_minutes (YipuReckoning *self, guint step)
{
  const YipuPlanStep *about = &self->plan->steps[step];
  YipuFraction work =
      yipu_reckon_multiply (self, yipu_plan_minutes (about->work_min), self->steps[step].amount);
  YipuFraction setup;

  if (about->setup_min == 0)
    return work;
  setup = yipu_reckon_divide (
      self,
      yipu_reckon_multiply (self, yipu_plan_minutes (about->setup_min), self->steps[step].runs),
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
    yipu_plan_find_step (plan, self->result->findings, YIPU_SEVERITY_WARN, "kit.no-piece-pay", step,
                         "piece_fen",
                         _ ("Step “%s” is paid by the piece but says no sum: the price stays open "
                            "until it does."),
                         yipu_plan_step_title (plan, step));
    return YIPU_FRACTION_NONE;
  }
  return yipu_reckon_multiply (self, yipu_fraction_from_int (about->piece_fen),
                               yipu_reckon_flow (self, step, &plan->outs[first]));
}

void
yipu_reckon_cost_step (YipuReckoning *self, guint step)
{
  const YipuPlanStep *about = &self->plan->steps[step];
  YipuFraction part = yipu_fraction_from_int (1);
  YipuFraction minutes;

  self->item = -1;
  if (about->work_min < 0)
    yipu_reckon_no_minutes (self, step);
  minutes = workshop_minutes (self, step);
  self->steps[step].hands_on_min = minutes;
  yipu_sum_add (self, &self->result->workshop_min[about->who], minutes);
  if (self->paid) {
    part = part_of_step (self, step);
    pay_inputs (self, step, part);
    if (!about->by_piece)
      yipu_sum_add (self, &self->result->paid_min[about->who],
                    yipu_reckon_multiply (self, minutes, part));
  } else if (about->by_piece)
    yipu_sum_add (self, &self->by_piece_min[about->who], minutes);
  self->steps[step].part = part;
  if (about->by_piece)
    yipu_sum_add (self, &self->result->piece_pay_fen[about->who],
                  yipu_reckon_multiply (self, piece_pay (self, step), part));
}

static void
report_no_price (YipuReckoning *self, guint item)
{
  if (!yipu_fraction_is_valid (self->plan->process->items[item].price_fen) &&
      yipu_reckon_tell_once (self, item, YIPU_TOLD_PRICE))
    yipu_plan_find_item (self->plan, self->result->findings, YIPU_SEVERITY_WARN, "kit.no-price",
                         item, "price_fen",
                         _ ("“%s” is bought but has no price: the kit's price stays open until it "
                            "has one, be it 0."),
                         yipu_plan_item_name (self->plan, item));
}

void
yipu_reckon_cost_item (YipuReckoning *self, guint item)
{
  YipuFraction price = self->plan->items[item].price_fen;
  YipuFraction quantity = self->paid ? self->paid[item] : self->items[item].demand;

  if (price.den == 0)
    report_no_price (self, item);
  yipu_sum_add_product (self, &self->result->materials_fen, quantity, price);
}

/* Where costs are shared, the box begins with what lies in it. */
void
yipu_reckon_cost_begin (YipuReckoning *self)
{
  YipuFraction zero = yipu_fraction_from_int (0);
  YipuKitResult *result = self->result;

  for (guint who = 0; who < YIPU_N_WHO; who++)
    result->workshop_min[who] = result->paid_min[who] = result->piece_pay_fen[who] =
        self->by_piece_min[who] = zero;
  result->materials_fen = zero;
  if (!self->plan->has_cost_shares)
    return;
  self->paid = g_new (YipuFraction, self->plan->process->n_items);
  for (guint i = 0; i < self->plan->process->n_items; i++)
    self->paid[i] = yipu_reckon_in_box (self, i);
}

void
yipu_reckon_cost_end (YipuReckoning *self)
{
  YipuKitResult *result = self->result;

  for (guint who = 0; who < YIPU_N_WHO; who++) {
    result->workshop_min[who] = yipu_sum_end (result->workshop_min[who]);
    result->piece_pay_fen[who] = yipu_sum_end (result->piece_pay_fen[who]);
    result->paid_min[who] = self->paid
                                ? yipu_sum_end (result->paid_min[who])
                                : yipu_fraction_subtract (result->workshop_min[who],
                                                          yipu_sum_end (self->by_piece_min[who]));
  }
  result->materials_fen = yipu_sum_end (result->materials_fen);
  g_clear_pointer (&self->paid, g_free);
}
