/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One reckoning: what the parts of the engine share while they fill a result. Arithmetic that does
 * not fit names the step and item it was about, once, and leaves the figure unknown. */
#pragma once

#include "plan.h"

G_BEGIN_DECLS

/* Marks of items, one byte each: a pass looks only at what it concerns. */
#define YIPU_ITEM_BUYER_USES 1
#define YIPU_ITEM_WORKSHOP_USES 2
#define YIPU_ITEM_TARGET 4
#define YIPU_ITEM_BOXED 8
#define YIPU_ITEM_LEFT_OVER 16
#define YIPU_TOLD_LIFE 32
#define YIPU_TOLD_PRICE 64
#define YIPU_TOLD_WEIGHT 128

/* A result and the room its reckoning needs. */
typedef struct {
  YipuKitResult result; /* first: the caller has a pointer to it */
  gint64 *targets;      /* per item, wanted in each box; zero between reckonings */
  guint8 *marks;        /* per item */
  guint8 *buyer;        /* per step: stands on or after the line */
} YipuReckoningRoom;

typedef struct {
  const YipuPlan *plan;
  const YipuKit *kit;
  YipuKitResult *result;
  YipuKitStep *steps; /* those of result */
  YipuKitItem *items; /* those of result */
  gint64 *targets;
  guint8 *marks;
  guint8 *buyer;
  gint64 boxes;       /* 1, or those of an order */
  gboolean order;     /* the workshop's runs are rounded up, nothing is paid */
  YipuFraction *paid; /* per item, what the box pays for; only where costs are shared */
  YipuFraction by_piece_min[YIPU_N_WHO]; /* minutes that are paid by the piece */
  int step;                              /* what is being reckoned, for findings; -1 for neither */
  int item;
  gboolean overflowed; /* told once: all that follows from it is unknown too */
} YipuReckoning;

/* demand.c: buyer must be closed; fills items and steps, books the buyer's steps and pays the
 * workshop's. */
void yipu_reckon_demand (YipuReckoning *self);
/* What @runs more uses of a tool take of it: one of its uses of each needed at once. Unknown where
 * its life is. */
YipuFraction yipu_reckon_wear (YipuReckoning *self, guint tool, YipuFraction runs);
/* Whether the workshop's uses of a tool are counted: it makes it, or knows how long it lasts. */
gboolean yipu_reckon_wears (const YipuReckoning *self, guint tool);
/* What @step, at its amount and runs, uses or makes by @flow. */
YipuFraction yipu_reckon_flow (YipuReckoning *self, guint step, const YipuPlanFlow *flow);
/* What one box takes of @item, which the buyer's steps do not make. */
YipuFraction yipu_reckon_in_box (YipuReckoning *self, guint item);
/* Who has @item in this kit. */
YipuSupply yipu_reckon_supply (const YipuReckoning *self, guint item);

/* cost.c: minutes and pay of the workshop and what is bought: before the first step, for each of
 * the workshop's, for each bought item, after the last. */
void yipu_reckon_cost_begin (YipuReckoning *self);
void yipu_reckon_cost_step (YipuReckoning *self, guint step);
void yipu_reckon_cost_item (YipuReckoning *self, guint item);
void yipu_reckon_cost_end (YipuReckoning *self);
/* time.c: hands-on and elapsed minutes of the booklet, the tier. */
void yipu_reckon_time (YipuReckoning *self);
/* contents.c: box, tools, what the buyer has, what is left over, weight and volume. */
void yipu_reckon_contents (YipuReckoning *self);
/* safety.c: difficulty, age, warnings, shipping, who may do the buyer's steps. */
void yipu_reckon_safety (YipuReckoning *self);

/* reckon.c: whether @what of an item is told for the first time. */
gboolean yipu_reckon_tell_once (YipuReckoning *self, guint item, guint8 what);
/* Adds that a step the kit needs has no minutes. */
void yipu_reckon_no_minutes (YipuReckoning *self, guint step);
/* Widens the sum's denominator. */
void yipu_sum_add_slowly (YipuReckoning *self, YipuFraction *sum, YipuFraction more);
/* Adds the finding, once. */
void yipu_reckon_overflow (YipuReckoning *self);

/* Whether the buyer gets or needs @item and does not make it. */
static inline gboolean
yipu_reckon_is_handed_over (const YipuReckoning *self, guint item)
{
  int maker;

  if (!(self->marks[item] & (YIPU_ITEM_BUYER_USES | YIPU_ITEM_TARGET)))
    return FALSE;
  maker = self->plan->items[item].maker;
  return maker < 0 || !self->buyer[maker];
}

static inline gboolean
yipu_is_zero (YipuFraction f)
{
  return f.num == 0 && f.den != 0;
}

/* Whole numbers are reckoned here, inline: most are. */
static inline YipuFraction
yipu_reckon_add (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction sum = { 0, 1 };

  if (G_LIKELY (a.den == 1 && b.den == 1 && !__builtin_add_overflow (a.num, b.num, &sum.num)))
    return sum;
  sum = yipu_fraction_add (a, b);
  if (G_UNLIKELY (sum.den == 0) && a.den != 0 && b.den != 0)
    yipu_reckon_overflow (self);
  return sum;
}

static inline YipuFraction
yipu_reckon_multiply (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction product = { 0, 1 };

  if (G_LIKELY (a.den == 1 && b.den == 1 && !__builtin_mul_overflow (a.num, b.num, &product.num)))
    return product;
  product = yipu_fraction_multiply (a, b);
  if (G_UNLIKELY (product.den == 0) && a.den != 0 && b.den != 0)
    yipu_reckon_overflow (self);
  return product;
}

static inline YipuFraction
yipu_reckon_divide (YipuReckoning *self, YipuFraction a, YipuFraction b)
{
  YipuFraction quotient = { 1, 1 };

  if (a.num == b.num && a.den == b.den && a.num != 0 && a.den != 0)
    return quotient;
  if (b.den == 1 && b.num == 1)
    return a;
  quotient = yipu_fraction_divide (a, b);
  if (G_UNLIKELY (quotient.den == 0) && a.den != 0 && b.den != 0 && b.num != 0)
    yipu_reckon_overflow (self);
  return quotient;
}

/* Sums of many: kept over a common denominator, in lowest terms only at their end, so that most
 * terms cost one addition. */
static inline void
yipu_sum_add (YipuReckoning *self, YipuFraction *sum, YipuFraction more)
{
  gint64 scaled = more.num;
  gint64 total;

  if (more.den != sum->den) {
    if (more.den == 0 || sum->den == 0 || sum->den % more.den != 0 ||
        __builtin_mul_overflow (more.num, sum->den / more.den, &scaled)) {
      yipu_sum_add_slowly (self, sum, more);
      return;
    }
  }
  if (__builtin_add_overflow (sum->num, scaled, &total))
    yipu_sum_add_slowly (self, sum, more);
  else
    sum->num = total;
}

/* The same for a product, which need not be in lowest terms either. */
static inline void
yipu_sum_add_product (YipuReckoning *self, YipuFraction *sum, YipuFraction a, YipuFraction b)
{
  YipuFraction product;

  if (G_LIKELY (a.den != 0 && b.den != 0 && !__builtin_mul_overflow (a.num, b.num, &product.num) &&
                !__builtin_mul_overflow (a.den, b.den, &product.den)))
    yipu_sum_add (self, sum, product);
  else
    yipu_sum_add (self, sum, yipu_reckon_multiply (self, a, b));
}

static inline YipuFraction
yipu_sum_end (YipuFraction sum)
{
  return yipu_fraction_new (sum.num, sum.den);
}

static inline YipuFraction
yipu_fraction_round_up (YipuFraction f)
{
  return f.den <= 1 ? f : (YipuFraction){ yipu_fraction_ceil (f), 1 };
}

static inline gint64
yipu_fraction_ceil_or_unknown (YipuFraction f)
{
  return f.den == 0 ? -1 : yipu_fraction_ceil (f);
}

G_END_DECLS
