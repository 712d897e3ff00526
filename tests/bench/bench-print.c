/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A booklet of 24 pages with 40 photos: how long from nothing, how long once its photos were made
 * before, and the most memory it holds. */
#include "../catalog/fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <yipu/booklet.h>
#include <yipu/init.h>
#include <yipu/sample.h>

#include "figure.h"

#define ROUNDS 5
#define STEPS 18
#define PHOTOS 40
#define PAGES 24

/* The photos of step @i, of 40 in all, taken in turn from @files. */
static char *
dup_photos (GPtrArray *files, guint i)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  guint from = i * PHOTOS / STEPS;
  guint until = (i + 1) * PHOTOS / STEPS;

  for (guint p = from; p < until; p++)
    g_strv_builder_add (ids, yipu_record_get_id (files->pdata[p % files->len]));
  all = g_strv_builder_end (ids);
  return yipu_field_join ((const char *const *) all);
}

static char *
add_item (YipuCatalog *catalog, const char *craft, guint i)
{
  g_autofree char *name = g_strdup_printf ("半成品%u", i);

  return fixture_add (catalog, "item", "craft", craft, "name", name, "unit", "ge", "weight_g", "10",
                      NULL);
}

/* A chain of steps, each with words and photos; the buyer does all of it. Returns the kit. */
static char *
make_kit (YipuCatalog *catalog, GPtrArray *files)
{
  g_autofree char *craft = fixture_add (catalog, "craft", "name", "长活", NULL);
  g_autofree char *process = fixture_add (catalog, "process", "craft", craft, NULL);
  g_autofree char *item = add_item (catalog, craft, 0);
  g_autofree char *first = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < STEPS; i++) {
    g_autofree char *photos = dup_photos (files, i);
    g_autofree char *title = g_strdup_printf ("第%u道活", i + 1);
    g_autofree char *made = add_item (catalog, craft, i + 1);
    g_autofree char *step =
        fixture_add (catalog, "step", "process", process, "title", title, "instruction",
                     "布绷平，用钝口刀一条条刮去灰浆。\n戴口罩，在屋外或湿布上刮。\n慢一点，别急。",
                     "hands_on_min", "10", "who", "anyone", "photos", photos, NULL);

    g_free (fixture_add (catalog, "flow", "step", step, "item", item, "direction", "in", "quantity",
                         "1", NULL));
    g_free (fixture_add (catalog, "flow", "step", step, "item", made, "direction", "out",
                         "quantity", "1", NULL));
    if (!first)
      first = g_strdup (step);
    g_free (item);
    item = g_steal_pointer (&made);
  }
  fixture_set (catalog, process, "target", item);
  line = yipu_field_join ((const char *const[]){ first, NULL });
  return fixture_add (catalog, "kit", "process", process, "name", "长活一日包", "line", line, NULL);
}

static double
print_once (YipuCatalog *catalog, const YipuBookletSpec *spec, const char *path, guint *pages)
{
  g_autoptr (GError) error = NULL;
  double before = clock_us ();
  g_autoptr (YipuPrinted) printed = yipu_booklet_write (catalog, spec, path, NULL, &error);

  g_assert_no_error (error);
  *pages = printed->pages;
  return clock_us () - before;
}

static void
empty_cache (void)
{
  const char *command[] = { "rm", "-rf", g_get_user_cache_dir (), NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

/* The most memory held since it was last asked, in MB. */
static double
peak_mb (void)
{
  g_autofree char *status = NULL;
  const char *line;
  long kb = 0;
  int fd;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  if (line)
    sscanf (line, "VmHWM: %ld", &kb);
  fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
  if (fd >= 0) {
    g_assert_cmpint (write (fd, "5", 1), ==, 1);
    close (fd);
  }
  return (double) kb / 1000;
}

static void
measure (YipuCatalog *catalog, const YipuBookletSpec *spec, const char *path)
{
  g_auto (Timing) cold = timing_new ();
  g_auto (Timing) warm = timing_new ();
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  g_autofree char *memory = NULL;
  guint pages = 0;
  double peak;

  peak_mb ();
  for (int round = 0; round < ROUNDS; round++) {
    empty_cache ();
    timing_add (&cold, print_once (catalog, spec, path, &pages));
  }
  peak = peak_mb ();
  for (int round = 0; round < ROUNDS; round++)
    timing_add (&warm, print_once (catalog, spec, path, &pages));
  g_assert_cmpuint (pages, ==, PAGES);
  value = g_strdup_printf ("%.2f s", timing_percentile (&cold, 50) / 1e6);
  again = g_strdup_printf ("%.2f s", timing_percentile (&warm, 50) / 1e6);
  memory = g_strdup_printf ("%.0f MB", peak);
  figure_plain ("booklet of 24 pages, 40 photos", PHOTOS, value, "< 3 s");
  figure_plain ("the same, photos made before", PHOTOS, again, "< 3 s");
  figure_plain ("most memory of it", PHOTOS, memory, "< 300 MB");
}

static void
bench_booklet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *kit = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "booklet.pdf", NULL);

  yipu_sample_load (fixture->catalog, NULL, &error);
  g_assert_no_error (error);
  files = yipu_reader_list (yipu_catalog_get_reader (fixture->catalog), "file", "kind", "photo",
                            &error);
  g_assert_no_error (error);
  kit = make_kit (fixture->catalog, files);
  measure (fixture->catalog,
           &(YipuBookletSpec){ kit, YIPU_BOOKLET_SCREEN, YIPU_LANGUAGE_ZH, "2026-11-24" }, path);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/bench/print/booklet", Fixture, NULL, fixture_set_up, bench_booklet,
              fixture_tear_down);
  return g_test_run ();
}
