/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A popover to choose a record of a kind by typing, or to add one. The last row adds what is
 * typed, so a name that is not there yet takes one key more than one that is. */
#define G_LOG_DOMAIN "yipu-ui"

#include "chooser.h"

#include <glib/gi18n-lib.h>
#include <yipu/text.h>

#define MOST_ROWS 30

struct _YipuChooser {
  GtkPopover parent_instance;

  YipuSession *session;
  char *kind;
  char *default_field;
  char *default_value;

  GtkEditable *entry;
  GtkListBox *list;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuChooser, yipu_chooser, GTK_TYPE_POPOVER)

static gboolean
takes_any (YipuChooser *self)
{
  return g_str_equal (self->kind, "any");
}

static void
append_row (YipuChooser *self, const char *id, const char *title, const char *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), name);
  if (subtitle && *subtitle) {
    GtkWidget *more = gtk_label_new (subtitle);

    gtk_label_set_xalign (GTK_LABEL (more), 0);
    gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
    gtk_widget_add_css_class (more, "small");
    gtk_widget_add_css_class (more, "dim");
    gtk_box_append (GTK_BOX (box), more);
  }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_list_box_append (self->list, row);
}

/* Before anything is typed: the first of the list, by name. */
static void
fill_first (YipuChooser *self)
{
  YipuReader *reader = yipu_session_get_reader (self->session);
  YipuSearch *search = yipu_session_get_search (self->session);
  g_autoptr (GArray) rows =
      search ? yipu_search_list_rows (search, self->kind, YIPU_SORT_TITLE, NULL, NULL)
             : yipu_reader_list_rows (reader, self->kind, NULL, NULL, NULL);
  g_autoptr (GPtrArray) records =
      rows ? yipu_reader_get_rows (reader, self->kind, (const gint64 *) (gpointer) rows->data,
                                   MIN (rows->len, MOST_ROWS), NULL)
           : NULL;

  for (guint i = 0; records && i < records->len; i++) {
    YipuRecord *record = g_ptr_array_index (records, i);
    g_autofree char *title = record ? yipu_record_dup_title (record) : NULL;

    if (record)
      append_row (self, yipu_record_get_id (record), title, NULL);
  }
}

static void
fill_found (YipuChooser *self, const char *text)
{
  YipuSearch *search = yipu_session_get_search (self->session);
  const char *kinds[] = { self->kind, NULL };
  g_autoptr (GPtrArray) hits =
      search ? yipu_search_query (search, text, takes_any (self) ? NULL : kinds, MOST_ROWS, NULL)
             : NULL;

  for (guint i = 0; hits && i < hits->len; i++) {
    const YipuHit *hit = g_ptr_array_index (hits, i);

    append_row (self, hit->id, hit->title, hit->subtitle);
  }
}

static gboolean
can_add (YipuChooser *self)
{
  const YipuKind *kind = yipu_kind_find (self->kind);

  return kind && kind->title && !g_str_equal (self->kind, "file") &&
         !yipu_session_is_read_only (self->session);
}

static void
fill (YipuChooser *self)
{
  g_autofree char *text = yipu_text_trim (gtk_editable_get_text (self->entry));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (*text)
    fill_found (self, text);
  else if (!takes_any (self))
    fill_first (self);
  if (*text && can_add (self)) {
    /* Translators: %s is a name that was typed. */
    g_autofree char *add = g_strdup_printf (_ ("Add “%s”"), text);

    append_row (self, NULL, add, NULL);
  }
}

static char *
add_typed (YipuChooser *self)
{
  const YipuKind *kind = yipu_kind_find (self->kind);
  g_autofree char *text = yipu_text_trim (gtk_editable_get_text (self->entry));
  YipuDraft *draft = yipu_draft_new ();
  char *id = g_strdup (yipu_draft_add (draft, self->kind));

  yipu_draft_set (draft, id, kind->title, text);
  if (self->default_field)
    yipu_draft_set (draft, id, self->default_field, self->default_value);
  yipu_session_commit (self->session, N_ ("Add a record"), draft, NULL, NULL);
  return id;
}

static void
on_row_activated (YipuChooser *self, GtkListBoxRow *row)
{
  const char *known = g_object_get_data (G_OBJECT (row), "id");
  g_autofree char *id = known ? g_strdup (known) : add_typed (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
on_entry_activate (YipuChooser *self)
{
  fill (self);

  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row)
    on_row_activated (self, row);
}

static void
on_search_changed (YipuChooser *self)
{
  fill (self);
}

static void
yipu_chooser_map (GtkWidget *widget)
{
  YipuChooser *self = YIPU_CHOOSER (widget);

  gtk_editable_set_text (self->entry, "");
  fill (self);
  GTK_WIDGET_CLASS (yipu_chooser_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
yipu_chooser_dispose (GObject *object)
{
  YipuChooser *self = YIPU_CHOOSER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->default_field, g_free);
  g_clear_pointer (&self->default_value, g_free);
  G_OBJECT_CLASS (yipu_chooser_parent_class)->dispose (object);
}

static void
yipu_chooser_class_init (YipuChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_chooser_dispose;
  widget_class->map = yipu_chooser_map;
  signals[CHOSEN] = g_signal_new ("chosen", YIPU_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, YipuChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
yipu_chooser_init (YipuChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yipu_chooser_new (YipuSession *session, const char *kind)
{
  YipuChooser *self = g_object_new (YIPU_TYPE_CHOOSER, NULL);

  self->session = g_object_ref (session);
  self->kind = g_strdup (kind);
  return GTK_WIDGET (self);
}

void
yipu_chooser_set_default (YipuChooser *self, const char *field, const char *value)
{
  g_free (self->default_field);
  g_free (self->default_value);
  self->default_field = g_strdup (field);
  self->default_value = g_strdup (value);
}

void
yipu_menu_button_align_start (GtkMenuButton *button)
{
  gtk_widget_set_halign (gtk_widget_get_parent (gtk_menu_button_get_child (button)),
                         GTK_ALIGN_FILL);
}
