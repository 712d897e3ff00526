/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export. The table is a plan (yipu_export_plan_new()) of all products in all shops, made in a
 * thread when the page is shown and again after changes. Exporting plans once more for what is
 * chosen, so that what leaves is what the catalog holds at that moment. */
#define G_LOG_DOMAIN "yipu-ui"

#include "export-page.h"

#include "export-aside.h"
#include "export-row.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/scroll.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <yipu/shop.h>

/* What goes out, and what came of it: shared by the page and the job's thread, one after the
 * other. */
typedef struct {
  char **products;
  char **shops;
  char *date;
  char *path;
  YipuExportResult *result;
} Export;

struct _YipuExportPage {
  GtkBox parent_instance;

  YipuSession *session;
  GPtrArray *shops;  /* of YipuShop */
  GPtrArray *checks; /* of GtkCheckButton, one a shop, children */
  GListStore *items; /* of YipuExportItem */
  YipuExportPlan *plan;
  GCancellable *planning;     /* while a plan is made */
  GHashTable *left;           /* ids of products that were unticked */
  GtkFileChooserNative *file; /* while it is asked where */
  Export *job;                /* the last export */
  char *shown_product;
  guint shown_shop;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *headline;
  GtkBox *heads;
  GtkCheckButton *all_check;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkLabel *summary;
  GtkButton *export_button;
  YipuExportAside *aside;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuExportPage,
                               yipu_export_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static char *
dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%F");
}

static gboolean
shop_is_chosen (YipuExportPage *self, guint shop)
{
  return gtk_check_button_get_active (self->checks->pdata[shop]);
}

typedef struct {
  guint ready;   /* cells that would go out */
  guint waiting; /* cells that would stay out */
} Tally;

static Tally
count_chosen (YipuExportPage *self)
{
  Tally tally = { 0 };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YipuExportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    if (!yipu_export_item_get_chosen (item))
      continue;
    for (guint shop = 0; shop < self->shops->len; shop++) {
      if (!shop_is_chosen (self, shop))
        continue;
      if (yipu_export_item_get_cell (item, shop)->state == YIPU_CELL_READY)
        tally.ready++;
      else
        tally.waiting++;
    }
  }
  return tally;
}

static void
update_summary (YipuExportPage *self)
{
  Tally tally = count_chosen (self);
  g_autofree char *ready =
      g_strdup_printf (ngettext ("%u ready", "%u ready", tally.ready), tally.ready);
  g_autofree char *waiting =
      g_strdup_printf (ngettext ("%u to mend", "%u to mend", tally.waiting), tally.waiting);
  g_autofree char *summary =
      tally.waiting > 0 ? g_strdup_printf ("%s · %s", ready, waiting) : g_strdup (ready);
  g_autofree char *button =
      g_strdup_printf (ngettext ("Export %u", "Export %u", tally.ready), tally.ready);

  gtk_label_set_label (self->summary, summary);
  gtk_button_set_label (self->export_button, button);
  gtk_label_set_label (self->headline, tally.ready == 0     ? _ ("Mend what is missing first")
                                       : tally.waiting == 0 ? _ ("Everything is ready")
                                                            : _ ("Send what is ready"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save",
                                 tally.ready > 0 && !self->planning &&
                                     !yipu_session_is_read_only (self->session));
}

static void
chosen_cb (YipuExportItem *item, GParamSpec *pspec, YipuExportPage *self)
{
  const char *product = yipu_export_item_get_product (item);

  if (yipu_export_item_get_chosen (item))
    g_hash_table_remove (self->left, product);
  else
    g_hash_table_add (self->left, g_strdup (product));
  update_summary (self);
}

static void
show_cell (YipuExportPage *self, YipuExportItem *item, guint shop)
{
  const YipuExportCell *cell = yipu_export_item_get_cell (item, shop);

  g_free (self->shown_product);
  self->shown_product = g_strdup (cell->product);
  self->shown_shop = shop;
  yipu_export_aside_show_cell (self->aside, cell, yipu_shop_get_name (self->shops->pdata[shop]));
}

/* The cell that stood beside the table stands there again, as it is now. */
static void
show_cell_again (YipuExportPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; self->shown_product && i < n; i++) {
    g_autoptr (YipuExportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    if (strcmp (yipu_export_item_get_product (item), self->shown_product) == 0) {
      show_cell (self, item, self->shown_shop);
      return;
    }
  }
}

static void
show_plan (YipuExportPage *self)
{
  GPtrArray *cells = yipu_export_plan_get_cells (self->plan);
  guint n_shops = self->shops->len;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint first = 0; n_shops > 0 && first + n_shops <= cells->len; first += n_shops) {
    YipuExportItem *item = yipu_export_item_new (self->plan, first, n_shops);

    yipu_export_item_set_chosen (
        item, !g_hash_table_contains (self->left, yipu_export_item_get_product (item)));
    g_signal_connect_object (item, "notify::chosen", G_CALLBACK (chosen_cb), self, 0);
    g_ptr_array_add (items, item);
  }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  yipu_stack_show (self->stack, items->len > 0 ? "table" : "empty");
  show_cell_again (self);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YipuExportPage) self = data;
  g_autoptr (GError) error = NULL;
  YipuExportPlan *plan = yipu_export_plan_finish (result, &error);

  if (self->session)
    yipu_session_release (self->session);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session) {
    g_clear_pointer (&plan, yipu_export_plan_unref);
    return;
  }
  g_clear_object (&self->planning);
  if (!plan) {
    yipu_session_toast (self->session, error->message, FALSE);
    return;
  }
  g_clear_pointer (&self->plan, yipu_export_plan_unref);
  self->plan = plan;
  show_plan (self);
  update_summary (self);
}

static char **
dup_shop_ids (YipuExportPage *self, gboolean chosen)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->shops->len; i++)
    if (!chosen || shop_is_chosen (self, i))
      g_strv_builder_add (ids, yipu_shop_get_id (self->shops->pdata[i]));
  return g_strv_builder_end (ids);
}

/* A newer question takes the place of one that is still being answered. */
static void
make_plan (YipuExportPage *self)
{
  g_auto (GStrv) shops = dup_shop_ids (self, FALSE);
  g_autofree char *today = dup_today ();

  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  self->planning = g_cancellable_new ();
  yipu_session_hold (self->session);
  yipu_export_plan_async (yipu_session_get_catalog (self->session), NULL,
                          (const char *const *) shops, today, self->planning, planned_cb,
                          g_object_ref (self));
}

static void
changed_cb (YipuExportPage *self, GPtrArray *records)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make_plan (self);
}

static void
on_all_toggled (YipuExportPage *self)
{
  gboolean chosen = gtk_check_button_get_active (self->all_check);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YipuExportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    yipu_export_item_set_chosen (item, chosen);
  }
}

static void
export_clear (gpointer data)
{
  Export *job = data;

  g_clear_pointer (&job->result, yipu_export_result_free);
  g_strfreev (job->products);
  g_strfreev (job->shops);
  g_free (job->date);
  g_free (job->path);
}

static void
export_release (gpointer job)
{
  g_atomic_rc_box_release_full (job, export_clear);
}

static gboolean
export_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  Export *job = data;
  g_autoptr (YipuExportPlan) plan =
      yipu_export_plan_new (catalog, (const char *const *) job->products,
                            (const char *const *) job->shops, job->date, progress, error);

  if (!plan)
    return FALSE;
  job->result = yipu_export_run (catalog, plan, job->path, progress, error);
  return job->result != NULL;
}

static char **
dup_chosen_products (YipuExportPage *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YipuExportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
    if (yipu_export_item_get_chosen (item))
      g_strv_builder_add (ids, yipu_export_item_get_product (item));
  }
  return g_strv_builder_end (ids);
}

static void
exported_cb (gpointer owner, gboolean done)
{
  YipuExportPage *self = owner;

  if (done)
    yipu_export_aside_show_result (self->aside, self->job->result);
}

static void
export_to (YipuExportPage *self, const char *path)
{
  g_clear_pointer (&self->job, export_release);
  self->job = g_atomic_rc_box_new0 (Export);
  self->job->products = dup_chosen_products (self);
  self->job->shops = dup_shop_ids (self, TRUE);
  self->job->date = dup_today ();
  self->job->path = g_strdup (path);
  g_clear_pointer (&self->shown_product, g_free);
  yipu_session_run (self->session, _ ("Exporting"), export_in_thread,
                    g_atomic_rc_box_acquire (self->job), export_release, exported_cb, self);
}

static void
save_to_action (GtkWidget *widget, const char *name, GVariant *path)
{
  export_to (YIPU_EXPORT_PAGE (widget), g_variant_get_string (path, NULL));
}

static void
response_cb (GtkNativeDialog *dialog, int response, YipuExportPage *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path)
    export_to (self, path);
  g_clear_object (&self->file);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuExportPage *self = YIPU_EXPORT_PAGE (widget);
  g_autofree char *today = dup_today ();
  g_autofree char *file = g_strdup_printf (
      "%s-%s.zip", yipu_catalog_get_name (yipu_session_get_catalog (self->session)), today);

  g_clear_object (&self->file);
  self->file = gtk_file_chooser_native_new (_ ("Where shall the bundle lie?"),
                                            GTK_WINDOW (gtk_widget_get_root (widget)),
                                            GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->file), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->file), file);
  g_signal_connect_object (self->file, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->file));
}

/* The next cell that is not ready, after the one beside the table, around the end. */
static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuExportPage *self = YIPU_EXPORT_PAGE (widget);
  guint n_shops = self->shops->len;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)) * n_shops;
  guint at = 0;

  for (guint i = 0; self->shown_product && i < n; i += n_shops) {
    g_autoptr (YipuExportItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), i / n_shops);
    if (strcmp (yipu_export_item_get_product (item), self->shown_product) == 0)
      at = i + self->shown_shop + 1;
  }
  for (guint step = 0; step < n; step++) {
    guint cell = (at + step) % n;
    g_autoptr (YipuExportItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->items), cell / n_shops);
    if (yipu_export_item_get_cell (item, cell % n_shops)->state == YIPU_CELL_READY)
      continue;
    show_cell (self, item, cell % n_shops);
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                                cell / n_shops);
    return;
  }
}

static void
cell_cb (YipuExportRow *row, guint shop, YipuExportPage *self)
{
  YipuExportItem *item = yipu_export_row_get_item (row);

  if (item)
    show_cell (self, item, shop);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuExportPage *self)
{
  GtkWidget *row = yipu_export_row_new (self->session, self->shops);

  g_signal_connect_object (row, "cell", G_CALLBACK (cell_cb), self, 0);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuExportPage *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  YipuExportItem *item = gtk_list_item_get_item (list_item);

  yipu_export_row_set_item (YIPU_EXPORT_ROW (row), item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, yipu_export_item_get_title (item),
                                  -1);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, YipuExportPage *self)
{
  yipu_export_row_set_item (YIPU_EXPORT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
add_shop_heads (YipuExportPage *self)
{
  for (guint i = 0; i < self->shops->len; i++) {
    const char *name = yipu_shop_get_name (self->shops->pdata[i]);
    GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "wrap", TRUE, "xalign", 0.0,
                                     "css-classes", (const char *const[]){ "small", NULL }, NULL);
    int room = YIPU_EXPORT_COLUMN - 28; /* beside the mark */
    GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", room, "tightening-threshold",
                                     room, "child", label, "height-request", 44, NULL);
    GtkWidget *check = gtk_check_button_new ();

    gtk_check_button_set_child (GTK_CHECK_BUTTON (check), clamp);
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
    gtk_widget_set_size_request (check, YIPU_EXPORT_COLUMN, -1);
    g_signal_connect_swapped (check, "toggled", G_CALLBACK (update_summary), self);
    gtk_box_append (self->heads, check);
    g_ptr_array_add (self->checks, check);
  }
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuExportPage *self = YIPU_EXPORT_PAGE (page);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));

  self->session = g_object_ref (session);
  self->shops = yipu_shops_list (NULL);
  yipu_export_aside_set_session (self->aside, session);
  add_shop_heads (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  g_object_unref (selection);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->aside, "ticked", G_CALLBACK (make_plan), self, G_CONNECT_SWAPPED);
}

static void
refresh (YipuPage *page)
{
  make_plan (YIPU_EXPORT_PAGE (page));
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->refresh = refresh;
}

static void
yipu_export_page_dispose (GObject *object)
{
  YipuExportPage *self = YIPU_EXPORT_PAGE (object);

  g_cancellable_cancel (self->planning);
  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_EXPORT_PAGE);
  g_clear_object (&self->planning);
  g_clear_object (&self->file);
  g_clear_object (&self->items);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plan, yipu_export_plan_unref);
  g_clear_pointer (&self->shops, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->shown_product, g_free);
  g_clear_pointer (&self->job, export_release);
  G_OBJECT_CLASS (yipu_export_page_parent_class)->dispose (object);
}

static void
yipu_export_page_class_init (YipuExportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_export_page_dispose;
  g_type_ensure (YIPU_TYPE_EXPORT_ASIDE);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/export/export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, headline);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, heads);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, all_check);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, view);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, YipuExportPage, aside);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.save-to", "s", save_to_action);
  gtk_widget_class_install_action (widget_class, "export.next", NULL, next_action);
}

static void
yipu_export_page_init (YipuExportPage *self)
{
  self->items = g_list_store_new (YIPU_TYPE_EXPORT_ITEM);
  self->checks = g_ptr_array_new ();
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_scroll_tame (self->scroller);
}
