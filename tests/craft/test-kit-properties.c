/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold of every kit whatever the numbers are, on random processes. */
#include <yipu/init.h>

#include "random-process.h"

/* What is bought for the box, each item apart. */
static void
bought_contents (const World *world,
                 const YipuPlan *plan,
                 const YipuKitResult *result,
                 YipuFraction *contents)
{
  for (guint i = 0; i < world->process->n_items; i++)
    contents[i] = yipu_plan_get_maker (plan, i) < 0 && !world->process->items[i].tool
                      ? result->items[i].boxed
                      : N (0);
}

static void
test_suffixes_are_valid_and_contents_grow (void)
{
  for (guint round = 0; round < n_rounds (); round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
    const guint *order = yipu_plan_get_order (plan);
    YipuFraction before[MAX_ITEMS], now[MAX_ITEMS];
    guint64 set = 0;
    for (guint i = 0; i < world->process->n_items; i++)
      before[i] = N (0);
    for (guint k = world->process->n_steps; k-- > 0;) {
      g_autoptr (GArray) line = NULL;
      YipuKit kit;
      set |= (guint64) 1 << order[k];
      g_assert_cmpuint (later_than (world, set), ==, set);
      line_of (plan, world, set, &line);
      kit = kit_of (world, line);
      yipu_kit_compute (plan, &kit, result);
      bought_contents (world, plan, result, now);
      for (guint i = 0; i < world->process->n_items; i++) {
        g_assert_cmpint (yipu_fraction_compare (now[i], before[i]), >=, 0);
        before[i] = now[i];
      }
    }
  }
}

/* Made and bought = used + boxed + left over, on both sides together. */
static void
test_nothing_is_lost (void)
{
  for (guint round = 0; round < n_rounds (); round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
    guint line = (guint) below ((int) world->process->n_steps);
    YipuKit kit = { NULL, world->targets, &line, NULL, world->n_targets, 1 };
    yipu_kit_compute (plan, &kit, result);
    for (guint i = 0; i < world->process->n_items; i++) {
      const YipuKitItem *item = &result->items[i];
      int m = yipu_plan_get_maker (plan, i);
      gboolean theirs = m >= 0 && result->steps[m].side == YIPU_CUT_SIDE_BUYER;
      YipuFraction gone;
      if (world->process->items[i].tool)
        continue;
      gone = theirs
                 ? plus (item->buyer_uses, yipu_fraction_subtract (item->demand, item->buyer_uses))
                 : plus (item->boxed, item->workshop_uses);
      assert_same (item->made, plus (gone, item->surplus));
    }
  }
}

/* An order of one box costs no less than the box; one of many no less than one. */
static void
test_orders_cover_their_boxes (void)
{
  for (guint round = 0; round < n_rounds () / 10 + 1; round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
    g_autoptr (GPtrArray) findings = yipu_findings_new ();
    guint line = (guint) below ((int) world->process->n_steps);
    gint64 boxes = 1 + below (20);
    YipuKit kit = { NULL, world->targets, &line, world->supply, world->n_targets, 1 };
    g_autoptr (GArray) list = yipu_kit_shop (plan, &kit, boxes, findings);
    YipuFraction bought[MAX_ITEMS];
    yipu_kit_compute (plan, &kit, result);
    g_assert_cmpuint (findings->len, ==, 0);
    for (guint i = 0; i < world->process->n_items; i++)
      bought[i] = N (0);
    for (guint i = 0; i < list->len; i++) {
      const YipuShoppingItem *item = &g_array_index (list, YipuShoppingItem, i);
      YipuFraction pack = world->process->items[item->item].purchase_pack;
      bought[item->item] = item->quantity;
      if (yipu_fraction_is_valid (pack))
        assert_same (item->quantity, yipu_fraction_multiply (N (item->packs), pack));
      else
        g_assert_cmpint (item->packs, ==, 0);
    }
    for (guint i = 0; i < world->process->n_items; i++)
      if (yipu_plan_get_maker (plan, i) < 0 && !world->process->items[i].tool)
        g_assert_cmpint (yipu_fraction_compare (bought[i], yipu_fraction_multiply (
                                                               result->items[i].demand, N (boxes))),
                         >=, 0);
  }
}

/* Whatever was computed in the same room before. */
static void
test_same_cut_same_result (void)
{
  for (guint round = 0; round < n_rounds (); round++) {
    g_autoptr (World) world = random_world ();
    g_autoptr (YipuPlan) plan =
        yipu_plan_new (world->process, yipu_kit_rules_get (), world->bought);
    g_autoptr (YipuKitResult) used_room = yipu_kit_result_new (plan);
    g_autoptr (YipuKitResult) fresh = yipu_kit_result_new (plan);
    YipuKit kit = { NULL, world->targets, NULL, world->supply, world->n_targets, 1 };
    guint line;
    kit.line = &line;
    for (guint i = 0; i < world->process->n_steps; i++) {
      line = i;
      yipu_kit_compute (plan, &kit, used_room);
    }
    yipu_kit_compute (plan, &kit, fresh);
    for (guint i = 0; i < world->process->n_items; i++)
      assert_same (used_room->items[i].surplus, fresh->items[i].surplus);
    g_assert_cmpint (used_room->elapsed_min, ==, fresh->elapsed_min);
    g_assert_cmpint (used_room->weight_g, ==, fresh->weight_g);
    g_assert_cmpuint (used_room->findings->len, ==, fresh->findings->len);
    assert_same (used_room->materials_fen, fresh->materials_fen);
  }
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/cut/suffixes-are-valid-and-contents-grow",
                   test_suffixes_are_valid_and_contents_grow);
  g_test_add_func ("/kit/property/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/kit/property/orders-cover-their-boxes", test_orders_cover_their_boxes);
  g_test_add_func ("/kit/property/same-cut-same-result", test_same_cut_same_result);
  return g_test_run ();
}
