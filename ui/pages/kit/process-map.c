/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map: its widgets and where they stand. libyipu says in which column and lane everything is;
 * here that becomes px, as wide as the window allows, and what changes its place glides there. */
#include "process-map-private.h"

#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <yipu/vocabulary.h>

/* At 100 %, px. */
#define LEAST_COLUMN 56
#define MOST_COLUMN 112
#define LANE 96
/* What stands on the line, and what comes out, is wider than a step. */
#define WIDER 0.5
#define HEAD 76
#define EDGE 14
#define HEAD_GAP 20
/* From the middle of a step's picture to the top of the step. */
#define ABOVE_MIDDLE 25

#define GLIDE_US 160000
#define LEAST_ZOOM 0.6
#define MOST_ZOOM 2.0
#define ZOOM_STEP 1.15

enum { MOVE_STEPS, OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuProcessMap, yipu_process_map, GTK_TYPE_WIDGET)

static guint
columns_before_end (const YipuMap *map)
{
  return map->n_columns - (map->n_columns > map->line_column + 1 ? 1 : 0);
}

/* Widths in columns: the line's and the last are wider. */
static double
columns_wide (const YipuMap *map)
{
  return map->n_columns + WIDER * (map->n_columns > map->line_column + 1 ? 2 : 1);
}

static double
column_middle (const YipuMap *map, guint column)
{
  double x = column + 0.5;

  if (column == map->line_column)
    return x + WIDER / 2;
  if (column < map->line_column)
    return x;
  return x + WIDER + (column >= columns_before_end (map) ? WIDER / 2 : 0);
}

static void
yipu_process_map_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (widget);

  if (!self->map)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural =
        (int) ceil (columns_wide (self->map) * LEAST_COLUMN * self->zoom) + 2 * EDGE;
  else
    *minimum = *natural = (int) ceil (self->map->n_lanes * LANE * self->zoom) + HEAD + EDGE;
}

/* Px a column, from what there is room for. */
static double
column_width (YipuProcessMap *self, int width)
{
  return CLAMP ((width - 2 * EDGE) / columns_wide (self->map), LEAST_COLUMN * self->zoom,
                MOST_COLUMN * self->zoom);
}

static void
find_places (YipuProcessMap *self, int width, int height)
{
  const YipuMap *map = self->map;
  double column = column_width (self, width);
  double left = EDGE + MAX (0, width - 2 * EDGE - column * columns_wide (map)) / 2;
  double lane = LANE * self->zoom;
  double top = HEAD + MAX (0, height - HEAD - EDGE - lane * map->n_lanes) / 2;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < map->n_nodes; i++) {
    double x = left + column * column_middle (map, map->nodes[i].column);
    self->to[i].x = (float) (mirrored ? width - x : x);
    self->to[i].y = (float) (top + lane * map->nodes[i].lane + ABOVE_MIDDLE * self->zoom);
  }
  self->line_to = left + column * column_middle (map, map->line_column);
  if (mirrored)
    self->line_to = width - self->line_to;
}

/* Scaled, its picture's middle at @middle. */
static void
place_child (
    YipuProcessMap *self, GtkWidget *child, graphene_point_t middle, int width, double above)
{
  GskTransform *transform;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  if (above < 0)
    above = natural / 2.0;
  transform = gsk_transform_translate (
      NULL, &GRAPHENE_POINT_INIT (middle.x - (float) (width * self->zoom / 2),
                                  middle.y - (float) (above * self->zoom)));
  gtk_widget_allocate (child, width, natural, -1,
                       gsk_transform_scale (transform, (float) self->zoom, (float) self->zoom));
}

static int
fitting_width (GtkWidget *child, double width)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MAX (least, (int) width);
}

/* The heads stand on their sides of the line; where the buyer's has no room there, on the other. */
static void
place_heads (YipuProcessMap *self, int width)
{
  int workshop, buyer, height;
  int line = (int) self->line_now;

  gtk_widget_measure (self->workshop_head, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &workshop, NULL,
                      NULL);
  gtk_widget_measure (self->buyer_head, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &buyer, NULL, NULL);
  gtk_widget_measure (self->workshop_head, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  gboolean right = width - line > buyer + HEAD_GAP;
  gtk_widget_set_child_visible (self->workshop_head, line > workshop + 2 * HEAD_GAP);
  gtk_widget_set_child_visible (self->buyer_head, right || line > workshop + buyer + 4 * HEAD_GAP);
  gtk_widget_size_allocate (self->workshop_head, &(GtkAllocation){ HEAD_GAP, 10, workshop, height },
                            -1);
  gtk_widget_size_allocate (
      self->buyer_head,
      &(GtkAllocation){ right ? line + HEAD_GAP : line - HEAD_GAP - buyer, 10, buyer, height }, -1);
}

static void
place_grip (YipuProcessMap *self)
{
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->grip, NULL, &size);
  gtk_widget_size_allocate (self->grip,
                            &(GtkAllocation){ (int) self->line_now - size.width / 2,
                                              HEAD - size.height, size.width, size.height },
                            -1);
}

static void
place_all (YipuProcessMap *self, int width)
{
  const YipuMap *map = self->map;
  double column = column_width (self, width) / self->zoom;

  for (guint i = 0; i < map->n_nodes; i++) {
    GtkWidget *child =
        map->nodes[i].type == YIPU_MAP_STEP ? self->steps->pdata[i]
        : map->nodes[i].type == YIPU_MAP_BEND
            ? NULL
            : g_hash_table_lookup (self->cards, GUINT_TO_POINTER (map->nodes[i].index + 1));
    if (child && map->nodes[i].type == YIPU_MAP_STEP)
      place_child (self, child, self->now[i], fitting_width (child, column - 2), ABOVE_MIDDLE);
    else if (child)
      place_child (self, child, self->now[i], fitting_width (child, column * (1 + WIDER) - 8), -1);
  }
  place_heads (self, width);
  place_grip (self);
}

static void
yipu_process_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (widget);

  if (!self->map)
    return;
  find_places (self, width, height);
  if (!self->tick) {
    memcpy (self->now, self->to, self->map->n_nodes * sizeof *self->now);
    self->line_now = self->line_to;
  }
  place_all (self, width);
}

static void
yipu_process_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (widget);

  if (self->map)
    yipu_process_map_draw (self, snapshot);
  GTK_WIDGET_CLASS (yipu_process_map_parent_class)->snapshot (widget, snapshot);
}

/* Half of the way that is left, again and again, until the time is up. */
static gboolean
glide_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  float part = 0.45f;

  if (self->began == 0)
    self->began = now;
  if (now - self->began >= GLIDE_US)
    part = 1;
  for (guint i = 0; self->map && i < self->map->n_nodes; i++) {
    self->now[i].x += (self->to[i].x - self->now[i].x) * part;
    self->now[i].y += (self->to[i].y - self->now[i].y) * part;
  }
  self->line_now += (self->line_to - self->line_now) * part;
  gtk_widget_queue_allocate (widget);
  if (part < 1)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
glide (YipuProcessMap *self)
{
  gboolean animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated,
                NULL);
  self->began = 0;
  if (animated && !self->tick && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "justify", GTK_JUSTIFY_CENTER,
                    "width-chars", 5, "max-width-chars", 12, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A part on the line, or what comes out, with how much of it. */
static GtkWidget *
new_card (YipuProcessMap *self, const YipuMapNode *node)
{
  const YipuItem *item = &yipu_kit_sheet_get_process (self->sheet)->items[node->index];
  const YipuKitItem *at = &yipu_kit_sheet_get_result (self->sheet)->items[node->index];
  gboolean boxed = node->type == YIPU_MAP_BOXED;
  g_autofree char *amount = yipu_item_dup_amount (item, boxed ? at->boxed : at->demand);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (boxed ? "yipu-box-symbolic" : "yipu-product-symbolic");

  gtk_widget_add_css_class (card, "map-card");
  gtk_widget_add_css_class (card, boxed ? "boxed" : "target");
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), new_label (item->name ? item->name : "?", "map-title"));
  gtk_box_append (GTK_BOX (card), new_label (amount, "map-minutes"));
  return card;
}

static void
clear_cards (YipuProcessMap *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card)) {
    gtk_widget_unparent (card);
    g_hash_table_iter_remove (&iter);
  }
}

static void
add_cards (YipuProcessMap *self)
{
  for (guint i = 0; i < self->map->n_nodes; i++) {
    const YipuMapNode *node = &self->map->nodes[i];
    GtkWidget *card;

    if (node->type != YIPU_MAP_BOXED && node->type != YIPU_MAP_TARGET)
      continue;
    card = new_card (self, node);
    gtk_widget_insert_before (card, GTK_WIDGET (self), self->grip);
    g_hash_table_replace (self->cards, GUINT_TO_POINTER (node->index + 1), card);
  }
}

/* What both maps have begins where it stands; what is new, where it belongs. */
static void
take_map (YipuProcessMap *self, YipuMap *map)
{
  guint n_steps = self->steps->len;
  graphene_point_t *now = g_new0 (graphene_point_t, map->n_nodes + 1);
  gboolean known = self->map && self->now;

  if (known)
    memcpy (now, self->now, n_steps * sizeof *now);
  g_free (self->to);
  self->to = g_new0 (graphene_point_t, map->n_nodes + 1);
  g_free (self->now);
  self->now = now;
  g_clear_pointer (&self->map, yipu_map_free);
  self->map = map;
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0)
    find_places (self, gtk_widget_get_width (GTK_WIDGET (self)),
                 gtk_widget_get_height (GTK_WIDGET (self)));
  for (guint i = known ? n_steps : 0; i < map->n_nodes; i++)
    now[i] = self->to[i];
  if (!known)
    self->line_now = self->line_to;
}

static void
set_head (GtkWidget *head, const char *title, const char *text)
{
  GtkWidget *first = gtk_widget_get_first_child (head);

  gtk_label_set_label (GTK_LABEL (first), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (first)), text);
}

/* "Inheritor 3 · trained household 9". */
static char *
dup_hands (YipuProcessMap *self)
{
  static const char *const who_ids[YIPU_N_WHO] = { "inheritor", "trained", "anyone" };
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  guint n[YIPU_N_WHO] = { 0 };
  GString *text = g_string_new (NULL);

  for (guint s = 0; s < process->n_steps; s++)
    n[process->steps[s].who] += result->steps[s].side == YIPU_CUT_SIDE_WORKSHOP;
  for (guint w = 0; w < YIPU_N_WHO; w++)
    if (n[w] > 0)
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? " · " : "",
                              yipu_vocabulary_label ("who_may_do", who_ids[w]), n[w]);
  return g_string_free (text, FALSE);
}

static void
update_heads (YipuProcessMap *self)
{
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  g_autofree char *workshop = yipu_process_map_dup_side (self->sheet, YIPU_CUT_SIDE_WORKSHOP);
  g_autofree char *buyer = yipu_process_map_dup_side (self->sheet, YIPU_CUT_SIDE_BUYER);
  g_autofree char *hands = dup_hands (self);
  g_autofree char *days =
      result->elapsed_days > 1
          ? g_strdup_printf (
                ngettext ("over %d day", "over %d days", (gulong) result->elapsed_days),
                (int) result->elapsed_days)
          : g_strdup (result->booklet->len > 0 ? "" : _ ("Sold as a finished piece"));

  set_head (self->workshop_head, workshop, hands);
  set_head (self->buyer_head, buyer, days);
}

static void
go_cb (YipuStepNode *step, int direction, YipuProcessMap *self)
{
  graphene_point_t from = self->to[yipu_step_node_get_step (step)];
  gboolean across = direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT;
  float sign = direction == GTK_DIR_LEFT || direction == GTK_DIR_UP ? -1 : 1;
  float nearest = G_MAXFLOAT;
  GtkWidget *found = NULL;

  for (guint s = 0; s < self->steps->len; s++) {
    float along = sign * (across ? self->to[s].x - from.x : self->to[s].y - from.y);
    float aside = fabsf (across ? self->to[s].y - from.y : self->to[s].x - from.x);
    if (along > 1 && along + 2 * aside < nearest) {
      nearest = along + 2 * aside;
      found = self->steps->pdata[s];
    }
  }
  if (found)
    gtk_widget_grab_focus (found);
}

static void
toggled_cb (YipuStepNode *widget, YipuProcessMap *self)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  guint step = yipu_step_node_get_step (widget);
  gboolean buyer = yipu_kit_sheet_get_result (self->sheet)->steps[step].side == YIPU_CUT_SIDE_BUYER;

  g_array_append_val (steps, step);
  g_signal_emit (self, signals[MOVE_STEPS], 0, steps, !buyer);
}

static void
opened_cb (YipuStepNode *widget, YipuProcessMap *self)
{
  g_signal_emit (self, signals[OPENED], 0, yipu_step_node_get_step (widget), widget);
}

static void
add_steps (YipuProcessMap *self, YipuSession *session)
{
  guint n = yipu_kit_sheet_get_process (self->sheet)->n_steps;

  for (guint s = 0; s < n; s++) {
    GtkWidget *step = yipu_step_node_new (session, self->sheet, s);

    g_signal_connect (step, "toggled", G_CALLBACK (toggled_cb), self);
    g_signal_connect (step, "opened", G_CALLBACK (opened_cb), self);
    g_signal_connect (step, "go", G_CALLBACK (go_cb), self);
    gtk_widget_insert_before (step, GTK_WIDGET (self), self->grip);
    g_ptr_array_add (self->steps, step);
  }
}

static void
zoom_by (YipuProcessMap *self, double by)
{
  self->zoom = CLAMP (self->zoom * by, LEAST_ZOOM, MOST_ZOOM);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  zoom_by (YIPU_PROCESS_MAP (widget),
           g_str_equal (name, "map.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
}

/* The whole process is seen, if it can be read then. */
static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (widget);
  GtkAdjustment *across = yipu_process_map_get_adjustment (self, GTK_ORIENTATION_HORIZONTAL);
  double room = across ? gtk_adjustment_get_page_size (across) - 2 * EDGE : 0;

  if (!self->map || room <= 0)
    return;
  self->zoom = 1;
  zoom_by (self, MIN (1, room / (columns_wide (self->map) * LEAST_COLUMN)));
}

static void
yipu_process_map_dispose (GObject *object)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (object);

  yipu_process_map_set_sheet (self, NULL, NULL);
  g_clear_pointer (&self->workshop_head, gtk_widget_unparent);
  g_clear_pointer (&self->buyer_head, gtk_widget_unparent);
  g_clear_pointer (&self->grip, gtk_widget_unparent);
  G_OBJECT_CLASS (yipu_process_map_parent_class)->dispose (object);
}

static void
yipu_process_map_finalize (GObject *object)
{
  YipuProcessMap *self = YIPU_PROCESS_MAP (object);

  g_ptr_array_unref (self->steps);
  g_hash_table_unref (self->cards);
  G_OBJECT_CLASS (yipu_process_map_parent_class)->finalize (object);
}

static void
yipu_process_map_class_init (YipuProcessMapClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const struct {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "map.zoom-in" },         { GDK_KEY_equal, "map.zoom-in" },
    { GDK_KEY_KP_Add, "map.zoom-in" },       { GDK_KEY_minus, "map.zoom-out" },
    { GDK_KEY_KP_Subtract, "map.zoom-out" }, { GDK_KEY_0, "map.fit" },
  };

  G_OBJECT_CLASS (class)->dispose = yipu_process_map_dispose;
  G_OBJECT_CLASS (class)->finalize = yipu_process_map_finalize;
  widget_class->measure = yipu_process_map_measure;
  widget_class->size_allocate = yipu_process_map_size_allocate;
  widget_class->snapshot = yipu_process_map_snapshot;
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK,
                                         keys[i].action, NULL);
  gtk_widget_class_set_css_name (widget_class, "processmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[MOVE_STEPS] =
      g_signal_new ("move-steps", YIPU_TYPE_PROCESS_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[OPENED] = g_signal_new ("opened", YIPU_TYPE_PROCESS_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, GTK_TYPE_WIDGET);
}

static GtkWidget *
new_head (YipuProcessMap *self, const char *css_class)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (title, "section-title");
  gtk_widget_add_css_class (text, "small");
  gtk_widget_add_css_class (text, "dim");
  if (css_class)
    gtk_widget_add_css_class (title, css_class);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), text);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  return head;
}

static void
yipu_process_map_init (YipuProcessMap *self)
{
  self->zoom = 1;
  self->steps = g_ptr_array_new ();
  self->cards = g_hash_table_new (NULL, NULL);
  self->workshop_head = new_head (self, NULL);
  self->buyer_head = new_head (self, "accent-text");
  self->grip = gtk_image_new_from_icon_name ("yipu-arrow-symbolic");
  gtk_widget_add_css_class (self->grip, "kit-grip");
  gtk_widget_set_cursor_from_name (self->grip, "col-resize");
  gtk_widget_set_parent (self->grip, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The process, drawn"), -1);
  yipu_process_map_add_drags (self);
}

char *
yipu_process_map_dup_side (YipuKitSheet *sheet, YipuCutSide side)
{
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
  guint n_steps = yipu_kit_sheet_get_process (sheet)->n_steps;
  guint n = 0;

  for (guint s = 0; s < n_steps; s++)
    n += result->steps[s].side == side;
  if (side == YIPU_CUT_SIDE_BUYER)
    return g_strdup_printf (ngettext ("The buyer does %u step", "The buyer does %u steps", n), n);
  return g_strdup_printf (ngettext ("The workshop does %u step", "The workshop does %u steps", n),
                          n);
}

void
yipu_process_map_set_sheet (YipuProcessMap *self, YipuSession *session, YipuKitSheet *sheet)
{
  for (guint s = 0; s < self->steps->len; s++)
    gtk_widget_unparent (self->steps->pdata[s]);
  g_ptr_array_set_size (self->steps, 0);
  clear_cards (self);
  g_clear_pointer (&self->map, yipu_map_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->now, g_free);
  self->sheet = sheet;
  if (!sheet)
    return;
  add_steps (self, session);
  yipu_process_map_update (self);
}

void
yipu_process_map_update (YipuProcessMap *self)
{
  clear_cards (self);
  take_map (self, yipu_kit_sheet_new_map (self->sheet, self->map));
  add_cards (self);
  for (guint s = 0; s < self->steps->len; s++)
    yipu_step_node_update (self->steps->pdata[s], self->sheet);
  update_heads (self);
  glide (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
