/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long work in a thread. Its progress is kept under a lock and shown from the main loop, at most
 * once an iteration however often it is told. */
#include "job.h"

struct _YipuJob {
  GObject parent_instance;

  char *title;
  GCancellable *cancellable;
  YipuJobFunc func;
  gpointer data;
  GDestroyNotify free_data;

  GMutex lock; /* guards what follows */
  char *message;
  double fraction;
  guint idle;
};

enum { PROP_0, PROP_TITLE, PROP_MESSAGE, PROP_FRACTION, N_PROPS };
enum { ENDED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuJob, yipu_job, G_TYPE_OBJECT)

static void
yipu_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YipuJob *self = YIPU_JOB (object);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  switch (id) {
  case PROP_TITLE: g_value_set_string (value, self->title); break;
  case PROP_MESSAGE: g_value_set_string (value, self->message); break;
  case PROP_FRACTION: g_value_set_double (value, self->fraction); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_job_finalize (GObject *object)
{
  YipuJob *self = YIPU_JOB (object);

  g_free (self->title);
  g_free (self->message);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (yipu_job_parent_class)->finalize (object);
}

static void
yipu_job_class_init (YipuJobClass *class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (class)->get_property = yipu_job_get_property;
  G_OBJECT_CLASS (class)->finalize = yipu_job_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  signals[ENDED] =
      g_signal_new ("ended", YIPU_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yipu_job_init (YipuJob *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
  self->fraction = -1;
}

static gboolean
show_cb (gpointer data)
{
  YipuJob *self = data;

  g_mutex_lock (&self->lock);
  self->idle = 0;
  g_mutex_unlock (&self->lock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

static void
told_cb (guint64 done, guint64 total, const char *message, gpointer data)
{
  YipuJob *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_free (self->message);
  self->message = g_strdup (message);
  self->fraction = total > 0 ? CLAMP ((double) done / (double) total, 0, 1) : -1;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, show_cb, g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  YipuJob *self = source;
  YipuProgress progress = { .func = told_cb, .data = self, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  if (self->func (task_data, &progress, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

YipuJob *
yipu_job_start (YipuCatalog *catalog,
                const char *title,
                YipuJobFunc func,
                gpointer data,
                GDestroyNotify free_data,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  YipuJob *self = g_object_new (YIPU_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  self->func = func;
  self->data = data;
  self->free_data = free_data;

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, user_data);

  g_task_set_source_tag (task, yipu_job_start);
  g_task_set_task_data (task, g_object_ref (catalog), g_object_unref);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_thread);
  return self;
}

gboolean
yipu_job_finish (YipuJob *self, GAsyncResult *result, GError **error)
{
  /* Here, not when the last reference goes: that may be in the thread. */
  if (self->free_data)
    self->free_data (g_steal_pointer (&self->data));
  self->free_data = NULL;
  g_signal_emit (self, signals[ENDED], 0);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
yipu_job_cancel (YipuJob *self)
{
  g_cancellable_cancel (self->cancellable);
}
