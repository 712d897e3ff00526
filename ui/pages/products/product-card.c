/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product in the grid. */
#include "product-card.h"

#include "product-facts.h"
#include "widgets/thumbnail.h"

#define PICTURE_WIDTH 172
#define PICTURE_HEIGHT 122

struct _YipuProductCard {
  GtkBox parent_instance;

  YipuSession *session;
  GtkWidget *thumbnail;
  GtkLabel *title;
  GtkLabel *sku;
  GtkLabel *price;
};

G_DEFINE_FINAL_TYPE (YipuProductCard, yipu_product_card, GTK_TYPE_BOX)

static void
yipu_product_card_dispose (GObject *object)
{
  g_clear_object (&YIPU_PRODUCT_CARD (object)->session);
  G_OBJECT_CLASS (yipu_product_card_parent_class)->dispose (object);
}

static void
yipu_product_card_class_init (YipuProductCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_product_card_dispose;
}

static GtkLabel *
new_label (const char *css_class, int lines)
{
  GtkLabel *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "yalign", 0.0, "wrap", lines > 1, "wrap-mode",
                    PANGO_WRAP_WORD_CHAR, "lines", lines, "ellipsize", PANGO_ELLIPSIZE_END,
                    "width-chars", 12, "max-width-chars", 12, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static void
yipu_product_card_init (YipuProductCard *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->thumbnail = yipu_thumbnail_new (PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_add_css_class (self->thumbnail, "bleed");
  self->title = new_label ("row-title", 2);
  self->sku = new_label ("small", 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->sku), "dim");
  self->price = new_label ("fact", 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->price), "numeric");
  gtk_widget_set_vexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (texts, "card-pad");
  gtk_widget_set_vexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->sku));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->price));
  gtk_box_append (GTK_BOX (self), self->thumbnail);
  gtk_box_append (GTK_BOX (self), texts);
}

GtkWidget *
yipu_product_card_new (YipuSession *session)
{
  YipuProductCard *self = g_object_new (YIPU_TYPE_PRODUCT_CARD, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
yipu_product_card_set (YipuProductCard *self, YipuRecord *product)
{
  g_autofree char *title = product ? yipu_record_dup_title (product) : g_strdup ("");
  g_autofree char *picture =
      product ? yipu_product_dup_picture (self->session, yipu_record_get_id (product)) : NULL;
  g_autofree char *price =
      product ? yipu_product_dup_price (self->session, product) : g_strdup ("");
  const char *sku = product ? yipu_record_get (product, "sku") : NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->sku, sku ? sku : "");
  gtk_label_set_label (self->price, price);
  yipu_thumbnail_set_file (YIPU_THUMBNAIL (self->thumbnail), self->session, picture);
}
