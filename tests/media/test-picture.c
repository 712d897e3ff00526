/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives: upright, as large as asked, the same bytes every time, and nothing of the camera's
 * left in them. */
#include <glib/gstdio.h>
#include <yipu/init.h>

#include "fixture.h"

static char *
stored (const char *folder, GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuPhoto) photo = yipu_photo_store_bytes (folder, bytes, name, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&photo->hash);
}

static YipuPicture *
derived (const char *folder, const char *hash, YipuPictureSpec spec)
{
  g_autoptr (GError) error = NULL;
  YipuPicture *picture = yipu_picture_derive (folder, hash, &spec, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

static void
test_all_orientations (void)
{
  g_autofree char *folder = fixture_folder ();

  for (int orientation = 1; orientation <= 8; orientation++) {
    g_autoptr (VipsImage) turned = fixture_turned (160, 120, orientation);
    g_autoptr (GBytes) bytes = fixture_encode (turned, ".jpg");
    g_autofree char *hash = stored (folder, bytes, NULL);
    g_autoptr (YipuPicture) picture = derived (folder, hash, YIPU_PICTURE_SPEC (80, 80));
    g_autoptr (YipuPixels) pixels = fixture_pixels (picture);

    g_test_message ("orientation %d", orientation);
    g_assert_cmpint (pixels->width, ==, 80);
    g_assert_cmpint (pixels->height, ==, 60);
    g_assert_true (fixture_is_upright (pixels));
  }
}

static void
test_fits (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (160, 120);
  g_autofree char *hash = stored (folder, bytes, NULL);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (500, 500);
  g_autoptr (YipuPicture) whole = derived (folder, hash, spec);

  g_assert_cmpint (whole->width, ==, 160);
  g_assert_cmpint (whole->height, ==, 120);

  spec.fit = YIPU_FIT_PAD;
  spec.background = 0x800080;
  g_autoptr (YipuPicture) padded = derived (folder, hash, spec);
  g_autoptr (YipuPixels) pad = fixture_pixels (padded);
  g_assert_cmpint (padded->width, ==, 500);
  g_assert_cmpint (padded->height, ==, 500);
  g_assert_true (fixture_is (pad, 500, 20, 0x80, 0, 0x80));
  g_assert_true (fixture_is (pad, 500, 980, 0x80, 0, 0x80));
  g_assert_true (fixture_is (pad, 20, 300, 220, 20, 20));

  spec.fit = YIPU_FIT_CROP;
  spec.width = 60;
  g_autoptr (YipuPicture) cut = derived (folder, hash, spec);
  g_assert_cmpint (cut->width, ==, 60);
  g_assert_cmpint (cut->height, ==, 500);
}

static void
test_crop_follows_the_focus (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (400, 200);
  g_autofree char *hash = stored (folder, bytes, NULL);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (50, 100);

  spec.fit = YIPU_FIT_CROP;
  spec.focus_x = 0;
  g_autoptr (YipuPicture) left = derived (folder, hash, spec);
  g_autoptr (YipuPixels) left_pixels = fixture_pixels (left);
  g_assert_true (fixture_is (left_pixels, 900, 200, 220, 20, 20));
  spec.focus_x = 1000;
  g_autoptr (YipuPicture) right = derived (folder, hash, spec);
  g_autoptr (YipuPixels) right_pixels = fixture_pixels (right);
  g_assert_true (fixture_is (right_pixels, 100, 200, 20, 200, 20));
}

/* A strip of one pixel blown up would be 24 million pixels wide before it is cut. */
static void
test_extreme_shapes (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (20000, 1);
  g_autofree char *hash = stored (folder, bytes, NULL);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (800, 800);

  for (spec.fit = YIPU_FIT_NONE; spec.fit <= YIPU_FIT_CROP; spec.fit++) {
    g_autoptr (YipuPicture) picture = derived (folder, hash, spec);
    g_assert_cmpint (picture->width, ==, 800);
    g_assert_cmpint (picture->height, ==, spec.fit == YIPU_FIT_NONE ? 1 : 800);
  }
}

/* Loaders shrink, and a side shrunk to nothing would end the program. */
static void
test_random_shapes (void)
{
  static const char *const suffixes[] = { ".jpg", ".png", ".webp", ".tif" };
  g_autofree char *folder = fixture_folder ();

  for (int round = 0; round < 60; round++) {
    int width = 1 << g_test_rand_int_range (0, 11);
    int height = g_test_rand_int_range (1, 40);
    gboolean tall = g_test_rand_bit ();
    g_autoptr (VipsImage) image = fixture_image (tall ? height : width, tall ? width : height);
    g_autoptr (GBytes) bytes = fixture_encode (image, suffixes[round % 4]);
    g_autofree char *hash = stored (folder, bytes, NULL);
    YipuPictureSpec spec =
        YIPU_PICTURE_SPEC (g_test_rand_int_range (1, 300), g_test_rand_int_range (1, 300));
    spec.fit = (YipuFit) g_test_rand_int_range (0, 3);
    spec.focus_x = g_test_rand_int_range (0, 1001);
    spec.focus_y = g_test_rand_int_range (0, 1001);
    g_autoptr (YipuPicture) picture = derived (folder, hash, spec);
    g_assert_cmpint (picture->width, <=, spec.width);
    g_assert_cmpint (picture->height, <=, spec.height);
    if (spec.fit != YIPU_FIT_NONE)
      g_assert_cmpint (picture->width * picture->height, ==, spec.width * spec.height);
  }
}

static void
test_one_decode_feeds_all (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (1600, 1200);
  g_autofree char *hash = stored (folder, bytes, NULL);
  YipuPictureSpec specs[] = { YIPU_PICTURE_SPEC (1200, 1200), YIPU_PICTURE_SPEC (800, 800),
                              YIPU_PICTURE_SPEC (100, 100) };
  YipuPicture *pictures[3];
  g_autoptr (GError) error = NULL;

  g_assert_true (yipu_picture_derive_all (folder, hash, specs, 3, pictures, NULL, &error));
  for (int i = 0; i < 3; i++) {
    g_autoptr (YipuPicture) picture = pictures[i];
    g_autoptr (YipuPixels) pixels = fixture_pixels (picture);
    g_assert_cmpint (pixels->width, ==, specs[i].width);
    g_assert_true (fixture_is_upright (pixels));
  }
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (640, 480);
  g_autofree char *hash = stored (folder, bytes, NULL);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (300, 300);
  g_autoptr (YipuPicture) first = derived (folder, hash, spec);
  g_autoptr (YipuPicture) cached = derived (folder, hash, spec);

  g_assert_cmpstr (first->hash, ==, cached->hash);
  g_assert_cmpint (first->bytes, ==, cached->bytes);
  g_assert_cmpint (cached->width, ==, first->width);
  g_assert_cmpint (g_unlink (first->path), ==, 0);
  g_autoptr (YipuPicture) again = derived (folder, hash, spec);
  g_assert_cmpstr (again->hash, ==, first->hash);
  g_assert_cmpstr (again->path, ==, first->path);
}

static void
test_damaged_cache (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (640, 480);
  g_autofree char *hash = stored (folder, bytes, NULL);
  g_autoptr (YipuPicture) first = derived (folder, hash, YIPU_PICTURE_SPEC (300, 300));
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (first->path, "", 0, NULL));
  g_autoptr (YipuPicture) again = derived (folder, hash, YIPU_PICTURE_SPEC (300, 300));
  g_assert_cmpstr (again->hash, ==, first->hash);
  g_assert_true (g_file_get_contents (again->path, &data, &length, NULL));
  g_assert_cmpint ((gint64) length, ==, first->bytes);
}

/* Noise does not compress: only a lower quality makes it fit. */
static void
test_kb_max (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (VipsImage) noise = NULL;
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (600, 600);

  yipu_vips_init ();
  g_assert_cmpint (vips_gaussnoise (&noise, 600, 600, "mean", 128.0, "sigma", 50.0, NULL), ==, 0);
  g_autoptr (GBytes) bytes = fixture_encode (noise, ".png");
  g_autofree char *hash = stored (folder, bytes, NULL);
  g_autoptr (YipuPicture) free_one = derived (folder, hash, spec);
  spec.kb_max = (int) (free_one->bytes / 1000 * 8 / 10);
  g_autoptr (YipuPicture) bound = derived (folder, hash, spec);
  g_assert_cmpint (bound->bytes, <=, spec.kb_max * 1000);
  g_assert_cmpint (bound->bytes, >, spec.kb_max * 1000 * 8 / 10);
  spec.kb_max = 1;
  g_autoptr (YipuPicture) impossible = derived (folder, hash, spec);
  g_assert_cmpint (impossible->bytes, >, 1000);
}

static void
test_other_pixels (void)
{
  static const char *const expressions[] = { ".png", ".tif", NULL };
  g_autofree char *folder = fixture_folder ();
  g_autoptr (VipsImage) image = fixture_image (90, 60);
  g_autoptr (VipsImage) deep = NULL;
  g_autoptr (VipsImage) grey = NULL;
  g_autoptr (VipsImage) cmyk = NULL;

  g_assert_cmpint (vips_colourspace (image, &deep, VIPS_INTERPRETATION_RGB16, NULL), ==, 0);
  g_assert_cmpint (vips_colourspace (image, &grey, VIPS_INTERPRETATION_B_W, NULL), ==, 0);
  g_assert_cmpint (vips_colourspace (image, &cmyk, VIPS_INTERPRETATION_CMYK, NULL), ==, 0);
  for (guint i = 0; expressions[i]; i++) {
    g_autoptr (GBytes) bytes = fixture_encode (deep, expressions[i]);
    g_autofree char *hash = stored (folder, bytes, NULL);
    g_autoptr (YipuPicture) picture = derived (folder, hash, YIPU_PICTURE_SPEC (90, 90));
    g_autoptr (YipuPixels) pixels = fixture_pixels (picture);
    g_assert_true (fixture_is_upright (pixels));
  }
  g_autoptr (GBytes) grey_bytes = fixture_encode (grey, ".jpg");
  g_autofree char *grey_hash = stored (folder, grey_bytes, NULL);
  g_autoptr (YipuPicture) grey_picture = derived (folder, grey_hash, YIPU_PICTURE_SPEC (90, 90));
  g_autoptr (YipuPixels) grey_pixels = fixture_pixels (grey_picture);
  g_assert_true (fixture_is (grey_pixels, 800, 800, 240, 240, 240));
  g_autoptr (GBytes) cmyk_bytes = fixture_encode (cmyk, ".tif");
  g_autofree char *cmyk_hash = stored (folder, cmyk_bytes, NULL);
  g_autoptr (YipuPicture) cmyk_picture = derived (folder, cmyk_hash, YIPU_PICTURE_SPEC (90, 90));
  g_autoptr (YipuPixels) cmyk_pixels = fixture_pixels (cmyk_picture);
  const guint8 *red = g_bytes_get_data (cmyk_pixels->bytes, NULL);
  g_assert_cmpint (red[0], >, red[1] + 100);
  g_assert_cmpint (red[0], >, red[2] + 100);
}

static void
test_transparent (void)
{
  g_autofree char *folder = fixture_folder ();
  const guint8 clear[] = { 10, 200, 10, 0 };
  g_autoptr (VipsImage) one = NULL;
  g_autoptr (VipsImage) image = NULL;
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (60, 60);

  yipu_vips_init ();
  one = vips_image_new_from_memory_copy (clear, 4, 1, 1, 4, VIPS_FORMAT_UCHAR);
  one->Type = VIPS_INTERPRETATION_sRGB;
  g_assert_cmpint (vips_replicate (one, &image, 40, 40, NULL), ==, 0);
  g_autoptr (GBytes) bytes = fixture_encode (image, ".png");
  g_autofree char *hash = stored (folder, bytes, NULL);
  spec.fit = YIPU_FIT_PAD;
  spec.background = 0xff0000;
  g_autoptr (YipuPicture) flat = derived (folder, hash, spec);
  g_autoptr (YipuPixels) flat_pixels = fixture_pixels (flat);
  g_assert_false (flat_pixels->alpha);
  g_assert_true (fixture_is (flat_pixels, 500, 500, 255, 0, 0));

  spec.format = YIPU_PICTURE_PNG;
  spec.transparent = TRUE;
  g_autoptr (YipuPicture) clear_one = derived (folder, hash, spec);
  g_autoptr (YipuPixels) pixels = fixture_pixels (clear_one);
  const guint8 *data = g_bytes_get_data (pixels->bytes, NULL);
  g_assert_true (pixels->alpha);
  g_assert_cmpstr (clear_one->mime, ==, "image/png");
  for (int i = 0; i < 60 * 60; i++)
    g_assert_cmpint (data[4 * i + 3], ==, 0);
}

/* Only what a decoder needs to draw: no application segments but the plain JFIF one, no comments.
 */
static void
assert_bare_jpeg (const guint8 *data, gsize length)
{
  gsize at = 2;

  g_assert_cmpint (data[0] << 8 | data[1], ==, 0xffd8);
  while (at + 4 <= length && data[at + 1] != 0xda) {
    guint8 marker = data[at + 1];
    gsize size = (gsize) (data[at + 2] << 8 | data[at + 3]);
    g_assert_cmpint (data[at], ==, 0xff);
    g_assert_true (marker == 0xe0 || marker == 0xdb || marker == 0xc0 || marker == 0xc4);
    if (marker == 0xe0)
      g_assert_cmpint (size, ==, 16);
    if (marker == 0xc0)
      g_assert_cmpint (data[at + 11], ==, 0x22); /* 4:2:0 */
    at += 2 + size;
  }
}

static void
test_nothing_of_the_camera (void)
{
  static const char *const names[] = { "DSCN0010.jpg",  "HMD_Nokia_8.3_5G.jpg",
                                       "IMG_5195.HEIC", "canon_hdr_YES.jpg",
                                       "jolla.jpg",     "BSG1.tiff" };
  static const char *const words[] = { "Exif",  "GPS",   "http:",       "NIKON", "Nokia", "Apple",
                                       "Canon", "Jolla", "ICC_PROFILE", "2008:", "2021:", "2022:" };
  g_autofree char *folder = fixture_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = fixture_shared (names[i]);
    g_autoptr (GError) error = NULL;
    g_autofree char *data = NULL;
    gsize length;
    if (!path)
      return;
    g_autoptr (YipuPhoto) photo = yipu_photo_store (folder, path, NULL, &error);
    g_assert_no_error (error);
    g_autoptr (YipuPicture) picture = derived (folder, photo->hash, YIPU_PICTURE_SPEC (800, 800));
    g_assert_true (g_file_get_contents (picture->path, &data, &length, NULL));
    assert_bare_jpeg ((const guint8 *) data, length);
    for (guint w = 0; w < G_N_ELEMENTS (words); w++)
      g_assert_null (memmem (data, length, words[w], strlen (words[w])));
  }
}

/* The five shots of one scene differ in EXIF's orientation alone. */
static void
test_real_orientations (void)
{
  static const char *const names[] = { "landscape_1.jpg", "landscape_3.jpg", "landscape_6.jpg",
                                       "landscape_8.jpg" };
  g_autofree char *folder = fixture_folder ();
  g_autoptr (YipuPixels) upright = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = fixture_shared (names[i]);
    gint64 difference = 0;
    if (!path)
      return;
    g_autoptr (YipuPhoto) photo = yipu_photo_store (folder, path, NULL, NULL);
    g_autoptr (YipuPicture) picture = derived (folder, photo->hash, YIPU_PICTURE_SPEC (60, 45));
    g_autoptr (YipuPixels) pixels = fixture_pixels (picture);
    if (!upright) {
      upright = g_steal_pointer (&pixels);
      continue;
    }
    const guint8 *a = g_bytes_get_data (upright->bytes, NULL);
    const guint8 *b = g_bytes_get_data (pixels->bytes, NULL);
    g_assert_cmpint (pixels->width, ==, 60);
    g_assert_cmpint (pixels->height, ==, 45);
    for (int at = 0; at < 60 * 45 * 3; at++)
      difference += ABS (a[at] - b[at]);
    g_test_message ("%s differs by %d a byte", names[i], (int) (difference / (60 * 45 * 3)));
    g_assert_cmpint (difference / (60 * 45 * 3), <, 8);
  }
}

static void
test_missing_medium (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *hash = g_strnfill (64, 'b');
  g_autoptr (GError) error = NULL;

  g_assert_null (yipu_picture_derive (folder, hash, &YIPU_PICTURE_SPEC (9, 9), NULL, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (yipu_picture_derive (folder, "../../x", &YIPU_PICTURE_SPEC (9, 9), NULL, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/picture/upright-from-every-orientation", test_all_orientations);
  g_test_add_func ("/picture/none-pad-and-crop", test_fits);
  g_test_add_func ("/picture/crop-follows-the-focus", test_crop_follows_the_focus);
  g_test_add_func ("/picture/extreme-shapes-stay-small", test_extreme_shapes);
  g_test_add_func ("/picture/random-shapes-fit", test_random_shapes);
  g_test_add_func ("/picture/one-decode-feeds-all-sizes", test_one_decode_feeds_all);
  g_test_add_func ("/picture/the-same-bytes-every-time", test_same_bytes);
  g_test_add_func ("/picture/a-damaged-cache-is-noticed", test_damaged_cache);
  g_test_add_func ("/picture/quality-gives-way-to-size", test_kb_max);
  g_test_add_func ("/picture/sixteen-bits-grey-and-cmyk", test_other_pixels);
  g_test_add_func ("/picture/transparency-kept-or-filled", test_transparent);
  g_test_add_func ("/picture/nothing-of-the-camera-is-left", test_nothing_of_the_camera);
  g_test_add_func ("/picture/real-photos-are-upright", test_real_orientations);
  g_test_add_func ("/picture/a-missing-medium-is-named", test_missing_medium);
  return g_test_run ();
}
