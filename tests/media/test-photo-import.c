/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos and their records: one record a photo, many as one group, and sweeping what no record
 * names. */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>
#include <yipu/finding.h>
#include <yipu/init.h>

#include "../catalog/fixture.h"
#include "fixture.h"

#define DAY (24 * 60 * 60)

/* A photo of its own size, and so of its own hash. */
static char *
write_photo (Fixture *fixture, const char *name, int width)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GBytes) bytes = fixture_jpeg (width, 40);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static gint64
count_files (Fixture *fixture)
{
  return yipu_reader_count (yipu_catalog_get_reader (fixture->catalog), "file", NULL, NULL, NULL);
}

static char *
medium_of (Fixture *fixture, const char *id)
{
  g_autofree char *hash = fixture_get (fixture->catalog, id, "hash");

  return yipu_media_path (fixture->path, hash);
}

static void
make_older (const char *path, gint64 seconds)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  struct utimbuf times = { status.st_mtime - seconds, status.st_mtime - seconds };
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "竹篮.jpg", 60);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yipu_photo_add (fixture->catalog, path, NULL, &error);

  g_assert_no_error (error);
  fixture_assert_value (fixture->catalog, id, "name", "竹篮.jpg");
  fixture_assert_value (fixture->catalog, id, "kind", "photo");
  fixture_assert_value (fixture->catalog, id, "width_px", "60");
  fixture_assert_value (fixture->catalog, id, "height_px", "40");
  g_autofree char *medium = medium_of (fixture, id);
  g_assert_true (g_file_test (medium, G_FILE_TEST_IS_REGULAR));
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "a.jpg", 60);
  g_autofree char *other = write_photo (fixture, "b.jpg", 60);
  g_autofree char *id = yipu_photo_add (fixture->catalog, path, NULL, NULL);
  g_autofree char *again = yipu_photo_add (fixture->catalog, other, NULL, NULL);

  g_assert_nonnull (id);
  g_assert_cmpstr (again, ==, id);
  g_assert_cmpint (count_files (fixture), ==, 1);
  fixture_assert_value (fixture->catalog, id, "name", "a.jpg");
}

static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = fixture_jpeg (77, 40);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yipu_photo_add_bytes (fixture->catalog, bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  fixture_assert_value (fixture->catalog, id, "width_px", "77");
  fixture_assert_value (fixture->catalog, id, "name", NULL);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "a.jpg", 60);
  g_autoptr (YipuCatalog) reading = yipu_catalog_open (fixture->path, YIPU_OPEN_READ_ONLY, NULL);
  g_autofree char *media = g_build_filename (fixture->path, "media", "a", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (reading);
  g_assert_null (yipu_photo_add (reading, path, NULL, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY);
}

typedef struct {
  guint told;
  guint64 last;
  GCancellable *cancellable;
} Listener;

static void
listen (guint64 done, guint64 total, const char *message, gpointer data)
{
  Listener *listener = data;

  g_assert_cmpuint (total, ==, 30);
  g_assert_cmpuint (done, ==, listener->last + 1);
  listener->last = done;
  listener->told++;
  if (done == 3 && listener->cancellable)
    g_cancellable_cancel (listener->cancellable);
}

static GPtrArray *
thirty_photos (Fixture *fixture)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf ("%02d.jpg", i);
    g_ptr_array_add (paths, write_photo (fixture, name, 20 + i));
  }
  return paths;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = thirty_photos (fixture);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;
  Listener listener = { 0 };
  YipuProgress progress = { .func = listen, .data = &listener };

  g_assert_true (g_file_set_contents (paths->pdata[7], "not a photo", -1, NULL));
  g_ptr_array_add (paths, NULL);
  g_auto (GStrv) ids = yipu_photo_import (fixture->catalog, (const char *const *) paths->pdata,
                                          &progress, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 29);
  g_assert_cmpint (count_files (fixture), ==, 29);
  g_assert_cmpuint (listener.told, ==, 30);
  fixture_assert_value (fixture->catalog, ids[0], "name", "00.jpg");
  fixture_assert_value (fixture->catalog, ids[28], "name", "29.jpg");
  g_assert_cmpuint (findings->len, ==, 1);
  const YipuFinding *finding = findings->pdata[0];
  g_assert_cmpstr (finding->rule, ==, "photo.refused");
  g_assert_true (g_str_has_prefix (finding->message, "07.jpg: "));

  g_autoptr (YipuUndone) undone = yipu_catalog_undo (fixture->catalog, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_files (fixture), ==, 0);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = thirty_photos (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Listener listener = { .cancellable = cancellable };
  YipuProgress progress = { .func = listen, .data = &listener, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, NULL);
  g_assert_null (yipu_photo_import (fixture->catalog, (const char *const *) paths->pdata, &progress,
                                    NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_files (fixture), ==, 0);
}

static void
test_import_real (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "jolla.jpg", "corrupted.jpg", "IMG_5195.HEIC", "BSG1.tiff" };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    char *path = fixture_shared (names[i]);
    if (!path)
      return;
    g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  g_auto (GStrv) ids = yipu_photo_import (fixture->catalog, (const char *const *) paths->pdata,
                                          NULL, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  fixture_assert_value (fixture->catalog, ids[0], "taken_on", "2014-09-21");
  g_assert_cmpuint (findings->len, ==, 1);
}

static void
sweep (Fixture *fixture, gint64 at, guint to_trash, guint deleted, guint parts)
{
  YipuMediaSwept swept;
  g_autoptr (GError) error = NULL;

  g_assert_true (yipu_media_sweep (fixture->catalog, at, &swept, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (swept.to_trash, ==, to_trash);
  g_assert_cmpuint (swept.deleted, ==, deleted);
  g_assert_cmpuint (swept.parts, ==, parts);
}

static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "a.jpg", 60);
  g_autofree char *kept = yipu_photo_add (fixture->catalog, path, NULL, NULL);
  g_autofree char *removed_path = write_photo (fixture, "b.jpg", 61);
  g_autofree char *removed = yipu_photo_add (fixture->catalog, removed_path, NULL, NULL);
  g_autoptr (GBytes) bytes = fixture_jpeg (62, 40);
  g_autoptr (YipuPhoto) orphan = yipu_photo_store_bytes (fixture->path, bytes, NULL, NULL, NULL);
  g_autofree char *medium = yipu_media_path (fixture->path, orphan->hash);
  g_autofree char *part = g_strconcat (medium, ".0badc0de.yipu-part", NULL);
  int fd;

  fixture_remove (fixture->catalog, removed);
  g_assert_true (g_file_set_contents (part, "half", 4, NULL));
  sweep (fixture, now (), 0, 0, 0);
  sweep (fixture, now () + 2 * DAY, 1, 0, 1);
  g_assert_false (g_file_test (medium, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  /* Whoever asks for it gets it back from the trash. */
  fd = yipu_media_open (fixture->path, orphan->hash, NULL);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_test (medium, G_FILE_TEST_EXISTS));
  sweep (fixture, now () + 4 * DAY, 1, 0, 0);
  sweep (fixture, now () + 33 * DAY, 0, 0, 0);
  sweep (fixture, now () + 35 * DAY, 0, 1, 0);
  g_assert_cmpint (yipu_media_open (fixture->path, orphan->hash, NULL), ==, -1);

  g_autofree char *kept_medium = medium_of (fixture, kept);
  g_autofree char *removed_medium = medium_of (fixture, removed);
  g_assert_true (g_file_test (kept_medium, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (removed_medium, G_FILE_TEST_EXISTS));
}

/* An old medium without a record that is added again is not swept from under its new record. */
static void
test_added_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "a.jpg", 60);
  g_autoptr (YipuPhoto) orphan = yipu_photo_store (fixture->path, path, NULL, NULL);
  g_autofree char *medium = yipu_media_path (fixture->path, orphan->hash);

  make_older (medium, 9 * DAY);
  g_autoptr (YipuPhoto) again = yipu_photo_store (fixture->path, path, NULL, NULL);
  g_assert_nonnull (again);
  sweep (fixture, now (), 0, 0, 0);
}

/* Forgetting a record is one call: its medium goes, from the trash too, and what was made of it. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_photo (fixture, "a.jpg", 60);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yipu_photo_add (fixture->catalog, path, NULL, &error);
  g_autofree char *medium = medium_of (fixture, id);
  g_autofree char *hash = fixture_get (fixture->catalog, id, "hash");
  g_autofree char *trash = fixture_file (fixture, "trash");
  g_autofree char *trashed = g_build_filename (trash, hash, NULL);
  g_autoptr (YipuPicture) picture =
      yipu_picture_derive (fixture->path, hash, &YIPU_PICTURE_SPEC (40, 40), NULL, &error);
  g_autofree char *cached = g_path_get_dirname (picture->path);

  g_assert_no_error (error);
  g_assert_true (g_file_test (medium, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_mkdir (trash, 0700), ==, 0);
  g_assert_true (g_file_set_contents (trashed, "x", 1, NULL));
  fixture_forget (fixture->catalog, id, NULL);
  g_assert_false (g_file_test (medium, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (trashed, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (cached, G_FILE_TEST_EXISTS));
}

static void
test_trim (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old_path = write_photo (fixture, "a.jpg", 60);
  g_autofree char *new_path = write_photo (fixture, "b.jpg", 61);
  g_autoptr (YipuPhoto) old = yipu_photo_store (fixture->path, old_path, NULL, NULL);
  g_autoptr (YipuPhoto) new = yipu_photo_store (fixture->path, new_path, NULL, NULL);
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (50, 50);
  g_autoptr (YipuPicture) first = yipu_picture_derive (fixture->path, old->hash, &spec, NULL, NULL);
  g_autoptr (YipuPicture) second =
      yipu_picture_derive (fixture->path, new->hash, &spec, NULL, NULL);
  gint64 all = yipu_media_trim_cache (G_MAXINT64, NULL);

  make_older (first->path, 9 * DAY);
  g_assert_cmpint (yipu_media_trim_cache (all - 1, NULL), ==, all - first->bytes);
  g_assert_false (g_file_test (first->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (second->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (yipu_media_trim_cache (0, NULL), ==, 0);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/photo-import/a-photo-gets-its-record", test_record);
  ADD ("/photo-import/the-same-bytes-are-one-record", test_once);
  ADD ("/photo-import/pasted-without-a-name", test_pasted);
  ADD ("/photo-import/a-catalog-for-reading-takes-none", test_read_only);
  ADD ("/photo-import/many-at-once-are-one-undo", test_import);
  ADD ("/photo-import/cancelled-leaves-no-record", test_cancel);
  ADD ("/photo-import/real-photos-and-a-damaged-one", test_import_real);
  ADD ("/photo-import/unnamed-media-go-to-the-trash", test_sweep);
  ADD ("/photo-import/added-again-is-new-to-the-sweep", test_added_again);
  ADD ("/photo-import/forgotten-is-gone-everywhere", test_forget);
  ADD ("/photo-import/the-cache-is-trimmed-by-use", test_trim);
  return g_test_run ();
}
