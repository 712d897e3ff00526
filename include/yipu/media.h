/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The media of a catalog as files: where they lie, whether they are whole, and what becomes of
 * those that no record names. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuMediaError:
 * @YIPU_MEDIA_ERROR_FORMAT: no JPEG, PNG, TIFF, HEIC or WebP photo, no SVG drawing
 * @YIPU_MEDIA_ERROR_DAMAGED: cut off or damaged: copy it again from where it came
 * @YIPU_MEDIA_ERROR_TOO_LARGE: over a limit, which the message names: save it smaller
 * @YIPU_MEDIA_ERROR_UNSAFE: a drawing with scripts or with references outside itself
 * @YIPU_MEDIA_ERROR_MISSING: the catalog names this medium but does not hold it
 * @YIPU_MEDIA_ERROR_ALTERED: what lies on the disk is not what was stored or written
 * @YIPU_MEDIA_ERROR_FULL: no space left on the disk
 * @YIPU_MEDIA_ERROR_IO: cannot read or write
 */
typedef enum {
  YIPU_MEDIA_ERROR_FORMAT,
  YIPU_MEDIA_ERROR_DAMAGED,
  YIPU_MEDIA_ERROR_TOO_LARGE,
  YIPU_MEDIA_ERROR_UNSAFE,
  YIPU_MEDIA_ERROR_MISSING,
  YIPU_MEDIA_ERROR_ALTERED,
  YIPU_MEDIA_ERROR_FULL,
  YIPU_MEDIA_ERROR_IO,
} YipuMediaError;

#define YIPU_MEDIA_ERROR (yipu_media_error_quark ())
GQuark yipu_media_error_quark (void);

/**
 * yipu_media_path:
 * @folder: a catalog's folder
 * @hash: a SHA-256, 64 lower-case hex digits
 *
 * Where this medium lies, whether it is there or not. Any thread.
 *
 * Returns: (transfer full) (nullable): FOLDER/media/ab/cdef…; %NULL when @hash is none
 */
char *yipu_media_path (const char *folder, const char *hash);

/**
 * yipu_media_open:
 * @folder: a catalog's folder
 * @hash: a SHA-256
 * @error: return location for %YIPU_MEDIA_ERROR_MISSING or %YIPU_MEDIA_ERROR_IO
 *
 * Opens a medium for reading; one that lies in the trash is put back first. Not through links.
 * Any thread.
 *
 * Returns: a file descriptor to be closed, or -1 with @error set
 */
int yipu_media_open (const char *folder, const char *hash, GError **error);

/**
 * yipu_media_verify:
 * @folder: a catalog's folder
 * @hash: a SHA-256
 * @cancellable: (nullable): checked while reading
 * @error: return location for %YIPU_MEDIA_ERROR_MISSING, %YIPU_MEDIA_ERROR_ALTERED,
 *   %YIPU_MEDIA_ERROR_IO or %G_IO_ERROR_CANCELLED
 *
 * Reads the whole medium and compares its hash: before every export. Blocks; any thread.
 *
 * Returns: %FALSE with @error set
 */
gboolean
yipu_media_verify (const char *folder, const char *hash, GCancellable *cancellable, GError **error);

/**
 * YipuMediaSwept:
 * @to_trash: media that no record names, put into the trash now
 * @deleted: media that had lain in the trash for 30 days
 * @parts: half-written files of a crash, deleted
 */
typedef struct {
  guint to_trash;
  guint deleted;
  guint parts;
} YipuMediaSwept;

/**
 * yipu_media_sweep:
 * @catalog: a catalog that takes edits
 * @now: seconds since 1970, UTC
 * @swept: (out) (optional): what was done
 * @cancellable: (nullable): checked between files
 * @error: return location for a #YipuCatalogError, %YIPU_MEDIA_ERROR_IO or %G_IO_ERROR_CANCELLED
 *
 * A medium that no `file` record names (removed ones count: undo brings them back) and that is
 * older than a day goes to FOLDER/trash, and after 30 days there it is deleted. Blocks; a job for
 * a thread after the start.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_media_sweep (YipuCatalog *catalog,
                           gint64 now,
                           YipuMediaSwept *swept,
                           GCancellable *cancellable,
                           GError **error);

/** How much of the derivatives is kept from one start to the next. */
#define YIPU_MEDIA_CACHE_BYTES ((gint64) 512 * 1024 * 1024)

/**
 * yipu_media_trim_cache:
 * @bytes_max: how much may stay, such as %YIPU_MEDIA_CACHE_BYTES
 * @error: return location for %YIPU_MEDIA_ERROR_IO
 *
 * Deletes the derivatives used longest ago until the rest fits. Blocks; a job for a thread.
 *
 * Returns: bytes that stay, -1 with @error set
 */
gint64 yipu_media_trim_cache (gint64 bytes_max, GError **error);

G_END_DECLS
