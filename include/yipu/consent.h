/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent: what people said may be published, on a given day, and what customs and protocol labels
 * keep at home (heritage.md §3). The strictest holds: only a yes that is in date, not withdrawn and
 * not contradicted counts. */
#pragma once

#include <yipu/finding.h>
#include <yipu/reader.h>

G_BEGIN_DECLS

/**
 * YipuConsentAnswer:
 * @YIPU_CONSENT_FAILED: the catalog could not be read; counts as no
 * @YIPU_CONSENT_YES: everyone concerned said yes, and it holds on that day
 * @YIPU_CONSENT_NOT_PUBLIC: the field or file never leaves, whatever anybody says
 * @YIPU_CONSENT_NOT_ASKED: nobody asked; counts as no
 * @YIPU_CONSENT_ASK: each use must be asked; counts as no
 * @YIPU_CONSENT_EXPIRED: the yes was given until an earlier day, or from a later one
 * @YIPU_CONSENT_NO: said no
 * @YIPU_CONSENT_WITHDRAWN: said yes, and took it back
 *
 * In order of strictness, but for the first.
 */
typedef enum {
  YIPU_CONSENT_FAILED = -1,
  YIPU_CONSENT_YES,
  YIPU_CONSENT_NOT_PUBLIC,
  YIPU_CONSENT_NOT_ASKED,
  YIPU_CONSENT_ASK,
  YIPU_CONSENT_EXPIRED,
  YIPU_CONSENT_NO,
  YIPU_CONSENT_WITHDRAWN,
} YipuConsentAnswer;

/**
 * YipuConsents:
 *
 * Answers of one catalog on one day, read once each. Throw it away when the catalog changes. For
 * one thread at a time: the reader's.
 */
typedef struct _YipuConsents YipuConsents;

/**
 * yipu_consents_new:
 * @reader: the catalog; must outlive the consents
 * @date: the day it is asked for, "2026-11-24"
 *
 * Returns: (transfer full): consents that have read nothing yet
 */
YipuConsents *yipu_consents_new (YipuReader *reader, const char *date);

/** Frees what was read. */
void yipu_consents_free (YipuConsents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuConsents, yipu_consents_free)

/**
 * yipu_consents_of_person:
 * @self: consents
 * @person: id of a person
 * @purpose: key of consent_items, such as "story"
 * @step: (nullable): for "secret", the one step it is about
 * @error: return location for a #YipuCatalogError
 *
 * The strictest of the newest day's answers; a withdrawal stands until a yes of a later day.
 *
 * Returns: the answer; %YIPU_CONSENT_FAILED with @error set
 */
YipuConsentAnswer yipu_consents_of_person (
    YipuConsents *self, const char *person, const char *purpose, const char *step, GError **error);

/**
 * yipu_consents_of_field:
 * @self: consents
 * @record: a record
 * @field: one of its fields
 * @error: return location for a #YipuCatalogError
 *
 * Whether the field's value may leave in a bundle: it must be marked public, and what is marked
 * with a consent item needs the yes of everyone concerned: those with a role in the craft as
 * makers, those who told its sources, the person itself. A private step and what belongs to it
 * never leave; where the custom keeps steps at home, they leave only released.
 *
 * Returns: the strictest answer; %YIPU_CONSENT_FAILED with @error set
 */
YipuConsentAnswer yipu_consents_of_field (YipuConsents *self,
                                          const YipuRecord *record,
                                          const char *field,
                                          GError **error);

/**
 * yipu_consents_of_photo:
 * @self: consents
 * @file: id of a file
 * @craft: (nullable): the craft whose work it shows
 * @error: return location for a #YipuCatalogError
 *
 * Whether derivatives of the file may leave: not private; *face* of all shown in it; *works* of
 * whoever made it, of all shown, and of the makers of @craft. Whoever is concerned in nothing need
 * not be asked: a photo of a box that nobody made or is seen on leaves freely.
 *
 * Returns: the strictest answer; %YIPU_CONSENT_FAILED with @error set
 */
YipuConsentAnswer
yipu_consents_of_photo (YipuConsents *self, const char *file, const char *craft, GError **error);

/**
 * yipu_consents_check:
 * @self: consents
 * @product: id of a product
 * @findings: (element-type YipuFinding): what stays at home is added here
 * @error: return location for a #YipuCatalogError
 *
 * *Block*: the craft's access custom or a protocol label (of the craft, or of the element behind a
 * selling point) forbids the sale on that day. *Warn*: it must be asked first. *Hint*: a story or a
 * photo is left out of the bundle for want of a yes, with who is to be asked.
 *
 * Returns: %FALSE with @error set when the catalog could not be read
 */
gboolean
yipu_consents_check (YipuConsents *self, const char *product, GPtrArray *findings, GError **error);

G_END_DECLS
