/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search as the front ends have it. One thread keeps the index up and is woken by the catalog's
 * "changed"; questions are answered on a connection of their own that only reads. The file belongs
 * to whoever holds the lock beside it; another program on the same catalog reads it as a guest and
 * takes over when the lock is free. */
#include <yipu/search.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalog/search-find.h"
#include "catalog/search-follow.h"
#include "catalog/search-private.h"

/* Quiet time before tidying, so that it is in nobody's way. */
#define TIDY_AFTER_US (G_USEC_PER_SEC)
/* A guest looks this often whether the host has caught up, for so long. */
#define GUEST_LOOK_US (20 * 1000)
#define GUEST_PATIENCE_US (30 * G_USEC_PER_SEC)
/* How often a waiting caller looks whether it was cancelled. */
#define CANCEL_LOOK_US (50 * 1000)

struct _YipuSearch {
  GObject parent_instance;

  YipuCatalog *catalog;
  GMainContext *context;
  char *path;
  char *name;
  gulong changed;
  GThread *thread;
  YipuFollower *follower; /* the thread's */
  int lock_fd;            /* the thread's; -1 for a guest */
  int stop;               /* atomic */

  GMutex lock;
  GCond cond;
  guint asked; /* rounds asked for, and those made */
  guint made;
  GError *failure; /* of the last round */
  gboolean untidy; /* the index is in more pieces than it need be */
  YipuIndexCursor cursor;
  guint generation; /* of the file; 0 while there is none to read */

  GMutex read_lock; /* for the two below */
  YipuSql *reader;
  guint reader_generation;

  GCancellable *question; /* the newest; the main thread's */
};

enum { UPDATED, PROGRESS, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuSearch, yipu_search, G_TYPE_OBJECT)

/* What the thread tells the main context. */
typedef struct {
  GWeakRef search;
  guint done, total;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_weak_ref_clear (&told->search);
  g_free (told);
}

static gboolean
emit_cb (gpointer data)
{
  Told *told = data;
  g_autoptr (YipuSearch) self = g_weak_ref_get (&told->search);

  if (self == NULL || g_atomic_int_get (&self->stop))
    return G_SOURCE_REMOVE;
  if (told->total > 0)
    g_signal_emit (self, signals[PROGRESS], 0, told->done, told->total);
  g_signal_emit (self, signals[UPDATED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell (YipuSearch *self, guint done, guint total)
{
  Told *told = g_new0 (Told, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&told->search, self);
  told->done = done;
  told->total = total;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_cb, told, told_free);
  g_source_attach (source, self->context);
}

static void
followed_cb (const YipuIndexCursor *cursor, guint done, guint total, gboolean anew, gpointer data)
{
  YipuSearch *self = data;

  g_mutex_lock (&self->lock);
  self->cursor = *cursor;
  if (anew)
    self->generation++;
  g_mutex_unlock (&self->lock);
  tell (self, done, total);
}

/* A descriptor that holds the file for writing until it is closed, also by a crash; -1 where
 * another has it. */
static int
lock_file (const char *path)
{
  g_autofree char *file = g_strconcat (path, ".lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0 || fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;
  close (fd);
  return -1;
}

/* Whether the file is ours to write. */
static gboolean
take_lock (YipuSearch *self)
{
  if (self->lock_fd < 0)
    self->lock_fd = lock_file (self->path);
  return self->lock_fd >= 0;
}

static gboolean
host_round (YipuSearch *self, GError **error)
{
  if (self->follower == NULL) {
    YipuReader *reader = yipu_catalog_open_reader (self->catalog, error);
    if (reader == NULL)
      return FALSE;
    self->follower = yipu_follower_new (reader, self->path, self->name, followed_cb, self);
  }
  return yipu_follower_catch_up (self->follower, &self->stop, error);
}

/* What the host has put in so far. */
static gboolean
read_cursor (YipuSearch *self, YipuIndexCursor *cursor)
{
  g_autoptr (YipuSql) index = yipu_index_open_reader (self->path, NULL);

  return index != NULL && yipu_index_load (index, cursor, NULL);
}

static gboolean
is_at (const YipuIndexCursor *cursor, const YipuIndexCursor *newest)
{
  return cursor->built && cursor->edit == newest->edit &&
         memcmp (cursor->hash, newest->hash, sizeof newest->hash) == 0;
}

/* Until the host has caught up, or is gone. */
static gboolean
guest_round (YipuSearch *self, GError **error)
{
  g_autoptr (YipuReader) reader = yipu_catalog_open_reader (self->catalog, error);
  gint64 end = g_get_monotonic_time () + GUEST_PATIENCE_US;
  YipuIndexCursor cursor = { 0 }, newest;

  if (reader == NULL || !yipu_follow_newest (reader, &newest, error))
    return FALSE;
  while (!g_atomic_int_get (&self->stop) && !take_lock (self)) {
    gboolean anew = read_cursor (self, &cursor) && memcmp (&cursor, &self->cursor, sizeof cursor);
    if (anew)
      followed_cb (&cursor, 0, 0, TRUE, self);
    if (is_at (&cursor, &newest))
      return TRUE;
    if (g_get_monotonic_time () > end) {
      g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_LOCKED,
                           _ ("Another Yipu is still reading this catalog into its search: "
                              "try again in a moment."));
      return FALSE;
    }
    g_usleep (GUEST_LOOK_US);
  }
  return host_round (self, error);
}

static gboolean
is_asked (YipuSearch *self)
{
  gboolean asked;

  g_mutex_lock (&self->lock);
  asked = self->asked != self->made || g_atomic_int_get (&self->stop);
  g_mutex_unlock (&self->lock);
  return asked;
}

static void
set_untidy (YipuSearch *self, gboolean untidy)
{
  g_mutex_lock (&self->lock);
  self->untidy = untidy;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

/* Joins the index's pieces, a little at a time, until that is done or somebody asks. */
static void
tidy (YipuSearch *self)
{
  gboolean more = TRUE;

  while (more && !is_asked (self))
    if (!yipu_follower_tidy (self->follower, &more, NULL))
      more = FALSE;
  if (!more)
    set_untidy (self, FALSE);
}

/* Waits until a round is asked for: its number, 0 to stop. When it is quiet, tidies. */
static guint
wait_for_round (YipuSearch *self)
{
  gint64 until = g_get_monotonic_time () + TIDY_AFTER_US;
  gboolean quiet = FALSE;
  guint round;

  g_mutex_lock (&self->lock);
  while (self->asked == self->made && !g_atomic_int_get (&self->stop) && !quiet)
    if (self->untidy)
      quiet = !g_cond_wait_until (&self->cond, &self->lock, until);
    else
      g_cond_wait (&self->cond, &self->lock);
  round = self->asked;
  g_mutex_unlock (&self->lock);
  if (quiet)
    tidy (self);
  return g_atomic_int_get (&self->stop) ? 0 : round;
}

static void
end_round (YipuSearch *self, guint round, GError *failure)
{
  g_mutex_lock (&self->lock);
  self->made = round;
  g_clear_error (&self->failure);
  self->failure = failure;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

static gpointer
keep_up (gpointer data)
{
  YipuSearch *self = data;
  guint round, last = 0;

  while ((round = wait_for_round (self)) > 0) {
    GError *failure = NULL;

    if (round == last)
      continue;
    if (!(take_lock (self) ? host_round (self, &failure) : guest_round (self, &failure)))
      g_info ("search: %s", failure->message);
    last = round;
    set_untidy (self, self->follower != NULL);
    end_round (self, round, failure);
  }
  g_clear_pointer (&self->follower, yipu_follower_free);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
  end_round (self, self->asked, NULL);
  return NULL;
}

static guint
ask (YipuSearch *self)
{
  guint round;

  g_mutex_lock (&self->lock);
  round = ++self->asked;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  return round;
}

static void
changed_cb (YipuCatalog *catalog, GPtrArray *records, YipuSearch *self)
{
  ask (self);
}

static void
yipu_search_dispose (GObject *object)
{
  yipu_search_close (YIPU_SEARCH (object));
  G_OBJECT_CLASS (yipu_search_parent_class)->dispose (object);
}

static void
yipu_search_finalize (GObject *object)
{
  YipuSearch *self = YIPU_SEARCH (object);

  g_clear_error (&self->failure);
  g_free (self->path);
  g_free (self->name);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->read_lock);
  G_OBJECT_CLASS (yipu_search_parent_class)->finalize (object);
}

static void
yipu_search_class_init (YipuSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yipu_search_dispose;
  object_class->finalize = yipu_search_finalize;
  signals[UPDATED] = g_signal_new ("updated", YIPU_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", YIPU_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
yipu_search_init (YipuSearch *self)
{
  self->lock_fd = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  g_mutex_init (&self->read_lock);
}

/* One file for each copy of a catalog: its id, and a hash of where the copy lies. */
static char *
find_path (YipuCatalog *catalog, const char *folder)
{
  guint8 hash[YIPU_HASH_SIZE];
  g_autofree char *hex = NULL, *place = NULL, *file = NULL;

  yipu_hash_bytes (folder, strlen (folder), hash);
  hex = yipu_hash_to_hex (hash);
  file = g_strdup_printf ("%s-%.12s.search", yipu_catalog_get_id (catalog), hex);
  return g_build_filename (g_get_user_cache_dir (), "yipu", file, NULL);
}

void
yipu_search_forget (YipuCatalog *catalog)
{
  g_autofree char *path = find_path (catalog, yipu_catalog_get_folder (catalog));
  int fd;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  fd = lock_file (path);
  if (fd < 0)
    return;
  yipu_index_remove_files (path);
  close (fd);
}

YipuSearch *
yipu_search_open (YipuCatalog *catalog, GError **error)
{
  g_autoptr (YipuSearch) self = NULL;
  g_autofree char *folder = NULL, *path = NULL, *cache = NULL;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), NULL);
  folder = g_canonicalize_filename (yipu_catalog_get_folder (catalog), NULL);
  path = find_path (catalog, folder);
  cache = g_path_get_dirname (path);
  if (g_mkdir_with_parents (cache, 0700) != 0) {
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO,
                 _ ("The folder %s for the search index cannot be made: %s."), cache,
                 g_strerror (errno));
    return NULL;
  }
  self = g_object_new (YIPU_TYPE_SEARCH, NULL);
  self->catalog = g_object_ref (catalog);
  self->context = g_main_context_ref_thread_default ();
  self->name = g_strdup_printf ("%s %s", yipu_catalog_get_id (catalog), folder);
  self->path = g_steal_pointer (&path);
  self->changed = g_signal_connect (catalog, "changed", G_CALLBACK (changed_cb), self);
  self->thread = g_thread_new ("search", keep_up, self);
  ask (self);
  return g_steal_pointer (&self);
}

void
yipu_search_close (YipuSearch *self)
{
  g_return_if_fail (YIPU_IS_SEARCH (self));
  if (self->thread == NULL)
    return;
  g_atomic_int_set (&self->stop, TRUE);
  ask (self);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_signal_handler (&self->changed, self->catalog);
  g_cancellable_cancel (self->question);
  g_clear_object (&self->question);
  g_mutex_lock (&self->read_lock);
  g_clear_pointer (&self->reader, yipu_sql_close);
  g_mutex_unlock (&self->read_lock);
  g_clear_object (&self->catalog);
}

gboolean
yipu_search_is_current (YipuSearch *self)
{
  YipuIndexCursor newest = { 0 };
  gboolean current;

  g_return_val_if_fail (YIPU_IS_SEARCH (self), FALSE);
  if (self->catalog == NULL)
    return FALSE;
  newest.edit = yipu_reader_get_last_edit (yipu_catalog_get_reader (self->catalog), newest.hash);
  g_mutex_lock (&self->lock);
  current = is_at (&self->cursor, &newest);
  g_mutex_unlock (&self->lock);
  return current;
}

gboolean
yipu_search_wait (YipuSearch *self, GCancellable *cancellable, GError **error)
{
  guint round;
  gboolean good = TRUE;

  g_return_val_if_fail (YIPU_IS_SEARCH (self), FALSE);
  round = ask (self);
  g_mutex_lock (&self->lock);
  while (good && self->made < round && !g_atomic_int_get (&self->stop)) {
    good = !g_cancellable_set_error_if_cancelled (cancellable, error);
    if (good)
      g_cond_wait_until (&self->cond, &self->lock, g_get_monotonic_time () + CANCEL_LOOK_US);
  }
  if (good && self->failure != NULL) {
    g_propagate_error (error, g_error_copy (self->failure));
    good = FALSE;
  }
  g_mutex_unlock (&self->lock);
  return good;
}

void
yipu_search_wait_tidy (YipuSearch *self)
{
  g_mutex_lock (&self->lock);
  while (self->untidy && !g_atomic_int_get (&self->stop))
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

/* The connection for questions, on the file as it is now; NULL without error while there is none.
 * Call with the read lock held. */
static YipuSql *
get_reader (YipuSearch *self, gboolean *built, GError **error)
{
  guint generation;

  g_mutex_lock (&self->lock);
  generation = self->generation;
  *built = self->cursor.built;
  g_mutex_unlock (&self->lock);
  if (self->reader != NULL && generation != self->reader_generation)
    g_clear_pointer (&self->reader, yipu_sql_close);
  if (self->reader == NULL && generation > 0)
    self->reader = yipu_index_open_reader (self->path, error);
  self->reader_generation = generation;
  return self->reader;
}

/* A damaged index is no error to who asks: it is made anew, and finds nothing until then. */
static gboolean
forgive (YipuSearch *self, GError *failure, GError **error)
{
  if (failure == NULL ||
      g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED)) {
    g_clear_error (&failure);
    ask (self);
    return TRUE;
  }
  g_propagate_error (error, failure);
  return FALSE;
}

static GPtrArray *
find_hits (YipuSearch *self,
           const char *text,
           const char *const *kinds,
           guint limit,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  g_autoptr (YipuQuestion) question = yipu_question_parse (text);
  GError *failure = NULL;
  gboolean built = FALSE;
  YipuSql *index = question != NULL ? get_reader (self, &built, &failure) : NULL;
  GPtrArray *hits = NULL;

  if (index != NULL)
    hits = yipu_find_hits (index, question, kinds, limit, cancellable, &failure);
  if (hits == NULL && (failure == NULL || forgive (self, failure, error)))
    hits = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_hit_unref);
  return hits;
}

GPtrArray *
yipu_search_query (
    YipuSearch *self, const char *text, const char *const *kinds, guint limit, GError **error)
{
  g_return_val_if_fail (YIPU_IS_SEARCH (self) && text != NULL, NULL);
  return find_hits (self, text, kinds, limit, NULL, error);
}

/* A question on its way. */
typedef struct {
  char *text;
  char **kinds;
  guint limit;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_strfreev (question->kinds);
  g_free (question);
}

static void
answer_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  GPtrArray *hits;

  if (g_task_return_error_if_cancelled (task))
    return;
  hits = find_hits (source, question->text, (const char *const *) question->kinds, question->limit,
                    cancellable, &error);
  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
yipu_search_query_async (YipuSearch *self,
                         const char *text,
                         const char *const *kinds,
                         guint limit,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (YIPU_IS_SEARCH (self) && text != NULL);
  g_cancellable_cancel (self->question);
  g_clear_object (&self->question);
  self->question = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->text = g_strdup (text);
  question->kinds = g_strdupv ((char **) kinds);
  question->limit = limit;
  task = g_task_new (self, self->question, callback, user_data);
  g_task_set_source_tag (task, yipu_search_query_async);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, answer_in_thread);
}

GPtrArray *
yipu_search_query_finish (YipuSearch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* NULL without error where the index cannot answer yet. */
static GArray *
find_rows (
    YipuSearch *self, const YipuKind *kind, YipuSort sort, const char *filter, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->read_lock);
  g_autoptr (YipuQuestion) question = filter != NULL ? yipu_question_parse (filter) : NULL;
  GError *failure = NULL;
  gboolean built = FALSE;
  YipuSql *index = get_reader (self, &built, &failure);
  GArray *rows = NULL;

  if (index != NULL && (built || question != NULL))
    rows = yipu_find_rows (index, kind, sort, question, &failure);
  if (rows == NULL && failure != NULL)
    forgive (self, failure, error);
  return rows;
}

GArray *
yipu_search_list_rows (
    YipuSearch *self, const char *kind, YipuSort sort, const char *filter, GError **error)
{
  const YipuKind *description = yipu_kind_find (kind);
  g_autoptr (GError) failure = NULL;
  GArray *rows;

  g_return_val_if_fail (YIPU_IS_SEARCH (self) && description != NULL, NULL);
  g_return_val_if_fail (self->catalog != NULL, NULL);
  rows = find_rows (self, description, sort, filter, &failure);
  if (rows != NULL)
    return rows;
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return yipu_reader_list_rows (yipu_catalog_get_reader (self->catalog), kind, NULL, NULL, error);
}
