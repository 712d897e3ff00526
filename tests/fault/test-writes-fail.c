/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every write and sync that an act needs fails once, and then for ever: the act says so and the
 * catalog is as it was, or the act was done; never anything between (trust.md, "Faults"). */
#include <string.h>
#include <sys/resource.h>
#include <yipu/init.h>

#include "../catalog/fixture.h"
#include "../catalog/snapshot.h"
#include "failing-vfs.h"

/* One thing a person does; FALSE where it failed, with @error set. */
typedef gboolean (*ActFunc) (YipuCatalog *catalog, const char *record, GError **error);

static gboolean
set_name (YipuEdit *edit, gpointer data, GError **error)
{
  return yipu_edit_set (edit, data, "name", "new", error);
}

static gboolean
act_edit (YipuCatalog *catalog, const char *record, GError **error)
{
  return yipu_catalog_edit (catalog, "Set", set_name, (gpointer) record, error);
}

static gboolean
add_many (YipuEdit *edit, gpointer data, GError **error)
{
  for (int i = 0; i < 100; i++) {
    const char *id = yipu_edit_add (edit, "craft", NULL, error);

    if (!id || !yipu_edit_set (edit, id, "summary", "some words on a craft", error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
act_import (YipuCatalog *catalog, const char *record, GError **error)
{
  return yipu_catalog_edit (catalog, "Import", add_many, NULL, error);
}

static gboolean
act_undo (YipuCatalog *catalog, const char *record, GError **error)
{
  g_autoptr (YipuUndone) undone = yipu_catalog_undo (catalog, error);

  return undone != NULL;
}

static gboolean
forget_phone (YipuEdit *edit, gpointer data, GError **error)
{
  return yipu_edit_forget (edit, data, "name", error);
}

static gboolean
act_forget (YipuCatalog *catalog, const char *record, GError **error)
{
  return yipu_catalog_edit (catalog, "Forget", forget_phone, (gpointer) record, error);
}

static const struct {
  const char *name;
  ActFunc act;
} acts[] = {
  { "edit", act_edit },
  { "import", act_import },
  { "undo", act_undo },
  { "forget", act_forget },
};

/* Acts with the n-th call failing; TRUE where there were fewer calls than that. */
static gboolean
fail_nth (ActFunc act, guint n, gboolean for_ever)
{
  Fixture f = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *record = NULL;
  gboolean done, reached;

  failing_vfs_arm (0, FALSE);
  fixture_set_up (&f, NULL);
  record = fixture_add (f.catalog, "craft", "name", "old", NULL);
  before = snapshot_tables (f.catalog, FALSE);
  failing_vfs_arm (n, for_ever);
  done = act (f.catalog, record, &error);
  reached = failing_vfs_count () >= n;
  failing_vfs_arm (0, FALSE);
  if (!done) {
    g_assert_true (error->domain == YIPU_CATALOG_ERROR);
    g_assert_true (error->code == YIPU_CATALOG_ERROR_FULL || error->code == YIPU_CATALOG_ERROR_IO);
    g_clear_error (&error);
  }
  /* The disk is well again, and the catalog is opened anew. */
  fixture_restart (&f);
  after = snapshot_tables (f.catalog, FALSE);
  if (!done)
    g_assert_cmpstr (before, ==, after);
  else
    g_assert_cmpstr (before, !=, after);
  g_assert_true (act_edit (f.catalog, record, &error));
  fixture_tear_down (&f, NULL);
  return !reached;
}

static void
test_nth_write_fails (gconstpointer data)
{
  ActFunc act = acts[GPOINTER_TO_UINT (data)].act;
  gboolean all = g_getenv ("YIPU_TEST_ROUNDS") != NULL;
  guint n = 1;

  /* The first calls one by one; of the hundreds that cleaning all pages takes, every so many. */
  while (!fail_nth (act, n, FALSE) && (n % 2 == 0 || !fail_nth (act, n, TRUE)))
    n += all || n < 12 ? 1 : 1 + n / 4;
  g_test_message ("%u calls", n - 1);
  g_assert_cmpuint (n, >, 3);
}

static gboolean
add_to_group (YipuEdit *edit, gpointer data, GError **error)
{
  yipu_edit_set_group (edit, data);
  return add_many (edit, NULL, error);
}

static gint64
count_crafts (Fixture *f)
{
  return yipu_reader_count (yipu_catalog_get_reader (f->catalog), "craft", NULL, NULL, NULL);
}

/* A group of three edits of a hundred records each. */
static void
add_group (Fixture *f)
{
  g_autofree char *group = yipu_catalog_begin_group (f->catalog, "Import", NULL);

  for (int i = 0; i < 3; i++)
    g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_to_group, group, NULL));
  g_assert_true (yipu_catalog_end_group (f->catalog, group, NULL));
}

typedef YipuUndone *(*TakeBack) (YipuCatalog *catalog, GError **error);

/* @act cut off at its n-th write, and for ever: *@reached, whether it had as many; NULL where it
 * was cut off. */
static YipuUndone *
cut_off (Fixture *f, TakeBack act, guint n, gboolean *reached)
{
  YipuUndone *done;

  failing_vfs_arm (n, TRUE);
  done = act (f->catalog, NULL);
  *reached = failing_vfs_count () >= n;
  failing_vfs_arm (0, FALSE);
  return done;
}

/* The next start finishes it, or it had not begun; never anything between, and it says so. */
static gboolean
cut_off_then_restart (TakeBack act, gint64 before, gint64 after, guint n)
{
  Fixture f = { 0 };
  g_autoptr (YipuUndone) cut = NULL;
  const char *notice;
  gboolean reached;
  gint64 now;

  failing_vfs_arm (0, FALSE);
  fixture_set_up (&f, NULL);
  add_group (&f);
  if (before == 0)
    yipu_undone_free (yipu_catalog_undo (f.catalog, NULL));
  g_assert_cmpint (count_crafts (&f), ==, before);
  cut = cut_off (&f, act, n, &reached);
  now = count_crafts (&f);
  fixture_restart (&f);
  notice = yipu_catalog_get_notice (f.catalog);
  if (cut || now != before)
    g_assert_cmpint (count_crafts (&f), ==, after);
  else
    g_assert_true (count_crafts (&f) == before || count_crafts (&f) == after);
  if (now != before && now != after)
    g_assert_nonnull (strstr (notice, "cut off"));
  if (cut)
    g_assert_null (notice);
  /* It is one step on the stacks, as if nothing had happened. */
  if (count_crafts (&f) == 0) {
    g_assert_false (yipu_catalog_can_undo (f.catalog));
    yipu_undone_free (yipu_catalog_redo (f.catalog, NULL));
  }
  g_assert_cmpint (count_crafts (&f), ==, 300);
  g_assert_false (yipu_catalog_can_redo (f.catalog));
  yipu_undone_free (yipu_catalog_undo (f.catalog, NULL));
  g_assert_cmpint (count_crafts (&f), ==, 0);
  fixture_tear_down (&f, NULL);
  return !reached;
}

static void
test_undo_of_a_group_is_finished_at_start (void)
{
  guint n = 1;

  while (!cut_off_then_restart (yipu_catalog_undo, 300, 0, n))
    n += n < 12 ? 1 : 1 + n / 4;
  g_assert_cmpuint (n, >, 3);
}

static void
test_redo_of_a_group_is_finished_at_start (void)
{
  guint n = 1;

  while (!cut_off_then_restart (yipu_catalog_redo, 0, 300, n))
    n += n < 12 ? 1 : 1 + n / 4;
  g_assert_cmpuint (n, >, 3);
}

/* Without a restart the next Ctrl+Z finishes it, and what was done since waits for the one after;
 * Ctrl+Y finishes it and does all of it again. After a sync that failed nothing is written until
 * the catalog is opened anew. */
static gboolean
cut_off_then_go_on (guint n, guint *n_half)
{
  Fixture f = { 0 };
  g_autoptr (YipuUndone) cut = NULL;
  g_autoptr (YipuUndone) next = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reached, half;

  failing_vfs_arm (0, FALSE);
  fixture_set_up (&f, NULL);
  add_group (&f);
  cut = cut_off (&f, yipu_catalog_undo, n, &reached);
  half = count_crafts (&f) % 300 != 0;
  *n_half += half;
  if (half && n % 2 == 0 && act_import (f.catalog, NULL, NULL)) {
    next = yipu_catalog_undo (f.catalog, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (next->label, ==, "Import");
    g_assert_cmpint (count_crafts (&f), ==, 100);
    yipu_undone_free (yipu_catalog_undo (f.catalog, NULL));
    g_assert_cmpint (count_crafts (&f), ==, 0);
    fixture_restart (&f);
    g_assert_null (yipu_catalog_get_notice (f.catalog));
    g_assert_cmpint (count_crafts (&f), ==, 0);
  } else if (half && (next = yipu_catalog_redo (f.catalog, NULL))) {
    g_assert_cmpint (count_crafts (&f), ==, 300);
    fixture_restart (&f);
    g_assert_cmpint (count_crafts (&f), ==, 300);
  }
  fixture_restart (&f);
  fixture_tear_down (&f, NULL);
  return !reached;
}

static void
test_undo_of_a_group_is_finished_by_the_next (void)
{
  guint n = 1, n_half = 0;

  while (!cut_off_then_go_on (n, &n_half))
    n += n < 12 ? 1 : 1 + n / 4;
  g_assert_cmpuint (n_half, >, 1);
}

/* No room in a file is an error, not death; the message says what to do. */
static void
test_file_size_limit_is_an_error (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct rlimit old;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  setrlimit (RLIMIT_FSIZE, &(struct rlimit){ 64 << 10, old.rlim_max });
  g_assert_false (act_import (f->catalog, NULL, &error));
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (act_import (f->catalog, NULL, &error));
}

int
main (int argc, char **argv)
{
  yipu_init ();
  failing_vfs_install ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++) {
    g_autofree char *path = g_strconcat ("/fault/nth-write-fails/", acts[i].name, NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_nth_write_fails);
  }
  g_test_add_func ("/fault/undo-of-a-group-is-finished-at-start",
                   test_undo_of_a_group_is_finished_at_start);
  g_test_add_func ("/fault/redo-of-a-group-is-finished-at-start",
                   test_redo_of_a_group_is_finished_at_start);
  g_test_add_func ("/fault/undo-of-a-group-is-finished-by-the-next",
                   test_undo_of_a_group_is_finished_by_the_next);
  g_test_add ("/fault/file-size-limit-is-an-error", Fixture, NULL, fixture_set_up,
              test_file_size_limit_is_an_error, fixture_tear_down);
  return g_test_run ();
}
