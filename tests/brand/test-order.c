/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An order read from a real catalog: whole runs and batches, who does what, pay to the fen, a
 * proposal stored and taken back, and rows that cannot be. */
#include "order-world.h"

#include <string.h>
#include <yipu/init.h>

static const YipuOrderStep *
step_of (World *world, YipuOrder *order, guint step)
{
  GArray *steps = yipu_order_get_steps (order);
  int at = yipu_kit_sheet_find_step (yipu_order_get_sheet (order), world->steps[step]);

  for (guint i = 0; i < steps->len; i++)
    if ((int) g_array_index (steps, YipuOrderStep, i).step == at)
      return &g_array_index (steps, YipuOrderStep, i);
  return NULL;
}

static const YipuOrderHousehold *
household_of (YipuOrder *order, const char *id)
{
  GArray *households = yipu_order_get_households (order);

  for (guint i = 0; i < households->len; i++)
    if (g_str_equal (g_array_index (households, YipuOrderHousehold, i).id, id))
      return &g_array_index (households, YipuOrderHousehold, i);
  g_assert_not_reached ();
}

static const YipuOrderAssignment *
assignment_at (YipuOrder *order, guint index)
{
  g_assert_cmpuint (index, <, yipu_order_get_assignments (order)->len);
  return &g_array_index (yipu_order_get_assignments (order), YipuOrderAssignment, index);
}

static void
set_order (World *world, const char *field, const char *value)
{
  fixture_set (world->catalog.catalog, world->order, field, value);
}

static void
assert_fraction (YipuFraction fraction, const char *text)
{
  g_autofree char *is = yipu_fraction_to_string (fraction);

  g_assert_cmpstr (is, ==, text);
}

/* "12 asked, the vat takes 6 a run: 2 runs." */
static void
test_runs_are_whole (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) twelve = world_load (world);
  g_autoptr (YipuOrder) thirteen = NULL;

  g_assert_cmpint (yipu_order_get_boxes (twelve), ==, 12);
  g_assert_cmpuint (yipu_order_get_steps (twelve)->len, ==, 3); /* the buyer scrapes */
  g_assert_cmpint (step_of (world, twelve, DYE)->runs, ==, 2);
  g_assert_cmpint (step_of (world, twelve, PRINT)->runs, ==, 12);
  g_assert_cmpint (step_of (world, twelve, STENCIL)->runs, ==, 1);
  g_assert_cmpint (step_of (world, twelve, DYE)->missing_runs, ==, 2);
  assert_fraction (step_of (world, twelve, PRINT)->minutes, "180");
  g_assert_true (step_of (world, twelve, PRINT)->fit_for_home);
  set_order (world, "boxes", "13");
  thirteen = world_load (world);
  g_assert_cmpint (step_of (world, thirteen, DYE)->runs, ==, 3);
  assert_fraction (step_of (world, thirteen, DYE)->amount, "13/6");
}

static void
test_batches_are_set_up_whole (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->catalog.catalog;
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[0], "7");
  g_autoptr (YipuOrder) order = NULL;

  fixture_set (catalog, world->steps[PRINT], "setup_min", "4");
  fixture_set (catalog, world->steps[PRINT], "batch_runs", "5");
  order = world_load (world);
  g_assert_cmpint (step_of (world, order, PRINT)->batches, ==, 3);
  assert_fraction (step_of (world, order, PRINT)->minutes, "192");
  assert_fraction (assignment_at (order, 0)->minutes, "113"); /* 7 × 15 + 2 × 4 */
}

static void
test_pay_adds_up_to_the_price_bar (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[0], "5");
  g_autofree char *b = world_assign (world, world->steps[DYE], world->households[0], "2");
  g_autofree char *c =
      fixture_add (world->catalog.catalog, "assignment", "work_order", world->order, "step",
                   world->steps[STENCIL], "person", world->inheritor, "runs", "1", NULL);
  g_autoptr (YipuOrder) order = world_load (world);
  const YipuOrderHousehold *first = household_of (order, world->households[0]);
  const YipuOrderHousehold *inheritor = household_of (order, world->inheritor);

  /* A box: 15 minutes at 0.50, a sixth of 90 at 0.60, a 200th of 240 at 1.00. */
  g_assert_cmpint (yipu_order_get_labour_fen (order, YIPU_WHO_ANYONE), ==, 12 * 750);
  g_assert_cmpint (yipu_order_get_labour_fen (order, YIPU_WHO_TRAINED), ==, 12 * 900);
  g_assert_cmpint (yipu_order_get_labour_fen (order, YIPU_WHO_INHERITOR), ==, 12 * 120);
  g_assert_cmpint (assignment_at (order, 0)->boxes_fen, ==, 5 * 750);
  g_assert_cmpint (assignment_at (order, 0)->apart_fen, ==, 0);
  g_assert_true (assignment_at (order, 0)->at_home);
  g_assert_false (assignment_at (order, 1)->at_home);
  g_assert_cmpint (step_of (world, order, PRINT)->unassigned_fen, ==, 7 * 750);
  g_assert_cmpint (first->boxes_fen, ==, 5 * 750 + 2 * 90 * 60);
  assert_fraction (first->used_min, "255");
  /* The whole stencil is cut, though 12 boxes use but 12 of its 200 uses. */
  g_assert_cmpint (inheritor->boxes_fen, ==, 1440);
  g_assert_cmpint (inheritor->apart_fen, ==, 24000 - 1440);
  g_assert_cmpint (inheritor->free_min, ==, -1);
}

static void
test_runs_not_filled_are_paid_apart (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[DYE], world->households[0], "3");
  g_autoptr (YipuOrder) order = NULL;

  set_order (world, "boxes", "13");
  order = world_load (world);
  assert_fraction (assignment_at (order, 0)->amount, "13/6");
  g_assert_cmpint (assignment_at (order, 0)->boxes_fen, ==, 13 * 900);
  g_assert_cmpint (assignment_at (order, 0)->apart_fen, ==, 3 * 90 * 60 - 13 * 900);
}

static void
test_work_ahead_is_apart (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[DYE], world->households[0], "5");
  g_autoptr (YipuOrder) order = world_load (world);
  const YipuOrderStep *dye = step_of (world, order, DYE);

  g_assert_cmpint (dye->ahead_runs, ==, 3);
  g_assert_cmpint (dye->missing_runs, ==, 0);
  assert_fraction (assignment_at (order, 0)->amount, "5");
  g_assert_cmpint (assignment_at (order, 0)->boxes_fen, ==, 12 * 900);
  g_assert_cmpint (assignment_at (order, 0)->apart_fen, ==, 3 * 90 * 60);
}

static void
test_pieces_are_paid_by_what_is_made (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[1], "12");
  g_autoptr (YipuOrder) order = NULL;

  fixture_set (world->catalog.catalog, world->steps[PRINT], "pay", "piece");
  fixture_set (world->catalog.catalog, world->steps[PRINT], "piece_fen", "333");
  order = world_load (world);
  g_assert_cmpint (assignment_at (order, 0)->boxes_fen, ==, 12 * 333);
  g_assert_cmpint (assignment_at (order, 0)->apart_fen, ==, 0);
}

static void
test_proposal_gives_out_all_and_is_one_undo (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->catalog.catalog;
  g_autoptr (YipuOrder) given = NULL;
  g_autoptr (YipuOrder) undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 share = 0;

  g_assert_cmpint (world_propose (world), ==, 0);
  given = world_load (world);
  for (guint step = STENCIL; step <= DYE; step++) {
    g_assert_cmpint (step_of (world, given, step)->missing_runs, ==, 0);
    g_assert_cmpint (step_of (world, given, step)->ahead_runs, ==, 0);
  }
  for (guint i = 0; i < yipu_order_get_households (given)->len; i++) {
    const YipuOrderHousehold *at =
        &g_array_index (yipu_order_get_households (given), YipuOrderHousehold, i);
    g_assert_false (at->over);
    share += at->share_fen;
  }
  g_assert_null (find_rule (yipu_order_get_findings (given), "order.may-not"));
  /* All is given out: what households get is what the bar says, twelve times. */
  const YipuPrice *price = yipu_kit_sheet_get_price (yipu_order_get_sheet (given));
  for (guint i = 0; i < price->n_shares; i++)
    if (price->shares[i].party == YIPU_PARTY_HOUSEHOLD)
      share -= 12 * price->shares[i].fen;
  g_assert_cmpint (share, ==, 0);
  yipu_undone_free (yipu_catalog_undo (catalog, &error));
  g_assert_no_error (error);
  undone = world_load (world);
  g_assert_cmpuint (yipu_order_get_assignments (undone)->len, ==, 0);
}

static void
test_same_order_same_proposal (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) order = world_load (world);
  g_autoptr (YipuProposal) one = yipu_order_propose (order);
  g_autoptr (YipuProposal) other = yipu_order_propose (order);

  g_assert_cmpuint (one->parts->len, >, 0);
  g_assert_cmpuint (one->parts->len, ==, other->parts->len);
  g_assert_true (
      memcmp (one->parts->data, other->parts->data, one->parts->len * sizeof (YipuOrderPart)) == 0);
}

static void
test_what_is_given_stays (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[2], "4");
  g_autoptr (YipuOrder) order = NULL;

  g_assert_cmpint (world_propose (world), ==, 0);
  g_assert_cmpint (world_propose (world), ==, 0);
  order = world_load (world);
  g_assert_cmpstr (assignment_at (order, 0)->id, ==, a);
  g_assert_cmpint (step_of (world, order, PRINT)->ahead_runs, ==, 0);
}

static void
test_those_who_may_not_get_nothing (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) order = NULL;
  g_autoptr (YipuProposal) proposal = NULL;

  fixture_set (world->catalog.catalog, world->households[0], "skills", NULL);
  fixture_remove (world->catalog.catalog, world->inheritor);
  order = world_load (world);
  proposal = yipu_order_propose (order);
  g_assert_cmpuint (proposal->findings->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((YipuFinding *) proposal->findings->pdata[i])->rule, ==, "order.nobody-may");
  for (guint i = 0; i < proposal->parts->len; i++) {
    const YipuOrderPart *part = &g_array_index (proposal->parts, YipuOrderPart, i);
    g_assert_true (&g_array_index (yipu_order_get_steps (order), YipuOrderStep, part->step) ==
                   step_of (world, order, PRINT));
  }
}

static void
test_nobody_is_over_their_hours (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) order = NULL;

  set_order (world, "boxes", "600");
  g_assert_cmpint (world_propose (world), >, 0);
  order = world_load (world);
  g_assert_null (find_rule (yipu_order_get_findings (order), "order.over-hours"));
  for (guint i = 0; i < N_HOUSEHOLDS; i++) {
    const YipuOrderHousehold *at = household_of (order, world->households[i]);
    g_assert_cmpint (at->left_min, <, 90);
    g_assert_cmpint (yipu_fraction_ceil (at->used_min), <=, 2 * at->weekly_min);
  }
}

static void
test_too_much_work_is_a_finding (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[2], "1000");
  g_autoptr (YipuOrder) order = world_load (world);
  const YipuFinding *finding = find_rule (yipu_order_get_findings (order), "order.over-hours");

  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->record, ==, world->households[2]);
  g_assert_true (household_of (order, world->households[2])->over);
}

static void
test_other_orders_take_their_hours (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->catalog.catalog;
  g_autofree char *other = fixture_add (catalog, "work_order", "kit", world->kit, "boxes", "40",
                                        "due_on", "2026-03-10", NULL);
  g_autofree char *work =
      fixture_add (catalog, "assignment", "work_order", other, "step", world->steps[PRINT],
                   "household", world->households[2], "runs", "20", NULL);
  g_autoptr (YipuOrder) before = NULL;
  g_autoptr (YipuOrder) after = NULL;
  gint64 free_min;

  before = world_load (world);
  free_min = household_of (before, world->households[2])->free_min;
  fixture_set (catalog, other, "due_on", "2026-02-10"); /* over, and done */
  after = world_load (world);
  g_assert_cmpint (household_of (after, world->households[2])->free_min - free_min, ==, 300);
}

static void
test_days_bound_the_hours (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) order = world_load (world);
  g_autoptr (YipuOrder) late = NULL;
  g_autoptr (YipuOrder) open = NULL;
  const YipuOrderHousehold *at = household_of (order, world->households[0]);

  g_assert_cmpint (at->free_min, ==, 600 * 47 / 7); /* 27 January to 15 March */
  g_assert_cmpint (at->left_min, ==, 600 * 14 / 7);
  set_order (world, "due_on", "2026-02-20");
  late = world_load (world);
  g_assert_nonnull (find_rule (yipu_order_get_findings (late), "order.past-due"));
  g_assert_cmpint (household_of (late, world->households[0])->left_min, ==, 0);
  set_order (world, "due_on", NULL);
  open = world_load (world);
  g_assert_nonnull (find_rule (yipu_order_get_findings (open), "order.no-due"));
  g_assert_cmpint (household_of (open, world->households[0])->left_min, ==, 600);
}

static void
test_hands_out_what_the_runs_take (World *world, gconstpointer data)
{
  g_autofree char *a = world_assign (world, world->steps[DYE], world->households[0], "3");
  g_autofree char *b = world_assign (world, world->steps[PRINT], world->households[0], "4");
  g_autoptr (YipuOrder) order = NULL;
  g_autoptr (GArray) uses = NULL;
  g_autoptr (GArray) makes = NULL;
  g_autoptr (GArray) tools = NULL;
  g_autoptr (GArray) kept = NULL;

  set_order (world, "boxes", "13");
  order = world_load (world);
  uses = yipu_order_uses (order, 0);
  makes = yipu_order_makes (order, 0);
  tools = yipu_order_tools (order, 1);
  g_assert_cmpuint (uses->len, ==, 2);
  assert_fraction (g_array_index (uses, YipuKitAmount, 0).quantity, "13");
  assert_fraction (g_array_index (uses, YipuKitAmount, 1).quantity, "30"); /* three whole baths */
  assert_fraction (g_array_index (makes, YipuKitAmount, 0).quantity, "13");
  g_assert_cmpuint (tools->len, ==, 1);
  g_clear_pointer (&order, yipu_order_free);
  fixture_set (world->catalog.catalog, world->steps[DYE], "private", "1");
  order = world_load (world);
  kept = yipu_order_uses (order, 0);
  g_assert_cmpuint (kept->len, ==, 0);
}

static void
test_rows_that_cannot_be_are_findings (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->catalog.catalog;
  g_autofree char *buyers = world_assign (world, world->steps[SCRAPE], world->households[0], "1");
  g_autofree char *loose = world_assign (world, NULL, world->households[0], "1");
  g_autofree char *none = world_assign (world, world->steps[PRINT], world->households[0], NULL);
  g_autofree char *nobody = world_assign (world, world->steps[PRINT], NULL, "2");
  g_autofree char *untrained = world_assign (world, world->steps[DYE], world->households[1], "1");
  g_autofree char *part = world_assign (world, world->steps[PRINT], world->households[1], "3/2");
  g_autofree char *gone = world_assign (world, world->steps[PRINT], world->households[2], "1");
  g_autoptr (YipuOrder) order = NULL;
  GPtrArray *findings;

  fixture_remove (catalog, world->households[2]);
  order = world_load (world);
  findings = yipu_order_get_findings (order);
  g_assert_cmpstr (find_rule (findings, "order.idle-step")->record, ==, buyers);
  g_assert_cmpstr (find_rule (findings, "order.no-step")->record, ==, loose);
  g_assert_cmpstr (find_rule (findings, "order.runs")->record, ==, none);
  g_assert_cmpstr (find_rule (findings, "order.no-household")->record, ==, nobody);
  g_assert_cmpstr (find_rule (findings, "order.may-not")->record, ==, untrained);
  g_assert_cmpstr (find_rule (findings, "order.part-run")->record, ==, part);
  g_assert_cmpuint (yipu_order_get_assignments (order)->len, ==, 2);
  g_assert_cmpint (step_of (world, order, PRINT)->assigned_runs, ==, 2);
}

static void
test_orders_that_cannot_be_are_findings (World *world, gconstpointer data)
{
  YipuCatalog *catalog = world->catalog.catalog;
  g_autofree char *a = world_assign (world, world->steps[PRINT], world->households[0], "1");
  g_autoptr (YipuOrder) none = NULL;
  g_autoptr (YipuOrder) loose = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (YipuProposal) proposal = NULL;

  set_order (world, "boxes", NULL);
  none = world_load (world);
  g_assert_nonnull (find_rule (yipu_order_get_findings (none), "order.no-boxes"));
  g_assert_cmpuint (yipu_order_get_steps (none)->len, ==, 0);
  fixture_remove (catalog, world->kit);
  loose = world_load (world);
  g_assert_nonnull (find_rule (yipu_order_get_findings (loose), "order.no-kit"));
  json = yipu_order_to_json (loose);
  proposal = yipu_order_propose (loose);
  g_assert_cmpuint (proposal->parts->len, ==, 0);
}

/* 10¹⁸ boxes, or runs: said, and no figure is wrong. */
static void
test_absurd_numbers_are_findings (World *world, gconstpointer data)
{
  g_autofree char *a =
      world_assign (world, world->steps[PRINT], world->households[0], "1000000000000000000");
  g_autofree char *b =
      world_assign (world, world->steps[PRINT], world->households[1], "9223372036854775807");
  g_autoptr (YipuOrder) runs = world_load (world);
  g_autoptr (YipuOrder) boxes = NULL;
  g_autoptr (YipuProposal) proposal = NULL;

  g_assert_nonnull (find_rule (yipu_order_get_findings (runs), "order.overflow"));
  g_assert_cmpint (step_of (world, runs, PRINT)->assigned_runs, ==, G_MAXINT64);
  fixture_remove (world->catalog.catalog, a);
  fixture_remove (world->catalog.catalog, b);
  set_order (world, "boxes", "1000000000000000000");
  boxes = world_load (world);
  proposal = yipu_order_propose (boxes);
  g_assert_cmpint (step_of (world, boxes, PRINT)->runs, ==, 1000000000000000000);
  g_assert_false (yipu_fraction_is_valid (step_of (world, boxes, PRINT)->minutes));
  g_assert_cmpint (yipu_order_get_labour_fen (boxes, YIPU_WHO_ANYONE), ==, -1);
  g_assert_nonnull (find_rule (proposal->findings, "order.no-room"));
}

static void
test_missing_minutes_stay_open (World *world, gconstpointer data)
{
  g_autoptr (YipuOrder) order = NULL;
  g_autoptr (YipuProposal) proposal = NULL;

  fixture_set (world->catalog.catalog, world->steps[PRINT], "hands_on_min", NULL);
  order = world_load (world);
  proposal = yipu_order_propose (order);
  g_assert_nonnull (find_rule (proposal->findings, "order.no-minutes"));
  g_assert_cmpint (yipu_order_get_labour_fen (order, YIPU_WHO_ANYONE), ==, -1);
  g_assert_cmpint (yipu_order_get_labour_fen (order, YIPU_WHO_TRAINED), ==, 12 * 900);
}

#define test(path, func) g_test_add (path, World, NULL, world_set_up, func, world_tear_down)

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  test ("/order/runs-are-whole", test_runs_are_whole);
  test ("/order/batches-are-set-up-whole", test_batches_are_set_up_whole);
  test ("/order/pay-adds-up-to-the-price-bar", test_pay_adds_up_to_the_price_bar);
  test ("/order/runs-not-filled-are-paid-apart", test_runs_not_filled_are_paid_apart);
  test ("/order/work-ahead-is-apart", test_work_ahead_is_apart);
  test ("/order/pieces-are-paid-by-what-is-made", test_pieces_are_paid_by_what_is_made);
  test ("/order/proposal-gives-out-all-and-is-one-undo",
        test_proposal_gives_out_all_and_is_one_undo);
  test ("/order/same-order-same-proposal", test_same_order_same_proposal);
  test ("/order/what-is-given-stays", test_what_is_given_stays);
  test ("/order/those-who-may-not-get-nothing", test_those_who_may_not_get_nothing);
  test ("/order/nobody-is-over-their-hours", test_nobody_is_over_their_hours);
  test ("/order/too-much-work-is-a-finding", test_too_much_work_is_a_finding);
  test ("/order/other-orders-take-their-hours", test_other_orders_take_their_hours);
  test ("/order/days-bound-the-hours", test_days_bound_the_hours);
  test ("/order/hands-out-what-the-runs-take", test_hands_out_what_the_runs_take);
  test ("/order/rows-that-cannot-be-are-findings", test_rows_that_cannot_be_are_findings);
  test ("/order/orders-that-cannot-be-are-findings", test_orders_that_cannot_be_are_findings);
  test ("/order/absurd-numbers-are-findings", test_absurd_numbers_are_findings);
  test ("/order/missing-minutes-stay-open", test_missing_minutes_stay_open);
  return g_test_run ();
}
