/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit's sheet as JSON, with the keys of model.md, "What the kit computes". Exact fractions are
 * text, so that nothing is rounded on the way; what is not known is null. */
#include "craft/plan.h"
#include "json-figures.h"

#include <yipu/kit-sheet.h>

static void
set_item (JsonObject *object, const YipuProcess *process, guint item)
{
  const YipuItem *at = &process->items[item];

  yipu_json_set_text (object, "item", at->of_step ? NULL : at->id);
  if (at->of_step)
    json_object_set_string_member (object, "step", at->id);
}

static void
set_unit (JsonObject *object, const YipuProcess *process, guint item)
{
  int unit = process->items[item].unit;

  yipu_json_set_text (object, "unit", unit >= 0 ? yipu_kit_rules_get ()->units[unit].id : NULL);
}

static void
add_amounts (
    JsonObject *root, const char *key, const YipuPlan *plan, GArray *amounts, gboolean portions)
{
  const YipuProcess *process = plan->process;
  JsonArray *array = yipu_json_add_array (root, key);

  for (guint i = 0; i < amounts->len; i++) {
    const YipuKitAmount *amount = &g_array_index (amounts, YipuKitAmount, i);
    JsonObject *object = yipu_json_add_object (array);
    set_item (object, process, amount->item);
    yipu_json_set_fraction (object, "quantity", amount->quantity);
    set_unit (object, process, amount->item);
    if (portions && plan->portions[amount->item].num > 0)
      yipu_json_set_fraction (object, "portion", plan->portions[amount->item]);
  }
}

static const char *
supply_key (YipuSupply supply)
{
  static const char *const keys[] = { "in_box", "lent", "buyer_has" };

  return keys[supply];
}

static void
add_tools (JsonObject *root, const YipuProcess *process, GArray *tools)
{
  JsonArray *array = yipu_json_add_array (root, "tools");

  for (guint i = 0; i < tools->len; i++) {
    const YipuKitTool *tool = &g_array_index (tools, YipuKitTool, i);
    JsonObject *object = yipu_json_add_object (array);
    set_item (object, process, tool->item);
    json_object_set_string_member (object, "supply", supply_key (tool->supply));
    json_object_set_int_member (object, "count", tool->count);
  }
}

static void
add_warnings (JsonObject *root, GArray *warnings)
{
  JsonArray *array = yipu_json_add_array (root, "warnings");

  for (guint i = 0; i < warnings->len; i++) {
    const YipuKitWarning *warning = &g_array_index (warnings, YipuKitWarning, i);
    JsonObject *object = yipu_json_add_object (array);
    yipu_json_set_text (object, "hazard", warning->hazard);
    yipu_json_set_text (object, "text", warning->text);
  }
}

static void
add_times (JsonObject *root, const YipuKitResult *result)
{
  static const char *const who_keys[YIPU_N_WHO] = { "inheritor", "trained", "anyone" };
  const YipuKitRules *rules = yipu_kit_rules_get ();
  JsonObject *minutes;

  yipu_json_set_known (root, "hands_on_min", result->hands_on_min);
  yipu_json_set_known (root, "elapsed_min", result->elapsed_min);
  yipu_json_set_known (root, "elapsed_days", result->elapsed_days);
  yipu_json_set_text (root, "tier", result->tier);
  json_object_set_int_member (root, "difficulty", result->difficulty);
  json_object_set_int_member (root, "least_age", result->least_age);
  add_warnings (root, result->warnings);
  json_object_set_string_member (root, "shipping", rules->shipping[result->shipping].id);
  minutes = json_object_new ();
  json_object_set_object_member (root, "workshop_min", minutes);
  for (guint who = 0; who < YIPU_N_WHO; who++)
    yipu_json_set_fraction (minutes, who_keys[who], result->workshop_min[who]);
}

static void
add_price (JsonObject *root, const YipuPrice *price)
{
  JsonArray *array;

  yipu_json_set_known (root, "cost_fen", price->cost_fen);
  yipu_json_set_known (root, "lowest_fen", price->lowest_fen);
  yipu_json_set_known (root, "price_fen", price->price_fen);
  array = yipu_json_add_array (root, "shares");
  for (guint i = 0; i < price->n_shares; i++) {
    JsonObject *object = yipu_json_add_object (array);
    yipu_json_set_text (object, "party", yipu_party_to_string (price->shares[i].party));
    yipu_json_set_text (object, "who", price->shares[i].who);
    json_object_set_int_member (object, "fen", price->shares[i].fen);
  }
}

static void
add_booklet (JsonObject *root, const YipuProcess *process, GArray *booklet)
{
  JsonArray *array = yipu_json_add_array (root, "booklet");

  for (guint i = 0; i < booklet->len; i++)
    json_array_add_string_element (array, process->steps[g_array_index (booklet, guint, i)].id);
}

static void
add_shopping (JsonObject *root, YipuKitSheet *sheet, gint64 boxes, GPtrArray *findings)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  g_autoptr (GArray) list = yipu_kit_sheet_shop (sheet, boxes, findings);
  JsonArray *array = yipu_json_add_array (root, "shopping");

  for (guint i = 0; i < list->len; i++) {
    const YipuShoppingItem *shopping = &g_array_index (list, YipuShoppingItem, i);
    JsonObject *object = yipu_json_add_object (array);
    set_item (object, process, shopping->item);
    yipu_json_set_fraction (object, "quantity", shopping->quantity);
    set_unit (object, process, shopping->item);
    if (shopping->packs != 0)
      yipu_json_set_known (object, "packs", shopping->packs);
  }
}

/* How the figures came about: each step's side and runs, each item's demand. */
static void
add_steps (JsonObject *root, const YipuProcess *process, const YipuKitResult *result)
{
  static const char *const side_keys[] = { "none", "workshop", "buyer" };
  JsonArray *array = yipu_json_add_array (root, "steps");

  for (guint i = 0; i < process->n_steps; i++) {
    const YipuKitStep *step = &result->steps[i];
    JsonObject *object = yipu_json_add_object (array);
    json_object_set_string_member (object, "step", process->steps[i].id);
    json_object_set_string_member (object, "side", side_keys[step->side]);
    if (step->side == YIPU_CUT_SIDE_NONE)
      continue;
    if (step->because >= 0)
      json_object_set_string_member (object, "because", process->steps[step->because].id);
    yipu_json_set_fraction (object, "amount", step->amount);
    yipu_json_set_fraction (object, "runs", step->runs);
    yipu_json_set_fraction (object, "hands_on_min", step->hands_on_min);
  }
}

static void
add_items (JsonObject *root, const YipuProcess *process, const YipuKitResult *result)
{
  JsonArray *array = yipu_json_add_array (root, "items");

  for (guint i = 0; i < process->n_items; i++) {
    const YipuKitItem *item = &result->items[i];
    JsonObject *object;
    if (item->demand.den != 0 && item->demand.num == 0 && item->boxed.num == 0)
      continue;
    object = yipu_json_add_object (array);
    set_item (object, process, i);
    yipu_json_set_fraction (object, "demand", item->demand);
    yipu_json_set_fraction (object, "made", item->made);
    yipu_json_set_fraction (object, "surplus", item->surplus);
    set_unit (object, process, i);
  }
}

static void
add_findings (JsonObject *root, GPtrArray *findings)
{
  JsonArray *array = yipu_json_add_array (root, "findings");

  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];
    JsonObject *object = yipu_json_add_object (array);
    yipu_json_set_text (object, "severity", yipu_severity_to_string (finding->severity));
    yipu_json_set_text (object, "rule", finding->rule);
    yipu_json_set_text (object, "kind", finding->kind);
    yipu_json_set_text (object, "id", finding->record);
    yipu_json_set_text (object, "field", finding->field);
    yipu_json_set_text (object, "message", finding->message);
  }
}

JsonNode *
yipu_kit_sheet_to_json (YipuKitSheet *sheet, gint64 boxes)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  const YipuPlan *plan = yipu_kit_sheet_get_plan (sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (JsonObject) root = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < yipu_kit_sheet_get_findings (sheet)->len; i++)
    g_ptr_array_add (findings, yipu_finding_ref (yipu_kit_sheet_get_findings (sheet)->pdata[i]));
  add_amounts (root, "box", plan, result->box, TRUE);
  add_tools (root, process, result->tools);
  add_amounts (root, "buyer_has", plan, result->buyer_has, FALSE);
  add_amounts (root, "left_over", plan, result->left_over, FALSE);
  add_times (root, result);
  add_price (root, yipu_kit_sheet_get_price (sheet));
  yipu_json_set_known (root, "weight_g", result->weight_g);
  yipu_json_set_known (root, "volume_ml", result->volume_ml);
  add_booklet (root, process, result->booklet);
  add_steps (root, process, result);
  add_items (root, process, result);
  if (boxes > 0)
    add_shopping (root, sheet, boxes, findings);
  add_findings (root, findings);
  json_node_set_object (node, root);
  return node;
}
