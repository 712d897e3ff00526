/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos that a record refers to. A photo opens in the Library; Delete leaves it out of this
 * record, it stays in the catalog. */
#define G_LOG_DOMAIN "yipu-ui"

#include "photo-grid.h"

#include "page.h"
#include "widgets/photo-take.h"
#include "widgets/thumbnail.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _YipuPhotoGrid {
  GtkBox parent_instance;

  YipuSession *session;
  char *kind;
  char *id;
  char *field;
  char *shown; /* the field's value as shown */

  GtkWidget *wrap;
  GtkWidget *buttons;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuPhotoGrid, yipu_photo_grid, GTK_TYPE_BOX)

static void
open_cb (GtkWidget *card, YipuPhotoGrid *self)
{
  yipu_open_record (card, "file", g_object_get_data (G_OBJECT (card), "id"), "");
}

static void
leave_out (YipuPhotoGrid *self, const char *file)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, self->kind, self->id);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (!record)
    return;

  g_auto (GStrv) old = yipu_record_dup_list (record, self->field);

  for (char **other = old; *other; other++)
    if (!g_str_equal (*other, file))
      g_strv_builder_add (parts, *other);

  g_auto (GStrv) rest = g_strv_builder_end (parts);
  g_autofree char *list = yipu_field_join ((const char *const *) rest);

  yipu_session_set (self->session, N_ ("Leave out a photo"), self->id, self->field, list);
  yipu_session_toast (self->session, _ ("Left out here; it stays in the Library."), TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        YipuPhotoGrid *self)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (keyval != GDK_KEY_Delete || yipu_session_is_read_only (self->session))
    return FALSE;
  leave_out (self, g_object_get_data (G_OBJECT (card), "id"));
  return TRUE;
}

static GtkWidget *
build_card (YipuPhotoGrid *self, const char *file)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *picture = yipu_thumbnail_new (132, 99);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *title = yipu_session_dup_title (self->session, "file", file);

  yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), self->session, file);
  gtk_button_set_child (GTK_BUTTON (card), picture);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_tooltip_text (card, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Delete leaves it out of this record"), -1);
  g_object_set_data_full (G_OBJECT (card), "id", g_strdup (file), g_free);
  g_signal_connect (card, "clicked", G_CALLBACK (open_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (card, keys);
  return card;
}

static void
refresh (YipuPhotoGrid *self)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, self->kind, self->id);
  const char *value = record ? yipu_record_get (record, self->field) : NULL;
  g_auto (GStrv) files = yipu_field_split (value);

  if (g_strcmp0 (value, self->shown) != 0 || !value) {
    g_free (self->shown);
    self->shown = g_strdup (value);
    yipu_wrap_box_clear (YIPU_WRAP_BOX (self->wrap));
    for (char **file = files; *file; file++) {
      g_autoptr (YipuRecord) known = yipu_session_get (self->session, "file", *file);

      if (known)
        yipu_wrap_box_append (YIPU_WRAP_BOX (self->wrap), build_card (self, *file));
    }
    gtk_widget_set_visible (self->wrap, gtk_widget_get_first_child (self->wrap) != NULL);
  }
  gtk_widget_set_visible (self->buttons, record && !yipu_session_is_read_only (self->session));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (YipuPhotoGrid *self, GPtrArray *records)
{
  if (self->id && (yipu_changes_touch (records, self->kind, self->id) ||
                   yipu_changes_touch (records, "file", NULL)))
    refresh (self);
}

static void
choose_cb (YipuPhotoGrid *self)
{
  yipu_photos_choose (GTK_WIDGET (self));
}

static void
paste_cb (YipuPhotoGrid *self)
{
  yipu_photos_paste (GTK_WIDGET (self));
}

static void
build_button (YipuPhotoGrid *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
yipu_photo_grid_dispose (GObject *object)
{
  YipuPhotoGrid *self = YIPU_PHOTO_GRID (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (yipu_photo_grid_parent_class)->dispose (object);
}

static void
yipu_photo_grid_class_init (YipuPhotoGridClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_photo_grid_dispose;
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_PHOTO_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yipu_photo_grid_init (YipuPhotoGrid *self)
{
  GtkWidget *hint = gtk_label_new (_ ("or drop them here"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->wrap = yipu_wrap_box_new ();
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  build_button (self, _ ("Choose Photos…"), G_CALLBACK (choose_cb));
  build_button (self, _ ("Paste"), G_CALLBACK (paste_cb));
  gtk_widget_add_css_class (hint, "small");
  gtk_widget_add_css_class (hint, "dim");
  gtk_box_append (GTK_BOX (self->buttons), hint);
  gtk_box_append (GTK_BOX (self), self->wrap);
  gtk_box_append (GTK_BOX (self), self->buttons);
}

GtkWidget *
yipu_photo_grid_new (void)
{
  return g_object_new (YIPU_TYPE_PHOTO_GRID, NULL);
}

void
yipu_photo_grid_set_record (
    YipuPhotoGrid *self, YipuSession *session, const char *kind, const char *id, const char *field)
{
  if (!self->session) {
    self->session = g_object_ref (session);
    self->kind = g_strdup (kind);
    self->field = g_strdup (field);
    g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  }
  g_free (self->id);
  self->id = g_strdup (id);
  if (id && !yipu_session_is_read_only (session))
    yipu_photos_accept (GTK_WIDGET (self), session,
                        &(YipuPhotoPlace){ .record = id, .field = field });
  g_clear_pointer (&self->shown, g_free);
  refresh (self);
}

void
yipu_photo_grid_focus (YipuPhotoGrid *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
