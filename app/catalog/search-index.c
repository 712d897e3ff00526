/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three tables. `doc` has a row a record, with its names and sort keys: lists are read from its
 * indexes alone. `names` holds names and how they are typed in pinyin; `texts` all that was typed.
 * Two full-text tables, because names come first among the hits, and a question as one types is
 * mostly answered by the small one.
 *
 * FTS5 merges its pieces within a commit unless told not to, which makes that one commit slow: it
 * is told not to, and the thread that keeps the index merges when it has nothing else to do. A
 * commit is not synced. That loses nothing but work; but a file whose machine stopped before it was
 * closed cannot be trusted, so it names the boot it is being written under. */
#include "catalog/search-index.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yipu/catalog.h>
#include <yipu/text.h>

#include "base/collate.h"
#include "base/pinyin.h"
#include "catalog/search-fields.h"
#include "catalog/search-tokenizer.h"

/* Raised whenever the tables, the words or the fields of kinds change: then it is made anew. */
#define FORMAT 1

#define SCHEMA                                                                                             \
  "CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value ANY) STRICT;"                                   \
  "CREATE TABLE doc (doc INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL,"                    \
  " owner TEXT, about TEXT, title TEXT, title_en TEXT, fold TEXT, sort BLOB NOT NULL,"                     \
  " sort_en BLOB NOT NULL, category INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT;"                   \
  "CREATE UNIQUE INDEX doc_id ON doc (id);"                                                                \
  "CREATE INDEX doc_fold ON doc (fold) WHERE fold IS NOT NULL;"                                            \
  "CREATE INDEX doc_sort ON doc (kind, sort);"                                                             \
  "CREATE INDEX doc_sort_en ON doc (kind, sort_en);"                                                       \
  "CREATE INDEX doc_changed ON doc (kind, changed DESC);"                                                  \
  "CREATE INDEX doc_category ON doc (kind, category, sort) WHERE category > 0;"                            \
  "CREATE INDEX doc_category_en ON doc (kind, category, sort_en) WHERE category > 0;"                      \
  "CREATE VIRTUAL TABLE names USING fts5 (name, keys, tokenize = 'yipu', prefix = '1 2', columnsize = 0);" \
  "CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'yipu', columnsize = 0);"                       \
  "INSERT INTO names (names, rank) VALUES ('automerge', 0), ('hashsize', 8388608), ('crisismerge', 400);"  \
  "INSERT INTO texts (texts, rank) VALUES ('automerge', 0), ('hashsize', 8388608), ('crisismerge', 400);"

#define GET "SELECT value FROM meta WHERE key = :key"
#define SET "INSERT OR REPLACE INTO meta (key, value) VALUES (:key, :value)"

#define CURSOR                                                                                     \
  "SELECT h.value, p.value FROM meta AS h, meta AS p WHERE h.key = 'hash' AND p.key = 'place'"

#define PAGES_A_MERGE 64

static gboolean
set_number (YipuSql *index, const char *key, gint64 value, GError **error)
{
  return yipu_sql_run (index, error, SET, ":key", 't', key, ":value", 'i', value, NULL);
}

static gboolean
set_text (YipuSql *index, const char *key, const char *value, GError **error)
{
  return yipu_sql_run (index, error, SET, ":key", 't', key, ":value", 't', value, NULL);
}

static gboolean
get_number (YipuSql *index, const char *key, gint64 *value, GError **error)
{
  return yipu_sql_number (index, 0, value, error, GET, ":key", 't', key, NULL);
}

static gboolean
has_text (YipuSql *index, const char *key, const char *value)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (index, NULL, GET, ":key", 't', key, NULL);

  return query != NULL && yipu_query_next (query, NULL) > 0 &&
         g_strcmp0 (yipu_query_text (query, 0), value) == 0;
}

/* Another after each start of the machine; "" where the system does not say, which trusts. */
static char *
boot_id (void)
{
  char *id = NULL;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_strchomp (id);
  return g_strdup ("");
}

/* SQLite would make it readable to whom the umask lets. */
static gboolean
ensure_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  int code = errno;

  if (fd >= 0 && fchmod (fd, 0600) == 0) {
    close (fd);
    return TRUE;
  }
  if (fd >= 0)
    close (fd);
  g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_IO,
               _ ("The search index %s cannot be written: %s."), path, g_strerror (code));
  return FALSE;
}

static YipuSql *
open_file (const char *path, YipuSqlMode mode, GError **error)
{
  g_autoptr (YipuSql) index = yipu_sql_open (path, mode, error);

  if (index == NULL)
    return NULL;
  if (yipu_words_register (yipu_sql_get_handle (index)) != SQLITE_OK) {
    yipu_sql_fail (yipu_sql_get_handle (index), error);
    return NULL;
  }
  return g_steal_pointer (&index);
}

static gboolean
create_tables (YipuSql *index, const char *name, GError **error)
{
  return yipu_sql_begin (index, error) && yipu_sql_script (index, SCHEMA, error) &&
         set_number (index, "format", FORMAT, error) && set_text (index, "name", name, error) &&
         set_text (index, "boot", "", error) && yipu_sql_commit (index, error);
}

/* Whether the tables are ours and whole: what a power cut or a foreign hand left is not. */
static gboolean
check_tables (YipuSql *index, const char *name, const char *boot, GError **error)
{
  gint64 format = 0;
  gboolean good = get_number (index, "format", &format, NULL) && format == FORMAT &&
                  has_text (index, "name", name) &&
                  (has_text (index, "boot", "") || has_text (index, "boot", boot));
  g_autoptr (YipuQuery) query =
      good ? yipu_sql_query (index, NULL, "PRAGMA quick_check (1)", NULL) : NULL;

  good = query != NULL && yipu_query_next (query, NULL) > 0 &&
         g_strcmp0 (yipu_query_text (query, 0), "ok") == 0;
  if (!good)
    g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_DAMAGED,
                         _ ("The search index is made anew."));
  return good;
}

YipuSql *
yipu_index_open (const char *path, const char *name, GError **error)
{
  g_autofree char *boot = boot_id ();
  g_autoptr (YipuSql) index = NULL;
  gint64 tables = 0;

  if (!ensure_file (path, error))
    return NULL;
  index = open_file (path, YIPU_SQL_WRITE, error);
  if (index == NULL ||
      !yipu_sql_script (
          index, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -49152",
          error) ||
      !yipu_sql_number (index, 0, &tables, error, "SELECT count (*) FROM sqlite_schema", NULL))
    return NULL;
  if (tables == 0 ? !create_tables (index, name, error) : !check_tables (index, name, boot, error))
    return NULL;
  return set_text (index, "boot", boot, error) ? g_steal_pointer (&index) : NULL;
}

YipuSql *
yipu_index_open_reader (const char *path, GError **error)
{
  g_autoptr (YipuSql) index = open_file (path, YIPU_SQL_READ_ONLY, error);

  if (index == NULL || !yipu_sql_script (index, "PRAGMA cache_size = -32768", error))
    return NULL;
  return g_steal_pointer (&index);
}

void
yipu_index_close (YipuSql *index)
{
  if (yipu_index_checkpoint (index, NULL) &&
      yipu_sql_script (index, "PRAGMA synchronous = FULL", NULL) &&
      set_text (index, "boot", "", NULL))
    yipu_sql_script (index, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  yipu_sql_close (index);
}

void
yipu_index_remove_files (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *file = g_strconcat (path, ends[i], NULL);
    unlink (file);
  }
}

gboolean
yipu_index_load (YipuSql *index, YipuIndexCursor *cursor, GError **error)
{
  gint64 built = 0, rank = 0;
  g_autoptr (YipuQuery) query = NULL;

  *cursor = (YipuIndexCursor){ 0 };
  if (!get_number (index, "edit", &cursor->edit, error) ||
      !get_number (index, "built", &built, error) || !get_number (index, "rank", &rank, error) ||
      !get_number (index, "row", &cursor->row, error))
    return FALSE;
  cursor->built = built != 0;
  cursor->rank = (guint) rank;
  query = yipu_sql_query (index, error, CURSOR, NULL);
  if (query == NULL)
    return FALSE;
  if (yipu_query_next (query, NULL) > 0 && sqlite3_column_bytes (query, 0) == YIPU_HASH_SIZE) {
    memcpy (cursor->hash, sqlite3_column_blob (query, 0), YIPU_HASH_SIZE);
    g_strlcpy (cursor->place, yipu_query_text (query, 1), sizeof cursor->place);
  }
  return TRUE;
}

gboolean
yipu_index_save (YipuSql *index, const YipuIndexCursor *cursor, GError **error)
{
  return set_number (index, "edit", cursor->edit, error) &&
         yipu_sql_run (index, error, SET, ":key", 't', "hash", ":value", 'b', cursor->hash,
                       (gsize) YIPU_HASH_SIZE, NULL) &&
         set_text (index, "place", cursor->place, error) &&
         set_number (index, "built", cursor->built, error) &&
         set_number (index, "rank", cursor->rank, error) &&
         set_number (index, "row", cursor->row, error);
}

#define FIND "SELECT doc, title, title_en FROM doc WHERE id = :id"
#define DROP_DOC "DELETE FROM doc WHERE doc = :doc"
#define DROP_NAME "DELETE FROM names WHERE rowid = :doc"
#define DROP_TEXT "DELETE FROM texts WHERE rowid = :doc"

static gboolean
drop_doc (YipuSql *index, gint64 doc, gboolean with_name, GError **error)
{
  return yipu_sql_run (index, error, DROP_DOC, ":doc", 'i', doc, NULL) &&
         yipu_sql_run (index, error, DROP_TEXT, ":doc", 'i', doc, NULL) &&
         (!with_name || yipu_sql_run (index, error, DROP_NAME, ":doc", 'i', doc, NULL));
}

gboolean
yipu_index_drop (YipuSql *index, const char *id, GError **error)
{
  gint64 doc = -1;

  return yipu_sql_number (index, -1, &doc, error, FIND, ":id", 't', id, NULL) &&
         (doc < 0 || drop_doc (index, doc, TRUE, error));
}

#define PUT_DOC                                                                                    \
  "INSERT INTO doc (doc, kind, id, owner, about, title, title_en, fold, sort, sort_en, category,"  \
  " changed) VALUES (:doc, :kind, :id, :owner, :about, :title, :title_en, :fold, :sort, :sort_en," \
  " :category, :changed)"
#define PUT_NAME "INSERT INTO names (rowid, name, keys) VALUES (:doc, :name, :keys)"
#define PUT_TEXT "INSERT INTO texts (rowid, text) VALUES (:doc, :text)"

/* A record and where it goes. */
typedef struct {
  const YipuSearched *searched;
  const YipuRecord *record;
  gint64 doc;
} Entry;

static const char *
entry_get (const Entry *entry, int field)
{
  return yipu_searched_get (entry->searched, entry->record, field);
}

static const char *
either (const char *first, const char *second)
{
  return first != NULL ? first : second;
}

static gboolean
put_doc (YipuSql *index, const Entry *entry, gint64 changed, GError **error)
{
  const YipuSearched *searched = entry->searched;
  const char *title = entry_get (entry, searched->title);
  const char *title_en = entry_get (entry, searched->title_en);
  const char *name =
      either (entry_get (entry, searched->name), entry_get (entry, searched->name_en));
  g_autofree char *fold = name != NULL ? yipu_text_fold (name) : NULL;
  g_autoptr (GBytes) sort = yipu_collate_key (either (either (title, title_en), ""));
  g_autoptr (GBytes) sort_en = title_en != NULL ? yipu_collate_key (title_en) : g_bytes_ref (sort);

  return yipu_sql_run (
      index, error, PUT_DOC, ":doc", 'i', entry->doc, ":kind", 'i', (gint64) searched->rank, ":id",
      't', yipu_record_get_id (entry->record), ":owner", 't', entry_get (entry, searched->owner),
      ":about", 't', entry_get (entry, searched->about), ":title", 't', title, ":title_en", 't',
      title_en, ":fold", 't', fold, ":sort", 'b', g_bytes_get_data (sort, NULL),
      g_bytes_get_size (sort), ":sort_en", 'b', g_bytes_get_data (sort_en, NULL),
      g_bytes_get_size (sort_en), ":category", 'i',
      yipu_searched_category (searched, entry->record), ":changed", 'i', changed, NULL);
}

static gboolean
put_name (YipuSql *index, const Entry *entry, GError **error)
{
  const char *name = entry_get (entry, entry->searched->name);
  const char *name_en = entry_get (entry, entry->searched->name_en);
  g_autofree char *both = NULL;
  g_autoptr (GString) keys = g_string_new (NULL);

  if (name == NULL && name_en == NULL)
    return TRUE;
  both = g_strdup_printf ("%s%c%s", either (name, ""), YIPU_FIELD_END, either (name_en, ""));
  if (name != NULL)
    yipu_pinyin_append_keys (keys, name);
  return yipu_sql_run (index, error, PUT_NAME, ":doc", 'i', entry->doc, ":name", 't', both, ":keys",
                       't', keys->str, NULL);
}

static gboolean
put_text (YipuSql *index, const Entry *entry, GError **error)
{
  g_autofree char *text = yipu_searched_text (entry->searched, entry->record);

  return *text == '\0' ||
         yipu_sql_run (index, error, PUT_TEXT, ":doc", 'i', entry->doc, ":text", 't', text, NULL);
}

/* FALSE for kinds that are not searched. */
static gboolean
find_entry (const YipuRecord *record, Entry *entry)
{
  const YipuSearched *searched = yipu_searched_find (yipu_record_get_kind (record));

  if (searched == NULL)
    return FALSE;
  *entry = (Entry){ searched, record, YIPU_DOC (searched->rank, yipu_record_get_rowid (record)) };
  return TRUE;
}

gboolean
yipu_index_add (YipuSql *index, const YipuRecord *record, gint64 changed, GError **error)
{
  Entry entry;

  return !find_entry (record, &entry) ||
         (put_doc (index, &entry, changed, error) && put_name (index, &entry, error) &&
          put_text (index, &entry, error));
}

/* What is in the index for a record.
 * @doc: its number, -1 for none
 * @same_name: it would be found by the same names under the same number */
static gboolean
find_old (YipuSql *index, const Entry *entry, gint64 *doc, gboolean *same_name, GError **error)
{
  g_autoptr (YipuQuery) query =
      yipu_sql_query (index, error, FIND, ":id", 't', yipu_record_get_id (entry->record), NULL);
  int more = query != NULL ? yipu_query_next (query, error) : -1;

  *doc = more > 0 ? yipu_query_int (query, 0) : -1;
  *same_name =
      *doc == entry->doc &&
      g_strcmp0 (yipu_query_text (query, 1), entry_get (entry, entry->searched->title)) == 0 &&
      g_strcmp0 (yipu_query_text (query, 2), entry_get (entry, entry->searched->title_en)) == 0;
  return more >= 0;
}

/* Most edits leave a record's name alone, and then its part of the names as well. */
gboolean
yipu_index_put (YipuSql *index, const YipuRecord *record, gint64 changed, GError **error)
{
  Entry entry;
  gint64 doc = -1;
  gboolean same_name = FALSE;

  if (!find_entry (record, &entry))
    return TRUE;
  return find_old (index, &entry, &doc, &same_name, error) &&
         (doc < 0 || drop_doc (index, doc, !same_name, error)) &&
         put_doc (index, &entry, changed, error) &&
         (same_name || put_name (index, &entry, error)) && put_text (index, &entry, error);
}

gboolean
yipu_index_checkpoint (YipuSql *index, GError **error)
{
  return yipu_sql_script (index, "PRAGMA wal_checkpoint (PASSIVE)", error);
}

/* FTS5 says so by whether the statement wrote more than its own row. */
static gboolean
merge_table (YipuSql *index, const char *statement, gboolean *more, GError **error)
{
  sqlite3 *handle = yipu_sql_get_handle (index);
  int before = sqlite3_total_changes (handle);

  if (!yipu_sql_run (index, error, statement, ":pages", 'i', (gint64) PAGES_A_MERGE, NULL))
    return FALSE;
  *more = *more || sqlite3_total_changes (handle) - before >= 2;
  return TRUE;
}

gboolean
yipu_index_merge (YipuSql *index, gboolean *more, GError **error)
{
  *more = FALSE;
  return merge_table (index, "INSERT INTO names (names, rank) VALUES ('merge', :pages)", more,
                      error) &&
         merge_table (index, "INSERT INTO texts (texts, rank) VALUES ('merge', :pages)", more,
                      error);
}
