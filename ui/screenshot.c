/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of the window. Taken after a paint: while a layout is pending there is nothing to draw,
 * so it tries again on the next frame. */
#define G_LOG_DOMAIN "yipu-ui"

#include "screenshot.h"

#define MOST_FRAMES 60

typedef struct {
  GtkWindow *window;
  char *path;
  int frames;
} Shot;

static void
shot_free (gpointer data, GClosure *closure)
{
  Shot *shot = data;

  g_free (shot->path);
  g_free (shot);
}

static gboolean
write_picture (Shot *shot)
{
  GtkWidget *child = gtk_window_get_child (shot->window);
  float width = (float) gtk_widget_get_width (child);
  float height = (float) gtk_widget_get_height (child);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (shot->window));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (child);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA background = { 1, 1, 1, 1 };

  gtk_style_context_lookup_color (style, "window_bg_color", &background);
  gtk_snapshot_append_color (snapshot, &background, &bounds);
  gdk_paintable_snapshot (paintable, snapshot, width, height);

  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);

  if (!node)
    return FALSE;

  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (shot->window)), node, &bounds);

  return gdk_texture_save_to_png (texture, shot->path);
}

static void
after_paint_cb (GdkFrameClock *clock, Shot *shot)
{
  if (!write_picture (shot) && ++shot->frames < MOST_FRAMES) {
    gtk_widget_queue_draw (GTK_WIDGET (shot->window));
    return;
  }
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, shot);
}

void
yipu_screenshot (GtkWindow *window, const char *path)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  Shot *shot = g_new0 (Shot, 1);

  shot->window = window;
  shot->path = g_strdup (path);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (after_paint_cb), shot, shot_free, 0);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}
