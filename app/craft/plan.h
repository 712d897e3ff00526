/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a plan, shared by the files of the kit engine. */
#pragma once

#include <yipu/kit.h>

G_BEGIN_DECLS

/* A flow as the engine uses it: in the item's unit, with repeats and loss counted in. */
typedef struct {
  guint item;
  gboolean per_run;
  YipuFraction quantity;
} YipuPlanFlow;

/* What belongs to step i ends where that of step i + 1 begins. */
typedef struct {
  guint first_in;     /* in plan->ins: what it uses up */
  guint first_out;    /* in plan->outs */
  guint first_tool;   /* in plan->tools: items, each once */
  guint first_before; /* in plan->before: the steps that make what it uses */
  gint64 work_min;    /* a run; -1 is unknown, as below */
  gint64 wait_min;
  gint64 setup_min;
  guint component; /* equal for steps that go round in a circle */
  int rival_of;    /* the step that counts as the maker of what this one makes too; -1 for none */
  guint8 on_cycle;
  guint8 who; /* a YipuWho */
  guint8 by_piece;
} YipuPlanStep;

/* What the passes need of an item, side by side; the record itself is far larger. */
typedef struct {
  int maker;         /* -1: bought, or nobody makes it */
  guint8 bought;     /* this kit ignores its maker */
  guint8 two_makers; /* maker is the first of them, and what it takes is unknown */
  guint8 tool;
  YipuFraction price_fen;
} YipuPlanItem;

struct _YipuPlan {
  const YipuProcess *process;
  const YipuKitRules *rules;
  YipuPlanStep *steps;    /* n_steps + 1 */
  YipuPlanItem *items;    /* n_items */
  YipuFraction *portions; /* n_items; 0: any amount can be put in a box */
  YipuPlanFlow *ins;
  YipuPlanFlow *outs;
  YipuFraction *cost_shares; /* of outs, 0 to 1; none where nobody said */
  guint *tools;
  guint *before;
  guint *order;  /* n_steps */
  guint *unmade; /* items without a maker, in order */
  guint n_unmade;
  gboolean has_cycle;
  gboolean has_rivals;
  gboolean has_cost_shares;
  GPtrArray *findings; /* of YipuFinding, owned */
};

/* order.c: fills order, component, on_cycle, has_cycle; names each circle in findings. */
void yipu_plan_sort (YipuPlan *plan);

/* unit.c: the quantity of one @unit (-1: the item's own) in the item's unit; none where they do
 * not convert. */
YipuFraction yipu_unit_factor (const YipuKitRules *rules, const YipuItem *item, int unit);
/* The least amount that can be put in a box, 0 for any: pieces are not cut. */
YipuFraction yipu_unit_portion (const YipuKitRules *rules, const YipuItem *item);
/* What people call a unit, "?" for none. */
const char *yipu_unit_name (const YipuKitRules *rules, int unit);

/* Minutes of a plan's step as a fraction. */
static inline YipuFraction
yipu_plan_minutes (gint64 minutes)
{
  return minutes < 0 ? YIPU_FRACTION_NONE : (YipuFraction){ minutes, 1 };
}

/* Names for findings, never NULL. */
const char *yipu_plan_item_name (const YipuPlan *plan, guint item);
const char *yipu_plan_step_title (const YipuPlan *plan, guint step);
/* Adds a finding about a step or an item of the process. */
#define yipu_plan_find_step(plan, findings, severity, rule, step, field, ...)                      \
  g_ptr_array_add (findings,                                                                       \
                   yipu_finding_new (severity, rule, "step", (plan)->process->steps[step].id,      \
                                     field, __VA_ARGS__))
#define yipu_plan_find_item(plan, findings, severity, rule, item, field, ...)                      \
  g_ptr_array_add (                                                                                \
      findings,                                                                                    \
      yipu_finding_new (severity, rule, (plan)->process->items[item].of_step ? "step" : "item",    \
                        (plan)->process->items[item].id,                                           \
                        (plan)->process->items[item].of_step ? NULL : (field), __VA_ARGS__))

G_END_DECLS
