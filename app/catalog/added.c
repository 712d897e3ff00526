/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records by the edit that added them, straight from the log. */
#include "catalog/added.h"

#include "catalog/reader-private.h"

#define ADDED_WITH                                                                                 \
  "SELECT record FROM change WHERE op = 'add' AND id >= "                                          \
  "(SELECT max(id) >> 16 << 16 FROM change WHERE record = :record AND op = 'add') AND id < "       \
  "(SELECT (max(id) >> 16) + 1 << 16 FROM change WHERE record = :record AND op = 'add')"

GPtrArray *
yipu_reader_list_added_with (YipuReader *reader, const char *record, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuQuery) query =
      sql ? yipu_sql_query (sql, error, ADDED_WITH, ":record", 't', record, NULL) : NULL;
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0)
    g_ptr_array_add (ids, g_strdup (yipu_query_text (query, 0)));
  return more == 0 ? g_steal_pointer (&ids) : NULL;
}
