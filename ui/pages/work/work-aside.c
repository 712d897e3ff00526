/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hours as bars, and the shopping list. */
#include "work-aside.h"

#include <glib/gi18n-lib.h>
#include <yipu/money.h>

#define MAX_HOUSEHOLDS 60

struct _YipuWorkHours {
  GtkBox parent_instance;
};

struct _YipuWorkShopping {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuWorkHours, yipu_work_hours, GTK_TYPE_BOX)
G_DEFINE_FINAL_TYPE (YipuWorkShopping, yipu_work_shopping, GTK_TYPE_BOX)

static void
yipu_work_hours_class_init (YipuWorkHoursClass *class)
{
}

static void
yipu_work_hours_init (YipuWorkHours *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
}

static void
yipu_work_shopping_class_init (YipuWorkShoppingClass *class)
{
}

static void
yipu_work_shopping_init (YipuWorkShopping *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

/* A name at the start, a figure at the end. */
static GtkWidget *
line (const char *name, const char *figure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *start = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *end = gtk_label_new (figure);

  gtk_widget_add_css_class (end, "small");
  gtk_widget_add_css_class (end, "dim");
  gtk_widget_add_css_class (end, "numeric");
  gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), end);
  return box;
}

static char *
dup_hours (const YipuOrderHousehold *at)
{
  gint64 used = yipu_fraction_is_valid (at->used_min) ? yipu_fraction_ceil (at->used_min) : -1;
  g_autofree char *given = yipu_text_work (used);
  g_autofree char *all = at->free_min < 0 ? NULL : yipu_text_work (at->free_min);

  /* Translators: minutes of work given out, of the minutes there are: “4 h 10 min of 60 h” */
  return all ? g_strdup_printf (_ ("%s of %s"), given, all) : g_steal_pointer (&given);
}

static char *
dup_pay (const YipuOrderHousehold *at)
{
  g_autofree char *boxes = NULL;
  g_autofree char *apart = NULL;

  if (at->boxes_fen < 0 || at->apart_fen < 0)
    return g_strdup (_ ("Pay not known yet"));
  boxes = yipu_money_to_string (at->boxes_fen);
  apart = yipu_money_to_string (at->apart_fen);
  return at->apart_fen == 0
             ? g_strdup_printf (_ ("¥%s from the price"), boxes)
             : g_strdup_printf (_ ("¥%s from the price, ¥%s for whole runs"), boxes, apart);
}

/* The part of the hours there are that is given out. */
static double
used_part (const YipuOrderHousehold *at)
{
  gint64 used = yipu_fraction_is_valid (at->used_min) ? yipu_fraction_ceil (at->used_min) : 0;

  return used >= at->free_min ? used > 0 : (double) used / (double) at->free_min;
}

static GtkWidget *
hours_bar (const YipuOrderHousehold *at, const char *hours)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", at->name, hours);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), used_part (at));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (at->over)
    gtk_widget_add_css_class (bar, "over");
  return bar;
}

static void
add_quiet_line (GtkWidget *box, const char *text)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_household (YipuWorkHours *self, const YipuOrderHousehold *at)
{
  g_autofree char *hours = dup_hours (at);
  g_autofree char *pay = dup_pay (at);
  g_autofree char *money = yipu_money_to_string (at->share_fen);
  g_autofree char *share = g_strdup_printf (_ ("¥%s of the bar “who gets what”"), money);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), line (at->name, hours));
  if (at->free_min >= 0)
    gtk_box_append (GTK_BOX (box), hours_bar (at, hours));
  if (at->used_min.num != 0)
    add_quiet_line (box, pay);
  if (at->share_fen > 0)
    add_quiet_line (box, share);
  gtk_box_append (GTK_BOX (self), box);
}

void
yipu_work_hours_set (YipuWorkHours *self, YipuOrder *order)
{
  GArray *households = yipu_order_get_households (order);

  clear (GTK_BOX (self));
  for (guint i = 0; i < MIN (households->len, MAX_HOUSEHOLDS); i++)
    add_household (self, &g_array_index (households, YipuOrderHousehold, i));
}

static char *
dup_amount (const YipuItem *item, const YipuShoppingItem *at)
{
  g_autofree char *amount = yipu_item_dup_amount (item, at->quantity);
  g_autofree char *packs = g_strdup_printf ("%" G_GINT64_FORMAT, at->packs);

  return at->packs < 1 ? g_steal_pointer (&amount)
                       : g_strdup_printf (ngettext ("%s in %s pack", "%s in %s packs",
                                                    (gulong) MIN (at->packs, G_MAXLONG)),
                                          amount, packs);
}

void
yipu_work_shopping_set (YipuWorkShopping *self, YipuOrder *order)
{
  GArray *shopping = yipu_order_get_shopping (order);

  clear (GTK_BOX (self));
  for (guint i = 0; i < shopping->len; i++) {
    const YipuShoppingItem *at = &g_array_index (shopping, YipuShoppingItem, i);
    const YipuItem *item =
        &yipu_kit_sheet_get_process (yipu_order_get_sheet (order))->items[at->item];
    g_autofree char *amount = dup_amount (item, at);
    gtk_box_append (GTK_BOX (self), line (item->name ? item->name : "?", amount));
  }
}
