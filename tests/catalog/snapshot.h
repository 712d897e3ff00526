/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All record tables as one text, for comparing catalogs. */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/* One line a record, sorted by id: kind, id, fields that are not empty. With @only_there, without
 * what is gone. Free with g_free(). */
char *snapshot_tables (YipuCatalog *catalog, gboolean only_there);

G_END_DECLS
