/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search: the index built and kept, questions against LIKE, lists against a scan of an index. */
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/search.h>
#include <yipu/text.h>

#include "catalog/search-private.h"
#include "figure.h"

#define ROWS_AN_EDIT 500
#define QUESTIONS 400
#define SCANS 9
#define EDITS 300
#define LISTS 15

/* A catalog of made-up crafts, its search, and plain SQLite beside them. */
typedef struct {
  char *folder;
  YipuCatalog *catalog;
  YipuSearch *search;
  sqlite3 *plain;
  int n;
  gsize text_bytes;
} Bench;

/* Chinese is written in words, most of two characters, of which a few come often: the k-th of three
 * thousand about 1/k times as often as the first. Random characters would make nearly every pair of
 * neighbours a new one, which no text does. */
static void
append_word (GString *text, GRand *rand)
{
  guint k = (guint) exp (g_rand_double (rand) * log (3000));
  guint mixed = k * 2654435761u;

  g_string_append_unichar (text, 0x4e00 + mixed % 2500 * 3);
  g_string_append_unichar (text, 0x4e00 + mixed / 2500 % 2500 * 3);
}

static char *
random_text (GRand *rand, int characters)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < characters; i += 2) {
    append_word (text, rand);
    if (i % 16 == 14)
      g_string_append (text, "，");
  }
  return g_string_free (text, FALSE);
}

static const struct {
  const char *field;
  int characters;
} fields[] = { { "name", 5 },           { "local_name", 4 },   { "community", 12 },
               { "summary", 60 },       { "access_text", 20 }, { "story_card", 40 },
               { "viability_text", 15 } };

typedef struct {
  Bench *bench;
  GRand *rand;
  int from, n;
} Batch;

static gboolean
add_batch (YipuEdit *edit, gpointer data, GError **error)
{
  Batch *batch = data;

  for (int i = 0; i < batch->n; i++) {
    const char *id = yipu_edit_add (edit, "craft", NULL, error);
    g_autofree char *category = g_strdup_printf ("%d", 1 + (batch->from + i) % 10);
    gboolean good = id != NULL && yipu_edit_set (edit, id, "category", category, error);

    for (gsize j = 0; good && j < G_N_ELEMENTS (fields); j++) {
      g_autofree char *text = random_text (batch->rand, fields[j].characters);
      batch->bench->text_bytes += strlen (text);
      good = yipu_edit_set (edit, id, fields[j].field, text, error);
    }
    if (!good)
      return FALSE;
  }
  return TRUE;
}

static void
run (sqlite3 *plain, const char *statement)
{
  char *message = NULL;

  if (sqlite3_exec (plain, statement, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", statement, message);
}

static void
bench_open (Bench *bench, int n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *file = NULL;

  bench->n = n;
  bench->folder = g_dir_make_tmp ("yipu-bench-XXXXXX", &error);
  path = g_build_filename (bench->folder, "bench.yipu", NULL);
  bench->catalog = yipu_catalog_create (path, &error);
  g_assert_no_error (error);
  for (int from = 0; from < n; from += ROWS_AN_EDIT) {
    Batch batch = { bench, rand, from, MIN (ROWS_AN_EDIT, n - from) };
    yipu_catalog_edit (bench->catalog, "Fill", add_batch, &batch, &error);
    g_assert_no_error (error);
  }
  file = g_build_filename (path, "catalog.db", NULL);
  g_assert_cmpint (sqlite3_open (file, &bench->plain), ==, SQLITE_OK);
  run (bench->plain, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
}

static void
remove_folder (const char *folder)
{
  const char *const arguments[] = { "rm", "-rf", "--", folder, NULL };

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

static void
bench_close (Bench *bench)
{
  yipu_search_close (bench->search);
  g_clear_object (&bench->search);
  sqlite3_close (bench->plain);
  yipu_catalog_close (bench->catalog);
  g_clear_object (&bench->catalog);
  remove_folder (bench->folder);
  g_free (bench->folder);
}

/* Bytes of the index file; its WAL is copied back as it goes. */
static gint64
index_bytes (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "yipu", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 bytes = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf info;
    if (strstr (name, ".search-") == NULL && g_stat (path, &info) == 0)
      bytes += info.st_size;
  }
  return bytes;
}

static void
measure_build (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  double start = clock_us (), us;
  g_autofree char *speed = NULL, *size = NULL, *tidy = NULL;

  bench->search = yipu_search_open (bench->catalog, &error);
  g_assert_no_error (error);
  yipu_search_wait (bench->search, NULL, &error);
  g_assert_no_error (error);
  us = clock_us () - start;
  speed = g_strdup_printf ("%.0f crafts/s", bench->n / us * 1e6);
  figure_plain ("index built from the log", bench->n, speed, "≥ 6000 crafts/s");
  start = clock_us ();
  yipu_search_wait_tidy (bench->search);
  tidy = g_strdup_printf ("%.1f s", (clock_us () - start) / 1e6);
  figure_plain ("index tidied, in the background", bench->n, tidy, "");
  size = g_strdup_printf ("%.2f × the text", (double) index_bytes () / (double) bench->text_bytes);
  figure_plain ("index, bytes", bench->n, size, "about 2.2 ×");
}

/* The same fields, the same fifty best, by a scan. */
#define LIKE                                                                                       \
  "SELECT rowid FROM craft WHERE name LIKE ?1 OR local_name LIKE ?1 OR community LIKE ?1"          \
  " OR summary LIKE ?1 OR access_text LIKE ?1 OR story_card LIKE ?1 OR viability_text LIKE ?1"     \
  " ORDER BY name LIMIT 50"

static double
time_like (Bench *bench, const char *text)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", text);
  sqlite3_stmt *statement = NULL;
  double start = clock_us ();

  g_assert_cmpint (sqlite3_prepare_v2 (bench->plain, LIKE, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, pattern, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    continue;
  sqlite3_finalize (statement);
  return clock_us () - start;
}

typedef enum { ONE_CHARACTER, TWO_CHARACTERS, PINYIN, INITIALS, N_MANNERS } Manner;

static const char *const manners[] = { "search, one character", "search, two characters",
                                       "search, pinyin", "search, initials" };

static char *
random_question (GRand *rand, Manner manner)
{
  g_autofree char *text = random_text (rand, 2);
  g_autofree char *pinyin = NULL;
  char initials[3] = { 0 };

  if (manner == ONE_CHARACTER)
    return g_utf8_substring (text, 0, 1);
  if (manner == TWO_CHARACTERS)
    return g_steal_pointer (&text);
  pinyin = yipu_text_pinyin (text);
  if (manner == PINYIN)
    return g_steal_pointer (&pinyin);
  initials[0] = pinyin[0];
  initials[1] = pinyin[strlen (pinyin) / 2];
  return g_strdup (initials);
}

static void
measure_questions (Bench *bench, Manner manner)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7 + (guint32) manner);
  g_auto (Timing) ours = timing_new ();
  g_auto (Timing) like = timing_new ();
  g_autofree char *slowest = g_strdup_printf ("%s, p99", manners[manner]), *value = NULL;

  for (int i = 0; i < QUESTIONS; i++) {
    g_autofree char *text = random_question (rand, manner);
    double start = clock_us ();
    g_autoptr (GPtrArray) hits = yipu_search_query (bench->search, text, NULL, 50, NULL);

    timing_add (&ours, clock_us () - start);
    if (i < SCANS)
      timing_add (&like, time_like (bench, text));
    g_assert_nonnull (hits);
  }
  figure_faster (manners[manner], bench->n, timing_percentile (&ours, 50),
                 timing_percentile (&like, 50), bench->n == 100000 ? "≥ 1000 × faster" : "");
  value = g_strdup_printf ("%.2f ms", timing_percentile (&ours, 99) / 1000);
  figure_plain (slowest, bench->n, value, "≤ 5 ms");
}

typedef struct {
  const char *id;
  const char *text;
} Change;

static gboolean
set_summary (YipuEdit *edit, gpointer data, GError **error)
{
  const Change *change = data;

  return yipu_edit_set (edit, change->id, "summary", change->text, error);
}

/* The floor writes a table of its own, in a file beside the catalog's. */
static sqlite3 *
open_floor (Bench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "floor.db", NULL);
  g_autofree char *attach = NULL;
  sqlite3 *floor = NULL;

  g_assert_cmpint (sqlite3_open (path, &floor), ==, SQLITE_OK);
  attach = g_strdup_printf ("ATTACH '%s/bench.yipu/catalog.db' AS c", bench->folder);
  run (floor, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
              "PRAGMA wal_autocheckpoint = 0");
  run (floor, attach);
  run (floor, "CREATE TABLE craft (id TEXT NOT NULL PRIMARY KEY, name TEXT, summary TEXT);"
              "INSERT INTO craft SELECT id, name, summary FROM c.craft; DETACH c;"
              "PRAGMA wal_checkpoint (TRUNCATE)");
  return floor;
}

static double
time_bare_update (sqlite3 *floor, const Change *change)
{
  sqlite3_stmt *statement = NULL;
  double start;

  g_assert_cmpint (sqlite3_prepare_v2 (floor, "UPDATE craft SET summary = ?2 WHERE id = ?1", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, change->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, change->text, -1, SQLITE_STATIC);
  start = clock_us ();
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  return clock_us () - start;
}

static void
measure_edits (Bench *bench)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  YipuReader *reader = yipu_catalog_get_reader (bench->catalog);
  g_autoptr (GArray) rows = yipu_reader_list_rows (reader, "craft", NULL, NULL, NULL);
  g_auto (Timing) bare = timing_new ();
  g_auto (Timing) edit = timing_new ();
  g_auto (Timing) upkeep = timing_new ();
  g_autofree char *slowest = NULL;
  sqlite3 *floor = open_floor (bench);

  for (int i = 0; i < EDITS; i++) {
    gint64 row = g_array_index (rows, gint64, g_rand_int_range (rand, 0, (gint32) rows->len));
    g_autoptr (GPtrArray) records = yipu_reader_get_rows (reader, "craft", &row, 1, NULL);
    g_autofree char *text = random_text (rand, 60);
    Change change = { yipu_record_get_id (records->pdata[0]), text };
    double start, done;

    timing_add (&bare, time_bare_update (floor, &change));
    start = clock_us ();
    g_assert_true (yipu_catalog_edit (bench->catalog, "Edit", set_summary, &change, NULL));
    done = clock_us ();
    g_assert_true (yipu_search_wait (bench->search, NULL, NULL));
    timing_add (&edit, done - start);
    timing_add (&upkeep, clock_us () - start);
  }
  sqlite3_close (floor);
  figure_ratio ("one edit, acknowledged", bench->n, timing_percentile (&edit, 50),
                timing_percentile (&bare, 50), "≤ 1.3 ×");
  figure_ratio ("one edit and the index after it", bench->n, timing_percentile (&upkeep, 50),
                timing_percentile (&bare, 50), "≤ 2.3 ×");
  slowest = g_strdup_printf ("%.2f ms", timing_percentile (&upkeep, 99) / 1000);
  figure_plain ("one edit and the index after it, p99", bench->n, slowest, "≤ 5 ms");
}

/* The floor: row numbers along the index of ids. */
static double
time_scan (Bench *bench)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = NULL;
  double start = clock_us ();

  g_assert_cmpint (sqlite3_prepare_v2 (bench->plain, "SELECT rowid FROM craft ORDER BY id", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    gint64 row = sqlite3_column_int64 (statement, 0);
    g_array_append_val (rows, row);
  }
  sqlite3_finalize (statement);
  return clock_us () - start;
}

static void
measure_list (Bench *bench, const char *what, YipuSort sort, const char *filter)
{
  g_auto (Timing) ours = timing_new ();
  g_auto (Timing) scan = timing_new ();

  for (int i = 0; i < LISTS; i++) {
    double start = clock_us ();
    g_autoptr (GArray) rows = yipu_search_list_rows (bench->search, "craft", sort, filter, NULL);
    timing_add (&ours, clock_us () - start);
    timing_add (&scan, time_scan (bench));
    g_assert_true (filter != NULL || rows->len == (guint) bench->n);
  }
  figure_ratio (what, bench->n, timing_percentile (&ours, 50), timing_percentile (&scan, 50),
                filter == NULL ? "≤ 1.5 ×" : "");
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = NULL;

  yipu_init ();
  cache = g_dir_make_tmp ("yipu-bench-cache-XXXXXX", NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("XDG_DATA_HOME", cache, TRUE);
  for (const int *n = figure_sizes (); *n > 0; n++) {
    Bench bench = { NULL };

    bench_open (&bench, *n);
    measure_build (&bench);
    for (Manner manner = 0; manner < N_MANNERS; manner++)
      measure_questions (&bench, manner);
    measure_list (&bench, "list by name", YIPU_SORT_TITLE, NULL);
    measure_list (&bench, "list by change", YIPU_SORT_CHANGED, NULL);
    measure_list (&bench, "list by category", YIPU_SORT_CATEGORY, NULL);
    measure_list (&bench, "list by name, filtered", YIPU_SORT_TITLE, "ly");
    measure_edits (&bench);
    bench_close (&bench);
  }
  remove_folder (cache);
  return 0;
}
