/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups: the catalog with all its media in one zip, checked before it stands, and back into a
 * folder of its own (trust.md, "Durable writing"). */
#pragma once

#include <yipu/catalog.h>
#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuBackupError:
 * @YIPU_BACKUP_ERROR_WRITE: cannot be written; the disk may be full
 * @YIPU_BACKUP_ERROR_READ: cannot be read
 * @YIPU_BACKUP_ERROR_NOT_A_BACKUP: a file of another kind, or cut off
 * @YIPU_BACKUP_ERROR_DAMAGED: a medium or the database is not what it was; named in the message
 * @YIPU_BACKUP_ERROR_EXISTS: the folder to restore into is there already
 */
typedef enum {
  YIPU_BACKUP_ERROR_WRITE,
  YIPU_BACKUP_ERROR_READ,
  YIPU_BACKUP_ERROR_NOT_A_BACKUP,
  YIPU_BACKUP_ERROR_DAMAGED,
  YIPU_BACKUP_ERROR_EXISTS,
} YipuBackupError;

#define YIPU_BACKUP_ERROR (yipu_backup_error_quark ())
GQuark yipu_backup_error_quark (void);

/**
 * yipu_backup_save:
 * @catalog: a catalog
 * @path: the file to make, by custom NAME.yipu.zip; one that is there is replaced
 * @progress: (nullable): told how far it is
 * @findings: (nullable) (element-type YipuFinding): gets one, rule "backup.medium", for each medium
 *   that is not what it was and so is left out; with %NULL the first one is an error
 * @error: return location for a #YipuBackupError, a #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Seals the log, copies the database at one moment, checks the copy, adds every medium after
 * checking its hash, and renames the whole into place. Blocks; any thread but the writer's.
 *
 * Returns: %FALSE with @error set, nothing left behind and an old file as it was
 */
gboolean yipu_backup_save (YipuCatalog *catalog,
                           const char *path,
                           const YipuProgress *progress,
                           GPtrArray *findings,
                           GError **error);

/**
 * yipu_backup_restore:
 * @path: a backup
 * @folder: the catalog's folder to make; must not exist
 * @progress: (nullable): told how far it is
 * @error: return location for a #YipuBackupError or %G_IO_ERROR_CANCELLED
 *
 * Unpacks into a fresh folder, checks every hash and the database, then renames. What is restored
 * is a new replica: it goes on by itself. Blocks; any thread.
 *
 * Returns: %FALSE with @error set and nothing left behind
 */
gboolean yipu_backup_restore (const char *path,
                              const char *folder,
                              const YipuProgress *progress,
                              GError **error);

/**
 * yipu_backup_get_newest:
 * @catalog: a catalog
 * @path: (out) (optional) (transfer full) (nullable): where it was written
 *
 * Of the backups made of this catalog by this login; for *Today*, which shows its age.
 *
 * Returns: when, in seconds since 1970, UTC; 0 when none was ever made
 */
gint64 yipu_backup_get_newest (YipuCatalog *catalog, char **path);

G_END_DECLS
