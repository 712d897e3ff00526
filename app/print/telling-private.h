/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What reading the texts (telling.c) and the steps (telling-steps.c) share. */
#pragma once

#include "print/telling.h"

G_BEGIN_DECLS

/* While it is read. The first failure stays in @error, and from then on nothing is read: asked once
 * at the end. */
typedef struct {
  YipuReader *reader;
  YipuConsents *consents;
  YipuKitSheet *sheet;
  const YipuBookletSpec *spec;
  YipuTelling *telling;
  YipuRecord *kit;
  YipuRecord *craft;
  YipuRecord *brand;   /* NULL where there is none, as the rest */
  YipuRecord *product; /* what sells the kit */
  GError *error;
} YipuTeller;

/* A record; NULL for none, a removed one, or one that never came. The caller's. */
YipuRecord *yipu_teller_read (YipuTeller *self, const char *kind, const char *id);
/* Records of a kind that refer to @value; NULL once reading failed. The caller's. */
GPtrArray *
yipu_teller_list (YipuTeller *self, const char *kind, const char *field, const char *value);
/* Whether the field's value may leave. */
gboolean yipu_teller_may (YipuTeller *self, const YipuRecord *record, const char *field);
/* The text of a field in the language of the page, else in the other; empty where it may not
 * leave. @silent: what stays at home is not told. */
YipuTold
yipu_teller_tell (YipuTeller *self, YipuRecord *record, const char *field, gboolean silent);
/* A photo that may leave, or NULL. */
YipuPrintPhoto *yipu_teller_photo (YipuTeller *self, const char *file);
void yipu_teller_find (YipuTeller *self,
                       YipuSeverity severity,
                       const char *rule,
                       const YipuRecord *record,
                       const char *field,
                       const char *message);

/* telling-steps.c: the box, what is needed, what is left, and the steps. */
void yipu_teller_tell_box (YipuTeller *self);
void yipu_teller_tell_steps (YipuTeller *self);

void yipu_told_step_free (YipuToldStep *step);
void yipu_told_thing_free (YipuToldThing *thing);

G_END_DECLS
