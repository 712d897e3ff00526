/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo from within. */
#pragma once

#include <yipu/history.h>

#include "catalog/catalog-private.h"

G_BEGIN_DECLS

/* Takes back all of @group that stands, as far as it can be, for good: these edits are on neither
 * stack, so that neither Ctrl+Z nor Ctrl+Y ever brings half a job back. On the writer thread. */
gboolean yipu_undo_group (
    YipuCatalog *self, const char *person, const char *group, GPtrArray *touched, GError **error);

/* Goes on with an undo or redo of a group that was cut off, by a crash or a full disk, so that no
 * group stays half undone; @undone (free with yipu_undone_free()) says what was taken back or done
 * again, NULL where nothing was left to do. On the writer thread. */
gboolean
yipu_undo_take_up (YipuCatalog *self, GPtrArray *touched, YipuUndone **undone, GError **error);

G_END_DECLS
