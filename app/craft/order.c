/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of the steps: what makes comes before what uses; where the graph leaves a choice, the
 * recorded order. Steps that go round in a circle are found as strongly connected components
 * (Tarjan, without recursion: a process may be 20,000 steps deep); with the edges inside each of
 * them left out the rest sorts as ever. */
#include "plan.h"

#include <glib/gi18n-lib.h>

/* A heap of step numbers, least first. */
typedef struct {
  guint *at;
  guint n;
} Heap;

static void
heap_push (Heap *heap, guint step)
{
  guint i = heap->n++;

  for (; i > 0 && heap->at[(i - 1) / 2] > step; i = (i - 1) / 2)
    heap->at[i] = heap->at[(i - 1) / 2];
  heap->at[i] = step;
}

static guint
heap_pop (Heap *heap)
{
  guint least = heap->at[0];
  guint last = heap->at[--heap->n];
  guint i = 0;

  for (guint child = 1; child < heap->n; child = 2 * i + 1) {
    child += child + 1 < heap->n && heap->at[child + 1] < heap->at[child];
    if (heap->at[child] >= last)
      break;
    heap->at[i] = heap->at[child];
    i = child;
  }
  heap->at[i] = last;
  return least;
}

static gboolean
is_edge (const YipuPlan *plan, guint from, guint to)
{
  return plan->steps[from].component != plan->steps[to].component;
}

/* The steps after each, from the steps before each: those after i stand from first[i] to
 * first[i + 1]. While filling, first[i + 1] is where the next one after i goes. */
static guint *
turn_edges (const YipuPlan *plan, guint *first)
{
  guint n = plan->process->n_steps;
  guint *after = g_new (guint, plan->steps[n].first_before + 1);

  for (guint e = 0; e < plan->steps[n].first_before; e++)
    first[plan->before[e] + 2]++;
  for (guint i = 0; i < n; i++)
    first[i + 2] += first[i + 1];
  for (guint i = 0; i < n; i++)
    for (guint e = plan->steps[i].first_before; e < plan->steps[i + 1].first_before; e++)
      after[first[plan->before[e] + 1]++] = i;
  return after;
}

/* Returns how many steps could be ordered: all, unless some wait for each other. */
static guint
sort_by_need (YipuPlan *plan, const guint *first, const guint *after)
{
  guint n = plan->process->n_steps;
  g_autofree guint *missing = g_new0 (guint, n + 1);
  Heap heap = { g_new (guint, n + 1), 0 };
  guint done = 0;

  for (guint i = 0; i < n; i++)
    for (guint e = plan->steps[i].first_before; e < plan->steps[i + 1].first_before; e++)
      missing[i] += is_edge (plan, plan->before[e], i);
  for (guint i = 0; i < n; i++)
    if (missing[i] == 0)
      heap_push (&heap, i);
  while (heap.n > 0) {
    guint step = heap_pop (&heap);
    plan->order[done++] = step;
    for (guint e = first[step]; e < first[step + 1]; e++)
      if (is_edge (plan, step, after[e]) && --missing[after[e]] == 0)
        heap_push (&heap, after[e]);
  }
  g_free (heap.at);
  return done;
}

typedef struct {
  YipuPlan *plan;
  guint *index;   /* when first met, from 1 */
  guint *low;     /* the earliest step reachable */
  guint *next;    /* next edge to look at */
  guint *path;    /* the walk */
  guint *waiting; /* met, not yet in a component */
  guint n_path;
  guint n_waiting;
  guint n_met;
} Walk;

static void
walk_enter (Walk *walk, guint step)
{
  walk->index[step] = walk->low[step] = ++walk->n_met;
  walk->next[step] = walk->plan->steps[step].first_before;
  walk->path[walk->n_path++] = step;
  walk->waiting[walk->n_waiting++] = step;
}

/* All that waits from @step on forms one component; it is a circle if there are several, or one
 * that uses what it makes. */
static void
walk_close (Walk *walk, guint step, gboolean uses_its_own)
{
  YipuPlanStep *steps = walk->plan->steps;
  gboolean several = walk->waiting[walk->n_waiting - 1] != step;
  guint member;

  do {
    member = walk->waiting[--walk->n_waiting];
    steps[member].component = step;
    steps[member].on_cycle = several || uses_its_own;
  } while (member != step);
}

static gboolean
uses_own (const YipuPlan *plan, guint step)
{
  for (guint e = plan->steps[step].first_before; e < plan->steps[step + 1].first_before; e++)
    if (plan->before[e] == step)
      return TRUE;
  return FALSE;
}

static void
walk_from (Walk *walk, guint start)
{
  YipuPlan *plan = walk->plan;

  walk_enter (walk, start);
  while (walk->n_path > 0) {
    guint step = walk->path[walk->n_path - 1];
    if (walk->next[step] < plan->steps[step + 1].first_before) {
      guint other = plan->before[walk->next[step]++];
      if (walk->index[other] == 0)
        walk_enter (walk, other);
      else if (plan->steps[other].component == G_MAXUINT) /* it waits still */
        walk->low[step] = MIN (walk->low[step], walk->index[other]);
      continue;
    }
    walk->n_path--;
    if (walk->n_path > 0)
      walk->low[walk->path[walk->n_path - 1]] =
          MIN (walk->low[walk->path[walk->n_path - 1]], walk->low[step]);
    if (walk->low[step] == walk->index[step])
      walk_close (walk, step, uses_own (plan, step));
  }
}

static void
find_components (YipuPlan *plan)
{
  guint n = plan->process->n_steps;
  g_autofree guint *room = g_new0 (guint, 5 * (gsize) n);
  Walk walk = { plan, room, room + n, room + 2 * n, room + 3 * n, room + 4 * n };

  for (guint i = 0; i < n; i++)
    plan->steps[i].component = G_MAXUINT;
  for (guint i = 0; i < n; i++)
    if (walk.index[i] == 0)
      walk_from (&walk, i);
}

#define MAX_NAMES 5
#define MAX_CIRCLES 50

/* "“A”, “B” …": a circle of hundreds is not told in full. */
static void
add_name (GString *names, guint *n, const char *name)
{
  if (++*n <= MAX_NAMES)
    /* Translators: between names in a list. */
    g_string_append_printf (names, "%s“%s”", names->len > 0 ? _ (", ") : "", name);
  else if (*n == MAX_NAMES + 1)
    g_string_append (names, " …");
}

static void
report_circle (YipuPlan *plan, guint component)
{
  const YipuFlow *flows = plan->process->flows;
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (GString) items = g_string_new (NULL);
  guint n_steps = 0;
  guint n_items = 0;
  guint first = G_MAXUINT;

  for (guint i = 0; i < plan->process->n_steps; i++) {
    if (plan->steps[i].component != component)
      continue;
    first = MIN (first, i);
    add_name (steps, &n_steps, yipu_plan_step_title (plan, i));
  }
  for (guint f = 0; f < plan->process->n_flows; f++) {
    int maker = flows[f].out ? -1 : plan->items[flows[f].item].maker;
    if (maker >= 0 && plan->steps[flows[f].step].component == component &&
        plan->steps[maker].component == component)
      add_name (items, &n_items, yipu_plan_item_name (plan, flows[f].item));
  }
  yipu_plan_find_step (plan, plan->findings, YIPU_SEVERITY_BLOCK, "kit.cycle", first, NULL,
                       _ ("These steps go round in a circle, each waiting for another: %s. They "
                          "hang together by %s: take one of these out of what a step uses."),
                       steps->str, items->str);
}

static void
report_circles (YipuPlan *plan)
{
  g_autofree gboolean *told = g_new0 (gboolean, plan->process->n_steps);

  for (guint i = 0, n = 0; i < plan->process->n_steps && n < MAX_CIRCLES; i++) {
    if (!plan->steps[i].on_cycle || told[plan->steps[i].component])
      continue;
    n++;
    told[plan->steps[i].component] = TRUE;
    report_circle (plan, plan->steps[i].component);
  }
}

void
yipu_plan_sort (YipuPlan *plan)
{
  guint n = plan->process->n_steps;
  g_autofree guint *first = g_new0 (guint, n + 2);
  g_autofree guint *after = turn_edges (plan, first);

  /* At first each step is a component of its own, and none uses what it makes. */
  for (guint i = 0; i < n; i++) {
    plan->steps[i].component = i;
    plan->has_cycle = plan->has_cycle || uses_own (plan, i);
  }
  if (sort_by_need (plan, first, after) == n && !plan->has_cycle)
    return;
  plan->has_cycle = TRUE;
  find_components (plan);
  sort_by_need (plan, first, after);
  report_circles (plan);
}
