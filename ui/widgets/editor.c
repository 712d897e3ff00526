/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When what is entered is stored: see editor.h. */
#define G_LOG_DOMAIN "yipu-ui"

#include "editor.h"

#define PAUSE_MS 700
#define STUCK_MS 3000

static const YipuEditorClass *
class_of (const YipuField *spec)
{
  switch (spec->type) {
  case YIPU_FIELD_TEXT: return spec->lines ? &yipu_editor_area : &yipu_editor_entry;
  case YIPU_FIELD_LIST: return &yipu_editor_area;
  case YIPU_FIELD_ONE: return &yipu_editor_one;
  case YIPU_FIELD_SET:
  case YIPU_FIELD_MONTHS: return &yipu_editor_set;
  case YIPU_FIELD_REF: return &yipu_editor_ref;
  case YIPU_FIELD_REFS: return &yipu_editor_refs;
  case YIPU_FIELD_YES: return &yipu_editor_yes;
  case YIPU_FIELD_INT:
  case YIPU_FIELD_FEN:
  case YIPU_FIELD_DATE:
  case YIPU_FIELD_FRACTION:
  case YIPU_FIELD_KEY:
  default: return &yipu_editor_entry;
  }
}

YipuEditor *
yipu_editor_new (const YipuField *spec,
                 YipuSession *session,
                 const char *label,
                 YipuEditorFunc store,
                 YipuEditorFunc changed,
                 gpointer data)
{
  YipuEditor *self = g_new0 (YipuEditor, 1);

  self->class = class_of (spec);
  self->spec = spec;
  self->session = g_object_ref (session);
  self->life = g_object_new (G_TYPE_OBJECT, NULL);
  self->label = g_strdup (label);
  self->store = store;
  self->changed = changed;
  self->data = data;
  self->class->build (self);
  if (self->input)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label, -1);
  return self;
}

static void
disarm (YipuEditor *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
yipu_editor_free (YipuEditor *self)
{
  disarm (self);
  g_object_unref (self->life);
  g_object_unref (self->session);
  g_free (self->label);
  g_free (self->value);
  g_free (self->error);
  g_free (self);
}

static void
store_now (YipuEditor *self)
{
  g_autofree char *canonical = NULL;
  g_autoptr (GError) error = NULL;

  disarm (self);
  g_clear_pointer (&self->error, g_free);
  if (!self->class->get (self, &canonical, &error)) {
    self->error = g_strdup (error->message);
  } else {
    gboolean differs = g_strcmp0 (canonical, self->value) != 0;

    self->dirty = FALSE;
    g_free (self->value);
    self->value = g_steal_pointer (&canonical);
    if (differs)
      self->store (self, self->data);
  }
  self->changed (self, self->data);
}

static gboolean
pause_cb (gpointer data)
{
  YipuEditor *self = data;

  self->timer = 0;
  if (self->dirty)
    store_now (self);
  return G_SOURCE_REMOVE;
}

static void
arm (YipuEditor *self, guint pause_ms)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (pause_ms, pause_cb, self);
}

void
yipu_editor_typed (YipuEditor *self)
{
  if (self->setting)
    return;
  self->dirty = TRUE;
  arm (self, self->composing ? STUCK_MS : PAUSE_MS);
  self->changed (self, self->data);
}

void
yipu_editor_chosen (YipuEditor *self)
{
  if (self->setting)
    return;
  self->dirty = TRUE;
  store_now (self);
}

void
yipu_editor_composes (YipuEditor *self, const char *preedit)
{
  self->composing = preedit && *preedit;
  disarm (self);
  if (self->dirty)
    arm (self, self->composing ? STUCK_MS : PAUSE_MS);
}

void
yipu_editor_flush (YipuEditor *self)
{
  if (self->dirty)
    store_now (self);
}

void
yipu_editor_drop (YipuEditor *self)
{
  disarm (self);
  self->dirty = FALSE;
  self->composing = FALSE;
}

gboolean
yipu_editor_is_pending (YipuEditor *self)
{
  return self->dirty && !self->error;
}

void
yipu_editor_load (YipuEditor *self, const char *canonical)
{
  g_autofree char *shown = NULL;

  if (self->dirty || self->composing)
    return;
  g_free (self->value);
  self->value = g_strdup (canonical);
  g_clear_pointer (&self->error, g_free);
  if (!self->class->get (self, &shown, NULL) || g_strcmp0 (shown, canonical) != 0) {
    self->setting = TRUE;
    self->class->set (self, canonical);
    self->setting = FALSE;
  }
  self->changed (self, self->data);
}

/* A text's own undo goes back to when one came into the field; before that it is the catalog's. */
static void
forget_text_undo (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget)) {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

    gtk_text_buffer_set_enable_undo (buffer, FALSE);
    gtk_text_buffer_set_enable_undo (buffer, TRUE);
  } else if (GTK_IS_EDITABLE (widget)) {
    gtk_editable_set_enable_undo (GTK_EDITABLE (widget), FALSE);
    gtk_editable_set_enable_undo (GTK_EDITABLE (widget), TRUE);
  }
}

static void
entered_cb (GtkEventControllerFocus *controller, YipuEditor *self)
{
  forget_text_undo (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
}

static void
left_cb (GtkEventControllerFocus *controller, YipuEditor *self)
{
  self->composing = FALSE;
  yipu_editor_flush (self);
  yipu_catalog_autosave_end (yipu_session_get_catalog (self->session));
}

void
yipu_editor_connect (
    YipuEditor *self, gpointer instance, const char *signal, GCallback handler, GConnectFlags flags)
{
  GClosure *closure = flags & G_CONNECT_SWAPPED ? g_cclosure_new_swap (handler, self, NULL)
                                                : g_cclosure_new (handler, self, NULL);

  g_object_watch_closure (self->life, closure);
  g_signal_connect_closure (instance, signal, closure, FALSE);
}

void
yipu_editor_watch_focus (YipuEditor *self, GtkWidget *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  yipu_editor_connect (self, focus, "enter", G_CALLBACK (entered_cb), G_CONNECT_DEFAULT);
  yipu_editor_connect (self, focus, "leave", G_CALLBACK (left_cb), G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, focus);
}
