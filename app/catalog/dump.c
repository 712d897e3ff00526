/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog as JSON lines. What was removed is in it, "gone", so that it can be brought back
 * from a dump, too; of what was forgotten nothing is left to write. */
#include <yipu/dump.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/record-json.h>

#include "base/durable.h"
#include "base/json.h"
#include "catalog/dump-history.h"

#define LINES_A_STEP 500

G_DEFINE_QUARK (yipu_dump_error, yipu_dump_error)

static gboolean
write_line (GOutputStream *out, JsonObject *object, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = yipu_json_to_text (node, FALSE);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  return g_output_stream_write_all (out, line, strlen (line), NULL, NULL, error);
}

static gboolean
write_head (GOutputStream *out, GError **error)
{
  g_autoptr (JsonObject) head = json_object_new ();

  json_object_set_int_member (head, "yipu", YIPU_DUMP_VERSION);
  return write_line (out, head, error);
}

/* Ids of all records ever added, by kind. */
static gboolean
note_record (const char *kind, const char *id, gpointer data)
{
  GPtrArray *ids = g_hash_table_lookup (data, kind);

  if (ids == NULL) {
    ids = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (data, (gpointer) g_intern_string (kind), ids);
  }
  g_ptr_array_add (ids, g_strdup (id));
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* One record; forgotten ones have no row any more. */
static gboolean
write_record (
    YipuReader *reader, const char *kind, const char *id, GOutputStream *out, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, kind, id, &local);
  g_autoptr (JsonObject) object = NULL;

  if (record == NULL && g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    return TRUE;
  if (record == NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  object = yipu_record_to_json (record);
  return write_line (out, object, error);
}

typedef struct {
  YipuReader *reader;
  GOutputStream *out;
  const YipuProgress *progress;
  guint64 done;
  guint64 total;
} Dumping;

static gboolean
write_kind (Dumping *self, const char *kind, GPtrArray *ids, GError **error)
{
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++, self->done++) {
    if (self->done % LINES_A_STEP == 0 &&
        !yipu_progress_step (self->progress, self->done, error, _ ("Record %u of %u"),
                             (guint) self->done + 1, (guint) self->total))
      return FALSE;
    if (!write_record (self->reader, kind, ids->pdata[i], self->out, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_records (YipuReader *reader, GOutputStream *out, const YipuProgress *progress, GError **error)
{
  g_autoptr (GHashTable) records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  YipuProgress whole = progress != NULL ? *progress : (YipuProgress){ NULL };
  Dumping dumping = { reader, out, &whole, 0, 0 };
  guint n_kinds;
  const YipuKind *const *kinds = yipu_kind_all (&n_kinds);
  gboolean rebuild;

  if (!yipu_reader_touched_since (reader, 0, NULL, note_record, records, &rebuild, error))
    return FALSE;
  for (guint i = 0; i < n_kinds; i++) {
    GPtrArray *ids = g_hash_table_lookup (records, kinds[i]->id);

    dumping.total += ids != NULL ? ids->len : 0;
  }
  whole.total = dumping.total;
  for (guint i = 0; i < n_kinds; i++) {
    GPtrArray *ids = g_hash_table_lookup (records, kinds[i]->id);

    if (ids != NULL && !write_kind (&dumping, kinds[i]->id, ids, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_all (YipuReader *reader,
           GOutputStream *out,
           YipuDumpFlags flags,
           const YipuProgress *progress,
           GError **error)
{
  return write_head (out, error) && write_records (reader, out, progress, error) &&
         ((flags & YIPU_DUMP_HISTORY) == 0 || yipu_dump_history (reader, out, progress, error)) &&
         g_output_stream_flush (out, NULL, error);
}

gboolean
yipu_dump (YipuCatalog *catalog,
           GOutputStream *out,
           YipuDumpFlags flags,
           const YipuProgress *progress,
           GError **error)
{
  g_autoptr (YipuReader) reader = NULL;
  g_autoptr (GOutputStream) buffered = NULL;
  gboolean ok;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (out), FALSE);
  reader = yipu_catalog_open_reader (catalog, error);
  if (reader == NULL || !yipu_reader_begin (reader, error))
    return FALSE;
  buffered = g_buffered_output_stream_new_sized (out, 65536);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  ok = write_all (reader, buffered, flags, progress, error);
  yipu_reader_end (reader);
  return ok;
}

gboolean
yipu_dump_save (YipuCatalog *catalog,
                const char *path,
                YipuDumpFlags flags,
                const YipuProgress *progress,
                GError **error)
{
  g_autoptr (YipuDurable) file = NULL;
  g_autoptr (GOutputStream) out = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  file = yipu_durable_open (path, error);
  if (file == NULL)
    return FALSE;
  out = g_unix_output_stream_new (yipu_durable_get_fd (file), FALSE);
  return yipu_dump (catalog, out, flags, progress, error) && yipu_durable_commit (file, error);
}
