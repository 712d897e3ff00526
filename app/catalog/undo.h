/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo from within. */
#pragma once

#include "catalog/catalog-private.h"

G_BEGIN_DECLS

/* Takes back all of @group that stands, as far as it can be, for good: these edits are on neither
 * stack, so that neither Ctrl+Z nor Ctrl+Y ever brings half a job back. On the writer thread. */
gboolean yipu_undo_group (
    YipuCatalog *self, const char *person, const char *group, GPtrArray *touched, GError **error);

G_END_DECLS
