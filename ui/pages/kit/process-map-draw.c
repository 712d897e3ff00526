/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the map draws below its widgets: the buyer's side, the links, the line. Only what is seen
 * is given to cairo, so that a long process costs no more than a short one. */
#include "process-map-private.h"

#define ARROW 5.0
#define LINE_GAP 4.0

static GdkRGBA
colour (YipuProcessMap *self, const char *name)
{
  GdkRGBA found = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &found);
  return found;
}

static graphene_rect_t
visible_part (YipuProcessMap *self)
{
  GtkAdjustment *across = yipu_process_map_get_adjustment (self, GTK_ORIENTATION_HORIZONTAL);
  double x = across ? gtk_adjustment_get_value (across) : 0;
  double width =
      across ? gtk_adjustment_get_page_size (across) : gtk_widget_get_width (GTK_WIDGET (self));

  return GRAPHENE_RECT_INIT ((float) x, 0, (float) width,
                             (float) gtk_widget_get_height (GTK_WIDGET (self)));
}

/* How far a link keeps from the middle of what it begins or ends at. */
static double
half_of (YipuProcessMap *self, const YipuMapNode *node)
{
  if (node->type == YIPU_MAP_BEND)
    return 0;
  return node->type == YIPU_MAP_STEP ? YIPU_MAP_CIRCLE / 2.0 * self->zoom + 3 : 30 * self->zoom;
}

static gboolean
is_buyers_node (YipuProcessMap *self, const YipuMapNode *node)
{
  return node->column > self->map->line_column;
}

/* Accent on the buyer's side and where something crosses the line; quiet elsewhere. */
static GdkRGBA
link_colour (YipuProcessMap *self, const YipuMapNode *from, const YipuMapNode *to)
{
  gboolean crosses = from->type == YIPU_MAP_BOXED || to->type == YIPU_MAP_BOXED;

  return colour (self, crosses || is_buyers_node (self, from) ? "accent_color" : "reed");
}

static void
draw_link (YipuProcessMap *self, cairo_t *cr, const YipuMapLink *link)
{
  const YipuMapNode *from = &self->map->nodes[link->from];
  const YipuMapNode *to = &self->map->nodes[link->to];
  double x0 = self->now[link->from].x + half_of (self, from);
  double y0 = self->now[link->from].y;
  double x1 = self->now[link->to].x - half_of (self, to);
  double y1 = self->now[link->to].y;
  double middle = (x0 + x1) / 2;
  GdkRGBA rgba = link_colour (self, from, to);

  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_move_to (cr, x0, y0);
  cairo_curve_to (cr, middle, y0, middle, y1, x1, y1);
  cairo_stroke (cr);
  if (to->type != YIPU_MAP_STEP)
    return;
  cairo_move_to (cr, x1 - ARROW, y1 - ARROW);
  cairo_line_to (cr, x1, y1);
  cairo_line_to (cr, x1 - ARROW, y1 + ARROW);
  cairo_stroke (cr);
}

static void
draw_links (YipuProcessMap *self, GtkSnapshot *snapshot, const graphene_rect_t *seen)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, seen);
  double end = seen->origin.x + seen->size.width;

  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->map->n_links; i++) {
    const YipuMapLink *link = &self->map->links[i];
    if (self->now[link->from].x < end && self->now[link->to].x > seen->origin.x)
      draw_link (self, cr, link);
  }
  cairo_destroy (cr);
}

static void
draw_line (YipuProcessMap *self, GtkSnapshot *snapshot, float height)
{
  GdkRGBA seal = colour (self, "seal");
  graphene_rect_t strip = GRAPHENE_RECT_INIT ((float) self->line_now - 2, 0, 4, height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &strip);
  const double dashes[] = { LINE_GAP, LINE_GAP };

  gdk_cairo_set_source_rgba (cr, &seal);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, self->line_now, 0);
  cairo_line_to (cr, self->line_now, height);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
yipu_process_map_draw (YipuProcessMap *self, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t seen = visible_part (self);
  GdkRGBA wash = colour (self, "wash");

  gtk_snapshot_append_color (snapshot, &wash,
                             &GRAPHENE_RECT_INIT ((float) self->line_now, 0,
                                                  MAX (0, width - (float) self->line_now), height));
  draw_links (self, snapshot, &seen);
  draw_line (self, snapshot, height);
}
