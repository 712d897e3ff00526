/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log: edits, their changes, and the replicas that made them (log.md, "Tables"). */
#pragma once

#include "catalog/chain.h"
#include "catalog/sql.h"

G_BEGIN_DECLS

#define YIPU_SCHEMA 1
/* Changes of one edit are numbered from 0 in the low bits of their ids. */
#define YIPU_CHANGE_BITS 16
#define YIPU_MAX_CHANGES ((1 << YIPU_CHANGE_BITS) - 1)

typedef enum { YIPU_OP_ADD, YIPU_OP_SET, YIPU_OP_UNDO, YIPU_OP_FORGET } YipuOp;

const char *yipu_op_to_string (YipuOp op);
gboolean yipu_op_from_string (const char *text, YipuOp *op);

typedef struct {
  char *kind;
  char *record;
  YipuOp op;
  char *field;     /* "" for the whole record */
  GArray *bases;   /* of gint64: ids of changes, in the order of their portable names; or NULL */
  YipuValue value; /* of an add: its JSON */
  YipuValue salt_text; /* of an add of which something was forgotten */
  gboolean has_salt;
  gboolean has_digest;
  guint8 salt[YIPU_SALT_SIZE];
  guint8 digest[YIPU_HASH_SIZE];
} YipuChange;

YipuChange *yipu_change_new (const char *kind, const char *record, YipuOp op, const char *field);
void yipu_change_free (YipuChange *change);
/* Draws a salt and computes the digest, of an add from @add, what it holds; marks and forgets have
 * neither. */
void yipu_change_digest (YipuChange *change, YipuHash *hash, const YipuAdd *add);
/* Whether the value, where it is not blanked, is what the digest was made of; also of an add of
 * which something was forgotten. */
gboolean yipu_change_fits_digest (const YipuChange *change, YipuHash *hash);

/* What an edit says it has seen: an edit of another replica. */
typedef struct {
  gint64 replica;
  gint64 seq;
} YipuSeen;

typedef struct {
  gint64 id;
  gint64 replica;
  gint64 seq;
  gint64 lamport;
  char *person;
  gint64 time;
  char *label;
  char *act;
  gint64 undoes; /* 0 for none */
  char *group;
  GArray *seen; /* of YipuSeen, sorted by replica id */
  gint64 schema;
  guint8 hash[YIPU_HASH_SIZE];
  GPtrArray *changes; /* of YipuChange, owned */
} YipuLogEdit;

YipuLogEdit *yipu_log_edit_new (const char *person, const char *label, const char *act);
void yipu_log_edit_free (YipuLogEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuChange, yipu_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuLogEdit, yipu_log_edit_free)

/* A replica and its newest edit. */
typedef struct {
  gint64 n;
  char *id;
  gint64 seq;
  gint64 lamport;
  gint64 seen; /* newest of its edits that our own newest has seen */
  guint8 hash[YIPU_HASH_SIZE];
  gboolean stored;
} YipuReplica;

/* The log of one catalog, held by its writer: what must be known before each edit. */
typedef struct {
  YipuSql *sql;
  YipuHash *hash;
  GPtrArray *replicas; /* of YipuReplica, owned */
  YipuReplica *own;
  gint64 last_edit;           /* greatest id */
  gint64 lamport;             /* greatest */
  GPtrArray *forgotten_files; /* of char *, owned: hashes, to remove once the edit stands */
} YipuLog;

/* Reads where every replica stands; @own_id is ours. NULL with @error set. */
YipuLog *yipu_log_open (YipuSql *sql, const char *own_id, GError **error);
void yipu_log_free (YipuLog *log);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuLog, yipu_log_free)

YipuReplica *yipu_log_find_replica (YipuLog *log, const char *id);
/* Found or made (in memory until an edit of it is appended). */
YipuReplica *yipu_log_ensure_replica (YipuLog *log, const char *id);
YipuReplica *yipu_log_get_replica (YipuLog *log, gint64 n);

/* Gives our next edit its place: id, seq, lamport, seen. */
void yipu_log_place (YipuLog *log, YipuLogEdit *edit);
/* Writes an edit that has its place: digests already there, hash computed here after @previous,
 * the hash of its replica's edit before. Inside a transaction. FALSE with @error set. */
gboolean yipu_log_append (YipuLog *log, YipuLogEdit *edit, GError **error);
/* After the commit: the log now ends with @edit. */
void yipu_log_advance (YipuLog *log, const YipuLogEdit *edit);

/* An edit read back, whole; NULL with @error set. */
YipuLogEdit *yipu_log_read (YipuLog *log, gint64 id, GError **error);

/* The hash over @edit, where @previous is the hash of its replica's edit before (zeros for the
 * first). Sorts the bases of its changes. FALSE with @error set. */
gboolean yipu_log_hash (YipuLog *log,
                        YipuLogEdit *edit,
                        const guint8 previous[YIPU_HASH_SIZE],
                        guint8 hash[YIPU_HASH_SIZE],
                        GError **error);
/* Replica and seq of a local edit; FALSE with @error set when there is none. */
gboolean
yipu_log_edit_name (YipuLog *log, gint64 edit, gint64 *replica, gint64 *seq, GError **error);

/* Arrays of numbers as JSON: "[1,2]"; NULL for none. */
char *yipu_bases_to_json (const GArray *bases);
/* Appends the numbers of a JSON array; FALSE when it is none. */
gboolean yipu_bases_parse (const char *json, GArray *bases);

G_END_DECLS
