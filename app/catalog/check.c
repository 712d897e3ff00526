/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every catalog is opened as one that a stick may have changed (trust.md, "Opening a catalog we did
 * not write"); the connection's own flags and limits are in sql.c. */
#include "catalog/check.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yipu/catalog.h>

#include "catalog/open.h"
#include "catalog/schema.h"

#define MAGIC "SQLite format 3"
#define HEADER_SIZE 100
#define DEADLINE_S 10

static gboolean
no_catalog (const char *folder, const char *why, GError **error)
{
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_A_CATALOG,
               /* Translators: a folder, then why it cannot be opened */
               _ ("%s is no Yipu catalog: %s"), folder, why);
  return FALSE;
}

gboolean
yipu_check_folder (const char *folder, GError **error)
{
  g_autofree char *path = yipu_open_database_path (folder);
  char header[HEADER_SIZE];
  struct stat info;
  gssize n;
  int fd;

  if (lstat (folder, &info) != 0 || (!S_ISDIR (info.st_mode) && !S_ISLNK (info.st_mode)))
    return no_catalog (folder, _ ("there is no such folder."), error);
  if (lstat (path, &info) != 0)
    return no_catalog (folder, _ ("there is no catalog.db in it."), error);
  if (!S_ISREG (info.st_mode))
    return no_catalog (folder, _ ("its catalog.db is no ordinary file."), error);
  fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    int saved = errno;
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO, _ ("%s cannot be read: %s."),
                 path, g_strerror (saved));
    return FALSE;
  }
  n = pread (fd, header, sizeof header, 0);
  close (fd);
  if (n < HEADER_SIZE || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    return no_catalog (folder, _ ("its catalog.db is damaged or of another program."), error);
  return TRUE;
}

/* A folder with the set-group-ID bit is one of a group, by choice. */
static gboolean
close_to_others (const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0 || S_ISLNK (info.st_mode) || info.st_uid != getuid () ||
      (info.st_mode & (S_IRWXG | S_IRWXO)) == 0)
    return FALSE;
  return g_chmod (path, info.st_mode & S_IRWXU) == 0;
}

gboolean
yipu_check_privacy (const char *folder)
{
  g_autofree char *path = yipu_open_database_path (folder);
  struct stat info;
  gboolean mended;

  if (lstat (folder, &info) != 0 || (info.st_mode & S_ISGID))
    return FALSE;
  mended = close_to_others (folder);
  return close_to_others (path) || mended;
}

static gboolean
check_schema (YipuSql *sql, const char *folder, GError **error)
{
  g_autofree char *difference = NULL;

  if (!yipu_schema_check (sql, &difference, error))
    return FALSE;
  if (!difference)
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
               _ ("%s is not opened: its structure was altered outside Yipu (%s). Restore a "
                  "backup, or load what was dumped from it into a new catalog."),
               folder, difference);
  return FALSE;
}

gboolean
yipu_check_database (YipuSql *sql, const char *folder, gint64 *version, GError **error)
{
  gboolean ok;

  yipu_sql_set_deadline (sql, DEADLINE_S);
  ok = yipu_schema_identify (sql, folder, version, error) && check_schema (sql, folder, error);
  yipu_sql_set_deadline (sql, 0);
  return ok;
}

gboolean
yipu_check_pages (YipuSql *sql, const char *folder, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (sql, error, "PRAGMA quick_check", NULL);

  if (!query || yipu_query_next (query, error) < 0)
    return FALSE;
  if (g_strcmp0 (yipu_query_text (query, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
               _ ("%s: the database is damaged (%s). Restore a backup."), folder,
               yipu_query_text (query, 0));
  return FALSE;
}
