/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Products: the grid, and the page of the one that is open. */
#define G_LOG_DOMAIN "yipu-ui"

#include "products-page.h"

#include "product-card.h"
#include "product-view.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/record-list.h"
#include "widgets/scroll.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _YipuProductsPage {
  GtkBox parent_instance;

  YipuSession *session;
  YipuRecordList *list;
  char *made; /* id of a product on its way to the disk */

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkStack *stack;
  GtkEditable *filter_entry;
  GtkScrolledWindow *scroller;
  GtkGridView *view;
  YipuProductView *product;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuProductsPage,
                               yipu_products_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static void
update (YipuProductsPage *self)
{
  guint all = yipu_session_count (self->session, "product", NULL, NULL);
  const char *id = yipu_product_view_get_id (self->product);
  g_autofree char *count = g_strdup_printf (ngettext ("%u product", "%u products", all), all);
  g_autofree char *title = id ? yipu_session_dup_title (self->session, "product", id) : NULL;

  adw_window_title_set_title (self->title, title ? title : _ ("Products"));
  adw_window_title_set_subtitle (self->title, title || all == 0 ? "" : count);
  gtk_widget_set_visible (self->back_button, id != NULL);
  yipu_stack_show (self->stack, id ? "product" : all > 0 ? "grid" : "empty");
}

static void
show_product (YipuProductsPage *self, const char *id)
{
  yipu_session_flush (self->session);
  yipu_product_view_set_id (self->product, id);
  update (self);
}

static void
activated_cb (YipuProductsPage *self, guint position)
{
  g_autoptr (YipuRecordItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  YipuRecord *record = item ? yipu_record_item_get_record (item) : NULL;

  if (record)
    yipu_open_record (GTK_WIDGET (self), "product", yipu_record_get_id (record), "");
}

static void
on_filter_changed (YipuProductsPage *self)
{
  yipu_record_list_set_filter (self->list, gtk_editable_get_text (self->filter_entry));
}

static void
record_cb (YipuRecordItem *item, GParamSpec *pspec, YipuProductCard *card)
{
  yipu_product_card_set (card, yipu_record_item_get_record (item));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuProductsPage *self)
{
  gtk_list_item_set_child (list_item, yipu_product_card_new (self->session));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuProductsPage *self)
{
  YipuRecordItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *card = gtk_list_item_get_child (list_item);
  YipuRecord *record = yipu_record_item_get_record (item);
  g_autofree char *title = record ? yipu_record_dup_title (record) : g_strdup ("");

  yipu_product_card_set (YIPU_PRODUCT_CARD (card), record);
  g_signal_connect_object (item, "notify::record", G_CALLBACK (record_cb), card, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (card)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuProductsPage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), record_cb,
                                        gtk_list_item_get_child (list_item));
}

static void
changed_cb (YipuProductsPage *self, GPtrArray *records)
{
  const char *id = yipu_product_view_get_id (self->product);
  g_autoptr (YipuRecord) record = id ? yipu_session_get (self->session, "product", id) : NULL;

  if (!yipu_changes_touch (records, "product", NULL))
    return;
  if (id && !record)
    yipu_product_view_set_id (self->product, NULL);
  update (self);
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuProductsPage *self = YIPU_PRODUCTS_PAGE (page);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  self->session = g_object_ref (session);
  self->list = yipu_record_list_new (session, "product");
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  yipu_product_view_set_session (self->product, session);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_grid_view_set_factory (self->view, factory);
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/* The product a record belongs to: a panel's by its pack. */
static char *
dup_product_of (YipuSession *session, const YipuRecord *record)
{
  const char *kind = yipu_record_get_kind (record)->id;

  if (g_str_equal (kind, "product"))
    return g_strdup (yipu_record_get_id (record));
  if (!g_str_equal (kind, "panel"))
    return g_strdup (yipu_record_get (record, "product"));

  g_autoptr (YipuRecord) pack =
      yipu_session_get (session, "pack", yipu_record_get (record, "pack"));

  return pack ? g_strdup (yipu_record_get (pack, "product")) : NULL;
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuProductsPage *self = YIPU_PRODUCTS_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);

  if (!record)
    return FALSE;

  g_autofree char *product = dup_product_of (self->session, record);

  if (!product)
    return FALSE;
  show_product (self, product);
  yipu_product_view_reveal (self->product, g_str_equal (product, id) ? NULL : id, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  return yipu_product_view_get_id (YIPU_PRODUCTS_PAGE (page)->product);
}

static void
refresh (YipuPage *page)
{
  YipuProductsPage *self = YIPU_PRODUCTS_PAGE (page);

  update (self);
  yipu_product_view_refresh (self->product);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->open = open_record;
  interface->get_record = get_record;
  interface->refresh = refresh;
}

static void
made_cb (gpointer owner, gboolean done)
{
  YipuProductsPage *self = owner;
  g_autofree char *made = g_steal_pointer (&self->made);

  if (done && made)
    yipu_open_record (GTK_WIDGET (self), "product", made, "title");
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuProductsPage *self = YIPU_PRODUCTS_PAGE (widget);
  YipuDraft *draft = yipu_draft_new ();
  g_autoptr (GPtrArray) brands = yipu_session_list (self->session, "brand", NULL, NULL);
  const char *product = yipu_draft_add (draft, "product");

  if (brands->len > 0)
    yipu_draft_set (draft, product, "brand", yipu_record_get_id (brands->pdata[0]));
  g_free (self->made);
  self->made = g_strdup (product);
  yipu_session_commit (self->session, N_ ("Make a product"), draft, made_cb, self);
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_product (YIPU_PRODUCTS_PAGE (widget), NULL);
}

static void
yipu_products_page_dispose (GObject *object)
{
  YipuProductsPage *self = YIPU_PRODUCTS_PAGE (object);

  if (self->view)
    gtk_grid_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_PRODUCTS_PAGE);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->made, g_free);
  G_OBJECT_CLASS (yipu_products_page_parent_class)->dispose (object);
}

static void
yipu_products_page_class_init (YipuProductsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_products_page_dispose;
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_PRODUCT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/products/products-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, view);
  gtk_widget_class_bind_template_child (widget_class, YipuProductsPage, product);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_install_action (widget_class, "products.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "products.show-all", NULL, show_all_action);
}

static void
yipu_products_page_init (YipuProductsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_scroll_tame (self->scroller);
}
