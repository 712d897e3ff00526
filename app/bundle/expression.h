/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expressions of shop profiles: "{p.price|yuan}" (platforms.md §9). Read and checked once, with the
 * profile; evaluated for each cell. Total: every expression ends, with a text, for every input. */
#pragma once

#include <json-glib/json-glib.h>

#include "bundle/paths.h"

G_BEGIN_DECLS

typedef struct _YipuExpression YipuExpression;

/* Code points a source may have; anything longer is no cell of a table. */
#define YIPU_EXPRESSION_MAX_SOURCE 4096
/* Expressions within arguments of expressions. */
#define YIPU_EXPRESSION_MAX_DEPTH 8
/* Bytes one evaluation may give. */
#define YIPU_EXPRESSION_MAX_TEXT (1024 * 1024)

/* What an expression sees. */
typedef struct {
  JsonObject *roots; /* p, v, g, s, r, img, and in names of pictures n, n1, hash8; empty ones may
                        be left out */
  JsonObject *maps;  /* (nullable) map name → {ours: theirs} */
} YipuScope;

void yipu_expression_free (YipuExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuExpression, yipu_expression_free)

/* Reads a text with expressions in it. NULL with YIPU_SHOP_ERROR_PROFILE set when a path or
 * function is unknown, an argument is missing or wrong, or the result is a list where a text is
 * wanted. */
YipuExpression *
yipu_expression_parse (const char *source, const YipuPathSpace *space, GError **error);

/* Reads what stands within the braces alone, "p.option_values.text": for limits and needs. */
YipuExpression *
yipu_expression_parse_path (const char *source, const YipuPathSpace *space, GError **error);

/* Whether it always gives digits, so that a table may leave it bare of quotes. */
gboolean yipu_expression_is_number (const YipuExpression *expression);

/* The text; NULL with YIPU_SHOP_ERROR_CELL set when it would be larger than
 * YIPU_EXPRESSION_MAX_TEXT or costs too much. */
char *
yipu_expression_evaluate (const YipuExpression *expression, const YipuScope *scope, GError **error);

/* What a path of yipu_expression_parse_path() leads to; NULL when there is nothing. */
JsonNode *yipu_expression_look_up (const YipuExpression *expression, const YipuScope *scope);

/* Whether a value counts as yes: 0, "0" and empty do not. */
gboolean yipu_node_is_true (JsonNode *node);
/* Whether there is nothing: NULL, null, "" or an empty list. */
gboolean yipu_node_is_empty (JsonNode *node);
/* A value as text; NULL for lists and objects. */
char *yipu_node_dup_text (JsonNode *node);

G_END_DECLS
