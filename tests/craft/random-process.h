/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random acyclic processes, small enough that all their closed sets can be enumerated. */
#pragma once

#include "processes.h"

#define MAX_STEPS 5
#define N_BOUGHT 3
#define MAX_ITEMS (2 * MAX_STEPS + N_BOUGHT + 2)

static inline guint
n_rounds (void)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  return rounds ? (guint) g_ascii_strtoull (rounds, NULL, 10) : 1000;
}

static inline int
below (int n)
{
  return g_test_rand_int_range (0, n);
}

static inline gboolean
one_in (int n)
{
  return below (n) == 0;
}

static inline YipuFraction
some_quantity (void)
{
  return F (1 + below (6), 1 + below (3));
}

typedef struct {
  Fixture *fixture;
  const YipuProcess *process;
  gboolean bought[MAX_ITEMS];
  YipuSupply supply[MAX_ITEMS];
  YipuTarget targets[2];
  guint n_targets;
  guint64 after[MAX_STEPS]; /* bits of the steps that directly use what a step makes */
} World;

static inline void
random_item (Fixture *f, guint item)
{
  YipuItem *at = item_at (f, item);

  at->weight_g = F (below (30), 1 + below (2));
  at->volume_ml = N (below (9));
  at->price_fen = F (below (300), 1 + below (4));
  at->spare_percent = N (one_in (3) ? 10 * below (4) : 0);
  at->portion = one_in (4) ? F (1 + below (9), 1 + below (2)) : YIPU_FRACTION_NONE;
  at->purchase_pack = one_in (2) ? N (1 + below (10)) : YIPU_FRACTION_NONE;
  at->together = 1 + below (3);
  at->life_uses = 1 + below (9);
  at->hazards = one_in (4) ? (guint64) 1 << below (20) : 0;
  at->least_age = one_in (4) ? below (19) : 0;
  at->shipping = below (3);
}

static inline void
random_step (Fixture *f, guint step)
{
  YipuStep *at = step_at (f, step);

  at->hands_on_min = below (60);
  at->wait_min = one_in (2) ? below (200) : 0;
  at->setup_min = one_in (3) ? below (20) : 0;
  at->batch_runs = 1 + below (3);
  at->repeat = one_in (4) ? 1 + below (4) : 1;
  at->minutes_scale = one_in (3);
  at->who = (YipuWho) below (YIPU_N_WHO);
  at->by_piece = one_in (4);
  at->piece_fen = below (100);
  at->difficulty = 1 + below (5);
  at->least_age = one_in (4) ? below (19) : 0;
  at->hazards = one_in (4) ? (guint64) 1 << below (20) : 0;
  at->released = one_in (2);
  at->is_private = one_in (8);
}

static inline void
random_flow (YipuFlow *flow, const YipuItem *item)
{
  static const char *const masses[] = { "g", "kg", "liang16" };
  static const char *const counts[] = { "ge", "gen", "da" };

  flow->per_run = one_in (3);
  flow->each_repeat = one_in (3);
  if (flow->out && one_in (4))
    flow->loss_percent = N (5 * below (8));
  if (item->tool || one_in (2))
    return;
  flow->unit = unit (item->unit == unit ("g") ? masses[below (3)] : counts[below (3)]);
}

static inline void
random_outputs (Fixture *f, guint step, guint made[2], guint *n_made)
{
  guint n = one_in (3) ? 2 : 1;
  int share = 10 * (1 + below (9));
  gboolean shared = n == 2 && one_in (2);

  for (guint i = 0; i < n; i++) {
    guint item = add_item (f, "made", one_in (2) ? "g" : "ge");
    YipuFlow *flow;
    random_item (f, item);
    item_at (f, item)->tool = one_in (6);
    flow = makes (f, step, item, some_quantity ());
    random_flow (flow, item_at (f, item));
    if (shared)
      flow->cost_share_percent = N (i == 0 ? share : 100 - share);
    made[i] = item;
  }
  *n_made = n;
}

/* Steps are made in an order in which each uses only what came before, but recorded in any. */
static inline void
random_steps (World *world, guint n)
{
  Fixture *f = world->fixture;
  guint recorded[MAX_STEPS];
  guint made[2 * MAX_STEPS];
  guint n_all = 0;

  for (guint i = 0; i < n; i++) {
    guint other = (guint) below ((int) i + 1);
    recorded[i] = recorded[other];
    recorded[other] = i;
    add_step (f, "step", 0, 0);
    random_step (f, i);
  }
  for (guint i = 0; i < n; i++) {
    guint n_made;
    for (int k = below (3); k >= 0; k--) {
      guint item =
          n_all > 0 && !one_in (3) ? made[below ((int) n_all)] : (guint) below (N_BOUGHT + 2);
      YipuFlow *flow = uses (f, recorded[i], item, some_quantity ());
      random_flow (flow, item_at (f, item));
    }
    random_outputs (f, recorded[i], made + n_all, &n_made);
    n_all += n_made;
  }
  world->n_targets = one_in (3) ? 2 : 1;
  for (guint i = 0; i < world->n_targets; i++)
    world->targets[i] =
        (YipuTarget){ made[n_all - 1 - (guint) below (MIN (2, (int) n_all))], 1 + below (3) };
}

static inline void
find_edges (World *world)
{
  const YipuProcess *p = world->process;

  for (guint a = 0; a < p->n_flows; a++)
    for (guint b = 0; b < p->n_flows; b++)
      if (p->flows[a].out && !p->flows[b].out && p->flows[a].item == p->flows[b].item &&
          !world->bought[p->flows[a].item])
        world->after[p->flows[a].step] |= (guint64) 1 << p->flows[b].step;
}

static inline World *
random_world (void)
{
  World *world = g_new0 (World, 1);
  Fixture *f = world->fixture = fixture_new ();

  for (guint i = 0; i < N_BOUGHT; i++)
    random_item (f, add_item (f, "bought", one_in (2) ? "g" : "ge"));
  for (guint i = 0; i < 2; i++)
    random_item (f, add_tool (f, "tool", 0));
  random_steps (world, 1 + (guint) below (MAX_STEPS));
  world->process = fixture_process (f);
  for (guint i = 0; i < world->process->n_items; i++) {
    world->bought[i] = one_in (8);
    world->supply[i] = one_in (4) ? (YipuSupply) below (3) : YIPU_SUPPLY_IN_BOX;
  }
  find_edges (world);
  return world;
}

static inline void
world_free (World *world)
{
  fixture_free (world->fixture);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* Reachable by edges, @from itself included. */
static inline guint64
later_than (const World *world, guint64 from)
{
  for (guint i = 0; i < world->process->n_steps; i++)
    for (guint k = 0; k < world->process->n_steps; k++)
      if (from >> k & 1)
        from |= world->after[k];
  return from;
}

static inline void
line_of (const YipuPlan *plan, const World *world, guint64 set, GArray **line)
{
  g_autofree gboolean *buyer = g_new0 (gboolean, world->process->n_steps + 1);

  for (guint i = 0; i < world->process->n_steps; i++)
    buyer[i] = set >> i & 1;
  *line = yipu_cut_line_of (plan, buyer);
}

static inline guint64
closed_by (const YipuPlan *plan, const World *world, const guint *line, guint n_line)
{
  g_autofree gboolean *buyer = yipu_cut_close (plan, line, n_line);
  guint64 set = 0;

  for (guint i = 0; i < world->process->n_steps; i++)
    set |= (guint64) (buyer[i] != FALSE) << i;
  return set;
}

static inline YipuKit
kit_of (const World *world, GArray *line)
{
  return (YipuKit){ "kit",         world->targets,   (const guint *) (gpointer) line->data,
                    world->supply, world->n_targets, line->len };
}

static inline YipuFraction
plus (YipuFraction a, YipuFraction b)
{
  return yipu_fraction_add (a, b);
}

static inline void
assert_same (YipuFraction got, YipuFraction want)
{
  g_assert_cmpint (got.num, ==, want.num);
  g_assert_cmpint (got.den, ==, want.den);
}
