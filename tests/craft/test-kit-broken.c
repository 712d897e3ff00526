/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Processes that break the rules: each is accepted, becomes findings that name steps and items,
 * and leaves unknown only the figures that need the broken row. */
#include <yipu/init.h>
#include <yipu/price.h>

#include "processes.h"

typedef struct {
  YipuPlan *plan;
  YipuKitResult *result;
} Computed;

static void
computed_clear (Computed *self)
{
  yipu_kit_result_free (self->result);
  yipu_plan_free (self->plan);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Computed, computed_clear)

static Computed
compute_bought (Fixture *f, guint target, gint64 count, int line, const gboolean *bought)
{
  Computed self;
  YipuTarget wanted = { target, count };
  guint first = (guint) line;
  YipuKit kit = { "kit", &wanted, &first, NULL, 1, line >= 0 };

  self.plan = yipu_plan_new (fixture_process (f), yipu_kit_rules_get (), bought);
  self.result = yipu_kit_result_new (self.plan);
  yipu_kit_compute (self.plan, &kit, self.result);
  return self;
}

static Computed
compute (Fixture *f, guint target, gint64 count, int line)
{
  return compute_bought (f, target, count, line, NULL);
}

static const YipuFinding *
find (const Computed *self, const char *rule)
{
  for (guint i = 0; i < self->result->findings->len; i++) {
    const YipuFinding *finding = self->result->findings->pdata[i];
    if (g_str_equal (finding->rule, rule))
      return finding;
  }
  return NULL;
}

/* The finding is there and its message holds all the words. */
static void
assert_named (const Computed *self, const char *rule, const char *words)
{
  const YipuFinding *finding = find (self, rule);
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);

  g_assert_nonnull (finding);
  for (guint i = 0; parts[i]; i++)
    g_assert_nonnull (strstr (finding->message, parts[i]));
}

#define assert_unknown(fraction) g_assert_false (yipu_fraction_is_valid (fraction))

/* A chain: raw → step 0 → part 0 → step 1 → … Item 0 is raw, item i + 1 is made by step i. */
static Fixture *
chain (guint n)
{
  Fixture *f = fixture_new ();

  add_item (f, "raw", "g");
  for (guint i = 0; i < n; i++) {
    add_item (f, "part", "g");
    add_step (f, "step", 1, 0);
    uses (f, i, i, N (1));
    makes (f, i, i + 1, N (1));
  }
  return f;
}

static void
test_cycle_names_its_steps (void)
{
  g_autoptr (Fixture) f = chain (4);
  g_auto (Computed) c = { 0 };

  step_at (f, 1)->title = "twist";
  step_at (f, 2)->title = "untwist";
  item_at (f, 2)->name = "thread";
  item_at (f, 3)->name = "yarn";
  uses (f, 1, 3, N (1)); /* what step 2 makes */
  c = compute (f, 4, 1, -1);
  assert_named (&c, "kit.cycle", "“twist”|“untwist”|“thread”|“yarn”");
  g_assert_null (strstr (find (&c, "kit.cycle")->message, "“step”"));
  assert_unknown (c.result->steps[1].amount);
  assert_unknown (c.result->steps[2].amount);
  assert_unknown (c.result->steps[0].amount); /* the circle needs it: how much is unknown */
  g_assert_cmpint (c.result->steps[3].amount.num, ==, 1);
  assert_unknown (c.result->materials_fen);
}

static void
test_cycle_that_nobody_needs_harms_nothing (void)
{
  g_autoptr (Fixture) f = chain (2);
  guint left = add_item (f, "left", "g");
  guint right = add_item (f, "right", "g");
  g_auto (Computed) c = { 0 };

  add_step (f, "to the left", 1, 0);
  add_step (f, "to the right", 1, 0);
  uses (f, 2, right, N (1));
  makes (f, 2, left, N (1));
  uses (f, 3, left, N (1));
  makes (f, 3, right, N (1));
  c = compute (f, 2, 1, 0);
  g_assert_nonnull (find (&c, "kit.cycle"));
  g_assert_cmpint (c.result->hands_on_min, ==, 2);
  g_assert_cmpint (c.result->steps[2].side, ==, YIPU_CUT_SIDE_NONE);
}

static void
test_step_that_uses_what_it_makes (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_auto (Computed) c = { 0 };

  uses (f, 0, 1, N (1));
  c = compute (f, 1, 1, 0);
  assert_named (&c, "kit.cycle", "“step”|“part”");
  g_assert_cmpint (c.result->hands_on_min, ==, -1);
}

static void
test_cycle_is_cut_by_buying (void)
{
  g_autoptr (Fixture) f = chain (4);
  gboolean bought[5] = { FALSE, FALSE, FALSE, TRUE, FALSE };
  g_auto (Computed) c = { 0 };

  uses (f, 1, 3, N (1));
  c = compute_bought (f, 4, 1, 3, bought);
  g_assert_null (find (&c, "kit.cycle"));
  g_assert_cmpint (c.result->items[3].boxed.num, ==, 1);
  g_assert_cmpint (c.result->steps[2].side, ==, YIPU_CUT_SIDE_NONE);
}

/* All steps of a circle go together: the cut closes around it, from wherever. */
static void
test_cut_closes_around_a_cycle (void)
{
  for (guint line = 0; line < 5; line++) {
    g_autoptr (Fixture) f = chain (6);
    g_auto (Computed) c = { 0 };
    g_autofree gboolean *buyer = NULL;
    uses (f, 1, 5, N (1)); /* steps 1 to 4 */
    c = compute (f, 6, 1, (int) line);
    buyer = yipu_cut_close (c.plan, &line, 1);
    for (guint i = 0; i < 6; i++)
      g_assert_cmpint (buyer[i], ==, i >= MIN (line, 1));
  }
}

static void
test_two_makers_are_named (void)
{
  g_autoptr (Fixture) f = chain (2);
  g_auto (Computed) c = { 0 };

  add_step (f, "dig", 5, 0);
  step_at (f, 0)->title = "buy";
  item_at (f, 1)->name = "clay";
  makes (f, 2, 1, N (1));
  c = compute (f, 2, 1, -1);
  assert_named (&c, "kit.two-makers", "“clay”|“buy”|“dig”");
  assert_unknown (c.result->steps[0].amount);
  assert_unknown (c.result->steps[2].amount);
  g_assert_cmpint (c.result->steps[1].amount.num, ==, 1);
}

static void
test_output_listed_twice_is_named (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_auto (Computed) c = { 0 };

  makes (f, 0, 1, N (2));
  c = compute (f, 1, 1, 0);
  assert_named (&c, "kit.two-makers", "“part”|“step”|twice");
  assert_unknown (c.result->steps[0].amount);
}

static void
test_quantities_must_be_above_zero (void)
{
  static const YipuFraction bad[] = { { 0, 1 }, { -3, 1 }, { -1, 7 } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (Fixture) f = chain (2);
    g_auto (Computed) c = { 0 };
    g_array_index (f->flows, YipuFlow, 0).quantity = bad[i]; /* what step 0 uses of raw */
    c = compute (f, 2, 1, -1);
    assert_named (&c, "kit.quantity", "“step”|“raw”");
    assert_unknown (c.result->items[0].demand);
    g_assert_cmpint (c.result->workshop_min[YIPU_WHO_ANYONE].num, ==, 2);
  }
}

static void
test_missing_figures_are_asked_for (void)
{
  g_autoptr (Fixture) f = chain (2);
  g_auto (Computed) c = { 0 };

  g_array_index (f->flows, YipuFlow, 2).quantity = YIPU_FRACTION_NONE; /* part into step 1 */
  step_at (f, 1)->hands_on_min = -1;
  item_at (f, 2)->weight_g = YIPU_FRACTION_NONE;
  c = compute (f, 2, 1, -1);
  assert_named (&c, "kit.no-quantity", "“step”|“part”");
  g_assert_cmpstr (find (&c, "kit.no-minutes")->field, ==, "hands_on_min");
  g_assert_cmpstr (find (&c, "kit.no-weight")->field, ==, "weight_g");
  g_assert_cmpint (c.result->weight_g, ==, -1);
  assert_unknown (c.result->steps[0].amount);
}

static void
test_price_stays_open_without_prices (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_auto (Computed) c = { 0 };

  item_at (f, 0)->price_fen = YIPU_FRACTION_NONE;
  c = compute (f, 1, 1, -1);
  g_assert_cmpstr (find (&c, "kit.no-price")->field, ==, "price_fen");
  assert_unknown (c.result->materials_fen);
  item_at (f, 0)->price_fen = N (-5);
  computed_clear (&c);
  c = compute (f, 1, 1, -1);
  g_assert_nonnull (find (&c, "kit.below-zero"));
  assert_unknown (c.result->materials_fen);
}

static void
test_units_that_do_not_convert (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_auto (Computed) c = { 0 };

  g_array_index (f->flows, YipuFlow, 0).unit = unit ("shu"); /* a bundle of raw */
  c = compute (f, 1, 1, -1);
  assert_named (&c, "kit.unit", "“step”|“raw”|gram|bundle");
  assert_unknown (c.result->items[0].demand);
  item_at (f, 0)->unit = unit ("shaoxu"); /* "a little" */
  g_array_index (f->flows, YipuFlow, 0).unit = unit ("shaoxu");
  computed_clear (&c);
  c = compute (f, 1, 1, -1);
  g_assert_nonnull (find (&c, "kit.unit"));
}

static void
test_losses_stay_under_the_whole (void)
{
  static const int percents[] = { -1, 100, 250 };

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++) {
    g_autoptr (Fixture) f = chain (1);
    g_auto (Computed) c = { 0 };
    g_array_index (f->flows, YipuFlow, 1).loss_percent = N (percents[i]);
    c = compute (f, 1, 1, 0);
    g_assert_nonnull (find (&c, "kit.loss"));
    assert_unknown (c.result->steps[0].amount);
  }
}

static void
test_cost_shares_must_make_up_the_whole (void)
{
  g_autoptr (Fixture) f = chain (1);
  guint waste = add_item (f, "waste", "g");
  g_auto (Computed) c = { 0 };

  g_array_index (f->flows, YipuFlow, 1).cost_share_percent = N (60);
  makes (f, 0, waste, N (1))->cost_share_percent = N (30);
  c = compute (f, 1, 1, -1);
  g_assert_nonnull (find (&c, "kit.cost-shares"));
  g_assert_cmpint (c.result->paid_min[YIPU_WHO_ANYONE].num, ==, 1);
}

static void
test_overflow_is_a_finding_not_a_figure (void)
{
  g_autoptr (Fixture) f = chain (3);
  g_auto (Computed) c = { 0 };

  for (guint i = 0; i < 3; i++)
    g_array_index (f->flows, YipuFlow, 2 * i).quantity =
        N (G_GINT64_CONSTANT (1000000000000000000));
  c = compute (f, 3, G_GINT64_CONSTANT (1000000000000000000), -1);
  assert_named (&c, "kit.overflow", "“step”|“part”");
  assert_unknown (c.result->items[0].demand);
  assert_unknown (c.result->materials_fen);
}

static void
test_endless_denominators_are_a_finding (void)
{
  g_autoptr (Fixture) f = chain (40);
  g_auto (Computed) c = { 0 };

  for (guint i = 0; i < 40; i++)
    g_array_index (f->flows, YipuFlow, 2 * i).quantity = F (10 + (int) i, 11 + (int) (i * i));
  c = compute (f, 40, 1, -1);
  g_assert_nonnull (find (&c, "kit.overflow"));
  assert_unknown (c.result->items[0].demand);
}

static void
test_minutes_beyond_measure_are_named (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_auto (Computed) c = { 0 };

  step_at (f, 0)->hands_on_min = G_MAXINT64;
  step_at (f, 0)->repeat = 2;
  c = compute (f, 1, 1, 0);
  g_assert_nonnull (find (&c, "kit.minutes"));
  g_assert_cmpint (c.result->hands_on_min, ==, -1);
  g_assert_null (c.result->tier);
}

static void
test_target_nobody_makes (void)
{
  g_autoptr (Fixture) f = chain (1);
  guint moon = add_item (f, "moon", "ge");
  gboolean bought[3] = { FALSE, FALSE, TRUE };
  g_auto (Computed) c = compute (f, moon, 1, 0);

  assert_named (&c, "kit.no-maker", "“moon”");
  computed_clear (&c);
  c = compute_bought (f, moon, 1, 0, bought);
  g_assert_null (find (&c, "kit.no-maker"));
  g_assert_cmpint (c.result->items[moon].boxed.num, ==, 1);
}

static void
test_kit_without_targets (void)
{
  g_autoptr (Fixture) f = chain (1);
  g_autoptr (YipuPlan) plan = yipu_plan_new (fixture_process (f), yipu_kit_rules_get (), NULL);
  g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
  YipuKit kit = { "kit", NULL, NULL, NULL, 0, 0 };
  g_auto (Computed) c = compute (f, 1, 0, -1);

  yipu_kit_compute (plan, &kit, result);
  g_assert_cmpuint (result->findings->len, ==, 1);
  g_assert_cmpstr (((YipuFinding *) result->findings->pdata[0])->rule, ==, "kit.no-target");
  g_assert_nonnull (find (&c, "kit.target-count"));
}

static void
test_empty_process (void)
{
  YipuProcess nothing = { 0 };
  g_autoptr (YipuPlan) plan = yipu_plan_new (&nothing, yipu_kit_rules_get (), NULL);
  g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
  YipuKit kit = { 0 };

  yipu_kit_compute (plan, &kit, result);
  g_assert_cmpint (result->hands_on_min, ==, 0);
  g_assert_cmpuint (result->box->len, ==, 0);
}

static void
test_line_on_an_idle_step (void)
{
  g_autoptr (Fixture) f = chain (2);
  g_auto (Computed) c = { 0 };

  add_step (f, "sweep the floor", 5, 0);
  c = compute (f, 2, 1, 2);
  assert_named (&c, "kit.idle-step", "“sweep the floor”");
}

static void
test_tools_ask_for_their_life (void)
{
  g_autoptr (Fixture) f = chain (2);
  guint die = add_tool (f, "die", 0);
  g_auto (Computed) c = { 0 };

  add_step (f, "cut the die", 60, 0);
  makes (f, 2, die, N (1));
  uses (f, 1, die, N (1));
  c = compute (f, 2, 1, -1);
  assert_named (&c, "kit.no-life", "“die”");
  assert_unknown (c.result->workshop_min[YIPU_WHO_ANYONE]);
  item_at (f, die)->life_uses = 100;
  computed_clear (&c);
  c = compute (f, 2, 1, -1);
  g_assert_null (find (&c, "kit.no-life"));
}

static void
test_three_thousand_steps (void)
{
  g_autoptr (Fixture) f = chain (3000);
  g_auto (Computed) c = compute (f, 3000, 7, 1500);

  g_assert_cmpint (c.result->hands_on_min, ==, 7 * 1500);
  g_assert_cmpint (c.result->items[0].demand.num, ==, 7);
  uses (f, 0, 3000, N (1)); /* one circle of them all */
  computed_clear (&c);
  c = compute (f, 3000, 7, 1500);
  g_assert_nonnull (find (&c, "kit.cycle"));
  g_assert_cmpuint (strlen (find (&c, "kit.cycle")->message), <, 400);
  g_assert_cmpint (c.result->hands_on_min, ==, -1);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/broken/cycle-names-its-steps", test_cycle_names_its_steps);
  g_test_add_func ("/kit/broken/cycle-that-nobody-needs-harms-nothing",
                   test_cycle_that_nobody_needs_harms_nothing);
  g_test_add_func ("/kit/broken/step-that-uses-what-it-makes", test_step_that_uses_what_it_makes);
  g_test_add_func ("/kit/broken/cycle-is-cut-by-buying", test_cycle_is_cut_by_buying);
  g_test_add_func ("/kit/broken/cut-closes-around-a-cycle", test_cut_closes_around_a_cycle);
  g_test_add_func ("/kit/broken/two-makers-are-named", test_two_makers_are_named);
  g_test_add_func ("/kit/broken/output-listed-twice-is-named", test_output_listed_twice_is_named);
  g_test_add_func ("/kit/broken/quantities-must-be-above-zero", test_quantities_must_be_above_zero);
  g_test_add_func ("/kit/broken/missing-figures-are-asked-for", test_missing_figures_are_asked_for);
  g_test_add_func ("/kit/broken/price-stays-open-without-prices",
                   test_price_stays_open_without_prices);
  g_test_add_func ("/kit/broken/units-that-do-not-convert", test_units_that_do_not_convert);
  g_test_add_func ("/kit/broken/losses-stay-under-the-whole", test_losses_stay_under_the_whole);
  g_test_add_func ("/kit/broken/cost-shares-must-make-up-the-whole",
                   test_cost_shares_must_make_up_the_whole);
  g_test_add_func ("/kit/broken/overflow-is-a-finding-not-a-figure",
                   test_overflow_is_a_finding_not_a_figure);
  g_test_add_func ("/kit/broken/endless-denominators-are-a-finding",
                   test_endless_denominators_are_a_finding);
  g_test_add_func ("/kit/broken/minutes-beyond-measure-are-named",
                   test_minutes_beyond_measure_are_named);
  g_test_add_func ("/kit/broken/target-nobody-makes", test_target_nobody_makes);
  g_test_add_func ("/kit/broken/kit-without-targets", test_kit_without_targets);
  g_test_add_func ("/kit/broken/empty-process", test_empty_process);
  g_test_add_func ("/kit/broken/line-on-an-idle-step", test_line_on_an_idle_step);
  g_test_add_func ("/kit/broken/tools-ask-for-their-life", test_tools_ask_for_their_life);
  g_test_add_func ("/kit/broken/three-thousand-steps", test_three_thousand_steps);
  return g_test_run ();
}
