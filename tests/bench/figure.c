/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Medians, and lines of a table. */
#include "figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

Timing
timing_new (void)
{
  return (Timing){ g_array_new (FALSE, FALSE, sizeof (double)) };
}

void
timing_clear (Timing *timing)
{
  g_array_unref (timing->samples);
}

void
timing_add (Timing *timing, double us)
{
  g_array_append_val (timing->samples, us);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
timing_percentile (const Timing *timing, double percent)
{
  guint n = timing->samples->len;
  guint at = (guint) floor (percent / 100 * n);

  g_return_val_if_fail (n > 0, 0);
  g_array_sort (timing->samples, compare);
  return g_array_index (timing->samples, double, MIN (at, n - 1));
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

double
clock_us (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
processor_us (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

static void
line (const char *what, int n, const char *value, const char *ratio, const char *target)
{
  printf ("%-44s %7d  %22s  %12s  %s\n", what, n, value, ratio, target);
  fflush (stdout);
}

void
figure_ratio (const char *what, int n, double us, double floor_us, const char *target)
{
  g_autofree char *value = g_strdup_printf ("%.1f µs / %.1f µs", us, floor_us);
  g_autofree char *ratio = g_strdup_printf ("%.2f ×", us / floor_us);

  line (what, n, value, ratio, target);
}

void
figure_faster (const char *what, int n, double us, double peer_us, const char *target)
{
  g_autofree char *value = g_strdup_printf ("%.1f µs / %.0f µs", us, peer_us);
  g_autofree char *ratio = g_strdup_printf ("%.0f × faster", peer_us / us);

  line (what, n, value, ratio, target);
}

void
figure_plain (const char *what, int n, const char *value, const char *target)
{
  line (what, n, value, "", target);
}

const int *
figure_sizes (void)
{
  static int sizes[16] = { 1000, 10000, 100000, 0 };
  const char *wanted = g_getenv ("YIPU_BENCH_SIZES");
  g_auto (GStrv) words = g_strsplit (wanted != NULL ? wanted : "", " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0' && i + 1 < G_N_ELEMENTS (sizes); i++) {
    sizes[i] = atoi (words[i]);
    sizes[i + 1] = 0;
  }
  return sizes;
}
