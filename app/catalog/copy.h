/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copying the log out: it is sealed first, so that no typing folds into an edit that has left. */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/* From here on the newest edit is never folded into: for anything that copies the log out. Any
 * thread but the writer's. FALSE with @error set. */
gboolean yipu_catalog_seal (YipuCatalog *self, GError **error);

/* Seals, then writes the database as it is at one moment to @path, which must not exist: one whole
 * file, checked. Media are not in it. Any thread but the writer's. FALSE with @error set, and
 * nothing left behind. */
gboolean yipu_catalog_copy_database (YipuCatalog *self, const char *path, GError **error);

G_END_DECLS
