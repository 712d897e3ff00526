/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A proposal: who does what nobody does yet.
 *
 * Steps that few may do come first (inheritor, trained, anyone), among them those of the longest
 * runs: what is hard to place is placed while there is room. A step is given out in pieces of whole
 * batches, each to whoever has the most minutes left of those that are theirs, in parts of them:
 * who has twice the time gets twice the work. A piece is a fair part of the step, but no less than
 * an hour's work, so that nobody fetches a pot for ten minutes. A piece that does not fit is cut to
 * the runs that do. A run stays unplaced only when nobody who may do it has room for one more. */
#include "order-private.h"

#include <glib/gi18n-lib.h>

#define LEAST_PIECE_MIN 60

typedef struct {
  YipuOrder *order;
  YipuProposal *proposal;
  gint64 *left; /* minutes, by household; -1 for no limit */
  gint64 *all;  /* the same before anything was given out */
  guint step;   /* the one being given out */
  gint64 work;  /* minutes of a run */
  gint64 setup; /* minutes of a batch */
  gint64 batch; /* runs in one */
} Giving;

static gint64
multiply (gint64 a, gint64 b)
{
  gint64 product;

  return __builtin_mul_overflow (a, b, &product) ? G_MAXINT64 : product;
}

static gint64
add (gint64 a, gint64 b)
{
  gint64 sum;

  return __builtin_add_overflow (a, b, &sum) ? G_MAXINT64 : sum;
}

/* Minutes of @runs in batches of their own. */
static gint64
minutes_of (const Giving *self, gint64 runs)
{
  gint64 batches = runs / self->batch + (runs % self->batch != 0);

  return add (multiply (self->work, runs), multiply (self->setup, batches));
}

/* How many runs fit into @minutes. */
static gint64
runs_in (const Giving *self, gint64 minutes)
{
  gint64 of_batch = minutes_of (self, self->batch);
  gint64 batches, rest;

  if (of_batch == 0)
    return G_MAXINT64;
  batches = minutes / of_batch;
  rest = minutes - batches * of_batch - self->setup;
  return add (multiply (batches, self->batch), rest < 0          ? 0
                                               : self->work == 0 ? self->batch - 1
                                                                 : rest / self->work);
}

/* Households whose hours nobody knows get nothing; people decide for themselves. */
static gboolean
may_take (const Giving *self, guint household)
{
  const YipuOrderHousehold *at =
      &g_array_index (self->order->households, YipuOrderHousehold, household);

  if (self->left[household] < 0)
    return at->weekly_min < 0 && g_str_equal (at->kind, "person") && at->inheritor &&
           yipu_order_about (self->order, self->step)->who == YIPU_WHO_INHERITOR;
  return yipu_order_may (self->order, self->step, household);
}

static gint64
room_of (const Giving *self, guint household)
{
  return self->left[household] < 0 ? G_MAXINT64 : runs_in (self, self->left[household]);
}

typedef struct {
  guint household;
  gboolean skilled;
} Hand;

/* Those who may do the step, and whether they name its skill. */
static GArray *
hands_of (const Giving *self)
{
  GArray *hands = g_array_new (FALSE, FALSE, sizeof (Hand));
  gboolean by_skill = yipu_order_about (self->order, self->step)->who == YIPU_WHO_TRAINED;

  for (guint i = 0; i < self->order->households->len; i++) {
    Hand hand = { i, FALSE };
    if (!may_take (self, i))
      continue;
    hand.skilled = by_skill && yipu_order_is_skilled (self->order, self->step, i);
    g_array_append_val (hands, hand);
  }
  return hands;
}

/* Whether @a has more left than @b: of its own minutes, then at all. Without a limit all is left.
 */
static gboolean
has_more (const Giving *self, guint a, guint b)
{
  __int128 of_a = (__int128) self->left[a] * self->all[b];
  __int128 of_b = (__int128) self->left[b] * self->all[a];

  if (self->left[a] < 0 || self->left[b] < 0)
    return self->left[a] < 0 && self->left[b] >= 0;
  return of_a != of_b ? of_a > of_b : self->left[a] > self->left[b];
}

/* The next to be given a piece, -1 where nobody has room for a run. */
static int
next_hand (const Giving *self, GArray *hands)
{
  const Hand *best = NULL;

  for (guint i = 0; i < hands->len; i++) {
    const Hand *hand = &g_array_index (hands, Hand, i);
    if (room_of (self, hand->household) < 1)
      continue;
    if (!best || hand->skilled > best->skilled ||
        (hand->skilled == best->skilled && has_more (self, hand->household, best->household)))
      best = hand;
  }
  return best ? (int) best->household : -1;
}

/* Runs of the step given to the same household are one part. */
static void
give (Giving *self, guint household, gint64 runs)
{
  GArray *parts = self->proposal->parts;
  YipuOrderPart part = { self->step, household, runs };
  gint64 before = 0;

  for (guint i = parts->len; i-- > 0;) {
    YipuOrderPart *at = &g_array_index (parts, YipuOrderPart, i);
    if (at->step != self->step)
      break;
    if (at->household != household)
      continue;
    before = at->runs;
    at->runs += runs;
    break;
  }
  if (before == 0)
    g_array_append_val (parts, part);
  if (self->left[household] >= 0)
    self->left[household] -= minutes_of (self, before + runs) - minutes_of (self, before);
}

/* Runs of a fair piece: whole batches, an hour's work or more. */
static gint64
piece_of (const Giving *self, gint64 runs, guint n_hands)
{
  gint64 of_batch = MAX (minutes_of (self, self->batch), 1);
  gint64 batches = runs / self->batch + (runs % self->batch != 0);
  gint64 hour = (LEAST_PIECE_MIN - 1) / of_batch + 1;
  gint64 fair = n_hands == 0 ? batches : (batches - 1) / n_hands + 1;

  return multiply (MAX (hour, fair), self->batch);
}

/* Returns the runs that nobody can take. */
static gint64
give_step (Giving *self, gint64 runs)
{
  g_autoptr (GArray) hands = hands_of (self);
  gint64 piece = piece_of (self, runs, hands->len);

  while (runs > 0) {
    int household = next_hand (self, hands);
    gint64 given;
    if (household < 0)
      break;
    given = MIN (MIN (runs, piece), room_of (self, (guint) household));
    give (self, (guint) household, given);
    runs -= given;
  }
  return runs;
}

#define find_step(self, rule, field, ...)                                                          \
  g_ptr_array_add ((self)->proposal->findings,                                                     \
                   yipu_finding_new (YIPU_SEVERITY_WARN, rule, "step",                             \
                                     yipu_order_about ((self)->order, (self)->step)->id, field,    \
                                     __VA_ARGS__))

static void
explain_nobody (Giving *self, const char *title, long long runs)
{
  switch (yipu_order_about (self->order, self->step)->who) {
  case YIPU_WHO_INHERITOR:
    find_step (self, "order.nobody-may", "who",
               _ ("Step “%s”, %lld runs: only the inheritor does it, and nobody "
                  "is recorded as inheritor of this craft."),
               title, runs);
    break;
  case YIPU_WHO_TRAINED:
    find_step (self, "order.nobody-may", "who",
               _ ("Step “%s”, %lld runs: it asks for a trained household, and "
                  "none whose minutes are known names a skill."),
               title, runs);
    break;
  case YIPU_WHO_ANYONE:
    find_step (self, "order.nobody-may", "who",
               _ ("Step “%s”, %lld runs: no household says how many minutes a "
                  "week it has."),
               title, runs);
    break;
  }
}

static void
explain (Giving *self, const char *title, gint64 runs)
{
  g_autoptr (GArray) hands = hands_of (self);

  if (hands->len == 0)
    explain_nobody (self, title, runs);
  else
    find_step (
        self, "order.no-room", NULL,
        _ ("Step “%s”, %lld runs of %lld minutes: nobody who may do it has so many minutes left. Give the order more "
           "time, or find more hands."),
        title, (long long) runs, (long long) minutes_of (self, 1));
}

static void
place_step (Giving *self, guint step)
{
  const YipuOrderStep *at = &g_array_index (self->order->steps, YipuOrderStep, step);
  const YipuPlanStep *plan = yipu_order_plan_step (self->order, step);
  const char *title = yipu_order_step_title (self->order, step);
  gint64 *unplaced = &g_array_index (self->proposal->unplaced, gint64, step);

  self->step = step;
  self->work = plan->work_min;
  self->setup = plan->setup_min;
  self->batch = MAX (yipu_order_about (self->order, step)->batch_runs, 1);
  *unplaced = at->missing_runs;
  if (at->runs < 0)
    find_step (self, "order.unknown-runs", NULL,
               _ ("Step “%s”: it is not known how many runs it takes. Mend what the kit's findings "
                  "say first."),
               title);
  else if (at->missing_runs == 0)
    return;
  else if (self->work < 0 || self->setup < 0)
    find_step (self, "order.no-minutes", "hands_on_min",
               _ ("Step “%s”: say how many minutes it takes, and it can be given out."), title);
  else {
    *unplaced = give_step (self, at->missing_runs);
    if (*unplaced > 0)
      explain (self, title, *unplaced);
  }
}

/* Few hands first, then long runs, then as they are done. */
static int
compare_steps (gconstpointer a, gconstpointer b, gpointer data)
{
  YipuOrder *order = data;
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;
  YipuWho left_who = yipu_order_about (order, left)->who;
  YipuWho right_who = yipu_order_about (order, right)->who;
  const YipuPlanStep *left_plan = yipu_order_plan_step (order, left);
  const YipuPlanStep *right_plan = yipu_order_plan_step (order, right);
  gint64 left_min = add (left_plan->work_min, left_plan->setup_min);
  gint64 right_min = add (right_plan->work_min, right_plan->setup_min);

  if (left_who != right_who)
    return left_who < right_who ? -1 : 1;
  if (left_min != right_min)
    return left_min > right_min ? -1 : 1;
  return left < right ? -1 : left > right;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const YipuOrderPart *left = a;
  const YipuOrderPart *right = b;

  if (left->step != right->step)
    return left->step < right->step ? -1 : 1;
  return left->household < right->household ? -1 : left->household > right->household;
}

YipuProposal *
yipu_order_propose (YipuOrder *order)
{
  guint n = order->steps->len;
  g_autofree gint64 *left = g_new (gint64, order->households->len + 1);
  g_autofree gint64 *all = g_new (gint64, order->households->len + 1);
  g_autofree guint *turn = g_new (guint, n + 1);
  Giving self = { .order = order, .left = left, .all = all };
  YipuProposal *proposal = self.proposal = g_new0 (YipuProposal, 1);

  proposal->parts = g_array_new (FALSE, FALSE, sizeof (YipuOrderPart));
  proposal->unplaced = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (proposal->unplaced, n);
  proposal->findings = yipu_findings_new ();
  for (guint i = 0; i < order->households->len; i++) {
    left[i] = g_array_index (order->households, YipuOrderHousehold, i).left_min;
    all[i] = MAX (g_array_index (order->households, YipuOrderHousehold, i).free_min, 1);
  }
  for (guint i = 0; i < n; i++)
    turn[i] = i;
  g_qsort_with_data (turn, (int) n, sizeof *turn, compare_steps, order);
  for (guint i = 0; i < n; i++)
    place_step (&self, turn[i]);
  g_array_sort (proposal->parts, compare_parts);
  return proposal;
}

void
yipu_proposal_free (YipuProposal *proposal)
{
  g_array_unref (proposal->parts);
  g_array_unref (proposal->unplaced);
  g_ptr_array_unref (proposal->findings);
  g_free (proposal);
}

/* What is stored, in words: order, then step, household or person, runs for each. */
typedef struct {
  char *order;
  GPtrArray *rows; /* of char *, owned: three a part: step, field, id */
  GArray *runs;    /* of gint64 */
} Job;

gpointer
yipu_order_dup_job (YipuOrder *order, YipuProposal *proposal)
{
  Job *job = g_new0 (Job, 1);

  job->order = g_strdup (yipu_order_get_id (order));
  job->rows = g_ptr_array_new_with_free_func (g_free);
  job->runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < proposal->parts->len; i++) {
    const YipuOrderPart *part = &g_array_index (proposal->parts, YipuOrderPart, i);
    const YipuOrderHousehold *household =
        &g_array_index (order->households, YipuOrderHousehold, part->household);
    g_ptr_array_add (job->rows, g_strdup (yipu_order_about (order, part->step)->id));
    g_ptr_array_add (job->rows, g_strdup (household->kind));
    g_ptr_array_add (job->rows, g_strdup (household->id));
    g_array_append_val (job->runs, part->runs);
  }
  return job;
}

void
yipu_order_job_free (gpointer data)
{
  Job *job = data;

  g_free (job->order);
  g_ptr_array_unref (job->rows);
  g_array_unref (job->runs);
  g_free (job);
}

gboolean
yipu_order_store (YipuEdit *edit, gpointer data, GError **error)
{
  const Job *job = data;

  for (guint i = 0; i < job->runs->len; i++) {
    const char *const *row = (const char *const *) &job->rows->pdata[3 * i];
    const char *id = yipu_edit_add (edit, "assignment", NULL, error);
    if (!id || !yipu_edit_set (edit, id, "work_order", job->order, error) ||
        !yipu_edit_set (edit, id, "step", row[0], error) ||
        !yipu_edit_set (edit, id, row[1], row[2], error) ||
        !yipu_edit_set_int (edit, id, "runs", g_array_index (job->runs, gint64, i), error))
      return FALSE;
  }
  return TRUE;
}
