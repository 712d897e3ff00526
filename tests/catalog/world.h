/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three laptops with one catalog, doing anything in any order, and a check at every step. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs @n_steps steps by @seed's chance on at most @max_records, then exchanges everything. NULL
 * where all was right at any time, else what was not. Free with g_free(). */
char *world_run (guint seed, guint n_steps, guint max_records);

/* How many rounds a property test runs: YIPU_TEST_ROUNDS, else @few. */
guint world_rounds (guint few);

G_END_DECLS
