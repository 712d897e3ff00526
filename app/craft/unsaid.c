/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a plain list of steps leaves unsaid (kit.md, "The process"): a step without a word of what
 * it makes makes a part of its own, the last one the finished piece; and a step uses what the step
 * before made. Nothing of this is stored: a flow that is drawn or typed later takes its place. It
 * is added only where nothing else can be meant: what somebody uses already is not used twice, a
 * step that uses another step's part has its place already, and no link closes a circle. */
#include "kit-store.h"

#include <glib/gi18n-lib.h>

typedef struct {
  YipuKitStore *store;
  int *makes;       /* of a step: its first output's flow, −1 for none */
  gboolean *placed; /* of a step: it uses a part that some step makes */
  gboolean *made;   /* of an item */
  gboolean *used;   /* of an item: by a flow that was recorded */
  int *going_back;  /* of a step: recorded flows that lead from here or later to before it */
  int target;
} Unsaid;

static const YipuFlow *
flow_at (const Unsaid *self, guint flow)
{
  return &g_array_index (self->store->flows, YipuFlow, flow);
}

static YipuItem *
item_at (const Unsaid *self, guint item)
{
  return &g_array_index (self->store->items, YipuItem, item);
}

/* What is made first, so that what is used can be told from what is bought. */
static int *
read_makers (Unsaid *self)
{
  int *maker = g_new (int, self->store->items->len + 1);

  for (guint i = 0; i < self->store->items->len; i++)
    maker[i] = -1;
  for (guint f = 0; f < self->store->flows->len; f++) {
    const YipuFlow *flow = flow_at (self, f);
    if (!flow->out)
      continue;
    self->made[flow->item] = TRUE;
    maker[flow->item] = (int) flow->step;
    if (self->makes[flow->step] < 0)
      self->makes[flow->step] = (int) f;
  }
  return maker;
}

static void
read_uses (Unsaid *self, const int *maker)
{
  for (guint f = 0; f < self->store->flows->len; f++) {
    const YipuFlow *flow = flow_at (self, f);
    int from = flow->out ? -1 : maker[flow->item];
    if (flow->out)
      continue;
    self->used[flow->item] = TRUE;
    if (from < 0)
      continue;
    self->placed[flow->step] |= !item_at (self, flow->item)->tool;
    if ((guint) from > flow->step) {
      self->going_back[flow->step + 1]++;
      self->going_back[from + 1]--;
    }
  }
  for (guint s = 1; s <= self->store->steps->len; s++)
    self->going_back[s] += self->going_back[s - 1];
}

/* Parts are counted in pieces until somebody records them. */
static int
piece_unit (void)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();
  guint unit = 0;

  while (unit < rules->n_units && !g_str_equal (rules->units[unit].id, "ge"))
    unit++;
  return unit < rules->n_units ? (int) unit : -1;
}

static guint
add_part (Unsaid *self, guint step)
{
  const YipuStep *of = &g_array_index (self->store->steps, YipuStep, step);
  char *name = g_strdup_printf (_ ("what “%s” makes"), of->title ? of->title : _ ("unnamed step"));
  YipuItem item = YIPU_ITEM_INIT;

  g_ptr_array_add (self->store->names, name);
  item.id = of->id;
  item.name = name;
  item.of_step = TRUE;
  item.unit = piece_unit ();
  item.weight_g = item.volume_ml = item.price_fen = YIPU_FRACTION_NONE;
  item.unit_size = item.purchase_pack = item.portion = YIPU_FRACTION_NONE;
  g_array_append_val (self->store->items, item);
  return self->store->items->len - 1;
}

/* One piece a run. */
static void
add_output (Unsaid *self, guint step, guint item)
{
  YipuFlow flow = YIPU_FLOW_INIT;

  flow.id = g_array_index (self->store->steps, YipuStep, step).id;
  flow.step = step;
  flow.item = item;
  flow.out = TRUE;
  flow.quantity = yipu_fraction_from_int (1);
  flow.cost_share_percent = YIPU_FRACTION_NONE;
  g_array_append_val (self->store->flows, flow);
}

/* A run uses what a run makes. */
static void
add_use (Unsaid *self, guint step, YipuFlow made)
{
  made.step = step;
  made.out = made.per_run = FALSE;
  made.loss_percent = yipu_fraction_from_int (0);
  made.cost_share_percent = YIPU_FRACTION_NONE;
  g_array_append_val (self->store->flows, made);
}

static gboolean
is_unmade (const Unsaid *self, int item)
{
  return item >= 0 && !self->made[item];
}

/* The last step makes the finished piece, each other a part of its own. */
static void
make_parts (Unsaid *self)
{
  guint n = self->store->steps->len;

  for (guint s = 0; s < n; s++) {
    gboolean last = s + 1 == n && is_unmade (self, self->target);
    if (self->makes[s] >= 0)
      continue;
    self->makes[s] = (int) self->store->flows->len;
    add_output (self, s, last ? (guint) self->target : add_part (self, s));
  }
}

/* Nobody said what becomes of it: parts that were added here stand behind the recorded ones. */
static gboolean
is_free (const Unsaid *self, guint item, guint n_recorded)
{
  return (int) item != self->target && (item >= n_recorded || !self->used[item]) &&
         !item_at (self, item)->tool;
}

static void
use_parts (Unsaid *self, guint n_recorded)
{
  for (guint s = 1; s < self->store->steps->len; s++) {
    YipuFlow made = *flow_at (self, (guint) self->makes[s - 1]);
    if (!self->placed[s] && self->going_back[s] == 0 && is_free (self, made.item, n_recorded))
      add_use (self, s, made);
  }
}

int
yipu_kit_store_add_unsaid (YipuKitStore *store, int target)
{
  guint n_items = store->items->len;
  guint n_steps = store->steps->len;
  g_autofree int *makes = g_new (int, n_steps + 1);
  g_autofree gboolean *placed = g_new0 (gboolean, n_steps + 1);
  g_autofree gboolean *made = g_new0 (gboolean, n_items + 1);
  g_autofree gboolean *used = g_new0 (gboolean, n_items + 1);
  g_autofree int *going_back = g_new0 (int, n_steps + 2);
  Unsaid self = { store, makes, placed, made, used, going_back, target };

  for (guint s = 0; s < n_steps; s++)
    makes[s] = -1;
  g_autofree int *maker = read_makers (&self);
  read_uses (&self, maker);
  make_parts (&self);
  use_parts (&self, n_items);
  return n_steps == 0 ? -1 : (int) flow_at (&self, (guint) makes[n_steps - 1])->item;
}
