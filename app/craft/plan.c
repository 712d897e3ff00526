/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan: a process made ready once, so that moving the line is one pass over flat arrays. Each
 * step's flows lie side by side, quantities already in the item's unit, repeats and loss counted
 * in. What is wrong with a row becomes a finding here and leaves its quantity unknown: whatever
 * needs it is unknown then, and nothing else. */
#include "plan.h"

#include <glib/gi18n-lib.h>

const char *
yipu_plan_item_name (const YipuPlan *plan, guint item)
{
  const char *name = plan->process->items[item].name;

  return name && *name ? name : _ ("unnamed item");
}

const char *
yipu_plan_step_title (const YipuPlan *plan, guint step)
{
  const char *title = plan->process->steps[step].title;

  return title && *title ? title : _ ("unnamed step");
}

#define find_step(plan, ...)                                                                       \
  yipu_plan_find_step (plan, (plan)->findings, YIPU_SEVERITY_BLOCK, __VA_ARGS__)
#define find_item(plan, ...)                                                                       \
  yipu_plan_find_item (plan, (plan)->findings, YIPU_SEVERITY_BLOCK, __VA_ARGS__)

/* @message names the step, then the item. */
#define find_flow(plan, flow, severity, rule, field, message)                                      \
  g_ptr_array_add ((plan)->findings,                                                               \
                   yipu_finding_new (severity, rule, "flow", (flow)->id, field, message,           \
                                     yipu_plan_step_title (plan, (flow)->step),                    \
                                     yipu_plan_item_name (plan, (flow)->item)))

/* What a person typed, or unknown where it is below 0, with a finding. */
static YipuFraction
not_below_zero (YipuPlan *plan, guint item, const char *field, YipuFraction typed)
{
  if (!yipu_fraction_is_valid (typed) || typed.num >= 0)
    return typed;
  find_item (plan, "kit.below-zero", item, field,
             _ ("“%s” has a number below zero: give a right one, or none."),
             yipu_plan_item_name (plan, item));
  return YIPU_FRACTION_NONE;
}

static void
check_items (YipuPlan *plan)
{
  for (guint i = 0; i < plan->process->n_items; i++) {
    const YipuItem *item = &plan->process->items[i];
    plan->items[i].tool = item->tool != FALSE;
    plan->portions[i] = yipu_unit_portion (plan->rules, item);
    plan->items[i].price_fen = not_below_zero (plan, i, "price_fen", item->price_fen);
    not_below_zero (plan, i, "weight_g", item->weight_g);
    not_below_zero (plan, i, "volume_ml", item->volume_ml);
    not_below_zero (plan, i, "spare_percent", item->spare_percent);
  }
}

static void
report_two_makers (YipuPlan *plan, guint item, guint step)
{
  guint first = (guint) plan->items[item].maker;

  plan->items[item].two_makers = TRUE;
  plan->has_rivals = TRUE;
  if (first != step)
    plan->steps[step].rival_of = (int) first;
  if (first == step)
    find_item (plan, "kit.two-makers", item, NULL,
               _ ("“%s” stands twice among what the step “%s” makes: join the two lines."),
               yipu_plan_item_name (plan, item), yipu_plan_step_title (plan, step));
  else
    find_item (plan, "kit.two-makers", item, NULL,
               _ ("“%s” is made by two steps, “%s” and “%s”: leave it to one of them, or name what "
                  "they make differently."),
               yipu_plan_item_name (plan, item), yipu_plan_step_title (plan, first),
               yipu_plan_step_title (plan, step));
}

static void
find_makers (YipuPlan *plan, const gboolean *bought)
{
  for (guint i = 0; i < plan->process->n_steps; i++)
    plan->steps[i].rival_of = -1;
  for (guint i = 0; i < plan->process->n_items; i++) {
    plan->items[i].maker = -1;
    plan->items[i].bought = bought && bought[i];
  }
  for (guint f = 0; f < plan->process->n_flows; f++) {
    const YipuFlow *flow = &plan->process->flows[f];
    if (!flow->out || plan->items[flow->item].bought)
      continue;
    if (plan->items[flow->item].maker >= 0)
      report_two_makers (plan, flow->item, flow->step);
    else
      plan->items[flow->item].maker = (int) flow->step;
  }
  plan->unmade = g_new (guint, plan->process->n_items + 1);
  for (guint i = 0; i < plan->process->n_items; i++)
    if (plan->items[i].maker < 0)
      plan->unmade[plan->n_unmade++] = i;
}

static YipuFraction
quantity_in_item_unit (YipuPlan *plan, const YipuFlow *flow)
{
  const YipuItem *item = &plan->process->items[flow->item];
  YipuFraction factor = yipu_unit_factor (plan->rules, item, flow->unit);

  if (!yipu_fraction_is_valid (flow->quantity)) {
    find_flow (plan, flow, YIPU_SEVERITY_WARN, "kit.no-quantity", "quantity",
               _ ("Step “%s” does not say how much of “%s”: give the quantity of one run."));
    return YIPU_FRACTION_NONE;
  }
  if (flow->quantity.num <= 0) {
    find_flow (
        plan, flow, YIPU_SEVERITY_BLOCK, "kit.quantity", "quantity",
        _ ("In step “%s” the quantity of “%s” is not above zero: give how much one run takes "
           "or makes."));
    return YIPU_FRACTION_NONE;
  }
  if (yipu_fraction_is_valid (factor))
    return yipu_fraction_multiply (flow->quantity, factor);
  g_ptr_array_add (
      plan->findings,
      yipu_finding_new (
          YIPU_SEVERITY_BLOCK, "kit.unit", "flow", flow->id, "unit",
          _ ("Step “%s”: “%s” is counted in %s and here in %s, which do not convert. "
             "Say at the item what one of them holds, or use one unit."),
          yipu_plan_step_title (plan, flow->step), yipu_plan_item_name (plan, flow->item),
          yipu_unit_name (plan->rules, item->unit), yipu_unit_name (plan->rules, flow->unit)));
  return YIPU_FRACTION_NONE;
}

/* 1 - percent ÷ 100; none unless 0 ≤ percent < 100. */
static YipuFraction
what_is_left (YipuPlan *plan, const YipuFlow *flow)
{
  YipuFraction hundred = yipu_fraction_from_int (100);
  YipuFraction left = yipu_fraction_subtract (yipu_fraction_from_int (1),
                                              yipu_fraction_divide (flow->loss_percent, hundred));

  if (yipu_fraction_is_valid (left) && left.num > 0 && left.num <= left.den)
    return left;
  find_flow (plan, flow, YIPU_SEVERITY_BLOCK, "kit.loss", "loss_percent",
             _ ("Step “%s”: a loss of “%s” is from 0 to under 100 percent."));
  return YIPU_FRACTION_NONE;
}

static YipuPlanFlow
ready_flow (YipuPlan *plan, const YipuFlow *flow)
{
  YipuFraction quantity = quantity_in_item_unit (plan, flow);
  gint64 repeat = plan->process->steps[flow->step].repeat;

  if (flow->each_repeat && repeat > 1)
    quantity = yipu_fraction_multiply (quantity, yipu_fraction_from_int (repeat));
  if (flow->out && !(flow->loss_percent.den == 1 && flow->loss_percent.num == 0))
    quantity = yipu_fraction_multiply (quantity, what_is_left (plan, flow));
  return (YipuPlanFlow){ flow->item, flow->per_run, quantity };
}

/* Counts what each step has, so that its flows can lie side by side. */
static void
count_flows (YipuPlan *plan)
{
  YipuPlanStep *steps = plan->steps;
  guint n = plan->process->n_steps;

  for (guint f = 0; f < plan->process->n_flows; f++) {
    const YipuFlow *flow = &plan->process->flows[f];
    YipuPlanStep *next = &steps[flow->step + 1];
    next->first_out += flow->out;
    next->first_tool += !flow->out && plan->process->items[flow->item].tool;
    next->first_in += !flow->out && !plan->process->items[flow->item].tool;
    next->first_before += !flow->out && plan->items[flow->item].maker >= 0;
  }
  for (guint i = 0; i < n; i++) {
    steps[i + 1].first_in += steps[i].first_in;
    steps[i + 1].first_out += steps[i].first_out;
    steps[i + 1].first_tool += steps[i].first_tool;
    steps[i + 1].first_before += steps[i].first_before;
  }
  plan->ins = g_new0 (YipuPlanFlow, steps[n].first_in + 1);
  plan->outs = g_new0 (YipuPlanFlow, steps[n].first_out + 1);
  plan->cost_shares = g_new0 (YipuFraction, steps[n].first_out + 1);
  plan->tools = g_new0 (guint, steps[n].first_tool + 1);
  plan->before = g_new0 (guint, steps[n].first_before + 1);
}

static void
place_flows (YipuPlan *plan)
{
  g_autofree YipuPlanStep *next =
      g_memdup2 (plan->steps, (plan->process->n_steps + 1) * sizeof *plan->steps);

  for (guint f = 0; f < plan->process->n_flows; f++) {
    const YipuFlow *flow = &plan->process->flows[f];
    YipuPlanStep *at = &next[flow->step];
    if (flow->out) {
      plan->cost_shares[at->first_out] =
          yipu_fraction_divide (flow->cost_share_percent, yipu_fraction_from_int (100));
      plan->outs[at->first_out++] = ready_flow (plan, flow);
      continue;
    }
    if (plan->process->items[flow->item].tool)
      plan->tools[at->first_tool++] = flow->item;
    else
      plan->ins[at->first_in++] = ready_flow (plan, flow);
    if (plan->items[flow->item].maker >= 0)
      plan->before[at->first_before++] = (guint) plan->items[flow->item].maker;
  }
}

static gint64
minutes (gint64 typed, gint64 times)
{
  gint64 all;

  return typed < 0 || times < 1 || __builtin_mul_overflow (typed, times, &all) ? -1 : all;
}

static void
ready_minutes (YipuPlan *plan)
{
  for (guint i = 0; i < plan->process->n_steps; i++) {
    const YipuStep *step = &plan->process->steps[i];
    YipuPlanStep *at = &plan->steps[i];
    at->work_min = minutes (step->hands_on_min, step->repeat);
    at->wait_min = minutes (step->wait_min, step->repeat);
    at->setup_min = minutes (step->setup_min, 1);
    at->who = (guint8) step->who;
    at->by_piece = step->by_piece != FALSE;
    if (at->wait_min < 0 || at->setup_min < 0 || step->batch_runs < 1 ||
        (at->work_min < 0 && step->hands_on_min >= 0))
      find_step (plan, "kit.minutes", i, step->wait_min < 0 ? "wait_min" : "hands_on_min",
                 _ ("Step “%s” has minutes, repeats or runs in a batch that cannot be: below zero, "
                    "or far too many."),
                 yipu_plan_step_title (plan, i));
  }
}

/* Shares of the cost count where every output of a step has one and they make up the whole. */
static void
check_cost_shares (YipuPlan *plan, guint step)
{
  YipuFraction sum = yipu_fraction_from_int (0);
  guint n_said = 0;
  guint first = plan->steps[step].first_out;
  guint end = plan->steps[step + 1].first_out;

  for (guint f = first; f < end; f++) {
    n_said += yipu_fraction_is_valid (plan->cost_shares[f]);
    sum = yipu_fraction_add (sum, plan->cost_shares[f]);
  }
  if (n_said == 0)
    return;
  if (n_said == end - first && sum.num == 1 && sum.den == 1) {
    plan->has_cost_shares = TRUE;
    return;
  }
  for (guint f = first; f < end; f++)
    plan->cost_shares[f] = YIPU_FRACTION_NONE;
  yipu_plan_find_step (plan, plan->findings, YIPU_SEVERITY_WARN, "kit.cost-shares", step, NULL,
                       _ ("The shares of the cost of what step “%s” makes do not make up 100 "
                          "percent: they are not counted."),
                       yipu_plan_step_title (plan, step));
}

YipuPlan *
yipu_plan_new (const YipuProcess *process, const YipuKitRules *rules, const gboolean *bought)
{
  YipuPlan *plan = g_new0 (YipuPlan, 1);

  plan->process = process;
  plan->rules = rules;
  plan->findings = yipu_findings_new ();
  plan->steps = g_new0 (YipuPlanStep, process->n_steps + 1);
  plan->items = g_new0 (YipuPlanItem, process->n_items + 1);
  plan->portions = g_new0 (YipuFraction, process->n_items + 1);
  plan->order = g_new0 (guint, process->n_steps + 1);
  check_items (plan);
  find_makers (plan, bought);
  count_flows (plan);
  place_flows (plan);
  ready_minutes (plan);
  for (guint i = 0; i < process->n_steps; i++)
    check_cost_shares (plan, i);
  yipu_plan_sort (plan);
  return plan;
}

void
yipu_plan_free (YipuPlan *plan)
{
  g_free (plan->steps);
  g_free (plan->items);
  g_free (plan->portions);
  g_free (plan->ins);
  g_free (plan->outs);
  g_free (plan->cost_shares);
  g_free (plan->unmade);
  g_free (plan->tools);
  g_free (plan->before);
  g_free (plan->order);
  g_ptr_array_unref (plan->findings);
  g_free (plan);
}

GPtrArray *
yipu_plan_get_findings (const YipuPlan *plan)
{
  return plan->findings;
}

const guint *
yipu_plan_get_order (const YipuPlan *plan)
{
  return plan->order;
}

int
yipu_plan_get_maker (const YipuPlan *plan, guint item)
{
  g_return_val_if_fail (item < plan->process->n_items, -1);
  return plan->items[item].maker;
}
