/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo, held against snapshots of whole tables kept beside. */
#include <string.h>
#include <yipu/init.h>

#include "catalog/catalog-private.h"
#include "fixture.h"
#include "snapshot.h"

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = yipu_catalog_undo (f->catalog, &error);

  g_assert_no_error (error);
  g_assert_nonnull (undone);
}

static void
redo (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = yipu_catalog_redo (f->catalog, &error);

  g_assert_no_error (error);
}

static void
assert_nothing_to_undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yipu_catalog_can_undo (f->catalog));
  g_assert_null (yipu_catalog_undo (f->catalog, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
}

static void
test_set_is_taken_back (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "old", NULL);

  fixture_set (f->catalog, id, "name", "new");
  undo (f);
  fixture_assert_value (f->catalog, id, "name", "old");
  g_assert_true (yipu_catalog_can_redo (f->catalog));
  redo (f);
  fixture_assert_value (f->catalog, id, "name", "new");
  g_assert_false (yipu_catalog_can_redo (f->catalog));
}

static void
test_undo_survives_a_restart (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "old", NULL);

  fixture_set (f->catalog, id, "name", "new");
  fixture_restart (f);
  undo (f);
  fixture_assert_value (f->catalog, id, "name", "old");
  fixture_restart (f);
  undo (f);
  fixture_assert_value (f->catalog, id, "gone", "1");
  assert_nothing_to_undo (f);
  fixture_restart (f);
  redo (f);
  redo (f);
  fixture_assert_value (f->catalog, id, "name", "new");
  fixture_assert_value (f->catalog, id, "gone", NULL);
}

static void
test_removal_comes_back (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "x", NULL);

  fixture_remove (f->catalog, id);
  undo (f);
  fixture_assert_value (f->catalog, id, "gone", NULL);
}

static void
test_new_edit_ends_redo (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", NULL);

  fixture_set (f->catalog, id, "name", "b");
  undo (f);
  fixture_set (f->catalog, id, "name", "c");
  g_assert_false (yipu_catalog_can_redo (f->catalog));
  undo (f);
  fixture_assert_value (f->catalog, id, "name", "a");
}

static gboolean
add_grouped (YipuEdit *edit, gpointer data, GError **error)
{
  yipu_edit_set_group (edit, data);
  return yipu_edit_add (edit, "craft", NULL, error) != NULL;
}

static void
test_group_is_one_undo (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autofree char *group = yipu_edit_new_uuid ();

  for (int i = 0; i < 3; i++)
    g_assert_true (yipu_catalog_edit (f->catalog, "Import", add_grouped, group, NULL));
  undo (f);
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 0);
  redo (f);
  g_assert_cmpint (yipu_reader_count (reader, "craft", NULL, NULL, NULL), ==, 3);
  undo (f);
  assert_nothing_to_undo (f);
}

static void
test_two_persons_have_their_own_stacks (Fixture *f, gconstpointer data)
{
  g_autofree char *he = fixture_add (f->catalog, "person", "display_name", "He Xiugu", NULL);
  g_autofree char *li = fixture_add (f->catalog, "person", "display_name", "Li Mei", NULL);
  g_autoptr (YipuUndone) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  yipu_catalog_set_person (f->catalog, he);
  id = fixture_add (f->catalog, "craft", "name", "a", "summary", "s", NULL);
  fixture_set (f->catalog, id, "name", "b");
  yipu_catalog_set_person (f->catalog, li);
  assert_nothing_to_undo (f);
  fixture_set (f->catalog, id, "summary", "t");
  yipu_catalog_set_person (f->catalog, he);
  undo (f);
  fixture_assert_value (f->catalog, id, "name", "a");
  /* Li wrote in the craft that He added: it stays, and He is told why. */
  g_assert_null (yipu_catalog_undo (f->catalog, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
  fixture_assert_value (f->catalog, id, "gone", NULL);
  fixture_assert_value (f->catalog, id, "summary", "t");
}

static gint64
newest_edit (Fixture *f)
{
  return yipu_reader_get_last_edit (yipu_catalog_get_reader (f->catalog), NULL);
}

static void
test_revert_is_itself_undone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", "summary", "s", NULL);
  g_autoptr (YipuUndone) undone = NULL;
  gint64 edit;

  fixture_set (f->catalog, id, "summary", "t");
  edit = newest_edit (f);
  fixture_set (f->catalog, id, "name", "b");
  undone = yipu_catalog_revert (f->catalog, edit, &error);
  g_assert_no_error (error);
  fixture_assert_value (f->catalog, id, "summary", "s");
  fixture_assert_value (f->catalog, id, "name", "b");
  undo (f);
  fixture_assert_value (f->catalog, id, "summary", "t");
}

static void
test_revert_names_who_wrote_since (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *li = fixture_add (f->catalog, "person", "display_name", "Li Mei", NULL);
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", NULL);
  gint64 edit;

  fixture_set (f->catalog, id, "name", "b");
  edit = newest_edit (f);
  yipu_catalog_set_person (f->catalog, li);
  fixture_set (f->catalog, id, "name", "c");
  g_assert_null (yipu_catalog_revert (f->catalog, edit, &error));
  g_assert_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING);
  g_assert_nonnull (strstr (error->message, "Li Mei"));
}

static void
test_consent_stands_outside_undo (Fixture *f, gconstpointer data)
{
  g_autofree char *id = fixture_add (f->catalog, "consent", "answer", "yes", NULL);

  fixture_set (f->catalog, id, "answer", "no");
  assert_nothing_to_undo (f);
  fixture_assert_value (f->catalog, id, "answer", "no");
}

static void
test_history_tells_before_and_after (Fixture *f, gconstpointer data)
{
  YipuReader *reader = yipu_catalog_get_reader (f->catalog);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = fixture_add (f->catalog, "craft", "name", "a", NULL);
  g_autofree char *other = fixture_add (f->catalog, "craft", "name", "z", NULL);
  g_autoptr (GPtrArray) edits = NULL;
  const YipuHistoryEdit *edit;
  const YipuHistoryChange *change;

  fixture_set (f->catalog, id, "name", "b");
  undo (f);
  edits = yipu_history_list (reader, id, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edits->len, ==, 3);
  edit = edits->pdata[0];
  g_assert_cmpstr (edit->act, ==, "undo");
  edit = edits->pdata[1];
  g_assert_true (edit->undone);
  g_assert_cmpuint (edit->n_changes, ==, 1);
  change = edit->changes->pdata[0];
  g_assert_cmpstr (change->value, ==, "b");
  g_assert_cmpstr (change->before, ==, "a");
}

/* --- Random sessions --- */

enum { N_RECORDS = 6, N_STEPS = 60 };

typedef struct {
  Fixture *f;
  GPtrArray *ids;       /* of char * */
  GPtrArray *snapshots; /* of char *: the tables after each step on the undo stack */
  guint at;             /* the snapshot that stands now */
} Session;

static void
toggle_gone (YipuCatalog *catalog, const char *id)
{
  g_autofree char *gone = fixture_get (catalog, id, "gone");

  fixture_set (catalog, id, "gone", gone ? NULL : "1");
}

static void
random_edit (Session *session)
{
  static const char *const fields[] = { "name", "summary", "local_name" };
  YipuCatalog *catalog = session->f->catalog;
  const char *id = session->ids->len > 0
                       ? session->ids->pdata[g_test_rand_int_range (0, (gint32) session->ids->len)]
                       : NULL;
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (0, 1000000));

  if (!id || (session->ids->len < N_RECORDS && g_test_rand_int_range (0, 4) == 0))
    g_ptr_array_add (session->ids, fixture_add (catalog, "craft", "name", value, NULL));
  else if (g_test_rand_int_range (0, 6) == 0)
    toggle_gone (catalog, id);
  else
    fixture_set (catalog, id, fields[g_test_rand_int_range (0, 3)], value);
}

static void
random_step (Session *session)
{
  Fixture *f = session->f;
  int dice = g_test_rand_int_range (0, 10);

  if (dice < 3 && session->at > 0) {
    undo (f);
    session->at--;
  } else if (dice < 5 && session->at + 1 < session->snapshots->len) {
    redo (f);
    session->at++;
  } else if (dice == 9) {
    fixture_restart (f);
  } else {
    random_edit (session);
    g_ptr_array_set_size (session->snapshots, ++session->at);
    g_ptr_array_add (session->snapshots, snapshot_tables (f->catalog, TRUE));
  }
}

static void
test_random_sessions_match_snapshots (Fixture *f, gconstpointer data)
{
  Session session = { .f = f };

  session.ids = g_ptr_array_new_with_free_func (g_free);
  session.snapshots = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (session.snapshots, snapshot_tables (f->catalog, TRUE));
  for (int i = 0; i < N_STEPS; i++) {
    g_autofree char *now = NULL;

    random_step (&session);
    now = snapshot_tables (f->catalog, TRUE);
    g_assert_cmpstr (now, ==, session.snapshots->pdata[session.at]);
    g_assert_cmpint (yipu_catalog_can_undo (f->catalog), ==, session.at > 0);
    g_assert_cmpint (yipu_catalog_can_redo (f->catalog), ==,
                     session.at + 1 < session.snapshots->len);
  }
  g_ptr_array_unref (session.ids);
  g_ptr_array_unref (session.snapshots);
}

/* The fold is compared with the tables when the fixture is torn down. */
static void
test_fold_is_the_tables_after_many_edits (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Session session = { .f = f, .ids = ids, .snapshots = snapshots };

  for (int i = 0; i < 10000; i++) {
    int dice = g_test_rand_int_range (0, 10);

    if (dice < 2) {
      g_autoptr (YipuUndone) undone =
          dice == 0 ? yipu_catalog_undo (f->catalog, NULL) : yipu_catalog_redo (f->catalog, NULL);
    } else
      random_edit (&session);
    if (i % 3000 == 2999)
      fixture_restart (f);
  }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/undo/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("set-is-taken-back-and-done-again", test_set_is_taken_back);
  ADD ("survives-a-restart", test_undo_survives_a_restart);
  ADD ("removal-comes-back", test_removal_comes_back);
  ADD ("new-edit-ends-redo", test_new_edit_ends_redo);
  ADD ("group-is-one-undo", test_group_is_one_undo);
  ADD ("two-persons-have-their-own-stacks", test_two_persons_have_their_own_stacks);
  ADD ("revert-is-itself-undone", test_revert_is_itself_undone);
  ADD ("revert-names-who-wrote-since", test_revert_names_who_wrote_since);
  ADD ("consent-stands-outside", test_consent_stands_outside_undo);
  ADD ("history-tells-before-and-after", test_history_tells_before_and_after);
  ADD ("fold-is-the-tables-after-10000-edits", test_fold_is_the_tables_after_many_edits);
  for (int i = 0; i < 5; i++) {
    g_autofree char *path = g_strdup_printf ("/undo/random-sessions-match-snapshots/%d", i);
    g_test_add (path, Fixture, NULL, fixture_set_up, test_random_sessions_match_snapshots,
                fixture_tear_down);
  }
  return g_test_run ();
}
