/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: an invented village with two crafts, six kits and eight products, so that nobody
 * starts before an empty window. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * yipu_sample_load:
 * @catalog: a catalog that takes edits
 * @progress: (nullable): told how far it is
 * @error: return location for a #YipuCatalogError, #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * Stores the pictures and adds the records, as one edit. Blocks; any thread but the writer's.
 *
 * Returns: %FALSE with @error set and no record added
 */
gboolean yipu_sample_load (YipuCatalog *catalog, const YipuProgress *progress, GError **error);

/**
 * yipu_sample_is_loaded:
 * @reader: a reader
 *
 * Returns: whether records of the sample are there, so that it can be removed
 */
gboolean yipu_sample_is_loaded (YipuReader *reader);

/**
 * yipu_sample_remove:
 * @catalog: a catalog that takes edits
 * @error: return location for a #YipuCatalogError
 *
 * Removes what the sample brought, also where it was changed since; what was made from it stays.
 * One edit, one undo. Blocks; any thread but the writer's.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_sample_remove (YipuCatalog *catalog, GError **error);

G_END_DECLS
