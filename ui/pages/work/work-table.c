/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table. A column for each household that has work, the last for what nobody does; a cell is a
 * button that opens what is given out, named for who cannot see where it stands. */
#include "work-table.h"

#include <glib/gi18n-lib.h>
#include <yipu/vocabulary.h>

struct _YipuWorkTable {
  GtkGrid parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuWorkTable, yipu_work_table, GTK_TYPE_GRID)

static void
yipu_work_table_class_init (YipuWorkTableClass *class)
{
}

static void
yipu_work_table_init (YipuWorkTable *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "work-table");
}

static GtkWidget *
label (const char *text, const char *style, float xalign)
{
  GtkWidget *widget = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", xalign, "ellipsize",
                                    PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (widget, style);
  return widget;
}

static void
clear (YipuWorkTable *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_grid_remove (GTK_GRID (self), child);
}

/* Column of each household, 0 for those without work. Returns how many have some. */
static int
place_columns (YipuOrder *order, int *column)
{
  GArray *assignments = yipu_order_get_assignments (order);
  guint n = yipu_order_get_households (order)->len;
  int columns = 0;

  for (guint i = 0; i < assignments->len; i++)
    column[g_array_index (assignments, YipuOrderAssignment, i).household] = 1;
  for (guint h = 0; h < n; h++)
    if (column[h])
      column[h] = ++columns;
  return columns;
}

static char *
dup_minutes (YipuFraction minutes)
{
  return yipu_text_work (yipu_fraction_is_valid (minutes) ? yipu_fraction_ceil (minutes) : -1);
}

static char *
dup_runs (gint64 runs)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, runs);

  return runs < 0 ? g_strdup ("?")
                  /* Translators: how often a step is done, “3 runs” */
                  : g_strdup_printf (ngettext ("%s run", "%s runs", (gulong) MIN (runs, G_MAXLONG)),
                                     number);
}

static const YipuStep *
about (YipuOrder *order, guint step)
{
  const YipuOrderStep *at = &g_array_index (yipu_order_get_steps (order), YipuOrderStep, step);

  return &yipu_kit_sheet_get_process (yipu_order_get_sheet (order))->steps[at->step];
}

/* The step, how much of it, and who may do it. */
static GtkWidget *
step_head (YipuOrder *order, guint step)
{
  static const char *const who[YIPU_N_WHO] = { "inheritor", "trained", "anyone" };
  const YipuOrderStep *at = &g_array_index (yipu_order_get_steps (order), YipuOrderStep, step);
  const YipuStep *of = about (order, step);
  g_autofree char *runs = dup_runs (at->runs);
  g_autofree char *minutes = dup_minutes (at->minutes);
  g_autofree char *line = g_strdup_printf (
      "%s · %s · %s · %s", runs, minutes, yipu_vocabulary_label ("who_may_do", who[of->who]),
      at->fit_for_home ? _ ("at home too") : _ ("in the workshop"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), label (of->title ? of->title : "?", "row-title", 0));
  gtk_box_append (GTK_BOX (box), label (line, "small", 0));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, 190, -1);
  return box;
}

static GtkWidget *
assignment_cell (YipuOrder *order, const YipuOrderAssignment *at)
{
  const YipuOrderHousehold *household =
      &g_array_index (yipu_order_get_households (order), YipuOrderHousehold, at->household);
  g_autofree char *runs = dup_runs (at->runs);
  g_autofree char *minutes = dup_minutes (at->minutes);
  g_autofree char *spoken = g_strdup_printf ("%s, %s: %s, %s", household->name,
                                             about (order, at->step)->title, runs, minutes);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), label (runs, "strong", 0.5));
  gtk_box_append (GTK_BOX (box), label (minutes, "small", 0.5));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "work-cell");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "work.open-assignment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", at->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static void
show_heads (YipuWorkTable *self, YipuOrder *order, const int *column, int last)
{
  GArray *households = yipu_order_get_households (order);

  gtk_grid_attach (GTK_GRID (self), label (_ ("Step"), "heading", 0), 0, 0, 1, 1);
  for (guint h = 0; h < households->len; h++) {
    const char *name = g_array_index (households, YipuOrderHousehold, h).name;
    GtkWidget *head;
    if (!column[h])
      continue;
    head = label (name, "heading", 0.5);
    g_object_set (head, "wrap", TRUE, "lines", 2, "max-width-chars", 11, "justify",
                  GTK_JUSTIFY_CENTER, NULL);
    gtk_widget_set_tooltip_text (head, name);
    gtk_grid_attach (GTK_GRID (self), head, column[h], 0, 1, 1);
  }
  gtk_grid_attach (GTK_GRID (self), label (_ ("Nobody yet"), "heading", 0.5), last, 0, 1, 1);
}

/* Several assignments of one step to one household stand below each other; empty cells are there
 * too, so that the lines between rows go through. */
static void
show_assignments (YipuWorkTable *self, YipuOrder *order, const int *column, int last)
{
  GArray *assignments = yipu_order_get_assignments (order);

  for (guint s = 0; s < yipu_order_get_steps (order)->len; s++)
    for (int c = 1; c < last; c++)
      gtk_grid_attach (GTK_GRID (self), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), c, (int) s + 1,
                       1, 1);
  for (guint i = 0; i < assignments->len; i++) {
    const YipuOrderAssignment *at = &g_array_index (assignments, YipuOrderAssignment, i);
    GtkWidget *cell =
        gtk_grid_get_child_at (GTK_GRID (self), column[at->household], (int) at->step + 1);
    gtk_box_append (GTK_BOX (cell), assignment_cell (order, at));
  }
}

static void
show_missing (YipuWorkTable *self, YipuOrder *order, int last)
{
  GArray *steps = yipu_order_get_steps (order);

  for (guint s = 0; s < steps->len; s++) {
    const YipuOrderStep *at = &g_array_index (steps, YipuOrderStep, s);
    g_autofree char *missing = at->missing_runs > 0 ? dup_runs (at->missing_runs) : NULL;
    g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, at->ahead_runs);
    g_autofree char *ahead =
        at->ahead_runs > 0 ? g_strdup_printf (ngettext ("%s run ahead", "%s runs ahead",
                                                        (gulong) MIN (at->ahead_runs, G_MAXLONG)),
                                              number)
                           : NULL;
    GtkWidget *cell = label (missing ? missing
                             : ahead ? ahead
                                     : "✓",
                             missing ? "warn-text" : "dim", 0.5);
    gtk_grid_attach (GTK_GRID (self), step_head (order, s), 0, (int) s + 1, 1, 1);
    gtk_grid_attach (GTK_GRID (self), cell, last, (int) s + 1, 1, 1);
  }
}

void
yipu_work_table_set (YipuWorkTable *self, YipuOrder *order)
{
  g_autofree int *column = g_new0 (int, yipu_order_get_households (order)->len + 1);
  int last = place_columns (order, column) + 1;

  clear (self);
  show_heads (self, order, column, last);
  show_missing (self, order, last);
  show_assignments (self, order, column, last);
}
