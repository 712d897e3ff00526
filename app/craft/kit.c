/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kit engine: one process, one line, all that follows (kit.md, "The kit"). Each part is a pass
 * over flat arrays in a result that is made once for a plan, so that a line is dragged without
 * allocating. */
#include "cut.h"
#include "reckon.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
clear_warning (gpointer data)
{
  g_free (((YipuKitWarning *) data)->text);
}

YipuKitResult *
yipu_kit_result_new (const YipuPlan *plan)
{
  YipuReckoningRoom *room = g_new0 (YipuReckoningRoom, 1);
  YipuKitResult *result = &room->result;

  room->targets = g_new0 (gint64, plan->process->n_items + 1);
  room->marks = g_new0 (guint8, plan->process->n_items + 1);
  room->buyer = g_new0 (guint8, plan->process->n_steps + 1);
  result->steps = g_new0 (YipuKitStep, plan->process->n_steps + 1);
  result->items = g_new0 (YipuKitItem, plan->process->n_items + 1);
  result->box = g_array_new (FALSE, FALSE, sizeof (YipuKitAmount));
  result->tools = g_array_new (FALSE, FALSE, sizeof (YipuKitTool));
  result->buyer_has = g_array_new (FALSE, FALSE, sizeof (YipuKitAmount));
  result->left_over = g_array_new (FALSE, FALSE, sizeof (YipuKitAmount));
  result->booklet = g_array_new (FALSE, FALSE, sizeof (guint));
  result->warnings = g_array_new (FALSE, FALSE, sizeof (YipuKitWarning));
  g_array_set_clear_func (result->warnings, clear_warning);
  result->findings = yipu_findings_new ();
  return result;
}

void
yipu_kit_result_free (YipuKitResult *result)
{
  YipuReckoningRoom *room = (YipuReckoningRoom *) result;

  g_free (room->targets);
  g_free (room->marks);
  g_free (room->buyer);
  g_free (result->steps);
  g_free (result->items);
  g_array_unref (result->box);
  g_array_unref (result->tools);
  g_array_unref (result->buyer_has);
  g_array_unref (result->left_over);
  g_array_unref (result->booklet);
  g_array_unref (result->warnings);
  g_ptr_array_unref (result->findings);
  g_free (room);
}

static void
check_target (YipuReckoning *self, const YipuTarget *target)
{
  const YipuPlan *plan = self->plan;

  if (target->count < 1)
    yipu_plan_find_item (plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.target-count",
                         target->item, NULL,
                         _ ("How many of “%s” come out of a box? Give 1 or more."),
                         yipu_plan_item_name (plan, target->item));
  else if (plan->items[target->item].maker < 0 && !plan->items[target->item].bought)
    yipu_plan_find_item (plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.no-maker",
                         target->item, NULL,
                         _ ("No step makes “%s”, which the kit is for: say which step does, or "
                            "that this kit has it bought."),
                         yipu_plan_item_name (plan, target->item));
}

static void
set_targets (YipuReckoning *self)
{
  const YipuKit *kit = self->kit;

  for (guint i = 0; i < kit->n_targets; i++) {
    const YipuTarget *target = &kit->targets[i];
    gint64 *wanted = &self->targets[target->item];
    check_target (self, target);
    self->marks[target->item] |= YIPU_ITEM_TARGET;
    self->step = -1;
    self->item = (int) target->item;
    if (target->count > 0 && __builtin_add_overflow (*wanted, target->count, wanted))
      yipu_reckon_overflow (self);
  }
  if (kit->n_targets == 0)
    g_ptr_array_add (self->result->findings,
                     yipu_finding_new (YIPU_SEVERITY_BLOCK, "kit.no-target", "kit", kit->id, NULL,
                                       _ ("The kit does not say what comes out of it: name the "
                                          "finished piece and how many.")));
}

static void
check_line (YipuReckoning *self)
{
  for (guint i = 0; i < self->kit->n_line; i++) {
    guint step = self->kit->line[i];
    if (self->steps[step].side == YIPU_CUT_SIDE_BUYER)
      continue;
    yipu_plan_find_step (self->plan, self->result->findings, YIPU_SEVERITY_HINT, "kit.idle-step",
                         step, NULL,
                         _ ("The line stands on step “%s”, but nothing it makes goes into this "
                            "kit."),
                         yipu_plan_step_title (self->plan, step));
  }
}

/* Everything of one box, or of an order's @boxes: sides, amounts, items. */
static YipuReckoning
reckon (const YipuPlan *plan, const YipuKit *kit, YipuKitResult *result, gint64 boxes)
{
  YipuReckoningRoom *room = (YipuReckoningRoom *) result;
  YipuReckoning self = {
    .plan = plan,
    .kit = kit,
    .result = result,
    .steps = result->steps,
    .items = result->items,
    .targets = room->targets,
    .marks = room->marks,
    .buyer = room->buyer,
    .boxes = MAX (boxes, 1),
    .order = boxes > 0,
  };

  memset (self.marks, 0, plan->process->n_items);
  yipu_cut_close_bytes (plan, kit->line, kit->n_line, self.buyer);
  set_targets (&self);
  yipu_reckon_demand (&self);
  return self;
}

static void
forget_targets (YipuReckoning *self)
{
  for (guint i = 0; i < self->kit->n_targets; i++)
    self->targets[self->kit->targets[i].item] = 0;
}

void
yipu_kit_compute (const YipuPlan *plan, const YipuKit *kit, YipuKitResult *result)
{
  YipuReckoning self;

  g_ptr_array_set_size (result->findings, 0);
  for (guint i = 0; i < plan->findings->len; i++)
    g_ptr_array_add (result->findings, yipu_finding_ref (plan->findings->pdata[i]));
  self = reckon (plan, kit, result, 0);
  check_line (&self);
  yipu_reckon_time (&self);
  yipu_reckon_contents (&self);
  yipu_reckon_safety (&self);
  forget_targets (&self);
}

static void
add_shopping (GArray *list, const YipuPlan *plan, guint item, YipuFraction quantity)
{
  YipuFraction pack = plan->process->items[item].purchase_pack;
  YipuShoppingItem shopping = { item, quantity, 0 };

  if (!yipu_fraction_is_valid (quantity))
    shopping.packs = -1;
  else if (pack.num > 0) {
    YipuFraction packs = yipu_fraction_divide (quantity, pack);
    shopping.packs = yipu_fraction_ceil_or_unknown (packs);
    shopping.quantity = yipu_fraction_multiply (yipu_fraction_round_up (packs), pack);
  }
  g_array_append_val (list, shopping);
}

void
yipu_kit_reckon_order (const YipuPlan *plan,
                       const YipuKit *kit,
                       gint64 boxes,
                       YipuKitResult *result)
{
  YipuReckoning self;

  g_return_if_fail (boxes >= 1);
  g_ptr_array_set_size (result->findings, 0);
  self = reckon (plan, kit, result, boxes);
  forget_targets (&self);
  /* All else that is wrong is wrong with one box already. */
  for (guint i = result->findings->len; i-- > 0;)
    if (!g_str_equal (((YipuFinding *) result->findings->pdata[i])->rule, "kit.overflow"))
      g_ptr_array_remove_index (result->findings, i);
}

GArray *
yipu_kit_shop (const YipuPlan *plan, const YipuKit *kit, gint64 boxes, GPtrArray *findings)
{
  g_autoptr (YipuKitResult) result = yipu_kit_result_new (plan);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (YipuShoppingItem));
  YipuReckoning self;

  g_return_val_if_fail (boxes >= 1, list);
  self = reckon (plan, kit, result, boxes);
  for (guint i = 0; i < plan->process->n_items; i++) {
    const YipuKitItem *item = &result->items[i];
    gboolean tool = plan->process->items[i].tool;
    if (plan->items[i].maker >= 0 || yipu_is_zero (item->demand))
      continue;
    /* The workshop's own tools, lent ones too, are there already. */
    if (!tool)
      add_shopping (list, plan, i, item->demand);
    else if (!yipu_is_zero (item->boxed) &&
             (yipu_reckon_supply (&self, i) != YIPU_SUPPLY_LENT || self.targets[i] != 0))
      add_shopping (list, plan, i,
                    yipu_fraction_multiply (item->boxed, yipu_fraction_from_int (boxes)));
  }
  /* All else that is wrong is wrong with one box already. */
  for (guint i = 0; i < result->findings->len; i++)
    if (g_str_equal (((YipuFinding *) result->findings->pdata[i])->rule, "kit.overflow"))
      g_ptr_array_add (findings, yipu_finding_ref (result->findings->pdata[i]));
  return list;
}
