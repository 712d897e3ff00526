/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the catalog knows that would allow a claim. */
#pragma once

#include <yipu/claims.h>

G_BEGIN_DECLS

/* The records a claim may lean on; what does not exist is NULL. The first error stays in @error
 * and makes everything answer no. */
typedef struct {
  YipuConsents *consents; /* no ref */
  YipuReader *reader;     /* no ref */
  const char *date;
  YipuRecord *product;
  YipuRecord *craft;
  YipuRecord *brand;
  char *process; /* id */
  GError *error;
} YipuClaimFacts;

/* For a text of @record, about @product (or NULL). */
void yipu_claim_facts_init (YipuClaimFacts *facts,
                            YipuConsents *consents,
                            const YipuRecord *record,
                            const char *product);
void yipu_claim_facts_clear (YipuClaimFacts *facts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YipuClaimFacts, yipu_claim_facts_clear)

/* Records of a kind; an empty list after an error. Free with g_ptr_array_unref(). */
GPtrArray *yipu_claim_facts_list (YipuClaimFacts *facts,
                                  const char *kind,
                                  const char *field,
                                  const char *value);
/* The highest level (rank of ich_levels) of the craft's verified listings, 0 for none. */
int yipu_claim_facts_level (YipuClaimFacts *facts);
/* The highest level that these words speak of, normalised: 1 when they name none. */
int yipu_claim_facts_level_of_words (const char *words);
/* Whether the catalog itself bears out @condition, of kind record, computed or field, for these
 * words, normalised. */
gboolean yipu_claim_facts_allow (YipuClaimFacts *facts,
                                 const char *condition,
                                 const char *words,
                                 const char *surface);
/* Whether a paper that is in force, for instance one an allowance names. */
gboolean yipu_claim_facts_in_force (YipuClaimFacts *facts, const YipuRecord *paper);

G_END_DECLS
