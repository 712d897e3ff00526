/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One reckoning: what the parts of the engine share while they fill a result. Arithmetic that does
 * not fit names the step and item it was about, once, and leaves the figure unknown. */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

typedef struct {
  const YipuPlan *plan;
  const YipuKit *kit;
  YipuKitStep *steps;
  YipuKitItem *items;
  gint64 *targets;     /* per item, wanted in each box */
  GPtrArray *findings; /* of YipuFinding, not owned */
  gint64 boxes;        /* 1, or those of an order */
  gboolean whole_runs; /* an order: the workshop's runs are rounded up */
  int step;            /* what is being reckoned, for findings; -1 for neither */
  int item;
  gboolean overflowed; /* told once: all that follows from it is unknown too */
  guint8 *told;        /* per item: what of it was told already */
} YipuReckoning;

/* demand.c: sides must be closed; fills all of items and, of steps, side, amount and runs. */
void yipu_reckon_demand (YipuReckoning *self);
/* What one more use of a tool takes of it: one of its uses of each needed at once. None where its
 * life is not known. */
YipuFraction yipu_reckon_wear (YipuReckoning *self, guint tool, YipuFraction runs);
/* What step @step, at its amount and runs, uses or makes by @flow. */
YipuFraction yipu_reckon_flow (YipuReckoning *self, guint step, const YipuPlanFlow *flow);
/* Who has @item in this kit. */
YipuSupply yipu_reckon_supply (const YipuReckoning *self, guint item);

/* cost.c: minutes and pay of the workshop and what is bought. */
void yipu_reckon_cost (YipuReckoning *self, YipuKitResult *result);
/* time.c: the booklet, hands-on and elapsed minutes, the tier. */
void yipu_reckon_time (YipuReckoning *self, YipuKitResult *result);
/* contents.c: box, tools, what the buyer has, what is left over, weight and volume. */
void yipu_reckon_contents (YipuReckoning *self, YipuKitResult *result);
/* safety.c: difficulty, age, warnings, shipping, who may do the buyer's steps. */
void yipu_reckon_safety (YipuReckoning *self, YipuKitResult *result);

/* reckon.c: whether @what of an item is told for the first time. */
#define YIPU_TOLD_LIFE 1
#define YIPU_TOLD_PRICE 2
#define YIPU_TOLD_WEIGHT 4
gboolean yipu_reckon_tell_once (YipuReckoning *self, guint item, guint8 what);
/* Adds that a step the kit needs has no minutes. */
void yipu_reckon_no_minutes (YipuReckoning *self, guint step);
/* Adds the finding, once. */
void yipu_reckon_overflow (YipuReckoning *self);

static inline gboolean
yipu_is_zero (YipuFraction f)
{
  return f.num == 0 && f.den != 0;
}

static inline YipuFraction
yipu_reckon_add (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction sum = yipu_fraction_add (a, b);

  if (G_UNLIKELY (sum.den == 0) && a.den != 0 && b.den != 0)
    yipu_reckon_overflow (self);
  return sum;
}

static inline YipuFraction
yipu_reckon_multiply (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction product = yipu_fraction_multiply (a, b);

  if (G_UNLIKELY (product.den == 0) && a.den != 0 && b.den != 0)
    yipu_reckon_overflow (self);
  return product;
}

static inline YipuFraction
yipu_reckon_divide (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction quotient = yipu_fraction_divide (a, b);

  if (G_UNLIKELY (quotient.den == 0) && a.den != 0 && b.den != 0 && b.num != 0)
    yipu_reckon_overflow (self);
  return quotient;
}

static inline YipuFraction
yipu_fraction_round_up (YipuFraction f)
{
  return f.den <= 1 ? f : yipu_fraction_from_int (yipu_fraction_ceil (f));
}

static inline gint64
yipu_fraction_ceil_or_unknown (YipuFraction f)
{
  return f.den == 0 ? -1 : yipu_fraction_ceil (f);
}

G_END_DECLS
