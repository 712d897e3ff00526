/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Official lists: their numbers, region codes and credit codes, what may be claimed of a listing,
 * and what to offer while a craft's name is typed (heritage.md §1.2, §9). */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/**
 * yipu_ich_number_key:
 * @text: (nullable): a project number as anybody writes it: "Ⅷ-24", "VIII—24", "Ⅷ－２４"
 *
 * For comparing; never unique, since one project is listed from many places. Any thread.
 *
 * Returns: (transfer full) (nullable): "VIII-24"; %NULL when it is no such number
 */
char *yipu_ich_number_key (const char *text);

/**
 * yipu_ich_number_display:
 * @text: (nullable): as for yipu_ich_number_key()
 *
 * Returns: (transfer full) (nullable): "Ⅷ-24", as the lists print it; %NULL when it is none
 */
char *yipu_ich_number_display (const char *text);

/**
 * yipu_ich_number_category:
 * @text: (nullable): as for yipu_ich_number_key()
 *
 * Returns: 1 to 10, the category its numeral names; 0 when it is no such number
 */
int yipu_ich_number_category (const char *text);

/**
 * YipuRegionCheck:
 * @YIPU_REGION_OK: six digits of a known province
 * @YIPU_REGION_MALFORMED: not six digits (nine or twelve: the first six count)
 * @YIPU_REGION_PROVINCE: no such province
 * @YIPU_REGION_PARENT: a county without a prefecture above it
 */
typedef enum {
  YIPU_REGION_OK,
  YIPU_REGION_MALFORMED,
  YIPU_REGION_PROVINCE,
  YIPU_REGION_PARENT,
} YipuRegionCheck;

/**
 * yipu_region_check:
 * @text: a region code as printed (GB/T 2260, or the statistical codes of 9 and 12 digits)
 * @code: (out) (optional) (transfer full): the six digits, %NULL unless the code is right
 *
 * Whether the code can be; counties that are no more pass, since lists still print them. What
 * fails is kept as text and never repaired. Any thread.
 *
 * Returns: what is wrong with it, or %YIPU_REGION_OK
 */
YipuRegionCheck yipu_region_check (const char *text, char **code);

/**
 * yipu_region_province:
 * @text: a region code, "CN-ZJ", or the old "CN-33"
 *
 * Returns: (nullable): name of its province in the user's language; static
 */
const char *yipu_region_province (const char *text);

/**
 * yipu_credit_code_is_valid:
 * @text: a unified social credit code, 18 characters
 *
 * Looks at the alphabet and the check character (GB 32100-2015). Any thread.
 *
 * Returns: whether it can be one
 */
gboolean yipu_credit_code_is_valid (const char *text);

/**
 * yipu_listing_is_verified:
 * @listing: a record of kind "listing"
 *
 * Verified is what has a document's number and date, evidence, and the status "listed"; without
 * these a level is only claimed (model.md, "listing"). Any thread.
 *
 * Returns: whether it is
 */
gboolean yipu_listing_is_verified (const YipuRecord *listing);

/**
 * yipu_listing_check:
 * @listing: a record of kind "listing"
 * @findings: (element-type YipuFinding): gets what is wrong with its number and region code
 *
 * Rules "listing.number", "listing.category", "listing.newer", "listing.region". Any thread.
 */
void yipu_listing_check (const YipuRecord *listing, GPtrArray *findings);

/**
 * yipu_listing_offer:
 * @reader: a reader
 * @text: what has been typed of a craft's name, or a project number
 * @limit: at most so many
 * @error: return location for a #YipuCatalogError
 *
 * Entries of imported official lists (listings without a craft) whose name holds @text: those of
 * the county of the catalog's own places first, then of their city, then of their province, then
 * the rest; within each, names that begin with it first. Nothing for fewer than two characters.
 *
 * Returns: (transfer full) (element-type YipuRecord): the listings, or %NULL with @error set
 */
GPtrArray *yipu_listing_offer (YipuReader *reader, const char *text, guint limit, GError **error);

/**
 * yipu_listing_take:
 * @edit: an edit
 * @craft: id of the craft whose name was typed
 * @offer: the entry chosen from yipu_listing_offer()
 * @error: return location for a #YipuCatalogError
 *
 * Fills category and number only: the craft's category where it has none, and a listing of the
 * craft with both. Its level stays claimed until evidence is attached. Writer thread.
 *
 * Returns: (transfer none): id of the craft's new listing, or %NULL with @error set
 */
const char *
yipu_listing_take (YipuEdit *edit, const char *craft, const YipuRecord *offer, GError **error);

G_END_DECLS
