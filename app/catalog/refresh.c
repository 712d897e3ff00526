/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One field from the log into its table: wherever the shown value is not plainly what was set. */
#include <string.h>

#include "catalog/edit-private.h"
#include "catalog/table.h"

#define ASK "INSERT OR IGNORE INTO question (record, field) VALUES (:record, :field)"
#define DO_NOT_ASK "DELETE FROM question WHERE record = :record AND field = :field"

static gboolean
keep_question (YipuSql *sql, const char *record, const char *field, gboolean ask, GError **error)
{
  return yipu_sql_run (sql, error, ask ? ASK : DO_NOT_ASK, ":record", 't', record, ":field", 't',
                       field, NULL);
}

gboolean
yipu_field_refresh (
    YipuSql *sql, const char *kind_id, const char *record, const char *field, GError **error)
{
  const YipuKind *kind = yipu_kind_find (kind_id);
  int index = kind ? yipu_kind_index (kind, field) : -1;
  g_auto (YipuValue) value = YIPU_VALUE_EMPTY;
  gboolean ask;

  if (index < 0)
    return TRUE;
  return yipu_heads_value (sql, kind, record, field, &value, &ask, error) &&
         yipu_table_set (sql, kind, record, (guint) index, &value, error) &&
         keep_question (sql, record, field, ask, error);
}
