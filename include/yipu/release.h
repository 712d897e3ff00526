/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases: what leaves, frozen. A release is known by the hash of its content, so that the same
 * content is the same release; one that nobody signed is *not yet reviewed*. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/consent.h>

G_BEGIN_DECLS

/**
 * YipuContent:
 * @records: (element-type YipuRecord): the records that leave, by kind and id
 * @hash: SHA-256 over their public fields, as far as consent permits, 64 lower-case hex digits
 * @changed_at: time of the newest change to what it holds, seconds since 1970 UTC; what an export
 *   notes about itself does not count
 *
 * What a release of some products holds.
 */
typedef struct {
  GPtrArray *records;
  char *hash;
  gint64 changed_at;
} YipuContent;

/** Frees @content, and what it holds. */
void yipu_content_free (YipuContent *content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuContent, yipu_content_free)

/**
 * yipu_content_collect:
 * @reader: the catalog
 * @consents: what may leave
 * @products: (array zero-terminated=1): ids of products
 * @error: return location for a #YipuCatalogError
 *
 * The products with their variants, photos and texts by shop, and what they stand on: kit, piece,
 * craft, place, brand, maker, selling points and their elements. Any thread: the reader's.
 *
 * Returns: (transfer full): the content, or %NULL with @error set
 */
YipuContent *yipu_content_collect (YipuReader *reader,
                                   YipuConsents *consents,
                                   const char *const *products,
                                   GError **error);

/**
 * yipu_release_freeze:
 * @catalog: a catalog that takes edits
 * @content: what leaves
 * @error: return location for a #YipuCatalogError
 *
 * Finds the release of this content, or makes one, not yet reviewed. Blocks; any thread but the
 * writer's.
 *
 * Returns: (transfer full): id of the release, or %NULL with @error set
 */
char *yipu_release_freeze (YipuCatalog *catalog, const YipuContent *content, GError **error);

/**
 * yipu_release_is_reviewed:
 * @release: a release
 * @date: a day, "2026-11-24"
 *
 * Returns: whether somebody released its content, and that stands on @date
 */
gboolean yipu_release_is_reviewed (const YipuRecord *release, const char *date);

G_END_DECLS
