/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: what takes how long, beside the least that any program must do for it, in one run
 * (performance.md). Never a test: nothing fails by the clock. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Durations, in µs. */
typedef struct {
  GArray *samples; /* of double */
} Timing;

Timing timing_new (void);
void timing_clear (Timing *timing);
void timing_add (Timing *timing, double us);
/* The value below which @percent of the samples lie; 50 is the median. */
double timing_percentile (const Timing *timing, double percent);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Timing, timing_clear)

/* Now, in µs. */
double clock_us (void);
/* Processor time of this thread, in µs: for what touches no disk, so that other programs are not
 * measured with it. */
double processor_us (void);

/* One line of the table: @what at @n records takes @us, @floor_us for the floor, and what the
 * ratio should be, as performance.md says it. */
void figure_ratio (const char *what, int n, double us, double floor_us, const char *target);
/* The same where the other is the slower one: how many times faster. */
void figure_faster (const char *what, int n, double us, double peer_us, const char *target);
/* One line without a floor. */
void figure_plain (const char *what, int n, const char *value, const char *target);

/* Sizes to measure at: those of YIPU_BENCH_SIZES ("1000 10000"), else all three of the design.
 * Ends with 0. */
const int *figure_sizes (void);

G_END_DECLS
