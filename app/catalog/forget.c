/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blanking. Of a set, value and salt go and the digest stays. Of an add, one field may go: then the
 * salts of the others take the place of its salt (salts.h). */
#include "catalog/forget.h"

#include <errno.h>
#include <string.h>
#include <yipu/catalog.h>

#include "base/media-place.h"
#include "catalog/edit-private.h"
#include "catalog/salts.h"
#include "catalog/table.h"

#define ADDS_OF                                                                                    \
  "SELECT id FROM change WHERE record = :record AND field = '' AND op = 'add' ORDER BY id"

static gboolean
collect (YipuQuery *query, GArray *ids, GError **error)
{
  int more;

  if (!query)
    return FALSE;
  while ((more = yipu_query_next (query, error)) > 0) {
    gint64 id = yipu_query_int (query, 0);
    g_array_append_val (ids, id);
  }
  return more == 0;
}

gboolean
yipu_forget_bases (YipuSql *sql, const char *record, YipuChange *change, GError **error)
{
  g_auto (YipuHeads) heads = { 0 };

  change->bases = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (change->field[0] == '\0') {
    g_autoptr (YipuQuery) query =
        yipu_sql_query (sql, error, ADDS_OF, ":record", 't', record, NULL);
    return collect (query, change->bases, error);
  }
  if (!yipu_heads_find (sql, record, change->field, &heads, error))
    return FALSE;
  for (guint i = 0; i < heads.heads->len; i++)
    g_array_append_val (change->bases, g_array_index (heads.heads, YipuHead, i).id);
  return TRUE;
}

#define BLANK_SET                                                                                  \
  "UPDATE change SET new = NULL, salt = NULL WHERE id = :id AND op IN ('add', 'set')"
#define ADD_AT "SELECT new, salt FROM change WHERE id = :id AND op = 'add'"
#define REWRITE_ADD "UPDATE change SET new = :new, salt = :salt WHERE id = :id"

/* The add's JSON without @name. */
static char *
without (const YipuAdd *add, const char *name)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (add->fields, YipuAddField, i);

    if (strcmp (field->name, name) == 0)
      continue;
    if (json->len > 1)
      g_string_append_c (json, ',');
    yipu_json_append (json, field->name);
    g_string_append_c (json, ':');
    if (field->value.type == YIPU_VALUE_TEXT)
      yipu_json_append (json, field->value.text);
    else
      g_string_append_printf (json, "%" G_GINT64_FORMAT, field->value.number);
  }
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

static char *
read_salts (YipuHash *hash, YipuQuery *query, const YipuAdd *add)
{
  const guint8 *salt = sqlite3_column_blob (query, 1);

  if (sqlite3_column_type (query, 1) == SQLITE_TEXT)
    return g_strdup (yipu_query_text (query, 1));
  if (sqlite3_column_bytes (query, 1) != YIPU_SALT_SIZE)
    return NULL;
  return yipu_salts_split (hash, salt, add);
}

static gboolean
blank_add_field (YipuLog *log, gint64 id, const char *name, GError **error)
{
  g_autoptr (YipuQuery) query = yipu_sql_query (log->sql, error, ADD_AT, ":id", 'i', id, NULL);
  int more = query ? yipu_query_next (query, error) : -1;
  g_autoptr (YipuAdd) add = NULL;
  g_autofree char *before = NULL;
  g_autofree char *salts = NULL;
  g_autofree char *json = NULL;
  const YipuValue *value;

  if (more <= 0 || sqlite3_column_type (query, 0) != SQLITE_TEXT)
    return more >= 0;
  add = yipu_add_parse (yipu_query_text (query, 0));
  value = add ? yipu_add_find (add, name) : NULL;
  if (!value)
    return TRUE;
  before = read_salts (log->hash, query, add);
  salts = before ? yipu_salts_forget (log->hash, before, name, value) : NULL;
  if (!salts)
    return TRUE;
  json = without (add, name);
  return yipu_sql_run (log->sql, error, REWRITE_ADD, ":id", 'i', id, ":new", 't', json, ":salt",
                       't', salts, NULL);
}

gboolean
yipu_forget_blank (YipuLog *log, gint64 change, const char *field, GError **error)
{
  gint64 is_add = 0;

  if (!yipu_sql_number (log->sql, 0, &is_add, error, "SELECT op = 'add' FROM change WHERE id = :id",
                        ":id", 'i', change, NULL))
    return FALSE;
  if (is_add && field[0] != '\0')
    return blank_add_field (log, change, field, error);
  return yipu_sql_run (log->sql, error, BLANK_SET, ":id", 'i', change, NULL);
}

#define NODES_OF_FIELD                                                                             \
  "SELECT id FROM change WHERE record = :record AND field IN ('', :field) AND op IN ('add', 'set')"
#define NODES_OF_RECORD "SELECT id FROM change WHERE record = :record AND op IN ('add', 'set')"
#define NO_QUESTIONS "DELETE FROM question WHERE record = :record"

gboolean
yipu_forget_blank_all (YipuLog *log, const YipuChange *change, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean whole = change->field[0] == '\0';
  g_autoptr (YipuQuery) query =
      whole
          ? yipu_sql_query (log->sql, error, NODES_OF_RECORD, ":record", 't', change->record, NULL)
          : yipu_sql_query (log->sql, error, NODES_OF_FIELD, ":record", 't', change->record,
                            ":field", 't', change->field, NULL);

  if (!collect (query, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!yipu_forget_blank (log, g_array_index (ids, gint64, i), change->field, error))
      return FALSE;
  return TRUE;
}

/* The file of a forgotten record goes once the edit stands. */
static gboolean
note_file (YipuLog *log, const char *record, GError **error)
{
  const YipuKind *kind = yipu_kind_find ("file");
  guint hash = (guint) yipu_kind_index (kind, "hash");
  YipuValue value = YIPU_VALUE_EMPTY;

  if (yipu_table_get_value (log->sql, kind, record, hash, &value, error) < 0)
    return FALSE;
  if (value.text)
    g_ptr_array_add (log->forgotten_files, value.text);
  return TRUE;
}

gboolean
yipu_forget_row (YipuLog *log, const YipuKind *kind, const char *record, GError **error)
{
  if (kind && strcmp (kind->id, "file") == 0 && !note_file (log, record, error))
    return FALSE;
  return (!kind || yipu_table_delete (log->sql, kind, record, error)) &&
         yipu_sql_run (log->sql, error, NO_QUESTIONS, ":record", 't', record, NULL);
}

#define STILL_NAMED "SELECT 1 FROM \"file\" WHERE hash = :hash LIMIT 1"

/* 1 and 0; 1 also where nobody can say: the file stays. */
static gboolean
is_named (YipuSql *sql, const char *hash)
{
  gint64 named = 1;

  return !yipu_sql_number (sql, 0, &named, NULL, STILL_NAMED, ":hash", 't', hash, NULL) || named;
}

static void
clear_unnamed (YipuSql *sql, const char *folder, const char *hash)
{
  guint8 bytes[YIPU_HASH_SIZE];

  if (yipu_hash_from_hex (hash, bytes) && !is_named (sql, hash) &&
      !yipu_media_place_clear (folder, hash))
    g_message ("A forgotten file cannot be deleted: %s", g_strerror (errno));
}

void
yipu_forget_files (YipuLog *log, const char *folder)
{
  for (guint i = 0; i < log->forgotten_files->len; i++)
    clear_unnamed (log->sql, folder, log->forgotten_files->pdata[i]);
  g_ptr_array_set_size (log->forgotten_files, 0);
}

/* The files in @path; @start is the beginning of their hashes. */
static void
clear_folder (YipuSql *sql, const char *folder, const char *path, const char *start)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *hash = g_strconcat (start, name, NULL);
    clear_unnamed (sql, folder, hash);
  }
}

void
yipu_forget_files_cut_off (YipuSql *sql, const char *folder)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *trash = g_build_filename (folder, "trash", NULL);
  g_autoptr (GDir) dir = g_dir_open (media, 0, NULL);
  const char *name;

  clear_folder (sql, folder, trash, "");
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (media, name, NULL);
    clear_folder (sql, folder, path, name);
  }
}

#define UNCLEAN                                                                                    \
  "INSERT INTO meta (key, value) VALUES ('unclean', 1)"                                            \
  " ON CONFLICT (key) DO UPDATE SET value = 1"

gboolean
yipu_forget_note (YipuSql *sql, GError **error)
{
  return yipu_sql_run (sql, error, UNCLEAN, NULL);
}

gboolean
yipu_forget_apply (YipuLog *log, const YipuChange *change, GError **error)
{
  const YipuKind *kind = yipu_kind_find (change->kind);

  gboolean names_file = strcmp (change->kind, "file") == 0 && strcmp (change->field, "hash") == 0;

  if (!yipu_forget_note (log->sql, error) ||
      (names_file && !note_file (log, change->record, error)) ||
      !yipu_forget_blank_all (log, change, error))
    return FALSE;
  if (change->field[0] != '\0')
    return yipu_field_refresh (log->sql, change->kind, change->record, change->field, error);
  return yipu_forget_row (log, kind, change->record, error);
}
