/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections of a catalog's folder. */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

char *yipu_open_database_path (const char *folder);
YipuSql *yipu_open_sql_for_reading (const char *folder, GError **error);
/* Brings the WAL into the database; @whole waits for readers and empties it. */
void yipu_open_checkpoint (YipuSql *sql, gboolean whole);

G_END_DECLS
