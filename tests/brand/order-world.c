/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Builds the world of order-world.h. */
#include "order-world.h"

#include <stdarg.h>

#define ORDER_ID "019c0000-0000-7000-8000-000000000001" /* made on 2026-01-27 */

static char *
add (YipuEdit *edit, const char *kind, const char *id, ...)
{
  char *made = g_strdup (yipu_edit_add (edit, kind, id, NULL));
  const char *field;
  va_list args;

  g_assert_nonnull (made);
  va_start (args, id);
  while ((field = va_arg (args, const char *))) {
    g_autoptr (GError) error = NULL;
    yipu_edit_set (edit, made, field, va_arg (args, const char *), &error);
    g_assert_no_error (error);
  }
  va_end (args);
  return made;
}

static char *
flow (YipuEdit *edit, const char *step, const char *item, const char *direction, const char *number)
{
  return add (edit, "flow", NULL, "step", step, "item", item, "direction", direction, "quantity",
              number, NULL);
}

static void
add_people (YipuEdit *edit, World *world)
{
  static const char *const minutes[N_HOUSEHOLDS] = { "600", "900", "300" };

  world->inheritor = add (edit, "person", NULL, "display_name", "沈阿禾", NULL);
  g_free (add (edit, "role", NULL, "person", world->inheritor, "craft", world->craft, "kind",
               "inheritor", NULL));
  for (guint i = 0; i < N_HOUSEHOLDS; i++) {
    g_autofree char *name = g_strdup_printf ("家户%u", i + 1);
    world->households[i] =
        add (edit, "household", NULL, "name", name, "weekly_min", minutes[i], "fit_for_home",
             i == 2 ? NULL : "1", "skills", i == 0 ? "[\"染\"]" : NULL, NULL);
  }
}

static void
add_steps (YipuEdit *edit, World *world, const char *process)
{
  static const char *const titles[N_STEPS] = { "刻版", "印花", "浸染", "刮灰" };
  static const char *const minutes[N_STEPS] = { "240", "15", "90", "10" };
  static const char *const who[N_STEPS] = { "inheritor", "anyone", "trained", "anyone" };

  for (guint i = 0; i < N_STEPS; i++) {
    world->steps[i] =
        add (edit, "step", NULL, "process", process, "title", titles[i], "hands_on_min", minutes[i],
             "who", who[i], "fit_for_home", i == PRINT ? "1" : NULL, NULL);
    world->made[i] = add (edit, "item", NULL, "craft", world->craft, "name", titles[i], "unit",
                          "kuai", "weight_g", "20", "volume_ml", "10", NULL);
  }
  yipu_edit_set (edit, world->made[STENCIL], "tool", "1", NULL);
  yipu_edit_set (edit, world->made[STENCIL], "life_uses", "200", NULL);
}

static void
add_flows (YipuEdit *edit, World *world)
{
  g_autofree char *cloth = add (edit, "item", NULL, "craft", world->craft, "name", "白布", "unit",
                                "kuai", "price_fen", "300", "purchase_pack", "10", NULL);
  g_autofree char *bath = add (edit, "item", NULL, "craft", world->craft, "name", "染液", "unit",
                               "l", "price_fen", "20", "consumable", "1", NULL);
  g_autofree char *uses_bath = NULL;

  world->takes[STENCIL] = flow (edit, world->steps[STENCIL], cloth, "in", "1");
  world->takes[PRINT] = flow (edit, world->steps[PRINT], cloth, "in", "1");
  g_free (flow (edit, world->steps[PRINT], world->made[STENCIL], "in", "1"));
  world->takes[DYE] = flow (edit, world->steps[DYE], world->made[PRINT], "in", "6");
  uses_bath = flow (edit, world->steps[DYE], bath, "in", "10");
  yipu_edit_set (edit, uses_bath, "scaling", "per_run", NULL);
  world->takes[SCRAPE] = flow (edit, world->steps[SCRAPE], world->made[DYE], "in", "1");
  for (guint i = 0; i < N_STEPS; i++)
    world->gives[i] = flow (edit, world->steps[i], world->made[i], "out", i == DYE ? "6" : "1");
}

static gboolean
record (YipuEdit *edit, gpointer data, GError **error)
{
  World *world = data;
  g_autofree char *process = NULL;
  g_autofree char *line = NULL;

  world->craft = add (edit, "craft", NULL, "name", "蓝印花布", NULL);
  process = add (edit, "process", NULL, "craft", world->craft, NULL);
  add_people (edit, world);
  add_steps (edit, world, process);
  add_flows (edit, world);
  yipu_edit_set (edit, process, "target", world->made[SCRAPE], NULL);
  line = g_strdup_printf ("[\"%s\"]", world->steps[SCRAPE]);
  world->kit = add (edit, "kit", NULL, "process", process, "name", "刮灰小包", "line", line, NULL);
  g_free (add (edit, "kit_item", NULL, "kit", world->kit, "item", world->made[SCRAPE],
               "target_count", "1", NULL));
  g_free (add (edit, "brand", NULL, "name", "苇汀", "inheritor_fen_per_min", "100",
               "trained_fen_per_min", "60", "anyone_fen_per_min", "50", "fund_percent", "5",
               "royalty_percent", "3", "price_ending_fen", "80", NULL));
  world->order = add (edit, "work_order", ORDER_ID, "kit", world->kit, "boxes", "12", "due_on",
                      "2026-03-15", NULL);
  return TRUE;
}

void
world_set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&world->catalog, NULL);
  yipu_catalog_edit (world->catalog.catalog, "Record", record, world, &error);
  g_assert_no_error (error);
}

void
world_tear_down (World *world, gconstpointer data)
{
  fixture_tear_down (&world->catalog, NULL);
  g_free (world->craft);
  g_free (world->inheritor);
  for (guint i = 0; i < N_STEPS; i++) {
    g_free (world->steps[i]);
    g_free (world->made[i]);
    g_free (world->takes[i]);
    g_free (world->gives[i]);
  }
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    g_free (world->households[i]);
  g_free (world->kit);
  g_free (world->order);
}

YipuOrder *
world_load (World *world)
{
  g_autoptr (GError) error = NULL;
  YipuOrder *order = yipu_order_load (yipu_catalog_get_reader (world->catalog.catalog),
                                      world->order, TODAY, &error);

  g_assert_no_error (error);
  return order;
}

char *
world_assign (World *world, const char *step, const char *household, const char *runs)
{
  return fixture_add (world->catalog.catalog, "assignment", "work_order", world->order, "step",
                      step, "household", household, "runs", runs, NULL);
}

gint64
world_propose (World *world)
{
  g_autoptr (YipuOrder) order = world_load (world);
  g_autoptr (YipuProposal) proposal = yipu_order_propose (order);
  g_autoptr (GError) error = NULL;
  gpointer job = yipu_order_dup_job (order, proposal);
  gint64 unplaced = 0;

  yipu_catalog_edit (world->catalog.catalog, "Give out the work of an order", yipu_order_store, job,
                     &error);
  g_assert_no_error (error);
  yipu_order_job_free (job);
  for (guint i = 0; i < proposal->unplaced->len; i++)
    unplaced += g_array_index (proposal->unplaced, gint64, i);
  return unplaced;
}

const YipuFinding *
find_rule (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((YipuFinding *) findings->pdata[i])->rule, rule))
      return findings->pdata[i];
  return NULL;
}
