/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new index notes where the log ends, takes in all records in the order of kinds and rows, and
 * then what was touched since that note; an index that was there takes in what was touched since
 * its own. Each group of records is one commit with the note of how far it came, so that a stop at
 * any moment costs one group. The catalog is read group by group as well: a snapshot held for all
 * of it would keep its WAL from being copied back. */
#include "catalog/search-follow.h"

#include <string.h>
#include <yipu/catalog.h>

#include "catalog/reader-private.h"
#include "catalog/search-fields.h"

#define RECORDS_A_GROUP 500
/* Groups between copying the index's own WAL back. */
#define GROUPS_A_CHECKPOINT 8

struct _YipuFollower {
  YipuReader *reader;
  YipuSql *index; /* NULL until opened */
  char *path;
  char *name;
  YipuFollowFunc func;
  gpointer data;
  YipuIndexCursor cursor;
  guint groups;
  guint done, total; /* records, while it is built */
  gboolean anew;     /* to be told */
};

YipuFollower *
yipu_follower_new (
    YipuReader *reader, const char *path, const char *name, YipuFollowFunc func, gpointer data)
{
  YipuFollower *self = g_new0 (YipuFollower, 1);

  self->reader = reader;
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->func = func;
  self->data = data;
  return self;
}

void
yipu_follower_free (YipuFollower *self)
{
  g_clear_pointer (&self->index, yipu_index_close);
  yipu_reader_free (self->reader);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

static gboolean
cancelled (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The search was closed");
  return FALSE;
}

#define NEWEST                                                                                     \
  "SELECT edit.id, edit.hash, replica.id || ':' || edit.seq FROM edit"                             \
  " JOIN replica ON replica.n = edit.replica ORDER BY edit.id DESC LIMIT 1"
#define PLACE                                                                                      \
  "SELECT replica.id || ':' || edit.seq FROM edit JOIN replica ON replica.n = edit.replica"        \
  " WHERE edit.id = :edit"
#define FORGOTTEN "SELECT EXISTS (SELECT 1 FROM change WHERE id >= :first AND op = 'forget')"

gboolean
yipu_follow_newest (YipuReader *reader, YipuIndexCursor *cursor, GError **error)
{
  YipuSql *sql = yipu_reader_get_sql (reader, error);
  g_autoptr (YipuQuery) query = sql != NULL ? yipu_sql_query (sql, error, NEWEST, NULL) : NULL;
  int more = query != NULL ? yipu_query_next (query, error) : -1;

  cursor->edit = 0;
  cursor->place[0] = '\0';
  memset (cursor->hash, 0, sizeof cursor->hash);
  if (more <= 0)
    return more == 0;
  cursor->edit = yipu_query_int (query, 0);
  if (sqlite3_column_bytes (query, 1) == YIPU_HASH_SIZE)
    memcpy (cursor->hash, sqlite3_column_blob (query, 1), YIPU_HASH_SIZE);
  g_strlcpy (cursor->place, yipu_query_text (query, 2), sizeof cursor->place);
  return TRUE;
}

/* Whether the edit the index has seen last is still the one under that number. */
static gboolean
is_same_log (YipuFollower *self)
{
  YipuSql *sql = yipu_reader_get_sql (self->reader, NULL);
  g_autoptr (YipuQuery) query =
      sql != NULL ? yipu_sql_query (sql, NULL, PLACE, ":edit", 'i', self->cursor.edit, NULL) : NULL;

  return self->cursor.edit == 0 ||
         (query != NULL && yipu_query_next (query, NULL) > 0 &&
          g_strcmp0 (yipu_query_text (query, 0), self->cursor.place) == 0);
}

/* Words deleted from a full-text table stay in its file for long: what was forgotten must not. */
static gboolean
has_forgotten (YipuFollower *self)
{
  YipuSql *sql = yipu_reader_get_sql (self->reader, NULL);
  gint64 forgotten = 0;

  return sql != NULL &&
         yipu_sql_number (sql, 0, &forgotten, NULL, FORGOTTEN, ":first", 'i',
                          self->cursor.edit << 16, NULL) &&
         forgotten != 0;
}

/* Rows are numbered anew when the database is made compact: then the last of a kind is another. */
static gboolean
has_same_rows (YipuFollower *self)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (self->index, NULL, "SELECT id, max (doc) FROM doc GROUP BY kind", NULL);

  while (query != NULL && yipu_query_next (query, NULL) > 0) {
    gint64 doc = yipu_query_int (query, 1);
    const YipuSearched *searched = yipu_searched_at (YIPU_DOC_RANK (doc));
    g_autoptr (YipuRecord) record =
        searched != NULL
            ? yipu_reader_get (self->reader, searched->kind->id, yipu_query_text (query, 0), NULL)
            : NULL;
    if (record != NULL && yipu_record_get_rowid (record) != YIPU_DOC_ROW (doc))
      return FALSE;
  }
  return query != NULL;
}

static void
remove_index (YipuFollower *self)
{
  g_clear_pointer (&self->index, yipu_sql_close);
  yipu_index_remove_files (self->path);
}

/* Where the log ends as the work begins; what comes after is looked at when all is in. */
static gboolean
note_start (YipuFollower *self, GError **error)
{
  return yipu_follow_newest (self->reader, &self->cursor, error) &&
         yipu_index_save (self->index, &self->cursor, error);
}

static gboolean
start_anew (YipuFollower *self, GError **error)
{
  remove_index (self);
  self->index = yipu_index_open (self->path, self->name, error);
  self->cursor = (YipuIndexCursor){ 0 };
  self->anew = TRUE;
  return self->index != NULL && note_start (self, error);
}

static gboolean
open_index (YipuFollower *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->index = yipu_index_open (self->path, self->name, &failure);
  self->anew = TRUE;
  if (self->index != NULL && yipu_index_load (self->index, &self->cursor, NULL) &&
      has_same_rows (self))
    return self->cursor.edit > 0 || self->cursor.built || note_start (self, error);
  if (failure != NULL)
    g_debug ("search index: %s", failure->message);
  return start_anew (self, error);
}

static void
tell (YipuFollower *self)
{
  self->func (&self->cursor, self->done, self->total, self->anew, self->data);
  self->anew = FALSE;
}

static gboolean
commit_group (YipuFollower *self, GError **error)
{
  if (!yipu_index_save (self->index, &self->cursor, error) || !yipu_sql_commit (self->index, error))
    return FALSE;
  if (++self->groups % GROUPS_A_CHECKPOINT == 0 && !yipu_index_checkpoint (self->index, error))
    return FALSE;
  tell (self);
  return TRUE;
}

/* A group while it is built: @rows in order, of one kind. */
static gboolean
build_group (YipuFollower *self, const YipuKind *kind, const gint64 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) records = yipu_reader_get_rows (self->reader, kind->id, rows, n, error);

  if (records == NULL || !yipu_sql_begin (self->index, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    YipuRecord *record = records->pdata[i];
    if (record == NULL || yipu_record_is_gone (record))
      continue;
    if (!yipu_index_add (self->index, record,
                         yipu_reader_get_changed_at (self->reader, yipu_record_get_id (record)),
                         error))
      return FALSE;
  }
  self->cursor.row = rows[n - 1];
  self->done += n;
  return commit_group (self, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
build_kind (YipuFollower *self, const YipuKind *kind, const int *stop, GError **error)
{
  g_autoptr (GArray) rows = yipu_reader_list_rows (self->reader, kind->id, NULL, NULL, error);
  guint from = 0;

  if (rows == NULL)
    return FALSE;
  g_array_sort (rows, compare_rows);
  while (from < rows->len && g_array_index (rows, gint64, from) <= self->cursor.row)
    from++;
  self->done += from;
  while (from < rows->len) {
    guint n = MIN (RECORDS_A_GROUP, rows->len - from);
    gboolean good = !g_atomic_int_get (stop) || cancelled (error);
    good = good && yipu_reader_begin (self->reader, error);
    good = good && build_group (self, kind, &g_array_index (rows, gint64, from), n, error);
    yipu_reader_end (self->reader);
    if (!good)
      return FALSE;
    from += n;
  }
  return TRUE;
}

static gboolean
count_all (YipuFollower *self, GError **error)
{
  const YipuSearched *searched;

  self->done = self->total = 0;
  for (guint rank = 0; (searched = yipu_searched_at (rank)) != NULL; rank++) {
    gint64 count = yipu_reader_count (self->reader, searched->kind->id, NULL, NULL, error);
    if (count < 0)
      return FALSE;
    self->total += (guint) count;
    if (rank < self->cursor.rank)
      self->done += (guint) count;
  }
  return TRUE;
}

/* Takes up where it was left. */
static gboolean
build (YipuFollower *self, const int *stop, GError **error)
{
  const YipuSearched *searched;

  if (!count_all (self, error))
    return FALSE;
  while ((searched = yipu_searched_at (self->cursor.rank)) != NULL) {
    if (!build_kind (self, searched->kind, stop, error))
      return FALSE;
    self->cursor.rank++;
    self->cursor.row = 0;
  }
  self->cursor.built = TRUE;
  if (!yipu_index_save (self->index, &self->cursor, error))
    return FALSE;
  self->done = self->total;
  tell (self);
  self->done = self->total = 0;
  return yipu_index_checkpoint (self->index, error);
}

/* A record that was touched, as it is now. */
static gboolean
refresh (YipuFollower *self, const char *kind, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YipuRecord) record = yipu_reader_get (self->reader, kind, id, &failure);

  if (record != NULL && !yipu_record_is_gone (record))
    return yipu_index_put (self->index, record, yipu_reader_get_changed_at (self->reader, id),
                           error);
  if (record != NULL ||
      g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND) ||
      g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID))
    return yipu_index_drop (self->index, id, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

typedef struct {
  char *kind;
  char *id;
} Touched;

static void
touched_clear (gpointer data)
{
  Touched *touched = data;

  g_free (touched->kind);
  g_free (touched->id);
}

static gboolean
note_touched (const char *kind, const char *id, gpointer data)
{
  Touched touched = { g_strdup (kind), g_strdup (id) };

  g_array_append_val (data, touched);
  return TRUE;
}

/* One group of what was touched; the last takes the note @newest along. */
static gboolean
refresh_group (YipuFollower *self,
               const Touched *touched,
               guint n,
               const YipuIndexCursor *newest,
               GError **error)
{
  if (!yipu_sql_begin (self->index, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!refresh (self, touched[i].kind, touched[i].id, error))
      return FALSE;
  if (newest != NULL) {
    self->cursor.edit = newest->edit;
    memcpy (self->cursor.hash, newest->hash, sizeof newest->hash);
    memcpy (self->cursor.place, newest->place, sizeof newest->place);
  }
  return commit_group (self, error);
}

static gboolean
refresh_all (YipuFollower *self,
             GArray *touched,
             const YipuIndexCursor *newest,
             const int *stop,
             GError **error)
{
  guint from = 0;

  do {
    guint n = MIN (RECORDS_A_GROUP, touched->len - from);
    gboolean last = from + n == touched->len;
    gboolean good = !g_atomic_int_get (stop) || cancelled (error);
    good = good && yipu_reader_begin (self->reader, error);
    good = good && refresh_group (self, (Touched *) (gpointer) touched->data + from, n,
                                  last ? newest : NULL, error);
    yipu_reader_end (self->reader);
    if (!good)
      return FALSE;
    from += n;
  } while (from < touched->len);
  return TRUE;
}

/* What the index has not seen: @newest and the records touched, of one moment. */
static gboolean
look (YipuFollower *self, YipuIndexCursor *newest, GArray *touched, gboolean *anew, GError **error)
{
  gboolean good =
      yipu_reader_begin (self->reader, error) && yipu_follow_newest (self->reader, newest, error);

  *anew = FALSE;
  if (good && !is_same_log (self))
    *anew = TRUE;
  else if (good)
    good = yipu_reader_touched_since (self->reader, self->cursor.edit, self->cursor.hash,
                                      note_touched, touched, anew, error);
  if (good && !*anew && touched->len > 0)
    *anew = has_forgotten (self);
  yipu_reader_end (self->reader);
  return good;
}

/* Until the index is built and of this log; leaves what it has not seen yet. */
static gboolean
ensure_built (
    YipuFollower *self, YipuIndexCursor *newest, GArray *touched, const int *stop, GError **error)
{
  gboolean ready = FALSE;

  while (!ready) {
    gboolean anew = FALSE;

    g_array_set_size (touched, 0);
    if (!look (self, newest, touched, &anew, error) || (anew && !start_anew (self, error)))
      return FALSE;
    ready = self->cursor.built;
    if (!ready && !build (self, stop, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
catch_up (YipuFollower *self, const int *stop, GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (Touched));
  YipuIndexCursor newest;

  g_array_set_clear_func (touched, touched_clear);
  if ((self->index == NULL && !open_index (self, error)) ||
      !ensure_built (self, &newest, touched, stop, error))
    return FALSE;
  if (newest.edit == self->cursor.edit && touched->len == 0) {
    tell (self);
    return TRUE;
  }
  return refresh_all (self, touched, &newest, stop, error);
}

/* A failure leaves the file as the last commit left it, and is read anew; damage is thrown away. */
gboolean
yipu_follower_catch_up (YipuFollower *self, const int *stop, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (catch_up (self, stop, &failure))
    return TRUE;
  g_clear_pointer (&self->index, yipu_sql_close);
  if (g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED)) {
    yipu_index_remove_files (self->path);
    return catch_up (self, stop, error);
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
yipu_follower_tidy (YipuFollower *self, gboolean *more, GError **error)
{
  *more = FALSE;
  if (self->index == NULL || !self->cursor.built)
    return TRUE;
  return yipu_index_merge (self->index, more, error) && yipu_index_checkpoint (self->index, error);
}
