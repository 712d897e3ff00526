/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The log against plain SQLite: the same rows, the same indexes, the same durability, in turn. */
#include <ftw.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <yipu/history.h>
#include <yipu/init.h>

#include "catalog/fold.h"
#include "catalog/open.h"
#include "figure.h"

#define ROWS_AN_EDIT 500
#define EDITS 1000
#define ROUNDS 7

/* Short and long, as a craft has them: some 470 bytes a record. */
static const struct {
  const char *field;
  int characters;
} fields[] = { { "name", 6 },           { "name_en", 20 }, { "local_name", 5 },
               { "community", 20 },     { "summary", 70 }, { "access_text", 20 },
               { "viability_text", 15 } };

typedef struct {
  char *folder;
  char *path; /* of the catalog */
  YipuCatalog *catalog;
  sqlite3 *plain;
  sqlite3_stmt *insert, *update;
  GPtrArray *ids; /* of char *, owned */
  gsize text_bytes;
  guint n_commits;
} Bench;

typedef struct {
  Bench *bench;
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

/* --- Both sides --- */

static void
run_plain (Bench *bench, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (bench->plain, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
step_plain (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static sqlite3_stmt *
prepare_plain (Bench *bench, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->plain, sql, -1, &statement, NULL), ==, SQLITE_OK);
  return statement;
}

/* The craft table as the catalog has it, in a database of its own. */
static void
open_plain (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "plain.db", NULL);
  g_autoptr (GBytes) script = yipu_resource_load ("schema/records-001.sql");

  g_assert_cmpint (sqlite3_open (path, &bench->plain), ==, SQLITE_OK);
  run_plain (bench, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "PRAGMA wal_autocheckpoint = 0");
  run_plain (bench, g_bytes_get_data (script, NULL));
  bench->insert = prepare_plain (
      bench, "INSERT INTO craft (id, name, name_en, local_name, community, summary, access_text,"
             " viability_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  bench->update = prepare_plain (bench, "UPDATE craft SET name = ?2 WHERE id = ?1");
}

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

static Bench *
bench_new (void)
{
  Bench *bench = g_new0 (Bench, 1);

  bench->folder = g_dir_make_tmp ("yipu-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "bench.yipu", NULL);
  bench->catalog = yipu_catalog_create (bench->path, NULL);
  bench->ids = g_ptr_array_new_with_free_func (g_free);
  open_plain (bench);
  return bench;
}

static void
bench_free (Bench *bench)
{
  g_clear_object (&bench->catalog);
  sqlite3_finalize (bench->insert);
  sqlite3_finalize (bench->update);
  sqlite3_close (bench->plain);
  nftw (bench->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_ptr_array_unref (bench->ids);
  g_free (bench->path);
  g_free (bench->folder);
  g_free (bench);
}

/* --- Import --- */

static gboolean
add_batch (YipuEdit *edit, gpointer data, GError **error)
{
  Batch *batch = data;

  for (int i = 0; i < batch->n; i++) {
    const char *id = yipu_edit_add (edit, "craft", NULL, error);

    g_ptr_array_add (batch->bench->ids, g_strdup (id));
    for (gsize f = 0; f < G_N_ELEMENTS (fields); f++) {
      g_autofree char *text =
          make_text (fields[f].characters, batch->bench->ids->len * 8 + (guint) f);

      batch->bench->text_bytes += strlen (text);
      if (!yipu_edit_set (edit, id, fields[f].field, text, error))
        return FALSE;
    }
  }
  return TRUE;
}

static void
add_plain (Bench *bench, guint from, int n)
{
  run_plain (bench, "BEGIN IMMEDIATE");
  for (int i = 0; i < n; i++) {
    const char *id = bench->ids->pdata[from + (guint) i];

    sqlite3_bind_text (bench->insert, 1, id, -1, SQLITE_STATIC);
    for (gsize f = 0; f < G_N_ELEMENTS (fields); f++) {
      char *text = make_text (fields[f].characters, (from + (guint) i + 1) * 8 + (guint) f);
      sqlite3_bind_text (bench->insert, (int) f + 2, text, -1, g_free);
    }
    step_plain (bench->insert);
  }
  run_plain (bench, "COMMIT");
}

static void
checkpoint (Bench *bench)
{
  yipu_catalog_flush (bench->catalog);
  if (++bench->n_commits % 100 == 0)
    sqlite3_wal_checkpoint_v2 (bench->plain, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static void
measure_import (Bench *bench, int n)
{
  double own = 0, floor = 0;

  for (int from = 0; from < n; from += ROWS_AN_EDIT) {
    Batch batch = { bench, MIN (ROWS_AN_EDIT, n - from) };
    double start = clock_us ();

    g_assert_true (yipu_catalog_edit (bench->catalog, "Import", add_batch, &batch, NULL));
    own += from > 0 ? clock_us () - start : 0; /* the first group warms up */
    start = clock_us ();
    add_plain (bench, (guint) from, batch.n);
    floor += from > 0 ? clock_us () - start : 0;
    checkpoint (bench);
  }
  figure_ratio ("import of crafts, groups of 500", n, own, floor, "≤ 3 ×");
}

static void
measure_size (Bench *bench, int n)
{
  g_autofree char *path = yipu_open_database_path (bench->path);
  g_autofree char *value = NULL;
  struct stat info;

  g_clear_object (&bench->catalog);
  g_assert_cmpint (stat (path, &info), ==, 0);
  value = g_strdup_printf ("%.2f × of %.1f MB of text",
                           (double) info.st_size / (double) bench->text_bytes,
                           (double) bench->text_bytes / 1e6);
  figure_plain ("catalog after the import", n, value, "≤ 3 ×");
}

/* --- Opening, listing, folding --- */

static void
measure_open (Bench *bench, int n)
{
  g_auto (Timing) own = timing_new ();
  g_auto (Timing) floor = timing_new ();
  g_autofree char *path = yipu_open_database_path (bench->path);

  for (int i = 0; i < ROUNDS; i++) {
    double start = clock_us ();
    sqlite3 *db = NULL;

    g_clear_object (&bench->catalog);
    start = clock_us ();
    bench->catalog = yipu_catalog_open (bench->path, YIPU_OPEN_NORMAL, NULL);
    g_assert_nonnull (bench->catalog);
    timing_add (&own, clock_us () - start);
    start = clock_us ();
    sqlite3_open (path, &db);
    sqlite3_exec (db, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL);
    sqlite3_close (db);
    timing_add (&floor, clock_us () - start);
  }
  figure_ratio ("open (floor: sqlite3_open and its schema)", n, timing_percentile (&own, 50),
                timing_percentile (&floor, 50), "does not grow");
}

static void
scan_plain (sqlite3 *db, const char *sql, gboolean all_columns)
{
  sqlite3_stmt *statement = NULL;
  gsize sum = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    if (!all_columns)
      sum += (gsize) sqlite3_column_int64 (statement, 0);
    for (int i = 0; all_columns && i < sqlite3_column_count (statement); i++) {
      const char *text = (const char *) sqlite3_column_text (statement, i);
      sum += text ? (gsize) text[0] : 0;
    }
  }
  g_assert_cmpuint (sum, >, 0);
  sqlite3_finalize (statement);
}

static void
measure_list (Bench *bench, int n)
{
  g_auto (Timing) own = timing_new ();
  g_auto (Timing) floor = timing_new ();

  for (int i = 0; i < ROUNDS; i++) {
    double start = clock_us ();
    g_autoptr (GArray) rows =
        yipu_reader_list_rows (yipu_catalog_get_reader (bench->catalog), "craft", NULL, NULL, NULL);

    timing_add (&own, clock_us () - start);
    g_assert_cmpint ((int) rows->len, ==, n);
    start = clock_us ();
    scan_plain (bench->plain,
                "SELECT rowid FROM craft INDEXED BY craft_list WHERE gone IS NULL ORDER BY id",
                FALSE);
    timing_add (&floor, clock_us () - start);
  }
  figure_ratio ("list, whole", n, timing_percentile (&own, 50), timing_percentile (&floor, 50),
                "≤ 1.5 ×");
}

static void
note_difference (
    const char *kind, const char *record, const char *field, gboolean is_there, gpointer data)
{
  g_assert_not_reached ();
}

static void
measure_fold (Bench *bench, int n)
{
  g_auto (Timing) own = timing_new ();
  g_auto (Timing) floor = timing_new ();
  g_autofree char *path = yipu_open_database_path (bench->path);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (int i = 0; i < ROUNDS; i++) {
    g_autoptr (YipuSql) sql = yipu_open_sql_for_reading (bench->path, NULL);
    double start = clock_us ();
    g_autoptr (YipuFold) fold = yipu_fold_new (sql, NULL, NULL);

    g_assert_true (yipu_fold_compare (fold, NULL, note_difference, NULL, NULL));
    timing_add (&own, clock_us () - start);
    start = clock_us ();
    scan_plain (db, "SELECT * FROM change", TRUE);
    scan_plain (db, "SELECT * FROM craft", TRUE);
    timing_add (&floor, clock_us () - start);
  }
  sqlite3_close (db);
  figure_ratio ("log and tables folded", n, timing_percentile (&own, 50),
                timing_percentile (&floor, 50), "≤ 2.5 ×");
}

/* --- Edits --- */

typedef struct {
  const char *id;
  const char *value;
} Set;

static gboolean
set_name (YipuEdit *edit, gpointer data, GError **error)
{
  Set *set = data;

  return yipu_edit_set (edit, set->id, "name", set->value, error);
}

static double
update_plain (Bench *bench, const Set *set)
{
  double start = clock_us ();

  sqlite3_bind_text (bench->update, 1, set->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (bench->update, 2, set->value, -1, SQLITE_STATIC);
  step_plain (bench->update); /* commits by itself */
  return clock_us () - start;
}

static void
measure_edits (Bench *bench, int n)
{
  g_auto (Timing) own = timing_new ();
  g_auto (Timing) undone = timing_new ();
  g_auto (Timing) floor = timing_new ();

  for (int i = 0; i < EDITS; i++) {
    g_autofree char *value = make_text (6, (guint) (i + n));
    Set set = { bench->ids->pdata[(guint) i * 7919 % bench->ids->len], value };
    double start = clock_us ();

    g_assert_true (yipu_catalog_edit (bench->catalog, "Set", set_name, &set, NULL));
    timing_add (&own, clock_us () - start);
    /* Whatever is tidied up between the edits of a person is not waited for. */
    yipu_catalog_flush (bench->catalog);
    timing_add (&floor, update_plain (bench, &set));
    start = clock_us ();
    if (i % 2 == 0) {
      yipu_undone_free (yipu_catalog_undo (bench->catalog, NULL));
      timing_add (&undone, clock_us () - start);
    }
    checkpoint (bench);
  }
  figure_ratio ("one edit, p50", n, timing_percentile (&own, 50), timing_percentile (&floor, 50),
                "≤ 1.3 ×");
  figure_ratio ("one edit, p99", n, timing_percentile (&own, 99), timing_percentile (&floor, 99),
                "≤ 1.5 ×");
  figure_ratio ("undo, p50", n, timing_percentile (&undone, 50), timing_percentile (&floor, 50),
                "≤ 1.5 ×");
}

int
main (void)
{
  yipu_init ();
  for (const int *n = figure_sizes (); *n; n++) {
    Bench *bench = bench_new ();

    measure_import (bench, *n);
    measure_size (bench, *n);
    measure_open (bench, *n);
    measure_list (bench, *n);
    measure_fold (bench, *n);
    measure_edits (bench, *n);
    bench_free (bench);
  }
  return 0;
}
