/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one statement behind the offers. It looks through the names, since no index finds two
 * characters in their middle: 100,000 in some 15 ms. */
#include "listing-store.h"

#include "catalog/reader-private.h"

enum { ENTRY_ID, ENTRY_NAME, ENTRY_NUMBER, ENTRY_PROVINCE, ENTRY_REGION_CODE, ENTRY_REGION_TEXT };
#define ENTRIES                                                                                    \
  "SELECT id, name, number, province, region_code, region_text FROM listing"                       \
  " WHERE gone IS NULL AND craft IS NULL AND CASE WHEN :text IS NULL THEN number IS NOT NULL"      \
  " ELSE instr(name, :text) > 0 OR instr(name, :other) > 0 END ORDER BY id"

gboolean
yipu_listing_each (YipuReader *reader,
                   const char *text,
                   const char *other,
                   YipuListingFunc func,
                   gpointer data,
                   GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuQuery) query = NULL;
  int more = -1;

  if (sql == NULL)
    return FALSE;
  query = yipu_sql_query (sql, error, ENTRIES, ":text", 't', text, ":other", 't', other, NULL);
  while (query != NULL && (more = yipu_query_next (query, error)) > 0) {
    YipuListingEntry entry = { .id = yipu_query_text (query, ENTRY_ID),
                               .name = yipu_query_text (query, ENTRY_NAME),
                               .number = yipu_query_text (query, ENTRY_NUMBER),
                               .province = yipu_query_text (query, ENTRY_PROVINCE),
                               .region_code = yipu_query_text (query, ENTRY_REGION_CODE),
                               .region_text = yipu_query_text (query, ENTRY_REGION_TEXT) };

    func (&entry, data);
  }
  return more == 0;
}
