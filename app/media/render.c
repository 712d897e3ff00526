/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Geometry and encoding. Each step takes its image and gives the next, NULL when libvips fails, so
 * that steps chain; the pixels move once, when the encoder pulls. */
#include "media/render.h"

#include <math.h>

/* Below this quality a photo looks poor at any size. */
#define QUALITY_MIN 40

static int
at_least_one (double pixels)
{
  return MAX (1, (int) lround (pixels));
}

double
yipu_render_scale (const YipuPictureSpec *spec, int width, int height)
{
  double across = (double) spec->width / width;
  double down = (double) spec->height / height;

  switch (spec->fit) {
  case YIPU_FIT_CROP: return MAX (across, down);
  case YIPU_FIT_PAD: return MIN (across, down);
  case YIPU_FIT_NONE:
  default: return MIN (1, MIN (across, down));
  }
}

/* One pass down the columns, into memory. */
static VipsImage *
reduce_height (VipsImage *in, int height)
{
  g_autoptr (VipsImage) reduced = NULL;

  if (!in || vips_reducev (in, &reduced, (double) in->Ysize / height, NULL) != 0)
    return NULL;
  return vips_image_copy_memory (reduced);
}

static VipsImage *
turn (VipsImage *in, VipsAngle angle)
{
  VipsImage *out = NULL;

  if (in)
    vips_rot (in, &out, angle, NULL);
  return out;
}

/* libvips has vector code for reducing down the columns, none for along the rows, which takes eight
 * times as long: so turn the picture and go down the columns twice. */
static VipsImage *
reduce_turned (VipsImage *in, int width, int height)
{
  g_autoptr (VipsImage) low = reduce_height (in, height);
  g_autoptr (VipsImage) lying = turn (low, VIPS_ANGLE_D90);
  g_autoptr (VipsImage) small = reduce_height (lying, width);

  return turn (small, VIPS_ANGLE_D270);
}

static VipsImage *
scale_opaque (VipsImage *in, int width, int height)
{
  VipsImage *out = NULL;
  double across = (double) in->Xsize / width;
  double down = (double) in->Ysize / height;

  if (in->BandFmt == VIPS_FORMAT_UCHAR && across >= 1 && across < 4 && down >= 1 && down < 4)
    return reduce_turned (in, width, height);
  vips_resize (in, &out, 1 / across, "vscale", 1 / down, NULL);
  return out;
}

static VipsImage *
scale_transparent (VipsImage *in, int width, int height)
{
  VipsImage *out = NULL;
  g_autoptr (VipsImage) multiplied = NULL;
  g_autoptr (VipsImage) scaled = NULL;
  g_autoptr (VipsImage) divided = NULL;

  if (vips_premultiply (in, &multiplied, NULL) != 0 ||
      !(scaled = scale_opaque (multiplied, width, height)) ||
      vips_unpremultiply (scaled, &divided, NULL) != 0)
    return NULL;
  vips_cast (divided, &out, in->BandFmt, NULL);
  return out;
}

VipsImage *
yipu_render_resize (VipsImage *in, int width, int height)
{
  g_autoptr (VipsImage) owned = in;

  if (!in || (in->Xsize == width && in->Ysize == height))
    return g_steal_pointer (&owned);
  return vips_image_hasalpha (in) ? scale_transparent (in, width, height)
                                  : scale_opaque (in, width, height);
}

/* The part of @base that crop keeps, as near the focus as the edges allow. */
static VipsImage *
cut (VipsImage *base, const YipuPictureSpec *spec, double scale_of_base)
{
  VipsImage *out = NULL;
  int width = CLAMP (at_least_one (spec->width / scale_of_base), 1, base->Xsize);
  int height = CLAMP (at_least_one (spec->height / scale_of_base), 1, base->Ysize);
  int left = (int) ((gint64) base->Xsize * spec->focus_x / 1000) - width / 2;
  int top = (int) ((gint64) base->Ysize * spec->focus_y / 1000) - height / 2;

  vips_extract_area (base, &out, CLAMP (left, 0, base->Xsize - width),
                     CLAMP (top, 0, base->Ysize - height), width, height, NULL);
  return out;
}

static VipsArrayDouble *
background_of (const YipuPictureSpec *spec, gboolean transparent)
{
  double colour[] = { (spec->background >> 16) & 255, (spec->background >> 8) & 255,
                      spec->background & 255 };
  double nothing[] = { 0, 0, 0, 0 };

  return transparent ? vips_array_double_new (nothing, 4) : vips_array_double_new (colour, 3);
}

static VipsImage *
flatten (VipsImage *in, const YipuPictureSpec *spec)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (!in || !vips_image_hasalpha (in))
    return g_steal_pointer (&owned);
  VipsArrayDouble *background = background_of (spec, FALSE);
  vips_flatten (in, &out, "background", background, NULL);
  vips_area_unref (VIPS_AREA (background));
  return out;
}

static VipsImage *
pad (VipsImage *in, const YipuPictureSpec *spec)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (!in)
    return NULL;
  VipsArrayDouble *background = background_of (spec, vips_image_hasalpha (in));
  vips_embed (in, &out, (spec->width - in->Xsize) / 2, (spec->height - in->Ysize) / 2, spec->width,
              spec->height, "extend", VIPS_EXTEND_BACKGROUND, "background", background, NULL);
  vips_area_unref (VIPS_AREA (background));
  return out;
}

/* PNG that keeps transparency has four bands even where the photo had none to keep. */
static VipsImage *
with_alpha (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (!in || vips_image_hasalpha (in))
    return g_steal_pointer (&owned);
  vips_addalpha (in, &out, NULL);
  return out;
}

static VipsImage *
fitted (VipsImage *base, int width, int height, const YipuPictureSpec *spec)
{
  double scale = yipu_render_scale (spec, width, height);

  if (spec->fit == YIPU_FIT_CROP)
    return yipu_render_resize (cut (base, spec, scale * width / base->Xsize), spec->width,
                               spec->height);
  return yipu_render_resize (g_object_ref (base), MIN (spec->width, at_least_one (width * scale)),
                             MIN (spec->height, at_least_one (height * scale)));
}

static GBytes *
encode_jpeg (VipsImage *image, int quality)
{
  void *data = NULL;
  gsize length = 0;

  if (vips_jpegsave_buffer (image, &data, &length, "Q", quality, "strip", TRUE, "interlace", FALSE,
                            "optimize_coding", FALSE, "subsample_mode", VIPS_FOREIGN_SUBSAMPLE_ON,
                            NULL) != 0)
    return NULL;
  return g_bytes_new_take (data, length);
}

static GBytes *
encode_png (VipsImage *image)
{
  void *data = NULL;
  gsize length = 0;

  if (vips_pngsave_buffer (image, &data, &length, "strip", TRUE, "compression", 6, NULL) != 0)
    return NULL;
  return g_bytes_new_take (data, length);
}

/* The best quality that stays within the limit, or the lowest we go to. */
static GBytes *
encode_within (VipsImage *image, int quality, gsize bytes_max)
{
  GBytes *best = encode_jpeg (image, quality);
  int low = QUALITY_MIN;
  int high = quality - 1;

  if (!best || g_bytes_get_size (best) <= bytes_max)
    return best;
  g_bytes_unref (best);
  best = encode_jpeg (image, MIN (quality, QUALITY_MIN));
  while (best && low < high) {
    int middle = (low + high + 1) / 2;
    g_autoptr (GBytes) tried = encode_jpeg (image, middle);
    gboolean fits = tried && g_bytes_get_size (tried) <= bytes_max;

    if (fits) {
      g_bytes_unref (best);
      best = g_steal_pointer (&tried);
    }
    low = fits ? middle : low;
    high = fits ? high : middle - 1;
  }
  return best;
}

/* With a limit it may be encoded many times: the pixels are computed once. */
static GBytes *
encode (VipsImage *image, const YipuPictureSpec *spec)
{
  g_autoptr (VipsImage) memory = NULL;

  if (spec->format == YIPU_PICTURE_PNG)
    return encode_png (image);
  if (spec->kb_max == 0)
    return encode_jpeg (image, spec->quality);
  memory = vips_image_copy_memory (image);
  return memory ? encode_within (memory, spec->quality, (gsize) spec->kb_max * 1000) : NULL;
}

/* Nothing of the camera's is left but the pixels: the density in the header would be. */
static VipsImage *
without_density (VipsImage *in)
{
  g_autoptr (VipsImage) owned = in;
  VipsImage *out = NULL;

  if (in)
    vips_copy (in, &out, "xres", 1.0, "yres", 1.0, NULL);
  return out;
}

gboolean
yipu_render (
    VipsImage *base, int width, int height, const YipuPictureSpec *spec, YipuRendered *rendered)
{
  gboolean transparent = spec->transparent && spec->format == YIPU_PICTURE_PNG;
  VipsImage *image = g_object_ref (base);

  image = transparent ? with_alpha (image) : flatten (image, spec);
  if (!image)
    return FALSE;
  g_autoptr (VipsImage) whole = image;
  image = fitted (whole, width, height, spec);
  if (spec->fit == YIPU_FIT_PAD)
    image = pad (image, spec);
  g_autoptr (VipsImage) ready = without_density (image);
  if (!ready)
    return FALSE;
  rendered->width = ready->Xsize;
  rendered->height = ready->Ysize;
  rendered->bytes = encode (ready, spec);
  return rendered->bytes != NULL;
}
