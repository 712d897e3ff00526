/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The buyer's time: the booklet is walked in order; a step starts when the hands are free and what
 * it uses is ready (kit.md, "The kit"). */
#include "reckon.h"

#define DAY_MIN 1440
/* Nobody works longer than this without a night between. */
#define WAKING_MIN 720

static YipuFraction
later (YipuFraction a, YipuFraction b)
{
  if (a.den == 1 && b.den == 1)
    return a.num < b.num ? b : a;
  if (a.den == 0 || b.den == 0)
    return YIPU_FRACTION_NONE;
  return yipu_fraction_compare (a, b) < 0 ? b : a;
}

static YipuFraction
buyer_minutes (YipuReckoning *self, guint step)
{
  const YipuPlanStep *about = &self->plan->steps[step];
  const YipuStep *recorded = &self->plan->process->steps[step];
  const YipuKitStep *at = &self->steps[step];
  YipuFraction work = yipu_reckon_multiply (self, yipu_plan_minutes (about->work_min),
                                            recorded->minutes_scale ? at->amount : at->runs);
  YipuFraction batches;

  if (about->setup_min == 0)
    return work;
  batches = yipu_fraction_round_up (
      yipu_fraction_divide (at->runs, yipu_fraction_from_int (MAX (recorded->batch_runs, 1))));
  return yipu_reckon_add (
      self, work, yipu_reckon_multiply (self, yipu_plan_minutes (about->setup_min), batches));
}

static YipuFraction
inputs_ready (const YipuReckoning *self, guint step, YipuFraction from)
{
  const YipuPlan *plan = self->plan;

  for (guint e = plan->steps[step].first_before; e < plan->steps[step + 1].first_before; e++)
    if (self->steps[plan->before[e]].side == YIPU_CUT_SIDE_BUYER)
      from = later (from, self->steps[plan->before[e]].ready_min);
  return from;
}

/* Returns when the hands are free again. */
static YipuFraction
do_step (YipuReckoning *self, guint step, YipuFraction hands_free)
{
  YipuKitStep *at = &self->steps[step];
  YipuFraction done;

  self->step = (int) step;
  self->item = -1;
  if (self->plan->steps[step].work_min < 0)
    yipu_reckon_no_minutes (self, step);
  at->hands_on_min = buyer_minutes (self, step);
  at->start_min = inputs_ready (self, step, hands_free);
  done = yipu_reckon_add (self, at->start_min, at->hands_on_min);
  at->ready_min =
      yipu_reckon_add (self, done, yipu_plan_minutes (self->plan->steps[step].wait_min));
  return done;
}

/* Begun in the morning: how many days there is something to do or to wait for. */
static gint64
days_of (gint64 elapsed)
{
  return elapsed <= WAKING_MIN ? 0 : 1 + (elapsed - WAKING_MIN - 1) / DAY_MIN + 1;
}

static const char *
tier_of (const YipuKitRules *rules, gint64 elapsed, gint64 hands_on)
{
  if (elapsed < 0 || hands_on < 0)
    return NULL;
  for (guint i = 0; i < rules->n_tiers; i++) {
    const YipuTier *tier = &rules->tiers[i];
    if ((tier->elapsed_max_min < 0 || elapsed <= tier->elapsed_max_min) &&
        (tier->hands_on_max_min < 0 || hands_on <= tier->hands_on_max_min))
      return tier->id;
  }
  return NULL;
}

void
yipu_reckon_time (YipuReckoning *self)
{
  YipuKitResult *result = self->result;
  YipuFraction hands_on = yipu_fraction_from_int (0);
  YipuFraction hands_free = hands_on;
  YipuFraction finished = hands_on;

  for (guint k = 0; k < result->booklet->len; k++) {
    guint step = g_array_index (result->booklet, guint, k);
    hands_free = do_step (self, step, hands_free);
    yipu_sum_add (self, &hands_on, self->steps[step].hands_on_min);
    finished = later (finished, self->steps[step].ready_min);
  }
  result->hands_on_min = yipu_fraction_ceil_or_unknown (yipu_sum_end (hands_on));
  result->elapsed_min = yipu_fraction_ceil_or_unknown (finished);
  result->elapsed_days = days_of (result->elapsed_min);
  result->tier = result->booklet->len == 0
                     ? NULL
                     : tier_of (self->plan->rules, result->elapsed_min, result->hands_on_min);
}
