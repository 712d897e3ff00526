/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline at a page's side. */
#include "outline.h"

#include <glib/gi18n-lib.h>

#define CURRENT_BELOW 120 /* a section counts as current once its top is this near the page's */

struct _YipuOutline {
  GtkBox parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *sections;
  GtkWidget *missing_title;
  GtkWidget *missing;
};

enum { MISSING, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuOutline, yipu_outline, GTK_TYPE_BOX)

static GtkWidget *
section_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "section");
}

/* Where a section begins in what the scroller scrolls. */
static double
top_of (YipuOutline *self, GtkWidget *section)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scroller);
  GtkWidget *content =
      GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : viewport;
  double x = 0, y = 0;

  gtk_widget_translate_coordinates (section, content, 0, 0, &x, &y);
  return y;
}

static void
scrolled_cb (YipuOutline *self)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
  GtkWidget *current = NULL;

  for (GtkWidget *button = gtk_widget_get_first_child (self->sections); button;
       button = gtk_widget_get_next_sibling (button)) {
    gtk_widget_remove_css_class (button, "current");
    if (!current || top_of (self, section_of (button)) <= value + CURRENT_BELOW)
      current = button;
  }
  if (current)
    gtk_widget_add_css_class (current, "current");
}

static void
clicked_cb (GtkWidget *button, YipuOutline *self)
{
  yipu_outline_show (self, section_of (button));
}

static void
missing_cb (GtkWidget *button, YipuOutline *self)
{
  g_signal_emit (self, signals[MISSING], 0, g_object_get_data (G_OBJECT (button), "field"));
}

static void
yipu_outline_class_init (YipuOutlineClass *class)
{
  signals[MISSING] = g_signal_new ("missing", YIPU_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_title (YipuOutline *self, const char *text)
{
  GtkWidget *title = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "small");
  gtk_widget_add_css_class (title, "dim");
  gtk_widget_add_css_class (title, "outline-title");
  gtk_box_append (GTK_BOX (self), title);
  return title;
}

static void
yipu_outline_init (YipuOutline *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "outline");
  add_title (self, _ ("On this page"));
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_box_append (GTK_BOX (self), self->sections);
  self->missing_title = add_title (self, _ ("Still missing"));
  self->missing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_box_append (GTK_BOX (self), self->missing);
}

void
yipu_outline_set_scroller (YipuOutline *self, GtkScrolledWindow *scroller)
{
  self->scroller = scroller;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
build_button (const char *text, GtkWidget *end)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (end)
    gtk_box_append (GTK_BOX (box), end);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

void
yipu_outline_add (YipuOutline *self, const char *title, GtkWidget *section)
{
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *button = build_button (title, count);

  gtk_widget_add_css_class (count, "small");
  gtk_widget_add_css_class (count, "dim");
  gtk_widget_add_css_class (count, "numeric");
  g_object_set_data (G_OBJECT (button), "section", section);
  g_object_set_data (G_OBJECT (button), "count", count);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  if (!gtk_widget_get_first_child (self->sections))
    gtk_widget_add_css_class (button, "current");
  gtk_box_append (GTK_BOX (self->sections), button);
}

void
yipu_outline_set_count (YipuOutline *self, GtkWidget *section, guint count)
{
  g_autofree char *text = count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");

  for (GtkWidget *button = gtk_widget_get_first_child (self->sections); button;
       button = gtk_widget_get_next_sibling (button))
    if (section_of (button) == section)
      gtk_label_set_label (g_object_get_data (G_OBJECT (button), "count"), text);
}

void
yipu_outline_set_missing (YipuOutline *self, GStrv labels, GStrv fields)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (self->missing)))
    gtk_box_remove (GTK_BOX (self->missing), old);
  for (guint i = 0; labels[i]; i++) {
    GtkWidget *button = build_button (labels[i], NULL);

    gtk_widget_add_css_class (button, "missing");
    g_object_set_data_full (G_OBJECT (button), "field", g_strdup (fields[i]), g_free);
    g_signal_connect (button, "clicked", G_CALLBACK (missing_cb), self);
    gtk_box_append (GTK_BOX (self->missing), button);
  }
  gtk_widget_set_visible (self->missing_title, labels[0] != NULL);
}

void
yipu_outline_show (YipuOutline *self, GtkWidget *section)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            top_of (self, section));
}
