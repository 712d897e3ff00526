/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A craft whose kit is ordered: an inheritor cuts a stencil, households print cloths and dye them
 * six to a vat; the buyer scrapes. And three households. */
#pragma once

#include "../catalog/fixture.h"

#include <yipu/order.h>

G_BEGIN_DECLS

enum { STENCIL, PRINT, DYE, SCRAPE, N_STEPS };
#define N_HOUSEHOLDS 3
#define TODAY "2026-03-01"

typedef struct {
  Fixture catalog;
  char *craft;
  char *inheritor;
  char *steps[N_STEPS];
  char *made[N_STEPS];  /* items */
  char *takes[N_STEPS]; /* flows: of the step's main input */
  char *gives[N_STEPS]; /* flows: of its output */
  char *kit;
  char *households[N_HOUSEHOLDS];
  char *order; /* 12 boxes, made on 2026-01-27, due on 2026-03-15 */
} World;

void world_set_up (World *world, gconstpointer data);
void world_tear_down (World *world, gconstpointer data);
/* Loads the order as of TODAY; errors end the test. */
YipuOrder *world_load (World *world);
/* Gives out @runs; the record's id, free with g_free(). */
char *world_assign (World *world, const char *step, const char *household, const char *runs);
/* Proposes and stores it; what could not be placed. */
gint64 world_propose (World *world);
/* The finding of that rule, or NULL. */
const YipuFinding *find_rule (GPtrArray *findings, const char *rule);

G_END_DECLS
