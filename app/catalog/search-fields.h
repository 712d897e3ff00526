/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a record is searched, named and sorted, from its kind's description. */
#pragma once

#include <yipu/record.h>

G_BEGIN_DECLS

/* Between the fields of a record's text, and the two languages of its name. */
#define YIPU_FIELD_END '\x1e'

/* One kind, as the index sees it.
 * @rank: its place among hits; 0 for the first
 * @fields: (array length=n_fields): places in the kind's fields of those that are searched
 * @name, @name_en: the fields whose text is a name short enough for pinyin, -1 for none
 * @title: the field that says what it is to people, -1 for none
 * @owner: the field that says whose it is, -1 for none
 * @about: a text that says where it belongs, for those without owner, -1 for none
 * @category: the field it can be sorted by, -1 for none */
typedef struct {
  const YipuKind *kind;
  guint rank;
  guint n_fields;
  const int *fields;
  int name, name_en;
  int title, title_en;
  int owner;
  int about;
  int category;
} YipuSearched;

/* NULL for a kind that the index knows nothing of: nothing in it is typed. Static; any thread. */
const YipuSearched *yipu_searched_find (const YipuKind *kind);
/* Of that rank; NULL beyond the last. */
const YipuSearched *yipu_searched_at (guint rank);

/* All searched fields in order, each ended by YIPU_FIELD_END; empty ones too, so that the n-th is
 * known by counting. */
char *yipu_searched_text (const YipuSearched *searched, const YipuRecord *record);
/* The field's text, NULL for -1 and for empty. */
const char *yipu_searched_get (const YipuSearched *searched, const YipuRecord *record, int field);
/* The place of its category in the vocabulary, behind all for none; 0 where it has no such field.
 */
gint64 yipu_searched_category (const YipuSearched *searched, const YipuRecord *record);

G_END_DECLS
