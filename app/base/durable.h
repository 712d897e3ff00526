/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files written so that they are there whole, or not at all: a new name in the same folder, fsync,
 * rename, fsync of the folder (trust.md, "Durable writing"). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file being written under a temporary name beside its own. */
typedef struct _YipuDurable YipuDurable;

/* Opens PATH.XXXXXX.part, new, 0600, not through a link. NULL with G_IO_ERROR set. */
YipuDurable *yipu_durable_open (const char *path, GError **error);
/* The descriptor to write to; owned by @self. */
int yipu_durable_get_fd (YipuDurable *self);
/* The temporary path, to read back what was written. */
const char *yipu_durable_get_path (YipuDurable *self);
/* Writes all of it. FALSE with G_IO_ERROR set (G_IO_ERROR_NO_SPACE when the disk is full). */
gboolean
yipu_durable_write (YipuDurable *self, gconstpointer data, gsize length, GError **error);
/* Syncs the file without renaming it, to verify it first. */
gboolean yipu_durable_sync (YipuDurable *self, GError **error);
/* Syncs, renames into place, syncs the folder. After TRUE the file stands. */
gboolean yipu_durable_commit (YipuDurable *self, GError **error);
/* Frees; removes the temporary file unless it was committed. */
void yipu_durable_free (YipuDurable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuDurable, yipu_durable_free)

/* A small file in one go. */
gboolean
yipu_durable_save (const char *path, gconstpointer data, gsize length, GError **error);
/* Makes a folder's entries durable. */
gboolean yipu_durable_sync_folder (const char *path, GError **error);
/* Whether @name is one of our temporary names, which a start may sweep away. */
gboolean yipu_durable_is_temporary (const char *name);

G_END_DECLS
