/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one record of the Library, laid out from the table of its kinds. */
#define G_LOG_DOMAIN "yipu-ui"

#include "library-view.h"

#include "widgets/field-grid.h"
#include "widgets/form.h"
#include "widgets/subrecords.h"
#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>

struct _YipuLibraryView {
  GtkBox parent_instance;

  YipuSession *session;
  const YipuLibraryKind *kind;
  YipuForm *form;
  GtkWidget *picture; /* of photos, or NULL */
  GtkLabel *title;
  GtkWidget *below; /* YipuSubrecords, or NULL */
};

G_DEFINE_FINAL_TYPE (YipuLibraryView, yipu_library_view, GTK_TYPE_BOX)

static void
loaded_cb (YipuLibraryView *self)
{
  YipuRecord *record = yipu_form_get_record (self->form);
  g_autofree char *title = record ? yipu_record_dup_title (record) : g_strdup (_ ("Removed"));

  gtk_label_set_label (self->title, title);
}

static void
remove_cb (YipuLibraryView *self)
{
  if (yipu_form_get_record (self->form))
    yipu_session_remove (self->session, N_ ("Remove a record"), yipu_form_get_id (self->form));
}

static void
history_cb (YipuLibraryView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.history-of", "s",
                              yipu_form_get_id (self->form));
}

static GtkWidget *
build_foot (YipuLibraryView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *history = gtk_button_new_with_label (_ ("History…"));
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

  gtk_widget_add_css_class (history, "flat");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_widget_set_sensitive (remove, !yipu_session_is_read_only (self->session));
  g_signal_connect_swapped (history, "clicked", G_CALLBACK (history_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (foot), history);
  gtk_box_append (GTK_BOX (foot), remove);
  return foot;
}

static GtkWidget *
build_heading (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_below (YipuLibraryView *self)
{
  const YipuLibraryKind *kind = self->kind;

  gtk_box_append (GTK_BOX (self), build_heading (_ (kind->sub_title), "section-title"));
  self->below =
      g_object_new (YIPU_TYPE_SUBRECORDS, "kind", kind->sub_kind, "owner", kind->sub_owner,
                    "fields", kind->sub_fields, "summary", "kind", "add-label", _ ("Add"), NULL);
  yipu_subrecords_set_session (YIPU_SUBRECORDS (self->below), self->session);
  gtk_box_append (GTK_BOX (self), self->below);
}

static void
yipu_library_view_dispose (GObject *object)
{
  YipuLibraryView *self = YIPU_LIBRARY_VIEW (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_library_view_parent_class)->dispose (object);
}

static void
yipu_library_view_class_init (YipuLibraryViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_library_view_dispose;
}

static void
yipu_library_view_init (YipuLibraryView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 14);
  gtk_widget_add_css_class (GTK_WIDGET (self), "page");
}

GtkWidget *
yipu_library_view_new (YipuSession *session, const YipuLibraryKind *kind)
{
  YipuLibraryView *self = g_object_new (YIPU_TYPE_LIBRARY_VIEW, NULL);
  GtkWidget *card = yipu_field_grid_new (kind->kind, kind->fields);

  self->session = g_object_ref (session);
  self->kind = kind;
  if (g_str_equal (kind->kind, "file")) {
    self->picture = yipu_thumbnail_new (0, 340);
    g_object_set (self->picture, "contain", TRUE, NULL);
    gtk_widget_add_css_class (self->picture, "hero");
    gtk_box_append (GTK_BOX (self), self->picture);
  }
  self->title = GTK_LABEL (build_heading (NULL, "page-title"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "card-pad");
  gtk_box_append (GTK_BOX (self), card);
  if (kind->sub_kind)
    add_below (self);
  gtk_box_append (GTK_BOX (self), build_foot (self));
  self->form = yipu_form_new (session, kind->kind, card);
  g_signal_connect_object (self->form, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
yipu_library_view_set_id (YipuLibraryView *self, const char *id)
{
  yipu_form_set_id (self->form, id);
  if (self->picture)
    yipu_thumbnail_set_file (YIPU_THUMBNAIL (self->picture), self->session, id);
  if (self->below)
    yipu_subrecords_set_owner (YIPU_SUBRECORDS (self->below), id);
}

const char *
yipu_library_view_get_id (YipuLibraryView *self)
{
  return yipu_form_get_id (self->form);
}

void
yipu_library_view_focus (YipuLibraryView *self, const char *field)
{
  if (*field)
    yipu_form_focus (self->form, field);
}
