/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds: each kind of record described once. The description drives storage, checks, CSV mapping,
 * search, history's wording, review questions and what may leave in a bundle (model.md). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YipuFieldType:
 * @YIPU_FIELD_TEXT: text of at most @limit code points
 * @YIPU_FIELD_LIST: texts in order
 * @YIPU_FIELD_ONE: one key of @vocabulary
 * @YIPU_FIELD_SET: a set of keys of @vocabulary
 * @YIPU_FIELD_REF: id of one record of kind @ref
 * @YIPU_FIELD_REFS: ids of a set of records of kind @ref
 * @YIPU_FIELD_YES: yes or no
 * @YIPU_FIELD_INT: a whole number from @min to @max
 * @YIPU_FIELD_FEN: money, in fen
 * @YIPU_FIELD_DATE: a day
 * @YIPU_FIELD_MONTHS: a set of months, 1 to 12
 * @YIPU_FIELD_FRACTION: an exact fraction from @min to @max
 * @YIPU_FIELD_KEY: order text between neighbours
 *
 * A value's *canonical text* is what records hold, edits take, and dump writes: trimmed text; a
 * compact JSON array of texts for lists, sets, refs and months (sets sorted, without repeats); the
 * vocabulary key; the record id; "1" or "0"; decimal digits; "2026-05-12"; "3" or "1/10".
 * Empty is %NULL, never "". Numbers, fen and yes are INTEGER in the tables, the rest TEXT.
 */
typedef enum {
  YIPU_FIELD_TEXT,
  YIPU_FIELD_LIST,
  YIPU_FIELD_ONE,
  YIPU_FIELD_SET,
  YIPU_FIELD_REF,
  YIPU_FIELD_REFS,
  YIPU_FIELD_YES,
  YIPU_FIELD_INT,
  YIPU_FIELD_FEN,
  YIPU_FIELD_DATE,
  YIPU_FIELD_MONTHS,
  YIPU_FIELD_FRACTION,
  YIPU_FIELD_KEY,
} YipuFieldType;

/**
 * YipuField:
 * @name: its column, CSV header and key in JSON
 * @label: English source string, translate with _()
 * @type: what it holds
 * @vocabulary: (nullable): key in vocabularies.json, for one and set
 * @ref: (nullable): kind it refers to, or "any"
 * @consent: (nullable): consent item without whose yes it never leaves
 * @limit: code points at most for text (each text of a list), 0 for the 8,000 of trust.md
 * @min: least number
 * @max: greatest number, 0 for none
 * @personal: 0 no, 1 personal, 2 sensitive
 * @wanted: empty is a finding, never an error
 * @public: may leave in a bundle
 * @reviewed: asked in review
 * @english: the _en twin of the text before it
 * @lines: text of several lines
 * @term: (nullable): Dublin Core or schema.org term
 */
typedef struct {
  const char *name;
  const char *label;
  YipuFieldType type;
  const char *vocabulary;
  const char *ref;
  const char *consent;
  int limit;
  gint64 min;
  gint64 max;
  guint personal : 2;
  guint wanted : 1;
  guint public : 1;
  guint reviewed : 1;
  guint english : 1;
  guint lines : 1;
  const char *term;
} YipuField;

/**
 * YipuKind:
 * @id: "craft", "step": the table, the word of yipuctl and of the log
 * @label: English source string for one of them, translate with _()
 * @fields: its own fields, then "sources" and "position" where it has them, then "gone";
 *   "id" is not among them
 * @n_fields: how many
 * @title: name of the field that names a record to people, %NULL where none does
 * @owner: (nullable): name of the field that refers to the record it belongs to ("process" of a
 *   step)
 * @ordered: has "position", a list ordered by hand
 * @outside_undo: consent and sign-off: the strictest value counts, undo passes by
 */
typedef struct {
  const char *id;
  const char *label;
  const YipuField *fields;
  guint n_fields;
  const char *title;
  const char *owner;
  guint ordered : 1;
  guint outside_undo : 1;
} YipuKind;

typedef enum {
  YIPU_KIND_ERROR_UNKNOWN, /* no such kind or field */
  YIPU_KIND_ERROR_VALUE,   /* the text is no value of this field's type */
} YipuKindError;

#define YIPU_KIND_ERROR (yipu_kind_error_quark ())
GQuark yipu_kind_error_quark (void);

/**
 * yipu_kind_find:
 * @id: id of a kind
 *
 * Returns: (nullable): the kind, or %NULL. Static; any thread
 */
const YipuKind *yipu_kind_find (const char *id);

/**
 * yipu_kind_all:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds): all kinds, in model.md's order. Static; any thread
 */
const YipuKind *const *yipu_kind_all (guint *n_kinds);

/**
 * yipu_kind_index:
 * @kind: a kind
 * @field: a field's name
 *
 * Returns: the field's place in @kind's fields, or -1. Any thread
 */
int yipu_kind_index (const YipuKind *kind, const char *field);

/**
 * yipu_kind_field:
 * @kind: a kind
 * @field: a field's name
 *
 * Returns: (nullable): its description, or %NULL. Any thread
 */
const YipuField *yipu_kind_field (const YipuKind *kind, const char *field);

/**
 * yipu_field_parse:
 * @field: what it should become
 * @text: (nullable): as a person, a CSV cell or yipuctl gives it. Lists, sets and refs as a JSON
 *   array or split at ";", "；", "、" (lists of texts: and line ends); keys of vocabularies also by
 *   their Chinese or English label; yes as 1/0, yes/no, true/false, 是/否; money in fen ("6180")
 *   or in yuan with two places or a sign ("61.80", "¥61.80"); dates as 2026-5-2, 2026/5/2, 2026年5月2日
 * @canonical: (out) (transfer full): canonical text, %NULL for empty
 * @error: return location for a #YipuKindError
 *
 * Too long is not an error: the excess is a finding, and what was typed is kept. Any thread.
 *
 * Returns: %FALSE with %YIPU_KIND_ERROR_VALUE when @text is no value of that type
 */
gboolean yipu_field_parse (const YipuField *field,
                           const char *text,
                           char **canonical,
                           GError **error);

/**
 * yipu_field_format:
 * @field: the field
 * @canonical: (nullable): its value
 *
 * For people, in their language: vocabulary labels, yuan, "yes"; refs stay ids. Any thread.
 *
 * Returns: (transfer full): a new string, "" for empty
 */
char *yipu_field_format (const YipuField *field, const char *canonical);

/**
 * yipu_field_split:
 * @canonical: (nullable): canonical text of a list, set, refs or months
 *
 * Returns: (transfer full) (array zero-terminated=1): its parts, never %NULL
 */
char **yipu_field_split (const char *canonical);

/**
 * yipu_field_join:
 * @parts: (array zero-terminated=1): texts
 *
 * Returns: (transfer full) (nullable): canonical text of that list, %NULL when there is none.
 *   Does not sort: for sets use yipu_field_parse()
 */
char *yipu_field_join (const char *const *parts);

G_END_DECLS
