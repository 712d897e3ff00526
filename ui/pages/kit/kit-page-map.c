/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The drawn process of a kit: steps that change sides, what is said of it, and what a step tells
 * when it is opened. */
#include "kit-page-private.h"

#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>

void
yipu_kit_page_notice (YipuKitPage *self, const char *text)
{
  gtk_label_set_label (self->notice, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text != NULL);
}

/* Who inherits the craft: whose word is waited for. */
static char *
dup_inheritor (YipuKitPage *self)
{
  g_autoptr (YipuRecord) kit = yipu_session_get (self->session, "kit", self->id);
  g_autoptr (YipuRecord) process =
      kit ? yipu_session_get (self->session, "process", yipu_record_get (kit, "process")) : NULL;
  g_autoptr (GPtrArray) roles = process ? yipu_session_list (self->session, "role", "craft",
                                                             yipu_record_get (process, "craft"))
                                        : g_ptr_array_new ();

  for (guint i = 0; i < roles->len; i++)
    if (g_strcmp0 (yipu_record_get (roles->pdata[i], "kind"), "inheritor") == 0)
      return yipu_session_dup_title (self->session, "person",
                                     yipu_record_get (roles->pdata[i], "person"));
  return NULL;
}

/* Why a step stays: kept for good, or nobody was asked yet. */
static void
tell_refused (YipuKitPage *self, const YipuStep *step)
{
  g_autofree char *name = dup_inheritor (self);
  const char *inheritor = name && *name ? name : _ ("the inheritor");
  g_autofree char *text =
      step->is_private
          ? g_strdup_printf (
                _ ("“%s” is kept by %s: it stays in the workshop, with all before it."),
                step->title, inheritor)
          : g_strdup_printf (_ ("“%s” is not released for buyers: the answer of %s is missing."),
                             step->title, inheritor);

  yipu_kit_page_notice (self, text);
}

static gboolean
is_among (GArray *steps, guint step)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index (steps, guint, i) == step)
      return TRUE;
  return FALSE;
}

/* The first step that came along, and what brought it. */
static void
tell_along (YipuKitPage *self, GArray *asked, const YipuCutSide *was)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  g_autofree char *text = NULL;

  for (guint s = 0; s < process->n_steps && !text; s++) {
    if (result->steps[s].side == was[s] || is_among (asked, s))
      continue;
    if (result->steps[s].side == YIPU_CUT_SIDE_BUYER && result->steps[s].because >= 0)
      text =
          g_strdup_printf (_ ("“%s” uses what “%s” makes, so it came along."),
                           process->steps[s].title, process->steps[result->steps[s].because].title);
    else if (result->steps[s].side == YIPU_CUT_SIDE_WORKSHOP)
      text = g_strdup_printf (_ ("“%s” is needed before, so it went back to the workshop."),
                              process->steps[s].title);
  }
  yipu_kit_page_notice (self, text);
}

void
yipu_kit_page_move_steps (YipuKitPage *self, GArray *steps, gboolean to_buyer)
{
  const YipuProcess *process;
  g_autofree YipuCutSide *was = NULL;
  int refused;
  gboolean moved;

  if (!self->sheet || yipu_session_is_read_only (self->session))
    return;
  process = yipu_kit_sheet_get_process (self->sheet);
  was = g_new (YipuCutSide, process->n_steps + 1);
  for (guint s = 0; s < process->n_steps; s++)
    was[s] = yipu_kit_sheet_get_result (self->sheet)->steps[s].side;
  moved = yipu_kit_sheet_move_steps (self->sheet, (const guint *) (gpointer) steps->data,
                                     steps->len, to_buyer, &refused);
  if (moved) {
    yipu_kit_page_line_moved (self);
    tell_along (self, steps, was);
  }
  if (refused >= 0)
    tell_refused (self, &process->steps[refused]);
}

static void
move_steps_cb (YipuProcessMap *map, GArray *steps, gboolean to_buyer, YipuKitPage *self)
{
  yipu_kit_page_move_steps (self, steps, to_buyer);
}

static void
suggested_cb (YipuKitSuggestions *suggestions, const char *const *line, YipuKitPage *self)
{
  if (!self->sheet || yipu_session_is_read_only (self->session))
    return;
  yipu_kit_sheet_set_line (self->sheet, line);
  yipu_kit_page_line_moved (self);
  yipu_kit_page_notice (self, NULL);
}

static void
open_step_cb (GtkButton *button, GtkWidget *popover)
{
  GtkWidget *page = gtk_widget_get_ancestor (popover, YIPU_TYPE_KIT_PAGE);

  gtk_popover_popdown (GTK_POPOVER (popover));
  yipu_open_record (page, "step", g_object_get_data (G_OBJECT (popover), "step"), "title");
}

static void
add_line (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "max-width-chars", 26, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

/* Photo, title, what is done, how hard and for whom. */
static GtkWidget *
build_story (YipuKitPage *self, GtkWidget *popover, const YipuStep *step)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, "step", step->id);
  g_auto (GStrv) photos = record ? yipu_record_dup_list (record, "photos") : NULL;
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the Step"));
  g_autofree char *work = yipu_text_minutes (step->hands_on_min);
  g_autofree char *wait = yipu_text_minutes (step->wait_min);
  g_autofree char *time =
      step->wait_min > 0 ? g_strdup_printf (_ ("%s + %s waiting"), work, wait) : g_strdup (work);
  const char *instruction = record ? yipu_record_get_text (record, "instruction") : NULL;

  if (photos && photos[0]) {
    GtkWidget *picture = yipu_thumbnail_new (240, 120);
    yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), self->session, photos[0]);
    gtk_widget_add_css_class (picture, "kit-step-picture");
    gtk_box_append (box, picture);
  }
  add_line (box, step->title ? step->title : "?", "row-title");
  if (instruction)
    add_line (box, instruction, "song");
  add_line (box, time, "dim");
  g_signal_connect (button, "clicked", G_CALLBACK (open_step_cb), popover);
  gtk_box_append (box, button);
  return GTK_WIDGET (box);
}

static void
closed_cb (GtkPopover *popover)
{
  /* Not while it is still closing: its own handlers run first. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
opened_cb (YipuProcessMap *map, guint step, GtkWidget *widget, YipuKitPage *self)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);
  GtkWidget *popover = gtk_popover_new ();
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return;
  g_object_set_data_full (G_OBJECT (popover), "step", g_strdup (process->steps[step].id), g_free);
  gtk_popover_set_child (GTK_POPOVER (popover), build_story (self, popover, &process->steps[step]));
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (
      GTK_POPOVER (popover), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                              (int) bounds.size.width, (int) bounds.size.height });
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
yipu_kit_page_connect_map (YipuKitPage *self)
{
  g_signal_connect (self->map, "move-steps", G_CALLBACK (move_steps_cb), self);
  g_signal_connect (self->map, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->suggestions, "chosen", G_CALLBACK (suggested_cb), self);
}
