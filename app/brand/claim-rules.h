/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * claim-rules.json, read and compiled once. */
#pragma once

#include <yipu/claims.h>

G_BEGIN_DECLS

typedef struct {
  char *id;
  char *group;
  YipuSeverity severity;
  char **surfaces;      /* where it counts; NULL: everywhere */
  char **product_types; /* for what; NULL: everything */
  GPtrArray *patterns;  /* of GRegex */
  GPtrArray *excuses;   /* of GRegex: the file's "unless" */
  char *message_zh;
  char *message_en;
  char *law;
  char **conditions;
} YipuClaimRule;

/* In the file's order; static, any thread. */
const YipuClaimRule *yipu_claim_rules (guint *n_rules);
/* One of the rules that come from the catalog, X01–X04: no patterns; NULL for another id. */
const YipuClaimRule *yipu_claim_rule_dynamic (const char *id);

G_END_DECLS
