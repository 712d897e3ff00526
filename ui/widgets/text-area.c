/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text view as high as its text. GtkTextView asks for the height of what it has laid out so far,
 * and does not ask again when that changes; here the text is measured for the width given. */
#include "text-area.h"

struct _YipuTextArea {
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuTextArea, yipu_text_area, GTK_TYPE_TEXT_VIEW)

static int
text_height (GtkWidget *widget, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
yipu_text_area_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 40;
  else
    *minimum = *natural = text_height (widget, for_size);
}

static GtkSizeRequestMode
yipu_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yipu_text_area_class_init (YipuTextAreaClass *class)
{
  GTK_WIDGET_CLASS (class)->measure = yipu_text_area_measure;
  GTK_WIDGET_CLASS (class)->get_request_mode = yipu_text_area_get_request_mode;
}

static void
yipu_text_area_init (YipuTextArea *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

GtkWidget *
yipu_text_area_new (void)
{
  return g_object_new (YIPU_TYPE_TEXT_AREA, NULL);
}
