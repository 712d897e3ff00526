/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lanes: nodes that follow each other are tied into threads, each as straight as a line of a metro
 * map (after Brandes and Köpf 2001, without their four runs). The threads are pushed as far up as
 * the order allows, then each is let down to where its neighbours are. Ties never cross each other,
 * so "above" among threads has no circle. */
#include "map.h"

#define LETTING_DOWN 6
#define NONE G_MAXUINT

typedef struct {
  guint link;
  guint weight;
} Tie;

typedef struct {
  const YipuMapDraft *draft;
  guint *thread; /* of a node */
  guint n_threads;
  double *lane;     /* of a thread */
  GArray *order;    /* of guint: threads, none before one above it */
  GArray **members; /* of a thread: its nodes */
} Lanes;

static gboolean
is_bend (const Lanes *self, guint node)
{
  return yipu_draft_node (self->draft, node)->type == YIPU_MAP_BEND;
}

/* Room between neighbours of a column. */
static double
room (const Lanes *self, guint above, guint below)
{
  return is_bend (self, above) || is_bend (self, below) ? 0.5 : 1.0;
}

/* Longest way to a node: what lies on the longest is tied first. */
static guint *
measure_ways (const YipuMapDraft *draft)
{
  guint *way = g_new0 (guint, draft->nodes->len + 1);

  for (guint c = 1; c < draft->n_columns; c++)
    for (guint i = 0; i < draft->gaps[c]->len; i++) {
      const YipuMapLink *link = yipu_draft_link (draft, g_array_index (draft->gaps[c], guint, i));
      way[link->to] = MAX (way[link->to], way[link->from] + 1);
    }
  return way;
}

static int
compare_ties (gconstpointer a, gconstpointer b)
{
  const Tie *one = a;
  const Tie *other = b;

  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  return one->link < other->link ? -1 : 1;
}

/* The ties of a gap that may be drawn straight: the weightiest first, none across another. */
static void
tie_gap (Lanes *self, guint column, const guint *way, guint *right_of)
{
  const YipuMapDraft *draft = self->draft;
  GArray *gap = draft->gaps[column];
  GArray *left = draft->columns[column - 1];
  g_autofree Tie *ties = g_new (Tie, gap->len + 1);
  g_autofree guint *taken = g_new (guint, draft->columns[column]->len + 1);

  for (guint i = 0; i < gap->len; i++) {
    guint index = g_array_index (gap, guint, i);
    const YipuMapLink *link = yipu_draft_link (draft, index);
    gboolean passes = is_bend (self, link->from) && is_bend (self, link->to);
    ties[i] = (Tie){ index, passes ? NONE : way[link->from] };
  }
  qsort (ties, gap->len, sizeof *ties, compare_ties);
  for (guint i = 0; i < draft->columns[column]->len; i++)
    taken[i] = NONE;
  for (guint i = 0; i < gap->len; i++) {
    const YipuMapLink *link = yipu_draft_link (draft, ties[i].link);
    guint from = draft->places[link->from];
    guint to = draft->places[link->to];
    gboolean free = right_of[link->from] == NONE && taken[to] == NONE;
    for (guint above = 0; free && above < from; above++) {
      guint other = right_of[g_array_index (left, guint, above)];
      free = other == NONE || draft->places[other] < to;
    }
    for (guint below = from + 1; free && below < left->len; below++) {
      guint other = right_of[g_array_index (left, guint, below)];
      free = other == NONE || draft->places[other] > to;
    }
    if (!free)
      continue;
    right_of[link->from] = link->to;
    taken[to] = link->from;
  }
}

static void
tie_threads (Lanes *self)
{
  const YipuMapDraft *draft = self->draft;
  g_autofree guint *way = measure_ways (draft);
  g_autofree guint *right_of = g_new (guint, draft->nodes->len + 1);

  for (guint i = 0; i < draft->nodes->len; i++)
    right_of[i] = self->thread[i] = NONE;
  for (guint c = 1; c < draft->n_columns; c++)
    tie_gap (self, c, way, right_of);
  for (guint c = 0; c < draft->n_columns; c++)
    for (guint i = 0; i < draft->columns[c]->len; i++) {
      guint node = g_array_index (draft->columns[c], guint, i);
      if (self->thread[node] != NONE)
        continue;
      for (guint at = node; at != NONE; at = right_of[at])
        self->thread[at] = self->n_threads;
      self->n_threads++;
    }
}

static void
list_members (Lanes *self)
{
  self->members = g_new (GArray *, self->n_threads + 1);
  for (guint t = 0; t < self->n_threads; t++)
    self->members[t] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->draft->nodes->len; i++)
    g_array_append_val (self->members[self->thread[i]], i);
}

/* The neighbour of a node in its column, @by places further down; NONE at the end. */
static guint
neighbour (const Lanes *self, guint node, int by)
{
  GArray *column = self->draft->columns[yipu_draft_node (self->draft, node)->column];
  guint place = self->draft->places[node] + (guint) by;

  return place < column->len ? g_array_index (column, guint, place) : NONE;
}

static void
sort_threads (Lanes *self)
{
  g_autofree guint *above = g_new0 (guint, self->n_threads + 1);

  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->draft->nodes->len; i++)
    above[self->thread[i]] += neighbour (self, i, -1) != NONE;
  for (guint t = 0; t < self->n_threads; t++)
    if (above[t] == 0)
      g_array_append_val (self->order, t);
  for (guint k = 0; k < self->order->len; k++) {
    GArray *members = self->members[g_array_index (self->order, guint, k)];
    for (guint m = 0; m < members->len; m++) {
      guint below = neighbour (self, g_array_index (members, guint, m), 1);
      if (below != NONE && --above[self->thread[below]] == 0)
        g_array_append_val (self->order, self->thread[below]);
    }
  }
}

/* How far up a thread may go. */
static double
highest (const Lanes *self, guint thread)
{
  double lane = 0;

  for (guint m = 0; m < self->members[thread]->len; m++) {
    guint node = g_array_index (self->members[thread], guint, m);
    guint above = neighbour (self, node, -1);
    if (above != NONE)
      lane = MAX (lane, self->lane[self->thread[above]] + room (self, above, node));
  }
  return lane;
}

static double
lowest (const Lanes *self, guint thread)
{
  double lane = G_MAXDOUBLE;

  for (guint m = 0; m < self->members[thread]->len; m++) {
    guint node = g_array_index (self->members[thread], guint, m);
    guint below = neighbour (self, node, 1);
    if (below != NONE)
      lane = MIN (lane, self->lane[self->thread[below]] - room (self, node, below));
  }
  return lane;
}

/* Where a thread would like to be: the mean lane of what its nodes are linked to elsewhere. */
static void
sum_wishes (const Lanes *self, double *sum, guint *n)
{
  for (guint i = 0; i < self->draft->links->len; i++) {
    const YipuMapLink *link = yipu_draft_link (self->draft, i);
    guint from = self->thread[link->from];
    guint to = self->thread[link->to];
    if (from == to)
      continue;
    sum[from] += self->lane[to];
    sum[to] += self->lane[from];
    n[from]++;
    n[to]++;
  }
}

static void
let_down (Lanes *self)
{
  g_autofree double *sum = g_new0 (double, self->n_threads + 1);
  g_autofree guint *n = g_new0 (guint, self->n_threads + 1);

  sum_wishes (self, sum, n);
  for (guint k = self->order->len; k-- > 0;) {
    guint thread = g_array_index (self->order, guint, k);
    double wish = n[thread] > 0 ? sum[thread] / n[thread] : self->lane[thread];
    double most = lowest (self, thread);
    self->lane[thread] = MAX (highest (self, thread), MIN (wish, most));
  }
}

void
yipu_map_place (YipuMapDraft *draft)
{
  Lanes self = { .draft = draft };
  double top = G_MAXDOUBLE;

  self.thread = g_new (guint, draft->nodes->len + 1);
  tie_threads (&self);
  self.lane = g_new0 (double, self.n_threads + 1);
  list_members (&self);
  sort_threads (&self);
  for (guint k = 0; k < self.order->len; k++) {
    guint thread = g_array_index (self.order, guint, k);
    self.lane[thread] = highest (&self, thread);
  }
  for (guint i = 0; i < LETTING_DOWN; i++)
    let_down (&self);
  for (guint t = 0; t < self.n_threads; t++)
    top = MIN (top, self.lane[t]);
  for (guint i = 0; i < draft->nodes->len; i++)
    yipu_draft_node (draft, i)->lane = self.lane[self.thread[i]] - top;
  for (guint t = 0; t < self.n_threads; t++)
    g_array_unref (self.members[t]);
  g_array_unref (self.order);
  g_free (self.members);
  g_free (self.thread);
  g_free (self.lane);
}
