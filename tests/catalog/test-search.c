/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search over a whole catalog: everything typed is found, in every spelling people use, and the
 * index keeps up with the log or is made anew. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <yipu/init.h>
#include <yipu/search.h>
#include <yipu/text.h>

/* A catalog and its search, caught up. */
typedef struct {
  Fixture base;
  YipuSearch *search;
} Desk;

static void
catch_up (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yipu_search_wait (desk->search, NULL, &error));
  g_assert_no_error (error);
}

static void
open_search (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->search = yipu_search_open (desk->base.catalog, &error);
  g_assert_no_error (error);
  catch_up (desk);
}

static void
close_search (Desk *desk)
{
  yipu_search_close (desk->search);
  g_clear_object (&desk->search);
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  fixture_set_up (&desk->base, data);
  open_search (desk);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  if (desk->search != NULL)
    close_search (desk);
  fixture_tear_down (&desk->base, data);
}

static GPtrArray *
query (Desk *desk, const char *text, const char *const *kinds)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = yipu_search_query (desk->search, text, kinds, 50, &error);

  g_assert_no_error (error);
  return hits;
}

static gboolean
finds (Desk *desk, const char *text, const char *id)
{
  g_autoptr (GPtrArray) hits = query (desk, text, NULL);

  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (((YipuHit *) hits->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
assert_finds (Desk *desk, const char *text, const char *id)
{
  if (!finds (desk, text, id))
    g_error ("\"%s\" does not find it", text);
}

static void
assert_misses (Desk *desk, const char *text, const char *id)
{
  if (finds (desk, text, id))
    g_error ("\"%s\" finds it", text);
}

static void
test_every_spelling_finds (Desk *desk, gconstpointer data)
{
  static const char *const spellings[] = {
    "蓝印花布", "蓝",   "印花", "lanyinhuabu", "lyhb", "LYH",  "lany",         "huabu",
    "blue",     "CALI", "南通", "南通 花布",   "土布", "老布", "blue 蓝 南通", "ｂｌｕｅ",
  };
  static const char *const others[] = { "蓝花", "lanhua", "ico", "红", "xyz", "蓝 红" };
  g_autofree char *craft = fixture_add (desk->base.catalog, "craft", "name", "蓝印花布", "name_en",
                                        "Blue calico", "community", "南通乡下的织户", "local_name",
                                        "老布", "private_terms", "[\"土布\",\"秘方\"]", NULL);

  catch_up (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    assert_finds (desk, spellings[i], craft);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_misses (desk, others[i], craft);
}

static void
test_list_numbers (Desk *desk, gconstpointer data)
{
  static const char *const spellings[] = { "Ⅷ-24",    "VIII—24",    "viii 一 024", "Ⅷ24",
                                           "Ⅷ－２４", "VIII-24_01", "2006" };
  static const char *const others[] = { "Ⅷ-2", "Ⅷ-240", "VII-24", "VIII-24_02" };
  g_autofree char *listing = fixture_add (desk->base.catalog, "listing", "name", "蓝印花布",
                                          "number", "Ⅷ-24_01_320600", "year", "2006", NULL);

  catch_up (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    assert_finds (desk, spellings[i], listing);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_misses (desk, others[i], listing);
}

static void
test_several_readings (Desk *desk, gconstpointer data)
{
  g_autofree char *place = fixture_add (desk->base.catalog, "place", "name", "重庆", NULL);
  g_autofree char *person =
      fixture_add (desk->base.catalog, "person", "display_name", "单秀英", NULL);

  catch_up (desk);
  assert_finds (desk, "chongqing", place);
  assert_finds (desk, "cq", place);
  assert_finds (desk, "zq", place);
  assert_finds (desk, "sxy", person);
  assert_finds (desk, "danxiu", person);
}

static void
test_a_hit_says_what_and_whose (Desk *desk, gconstpointer data)
{
  YipuCatalog *catalog = desk->base.catalog;
  g_autofree char *place = fixture_add (catalog, "place", "name", "南通", NULL);
  g_autofree char *craft = fixture_add (catalog, "craft", "name", "蓝印花布", "place", place, NULL);
  g_autofree char *process = fixture_add (catalog, "process", "craft", craft, NULL);
  g_autofree char *step = fixture_add (catalog, "step", "process", process, "title", "刮浆",
                                       "instruction", "把豆粉和石灰调匀\n再刮三遍", NULL);
  g_autoptr (GPtrArray) hits = NULL, crafts = NULL;
  const YipuHit *hit;

  catch_up (desk);
  hits = query (desk, "石灰", NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->kind, ==, "step");
  g_assert_cmpstr (hit->id, ==, step);
  g_assert_cmpstr (hit->title, ==, "刮浆");
  g_assert_cmpstr (hit->subtitle, ==, "蓝印花布");
  g_assert_cmpstr (hit->field, ==, "instruction");
  g_assert_cmpstr (hit->snippet, ==, "把豆粉和石灰调匀 再刮三遍");
  g_assert_cmpuint (hit->n_title_spans, ==, 0);
  g_assert_cmpuint (hit->n_snippet_spans, ==, 1);
  g_assert_cmpuint (hit->snippet_spans[0].start, ==, strlen ("把豆粉和"));
  g_assert_cmpuint (hit->snippet_spans[0].length, ==, strlen ("石灰"));
  crafts = query (desk, "印花", NULL);
  hit = crafts->pdata[0];
  g_assert_cmpstr (hit->subtitle, ==, "南通");
  g_assert_cmpstr (hit->field, ==, "name");
  g_assert_cmpstr (hit->snippet, ==, "");
  g_assert_cmpuint (hit->title_spans[0].start, ==, strlen ("蓝"));
}

/* Found by how it is read: the characters that were typed are marked, in whichever language the
 * title is. */
static void
test_a_hit_by_pinyin_marks_the_characters (Desk *desk, gconstpointer data)
{
  static const char *const typed[] = { "yinhua", "yh" };
  g_autofree char *craft =
      fixture_add (desk->base.catalog, "craft", "name", "蓝印花布", "name_en", "Blue calico", NULL);
  g_autofree char *place = fixture_add (desk->base.catalog, "place", "name", "印花村", NULL);

  catch_up (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++) {
    g_autoptr (GPtrArray) hits = query (desk, typed[i], NULL);
    const YipuHit *hit = hits->pdata[0], *other = hits->pdata[1];

    g_assert_cmpuint (hits->len, ==, 2);
    g_assert_cmpstr (hit->id, ==, craft);
    g_assert_cmpstr (hit->title, ==, "Blue calico");
    g_assert_cmpuint (hit->n_title_spans, ==, 0);
    g_assert_cmpstr (hit->field, ==, "name");
    g_assert_cmpstr (hit->snippet, ==, "蓝印花布");
    g_assert_cmpuint (hit->n_snippet_spans, ==, 1);
    g_assert_cmpuint (hit->snippet_spans[0].start, ==, strlen ("蓝"));
    g_assert_cmpuint (hit->snippet_spans[0].length, ==, strlen ("印花"));
    g_assert_cmpstr (other->id, ==, place);
    g_assert_cmpuint (other->n_title_spans, ==, 1);
    g_assert_cmpuint (other->title_spans[0].start, ==, 0);
    g_assert_cmpuint (other->title_spans[0].length, ==, strlen ("印花"));
    g_assert_cmpstr (other->snippet, ==, "");
  }
}

static void
test_names_come_first (Desk *desk, gconstpointer data)
{
  YipuCatalog *catalog = desk->base.catalog;
  g_autofree char *text =
      fixture_add (catalog, "craft", "name", "竹编", "summary", "花布也编进去", NULL);
  g_autofree char *holds = fixture_add (catalog, "craft", "name", "蓝印花布", NULL);
  g_autofree char *step = fixture_add (catalog, "step", "title", "花布上浆", NULL);
  g_autofree char *begins = fixture_add (catalog, "craft", "name", "花布", NULL);
  const char *const order[] = { begins, step, holds, text };
  g_autoptr (GPtrArray) hits = NULL;

  catch_up (desk);
  hits = query (desk, "花布", NULL);
  g_assert_cmpuint (hits->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpstr (((YipuHit *) hits->pdata[i])->id, ==, order[i]);
}

static void
test_only_kinds_asked_for (Desk *desk, gconstpointer data)
{
  static const char *const kinds[] = { "step", "item", NULL };
  g_autofree char *craft = fixture_add (desk->base.catalog, "craft", "name", "花布", NULL);
  g_autofree char *step = fixture_add (desk->base.catalog, "step", "title", "裁花布", NULL);
  g_autofree char *item = fixture_add (desk->base.catalog, "item", "note", "要花布", NULL);
  g_autoptr (GPtrArray) hits = NULL;

  catch_up (desk);
  hits = query (desk, "花布", kinds);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (((YipuHit *) hits->pdata[0])->id, ==, step);
  g_assert_cmpstr (((YipuHit *) hits->pdata[1])->id, ==, item);
}

static void
test_edits_are_followed (Desk *desk, gconstpointer data)
{
  YipuCatalog *catalog = desk->base.catalog;
  g_autofree char *craft = fixture_add (catalog, "craft", "name", "竹编", NULL);
  g_autoptr (YipuUndone) undone = NULL;

  catch_up (desk);
  assert_finds (desk, "竹编", craft);
  fixture_set (catalog, craft, "name", "芦苇编");
  catch_up (desk);
  assert_misses (desk, "竹", craft);
  assert_finds (desk, "lwb", craft);
  fixture_remove (catalog, craft);
  catch_up (desk);
  assert_misses (desk, "芦苇", craft);
  undone = yipu_catalog_undo (catalog, NULL);
  g_assert_nonnull (undone);
  catch_up (desk);
  assert_finds (desk, "芦苇", craft);
}

static void
test_what_happened_while_closed_is_caught_up (Desk *desk, gconstpointer data)
{
  g_autofree char *old = fixture_add (desk->base.catalog, "craft", "name", "竹编", NULL);
  g_autofree char *new = NULL;

  catch_up (desk);
  close_search (desk);
  fixture_set (desk->base.catalog, old, "name", "芦苇编");
  new = fixture_add (desk->base.catalog, "craft", "name", "剪纸", NULL);
  fixture_restart (&desk->base);
  open_search (desk);
  assert_finds (desk, "芦苇", old);
  assert_misses (desk, "竹编", old);
  assert_finds (desk, "剪纸", new);
}

/* An autosave may be folded into the very edit the index has seen last. */
static void
test_a_folded_edit_is_read_again (Desk *desk, gconstpointer data)
{
  YipuCatalog *catalog = desk->base.catalog;
  g_autofree char *craft = fixture_add (catalog, "craft", "name", "竹", NULL);

  yipu_catalog_autosave (catalog, craft, "summary", "细篾", NULL, NULL);
  yipu_catalog_flush (catalog);
  catch_up (desk);
  assert_finds (desk, "细篾", craft);
  yipu_catalog_autosave (catalog, craft, "summary", "粗篾", NULL, NULL);
  yipu_catalog_flush (catalog);
  catch_up (desk);
  assert_finds (desk, "粗篾", craft);
  assert_misses (desk, "细篾", craft);
}

static char *
find_index (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "yipu", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".search"))
      return g_build_filename (folder, name, NULL);
  g_assert_not_reached ();
}

static void
test_the_file_is_for_our_eyes (Desk *desk, gconstpointer data)
{
  g_autofree char *path = find_index ();
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

typedef void (*Harm) (const char *path);

static void
remove_file (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
fill_with_noise (const char *path)
{
  g_assert_true (g_file_set_contents (path, "this is no index at all, but long enough", -1, NULL));
}

static void
empty_file (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
cut_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) length / 2, NULL));
}

/* Every other page but the first. */
static void
scratch_pages (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 4096; i + 4096 <= length; i += 8192)
    memset (text + i, 0x5a, 4096);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
}

static void
test_a_harmed_index_is_made_anew (Desk *desk, gconstpointer data)
{
  static const Harm harms[] = { remove_file, fill_with_noise, empty_file, cut_file, scratch_pages };
  g_autofree char *craft = fixture_add (desk->base.catalog, "craft", "name", "竹编", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (harms); i++) {
    g_autofree char *path = NULL;
    catch_up (desk);
    path = find_index ();
    close_search (desk);
    harms[i](path);
    open_search (desk);
    assert_finds (desk, "竹编", craft);
    assert_finds (desk, "zb", craft);
  }
}

/* The folder was put back from a backup: the edits have the same numbers and are others. */
static void
test_a_log_that_went_back_is_noticed (Desk *desk, gconstpointer data)
{
  g_autofree char *craft = fixture_add (desk->base.catalog, "craft", "name", "竹编", NULL);
  g_autofree char *db = fixture_file (&desk->base, "catalog.db");
  g_autofree char *lost = NULL, *found = NULL, *text = NULL;
  gsize length;

  g_clear_object (&desk->base.catalog);
  close_search (desk);
  g_assert_true (g_file_get_contents (db, &text, &length, NULL));
  desk->base.catalog = yipu_catalog_open (desk->base.path, YIPU_OPEN_NORMAL, NULL);
  open_search (desk);
  lost = fixture_add (desk->base.catalog, "craft", "name", "剪纸", NULL);
  catch_up (desk);
  assert_finds (desk, "剪纸", lost);
  close_search (desk);
  g_clear_object (&desk->base.catalog);
  g_assert_true (g_file_set_contents (db, text, (gssize) length, NULL));
  desk->base.catalog = yipu_catalog_open (desk->base.path, YIPU_OPEN_NORMAL, NULL);
  g_assert_nonnull (desk->base.catalog);
  found = fixture_add (desk->base.catalog, "craft", "name", "刺绣", NULL);
  open_search (desk);
  assert_finds (desk, "刺绣", found);
  assert_finds (desk, "竹编", craft);
  assert_misses (desk, "剪纸", lost);
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, text, strlen (text)) != NULL;
}

static void
test_what_is_forgotten_leaves_the_file (Desk *desk, gconstpointer data)
{
  static const char *const ends[] = { "", "-wal" };
  g_autofree char *person =
      fixture_add (desk->base.catalog, "person", "display_name", "qwertzname", NULL);
  g_autofree char *path = find_index ();

  catch_up (desk);
  assert_finds (desk, "qwertzname", person);
  fixture_forget (desk->base.catalog, person, "display_name");
  catch_up (desk);
  assert_misses (desk, "qwertzname", person);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *file = g_strconcat (path, ends[i], NULL);
    g_assert_false (file_holds (file, "qwertz"));
  }
}

/* A second program on the same catalog reads the index the first one keeps. */
static void
test_a_guest_reads_the_hosts_index (Desk *desk, gconstpointer data)
{
  g_autofree char *craft = fixture_add (desk->base.catalog, "craft", "name", "竹编", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuCatalog) beside = yipu_catalog_open (desk->base.path, YIPU_OPEN_READ_ONLY, &error);
  Desk guest = { { NULL } };

  g_assert_no_error (error);
  catch_up (desk);
  guest.base.catalog = beside;
  open_search (&guest);
  assert_finds (&guest, "竹编", craft);
  close_search (desk);
  catch_up (&guest);
  assert_finds (&guest, "zhubian", craft);
  close_search (&guest);
}

static gboolean
add_many (YipuEdit *edit, gpointer data, GError **error)
{
  static const char *const names[] = { "竹编", "剪纸", "蓝印花布", "刺绣", "云锦", "扎染" };

  for (int i = 0; i < GPOINTER_TO_INT (data); i++) {
    const char *id = yipu_edit_add (edit, "craft", NULL, error);
    g_autofree char *name = g_strdup_printf ("%s%d", names[i % (int) G_N_ELEMENTS (names)], i);
    g_autofree char *category = g_strdup_printf ("%d", 1 + i * 7 % 10);
    if (id == NULL || !yipu_edit_set (edit, id, "name", name, error) ||
        !yipu_edit_set (edit, id, "category", category, error))
      return FALSE;
  }
  return TRUE;
}

static void
fill (Desk *desk, int n)
{
  g_autoptr (GError) error = NULL;

  yipu_catalog_edit (desk->base.catalog, "Add crafts", add_many, GINT_TO_POINTER (n), &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Desk *desk, YipuSort sort, const char *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = yipu_search_list_rows (desk->search, "craft", sort, filter, &error);
  GPtrArray *records;

  g_assert_no_error (error);
  records = yipu_reader_get_rows (yipu_catalog_get_reader (desk->base.catalog), "craft",
                                  (const gint64 *) (gpointer) rows->data, rows->len, &error);
  g_assert_no_error (error);
  return records;
}

static void
test_lists_are_in_order (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) by_title = NULL, by_category = NULL, by_change = NULL, some = NULL;
  const YipuRecord *last;

  fill (desk, 200);
  catch_up (desk);
  by_title = list (desk, YIPU_SORT_TITLE, NULL);
  by_category = list (desk, YIPU_SORT_CATEGORY, NULL);
  g_assert_cmpuint (by_title->len, ==, 200);
  g_assert_cmpuint (by_category->len, ==, 200);
  for (guint i = 1; i < 200; i++) {
    gint64 before = yipu_record_get_int (by_category->pdata[i - 1], "category", 0);
    gint64 after = yipu_record_get_int (by_category->pdata[i], "category", 0);
    g_assert_cmpint (yipu_text_compare (yipu_record_get (by_title->pdata[i - 1], "name"),
                                        yipu_record_get (by_title->pdata[i], "name")),
                     <, 0);
    g_assert_cmpint (before, <=, after);
  }
  last = by_title->pdata[199];
  fixture_set (desk->base.catalog, yipu_record_get_id (last), "summary", "改过");
  catch_up (desk);
  by_change = list (desk, YIPU_SORT_CHANGED, NULL);
  some = list (desk, YIPU_SORT_TITLE, "lyhb");
  g_assert_cmpuint (by_change->len, ==, 200);
  g_assert_cmpuint (some->len, ==, 200 / 6);
  for (guint i = 0; i < some->len; i++)
    g_assert_true (g_str_has_prefix (yipu_record_get (some->pdata[i], "name"), "蓝印花布"));
}

static void
count_cb (YipuSearch *search, guint done, guint total, guint *last)
{
  g_assert_cmpuint (done, <=, total);
  *last = done == total ? total : *last;
}

static void
test_building_tells_and_ends (Desk *desk, gconstpointer data)
{
  g_autofree char *path = find_index ();
  guint last = 0;

  fill (desk, 1200);
  close_search (desk);
  remove_file (path);
  desk->search = yipu_search_open (desk->base.catalog, NULL);
  g_signal_connect (desk->search, "progress", G_CALLBACK (count_cb), &last);
  while (last < 1200)
    g_main_context_iteration (NULL, TRUE);
  catch_up (desk);
  g_assert_true (yipu_search_is_current (desk->search));
}

typedef struct {
  int answers, cancelled;
  guint hits;
} Answers;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answers *answers = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = yipu_search_query_finish (YIPU_SEARCH (source), result, &error);

  answers->answers++;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    answers->cancelled++;
  else
    answers->hits = hits->len;
}

static void
test_the_newest_question_wins (Desk *desk, gconstpointer data)
{
  static const char *const typed[] = { "l", "ly", "lyh", "lyhb" };
  Answers answers = { 0 };

  fill (desk, 60);
  catch_up (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    yipu_search_query_async (desk->search, typed[i], NULL, 50, answered_cb, &answers);
  while (answers.answers < (int) G_N_ELEMENTS (typed))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answers.cancelled, ==, G_N_ELEMENTS (typed) - 1);
  g_assert_cmpuint (answers.hits, ==, 10);
}

/* Every field of every kind that a person types: a mark of its own in each, found by it. */
static void
test_everything_typed_is_found (Desk *desk, gconstpointer data)
{
  guint n_kinds, fields = 0;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_kinds; i++)
    g_ptr_array_add (ids, fixture_add (desk->base.catalog, kinds[i]->id, "gone", "0", NULL));
  for (int checking = 0; checking <= 1; checking++) {
    guint mark = 0;
    for (guint i = 0; i < n_kinds; i++)
      for (guint j = 0; j < kinds[i]->n_fields; j++) {
        const YipuField *field = &kinds[i]->fields[j];
        gboolean list = field->type == YIPU_FIELD_LIST;
        g_autofree char *text = g_strdup_printf ("mark%04uq", mark);
        g_autofree char *value = list ? g_strdup_printf ("[\"%s\"]", text) : g_strdup (text);

        if ((field->type != YIPU_FIELD_TEXT && !list) || g_str_equal (field->name, "hash"))
          continue;
        mark++;
        if (checking)
          assert_finds (desk, text, ids->pdata[i]);
        else
          fixture_set (desk->base.catalog, ids->pdata[i], field->name, value);
      }
    catch_up (desk);
    fields = mark;
  }
  g_assert_cmpuint (fields, >, 150);
}

/* Random records, edits and removals; the oracle reads every text of every record. */
static gboolean
holds (YipuRecord *record, const char *folded)
{
  const YipuKind *kind = yipu_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++) {
    const char *value = kind->fields[i].type == YIPU_FIELD_TEXT
                            ? yipu_record_get (record, kind->fields[i].name)
                            : NULL;
    g_autofree char *text = value != NULL ? yipu_text_fold (value) : NULL;
    if (text != NULL && strstr (text, folded) != NULL)
      return TRUE;
  }
  return FALSE;
}

static char *
random_characters (int most)
{
  static const char *const characters[] = { "蓝", "印", "花", "布", "竹",
                                            "编", "，", "𠮷", "（", "Ｂ" };
  GString *text = g_string_new ("蓝");

  for (int n = g_test_rand_int_range (0, most); n > 0; n--)
    g_string_append (text, characters[g_test_rand_int_range (0, G_N_ELEMENTS (characters))]);
  return g_string_free (text, FALSE);
}

static void
compare_with_oracle (Desk *desk, const char *kind)
{
  static const char *const pool[] = { "印", "花", "布", "竹", "编", "𠮷" };
  const char *const kinds[] = { kind, NULL };
  g_autoptr (GPtrArray) records =
      yipu_reader_list (yipu_catalog_get_reader (desk->base.catalog), kind, NULL, NULL, NULL);
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autoptr (GPtrArray) hits = NULL;
  guint expected = 0;

  for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
    g_string_append (typed, pool[g_test_rand_int_range (0, G_N_ELEMENTS (pool))]);
  for (guint i = 0; i < records->len; i++)
    if (holds (records->pdata[i], typed->str)) {
      expected++;
      assert_finds (desk, typed->str, yipu_record_get_id (records->pdata[i]));
    }
  hits = query (desk, typed->str, kinds);
  g_assert_cmpuint (hits->len, ==, expected);
}

static void
test_hits_equal_a_scan (Desk *desk, gconstpointer data)
{
  static const char *const kinds[] = { "craft", "element", "item" };
  static const char *const fields[] = { "name", "name_en", "name" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (int round = 0; round < 60; round++) {
    int k = round % 3;
    g_autofree char *name = random_characters (5), *other = random_characters (9);
    if (round < 40)
      g_ptr_array_add (ids, fixture_add (desk->base.catalog, kinds[k], fields[k], name,
                                         k == 0 ? "summary" : "name_en", other, NULL));
    else if (round % 4 == 0)
      fixture_remove (desk->base.catalog, ids->pdata[round - 40]);
    else
      fixture_set (desk->base.catalog, ids->pdata[round - 40], "name", other);
    catch_up (desk);
    compare_with_oracle (desk, kinds[k]);
    compare_with_oracle (desk, kinds[(k + 1) % 3]);
  }
}

static gboolean
add_listings (YipuEdit *edit, gpointer data, GError **error)
{
  char **line = data;

  for (int i = 0; i < 500 && line[i] != NULL && *line[i] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (line[i], ",", -1);
    const char *id = yipu_edit_add (edit, "listing", NULL, error);
    if (id == NULL || !yipu_edit_set (edit, id, "name", cells[2], error) ||
        !yipu_edit_set (edit, id, "number", cells[1], error) ||
        !yipu_edit_set (edit, id, "region_text", cells[8], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
finds_name (Desk *desk, const char *typed, const char *name)
{
  g_autoptr (GPtrArray) hits = yipu_search_query (desk->search, typed, NULL, 300, NULL);

  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (((YipuHit *) hits->pdata[i])->title, name))
      return TRUE;
  return FALSE;
}

/* Three thousand real names, each by its first two characters, its pinyin and its initials. */
static void
test_the_national_list (Desk *desk, gconstpointer data)
{
  const char *folder = g_getenv ("YIPU_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder ? folder : "", "national-ich.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n;

  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("national-ich.csv is not here");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  for (guint i = 1; i < n; i += 500)
    g_assert_true (yipu_catalog_edit (desk->base.catalog, "Import", add_listings, lines + i, NULL));
  catch_up (desk);
  for (guint i = 1; i < n - 1; i += 7) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
    g_autofree char *two = g_utf8_substring (cells[2], 0, 2);
    g_autofree char *pinyin = yipu_text_pinyin (cells[2]);
    if (strchr (lines[i], '"') != NULL)
      continue;
    if (!finds_name (desk, two, cells[2]) || !finds_name (desk, pinyin, cells[2]) ||
        !finds_name (desk, cells[1], cells[2]))
      g_error ("%s is not found by %s, %s or %s", cells[2], two, pinyin, cells[1]);
  }
  g_assert_true (finds_name (desk, "lyhb", "蓝印花布印染技艺") ||
                 finds_name (desk, "lyhb", "南通蓝印花布印染技艺"));
}

#define ADD(path, func) g_test_add ("/search/" path, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  yipu_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("every-spelling-finds", test_every_spelling_finds);
  ADD ("numbers-of-the-national-list-however-spelt", test_list_numbers);
  ADD ("several-readings", test_several_readings);
  ADD ("a-hit-says-what-and-whose", test_a_hit_says_what_and_whose);
  ADD ("a-hit-by-pinyin-marks-the-characters", test_a_hit_by_pinyin_marks_the_characters);
  ADD ("names-come-first", test_names_come_first);
  ADD ("only-kinds-asked-for", test_only_kinds_asked_for);
  ADD ("edits-are-followed", test_edits_are_followed);
  ADD ("what-happened-while-closed-is-caught-up", test_what_happened_while_closed_is_caught_up);
  ADD ("a-folded-edit-is-read-again", test_a_folded_edit_is_read_again);
  ADD ("the-file-is-for-our-eyes", test_the_file_is_for_our_eyes);
  ADD ("a-harmed-index-is-made-anew", test_a_harmed_index_is_made_anew);
  ADD ("a-log-that-went-back-is-noticed", test_a_log_that_went_back_is_noticed);
  ADD ("what-is-forgotten-leaves-the-file", test_what_is_forgotten_leaves_the_file);
  ADD ("a-guest-reads-the-hosts-index", test_a_guest_reads_the_hosts_index);
  ADD ("lists-are-in-order", test_lists_are_in_order);
  ADD ("building-tells-and-ends", test_building_tells_and_ends);
  ADD ("the-newest-question-wins", test_the_newest_question_wins);
  ADD ("everything-typed-is-found", test_everything_typed_is_found);
  ADD ("hits-equal-a-scan", test_hits_equal_a_scan);
  ADD ("the-national-list", test_the_national_list);
  return g_test_run ();
}
