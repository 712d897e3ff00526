/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings of all products in twelve shops (the three shipped, and copies of them among the user's
 * own), beside reading every record of the catalog once. */
#include <yipu/init.h>

#include "coop.h"
#include "figure.h"

#define ROUNDS 5

static void
find_all (YipuCatalog *catalog)
{
  g_autoptr (YipuExportPlan) plan = coop_plan (catalog, coop_shops (COOP_SHOPS));

  g_assert_cmpuint (yipu_export_plan_count_ready (plan), ==,
                    yipu_export_plan_get_cells (plan)->len);
}

static void
read_all (YipuCatalog *catalog)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (catalog, NULL);
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_unref (yipu_reader_list (reader, kinds[i]->id, NULL, NULL, NULL));
}

/* In turn, in processor time of this thread: nothing here waits for a disk. */
static void
measure (const char *folder, int n)
{
  g_autofree char *name = g_strdup_printf ("%d.yipu", n);
  g_autoptr (YipuCatalog) catalog = coop_new (folder, name, n, FALSE);
  g_auto (Timing) ours = timing_new ();
  g_auto (Timing) floor = timing_new ();

  for (int round = -1; round < ROUNDS; round++) {
    double start = processor_us ();
    double middle;

    find_all (catalog);
    middle = processor_us ();
    read_all (catalog);
    if (round < 0)
      continue;
    timing_add (&ours, middle - start);
    timing_add (&floor, processor_us () - middle);
  }
  figure_ratio ("findings, products × 12 shops / records read", n, timing_percentile (&ours, 50),
                timing_percentile (&floor, 50), "≤ 20 ×, linear");
  yipu_catalog_close (catalog);
}

int
main (void)
{
  static const int products[] = { 200, 2000 };
  g_autofree char *folder = NULL;

  yipu_init ();
  folder = coop_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    measure (folder, products[i]);
  coop_end (folder);
  return 0;
}
