/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a plain list of steps leaves unsaid (kit.md, "The process"): typed one line each, Enter for
 * the next, it is a chain already, with a line to draw and a box to fill. */
#include "../catalog/fixture.h"
#include "line.h"

#include <yipu/init.h>
#include <yipu/kit-sheet.h>
#include <yipu/sample.h>

#define N_STEPS 5

typedef struct {
  char *craft;
  char *process;
  char *kit;
  char *steps[N_STEPS];
} Typed;

/* Five lines, each with ten minutes of work, and nothing else. */
static void
type_steps (Fixture *fixture, Typed *typed)
{
  static const char *const titles[N_STEPS] = { "裱纸", "画样", "刻版", "刮浆", "染" };

  typed->craft = fixture_add (fixture->catalog, "craft", "name", "蓝印花布", NULL);
  typed->process = fixture_add (fixture->catalog, "process", "craft", typed->craft, NULL);
  typed->kit = fixture_add (fixture->catalog, "kit", "process", typed->process, "name", "包", NULL);
  for (guint i = 0; i < N_STEPS; i++)
    typed->steps[i] = fixture_add (fixture->catalog, "step", "process", typed->process, "title",
                                   titles[i], "hands_on_min", "10", NULL);
}

static void
typed_clear (Typed *typed)
{
  g_free (typed->craft);
  g_free (typed->process);
  g_free (typed->kit);
  for (guint i = 0; i < N_STEPS; i++)
    g_free (typed->steps[i]);
}

static char *
add_item (Fixture *fixture, Typed *typed, const char *name)
{
  return fixture_add (fixture->catalog, "item", "craft", typed->craft, "name", name, "unit", "kuai",
                      NULL);
}

static void
add_flow (Fixture *fixture, const char *step, const char *item, const char *way, const char *much)
{
  g_free (fixture_add (fixture->catalog, "flow", "step", step, "item", item, "direction", way,
                       "quantity", much, "unit", "kuai", NULL));
}

static YipuKitSheet *
load (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  YipuKitSheet *sheet =
      yipu_kit_sheet_load (yipu_catalog_get_reader (fixture->catalog), id, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static const YipuItem *
boxed (YipuKitSheet *sheet, guint n, YipuFraction *quantity)
{
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
  const YipuKitAmount *amount = &g_array_index (result->box, YipuKitAmount, n);

  g_assert_cmpuint (result->box->len, >, n);
  *quantity = amount->quantity;
  return &yipu_kit_sheet_get_process (sheet)->items[amount->item];
}

/* Wherever the line stands, what the step above it makes lies in the box and the rest is whose it
 * looks to be. */
static void
typed_steps_are_a_chain (Fixture *fixture, gconstpointer data)
{
  Typed typed;

  type_steps (fixture, &typed);
  g_autoptr (YipuKitSheet) sheet = load (fixture, typed.kit);
  for (guint at = 1; at <= N_STEPS; at++) {
    YipuFraction quantity;

    move_line (sheet, at);
    const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
    const YipuItem *item = boxed (sheet, 0, &quantity);
    g_assert_cmpuint (result->box->len, ==, 1);
    g_assert_cmpstr (item->id, ==, typed.steps[at - 1]);
    g_assert_true (item->of_step);
    g_assert_cmpint (yipu_fraction_compare (quantity, yipu_fraction_from_int (1)), ==, 0);
    g_assert_cmpint (result->hands_on_min, ==, 10 * (N_STEPS - (int) at));
    g_assert_cmpuint (result->booklet->len, ==, N_STEPS - at);
    for (guint s = 0; s < N_STEPS; s++)
      g_assert_cmpint (result->steps[s].side, ==,
                       s < at ? YIPU_CUT_SIDE_WORKSHOP : YIPU_CUT_SIDE_BUYER);
  }
  typed_clear (&typed);
}

static void
the_last_step_makes_the_piece (Fixture *fixture, gconstpointer data)
{
  Typed typed;
  YipuFraction quantity;

  type_steps (fixture, &typed);
  g_autofree char *napkin = add_item (fixture, &typed, "方巾");
  fixture_set (fixture->catalog, typed.process, "target", napkin);
  g_autoptr (YipuKitSheet) sheet = load (fixture, typed.process);
  g_assert_cmpstr (boxed (sheet, 0, &quantity)->id, ==, napkin);
  g_assert_cmpint (yipu_plan_get_maker (yipu_kit_sheet_get_plan (sheet),
                                        (guint) yipu_kit_sheet_find_item (sheet, napkin)),
                   ==, N_STEPS - 1);
  typed_clear (&typed);
}

/* A part that is named later takes the place of the unnamed one, in its own amounts. */
static void
a_named_part_stays_in_the_chain (Fixture *fixture, gconstpointer data)
{
  Typed typed;
  YipuFraction quantity;

  type_steps (fixture, &typed);
  g_autofree char *cloth = add_item (fixture, &typed, "浆布");
  g_autofree char *paste = add_item (fixture, &typed, "浆");
  add_flow (fixture, typed.steps[3], cloth, "out", "6");
  add_flow (fixture, typed.steps[3], paste, "in", "2");
  g_autoptr (YipuKitSheet) sheet = load (fixture, typed.kit);
  move_line (sheet, 4);
  g_assert_cmpstr (boxed (sheet, 0, &quantity)->id, ==, cloth);
  g_assert_cmpint (yipu_fraction_compare (quantity, yipu_fraction_from_int (6)), ==, 0);
  /* What is bought for a step does not take it out of the chain. */
  g_assert_cmpint (yipu_kit_sheet_get_result (sheet)->steps[2].side, ==, YIPU_CUT_SIDE_WORKSHOP);
  typed_clear (&typed);
}

/* Step 5 uses what step 1 makes, and nothing else: then step 2 does not use it too. */
static void
a_drawn_branch_takes_the_place_of_the_chain (Fixture *fixture, gconstpointer data)
{
  Typed typed;

  type_steps (fixture, &typed);
  g_autofree char *paper = add_item (fixture, &typed, "版纸");
  add_flow (fixture, typed.steps[0], paper, "out", "1");
  add_flow (fixture, typed.steps[4], paper, "in", "1");
  g_autoptr (YipuKitSheet) sheet = load (fixture, typed.kit);
  move_line (sheet, 4);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
  g_assert_cmpint (result->steps[0].side, ==, YIPU_CUT_SIDE_WORKSHOP);
  g_assert_cmpint (result->steps[1].side, ==, YIPU_CUT_SIDE_NONE);
  g_assert_cmpint (result->steps[3].side, ==, YIPU_CUT_SIDE_NONE);
  typed_clear (&typed);
}

/* Recorded backwards (the second uses what the fourth makes): no circle is closed by what is
 * silent. */
static void
no_circle_is_closed (Fixture *fixture, gconstpointer data)
{
  Typed typed;

  type_steps (fixture, &typed);
  g_autofree char *stencil = add_item (fixture, &typed, "花版");
  add_flow (fixture, typed.steps[3], stencil, "out", "1");
  add_flow (fixture, typed.steps[1], stencil, "in", "1");
  g_autoptr (YipuKitSheet) sheet = load (fixture, typed.kit);
  GPtrArray *findings = yipu_kit_sheet_get_findings (sheet);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (((YipuFinding *) findings->pdata[i])->rule, !=, "kit.cycle");
  typed_clear (&typed);
}

/* Whoever recorded all flows gets nothing added. */
static void
the_sample_needs_no_help (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) kits =
      yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "kit", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kits->len, >, 0);
  for (guint k = 0; k < kits->len; k++) {
    g_autoptr (YipuKitSheet) sheet = load (fixture, yipu_record_get_id (kits->pdata[k]));
    const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
    for (guint i = 0; i < process->n_items; i++)
      g_assert_false (process->items[i].of_step);
    for (guint f = 1; f < process->n_flows; f++)
      g_assert_cmpstr (process->flows[f].id, !=, process->flows[f - 1].id);
  }
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/kit/unsaid/typed-steps-are-a-chain", typed_steps_are_a_chain);
  ADD ("/kit/unsaid/the-last-step-makes-the-piece", the_last_step_makes_the_piece);
  ADD ("/kit/unsaid/a-named-part-stays-in-the-chain", a_named_part_stays_in_the_chain);
  ADD ("/kit/unsaid/a-drawn-branch-takes-its-place", a_drawn_branch_takes_the_place_of_the_chain);
  ADD ("/kit/unsaid/no-circle-is-closed", no_circle_is_closed);
  ADD ("/kit/unsaid/the-sample-needs-no-help", the_sample_needs_no_help);
  return g_test_run ();
}
