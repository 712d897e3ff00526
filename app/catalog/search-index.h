/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The index file: what is found, in which order lists stand, and how much of the log is in it.
 * Disposable: nothing here is the only copy of anything. */
#pragma once

#include <yipu/record.h>

#include "base/hash.h"
#include "catalog/sql.h"

G_BEGIN_DECLS

/* Documents are numbered by kind and row, so that the order of numbers is that of kinds, and one
 * kind is a range of them. */
#define YIPU_DOC_ROW_BITS 40
#define YIPU_DOC(rank, row) ((gint64) (rank) << YIPU_DOC_ROW_BITS | (row))
#define YIPU_DOC_ROW(doc) ((doc) & (((gint64) 1 << YIPU_DOC_ROW_BITS) - 1))
#define YIPU_DOC_RANK(doc) ((guint) ((doc) >> YIPU_DOC_ROW_BITS))

/* How far the index has come.
 * @edit, @hash: the last edit it has seen; while it is built, the last when that began
 * @place: whose that edit is and which of theirs, the same for ever; another one under its number
 *   means another log, such as a restored backup's
 * @rank, @row: while it is built, all records of lower kinds and rows are in it
 * @built: all are in it */
typedef struct {
  gint64 edit;
  guint8 hash[YIPU_HASH_SIZE];
  char place[64];
  guint rank;
  gint64 row;
  gboolean built;
} YipuIndexCursor;

/* Opens the file to write it, making it, 0600, where it is missing. Refuses (NULL with @error set)
 * one that is damaged, of another version, or was being written when the machine stopped. @name:
 * what it is an index of, which must be what it was made with. */
YipuSql *yipu_index_open (const char *path, const char *name, GError **error);
/* Opens the file to read it, beside its writer. NULL with @error set. */
YipuSql *yipu_index_open_reader (const char *path, GError **error);
/* Everything on the disk, so that the next start can trust it. Then closes. */
void yipu_index_close (YipuSql *index);
/* Removes the file and what SQLite keeps beside it. */
void yipu_index_remove_files (const char *path);

gboolean yipu_index_load (YipuSql *index, YipuIndexCursor *cursor, GError **error);
gboolean yipu_index_save (YipuSql *index, const YipuIndexCursor *cursor, GError **error);

/* Puts a record that is not in it into the index; @changed: when, in seconds. Kinds that are not
 * searched are passed over. Inside a transaction. */
gboolean yipu_index_add (YipuSql *index, const YipuRecord *record, gint64 changed, GError **error);
/* The same in place of what it was. */
gboolean yipu_index_put (YipuSql *index, const YipuRecord *record, gint64 changed, GError **error);
/* Takes a record out of it, if it is there. Inside a transaction. */
gboolean yipu_index_drop (YipuSql *index, const char *id, GError **error);

/* Copies what was committed into the file proper. */
gboolean yipu_index_checkpoint (YipuSql *index, GError **error);
/* Joins pieces of the index for some 10 ms; @more is set when there is more to do. */
gboolean yipu_index_merge (YipuSql *index, gboolean *more, GError **error);

G_END_DECLS
