/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readers from within: over a connection of their own, or over the writer's while it edits. */
#pragma once

#include <yipu/reader.h>

#include "catalog/sql.h"

G_BEGIN_DECLS

/* Called before anything is read, so that a reader of an edit sees what it has written. */
typedef gboolean (*YipuReaderHook) (gpointer data, GError **error);

/* Takes @sql over when @owned. */
YipuReader *yipu_reader_new (YipuSql *sql, gboolean owned, YipuReaderHook hook, gpointer data);
/* The connection, after the hook; NULL with @error set. */
YipuSql *yipu_reader_get_sql (YipuReader *reader, GError **error);

/* Kind of a record by the log, NULL with YIPU_CATALOG_ERROR_NOT_FOUND set. */
const YipuKind *yipu_sql_kind_of (YipuSql *sql, const char *record, GError **error);

G_END_DECLS
