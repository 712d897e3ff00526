/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidebar. Its rows come from the table of places. */
#include "sidebar.h"

#include "backup-age.h"
#include "places.h"
#include "widgets/chooser.h"

#include <glib/gi18n-lib.h>

struct _YipuSidebar {
  GtkBox parent_instance;

  YipuSession *session;

  GtkLabel *name_label;
  GtkLabel *kind_label;
  GtkListBox *list;
  GtkMenuButton *person_button;
  GtkLabel *person_label;
  GtkWidget *backup_button;
  GtkLabel *backup_label;
};

G_DEFINE_FINAL_TYPE (YipuSidebar, yipu_sidebar, GTK_TYPE_BOX)

static const YipuPlace *
place_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "place");
}

static void
on_row_activated (YipuSidebar *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go-to", "s", place_of_row (row)->id);
}

static GtkWidget *
build_row (const YipuPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (place->icon);
  GtkWidget *label = gtk_label_new (_ (place->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->title), -1);
  g_object_set_data (G_OBJECT (row), "place", (gpointer) place);
  g_object_set_data (G_OBJECT (row), "count", count);
  return row;
}

/* A line between two groups. */
static void
head_row (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean line = before && place_of_row (row)->group != place_of_row (before)->group;
  GtkWidget *separator = NULL;

  if (line) {
    separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    gtk_widget_add_css_class (separator, "side-line");
  }
  gtk_list_box_row_set_header (row, separator);
}

static void
update_counts (YipuSidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++) {
    const YipuPlace *place = place_of_row (row);
    guint count = place->count ? yipu_session_count (self->session, place->count, NULL, NULL) : 0;
    g_autofree char *text = count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");

    gtk_label_set_label (g_object_get_data (G_OBJECT (row), "count"), text);
  }
}

static void
update_person (YipuSidebar *self)
{
  const char *id = yipu_catalog_get_person (yipu_session_get_catalog (self->session));
  g_autofree char *name = yipu_session_dup_title (self->session, "person", id);
  /* Translators: %s is the person at the keyboard. */
  g_autofree char *text =
      *name ? g_strdup_printf (_ ("%s is typing"), name) : g_strdup (_ ("Who is typing?"));

  gtk_label_set_label (self->person_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update_backup (YipuSidebar *self)
{
  g_autofree char *text = yipu_backup_age (yipu_session_get_catalog (self->session));

  gtk_label_set_label (self->backup_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->backup_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
changed_cb (YipuSidebar *self)
{
  update_counts (self);
  update_person (self);
  update_backup (self);
}

static void
person_chosen_cb (YipuSidebar *self, const char *id)
{
  yipu_catalog_set_person (yipu_session_get_catalog (self->session), id);
  update_person (self);
}

static void
yipu_sidebar_dispose (GObject *object)
{
  g_clear_object (&YIPU_SIDEBAR (object)->session);
  G_OBJECT_CLASS (yipu_sidebar_parent_class)->dispose (object);
}

static void
yipu_sidebar_class_init (YipuSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, name_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, kind_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, person_button);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, person_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, backup_button);
  gtk_widget_class_bind_template_child (widget_class, YipuSidebar, backup_label);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
yipu_sidebar_init (YipuSidebar *self)
{
  guint n;
  const YipuPlace *places = yipu_places (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_menu_button_align_start (self->person_button);
  gtk_list_box_set_header_func (self->list, head_row, NULL, NULL);
  for (guint i = 0; i < n; i++)
    if (places[i].group >= 0)
      gtk_list_box_append (self->list, build_row (&places[i]));
}

void
yipu_sidebar_set_session (YipuSidebar *self, YipuSession *session)
{
  GtkWidget *chooser = yipu_chooser_new (session, "person");

  self->session = g_object_ref (session);
  gtk_label_set_label (self->name_label,
                       yipu_catalog_get_name (yipu_session_get_catalog (session)));
  gtk_menu_button_set_popover (self->person_button, chooser);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

void
yipu_sidebar_select (YipuSidebar *self, const char *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (g_str_equal (place_of_row (row)->id, place)) {
      gtk_list_box_select_row (self->list, row);
      return;
    }
  gtk_list_box_unselect_all (self->list);
}

void
yipu_sidebar_refresh (YipuSidebar *self)
{
  update_backup (self);
}
