/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work of several edits, taken back when it fails or is cancelled half-way. */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/* Reverts every edit of @group, newest first; edits made between them stay. Any thread but the
 * writer's. FALSE with @error set when one cannot be. */
gboolean yipu_group_take_back (YipuCatalog *catalog, const char *group, GError **error);

/* For a failed job: takes back @group, and where that fails, too, says so in @error as well. */
void yipu_group_failed (YipuCatalog *catalog, const char *group, GError **error);

G_END_DECLS
