/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real window opened on catalogs of several sizes, beside an empty libadwaita window: from the
 * start of the program to the first frame, in turn. Runs under tests/with-display; arguments: the
 * two programs. */
#include <stdio.h>
#include <yipu/init.h>
#include <yipu/search.h>

#include "base/archive.h"
#include "figure.h"

#define ROUNDS 7
#define AN_EDIT 500
#define NAME_CHARACTERS 5
#define SUMMARY_CHARACTERS 40

typedef struct {
  int from;
  int n;
} Batch;

static char *
make_text (int characters, guint salt)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < characters; i++)
    g_string_append_unichar (text, 0x4e00 + (salt * 31 + (guint) i * 7919) % 7000);
  return g_string_free (text, FALSE);
}

static gboolean
add_batch (YipuEdit *edit, gpointer data, GError **error)
{
  const Batch *batch = data;

  for (int i = 0; i < batch->n; i++) {
    const char *id = yipu_edit_add (edit, "craft", NULL, error);
    g_autofree char *name = make_text (NAME_CHARACTERS, (guint) (batch->from + i));
    g_autofree char *summary = make_text (SUMMARY_CHARACTERS, (guint) (batch->from + i));
    g_autofree char *category = g_strdup_printf ("%d", 1 + (batch->from + i) % 10);

    if (!id || !yipu_edit_set (edit, id, "name", name, error) ||
        !yipu_edit_set (edit, id, "summary", summary, error) ||
        !yipu_edit_set (edit, id, "category", category, error))
      return FALSE;
  }
  return TRUE;
}

/* A catalog with @n crafts, searched through already, as it is on the second day. */
static void
make_catalog (const char *path, int n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) catalog = yipu_catalog_create (path, &error);
  g_autoptr (YipuSearch) search = NULL;

  g_assert_no_error (error);
  for (int from = 0; from < n; from += AN_EDIT) {
    Batch batch = { from, MIN (AN_EDIT, n - from) };

    yipu_catalog_edit (catalog, "Fill", add_batch, &batch, &error);
    g_assert_no_error (error);
  }
  search = yipu_search_open (catalog, &error);
  g_assert_no_error (error);
  yipu_search_wait (search, NULL, &error);
  g_assert_no_error (error);
  yipu_search_close (search);
  yipu_catalog_close (catalog);
}

static char *
run (const char *program, const char *catalog)
{
  const char *const arguments[] = { program, catalog, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

/* From nothing to the first frame. */
static void
open_once (const char *program, const char *catalog, Timing *times, Timing *memory)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *output = run (program, catalog);
  gint64 painted;
  long kb;

  g_assert_cmpint (sscanf (output, "%" G_GINT64_FORMAT " %ld", &painted, &kb), ==, 2);
  timing_add (times, (double) (painted - start));
  timing_add (memory, (double) kb);
}

static void
measure_opening (const char *real, const char *empty, const char *catalog, int n)
{
  g_auto (Timing) ours = timing_new ();
  g_auto (Timing) ours_kb = timing_new ();
  g_auto (Timing) floor = timing_new ();
  g_auto (Timing) floor_kb = timing_new ();
  g_autofree char *value = NULL;

  for (int round = -1; round < ROUNDS; round++) {
    g_auto (Timing) unused = timing_new ();

    open_once (real, catalog, round < 0 ? &unused : &ours, round < 0 ? &unused : &ours_kb);
    open_once (empty, NULL, round < 0 ? &unused : &floor, round < 0 ? &unused : &floor_kb);
  }
  figure_ratio ("open to first frame / an empty window", n, timing_percentile (&ours, 50),
                timing_percentile (&floor, 50), "≤ 1.3 ×");
  value = g_strdup_printf ("%.0f / %.0f MB, %.2f ×", timing_percentile (&ours_kb, 50) / 1024,
                           timing_percentile (&floor_kb, 50) / 1024,
                           timing_percentile (&ours_kb, 50) / timing_percentile (&floor_kb, 50));
  figure_plain ("open to first frame: memory / an empty window", n, value, "≤ 1.6 ×");
}

static void
measure_scrolling (const char *real, const char *catalog)
{
  g_autofree char *lines = NULL;

  g_setenv ("YIPU_BENCH_SCROLL", "1", TRUE);
  lines = run (real, catalog);
  g_unsetenv ("YIPU_BENCH_SCROLL");
  printf ("%s", lines);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;

  g_assert_cmpint (argc, ==, 3);
  yipu_init ();
  folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL);
  for (const int *n = figure_sizes (); *n > 0; n++) {
    g_autofree char *name = g_strdup_printf ("%d.yipu", *n);
    g_autofree char *catalog = g_build_filename (folder, name, NULL);

    make_catalog (catalog, *n);
    measure_opening (argv[1], argv[2], catalog, *n);
    measure_scrolling (argv[1], catalog);
  }
  g_assert_true (yipu_archive_remove_folder (folder, NULL));
  return 0;
}
