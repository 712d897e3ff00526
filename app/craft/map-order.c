/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of each column from top to bottom. Sweeps from left to right and back put every node at
 * the mean place of its neighbours, then neighbours change places where that helps; the best order
 * seen is kept, the first among equals, so that a map that was drawn before stays as it was. */
#include "map.h"

#define SWEEPS 24
#define SWEEPS_OF_LARGE 2
/* Where sweeps end depends on where they begin. */
#define STARTS 8
#define SIFT_ROUNDS 10
/* Columns with more nodes are not sifted. */
#define MOST_TO_SIFT 40
#define LARGE 3000

typedef struct {
  guint node;
  double key;
  guint was;
} Sortable;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Sortable *one = a;
  const Sortable *other = b;

  if (one->key < other->key || one->key > other->key)
    return one->key < other->key ? -1 : 1;
  return one->was < other->was ? -1 : one->was > other->was;
}

static void
number_places (YipuMapDraft *draft, guint column)
{
  for (guint i = 0; i < draft->columns[column]->len; i++)
    draft->places[g_array_index (draft->columns[column], guint, i)] = i;
}

/* Sorts a column by @keys, one of each node; equal ones stay as they are, or turn round: by turns
 * they get out of where they are stuck. */
static void
sort_column (YipuMapDraft *draft, guint column, const double *keys, gboolean turn)
{
  GArray *nodes = draft->columns[column];
  g_autofree Sortable *sorted = g_new (Sortable, nodes->len + 1);

  for (guint i = 0; i < nodes->len; i++) {
    guint node = g_array_index (nodes, guint, i);
    sorted[i] = (Sortable){ node, keys[node], turn ? nodes->len - i : i };
  }
  qsort (sorted, nodes->len, sizeof *sorted, compare_keys);
  for (guint i = 0; i < nodes->len; i++)
    g_array_index (nodes, guint, i) = sorted[i].node;
  number_places (draft, column);
}

/* The mean of @values of each node's neighbours on one side; a node without any keeps its own. */
static void
mean_of_neighbours (
    const YipuMapDraft *draft, guint column, gboolean left, const double *values, double *means)
{
  g_autofree guint *n = g_new0 (guint, draft->nodes->len + 1);
  GArray *gap = left                            ? draft->gaps[column]
                : column + 1 < draft->n_columns ? draft->gaps[column + 1]
                                                : NULL;

  for (guint i = 0; i < draft->columns[column]->len; i++)
    means[g_array_index (draft->columns[column], guint, i)] = 0;
  for (guint i = 0; gap && i < gap->len; i++) {
    const YipuMapLink *link = yipu_draft_link (draft, g_array_index (gap, guint, i));
    guint own = left ? link->to : link->from;
    means[own] += values[left ? link->from : link->to];
    n[own]++;
  }
  for (guint i = 0; i < draft->columns[column]->len; i++) {
    guint node = g_array_index (draft->columns[column], guint, i);
    means[node] = n[node] > 0 ? means[node] / n[node] : values[node];
  }
}

/* What was drawn before begins in its order; what is new beside what uses it. */
static void
begin (YipuMapDraft *draft)
{
  g_autofree double *keys = g_new0 (double, draft->nodes->len + 1);
  g_autofree double *means = g_new0 (double, draft->nodes->len + 1);

  for (guint c = draft->n_columns; c-- > 0;) {
    mean_of_neighbours (draft, c, FALSE, keys, means);
    for (guint i = 0; i < draft->columns[c]->len; i++) {
      guint node = g_array_index (draft->columns[c], guint, i);
      double lane = yipu_draft_node (draft, node)->lane;
      keys[node] = lane >= 0 ? lane : means[node];
    }
    sort_column (draft, c, keys, FALSE);
  }
}

typedef struct {
  guint from;
  guint to;
} Ends;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const Ends *one = a;
  const Ends *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to < other->to ? -1 : one->to > other->to;
}

/* Pairs in the wrong order among the right ends, with those of the left sorted: by a tree of
 * counts (Fenwick). */
static guint
count_inversions (const Ends *ends, guint n, guint most)
{
  g_autofree guint *tree = g_new0 (guint, most + 2);
  guint count = 0;

  for (guint i = 0; i < n; i++) {
    guint not_above = 0;
    for (guint t = ends[i].to + 1; t > 0; t -= t & -t)
      not_above += tree[t];
    count += i - not_above;
    for (guint t = ends[i].to + 1; t <= most + 1; t += t & -t)
      tree[t]++;
  }
  return count;
}

guint
yipu_map_crossings (const YipuMapDraft *draft, guint column)
{
  GArray *gap = draft->gaps[column];
  g_autofree Ends *ends = g_new (Ends, gap->len + 1);

  for (guint i = 0; i < gap->len; i++) {
    const YipuMapLink *link = yipu_draft_link (draft, g_array_index (gap, guint, i));
    ends[i] = (Ends){ draft->places[link->from], draft->places[link->to] };
  }
  qsort (ends, gap->len, sizeof *ends, compare_ends);
  return count_inversions (ends, gap->len, draft->columns[column]->len);
}

static guint
all_crossings (const YipuMapDraft *draft)
{
  guint count = 0;

  for (guint c = 1; c < draft->n_columns; c++)
    count += yipu_map_crossings (draft, c);
  return count;
}

static guint
crossings_beside (const YipuMapDraft *draft, guint column)
{
  return (column > 0 ? yipu_map_crossings (draft, column) : 0) +
         (column + 1 < draft->n_columns ? yipu_map_crossings (draft, column + 1) : 0);
}

static void
swap (YipuMapDraft *draft, guint column, guint i)
{
  GArray *nodes = draft->columns[column];
  guint above = g_array_index (nodes, guint, i);

  g_array_index (nodes, guint, i) = g_array_index (nodes, guint, i + 1);
  g_array_index (nodes, guint, i + 1) = above;
  draft->places[g_array_index (nodes, guint, i)] = i;
  draft->places[above] = i + 1;
}

static void
move (YipuMapDraft *draft, guint column, guint from, guint to)
{
  for (; from > to; from--)
    swap (draft, column, from - 1);
  for (; from < to; from++)
    swap (draft, column, from);
}

/* Tries a node at every place of its column and leaves it at the best, its own among equals. */
static gboolean
sift (YipuMapDraft *draft, guint column, guint node)
{
  guint n = draft->columns[column]->len;
  guint own = draft->places[node];
  guint least = crossings_beside (draft, column);
  guint best = own;

  if (least == 0)
    return FALSE;
  move (draft, column, own, 0);
  for (guint at = 0; at < n; at++) {
    guint now = at == own ? G_MAXUINT : crossings_beside (draft, column);
    if (now < least) {
      least = now;
      best = at;
    }
    if (at + 1 < n)
      swap (draft, column, at);
  }
  move (draft, column, n - 1, best);
  return best != own;
}

static gboolean
sift_column (YipuMapDraft *draft, guint column)
{
  GArray *nodes = draft->columns[column];
  g_autofree guint *all = g_memdup2 (nodes->data, nodes->len * sizeof (guint));
  gboolean better = FALSE;

  for (guint i = 0; nodes->len > 1 && nodes->len <= MOST_TO_SIFT && i < nodes->len; i++)
    better |= sift (draft, column, all[i]);
  return better;
}

static void
sift_all (YipuMapDraft *draft)
{
  gboolean better = TRUE;

  for (guint round = 0; better && round < SIFT_ROUNDS; round++) {
    better = FALSE;
    for (guint c = 0; c < draft->n_columns; c++)
      better |= sift_column (draft, c);
  }
}

static void
sweep (YipuMapDraft *draft, gboolean to_the_right, gboolean turn)
{
  g_autofree double *places = g_new0 (double, draft->nodes->len + 1);
  g_autofree double *means = g_new0 (double, draft->nodes->len + 1);

  for (guint k = 0; k < draft->n_columns; k++) {
    guint c = to_the_right ? k : draft->n_columns - 1 - k;
    for (guint i = 0; i < draft->columns[c]->len; i++)
      places[g_array_index (draft->columns[c], guint, i)] = i;
    if (k > 0) {
      mean_of_neighbours (draft, c, to_the_right, places, means);
      sort_column (draft, c, means, turn);
    }
    for (guint i = 0; i < draft->columns[c]->len; i++)
      places[g_array_index (draft->columns[c], guint, i)] = i;
  }
}

static void
copy_columns (GArray **from, GArray **to, guint n)
{
  for (guint c = 0; c < n; c++) {
    g_array_set_size (to[c], 0);
    g_array_append_vals (to[c], from[c]->data, from[c]->len);
  }
}

/* The best order seen so far, and how many links cross in it. */
typedef struct {
  GPtrArray *columns; /* of GArray */
  guint crossings;
} Best;

static void
keep_if_better (YipuMapDraft *draft, Best *best)
{
  guint now = all_crossings (draft);

  if (now >= best->crossings)
    return;
  best->crossings = now;
  copy_columns (draft->columns, (GArray **) best->columns->pdata, draft->n_columns);
}

static void
sweep_about (YipuMapDraft *draft, Best *best)
{
  guint sweeps = draft->nodes->len > LARGE ? SWEEPS_OF_LARGE : SWEEPS;

  for (guint s = 0; s < sweeps && best->crossings > 0; s++) {
    sweep (draft, s % 2 == 0, s % 4 > 1);
    sift_all (draft);
    keep_if_better (draft, best);
  }
}

/* An order that has nothing to do with those before, the same each time. */
static void
begin_anyhow (YipuMapDraft *draft, guint start)
{
  g_autofree double *keys = g_new0 (double, draft->nodes->len + 1);

  for (guint i = 0; i < draft->nodes->len; i++)
    keys[i] = (double) ((i * 2654435761u) >> start % 16);
  for (guint c = 0; c < draft->n_columns; c++)
    sort_column (draft, c, keys, start % 2 == 1);
}

/* Whether so few links cross that the map may stay as it was drawn. */
static gboolean
may_stay (const Best *stayed, const Best *anew)
{
  return stayed->crossings <= anew->crossings + MAX (1, anew->crossings / 4);
}

void
yipu_map_order (YipuMapDraft *draft, gboolean drawn_before)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Best stayed = { kept, G_MAXUINT };
  Best anew = { columns, G_MAXUINT };
  const Best *best = &anew;
  gboolean large = draft->nodes->len > LARGE;

  for (guint c = 0; c < draft->n_columns; c++) {
    g_ptr_array_add (columns, g_array_new (FALSE, FALSE, sizeof (guint)));
    g_ptr_array_add (kept, g_array_new (FALSE, FALSE, sizeof (guint)));
  }
  begin (draft);
  keep_if_better (draft, &anew);
  sift_all (draft);
  keep_if_better (draft, &stayed);
  keep_if_better (draft, &anew);
  sweep_about (draft, &anew);
  for (guint start = 1; start < (drawn_before || large ? 2 : STARTS); start++) {
    begin_anyhow (draft, start);
    sweep_about (draft, &anew);
  }
  if (drawn_before && may_stay (&stayed, &anew))
    best = &stayed;
  copy_columns ((GArray **) best->columns->pdata, draft->columns, draft->n_columns);
  for (guint c = 0; c < draft->n_columns; c++)
    number_places (draft, c);
}
