/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is refused when it arrives, and that nothing is changed then (log.md, "Refusals"). */
#include <glib/gstdio.h>
#include <string.h>
#include <yipu/init.h>

#include "catalog/copy.h"
#include "catalog/exchange.h"
#include "fixture.h"
#include "snapshot.h"

typedef struct {
  YipuCatalog *here;
  YipuCatalog *there;
  char *record;
  GPtrArray *edits; /* of YipuSentEdit, owned: what there lacks */
} Two;

static void
two_set_up (Fixture *f, Two *two)
{
  g_autofree char *folder = g_build_filename (f->folder, "there.yipu", NULL);
  g_autofree char *database = g_build_filename (folder, "catalog.db", NULL);
  g_autoptr (GHashTable) vector = NULL;
  g_autoptr (GError) error = NULL;

  two->here = f->catalog;
  two->record = fixture_add (two->here, "craft", "name", "a", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  yipu_catalog_copy_database (two->here, database, &error);
  g_assert_no_error (error);
  two->there = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  fixture_set (two->there, two->record, "local_name", "l");
  vector = yipu_exchange_vector (two->there, &error);
  fixture_set (two->here, two->record, "name", "b");
  fixture_set (two->here, two->record, "name", "c");
  yipu_undone_free (yipu_catalog_undo (two->here, NULL));
  two->edits = yipu_exchange_send (two->here, vector, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->edits->len, ==, 3);
}

static void
two_tear_down (Two *two)
{
  fixture_assert_verifies (two->there);
  g_ptr_array_unref (two->edits);
  g_object_unref (two->there);
  g_free (two->record);
}

static YipuSentChange *
change_of (YipuSentEdit *edit)
{
  return edit->changes->pdata[0];
}

/* --- Alterations of the second edit, a set, or of the third, an undo --- */

static void
alter_value (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[1])->change;

  g_free (change->value.text);
  change->value.text = g_strdup ("altered");
}

static void
alter_digest (GPtrArray *edits)
{
  change_of (edits->pdata[1])->change->digest[0] ^= 1;
}

static void
alter_label (GPtrArray *edits)
{
  YipuLogEdit *edit = ((YipuSentEdit *) edits->pdata[1])->edit;

  g_free (edit->label);
  edit->label = g_strdup ("Other");
}

static void
leave_gap (GPtrArray *edits)
{
  g_ptr_array_remove_index (edits, 0);
}

static void
alter_lamport (GPtrArray *edits)
{
  ((YipuSentEdit *) edits->pdata[1])->edit->lamport++;
}

static void
take_greatest_lamport (GPtrArray *edits)
{
  ((YipuSentEdit *) edits->pdata[1])->edit->lamport = G_MAXINT64;
}

static void
take_negative_lamport (GPtrArray *edits)
{
  ((YipuSentEdit *) edits->pdata[1])->edit->lamport = G_MININT64;
}

static void
unknown_base (GPtrArray *edits)
{
  g_array_index (change_of (edits->pdata[1])->bases, YipuName, 0).seq = 1000;
}

static void
unknown_change_as_base (GPtrArray *edits)
{
  g_array_index (change_of (edits->pdata[1])->bases, YipuName, 0).n = 7;
}

static void
mark_of_another_field (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[2])->change;

  g_free (change->field);
  change->field = g_strdup ("summary");
}

static void
mark_of_nothing (GPtrArray *edits)
{
  g_array_set_size (change_of (edits->pdata[2])->bases, 0);
}

static void
newer_schema (GPtrArray *edits)
{
  ((YipuSentEdit *) edits->pdata[1])->edit->schema = 9;
}

static void
unknown_field (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[1])->change;

  g_free (change->field);
  change->field = g_strdup ("no_such_field");
}

static void
wrong_type (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[1])->change;

  g_clear_pointer (&change->value.text, g_free);
  change->value = (YipuValue){ YIPU_VALUE_INT, 1, NULL };
}

static void
wrong_kind (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[1])->change;

  g_free (change->kind);
  change->kind = g_strdup ("person");
}

static void
no_changes (GPtrArray *edits)
{
  g_ptr_array_set_size (((YipuSentEdit *) edits->pdata[1])->changes, 0);
}

static void
too_many_changes (GPtrArray *edits)
{
  g_autoptr (YipuSentEdit) copy = yipu_sent_edit_copy (edits->pdata[1]);
  YipuSentEdit *edit = edits->pdata[1];

  while (edit->changes->len < 65536) {
    YipuSentEdit *more = yipu_sent_edit_copy (copy);
    g_ptr_array_add (edit->changes, g_ptr_array_steal_index (more->changes, 0));
    yipu_sent_edit_free (more);
  }
}

static void
blank_for_nothing (GPtrArray *edits)
{
  YipuChange *change = change_of (edits->pdata[1])->change;

  yipu_value_clear (&change->value);
  change->has_salt = FALSE;
}

static void
undoes_what_is_not_there (GPtrArray *edits)
{
  ((YipuSentEdit *) edits->pdata[2])->undoes.seq = 1000;
}

static void
saw_what_is_not_there (GPtrArray *edits)
{
  YipuName name = { g_intern_static_string ("01900000-0000-7000-8000-000000000077"), 1, 0 };

  g_array_append_val (((YipuSentEdit *) edits->pdata[1])->seen, name);
}

static void
fork_history (GPtrArray *edits)
{
  YipuSentEdit *edit = edits->pdata[0];

  /* As if it had been taken before, and now came with another hash. */
  edit->name.seq = 1;
}

static const struct {
  const char *name;
  void (*alter) (GPtrArray *edits);
} alterations[] = {
  { "value", alter_value },
  { "digest", alter_digest },
  { "label", alter_label },
  { "gap", leave_gap },
  { "lamport", alter_lamport },
  { "greatest-lamport", take_greatest_lamport },
  { "negative-lamport", take_negative_lamport },
  { "unknown-base", unknown_base },
  { "unknown-change-as-base", unknown_change_as_base },
  { "mark-of-another-field", mark_of_another_field },
  { "mark-of-nothing", mark_of_nothing },
  { "newer-schema", newer_schema },
  { "unknown-field", unknown_field },
  { "wrong-type", wrong_type },
  { "wrong-kind", wrong_kind },
  { "no-changes", no_changes },
  { "too-many-changes", too_many_changes },
  { "blank-for-nothing", blank_for_nothing },
  { "undoes-what-is-not-there", undoes_what_is_not_there },
  { "saw-what-is-not-there", saw_what_is_not_there },
  { "fork", fork_history },
};

static void
test_is_refused (Fixture *f, gconstpointer data)
{
  Two two;
  g_autoptr (GPtrArray) altered =
      g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_sent_edit_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 last;

  two_set_up (f, &two);
  for (guint i = 0; i < two.edits->len; i++)
    g_ptr_array_add (altered, yipu_sent_edit_copy (two.edits->pdata[i]));
  alterations[GPOINTER_TO_UINT (data) - 1].alter (altered);
  before = snapshot_tables (two.there, FALSE);
  last = yipu_reader_get_last_edit (yipu_catalog_get_reader (two.there), NULL);
  g_assert_false (yipu_exchange_receive (two.there, altered, &error));
  g_test_message ("%s", error->message);
  g_assert_true (g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_REFUSED) ||
                 g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NEWER));
  after = snapshot_tables (two.there, FALSE);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (yipu_reader_get_last_edit (yipu_catalog_get_reader (two.there), NULL), ==, last);
  /* And what was not altered is still taken, twice. */
  g_clear_error (&error);
  yipu_exchange_receive (two.there, two.edits, &error);
  g_assert_no_error (error);
  fixture_assert_value (two.there, two.record, "name", "b");
  yipu_exchange_receive (two.there, two.edits, &error);
  g_assert_no_error (error);
  two_tear_down (&two);
}

static void
test_both_write_and_one_is_asked (Fixture *f, gconstpointer data)
{
  Two two;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) vector = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  two_set_up (f, &two);
  fixture_set (two.there, two.record, "name", "z");
  g_assert_true (yipu_exchange_receive (two.there, two.edits, &error));
  vector = yipu_exchange_vector (two.here, &error);
  back = yipu_exchange_send (two.there, vector, &error);
  g_assert_true (yipu_exchange_receive (two.here, back, &error));
  here = snapshot_tables (two.here, FALSE);
  there = snapshot_tables (two.there, FALSE);
  g_assert_cmpstr (here, ==, there);
  two_tear_down (&two);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++) {
    g_autofree char *path = g_strconcat ("/exchange/is-refused/", alterations[i].name, NULL);
    g_test_add (path, Fixture, GUINT_TO_POINTER (i + 1), fixture_set_up, test_is_refused,
                fixture_tear_down);
  }
  g_test_add ("/exchange/both-write-and-end-equal", Fixture, NULL, fixture_set_up,
              test_both_write_and_one_is_asked, fixture_tear_down);
  return g_test_run ();
}
