/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the buyer finds: the box, the tools, what they need besides; and what stays behind. */
#include "reckon.h"

#include <glib/gi18n-lib.h>

static void
list_tool (YipuReckoning *self, guint item)
{
  YipuKitResult *result = self->result;
  YipuSupply supply = yipu_reckon_supply (self, item);
  YipuKitTool tool = { item, MAX (self->plan->process->items[item].together, 1), supply };
  YipuKitAmount amount = { item, yipu_fraction_from_int (tool.count) };

  g_array_append_val (result->tools, tool);
  if (supply == YIPU_SUPPLY_BUYER_HAS)
    g_array_append_val (result->buyer_has, amount);
  result->lent = result->lent || supply == YIPU_SUPPLY_LENT;
}

/* Tools stand in their own list; one that is sold as a target lies in the box all the same. */
static void
list_item (YipuReckoning *self, guint item)
{
  const YipuKitItem *at = &self->items[item];
  gboolean used = (self->marks[item] & YIPU_ITEM_BUYER_USES) != 0;
  YipuKitAmount boxed = { item, at->boxed };
  YipuKitAmount needed = { item, at->buyer_uses };

  if (self->plan->process->items[item].tool) {
    if (used)
      list_tool (self, item);
    boxed.quantity = yipu_fraction_from_int (self->targets[item]);
  } else if (used && yipu_reckon_supply (self, item) == YIPU_SUPPLY_BUYER_HAS)
    g_array_append_val (self->result->buyer_has, needed);
  if (!yipu_is_zero (boxed.quantity))
    g_array_append_val (self->result->box, boxed);
}

static void
weigh (YipuReckoning *self, YipuFraction *sum, guint item, YipuFraction a_unit)
{
  /* Volumes are rarely given: unknown once is unknown for good. */
  if (a_unit.den == 0 || a_unit.num < 0)
    *sum = YIPU_FRACTION_NONE;
  if (sum->den == 0)
    return;
  self->item = (int) item;
  yipu_sum_add_product (self, sum, self->items[item].boxed, a_unit);
}

static void
report_no_weight (YipuReckoning *self, guint item)
{
  if (!yipu_fraction_is_valid (self->plan->process->items[item].weight_g) &&
      yipu_reckon_tell_once (self, item, YIPU_TOLD_WEIGHT))
    yipu_plan_find_item (self->plan, self->result->findings, YIPU_SEVERITY_HINT, "kit.no-weight",
                         item, "weight_g",
                         _ ("“%s” lies in the box but has no weight: the weight of the box is not "
                            "known."),
                         yipu_plan_item_name (self->plan, item));
}

static void
clear_lists (YipuKitResult *result)
{
  g_array_set_size (result->box, 0);
  g_array_set_size (result->tools, 0);
  g_array_set_size (result->buyer_has, 0);
  g_array_set_size (result->left_over, 0);
  result->lent = FALSE;
}

void
yipu_reckon_contents (YipuReckoning *self)
{
  const YipuItem *about = self->plan->process->items;
  YipuFraction weight = yipu_fraction_from_int (0);
  YipuFraction volume = yipu_fraction_from_int (0);

  self->step = -1;
  clear_lists (self->result);
  for (guint i = 0; i < self->plan->process->n_items; i++) {
    if (self->marks[i] & YIPU_ITEM_LEFT_OVER) {
      YipuKitAmount surplus = { i, self->items[i].surplus };
      g_array_append_val (self->result->left_over, surplus);
    }
    if (yipu_reckon_is_handed_over (self, i))
      list_item (self, i);
    if (!(self->marks[i] & YIPU_ITEM_BOXED))
      continue;
    report_no_weight (self, i);
    weigh (self, &weight, i, about[i].weight_g);
    weigh (self, &volume, i, about[i].volume_ml);
  }
  self->result->weight_g = yipu_fraction_ceil_or_unknown (yipu_sum_end (weight));
  self->result->volume_ml = yipu_fraction_ceil_or_unknown (yipu_sum_end (volume));
}
