/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an add holds: the fields that are not empty, as one JSON object whose names are sorted. And
 * what is left to check of them once some are forgotten. */
#pragma once

#include "base/hash.h"
#include "catalog/value.h"

G_BEGIN_DECLS

#define YIPU_SALT_SIZE 16

/* One field of an add, in place: the texts belong to the YipuAdd. */
typedef struct {
  const char *name;
  YipuValue value; /* text not owned */
} YipuAddField;

/* An add, read. */
typedef struct {
  GArray *fields; /* of YipuAddField, sorted by name */
  char *text;     /* the JSON, cut up in place */
} YipuAdd;

/* What @values (one a field of @kind) hold that is not empty; the texts stay theirs. */
YipuAdd *yipu_add_from_values (const YipuKind *kind, const YipuValue *values);
/* Fields that are not empty among @values (one a field of @kind), as compact JSON. */
char *yipu_add_encode (const YipuKind *kind, const YipuValue *values);
/* Reads strictly: a flat object of texts and whole numbers, names sorted, none twice, nothing
 * after. NULL when it is not that. */
YipuAdd *yipu_add_parse (const char *json);
void yipu_add_free (YipuAdd *add);
const YipuValue *yipu_add_find (const YipuAdd *add, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuAdd, yipu_add_free)

/* Places of a kind's fields, sorted by name. Static. */
const guint *yipu_kind_sorted (const YipuKind *kind);

/* Appends @text as a JSON string. */
void yipu_json_append (GString *json, const char *text);

G_END_DECLS
