/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures for a window. Each request is a task in a pool of one thread a processor, newest first:
 * someone who scrolls past a thousand rows waits for those in view only, and what was cancelled
 * before its turn costs nothing. Small pictures that were seen are kept in memory, in the main
 * thread, so that a row bound again is painted in the same frame. */
#include <yipu/picture.h>

#include <string.h>

#include "media/cache.h"
#include "media/picture.h"

/* What is kept in memory: some 800 thumbnails of 144 × 144. */
#define KEPT_BYTES_MAX (48 * 1024 * 1024)

struct _YipuPictureLoader {
  GObject parent_instance;
  char *folder;
  GThreadPool *pool; /* of Job */
  guint64 asked;
  GHashTable *kept; /* of name → Kept, owned; main thread only */
  GQueue order;     /* of Kept, the one used last at the head */
  gsize kept_bytes;
};

G_DEFINE_FINAL_TYPE (YipuPictureLoader, yipu_picture_loader, G_TYPE_OBJECT)

typedef struct {
  guint64 number;
  char *hash;
  YipuPictureSpec spec;
  GTask *task; /* a reference */
} Job;

typedef struct {
  char *name;
  YipuPixels *pixels;
  GList link;
} Kept;

static void
job_free (Job *job)
{
  g_free (job->hash);
  g_object_unref (job->task);
  g_free (job);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->name);
  yipu_pixels_free (kept->pixels);
  g_free (kept);
}

static char *
name_of (const char *hash, const YipuPictureSpec *spec)
{
  g_autofree char *key = yipu_cache_key (spec);

  return g_strconcat (hash, " ", key, NULL);
}

static YipuPixels *
share (const YipuPixels *pixels)
{
  YipuPixels *copy = g_new (YipuPixels, 1);

  *copy = *pixels;
  g_bytes_ref (copy->bytes);
  return copy;
}

static int
newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const Job *one = a;
  const Job *two = b;

  return one->number > two->number ? -1 : one->number < two->number;
}

static void
work (gpointer data, gpointer user_data)
{
  Job *job = data;
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  YipuPictureLoader *self = g_task_get_source_object (job->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) encoded = NULL;
  YipuPixels *pixels = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) &&
      (encoded = yipu_picture_fetch (self->folder, job->hash, &job->spec, cancellable, &error)))
    pixels = yipu_decode_pixels (encoded, &error);
  if (pixels)
    g_task_return_pointer (job->task, pixels, (GDestroyNotify) yipu_pixels_free);
  else
    g_task_return_error (job->task, g_steal_pointer (&error));
  job_free (job);
}

static void
drop_oldest (YipuPictureLoader *self)
{
  Kept *oldest = g_queue_peek_tail (&self->order);

  g_queue_unlink (&self->order, &oldest->link);
  self->kept_bytes -= g_bytes_get_size (oldest->pixels->bytes);
  g_hash_table_remove (self->kept, oldest->name);
}

static void
keep (YipuPictureLoader *self, const char *name, const YipuPixels *pixels)
{
  gsize bytes = g_bytes_get_size (pixels->bytes);
  Kept *kept;

  if (bytes > KEPT_BYTES_MAX / 16 || g_hash_table_contains (self->kept, name))
    return;
  kept = g_new0 (Kept, 1);
  kept->name = g_strdup (name);
  kept->pixels = share (pixels);
  kept->link.data = kept;
  g_hash_table_insert (self->kept, kept->name, kept);
  g_queue_push_head_link (&self->order, &kept->link);
  self->kept_bytes += bytes;
  while (self->kept_bytes > KEPT_BYTES_MAX)
    drop_oldest (self);
}

static void
yipu_picture_loader_finalize (GObject *object)
{
  YipuPictureLoader *self = YIPU_PICTURE_LOADER (object);

  /* Every task holds a reference to us, so nothing waits in the pool; the last reference may be
   * a worker's, which must not wait for itself. */
  g_thread_pool_free (self->pool, TRUE, FALSE);
  g_hash_table_unref (self->kept);
  g_free (self->folder);
  G_OBJECT_CLASS (yipu_picture_loader_parent_class)->finalize (object);
}

static void
yipu_picture_loader_class_init (YipuPictureLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yipu_picture_loader_finalize;
}

static void
yipu_picture_loader_init (YipuPictureLoader *self)
{
  self->pool = g_thread_pool_new (work, NULL, (int) g_get_num_processors (), FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, newest_first, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, kept_free);
  g_queue_init (&self->order);
}

YipuPictureLoader *
yipu_picture_loader_new (const char *folder)
{
  YipuPictureLoader *self;

  g_return_val_if_fail (folder != NULL, NULL);
  self = g_object_new (YIPU_TYPE_PICTURE_LOADER, NULL);
  self->folder = g_strdup (folder);
  return self;
}

YipuPixels *
yipu_picture_loader_peek (YipuPictureLoader *self, const char *hash, const YipuPictureSpec *spec)
{
  g_autofree char *name = NULL;
  Kept *kept;

  g_return_val_if_fail (YIPU_IS_PICTURE_LOADER (self) && hash != NULL, NULL);
  name = name_of (hash, spec);
  kept = g_hash_table_lookup (self->kept, name);
  if (!kept)
    return NULL;
  g_queue_unlink (&self->order, &kept->link);
  g_queue_push_head_link (&self->order, &kept->link);
  return share (kept->pixels);
}

void
yipu_picture_loader_load_async (YipuPictureLoader *self,
                                const char *hash,
                                const YipuPictureSpec *spec,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (YIPU_IS_PICTURE_LOADER (self) && hash != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yipu_picture_loader_load_async);
  g_task_set_task_data (task, name_of (hash, spec), g_free);
  job = g_new0 (Job, 1);
  job->number = ++self->asked;
  job->hash = g_strdup (hash);
  job->spec = *spec;
  job->task = task;
  g_thread_pool_push (self->pool, job, NULL);
}

YipuPixels *
yipu_picture_loader_load_finish (YipuPictureLoader *self, GAsyncResult *result, GError **error)
{
  YipuPixels *pixels;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  pixels = g_task_propagate_pointer (G_TASK (result), error);
  if (pixels)
    keep (self, g_task_get_task_data (G_TASK (result)), pixels);
  return pixels;
}
