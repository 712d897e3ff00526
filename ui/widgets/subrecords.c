/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records that belong to another one. Rows are kept by record, so that the one being typed in
 * stays when others come and go. */
#define G_LOG_DOMAIN "yipu-ui"

#include "subrecords.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _YipuSubrecords {
  GtkBox parent_instance;

  YipuSession *session;
  char *kind;
  char *owner_field;
  char *fields;
  char *summary;
  char *inline_field;
  gboolean numbered;
  char *owner;
  char *default_field;
  char *default_value;
  char *opening; /* a record just added, to be opened */

  GtkListBox *list;
  GtkLabel *empty_label;
  GtkWidget *add_button;
  AdwButtonContent *add_content;
};

enum {
  PROP_0,
  PROP_KIND,
  PROP_OWNER,
  PROP_FIELDS,
  PROP_SUMMARY,
  PROP_ADD_LABEL,
  PROP_EMPTY_TEXT,
  PROP_INLINE_FIELD,
  PROP_NUMBERED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum { CHANGED, ROW_SHOWN, ROW_OPENED, NEEDS_OWNER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuSubrecords, yipu_subrecords, GTK_TYPE_BOX)

static YipuSubrow *
row_at (YipuSubrecords *self, int index)
{
  return (YipuSubrow *) gtk_list_box_get_row_at_index (self->list, index);
}

YipuSubrow *
yipu_subrecords_get_row (YipuSubrecords *self, const char *id)
{
  YipuSubrow *row;

  for (int i = 0; (row = row_at (self, i)); i++)
    if (g_str_equal (yipu_subrow_get_id (row), id))
      return row;
  return NULL;
}

static char *
dup_minutes (gint64 minutes)
{
  if (minutes >= 1440 && minutes % 1440 == 0)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (minutes / 1440)),
                            (int) (minutes / 1440));
  /* Translators: minutes. */
  return g_strdup_printf (_ ("%d min"), (int) minutes);
}

/* "national · Ⅷ-24 · listed": what the summary fields hold. */
static char *
dup_summary (YipuSubrecords *self, const YipuRecord *record)
{
  g_auto (GStrv) names = g_strsplit (self->summary ? self->summary : "", " ", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (char **name = names; *name; name++) {
    const YipuField *field = yipu_kind_field (yipu_record_get_kind (record), *name);
    const char *value = field ? yipu_record_get (record, *name) : NULL;
    g_autofree char *text = NULL;

    if (!value || g_str_equal (value, "0"))
      continue;
    if (field->type == YIPU_FIELD_REF)
      text = yipu_session_dup_title (self->session, NULL, value);
    else if (g_str_has_suffix (*name, "_min"))
      text = dup_minutes (yipu_record_get_int (record, *name, 0));
    else
      text = yipu_field_format (field, value);
    g_strv_builder_add (parts, text);
  }

  g_auto (GStrv) all = g_strv_builder_end (parts);

  return g_strjoinv (" · ", all);
}

/* A record without a name of its own goes by the one it refers to: a role by its person. */
static char *
dup_row_title (YipuSubrecords *self, const YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);

  for (guint i = 0; !kind->title && i < kind->n_fields; i++) {
    const YipuField *field = &kind->fields[i];
    const char *value =
        field->type == YIPU_FIELD_REF && !g_str_equal (field->name, self->owner_field)
            ? yipu_record_get (record, field->name)
            : NULL;

    if (value)
      return yipu_session_dup_title (self->session, NULL, value);
  }
  return yipu_record_dup_title (record);
}

static void
show_record (YipuSubrecords *self, YipuSubrow *row, YipuRecord *record, guint number)
{
  g_autofree char *title = dup_row_title (self, record);
  g_autofree char *summary = dup_summary (self, record);

  yipu_subrow_describe (row, title, summary);
  yipu_subrow_set_number (row, number);
  g_signal_emit (self, signals[ROW_SHOWN], 0, row, record);
}

static void
removed_cb (YipuSubrow *row, YipuSubrecords *self)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  YipuSubrow *next = row_at (self, index + 1);

  if (!next && index > 0)
    next = row_at (self, index - 1);
  gtk_widget_child_focus (next ? GTK_WIDGET (next) : self->add_button, GTK_DIR_TAB_FORWARD);
  yipu_session_remove (self->session, N_ ("Remove a record"), yipu_subrow_get_id (row));
}

static void
next_cb (YipuSubrow *row, YipuSubrecords *self)
{
  yipu_subrecords_add (self, yipu_subrow_get_id (row));
}

static void
moved_cb (YipuSubrow *row, int by, YipuSubrecords *self)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  YipuSubrow *after = row_at (self, by < 0 ? index - 2 : index + 1);
  YipuDraft *draft;

  if (!yipu_kind_find (self->kind)->ordered || index + by < 0 || (by > 0 && !after))
    return;
  draft = yipu_draft_new ();
  yipu_draft_move (draft, yipu_subrow_get_id (row), after ? yipu_subrow_get_id (after) : NULL);
  yipu_session_commit (self->session, N_ ("Move a record"), draft, NULL, NULL);
}

static void
opened_cb (YipuSubrow *row, GtkBox *detail, YipuSubrecords *self)
{
  g_signal_emit (self, signals[ROW_OPENED], 0, row, detail);
}

static YipuSubrow *
build_row (YipuSubrecords *self, const char *id)
{
  YipuSubrow *row = yipu_subrow_new (self->session, self->kind, id, self->fields,
                                     self->inline_field, self->numbered);

  g_signal_connect (row, "removed", G_CALLBACK (removed_cb), self);
  g_signal_connect (row, "next", G_CALLBACK (next_cb), self);
  g_signal_connect (row, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect (row, "opened", G_CALLBACK (opened_cb), self);
  return row;
}

/* Puts the row of the @index-th record where it belongs, made if there is none; the widget that
 * has the focus is never taken out of the list. */
static void
place_row (YipuSubrecords *self, YipuRecord *record, int index)
{
  YipuSubrow *row = yipu_subrecords_get_row (self, yipu_record_get_id (record));

  if (!row) {
    row = build_row (self, yipu_record_get_id (record));
    gtk_list_box_insert (self->list, GTK_WIDGET (row), index);
  }
  show_record (self, row, record, (guint) index + 1);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  GHashTable *order = data;

  return GPOINTER_TO_INT (g_hash_table_lookup (order, yipu_subrow_get_id (YIPU_SUBROW (a)))) -
         GPOINTER_TO_INT (g_hash_table_lookup (order, yipu_subrow_get_id (YIPU_SUBROW (b))));
}

static void
drop_rows (YipuSubrecords *self, GHashTable *order)
{
  YipuSubrow *row;

  for (int i = 0; (row = row_at (self, i));)
    if (g_hash_table_contains (order, yipu_subrow_get_id (row)))
      i++;
    else
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
refresh (YipuSubrecords *self)
{
  g_autoptr (GPtrArray) records =
      self->owner ? yipu_session_list (self->session, self->kind, self->owner_field, self->owner)
                  : g_ptr_array_new ();
  g_autoptr (GHashTable) order = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (order, (gpointer) yipu_record_get_id (g_ptr_array_index (records, i)),
                         GINT_TO_POINTER (i));
  drop_rows (self, order);
  for (guint i = 0; i < records->len; i++)
    place_row (self, g_ptr_array_index (records, i), (int) i);
  gtk_list_box_set_sort_func (self->list, compare_rows, order, NULL);
  gtk_list_box_set_sort_func (self->list, NULL, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), records->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_label),
                          records->len == 0 && *gtk_label_get_label (self->empty_label));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (YipuSubrecords *self, GPtrArray *records)
{
  if (self->owner && yipu_changes_touch (records, self->kind, NULL))
    refresh (self);
}

static void
added_cb (gpointer owner, gboolean done)
{
  YipuSubrecords *self = owner;

  if (done && self->opening)
    yipu_subrecords_reveal (self, self->opening, "");
  g_clear_pointer (&self->opening, g_free);
}

static void
on_add (YipuSubrecords *self)
{
  yipu_subrecords_add (self, NULL);
}

static void
yipu_subrecords_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YipuSubrecords *self = YIPU_SUBRECORDS (object);
  const char *text = id == PROP_NUMBERED ? NULL : g_value_get_string (value);

  switch (id) {
  case PROP_KIND: self->kind = g_strdup (text); break;
  case PROP_OWNER: self->owner_field = g_strdup (text); break;
  case PROP_FIELDS: self->fields = g_strdup (text); break;
  case PROP_SUMMARY: self->summary = g_strdup (text); break;
  case PROP_ADD_LABEL:
    adw_button_content_set_label (self->add_content, text ? text : _ ("Add"));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text ? text : _ ("Add"), -1);
    break;
  case PROP_INLINE_FIELD: self->inline_field = g_strdup (text); break;
  case PROP_NUMBERED: self->numbered = g_value_get_boolean (value); break;
  case PROP_EMPTY_TEXT: gtk_label_set_label (self->empty_label, text ? text : ""); break;
  default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
yipu_subrecords_dispose (GObject *object)
{
  YipuSubrecords *self = YIPU_SUBRECORDS (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_subrecords_parent_class)->dispose (object);
}

static void
yipu_subrecords_finalize (GObject *object)
{
  YipuSubrecords *self = YIPU_SUBRECORDS (object);

  g_free (self->kind);
  g_free (self->owner_field);
  g_free (self->fields);
  g_free (self->summary);
  g_free (self->inline_field);
  g_free (self->owner);
  g_free (self->default_field);
  g_free (self->default_value);
  g_free (self->opening);
  G_OBJECT_CLASS (yipu_subrecords_parent_class)->finalize (object);
}

static void
yipu_subrecords_class_init (YipuSubrecordsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = yipu_subrecords_set_property;
  object_class->dispose = yipu_subrecords_dispose;
  object_class->finalize = yipu_subrecords_finalize;
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_OWNER] = g_param_spec_string ("owner", NULL, NULL, NULL, flags);
  properties[PROP_FIELDS] = g_param_spec_string ("fields", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_ADD_LABEL] = g_param_spec_string ("add-label", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_INLINE_FIELD] = g_param_spec_string ("inline-field", NULL, NULL, NULL, flags);
  properties[PROP_NUMBERED] = g_param_spec_boolean ("numbered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_SUBRECORDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ROW_SHOWN] =
      g_signal_new ("row-shown", YIPU_TYPE_SUBRECORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, YIPU_TYPE_SUBROW, YIPU_TYPE_RECORD);
  signals[ROW_OPENED] =
      g_signal_new ("row-opened", YIPU_TYPE_SUBRECORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, YIPU_TYPE_SUBROW, GTK_TYPE_BOX);

  signals[NEEDS_OWNER] = g_signal_new ("needs-owner", YIPU_TYPE_SUBRECORDS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_STRING, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/widgets/subrecords.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuSubrecords, list);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrecords, empty_label);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrecords, add_button);
  gtk_widget_class_bind_template_child (widget_class, YipuSubrecords, add_content);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
yipu_subrecords_init (YipuSubrecords *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_subrecords_set_session (YipuSubrecords *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  gtk_widget_set_visible (self->add_button, !yipu_session_is_read_only (session));
  g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
}

void
yipu_subrecords_set_owner (YipuSubrecords *self, const char *owner)
{
  if (g_strcmp0 (owner, self->owner) == 0)
    return;
  g_free (self->owner);
  self->owner = g_strdup (owner);
  refresh (self);
}

guint
yipu_subrecords_get_count (YipuSubrecords *self)
{
  return self->owner
             ? yipu_session_count (self->session, self->kind, self->owner_field, self->owner)
             : 0;
}

gboolean
yipu_subrecords_reveal (YipuSubrecords *self, const char *id, const char *field)
{
  YipuSubrow *row = yipu_subrecords_get_row (self, id);

  if (row)
    yipu_subrow_focus (row, field ? field : "");
  return row != NULL;
}

void
yipu_subrecords_add (YipuSubrecords *self, const char *after)
{
  YipuDraft *draft;
  const char *id;

  if (!self->owner)
    g_signal_emit (self, signals[NEEDS_OWNER], 0, &self->owner);
  if (!self->owner)
    return;
  draft = yipu_draft_new ();
  id = yipu_draft_add (draft, self->kind);
  yipu_draft_set (draft, id, self->owner_field, self->owner);
  if (self->default_field)
    yipu_draft_set (draft, id, self->default_field, self->default_value);
  if (after && yipu_kind_find (self->kind)->ordered)
    yipu_draft_move (draft, id, after);
  g_free (self->opening);
  self->opening = g_strdup (id);
  yipu_session_commit (self->session, N_ ("Add a record"), draft, added_cb, self);
}

void
yipu_subrecords_set_default (YipuSubrecords *self, const char *field, const char *value)
{
  g_free (self->default_field);
  g_free (self->default_value);
  self->default_field = g_strdup (field);
  self->default_value = g_strdup (value);
}

void
yipu_subrecords_set_session_below (GtkWidget *root, YipuSession *session)
{
  if (YIPU_IS_SUBRECORDS (root)) {
    yipu_subrecords_set_session (YIPU_SUBRECORDS (root), session);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    yipu_subrecords_set_session_below (child, session);
}

void
yipu_subrecords_set_owner_below (GtkWidget *root, const char *owner)
{
  if (YIPU_IS_SUBRECORDS (root)) {
    yipu_subrecords_set_owner (YIPU_SUBRECORDS (root), owner);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    yipu_subrecords_set_owner_below (child, owner);
}

gboolean
yipu_subrecords_reveal_below (GtkWidget *root, const char *id, const char *field)
{
  if (YIPU_IS_SUBRECORDS (root))
    return yipu_subrecords_reveal (YIPU_SUBRECORDS (root), id, field);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if (yipu_subrecords_reveal_below (child, id, field))
      return TRUE;
  return FALSE;
}
