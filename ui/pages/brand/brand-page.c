/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The brand. Most catalogs have one; where there are several, a list in the header chooses. */
#define G_LOG_DOMAIN "yipu-ui"

#include "brand-page.h"

#include "palette.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"
#include "widgets/subrecords.h"
#include "widgets/thumbnail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _YipuBrandPage {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;
  GPtrArray *ids; /* of char *, the brands in the order of the list */
  char *made;     /* id of a brand on its way to the disk */
  gboolean listing;

  AdwWindowTitle *title;
  GtkDropDown *brands;
  GtkStack *stack;
  GtkWidget *board;
  YipuThumbnail *logo;
  YipuPalette *palette;
  GtkLabel *strays;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuBrandPage,
                               yipu_brand_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

/* Products under the brand whose title does not begin with its prefix. */
static guint
count_strays (YipuBrandPage *self, const YipuRecord *brand, guint *n_products)
{
  g_autoptr (GPtrArray) products =
      yipu_session_list (self->session, "product", "brand", yipu_record_get_id (brand));
  const char *prefix = yipu_record_get (brand, "title_prefix");
  guint strays = 0;

  for (guint i = 0; prefix && i < products->len; i++) {
    const char *title = yipu_record_get (products->pdata[i], "title");
    strays += !title || !g_str_has_prefix (title, prefix);
  }
  *n_products = products->len;
  return strays;
}

static void
show_strays (YipuBrandPage *self, const YipuRecord *brand)
{
  guint n_products;
  guint strays = count_strays (self, brand, &n_products);
  g_autofree char *text =
      strays > 0
          ? g_strdup_printf (ngettext ("%u product strays from the prefix of titles.",
                                       "%u products stray from the prefix of titles.", strays),
                             strays)
          : g_strdup_printf (ngettext ("✓ %u product under it, with its prefix.",
                                       "✓ %u products under it, all with its prefix.", n_products),
                             n_products);

  gtk_label_set_label (self->strays, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->strays), strays ? "ok-text" : "warn-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->strays), strays ? "warn-text" : "ok-text");
}

static void
show_board (YipuBrandPage *self)
{
  const char *id = yipu_form_get_id (self->form);
  g_autoptr (YipuRecord) brand = id ? yipu_session_get (self->session, "brand", id) : NULL;

  yipu_stack_show (self->stack, brand ? "board" : "empty");
  if (!brand)
    return;

  g_autofree char *title = yipu_record_dup_title (brand);
  adw_window_title_set_title (self->title, title);
  yipu_thumbnail_set_file (self->logo, self->session, yipu_record_get (brand, "logo"));
  yipu_palette_show (self->palette, self->session, id);
  show_strays (self, brand);
}

static void
show_brand (YipuBrandPage *self, const char *id)
{
  yipu_form_set_id (self->form, id);
  yipu_subrecords_set_owner_below (self->board, id);
  show_board (self);
}

static gboolean
is_known (YipuBrandPage *self, const char *id, guint *place)
{
  return id && g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, place);
}

/* The brands there are; the one shown stays, or the first takes its place. */
static void
list_brands (YipuBrandPage *self)
{
  g_autoptr (GPtrArray) all = yipu_session_list (self->session, "brand", NULL, NULL);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  guint place = 0;

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < all->len; i++) {
    g_autofree char *title = yipu_record_dup_title (all->pdata[i]);
    g_ptr_array_add (self->ids, g_strdup (yipu_record_get_id (all->pdata[i])));
    g_strv_builder_add (titles, title);
  }

  g_auto (GStrv) names = g_strv_builder_end (titles);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) names);
  gboolean known = is_known (self, yipu_form_get_id (self->form), &place);

  self->listing = TRUE;
  gtk_drop_down_set_model (self->brands, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->brands, place);
  gtk_widget_set_visible (GTK_WIDGET (self->brands), all->len > 1);
  self->listing = FALSE;
  if (!known)
    show_brand (self, all->len > 0 ? self->ids->pdata[0] : NULL);
}

static void
selected_cb (YipuBrandPage *self)
{
  guint place = gtk_drop_down_get_selected (self->brands);

  if (!self->listing && place < self->ids->len)
    show_brand (self, self->ids->pdata[place]);
}

static void
changed_cb (YipuBrandPage *self, GPtrArray *records)
{
  if (yipu_changes_touch (records, "brand", NULL))
    list_brands (self);
  if (yipu_changes_touch (records, "brand", NULL) || yipu_changes_touch (records, "colour", NULL) ||
      yipu_changes_touch (records, "product", NULL))
    show_board (self);
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuBrandPage *self = YIPU_BRAND_PAGE (page);

  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "brand", self->board);
  yipu_subrecords_set_session_below (self->board, session);
  g_signal_connect_swapped (self->brands, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_brands (self);
}

static gboolean
open_record (YipuPage *page, const char *kind, const char *id, const char *field)
{
  YipuBrandPage *self = YIPU_BRAND_PAGE (page);
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, kind, id);

  if (!record)
    return FALSE;

  gboolean is_brand = strcmp (yipu_record_get_kind (record)->id, "brand") == 0;
  const char *brand = is_brand ? id : yipu_record_get (record, "brand");
  if (!brand)
    return FALSE;
  show_brand (self, brand);
  list_brands (self);
  if (!is_brand)
    yipu_subrecords_reveal_below (self->board, id, field);
  else if (*field)
    yipu_form_focus (self->form, field);
  return TRUE;
}

static const char *
get_record (YipuPage *page)
{
  YipuBrandPage *self = YIPU_BRAND_PAGE (page);

  return self->form ? yipu_form_get_id (self->form) : NULL;
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->open = open_record;
  interface->get_record = get_record;
}

static void
made_cb (gpointer owner, gboolean done)
{
  YipuBrandPage *self = owner;
  g_autofree char *made = g_steal_pointer (&self->made);

  if (done && made)
    yipu_open_record (GTK_WIDGET (self), "brand", made, "name");
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YipuBrandPage *self = YIPU_BRAND_PAGE (widget);
  YipuDraft *draft = yipu_draft_new ();
  const char *brand = yipu_draft_add (draft, "brand");

  yipu_draft_set (draft, brand, "kind", "regional_public");
  g_free (self->made);
  self->made = g_strdup (brand);
  yipu_session_commit (self->session, N_ ("Found a brand"), draft, made_cb, self);
}

static void
yipu_brand_page_dispose (GObject *object)
{
  YipuBrandPage *self = YIPU_BRAND_PAGE (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), YIPU_TYPE_BRAND_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->made, g_free);
  G_OBJECT_CLASS (yipu_brand_page_parent_class)->dispose (object);
}

static void
yipu_brand_page_class_init (YipuBrandPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_brand_page_dispose;
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_FORM_ROW);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_PALETTE);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  g_type_ensure (YIPU_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/brand/brand-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, brands);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, board);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, logo);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, palette);
  gtk_widget_class_bind_template_child (widget_class, YipuBrandPage, strays);
  gtk_widget_class_install_action (widget_class, "brand.new", NULL, new_action);
}

static void
yipu_brand_page_init (YipuBrandPage *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
