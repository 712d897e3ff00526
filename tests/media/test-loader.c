/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The loader of a window: pixels without blocking, newest first, kept in memory. */
#include <yipu/init.h>

#include "fixture.h"

typedef struct {
  GMainLoop *loop;
  guint waiting;
  YipuPixels *pixels;
  GError *error;
} Wait;

static char *
stored (const char *folder, int width, int height)
{
  g_autoptr (GBytes) bytes = fixture_jpeg (width, height);
  g_autoptr (YipuPhoto) photo = yipu_photo_store_bytes (folder, bytes, NULL, NULL, NULL);

  g_assert_nonnull (photo);
  return g_steal_pointer (&photo->hash);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  g_clear_pointer (&wait->pixels, yipu_pixels_free);
  g_clear_error (&wait->error);
  wait->pixels =
      yipu_picture_loader_load_finish (YIPU_PICTURE_LOADER (source), result, &wait->error);
  if (--wait->waiting == 0)
    g_main_loop_quit (wait->loop);
}

/* As loaded(), of a photo that nothing is wrong with. */
static void
loaded_whole (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  loaded (source, result, data);
  g_assert_no_error (wait->error);
  g_assert_nonnull (wait->pixels);
}

static void
wait_for (Wait *wait)
{
  wait->loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (wait->loop);
  g_clear_pointer (&wait->loop, g_main_loop_unref);
}

static void
test_pixels (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *hash = stored (folder, 640, 480);
  g_autoptr (YipuPictureLoader) loader = yipu_picture_loader_new (folder);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (72, 72);
  Wait wait = { .waiting = 1 };

  spec.fit = YIPU_FIT_CROP;
  g_assert_null (yipu_picture_loader_peek (loader, hash, &spec));
  yipu_picture_loader_load_async (loader, hash, &spec, NULL, loaded, &wait);
  wait_for (&wait);
  g_assert_no_error (wait.error);
  g_assert_cmpint (wait.pixels->width, ==, 72);
  g_assert_cmpint (wait.pixels->height, ==, 72);
  g_assert_cmpint ((int) g_bytes_get_size (wait.pixels->bytes), ==, 72 * 72 * 3);
  g_assert_true (fixture_is_upright (wait.pixels));
  g_autoptr (YipuPixels) again = yipu_picture_loader_peek (loader, hash, &spec);
  g_assert_true (again->bytes == wait.pixels->bytes);
  yipu_pixels_free (wait.pixels);
}

static void
test_many (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (YipuPictureLoader) loader = yipu_picture_loader_new (folder);
  Wait wait = { .waiting = 200 };

  for (int i = 0; i < 200; i++) {
    g_autofree char *hash = i % 20 == 0 ? stored (folder, 100 + i, 80) : g_strnfill (64, 'c');
    YipuPictureSpec spec = YIPU_PICTURE_SPEC (20 + i % 7, 30);
    yipu_picture_loader_load_async (loader, hash, &spec, NULL, loaded, &wait);
  }
  wait_for (&wait);
  g_assert_cmpuint (wait.waiting, ==, 0);
  g_clear_pointer (&wait.pixels, yipu_pixels_free);
  g_clear_error (&wait.error);
}

/* Many widgets may show one photo at once, before any size of it was made: each gets it. */
static void
test_one_photo_many_times (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (YipuPictureLoader) loader = yipu_picture_loader_new (folder);

  for (int round = 0; round < 12; round++) {
    g_autofree char *hash = stored (folder, 900 + round, 600);
    YipuPictureSpec spec = YIPU_PICTURE_SPEC (96, 96);
    Wait wait = { .waiting = 24 };

    for (int i = 0; i < 24; i++)
      yipu_picture_loader_load_async (loader, hash, &spec, NULL, loaded_whole, &wait);
    wait_for (&wait);
    g_clear_pointer (&wait.pixels, yipu_pixels_free);
  }
}

static void
test_cancelled_never_begins (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *hash = stored (folder, 640, 480);
  g_autoptr (YipuPictureLoader) loader = yipu_picture_loader_new (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (333, 333);
  Wait wait = { .waiting = 1 };

  g_cancellable_cancel (cancellable);
  yipu_picture_loader_load_async (loader, hash, &spec, cancellable, loaded, &wait);
  wait_for (&wait);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (wait.pixels);
  g_clear_error (&wait.error);
}

static void
test_missing (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *hash = g_strnfill (64, 'd');
  g_autoptr (YipuPictureLoader) loader = yipu_picture_loader_new (folder);
  Wait wait = { .waiting = 1 };

  yipu_picture_loader_load_async (loader, hash, &YIPU_PICTURE_SPEC (9, 9), NULL, loaded, &wait);
  wait_for (&wait);
  g_assert_error (wait.error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_MISSING);
  g_clear_error (&wait.error);
}

/* The window may go while its pictures are still coming. */
static void
test_loader_goes_first (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *hash = stored (folder, 640, 480);
  YipuPictureLoader *loader = yipu_picture_loader_new (folder);
  Wait wait = { .waiting = 20 };

  for (int i = 0; i < 20; i++)
    yipu_picture_loader_load_async (loader, hash, &YIPU_PICTURE_SPEC (50 + i, 50), NULL, loaded,
                                    &wait);
  g_object_unref (loader);
  wait_for (&wait);
  g_assert_no_error (wait.error);
  g_clear_pointer (&wait.pixels, yipu_pixels_free);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/loader/gives-pixels-and-keeps-them", test_pixels);
  g_test_add_func ("/loader/hundreds-at-once-all-come-back", test_many);
  g_test_add_func ("/loader/one-photo-many-times", test_one_photo_many_times);
  g_test_add_func ("/loader/what-was-cancelled-never-begins", test_cancelled_never_begins);
  g_test_add_func ("/loader/a-missing-medium-is-an-error", test_missing);
  g_test_add_func ("/loader/may-go-before-its-pictures-come", test_loader_goes_first);
  return g_test_run ();
}
