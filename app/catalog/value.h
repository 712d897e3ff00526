/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value as the database holds it: nothing, a whole number or text. Records and edits speak
 * canonical text (yipu/kind.h); the field's type says which of the two it becomes. */
#pragma once

#include <yipu/kind.h>

G_BEGIN_DECLS

typedef enum { YIPU_VALUE_NULL, YIPU_VALUE_INT, YIPU_VALUE_TEXT } YipuValueType;

typedef struct {
  YipuValueType type;
  gint64 number;
  char *text; /* owned */
} YipuValue;

#define YIPU_VALUE_EMPTY ((YipuValue){ YIPU_VALUE_NULL, 0, NULL })

void yipu_value_clear (YipuValue *value);
YipuValue yipu_value_copy (const YipuValue *value);
gboolean yipu_value_equal (const YipuValue *a, const YipuValue *b);
/* Canonical text, NULL for empty; free with g_free(). */
char *yipu_value_to_text (const YipuValue *value);
/* Whether the field's column is INTEGER. */
gboolean yipu_field_is_number (const YipuField *field);
/* From canonical text. FALSE with YIPU_CATALOG_ERROR_INVALID when it is not canonical for @field;
 * the empty text, and the no of "gone", are NULL. */
gboolean
yipu_value_from_text (const YipuField *field, const char *text, YipuValue *value, GError **error);
/* Whether a value that came from elsewhere is of @field's type, so that a STRICT table takes it. */
gboolean yipu_value_fits (const YipuField *field, const YipuValue *value);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YipuValue, yipu_value_clear)

G_END_DECLS
