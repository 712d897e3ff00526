/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema: made, compared, migrated (trust.md, "Opening a catalog we did not write"). */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

#define YIPU_APPLICATION_ID 0x59695075 /* "YiPu" */

/* Makes everything in an empty database, in one transaction. FALSE with @error set. */
gboolean yipu_schema_create (YipuSql *sql, const char *catalog_id, GError **error);

G_END_DECLS
