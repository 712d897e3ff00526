/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Today shows, read from the catalog: what was worked on last, products changed since they
 * were exported, what is missing. */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/**
 * YipuRecent:
 * @craft: the craft that was worked on last
 * @stopped_at: title of the record that was changed last, in it
 * @time: when, seconds since 1970 UTC
 */
typedef struct {
  YipuRecord *craft;
  char *stopped_at;
  gint64 time;
} YipuRecent;

void yipu_recent_free (YipuRecent *recent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuRecent, yipu_recent_free)

/** What to go on with; %NULL in a catalog without a craft. */
YipuRecent *yipu_recent_find (YipuSession *session);

/** Products changed since their last export, at most @limit, and how many there are in all. */
GPtrArray *yipu_recent_products (YipuSession *session, guint limit, guint *n_all);

/** Label of the newest edit of a record, translated; "" for none. (transfer full) */
char *yipu_recent_dup_label (YipuSession *session, const char *id);

/** Wanted fields that are empty, of crafts and products: hints, at most @limit. */
GPtrArray *yipu_recent_missing (YipuSession *session, guint limit);

G_END_DECLS
