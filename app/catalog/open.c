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
#include "catalog/check.h"
#include "catalog/forget.h"
#include "catalog/job.h"
#include "catalog/lock.h"
#include "catalog/reader-private.h"
#include "catalog/schema.h"

#define CHECKPOINT_PAGES 1000

char *
yipu_open_database_path (const char *folder)
{
  return g_build_filename (folder, "catalog.db", NULL);
}

/* --- Connections --- */

/* On a medium nothing can write, a WAL database is only read as one that never changes; its WAL, if
 * any, is then not seen. */
static YipuSql *
open_immutable (const char *path, GError **failed, GError **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat info;

  if (stat (wal, &info) == 0 && info.st_size > 0) {
    g_propagate_error (error, g_steal_pointer (failed));
    g_prefix_error (error, _ ("This catalog was not closed, and nothing can be written beside it: "
                              "copy it to this laptop first. "));
    return NULL;
  }
  g_clear_error (failed);
  return yipu_sql_open (path, YIPU_SQL_IMMUTABLE, error);
}

YipuSql *
yipu_open_sql_for_reading (const char *folder, GError **error)
{
  g_autofree char *path = yipu_open_database_path (folder);
  g_autoptr (YipuSql) sql = yipu_sql_open (path, YIPU_SQL_READ_ONLY, error);
  GError *failed = NULL;
  gint64 version;

  if (!sql || yipu_sql_number (sql, 0, &version, &failed, "PRAGMA schema_version", NULL))
    return g_steal_pointer (&sql);
  if (g_error_matches (failed, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED)) {
    g_propagate_error (error, failed);
    return NULL;
  }
  return open_immutable (path, &failed, error);
}

gboolean
yipu_open_checkpoint (YipuSql *sql, gboolean whole)
{
  int mode = whole ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;

  return sqlite3_wal_checkpoint_v2 (yipu_sql_get_handle (sql), NULL, mode, NULL, NULL) == SQLITE_OK;
}

/* --- The writer's upkeep --- */

static gboolean
is_due (gpointer data)
{
  YipuCatalog *self = data;

  return self->must_truncate || self->wal_pages > CHECKPOINT_PAGES;
}

static void
tidy (gpointer data)
{
  YipuCatalog *self = data;

  if (self->must_truncate)
    self->must_truncate = !yipu_open_checkpoint (self->sql, TRUE);
  else if (self->wal_pages > 0)
    yipu_open_checkpoint (self->sql, FALSE);
  self->wal_pages = 0;
}

static int
count_pages (gpointer data, sqlite3 *handle, const char *name, int pages)
{
  ((YipuCatalog *) data)->wal_pages = pages;
  return SQLITE_OK;
}

/* --- Opening --- */

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

/* Appends a sentence to what opening has to tell. */
static void
add_notice (YipuCatalog *self, const char *sentence)
{
  g_autofree char *before = g_steal_pointer (&self->notice);

  self->notice = before ? g_strconcat (before, " ", sentence, NULL) : g_strdup (sentence);
}

static gboolean
read_id (YipuCatalog *self, YipuSql *sql, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, error, "SELECT value FROM meta WHERE key = 'id'", NULL);
  int more = query ? yipu_query_next (query, error) : -1;

  if (more > 0)
    self->id = g_strdup (yipu_query_text (query, 0));
  if (more >= 0 && !self->id)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
                 _ ("%s: the catalog has lost its own id."), self->folder);
  return self->id != NULL;
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
  if (self->identity->is_new && !yipu_check_pages (self->sql, self->folder, error))
    return FALSE;
  self->person = g_intern_string (self->identity->person);
  return yipu_identity_save (self->identity, error);
}

/* The way back: the database as it was before, beside the one that is migrated. */
static gboolean
migrate (YipuCatalog *self, gint64 version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("catalog-before-%d.db", (int) yipu_schemas.newest);
  g_autofree char *copy = g_build_filename (self->folder, name, NULL);
  g_autofree char *sentence = NULL;
  gboolean failed;

  g_unlink (copy);
  if (!yipu_sql_vacuum_into (self->sql, copy, error)) {
    g_unlink (copy);
    failed = TRUE;
  } else
    failed = !yipu_durable_sync_folder (self->folder, error) ||
             !yipu_schema_migrate (self->sql, version, error);
  if (failed) {
    g_prefix_error (error, _ ("The catalog could not be brought to this version of Yipu; it is as "
                              "it was. "));
    return FALSE;
  }
  sentence = g_strdup_printf (_ ("The catalog was brought to this version of Yipu; the one before "
                                 "is kept as %s."),
                              name);
  add_notice (self, sentence);
  return TRUE;
}

static gboolean
prepare_database (YipuCatalog *self, GError **error)
{
  gint64 version;

  if (!yipu_check_database (self->sql, self->folder, &version, error) ||
      !yipu_sql_script (self->sql, "PRAGMA journal_mode = WAL", error))
    return FALSE;
  return version == yipu_schemas.newest || migrate (self, version, error);
}

/* A forgetting whose last step was cut off. */
static gboolean
clean_pages (YipuCatalog *self, GError **error)
{
  gint64 unclean;

  if (!yipu_sql_number (self->sql, 0, &unclean, error,
                        "SELECT value FROM meta WHERE key = 'unclean'", NULL))
    return FALSE;
  if (unclean) {
    yipu_forget_files_cut_off (self->sql, self->folder);
    yipu_forget_finish (self);
  }
  return TRUE;
}

static gboolean
start_writing (YipuCatalog *self, GError **error)
{
  self->log = yipu_log_open (self->sql, self->identity->id, error);
  if (!self->log || !clean_pages (self, error))
    return FALSE;
  sqlite3_wal_hook (yipu_sql_get_handle (self->sql), count_pages, self);
  self->writer = yipu_writer_new ((YipuWriterHooks){ is_due, tidy }, self);
  return TRUE;
}

static gboolean
open_for_writing (YipuCatalog *self, GError **error)
{
  g_autofree char *path = yipu_open_database_path (self->folder);

  self->lock = yipu_lock_take (self->folder, error);
  if (self->lock < 0)
    return FALSE;
  if (yipu_check_privacy (self->folder))
    add_notice (self, _ ("Other logins of this laptop could read the catalog; now they cannot."));
  self->sql = yipu_sql_open (path, YIPU_SQL_WRITE, error);
  return self->sql && prepare_database (self, error) && read_id (self, self->sql, error) &&
         identify (self, error) && start_writing (self, error);
}

static gboolean
start_reading (YipuCatalog *self, GError **error)
{
  YipuSql *sql = yipu_open_sql_for_reading (self->folder, error);
  gint64 version;

  if (!sql)
    return FALSE;
  self->reader = yipu_reader_new (sql, TRUE, NULL, NULL);
  if (self->sql)
    return TRUE;
  return yipu_check_database (sql, self->folder, &version, error) &&
         yipu_check_pages (sql, self->folder, error) && read_id (self, sql, error);
}

static gboolean
sweep (YipuCatalog *self, GError **error)
{
  g_autofree char *swept = NULL;

  if (!self->writer)
    return TRUE;
  if (!yipu_job_sweep (self, &swept, error))
    return FALSE;
  if (swept)
    add_notice (self, swept);
  return TRUE;
}

YipuCatalog *
yipu_catalog_open (const char *folder, YipuOpenFlags flags, GError **error)
{
  g_autoptr (YipuCatalog) self = NULL;
  GError *failed = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  if (!yipu_check_folder (folder, error))
    return NULL;
  self = catalog_new (folder);
  self->is_read_only = (flags & YIPU_OPEN_READ_ONLY) != 0;
  if (!self->is_read_only && !open_for_writing (self, &failed)) {
    if (self->sql || !g_error_matches (failed, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY)) {
      g_propagate_error (error, failed);
      return NULL;
    }
    self->is_read_only = TRUE;
    add_notice (self, failed->message);
    g_clear_error (&failed);
  }
  if (!start_reading (self, error) || !sweep (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- Making --- */

/* The folder, new or empty; FALSE with @error set. */
static gboolean
make_folder (const char *folder, gboolean *is_new, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  *is_new = !g_file_test (folder, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int saved = errno;
    g_set_error (error, YIPU_CATALOG_ERROR,
                 saved == ENOSPC ? YIPU_CATALOG_ERROR_FULL : YIPU_CATALOG_ERROR_IO,
                 _ ("%s cannot be made: %s."), folder, g_strerror (saved));
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
  g_autofree char *id = yipu_edit_new_uuid ();
  g_autoptr (YipuSql) sql = yipu_sql_open (path, YIPU_SQL_CREATE, error);

  return sql && yipu_schema_create (sql, id, error) && yipu_open_checkpoint (sql, TRUE) &&
         yipu_durable_sync_folder (folder, error);
}

static gboolean
make_media (const char *folder, GError **error)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  int saved;

  if (g_mkdir (media, 0700) == 0)
    return TRUE;
  saved = errno;
  g_set_error (error, YIPU_CATALOG_ERROR,
               saved == ENOSPC ? YIPU_CATALOG_ERROR_FULL : YIPU_CATALOG_ERROR_IO,
               _ ("%s cannot be made: %s."), media, g_strerror (saved));
  return FALSE;
}

/* What a failed yipu_catalog_create() has made, all of it its own. */
static void
take_away (const char *folder, gboolean with_folder)
{
  static const char *const made[] = { "catalog.db", "catalog.db-wal", "catalog.db-shm",
                                      "catalog.db-journal", "lock" };
  g_autofree char *media = g_build_filename (folder, "media", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (made); i++) {
    g_autofree char *path = g_build_filename (folder, made[i], NULL);
    g_unlink (path);
  }
  g_rmdir (media);
  if (with_folder)
    g_rmdir (folder);
}

YipuCatalog *
yipu_catalog_create (const char *folder, GError **error)
{
  YipuCatalog *self = NULL;
  gboolean is_new;

  g_return_val_if_fail (folder != NULL, NULL);
  if (!make_folder (folder, &is_new, error))
    return NULL;
  if (make_media (folder, error) && make_database (folder, error))
    self = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, error);
  if (!self)
    take_away (folder, is_new);
  return self;
}
