/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product and its shops: "ready", or how much is to mend. */
#include "export-row.h"

#include "product-facts.h"
#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>
#include <yipu/shop.h>

struct _YipuExportRow {
  GtkBox parent_instance;

  YipuSession *session;
  GPtrArray *shops; /* of YipuShop */
  YipuExportItem *item;
  GBinding *chosen;

  GtkWidget *check;
  GtkWidget *thumbnail;
  GtkWidget *title;
  GtkWidget *history;
  GPtrArray *cells; /* of GtkButton, children */
};

enum { CELL, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuExportRow, yipu_export_row, GTK_TYPE_BOX)

static void
clicked_cb (GtkButton *button, YipuExportRow *self)
{
  guint shop;

  if (g_ptr_array_find (self->cells, button, &shop))
    g_signal_emit (self, signals[CELL], 0, shop);
}

static guint
count_open (const YipuExportCell *cell)
{
  guint n = 0;

  for (guint i = 0; i < cell->findings->len; i++)
    n += ((const YipuFinding *) cell->findings->pdata[i])->severity != YIPU_SEVERITY_HINT;
  return n;
}

static void
show_cell (YipuExportRow *self, guint shop)
{
  GtkWidget *button = self->cells->pdata[shop];
  const YipuExportCell *cell = yipu_export_item_get_cell (self->item, shop);
  guint n = count_open (cell);
  g_autofree char *text = cell->state == YIPU_CELL_READY
                              ? g_strdup (_ ("✓ ready"))
                              : g_strdup_printf (ngettext ("%u to mend", "%u to mend", n), n);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s: %s", cell->title, yipu_shop_get_name (self->shops->pdata[shop]),
                       cell->state == YIPU_CELL_READY ? _ ("ready") : text);

  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_remove_css_class (button, "ready");
  gtk_widget_remove_css_class (button, "asks");
  gtk_widget_remove_css_class (button, "blocked");
  gtk_widget_add_css_class (button, cell->state == YIPU_CELL_READY  ? "ready"
                                    : cell->state == YIPU_CELL_ASKS ? "asks"
                                                                    : "blocked");
  /* GTK 4.18 would speak the text that labels the button, and not what is said here. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
yipu_export_row_dispose (GObject *object)
{
  YipuExportRow *self = YIPU_EXPORT_ROW (object);

  yipu_export_row_set_item (self, NULL);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->shops, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_export_row_parent_class)->dispose (object);
}

static void
yipu_export_row_class_init (YipuExportRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_export_row_dispose;
  signals[CELL] = g_signal_new ("cell", YIPU_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
new_label (const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                       "css-classes", (const char *const[]){ css_class, NULL }, NULL);
}

static void
yipu_export_row_init (YipuExportRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->cells = g_ptr_array_new ();
  self->check = gtk_check_button_new ();
  self->thumbnail = yipu_thumbnail_new (40, 40);
  self->title = new_label ("row-title");
  g_object_set (self->title, "wrap", TRUE, "lines", 2, NULL);
  self->history = new_label ("small");
  gtk_widget_add_css_class (self->history, "dim");
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 4);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 4);
  gtk_widget_set_valign (self->thumbnail, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->history);
  gtk_box_append (GTK_BOX (self), self->check);
  gtk_box_append (GTK_BOX (self), self->thumbnail);
  gtk_box_append (GTK_BOX (self), texts);
}

GtkWidget *
yipu_export_row_new (YipuSession *session, GPtrArray *shops)
{
  YipuExportRow *self = g_object_new (YIPU_TYPE_EXPORT_ROW, NULL);

  self->session = g_object_ref (session);
  self->shops = g_ptr_array_ref (shops);
  for (guint i = 0; i < shops->len; i++) {
    GtkWidget *button = gtk_button_new ();

    gtk_widget_set_size_request (button, YIPU_EXPORT_COLUMN, -1);
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (button, "export-cell");
    g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
    gtk_box_append (GTK_BOX (self), button);
    g_ptr_array_add (self->cells, button);
  }
  return GTK_WIDGET (self);
}

void
yipu_export_row_set_item (YipuExportRow *self, YipuExportItem *item)
{
  g_clear_pointer (&self->chosen, g_binding_unbind);
  g_set_object (&self->item, item);
  if (!item)
    return;

  g_autofree char *history = yipu_export_item_dup_history (item);
  g_autofree char *picture =
      yipu_product_dup_picture (self->session, yipu_export_item_get_product (item));
  g_autofree char *title =
      yipu_session_dup_title (self->session, "product", yipu_export_item_get_product (item));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->history), history);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  yipu_thumbnail_set_file (YIPU_THUMBNAIL (self->thumbnail), self->session, picture);
  self->chosen = g_object_bind_property (item, "chosen", self->check, "active",
                                         G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  for (guint i = 0; i < self->cells->len; i++)
    show_cell (self, i);
}

YipuExportItem *
yipu_export_row_get_item (YipuExportRow *self)
{
  return self->item;
}
