/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads of a field: the live changes that no other replaces (log.md, "Heads, shown value"). */
#pragma once

#include "catalog/log.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id; /* of the change */
  YipuOp op;
  gint64 lamport; /* of its edit; this and what follows only after yipu_heads_load() */
  char *replica;
  char *person;
  YipuValue value;
} YipuHead;

typedef struct {
  GArray *heads;         /* of YipuHead, by id */
  GArray *marks;         /* of gint64: marks that are not void, by id */
  GArray *marked;        /* of gint64: for each of @marks, in order, the changes it voids, then 0 */
  gboolean is_forgotten; /* the whole record */
  gboolean any;          /* whether the record has an add */
} YipuHeads;

/* Heads of @field of @record, by id; FALSE with @error set. */
gboolean yipu_heads_find (
    YipuSql *sql, const char *record, const char *field, YipuHeads *heads, GError **error);
/* Reads each head's value, place and person. */
gboolean yipu_heads_load (YipuSql *sql, const char *field, YipuHeads *heads, GError **error);
/* The head that is shown, of those loaded; NULL where there is none. @kind may be NULL. */
const YipuHead *yipu_heads_shown (const YipuHeads *heads, const YipuKind *kind, const char *field);
/* Whether the heads loaded hold more than one value. */
gboolean yipu_heads_in_question (const YipuHeads *heads);
void yipu_heads_clear (YipuHeads *heads);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YipuHeads, yipu_heads_clear)

/* The value the table shows, of heads found and loaded here; and whether it is a question. */
gboolean yipu_heads_value (YipuSql *sql,
                           const YipuKind *kind,
                           const char *record,
                           const char *field,
                           YipuValue *value,
                           gboolean *in_question,
                           GError **error);

/* > 0 where @a of @field is stricter than @b, in kinds outside undo: no before yes, an earlier end
 * before a later one, removed before there (architecture.md, "Forget"). */
int yipu_strictness_compare (const char *field, const YipuValue *a, const YipuValue *b);

G_END_DECLS
