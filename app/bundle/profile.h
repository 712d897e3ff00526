/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A profile as its reader leaves it: what YipuShop holds. Immutable once read. */
#pragma once

#include <yipu/picture.h>
#include <yipu/shop.h>

#include "bundle/expression.h"
#include "bundle/pipes.h"

G_BEGIN_DECLS

/* Text in two languages. */
typedef struct {
  char *zh;
  char *en;
} YipuWords;

/* "p.is_food", "!p.has_variants": whether a need, a row or a file applies. */
typedef struct {
  YipuExpression *path; /* NULL: always */
  gboolean negated;
} YipuCondition;

/* A map of our words to the seller's ids (shop_match). */
typedef struct {
  char *name;
  YipuWords label;
  char *path; /* "p.category" */
  YipuExpression *from;
  YipuSeverity severity; /* of a miss */
  YipuWords miss;
} YipuProfileMap;

typedef enum {
  YIPU_LIMIT_LENGTH, /* by measure */
  YIPU_LIMIT_COUNT,
  YIPU_LIMIT_NUMBER,
  YIPU_LIMIT_MATCH,
  YIPU_LIMIT_ONLY,
} YipuLimitKind;

typedef struct {
  char *path; /* "p.title" */
  YipuExpression *value;
  YipuLimitKind kind;
  YipuMeasure measure;
  GRegex *regex;
  const char *only; /* name of the class of characters, static */
  gint64 min;       /* G_MININT64 for none */
  gint64 max;       /* G_MAXINT64 for none */
  YipuSeverity severity;
  YipuWords hint; /* what would do, for people; NULL for none */
} YipuLimit;

typedef struct {
  char *path;
  YipuExpression *value;
  YipuSeverity severity;
  YipuCondition when;
} YipuNeed;

/* A set of pictures; the public part lies in images of the same index. */
typedef struct {
  YipuWords label;
  YipuExpression *dir;
  YipuExpression *name;
  YipuFit fit;
  int ratio_w, ratio_h;      /* 0 for none */
  int min_width, min_height; /* 0 for none */
  int kb_min;
  YipuPictureFormat format;
  guint32 background;
  gboolean unique;
  YipuSeverity severity; /* of too few */
} YipuImageSet;

typedef enum {
  YIPU_ROW_PRODUCTS,
  YIPU_ROW_VARIANTS,
  YIPU_ROW_GROUPS,
} YipuRowEach;

typedef struct {
  YipuRowEach each;
  YipuCondition when;
} YipuRowKind;

typedef struct {
  YipuExpression **heads; /* one a header line: "Weight ({s.weight_unit})" */
  YipuExpression **cells; /* one a row kind */
} YipuColumn;

typedef enum {
  YIPU_ENC_UTF8,
  YIPU_ENC_UTF8_BOM,
  YIPU_ENC_UTF16LE_BOM,
  YIPU_ENC_GBK,
} YipuEncoding;

typedef enum {
  YIPU_QUOTE_MIN, /* where a separator, quote or line end asks for it */
  YIPU_QUOTE_ALL,
  YIPU_QUOTE_TEXT, /* texts; numbers stay bare */
  YIPU_QUOTE_NONE,
} YipuQuote;

/* How a table becomes bytes. */
typedef struct {
  YipuEncoding encoding;
  char *sep;
  const char *eol;
  YipuQuote quote;
  GPtrArray *escape; /* of char *: from, to, from, to … */
  gboolean guard;    /* "'" before = + - @, for people only */
  char **head;       /* raw lines before */
} YipuTableForm;

/* A field of an upload sheet, or, with cells, a table of variants, or, with neither, a heading. */
typedef struct {
  YipuWords label;
  YipuExpression *value;
  GPtrArray *cells; /* of YipuSheetField */
} YipuSheetField;

typedef enum {
  YIPU_FILE_TABLE,
  YIPU_FILE_SHEET,
} YipuFileKind;

typedef struct {
  YipuFileKind kind;
  char *path;           /* of a table */
  YipuExpression *name; /* of a sheet: its path for a product */
  YipuTableForm form;
  guint n_headers;
  guint split_rows;   /* 0 for none */
  gint64 split_bytes; /* 0 for none */
  GArray *rows;       /* of YipuRowKind */
  GArray *columns;    /* of YipuColumn */
  GPtrArray *fields;  /* of YipuSheetField */
} YipuFileSpec;

struct _YipuShop {
  gatomicrefcount ref_count;
  char *id;
  YipuWords name;
  char *locale;
  char *version;
  char *checked;
  char **steps_zh;
  char **steps_en;
  GArray *settings; /* of YipuShopSetting */
  GArray *images;   /* of YipuShopImages */
  GArray *sets;     /* of YipuImageSet */
  GArray *maps;     /* of YipuProfileMap */
  char **map_names;
  GArray *limits; /* of YipuLimit */
  GArray *needs;  /* of YipuNeed */
  GArray *files;  /* of YipuFileSpec */
};

/* Takes over nothing; an empty shop for the reader to fill. */
YipuShop *yipu_shop_new_empty (void);
/* Makes the lists of a file. */
void yipu_file_spec_init (YipuFileSpec *file);
void yipu_sheet_field_free (YipuSheetField *field);

/* The label in the user's language. */
const char *yipu_words_pick (const YipuWords *words);

/* The class of characters as profiles name it, "no-comma", or NULL; whether a text keeps to it. */
const char *yipu_only_intern (const char *name);
gboolean yipu_only_passes (const char *name, const char *text);

/* Whether it applies to what @scope holds. */
gboolean yipu_condition_holds (const YipuCondition *condition, const YipuScope *scope);

G_END_DECLS
