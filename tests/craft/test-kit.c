/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kit engine against the examples worked by hand in kit.md, to the fen and the minute, and one
 * by one against the rules of its table. */
#include <yipu/init.h>
#include <yipu/price.h>

#include "processes.h"

/* A process, its plan, a kit of it and what was computed. */
typedef struct {
  Fixture *process;
  YipuPlan *plan;
  YipuTarget target;
  guint line[2];
  YipuKit kit;
  YipuKitResult *result;
  YipuPrice price;
} Case;

static void
case_free (Case *self)
{
  yipu_kit_result_free (self->result);
  yipu_plan_free (self->plan);
  fixture_free (self->process);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

static void
recompute (Case *self)
{
  YipuRates rates = YIPU_RATES_INIT;

  rates.fen_per_min[YIPU_WHO_INHERITOR] = 100;
  rates.fen_per_min[YIPU_WHO_TRAINED] = rates.fen_per_min[YIPU_WHO_ANYONE] = 50;
  yipu_kit_compute (self->plan, &self->kit, self->result);
  yipu_price_compute (self->result, &rates, &self->price, self->result->findings);
}

/* Takes @process; a @line of -1 is the finished piece. */
static Case *
cut (Fixture *process, guint target, gint64 count, int line, int other)
{
  Case *self = g_new0 (Case, 1);

  self->process = process;
  self->plan = yipu_plan_new (fixture_process (process), yipu_kit_rules_get (), NULL);
  self->target = (YipuTarget){ target, count };
  self->line[0] = (guint) line;
  self->line[1] = (guint) other;
  self->kit = (YipuKit){ "kit", &self->target, self->line, NULL, 1, (line >= 0) + (other >= 0) };
  self->result = yipu_kit_result_new (self->plan);
  recompute (self);
  return self;
}

static void
assert_quantity (YipuFraction got, YipuFraction want)
{
  g_autofree char *a = yipu_fraction_to_string (got);
  g_autofree char *b = yipu_fraction_to_string (want);

  g_assert_cmpstr (a, ==, b);
}

static void
assert_boxed (const Case *self, guint item, YipuFraction want)
{
  assert_quantity (self->result->items[item].boxed, want);
}

static guint
count_findings (GPtrArray *findings, const char *rule, const char *record)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];
    n += g_str_equal (finding->rule, rule) && (!record || g_strcmp0 (finding->record, record) == 0);
  }
  return n;
}

static void
assert_found (const Case *self, const char *rule, const char *record)
{
  g_assert_cmpuint (count_findings (self->result->findings, rule, record), ==, 1);
}

static void
assert_no_block (const Case *self)
{
  for (guint i = 0; i < self->result->findings->len; i++) {
    const YipuFinding *finding = self->result->findings->pdata[i];
    if (finding->severity == YIPU_SEVERITY_BLOCK)
      g_error ("%s: %s", finding->rule, finding->message);
  }
}

static void
test_calico_for_one (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 1, VAT, -1);
  static const guint booklet[] = { VAT, DYE, SCRAPE, WASH };

  assert_no_block (c);
  assert_boxed (c, PRINTED, N (1));
  assert_boxed (c, INDIGO, N (100));
  assert_boxed (c, SODA, N (50));
  assert_boxed (c, BATH, N (0));
  g_assert_cmpuint (c->result->box->len, ==, 3);
  g_assert_cmpuint (c->result->tools->len, ==, 2);
  g_assert_cmpint (c->result->hands_on_min, ==, 135);
  g_assert_cmpint (c->result->elapsed_min, ==, 1155);
  g_assert_cmpint (c->result->elapsed_days, ==, 2);
  g_assert_cmpstr (c->result->tier, ==, "weekend");
  g_assert_cmpint (c->price.cost_fen, ==, 1050);
  g_assert_cmpuint (c->result->booklet->len, ==, G_N_ELEMENTS (booklet));
  for (guint i = 0; i < G_N_ELEMENTS (booklet); i++)
    g_assert_cmpuint (g_array_index (c->result->booklet, guint, i), ==, booklet[i]);
}

static void
test_calico_for_six (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 6, VAT, -1);

  assert_boxed (c, PRINTED, N (6));
  assert_boxed (c, INDIGO, N (100));
  assert_boxed (c, SODA, N (50));
  g_assert_cmpint (c->result->hands_on_min, ==, 210);
  g_assert_cmpint (c->result->elapsed_min, ==, 1230);
  g_assert_cmpint (c->price.cost_fen, ==, 6300);
}

static void
test_calico_finished (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 1, -1, -1);

  assert_no_block (c);
  assert_boxed (c, NAPKIN, N (1));
  g_assert_cmpuint (c->result->box->len, ==, 1);
  g_assert_cmpuint (c->result->booklet->len, ==, 0);
  g_assert_cmpint (c->result->elapsed_min, ==, 0);
  g_assert_null (c->result->tier);
  g_assert_cmpint (c->price.cost_fen, ==, 2675);
  assert_quantity (c->result->workshop_min[YIPU_WHO_INHERITOR], F (6, 5));
}

static void
test_bamboo_for_two (void)
{
  g_autoptr (Case) c = cut (bamboo (), BASKET, 2, WEAVE_BASE, -1);
  const YipuKitAmount *left = (gpointer) c->result->left_over->data;

  assert_no_block (c);
  assert_boxed (c, INNER, N (36));
  assert_boxed (c, GREEN, N (36));
  assert_boxed (c, RATTAN, N (3));
  g_assert_cmpint (c->result->hands_on_min, ==, 170);
  g_assert_cmpuint (c->result->left_over->len, ==, 1);
  g_assert_cmpuint (left->item, ==, INNER);
  assert_quantity (left->quantity, N (36));
  assert_quantity (c->result->materials_fen, N (1125 + 900));
  assert_quantity (c->price.labour_fen[YIPU_WHO_ANYONE], N (3375));
  g_assert_cmpint (c->price.cost_fen, ==, 5400);
}

/* --- The rules, one by one --- */

/* flour + water → dough (anyone) → bread (anyone): the smallest process worth cutting. */
enum { FLOUR, WATER, DOUGH, BREAD };
enum { KNEAD, BAKE };

static Fixture *
bread (void)
{
  Fixture *f = fixture_new ();

  add_item (f, "flour", "g");
  add_item (f, "water", "ml");
  add_item (f, "dough", "g");
  add_item (f, "bread", "ge");
  add_step (f, "knead", 10, 60);
  add_step (f, "bake", 5, 40);
  uses (f, KNEAD, FLOUR, N (500));
  uses (f, KNEAD, WATER, N (300));
  makes (f, KNEAD, DOUGH, N (800));
  uses (f, BAKE, DOUGH, N (400));
  makes (f, BAKE, BREAD, N (1));
  return f;
}

static void
test_spare_then_portion_rounded_once (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  item_at (f, FLOUR)->spare_percent = N (10);
  item_at (f, FLOUR)->portion = N (100);
  c = cut (f, BREAD, 1, KNEAD, -1);
  assert_boxed (c, FLOUR, N (300)); /* 250 + 10 % = 275 */
  assert_boxed (c, WATER, N (150)); /* by volume: as it comes */
}

static void
test_what_the_workshop_makes_is_the_rounded_number (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  item_at (f, DOUGH)->portion = N (300);
  c = cut (f, BREAD, 1, BAKE, -1);
  assert_boxed (c, DOUGH, N (600));
  assert_quantity (c->result->steps[KNEAD].amount, F (3, 4));
  assert_quantity (c->result->items[FLOUR].demand, N (375));
}

static void
test_bundles_convert_by_what_the_item_says (void)
{
  Fixture *f = fixture_new ();
  g_autoptr (Case) c = NULL;
  guint straw = add_item (f, "straw", "shu");
  guint mat = add_item (f, "mat", "ge");

  item_at (f, straw)->unit_of = unit ("gen");
  item_at (f, straw)->unit_size = N (40);
  add_step (f, "weave", 60, 0);
  uses (f, 0, straw, N (3))->unit = unit ("da"); /* three dozen stalks */
  makes (f, 0, mat, N (1));
  c = cut (f, mat, 2, 0, -1);
  assert_quantity (c->result->items[straw].buyer_uses, F (72, 40));
  assert_boxed (c, straw, F (72, 40)); /* whole stalks, not whole bundles */
}

static void
test_repeats_count_for_time_and_marked_flows (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  step_at (f, BAKE)->repeat = 3;
  g_array_index (f->flows, YipuFlow, 3).each_repeat = TRUE; /* dough into bake */
  c = cut (f, BREAD, 1, BAKE, -1);
  g_assert_cmpint (c->result->hands_on_min, ==, 15);
  g_assert_cmpint (c->result->elapsed_min, ==, 15 + 120);
  assert_boxed (c, DOUGH, N (1200));
}

static void
test_set_up_is_by_batches (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) buyers = NULL;
  g_autoptr (Case) workshops = NULL;

  step_at (f, BAKE)->setup_min = 12;
  step_at (f, BAKE)->batch_runs = 4;
  buyers = cut (f, BREAD, 5, BAKE, -1);
  g_assert_cmpint (buyers->result->hands_on_min, ==, 5 * 5 + 2 * 12);
  f = bread ();
  step_at (f, BAKE)->setup_min = 12;
  step_at (f, BAKE)->batch_runs = 4;
  workshops = cut (f, BREAD, 5, -1, -1);
  assert_quantity (workshops->result->steps[BAKE].hands_on_min, N (25 + 15));
}

static void
test_minutes_scale_where_the_step_says_so (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  step_at (f, KNEAD)->minutes_scale = TRUE;
  c = cut (f, BREAD, 1, KNEAD, -1);
  assert_quantity (c->result->steps[KNEAD].runs, N (1));
  g_assert_cmpint (c->result->hands_on_min, ==, 5 + 5); /* half a run of ten minutes */
}

static void
test_hands_work_while_things_wait (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;
  guint butter = add_item (f, "butter", "g");

  add_step (f, "churn", 25, 0);
  makes (f, 2, butter, N (10));
  uses (f, BAKE, butter, N (10));
  c = cut (f, BREAD, 1, KNEAD, 2);
  /* 10 knead; 25 churn while it rests till 70; 5 bake, 40 in the oven */
  g_assert_cmpint (c->result->hands_on_min, ==, 40);
  g_assert_cmpint (c->result->elapsed_min, ==, 70 + 5 + 40);
  g_assert_cmpint (c->result->elapsed_days, ==, 0);
}

static void
test_losses_are_made_up_for (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  g_array_index (f->flows, YipuFlow, 4).loss_percent = N (20); /* bread out of bake */
  c = cut (f, BREAD, 4, -1, -1);
  assert_quantity (c->result->steps[BAKE].amount, N (5));
  assert_quantity (c->result->items[BREAD].surplus, N (0));
}

static void
test_tools_by_who_has_them (void)
{
  static const YipuSupply supplies[] = { YIPU_SUPPLY_IN_BOX, YIPU_SUPPLY_LENT,
                                         YIPU_SUPPLY_BUYER_HAS };
  static const int boxed[] = { 2, 2, 0 };
  static const int weights[] = { 100, 100, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (supplies); i++) {
    Fixture *f = bread ();
    guint pan = add_tool (f, "pan", 50);
    g_autoptr (Case) c = NULL;
    item_at (f, pan)->together = 2;
    item_at (f, pan)->supply = supplies[i];
    item_at (f, pan)->price_fen = N (2500);
    item_at (f, pan)->weight_g = N (50);
    uses (f, KNEAD, pan, N (1));
    uses (f, BAKE, pan, N (1));
    c = cut (f, BREAD, 3, KNEAD, -1); /* 2 runs of kneading, 3 of baking */
    g_assert_cmpuint (c->result->tools->len, ==, 1);
    g_assert_cmpuint (c->result->buyer_has->len, ==, supplies[i] == YIPU_SUPPLY_BUYER_HAS);
    assert_boxed (c, pan, N (boxed[i]));
    g_assert_cmpint (c->result->weight_g, ==, weights[i]);
    g_assert_cmpint (c->result->lent, ==, supplies[i] == YIPU_SUPPLY_LENT);
    assert_quantity (c->result->materials_fen, supplies[i] == YIPU_SUPPLY_IN_BOX ? N (5000)
                                               : supplies[i] == YIPU_SUPPLY_LENT
                                                   ? N (5 * 2 * 2500 / 50)
                                                   : N (0));
  }
}

static void
test_workshop_tools_wear (void)
{
  Fixture *f = bread ();
  guint pan = add_tool (f, "pan", 50);
  g_autoptr (Case) c = NULL;

  item_at (f, pan)->price_fen = N (2500);
  uses (f, BAKE, pan, N (1));
  c = cut (f, BREAD, 3, -1, -1);
  assert_quantity (c->result->materials_fen, N (150));
  g_assert_cmpuint (c->result->tools->len, ==, 0);
}

static void
test_buyer_has_what_the_kit_says (void)
{
  g_autoptr (Case) c = cut (bread (), BREAD, 2, KNEAD, -1);
  const YipuSupply supply[] = { YIPU_SUPPLY_IN_BOX, YIPU_SUPPLY_BUYER_HAS, YIPU_SUPPLY_IN_BOX,
                                YIPU_SUPPLY_IN_BOX };
  const YipuKitAmount *needed;

  c->kit.supply = supply;
  recompute (c);
  assert_boxed (c, WATER, N (0));
  g_assert_cmpuint (c->result->buyer_has->len, ==, 1);
  needed = (gpointer) c->result->buyer_has->data;
  g_assert_cmpuint (needed->item, ==, WATER);
  assert_quantity (needed->quantity, N (300));
}

static void
test_piece_pay_is_for_what_is_made (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  step_at (f, BAKE)->by_piece = TRUE;
  step_at (f, BAKE)->piece_fen = 70;
  step_at (f, BAKE)->who = YIPU_WHO_TRAINED;
  c = cut (f, BREAD, 3, -1, -1);
  assert_quantity (c->result->piece_pay_fen[YIPU_WHO_TRAINED], N (210));
  assert_quantity (c->result->paid_min[YIPU_WHO_TRAINED], N (0));
  assert_quantity (c->result->workshop_min[YIPU_WHO_TRAINED], N (15));
}

static void
test_shared_costs_leave_the_rest_with_the_rest (void)
{
  Fixture *f = bamboo ();
  g_autoptr (Case) c = NULL;

  g_array_index (f->flows, YipuFlow, 3).cost_share_percent = N (60); /* green */
  g_array_index (f->flows, YipuFlow, 4).cost_share_percent = N (40); /* inner, half left over */
  c = cut (f, BASKET, 2, WEAVE_BASE, -1);
  /* 60 % + half of 40 % = 80 % of strip, and so of split and of the pole. */
  assert_quantity (c->result->workshop_min[YIPU_WHO_ANYONE], F (135, 2));
  assert_quantity (c->result->paid_min[YIPU_WHO_ANYONE], N (54));
  assert_quantity (c->result->materials_fen, N (900 + 900)); /* 80 % of 1125, and the rattan */
}

static void
test_warnings_stand_once_notes_after_them (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;
  const YipuKitWarning *warnings;

  step_at (f, KNEAD)->hazards = hazard ("stain") | hazard ("dust"); /* a note and a warning */
  step_at (f, BAKE)->hazards = hazard ("dust");
  item_at (f, FLOUR)->hazards = hazard ("small_parts");
  c = cut (f, BREAD, 1, KNEAD, -1);
  warnings = (gpointer) c->result->warnings->data;
  g_assert_cmpuint (c->result->warnings->len, ==, 4);
  g_assert_cmpstr (warnings[0].hazard, ==, "dust");
  g_assert_cmpstr (warnings[1].hazard, ==, "small_parts");
  g_assert_cmpstr (warnings[2].hazard, ==, "stain");
  g_assert_null (warnings[3].hazard);
  g_assert_cmpstr (warnings[3].text, ==, "Adult supervision needed under 14.");
  g_assert_true (g_str_has_prefix (warnings[0].text, "Warning: makes dust."));
  g_assert_cmpint (c->result->least_age, ==, 8);
  assert_found (c, "kit.toys", "kit");
}

static void
test_small_parts_are_not_for_under_three (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  item_at (f, FLOUR)->hazards = hazard ("small_parts");
  c = cut (f, BREAD, 1, KNEAD, -1);
  g_assert_cmpint (c->result->least_age, ==, 3);
}

static void
test_only_what_the_buyer_meets_warns (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  step_at (f, KNEAD)->hazards = hazard ("flame");
  step_at (f, KNEAD)->difficulty = 5;
  item_at (f, FLOUR)->least_age = 18;
  item_at (f, FLOUR)->shipping = shipping ("corrosive");
  step_at (f, BAKE)->difficulty = 2;
  c = cut (f, BREAD, 1, BAKE, -1);
  g_assert_cmpuint (c->result->warnings->len, ==, 0);
  g_assert_cmpint (c->result->difficulty, ==, 2);
  g_assert_cmpint (c->result->least_age, ==, 0);
  assert_no_block (c);
}

static void
test_what_carriers_refuse_blocks (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  item_at (f, FLOUR)->id = "flour-id";
  item_at (f, FLOUR)->shipping = shipping ("flammable");
  item_at (f, WATER)->shipping = shipping ("liquid");
  c = cut (f, BREAD, 1, KNEAD, -1);
  assert_found (c, "kit.shipping", "flour-id");
  g_assert_cmpint (c->result->shipping, ==, shipping ("flammable"));
}

static void
test_buyers_steps_are_for_anyone_or_released (void)
{
  Fixture *f = bread ();
  g_autoptr (Case) c = NULL;

  step_at (f, KNEAD)->who = YIPU_WHO_INHERITOR;
  step_at (f, BAKE)->who = YIPU_WHO_TRAINED;
  step_at (f, BAKE)->released = TRUE;
  c = cut (f, BREAD, 1, KNEAD, -1);
  assert_found (c, "kit.not-released", "knead");
  step_at (f, KNEAD)->released = step_at (f, KNEAD)->is_private = TRUE;
  recompute (c);
  assert_found (c, "kit.private", "knead");
  g_assert_cmpuint (count_findings (c->result->findings, "kit.not-released", NULL), ==, 0);
}

static void
test_moving_a_step_moves_what_needs_it (void)
{
  g_autoptr (Case) c = cut (calico (), NAPKIN, 1, PRINT, -1);
  const YipuKitStep *steps = c->result->steps;

  g_assert_cmpint (steps[PRINT].because, ==, -1);
  g_assert_cmpint (steps[DYE].because, ==, PRINT);
  g_assert_cmpint (steps[WASH].because, ==, SCRAPE);
  g_assert_cmpint (steps[VAT].side, ==, YIPU_CUT_SIDE_WORKSHOP);
  assert_boxed (c, BATH, N (10)); /* what is dyed at home needs its bath sent */
}

/* A buyer who cuts the stencil makes one, whole; the workshop its wear. */
static void
test_made_tools (void)
{
  g_autoptr (Case) theirs = cut (calico (), NAPKIN, 1, CUT_STENCIL, -1);
  g_autoptr (Case) lent = NULL;
  Fixture *f = calico ();

  assert_quantity (theirs->result->steps[CUT_STENCIL].runs, N (1));
  assert_boxed (theirs, STENCIL, N (0));
  item_at (f, STENCIL)->supply = YIPU_SUPPLY_LENT;
  lent = cut (f, NAPKIN, 3, PRINT, -1);
  assert_quantity (lent->result->steps[CUT_STENCIL].amount, F (3, 200));
  assert_boxed (lent, STENCIL, N (1));
}

static void
test_kits_have_tiers_by_their_times (void)
{
  static const struct {
    gint64 hands_on, wait;
    const char *tier;
    int days;
  } cases[] = {
    { 30, 0, "taste", 0 },     { 31, 0, "afternoon", 0 },  { 100, 80, "afternoon", 0 },
    { 100, 81, "weekend", 0 }, { 400, 321, "weekend", 2 }, { 480, 2400, "weekend", 3 },
    { 481, 0, "raw", 0 },      { 480, 2401, "raw", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Fixture *f = bread ();
    g_autoptr (Case) c = NULL;
    step_at (f, BAKE)->hands_on_min = cases[i].hands_on;
    step_at (f, BAKE)->wait_min = cases[i].wait;
    c = cut (f, BREAD, 1, BAKE, -1);
    g_assert_cmpstr (c->result->tier, ==, cases[i].tier);
    g_assert_cmpint (c->result->elapsed_days, ==, cases[i].days);
  }
}

static void
test_booklet_keeps_the_recorded_order (void)
{
  Fixture *f = fixture_new ();
  g_autoptr (Case) c = NULL;
  guint cup = add_item (f, "cup", "ge");
  guint lid = add_item (f, "lid", "ge");
  guint set = add_item (f, "set", "ge");

  add_step (f, "join", 1, 0); /* recorded first, done last */
  add_step (f, "lid", 1, 0);
  add_step (f, "cup", 1, 0);
  uses (f, 0, cup, N (1));
  uses (f, 0, lid, N (1));
  makes (f, 0, set, N (1));
  makes (f, 1, lid, N (1));
  makes (f, 2, cup, N (1));
  c = cut (f, set, 1, 1, 2);
  g_assert_cmpuint (g_array_index (c->result->booklet, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (c->result->booklet, guint, 1), ==, 2);
  g_assert_cmpuint (g_array_index (c->result->booklet, guint, 2), ==, 0);
}

static const YipuShoppingItem *
find_shopping (GArray *list, guint item)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, YipuShoppingItem, i).item == item)
      return &g_array_index (list, YipuShoppingItem, i);
  return NULL;
}

static void
test_an_order_is_shopped_for_in_packs (void)
{
  Fixture *f = calico ();
  g_autoptr (Case) c = NULL;
  g_autoptr (GArray) list = NULL;
  g_autoptr (GPtrArray) findings = yipu_findings_new ();

  item_at (f, INDIGO)->purchase_pack = N (500);
  c = cut (f, NAPKIN, 1, VAT, -1);
  list = yipu_kit_shop (c->plan, &c->kit, 7, findings);
  g_assert_cmpint (find_shopping (list, INDIGO)->packs, ==, 2); /* 7 × 100 g */
  assert_quantity (find_shopping (list, INDIGO)->quantity, N (1000));
  assert_quantity (find_shopping (list, CLOTH)->quantity, N (7));
  g_assert_cmpint (find_shopping (list, CLOTH)->packs, ==, 0);
  assert_quantity (find_shopping (list, TUB)->quantity, N (7)); /* one in each box */
  g_assert_null (find_shopping (list, STENCIL));
}

/* The finished pieces of an order share baths, and no bath is made by halves. */
static void
test_an_order_runs_whole (void)
{
  Fixture *f = calico ();
  g_autoptr (Case) c = NULL;
  g_autoptr (GArray) list = NULL;
  g_autoptr (GPtrArray) findings = yipu_findings_new ();

  c = cut (f, NAPKIN, 1, -1, -1);
  list = yipu_kit_shop (c->plan, &c->kit, 7, findings);
  /* 7 cloths are two runs of dyeing, so 20 l of bath, the whole vat: 200 g of indigo. */
  assert_quantity (find_shopping (list, INDIGO)->quantity, N (200));
  assert_quantity (find_shopping (list, CLOTH)->quantity, N (7));
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/worked/calico-for-one", test_calico_for_one);
  g_test_add_func ("/kit/worked/calico-for-six", test_calico_for_six);
  g_test_add_func ("/kit/worked/calico-finished", test_calico_finished);
  g_test_add_func ("/kit/worked/bamboo-for-two", test_bamboo_for_two);
  g_test_add_func ("/kit/rule/spare-then-portion-rounded-once",
                   test_spare_then_portion_rounded_once);
  g_test_add_func ("/kit/rule/what-the-workshop-makes-is-the-rounded-number",
                   test_what_the_workshop_makes_is_the_rounded_number);
  g_test_add_func ("/kit/rule/bundles-convert-by-what-the-item-says",
                   test_bundles_convert_by_what_the_item_says);
  g_test_add_func ("/kit/rule/repeats-count-for-time-and-marked-flows",
                   test_repeats_count_for_time_and_marked_flows);
  g_test_add_func ("/kit/rule/set-up-is-by-batches", test_set_up_is_by_batches);
  g_test_add_func ("/kit/rule/minutes-scale-where-the-step-says-so",
                   test_minutes_scale_where_the_step_says_so);
  g_test_add_func ("/kit/rule/hands-work-while-things-wait", test_hands_work_while_things_wait);
  g_test_add_func ("/kit/rule/losses-are-made-up-for", test_losses_are_made_up_for);
  g_test_add_func ("/kit/rule/tools-by-who-has-them", test_tools_by_who_has_them);
  g_test_add_func ("/kit/rule/workshop-tools-wear", test_workshop_tools_wear);
  g_test_add_func ("/kit/rule/buyer-has-what-the-kit-says", test_buyer_has_what_the_kit_says);
  g_test_add_func ("/kit/rule/piece-pay-is-for-what-is-made", test_piece_pay_is_for_what_is_made);
  g_test_add_func ("/kit/rule/shared-costs-leave-the-rest-with-the-rest",
                   test_shared_costs_leave_the_rest_with_the_rest);
  g_test_add_func ("/kit/rule/warnings-stand-once-notes-after-them",
                   test_warnings_stand_once_notes_after_them);
  g_test_add_func ("/kit/rule/small-parts-are-not-for-under-three",
                   test_small_parts_are_not_for_under_three);
  g_test_add_func ("/kit/rule/only-what-the-buyer-meets-warns",
                   test_only_what_the_buyer_meets_warns);
  g_test_add_func ("/kit/rule/what-carriers-refuse-blocks", test_what_carriers_refuse_blocks);
  g_test_add_func ("/kit/rule/buyers-steps-are-for-anyone-or-released",
                   test_buyers_steps_are_for_anyone_or_released);
  g_test_add_func ("/kit/rule/moving-a-step-moves-what-needs-it",
                   test_moving_a_step_moves_what_needs_it);
  g_test_add_func ("/kit/rule/made-tools", test_made_tools);
  g_test_add_func ("/kit/rule/kits-have-tiers-by-their-times", test_kits_have_tiers_by_their_times);
  g_test_add_func ("/kit/rule/booklet-keeps-the-recorded-order",
                   test_booklet_keeps_the_recorded_order);
  g_test_add_func ("/kit/rule/an-order-is-shopped-for-in-packs",
                   test_an_order_is_shopped_for_in_packs);
  g_test_add_func ("/kit/rule/an-order-runs-whole", test_an_order_runs_whole);
  return g_test_run ();
}
