/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making the pictures that laid-out pages ask for, all at once and on all processors. A photo that
 * is gone or damaged does not stop the printing: it is told, and the pages are laid out without. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/page-private.h"

#include "media/picture.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *folder;
  GCancellable *cancellable;
  GAsyncQueue *done; /* of YipuPagePicture, not owned */
} Work;

static void
develop_one (gpointer data, gpointer user_data)
{
  YipuPagePicture *picture = data;
  Work *work = user_data;

  if (!g_cancellable_set_error_if_cancelled (work->cancellable, &picture->error))
    picture->encoded = yipu_picture_fetch (work->folder, picture->hash, &picture->spec,
                                           work->cancellable, &picture->error);
  g_async_queue_push (work->done, picture);
}

static void
spoil (YipuPress *self, const YipuPagePicture *picture)
{
  YipuFinding *finding;

  if (g_hash_table_contains (self->spoilt, picture->hash))
    return;
  finding =
      yipu_finding_new (YIPU_SEVERITY_HINT, "print.photo", "file", picture->file, NULL,
                        _ ("A photo is left out: it cannot be used. %s"), picture->error->message);
  g_hash_table_insert (self->spoilt, g_strdup (picture->hash), finding);
}

guint
yipu_press_count_pictures (YipuPress *self)
{
  return g_hash_table_size (self->pictures);
}

/* Waits for the threads, told and asked from this one. */
static gboolean
await (YipuPress *self, Work *work, guint n, const YipuProgress *progress, GError **error)
{
  gboolean going = TRUE;

  for (guint i = 0; i < n; i++) {
    g_async_queue_pop (work->done);
    if (going)
      going = yipu_progress_step (progress, i + 1, error, _ ("Photo %u of %u"), i + 1, n);
    if (!going)
      g_cancellable_cancel (work->cancellable);
  }
  return going;
}

gboolean
yipu_press_develop (YipuPress *self, const YipuProgress *progress, gboolean *again, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  Work work = { self->folder, cancellable, done };
  GThreadPool *pool =
      g_thread_pool_new (develop_one, &work, (int) g_get_num_processors (), FALSE, NULL);
  GHashTableIter iter;
  gpointer picture;
  guint n = 0;
  gboolean going;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &picture)) {
    YipuPagePicture *one = picture;
    if (one->encoded)
      continue;
    g_thread_pool_push (pool, one, NULL);
    n++;
  }
  going = await (self, &work, n, progress, error);
  g_thread_pool_free (pool, FALSE, TRUE);
  *again = FALSE;
  g_hash_table_iter_init (&iter, self->pictures);
  while (going && g_hash_table_iter_next (&iter, NULL, &picture))
    if (((YipuPagePicture *) picture)->error) {
      spoil (self, picture);
      *again = TRUE;
    }
  return going;
}
