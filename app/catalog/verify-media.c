/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verifying the files of a catalog: media/ab/cdef…, named by the SHA-256 of what they hold. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/verify.h"

#define FILES "SELECT id, hash, name FROM \"file\" WHERE hash IS NOT NULL"

static gboolean
verify_file (const char *folder,
             YipuQuery *query,
             gboolean deep,
             GPtrArray *findings,
             const YipuProgress *progress,
             GError **error)
{
  const char *id = yipu_query_text (query, 0);
  const char *hash = yipu_query_text (query, 1);
  const char *name = yipu_query_text (query, 2);
  g_autofree char *found = NULL;
  g_autofree char *path = NULL;
  guint8 bytes[YIPU_HASH_SIZE];

  if (!yipu_hash_from_hex (hash, bytes)) {
    yipu_verify_tell (findings, "catalog.media", "file", id, "hash",
                      _ ("The file “%s” has no valid name in the catalog."), name ? name : id);
    return TRUE;
  }
  path = g_strdup_printf ("%s/media/%.2s/%s", folder, hash, hash + 2);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    yipu_verify_tell (findings, "catalog.media", "file", id, NULL,
                      _ ("The file “%s” is missing (%.12s…): add it again."), name ? name : id,
                      hash);
    return TRUE;
  }
  if (!deep)
    return TRUE;
  found = yipu_hash_file (path, progress ? progress->cancellable : NULL, error);
  if (found && strcmp (found, hash) != 0)
    yipu_verify_tell (findings, "catalog.media", "file", id, NULL,
                      _ ("The file “%s” is damaged (%.12s…): add it again."), name ? name : id,
                      hash);
  return found != NULL;
}

gboolean
yipu_verify_media (YipuSql *sql,
                   const char *folder,
                   gboolean deep,
                   GPtrArray *findings,
                   const YipuProgress *progress,
                   GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, FILES, NULL);
  guint64 n = 0;
  int more = -1;

  while (query && (more = yipu_query_next (query, error)) > 0) {
    n++;
    if (!verify_file (folder, query, deep, findings, progress, error) ||
        !yipu_progress_step (progress, n, error, _ ("File %ld"), (long) n))
      return FALSE;
  }
  return more == 0;
}
