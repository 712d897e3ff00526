/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decoding, in the order that keeps memory small: header, limits, the loader's own shrinking (an
 * eighth, a quarter, a half), one pass of resizing to the largest size that is wanted, and only
 * then colours and orientation, on what is left. */
#include "media/decode.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yipu/photo.h>

#include "media/drawing.h"
#include "media/error.h"
#include "media/render.h"
#include "media/vips.h"

void
yipu_rendered_clear (YipuRendered *rendered)
{
  g_clear_pointer (&rendered->bytes, g_bytes_unref);
}

static gboolean
fail_damaged (GError **error)
{
  yipu_vips_forget_errors ();
  g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_DAMAGED,
                       _ ("This photo is damaged or cut off. Copy it again from the camera or "
                          "phone, or save it as JPEG, and add it again."));
  return FALSE;
}

static gboolean
check_size (gint64 bytes, GError **error)
{
  if (bytes <= YIPU_PHOTO_BYTES_MAX)
    return TRUE;
  g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE,
               _ ("This photo is %d MB; Yipu takes %d. Save it smaller and add it again."),
               (int) ((bytes + 999999) / 1000000), YIPU_PHOTO_BYTES_MAX / 1000000);
  return FALSE;
}

static gboolean
check_pixels (int width, int height, GError **error)
{
  gint64 pixels = (gint64) width * height;

  if (pixels > YIPU_PHOTO_PIXELS_MAX)
    g_set_error (
        error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE,
        _ ("This photo is %d megapixels; Yipu takes %d. Save it smaller and add it again."),
        (int) ((pixels + 999999) / 1000000), YIPU_PHOTO_PIXELS_MAX / 1000000);
  else if (MAX (width, height) > YIPU_PHOTO_SIDE_MAX)
    g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE,
                 _ ("This photo is %d pixels on one side; Yipu takes %d. Save it smaller and add "
                    "it again."),
                 MAX (width, height), YIPU_PHOTO_SIDE_MAX);
  else
    return TRUE;
  return FALSE;
}

/* Opens by the loader that fits the magic bytes. @scale: what is wanted of the whole; the image
 * may come out larger, never smaller. NULL when the header cannot be read. */
static VipsImage *
open_scaled (int fd, YipuFormat format, double scale)
{
  g_autoptr (VipsSource) source = NULL;
  VipsImage *image = NULL;
  int shrink = 8;

  if (lseek (fd, 0, SEEK_SET) != 0 || !(source = vips_source_new_from_descriptor (fd)))
    return NULL;
  while (shrink > 1 && shrink * scale > 1)
    shrink /= 2;
#define OPEN(loader, ...)                                                                          \
  loader (source, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR,         \
          ##__VA_ARGS__, NULL)
  switch (format) {
  case YIPU_FORMAT_JPEG: OPEN (vips_jpegload_source, "shrink", shrink); break;
  case YIPU_FORMAT_PNG: OPEN (vips_pngload_source); break;
  case YIPU_FORMAT_TIFF: OPEN (vips_tiffload_source); break;
  case YIPU_FORMAT_WEBP: OPEN (vips_webpload_source, "scale", MIN (1, scale * 2)); break;
  case YIPU_FORMAT_HEIF: OPEN (vips_heifload_source); break;
  case YIPU_FORMAT_NONE:
  case YIPU_FORMAT_SVG:
  default: break;
  }
#undef OPEN
  return image;
}

/* EXIF writes 2026:05:12 10:00:00; a camera that never had its clock set writes zeros. */
static void
read_day (VipsImage *image, char day[11])
{
  static const char *const fields[] = { "exif-ifd2-DateTimeOriginal",
                                        "exif-ifd2-DateTimeDigitized" };
  const char *text;
  int y, m, d;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (vips_image_get_typeof (image, fields[i]) != 0 &&
        vips_image_get_string (image, fields[i], &text) == 0 &&
        sscanf (text, "%4d:%2d:%2d", &y, &m, &d) == 3 && y >= 1826 && m > 0 && d > 0 &&
        g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y)) {
      g_snprintf (day, 11, "%04d-%02d-%02d", y, m, d);
      return;
    }
}

static YipuFormat
sniff (int fd)
{
  guint8 start[YIPU_FORMAT_SNIFF];
  gssize n = pread (fd, start, sizeof start, 0);

  return n > 0 ? yipu_format_sniff (start, (gsize) n) : YIPU_FORMAT_NONE;
}

static gboolean
read_photo_header (int fd, YipuHeader *header, GError **error)
{
  g_autoptr (VipsImage) image = NULL;

  if (!check_size (header->bytes, error))
    return FALSE;
  yipu_vips_init ();
  image = open_scaled (fd, header->format, 1);
  if (!image)
    return fail_damaged (error);
  header->turned = vips_image_get_orientation_swap (image);
  header->width = header->turned ? image->Ysize : image->Xsize;
  header->height = header->turned ? image->Xsize : image->Ysize;
  read_day (image, header->taken_on);
  return check_pixels (header->width, header->height, error);
}

/* A drawing is small enough to be read whole. */
static GBytes *
read_drawing (int fd, gint64 bytes, GError **error)
{
  g_autofree char *text = NULL;

  if (bytes > YIPU_DRAWING_BYTES_MAX) {
    g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE,
                 _ ("This drawing is %d MB; Yipu takes %d. Simplify it, or save it as PNG, and add "
                    "it again."),
                 (int) ((bytes + 999999) / 1000000), YIPU_DRAWING_BYTES_MAX / 1000000);
    return NULL;
  }
  text = g_malloc ((gsize) bytes + 1);
  if (pread (fd, text, (gsize) bytes, 0) != bytes) {
    yipu_media_fail (error, "SVG");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&text), (gsize) bytes);
}

static gboolean
read_drawing_header (int fd, YipuHeader *header, GError **error)
{
  g_autoptr (GBytes) bytes = read_drawing (fd, header->bytes, error);

  return bytes && yipu_drawing_check (bytes, &header->width, &header->height, error);
}

gboolean
yipu_decode_header (int fd, YipuHeader *header, GError **error)
{
  struct stat status;
  YipuHeader found = { 0 };
  gboolean ok;

  if (fstat (fd, &status) != 0)
    return yipu_media_fail (error, "fstat");
  found.bytes = status.st_size;
  found.format = sniff (fd);
  if (found.format == YIPU_FORMAT_NONE) {
    g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT,
                         _ ("This is no photo that Yipu can read. Save it as JPEG, PNG, TIFF, HEIC "
                            "or WebP and add it again."));
    return FALSE;
  }
  ok = found.format == YIPU_FORMAT_SVG ? read_drawing_header (fd, &found, error)
                                       : read_photo_header (fd, &found, error);
  if (ok)
    *header = found;
  return ok;
}

static void
stop_if_cancelled (VipsImage *image, VipsProgress *progress, GCancellable *cancellable)
{
  if (g_cancellable_is_cancelled (cancellable))
    vips_image_set_kill (image, TRUE);
}

/* Whatever reads from @in from now on stops when it is cancelled. */
static VipsImage *
cancellable_image (VipsImage *in, GCancellable *cancellable)
{
  if (in && cancellable) {
    vips_image_set_progress (in, TRUE);
    g_signal_connect_object (in, "eval", G_CALLBACK (stop_if_cancelled), cancellable, 0);
  }
  return in;
}

static VipsImage *
to_memory (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;

  return in ? vips_image_copy_memory (in) : NULL;
}

/* By the photo's own profile, or what its kind of pixels means without one. A profile that does
 * not fit its photo counts as none. */
static VipsImage *
to_srgb (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;
  g_autoptr (VipsImage) plain = NULL;
  VipsImage *out = NULL;

  if (!in)
    return NULL;
  VipsInterpretation meaning = vips_image_guess_interpretation (in);
  gboolean cmyk = meaning == VIPS_INTERPRETATION_CMYK;
  gboolean has_profile = vips_image_get_typeof (in, VIPS_META_ICC_NAME) != 0;
  if (!has_profile && meaning == VIPS_INTERPRETATION_sRGB && in->BandFmt == VIPS_FORMAT_UCHAR)
    return g_steal_pointer (&owned);
  if ((cmyk || has_profile) &&
      vips_icc_transform (in, &out, "srgb", "embedded", TRUE, "input_profile",
                          cmyk ? "cmyk" : "srgb", "depth", 8, NULL) == 0)
    return out;
  yipu_vips_forget_errors ();
  if (vips_copy (in, &plain, "interpretation", meaning, NULL) == 0)
    vips_colourspace (plain, &out, VIPS_INTERPRETATION_sRGB, NULL);
  return out;
}

static VipsImage *
upright (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (!in || vips_image_get_orientation (in) == 1)
    return g_steal_pointer (&owned);
  vips_autorot (in, &out, NULL);
  return out;
}

/* Bands beyond colour and transparency mean nothing to us. */
static VipsImage *
at_most_four_bands (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (!in || in->Bands <= 4)
    return g_steal_pointer (&owned);
  vips_extract_band (in, &out, 0, "n", 3, NULL);
  return out;
}

/* The whole photo at @scale ≤ 1: upright, 8-bit sRGB, in memory. */
static VipsImage *
load_photo (int fd, const YipuHeader *header, double scale, GCancellable *cancellable)
{
  int whole_width = header->turned ? header->height : header->width;
  int whole_height = header->turned ? header->width : header->height;
  int width = MAX (1, (int) lround (whole_width * scale));
  int height = MAX (1, (int) lround (whole_height * scale));
  /* Kept to the end: a HEIC's colour profile is freed with the image that was loaded. */
  g_autoptr (VipsImage) opened = NULL;
  VipsImage *image;

  /* A loader that shrinks a side to nothing ends the program. */
  scale = MAX (scale, 1.0 / MIN (whole_width, whole_height));
  opened = cancellable_image (open_scaled (fd, header->format, scale), cancellable);
  image = yipu_render_resize (opened ? g_object_ref (opened) : NULL, width, height);
  image = upright (to_memory (at_most_four_bands (to_srgb (image))));
  return to_memory (image);
}

/* A drawing has no size of its own: it is drawn as large as the largest that is wanted. */
static VipsImage *
load_drawing (int fd, const YipuHeader *header, double scale, GError **error)
{
  g_autoptr (GBytes) bytes = read_drawing (fd, header->bytes, error);
  g_autoptr (VipsImage) wrapped = NULL;
  VipsImage *image = NULL;

  if (!bytes)
    return NULL;
  g_autoptr (YipuPixels) pixels =
      yipu_drawing_rasterise (bytes, MAX (1, (int) lround (header->width * scale)),
                              MAX (1, (int) lround (header->height * scale)), error);
  if (!pixels)
    return NULL;
  gsize length;
  gconstpointer data = g_bytes_get_data (pixels->bytes, &length);
  wrapped = vips_image_new_from_memory_copy (data, length, pixels->width, pixels->height, 4,
                                             VIPS_FORMAT_UCHAR);
  if (!wrapped ||
      vips_copy (wrapped, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) != 0)
    fail_damaged (error);
  return image;
}

static double
largest_scale (const YipuHeader *header, const YipuPictureSpec *specs, guint n_specs)
{
  double scale = 0;

  for (guint i = 0; i < n_specs; i++)
    scale = MAX (scale, yipu_render_scale (&specs[i], header->width, header->height));
  return MIN (1, scale);
}

static VipsImage *
load_base (
    int fd, const YipuHeader *header, double scale, GCancellable *cancellable, GError **error)
{
  VipsImage *base;

  if (header->format == YIPU_FORMAT_SVG)
    return load_drawing (fd, header, scale, error);
  base = load_photo (fd, header, scale, cancellable);
  if (!base && g_cancellable_set_error_if_cancelled (cancellable, error))
    yipu_vips_forget_errors ();
  else if (!base)
    fail_damaged (error);
  return base;
}

/* @base and its halves, down to @smallest pixels of a side: each derivative is made from the
 * smallest that is large enough, as the loaders do. Transparent pixels may not be mixed so. */
static GPtrArray *
halve (VipsImage *base, int smallest)
{
  GPtrArray *levels = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (levels, g_object_ref (base));
  while (!vips_image_hasalpha (base) && MIN (base->Xsize, base->Ysize) >= 2 * smallest) {
    base = to_memory (yipu_render_resize (g_object_ref (base), base->Xsize / 2, base->Ysize / 2));
    if (!base)
      break;
    g_ptr_array_add (levels, base);
  }
  return levels;
}

static VipsImage *
pick_level (GPtrArray *levels, const YipuHeader *header, const YipuPictureSpec *spec)
{
  double scale = yipu_render_scale (spec, header->width, header->height);
  guint level = 0;

  while (level + 1 < levels->len) {
    const VipsImage *next = levels->pdata[level + 1];
    if (next->Xsize < header->width * scale || next->Ysize < header->height * scale)
      break;
    level++;
  }
  return levels->pdata[level];
}

static int
smallest_side (const YipuPictureSpec *specs, guint n_specs)
{
  int side = G_MAXINT / 2;

  for (guint i = 0; i < n_specs; i++)
    side = MIN (side, MIN (specs[i].width, specs[i].height));
  return side;
}

static gboolean
render_all (VipsImage *base,
            const YipuHeader *header,
            const YipuPictureSpec *specs,
            guint n_specs,
            YipuRendered *rendered,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) levels = halve (base, smallest_side (specs, n_specs));

  for (guint i = 0; i < n_specs; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (!yipu_render (pick_level (levels, header, &specs[i]), header->width, header->height,
                      &specs[i], &rendered[i]))
      return fail_damaged (error);
  }
  return TRUE;
}

/* Scaled as far as the limits allow, so that no derivative finds it too small. */
static void
enlarge_drawing (YipuHeader *header)
{
  double scale = (double) YIPU_PICTURE_SIDE_MAX / MAX (header->width, header->height);

  header->width = MAX (1, (int) lround (header->width * scale));
  header->height = MAX (1, (int) lround (header->height * scale));
}

gboolean
yipu_decode_render (int fd,
                    const YipuPictureSpec *specs,
                    guint n_specs,
                    YipuRendered *rendered,
                    GCancellable *cancellable,
                    GError **error)
{
  YipuHeader header;
  g_autoptr (VipsImage) base = NULL;
  g_autofree YipuRendered *made = g_new0 (YipuRendered, n_specs);
  gboolean ok;

  yipu_vips_init ();
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !yipu_decode_header (fd, &header, error))
    return FALSE;
  if (header.format == YIPU_FORMAT_SVG)
    enlarge_drawing (&header);
  base = load_base (fd, &header, largest_scale (&header, specs, n_specs), cancellable, error);
  ok = base && render_all (base, &header, specs, n_specs, made, cancellable, error);
  for (guint i = 0; i < n_specs; i++)
    if (ok)
      rendered[i] = made[i];
    else
      yipu_rendered_clear (&made[i]);
  return ok;
}

static VipsImage *
open_encoded (GBytes *encoded)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (encoded, &length);
  VipsImage *image = NULL;

  if (yipu_format_sniff (data, length) == YIPU_FORMAT_PNG)
    vips_pngload_buffer ((void *) data, length, &image, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
  else
    vips_jpegload_buffer ((void *) data, length, &image, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
  return image;
}

YipuPixels *
yipu_decode_pixels (GBytes *encoded, GError **error)
{
  g_autoptr (VipsImage) image = NULL;
  YipuPixels *pixels;
  gsize length = 0;
  void *data = NULL;

  yipu_vips_init ();
  image = open_encoded (encoded);
  if (image && (image->Bands == 3 || image->Bands == 4) && image->BandFmt == VIPS_FORMAT_UCHAR)
    data = vips_image_write_to_memory (image, &length);
  if (!data) {
    fail_damaged (error);
    return NULL;
  }
  pixels = g_new0 (YipuPixels, 1);
  pixels->bytes = g_bytes_new_take (data, length);
  pixels->width = image->Xsize;
  pixels->height = image->Ysize;
  pixels->alpha = image->Bands == 4;
  return pixels;
}
