/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loading JSON lines: the file is read three times, to know every id, to check every line with
 * its references, and to write, in edits that are one group. So it may be larger than memory. */
#include <yipu/dump.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/load-line.h"

#define RECORDS_AN_EDIT 500

typedef struct {
  YipuCatalog *catalog;
  const char *path;
  GHashTable *ids; /* local id → UUID */
  YipuProgress progress;
  guint n_records;
} Loading;

static gboolean
step (const Loading *self, const YipuLoadFile *file, GError **error)
{
  return yipu_progress_step (&self->progress, yipu_load_file_at (file), error, _ ("%u records"),
                             self->n_records);
}

/* Whether there was one, handed on. */
static gboolean
take_error (GError **local, GError **error)
{
  if (*local == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (local));
  return TRUE;
}

static gboolean
refuse_id (const YipuLoadRecord *record, const char *why, GError **error)
{
  g_set_error (error, YIPU_DUMP_ERROR, YIPU_DUMP_ERROR_VALUE, _ ("Line %u: %s"), record->line, why);
  return FALSE;
}

/* UUIDs stay, other ids get one. */
static gboolean
note_id (Loading *self, YipuReader *reader, const YipuLoadRecord *record, GError **error)
{
  g_autoptr (YipuRecord) there = NULL;
  char *id;

  if (g_hash_table_contains (self->ids, record->id))
    return refuse_id (record, _ ("another line has the same id."), error);
  id = g_uuid_string_is_valid (record->id) ? g_ascii_strdown (record->id, -1)
                                           : yipu_edit_new_uuid ();
  g_hash_table_insert (self->ids, g_strdup (record->id), id);
  there = yipu_reader_get (reader, NULL, id, NULL);
  if (there != NULL)
    return refuse_id (record, _ ("this record is in the catalog already; load into a new one."),
                      error);
  return TRUE;
}

static gboolean
collect_ids (Loading *self, GError **error)
{
  g_autoptr (YipuLoadFile) file = yipu_load_file_open (self->path, error);
  g_autoptr (YipuReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  YipuLoadRecord *next;

  if (file == NULL)
    return FALSE;
  reader = yipu_catalog_open_reader (self->catalog, error);
  if (reader == NULL)
    return FALSE;
  self->progress.total = yipu_load_file_size (file) * 3;
  while ((next = yipu_load_file_next (file, NULL, &local)) != NULL) {
    g_autoptr (YipuLoadRecord) record = next;

    if (!note_id (self, reader, record, error))
      return FALSE;
    if (++self->n_records % RECORDS_AN_EDIT == 0 && !step (self, file, error))
      return FALSE;
  }
  self->progress.from += yipu_load_file_size (file);
  return !take_error (&local, error);
}

/* Records of one edit. */
typedef struct {
  const Loading *loading;
  const char *group;
  GPtrArray *records; /* of YipuLoadRecord, owned */
} Batch;

static gboolean
add_record (YipuEdit *edit, const Batch *self, const YipuLoadRecord *record, GError **error)
{
  const char *id = g_hash_table_lookup (self->loading->ids, record->id);

  if (yipu_edit_add (edit, record->kind->id, id, error) == NULL)
    return FALSE;
  for (guint i = 0; i < record->kind->n_fields; i++)
    if (record->values[i] != NULL &&
        !yipu_edit_set (edit, id, record->kind->fields[i].name, record->values[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_batch (YipuEdit *edit, gpointer data, GError **error)
{
  const Batch *self = data;

  yipu_edit_set_group (edit, self->group);
  for (guint i = 0; i < self->records->len; i++)
    if (!add_record (edit, self, self->records->pdata[i], error))
      return FALSE;
  return TRUE;
}

typedef gboolean (*BatchFunc) (Batch *batch, GError **error);

static gboolean
write_batch (Batch *batch, GError **error)
{
  return yipu_catalog_edit (batch->loading->catalog, N_ ("Load a dump"), add_batch, batch, error);
}

static gboolean
drop_batch (Batch *batch, GError **error)
{
  return TRUE;
}

/* Reads the whole file with its references resolved, and hands it on in batches. */
static gboolean
each_batch (Loading *self, const char *group, BatchFunc func, GError **error)
{
  g_autoptr (YipuLoadFile) file = yipu_load_file_open (self->path, error);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_load_record_free);
  Batch batch = { self, group, records };
  g_autoptr (GError) local = NULL;
  YipuLoadRecord *record;

  if (file == NULL)
    return FALSE;
  do {
    record = yipu_load_file_next (file, self->ids, &local);
    if (record != NULL)
      g_ptr_array_add (records, record);
    if (local == NULL && (record == NULL || records->len == RECORDS_AN_EDIT)) {
      if (!step (self, file, error) || !func (&batch, error))
        return FALSE;
      g_ptr_array_set_size (records, 0);
    }
  } while (record != NULL);
  self->progress.from += yipu_load_file_size (file);
  return !take_error (&local, error);
}

/* Writes all that was checked, whole or not at all. */
static gboolean
write_all (Loading *self, GError **error)
{
  g_autofree char *group = yipu_catalog_begin_group (self->catalog, N_ ("Load a dump"), error);
  g_autoptr (GError) local = NULL;

  if (group == NULL)
    return FALSE;
  if (each_batch (self, group, write_batch, error))
    return yipu_catalog_end_group (self->catalog, group, error);
  if (!yipu_catalog_drop_group (self->catalog, group, &local))
    g_prefix_error (error, _ ("What was written before stays; undo takes it back (%s). "),
                    local->message);
  return FALSE;
}

gboolean
yipu_load (YipuCatalog *catalog,
           const char *path,
           guint *n_records,
           const YipuProgress *progress,
           GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Loading loading = { .catalog = catalog, .path = path, .ids = ids };

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  if (progress != NULL)
    loading.progress = *progress;
  if (!collect_ids (&loading, error) || !each_batch (&loading, NULL, drop_batch, error) ||
      !write_all (&loading, error))
    return FALSE;
  if (n_records != NULL)
    *n_records = loading.n_records;
  return TRUE;
}
