/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The app's own pattern, drawn: a cloth with a small motif all over, and a square kerchief in its
 * middle. Its colours are the dye's and the cloth's, the same by day and by night. */
#include "pattern.h"

#include <math.h>

#define PITCH_X 118
#define PITCH_Y 92
#define CLOTH 316

struct _YipuPattern {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuPattern, yipu_pattern, GTK_TYPE_WIDGET)

static void
set_white (cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, 0xF5 / 255., 0xF1 / 255., 0xE6 / 255., alpha);
}

/* A reed of three leaves, its foot at 0,0, some 70 units high. */
static void
draw_reed (cairo_t *cr)
{
  cairo_move_to (cr, 0, 0);
  cairo_curve_to (cr, 8.5, -26, -11.5, -53, -39.5, -43);
  cairo_rel_curve_to (cr, 19, 4, 31, 20, 39.5, 43);
  cairo_move_to (cr, 1, 0);
  cairo_rel_curve_to (cr, -6, -27, 8.5, -50, 38, -40);
  cairo_rel_curve_to (cr, -18, 4, -30, 18, -38, 40);
  cairo_move_to (cr, -.5, 0);
  cairo_curve_to (cr, 9, -39, 1.5, -76, -8.5, -70);
  cairo_rel_curve_to (cr, -6, 4, -.5, 32, 8, 70);
  cairo_fill (cr);
}

/* A line of small waves, @n of them, each 16 wide, around 0,0. */
static void
draw_waves (cairo_t *cr, int n)
{
  cairo_move_to (cr, -8 * n, 0);
  for (int i = 0; i < n; i++)
    cairo_rel_curve_to (cr, 4, -7, 12, 7, 16, 0);
  cairo_stroke (cr);
}

static void
draw_ring (cairo_t *cr, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_cloth (cairo_t *cr, int width, int height)
{
  cairo_pattern_t *dye = cairo_pattern_create_linear (0, 0, width * .3, height);

  cairo_pattern_add_color_stop_rgb (dye, 0, 0x25 / 255., 0x4A / 255., 0x74 / 255.);
  cairo_pattern_add_color_stop_rgb (dye, .5, 0x1D / 255., 0x3A / 255., 0x60 / 255.);
  cairo_pattern_add_color_stop_rgb (dye, 1, 0x18 / 255., 0x2D / 255., 0x4D / 255.);
  cairo_set_source (cr, dye);
  cairo_paint (cr);
  cairo_pattern_destroy (dye);
}

static void
draw_motifs (cairo_t *cr, int width, int height)
{
  cairo_set_line_width (cr, 2);
  for (int row = 0; row * PITCH_Y < height + PITCH_Y; row++)
    for (int column = 0; column * PITCH_X < width + 2 * PITCH_X; column++) {
      double x = column * PITCH_X - (row % 2 ? PITCH_X / 2 : 0) + 36;
      double y = row * PITCH_Y + 54;

      cairo_save (cr);
      cairo_translate (cr, x, y);
      set_white (cr, .13);
      cairo_save (cr);
      cairo_scale (cr, .8, .8);
      draw_reed (cr);
      cairo_restore (cr);
      cairo_translate (cr, 0, 13);
      draw_waves (cr, 4);
      cairo_translate (cr, PITCH_X / 2, -26);
      draw_ring (cr, 5);
      draw_ring (cr, 1);
      cairo_restore (cr);
    }
}

static void
draw_border (cairo_t *cr, double half, double dash, double gap, double line)
{
  const double dashes[] = { dash, gap };

  cairo_set_dash (cr, dashes, 2, 0);
  cairo_set_line_width (cr, line);
  cairo_rectangle (cr, -half, -half, 2 * half, 2 * half);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_dots (cairo_t *cr, int n, double radius, double size)
{
  for (int i = 0; i < n; i++) {
    double angle = 2 * G_PI * i / n;

    cairo_arc (cr, radius * cos (angle), radius * sin (angle), i % 2 ? size * .6 : size, 0,
               2 * G_PI);
    cairo_fill (cr);
  }
}

/* A reed in each corner, turned outwards, with an eye before it. */
static void
draw_corners (cairo_t *cr)
{
  for (int i = 0; i < 4; i++) {
    cairo_save (cr);
    cairo_rotate (cr, G_PI / 2 * i);
    cairo_translate (cr, -80, -80);
    cairo_rotate (cr, -G_PI / 4);
    cairo_scale (cr, .66, .66);
    draw_reed (cr);
    cairo_translate (cr, -3, -90);
    cairo_set_line_width (cr, 3);
    draw_ring (cr, 9);
    draw_ring (cr, 2.5);
    cairo_restore (cr);

    cairo_save (cr);
    cairo_rotate (cr, G_PI / 2 * i);
    cairo_set_line_width (cr, 3.5);
    cairo_translate (cr, 0, -126);
    draw_waves (cr, 7);
    cairo_translate (cr, 0, 12);
    draw_waves (cr, 5);
    cairo_restore (cr);
  }
}

static void
draw_kerchief (cairo_t *cr, int width, int height)
{
  cairo_save (cr);
  cairo_translate (cr, width / 2., height / 2.);
  cairo_set_source_rgb (cr, 0x1C / 255., 0x36 / 255., 0x5A / 255.);
  cairo_rectangle (cr, -CLOTH / 2, -CLOTH / 2, CLOTH, CLOTH);
  cairo_fill (cr);
  set_white (cr, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_border (cr, CLOTH / 2. - 2, 9, 7, 4);
  draw_border (cr, CLOTH / 2. - 14, .1, 8, 4.5);
  draw_corners (cr);
  cairo_set_dash (cr, (const double[]){ 16, 7 }, 2, 0);
  cairo_set_line_width (cr, 4);
  draw_ring (cr, 84);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_dots (cr, 40, 96, 3.4);
  cairo_save (cr);
  cairo_translate (cr, 0, 22);
  cairo_scale (cr, 1.25, 1.25);
  draw_reed (cr);
  cairo_restore (cr);
  cairo_set_line_width (cr, 4.5);
  for (int i = 0; i < 3; i++) {
    cairo_save (cr);
    cairo_translate (cr, 0, 34 + 13 * i);
    draw_waves (cr, 8 - 2 * i);
    cairo_restore (cr);
  }
  cairo_restore (cr);
}

static void
yipu_pattern_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  draw_cloth (cr, width, height);
  draw_motifs (cr, width, height);
  draw_kerchief (cr, width, height);
  cairo_destroy (cr);
}

static void
yipu_pattern_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = CLOTH + 16;
  *natural = 560;
}

static void
yipu_pattern_class_init (YipuPatternClass *class)
{
  GTK_WIDGET_CLASS (class)->measure = yipu_pattern_measure;
  GTK_WIDGET_CLASS (class)->snapshot = yipu_pattern_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
yipu_pattern_init (YipuPattern *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
