/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Crafts: the list, and the page of the one selected. */
#define G_LOG_DOMAIN "yipu-ui"

#include "crafts-page.h"

#include "craft-owner.h"
#include "craft-view.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/list-row.h"
#include "widgets/scroll.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _YipuCraftsPage {
  GtkBox parent_instance;

  YipuSession *session;
  YipuRecordList *list;
  GtkSingleSelection *selection; /* no ref: the view's */
  gboolean selecting;

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *page_pane;
  AdwWindowTitle *title;
  GtkEditable *filter_entry;
  GtkStack *list_stack;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkStack *page_stack;
  YipuCraftView *craft;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuCraftsPage,
                               yipu_crafts_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

/* "19 steps · 3 kits", as much as there is to say. */
static void
describe_craft (YipuListRow *row, YipuSession *session, YipuRecord *record)
{
  const char *id = yipu_record_get_id (record);
  g_autofree char *title = yipu_record_dup_title (record);
  g_autofree char *process = yipu_craft_dup_process (session, id);
  guint steps = process ? yipu_session_count (session, "step", "process", process) : 0;
  guint kits = process ? yipu_session_count (session, "kit", "process", process) : 0;
  g_autofree char *steps_text = g_strdup_printf (ngettext ("%u step", "%u steps", steps), steps);
  g_autofree char *kits_text = g_strdup_printf (ngettext ("%u kit", "%u kits", kits), kits);
  g_autofree char *subtitle = kits > 0    ? g_strdup_printf ("%s · %s", steps_text, kits_text)
                              : steps > 0 ? g_strdup (steps_text)
                                          : g_strdup (_ ("No steps yet"));
  g_autofree char *picture = yipu_craft_dup_picture (session, id);

  yipu_list_row_set_title (row, title);
  yipu_list_row_set_subtitle (row, subtitle);
  yipu_list_row_set_picture (row, session, picture);
}

static void
update_stacks (YipuCraftsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint all = yipu_session_count (self->session, "craft", NULL, NULL);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u craft", "%u crafts", all), all);

  adw_window_title_set_subtitle (self->title, all > 0 ? subtitle : "");
  yipu_stack_show (self->list_stack, n > 0 || all == 0 ? "list" : "nothing");
  if (!yipu_craft_view_get_id (self->craft))
    yipu_stack_show (self->page_stack, "empty");
}

/* A replaced list moves the selection: it is put back by the record. */
static void
restore_selection (YipuCraftsPage *self)
{
  const char *id = yipu_craft_view_get_id (self->craft);
  guint position = id ? yipu_record_list_find (self->list, id) : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
items_changed_cb (YipuCraftsPage *self)
{
  restore_selection (self);
  update_stacks (self);
}

static void
show_craft (YipuCraftsPage *self, const char *id)
{
  yipu_craft_view_set_id (self->craft, id);
  yipu_stack_show (self->page_stack, id ? "craft" : "empty");
}

static void
selected_cb (YipuCraftsPage *self)
{
  YipuRecordItem *item = gtk_single_selection_get_selected_item (self->selection);
  YipuRecord *record = item ? yipu_record_item_get_record (item) : NULL;

  if (self->selecting || !record)
    return;
  show_craft (self, yipu_record_get_id (record));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remember", "(ss)", "craft",
                              yipu_record_get_id (record));
}

static void
activated_cb (YipuCraftsPage *self, guint position)
{
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
}

static void
on_filter_changed (YipuCraftsPage *self)
{
  yipu_record_list_set_filter (self->list, gtk_editable_get_text (self->filter_entry));
  update_stacks (self);
}

static void
on_back (YipuCraftsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* A craft's row counts its steps and kits and shows a photo. */
static void
changed_cb (YipuCraftsPage *self, GPtrArray *records)
{
  static const char *const kinds[] = { "step", "kit", "process", "slot", "file" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (yipu_changes_touch (records, kinds[i], NULL)) {
      yipu_record_list_describe_again (self->list);
      return;
    }
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuCraftsPage *self = YIPU_CRAFTS_PAGE (page);
  g_autoptr (GtkListItemFactory) factory =
      yipu_list_row_factory (session, "yipu-craft-symbolic", describe_craft);

  self->session = g_object_ref (session);
  self->list = yipu_record_list_new (session, "craft");
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  yipu_craft_view_set_session (self->craft, session);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update_stacks (self);
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuCraftsPage *self = YIPU_CRAFTS_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);
  g_autofree char *craft = record ? yipu_craft_dup_owner (self->session, record) : NULL;

  if (!craft)
    return FALSE;
  show_craft (self, craft);
  restore_selection (self);
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
  yipu_craft_view_reveal (self->craft, record, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  return yipu_craft_view_get_id (YIPU_CRAFTS_PAGE (page)->craft);
}

/* Nobody has chosen yet: the first of the list is better than an empty pane. */
static void
refresh (YipuPage *page)
{
  YipuCraftsPage *self = YIPU_CRAFTS_PAGE (page);

  update_stacks (self);
  if (!yipu_craft_view_get_id (self->craft) &&
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
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
yipu_crafts_page_dispose (GObject *object)
{
  YipuCraftsPage *self = YIPU_CRAFTS_PAGE (object);

  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_crafts_page_parent_class)->dispose (object);
}

static void
yipu_crafts_page_class_init (YipuCraftsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_crafts_page_dispose;
  g_type_ensure (YIPU_TYPE_CRAFT_VIEW);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/crafts/crafts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, page_pane);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, view);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, page_stack);
  gtk_widget_class_bind_template_child (widget_class, YipuCraftsPage, craft);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
yipu_crafts_page_init (YipuCraftsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_scroll_tame (self->scroller);
}
