/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is looked at before a catalog is trusted with anything. */
#pragma once

#include "catalog/sql.h"

G_BEGIN_DECLS

/* Before opening: a folder with a regular database file of plausible beginning. FALSE with
 * YIPU_CATALOG_ERROR_NOT_A_CATALOG set. */
gboolean yipu_check_folder (const char *folder, GError **error);
/* Takes other logins' access away where the folder is ours and not meant to be shared; TRUE when it
 * had to. */
gboolean yipu_check_privacy (const char *folder);
/* After opening: our application id, a version we know, every object as shipped. FALSE with
 * @error set. */
gboolean yipu_check_database (YipuSql *sql, const char *folder, gint64 *version, GError **error);
/* The pages of a file from elsewhere. FALSE with @error set. */
gboolean yipu_check_pages (YipuSql *sql, const char *folder, GError **error);

G_END_DECLS
