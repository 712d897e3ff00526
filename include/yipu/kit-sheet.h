/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit's sheet: one kit, or one finished piece, with everything kit.md computes for it, read from
 * a catalog once and recomputed as its line moves. What the window and yipuctl show. */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/price.h>
#include <yipu/process-map.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

typedef struct _YipuKitSheet YipuKitSheet;

/**
 * yipu_kit_sheet_load:
 * @reader: a catalog
 * @id: a kit; or an item, for the finished piece; or a process, for its finished piece; or a
 *   product, for what it sells
 * @product: (nullable): the product that sells it, for its brand, pack and prices; %NULL for the
 *   first product of it, and without one the catalog's first brand
 * @error: return location for a #YipuCatalogError
 *
 * Reads once; afterwards the reader is not needed. One thread at a time.
 *
 * Returns: (transfer full): the sheet, computed; %NULL with @error set
 */
YipuKitSheet *
yipu_kit_sheet_load (YipuReader *reader, const char *id, const char *product, GError **error);

/** Frees the sheet and everything it returned. */
void yipu_kit_sheet_free (YipuKitSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuKitSheet, yipu_kit_sheet_free)

/** Id of the kit; "" for a finished piece. */
const char *yipu_kit_sheet_get_kit (YipuKitSheet *sheet);
/** The process, steps in the order they stand in the window. */
const YipuProcess *yipu_kit_sheet_get_process (YipuKitSheet *sheet);
/** The plan of the process in this kit. */
const YipuPlan *yipu_kit_sheet_get_plan (YipuKitSheet *sheet);
/** What one box takes, as the line stands now. */
const YipuKitResult *yipu_kit_sheet_get_result (YipuKitSheet *sheet);
/** Price and shares, as the line stands now. */
const YipuPrice *yipu_kit_sheet_get_price (YipuKitSheet *sheet);
/** The rates the price follows from. */
const YipuRates *yipu_kit_sheet_get_rates (YipuKitSheet *sheet);
/** All that is wrong: of records, process, cut and price; (element-type YipuFinding). */
GPtrArray *yipu_kit_sheet_get_findings (YipuKitSheet *sheet);

/** Index of a step by its record, −1 when the process has none such. */
int yipu_kit_sheet_find_step (YipuKitSheet *sheet, const char *step);
/** Index of an item by its record, −1 when the process has none such. */
int yipu_kit_sheet_find_item (YipuKitSheet *sheet, const char *item);

/**
 * yipu_kit_sheet_set_line:
 * @sheet: a sheet
 * @steps: (array zero-terminated=1): ids of the first steps the buyer does; empty for a finished
 *   piece
 *
 * Recomputes with another line; nothing is stored. Steps of another process are findings.
 */
void yipu_kit_sheet_set_line (YipuKitSheet *sheet, const char *const *steps);

/**
 * yipu_kit_sheet_move_steps:
 * @sheet: a sheet
 * @steps: (array length=n_steps): steps
 * @n_steps: how many
 * @to_buyer: to the buyer, and with them all that comes after; else to the workshop, and with them
 *   all that comes before
 * @refused: (out) (optional): the first of them that may not be left to a buyer, -1 for none
 *
 * Moves the line past @steps; nothing is stored. A step that is private, or reserved and not
 * released, stays in the workshop with all that comes before it, unless the buyer had it already.
 *
 * Returns: whether the line moved
 */
gboolean yipu_kit_sheet_move_steps (
    YipuKitSheet *sheet, const guint *steps, guint n_steps, gboolean to_buyer, int *refused);

/**
 * yipu_kit_sheet_new_map:
 * @sheet: a sheet
 * @before: (nullable): the map as it was drawn last
 *
 * Returns: (transfer full): the process as it is drawn with the line where it stands now
 */
YipuMap *yipu_kit_sheet_new_map (YipuKitSheet *sheet, const YipuMap *before);

/** Where the line stands in the list of steps: the place of the buyer's first, or n_steps. */
guint yipu_kit_sheet_get_position (YipuKitSheet *sheet);

/** The line as kit.line stores it: ids, for yipu_field_join(); (transfer full). */
char **yipu_kit_sheet_dup_line (YipuKitSheet *sheet);

/** What an order of @boxes takes: yipu_kit_reckon_order() with the line as it stands now; (transfer
 * full), belongs to the sheet's plan. */
YipuKitResult *yipu_kit_sheet_reckon_order (YipuKitSheet *sheet, gint64 boxes);

/** The shopping list of an order of @boxes; (transfer full) (element-type YipuShoppingItem). */
GArray *yipu_kit_sheet_shop (YipuKitSheet *sheet, gint64 boxes, GPtrArray *findings);

/** One suggested cut: a tier, its line and what it comes to. */
typedef struct {
  const char *tier;
  GArray *line; /* of guint */
  YipuKitResult *result;
  YipuPrice price;
} YipuKitSuggestion;

/**
 * yipu_kit_sheet_suggest:
 *
 * Returns: (transfer full) (element-type YipuKitSuggestion): up to four valid cuts along the
 *   booklet order, each within the next (kit.md, "Suggestions")
 */
GPtrArray *yipu_kit_sheet_suggest (YipuKitSheet *sheet);

/**
 * yipu_kit_sheet_to_json:
 * @sheet: a sheet
 * @boxes: boxes ordered, for "shopping"; 0 for none
 *
 * Returns: (transfer full): an object with model.md's keys ("What the kit computes"); quantities as
 *   text of exact fractions, unknown figures as null
 */
JsonNode *yipu_kit_sheet_to_json (YipuKitSheet *sheet, gint64 boxes);

G_END_DECLS
