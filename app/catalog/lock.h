/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One writer per catalog, across processes and logins. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Takes the lock of @folder and writes who holds it; the descriptor, or -1 with
 * YIPU_CATALOG_ERROR_LOCKED set, whose message names who holds it and since when. */
int yipu_lock_take (const char *folder, GError **error);
void yipu_lock_release (int fd);

G_END_DECLS
