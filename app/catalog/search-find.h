/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking the index: best hits, and whole lists in order. */
#pragma once

#include <yipu/search.h>

#include "catalog/search-question.h"
#include "catalog/sql.h"

G_BEGIN_DECLS

/* Best first, at most @limit: (element-type YipuHit). @kinds as in yipu_search_query(). NULL with
 * @error set; also when it was cancelled. */
GPtrArray *yipu_find_hits (YipuSql *index,
                           const YipuQuestion *question,
                           const char *const *kinds,
                           guint limit,
                           GCancellable *cancellable,
                           GError **error);

/* Row numbers of one kind, in order; @question may be NULL for all. NULL with @error set. */
GArray *yipu_find_rows (YipuSql *index,
                        const YipuKind *kind,
                        YipuSort sort,
                        const YipuQuestion *question,
                        GError **error);

/* The hit for a document; @by_name: its names have all words, no text need be looked at. NULL with
 * @error set; without error when it went meanwhile. */
YipuHit *yipu_hit_read (
    YipuSql *index, gint64 doc, gboolean by_name, const YipuQuestion *question, GError **error);

G_END_DECLS
