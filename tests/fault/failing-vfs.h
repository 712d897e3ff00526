/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file system below SQLite whose n-th write or sync fails (trust.md, "Fault kit"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes it SQLite's default; once, before the first connection. */
void failing_vfs_install (void);
/* From now on the @n-th write, truncation or sync of a database, WAL or journal fails, and, with
 * @for_ever, all after it; 0 fails none. */
void failing_vfs_arm (guint n, gboolean for_ever);
/* The @n-th call kills this program, as a power cut would. */
void failing_vfs_kill_at (guint n);
/* How many there were since it was armed. */
guint failing_vfs_count (void);

G_END_DECLS
