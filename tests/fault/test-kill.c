/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Killed at any moment: every edit that was acknowledged is there, no half edit, and what a job had
 * not finished is taken back. YIPU_TEST_ROUNDS=1000 is the figure of trust.md. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yipu/import.h>
#include <yipu/init.h>

#include "../catalog/fixture.h"

typedef struct {
  int number;
  const char *group;
} Act;

/* Two records in one edit: both or none. */
static gboolean
add_pair (YipuEdit *edit, gpointer data, GError **error)
{
  Act *act = data;
  g_autofree char *name = g_strdup_printf ("%d", act->number);

  for (int i = 0; i < 2; i++) {
    const char *id = yipu_edit_add (edit, act->group ? "listing" : "craft", NULL, error);

    if (!id || !yipu_edit_set (edit, id, "name", name, error))
      return FALSE;
  }
  if (act->group)
    yipu_edit_set_group (edit, act->group);
  return TRUE;
}

/* The program that is killed: edits, undoes and jobs, each number told once it is on the disk. */
static int
run_child (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) catalog = yipu_catalog_open (path, YIPU_OPEN_NORMAL, &error);
  int first;

  g_assert_no_error (error);
  first =
      (int) yipu_reader_count (yipu_catalog_get_reader (catalog), "craft", NULL, NULL, NULL) / 2;
  for (int i = first;; i++) {
    if (!yipu_catalog_edit (catalog, "Add", add_pair, &(Act){ i, NULL }, NULL))
      return 1;
    printf ("%d\n", i);
    fflush (stdout);
    if (i % 7 == 0) {
      g_autofree char *group = yipu_catalog_begin_group (catalog, "Import a list", NULL);

      for (int j = 0; j < 3; j++)
        yipu_catalog_edit (catalog, "Import", add_pair, &(Act){ j, group }, NULL);
      yipu_catalog_drop_group (catalog, group, NULL);
    }
  }
}

/* Newest number acknowledged before the kill, -1 for none. */
static int
kill_soon (const char *self, const char *path)
{
  const char *argv[] = { self, "--child", path, NULL };
  /* The test's own folders, which only GLib in this process knows. */
  g_auto (GStrv) env =
      g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_autoptr (GError) error = NULL;
  int newest = -1, number, out;
  GPid pid;
  FILE *acks;

  g_spawn_async_with_pipes (NULL, (char **) argv, env, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  acks = fdopen (out, "r");
  /* The first word shows that it is under way; then any moment will do. */
  if (fscanf (acks, "%d", &number) == 1)
    newest = number;
  g_usleep ((gulong) g_test_rand_int_range (0, 20000));
  kill (pid, SIGKILL);
  while (fscanf (acks, "%d", &number) == 1)
    newest = number;
  fclose (acks);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
  return newest;
}

/* Every number up to @newest stands in two records, and each that stands at all. */
static void
assert_pairs (YipuReader *reader, int newest)
{
  g_autoptr (GPtrArray) crafts = yipu_reader_list (reader, "craft", NULL, NULL, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < crafts->len; i++) {
    gpointer name = GINT_TO_POINTER (atoi (yipu_record_get (crafts->pdata[i], "name")) + 1);
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

    g_hash_table_insert (counts, name, GUINT_TO_POINTER (count + 1));
  }
  for (int n = 0; n <= newest; n++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, GINT_TO_POINTER (n + 1))), ==,
                      2);
  g_assert_cmpuint (crafts->len, ==, 2 * g_hash_table_size (counts));
}

static const char *program;

static void
test_nothing_acknowledged_is_lost (Fixture *f, gconstpointer data)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  int last = -1;

  for (int i = rounds ? atoi (rounds) : 12; i > 0; i--) {
    YipuReader *reader;
    int newest;

    g_clear_object (&f->catalog);
    newest = kill_soon (program, f->path);
    g_assert_cmpint (newest, >, last); /* else nobody was at work */
    last = newest;
    fixture_restart (f);
    reader = yipu_catalog_get_reader (f->catalog);
    assert_pairs (reader, newest);
    g_assert_cmpint (yipu_reader_count (reader, "listing", NULL, NULL, NULL), ==, 0);
    if (i % 4 == 0)
      fixture_assert_verifies (f->catalog);
  }
}

#define N_ROWS 3000

static void
write_list (const char *path, int round)
{
  g_autoptr (GString) csv = g_string_new ("name,number,category\n");

  for (int i = 0; i < N_ROWS; i++)
    g_string_append_printf (csv, "技艺%d-%d,%d,传统技艺\n", round, i, i);
  g_assert_true (g_file_set_contents (path, csv->str, (gssize) csv->len, NULL));
}

static void
die_at (guint64 done, guint64 total, const char *message, gpointer data)
{
  int *left = data;

  if (--*left == 0)
    raise (SIGKILL);
}

/* A real import that is killed as it tells how far it is, the @nth time. */
static int
run_import (const char *path, const char *list, int nth)
{
  g_autoptr (YipuCatalog) catalog = yipu_catalog_open (path, YIPU_OPEN_NORMAL, NULL);
  g_autoptr (YipuImport) import = yipu_import_open (list, NULL, NULL, NULL);
  const YipuKind *kind = yipu_kind_find ("listing");
  g_autofree const YipuField **map = yipu_import_guess_map (import, kind);
  YipuProgress progress = { .func = die_at, .data = &nth };
  g_autoptr (YipuImportPlan) plan =
      yipu_import_run (import, catalog, kind, map, YIPU_IMPORT_ALL_OR_NOTHING, &progress, NULL);

  return plan && plan->n_new == N_ROWS ? 0 : 1;
}

/* Whether it came to its end before it was killed. */
static gboolean
import_until (Fixture *f, const char *list, int nth)
{
  g_autofree char *number = g_strdup_printf ("%d", nth);
  const char *argv[] = { program, "--import", f->path, list, number, NULL };
  g_auto (GStrv) env =
      g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_autoptr (GError) error = NULL;
  int status;

  write_list (list, nth);
  g_clear_object (&f->catalog);
  g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status) ? WEXITSTATUS (status) == 0 : WTERMSIG (status) == SIGKILL);
  fixture_restart (f);
  return WIFEXITED (status);
}

static gint64
count_listings (Fixture *f)
{
  return yipu_reader_count (yipu_catalog_get_reader (f->catalog), "listing", NULL, NULL, NULL);
}

static void
until_nothing (Fixture *f, YipuUndone *(*step) (YipuCatalog *, GError **) )
{
  g_autoptr (GError) error = NULL;

  while (error == NULL) {
    g_autoptr (YipuUndone) undone = step (f->catalog, &error);

    g_assert_cmpint (count_listings (f) % N_ROWS, ==, 0);
  }
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
}

/* Half a list is never there: not at the next start, and not by taking back and doing again. */
static void
test_an_import_is_whole_or_not_at_all (Fixture *f, gconstpointer data)
{
  g_autofree char *list = g_build_filename (f->folder, "list.csv", NULL);
  guint cut_off = 0;
  gboolean ended = FALSE;

  for (int nth = 1; !ended; nth++) {
    gint64 before = count_listings (f);

    ended = import_until (f, list, nth);
    g_assert_cmpint (count_listings (f), ==, before + (ended ? N_ROWS : 0));
    cut_off += yipu_catalog_get_notice (f->catalog) != NULL;
    g_assert_false (yipu_catalog_can_redo (f->catalog));
    until_nothing (f, yipu_catalog_undo);
    g_assert_cmpint (count_listings (f), ==, 0);
    until_nothing (f, yipu_catalog_redo);
    g_assert_cmpint (count_listings (f), ==, before + (ended ? N_ROWS : 0));
  }
  g_test_message ("%u imports were cut off in the middle", cut_off);
  g_assert_cmpuint (cut_off, >, 3);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  if (argc == 5 && strcmp (argv[1], "--import") == 0)
    return run_import (argv[2], argv[3], atoi (argv[4]));
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/fault/kill/nothing-acknowledged-is-lost", Fixture, NULL, fixture_set_up,
              test_nothing_acknowledged_is_lost, fixture_tear_down);
  g_test_add ("/fault/kill/an-import-is-whole-or-not-at-all", Fixture, NULL, fixture_set_up,
              test_an_import_is_whole_or_not_at_all, fixture_tear_down);
  return g_test_run ();
}
