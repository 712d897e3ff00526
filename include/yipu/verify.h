/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verifying a catalog: the log folded again must equal the tables (log.md, "What verify finds"). */
#pragma once

#include <yipu/catalog.h>
#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * yipu_catalog_verify:
 * @self: a catalog
 * @deep: also media hashes and the chain of digests
 * @progress: (nullable): told how far it is
 * @error: return location for a #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Opens a reader of its own. Blocks; any thread.
 *
 * Returns: (transfer full) (element-type YipuFinding): what is wrong, empty when all is well;
 *   %NULL with @error set when it could not be looked at
 */
GPtrArray *yipu_catalog_verify (YipuCatalog *self,
                                gboolean deep,
                                const YipuProgress *progress,
                                GError **error);

G_END_DECLS
