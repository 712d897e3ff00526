/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shelf of products with fixed ids, so that what shops get of them can be compared byte by byte:
 * a square in two colours and two sizes, a plain basket, both of one craft. Pictures are made up;
 * no medium is needed. */
#pragma once

#include <yipu/product.h>
#include <yipu/shop.h>

#include "../catalog/fixture.h"
#include "bundle/render.h"

G_BEGIN_DECLS

#define SHELF_DATE "2026-11-24"
#define SHELF_SQUARE "01930000-0000-7000-8000-000000000101"
#define SHELF_BASKET "01930000-0000-7000-8000-000000000102"
#define SHELF_VARIANT "01930000-0000-7000-8000-00000000020" /* 1 to 4 of the square */
#define SHELF_SLOT "01930000-0000-7000-8000-00000000030"    /* 1 to 6 */
#define SHELF_BRAND "01930000-0000-7000-8000-000000000001"
#define SHELF_MAKER "01930000-0000-7000-8000-000000000002"
#define SHELF_PLACE "01930000-0000-7000-8000-000000000003"
#define SHELF_CRAFT "01930000-0000-7000-8000-000000000004"
#define SHELF_ITEM "01930000-0000-7000-8000-000000000005"
#define SHELF_POINT "01930000-0000-7000-8000-000000000007"

typedef struct {
  Fixture catalog;
  YipuReader *reader;
  YipuConsents *consents;
  YipuOffers *offers;
} Shelf;

void shelf_set_up (Shelf *shelf, gconstpointer data);
void shelf_tear_down (Shelf *shelf, gconstpointer data);
/* Sets a field and reads anew. */
void shelf_set (Shelf *shelf, const char *id, const char *field, const char *value);
/* Adds a record with that id; pairs of field and value, then NULL; and reads anew. */
void shelf_add (Shelf *shelf, const char *kind, const char *id, ...) G_GNUC_NULL_TERMINATED;
/* Forgets what was read. */
void shelf_refresh (Shelf *shelf);

YipuShop *shelf_shop (const char *id);
/* The shop's folder with both products. */
GPtrArray *shelf_render (Shelf *shelf, const YipuShop *shop);
/* The bytes of a file in it. */
GBytes *shelf_file (GPtrArray *files, const char *path);
/* Compares with tests/data/shops/@name, or rewrites it when YIPU_UPDATE_GOLDEN is set. */
void shelf_assert_golden (const char *name, GBytes *bytes);
/* What a shop says of a product. */
GPtrArray *shelf_check (Shelf *shelf, const char *shop, const char *product);
/* The finding of that rule, or NULL. */
const YipuFinding *shelf_find (GPtrArray *findings, const char *rule);

G_END_DECLS
