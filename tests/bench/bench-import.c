/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Importing a list: from the CSV to acknowledged records, beside plain inserts of the same file's
 * rows in the same groups of 500; and the offers that follow. */
#include <csv.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <yipu/heritage.h>
#include <yipu/import.h>
#include <yipu/init.h>

#include "figure.h"

#define ROUNDS 5
#define ROWS_AN_EDIT 500
#define QUESTIONS 50
#define COLUMNS 10

static const char *const headers[COLUMNS] = { "project_num",    "code",   "name",
                                              "category",       "batch",  "entry_type",
                                              "province",       "region", "region_code",
                                              "protection_unit" };

/* Rows as an official list has them; free the cells with g_strfreev(). */
static char **
make_row (int i)
{
  char **cells = g_new0 (char *, COLUMNS + 1);

  cells[0] = g_strdup_printf ("VIII-%03d_%02d_33%04d", i % 287 + 1, i % 4 + 1, i % 10000);
  cells[1] = g_strdup_printf ("VIII-%d", i % 287 + 1);
  cells[2] = g_strdup_printf ("手艺第%d种（某县）", i);
  cells[3] = g_strdup ("8");
  cells[4] = g_strdup_printf ("%d", i % 5 + 1);
  cells[5] = g_strdup (i % 2 == 0 ? "new" : "extension");
  cells[6] = g_strdup ("浙江省");
  cells[7] = g_strdup_printf ("浙江省第%d县", i % 90);
  cells[8] = g_strdup_printf ("33%04d", i % 10000);
  cells[9] = g_strdup_printf ("第%d县非物质文化遗产保护中心", i % 90);
  return cells;
}

static char *
write_csv (const char *folder, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *path = g_build_filename (folder, "list.csv", NULL);

  for (int j = 0; j < COLUMNS; j++)
    g_string_append_printf (text, "%s%c", headers[j], j + 1 < COLUMNS ? ',' : '\n');
  for (int i = 0; i < n; i++) {
    g_auto (GStrv) cells = make_row (i);
    g_autofree char *line = g_strjoinv (",", cells);

    g_string_append_printf (text, "%s\n", line);
  }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static void
run (sqlite3 *plain, const char *statement)
{
  g_assert_cmpint (sqlite3_exec (plain, statement, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The floor while it reads. */
typedef struct {
  sqlite3 *plain;
  sqlite3_stmt *insert;
  GStringChunk *cells; /* of the row being read */
  int column;
  int row; /* 0: the headers */
} Floor;

static void
bind_cell (void *cell, size_t length, void *data)
{
  Floor *floor = data;
  const char *text = g_string_chunk_insert_len (floor->cells, cell, (gssize) length);

  sqlite3_bind_text (floor->insert, floor->column++ + 2, text, (int) length, SQLITE_STATIC);
}

static void
insert_row (int end, void *data)
{
  Floor *floor = data;
  g_autofree char *id = yipu_edit_new_uuid ();

  if (floor->row++ > 0) {
    if (floor->row % ROWS_AN_EDIT == 2)
      run (floor->plain, "BEGIN");
    sqlite3_bind_text (floor->insert, 1, id, -1, SQLITE_STATIC);
    g_assert_cmpint (sqlite3_step (floor->insert), ==, SQLITE_DONE);
    sqlite3_reset (floor->insert);
    if (floor->row % ROWS_AN_EDIT == 1)
      run (floor->plain, "COMMIT");
  }
  floor->column = 0;
  g_string_chunk_clear (floor->cells);
}

/* The table and its indexes as the catalog has them. */
static void
open_floor (Floor *floor, const char *path)
{
  g_autoptr (GBytes) script = yipu_resource_load ("schema/records-001.sql");

  g_assert_cmpint (sqlite3_open (path, &floor->plain), ==, SQLITE_OK);
  run (floor->plain, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  run (floor->plain, g_bytes_get_data (script, NULL));
  sqlite3_prepare_v2 (floor->plain,
                      "INSERT INTO listing (id, sub_item, number, name, category, batch,"
                      " entry_kind, province, region_text, region_code, protection_unit, level,"
                      " status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'national', 'unknown')",
                      -1, &floor->insert, NULL);
  g_assert_nonnull (floor->insert);
}

/* The floor: the file read by the same library, its cells as they are into the same table, with the
 * same indexes, a transaction for 500 rows. */
static double
insert_plainly (const char *folder, const char *csv, int n, int round)
{
  g_autofree char *path = g_strdup_printf ("%s/plain%d-%d.db", folder, n, round);
  g_autoptr (GStringChunk) cells = g_string_chunk_new (4096);
  Floor floor = { .cells = cells };
  g_autofree char *text = NULL;
  struct csv_parser parser;
  double start, us;
  gsize length;

  open_floor (&floor, path);
  start = clock_us ();
  g_assert_true (g_file_get_contents (csv, &text, &length, NULL));
  csv_init (&parser, 0);
  g_assert_cmpuint (csv_parse (&parser, text, length, bind_cell, insert_row, &floor), ==, length);
  csv_fini (&parser, bind_cell, insert_row, &floor);
  if (!sqlite3_get_autocommit (floor.plain))
    run (floor.plain, "COMMIT");
  us = clock_us () - start;
  g_assert_cmpint (floor.row, ==, n + 1);
  csv_free (&parser);
  sqlite3_finalize (floor.insert);
  sqlite3_close (floor.plain);
  return us;
}

static YipuCatalog *
import_list (const char *folder, const char *csv, int n, int round, double *us)
{
  g_autofree char *path = g_strdup_printf ("%s/import%d-%d.yipu", folder, n, round);
  g_autoptr (GError) error = NULL;
  YipuCatalog *catalog = yipu_catalog_create (path, &error);
  const YipuKind *kind = yipu_kind_find ("listing");
  double start = clock_us ();
  g_autoptr (YipuImport) import = yipu_import_open (csv, NULL, NULL, &error);
  g_autofree const YipuField **map = yipu_import_guess_map (import, kind);
  g_autoptr (YipuImportPlan) plan =
      yipu_import_run (import, catalog, kind, map, YIPU_IMPORT_ALL_OR_NOTHING, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new, ==, (guint) n);
  *us = clock_us () - start;
  return catalog;
}

/* Two characters typed, against the list as it stands. */
static void
bench_offers (YipuCatalog *catalog, int n)
{
  g_auto (Timing) timing = timing_new ();
  g_autofree char *value = NULL;

  for (int i = 0; i < QUESTIONS; i++) {
    g_autofree char *text = g_strdup_printf ("第%d", i);
    double start = clock_us ();
    g_autoptr (GPtrArray) offers =
        yipu_listing_offer (yipu_catalog_get_reader (catalog), text, 8, NULL);

    g_assert_nonnull (offers);
    timing_add (&timing, clock_us () - start);
  }
  value = g_strdup_printf ("p50 %.1f ms", timing_percentile (&timing, 50) / 1000);
  figure_plain ("offers while a name is typed", n, value, "≤ 50 ms");
}

static void
bench (int n)
{
  g_autofree char *folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL);
  g_autofree char *csv = write_csv (folder, n);
  g_auto (Timing) ours = timing_new ();
  g_auto (Timing) floor = timing_new ();
  int rounds = n > 10000 ? 3 : ROUNDS;

  for (int round = 0; round < rounds; round++) {
    double us;
    g_autoptr (YipuCatalog) catalog = import_list (folder, csv, n, round, &us);

    timing_add (&ours, us);
    timing_add (&floor, insert_plainly (folder, csv, n, round));
    if (round + 1 == rounds)
      bench_offers (catalog, n);
  }
  figure_ratio ("import of a CSV list", n, timing_percentile (&ours, 50),
                timing_percentile (&floor, 50), "≤ 3 ×");
  g_autofree char *command = g_strdup_printf ("rm -r -- '%s'", folder);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

int
main (void)
{
  const int *sizes = figure_sizes ();

  yipu_init ();
  for (; *sizes > 0; sizes++)
    bench (*sizes);
  return 0;
}
