/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History. A page of edits at a time, newest first; a removed or forgotten value is not shown. */
#define G_LOG_DOMAIN "yipu-ui"

#include "history-page.h"

#include "backup-age.h"
#include "widgets/header-end.h"
#include "widgets/header-start.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <yipu/history.h>

#define PAGE 60
#define MOST_CHANGES 4

struct _YipuHistoryPage {
  GtkBox parent_instance;

  YipuSession *session;
  char *record;
  gint64 oldest;

  AdwWindowTitle *title;
  GtkWidget *all_button;
  GtkWidget *empty_label;
  GtkListBox *list;
  GtkWidget *more_button;
};

static void page_init (YipuPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YipuHistoryPage,
                               yipu_history_page,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (YIPU_TYPE_PAGE, page_init))

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A value for people; references by the name of what they refer to. */
static char *
dup_value (YipuHistoryPage *self, const YipuField *field, const char *value)
{
  if (!value)
    return g_strdup (_ ("empty"));
  if (field->type == YIPU_FIELD_REF)
    return yipu_session_dup_title (self->session, NULL, value);
  if (field->type == YIPU_FIELD_REFS || field->type == YIPU_FIELD_KEY)
    return g_strdup ("…");
  return yipu_field_format (field, value);
}

/* "Blue cloth · Summary: … → …". */
static char *
dup_change (YipuHistoryPage *self, const YipuHistoryChange *change)
{
  const YipuKind *kind = yipu_kind_find (change->kind);
  const YipuField *field = kind ? yipu_kind_field (kind, change->field) : NULL;
  g_autofree char *title = yipu_session_dup_title (self->session, change->kind, change->record);
  const char *name = *title ? title : kind ? _ (kind->label) : change->kind;

  if (!field || !g_str_equal (change->op, "set"))
    return g_strdup (name);

  g_autofree char *value = dup_value (self, field, change->value);
  g_autofree char *before = change->before ? dup_value (self, field, change->before) : NULL;

  if (before)
    /* Translators: a record, its field, the value before and after. */
    return g_strdup_printf (_ ("%s · %s: %s → %s"), name, _ (field->label), before, value);
  /* Translators: a record, its field, the value. */
  return g_strdup_printf (_ ("%s · %s: %s"), name, _ (field->label), value);
}

static void
append_changes (YipuHistoryPage *self, GtkBox *box, const YipuHistoryEdit *edit)
{
  guint shown = MIN (edit->changes->len, MOST_CHANGES);

  for (guint i = 0; i < shown; i++) {
    g_autofree char *text = dup_change (self, g_ptr_array_index (edit->changes, i));
    GtkWidget *label = build_label (text, "small");

    gtk_widget_add_css_class (label, "dim");
    gtk_box_append (box, label);
  }
  if (edit->n_changes > shown) {
    guint rest = edit->n_changes - shown;
    g_autofree char *text =
        g_strdup_printf (ngettext ("and %u more change", "and %u more changes", rest), rest);

    gtk_box_append (box, build_label (text, "small"));
  }
}

static char *
dup_head (YipuHistoryPage *self, const YipuHistoryEdit *edit)
{
  const char *label = edit->label && *edit->label ? _ (edit->label) : _ ("Change a field");

  if (g_str_equal (edit->act, "undo"))
    /* Translators: %s is what was done: "Add a step". */
    return g_strdup_printf (_ ("Taken back: %s"), label);
  if (g_str_equal (edit->act, "redo"))
    /* Translators: %s is what was done: "Add a step". */
    return g_strdup_printf (_ ("Done again: %s"), label);
  return g_strdup (label);
}

static char *
dup_by (YipuHistoryPage *self, const YipuHistoryEdit *edit)
{
  g_autofree char *ago = yipu_time_ago (edit->time);
  g_autofree char *person = yipu_session_dup_title (self->session, "person", edit->person);

  return *person ? g_strdup_printf ("%s · %s", ago, person) : g_steal_pointer (&ago);
}

static GtkWidget *
build_revert (YipuHistoryPage *self, const YipuHistoryEdit *edit, const char *head)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Take Back"));
  /* Translators: %s is what was done: "Add a step". */
  g_autofree char *name = g_strdup_printf (_ ("Take back: %s"), head);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.revert");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", edit->id);
  /* GTK 4.18 would speak the text that labels the button, and not what is said here. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
build_row (YipuHistoryPage *self, const YipuHistoryEdit *edit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *head = dup_head (self, edit);
  g_autofree char *by = dup_by (self, edit);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), build_label (head, "row-title"));
  append_changes (self, GTK_BOX (texts), edit);
  gtk_box_append (GTK_BOX (texts), build_label (by, "small"));
  gtk_box_append (GTK_BOX (box), texts);
  if (edit->undone)
    gtk_box_append (GTK_BOX (box), build_label (_ ("taken back"), "dim"));
  else if (!yipu_session_is_read_only (self->session))
    gtk_box_append (GTK_BOX (box), build_revert (self, edit, head));
  gtk_widget_add_css_class (box, "card-pad");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, head,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, by, -1);
  return row;
}

static void
append_page (YipuHistoryPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = yipu_history_list (yipu_session_get_reader (self->session),
                                                   self->record, self->oldest, PAGE, &error);

  if (!edits) {
    yipu_session_toast (self->session, error->message, FALSE);
    return;
  }
  for (guint i = 0; i < edits->len; i++) {
    const YipuHistoryEdit *edit = g_ptr_array_index (edits, i);

    gtk_list_box_append (self->list, build_row (self, edit));
    self->oldest = edit->id;
  }
  gtk_widget_set_visible (self->more_button, edits->len == PAGE);
}

static void
refresh (YipuPage *page)
{
  YipuHistoryPage *self = YIPU_HISTORY_PAGE (page);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->oldest = 0;
  append_page (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->oldest != 0);
  gtk_widget_set_visible (self->empty_label, self->oldest == 0);
}

static void
on_more (YipuHistoryPage *self)
{
  append_page (self);
}

static void
on_all (YipuHistoryPage *self)
{
  yipu_history_page_set_record (self, NULL);
}

static void
changed_cb (YipuHistoryPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (YIPU_PAGE (self));
}

static void
set_session (YipuPage *page, YipuSession *session)
{
  YipuHistoryPage *self = YIPU_HISTORY_PAGE (page);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
page_init (YipuPageInterface *interface)
{
  interface->set_session = set_session;
  interface->refresh = refresh;
}

static void
yipu_history_page_dispose (GObject *object)
{
  YipuHistoryPage *self = YIPU_HISTORY_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->record, g_free);
  G_OBJECT_CLASS (yipu_history_page_parent_class)->dispose (object);
}

static void
yipu_history_page_class_init (YipuHistoryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_history_page_dispose;
  g_type_ensure (YIPU_TYPE_HEADER_START);
  g_type_ensure (YIPU_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/history/history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuHistoryPage, title);
  gtk_widget_class_bind_template_child (widget_class, YipuHistoryPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, YipuHistoryPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, YipuHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, YipuHistoryPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_bind_template_callback (widget_class, on_all);
}

static void
yipu_history_page_init (YipuHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_history_page_set_record (YipuHistoryPage *self, const char *record)
{
  g_autofree char *title =
      record ? yipu_session_dup_title (self->session, NULL, record) : g_strdup ("");
  g_autofree char *kept = g_strdup (record);

  g_free (self->record);
  self->record = g_steal_pointer (&kept);
  adw_window_title_set_subtitle (self->title, title);
  gtk_widget_set_visible (self->all_button, record != NULL);
  refresh (YIPU_PAGE (self));
}
