/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vocabularies: the closed lists that records choose from, from vocabularies.json. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * YipuTerm:
 * @id: the key stored in records; numbers as decimal text
 * @zh: Chinese label
 * @en: English label
 * @object: the whole entry, for what a vocabulary says besides (ages, effects, sentences)
 *
 * Static: lives as long as the program; any thread may read it.
 */
typedef struct {
  const char *id;
  const char *zh;
  const char *en;
  JsonObject *object;
} YipuTerm;

/**
 * yipu_vocabulary_terms:
 * @vocabulary: key in vocabularies.json, such as "hazards"
 * @n_terms: (out): how many
 *
 * Returns: (array length=n_terms) (nullable): the terms in order, %NULL for an unknown vocabulary
 */
const YipuTerm *yipu_vocabulary_terms (const char *vocabulary, guint *n_terms);

/**
 * yipu_vocabulary_find:
 * @vocabulary: key in vocabularies.json
 * @id: (nullable): a term's id, or its label in either language, or an alias
 *
 * Returns: (nullable): the term, or %NULL
 */
const YipuTerm *yipu_vocabulary_find (const char *vocabulary, const char *id);

/**
 * yipu_vocabulary_label:
 * @vocabulary: key in vocabularies.json
 * @id: (nullable): a term's id
 *
 * Returns: the label in the user's language; @id itself when it is unknown, "" for %NULL
 */
const char *yipu_vocabulary_label (const char *vocabulary, const char *id);

G_END_DECLS
