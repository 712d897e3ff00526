/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of YipuSubrecords. Only an opened row has a form for its fields; a field edited in the
 * head has one of its own, always. */
#define G_LOG_DOMAIN "yipu-ui"

#include "subrow.h"

#include "widgets/field-grid.h"
#include "widgets/form.h"

#include <glib/gi18n-lib.h>

#define SUMMARY_CHARS 22 /* beside a field in the head, so that the fields are of one width */

struct _YipuSubrow {
  GtkListBoxRow parent_instance;

  YipuSession *session;
  char *kind;
  char *id;
  char *fields;
  YipuForm *head_form;   /* or NULL */
  GtkWidget *head_row;   /* YipuFormRow, or NULL */
  YipuForm *detail_form; /* while opened */
  GtkWidget *detail;     /* while opened */

  GtkWidget *box;
  GtkWidget *head;
  GtkLabel *dot;
  GtkWidget *head_button;
  GtkLabel *title_label;
  GtkLabel *summary_label;
  GtkImage *arrow;
};

enum { REMOVED, NEXT, MOVED, OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuSubrow, yipu_subrow, GTK_TYPE_LIST_BOX_ROW)

static void
close_form (YipuForm **form)
{
  if (!*form)
    return;
  yipu_form_flush (*form);
  g_object_run_dispose (G_OBJECT (*form));
  g_clear_object (form);
}

static void
remove_clicked_cb (YipuSubrow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static GtkWidget *
build_foot (YipuSubrow *self)
{
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_sensitive (remove, !yipu_session_is_read_only (self->session));
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return remove;
}

static void
open_detail (YipuSubrow *self)
{
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (self->detail, "subrow-detail");
  gtk_box_append (GTK_BOX (self->detail), yipu_field_grid_new (self->kind, self->fields));
  gtk_box_append (GTK_BOX (self->box), self->detail);
  g_signal_emit (self, signals[OPENED], 0, self->detail);
  self->detail_form = yipu_form_new (self->session, self->kind, self->detail);
  yipu_form_set_id (self->detail_form, self->id);
  gtk_box_append (GTK_BOX (self->detail), build_foot (self));
}

void
yipu_subrow_set_open (YipuSubrow *self, gboolean open)
{
  if (open == (self->detail != NULL))
    return;
  if (open) {
    open_detail (self);
  } else {
    close_form (&self->detail_form);
    gtk_box_remove (GTK_BOX (self->box), self->detail);
    self->detail = NULL;
  }
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->head_button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
}

GtkWidget *
yipu_subrow_get_detail (YipuSubrow *self)
{
  return self->detail;
}

static void
on_toggle (YipuSubrow *self)
{
  yipu_subrow_set_open (self, !self->detail);
}

static gboolean
key_cb (YipuSubrow *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & GDK_ALT_MASK) == 0 || (keyval != GDK_KEY_Up && keyval != GDK_KEY_Down))
    return FALSE;
  g_signal_emit (self, signals[MOVED], 0, keyval == GDK_KEY_Up ? -1 : 1);
  return TRUE;
}

static void
head_activated_cb (YipuSubrow *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
add_head_field (YipuSubrow *self, const char *field)
{
  GtkWidget *input;

  self->head_row = g_object_new (YIPU_TYPE_FORM_ROW, "field", field, "compact", TRUE, NULL);
  gtk_widget_set_hexpand (self->head_row, TRUE);
  gtk_widget_set_hexpand (self->head_button, FALSE);
  gtk_label_set_width_chars (self->summary_label, SUMMARY_CHARS);
  gtk_label_set_max_width_chars (self->summary_label, SUMMARY_CHARS);
  gtk_label_set_xalign (self->summary_label, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), FALSE);
  gtk_box_insert_child_after (GTK_BOX (self->head), self->head_row, GTK_WIDGET (self->dot));
  self->head_form = yipu_form_new (self->session, self->kind, self->head_row);
  yipu_form_set_id (self->head_form, self->id);
  input = yipu_form_row_get_input (YIPU_FORM_ROW (self->head_row));
  if (GTK_IS_ENTRY (input))
    g_signal_connect_swapped (input, "activate", G_CALLBACK (head_activated_cb), self);
}

static void
yipu_subrow_dispose (GObject *object)
{
  YipuSubrow *self = YIPU_SUBROW (object);

  close_form (&self->head_form);
  close_form (&self->detail_form);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_subrow_parent_class)->dispose (object);
}

static void
yipu_subrow_finalize (GObject *object)
{
  YipuSubrow *self = YIPU_SUBROW (object);

  g_free (self->kind);
  g_free (self->id);
  g_free (self->fields);
  G_OBJECT_CLASS (yipu_subrow_parent_class)->finalize (object);
}

static void
yipu_subrow_class_init (YipuSubrowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_subrow_dispose;
  G_OBJECT_CLASS (class)->finalize = yipu_subrow_finalize;
  signals[REMOVED] = g_signal_new ("removed", YIPU_TYPE_SUBROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[NEXT] = g_signal_new ("next", YIPU_TYPE_SUBROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", YIPU_TYPE_SUBROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  signals[OPENED] = g_signal_new ("opened", YIPU_TYPE_SUBROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GTK_TYPE_BOX);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yipu/Yipu/ui/widgets/subrow.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, box);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, head);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, dot);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, head_button);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, title_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, on_toggle);
}

static void
yipu_subrow_init (YipuSubrow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

YipuSubrow *
yipu_subrow_new (YipuSession *session,
                 const char *kind,
                 const char *id,
                 const char *fields,
                 const char *inline_field,
                 gboolean numbered)
{
  YipuSubrow *self = g_object_new (YIPU_TYPE_SUBROW, NULL);

  self->session = g_object_ref (session);
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->fields = g_strdup (fields);
  gtk_widget_set_visible (GTK_WIDGET (self->dot), numbered);
  if (inline_field)
    add_head_field (self, inline_field);
  return self;
}

const char *
yipu_subrow_get_id (YipuSubrow *self)
{
  return self->id;
}

void
yipu_subrow_describe (YipuSubrow *self, const char *title, const char *summary)
{
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->summary_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), *summary != '\0' || self->head_form);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

void
yipu_subrow_set_number (YipuSubrow *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  gtk_label_set_label (self->dot, text);
}

void
yipu_subrow_set_style (YipuSubrow *self, const char *style)
{
  const char *classes[] = { "step-dot", "numeric", "small", style, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->dot), classes);
}

void
yipu_subrow_focus (YipuSubrow *self, const char *field)
{
  if (self->head_form && (!*field || yipu_form_focus (self->head_form, field))) {
    if (!*field)
      gtk_widget_child_focus (self->head_row, GTK_DIR_TAB_FORWARD);
    return;
  }
  yipu_subrow_set_open (self, TRUE);
  if (!*field || !yipu_form_focus (self->detail_form, field))
    gtk_widget_child_focus (self->detail, GTK_DIR_TAB_FORWARD);
}
