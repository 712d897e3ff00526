/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How old the newest backup is, in words. */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/** "Backup: 3 days ago", "Never backed up". (transfer full) */
char *yipu_backup_age (YipuCatalog *catalog);

/** How long ago a moment was, in words: "today", "3 days ago". (transfer full) */
char *yipu_time_ago (gint64 time);

G_END_DECLS
