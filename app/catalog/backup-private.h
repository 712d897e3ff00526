/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of a backup, and what its parts share. */
#pragma once

#include <yipu/backup.h>

G_BEGIN_DECLS

#define YIPU_BACKUP_HEAD "yipu-backup.txt"
#define YIPU_BACKUP_FIRST_LINE "yipu-backup: 1\n"
#define YIPU_BACKUP_MANIFEST "manifest-sha256.txt"
#define YIPU_BACKUP_DATABASE "catalog.db"

/* Hash that the entry "media/ab/cdef…" names, NULL for another entry. Free with g_free(). */
char *yipu_backup_entry_hash (const char *entry);

/* Reads a whole backup and compares every byte's hash with its manifest; unpacks nothing. FALSE
 * with a YipuBackupError or G_IO_ERROR_CANCELLED. */
gboolean yipu_backup_check (const char *path, const YipuProgress *progress, GError **error);

/* Notes for *Today* that a backup was made; kept with the login, not in the catalog. */
void yipu_backup_remember (const char *catalog, const char *path, gint64 now);

G_END_DECLS
