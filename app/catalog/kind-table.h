/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words in which the tables of kinds are written, one line a field, as model.md has them. */
#pragma once

#include <glib/gi18n-lib.h>
#include <yipu/kind.h>

#define WANTED .wanted = 1
#define PUBLIC .public = 1
#define ASKED .reviewed = 1
#define PERSONAL .personal = 1
#define SENSITIVE .personal = 2
#define CONSENT(item) .consent = item
#define LINES .lines = 1
#define AT_LEAST(n) .min = n
#define BETWEEN(low, high) .min = low, .max = high
#define TERM(word) .term = word

#define TEXT(id, text, most, ...)                                                                  \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_TEXT, .limit = most, __VA_ARGS__                 \
  }
/* A text in Chinese and its English twin, which shares every mark. */
#define TEXT2(id, text, most, most_en, ...)                                                        \
  TEXT (id, text, most, __VA_ARGS__), TEXT (id "_en", text, most_en, .english = 1, __VA_ARGS__)
#define LIST(id, text, ...)                                                                        \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_LIST, __VA_ARGS__                                \
  }
#define ONE(id, text, words, ...)                                                                  \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_ONE, .vocabulary = words, __VA_ARGS__            \
  }
#define SET(id, text, words, ...)                                                                  \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_SET, .vocabulary = words, __VA_ARGS__            \
  }
#define REF(id, text, kind, ...)                                                                   \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_REF, .ref = kind, __VA_ARGS__                    \
  }
#define REFS(id, text, kind, ...)                                                                  \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_REFS, .ref = kind, __VA_ARGS__                   \
  }
#define YES(id, text, ...)                                                                         \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_YES, __VA_ARGS__                                 \
  }
#define INT(id, text, ...)                                                                         \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_INT, __VA_ARGS__                                 \
  }
#define FEN(id, text, ...)                                                                         \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_FEN, __VA_ARGS__                                 \
  }
#define DATE(id, text, ...)                                                                        \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_DATE, __VA_ARGS__                                \
  }
#define MONTHS(id, text, ...)                                                                      \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_MONTHS, __VA_ARGS__                              \
  }
#define FRACTION(id, text, ...)                                                                    \
  {                                                                                                \
    .name = id, .label = text, .type = YIPU_FIELD_FRACTION, __VA_ARGS__                            \
  }
#define PERCENT(id, text, ...) FRACTION (id, text, .max = 100, __VA_ARGS__)

/* Fields of every kind come last; "sources" where a text is made from notes. */
#define SOURCES REFS ("sources", N_ ("Made from"), "any")
#define GONE INT ("gone", N_ ("Removed"), BETWEEN (0, 2))
#define POSITION                                                                                   \
  {                                                                                                \
    .name = "position", .label = N_ ("Place in the list"), .type = YIPU_FIELD_KEY                  \
  }

#define KIND(name, text, table, ...)                                                               \
  {                                                                                                \
    .id = name, .label = text, .fields = table, .n_fields = G_N_ELEMENTS (table), __VA_ARGS__      \
  }
#define TITLE(field) .title = field
#define OWNER(field) .owner = field
#define ORDERED .ordered = 1
#define OUTSIDE_UNDO .outside_undo = 1

extern const YipuKind yipu_people_kinds[];
extern const guint yipu_n_people_kinds;
extern const YipuKind yipu_craft_kinds[];
extern const guint yipu_n_craft_kinds;
extern const YipuKind yipu_process_kinds[];
extern const guint yipu_n_process_kinds;
extern const YipuKind yipu_brand_kinds[];
extern const guint yipu_n_brand_kinds;
extern const YipuKind yipu_product_kinds[];
extern const guint yipu_n_product_kinds;
extern const YipuKind yipu_review_kinds[];
extern const guint yipu_n_review_kinds;
