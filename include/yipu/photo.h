/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos and drawings coming in: checked by their header, decoded once to find damage, stored once
 * under their SHA-256 at FOLDER/media/ab/cdef…, and never changed again (trust.md, "Pictures",
 * "Durable writing"). The medium comes first, then the `file` record that names it. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/media.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/** A photo's limits (trust.md, "Limits"): bytes, pixels, and pixels of one side. */
#define YIPU_PHOTO_BYTES_MAX (100 * 1000 * 1000)
#define YIPU_PHOTO_PIXELS_MAX (120 * 1000 * 1000)
#define YIPU_PHOTO_SIDE_MAX 30000
/** A drawing's limits: bytes and elements. */
#define YIPU_DRAWING_BYTES_MAX (4 * 1000 * 1000)
#define YIPU_DRAWING_NODES_MAX 100000

/**
 * YipuPhoto:
 * @hash: (nullable): SHA-256, 64 lower-case hex digits; %NULL when it was only checked
 * @kind: "photo" or "drawing", the ids of the vocabulary file_kinds
 * @mime: "image/jpeg", "image/png", "image/tiff", "image/webp", "image/heif" or "image/svg+xml"
 * @bytes: size of the file
 * @width: pixels, as it is looked at (after its orientation)
 * @height: pixels, likewise
 * @taken_on: (nullable): the day it was taken by the camera's clock, "2026-05-12"
 */
typedef struct {
  char *hash;
  const char *kind;
  const char *mime;
  gint64 bytes;
  int width;
  int height;
  char *taken_on;
} YipuPhoto;

/** Frees @photo, and what it holds. */
void yipu_photo_free (YipuPhoto *photo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPhoto, yipu_photo_free)

/**
 * yipu_photo_check:
 * @path: a file
 * @error: return location for a #YipuMediaError
 *
 * A photo is known by its first bytes, never by its name; a drawing must also be named ".svg", so
 * that none comes in disguised as a photo.
 *
 * Looks at the header only, and its size against the limits. Nothing is decoded, so a damaged
 * picture may still pass. Blocks briefly; any thread.
 *
 * Returns: (transfer full): what it is, or %NULL with @error set
 */
YipuPhoto *yipu_photo_check (const char *path, GError **error);

/**
 * yipu_photo_store:
 * @folder: a catalog's folder
 * @path: the photo or drawing
 * @cancellable: (nullable): checked between the steps
 * @error: return location for a #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * Checks, decodes once to find damage, copies into @folder, reads back and hashes. What is there
 * already is not written again. No record is made: the medium waits for the row that names it, and
 * is swept into the trash if none comes. Blocks; any thread.
 *
 * Returns: (transfer full): what was stored, or %NULL with @error set and nothing left behind
 */
YipuPhoto *
yipu_photo_store (const char *folder, const char *path, GCancellable *cancellable, GError **error);

/**
 * yipu_photo_store_bytes:
 * @folder: a catalog's folder
 * @bytes: the whole file, as pasted or from a resource
 * @name: (nullable): its name; a drawing's must end in ".svg"
 * @cancellable: (nullable): checked between the steps
 * @error: return location for a #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): as yipu_photo_store()
 */
YipuPhoto *yipu_photo_store_bytes (
    const char *folder, GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);

/**
 * yipu_photo_add:
 * @catalog: a catalog that takes edits
 * @path: the photo or drawing
 * @cancellable: (nullable): as in yipu_photo_store()
 * @error: return location for a #YipuMediaError, #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Stores it and makes its `file` record (hash, kind, name, bytes, width_px, height_px, taken_on).
 * The same bytes a second time give the record that is there. Blocks; any thread but the writer's.
 *
 * Returns: (transfer full): id of the `file` record, or %NULL with @error set
 */
char *
yipu_photo_add (YipuCatalog *catalog, const char *path, GCancellable *cancellable, GError **error);

/**
 * yipu_photo_add_bytes:
 * @catalog: a catalog that takes edits
 * @bytes: the whole file, as pasted
 * @name: (nullable): what it is called, for the record's name
 * @cancellable: (nullable): as in yipu_photo_store()
 * @error: return location for a #YipuMediaError, #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): as yipu_photo_add()
 */
char *yipu_photo_add_bytes (YipuCatalog *catalog,
                            GBytes *bytes,
                            const char *name,
                            GCancellable *cancellable,
                            GError **error);

/**
 * yipu_photo_import:
 * @catalog: a catalog that takes edits
 * @paths: (array zero-terminated=1): photos and drawings
 * @progress: (nullable): told "Photo 3 of 40"; called from several threads, one at a time
 * @findings: (nullable) (element-type YipuFinding): gets one finding, rule "photo.refused", for
 *   each file that was not taken: its name and why
 * @error: return location for %YIPU_MEDIA_ERROR_FULL, a #YipuCatalogError or
 *   %G_IO_ERROR_CANCELLED
 *
 * Many at once, on all processors, as one group: one undo. A file that is refused is a finding and
 * the others go on; cancelling leaves no record. Blocks; any thread but the writer's.
 *
 * Returns: (transfer full) (array zero-terminated=1): ids of the `file` records in the order of
 *   @paths, without those refused; %NULL with @error set
 */
char **yipu_photo_import (YipuCatalog *catalog,
                          const char *const *paths,
                          const YipuProgress *progress,
                          GPtrArray *findings,
                          GError **error);

G_END_DECLS
