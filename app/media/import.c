/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many photos at once. All are stored first, on all processors; only then the records are written,
 * in edits of one group: so cancelling, or a disk that fills up, leaves media that the sweep takes
 * away and not a single record. */
#include <yipu/photo.h>

#include <glib/gi18n-lib.h>
#include <yipu/finding.h>
#include <yipu/history.h>

#include "media/record.h"

#define EDIT_MAX 500

typedef struct {
  const char *path;
  YipuPhoto *photo; /* or, when refused: */
  GError *error;
  char *id;
} Item;

typedef struct {
  YipuCatalog *catalog;
  const YipuProgress *progress;
  Item *items;
  guint n_items;
  GMutex lock; /* of what follows, and of telling progress */
  guint done;
  GError *error; /* stops all: cancelled, or our own disk is full */
} Import;

typedef struct {
  Import *import;
  const char *group;
  guint from;
  guint to;
} Batch;

static void
import_clear (Import *import)
{
  for (guint i = 0; i < import->n_items; i++) {
    g_clear_pointer (&import->items[i].photo, yipu_photo_free);
    g_clear_error (&import->items[i].error);
    g_free (import->items[i].id);
  }
  g_free (import->items);
  g_clear_error (&import->error);
  g_mutex_clear (&import->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
stops_all (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FULL);
}

static void
store_one (gpointer data, gpointer user_data)
{
  Item *item = data;
  Import *import = user_data;
  GCancellable *cancellable = import->progress ? import->progress->cancellable : NULL;
  gboolean stopped;

  g_mutex_lock (&import->lock);
  stopped = import->error != NULL;
  g_mutex_unlock (&import->lock);
  if (stopped)
    return;
  item->photo = yipu_photo_store (yipu_catalog_get_folder (import->catalog), item->path,
                                  cancellable, &item->error);
  g_mutex_lock (&import->lock);
  import->done++;
  if (!import->error && item->error && stops_all (item->error))
    import->error = g_error_copy (item->error);
  else if (!import->error)
    yipu_progress_step (import->progress, import->done, &import->error, _ ("Photo %u of %u"),
                        import->done, import->n_items);
  g_mutex_unlock (&import->lock);
}

static gboolean
store_all (Import *import, GError **error)
{
  GThreadPool *pool =
      g_thread_pool_new (store_one, import, (int) g_get_num_processors (), FALSE, NULL);

  for (guint i = 0; i < import->n_items; i++)
    g_thread_pool_push (pool, &import->items[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  if (!import->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&import->error));
  return FALSE;
}

static gboolean
record_batch (YipuEdit *edit, gpointer data, GError **error)
{
  Batch *batch = data;

  yipu_edit_set_group (edit, batch->group);
  for (guint i = batch->from; i < batch->to; i++) {
    Item *item = &batch->import->items[i];
    g_autofree char *name = g_filename_display_basename (item->path);
    if (!item->photo)
      continue;
    item->id = yipu_file_ensure (edit, item->photo, name, error);
    if (!item->id)
      return FALSE;
  }
  return TRUE;
}

static gboolean
record_all (Import *import, GError **error)
{
  g_autofree char *group = yipu_catalog_begin_group (import->catalog, N_ ("Import photos"), error);

  if (!group)
    return FALSE;
  for (guint from = 0; from < import->n_items; from += EDIT_MAX) {
    Batch batch = { import, group, from, MIN (from + EDIT_MAX, import->n_items) };
    if (yipu_catalog_edit (import->catalog, N_ ("Import photos"), record_batch, &batch, error))
      continue;
    /* What went before is of the same group: whole or not at all. */
    yipu_catalog_drop_group (import->catalog, group, NULL);
    return FALSE;
  }
  return yipu_catalog_end_group (import->catalog, group, error);
}

static void
report (const Import *import, GPtrArray *findings)
{
  for (guint i = 0; findings && i < import->n_items; i++) {
    const Item *item = &import->items[i];
    g_autofree char *name = g_filename_display_basename (item->path);
    if (item->error)
      g_ptr_array_add (findings, yipu_finding_new (YIPU_SEVERITY_WARN, "photo.refused", NULL, NULL,
                                                   NULL, "%s: %s", name, item->error->message));
  }
}

static char **
take_ids (Import *import)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < import->n_items; i++)
    if (import->items[i].id)
      g_strv_builder_add (ids, import->items[i].id);
  return g_strv_builder_end (ids);
}

char **
yipu_photo_import (YipuCatalog *catalog,
                   const char *const *paths,
                   const YipuProgress *progress,
                   GPtrArray *findings,
                   GError **error)
{
  g_auto (Import) import = { .catalog = catalog, .progress = progress };
  YipuProgress whole;

  g_return_val_if_fail (YIPU_IS_CATALOG (catalog) && paths != NULL, NULL);
  g_mutex_init (&import.lock);
  import.n_items = g_strv_length ((char **) paths);
  import.items = g_new0 (Item, import.n_items);
  for (guint i = 0; i < import.n_items; i++)
    import.items[i].path = paths[i];
  if (progress && progress->total == 0) {
    whole = *progress;
    whole.total = import.n_items;
    import.progress = &whole;
  }
  if (!yipu_photo_check_writable (catalog, error) || !store_all (&import, error) ||
      !record_all (&import, error))
    return NULL;
  report (&import, findings);
  return take_ids (&import);
}
