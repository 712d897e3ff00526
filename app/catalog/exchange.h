/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits between laptops, in memory: named (replica id, seq) as everywhere but in a catalog's own
 * tables. The files that carry them, and the window for it, come on top of this (log.md, "Writing":
 * send, receive). */
#pragma once

#include <yipu/catalog.h>

#include "catalog/log.h"

G_BEGIN_DECLS

/* Name of an edit, or, with n, of a change of it. */
typedef struct {
  const char *replica; /* interned */
  gint64 seq;
  gint64 n;
} YipuName;

/* A change as it travels: the one of the log, whose bases stand beside it by name. */
typedef struct {
  YipuChange *change; /* owned; its own bases are not used */
  GArray *bases;      /* of YipuName */
} YipuSentChange;

/* An edit as it travels. */
typedef struct {
  YipuLogEdit *edit; /* owned; id, replica, undoes, seen and changes are not used */
  YipuName name;
  YipuName undoes;    /* replica NULL for none */
  GArray *seen;       /* of YipuName, sorted by replica */
  GPtrArray *changes; /* of YipuSentChange, owned */
} YipuSentEdit;

void yipu_sent_edit_free (YipuSentEdit *sent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuSentEdit, yipu_sent_edit_free)

/* For tests that alter one. */
YipuSentEdit *yipu_sent_edit_copy (const YipuSentEdit *sent);

/* Newest seq of each replica here: interned id → gint64 *, owned. NULL with @error set. */
GHashTable *yipu_exchange_vector (YipuCatalog *self, GError **error);

/* Seals, and returns every edit of which @vector (as above) lacks, in order of arrival.
 * (transfer full) (element-type YipuSentEdit); NULL with @error set. */
GPtrArray *yipu_exchange_send (YipuCatalog *self, GHashTable *vector, GError **error);

/* The same without sealing, for what does not leave this laptop. */
GPtrArray *yipu_exchange_read (YipuCatalog *self, GHashTable *vector, GError **error);

/* Takes @edits in, all or none. Known ones are passed over. FALSE with YIPU_CATALOG_ERROR_REFUSED
 * or _NEWER set, and the catalog as it was. */
gboolean yipu_exchange_receive (YipuCatalog *self, const GPtrArray *edits, GError **error);

G_END_DECLS
