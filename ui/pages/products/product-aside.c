/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Price and findings of a product. The price is computed here and now; what shops ask is planned
 * in a thread, as Export does, and the newest question wins. */
#define G_LOG_DOMAIN "yipu-ui"

#include "product-aside.h"

#include "widgets/finding-list.h"
#include "widgets/price-bar.h"

#include <glib/gi18n-lib.h>
#include <yipu/export.h>
#include <yipu/kit-sheet.h>
#include <yipu/money.h>
#include <yipu/shop.h>

struct _YipuProductAside {
  GtkBox parent_instance;

  YipuSession *session;
  GPtrArray *shops; /* of YipuShop */
  GCancellable *planning;

  GtkLabel *price;
  GtkLabel *cost;
  YipuPriceBar *bar;
  GtkBox *asks;
};

G_DEFINE_FINAL_TYPE (YipuProductAside, yipu_product_aside, GTK_TYPE_BOX)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_asks (YipuProductAside *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->asks))))
    gtk_box_remove (self->asks, child);
}

static void
add_shop (YipuProductAside *self, const YipuExportCell *cell, const YipuShop *shop)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = new_label (yipu_shop_get_name (shop), "strong");
  GtkWidget *state = gtk_label_new (cell->state == YIPU_CELL_READY  ? _ ("✓ ready")
                                    : cell->state == YIPU_CELL_ASKS ? _ ("asks")
                                                                    : _ ("stays out"));

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (state, "tag");
  gtk_widget_add_css_class (state, cell->state == YIPU_CELL_READY ? "ok" : "warn");
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), state);
  gtk_box_append (self->asks, head);
  if (cell->findings->len == 0)
    return;

  GtkWidget *list = yipu_finding_list_new ();
  yipu_finding_list_set (YIPU_FINDING_LIST (list), self->session, cell->findings);
  gtk_box_append (self->asks, list);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YipuProductAside) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuExportPlan) plan = yipu_export_plan_finish (result, &error);

  if (self->session)
    yipu_session_release (self->session);
  if (!plan || !self->session)
    return;
  g_clear_object (&self->planning);

  GPtrArray *cells = yipu_export_plan_get_cells (plan);
  clear_asks (self);
  for (guint i = 0; i < cells->len && i < self->shops->len; i++)
    add_shop (self, cells->pdata[i], self->shops->pdata[i]);
}

static void
ask_shops (YipuProductAside *self, const char *product)
{
  const char *const products[] = { product, NULL };
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");

  for (guint i = 0; i < self->shops->len; i++)
    g_strv_builder_add (ids, yipu_shop_get_id (self->shops->pdata[i]));

  g_auto (GStrv) shops = g_strv_builder_end (ids);
  self->planning = g_cancellable_new ();
  yipu_session_hold (self->session);
  yipu_export_plan_async (yipu_session_get_catalog (self->session), products,
                          (const char *const *) shops, today, self->planning, planned_cb,
                          g_object_ref (self));
}

static void
show_price (YipuProductAside *self, const char *product)
{
  g_autoptr (YipuKitSheet) sheet =
      yipu_kit_sheet_load (yipu_session_get_reader (self->session), product, NULL, NULL);
  static const YipuPrice unknown = { .cost_fen = -1, .price_fen = -1 };
  const YipuPrice *price = sheet ? yipu_kit_sheet_get_price (sheet) : &unknown;
  g_autofree char *yuan = yipu_money_to_string (price->price_fen);
  g_autofree char *cost = yipu_money_to_string (price->cost_fen);
  g_autofree char *shown =
      price->price_fen >= 0 ? g_strdup_printf ("¥ %s", yuan) : g_strdup (_ ("not known yet"));
  g_autofree char *covers =
      price->cost_fen < 0 || price->price_fen < 0
          ? g_strdup (_ ("Choose the kit or the piece it sells, and its brand's rates."))
      : price->price_fen < price->cost_fen
          ? g_strdup_printf (_ ("Below its own cost and wages (¥ %s)."), cost)
          : g_strdup_printf (_ ("✓ covers cost and wages (¥ %s)"), cost);

  gtk_label_set_label (self->price, shown);
  gtk_label_set_label (self->cost, covers);
  yipu_price_bar_set (self->bar, price);
}

static void
yipu_product_aside_dispose (GObject *object)
{
  YipuProductAside *self = YIPU_PRODUCT_ASIDE (object);

  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shops, g_ptr_array_unref);
  G_OBJECT_CLASS (yipu_product_aside_parent_class)->dispose (object);
}

static void
yipu_product_aside_class_init (YipuProductAsideClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_product_aside_dispose;
}

static void
yipu_product_aside_init (YipuProductAside *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = new_label (_ ("Price"), "section-title");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "aside");
  self->price = GTK_LABEL (new_label ("", "price"));
  gtk_widget_add_css_class (GTK_WIDGET (self->price), "numeric");
  self->cost = GTK_LABEL (new_label ("", "dim"));
  self->bar = g_object_new (YIPU_TYPE_PRICE_BAR, NULL);
  self->asks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->price));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cost));
  gtk_box_append (GTK_BOX (self), new_label (_ ("What shops still ask"), "section-title"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->asks));
}

void
yipu_product_aside_set_session (YipuProductAside *self, YipuSession *session)
{
  g_set_object (&self->session, session);
  self->shops = yipu_shops_list (NULL);
}

void
yipu_product_aside_show (YipuProductAside *self, const char *product)
{
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  if (!product)
    return;
  show_price (self, product);
  ask_shops (self, product);
}
