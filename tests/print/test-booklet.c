/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a booklet: cancelled anywhere or on a full disk it leaves nothing, and an older file as
 * it was. What stands in it is tested through other programs (tests/yipuctl/test-booklet.py). */
#include "../catalog/fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <yipu/booklet.h>
#include <yipu/init.h>
#include <yipu/sample.h>

#define OLDER "older"
#define DAY "2026-11-24"

typedef struct {
  Fixture base;
  char *kit;
  char *folder; /* nothing but the booklet lies here */
  char *path;
} World;

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kits = NULL;

  fixture_set_up (&world->base, NULL);
  yipu_sample_load (world->base.catalog, NULL, &error);
  g_assert_no_error (error);
  kits =
      yipu_reader_list (yipu_catalog_get_reader (world->base.catalog), "kit", NULL, NULL, &error);
  g_assert_no_error (error);
  world->kit = g_strdup (yipu_record_get_id (kits->pdata[0]));
  world->folder = g_build_filename (world->base.folder, "paper", NULL);
  world->path = g_build_filename (world->folder, "booklet", NULL);
  g_mkdir (world->folder, 0700);
  g_assert_true (g_file_set_contents (world->path, OLDER, -1, NULL));
}

static void
tear_down (World *world, gconstpointer data)
{
  g_free (world->kit);
  g_free (world->folder);
  g_free (world->path);
  fixture_tear_down (&world->base, NULL);
}

static YipuPrinted *
write_form (World *world, YipuBookletForm form, const YipuProgress *progress, GError **error)
{
  YipuBookletSpec spec = { world->kit, form, YIPU_LANGUAGE_ZH, DAY };

  return yipu_booklet_write (world->base.catalog, &spec, world->path, progress, error);
}

static void
assert_only_the_older (World *world)
{
  g_autoptr (GDir) folder = g_dir_open (world->folder, 0, NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  while (g_dir_read_name (folder))
    n++;
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_file_get_contents (world->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OLDER);
}

typedef struct {
  GCancellable *cancellable;
  guint calls;
  guint until; /* cancels at this call; 0 never */
  guint64 done;
  guint64 total;
} Listener;

static void
listen (guint64 done, guint64 total, const char *message, gpointer data)
{
  Listener *self = data;

  g_assert_cmpuint (done, >=, self->done);
  g_assert_cmpuint (done, <=, total);
  g_assert_nonnull (message);
  self->done = done;
  self->total = total;
  if (++self->calls == self->until)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
write_until (World *world, YipuBookletForm form, Listener *listener, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YipuProgress progress = { .func = listen, .data = listener, .cancellable = cancellable };
  g_autoptr (YipuPrinted) printed = NULL;

  listener->cancellable = cancellable;
  printed = write_form (world, form, &progress, error);
  return printed != NULL;
}

static void
test_cancelled_anywhere_it_leaves_nothing (World *world, gconstpointer data)
{
  static const YipuBookletForm forms[] = { YIPU_BOOKLET_SCREEN, YIPU_BOOKLET_FOLD,
                                           YIPU_BOOKLET_BOX_CARD, YIPU_BOOKLET_CARDS_TEACH };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++) {
    Listener whole = { 0 };
    g_autoptr (GError) fine = NULL;

    g_assert_true (write_until (world, forms[f], &whole, &fine));
    g_assert_no_error (fine);
    g_assert_cmpuint (whole.done, ==, whole.total);
    g_assert_true (g_file_set_contents (world->path, OLDER, -1, NULL));
    for (guint at = 1; at < whole.calls; at += 1 + whole.calls / 8) {
      g_autoptr (GError) error = NULL;
      Listener listener = { .until = at };

      g_assert_false (write_until (world, forms[f], &listener, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (listener.calls, ==, at);
      assert_only_the_older (world);
    }
  }
}

static void
test_a_full_disk_leaves_nothing (World *world, gconstpointer data)
{
  static const YipuBookletForm forms[] = { YIPU_BOOKLET_SCREEN, YIPU_BOOKLET_FOLD,
                                           YIPU_BOOKLET_BOX_CARD };
  struct rlimit was;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &was), ==, 0);
  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    for (rlim_t bytes = 1; bytes < 200000; bytes = bytes * 7 + 100) {
      struct rlimit limit = { bytes, was.rlim_max };
      g_autoptr (GError) error = NULL;
      g_autoptr (YipuPrinted) printed = NULL;

      /* Photos are made before, so that only the booklet meets the limit. */
      g_autoptr (YipuPrinted) whole = write_form (world, forms[f], NULL, NULL);
      g_assert_nonnull (whole);
      g_assert_true (g_file_set_contents (world->path, OLDER, -1, NULL));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      printed = write_form (world, forms[f], NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &was), ==, 0);
      g_assert_null (printed);
      g_assert_nonnull (error);
      assert_only_the_older (world);
    }
}

static void
test_what_blocks_is_refused_with_its_sentence (World *world, gconstpointer data)
{
  YipuBookletSpec spec = { world->kit, YIPU_BOOKLET_SCREEN, YIPU_LANGUAGE_ZH, DAY };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (YipuPrinted) printed = NULL;

  fixture_set (world->base.catalog, world->kit, "line", NULL);
  findings = yipu_booklet_check (world->base.catalog, &spec, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((YipuFinding *) findings->pdata[0])->severity, ==, YIPU_SEVERITY_BLOCK);
  printed = write_form (world, YIPU_BOOKLET_SCREEN, NULL, &error);
  g_assert_null (printed);
  g_assert_error (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_BLOCKED);
  g_assert_cmpstr (error->message, ==, ((YipuFinding *) findings->pdata[0])->message);
  assert_only_the_older (world);
}

static void
test_a_place_that_cannot_be_written_is_named (World *world, gconstpointer data)
{
  YipuBookletSpec spec = { world->kit, YIPU_BOOKLET_SCREEN, YIPU_LANGUAGE_EN, DAY };
  const char *places[] = { world->folder, "/nonexistent/booklet.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yipu_booklet_write (world->base.catalog, &spec, places[i], NULL, &error));
    g_assert_error (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_PATH);
    g_assert_nonnull (strstr (error->message, places[i]));
  }
}

#define WITH_WORLD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  WITH_WORLD ("/print/booklet/cancelled-anywhere-it-leaves-nothing",
              test_cancelled_anywhere_it_leaves_nothing);
  WITH_WORLD ("/print/booklet/a-full-disk-leaves-nothing", test_a_full_disk_leaves_nothing);
  WITH_WORLD ("/print/booklet/what-blocks-is-refused-with-its-sentence",
              test_what_blocks_is_refused_with_its_sentence);
  WITH_WORLD ("/print/booklet/a-place-that-cannot-be-written-is-named",
              test_a_place_that_cannot_be_written_is_named);
  return g_test_run ();
}
