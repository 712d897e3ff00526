/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bar of shares. Tax has the platform's colour: with eight colours the eye still tells them
 * apart, and the legend names every party. */
#include "price-bar.h"

#include <yipu/money.h>
#include <yipu/vocabulary.h>

#define BAR_HEIGHT 24
#define GAP 2
#define LEGEND_COLUMNS 2

/* The stripe itself. */
#define YIPU_TYPE_PRICE_STRIPE (yipu_price_stripe_get_type ())
G_DECLARE_FINAL_TYPE (YipuPriceStripe, yipu_price_stripe, YIPU, PRICE_STRIPE, GtkWidget)

struct _YipuPriceStripe {
  GtkWidget parent_instance;

  gint64 fen[YIPU_N_PARTIES];
};

G_DEFINE_FINAL_TYPE (YipuPriceStripe, yipu_price_stripe, GTK_TYPE_WIDGET)

static const char *const colours[YIPU_N_PARTIES] = {
  [YIPU_PARTY_INHERITOR] = "p1", [YIPU_PARTY_HOUSEHOLD] = "p2",   [YIPU_PARTY_MATERIALS] = "p3",
  [YIPU_PARTY_PACKAGING] = "p4", [YIPU_PARTY_FREIGHT] = "p5",     [YIPU_PARTY_PLATFORM] = "p6",
  [YIPU_PARTY_TAX] = "p6",       [YIPU_PARTY_COOPERATIVE] = "p7", [YIPU_PARTY_FUND] = "p8",
};

static void
append_part (GtkWidget *widget, GtkSnapshot *snapshot, guint party, double from, double to)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };
  double width = gtk_widget_get_width (widget);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL) {
    double mirrored = width - to;
    to = width - from;
    from = mirrored;
  }
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), colours[party], &colour);
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT ((float) from, 0, (float) MAX (to - from, 1),
                                                  (float) gtk_widget_get_height (widget)));
}

static void
yipu_price_stripe_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YipuPriceStripe *self = YIPU_PRICE_STRIPE (widget);
  double width = gtk_widget_get_width (widget);
  gint64 sum = 0;
  double at = 0;

  for (guint i = 0; i < YIPU_N_PARTIES; i++)
    sum += self->fen[i];
  if (sum <= 0)
    return;
  for (guint i = 0; i < YIPU_N_PARTIES; i++) {
    double part = width * (double) self->fen[i] / (double) sum;
    if (self->fen[i] > 0)
      append_part (widget, snapshot, i, at, MAX (at, at + part - GAP));
    at += part;
  }
}

static void
yipu_price_stripe_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 60;
}

static void
yipu_price_stripe_class_init (YipuPriceStripeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = yipu_price_stripe_snapshot;
  widget_class->measure = yipu_price_stripe_measure;
  gtk_widget_class_set_css_name (widget_class, "pricestripe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yipu_price_stripe_init (YipuPriceStripe *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

struct _YipuPriceBar {
  GtkBox parent_instance;

  YipuPriceStripe *stripe;
  GtkGrid *legend;
};

G_DEFINE_FINAL_TYPE (YipuPriceBar, yipu_price_bar, GTK_TYPE_BOX)

static void
yipu_price_bar_class_init (YipuPriceBarClass *class)
{
}

static void
yipu_price_bar_init (YipuPriceBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->stripe = g_object_new (YIPU_TYPE_PRICE_STRIPE, NULL);
  self->legend = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->legend, TRUE);
  gtk_grid_set_column_spacing (self->legend, 18);
  gtk_grid_set_row_spacing (self->legend, 3);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stripe));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->legend));
}

static GtkWidget *
legend_entry (guint party, const char *label, const char *money)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.0, "hexpand", TRUE,
                                  "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *amount = gtk_label_new (money);

  gtk_widget_add_css_class (dot, "legend-dot");
  gtk_widget_add_css_class (dot, colours[party]);
  gtk_widget_add_css_class (name, "small");
  gtk_widget_add_css_class (amount, "small");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_add_css_class (amount, "dim");
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), amount);
  return box;
}

static void
clear_legend (YipuPriceBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))))
    gtk_grid_remove (self->legend, child);
}

void
yipu_price_bar_set (YipuPriceBar *self, const YipuPrice *price)
{
  g_autoptr (GString) spoken = g_string_new (NULL);
  int n = 0;

  memset (self->stripe->fen, 0, sizeof self->stripe->fen);
  for (guint i = 0; i < price->n_shares; i++)
    self->stripe->fen[price->shares[i].party] += price->shares[i].fen;
  clear_legend (self);
  for (guint party = 0; party < YIPU_N_PARTIES; party++) {
    const char *label = yipu_vocabulary_label ("share_parties", yipu_party_to_string (party));
    g_autofree char *money = yipu_money_to_string (self->stripe->fen[party]);

    if (self->stripe->fen[party] == 0)
      continue;
    g_string_append_printf (spoken, "%s %s, ", label, money);
    gtk_grid_attach (self->legend, legend_entry (party, label, money), n % LEGEND_COLUMNS,
                     n / LEGEND_COLUMNS, 1, 1);
    n++;
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stripe), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), price->n_shares > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self->stripe));
}
