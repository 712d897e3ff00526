/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Minutes and pay of an order's work.
 *
 * The price of N boxes pays N times what one box takes of each step, a sixth of a vat included; the
 * workshop does whole runs and sets up whole batches. So each assignment's pay has two parts. What
 * the boxes bear is shared out by how much of the wanted amount each assignment does, by largest
 * remainder over all who are paid alike, what nobody does yet included: it always adds up to what
 * the price bar says. The rest of what the work comes to stands apart; it is never below 0, since
 * whole runs are never fewer than their parts. */
#include "order-private.h"

#include <glib/gi18n-lib.h>

#define ZERO yipu_fraction_from_int (0)

/* How many batches @runs fill, from none; -1 where that is unknown. */
static gint64
batches_of (const YipuStep *about, gint64 runs)
{
  gint64 batch = MAX (about->batch_runs, 1);

  return runs < 0 ? -1 : runs / batch + (runs % batch != 0);
}

/* Minutes of @runs whole runs that are @amount runs' worth, in batches of their own. */
static YipuFraction
minutes_of (YipuOrder *self, guint step, gint64 runs, YipuFraction amount)
{
  const YipuPlanStep *plan = yipu_order_plan_step (self, step);
  const YipuStep *about = yipu_order_about (self, step);
  YipuFraction times = about->minutes_scale ? amount : yipu_fraction_from_int (runs);
  YipuFraction work = yipu_fraction_multiply (yipu_plan_minutes (plan->work_min), times);
  YipuFraction setup = yipu_fraction_multiply (yipu_plan_minutes (plan->setup_min),
                                               yipu_fraction_from_int (batches_of (about, runs)));

  return yipu_fraction_add (work, setup);
}

static YipuFraction
quantity_of (const YipuPlanFlow *flow, YipuFraction runs, YipuFraction amount)
{
  return yipu_fraction_multiply (flow->quantity, flow->per_run ? runs : amount);
}

/* What @runs that are @amount runs' worth are paid, before it is whole fen. */
static YipuFraction
pay_of (YipuOrder *self, guint step, YipuFraction minutes, YipuFraction runs, YipuFraction amount)
{
  const YipuPlan *plan = yipu_kit_sheet_get_plan (self->sheet);
  const YipuPlanStep *at = yipu_order_plan_step (self, step);
  const YipuStep *about = yipu_order_about (self, step);
  gint64 rate = yipu_kit_sheet_get_rates (self->sheet)->fen_per_min[about->who];

  if (about->by_piece)
    return about->piece_fen < 0
               ? YIPU_FRACTION_NONE
               : yipu_fraction_multiply (yipu_fraction_from_int (about->piece_fen),
                                         quantity_of (&plan->outs[at->first_out], runs, amount));
  if (rate < 0)
    return minutes.num == 0 ? minutes : YIPU_FRACTION_NONE;
  return yipu_fraction_multiply (yipu_fraction_from_int (rate), minutes);
}

static const YipuKitStep *
step_of_box (YipuOrder *self, guint step)
{
  const YipuOrderStep *at = &g_array_index (self->steps, YipuOrderStep, step);

  return &yipu_kit_sheet_get_result (self->sheet)->steps[at->step];
}

/* What the price of all boxes pays for the step. */
static YipuFraction
boxes_pay (YipuOrder *self, guint step)
{
  const YipuKitStep *box = step_of_box (self, step);
  YipuFraction pay = pay_of (self, step, box->hands_on_min, box->runs, box->amount);

  return yipu_fraction_multiply (yipu_fraction_multiply (pay, box->part),
                                 yipu_fraction_from_int (self->boxes));
}

/* The minutes that the price of all boxes pays for the step. */
static YipuFraction
boxes_minutes (YipuOrder *self, guint step)
{
  const YipuKitStep *box = step_of_box (self, step);

  return yipu_fraction_multiply (yipu_fraction_multiply (box->hands_on_min, box->part),
                                 yipu_fraction_from_int (self->boxes));
}

static gboolean
add_step (YipuOrder *self, YipuReader *reader, guint step, GError **error)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);
  const YipuKitStep *taken = &self->result->steps[step];
  YipuRecord *record = yipu_reader_get (reader, "step", process->steps[step].id, error);
  YipuOrderStep at = { .step = step, .amount = taken->amount };

  if (!record)
    return FALSE;
  g_ptr_array_add (self->step_records, record);
  at.runs = yipu_fraction_is_valid (taken->runs) ? taken->runs.num : -1;
  at.batches = batches_of (&process->steps[step], at.runs);
  at.fit_for_home = yipu_record_get_yes (record, "fit_for_home");
  self->step_at[step] = (int) self->steps->len;
  g_array_append_val (self->steps, at);
  g_array_index (self->steps, YipuOrderStep, self->steps->len - 1).minutes =
      at.runs < 0 ? YIPU_FRACTION_NONE
                  : minutes_of (self, self->steps->len - 1, at.runs, at.amount);
  return TRUE;
}

static void
list_surplus (YipuOrder *self)
{
  const YipuPlan *plan = yipu_kit_sheet_get_plan (self->sheet);

  for (guint i = 0; i < plan->process->n_items; i++) {
    const YipuKitItem *item = &self->result->items[i];
    int maker = yipu_plan_get_maker (plan, i);
    YipuKitAmount amount = { i, item->surplus };
    if (maker >= 0 && self->step_at[maker] >= 0 && yipu_fraction_is_valid (item->surplus) &&
        item->surplus.num > 0)
      g_array_append_val (self->surplus, amount);
  }
}

gboolean
yipu_order_reckon_steps (YipuOrder *self, YipuReader *reader, GError **error)
{
  const YipuPlan *plan = yipu_kit_sheet_get_plan (self->sheet);
  guint n = plan->process->n_steps;

  self->step_at = g_new (int, n + 1);
  for (guint i = 0; i < n; i++)
    self->step_at[i] = -1;
  if (self->boxes < 1)
    return TRUE;
  self->result = yipu_kit_sheet_reckon_order (self->sheet, self->boxes);
  for (guint k = 0; k < n; k++) {
    guint step = yipu_plan_get_order (plan)[k];
    if (self->result->steps[step].side == YIPU_CUT_SIDE_WORKSHOP &&
        !add_step (self, reader, step, error))
      return FALSE;
  }
  for (guint i = 0; i < self->result->findings->len; i++)
    g_ptr_array_add (self->findings, yipu_finding_ref (self->result->findings->pdata[i]));
  list_surplus (self);
  g_array_unref (self->shopping);
  self->shopping = yipu_kit_sheet_shop (self->sheet, self->boxes, self->findings);
  return TRUE;
}

/* The part of @amount that runs from @before on do: the last run that is wanted may not be filled;
 * whole what nothing wanted. */
static YipuFraction
amount_of_runs (const YipuOrderStep *at, gint64 before, gint64 runs, YipuFraction *wanted)
{
  YipuFraction left = yipu_fraction_subtract (at->amount, yipu_fraction_from_int (before));
  YipuFraction all = yipu_fraction_from_int (runs);
  gint64 ahead;

  *wanted = YIPU_FRACTION_NONE;
  if (at->runs < 0 || !yipu_fraction_is_valid (left))
    return YIPU_FRACTION_NONE;
  ahead = MAX (runs - MAX (at->runs - before, 0), 0);
  *wanted = left.num <= 0 ? ZERO : yipu_fraction_compare (left, all) < 0 ? left : all;
  return yipu_fraction_add (*wanted, yipu_fraction_from_int (ahead));
}

/* One assignment while its pay is shared out. */
typedef struct {
  YipuFraction exact;   /* of what the boxes pay */
  YipuFraction minutes; /* that the boxes pay */
  YipuFraction all;     /* all that it is paid */
} Pay;

static void
find_overflow (YipuOrder *self, const YipuOrderAssignment *at)
{
  if (yipu_order_plan_step (self, at->step)->work_min < 0)
    return;
  yipu_order_find (self, YIPU_SEVERITY_BLOCK, "order.overflow", "assignment", at->id, "runs",
                   _ ("Step “%s”: these numbers are too large to reckon with. Check how many runs "
                      "are given out."),
                   yipu_order_step_title (self, at->step));
}

/* The assignments of a step fill its amount in the order they were recorded. */
static void
fill_assignment (YipuOrder *self, YipuOrderAssignment *at, Pay *pay)
{
  YipuOrderStep *step = &g_array_index (self->steps, YipuOrderStep, at->step);
  YipuFraction wanted, part;
  gint64 before = step->assigned_runs;

  if (__builtin_add_overflow (before, at->runs, &step->assigned_runs))
    step->assigned_runs = G_MAXINT64;
  at->amount = amount_of_runs (step, before, at->runs, &wanted);
  at->minutes = minutes_of (self, at->step, at->runs, at->amount);
  if (!yipu_fraction_is_valid (at->minutes))
    find_overflow (self, at);
  part = yipu_fraction_divide (wanted, step->amount);
  pay->exact = yipu_fraction_multiply (boxes_pay (self, at->step), part);
  pay->minutes = yipu_fraction_multiply (boxes_minutes (self, at->step), part);
  pay->all = pay_of (self, at->step, at->minutes, yipu_fraction_from_int (at->runs), at->amount);
}

static void
fill_missing (YipuOrder *self, guint index, Pay *pay)
{
  YipuOrderStep *step = &g_array_index (self->steps, YipuOrderStep, index);
  YipuFraction done, part;

  step->missing_runs = MAX (step->runs - step->assigned_runs, 0);
  step->ahead_runs = step->runs < 0 ? 0 : MAX (step->assigned_runs - step->runs, 0);
  done = yipu_fraction_from_int (step->assigned_runs);
  part = step->missing_runs == 0
             ? ZERO
             : yipu_fraction_divide (yipu_fraction_subtract (step->amount, done), step->amount);
  pay->exact = yipu_fraction_multiply (boxes_pay (self, index), part);
  pay->minutes = yipu_fraction_multiply (boxes_minutes (self, index), part);
}

/* Assignments first, then what is missing of each step. */
static Pay *
fill_all (YipuOrder *self)
{
  guint n = self->assignments->len;
  Pay *pays = g_new0 (Pay, n + self->steps->len + 1);

  for (guint i = 0; i < n; i++)
    fill_assignment (self, &g_array_index (self->assignments, YipuOrderAssignment, i), &pays[i]);
  for (guint i = 0; i < self->steps->len; i++)
    fill_missing (self, i, &pays[n + i]);
  return pays;
}

static YipuWho
who_of (YipuOrder *self, guint pay)
{
  guint n = self->assignments->len;
  guint step = pay < n ? g_array_index (self->assignments, YipuOrderAssignment, pay).step : pay - n;

  return yipu_order_about (self, step)->who;
}

/* Shares @total out over what @exact says of those paid as @who; what makes it whole goes to the
 * greatest. Writes nothing where a figure is unknown. */
static void
share_out (YipuOrder *self, YipuWho who, const YipuFraction *exact, gint64 total, gint64 *fen)
{
  guint n = self->assignments->len + self->steps->len;
  g_autofree YipuFraction *own = g_new (YipuFraction, n + 1);
  g_autofree guint *at = g_new (guint, n + 1);
  g_autofree gint64 *whole = g_new0 (gint64, n + 1);
  YipuFraction rest = yipu_fraction_from_int (total);
  guint k = 0, greatest = 0;

  for (guint i = 0; i < n; i++) {
    if (who_of (self, i) != who)
      continue;
    if (!yipu_fraction_is_valid (exact[i]))
      return;
    own[k] = exact[i];
    at[k] = i;
    rest = yipu_fraction_subtract (rest, own[k]);
    if (yipu_fraction_compare (own[k], own[greatest]) > 0)
      greatest = k;
    k++;
  }
  own[greatest] = yipu_fraction_add (k > 0 ? own[greatest] : ZERO, rest);
  if (yipu_share_out (own, k, total, whole))
    for (guint i = 0; i < k; i++)
      fen[at[i]] = whole[i];
}

static gint64
plus (gint64 a, gint64 b)
{
  gint64 sum;

  return a < 0 || b < 0 || __builtin_add_overflow (a, b, &sum) ? -1 : sum;
}

/* Whole fen besides what the boxes pay. */
static gint64
apart_of (const Pay *pay)
{
  YipuFraction apart = yipu_fraction_subtract (pay->all, pay->exact);

  return yipu_fraction_is_valid (apart) ? MAX (yipu_fraction_ceil (apart), 0) : -1;
}

static void
pay_boxes (YipuOrder *self, const Pay *pays)
{
  guint n = self->assignments->len + self->steps->len;
  g_autofree YipuFraction *exact = g_new (YipuFraction, n + 1);
  g_autofree gint64 *fen = g_new (gint64, n + 1);

  for (guint i = 0; i < n; i++) {
    exact[i] = pays[i].exact;
    fen[i] = -1;
  }
  for (YipuWho who = 0; who < YIPU_N_WHO; who++) {
    YipuFraction sum =
        yipu_fraction_multiply (yipu_kit_sheet_get_price (self->sheet)->labour_fen[who],
                                yipu_fraction_from_int (self->boxes));
    self->labour_fen[who] = yipu_fraction_is_valid (sum) ? yipu_fraction_ceil (sum) : -1;
    if (self->labour_fen[who] >= 0)
      share_out (self, who, exact, self->labour_fen[who], fen);
  }
  for (guint i = 0; i < self->assignments->len; i++) {
    YipuOrderAssignment *at = &g_array_index (self->assignments, YipuOrderAssignment, i);
    at->boxes_fen = fen[i];
    at->apart_fen = apart_of (&pays[i]);
  }
  for (guint i = 0; i < self->steps->len; i++)
    g_array_index (self->steps, YipuOrderStep, i).unassigned_fen = fen[self->assignments->len + i];
}

/* What the price bar gives to those paid as @who, or -1. */
static gint64
bar_share (YipuOrder *self, YipuWho who)
{
  static const char *const keys[YIPU_N_WHO] = { "inheritor", "trained", "anyone" };
  const YipuPrice *price = yipu_kit_sheet_get_price (self->sheet);

  for (guint i = 0; i < price->n_shares; i++)
    if (price->shares[i].party == YIPU_PARTY_HOUSEHOLD &&
        g_strcmp0 (price->shares[i].who, keys[who]) == 0)
      return price->shares[i].fen;
  return price->n_shares > 0 ? 0 : -1;
}

static YipuFraction
sum_of_who (YipuOrder *self, YipuWho who, const YipuFraction *values)
{
  YipuFraction sum = ZERO;

  for (guint i = 0; i < self->assignments->len + self->steps->len; i++)
    if (who_of (self, i) == who)
      sum = yipu_fraction_add (sum, values[i]);
  return sum;
}

/* The bar's share of @who in all boxes: each its pay, and of what rounding adds a part by minutes.
 */
static gboolean
share_bar (YipuOrder *self, YipuWho who, const Pay *pays, gint64 *fen)
{
  guint n = self->assignments->len + self->steps->len;
  g_autofree YipuFraction *exact = g_new (YipuFraction, n + 1);
  g_autofree YipuFraction *minutes = g_new (YipuFraction, n + 1);
  YipuFraction all, extra;
  gint64 share = bar_share (self, who);

  for (guint i = 0; i < n; i++) {
    exact[i] = pays[i].exact;
    minutes[i] = pays[i].minutes;
  }
  all = sum_of_who (self, who, minutes);
  if (share < 0 || __builtin_mul_overflow (share, self->boxes, &share))
    return FALSE;
  extra = yipu_fraction_subtract (yipu_fraction_from_int (share), sum_of_who (self, who, exact));
  for (guint i = 0; i < n && all.num != 0; i++)
    exact[i] = yipu_fraction_add (
        exact[i], yipu_fraction_multiply (extra, yipu_fraction_divide (minutes[i], all)));
  share_out (self, who, exact, share, fen);
  return TRUE;
}

static void
add_shares (YipuOrder *self, const Pay *pays)
{
  guint n = self->assignments->len + self->steps->len;
  g_autofree gint64 *fen = g_new (gint64, n + 1);
  gboolean known = TRUE;

  for (guint i = 0; i < n; i++)
    fen[i] = who_of (self, i) == YIPU_WHO_INHERITOR ? 0 : -1;
  known =
      share_bar (self, YIPU_WHO_TRAINED, pays, fen) && share_bar (self, YIPU_WHO_ANYONE, pays, fen);
  for (guint i = 0; i < self->assignments->len; i++) {
    guint household = g_array_index (self->assignments, YipuOrderAssignment, i).household;
    YipuOrderHousehold *at = &g_array_index (self->households, YipuOrderHousehold, household);
    at->share_fen = known ? plus (at->share_fen, fen[i]) : -1;
  }
}

static void
add_to_households (YipuOrder *self)
{
  for (guint i = 0; i < self->assignments->len; i++) {
    const YipuOrderAssignment *at = &g_array_index (self->assignments, YipuOrderAssignment, i);
    YipuOrderHousehold *household =
        &g_array_index (self->households, YipuOrderHousehold, at->household);
    household->used_min = yipu_fraction_add (household->used_min, at->minutes);
    household->boxes_fen = plus (household->boxes_fen, at->boxes_fen);
    household->apart_fen = plus (household->apart_fen, at->apart_fen);
  }
}

void
yipu_order_reckon_work (YipuOrder *self)
{
  g_autofree Pay *pays = NULL;

  if (!self->result) {
    for (YipuWho who = 0; who < YIPU_N_WHO; who++)
      self->labour_fen[who] = -1;
    return;
  }
  pays = fill_all (self);
  pay_boxes (self, pays);
  add_to_households (self);
  add_shares (self, pays);
}

/* Minutes of so many days, rounded down. */
static gint64
minutes_in (gint64 weekly_min, int days)
{
  __int128 minutes = (__int128) weekly_min * MAX (days, 0) / 7;

  return minutes > G_MAXINT64 ? G_MAXINT64 : (gint64) minutes;
}

/* What is given out is taken to lie ahead still: nobody knows how much of it is done. */
void
yipu_order_reckon_hours (YipuOrder *self, YipuOrderHousehold *at, YipuFraction elsewhere)
{
  int days = self->due > 0 ? self->due - self->from : 7;
  int ahead = self->due > 0 ? self->due - self->today : 7;
  gint64 taken = yipu_fraction_is_valid (elsewhere) ? yipu_fraction_ceil (elsewhere) : G_MAXINT64;
  gint64 used =
      yipu_fraction_is_valid (at->used_min) ? yipu_fraction_ceil (at->used_min) : G_MAXINT64;

  if (at->weekly_min < 0)
    return;
  at->free_min = MAX (minutes_in (at->weekly_min, days) - taken, 0);
  at->over = yipu_fraction_is_valid (at->used_min) && used > at->free_min;
  at->left_min = MAX (MAX (minutes_in (at->weekly_min, ahead) - taken, 0) - used, 0);
}

static GArray *
amounts_of (YipuOrder *self, guint assignment, const YipuPlanFlow *flows, guint first, guint end)
{
  const YipuOrderAssignment *at =
      &g_array_index (self->assignments, YipuOrderAssignment, assignment);
  GArray *amounts = g_array_new (FALSE, FALSE, sizeof (YipuKitAmount));

  for (guint f = first; f < end && !yipu_order_about (self, at->step)->is_private; f++) {
    YipuKitAmount amount = {
      flows[f].item, quantity_of (&flows[f], yipu_fraction_from_int (at->runs), at->amount)
    };
    g_array_append_val (amounts, amount);
  }
  return amounts;
}

GArray *
yipu_order_uses (YipuOrder *self, guint assignment)
{
  const YipuOrderAssignment *at =
      &g_array_index (self->assignments, YipuOrderAssignment, assignment);
  const YipuPlanStep *step = yipu_order_plan_step (self, at->step);

  return amounts_of (self, assignment, yipu_kit_sheet_get_plan (self->sheet)->ins, step->first_in,
                     step[1].first_in);
}

GArray *
yipu_order_makes (YipuOrder *self, guint assignment)
{
  const YipuOrderAssignment *at =
      &g_array_index (self->assignments, YipuOrderAssignment, assignment);
  const YipuPlanStep *step = yipu_order_plan_step (self, at->step);

  return amounts_of (self, assignment, yipu_kit_sheet_get_plan (self->sheet)->outs, step->first_out,
                     step[1].first_out);
}

GArray *
yipu_order_tools (YipuOrder *self, guint assignment)
{
  const YipuOrderAssignment *at =
      &g_array_index (self->assignments, YipuOrderAssignment, assignment);
  const YipuPlanStep *step = yipu_order_plan_step (self, at->step);
  const guint *tools = yipu_kit_sheet_get_plan (self->sheet)->tools;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!yipu_order_about (self, at->step)->is_private && step[1].first_tool > step->first_tool)
    g_array_append_vals (list, &tools[step->first_tool], step[1].first_tool - step->first_tool);
  return list;
}
