/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of an edit can be taken back now (log.md, "take back e"). Reads only. */
#pragma once

#include "catalog/log.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *marks;   /* of YipuChange, owned: ready to be added to an edit */
  GPtrArray *skipped; /* of char *, owned: sentences on what must stay */
} YipuTakeBack;

YipuTakeBack *yipu_take_back_new (void);
void yipu_take_back_free (YipuTakeBack *back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuTakeBack, yipu_take_back_free)

/* Looks through the changes of @edit, last first; @person asks. With @first, stops at the first
 * change that can be taken back. FALSE with @error set. */
gboolean yipu_take_back_edit (YipuTakeBack *back,
                              YipuSql *sql,
                              gint64 edit,
                              const char *person,
                              gboolean first,
                              GError **error);

/* Whether some edit that is not itself undone undoes @edit. */
gboolean yipu_edit_is_undone (YipuSql *sql, gint64 edit, gboolean *undone, GError **error);

G_END_DECLS
