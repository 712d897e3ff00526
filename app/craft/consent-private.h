/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the answers (consent.c) and the findings about a product (consent-check.c) share. */
#pragma once

#include <yipu/consent.h>

G_BEGIN_DECLS

YipuReader *yipu_consents_get_reader (YipuConsents *self);
const char *yipu_consents_get_date (YipuConsents *self);

/* A record, or NULL: where it was removed or never came, and where reading failed, with @error
 * set. A reference may be to something another laptop has not sent yet. */
YipuRecord *
yipu_consents_find (YipuConsents *self, const char *kind, const char *id, GError **error);

/* The craft a record belongs to, through any number of owners; NULL where it has none, or with
 * @error set. */
YipuRecord *yipu_consents_craft_of (YipuConsents *self, const YipuRecord *record, GError **error);

/* Ids of everyone concerned in what a record says: (element-type utf8), owned by the set; NULL with
 * @error set. */
GHashTable *yipu_consents_concerned (YipuConsents *self, const YipuRecord *record, GError **error);

/* The rule of a term of access_customs or protocol_labels: "none", "block", "months", "released",
 * "ask", "kits_released", "steps_released" or "credit". What is unknown is "block". */
const char *yipu_consent_rule_of (const char *vocabulary, const char *term);

G_END_DECLS
