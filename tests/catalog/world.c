/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The world: laptops, people, letters under way. Problems are returned, not asserted, since the
 * test of planted faults wants to see them. */
#include "world.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <yipu/history.h>
#include <yipu/verify.h>

#include "catalog/catalog-private.h"
#include "catalog/reader-private.h"
#include "oracle.h"
#include "snapshot.h"

enum { N_LAPTOPS = 3 };

/* A file under way. */
typedef struct {
  GPtrArray *edits; /* of YipuSentEdit, owned */
  guint to;
} Letter;

/* A view as search keeps one: each record's text, caught up from the log. */
typedef struct {
  gint64 edit;
  guint8 hash[YIPU_HASH_SIZE];
  GHashTable *texts; /* id → text, both owned */
} View;

typedef struct {
  char *folder;
  YipuCatalog *catalog;
  char *names[N_LAPTOPS]; /* replica ids, as far as known */
  View view;
} Laptop;

typedef struct {
  char *folder;
  Laptop laptops[N_LAPTOPS];
  GPtrArray *records; /* of char *, owned */
  GPtrArray *letters; /* of Letter, owned */
  Pasts *pasts;
  GHashTable *sent[N_LAPTOPS][N_LAPTOPS]; /* what one believes the other has; owned */
  guint max_records; /* the fewer, the more they all write in the same fields */
  char *problem;
} World;

typedef struct {
  World *world;
  const char *record;
  const char *field;
  const char *value;
  const char *group;
  gboolean settle;
  char *made;
} Act;

static const char *const people[] = { "01900000-0000-7000-8000-000000000001",
                                      "01900000-0000-7000-8000-000000000002" };
static const char *const values[] = { "a", "b", "c", "d", NULL };
static const char *const craft_fields[] = { "name", "summary", "local_name" };

static void fail (World *world, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
fail (World *world, const char *format, ...)
{
  va_list args;

  if (world->problem)
    return;
  va_start (args, format);
  world->problem = g_strdup_vprintf (format, args);
  va_end (args);
}

/* One world runs at a time; its acts run on writer threads, but never two at once. */
static GRand *chance;

static guint
dice (guint n)
{
  return (guint) g_rand_int_range (chance, 0, (gint32) n);
}

/* --- Setting up --- */

static int
remove_one (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_ptr_array_unref (letter->edits);
  g_free (letter);
}

static GHashTable *
vector_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static gint64
world_clock (void)
{
  static gint64 now = 1700000000LL * G_USEC_PER_SEC;

  return now += G_USEC_PER_SEC;
}

static void
copy_database (const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (from, "catalog.db", NULL);
  g_autofree char *target = g_build_filename (to, "catalog.db", NULL);
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &data, &length, NULL));
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (target, data, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

static void
open_laptop (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;

  laptop->catalog = yipu_catalog_open (laptop->folder, YIPU_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  laptop->catalog->clock = world_clock;
}

static World *
world_new (void)
{
  World *world = g_new0 (World, 1);
  gboolean memory = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR);

  world->folder = g_strdup (memory ? "/dev/shm/yipu-world-XXXXXX" : "/tmp/yipu-world-XXXXXX");
  g_assert_nonnull (g_mkdtemp (world->folder));
  world->records = g_ptr_array_new_with_free_func (g_free);
  world->letters = g_ptr_array_new_with_free_func (letter_free);
  world->pasts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < N_LAPTOPS; i++) {
    Laptop *laptop = &world->laptops[i];

    laptop->folder = g_strdup_printf ("%s/%u.yipu", world->folder, i);
    laptop->view.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    if (i == 0)
      g_object_unref (yipu_catalog_create (laptop->folder, NULL));
    else
      copy_database (world->laptops[0].folder, laptop->folder);
    for (guint j = 0; j < N_LAPTOPS; j++)
      world->sent[i][j] = vector_new ();
  }
  for (guint i = 0; i < N_LAPTOPS; i++)
    open_laptop (&world->laptops[i]);
  return world;
}

static char *
world_end (World *world)
{
  char *problem = world->problem;

  for (guint i = 0; i < N_LAPTOPS; i++) {
    g_clear_object (&world->laptops[i].catalog);
    g_hash_table_unref (world->laptops[i].view.texts);
    g_free (world->laptops[i].folder);
    for (guint j = 0; j < N_LAPTOPS; j++)
      g_hash_table_unref (world->sent[i][j]);
  }
  nftw (world->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_hash_table_unref (world->pasts);
  g_ptr_array_unref (world->letters);
  g_ptr_array_unref (world->records);
  g_free (world->folder);
  g_free (world);
  return problem;
}

/* --- What an act leaves in the log --- */

static GHashTable *
vector_of (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;
  GHashTable *vector = yipu_exchange_vector (laptop->catalog, &error);

  g_assert_no_error (error);
  return vector;
}

static GHashTable *
vector_copy (GHashTable *vector)
{
  GHashTable *copy = vector_new ();
  GHashTableIter iter;
  gpointer replica, seq;

  g_hash_table_iter_init (&iter, vector);
  while (g_hash_table_iter_next (&iter, &replica, &seq))
    g_hash_table_insert (copy, replica, g_memdup2 (seq, sizeof (gint64)));
  return copy;
}

/* Notes the past of each edit that @laptop made since it stood at @before. */
static void
note_pasts (World *world, Laptop *laptop, GHashTable *before)
{
  const char *own = g_intern_string (yipu_catalog_get_replica (laptop->catalog));
  g_autoptr (GHashTable) after = vector_of (laptop);
  const gint64 *first = g_hash_table_lookup (before, own);
  const gint64 *last = g_hash_table_lookup (after, own);

  for (gint64 seq = first ? *first + 1 : 1; last && seq <= *last; seq++) {
    GHashTable *past = vector_copy (before);
    gint64 earlier = seq - 1;

    g_hash_table_insert (past, (gpointer) own, g_memdup2 (&earlier, sizeof earlier));
    g_hash_table_insert (world->pasts, g_strdup_printf ("%s:%" G_GINT64_FORMAT, own, seq), past);
  }
}

/* --- Acts --- */

static gboolean
add (YipuEdit *edit, gpointer data, GError **error)
{
  Act *act = data;
  gboolean is_consent = dice (5) == 0;

  act->made = g_strdup (yipu_edit_add (edit, is_consent ? "consent" : "craft", NULL, error));
  if (is_consent)
    return yipu_edit_set (edit, act->made, "answer", dice (2) ? "yes" : "no", error);
  return yipu_edit_set (edit, act->made, "name", values[dice (4)], error) &&
         yipu_edit_set (edit, act->made, "summary", values[dice (5)], error);
}

static gboolean
set (YipuEdit *edit, gpointer data, GError **error)
{
  Act *act = data;

  if (act->group)
    yipu_edit_set_group (edit, act->group);
  if (act->settle)
    return yipu_edit_settle (edit, act->record, act->field, act->value, error);
  return yipu_edit_set (edit, act->record, act->field, act->value, error);
}

static gboolean
forget (YipuEdit *edit, gpointer data, GError **error)
{
  Act *act = data;

  return yipu_edit_forget (edit, act->record, act->field, error);
}

/* An act may find nothing to do; anything else than that is a problem. */
static void
expect_done (World *world, const GError *error)
{
  if (error && !g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOTHING) &&
      !g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    fail (world, "an act failed: %s", error->message);
}

static void
edit_once (World *world, Laptop *laptop, YipuEditFunc func, Act *act)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_edit (laptop->catalog, "Act", func, act, &error);
  expect_done (world, error);
}

/* A field in question on this laptop: there most can go wrong. */
static gboolean
choose_question (Laptop *laptop, Act *act)
{
  YipuSql *sql = yipu_reader_get_sql (yipu_catalog_get_reader (laptop->catalog), NULL);
  g_autoptr (YipuQuery) query =
      yipu_sql_query (sql, NULL, "SELECT record, field FROM question WHERE field <> 'gone'", NULL);

  for (guint i = dice (3) + 1; i > 0; i--)
    if (yipu_query_next (query, NULL) <= 0)
      return FALSE;
  act->record = g_intern_string (yipu_query_text (query, 0));
  act->field = g_intern_string (yipu_query_text (query, 1));
  act->value = g_str_equal (act->field, "answer") ? "ask" : values[dice (5)];
  return TRUE;
}

/* A record of this laptop that is not forgotten, and a field of it; FALSE where there is none. */
static gboolean
choose (World *world, Laptop *laptop, Act *act)
{
  g_autoptr (YipuRecord) record = NULL;

  if (world->records->len == 0)
    return FALSE;
  if (dice (2) && choose_question (laptop, act))
    return TRUE;
  act->record = world->records->pdata[dice (world->records->len)];
  record = yipu_reader_get (yipu_catalog_get_reader (laptop->catalog), NULL, act->record, NULL);
  if (!record)
    return FALSE;
  if (strcmp (yipu_record_get_kind (record)->id, "consent") == 0) {
    static const char *const answers[] = { "yes", "no", "ask", "not_asked" };
    act->field = "answer";
    act->value = answers[dice (4)];
  } else {
    act->field = craft_fields[dice (world->max_records < 3 ? 2 : 3)];
    act->value = values[dice (5)];
  }
  return TRUE;
}

static char *
shown (Laptop *laptop, const char *record, const char *field)
{
  g_autoptr (YipuRecord) found =
      yipu_reader_get (yipu_catalog_get_reader (laptop->catalog), NULL, record, NULL);
  const char *value = found ? yipu_record_get (found, field) : NULL;

  return g_strdup (value ? value : "");
}

static gboolean
has_part (const char *list, const char *part)
{
  g_auto (GStrv) parts = g_strsplit (list, "|", -1);

  return g_strv_contains ((const char *const *) parts, part) || (!*list && !*part);
}

/* log.md, "Intent": after a set in a question, the values in question are the old ones less the
 * shown plus the new; a settle leaves one. */
static void
check_intent (World *world, Laptop *laptop, const Act *act, const char *before, const char *was)
{
  g_autofree char *after = oracle_head_values (laptop->catalog, act->record, act->field);
  const char *value = act->value ? act->value : "";
  g_auto (GStrv) old = g_strsplit (before, "|", -1);
  g_auto (GStrv) new = g_strsplit (after, "|", -1);

  if (strcmp (was, value) == 0 && !act->settle) {
    if (strcmp (before, after) != 0)
      fail (world, "setting the shown value changed “%s” into “%s”", before, after);
    return;
  }
  if (!has_part (after, value))
    fail (world, "“%s” was set and is no head: “%s”", value, after);
  for (guint i = 0; new[i]; i++)
    if (strcmp (new[i], value) != 0 &&
        (act->settle || !has_part (before, new[i]) || strcmp (new[i], was) == 0))
      fail (world, "“%s” turned “%s” into “%s”", value, before, after);
  for (guint i = 0; !act->settle && old[i]; i++)
    if (strcmp (old[i], was) != 0 && !has_part (after, old[i]))
      fail (world, "setting “%s” lost “%s” of “%s”", value, old[i], before);
}

static void
set_and_check (World *world, Laptop *laptop, Act *act)
{
  g_autofree char *before = oracle_head_values (laptop->catalog, act->record, act->field);
  g_autofree char *was = shown (laptop, act->record, act->field);

  edit_once (world, laptop, set, act);
  check_intent (world, laptop, act, before, was);
}

static void
note_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_autosave_finish (YIPU_CATALOG (source), result, &error);
  expect_done (data, error);
}

static void
take_back (World *world, Laptop *laptop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = NULL;
  gint64 newest = yipu_reader_get_last_edit (yipu_catalog_get_reader (laptop->catalog), NULL);

  switch (dice (5)) {
  case 0:
  case 1: undone = yipu_catalog_undo (laptop->catalog, &error); break;
  case 2:
  case 3: undone = yipu_catalog_redo (laptop->catalog, &error); break;
  default:
    if (newest > 0)
      undone = yipu_catalog_revert (laptop->catalog, 1 + dice ((guint) newest), &error);
  }
  expect_done (world, error);
}

/* --- Letters --- */

static void
send_letter (World *world, guint from, guint to)
{
  g_autoptr (GError) error = NULL;
  Letter *letter = g_new0 (Letter, 1);

  letter->to = to;
  letter->edits = yipu_exchange_send (world->laptops[from].catalog, world->sent[from][to], &error);
  g_assert_no_error (error);
  g_ptr_array_add (world->letters, letter);
  /* Sometimes the sender believes that it will arrive. */
  if (dice (3) > 0)
    return;
  g_hash_table_unref (world->sent[from][to]);
  world->sent[from][to] = vector_of (&world->laptops[from]);
}

/* Whether all that the letter builds on is here, or in it. */
static gboolean
should_be_taken (World *world, const Letter *letter)
{
  g_autoptr (GHashTable) vector = vector_of (&world->laptops[letter->to]);

  for (guint i = 0; i < letter->edits->len; i++) {
    const YipuSentEdit *sent = letter->edits->pdata[i];
    g_autofree char *name =
        g_strdup_printf ("%s:%" G_GINT64_FORMAT, sent->name.replica, sent->name.seq);
    GHashTable *past = g_hash_table_lookup (world->pasts, name);
    GHashTableIter iter;
    gpointer replica, seq;

    if (oracle_holds (vector, sent->name.replica, sent->name.seq))
      continue;
    g_hash_table_iter_init (&iter, past);
    while (g_hash_table_iter_next (&iter, &replica, &seq))
      if (*(gint64 *) seq > 0 && !oracle_holds (vector, replica, *(gint64 *) seq))
        return FALSE;
    g_hash_table_insert (vector, (gpointer) sent->name.replica,
                         g_memdup2 (&sent->name.seq, sizeof (gint64)));
  }
  return TRUE;
}

static void
deliver (World *world, guint index)
{
  Letter *letter = world->letters->pdata[index];
  Laptop *laptop = &world->laptops[letter->to];
  g_autoptr (GError) error = NULL;
  gboolean expected = should_be_taken (world, letter);
  g_autofree char *before = expected ? NULL : oracle_dump (laptop->catalog);

  if (yipu_exchange_receive (laptop->catalog, letter->edits, &error) != expected)
    fail (world, "a letter was %s: %s", expected ? "refused" : "taken with a gap",
          error ? error->message : "");
  if (!expected) {
    g_autofree char *after = oracle_dump (laptop->catalog);
    if (strcmp (before, after) != 0)
      fail (world, "a refused letter changed the log");
  }
  if (dice (4) > 0) /* else it comes a second time */
    g_ptr_array_remove_index (world->letters, index);
}

/* --- Checks --- */

static gboolean
note_record (const char *kind, const char *id, gpointer data)
{
  g_ptr_array_add (data, g_strdup (id));
  return TRUE;
}

static char *
text_of (Laptop *laptop, const char *id)
{
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_catalog_get_reader (laptop->catalog), NULL, id, NULL);
  const YipuKind *kind = record ? yipu_record_get_kind (record) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; kind && i < kind->n_fields; i++) {
    const char *value = yipu_record_get (record, kind->fields[i].name);
    g_string_append_printf (text, "%s;", value ? value : "");
  }
  return g_string_free (text, FALSE);
}

static void
catch_up (World *world, Laptop *laptop)
{
  YipuReader *reader = yipu_catalog_get_reader (laptop->catalog);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  View *view = &laptop->view;
  gboolean rebuild;

  g_assert_true (yipu_reader_touched_since (reader, view->edit, view->hash, note_record, touched,
                                            &rebuild, NULL));
  if (rebuild)
    fail (world, "a view was lost");
  for (guint i = 0; i < touched->len; i++)
    g_hash_table_insert (view->texts, g_strdup (touched->pdata[i]),
                         text_of (laptop, touched->pdata[i]));
  view->edit = yipu_reader_get_last_edit (reader, view->hash);
}

static void
check_view (World *world, Laptop *laptop)
{
  catch_up (world, laptop);
  for (guint i = 0; i < world->records->len; i++) {
    const char *id = world->records->pdata[i];
    g_autofree char *now = text_of (laptop, id);
    const char *seen = g_hash_table_lookup (laptop->view.texts, id);

    if (strcmp (seen ? seen : "", now) != 0)
      fail (world, "the view of %s is stale: %s, not %s", id, seen, now);
  }
}

static void
check_laptop (World *world, Laptop *laptop)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = oracle_check (laptop->catalog, world->pasts);
  g_autoptr (GPtrArray) findings = yipu_catalog_verify (laptop->catalog, TRUE, NULL, &error);

  if (problem)
    fail (world, "%s", problem);
  if (!findings)
    fail (world, "verify failed: %s", error->message);
  else if (findings->len > 0)
    fail (world, "verify: %s", ((const YipuFinding *) findings->pdata[0])->message);
  check_view (world, laptop);
}

static void
exchange_all (World *world)
{
  for (guint round = 0; round < 2; round++)
    for (guint from = 0; from < N_LAPTOPS; from++)
      for (guint to = 0; to < N_LAPTOPS; to++) {
        g_autoptr (GHashTable) vector = vector_of (&world->laptops[to]);
        g_autoptr (GPtrArray) edits =
            yipu_exchange_send (world->laptops[from].catalog, vector, NULL);
        g_autoptr (GError) error = NULL;

        if (from != to && !yipu_exchange_receive (world->laptops[to].catalog, edits, &error))
          fail (world, "the last exchange failed: %s", error->message);
      }
}

static void
check_all_equal (World *world)
{
  g_autofree char *log = oracle_dump (world->laptops[0].catalog);
  g_autofree char *tables = snapshot_tables (world->laptops[0].catalog, FALSE);

  for (guint i = 1; i < N_LAPTOPS; i++) {
    g_autofree char *other_log = oracle_dump (world->laptops[i].catalog);
    g_autofree char *other_tables = snapshot_tables (world->laptops[i].catalog, FALSE);

    if (strcmp (log, other_log) != 0)
      fail (world, "logs differ");
    if (strcmp (tables, other_tables) != 0)
      fail (world, "tables differ:\n%s\n%s", tables, other_tables);
  }
}

/* --- Steps --- */

static void
type (World *world, guint from, Act *act)
{
  Laptop *laptop = &world->laptops[from];

  for (guint i = 0; i < 1 + dice (4); i++) {
    yipu_catalog_autosave (laptop->catalog, act->record, act->field, values[dice (4)], note_saved,
                           world);
    yipu_catalog_flush (laptop->catalog);
    if (dice (6) == 0)
      yipu_catalog_autosave_end (laptop->catalog);
    else if (dice (4) == 0)
      send_letter (world, from, (from + 1 + dice (N_LAPTOPS - 1)) % N_LAPTOPS);
    else if (dice (4) == 0)
      catch_up (world, laptop);
  }
}

static void
act (World *world, guint from)
{
  Laptop *laptop = &world->laptops[from];
  g_autofree char *group = dice (4) == 0 ? yipu_edit_new_uuid () : NULL;
  Act act = { .world = world };
  guint n = dice (20);

  if (!choose (world, laptop, &act) || (n < 3 && world->records->len < world->max_records)) {
    edit_once (world, laptop, add, &act);
    g_ptr_array_add (world->records, act.made);
  } else if (n < 8) {
    act.group = group;
    set_and_check (world, laptop, &act);
    if (group && choose (world, laptop, &act))
      set_and_check (world, laptop, &act);
  } else if (n < 10) {
    act.settle = TRUE;
    set_and_check (world, laptop, &act);
  } else if (n < 13) {
    type (world, from, &act);
  } else if (n < 15) {
    act.field = "gone";
    act.value = dice (3) ? "1" : NULL;
    edit_once (world, laptop, set, &act);
  } else if (n < 19) {
    take_back (world, laptop);
  } else {
    act.field = dice (4) ? act.field : NULL;
    edit_once (world, laptop, forget, &act);
  }
}

static void
act_as_somebody (World *world, guint from, gboolean only_undo)
{
  Laptop *laptop = &world->laptops[from];
  g_autoptr (GHashTable) before = vector_of (laptop);

  yipu_catalog_set_person (laptop->catalog, people[dice (2)]);
  if (only_undo)
    take_back (world, laptop);
  else
    act (world, from);
  note_pasts (world, laptop, before);
}

static void
step (World *world)
{
  guint from = dice (N_LAPTOPS);
  guint n = dice (10);

  if (n <= 1) {
    send_letter (world, from, (from + 1 + dice (N_LAPTOPS - 1)) % N_LAPTOPS);
    /* What is taken back after it left has perhaps been built upon by then. */
    if (dice (2))
      act_as_somebody (world, from, TRUE);
  } else if (n <= 3 && world->letters->len > 0)
    deliver (world, dice (3) ? world->letters->len - 1 : dice (world->letters->len));
  else if (n == 4)
    catch_up (world, &world->laptops[from]);
  else
    act_as_somebody (world, from, FALSE);
  if (dice (20) == 0)
    check_laptop (world, &world->laptops[from]);
}

char *
world_run (guint seed, guint n_steps, guint max_records)
{
  World *world = world_new ();
  char *problem;

  chance = g_rand_new_with_seed (seed);
  world->max_records = max_records;
  for (guint i = 0; i < n_steps && !world->problem; i++)
    step (world);
  if (!world->problem)
    exchange_all (world);
  for (guint i = 0; i < N_LAPTOPS && !world->problem; i++)
    check_laptop (world, &world->laptops[i]);
  if (!world->problem)
    check_all_equal (world);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  problem = world_end (world);
  g_clear_pointer (&chance, g_rand_free);
  return problem;
}

guint
world_rounds (guint few)
{
  const char *rounds = g_getenv ("YIPU_TEST_ROUNDS");

  return rounds ? (guint) atoi (rounds) : few;
}
