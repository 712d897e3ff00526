/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a line comes to. Filled anew at every move of the line, so it keeps no state. */
#include "kit-summary.h"

#include "widgets/price-bar.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <yipu/money.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#define TRAY_COLUMNS 3

struct _YipuKitSummary {
  GtkBox parent_instance;

  GtkGrid *facts;
  GtkWidget *box_part;
  GtkGrid *tray;
  GtkWidget *need_part;
  YipuWrapBox *needs;
  GtkLabel *warnings;
  GtkLabel *price;
  YipuPriceBar *bar;
  GtkLabel *cost;
};

G_DEFINE_FINAL_TYPE (YipuKitSummary, yipu_kit_summary, GTK_TYPE_BOX)

static void
yipu_kit_summary_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YIPU_TYPE_KIT_SUMMARY);
  G_OBJECT_CLASS (yipu_kit_summary_parent_class)->dispose (object);
}

static void
yipu_kit_summary_class_init (YipuKitSummaryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_kit_summary_dispose;
  g_type_ensure (YIPU_TYPE_PRICE_BAR);
  g_type_ensure (YIPU_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/kit/kit-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, facts);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, box_part);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, tray);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, need_part);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, needs);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, warnings);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, price);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, bar);
  gtk_widget_class_bind_template_child (widget_class, YipuKitSummary, cost);
}

static void
yipu_kit_summary_init (YipuKitSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "width-chars", 6, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A fact: icon, value, and the word for it. */
static void
add_fact (YipuKitSummary *self, int place, const char *icon, const char *value, const char *word)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 22);
  gtk_widget_add_css_class (image, "accent-text");
  gtk_box_append (GTK_BOX (texts), new_label (value, "fact"));
  GtkWidget *small = new_label (word, "small");
  gtk_widget_add_css_class (small, "dim");
  gtk_box_append (GTK_BOX (texts), small);
  gtk_box_append (GTK_BOX (fact), image);
  gtk_box_append (GTK_BOX (fact), texts);
  gtk_grid_attach (self->facts, fact, place % 2, place / 2, 1, 1);
}

/* The elapsed time, in words that say when a night lies between. */
static char *
dup_elapsed (const YipuKitResult *result)
{
  g_autofree char *elapsed = yipu_text_minutes (result->elapsed_min);

  if (result->elapsed_days > 1)
    return g_strdup_printf (
        ngettext ("of work, over %d day", "of work, over %d days", (gulong) result->elapsed_days),
        (int) result->elapsed_days);
  return g_strdup_printf (_ ("of work, %s from start to end"), elapsed);
}

static void
show_facts (YipuKitSummary *self, const YipuKitResult *result)
{
  g_autofree char *work = yipu_text_minutes (result->hands_on_min);
  g_autofree char *elapsed = dup_elapsed (result);
  g_autofree char *age = result->least_age > 0
                             ? g_strdup_printf (_ ("from %d years"), result->least_age)
                             : g_strdup (_ ("any age"));
  g_autofree char *difficulty = result->difficulty > 0
                                    ? g_strdup_printf (_ ("difficulty %d"), result->difficulty)
                                    : g_strdup (_ ("difficulty not said"));
  g_autofree char *level = g_strdup_printf ("%d", result->difficulty);
  g_autofree char *weight =
      result->weight_g >= 0 ? g_strdup_printf (_ ("%d g"), (int) MIN (result->weight_g, G_MAXINT))
                            : g_strdup ("?");
  const char *tier =
      result->tier ? yipu_vocabulary_label ("kit_tiers", result->tier) : _ ("finished piece");

  clear_grid (self->facts);
  add_fact (self, 0, "yipu-clock-symbolic", work, elapsed);
  add_fact (self, 1, "yipu-person-symbolic", age, tier);
  add_fact (self, 2, "yipu-hard-symbolic", difficulty,
            yipu_vocabulary_label ("difficulty", result->difficulty > 0 ? level : NULL));
  add_fact (self, 3, "yipu-box-symbolic", weight, _ ("what is in the box"));
}

static void
add_to_tray (YipuKitSummary *self, int place, const YipuItem *item, YipuFraction quantity)
{
  g_autofree char *amount = yipu_item_dup_amount (item, quantity);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", item->name, "wrap", TRUE, "lines", 2,
                                  "ellipsize", PANGO_ELLIPSIZE_END, "justify", GTK_JUSTIFY_CENTER,
                                  "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", 9, NULL);
  GtkWidget *label = gtk_label_new (amount);

  gtk_widget_add_css_class (card, "tray-card");
  gtk_widget_add_css_class (name, "strong");
  gtk_widget_add_css_class (name, "small");
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_set_vexpand (name, TRUE);
  gtk_box_append (GTK_BOX (card), name);
  gtk_box_append (GTK_BOX (card), label);
  gtk_grid_attach (self->tray, card, place % TRAY_COLUMNS, place / TRAY_COLUMNS, 1, 1);
}

static void
show_tray (YipuKitSummary *self, const YipuProcess *process, const YipuKitResult *result)
{
  int place = 0;

  clear_grid (self->tray);
  for (guint i = 0; i < result->box->len; i++) {
    const YipuKitAmount *amount = &g_array_index (result->box, YipuKitAmount, i);
    add_to_tray (self, place++, &process->items[amount->item], amount->quantity);
  }
  for (guint i = 0; i < result->tools->len; i++) {
    const YipuKitTool *tool = &g_array_index (result->tools, YipuKitTool, i);
    if (tool->supply != YIPU_SUPPLY_BUYER_HAS)
      add_to_tray (self, place++, &process->items[tool->item],
                   yipu_fraction_from_int (tool->count));
  }
  gtk_widget_set_visible (self->box_part, place > 0);
}

static void
show_needs (YipuKitSummary *self, const YipuProcess *process, const YipuKitResult *result)
{
  yipu_wrap_box_clear (self->needs);
  for (guint i = 0; i < result->buyer_has->len; i++) {
    const YipuKitAmount *amount = &g_array_index (result->buyer_has, YipuKitAmount, i);
    GtkWidget *tag = gtk_label_new (process->items[amount->item].name);

    gtk_widget_add_css_class (tag, "tag");
    gtk_widget_add_css_class (tag, "quiet");
    yipu_wrap_box_append (self->needs, tag);
  }
  gtk_widget_set_visible (self->need_part, result->buyer_has->len > 0);
}

static void
show_warnings (YipuKitSummary *self, const YipuKitResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < result->warnings->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "",
                            g_array_index (result->warnings, YipuKitWarning, i).text);
  gtk_label_set_label (self->warnings, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), result->warnings->len > 0);
}

static void
show_price (YipuKitSummary *self, const YipuPrice *price)
{
  g_autofree char *yuan = yipu_money_to_string (price->price_fen);
  g_autofree char *cost = yipu_money_to_string (price->cost_fen);
  g_autofree char *shown =
      price->price_fen >= 0 ? g_strdup_printf ("¥ %s", yuan) : g_strdup (_ ("not known yet"));
  g_autofree char *text = NULL;

  if (price->price_fen < 0 || price->cost_fen < 0)
    text = g_strdup (_ ("The cost is not known yet: see below what is missing."));
  else if (price->price_fen < price->cost_fen)
    text = g_strdup_printf (_ ("Below its own cost and wages (¥ %s)."), cost);
  else
    text = g_strdup_printf (_ ("✓ covers cost and wages (¥ %s)"), cost);
  gtk_label_set_label (self->price, shown);
  gtk_label_set_label (self->cost, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->cost), "ok-text");
  gtk_widget_remove_css_class (GTK_WIDGET (self->cost), "warn-text");
  gtk_widget_add_css_class (
      GTK_WIDGET (self->cost),
      price->cost_fen >= 0 && price->price_fen >= price->cost_fen ? "ok-text" : "warn-text");
  yipu_price_bar_set (self->bar, price);
}

void
yipu_kit_summary_update (YipuKitSummary *self, YipuKitSheet *sheet)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);

  show_facts (self, result);
  show_tray (self, process, result);
  show_needs (self, process, result);
  show_warnings (self, result);
  show_price (self, yipu_kit_sheet_get_price (sheet));
}
