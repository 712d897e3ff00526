/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole export, findings, photos, zip and reading back: from nothing, again, and after one
 * product changed, beside reading and writing the same bytes; and how much memory it takes, which
 * a process of its own tells. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <yipu/init.h>
#include <yipu/media.h>

#include "coop.h"
#include "figure.h"

#define ROUNDS 5
/* Of what takes seconds. */
#define SLOW_ROUNDS 3
#define SHOPS 3
#define PIECE (256 * 1024)

typedef struct {
  char *folder;
  char *zip;
  char *copy;
  YipuCatalog *catalog;
  int n;
} Bench;

typedef void (*Way) (Bench *bench, int round);

static void
export_again (Bench *bench, int round)
{
  coop_export (bench->catalog, coop_shops (SHOPS), bench->zip);
}

static void
export_from_nothing (Bench *bench, int round)
{
  g_assert_cmpint (yipu_media_trim_cache (0, NULL), ==, 0);
  export_again (bench, round);
}

static void
export_changed (Bench *bench, int round)
{
  g_autofree char *title = g_strdup_printf ("苇汀坞刮浆蓝布方巾改%d次", round + 2);

  coop_change (bench->catalog, "title", title);
  export_again (bench, round);
}

/* The least that any program must do for the same file. */
static void
read_and_write (Bench *bench, int round)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  int in = open (bench->zip, O_RDONLY);
  int out = open (bench->copy, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  gssize n;

  while ((n = read (in, piece, PIECE)) > 0)
    g_assert_cmpint (write (out, piece, (gsize) n), ==, n);
  g_assert_cmpint (fsync (out), ==, 0);
  close (in);
  close (out);
}

/* Both in turn, medians; the first round does not count. */
static void
compare (Bench *bench, const char *what, Way ours, Way other, int rounds, const char *target)
{
  g_auto (Timing) a = timing_new ();
  g_auto (Timing) b = timing_new ();

  for (int round = -1; round < rounds; round++) {
    double start = clock_us ();
    double middle;

    ours (bench, round);
    middle = clock_us ();
    other (bench, round);
    if (round < 0)
      continue;
    timing_add (&a, middle - start);
    timing_add (&b, clock_us () - middle);
  }
  figure_ratio (what, bench->n, timing_percentile (&a, 50), timing_percentile (&b, 50), target);
}

/* A number of kB from /proc/self/status. */
static long
status_kb (const char *label)
{
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, label);
  g_assert_nonnull (at);
  return strtol (at + strlen (label), NULL, 10);
}

/* The other process: opens, plans, then tells what exporting took above that, in kB. */
static int
tell_memory (const char *catalog_path, const char *zip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) catalog = yipu_catalog_open (catalog_path, YIPU_OPEN_NORMAL, &error);
  g_autoptr (YipuExportPlan) plan = NULL;
  g_autoptr (YipuExportResult) result = NULL;
  long base;

  g_assert_no_error (error);
  plan = coop_plan (catalog, coop_shops (SHOPS));
  base = status_kb ("VmRSS:");
  result = yipu_export_run (catalog, plan, zip, NULL, &error);
  g_assert_no_error (error);
  printf ("%ld\n", status_kb ("VmHWM:") - base);
  return 0;
}

static void
report_memory (Bench *bench, const char *program, const char *what, const char *target)
{
  g_autofree char *path = g_strdup (yipu_catalog_get_folder (bench->catalog));
  const char *const arguments[] = { program, path, bench->zip, NULL };
  g_autofree char *output = NULL;
  g_autofree char *value = NULL;
  int status;

  yipu_catalog_close (bench->catalog);
  g_clear_object (&bench->catalog);
  g_assert_true (
      g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  value = g_strdup_printf ("%.1f MB above base", strtod (output, NULL) / 1024);
  figure_plain (what, bench->n, value, target);
  bench->catalog = yipu_catalog_open (path, YIPU_OPEN_NORMAL, NULL);
  g_assert_nonnull (bench->catalog);
}

static void
measure (const char *folder, const char *program, int n)
{
  g_autofree char *name = g_strdup_printf ("%d.yipu", n);
  Bench bench = { .n = n };

  bench.zip = g_build_filename (folder, "bundle.zip", NULL);
  bench.copy = g_build_filename (folder, "copy.zip", NULL);
  bench.catalog = coop_new (folder, name, n, TRUE);
  report_memory (&bench, program, "export from nothing: memory", "-");
  report_memory (&bench, program, "export, pictures derived: memory", "<= 60 MB");
  compare (&bench, "export again / read, written", export_again, read_and_write, ROUNDS, "<= 1.15");
  compare (&bench, "export, one title changed / from nothing", export_changed, export_from_nothing,
           SLOW_ROUNDS, "<= 0.05");
  yipu_catalog_close (bench.catalog);
  g_clear_object (&bench.catalog);
  g_free (bench.zip);
  g_free (bench.copy);
}

int
main (int argc, char **argv)
{
  static const int products[] = { 10, 40 };
  g_autofree char *folder = NULL;

  yipu_init ();
  if (argc == 3)
    return tell_memory (argv[1], argv[2]);
  folder = coop_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    measure (folder, argv[0], products[i]);
  coop_end (folder);
  return 0;
}
