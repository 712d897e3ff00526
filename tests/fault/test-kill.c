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

int
main (int argc, char **argv)
{
  yipu_init ();
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/fault/kill/nothing-acknowledged-is-lost", Fixture, NULL, fixture_set_up,
              test_nothing_acknowledged_is_lost, fixture_tear_down);
  return g_test_run ();
}
