/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hashing the files of a bag on all processors. Workers take the next file that nobody has; in a
 * zip each walks the entries on a reader of its own and steps over what others have taken. The
 * calling thread works too, and alone speaks to the listener. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/bag-source.h"

#include "base/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256 * 1024)
#define MAX_WORKERS 8
/* Below this a second thread costs more than it brings. */
#define WORTH_A_THREAD (2 * 1024 * 1024)
#define TELL_US (50 * 1000)

typedef struct {
  YipuBagSource *source;
  const YipuProgress *progress;
  GCancellable *cancellable;
  guint64 total;
  GThread *teller; /* the only thread that calls the listener */
  GMutex lock;     /* guards what follows */
  GCond ended;
  GPtrArray *findings;
  GError *error; /* cancelled, or the listener said stop */
  guint64 done;
  guint64 zip_taken; /* bytes of the zip that all entries together took */
  guint running;
} Work;

typedef struct {
  Work *work;
  EVP_MD_CTX *contexts[YIPU_N_DIGESTS];
  guint8 *piece;
  YipuBagMember *member;
  guint64 bytes;
} Worker;

static gboolean
is_wanted (const YipuBagMember *member)
{
  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    if (member->expected[i])
      return TRUE;
  }
  return FALSE;
}

/* FALSE when somebody else has it, or nothing is expected of it. */
static gboolean
take (YipuBagMember *member)
{
  return is_wanted (member) && g_atomic_int_compare_and_exchange (&member->taken, 0, 1);
}

static void
begin (Worker *self, YipuBagMember *member)
{
  self->member = member;
  self->bytes = 0;
  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    const EVP_MD *algorithm =
        member->expected[i] ? EVP_get_digestbyname (yipu_digest_name (i)) : NULL;

    if (member->expected[i] && !(algorithm && self->contexts[i]))
      self->contexts[i] = EVP_MD_CTX_new ();
    if (member->expected[i] && !EVP_DigestInit_ex (self->contexts[i], algorithm, NULL))
      g_assert_not_reached ();
  }
}

/* FALSE when the work is to stop. */
static gboolean
tell (Work *work, guint64 bytes, const char *name)
{
  guint64 done;
  gboolean stopped;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&work->lock);
  done = work->done += bytes;
  stopped = work->error != NULL;
  g_mutex_unlock (&work->lock);
  if (stopped)
    return FALSE;
  if (g_thread_self () == work->teller
          ? yipu_progress_step (work->progress, done, &error, _ ("Checking %s"), name)
          : !g_cancellable_set_error_if_cancelled (work->cancellable, &error))
    return TRUE;
  g_mutex_lock (&work->lock);
  if (!work->error)
    work->error = g_steal_pointer (&error);
  g_mutex_unlock (&work->lock);
  return FALSE;
}

static gboolean
feed (Worker *self, gsize length)
{
  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    if (self->member->expected[i])
      EVP_DigestUpdate (self->contexts[i], self->piece, length);
  }
  self->bytes += length;
  return tell (self->work, length, self->member->name);
}

static void
end (Worker *self)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned length;

  self->member->size = self->bytes;
  for (guint i = 0; i < YIPU_N_DIGESTS; i++) {
    GString *hex;

    if (!self->member->expected[i])
      continue;
    EVP_DigestFinal_ex (self->contexts[i], digest, &length);
    hex = g_string_sized_new (2 * length);
    for (unsigned j = 0; j < length; j++)
      g_string_append_printf (hex, "%02x", digest[j]);
    if (g_ascii_strcasecmp (hex->str, self->member->expected[i]) != 0)
      self->member->wrong |= 1U << i;
    g_string_free (hex, TRUE);
  }
}

static void
report (Worker *self, const char *rule, const char *name, const char *why)
{
  g_mutex_lock (&self->work->lock);
  g_ptr_array_add (self->work->findings, yipu_finding_new (YIPU_SEVERITY_BLOCK, rule, NULL, NULL,
                                                           NULL, "%s: %s", name, why));
  g_mutex_unlock (&self->work->lock);
}

static void
hash_file (Worker *self, YipuBagMember *member)
{
  g_autofree char *path =
      g_strconcat (self->work->source->path, "/", self->work->source->top, member->name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gssize n = -1;

  begin (self, member);
  while (fd >= 0) {
    n = read (fd, self->piece, PIECE);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0 || !feed (self, (gsize) n))
      break;
  }
  if (n < 0)
    report (self, "bag.unreadable", member->name, g_strerror (errno));
  if (n == 0)
    end (self);
  if (fd >= 0)
    close (fd);
}

static void
work_on_folder (Worker *self)
{
  GPtrArray *members = self->work->source->members;

  for (guint i = 0; i < members->len; i++) {
    if (!tell (self->work, 0, ""))
      return;
    if (take (members->pdata[i]))
      hash_file (self, members->pdata[i]);
  }
}

static gboolean
hash_entry (Worker *self, YipuArchive *archive, YipuBagMember *member, GError **error)
{
  gssize n;

  begin (self, member);
  while ((n = yipu_archive_read (archive, self->piece, PIECE, error)) > 0) {
    if (!feed (self, (gsize) n))
      return FALSE;
  }
  if (n == 0)
    end (self);
  return n == 0;
}

/* Members are in the order of their entries, so one walk meets them all. */
static gboolean
walk_zip (Worker *self, GError **error)
{
  YipuBagSource *source = self->work->source;
  g_autoptr (YipuArchive) archive =
      yipu_archive_open (source->path, self->work->cancellable, error);
  const YipuArchiveEntry *entry = NULL;
  guint next = 0;
  gboolean ok = archive != NULL;

  for (guint index = 0; ok && next < source->members->len; index++) {
    YipuBagMember *member = source->members->pdata[next];

    ok = yipu_archive_next (archive, &entry, error);
    if (!ok || !entry)
      break;
    if (member->index != index)
      continue;
    next++;
    ok = !take (member) || hash_entry (self, archive, member, error);
  }
  g_mutex_lock (&self->work->lock);
  self->work->zip_taken += ok ? yipu_archive_get_taken (archive) : 0;
  g_mutex_unlock (&self->work->lock);
  return ok;
}

static void
work_on_zip (Worker *self)
{
  g_autoptr (GError) error = NULL;

  if (!walk_zip (self, &error) && error &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report (self, "bag.zip", self->member ? self->member->name : "", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self->work, 0, "");
}

static gpointer
run_worker (gpointer data)
{
  Work *work = data;
  g_autofree guint8 *piece = g_malloc (PIECE);
  Worker self = { .work = work, .piece = piece };

  if (work->source->zip)
    work_on_zip (&self);
  else
    work_on_folder (&self);
  for (guint i = 0; i < YIPU_N_DIGESTS; i++)
    EVP_MD_CTX_free (self.contexts[i]);
  g_mutex_lock (&work->lock);
  work->running--;
  g_cond_signal (&work->ended);
  g_mutex_unlock (&work->lock);
  return NULL;
}

/* Goes on telling while others end their last files. */
static void
wait_for_others (Work *work)
{
  g_mutex_lock (&work->lock);
  while (work->running > 0) {
    if (!g_cond_wait_until (&work->ended, &work->lock, g_get_monotonic_time () + TELL_US)) {
      g_mutex_unlock (&work->lock);
      tell (work, 0, "");
      g_mutex_lock (&work->lock);
    }
  }
  g_mutex_unlock (&work->lock);
}

/* Entries that share bytes would make a small file look large: one reader finds that out by itself,
 * several only together. */
static void
check_overlap (Work *work)
{
  GStatBuf status;

  if (work->source->zip && g_stat (work->source->path, &status) == 0 &&
      work->zip_taken > (guint64) status.st_size)
    g_ptr_array_add (work->findings,
                     yipu_finding_new (YIPU_SEVERITY_BLOCK, "bag.zip", NULL, NULL, NULL, "%s",
                                       _ ("The files in this zip overlap; it was made to "
                                          "deceive.")));
}

static void
count_wanted (Work *work, guint *n_files)
{
  *n_files = 0;
  for (guint i = 0; i < work->source->members->len; i++) {
    YipuBagMember *member = work->source->members->pdata[i];

    if (is_wanted (member)) {
      work->total += member->size;
      ++*n_files;
    }
  }
}

gboolean
yipu_bag_source_hash (YipuBagSource *source,
                      GPtrArray *findings,
                      const YipuProgress *progress,
                      GError **error)
{
  Work work = { .source = source,
                .findings = findings,
                .cancellable = progress ? progress->cancellable : NULL,
                .teller = g_thread_self () };
  YipuProgress own = progress ? *progress : (YipuProgress){ 0 };
  GThread *threads[MAX_WORKERS] = { NULL };
  guint n_files;
  guint n_workers;

  count_wanted (&work, &n_files);
  if (own.total == 0)
    own.total = work.total;
  work.progress = &own;
  g_mutex_init (&work.lock);
  g_cond_init (&work.ended);
  n_workers = work.total < WORTH_A_THREAD
                  ? 1
                  : MIN (MIN (MAX_WORKERS, (guint) g_get_num_processors ()), n_files);
  work.running = MAX (n_workers, 1);
  for (guint i = 1; i < n_workers; i++)
    threads[i] = g_thread_new ("bag-hash", run_worker, &work);
  run_worker (&work);
  wait_for_others (&work);
  for (guint i = 1; i < n_workers; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&work.lock);
  g_cond_clear (&work.ended);
  check_overlap (&work);
  /* Cancelled while other threads did the last pieces: cancelled all the same. */
  if (!work.error)
    g_cancellable_set_error_if_cancelled (work.cancellable, &work.error);
  if (work.error)
    g_propagate_error (error, work.error);
  return work.error == NULL;
}
