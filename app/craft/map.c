/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map: which column everything stands in, and which links there are. A step's column counts
 * from what uses it (workshop: from the line; buyer: from the end), so that a branch begins just
 * before it is needed and the line is one straight cut. Then order (map-order.c) and lanes
 * (map-lanes.c). */
#include "map.h"

#include "plan.h"

/* Beyond it, links that pass many columns are drawn straight through. */
#define MOST_BENDS 20000
#define NO_LANE -1.0

typedef struct {
  const YipuPlan *plan;
  const YipuKit *kit;
  const YipuKitResult *result;
  YipuMapDraft draft;
  guint *rank;       /* of a step: its place in the plan's order */
  guint *depth;      /* of a step: columns to the line or to the end */
  GHashTable *bends; /* item and column → node + 1 */
  guint line_column;
  guint n_bends;
} Mapping;

static gboolean
is_buyers (const Mapping *self, guint step)
{
  return self->result->steps[step].side == YIPU_CUT_SIDE_BUYER;
}

/* The step that makes @item before @step uses it; -1 where nobody does, or only in a circle. */
static int
maker_before (const Mapping *self, guint item, guint step)
{
  int maker = self->plan->items[item].maker;

  return maker >= 0 && self->rank[maker] < self->rank[step] ? maker : -1;
}

typedef void (*UseFunc) (Mapping *self, guint maker, guint step, guint item);

/* Calls @func for each part or tool of the process's own that @step uses. */
static void
each_use (Mapping *self, guint step, UseFunc func)
{
  const YipuPlan *plan = self->plan;

  for (guint f = plan->steps[step].first_in; f < plan->steps[step + 1].first_in; f++) {
    int maker = maker_before (self, plan->ins[f].item, step);
    if (maker >= 0)
      func (self, (guint) maker, step, plan->ins[f].item);
  }
  for (guint t = plan->steps[step].first_tool; t < plan->steps[step + 1].first_tool; t++) {
    int maker = maker_before (self, plan->tools[t], step);
    if (maker >= 0)
      func (self, (guint) maker, step, plan->tools[t]);
  }
}

static void
deepen (Mapping *self, guint maker, guint step, guint item)
{
  if (is_buyers (self, maker) == is_buyers (self, step))
    self->depth[maker] = MAX (self->depth[maker], self->depth[step] + 1);
}

static guint
add_node (Mapping *self, YipuMapNodeType type, guint index, guint column)
{
  YipuMapNode node = { type, index, column, NO_LANE };

  g_array_append_val (self->draft.nodes, node);
  return self->draft.nodes->len - 1;
}

/* Columns: the workshop's, the line's, the buyer's, and one for what comes out. */
static void
add_steps (Mapping *self)
{
  guint n = self->plan->process->n_steps;
  guint most[2] = { 0, 0 };

  for (guint k = n; k-- > 0;)
    each_use (self, self->plan->order[k], deepen);
  for (guint s = 0; s < n; s++) {
    guint *side = &most[is_buyers (self, s)];
    *side = MAX (*side, self->depth[s] + 1);
  }
  self->line_column = most[0];
  for (guint s = 0; s < n; s++)
    add_node (self, YIPU_MAP_STEP, s,
              is_buyers (self, s) ? most[0] + most[1] - self->depth[s]
                                  : most[0] - 1 - self->depth[s]);
  self->draft.n_columns = most[0] + 1 + (most[1] > 0 ? most[1] + 1 : 0);
}

static void
add_link (Mapping *self, guint from, guint to, guint item)
{
  YipuMapLink link = { from, to, item };

  g_array_append_val (self->draft.links, link);
}

/* All who use one part share the way to them. */
static guint
ensure_bend (Mapping *self, guint from, guint item, guint column)
{
  gint64 key = (gint64) item * self->draft.n_columns + column;
  guint bend = GPOINTER_TO_UINT (g_hash_table_lookup (self->bends, &key));

  if (bend > 0)
    return bend - 1;
  bend = add_node (self, YIPU_MAP_BEND, item, column);
  self->n_bends++;
  g_hash_table_insert (self->bends, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (bend + 1));
  add_link (self, from, bend, item);
  return bend;
}

static void
connect (Mapping *self, guint from, guint to, guint item)
{
  guint end = yipu_draft_node (&self->draft, to)->column;

  for (guint c = yipu_draft_node (&self->draft, from)->column + 1;
       c < end && self->n_bends < MOST_BENDS; c++)
    from = ensure_bend (self, from, item, c);
  add_link (self, from, to, item);
}

/* On the line stands the part itself, once, whoever uses it. */
static guint
ensure_boxed (Mapping *self, guint maker, guint item)
{
  gint64 key = (gint64) item * self->draft.n_columns + self->line_column;
  guint boxed = GPOINTER_TO_UINT (g_hash_table_lookup (self->bends, &key));

  if (boxed > 0)
    return boxed - 1;
  boxed = add_node (self, YIPU_MAP_BOXED, item, self->line_column);
  g_hash_table_insert (self->bends, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (boxed + 1));
  connect (self, maker, boxed, item);
  return boxed;
}

static void
link_use (Mapping *self, guint maker, guint step, guint item)
{
  gboolean crosses = !is_buyers (self, maker) && is_buyers (self, step);

  connect (self, crosses ? ensure_boxed (self, maker, item) : maker, step, item);
}

/* What comes out: at the end, or in the box where the buyer does nothing to it. */
static void
add_targets (Mapping *self)
{
  for (guint t = 0; t < self->kit->n_targets; t++) {
    guint item = self->kit->targets[t].item;
    int maker = self->plan->items[item].maker;
    guint end = self->draft.n_columns - 1;
    guint node;

    if (maker >= 0 && !is_buyers (self, (guint) maker)) {
      ensure_boxed (self, (guint) maker, item);
      continue;
    }
    node = add_node (self, maker >= 0 ? YIPU_MAP_TARGET : YIPU_MAP_BOXED, item,
                     maker >= 0 ? end : self->line_column);
    if (maker >= 0)
      connect (self, (guint) maker, node, item);
  }
}

/* Steps come first and have the same index in every map of a process of as many steps. */
static void
take_lanes (Mapping *self, const YipuMap *before)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *keys = before ? g_new (gint64, before->n_nodes + 1) : NULL;

  for (guint i = 0; before && i < before->n_nodes; i++) {
    const YipuMapNode *node = &before->nodes[i];
    keys[i] = (gint64) node->index * 2 + (node->type == YIPU_MAP_STEP);
    if (node->type != YIPU_MAP_BEND)
      g_hash_table_insert (lanes, &keys[i], &before->nodes[i]);
  }
  for (guint i = 0; i < self->draft.nodes->len; i++) {
    YipuMapNode *node = yipu_draft_node (&self->draft, i);
    gint64 key = (gint64) node->index * 2 + (node->type == YIPU_MAP_STEP);
    const YipuMapNode *old = g_hash_table_lookup (lanes, &key);
    if (old && node->type != YIPU_MAP_BEND)
      node->lane = old->lane;
  }
}

static void
list_columns (YipuMapDraft *draft)
{
  draft->columns = g_new (GArray *, draft->n_columns);
  draft->gaps = g_new (GArray *, draft->n_columns);
  draft->places = g_new0 (guint, draft->nodes->len + 1);
  for (guint c = 0; c < draft->n_columns; c++) {
    draft->columns[c] = g_array_new (FALSE, FALSE, sizeof (guint));
    draft->gaps[c] = g_array_new (FALSE, FALSE, sizeof (guint));
  }
  for (guint i = 0; i < draft->nodes->len; i++)
    g_array_append_val (draft->columns[yipu_draft_node (draft, i)->column], i);
  for (guint i = 0; i < draft->links->len; i++) {
    guint from = yipu_draft_node (draft, yipu_draft_link (draft, i)->from)->column;
    guint to = yipu_draft_node (draft, yipu_draft_link (draft, i)->to)->column;
    if (to == from + 1)
      g_array_append_val (draft->gaps[to], i);
  }
}

static YipuMap *
finish (Mapping *self)
{
  YipuMap *map = g_new0 (YipuMap, 1);
  YipuMapDraft *draft = &self->draft;

  for (guint c = 0; c < draft->n_columns; c++) {
    g_array_unref (draft->columns[c]);
    g_array_unref (draft->gaps[c]);
  }
  g_free (draft->columns);
  g_free (draft->gaps);
  g_free (draft->places);
  map->n_nodes = draft->nodes->len;
  map->n_links = draft->links->len;
  map->n_columns = draft->n_columns;
  map->line_column = self->line_column;
  map->nodes = (YipuMapNode *) (gpointer) g_array_free (draft->nodes, FALSE);
  map->links = (YipuMapLink *) (gpointer) g_array_free (draft->links, FALSE);
  for (guint i = 0; i < map->n_nodes; i++)
    map->n_lanes = MAX (map->n_lanes, map->nodes[i].lane + 1);
  return map;
}

YipuMap *
yipu_map_new (const YipuPlan *plan,
              const YipuKit *kit,
              const YipuKitResult *result,
              const YipuMap *before)
{
  guint n = plan->process->n_steps;
  g_autofree guint *rank = g_new0 (guint, n + 1);
  g_autofree guint *depth = g_new0 (guint, n + 1);
  g_autoptr (GHashTable) bends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Mapping self = { .plan = plan, .kit = kit, .result = result };

  self.rank = rank;
  self.depth = depth;
  self.bends = bends;
  self.draft.nodes = g_array_new (FALSE, FALSE, sizeof (YipuMapNode));
  self.draft.links = g_array_new (FALSE, FALSE, sizeof (YipuMapLink));
  for (guint k = 0; k < n; k++)
    rank[plan->order[k]] = k;
  add_steps (&self);
  for (guint k = 0; k < n; k++)
    each_use (&self, plan->order[k], link_use);
  add_targets (&self);
  take_lanes (&self, before);
  list_columns (&self.draft);
  yipu_map_order (&self.draft, before != NULL);
  yipu_map_place (&self.draft);
  return finish (&self);
}

/* Two links cross where their ends stand in the other order; those that begin or end together do
 * not. */
guint
yipu_map_count_crossings (const YipuMap *map)
{
  guint count = 0;

  for (guint i = 0; i < map->n_links; i++)
    for (guint j = i + 1; j < map->n_links; j++) {
      const YipuMapNode *a = &map->nodes[map->links[i].from];
      const YipuMapNode *b = &map->nodes[map->links[j].from];
      const YipuMapNode *c = &map->nodes[map->links[i].to];
      const YipuMapNode *d = &map->nodes[map->links[j].to];
      if (a->column == b->column && c->column == d->column)
        count += (a->lane - b->lane) * (c->lane - d->lane) < 0;
    }
  return count;
}

void
yipu_map_free (YipuMap *map)
{
  g_free (map->nodes);
  g_free (map->links);
  g_free (map);
}
