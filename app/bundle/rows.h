/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a shop's table: expressions evaluated for products, variants and groups, and the
 * table split where the shop takes only so many rows. */
#pragma once

#include "bundle/pictures.h"
#include "bundle/table.h"

G_BEGIN_DECLS

/* A finished part of a table. */
typedef struct {
  char *path; /* "products.csv", "products-2.csv" … */
  GBytes *bytes;
} YipuTablePart;

/* Writes the table @file of @shop for @products (of YipuShopProduct), and notes in each in which
 * part it stands. @groups: of JsonObject. @context: s and r. Returns parts
 * (element-type YipuTablePart), NULL with error set. */
GPtrArray *yipu_rows_write (const YipuFileSpec *file,
                            GPtrArray *products,
                            GPtrArray *groups,
                            JsonObject *context,
                            JsonObject *maps,
                            GError **error);

G_END_DECLS
