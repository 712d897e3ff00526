/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making and opening a catalog. */
#include "catalog/open.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/durable.h"
#include "catalog/catalog-private.h"
#include "catalog/lock.h"
#include "catalog/reader-private.h"
#include "catalog/schema.h"

#define CHECKPOINT_PAGES 1000

char *
yipu_open_database_path (const char *folder)
{
  return g_build_filename (folder, "catalog.db", NULL);
}

YipuSql *
yipu_open_sql_for_reading (const char *folder, GError **error)
{
  g_autofree char *path = yipu_open_database_path (folder);

  return yipu_sql_open (path, YIPU_SQL_READ_ONLY, error);
}

void
yipu_open_checkpoint (YipuSql *sql, gboolean whole)
{
  sqlite3_wal_checkpoint_v2 (yipu_sql_get_handle (sql), NULL,
                             whole ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, NULL,
                             NULL);
}

static void
after_job (gpointer data)
{
  YipuCatalog *self = data;

  if (self->wal_pages > CHECKPOINT_PAGES) {
    yipu_open_checkpoint (self->sql, FALSE);
    self->wal_pages = 0;
  }
}

static void
when_idle (gpointer data)
{
  YipuCatalog *self = data;

  if (self->wal_pages > 0)
    yipu_open_checkpoint (self->sql, FALSE);
  self->wal_pages = 0;
}

static int
count_pages (gpointer data, sqlite3 *handle, const char *name, int pages)
{
  ((YipuCatalog *) data)->wal_pages = pages;
  return SQLITE_OK;
}

static char *
name_of (const char *folder)
{
  g_autofree char *name = g_path_get_basename (folder);

  if (g_str_has_suffix (name, ".yipu"))
    name[strlen (name) - strlen (".yipu")] = '\0';
  return g_steal_pointer (&name);
}

static YipuCatalog *
catalog_new (const char *folder)
{
  YipuCatalog *self = g_object_new (YIPU_TYPE_CATALOG, NULL);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->name = name_of (self->folder);
  return self;
}

static gboolean
read_id (YipuCatalog *self, YipuSql *sql, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, "SELECT value FROM meta WHERE key = 'id'", NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0)
    self->id = g_strdup (yipu_query_text (query, 0));
  else if (more == 0)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
                 _ ("%s: the catalog has lost its own id."), self->folder);
  return more > 0;
}

static guint64
inode_of (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 ? info.st_ino : 0;
}

#define NEWEST_OF                                                                                  \
  "SELECT max(edit.seq) FROM edit JOIN replica ON replica.n = edit.replica WHERE replica.id = :id"

static gboolean
identify (YipuCatalog *self, GError **error)
{
  g_autofree char *path = yipu_open_database_path (self->folder);
  gint64 seq;

  self->identity = yipu_identity_load (self->id, self->folder);
  if (!yipu_sql_number (self->sql, 0, &seq, error, NEWEST_OF, ":id", 't', self->identity->id, NULL))
    return FALSE;
  yipu_identity_check (self->identity, seq, inode_of (path));
  self->person = g_intern_string (self->identity->person);
  return yipu_identity_save (self->identity, error);
}

static gboolean
start_writing (YipuCatalog *self, GError **error)
{
  if (!identify (self, error))
    return FALSE;
  self->log = yipu_log_open (self->sql, self->identity->id, error);
  if (!self->log)
    return FALSE;
  sqlite3_wal_hook (yipu_sql_get_handle (self->sql), count_pages, self);
  self->writer = yipu_writer_new (after_job, when_idle, self);
  return TRUE;
}

static gboolean
start_reading (YipuCatalog *self, GError **error)
{
  YipuSql *sql = yipu_open_sql_for_reading (self->folder, error);

  if (!sql)
    return FALSE;
  self->reader = yipu_reader_new (sql, TRUE, NULL, NULL);
  return self->id || read_id (self, sql, error);
}

static gboolean
open_for_writing (YipuCatalog *self, GError **error)
{
  g_autofree char *path = yipu_open_database_path (self->folder);

  self->lock = yipu_lock_take (self->folder, error);
  if (self->lock < 0)
    return FALSE;
  self->sql = yipu_sql_open (path, YIPU_SQL_WRITE, error);
  return self->sql && read_id (self, self->sql, error) && start_writing (self, error);
}

YipuCatalog *
yipu_catalog_open (const char *folder, YipuOpenFlags flags, GError **error)
{
  g_autoptr (YipuCatalog) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  self = catalog_new (folder);
  self->is_read_only = (flags & YIPU_OPEN_READ_ONLY) != 0;
  if (!self->is_read_only && !open_for_writing (self, error))
    return NULL;
  return start_reading (self, error) ? g_steal_pointer (&self) : NULL;
}

/* The folder, new or empty; FALSE with @error set. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int saved = errno;
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO, _ ("%s cannot be made: %s."),
                 folder, g_strerror (saved));
    return FALSE;
  }
  dir = g_dir_open (folder, 0, NULL);
  if (dir && !g_dir_read_name (dir))
    return TRUE;
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_EXISTS,
               _ ("%s is there already: choose another name."), folder);
  return FALSE;
}

static gboolean
make_database (const char *folder, GError **error)
{
  g_autofree char *path = yipu_open_database_path (folder);
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *id = yipu_edit_new_uuid ();
  g_autoptr (YipuSql) sql = NULL;

  if (g_mkdir (media, 0700) != 0)
    return FALSE;
  sql = yipu_sql_open (path, YIPU_SQL_CREATE, error);
  if (!sql || !yipu_schema_create (sql, id, error))
    return FALSE;
  yipu_open_checkpoint (sql, TRUE);
  return yipu_durable_sync_folder (folder, error);
}

YipuCatalog *
yipu_catalog_create (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);
  if (!make_folder (folder, error))
    return NULL;
  if (make_database (folder, error))
    return yipu_catalog_open (folder, YIPU_OPEN_NORMAL, error);
  return NULL;
}
