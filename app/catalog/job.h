/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groups of edits from within; begun and ended by yipu_catalog_begin_group() and _end_group(). */
#pragma once

#include <yipu/catalog.h>

G_BEGIN_DECLS

/* Takes back what jobs that a crash cut off had written; @notice (free with g_free()) tells of
 * them, NULL where there were none. FALSE with @error set. */
gboolean yipu_job_sweep (YipuCatalog *self, char **notice, GError **error);

/* Notes in the transaction that is open that the edits of @group are at work; and that they are
 * done. FALSE with @error set. */
gboolean yipu_job_note (YipuCatalog *self, const char *group, const char *label, GError **error);
gboolean yipu_job_end (YipuCatalog *self, const char *group, GError **error);

G_END_DECLS
