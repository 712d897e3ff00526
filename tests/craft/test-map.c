/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map: what stands where, on random processes; and whether Graphviz's `dot`, given the same
 * columns, crosses fewer links. */
#include "processes.h"

#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <yipu/init.h>
#include <yipu/process-map.h>

#define ROUNDS 300
#define EPSILON 1e-6

/* The comparison with dot is of the same processes each time: it is close. */
static GRand *dice;

static int
throw_dice (int from, int before)
{
  return dice ? g_rand_int_range (dice, from, before) : g_test_rand_int_range (from, before);
}

/* A process as people have them: most steps go on with what the step before made, some begin a
 * branch, some join one or two others. The last makes the piece. */
static guint
grow (Fixture *f, guint n)
{
  guint part = 0;

  for (guint s = 0; s < n; s++) {
    guint step = add_step (f, "step", 10, 0);
    gboolean begins = s == 0 || throw_dice (0, 6) == 0;
    if (!begins)
      add_flow (f, step, s - 1, N (1), FALSE);
    for (int joins = s > 1 ? throw_dice (0, 3) - 1 : 0; joins > 0; joins--)
      add_flow (f, step, (guint) throw_dice (0, (int) s), N (1), FALSE);
    part = add_item (f, "part", "ge");
    add_flow (f, step, part, N (1), TRUE);
  }
  /* What nobody uses goes into the piece. */
  for (guint s = 0; s + 1 < n; s++) {
    gboolean used = FALSE;
    for (guint i = 0; i < f->flows->len; i++) {
      const YipuFlow *flow = &g_array_index (f->flows, YipuFlow, i);
      used |= !flow->out && flow->item == s;
    }
    if (!used)
      add_flow (f, n - 1, s, N (1), FALSE);
  }
  return part;
}

typedef struct {
  Fixture *f;
  YipuPlan *plan;
  YipuKitResult *result;
  YipuTarget target;
  GArray *line;
  YipuKit kit;
} World;

static void
cut (World *world, guint position)
{
  const guint *order = yipu_plan_get_order (world->plan);
  guint n = world->f->steps->len;
  g_autofree gboolean *buyer = g_new0 (gboolean, n + 1);

  for (guint k = position; k < n; k++)
    buyer[order[k]] = TRUE;
  g_clear_pointer (&world->line, g_array_unref);
  world->line = yipu_cut_line_of (world->plan, buyer);
  world->kit = (YipuKit){ .targets = &world->target,
                          .n_targets = 1,
                          .line = (const guint *) (gpointer) world->line->data,
                          .n_line = world->line->len };
  yipu_kit_compute (world->plan, &world->kit, world->result);
}

static World *
world_new (guint n)
{
  World *world = g_new0 (World, 1);

  world->f = fixture_new ();
  world->target = (YipuTarget){ grow (world->f, n), 1 };
  world->plan = yipu_plan_new (fixture_process (world->f), yipu_kit_rules_get (), NULL);
  world->result = yipu_kit_result_new (world->plan);
  cut (world, n);
  return world;
}

static void
world_free (World *world)
{
  g_clear_pointer (&world->line, g_array_unref);
  yipu_kit_result_free (world->result);
  yipu_plan_free (world->plan);
  fixture_free (world->f);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static YipuMap *
draw (World *world, const YipuMap *before)
{
  return yipu_map_new (world->plan, &world->kit, world->result, before);
}

static void
assert_room (const YipuMap *map)
{
  for (guint i = 0; i < map->n_nodes; i++)
    for (guint j = i + 1; j < map->n_nodes; j++) {
      const YipuMapNode *a = &map->nodes[i];
      const YipuMapNode *b = &map->nodes[j];
      double room = a->type == YIPU_MAP_BEND || b->type == YIPU_MAP_BEND ? 0.5 : 1;
      if (a->column == b->column)
        g_assert_cmpfloat (fabs (a->lane - b->lane), >=, room - EPSILON);
    }
}

static void
assert_sides (const World *world, const YipuMap *map)
{
  for (guint s = 0; s < world->f->steps->len; s++) {
    gboolean buyer = world->result->steps[s].side == YIPU_CUT_SIDE_BUYER;
    g_assert_cmpint (map->nodes[s].type, ==, YIPU_MAP_STEP);
    g_assert_cmpuint (map->nodes[s].index, ==, s);
    g_assert_true (buyer ? map->nodes[s].column > map->line_column
                         : map->nodes[s].column < map->line_column);
  }
}

/* Every use of a part is a way of links from its maker to its user, always to the right. */
static void
assert_ways (const World *world, const YipuMap *map)
{
  const YipuProcess *process = &world->f->process;

  for (guint i = 0; i < map->n_links; i++)
    g_assert_cmpuint (map->nodes[map->links[i].from].column, <,
                      map->nodes[map->links[i].to].column);
  for (guint f = 0; f < process->n_flows; f++) {
    const YipuFlow *flow = &process->flows[f];
    guint at = flow->step;
    if (flow->out)
      continue;
    while (at != (guint) yipu_plan_get_maker (world->plan, flow->item)) {
      guint i = 0;
      while (i < map->n_links && (map->links[i].to != at || map->links[i].item != flow->item))
        i++;
      g_assert_cmpuint (i, <, map->n_links);
      at = map->links[i].from;
    }
  }
}

static void
assert_same (const YipuMap *one, const YipuMap *other)
{
  g_assert_cmpuint (one->n_nodes, ==, other->n_nodes);
  for (guint i = 0; i < one->n_nodes; i++) {
    g_assert_cmpuint (one->nodes[i].column, ==, other->nodes[i].column);
    g_assert_cmpfloat_with_epsilon (one->nodes[i].lane, other->nodes[i].lane, EPSILON);
  }
}

static void
everything_has_its_place (void)
{
  for (guint r = 0; r < ROUNDS; r++) {
    guint n = (guint) throw_dice (1, 40);
    g_autoptr (World) world = world_new (n);

    cut (world, (guint) throw_dice (0, (int) n + 1));
    g_autoptr (YipuMap) map = draw (world, NULL);
    g_autoptr (YipuMap) again = draw (world, NULL);
    assert_room (map);
    assert_sides (world, map);
    assert_ways (world, map);
    assert_same (map, again);
    for (guint i = 0; i < map->n_nodes; i++)
      g_assert_true (map->nodes[i].lane > -EPSILON && map->nodes[i].lane + 1 <= map->n_lanes);
  }
}

/* What crosses the line stands on it, each part once, and is in the box. */
static void
what_crosses_stands_on_the_line (void)
{
  for (guint r = 0; r < ROUNDS; r++) {
    guint n = (guint) throw_dice (2, 30);
    g_autoptr (World) world = world_new (n);

    cut (world, (guint) throw_dice (0, (int) n + 1));
    g_autoptr (YipuMap) map = draw (world, NULL);
    g_autofree guint *times = g_new0 (guint, world->f->items->len + 1);
    for (guint i = 0; i < map->n_nodes; i++)
      if (map->nodes[i].type == YIPU_MAP_BOXED) {
        g_assert_cmpuint (map->nodes[i].column, ==, map->line_column);
        times[map->nodes[i].index]++;
      }
    for (guint b = 0; b < world->result->box->len; b++)
      g_assert_cmpuint (times[g_array_index (world->result->box, YipuKitAmount, b).item]++, ==, 1);
    for (guint i = 0; i < world->f->items->len; i++)
      g_assert_true (times[i] == 0 || times[i] == 2);
  }
}

/* A chain is one straight line. */
static void
a_chain_is_straight (void)
{
  g_autoptr (World) world = g_new0 (World, 1);

  world->f = fixture_new ();
  for (guint s = 0; s < 12; s++) {
    add_step (world->f, "step", 10, 0);
    if (s > 0)
      add_flow (world->f, s, s - 1, N (1), FALSE);
    add_flow (world->f, s, add_item (world->f, "part", "ge"), N (1), TRUE);
  }
  world->target = (YipuTarget){ 11, 1 };
  world->plan = yipu_plan_new (fixture_process (world->f), yipu_kit_rules_get (), NULL);
  world->result = yipu_kit_result_new (world->plan);
  for (guint position = 0; position <= 12; position++) {
    cut (world, position);
    g_autoptr (YipuMap) map = draw (world, NULL);
    g_assert_cmpfloat (map->n_lanes, <, 1 + EPSILON);
    g_assert_cmpuint (map->line_column, ==, position);
  }
}

/* Pairs of a column that stand the other way round, and all of them. */
static void
compare_maps (const YipuMap *before, const YipuMap *after, guint n, guint *moved, guint *pairs)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++) {
      if (before->nodes[i].column != before->nodes[j].column ||
          after->nodes[i].column != after->nodes[j].column)
        continue;
      *pairs += 1;
      *moved += (before->nodes[i].lane < before->nodes[j].lane) !=
                (after->nodes[i].lane < after->nodes[j].lane);
    }
}

static void
add_one_step (World *world, guint n)
{
  guint step = add_step (world->f, "more", 10, 0);
  guint part = add_item (world->f, "more", "ge");

  add_flow (world->f, (guint) throw_dice (1, (int) n), part, N (1), FALSE);
  add_flow (world->f, step, part, N (1), TRUE);
  yipu_kit_result_free (world->result);
  yipu_plan_free (world->plan);
  world->plan = yipu_plan_new (fixture_process (world->f), yipu_kit_rules_get (), NULL);
  world->result = yipu_kit_result_new (world->plan);
  cut (world, n + 1);
}

/* What was there keeps its order from top to bottom, but where that saves a crossing; a map drawn
 * without knowing the one before changes far more. */
static void
one_step_more_leaves_the_rest (void)
{
  guint pairs = 0;
  guint moved = 0;
  guint moved_anew = 0;

  for (guint r = 0; r < ROUNDS; r++) {
    guint n = (guint) throw_dice (4, 30);
    guint ignored = 0;
    g_autoptr (World) world = world_new (n);
    g_autoptr (YipuMap) before = draw (world, NULL);

    add_one_step (world, n);
    g_autoptr (YipuMap) after = draw (world, before);
    g_autoptr (YipuMap) anew = draw (world, NULL);
    compare_maps (before, after, n, &moved, &pairs);
    compare_maps (before, anew, n, &moved_anew, &ignored);
  }
  g_test_message ("of %u pairs %u changed places, %u anew", pairs, moved, moved_anew);
  g_assert_cmpuint (moved * 10, <=, pairs);
  g_assert_cmpuint (moved, <, moved_anew);
}

/* Nothing a person can record makes it hang or fall over. */
static void
a_huge_process_is_drawn (void)
{
  g_autoptr (World) world = world_new (3000);

  cut (world, 1500);
  g_autoptr (YipuMap) map = draw (world, NULL);
  assert_sides (world, map);
}

static void
a_circle_is_drawn (void)
{
  g_autoptr (World) world = world_new (6);

  add_flow (world->f, 1, 4, N (1), FALSE);
  yipu_kit_result_free (world->result);
  yipu_plan_free (world->plan);
  world->plan = yipu_plan_new (fixture_process (world->f), yipu_kit_rules_get (), NULL);
  world->result = yipu_kit_result_new (world->plan);
  cut (world, 6);
  g_autoptr (YipuMap) map = draw (world, NULL);
  g_assert_cmpuint (map->n_nodes, >=, 6);
  for (guint i = 0; i < map->n_links; i++)
    g_assert_cmpuint (map->nodes[map->links[i].from].column, <,
                      map->nodes[map->links[i].to].column);
}

/* The map as a graph for dot, bends as nodes: it only chooses the order within the columns. */
static char *
write_dot (const YipuMap *map)
{
  GString *text = g_string_new ("digraph { rankdir=LR; node [shape=point];\n");

  for (guint c = 0; c < map->n_columns; c++) {
    g_string_append (text, "{ rank=same;");
    for (guint i = 0; i < map->n_nodes; i++)
      if (map->nodes[i].column == c)
        g_string_append_printf (text, " n%u;", i);
    g_string_append (text, "}\n");
  }
  for (guint i = 0; i < map->n_links; i++)
    g_string_append_printf (text, "n%u -> n%u;\n", map->links[i].from, map->links[i].to);
  g_string_append (text, "}\n");
  return g_string_free (text, FALSE);
}

/* The same links, the nodes as high as dot has them. */
static guint
count_dots_crossings (const YipuMap *map, const char *plain)
{
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  g_autofree YipuMapNode *nodes = g_memdup2 (map->nodes, map->n_nodes * sizeof *nodes);
  YipuMap dots = *map;

  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    if (g_strv_length (words) > 3 && g_str_equal (words[0], "node"))
      nodes[strtoul (words[1] + 1, NULL, 10)].lane = g_ascii_strtod (words[3], NULL);
  }
  dots.nodes = nodes;
  return yipu_map_count_crossings (&dots);
}

static char *
run_dot (const char *graph)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) dot =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        "dot", "-Tplain", NULL);
  char *plain = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (dot, graph, NULL, &plain, NULL, &error);
  g_assert_no_error (error);
  return plain;
}

static void
dot_crosses_hardly_fewer_links (void)
{
  g_autofree char *dot = g_find_program_in_path ("dot");
  guint ours = 0;
  guint dots = 0;

  if (!dot) {
    g_test_skip ("no Graphviz here");
    return;
  }
  dice = g_rand_new_with_seed (4);
  for (guint r = 0; r < 100; r++) {
    guint n = (guint) throw_dice (10, 40);
    g_autoptr (World) world = world_new (n);
    cut (world, (guint) throw_dice (0, (int) n + 1));
    g_autoptr (YipuMap) map = draw (world, NULL);
    g_autofree char *graph = write_dot (map);
    g_autofree char *plain = run_dot (graph);
    ours += yipu_map_count_crossings (map);
    dots += count_dots_crossings (map, plain);
  }
  g_clear_pointer (&dice, g_rand_free);
  g_test_message ("crossings: %u ours, %u by dot", ours, dots);
  g_assert_cmpuint (ours * 4, <=, dots * 5);
}

int
main (int argc, char *argv[])
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kit/map/everything-has-its-place", everything_has_its_place);
  g_test_add_func ("/kit/map/what-crosses-stands-on-the-line", what_crosses_stands_on_the_line);
  g_test_add_func ("/kit/map/a-chain-is-straight", a_chain_is_straight);
  g_test_add_func ("/kit/map/one-step-more-leaves-the-rest", one_step_more_leaves_the_rest);
  g_test_add_func ("/kit/map/a-huge-process-is-drawn", a_huge_process_is_drawn);
  g_test_add_func ("/kit/map/a-circle-is-drawn", a_circle_is_drawn);
  g_test_add_func ("/kit/map/dot-crosses-hardly-fewer-links", dot_crosses_hardly_fewer_links);
  return g_test_run ();
}
