/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An order as JSON, with the names of the model; quantities as text of exact fractions, what is not
 * known as null. */
#include "json-figures.h"
#include "order-private.h"

static const char *const who_keys[YIPU_N_WHO] = { "inheritor", "trained", "anyone" };

static void
add_steps (JsonObject *root, YipuOrder *self)
{
  JsonArray *array = yipu_json_add_array (root, "steps");

  for (guint i = 0; i < self->steps->len; i++) {
    const YipuOrderStep *at = &g_array_index (self->steps, YipuOrderStep, i);
    const YipuStep *about = yipu_order_about (self, i);
    JsonObject *object = yipu_json_add_object (array);
    json_object_set_string_member (object, "step", about->id);
    json_object_set_string_member (object, "who", who_keys[about->who]);
    json_object_set_string_member (object, "pay", about->by_piece ? "piece" : "hour");
    json_object_set_boolean_member (object, "fit_for_home", at->fit_for_home);
    yipu_json_set_fraction (object, "amount", at->amount);
    yipu_json_set_known (object, "runs", at->runs);
    yipu_json_set_known (object, "batches", at->batches);
    yipu_json_set_fraction (object, "minutes", at->minutes);
    yipu_json_set_known (object, "assigned_runs", at->assigned_runs);
    yipu_json_set_known (object, "missing_runs", at->missing_runs);
    yipu_json_set_known (object, "ahead_runs", at->ahead_runs);
    yipu_json_set_known (object, "unassigned_fen", at->unassigned_fen);
  }
}

static void
add_households (JsonObject *root, YipuOrder *self)
{
  JsonArray *array = yipu_json_add_array (root, "households");

  for (guint i = 0; i < self->households->len; i++) {
    const YipuOrderHousehold *at = &g_array_index (self->households, YipuOrderHousehold, i);
    JsonObject *object = yipu_json_add_object (array);
    json_object_set_string_member (object, at->kind, at->id);
    json_object_set_string_member (object, "name", at->name);
    json_object_set_boolean_member (object, "trained", at->trained);
    json_object_set_boolean_member (object, "fit_for_home", at->takes_home);
    yipu_json_set_known (object, "weekly_min", at->weekly_min);
    yipu_json_set_known (object, "free_min", at->free_min);
    yipu_json_set_fraction (object, "used_min", at->used_min);
    yipu_json_set_known (object, "left_min", at->left_min);
    yipu_json_set_known (object, "boxes_fen", at->boxes_fen);
    yipu_json_set_known (object, "apart_fen", at->apart_fen);
    yipu_json_set_known (object, "share_fen", at->share_fen);
  }
}

static void
add_assignments (JsonObject *root, YipuOrder *self)
{
  JsonArray *array = yipu_json_add_array (root, "assignments");

  for (guint i = 0; i < self->assignments->len; i++) {
    const YipuOrderAssignment *at = &g_array_index (self->assignments, YipuOrderAssignment, i);
    const YipuOrderHousehold *household =
        &g_array_index (self->households, YipuOrderHousehold, at->household);
    JsonObject *object = yipu_json_add_object (array);
    json_object_set_string_member (object, "id", at->id);
    json_object_set_string_member (object, "step", yipu_order_about (self, at->step)->id);
    json_object_set_string_member (object, household->kind, household->id);
    json_object_set_int_member (object, "runs", at->runs);
    yipu_json_set_fraction (object, "minutes", at->minutes);
    json_object_set_boolean_member (object, "at_home", at->at_home);
    yipu_json_set_known (object, "boxes_fen", at->boxes_fen);
    yipu_json_set_known (object, "apart_fen", at->apart_fen);
    yipu_json_set_text (object, "pay_agreed_on", at->pay_agreed_on);
  }
}

static void
set_amount (JsonObject *object, YipuOrder *self, guint item, YipuFraction quantity)
{
  const YipuItem *about = &yipu_kit_sheet_get_process (self->sheet)->items[item];

  json_object_set_string_member (object, "item", about->id);
  yipu_json_set_fraction (object, "quantity", quantity);
  yipu_json_set_text (object, "unit",
                      about->unit >= 0 ? yipu_kit_rules_get ()->units[about->unit].id : NULL);
}

static void
add_items (JsonObject *root, YipuOrder *self)
{
  JsonArray *surplus = yipu_json_add_array (root, "surplus");
  JsonArray *shopping = yipu_json_add_array (root, "shopping");

  for (guint i = 0; i < self->surplus->len; i++) {
    const YipuKitAmount *at = &g_array_index (self->surplus, YipuKitAmount, i);
    set_amount (yipu_json_add_object (surplus), self, at->item, at->quantity);
  }
  for (guint i = 0; i < self->shopping->len; i++) {
    const YipuShoppingItem *at = &g_array_index (self->shopping, YipuShoppingItem, i);
    JsonObject *object = yipu_json_add_object (shopping);
    set_amount (object, self, at->item, at->quantity);
    if (at->packs != 0)
      yipu_json_set_known (object, "packs", at->packs);
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
yipu_order_to_json (YipuOrder *self)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *labour = json_object_new ();

  json_object_set_string_member (root, "id", yipu_order_get_id (self));
  yipu_json_set_text (root, "kit", yipu_record_get (self->record, "kit"));
  json_object_set_int_member (root, "boxes", self->boxes);
  yipu_json_set_text (root, "due_on", yipu_order_get_due (self));
  yipu_json_set_text (root, "note", yipu_order_get_note (self));
  add_steps (root, self);
  add_households (root, self);
  add_assignments (root, self);
  add_items (root, self);
  for (guint who = 0; who < YIPU_N_WHO; who++)
    yipu_json_set_known (labour, who_keys[who], self->labour_fen[who]);
  json_object_set_object_member (root, "labour_fen", labour);
  add_findings (root, self->findings);
  json_node_set_object (node, root);
  return node;
}
