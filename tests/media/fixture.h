/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures made by the test itself, and a place to store them. */
#pragma once

#include <string.h>
#include <yipu/photo.h>
#include <yipu/picture.h>

#include "media/decode.h"
#include "media/vips.h"

/* A catalog's folder of the test's own. */
static inline char *
fixture_folder (void)
{
  char *folder = g_dir_make_tmp ("yipu-media-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

/* An upright picture whose quarters are red, green, blue and white, in reading order. */
static inline VipsImage *
fixture_image (int width, int height)
{
  static const guint8 colours[4][3] = {
    { 220, 20, 20 }, { 20, 200, 20 }, { 20, 20, 220 }, { 240, 240, 240 }
  };
  gsize length = (gsize) width * (gsize) height * 3;
  g_autofree guint8 *pixels = g_malloc (length);

  yipu_vips_init ();
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memcpy (pixels + ((gsize) y * (gsize) width + (gsize) x) * 3,
              colours[(y * 2 / height) * 2 + x * 2 / width], 3);
  g_autoptr (VipsImage) raw =
      vips_image_new_from_memory_copy (pixels, length, width, height, 3, VIPS_FORMAT_UCHAR);
  VipsImage *image = NULL;
  g_assert_cmpint (vips_copy (raw, &image, "interpretation", VIPS_INTERPRETATION_sRGB, NULL), ==,
                   0);
  return image;
}

/* The same, turned so that EXIF's @orientation makes it upright again. */
static inline VipsImage *
fixture_turned (int width, int height, int orientation)
{
  static const VipsAngle angles[] = {
    [1] = VIPS_ANGLE_D0,   [2] = VIPS_ANGLE_D0,   [3] = VIPS_ANGLE_D180, [4] = VIPS_ANGLE_D180,
    [5] = VIPS_ANGLE_D270, [6] = VIPS_ANGLE_D270, [7] = VIPS_ANGLE_D90,  [8] = VIPS_ANGLE_D90
  };
  g_autoptr (VipsImage) image = fixture_image (width, height);
  g_autoptr (VipsImage) mirrored = NULL;
  g_autoptr (VipsImage) turned = NULL;
  VipsImage *tagged = NULL;

  if (orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7)
    g_assert_cmpint (vips_flip (image, &mirrored, VIPS_DIRECTION_HORIZONTAL, NULL), ==, 0);
  g_assert_cmpint (vips_rot (mirrored ? mirrored : image, &turned, angles[orientation], NULL), ==,
                   0);
  g_assert_cmpint (vips_copy (turned, &tagged, NULL), ==, 0);
  vips_image_set_int (tagged, VIPS_META_ORIENTATION, orientation);
  return tagged;
}

static inline GBytes *
fixture_encode (VipsImage *image, const char *suffix)
{
  void *data = NULL;
  gsize length = 0;

  g_assert_cmpint (vips_image_write_to_buffer (image, suffix, &data, &length, NULL), ==, 0);
  return g_bytes_new_take (data, length);
}

static inline GBytes *
fixture_jpeg (int width, int height)
{
  g_autoptr (VipsImage) image = fixture_image (width, height);

  return fixture_encode (image, ".jpg");
}

static inline YipuPixels *
fixture_pixels (const YipuPicture *picture)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (picture->path, &data, &length, &error));
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  YipuPixels *pixels = yipu_decode_pixels (bytes, &error);
  g_assert_no_error (error);
  return pixels;
}

/* Whether the pixel at @x thousandths across and @y down is about this colour. */
static inline gboolean
fixture_is (const YipuPixels *pixels, int x, int y, int red, int green, int blue)
{
  const guint8 *data = g_bytes_get_data (pixels->bytes, NULL);
  int bands = pixels->alpha ? 4 : 3;
  const guint8 *at =
      data + ((gsize) (pixels->height - 1) * (gsize) y / 1000 * (gsize) pixels->width +
              (gsize) (pixels->width - 1) * (gsize) x / 1000) *
                 (gsize) bands;

  return ABS (at[0] - red) < 24 && ABS (at[1] - green) < 24 && ABS (at[2] - blue) < 24;
}

/* The four quarters where they belong. */
static inline gboolean
fixture_is_upright (const YipuPixels *pixels)
{
  return fixture_is (pixels, 200, 200, 220, 20, 20) && fixture_is (pixels, 800, 200, 20, 200, 20) &&
         fixture_is (pixels, 200, 800, 20, 20, 220) && fixture_is (pixels, 800, 800, 240, 240, 240);
}

/* A file of $YIPU_SHARED_DATA/photos, or NULL and the test skipped. */
static inline char *
fixture_shared (const char *name)
{
  const char *data = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = data ? g_build_filename (data, "photos", name, NULL) : NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("no shared photos here");
  return NULL;
}
