/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures as members of JSON objects: what is not known is null. */
#pragma once

#include <json-glib/json-glib.h>
#include <yipu/fraction.h>

G_BEGIN_DECLS

void yipu_json_set_text (JsonObject *object, const char *key, const char *text);
/* As exact text. */
void yipu_json_set_fraction (JsonObject *object, const char *key, YipuFraction fraction);
/* Minutes, fen, grams: -1 is unknown. */
void yipu_json_set_known (JsonObject *object, const char *key, gint64 figure);
/* Members that are filled afterwards; they belong to what they were added to. */
JsonArray *yipu_json_add_array (JsonObject *object, const char *key);
JsonObject *yipu_json_add_object (JsonArray *array);

G_END_DECLS
