/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Catalogs for tests. */
#include "fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <yipu/verify.h>

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

void
fixture_assert_verifies (YipuCatalog *catalog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yipu_catalog_verify (catalog, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((const YipuFinding *) findings->pdata[i])->message);
  g_assert_cmpuint (findings->len, ==, 0);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  /* In memory where there is such a place: these tests are about what is written, not to what. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    fixture->folder = g_mkdtemp (g_strdup ("/dev/shm/yipu-test-XXXXXX"));
  if (!fixture->folder)
    fixture->folder = g_dir_make_tmp ("yipu-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "village.yipu", NULL);
  fixture->catalog = yipu_catalog_create (fixture->path, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->catalog && !data)
    fixture_assert_verifies (fixture->catalog);
  g_clear_object (&fixture->catalog);
  nftw (fixture->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
fixture_restart (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->catalog);
  fixture->catalog = yipu_catalog_open (fixture->path, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
}

char *
fixture_file (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

typedef struct {
  const char *kind;
  const char *id;
  const char *field;
  const char *value;
  GPtrArray *pairs;
  char *made;
} Step;

static gboolean
add_step (YipuEdit *edit, gpointer data, GError **error)
{
  Step *step = data;

  step->made = g_strdup (yipu_edit_add (edit, step->kind, NULL, error));
  if (!step->made)
    return FALSE;
  for (guint i = 0; i < step->pairs->len; i += 2)
    if (!yipu_edit_set (edit, step->made, step->pairs->pdata[i], step->pairs->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

static gboolean
set_step (YipuEdit *edit, gpointer data, GError **error)
{
  Step *step = data;

  return yipu_edit_set (edit, step->id, step->field, step->value, error);
}

static gboolean
remove_step (YipuEdit *edit, gpointer data, GError **error)
{
  return yipu_edit_remove (edit, ((Step *) data)->id, error);
}

static gboolean
move_step (YipuEdit *edit, gpointer data, GError **error)
{
  Step *step = data;

  return yipu_edit_move (edit, step->id, step->value, error);
}

static gboolean
forget_step (YipuEdit *edit, gpointer data, GError **error)
{
  Step *step = data;

  return yipu_edit_forget (edit, step->id, step->field, error);
}

static void
make (YipuCatalog *catalog, const char *label, YipuEditFunc func, Step *step)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_edit (catalog, label, func, step, &error);
  g_assert_no_error (error);
}

char *
fixture_add (YipuCatalog *catalog, const char *kind, ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  Step step = { .kind = kind, .pairs = pairs };
  va_list args;
  char *part;

  va_start (args, kind);
  while ((part = va_arg (args, char *)) != NULL) {
    g_ptr_array_add (pairs, part);
    g_ptr_array_add (pairs, va_arg (args, char *));
  }
  va_end (args);
  make (catalog, "Add", add_step, &step);
  return step.made;
}

void
fixture_set (YipuCatalog *catalog, const char *id, const char *field, const char *value)
{
  make (catalog, "Set", set_step, &(Step){ .id = id, .field = field, .value = value });
}

void
fixture_remove (YipuCatalog *catalog, const char *id)
{
  make (catalog, "Remove", remove_step, &(Step){ .id = id });
}

void
fixture_move (YipuCatalog *catalog, const char *id, const char *after)
{
  make (catalog, "Move", move_step, &(Step){ .id = id, .value = after });
}

void
fixture_forget (YipuCatalog *catalog, const char *id, const char *field)
{
  make (catalog, "Forget", forget_step, &(Step){ .id = id, .field = field });
}

char *
fixture_get (YipuCatalog *catalog, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_catalog_get_reader (catalog), NULL, id, &error);

  g_assert_no_error (error);
  return g_strdup (yipu_record_get (record, field));
}

void
fixture_assert_value (YipuCatalog *catalog, const char *id, const char *field, const char *value)
{
  g_autofree char *shown = fixture_get (catalog, id, field);

  g_assert_cmpstr (shown, ==, value);
}
