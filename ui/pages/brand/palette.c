/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours of a brand. Each is a swatch that draws itself: colours are data here, not style. */
#include "palette.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SWATCH_HEIGHT 64
#define LEAST_TEXT_CONTRAST 4.5

#define YIPU_TYPE_SWATCH (yipu_swatch_get_type ())
G_DECLARE_FINAL_TYPE (YipuSwatch, yipu_swatch, YIPU, SWATCH, GtkWidget)

struct _YipuSwatch {
  GtkWidget parent_instance;

  GdkRGBA colour;
};

G_DEFINE_FINAL_TYPE (YipuSwatch, yipu_swatch, GTK_TYPE_WIDGET)

static void
yipu_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  gtk_snapshot_append_color (snapshot, &YIPU_SWATCH (widget)->colour,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
}

static void
yipu_swatch_class_init (YipuSwatchClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = yipu_swatch_snapshot;
  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yipu_swatch_init (YipuSwatch *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

struct _YipuPalette {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuPalette, yipu_palette, GTK_TYPE_BOX)

static void
yipu_palette_class_init (YipuPaletteClass *class)
{
}

static void
yipu_palette_init (YipuPalette *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
}

static double
linear (float channel)
{
  return channel <= 0.03928f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) +
         0.0722 * linear (colour->blue);
}

double
yipu_palette_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return MAX (first, second) / MIN (first, second);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_field (const YipuRecord *record)
{
  static const GdkRGBA paper = { 1, 1, 1, 1 };
  const char *hex = yipu_record_get (record, "hex");
  const char *use = yipu_record_get (record, "use");
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  YipuSwatch *swatch = g_object_new (YIPU_TYPE_SWATCH, "height-request", SWATCH_HEIGHT, NULL);
  gboolean valid = hex && gdk_rgba_parse (&swatch->colour, hex);
  double contrast = valid ? yipu_palette_contrast (&swatch->colour, &paper) : 0;
  g_autofree char *ratio = contrast >= LEAST_TEXT_CONTRAST
                               ? g_strdup_printf (_ ("%.1f : 1, good for text"), contrast)
                               : g_strdup_printf (_ ("%.1f : 1, a ground only"), contrast);

  gtk_accessible_update_property (GTK_ACCESSIBLE (swatch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hex ? hex : "", -1);
  gtk_box_append (GTK_BOX (field), GTK_WIDGET (swatch));
  gtk_box_append (GTK_BOX (field), new_label (hex ? hex : "", "numeric"));
  if (use)
    gtk_box_append (GTK_BOX (field), new_label (use, "dim"));
  gtk_box_append (GTK_BOX (field), new_label (valid ? ratio : _ ("no colour like #1F3A5F"),
                                              valid ? "dim" : "warn-text"));
  return field;
}

void
yipu_palette_show (YipuPalette *self, YipuSession *session, const char *brand)
{
  g_autoptr (GPtrArray) colours =
      brand ? yipu_session_list (session, "colour", "brand", brand) : g_ptr_array_new ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < colours->len; i++)
    gtk_box_append (GTK_BOX (self), new_field (colours->pdata[i]));
}
