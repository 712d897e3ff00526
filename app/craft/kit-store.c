/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a process and a kit. Any rows are accepted: a flow whose item is gone or was not yet
 * received from another laptop is a finding and left out. */
#include "kit-store.h"

#include <glib/gi18n-lib.h>
#include <yipu/catalog.h>
#include <yipu/vocabulary.h>

#define UNKNOWN YIPU_FRACTION_NONE

int
yipu_kit_store_find_step (const YipuKitStore *self, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->step_index, id)) - 1;
}

int
yipu_kit_store_find_item (const YipuKitStore *self, const char *id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->item_index, id)) - 1;
}

/* The place of the key in its vocabulary, which the engine's enums and tables share. */
static int
term_index (const YipuRecord *record, const char *field, const char *vocabulary, int fallback)
{
  const char *key = yipu_record_get (record, field);
  guint n;
  const YipuTerm *terms = yipu_vocabulary_terms (vocabulary, &n);

  for (guint i = 0; key && i < n; i++)
    if (g_str_equal (terms[i].id, key))
      return (int) i;
  return fallback;
}

static gboolean
is_term (const YipuRecord *record, const char *field, const char *key)
{
  return g_strcmp0 (yipu_record_get (record, field), key) == 0;
}

static guint64
hazards_of (const YipuRecord *record)
{
  g_auto (GStrv) keys = yipu_record_dup_list (record, "hazards");
  const YipuKitRules *rules = yipu_kit_rules_get ();
  guint64 bits = 0;

  for (guint h = 0; h < MIN (rules->n_hazards, 64); h++)
    if (g_strv_contains ((const char *const *) keys, rules->hazards[h].id))
      bits |= (guint64) 1 << h;
  return bits;
}

static void
add_item (YipuKitStore *self, YipuRecord *record)
{
  YipuFraction zero = yipu_fraction_from_int (0);
  YipuItem item = {
    .id = yipu_record_get_id (record),
    .name = yipu_record_get_text (record, "name"),
    .unit = term_index (record, "unit", "units", -1),
    .unit_of = term_index (record, "unit_of", "units", -1),
    .unit_size = yipu_record_get_fraction (record, "unit_size", UNKNOWN),
    .weight_g = yipu_record_get_fraction (record, "weight_g", UNKNOWN),
    .volume_ml = yipu_record_get_fraction (record, "volume_ml", UNKNOWN),
    .price_fen = yipu_record_get_fraction (record, "price_fen", UNKNOWN),
    .purchase_pack = yipu_record_get_fraction (record, "purchase_pack", UNKNOWN),
    .portion = yipu_record_get_fraction (record, "portion", UNKNOWN),
    .spare_percent = yipu_record_get_fraction (record, "spare_percent", zero),
    .together = yipu_record_get_int (record, "together", 1),
    .life_uses = yipu_record_get_int (record, "life_uses", 0),
    .supply = (YipuSupply) term_index (record, "supply", "supply", YIPU_SUPPLY_IN_BOX),
    .hazards = hazards_of (record),
    .least_age = (int) yipu_record_get_int (record, "least_age", 0),
    .shipping = term_index (record, "shipping", "shipping_classes", 0),
    .tool = yipu_record_get_yes (record, "tool"),
    .consumable = yipu_record_get_yes (record, "consumable"),
  };

  g_ptr_array_add (self->records, yipu_record_ref (record));
  g_array_append_val (self->items, item);
  g_hash_table_insert (self->item_index, (gpointer) item.id, GINT_TO_POINTER (self->items->len));
}

static void
add_step (YipuKitStore *self, YipuRecord *record)
{
  YipuStep step = {
    .id = yipu_record_get_id (record),
    .title = yipu_record_get_text (record, "title"),
    .hands_on_min = yipu_record_get_int (record, "hands_on_min", -1),
    .setup_min = yipu_record_get_int (record, "setup_min", 0),
    .batch_runs = yipu_record_get_int (record, "batch_runs", 1),
    .wait_min = yipu_record_get_int (record, "wait_min", 0),
    .repeat = yipu_record_get_int (record, "repeat", 1),
    .piece_fen = yipu_record_get_int (record, "piece_fen", -1),
    .who = (YipuWho) term_index (record, "who", "who_may_do", YIPU_WHO_ANYONE),
    .difficulty = term_index (record, "difficulty", "difficulty", -1) + 1,
    .least_age = (int) yipu_record_get_int (record, "least_age", 0),
    .hazards = hazards_of (record),
    .minutes_scale = yipu_record_get_yes (record, "minutes_scale"),
    .by_piece = is_term (record, "pay", "piece"),
    .is_private = yipu_record_get_yes (record, "private"),
    .released = yipu_record_get_yes (record, "released"),
  };

  g_ptr_array_add (self->records, yipu_record_ref (record));
  g_array_append_val (self->steps, step);
  g_hash_table_insert (self->step_index, (gpointer) step.id, GINT_TO_POINTER (self->steps->len));
}

/* The item's index, read when it is not there yet (shared items belong to no craft). -1 without an
 * error when the catalog has none such, or no longer. */
static gboolean
ensure_item (YipuKitStore *self, YipuReader *reader, const char *id, int *index, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YipuRecord) record = NULL;

  *index = id ? yipu_kit_store_find_item (self, id) : -1;
  if (!id || *index >= 0)
    return TRUE;
  record = yipu_reader_get (reader, "item", id, &failure);
  if (record && !yipu_record_is_gone (record)) {
    add_item (self, record);
    *index = (int) self->items->len - 1;
    return TRUE;
  }
  if (record || g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
find_loose_flow (YipuKitStore *self, const YipuRecord *record, guint step)
{
  const char *title = g_array_index (self->steps, YipuStep, step).title;

  g_ptr_array_add (self->findings,
                   yipu_finding_new (YIPU_SEVERITY_BLOCK, "kit.no-item", "flow",
                                     yipu_record_get_id (record), "item",
                                     _ ("Step “%s” uses or makes something that this catalog does "
                                        "not have: name the material, part or tool anew."),
                                     title ? title : _ ("unnamed step")));
}

static gboolean
add_flow (YipuKitStore *self, YipuReader *reader, YipuRecord *record, guint step, GError **error)
{
  int item;
  YipuFlow flow = {
    .id = yipu_record_get_id (record),
    .step = step,
    .out = is_term (record, "direction", "out"),
    .per_run = is_term (record, "scaling", "per_run"),
    .each_repeat = yipu_record_get_yes (record, "each_repeat"),
    .quantity = yipu_record_get_fraction (record, "quantity", UNKNOWN),
    .unit = term_index (record, "unit", "units", -1),
    .loss_percent = yipu_record_get_fraction (record, "loss_percent", yipu_fraction_from_int (0)),
    .cost_share_percent = yipu_record_get_fraction (record, "cost_share_percent", UNKNOWN),
  };

  if (!ensure_item (self, reader, yipu_record_get (record, "item"), &item, error))
    return FALSE;
  if (item < 0) {
    find_loose_flow (self, record, step);
    return TRUE;
  }
  flow.item = (guint) item;
  g_ptr_array_add (self->records, yipu_record_ref (record));
  g_array_append_val (self->flows, flow);
  return TRUE;
}

typedef gboolean (*EachFunc) (
    YipuKitStore *self, YipuReader *reader, YipuRecord *record, guint at, GError **error);

/* Calls @func for each record of @kind whose @field is @value. */
static gboolean
each (YipuKitStore *self,
      YipuReader *reader,
      const char *kind,
      const char *field,
      const char *value,
      EachFunc func,
      guint at,
      GError **error)
{
  g_autoptr (GPtrArray) records = yipu_reader_list (reader, kind, field, value, error);

  if (!records)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!func (self, reader, records->pdata[i], at, error))
      return FALSE;
  return TRUE;
}

static gboolean
item_of_craft (YipuKitStore *self, YipuReader *reader, YipuRecord *record, guint at, GError **error)
{
  add_item (self, record);
  return TRUE;
}

static gboolean
step_of_process (
    YipuKitStore *self, YipuReader *reader, YipuRecord *record, guint at, GError **error)
{
  add_step (self, record);
  return TRUE;
}

/* An item counted in nothing is counted as the first flow that names a unit has it. */
static void
lend_units (YipuKitStore *self)
{
  for (guint f = 0; f < self->flows->len; f++) {
    const YipuFlow *flow = &g_array_index (self->flows, YipuFlow, f);
    YipuItem *item = &g_array_index (self->items, YipuItem, flow->item);
    if (item->unit < 0)
      item->unit = flow->unit;
  }
}

static gboolean
load_process (YipuKitStore *self, YipuReader *reader, YipuRecord *process, GError **error)
{
  const char *craft = yipu_record_get (process, "craft");
  int target;

  g_ptr_array_add (self->records, yipu_record_ref (process));
  if (craft && !each (self, reader, "item", "craft", craft, item_of_craft, 0, error))
    return FALSE;
  if (!each (self, reader, "step", "process", yipu_record_get_id (process), step_of_process, 0,
             error))
    return FALSE;
  for (guint i = 0; i < self->steps->len; i++)
    if (!each (self, reader, "flow", "step", g_array_index (self->steps, YipuStep, i).id, add_flow,
               i, error))
      return FALSE;
  if (!ensure_item (self, reader, yipu_record_get (process, "target"), &target, error))
    return FALSE;
  self->last_made = yipu_kit_store_add_unsaid (self, target);
  lend_units (self);
  return TRUE;
}

static gboolean
add_target (YipuKitStore *self, YipuReader *reader, const char *id, gint64 count, GError **error)
{
  YipuTarget target = { 0, count };
  int item;

  if (!ensure_item (self, reader, id, &item, error))
    return FALSE;
  target.item = (guint) item;
  if (item >= 0)
    g_array_append_val (self->targets, target);
  return TRUE;
}

/* What this kit says of an item; kept until all items are known. */
static gboolean
read_kit_item (YipuKitStore *self, YipuReader *reader, YipuRecord *record, guint at, GError **error)
{
  gint64 count = yipu_record_get_int (record, "target_count", 0);
  int item;

  if (!ensure_item (self, reader, yipu_record_get (record, "item"), &item, error))
    return FALSE;
  g_ptr_array_add (self->records, yipu_record_ref (record));
  return item < 0 || count < 1 ||
         add_target (self, reader, yipu_record_get (record, "item"), count, error);
}

/* Supply and source of each item, this kit's where it says so. */
static void
apply_kit_items (YipuKitStore *self)
{
  self->bought = g_new0 (gboolean, self->items->len + 1);
  self->supply = g_new0 (YipuSupply, self->items->len + 1);
  for (guint i = 0; i < self->items->len; i++)
    self->supply[i] = g_array_index (self->items, YipuItem, i).supply;
  for (guint r = 0; r < self->records->len; r++) {
    const YipuRecord *record = self->records->pdata[r];
    int item;
    if (!g_str_equal (yipu_record_get_kind (record)->id, "kit_item"))
      continue;
    item = yipu_kit_store_find_item (self, yipu_record_get (record, "item"));
    self->bought[item] = is_term (record, "source", "bought");
    self->supply[item] =
        (YipuSupply) term_index (record, "supply", "supply", (int) self->supply[item]);
  }
}

void
yipu_kit_store_set_line (YipuKitStore *self, const char *const *steps, GPtrArray *findings)
{
  g_array_set_size (self->line, 0);
  for (guint i = 0; steps[i]; i++) {
    int index = yipu_kit_store_find_step (self, steps[i]);
    if (index >= 0)
      g_array_append_val (self->line, index);
    else
      g_ptr_array_add (findings, yipu_finding_new (
                                     YIPU_SEVERITY_WARN, "kit.no-step", "kit", self->kit.id, "line",
                                     _ ("The line stands on a step that this process does not "
                                        "have (any more): draw it anew.")));
  }
  self->kit.line = (const guint *) (gpointer) self->line->data;
  self->kit.n_line = self->line->len;
}

static void
point_at_arrays (YipuKitStore *self)
{
  self->process = (YipuProcess){
    (const YipuItem *) (gpointer) self->items->data,
    (const YipuStep *) (gpointer) self->steps->data,
    (const YipuFlow *) (gpointer) self->flows->data,
    self->items->len,
    self->steps->len,
    self->flows->len,
  };
  self->kit.id = self->record ? yipu_record_get_id (self->record) : NULL;
  self->kit.targets = (const YipuTarget *) (gpointer) self->targets->data;
  self->kit.n_targets = self->targets->len;
  self->kit.supply = self->supply;
}

/* The first record of @kind whose @field is @value; NULL without an error when there is none. */
static gboolean
first_of (YipuReader *reader,
          const char *kind,
          const char *field,
          const char *value,
          YipuRecord **record,
          GError **error)
{
  g_autoptr (GPtrArray) records =
      value ? yipu_reader_list (reader, kind, field, value, error) : g_ptr_array_new ();

  if (!records)
    return FALSE;
  *record = records->len > 0 ? yipu_record_ref (records->pdata[0]) : NULL;
  return TRUE;
}

/* The process that makes @item: that of its craft; for a shared item, that of a step that makes
 * it. NULL without an error when there is none. */
static gboolean
find_process_of (YipuReader *reader, YipuRecord *item, YipuRecord **process, GError **error)
{
  g_autoptr (GPtrArray) flows = NULL;
  const char *craft = yipu_record_get (item, "craft");

  *process = NULL;
  if (craft)
    return first_of (reader, "process", "craft", craft, process, error);
  flows = yipu_reader_list (reader, "flow", "item", yipu_record_get_id (item), error);
  for (guint i = 0; flows && i < flows->len && !*process; i++) {
    const char *step_id = yipu_record_get (flows->pdata[i], "step");
    g_autoptr (YipuRecord) step = NULL;
    if (!step_id || !is_term (flows->pdata[i], "direction", "out"))
      continue;
    step = yipu_reader_get (reader, "step", step_id, NULL);
    if (step && yipu_record_get (step, "process"))
      *process = yipu_reader_get (reader, "process", yipu_record_get (step, "process"), NULL);
  }
  return flows != NULL;
}

/* A new kit is one finished piece a box until somebody says otherwise; while no piece is named, it
 * is what the last step makes. */
static gboolean
ensure_target (YipuKitStore *self, YipuReader *reader, const YipuRecord *process, GError **error)
{
  const char *item = process ? yipu_record_get (process, "target") : NULL;
  YipuTarget last = { (guint) self->last_made, 1 };

  if (self->targets->len > 0)
    return TRUE;
  if (item)
    return add_target (self, reader, item, 1, error);
  if (self->last_made >= 0)
    g_array_append_val (self->targets, last);
  return TRUE;
}

static gboolean
load_kit (YipuKitStore *self, YipuReader *reader, GError **error)
{
  const char *process_id = yipu_record_get (self->record, "process");
  g_autoptr (YipuRecord) process = NULL;
  g_auto (GStrv) line = yipu_record_dup_list (self->record, "line");

  if (process_id) {
    process = yipu_reader_get (reader, "process", process_id, error);
    if (!process || !load_process (self, reader, process, error))
      return FALSE;
  }
  if (!each (self, reader, "kit_item", "kit", yipu_record_get_id (self->record), read_kit_item, 0,
             error))
    return FALSE;
  if (!ensure_target (self, reader, process, error))
    return FALSE;
  apply_kit_items (self);
  point_at_arrays (self);
  yipu_kit_store_set_line (self, (const char *const *) line, self->findings);
  return TRUE;
}

static gboolean
load_piece (
    YipuKitStore *self, YipuReader *reader, YipuRecord *process, const char *item, GError **error)
{
  static const char *const no_line[] = { NULL };

  if (process && !load_process (self, reader, process, error))
    return FALSE;
  if (item ? !add_target (self, reader, item, 1, error)
           : !ensure_target (self, reader, process, error))
    return FALSE;
  apply_kit_items (self);
  point_at_arrays (self);
  yipu_kit_store_set_line (self, no_line, self->findings);
  return TRUE;
}

static YipuKitStore *
store_new (void)
{
  YipuKitStore *self = g_new0 (YipuKitStore, 1);

  self->findings = yipu_findings_new ();
  self->items = g_array_new (FALSE, FALSE, sizeof (YipuItem));
  self->steps = g_array_new (FALSE, FALSE, sizeof (YipuStep));
  self->flows = g_array_new (FALSE, FALSE, sizeof (YipuFlow));
  self->targets = g_array_new (FALSE, FALSE, sizeof (YipuTarget));
  self->line = g_array_new (FALSE, FALSE, sizeof (guint));
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->last_made = -1;
  self->item_index = g_hash_table_new (g_str_hash, g_str_equal);
  self->step_index = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

YipuKitStore *
yipu_kit_store_load (YipuReader *reader, const char *id, GError **error)
{
  g_autoptr (YipuKitStore) self = store_new ();
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, NULL, id, error);
  g_autoptr (YipuRecord) process = NULL;
  const char *kind = record ? yipu_record_get_kind (record)->id : "";
  gboolean ok = FALSE;

  if (!record)
    return NULL;
  if (g_str_equal (kind, "kit")) {
    self->record = g_steal_pointer (&record);
    ok = load_kit (self, reader, error);
  } else if (g_str_equal (kind, "process"))
    ok = load_piece (self, reader, record, yipu_record_get (record, "target"), error);
  else if (g_str_equal (kind, "item"))
    ok = find_process_of (reader, record, &process, error) &&
         load_piece (self, reader, process, id, error);
  else
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 _ ("“%s” is no kit, finished piece or process."), id);
  return ok ? g_steal_pointer (&self) : NULL;
}

void
yipu_kit_store_free (YipuKitStore *self)
{
  g_clear_pointer (&self->record, yipu_record_unref);
  g_ptr_array_unref (self->findings);
  g_array_unref (self->items);
  g_array_unref (self->steps);
  g_array_unref (self->flows);
  g_array_unref (self->targets);
  g_array_unref (self->line);
  g_hash_table_unref (self->item_index);
  g_hash_table_unref (self->step_index);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->names);
  g_free (self->bought);
  g_free (self->supply);
  g_free (self);
}
