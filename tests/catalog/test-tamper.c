/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever is altered behind Yipu's back, in the log or in a table, verifying finds it (log.md,
 * "What verify finds, and can't"). */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/verify.h>

#include "fixture.h"

static gboolean
add_grouped (YipuEdit *edit, gpointer data, GError **error)
{
  const char *id = yipu_edit_add (edit, "step", NULL, error);

  return yipu_edit_set (edit, id, "title", "步", error) &&
         yipu_edit_set_int (edit, id, "hands_on_min", 5, error);
}

/* Some of everything: adds, sets, marks, removals, something forgotten, two persons. */
static void
fill (Fixture *f)
{
  g_autofree char *a = fixture_add (f->catalog, "craft", "name", "蓝印花布", "summary", "s", NULL);
  g_autofree char *b = fixture_add (f->catalog, "craft", "name", "竹编", NULL);
  g_autofree char *person = fixture_add (f->catalog, "person", "phone", "1", "address", "x", NULL);
  g_autofree char *consent = fixture_add (f->catalog, "consent", "answer", "yes", NULL);

  fixture_set (f->catalog, a, "summary", "t");
  fixture_set (f->catalog, a, "summary", "u");
  yipu_catalog_set_person (f->catalog, person);
  fixture_set (f->catalog, b, "name", "竹编技艺");
  fixture_set (f->catalog, consent, "answer", "no");
  fixture_remove (f->catalog, b);
  yipu_undone_free (yipu_catalog_undo (f->catalog, NULL));
  yipu_undone_free (yipu_catalog_redo (f->catalog, NULL));
  fixture_forget (f->catalog, person, "phone");
  for (int i = 0; i < 5; i++)
    g_assert_true (yipu_catalog_edit (f->catalog, "Add steps", add_grouped, NULL, NULL));
}

/* Each alters one random row where :r is a random number. */
static const struct {
  const char *name;
  const char *sql;
} alterations[] = {
  { "value-of-a-set", "UPDATE change SET new = 'other' WHERE id = (SELECT id FROM change"
                      " WHERE op = 'set' AND new IS NOT NULL ORDER BY random () LIMIT 1)" },
  { "value-of-an-add", "UPDATE change SET new = '{}' WHERE id = (SELECT id FROM change"
                       " WHERE op = 'add' ORDER BY random () LIMIT 1)" },
  { "value-blanked", "UPDATE change SET new = NULL, salt = NULL WHERE id = (SELECT id FROM change"
                     " WHERE op = 'set' AND salt IS NOT NULL ORDER BY random () LIMIT 1)" },
  { "salt", "UPDATE change SET salt = zeroblob (16) WHERE id = (SELECT id FROM change"
            " WHERE typeof (salt) = 'blob' ORDER BY random () LIMIT 1)" },
  { "bases", "UPDATE change SET bases = NULL WHERE id = (SELECT id FROM change"
             " WHERE bases IS NOT NULL ORDER BY random () LIMIT 1)" },
  { "base-that-is-not-there", "UPDATE change SET bases = '[99999999]' WHERE id = (SELECT id"
                              " FROM change WHERE bases IS NOT NULL ORDER BY random () LIMIT 1)" },
  { "field", "UPDATE change SET field = 'local_name' WHERE id = (SELECT id FROM change"
             " WHERE op = 'set' ORDER BY random () LIMIT 1)" },
  { "kind", "UPDATE change SET kind = 'place' WHERE id = (SELECT id FROM change"
            " ORDER BY random () LIMIT 1)" },
  { "person", "UPDATE edit SET person = 'me' WHERE id = (SELECT id FROM edit"
              " ORDER BY random () LIMIT 1)" },
  { "label", "UPDATE edit SET label = 'Other' WHERE id = (SELECT id FROM edit"
             " ORDER BY random () LIMIT 1)" },
  { "time", "UPDATE edit SET time = time + 1 WHERE id = (SELECT id FROM edit"
            " ORDER BY random () LIMIT 1)" },
  { "place-in-the-order", "UPDATE edit SET lamport = lamport + 1 WHERE id = (SELECT id FROM edit"
                          " ORDER BY random () LIMIT 1)" },
  { "what-is-undone", "UPDATE edit SET undoes = 1 WHERE id = (SELECT id FROM edit"
                      " WHERE undoes IS NULL ORDER BY random () LIMIT 1)" },
  { "change-taken-out", "DELETE FROM change WHERE id = (SELECT id FROM change"
                        " ORDER BY random () LIMIT 1)" },
  { "change-put-in", "INSERT INTO change (id, kind, record, op, field, new, salt, digest) SELECT"
                     " id + 1, kind, record, op, field, new, salt, digest FROM change"
                     " ORDER BY random () LIMIT 1" },
  { "edit-taken-out", "DELETE FROM edit WHERE id = (SELECT id FROM edit WHERE id <"
                      " (SELECT max (id) FROM edit) ORDER BY random () LIMIT 1)" },
  { "cell-of-a-table", "UPDATE craft SET name = 'other' WHERE rowid = (SELECT rowid FROM craft"
                       " ORDER BY random () LIMIT 1)" },
  { "number-in-a-table", "UPDATE step SET hands_on_min = 6 WHERE rowid = (SELECT rowid FROM step"
                         " ORDER BY random () LIMIT 1)" },
  { "row-taken-out", "DELETE FROM step WHERE rowid = (SELECT rowid FROM step"
                     " ORDER BY random () LIMIT 1)" },
  { "row-put-in", "INSERT INTO place (id, name) VALUES"
                  " ('01900000-0000-7000-8000-000000000009', 'nowhere')" },
  { "question-put-in",
    "INSERT INTO question (record, field) SELECT id, 'name' FROM craft LIMIT 1" },
};

static void
test_alteration_is_found (Fixture *f, gconstpointer data)
{
  const char *sql = alterations[GPOINTER_TO_UINT (data) - 1].sql;
  g_autofree char *path = fixture_file (f, "catalog.db");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  fill (f);
  fixture_assert_verifies (f->catalog);
  g_clear_object (&f->catalog);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
  f->catalog = yipu_catalog_open (f->path, YIPU_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  findings = yipu_catalog_verify (f->catalog, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, >, 0);
  g_test_message ("%s", ((const YipuFinding *) findings->pdata[0])->message);
}

static void
test_missing_and_altered_media_are_found (Fixture *f, gconstpointer data)
{
  static const char hash[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  g_autofree char *folder = fixture_file (f, "media/2c");
  g_autofree char *path = g_build_filename (folder, hash + 2, NULL);
  g_autofree char *id = fixture_add (f->catalog, "file", "hash", hash, NULL);
  g_autoptr (GPtrArray) missing = yipu_catalog_verify (f->catalog, FALSE, NULL, NULL);
  g_autoptr (GPtrArray) altered = NULL;
  const YipuFinding *finding;

  g_assert_cmpuint (missing->len, ==, 1);
  finding = missing->pdata[0];
  g_assert_cmpstr (finding->record, ==, id);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "hello", 5, NULL));
  fixture_assert_verifies (f->catalog);
  g_assert_true (g_file_set_contents (path, "hullo", 5, NULL));
  altered = yipu_catalog_verify (f->catalog, TRUE, NULL, NULL);
  g_assert_cmpuint (altered->len, ==, 1);
}

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++) {
    g_autofree char *path = g_strconcat ("/tamper/is-found/", alterations[i].name, NULL);
    g_test_add (path, Fixture, GUINT_TO_POINTER (i + 1), fixture_set_up, test_alteration_is_found,
                fixture_tear_down);
  }
  g_test_add ("/tamper/is-found/media", Fixture, GUINT_TO_POINTER (1), fixture_set_up,
              test_missing_and_altered_media_are_found, fixture_tear_down);
  return g_test_run ();
}
