/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections of a catalog's folder. */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

char *yipu_open_database_path (const char *folder);
/* A connection of its own that only reads; on a medium that takes no files beside the database, one
 * that relies on nobody writing it. NULL with @error set. */
YipuSql *yipu_open_sql_for_reading (const char *folder, GError **error);
/* Brings the WAL into the database; @whole also empties it. FALSE when a reader is in the way. */
gboolean yipu_open_checkpoint (YipuSql *sql, gboolean whole);

G_END_DECLS
