/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Suggested cuts as cards. */
#include "kit-suggestions.h"

#include <glib/gi18n-lib.h>
#include <yipu/money.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

struct _YipuKitSuggestions {
  GtkBox parent_instance;

  GtkBox *cards;
};

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuKitSuggestions, yipu_kit_suggestions, GTK_TYPE_BOX)

static void
yipu_kit_suggestions_class_init (YipuKitSuggestionsClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen", YIPU_TYPE_KIT_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
yipu_kit_suggestions_init (YipuKitSuggestions *self)
{
  GtkWidget *title =
      g_object_new (GTK_TYPE_LABEL, "label", _ ("Suggested cuts"), "xalign", 0.0, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "suggestions");
  gtk_widget_add_css_class (title, "strong");
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  gtk_box_set_homogeneous (self->cards, TRUE);
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cards));
}

static void
clicked_cb (GtkWidget *card, YipuKitSuggestions *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (card), "line"));
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* "7 steps · 1 h 29 min · from 14 years". */
static char *
dup_facts (const YipuKitResult *result)
{
  guint n = result->booklet->len;
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step", "%u steps", n), n);
  g_autofree char *minutes = yipu_text_minutes (result->hands_on_min);
  g_autofree char *age = result->least_age > 0
                             ? g_strdup_printf (_ (" · from %d years"), result->least_age)
                             : g_strdup ("");

  if (n == 0)
    return g_strdup (_ ("Nothing left to do"));
  return g_strdup_printf ("%s · %s%s", steps, minutes, age);
}

static void
add_card (YipuKitSuggestions *self,
          const char *tier,
          const YipuKitResult *result,
          const YipuPrice *price,
          char **line)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *yuan = yipu_money_to_string (price->price_fen);
  g_autofree char *shown = price->price_fen >= 0 ? g_strdup_printf ("¥ %s", yuan) : g_strdup ("?");
  g_autofree char *facts = dup_facts (result);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", tier, shown, facts);
  GtkWidget *name = new_label (tier, "row-title");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), new_label (shown, "numeric"));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), new_label (facts, "small"));
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "suggestion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (card), "line", line, (GDestroyNotify) g_strfreev);
  g_signal_connect (card, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (self->cards, card);
}

static char **
dup_line (const YipuProcess *process, GArray *line)
{
  GStrvBuilder *ids = g_strv_builder_new ();

  for (guint i = 0; i < line->len; i++)
    g_strv_builder_add (ids, process->steps[g_array_index (line, guint, i)].id);
  char **strv = g_strv_builder_end (ids);
  g_strv_builder_unref (ids);
  return strv;
}

void
yipu_kit_suggestions_set_sheet (YipuKitSuggestions *self, YipuKitSheet *sheet)
{
  g_autoptr (GPtrArray) suggestions = yipu_kit_sheet_suggest (sheet);
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < suggestions->len; i++) {
    const YipuKitSuggestion *suggestion = suggestions->pdata[i];
    add_card (self, yipu_vocabulary_label ("kit_tiers", suggestion->tier), suggestion->result,
              &suggestion->price, dup_line (process, suggestion->line));
  }
  gtk_widget_set_visible (GTK_WIDGET (self), suggestions->len > 0);
  yipu_kit_suggestions_mark (self, sheet);
}

void
yipu_kit_suggestions_mark (YipuKitSuggestions *self, YipuKitSheet *sheet)
{
  g_auto (GStrv) line = yipu_kit_sheet_dup_line (sheet);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card;
       card = gtk_widget_get_next_sibling (card)) {
    const char *const *drawn = g_object_get_data (G_OBJECT (card), "line");
    gboolean chosen = g_strv_equal ((const char *const *) line, drawn);

    if (chosen)
      gtk_widget_add_css_class (card, "chosen");
    else
      gtk_widget_remove_css_class (card, "chosen");
  }
}
