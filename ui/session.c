/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalog opened in a window, and what every page asks of it. */
#define G_LOG_DOMAIN "yipu-ui"

#include "session.h"

#include <glib/gi18n-lib.h>
#include <yipu/media.h>

struct _YipuSession {
  GObject parent_instance;

  YipuCatalog *catalog;
  YipuSearch *search;
  YipuPictureLoader *loader;
  GPtrArray *findings; /* of YipuFinding, or NULL */
  guint finding;
  GPtrArray *jobs; /* of YipuJob, those that run */
  char *saved;
  guint holds;
  GThread *tidying; /* NULL where nothing may be written */
  GCancellable *closing;
  gboolean told; /* that everything saves by itself */
};

/* One edit under way. */
typedef struct {
  YipuSession *session;
  YipuDone done;
  GWeakRef owner;
  gboolean owned;
} Pending;

enum { PROP_0, PROP_BUSY, PROP_SAVED, N_PROPS };
enum { FLUSH, TOAST, JOB, CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuSession, yipu_session, G_TYPE_OBJECT)

static void
set_saved (YipuSession *self, char *saved)
{
  g_autofree char *text = saved;

  if (g_strcmp0 (text, self->saved) == 0)
    return;
  g_free (self->saved);
  self->saved = g_steal_pointer (&text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

static void
tell_saved (YipuSession *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");

  /* Translators: %s is a time of day, "10:32". */
  set_saved (self, g_strdup_printf (_ ("Saved %s"), time));
  if (!self->told)
    yipu_session_toast (self, _ ("Saved by itself. Ctrl+Z takes it back."), FALSE);
  self->told = TRUE;
}

static void
changed_cb (YipuSession *self, GPtrArray *records)
{
  g_signal_emit (self, signals[CHANGED], 0, records);
}

static void
yipu_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YipuSession *self = YIPU_SESSION (object);

  switch (id) {
  case PROP_BUSY: g_value_set_boolean (value, self->holds > 0); break;
  case PROP_SAVED: g_value_set_string (value, self->saved); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* What a crash left half-written, media that no record names, pictures long unused. Nobody waits
 * for it, and what fails now is done at the next start. */
static gpointer
tidy_in_thread (gpointer data)
{
  YipuSession *self = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  if (!yipu_media_sweep (self->catalog, now, NULL, self->closing, &error) ||
      yipu_media_trim_cache (YIPU_MEDIA_CACHE_BYTES, &error) < 0)
    g_info ("Not all is tidied up: %s", error->message);
  return NULL;
}

static void
yipu_session_dispose (GObject *object)
{
  YipuSession *self = YIPU_SESSION (object);

  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->tidying, g_thread_join);
  g_clear_object (&self->closing);
  if (self->catalog)
    g_signal_handlers_disconnect_by_data (self->catalog, self);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_object (&self->search);
  g_clear_object (&self->loader);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->saved, g_free);
  G_OBJECT_CLASS (yipu_session_parent_class)->dispose (object);
}

static void
yipu_session_class_init (YipuSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = yipu_session_get_property;
  object_class->dispose = yipu_session_dispose;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] = g_param_spec_string ("saved", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FLUSH] = g_signal_new ("flush", YIPU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", YIPU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[JOB] = g_signal_new ("job", YIPU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, YIPU_TYPE_JOB);
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
yipu_session_init (YipuSession *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

YipuSession *
yipu_session_new (YipuCatalog *catalog)
{
  YipuSession *self = g_object_new (YIPU_TYPE_SESSION, NULL);
  g_autoptr (GError) error = NULL;

  self->catalog = g_object_ref (catalog);
  self->loader = yipu_picture_loader_new (yipu_catalog_get_folder (catalog));
  self->search = yipu_search_open (catalog, &error);
  if (!self->search)
    g_message ("%s", error->message);
  self->saved = g_strdup (yipu_catalog_is_read_only (catalog) ? _ ("Read only") : "");
  g_signal_connect_swapped (catalog, "changed", G_CALLBACK (changed_cb), self);
  self->closing = g_cancellable_new ();
  if (!yipu_catalog_is_read_only (catalog))
    self->tidying = g_thread_new ("tidy", tidy_in_thread, self);
  return self;
}

YipuCatalog *
yipu_session_get_catalog (YipuSession *self)
{
  return self->catalog;
}

YipuSearch *
yipu_session_get_search (YipuSession *self)
{
  return self->search;
}

YipuPictureLoader *
yipu_session_get_loader (YipuSession *self)
{
  return self->loader;
}

YipuReader *
yipu_session_get_reader (YipuSession *self)
{
  return yipu_catalog_get_reader (self->catalog);
}

gboolean
yipu_session_is_read_only (YipuSession *self)
{
  return yipu_catalog_is_read_only (self->catalog);
}

gboolean
yipu_session_is_busy (YipuSession *self)
{
  return self->holds > 0;
}

YipuRecord *
yipu_session_get (YipuSession *self, const char *kind, const char *id)
{
  if (!id || !*id)
    return NULL;

  g_autoptr (GError) error = NULL;
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_session_get_reader (self), kind, id, &error);

  if (!record && !g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    yipu_session_toast (self, error->message, FALSE);
  return record && !yipu_record_is_gone (record) ? g_steal_pointer (&record) : NULL;
}

GPtrArray *
yipu_session_list (YipuSession *self, const char *kind, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records =
      yipu_reader_list (yipu_session_get_reader (self), kind, field, value, &error);

  if (records)
    return records;
  yipu_session_toast (self, error->message, FALSE);
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
}

guint
yipu_session_count (YipuSession *self, const char *kind, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 count = yipu_reader_count (yipu_session_get_reader (self), kind, field, value, &error);

  if (count < 0)
    yipu_session_toast (self, error->message, FALSE);
  return (guint) MAX (count, 0);
}

char *
yipu_session_dup_title (YipuSession *self, const char *kind, const char *id)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self, kind, id);

  return record ? yipu_record_dup_title (record) : g_strdup ("");
}

static Pending *
pending_new (YipuSession *self, YipuDone done, gpointer owner)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->session = g_object_ref (self);
  pending->done = done;
  pending->owned = owner != NULL;
  g_weak_ref_init (&pending->owner, owner);
  yipu_session_hold (self);
  return pending;
}

static void
pending_free (Pending *pending)
{
  g_weak_ref_clear (&pending->owner);
  g_object_unref (pending->session);
  g_free (pending);
}

/* Ends an edit: tells, and frees @pending. */
static void
pending_end (Pending *pending, gboolean ok, const GError *error)
{
  YipuSession *self = pending->session;
  g_autoptr (GObject) owner = g_weak_ref_get (&pending->owner);

  yipu_session_release (self);
  if (!ok) {
    set_saved (self, g_strdup (_ ("Not saved")));
    yipu_session_toast (self, error->message, FALSE);
  } else if (self->holds == 0) {
    tell_saved (self);
  }
  if (pending->done && (owner || !pending->owned))
    pending->done (owner, ok);
  pending_free (pending);
}

/* Ends long work: that it was cancelled needs no message. */
static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Pending *pending = data;
  g_autoptr (YipuJob) job = YIPU_JOB (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = yipu_job_finish (job, result, &error);
  g_autoptr (GObject) owner = g_weak_ref_get (&pending->owner);

  g_ptr_array_remove_fast (pending->session->jobs, job);
  yipu_session_release (pending->session);
  if (!ok && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yipu_session_toast (pending->session, error->message, FALSE);
  if (pending->done && (owner || !pending->owned))
    pending->done (owner, ok);
  pending_free (pending);
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = yipu_catalog_edit_finish (YIPU_CATALOG (source), result, &error);

  pending_end (data, ok, error);
}

static void
autosaved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = yipu_catalog_autosave_finish (YIPU_CATALOG (source), result, &error);

  pending_end (data, ok, error);
}

void
yipu_session_edit (YipuSession *self,
                   const char *label,
                   YipuEditFunc func,
                   gpointer data,
                   GDestroyNotify free_data,
                   YipuDone done,
                   gpointer owner)
{
  g_signal_emit (self, signals[FLUSH], 0);
  yipu_catalog_autosave_end (self->catalog);
  set_saved (self, g_strdup (_ ("Saving…")));
  yipu_catalog_edit_async (self->catalog, label, func, data, free_data, edited_cb,
                           pending_new (self, done, owner));
}

void
yipu_session_commit (
    YipuSession *self, const char *label, YipuDraft *draft, YipuDone done, gpointer owner)
{
  yipu_session_edit (self, label, yipu_draft_make, draft, (GDestroyNotify) yipu_draft_free, done,
                     owner);
}

void
yipu_session_set (
    YipuSession *self, const char *label, const char *record, const char *field, const char *value)
{
  YipuDraft *draft = yipu_draft_new ();

  yipu_draft_set (draft, record, field, value);
  yipu_session_commit (self, label, draft, NULL, NULL);
}

static void
removed_cb (gpointer owner, gboolean done)
{
  if (done)
    yipu_session_toast (owner, _ ("Removed"), TRUE);
}

void
yipu_session_remove (YipuSession *self, const char *label, const char *record)
{
  YipuDraft *draft = yipu_draft_new ();

  yipu_draft_remove (draft, record);
  yipu_session_commit (self, label, draft, removed_cb, self);
}

void
yipu_session_autosave (YipuSession *self, const char *record, const char *field, const char *value)
{
  set_saved (self, g_strdup (_ ("Saving…")));
  yipu_catalog_autosave (self->catalog, record, field, value, autosaved_cb,
                         pending_new (self, NULL, NULL));
}

void
yipu_session_run (YipuSession *self,
                  const char *title,
                  YipuJobFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  YipuDone done,
                  gpointer owner)
{
  yipu_session_flush (self);

  YipuJob *job = yipu_job_start (self->catalog, title, func, data, free_data, job_ended_cb,
                                 pending_new (self, done, owner));

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_emit (self, signals[JOB], 0, job);
}

gboolean
yipu_session_stop (YipuSession *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    yipu_job_cancel (self->jobs->pdata[i]);
  return self->jobs->len == 0;
}

void
yipu_session_close (YipuSession *self)
{
  if (self->search)
    yipu_search_close (self->search);
  yipu_catalog_close (self->catalog);
}

void
yipu_session_flush (YipuSession *self)
{
  g_signal_emit (self, signals[FLUSH], 0);
  if (!yipu_session_is_read_only (self))
    yipu_catalog_flush (self->catalog);
}

void
yipu_session_hold (YipuSession *self)
{
  if (self->holds++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
yipu_session_release (YipuSession *self)
{
  g_return_if_fail (self->holds > 0);

  if (--self->holds == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
yipu_session_toast (YipuSession *self, const char *message, gboolean undo)
{
  g_signal_emit (self, signals[TOAST], 0, message, undo);
}

void
yipu_session_set_findings (YipuSession *self, GPtrArray *findings, guint current)
{
  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  self->finding = current;
}

YipuFinding *
yipu_session_next_finding (YipuSession *self)
{
  if (!self->findings || self->findings->len == 0)
    return NULL;
  self->finding = (self->finding + 1) % self->findings->len;
  return g_ptr_array_index (self->findings, self->finding);
}
