/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paths: every name a profile's expressions may ask for, what is found there, and the field of
 * which record it comes from (model.md, "What a shop profile may ask"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YIPU_PATH_TEXT,
  YIPU_PATH_NUMBER, /* whole number, fen, yes */
  YIPU_PATH_OBJECT, /* members by name */
} YipuPathKind;

/* What a path gives: a text, a number or an object, or a list of them. */
typedef struct {
  YipuPathKind kind;
  gboolean list;
  const char *object; /* which object, for its members; NULL otherwise */
} YipuPathType;

/* One member of an object. */
typedef struct {
  const char *object; /* "p" */
  const char *name;   /* "title" */
  YipuPathType type;
  const char *kind;  /* (nullable) kind of the record behind it */
  const char *field; /* (nullable) its field */
} YipuPath;

/* Which roots exist where an expression stands. */
typedef enum {
  YIPU_ROOT_P = 1 << 0,
  YIPU_ROOT_V = 1 << 1,
  YIPU_ROOT_G = 1 << 2,
  YIPU_ROOT_S = 1 << 3,
  YIPU_ROOT_R = 1 << 4,
  YIPU_ROOT_IMG = 1 << 5,
  YIPU_ROOT_PICTURE = 1 << 6, /* n, n1 and hash8, in the name of a picture */
} YipuRoots;

/* What a profile itself defines: names that exist because it says so. */
typedef struct {
  YipuRoots roots;
  const char *const *settings; /* (nullable) s.KEY */
  const char *const *sets;     /* (nullable) img.SET */
  const char *const *maps;     /* (nullable) map(NAME) */
} YipuPathSpace;

/* The whole table, for tests. */
const YipuPath *yipu_paths_all (guint *n_paths);

/* The member @name of @object, or NULL. */
const YipuPath *yipu_paths_find (const char *object, const char *name);

/* What @segments lead to; @it is what "it" stands for, NULL outside of each, fmt, pick and where.
 * A segment on a list is an index, the key of an attribute, or a member of each element. FALSE when
 * there is no such path. */
gboolean yipu_paths_resolve (const YipuPathSpace *space,
                             const YipuPathType *it,
                             const char *const *segments,
                             YipuPathType *type);

G_END_DECLS
