/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search everything. Each key asks anew; an answer that is overtaken by the next question never
 * arrives. */
#define G_LOG_DOMAIN "yipu-ui"

#include "search-page.h"

#include "places.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <yipu/text.h>

#define MOST_HITS 60

struct _YipuSearchPage {
  GtkBox parent_instance;

  YipuSession *session;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuSearchPage,
                               yipu_search_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

/* What was found is bold. */
static GtkWidget *
build_marked (const char *text, const YipuSpan *spans, guint n_spans, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();

  for (guint i = 0; i < n_spans; i++) {
    PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

    bold->start_index = spans[i].start;
    bold->end_index = spans[i].start + spans[i].length;
    pango_attr_list_insert (marks, bold);
  }
  gtk_label_set_attributes (GTK_LABEL (label), marks);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style) {
    gtk_widget_add_css_class (label, style);
    gtk_widget_add_css_class (label, "dim");
  }
  return label;
}

static GtkWidget *
build_row (YipuHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  const YipuPlace *place = yipu_place_of_kind (hit->kind);
  const YipuKind *kind = yipu_kind_find (hit->kind);
  g_autofree char *below = *hit->subtitle
                               ? g_strdup_printf ("%s · %s", _ (kind->label), hit->subtitle)
                               : g_strdup (_ (kind->label));

  gtk_box_append (GTK_BOX (texts),
                  build_marked (hit->title, hit->title_spans, hit->n_title_spans, NULL));
  gtk_box_append (GTK_BOX (texts), build_marked (below, NULL, 0, "small"));
  if (*hit->snippet)
    gtk_box_append (GTK_BOX (texts),
                    build_marked (hit->snippet, hit->snippet_spans, hit->n_snippet_spans, "small"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box),
                  gtk_image_new_from_icon_name (place ? place->icon : "yipu-table-symbolic"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "card-pad");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "hit", yipu_hit_ref (hit),
                          (GDestroyNotify) yipu_hit_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hit->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, below, -1);
  return row;
}

static void
show_hits (YipuSearchPage *self, GPtrArray *hits)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (self->list, build_row (g_ptr_array_index (hits, i)));
  yipu_stack_show (self->stack, hits->len > 0 ? "hits" : "nothing");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YipuSearchPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = yipu_search_query_finish (YIPU_SEARCH (source), result, &error);

  if (!self->session)
    return;
  yipu_session_release (self->session);
  if (hits)
    show_hits (self, hits);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    yipu_session_toast (self->session, error->message, FALSE);
}

static void
on_changed (YipuSearchPage *self)
{
  g_autofree char *text = yipu_text_trim (gtk_editable_get_text (self->entry));
  YipuSearch *search = self->session ? yipu_session_get_search (self->session) : NULL;

  if (!*text || !search) {
    yipu_stack_show (self->stack, "hint");
    return;
  }
  yipu_session_hold (self->session);
  yipu_search_query_async (search, text, NULL, MOST_HITS, found_cb, g_object_ref (self));
}

static void
on_row_activated (YipuSearchPage *self, GtkListBoxRow *row)
{
  const YipuHit *hit = g_object_get_data (G_OBJECT (row), "hit");

  yipu_open_record (GTK_WIDGET (self), hit->kind, hit->id, hit->field);
}

static void
on_activate (YipuSearchPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row)
    on_row_activated (self, row);
}

static void
on_stop (YipuSearchPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
updated_cb (YipuSearchPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    on_changed (self);
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuSearchPage *self = YIPU_SEARCH_PAGE (page);
  YipuSearch *search = yipu_session_get_search (session);

  self->session = g_object_ref (session);
  if (search)
    g_signal_connect_object (search, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
}

static void
focus (YipuPage *page)
{
  YipuSearchPage *self = YIPU_SEARCH_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->focus = focus;
}

static void
yipu_search_page_dispose (GObject *object)
{
  g_clear_object (&YIPU_SEARCH_PAGE (object)->session);
  G_OBJECT_CLASS (yipu_search_page_parent_class)->dispose (object);
}

static void
yipu_search_page_class_init (YipuSearchPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_search_page_dispose;
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/search/search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, YipuSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuSearchPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
yipu_search_page_init (YipuSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yipu_stack_show (self->stack, "hint");
}
