/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A read expression, as the reader leaves it to the evaluator. */
#pragma once

#include "bundle/expression.h"

G_BEGIN_DECLS

typedef enum {
  YIPU_PIPE_TEXT, /* each text by itself */
  YIPU_PIPE_DEFAULT,
  YIPU_PIPE_BOOL,
  YIPU_PIPE_MAP,
  YIPU_PIPE_FMT,
  YIPU_PIPE_EACH,
  YIPU_PIPE_PICK,
  YIPU_PIPE_WHERE,
  YIPU_PIPE_FIRST,
  YIPU_PIPE_COUNT,
  YIPU_PIPE_SUM,
  YIPU_PIPE_JOIN,
} YipuPipeKind;

typedef enum {
  YIPU_ARGUMENT_NONE,
  YIPU_ARGUMENT_TEXT,     /* raw, may be empty */
  YIPU_ARGUMENT_NUMBER,   /* digits */
  YIPU_ARGUMENT_CUT,      /* measure, number */
  YIPU_ARGUMENT_UNIT,     /* a unit or a path that says one */
  YIPU_ARGUMENT_MAP,      /* a map of the profile */
  YIPU_ARGUMENT_TEMPLATE, /* text with expressions */
  YIPU_ARGUMENT_TWO,      /* two of them */
  YIPU_ARGUMENT_ITEM,     /* text with expressions that see "it", "n" and "n1" */
  YIPU_ARGUMENT_FIELD,    /* a member of what the list holds */
  YIPU_ARGUMENT_TEST,     /* member, operator, value */
} YipuArgumentKind;

/* One function of the closed list. */
typedef struct {
  const char *name;
  YipuPipeKind kind;
  YipuArgumentKind argument;
  gboolean number; /* gives digits */
  char *(*text) (const char *text, const char *argument);
} YipuPipe;

/* A function with its argument. */
typedef struct {
  const YipuPipe *pipe;
  char *text;             /* raw argument */
  char **words;           /* path, member or test */
  YipuExpression *first;  /* template */
  YipuExpression *second; /* the other of two */
} YipuStep;

/* A literal, or a path and what is done to it. */
typedef struct {
  char *literal;
  char **path;
  GArray *steps; /* of YipuStep */
  YipuPathType type;
} YipuPart;

struct _YipuExpression {
  GArray *parts; /* of YipuPart */
};

G_END_DECLS
