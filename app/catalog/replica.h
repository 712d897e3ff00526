/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * This laptop's identity in a catalog, kept in the user's data folder (log.md: "the replica id lies
 * outside the catalog, so that a copied folder gets a new one"). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *file;    /* where it is kept */
  char *id;      /* UUID */
  char *person;  /* who is typing, "" until chosen */
  gint64 seq;    /* of its newest edit when last written down */
  guint64 inode; /* of the database then: a restored file is another one */
  gboolean is_new;
} YipuIdentity;

/* Found by the catalog's id and the folder's path; a new one where none is kept, or where the
 * database is another file than then or has lost edits (@seq is asked of the log by
 * yipu_identity_matches()). */
YipuIdentity *yipu_identity_load (const char *catalog_id, const char *folder);
/* FALSE: the catalog went back in time, so a new identity was taken. */
gboolean yipu_identity_check (YipuIdentity *identity, gint64 newest_seq, guint64 inode);
/* FALSE with a YIPU_CATALOG_ERROR set. */
gboolean yipu_identity_save (YipuIdentity *identity, GError **error);
void yipu_identity_free (YipuIdentity *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuIdentity, yipu_identity_free)

G_END_DECLS
