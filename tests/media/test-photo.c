/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos coming in: what is taken, what is refused, and what then lies on the disk. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <yipu/init.h>

#include "fixture.h"

static void
refused (GBytes *bytes, const char *name, YipuMediaError code, const char *says)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuPhoto) photo = yipu_photo_store_bytes (folder, bytes, name, NULL, &error);

  g_assert_error (error, YIPU_MEDIA_ERROR, (int) code);
  g_assert_null (photo);
  g_assert_nonnull (strstr (error->message, says));
  /* Nothing left behind: the folder is still empty. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static YipuPhoto *
taken (const char *folder, GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  YipuPhoto *photo = yipu_photo_store_bytes (folder, bytes, name, NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static void
test_every_format (void)
{
  static const struct {
    const char *suffix;
    const char *mime;
  } formats[] = { { ".jpg", "image/jpeg" },
                  { ".png", "image/png" },
                  { ".tif", "image/tiff" },
                  { ".webp", "image/webp" } };
  g_autofree char *folder = fixture_folder ();
  g_autoptr (VipsImage) image = fixture_image (90, 60);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) bytes = fixture_encode (image, formats[i].suffix);
    g_autoptr (YipuPhoto) photo = taken (folder, bytes, NULL);
    g_assert_cmpstr (photo->mime, ==, formats[i].mime);
    g_assert_cmpstr (photo->kind, ==, "photo");
    g_assert_cmpint (photo->width, ==, 90);
    g_assert_cmpint (photo->height, ==, 60);
    g_assert_cmpint (photo->bytes, ==, (gint64) g_bytes_get_size (bytes));
    g_assert_true (yipu_media_verify (folder, photo->hash, NULL, NULL));
  }
}

static void
test_private_and_once (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (90, 60);
  g_autoptr (YipuPhoto) photo = taken (folder, bytes, NULL);
  g_autofree char *path = yipu_media_path (folder, photo->hash);
  GStatBuf before, after;

  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_cmpint (before.st_mode & 0777, ==, 0600);
  g_autoptr (YipuPhoto) again = taken (folder, bytes, NULL);
  g_assert_cmpstr (again->hash, ==, photo->hash);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
}

static void
test_altered_is_found_and_replaced (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (90, 60);
  g_autoptr (YipuPhoto) photo = taken (folder, bytes, NULL);
  g_autofree char *path = yipu_media_path (folder, photo->hash);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "rot", 3, NULL));
  g_assert_false (yipu_media_verify (folder, photo->hash, NULL, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_ALTERED);
  g_autoptr (YipuPhoto) again = taken (folder, bytes, NULL);
  g_assert_true (yipu_media_verify (folder, photo->hash, NULL, NULL));
}

static void
test_missing_and_links (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autofree char *path = yipu_media_path (folder, hash);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (yipu_media_open (folder, "no hash", &error), ==, -1);
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (yipu_media_open (folder, hash, &error), ==, -1);
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);
  g_assert_cmpint (yipu_media_open (folder, hash, &error), ==, -1);
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_IO);
}

static void
test_not_a_photo (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  refused (text, "a.jpg", YIPU_MEDIA_ERROR_FORMAT, "Save it as JPEG");
  refused (nothing, "a.jpg", YIPU_MEDIA_ERROR_FORMAT, "Save it as JPEG");
  g_assert_null (yipu_photo_check ("/", &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT);
}

static void
test_svg_named_jpg (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));

  refused (bytes, "photo.jpg", YIPU_MEDIA_ERROR_FORMAT, "ends in .svg");
  refused (bytes, NULL, YIPU_MEDIA_ERROR_FORMAT, "ends in .svg");
}

/* A PNG of nothing but its header, with the checksum that goes with it. */
static GBytes *
png_claiming (guint32 width, guint32 height)
{
  guint8 png[8 + 25 + 12] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
  guint32 words[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  guint32 crc = 0xffffffff;

  memcpy (png + 16, words, 8);
  memcpy (png + 24, "\x08\x02\0\0\0", 5);
  for (int i = 12; i < 29; i++) {
    crc ^= png[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
  }
  crc = GUINT32_TO_BE (~crc);
  memcpy (png + 29, &crc, 4);
  memcpy (png + 33, "\0\0\0\0IDAT\x35\xaf\x06\x1e", 12);
  return g_bytes_new (png, sizeof png);
}

static void
test_too_many_pixels (void)
{
  g_autoptr (GBytes) huge = png_claiming (60000, 60000);
  g_autoptr (GBytes) big = png_claiming (20000, 20000);
  g_autoptr (GBytes) long_one = png_claiming (30001, 100);

  refused (huge, "a.png", YIPU_MEDIA_ERROR_TOO_LARGE,
           "This photo is 3600 megapixels; Yipu takes 120.");
  refused (big, "a.png", YIPU_MEDIA_ERROR_TOO_LARGE,
           "This photo is 400 megapixels; Yipu takes 120. Save it smaller and add it again.");
  refused (long_one, "a.png", YIPU_MEDIA_ERROR_TOO_LARGE, "30001 pixels on one side");
}

static void
test_too_many_bytes (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0", 4, NULL));
  g_assert_cmpint (truncate (path, YIPU_PHOTO_BYTES_MAX + 1), ==, 0);
  g_assert_null (yipu_photo_check (path, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "101 MB; Yipu takes 100"));
}

/* Whatever is cut off, nothing is taken and nothing stays. */
static void
test_truncated (void)
{
  static const char *const suffixes[] = { ".jpg", ".png", ".webp", ".tif" };
  g_autoptr (VipsImage) image = fixture_image (300, 200);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autoptr (GBytes) whole = fixture_encode (image, suffixes[i]);
    gsize length = g_bytes_get_size (whole);
    for (int round = 0; round < 40; round++) {
      /* The last bytes of a JPEG and a PNG only say that it ends. */
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) length - 16);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, at);
      g_autofree char *folder = fixture_folder ();
      g_autoptr (GError) error = NULL;
      g_autoptr (YipuPhoto) photo = yipu_photo_store_bytes (folder, cut, NULL, NULL, &error);
      g_test_message ("%s cut at %zu of %zu", suffixes[i], at, length);
      g_assert_null (photo);
      g_assert_true (error->domain == YIPU_MEDIA_ERROR);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
  }
}

static void
test_full_disk_leaves_nothing (void)
{
  g_autoptr (VipsImage) image = fixture_image (400, 300);
  g_autoptr (GBytes) bytes = fixture_encode (image, ".png[compression=0]");
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "source.png", NULL);
  g_autofree char *catalog = g_build_filename (folder, "c.yipu", NULL);
  g_autofree char *media = g_build_filename (catalog, "media", NULL);
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (catalog, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 100000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_autoptr (YipuPhoto) photo = yipu_photo_store (catalog, path, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (photo);
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_IO);
  g_assert_cmpint (g_rmdir (media), ==, 0);
  g_assert_cmpint (g_rmdir (catalog), ==, 0);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GBytes) bytes = fixture_jpeg (90, 60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yipu_photo_store_bytes (folder, bytes, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_real_photos (void)
{
  static const struct {
    const char *name;
    const char *mime;
    int width;
    int height;
    const char *taken_on;
  } photos[] = {
    { "BSG1.tiff", "image/tiff", 635, 348, NULL },
    { "DSCN0010.jpg", "image/jpeg", 640, 480, "2008-10-22" },
    { "HMD_Nokia_8.3_5G.jpg", "image/jpeg", 4608, 1976, "2022-08-14" },
    { "IMG_5195.HEIC", "image/heif", 2566, 3313, "2021-04-11" },
    { "canon_hdr_YES.jpg", "image/jpeg", 1536, 2048, "2015-02-09" },
    { "jolla.jpg", "image/jpeg", 3264, 2448, "2014-09-21" },
    { "landscape_1.jpg", "image/jpeg", 600, 450, NULL },
    { "landscape_3.jpg", "image/jpeg", 600, 450, NULL },
    { "landscape_6.jpg", "image/jpeg", 600, 450, NULL },
    { "landscape_8.jpg", "image/jpeg", 600, 450, NULL },
    { "portrait_5.jpg", "image/jpeg", 450, 600, NULL },
    { "portrait_6.jpg", "image/jpeg", 450, 600, NULL },
  };
  g_autofree char *folder = fixture_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++) {
    g_autofree char *path = fixture_shared (photos[i].name);
    g_autoptr (GError) error = NULL;
    if (!path)
      return;
    g_autoptr (YipuPhoto) photo = yipu_photo_store (folder, path, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (photo->mime, ==, photos[i].mime);
    g_assert_cmpint (photo->width, ==, photos[i].width);
    g_assert_cmpint (photo->height, ==, photos[i].height);
    g_assert_cmpstr (photo->taken_on, ==, photos[i].taken_on);
  }
}

static void
test_corrupted_photo (void)
{
  g_autofree char *path = fixture_shared ("corrupted.jpg");
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_assert_null (yipu_photo_store (folder, path, NULL, &error));
  g_assert_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Copy it again"));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  yipu_vips_init ();
  g_test_add_func ("/photo/every-format-is-known-by-its-bytes", test_every_format);
  g_test_add_func ("/photo/stored-once-and-for-its-owner-only", test_private_and_once);
  g_test_add_func ("/photo/an-altered-medium-is-found-and-replaced",
                   test_altered_is_found_and_replaced);
  g_test_add_func ("/photo/missing-media-and-links-are-refused", test_missing_and_links);
  g_test_add_func ("/photo/what-is-none-says-what-to-do", test_not_a_photo);
  g_test_add_func ("/photo/a-drawing-named-jpg-is-refused", test_svg_named_jpg);
  g_test_add_func ("/photo/too-many-pixels-are-refused-before-decoding", test_too_many_pixels);
  g_test_add_func ("/photo/too-many-bytes-are-refused", test_too_many_bytes);
  g_test_add_func ("/photo/cut-off-anywhere-is-refused", test_truncated);
  g_test_add_func ("/photo/a-full-disk-leaves-nothing-behind", test_full_disk_leaves_nothing);
  g_test_add_func ("/photo/cancelled-leaves-nothing-behind", test_cancelled);
  g_test_add_func ("/photo/real-photos-are-taken", test_real_photos);
  g_test_add_func ("/photo/a-damaged-photo-is-refused", test_corrupted_photo);
  return g_test_run ();
}
