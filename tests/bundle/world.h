/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small cooperative to export from: one craft, its inheritor who agreed, three finished pieces
 * with photos, a brand and its member. */
#pragma once

#include <yipu/export.h>

#include "../catalog/fixture.h"

G_BEGIN_DECLS

#define WORLD_TODAY "2026-11-24"
#define WORLD_PRODUCTS 3

typedef struct {
  Fixture base;
  char *person;
  char *craft;
  char *process;
  char *brand;
  char *organisation;
  char *items[WORLD_PRODUCTS];
  char *products[WORLD_PRODUCTS];
  char *files[WORLD_PRODUCTS];
  char *slots[WORLD_PRODUCTS];
  char *zip; /* where to export to */
} World;

void world_set_up (World *world, gconstpointer data);
void world_tear_down (World *world, gconstpointer data);

/* Says that the inheritor answered, today. */
void world_consent (World *world, const char *purpose, const char *answer);
/* Plans all products for the shops named, to NULL; errors end the test. */
YipuExportPlan *world_plan (World *world, ...) G_GNUC_NULL_TERMINATED;
/* Plans and exports to world->zip; errors end the test. */
YipuExportResult *world_export (World *world);
/* The cell of a product in a shop, the plan's own. */
YipuExportCell *world_cell (YipuExportPlan *plan, const char *product, const char *shop);
/* Stores a JPEG of another colour for each @n, with a mark in its metadata; id of its file. */
char *world_add_photo (World *world, int n, const char *mark);

G_END_DECLS
