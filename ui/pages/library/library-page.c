/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Library. One list at a time, chosen above it; photos as a grid, the rest as rows. The page
 * of a kind is made when the kind is first chosen. */
#define G_LOG_DOMAIN "yipu-ui"

#include "library-page.h"

#include "library-view.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/photo-take.h"
#include "widgets/scroll.h"
#include "widgets/thumbnail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _YipuLibraryPage {
  GtkBox parent_instance;

  YipuSession *session;
  const YipuLibraryKind *kind;
  YipuRecordList *list;
  GtkSingleSelection *selection;
  YipuLibraryView *view_now; /* no ref: in the stack */
  gboolean selecting;
  char *adding; /* a record just added, to be opened */

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *page_pane;
  GtkDropDown *kind_drop;
  GtkWidget *add_button;
  GtkEditable *filter_entry;
  GtkStack *list_stack;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GtkScrolledWindow *grid_scroller;
  GtkGridView *grid;
  GtkStack *page_stack;
  AdwStatusPage *empty;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuLibraryPage,
                               yipu_library_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static gboolean
shows_photos (YipuLibraryPage *self)
{
  return g_str_equal (self->kind->kind, "file");
}

static void
update_stacks (YipuLibraryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean filtered = *gtk_editable_get_text (self->filter_entry) != '\0';
  const char *list = shows_photos (self) ? "grid" : "list";

  yipu_stack_show (self->list_stack, n == 0 && filtered ? "nothing" : list);
  if (!yipu_library_view_get_id (self->view_now)) {
    adw_status_page_set_title (self->empty, _ (self->kind->plural));
    adw_status_page_set_description (self->empty, _ (self->kind->about));
    yipu_stack_show (self->page_stack, "empty");
  }
}

static void
restore_selection (YipuLibraryPage *self)
{
  const char *id = yipu_library_view_get_id (self->view_now);
  guint position = id ? yipu_record_list_find (self->list, id) : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
show_record (YipuLibraryPage *self, const char *id)
{
  yipu_library_view_set_id (self->view_now, id);
  yipu_stack_show (self->page_stack, self->kind->kind);
}

static void
selected_cb (YipuLibraryPage *self)
{
  YipuRecordItem *item = gtk_single_selection_get_selected_item (self->selection);
  YipuRecord *record = item ? yipu_record_item_get_record (item) : NULL;

  if (self->selecting || !record)
    return;
  show_record (self, yipu_record_get_id (record));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remember", "(ss)", self->kind->kind,
                              yipu_record_get_id (record));
}

/* What was just added is opened as soon as the list has it. */
static void
items_changed_cb (YipuLibraryPage *self)
{
  restore_selection (self);
  update_stacks (self);
}

static void
activated_cb (YipuLibraryPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
}

static YipuLibraryView *
ensure_view (YipuLibraryPage *self)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->page_stack, self->kind->kind);

  if (!view) {
    view = yipu_library_view_new (self->session, self->kind);
    gtk_stack_add_named (self->page_stack, view, self->kind->kind);
  }
  return YIPU_LIBRARY_VIEW (view);
}

static void
photo_setup_cb (GtkListItemFactory *factory, GtkListItem *item, YipuLibraryPage *self)
{
  gtk_list_item_set_child (item, yipu_thumbnail_new (120, 90));
}

static void
photo_bind_cb (GtkListItemFactory *factory, GtkListItem *item, YipuLibraryPage *self)
{
  YipuRecord *record = yipu_record_item_get_record (gtk_list_item_get_item (item));
  GtkWidget *picture = gtk_list_item_get_child (item);
  g_autofree char *title = record ? yipu_record_dup_title (record) : NULL;

  if (!record)
    return;
  yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), self->session, yipu_record_get_id (record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (picture)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* The list of another kind, in the view that suits it. */
static void
set_kind (YipuLibraryPage *self, const YipuLibraryKind *kind)
{
  if (self->kind == kind)
    return;
  gtk_list_view_set_model (self->view, NULL);
  gtk_grid_view_set_model (self->grid, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  self->kind = kind;
  self->view_now = ensure_view (self);
  self->list = yipu_record_list_new (self->session, kind->kind);
  if (shows_photos (self))
    yipu_record_list_set_sort (self->list, YIPU_SORT_CHANGED);
  yipu_record_list_set_filter (self->list, gtk_editable_get_text (self->filter_entry));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (shows_photos (self)) {
    gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
  } else {
    g_autoptr (GtkListItemFactory) factory =
        yipu_list_row_factory (self->session, NULL, yipu_library_describe);

    gtk_list_view_set_factory (self->view, factory);
    gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  }
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (yipu_library_view_get_id (self->view_now))
    yipu_stack_show (self->page_stack, self->kind->kind);
  restore_selection (self);
  update_stacks (self);
}

static void
on_kind_changed (YipuLibraryPage *self)
{
  guint n;
  const YipuLibraryKind *kinds = yipu_library_kinds (&n);
  guint selected = gtk_drop_down_get_selected (self->kind_drop);

  if (self->session && selected < n)
    set_kind (self, &kinds[selected]);
}

static void
choose_kind (YipuLibraryPage *self, const YipuLibraryKind *kind)
{
  guint n;
  const YipuLibraryKind *kinds = yipu_library_kinds (&n);

  gtk_drop_down_set_selected (self->kind_drop, (guint) (kind - kinds));
  set_kind (self, kind);
}

static void
on_filter_changed (YipuLibraryPage *self)
{
  if (!self->list)
    return;
  yipu_record_list_set_filter (self->list, gtk_editable_get_text (self->filter_entry));
  update_stacks (self);
}

static void
on_back (YipuLibraryPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
added_cb (gpointer owner, gboolean done)
{
  YipuLibraryPage *self = owner;
  const YipuKind *kind = yipu_kind_find (self->kind->kind);

  if (!done)
    return;
  show_record (self, self->adding);
  restore_selection (self);
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
  yipu_library_view_focus (self->view_now, kind->title ? kind->title : "kind");
}

static void
on_add (YipuLibraryPage *self)
{
  YipuDraft *draft;

  if (shows_photos (self)) {
    yipu_photos_choose (GTK_WIDGET (self));
    return;
  }
  draft = yipu_draft_new ();
  g_free (self->adding);
  self->adding = g_strdup (yipu_draft_add (draft, self->kind->kind));
  yipu_session_commit (self->session, N_ ("Add a record"), draft, added_cb, self);
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuLibraryPage *self = YIPU_LIBRARY_PAGE (page);
  g_autoptr (GtkListItemFactory) photos = gtk_signal_list_item_factory_new ();

  self->session = g_object_ref (session);
  g_signal_connect (photos, "setup", G_CALLBACK (photo_setup_cb), self);
  g_signal_connect (photos, "bind", G_CALLBACK (photo_bind_cb), self);
  gtk_grid_view_set_factory (self->grid, photos);
  gtk_widget_set_sensitive (self->add_button, !yipu_session_is_read_only (session));
  if (!yipu_session_is_read_only (session))
    yipu_photos_accept (GTK_WIDGET (self), session, &(YipuPhotoPlace){ 0 });
  choose_kind (self, yipu_library_kind_find ("file"));
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuLibraryPage *self = YIPU_LIBRARY_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);
  const YipuLibraryKind *entry =
      record ? yipu_library_kind_find (yipu_record_get_kind (record)->id) : NULL;

  if (!entry)
    return FALSE;
  choose_kind (self, entry);
  show_record (self, id);
  restore_selection (self);
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
  yipu_library_view_focus (self->view_now, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  YipuLibraryPage *self = YIPU_LIBRARY_PAGE (page);

  return self->view_now ? yipu_library_view_get_id (self->view_now) : NULL;
}

/* Nobody has chosen yet: the first of the list is better than an empty pane. */
static void
refresh (YipuPage *page)
{
  YipuLibraryPage *self = YIPU_LIBRARY_PAGE (page);

  if (!yipu_library_view_get_id (self->view_now) &&
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
yipu_library_page_dispose (GObject *object)
{
  YipuLibraryPage *self = YIPU_LIBRARY_PAGE (object);

  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  if (self->grid)
    gtk_grid_view_set_model (self->grid, NULL);
  self->view = NULL;
  self->grid = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->adding, g_free);
  G_OBJECT_CLASS (yipu_library_page_parent_class)->dispose (object);
}

static void
yipu_library_page_class_init (YipuLibraryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_library_page_dispose;
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/library/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, page_pane);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, view);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, grid_scroller);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, grid);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, page_stack);
  gtk_widget_class_bind_template_child (widget_class, YipuLibraryPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
yipu_library_page_init (YipuLibraryPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const YipuLibraryKind *kinds = yipu_library_kinds (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _ (kinds[i].plural));
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (names));
  yipu_scroll_tame (self->scroller);
  yipu_scroll_tame (self->grid_scroller);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->grid, "activate", G_CALLBACK (activated_cb), self);
}
