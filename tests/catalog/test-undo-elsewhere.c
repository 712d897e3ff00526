/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo where two laptops meet: a mark says only "this change should not be", so what
 * others wrote stands, and a question taken back to is asked again (log.md, "Undo is a mark"). */
#include <glib/gstdio.h>
#include <string.h>
#include <yipu/init.h>

#include "catalog/copy.h"
#include "catalog/exchange.h"
#include "catalog/heads.h"
#include "catalog/reader-private.h"
#include "fixture.h"
#include "snapshot.h"

typedef struct {
  Fixture base;
  YipuCatalog *here;
  YipuCatalog *there;
  char *craft;
} Two;

static void
set_up (Two *two, gconstpointer data)
{
  g_autofree char *folder = NULL;
  g_autofree char *database = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&two->base, NULL);
  folder = g_build_filename (two->base.folder, "there.yipu", NULL);
  database = g_build_filename (folder, "catalog.db", NULL);
  two->here = two->base.catalog;
  two->craft = fixture_add (two->here, "craft", "name", "a", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  yipu_catalog_copy_database (two->here, database, &error);
  g_assert_no_error (error);
  two->there = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Two *two, gconstpointer data)
{
  fixture_assert_verifies (two->there);
  g_object_unref (two->there);
  g_free (two->craft);
  fixture_tear_down (&two->base, NULL);
}

static void
send (YipuCatalog *from, YipuCatalog *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) vector = yipu_exchange_vector (to, &error);
  g_autoptr (GPtrArray) edits = yipu_exchange_send (from, vector, &error);

  g_assert_no_error (error);
  g_assert_true (yipu_exchange_receive (to, edits, &error));
}

/* Both know all; then both show the same. */
static void
meet (Two *two)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  send (two->here, two->there);
  send (two->there, two->here);
  here = snapshot_tables (two->here, FALSE);
  there = snapshot_tables (two->there, FALSE);
  g_assert_cmpstr (here, ==, there);
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "b|c": the answers to choose from. */
static void
assert_answers (Two *two, YipuCatalog *catalog, const char *field, const char *expected)
{
  YipuSql *sql = yipu_reader_get_sql (yipu_catalog_get_reader (catalog), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  g_auto (YipuHeads) heads = { 0 };

  g_assert_true (yipu_heads_find (sql, two->craft, field, &heads, NULL));
  g_assert_true (yipu_heads_load (sql, field, &heads, NULL));
  for (guint i = 0; i < heads.heads->len; i++)
    g_ptr_array_add (texts, g_array_index (heads.heads, YipuHead, i).value.text);
  g_ptr_array_sort (texts, compare_text);
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv ("|", (char **) texts->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
undo (YipuCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = yipu_catalog_undo (catalog, &error);

  g_assert_no_error (error);
}

static void
redo (YipuCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = yipu_catalog_redo (catalog, &error);

  g_assert_no_error (error);
}

static gboolean
settle_name (YipuEdit *edit, gpointer data, GError **error)
{
  Two *two = data;

  return yipu_edit_settle (edit, two->craft, "name", "c", error);
}

static void
test_undo_of_a_settle_asks_again (Two *two, gconstpointer data)
{
  g_autofree char *shown = NULL;

  fixture_set (two->here, two->craft, "name", "b");
  fixture_set (two->there, two->craft, "name", "c");
  meet (two);
  assert_answers (two, two->here, "name", "b|c");
  shown = fixture_get (two->here, two->craft, "name");
  g_assert_true (yipu_catalog_edit (two->here, "Settle", settle_name, two, NULL));
  meet (two);
  assert_answers (two, two->there, "name", "c");
  undo (two->here);
  meet (two);
  assert_answers (two, two->here, "name", "b|c");
  assert_answers (two, two->there, "name", "b|c");
  fixture_assert_value (two->here, two->craft, "name", shown);
  redo (two->here);
  meet (two);
  assert_answers (two, two->there, "name", "c");
}

/* Taking back one side of a question leaves the other, and no question. */
static void
test_undo_of_one_side_leaves_the_other (Two *two, gconstpointer data)
{
  fixture_set (two->here, two->craft, "name", "b");
  fixture_set (two->there, two->craft, "name", "c");
  meet (two);
  undo (two->here);
  meet (two);
  assert_answers (two, two->there, "name", "c");
  undo (two->there);
  meet (two);
  assert_answers (two, two->here, "name", "a");
}

/* Edits that arrive are nobody's doing here: what was undone can still be done again. */
static void
test_redo_outlives_what_arrives (Two *two, gconstpointer data)
{
  fixture_set (two->here, two->craft, "name", "b");
  undo (two->here);
  fixture_set (two->there, two->craft, "local_name", "l");
  meet (two);
  g_assert_true (yipu_catalog_can_redo (two->here));
  redo (two->here);
  fixture_assert_value (two->here, two->craft, "name", "b");
  fixture_assert_value (two->here, two->craft, "local_name", "l");
  meet (two);
}

/* Somebody saw the field as it was after the undo and wrote it: that stays, and is no question. */
static void
test_redo_leaves_what_was_written_since (Two *two, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set (two->here, two->craft, "name", "b");
  undo (two->here);
  meet (two);
  fixture_set (two->there, two->craft, "name", "c");
  meet (two);
  g_assert_false (yipu_catalog_can_redo (two->here));
  g_assert_null (yipu_catalog_redo (two->here, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
  assert_answers (two, two->here, "name", "c");
  /* Taken back there, it may be done again here. */
  undo (two->there);
  meet (two);
  redo (two->here);
  meet (two);
  assert_answers (two, two->there, "name", "b");
}

/* Both took the same change back; one mark void would leave the other: redo voids them all. */
static void
test_redo_of_what_both_took_back (Two *two, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 edit;

  fixture_set (two->here, two->craft, "name", "b");
  edit = yipu_reader_get_last_edit (yipu_catalog_get_reader (two->here), NULL);
  meet (two);
  undo (two->here);
  yipu_undone_free (yipu_catalog_revert (two->there, edit, &error));
  g_assert_no_error (error);
  meet (two);
  fixture_assert_value (two->there, two->craft, "name", "a");
  redo (two->here);
  meet (two);
  fixture_assert_value (two->here, two->craft, "name", "b");
  fixture_assert_value (two->there, two->craft, "name", "b");
}

#define ADD(path, func) g_test_add ("/undo-elsewhere/" path, Two, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("of-a-settle-asks-again", test_undo_of_a_settle_asks_again);
  ADD ("of-one-side-leaves-the-other", test_undo_of_one_side_leaves_the_other);
  ADD ("redo-outlives-what-arrives", test_redo_outlives_what_arrives);
  ADD ("redo-leaves-what-was-written-since", test_redo_leaves_what_was_written_since);
  ADD ("redo-of-what-both-took-back", test_redo_of_what_both_took_back);
  return g_test_run ();
}
