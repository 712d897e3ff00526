/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product in the grid. */
#include "product-card.h"

#include "widgets/thumbnail.h"

#include <yipu/kit-sheet.h>
#include <yipu/money.h>

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

char *
yipu_product_dup_picture (YipuSession *session, const char *product)
{
  g_autoptr (GPtrArray) slots = yipu_session_list (session, "slot", "product", product);
  const char *file = NULL;

  for (guint i = 0; i < slots->len; i++) {
    const YipuRecord *slot = slots->pdata[i];
    gboolean is_main = g_strcmp0 (yipu_record_get (slot, "role"), "main") == 0;

    if (!file || is_main)
      file = yipu_record_get (slot, "file");
    if (is_main)
      break;
  }
  return g_strdup (file);
}

char *
yipu_product_dup_price (YipuSession *session, const YipuRecord *product)
{
  gint64 fen = yipu_record_get_int (product, "price_fen", -1);

  if (fen < 0) {
    g_autoptr (YipuKitSheet) sheet = yipu_kit_sheet_load (yipu_session_get_reader (session),
                                                          yipu_record_get_id (product), NULL, NULL);
    fen = sheet ? yipu_kit_sheet_get_price (sheet)->price_fen : -1;
  }
  g_autofree char *yuan = fen >= 0 ? yipu_money_to_string (fen) : NULL;
  return yuan ? g_strdup_printf ("¥ %s", yuan) : g_strdup ("");
}

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
