/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema: made, compared, migrated (trust.md, "Opening a catalog we did not write"). */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

#define YIPU_APPLICATION_ID 0x59695075 /* "YiPu" */

/* A version of the schema, each part compiled in as a resource.
 * @log: what was new in the log's tables, never edited after its release
 * @records: the record tables whole
 * @stamp: SQL that says so in the file; PRAGMA takes no bound values */
typedef struct {
  const char *log;
  const char *records;
  const char *stamp;
} YipuSchemaVersion;

/* All versions, by number; the last is the one this program writes. Only tests put others here, to
 * see a migration before there is one. */
typedef struct {
  const YipuSchemaVersion *versions;
  gint64 newest;
} YipuSchemas;

extern YipuSchemas yipu_schemas;

/* Makes everything in an empty database, in one transaction. FALSE with @error set. */
gboolean yipu_schema_create (YipuSql *sql, const char *catalog_id, GError **error);
/* Compares every object with those shipped for the database's user_version; @difference (free with
 * g_free()) names the first that is missing, altered or too many, NULL where there is none. FALSE
 * with @error set when it cannot be read. */
gboolean yipu_schema_check (YipuSql *sql, char **difference, GError **error);
/* Reads application_id and user_version and refuses what is no catalog, or a newer one, by name. */
gboolean yipu_schema_identify (YipuSql *sql, const char *folder, gint64 *version, GError **error);
/* Brings an older catalog to the newest version: each version's SQL, then the fold. In one
 * transaction. */
gboolean yipu_schema_migrate (YipuSql *sql, gint64 version, GError **error);

G_END_DECLS
