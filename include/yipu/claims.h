/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claims: what sales copy may not say, or only with a paper behind it (heritage.md §7; the rules
 * are data, claim-rules.json). A hint, not legal advice. */
#pragma once

#include <yipu/consent.h>
#include <yipu/finding.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

/** YipuClaimSpan: code points of the text as it was typed. */
typedef struct {
  int start;
  int length;
} YipuClaimSpan;

/**
 * YipuClaim:
 * @rule: its id, "A01"
 * @group: its group, "absolute"
 * @severity: what it does
 * @message: what to write instead, in the user's language
 * @law: the legal ground, Chinese
 * @conditions: (array zero-terminated=1): what would allow it, keys of the file's conditions
 * @spans: (element-type YipuClaimSpan): every place, in order
 *
 * What one rule found in one text. All but @spans is static.
 */
typedef struct {
  const char *rule;
  const char *group;
  YipuSeverity severity;
  const char *message;
  const char *law;
  const char *const *conditions;
  GArray *spans;
} YipuClaim;

/** Frees @claim, and what it holds. */
void yipu_claim_free (YipuClaim *claim);

/**
 * yipu_claims_match:
 * @text: what somebody wrote
 * @surface: "title", "slogan", "detail", "story", "card", "pack" or "live_script"
 * @product_type: (nullable): key of product_types; %NULL: rules for some types only are passed by
 * @exempt: (nullable) (array zero-terminated=1): words passed by, such as the official names of
 *   verified listings
 *
 * Words only, without a look at the catalog: normalised (width, case, invisible characters, blanks
 * between Chinese characters, traditional characters), what a rule excuses masked, the longest
 * match of a group kept. Any thread.
 *
 * Returns: (transfer full) (element-type YipuClaim): one claim a rule, in the file's order
 */
GPtrArray *yipu_claims_match (const char *text,
                              const char *surface,
                              const char *product_type,
                              const char *const *exempt);

/**
 * yipu_claims_surface:
 * @record: a record
 * @field: one of its fields, Chinese or English
 *
 * Returns: (nullable): the surface it is shown on (model.md, "Claim rules name surfaces"), %NULL
 *   when claim rules do not ask about it. Static; any thread
 */
const char *yipu_claims_surface (const YipuRecord *record, const char *field);

/**
 * yipu_claims_condition_kind:
 * @condition: key of the file's conditions
 *
 * Returns: (nullable): "record" and "computed": the program looks; "evidence": a paper is needed;
 *   "person": somebody answers for it; "field": the place decides; "none"; %NULL: no such condition
 */
const char *yipu_claims_condition_kind (const char *condition);

/** What the condition asks, in the user's language; @condition itself when it is unknown. */
const char *yipu_claims_condition_label (const char *condition);

/**
 * yipu_claims_check_field:
 * @consents: the catalog, and who may be named on that day
 * @record: the record whose text it is
 * @field: one of its fields
 * @product: (nullable): the product it is about; decides kind of product, papers and kit
 * @findings: (element-type YipuFinding): gets one finding a rule, its span the first place
 * @error: return location for a #YipuCatalogError
 *
 * As yipu_claims_match(), then the catalog is asked what allows it: a verified listing at or above
 * the level written, an active inheritor who agreed to be named, a paper in date, a process without
 * a machine step, a computed figure, an `allowance` somebody gave for this very text. Also the
 * rules that come from the catalog: names without consent (X01), private words of the craft (X02),
 * the brand's spellings (X03), levels above the listing (X04). Thread of the reader of @consents.
 *
 * Returns: %FALSE with @error set when the catalog could not be read
 */
gboolean yipu_claims_check_field (YipuConsents *consents,
                                  const YipuRecord *record,
                                  const char *field,
                                  const char *product,
                                  GPtrArray *findings,
                                  GError **error);

/**
 * yipu_claims_check:
 * @consents: the catalog, and who may be named on that day
 * @product: id of a product
 * @findings: (element-type YipuFinding): gets what yipu_claims_check_field() finds
 * @error: return location for a #YipuCatalogError
 *
 * All texts that leave with the product: its own and its shops', its kit's, its craft's, its
 * selling points, its pack's, its brand's. Thread of the reader of @consents.
 *
 * Returns: %FALSE with @error set when the catalog could not be read
 */
gboolean yipu_claims_check (YipuConsents *consents,
                            const char *product,
                            GPtrArray *findings,
                            GError **error);

G_END_DECLS
