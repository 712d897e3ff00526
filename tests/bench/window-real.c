/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real window on the catalog given: tells when it is painted, and ends; or, when
 * YIPU_BENCH_SCROLL is set, goes to the crafts, scrolls through them and tells how long its frames
 * took. */
#include "application.h"
#include "figure.h"
#include "first-frame.h"
#include "window.h"

#include <yipu/init.h>

/* Frames to scroll, and how far in each: three to ten rows, as a wheel that is turned fast. */
#define FRAMES 400
#define WARM_UP 20
#define PIXELS_LEAST 120
#define PIXELS_MOST 480

typedef struct {
  GtkWindow *window;
  GtkAdjustment *place;
  guint n_items;
  int frame;
  int direction;
  double wall, processor; /* when this frame began */
  Timing walls, processors;
} Scroll;

static void
quit (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static GtkWidget *
find_list (GtkWidget *root)
{
  if (GTK_IS_LIST_VIEW (root) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_list (child);

    if (found)
      return found;
  }
  return NULL;
}

/* Whether the list is there and full. */
static gboolean
find_place (Scroll *scroll)
{
  GtkWidget *list = find_list (GTK_WIDGET (scroll->window));
  GListModel *model = list ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))) : NULL;

  if (!model || g_list_model_get_n_items (model) == 0)
    return FALSE;
  scroll->n_items = g_list_model_get_n_items (model);
  scroll->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  return TRUE;
}

static void
report (Scroll *scroll)
{
  double processor = timing_percentile (&scroll->processors, 99) / 1000;
  g_autofree char *value = g_strdup_printf (
      "p50 %.1f, p99 %.1f ms", timing_percentile (&scroll->processors, 50) / 1000, processor);
  g_autofree char *wall =
      g_strdup_printf ("p50 %.1f, p99 %.1f ms", timing_percentile (&scroll->walls, 50) / 1000,
                       timing_percentile (&scroll->walls, 99) / 1000);

  figure_plain ("frame while scrolling, processor time", (int) scroll->n_items, value, "≤ 16 ms");
  figure_plain ("frame while scrolling, by the clock", (int) scroll->n_items, wall, "≤ 16 ms");
}

static void
before_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  scroll->wall = clock_us ();
  scroll->processor = processor_us ();
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  if (!scroll->place || ++scroll->frame <= WARM_UP)
    return;
  timing_add (&scroll->walls, clock_us () - scroll->wall);
  timing_add (&scroll->processors, processor_us () - scroll->processor);
  if (scroll->frame < WARM_UP + FRAMES)
    return;
  g_signal_handlers_disconnect_by_data (clock, scroll);
  report (scroll);
  scroll->place = NULL;
  quit ();
}

/* A tick of the clock that paints: on, and back from either end. */
static gboolean
scroll_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  Scroll *scroll = data;

  double value, end;

  if (!scroll->place && (scroll->frame > 0 || !find_place (scroll)))
    return G_SOURCE_CONTINUE;
  end = gtk_adjustment_get_upper (scroll->place) - gtk_adjustment_get_page_size (scroll->place);
  value = gtk_adjustment_get_value (scroll->place);
  if (value <= 0 || value >= end)
    scroll->direction = value <= 0 ? 1 : -1;
  value += scroll->direction * g_random_int_range (PIXELS_LEAST, PIXELS_MOST);
  gtk_adjustment_set_value (scroll->place, CLAMP (value, 0, end));
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (GtkWindow *window)
{
  static Scroll scroll;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  if (!g_getenv ("YIPU_BENCH_SCROLL")) {
    first_frame_tell ();
    quit ();
    return;
  }
  scroll = (Scroll){ .window = window, .walls = timing_new (), .processors = timing_new () };
  yipu_window_go (YIPU_WINDOW (window), "crafts");
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &scroll);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), scroll_cb, &scroll, NULL);
}

/* As ui/yipu.c has it, and somebody who looks. */
int
main (int argc, char **argv)
{
  yipu_init ();
  g_autoptr (YipuApplication) application = yipu_application_new ();

  first_frame_watch (GTK_APPLICATION (application), painted_cb);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
