/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window of one catalog. A place's page is made when it is first visited and kept; the window
 * remembers its size, place and record in GSettings, and where one has been in @past.
 *
 * While anything is being saved or loaded the window says BUSY to the accessibility tree: that is
 * what screen readers and our own tests wait for. */
#define G_LOG_DOMAIN "yipu-ui"

#include "window-private.h"

#include "pages/first-run/first-run-page.h"
#include "settings.h"
#include "widgets/scroll.h"

#include <glib/gi18n-lib.h>

enum { PROP_0, PROP_SESSION, PROP_SHOW_SIDEBAR, N_PROPS };

#define MOST_VISITS 50

/* Where one has been. */
typedef struct {
  const YipuPlace *place;
  char *kind;
  char *record;
} Visit;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YipuWindow, yipu_window, ADW_TYPE_APPLICATION_WINDOW)

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_free (visit->kind);
  g_free (visit->record);
  g_free (visit);
}

static void
remember_visit (YipuWindow *self)
{
  if (!self->place)
    return;

  Visit *visit = g_new0 (Visit, 1);

  visit->place = self->place;
  visit->record = g_strdup (yipu_page_get_record (yipu_window_ensure_page (self, self->place)));
  g_queue_push_head (&self->past, visit);
  if (self->past.length > MOST_VISITS)
    visit_free (g_queue_pop_tail (&self->past));
}

YipuPage *
yipu_window_ensure_page (YipuWindow *self, const YipuPlace *place)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, place->id);

  if (page)
    return YIPU_PAGE (page);
  page = g_object_new (place->page_type (), NULL);
  gtk_stack_add_named (self->pages, page, place->id);
  yipu_page_set_session (YIPU_PAGE (page), self->session);
  return YIPU_PAGE (page);
}

/* The sidebar of a folded window lies over the page: away with it once a place is chosen. */
static void
show_place (YipuWindow *self, const YipuPlace *place)
{
  YipuPage *page = yipu_window_ensure_page (self, place);
  gboolean was_full = self->place && self->place->full;

  self->place = place;
  yipu_page_refresh (page);
  yipu_stack_show (self->pages, place->id);
  yipu_page_focus (page);
  yipu_sidebar_select (self->sidebar, place->parent ? place->parent : place->id);
  if (place->full || adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (was_full)
    adw_flap_set_reveal_flap (self->flap, TRUE);
  if (place->group >= 0)
    g_settings_set_string (self->settings, "place", place->id);
}

void
yipu_window_show_shell (YipuWindow *self)
{
  yipu_stack_show (self->rooms, "shell");
}

void
yipu_window_go (YipuWindow *self, const char *id)
{
  const YipuPlace *place = yipu_place_find (id);

  if (!place)
    return;
  yipu_window_show_shell (self);
  if (place == self->place)
    return;
  yipu_session_flush (self->session);
  remember_visit (self);
  show_place (self, place);
}

void
yipu_window_open_record (YipuWindow *self, const char *kind, const char *id, const char *field)
{
  const YipuPlace *place = yipu_place_of_kind (kind);

  if (!place)
    return;
  yipu_session_flush (self->session);
  yipu_window_show_shell (self);
  remember_visit (self);
  show_place (self, place);
  if (!yipu_page_open (yipu_window_ensure_page (self, place), kind, id, field))
    yipu_session_toast (self->session, _ ("That record has been removed."), FALSE);
  else
    g_settings_set (self->settings, "record", "(ss)", kind, id);
  yipu_scroll_to_focus (GTK_WINDOW (self));
}

void
yipu_window_back (YipuWindow *self)
{
  Visit *visit = g_queue_pop_head (&self->past);

  if (!visit)
    return;
  yipu_session_flush (self->session);
  show_place (self, visit->place);
  if (visit->record)
    yipu_page_open (yipu_window_ensure_page (self, visit->place), NULL, visit->record, "");
  visit_free (visit);
}

/* What was shown the last time, if it is still there. */
static void
restore_place (YipuWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "place");
  const YipuPlace *place = yipu_place_find (id);
  g_autofree char *kind = NULL;
  g_autofree char *record = NULL;

  if (!place)
    place = yipu_place_find ("today");
  show_place (self, place);

  g_settings_get (self->settings, "record", "(ss)", &kind, &record);
  if (place == yipu_place_of_kind (kind))
    yipu_page_open (yipu_window_ensure_page (self, place), kind, record, "");
}

/* A catalog without a craft and without a product is new to whoever sits here. The first run offers
 * what one that can't be changed would refuse. */
static gboolean
is_new (YipuWindow *self)
{
  return !yipu_session_is_read_only (self->session) &&
         yipu_session_count (self->session, "craft", NULL, NULL) == 0 &&
         yipu_session_count (self->session, "product", NULL, NULL) == 0 &&
         yipu_session_count (self->session, "person", NULL, NULL) == 0;
}

static void
toast_cb (YipuWindow *self, const char *message, gboolean undo)
{
  yipu_messages_add (self->messages, message, undo ? "win.undo-catalog" : NULL);
}

static gboolean
close_again_cb (gpointer data)
{
  YipuWindow *self = data;

  self->closing = 0;
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
busy_cb (YipuWindow *self)
{
  if (self->wants_to_close && !self->closing && !yipu_session_is_busy (self->session))
    self->closing = g_idle_add (close_again_cb, self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY,
                               yipu_session_is_busy (self->session), -1);
}

static void
changed_cb (YipuWindow *self)
{
  yipu_window_update_actions (self);
  if (!is_new (self) && g_strcmp0 (gtk_stack_get_visible_child_name (self->rooms), "shell") != 0) {
    yipu_window_show_shell (self);
    if (!self->place)
      show_place (self, yipu_place_find ("today"));
  }
}

static void
set_session (YipuWindow *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "job", G_CALLBACK (yipu_job_bar_show), self->job_bar,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (self),
                        yipu_catalog_get_name (yipu_session_get_catalog (session)));
  yipu_sidebar_set_session (self->sidebar, session);
  yipu_window_update_actions (self);
  busy_cb (self);
  if (is_new (self))
    yipu_stack_show (self->rooms, "first-run");
  else
    restore_place (self);
  if (!is_new (self))
    yipu_window_show_shell (self);
}

static void
set_show_sidebar (YipuWindow *self, gboolean show)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-sidebar");

  if (self->show_sidebar == show)
    return;
  self->show_sidebar = show;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (show));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

static gboolean
yipu_window_close_request (GtkWindow *window)
{
  YipuWindow *self = YIPU_WINDOW (window);

  yipu_session_flush (self->session);
  g_settings_set_boolean (self->settings, "maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window)) {
    int width, height;

    gtk_window_get_default_size (window, &width, &height);
    g_settings_set (self->settings, "size", "(ii)", width, height);
  }
  self->wants_to_close = !yipu_session_stop (self->session);
  return self->wants_to_close ||
         GTK_WINDOW_CLASS (yipu_window_parent_class)->close_request (window);
}

static void
yipu_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YipuWindow *self = YIPU_WINDOW (object);

  switch (id) {
  case PROP_SESSION: g_value_set_object (value, self->session); break;
  case PROP_SHOW_SIDEBAR: g_value_set_boolean (value, self->show_sidebar); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuWindow *self = YIPU_WINDOW (object);

  switch (id) {
  case PROP_SESSION: set_session (self, g_value_get_object (value)); break;
  case PROP_SHOW_SIDEBAR: set_show_sidebar (self, g_value_get_boolean (value)); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* What a page still waits for finds it without a session. */
static void
drop_pages (YipuWindow *self)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)))) {
    g_object_ref (page);
    gtk_stack_remove (self->pages, page);
    g_object_run_dispose (G_OBJECT (page));
    g_object_unref (page);
  }
}

static void
yipu_window_dispose (GObject *object)
{
  YipuWindow *self = YIPU_WINDOW (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  if (self->pages)
    drop_pages (self);
  g_queue_clear_full (&self->past, visit_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_WINDOW);
  if (self->session)
    yipu_session_close (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yipu_window_parent_class)->dispose (object);
}

static void
yipu_window_class_init (YipuWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = yipu_window_get_property;
  object_class->set_property = yipu_window_set_property;
  object_class->dispose = yipu_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = yipu_window_close_request;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, YIPU_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SIDEBAR] =
      g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (YIPU_TYPE_FIRST_RUN_PAGE);
  g_type_ensure (YIPU_TYPE_JOB_BAR);
  g_type_ensure (YIPU_TYPE_MESSAGES);
  g_type_ensure (YIPU_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yipu/Yipu/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, rooms);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, YipuWindow, job_bar);
}

static void
yipu_window_init (YipuWindow *self)
{
  int width, height;

  self->show_sidebar = TRUE;
  self->settings = yipu_settings_new ();
  g_queue_init (&self->past);
  yipu_window_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_get (self->settings, "size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

YipuWindow *
yipu_window_new (gpointer application, YipuSession *session)
{
  return g_object_new (YIPU_TYPE_WINDOW, "application", application, "session", session, NULL);
}

YipuSession *
yipu_window_get_session (YipuWindow *self)
{
  return self->session;
}

void
yipu_window_set_notice (YipuWindow *self, const char *notice)
{
  gtk_label_set_label (self->notice_label, notice ? notice : "");
  gtk_revealer_set_reveal_child (self->notice_revealer, notice != NULL);
}
