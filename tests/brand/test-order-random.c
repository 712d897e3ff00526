/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Orders of random processes, boxes and households. What is proposed keeps every rule; pay adds up
 * to what the price bar says; and for small orders a search over every way to give out the runs
 * agrees on what can be placed: whatever the proposal places is possible, and it leaves nothing
 * over that fits even when every household keeps the room of one run to spare. */
#include "order-world.h"

#include <yipu/init.h>

#define MAX_RUNS 6

/* Each round is an edit on the disk: never as many as of pure functions. */
static guint
n_rounds (void)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  return rounds ? (guint) MIN (g_ascii_strtoull (rounds, NULL, 10), 20000) : 150;
}

static int
below (int n)
{
  return g_test_rand_int_range (0, n);
}

static void
set_number (YipuEdit *edit, const char *record, const char *field, int number)
{
  g_autoptr (GError) error = NULL;

  yipu_edit_set_int (edit, record, field, number, &error);
  g_assert_no_error (error);
}

static void
set_text (YipuEdit *edit, const char *record, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;

  yipu_edit_set (edit, record, field, text, &error);
  g_assert_no_error (error);
}

static void
change_step (YipuEdit *edit, World *world, guint step)
{
  static const char *const who[] = { "inheritor", "trained", "anyone" };

  set_number (edit, world->steps[step], "hands_on_min", below (100));
  set_number (edit, world->steps[step], "setup_min", below (2) * below (30));
  set_number (edit, world->steps[step], "batch_runs", 1 + below (3));
  set_number (edit, world->steps[step], "repeat", 1 + below (2));
  set_number (edit, world->steps[step], "minutes_scale", below (3) == 0);
  set_number (edit, world->steps[step], "piece_fen", below (200));
  set_text (edit, world->steps[step], "pay", below (3) ? "hour" : "piece");
  set_text (edit, world->steps[step], "who", step == SCRAPE ? "anyone" : who[below (3)]);
  set_number (edit, world->takes[step], "quantity", 1 + below (4));
  set_number (edit, world->gives[step], "quantity", 1 + below (7));
  set_number (edit, world->gives[step], "loss_percent", 10 * below (3));
  set_text (edit, world->takes[step], "scaling", below (3) ? "scaling" : "per_run");
}

/* Everything that was given out is taken back first. */
static gboolean
change (YipuEdit *edit, gpointer data, GError **error)
{
  World *world = data;
  g_autoptr (GPtrArray) given = yipu_reader_list (yipu_edit_get_reader (edit), "assignment",
                                                  "work_order", world->order, error);

  for (guint i = 0; i < given->len; i++)
    yipu_edit_remove (edit, yipu_record_get_id (given->pdata[i]), NULL);
  for (guint i = 0; i < N_STEPS; i++)
    change_step (edit, world, i);
  for (guint i = 0; i < N_HOUSEHOLDS; i++) {
    set_number (edit, world->households[i], "weekly_min", below (4) * below (300));
    set_text (edit, world->households[i], "skills", below (2) ? "[\"印\"]" : NULL);
    set_text (edit, world->households[i], "contact", below (4) ? NULL : world->inheritor);
  }
  set_number (edit, world->order, "boxes", 1 + below (below (3) ? 4 : 60));
  set_text (edit, world->order, "due_on", "2026-03-08"); /* one week */
  return TRUE;
}

static const YipuStep *
about (YipuOrder *order, guint step)
{
  return &yipu_kit_sheet_get_process (yipu_order_get_sheet (order))
              ->steps[g_array_index (yipu_order_get_steps (order), YipuOrderStep, step).step];
}

static const YipuOrderStep *
step_at (YipuOrder *order, guint step)
{
  return &g_array_index (yipu_order_get_steps (order), YipuOrderStep, step);
}

static const YipuOrderHousehold *
household_at (YipuOrder *order, guint household)
{
  return &g_array_index (yipu_order_get_households (order), YipuOrderHousehold, household);
}

static gboolean
may (YipuOrder *order, guint step, guint household)
{
  const YipuOrderHousehold *at = household_at (order, household);
  YipuWho who = about (order, step)->who;

  if (g_str_equal (at->kind, "person"))
    return who == YIPU_WHO_INHERITOR && at->inheritor;
  return who == YIPU_WHO_ANYONE || (who == YIPU_WHO_TRAINED ? at->trained : at->inheritor != NULL);
}

/* Minutes of so many runs, by the definition. */
static gint64
minutes_of (YipuOrder *order, guint step, gint64 runs)
{
  const YipuStep *at = about (order, step);
  gint64 batches = (runs + at->batch_runs - 1) / at->batch_runs;

  return at->hands_on_min * at->repeat * runs + at->setup_min * batches;
}

/* --- What is proposed keeps the rules --- */

static void
check_proposal (YipuOrder *order, YipuProposal *proposal)
{
  guint n_households = yipu_order_get_households (order)->len;
  guint n_steps = yipu_order_get_steps (order)->len;
  g_autofree gint64 *used = g_new0 (gint64, n_households + 1);
  g_autofree gint64 *placed = g_new0 (gint64, n_steps + 1);

  for (guint i = 0; i < proposal->parts->len; i++) {
    const YipuOrderPart *part = &g_array_index (proposal->parts, YipuOrderPart, i);
    g_assert_cmpint (part->runs, >, 0);
    g_assert_true (may (order, part->step, part->household));
    used[part->household] += minutes_of (order, part->step, part->runs);
    placed[part->step] += part->runs;
  }
  for (guint h = 0; h < n_households; h++)
    if (household_at (order, h)->left_min >= 0)
      g_assert_cmpint (used[h], <=, household_at (order, h)->left_min);
  for (guint s = 0; s < n_steps; s++) {
    gint64 unplaced = g_array_index (proposal->unplaced, gint64, s);
    g_assert_cmpint (placed[s] + unplaced, ==, step_at (order, s)->runs);
    /* Left over only what nobody has room for. */
    for (guint h = 0; unplaced > 0 && h < n_households; h++)
      if (may (order, s, h))
        g_assert_cmpint (household_at (order, h)->left_min - used[h], <, minutes_of (order, s, 1));
  }
}

/* --- What could be placed at all --- */

typedef struct {
  YipuOrder *order;
  gboolean relaxed; /* each run is set up anew, each household keeps the longest run to spare */
  gint64 spare;
  gint64 runs[16][8]; /* by step and household */
} Search;

static gboolean
fits (const Search *self)
{
  for (guint h = 0; h < yipu_order_get_households (self->order)->len; h++) {
    gint64 left = household_at (self->order, h)->left_min;
    gint64 used = 0;
    for (guint s = 0; s < yipu_order_get_steps (self->order)->len; s++)
      used += self->relaxed ? self->runs[s][h] * minutes_of (self->order, s, 1)
                            : minutes_of (self->order, s, self->runs[s][h]);
    if (left >= 0 && used > 0 && used > left - self->spare)
      return FALSE;
  }
  return TRUE;
}

/* Every way to give the runs of the steps from @step on, @left of it still. */
static gboolean
search (Search *self, guint step, gint64 left, guint from)
{
  if (left == 0) {
    if (step + 1 == yipu_order_get_steps (self->order)->len)
      return fits (self);
    return search (self, step + 1, step_at (self->order, step + 1)->runs, 0);
  }
  for (guint h = from; h < yipu_order_get_households (self->order)->len; h++) {
    gboolean found;
    if (!may (self->order, step, h))
      continue;
    self->runs[step][h]++;
    found = search (self, step, left - 1, h);
    self->runs[step][h]--;
    if (found)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_possible (YipuOrder *order, gboolean relaxed)
{
  Search self = { .order = order, .relaxed = relaxed };

  for (guint s = 0; relaxed && s < yipu_order_get_steps (order)->len; s++)
    self.spare = MAX (self.spare, minutes_of (order, s, 1));
  return search (&self, 0, step_at (order, 0)->runs, 0);
}

static gboolean
is_small (YipuOrder *order)
{
  gint64 runs = 0;

  for (guint s = 0; s < yipu_order_get_steps (order)->len; s++)
    runs += step_at (order, s)->runs;
  return runs <= MAX_RUNS && yipu_order_get_steps (order)->len > 0;
}

static void
check_possible (YipuOrder *order, YipuProposal *proposal, guint *n_left, guint *n_all)
{
  gboolean all = TRUE;

  for (guint s = 0; s < proposal->unplaced->len; s++)
    all = all && g_array_index (proposal->unplaced, gint64, s) == 0;
  if (all)
    g_assert_true (is_possible (order, FALSE));
  else
    g_assert_false (is_possible (order, TRUE));
  *(all ? n_all : n_left) += 1;
}

/* --- Pay --- */

static void
check_pay (YipuOrder *order)
{
  GArray *assignments = yipu_order_get_assignments (order);
  const YipuPrice *price = yipu_kit_sheet_get_price (yipu_order_get_sheet (order));
  gint64 paid[YIPU_N_WHO] = { 0 };
  gint64 homes = 0;

  for (guint i = 0; i < assignments->len; i++) {
    const YipuOrderAssignment *at = &g_array_index (assignments, YipuOrderAssignment, i);
    g_assert_cmpint (at->boxes_fen, >=, 0);
    g_assert_cmpint (at->apart_fen, >=, 0);
    paid[about (order, at->step)->who] += at->boxes_fen;
    if (!about (order, at->step)->minutes_scale)
      g_assert_cmpint (yipu_fraction_compare (at->minutes, yipu_fraction_from_int (minutes_of (
                                                               order, at->step, at->runs))),
                       ==, 0);
  }
  for (guint s = 0; s < yipu_order_get_steps (order)->len; s++)
    paid[about (order, s)->who] += step_at (order, s)->unassigned_fen;
  for (YipuWho who = 0; who < YIPU_N_WHO; who++) {
    YipuFraction all = yipu_fraction_multiply (
        price->labour_fen[who], yipu_fraction_from_int (yipu_order_get_boxes (order)));
    g_assert_cmpint (paid[who], ==, yipu_fraction_ceil (all));
    g_assert_cmpint (paid[who], ==, yipu_order_get_labour_fen (order, who));
  }
  for (guint h = 0; h < yipu_order_get_households (order)->len; h++)
    homes += household_at (order, h)->boxes_fen;
  for (guint s = 0; s < yipu_order_get_steps (order)->len; s++)
    homes += step_at (order, s)->unassigned_fen;
  g_assert_cmpint (homes, ==, paid[0] + paid[1] + paid[2]);
}

static void
test_random_orders (World *world, gconstpointer data)
{
  guint n_left = 0, n_all = 0;

  for (guint i = 0; i < n_rounds (); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YipuOrder) order = NULL;
    g_autoptr (YipuOrder) given = NULL;
    g_autoptr (YipuProposal) proposal = NULL;
    yipu_catalog_edit (world->catalog.catalog, "Change", change, world, &error);
    g_assert_no_error (error);
    order = world_load (world);
    check_pay (order);
    proposal = yipu_order_propose (order);
    check_proposal (order, proposal);
    if (is_small (order))
      check_possible (order, proposal, &n_left, &n_all);
    world_propose (world);
    given = world_load (world);
    check_pay (given);
    for (guint h = 0; h < yipu_order_get_households (given)->len; h++)
      g_assert_false (household_at (given, h)->over);
  }
  g_test_message ("small orders: %u placed, %u not", n_all, n_left);
  g_assert_cmpuint (n_all, >, 0);
  g_assert_cmpuint (n_left, >, 0);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/order/property/random-orders-keep-every-rule", World, NULL, world_set_up,
              test_random_orders, world_tear_down);
  return g_test_run ();
}
