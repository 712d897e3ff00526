/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures going out: derivatives of stored photos and drawings, upright, in sRGB, stripped of all
 * metadata, deterministic to the byte (platforms.md §1). They lie in the cache folder, may be
 * deleted at any time, and are all that a window, a page or a bundle ever sees of a photo. */
#pragma once

#include <gio/gio.h>
#include <yipu/media.h>

G_BEGIN_DECLS

/**
 * YipuFit:
 * @YIPU_FIT_NONE: whole picture within width × height, never enlarged
 * @YIPU_FIT_PAD: exactly width × height, the whole picture in the middle of the background
 * @YIPU_FIT_CROP: exactly width × height, cut around the focus
 */
typedef enum {
  YIPU_FIT_NONE,
  YIPU_FIT_PAD,
  YIPU_FIT_CROP,
} YipuFit;

/** Pixels of one side of a derivative, at most. */
#define YIPU_PICTURE_SIDE_MAX 10000

/** YipuPictureFormat: baseline JPEG with 4:2:0 colour, or PNG. */
typedef enum {
  YIPU_PICTURE_JPEG,
  YIPU_PICTURE_PNG,
} YipuPictureFormat;

/**
 * YipuPictureSpec:
 * @width: pixels, 1 to 10,000
 * @height: pixels, 1 to 10,000
 * @fit: how the picture meets width × height
 * @focus_x: thousandths from the left, `file.focus_x`; for crop
 * @focus_y: thousandths from the top, `file.focus_y`
 * @background: 0xRRGGBB, under pad and under what is transparent
 * @format: JPEG or PNG
 * @transparent: PNG only: what is transparent stays so, and pads with nothing
 * @quality: JPEG quality 1 to 100
 * @kb_max: at most so many thousand bytes, by lowering a JPEG's quality down to 40; 0 for no limit
 *
 * Begin with %YIPU_PICTURE_SPEC and change what differs.
 */
typedef struct {
  int width;
  int height;
  YipuFit fit;
  int focus_x;
  int focus_y;
  guint32 background;
  YipuPictureFormat format;
  gboolean transparent;
  int quality;
  int kb_max;
} YipuPictureSpec;

/** A spec of @w × @h: whole picture, white, JPEG of quality 85, focus in the middle. */
#define YIPU_PICTURE_SPEC(w, h)                                                                    \
  ((YipuPictureSpec){ .width = (w),                                                                \
                      .height = (h),                                                               \
                      .focus_x = 500,                                                              \
                      .focus_y = 500,                                                              \
                      .background = 0xffffff,                                                      \
                      .quality = 85 })

/**
 * YipuPicture:
 * @path: the derivative in the cache folder; copy what must stay
 * @hash: SHA-256 of its bytes, 64 lower-case hex digits
 * @mime: "image/jpeg" or "image/png"
 * @bytes: its size; may exceed kb_max where even quality 40 does: a finding for the caller
 * @width: pixels
 * @height: pixels
 */
typedef struct {
  char *path;
  char *hash;
  const char *mime;
  gint64 bytes;
  int width;
  int height;
} YipuPicture;

/** Frees @picture, and what it holds. */
void yipu_picture_free (YipuPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPicture, yipu_picture_free)

/**
 * yipu_picture_derive:
 * @folder: the catalog's folder
 * @hash: a stored photo or drawing, `file.hash`
 * @spec: what is wanted
 * @cancellable: (nullable): checked before decoding
 * @error: return location for a #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * From the cache where it is there. Blocks (a new one takes some 20 to 300 ms); any thread.
 *
 * Returns: (transfer full): the derivative, or %NULL with @error set
 */
YipuPicture *yipu_picture_derive (const char *folder,
                                  const char *hash,
                                  const YipuPictureSpec *spec,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * yipu_picture_derive_all:
 * @folder: the catalog's folder
 * @hash: a stored photo or drawing
 * @specs: (array length=n_specs): what is wanted
 * @n_specs: how many, at most 16
 * @pictures: (out caller-allocates) (array length=n_specs): the derivatives, each to be freed with
 *   yipu_picture_free(); untouched on failure
 * @cancellable: (nullable): checked before decoding
 * @error: return location for a #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * One decode feeds all sizes. Blocks; any thread.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_picture_derive_all (const char *folder,
                                  const char *hash,
                                  const YipuPictureSpec *specs,
                                  guint n_specs,
                                  YipuPicture **pictures,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * YipuPixels:
 * @bytes: rows from the top, without gaps: R G B, or R G B A (straight) with @alpha
 * @width: pixels
 * @height: pixels
 * @alpha: four bytes a pixel, not three
 *
 * What a GdkMemoryTexture takes: stride is width × 3 or width × 4.
 */
typedef struct {
  GBytes *bytes;
  int width;
  int height;
  gboolean alpha;
} YipuPixels;

/** Frees @pixels, and what it holds. */
void yipu_pixels_free (YipuPixels *pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPixels, yipu_pixels_free)

#define YIPU_TYPE_PICTURE_LOADER (yipu_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (YipuPictureLoader, yipu_picture_loader, YIPU, PICTURE_LOADER, GObject)

/**
 * yipu_picture_loader_new:
 * @folder: the catalog's folder
 *
 * Fetches pictures for a window in threads of its own, one a processor; what was asked for last
 * comes first, so that the rows in view are served before those scrolled past. Main thread.
 *
 * Returns: (transfer full): a loader; one a window is enough
 */
YipuPictureLoader *yipu_picture_loader_new (const char *folder);

/**
 * yipu_picture_loader_peek:
 * @self: a loader
 * @hash: a stored photo or drawing
 * @spec: what is wanted
 *
 * For a row that is bound again: no disk, no waiting. Main thread.
 *
 * Returns: (transfer full) (nullable): the pixels when they are still in memory, else %NULL: ask
 *   with yipu_picture_loader_load_async()
 */
YipuPixels *
yipu_picture_loader_peek (YipuPictureLoader *self, const char *hash, const YipuPictureSpec *spec);

/**
 * yipu_picture_loader_load_async:
 * @self: a loader
 * @hash: a stored photo or drawing
 * @spec: what is wanted, in device pixels
 * @cancellable: (nullable): cancel it when the row is unbound: what has not begun never begins
 * @callback: called in the main context
 * @user_data: for @callback
 *
 * The first small picture of a photo makes the other usual sizes of it too. Main thread.
 */
void yipu_picture_loader_load_async (YipuPictureLoader *self,
                                     const char *hash,
                                     const YipuPictureSpec *spec,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * yipu_picture_loader_load_finish:
 * @self: a loader
 * @result: as given to the callback
 * @error: return location for a #YipuMediaError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the pixels, or %NULL with @error set
 */
YipuPixels *
yipu_picture_loader_load_finish (YipuPictureLoader *self, GAsyncResult *result, GError **error);

G_END_DECLS
