/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of an order, shared by its files. */
#pragma once

#include "craft/plan.h"

#include <yipu/catalog.h>
#include <yipu/order.h>

G_BEGIN_DECLS

struct _YipuOrder {
  YipuRecord *record;
  char *kit_name;
  char *craft; /* NULL where the kit leads to none */
  gint64 boxes;
  int today; /* days, as GDate counts them */
  int from;  /* the day the order was made; today, where its id does not say */
  int due;   /* 0 where it is not said */
  YipuKitSheet *sheet;
  YipuKitResult *result;    /* of all boxes; NULL without a sheet or boxes */
  GArray *steps;            /* of YipuOrderStep */
  GPtrArray *step_records;  /* of YipuRecord, as steps; owned */
  int *step_at;             /* index of a step of the process in steps, -1 for none */
  GArray *households;       /* of YipuOrderHousehold */
  GHashTable *household_at; /* id of a household, contact or person → index + 1 */
  GHashTable *trained;      /* ids of people with a role in the craft */
  GHashTable *inheritors;   /* ids of people */
  GArray *assignments;      /* of YipuOrderAssignment */
  GArray *surplus;          /* of YipuKitAmount */
  GArray *shopping;         /* of YipuShoppingItem */
  gint64 labour_fen[YIPU_N_WHO];
  GPtrArray *findings; /* of YipuFinding, owned */
  GPtrArray *records;  /* of YipuRecord, owned: ids and names belong to them */
  GPtrArray *texts;    /* of char *, owned */
  GPtrArray *lists;    /* of char **, owned */
};

#define yipu_order_find(self, severity, rule, kind, record, field, ...)                            \
  g_ptr_array_add ((self)->findings,                                                               \
                   yipu_finding_new (severity, rule, kind, record, field, __VA_ARGS__))

/* order-hands.c: who there is to do the work; FALSE with @error set. */
gboolean yipu_order_load_households (YipuOrder *self, YipuReader *reader, GError **error);
/* The person's household, or a household made of the person; NULL without an error where there is
 * no such person. */
gboolean yipu_order_ensure_person (
    YipuOrder *self, YipuReader *reader, const char *person, int *household, GError **error);
/* Whether they may do the step. */
gboolean yipu_order_may (YipuOrder *self, guint step, guint household);
/* Whether a skill of theirs is named by the step. */
gboolean yipu_order_is_skilled (YipuOrder *self, guint step, guint household);

/* order-work.c: fills steps, surplus and shopping. */
gboolean yipu_order_reckon_steps (YipuOrder *self, YipuReader *reader, GError **error);
/* Fills minutes and pay of steps, households and assignments. */
void yipu_order_reckon_work (YipuOrder *self);
/* What the household has until the order is due, @elsewhere minutes of it taken. */
void
yipu_order_reckon_hours (YipuOrder *self, YipuOrderHousehold *household, YipuFraction elsewhere);

static inline const YipuStep *
yipu_order_about (YipuOrder *self, guint step)
{
  const YipuOrderStep *at = &g_array_index (self->steps, YipuOrderStep, step);

  return &yipu_kit_sheet_get_process (self->sheet)->steps[at->step];
}

/* Minutes of work of one run and of one set-up; -1 unknown. */
static inline const YipuPlanStep *
yipu_order_plan_step (YipuOrder *self, guint step)
{
  const YipuOrderStep *at = &g_array_index (self->steps, YipuOrderStep, step);

  return &yipu_kit_sheet_get_plan (self->sheet)->steps[at->step];
}

static inline const char *
yipu_order_step_title (YipuOrder *self, guint step)
{
  const YipuOrderStep *at = &g_array_index (self->steps, YipuOrderStep, step);

  return yipu_plan_step_title (yipu_kit_sheet_get_plan (self->sheet), at->step);
}

G_END_DECLS
