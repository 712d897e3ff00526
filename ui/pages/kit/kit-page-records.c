/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the kit's page writes besides the line: pieces a box, the product made of a kit, an order of
 * boxes. */
#include "kit-page-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MOST_PIECES 1000

static void
count_cb (GtkSpinButton *spin, YipuKitPage *self)
{
  const char *record = g_object_get_data (G_OBJECT (spin), "record");
  g_autofree char *count = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (spin));

  yipu_session_set (self->session, N_ ("Change the pieces in a box"), record, "target_count",
                    count);
}

static void
add_target (YipuKitPage *self, const YipuRecord *kit_item)
{
  const char *item = yipu_record_get (kit_item, "item");
  g_autofree char *name = yipu_session_dup_title (self->session, "item", item);
  g_autofree char *text = g_strdup_printf (_ ("Pieces in a box: %s"), name);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "hexpand", TRUE,
                                   "wrap", TRUE, NULL);
  GtkWidget *spin = gtk_spin_button_new_with_range (1, MOST_PIECES, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             (double) yipu_record_get_int (kit_item, "target_count", 1));
  gtk_widget_set_sensitive (spin, !yipu_session_is_read_only (self->session));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (spin), "record", g_strdup (yipu_record_get_id (kit_item)),
                          g_free);
  g_signal_connect (spin, "value-changed", G_CALLBACK (count_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), spin);
  gtk_box_append (self->targets, row);
}

void
yipu_kit_page_show_targets (YipuKitPage *self)
{
  g_autoptr (GPtrArray) items = yipu_session_list (self->session, "kit_item", "kit", self->id);
  GtkWidget *child;

  /* A spin button in use is not taken away under the hand that turns it. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->targets)))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->targets))))
    gtk_box_remove (self->targets, child);
  for (guint i = 0; i < items->len; i++)
    if (yipu_record_get_int (items->pdata[i], "target_count", 0) > 0)
      add_target (self, items->pdata[i]);
}

/* The only record of a kind, or the first: most catalogs have one brand and one cooperative. */
static char *
dup_first (YipuKitPage *self, const char *kind)
{
  g_autoptr (GPtrArray) all = yipu_session_list (self->session, kind, NULL, NULL);

  return all->len > 0 ? g_strdup (yipu_record_get_id (all->pdata[0])) : NULL;
}

static void
set_title (YipuKitPage *self, YipuDraft *draft, const char *product, const char *brand)
{
  static const char *const fields[][3] = { { "title", "title_prefix", "name" },
                                           { "title_en", "title_prefix_en", "name_en" } };
  g_autoptr (YipuRecord) kit = yipu_session_get (self->session, "kit", self->id);
  g_autoptr (YipuRecord) owner = brand ? yipu_session_get (self->session, "brand", brand) : NULL;

  for (guint i = 0; kit && i < G_N_ELEMENTS (fields); i++) {
    const char *prefix = owner ? yipu_record_get (owner, fields[i][1]) : NULL;
    const char *name = yipu_record_get (kit, fields[i][2]);
    g_autofree char *title =
        name ? g_strconcat (prefix ? prefix : "", prefix && i == 1 ? " " : "", name, NULL) : NULL;
    yipu_draft_set (draft, product, fields[i][0], title);
  }
}

static void
made_cb (gpointer owner, gboolean done)
{
  YipuKitPage *self = owner;
  g_autofree char *product = g_object_steal_data (G_OBJECT (self), "product");

  if (done && product)
    yipu_open_record (GTK_WIDGET (self), "product", product, "sku");
}

void
yipu_kit_page_make_product (YipuKitPage *self)
{
  YipuDraft *draft = yipu_draft_new ();
  const char *product = yipu_draft_add (draft, "product");
  g_autofree char *brand = dup_first (self, "brand");
  g_autofree char *maker = dup_first (self, "organisation");

  yipu_draft_set (draft, product, "kit", self->id);
  yipu_draft_set (draft, product, "brand", brand);
  yipu_draft_set (draft, product, "maker", maker);
  yipu_draft_set (draft, product, "type", "diy_adult");
  set_title (self, draft, product, brand);
  g_object_set_data_full (G_OBJECT (self), "product", g_strdup (product), g_free);
  yipu_session_commit (self->session, N_ ("Make a product of a kit"), draft, made_cb, self);
}

static void
ordered_cb (gpointer owner, gboolean done)
{
  YipuKitPage *self = owner;
  g_autofree char *order = g_object_steal_data (G_OBJECT (self), "order");

  if (done && order)
    yipu_open_record (GTK_WIDGET (self), "work_order", order, "boxes");
}

void
yipu_kit_page_make_order (YipuKitPage *self)
{
  YipuDraft *draft = yipu_draft_new ();
  const char *order = yipu_draft_add (draft, "work_order");

  yipu_draft_set (draft, order, "kit", self->id);
  g_object_set_data_full (G_OBJECT (self), "order", g_strdup (order), g_free);
  yipu_session_commit (self->session, N_ ("Order boxes of a kit"), draft, ordered_cb, self);
}
