/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The flows of a step, in three groups. A tool is a flow in of an item marked as a tool, of
 * quantity 1 (model.md, "flow"). */
#define G_LOG_DOMAIN "yipu-ui"

#include "flow-list.h"

#include "widgets/chooser.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"

#include <glib/gi18n-lib.h>

#define MORE_FIELDS "scaling each_repeat loss_percent cost_share_percent substitute"

typedef enum { GROUP_IN, GROUP_OUT, GROUP_TOOLS, N_GROUPS } Group;

struct _YipuFlowList {
  GtkBox parent_instance;

  YipuSession *session;
  char *craft;
  char *step;
  GtkBox *groups[N_GROUPS];
  GHashTable *rows; /* flow id → its GtkWidget in a group, no ref */
};

G_DEFINE_FINAL_TYPE (YipuFlowList, yipu_flow_list, GTK_TYPE_BOX)

static const struct {
  const char *title;
  const char *add;
} texts[N_GROUPS] = {
  [GROUP_IN] = { N_ ("Goes in"), N_ ("Add a material") },
  [GROUP_OUT] = { N_ ("Comes out"), N_ ("Add what comes out") },
  [GROUP_TOOLS] = { N_ ("Tools"), N_ ("Add a tool") },
};

static Group
group_of (YipuFlowList *self, const YipuRecord *flow)
{
  g_autoptr (YipuRecord) item =
      yipu_session_get (self->session, "item", yipu_record_get (flow, "item"));

  if (g_strcmp0 (yipu_record_get (flow, "direction"), "out") == 0)
    return GROUP_OUT;
  return item && yipu_record_get_yes (item, "tool") ? GROUP_TOOLS : GROUP_IN;
}

static void
form_unref (gpointer data)
{
  YipuForm *form = data;

  yipu_form_flush (form);
  g_object_run_dispose (G_OBJECT (form));
  g_object_unref (form);
}

static GtkWidget *
build_field (const char *field)
{
  return g_object_new (YIPU_TYPE_FORM_ROW, "field", field, "compact", TRUE, "single", TRUE, NULL);
}

static GtkWidget *
build_icon_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
remove_cb (GtkWidget *button, YipuFlowList *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
  yipu_session_remove (self->session, N_ ("Remove a material"),
                       g_object_get_data (G_OBJECT (button), "id"));
}

/* Shows the seldom fields below the row. */
static GtkWidget *
build_more_button (GtkWidget *more)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("More about this amount"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More about this amount"), -1);
  g_object_bind_property (button, "active", more, "visible", G_BINDING_SYNC_CREATE);
  return button;
}

static GtkWidget *
build_line (YipuFlowList *self, const char *id, GtkWidget *more_button)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *item = build_field ("item");
  GtkWidget *quantity = build_field ("quantity");
  GtkWidget *unit = build_field ("unit");
  GtkWidget *remove = build_icon_button ("window-close-symbolic", _ ("Remove"));

  gtk_widget_set_hexpand (item, TRUE);
  gtk_widget_set_hexpand (quantity, FALSE);
  gtk_widget_set_hexpand (unit, FALSE);
  gtk_widget_set_size_request (quantity, 84, -1);
  gtk_widget_set_size_request (unit, 150, -1);
  gtk_box_append (GTK_BOX (line), item);
  gtk_box_append (GTK_BOX (line), quantity);
  gtk_box_append (GTK_BOX (line), unit);
  gtk_box_append (GTK_BOX (line), more_button);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_widget_set_sensitive (remove, !yipu_session_is_read_only (self->session));
  g_object_set_data_full (G_OBJECT (remove), "id", g_strdup (id), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  return line;
}

static GtkWidget *
build_row (YipuFlowList *self, const char *id)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *more = yipu_field_grid_new ("flow", MORE_FIELDS);
  GtkWidget *button = build_more_button (more);
  YipuForm *form;

  gtk_box_append (GTK_BOX (row), build_line (self, id, button));
  gtk_box_append (GTK_BOX (row), more);
  form = yipu_form_new (self->session, "flow", row);
  yipu_form_set_id (form, id);
  g_object_set_data_full (G_OBJECT (row), "form", form, form_unref);
  g_object_set_data (G_OBJECT (row), "more", button);
  return row;
}

static void
drop_rows (YipuFlowList *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (!g_hash_table_contains (wanted, id)) {
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (row)), row);
      g_hash_table_iter_remove (&iter);
    }
}

/* A row stays in its group as long as its flow does: one is typing in it. */
static void
refresh (YipuFlowList *self)
{
  g_autoptr (GPtrArray) flows = yipu_session_list (self->session, "flow", "step", self->step);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < flows->len; i++)
    g_hash_table_add (wanted, (gpointer) yipu_record_get_id (g_ptr_array_index (flows, i)));
  drop_rows (self, wanted);
  for (guint i = 0; i < flows->len; i++) {
    const YipuRecord *flow = g_ptr_array_index (flows, i);
    const char *id = yipu_record_get_id (flow);

    if (!g_hash_table_contains (self->rows, id)) {
      GtkWidget *row = build_row (self, id);

      gtk_box_append (self->groups[group_of (self, flow)], row);
      g_hash_table_insert (self->rows, g_strdup (id), row);
    }
  }
}

static void
changed_cb (YipuFlowList *self, GPtrArray *records)
{
  if (yipu_changes_touch (records, "flow", NULL))
    refresh (self);
}

/* The unit an item is counted in, where it is known already. */
static char *
dup_unit (YipuFlowList *self, const char *item)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, "item", item);

  return record ? g_strdup (yipu_record_get (record, "unit")) : NULL;
}

static void
chosen_cb (YipuFlowList *self, const char *item, GtkWidget *chooser)
{
  Group group = (Group) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chooser), "group"));
  g_autofree char *unit = dup_unit (self, item);
  YipuDraft *draft = yipu_draft_new ();
  const char *flow = yipu_draft_add (draft, "flow");

  yipu_draft_set (draft, flow, "step", self->step);
  yipu_draft_set (draft, flow, "item", item);
  yipu_draft_set (draft, flow, "direction", group == GROUP_OUT ? "out" : "in");
  yipu_draft_set (draft, flow, "quantity", "1");
  yipu_draft_set (draft, flow, "unit", unit ? unit : group == GROUP_TOOLS ? "ge" : NULL);
  if (group == GROUP_TOOLS)
    yipu_draft_set (draft, item, "tool", "1");
  yipu_session_commit (self->session, N_ ("Add a material"), draft, NULL, NULL);
}

static GtkWidget *
build_group (YipuFlowList *self, Group group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (_ (texts[group].title));
  GtkWidget *add = gtk_menu_button_new ();
  GtkWidget *chooser = yipu_chooser_new (self->session, "item");

  self->groups[group] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  yipu_chooser_set_default (YIPU_CHOOSER (chooser), "craft", self->craft);
  g_object_set_data (G_OBJECT (chooser), "group", GINT_TO_POINTER (group));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (add), _ (texts[group].add));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (add), chooser);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_add_css_class (add, "chip-add");
  gtk_widget_set_sensitive (add, !yipu_session_is_read_only (self->session));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "small");
  gtk_widget_add_css_class (title, "dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->groups[group]));
  gtk_box_append (GTK_BOX (box), add);
  return box;
}

static void
yipu_flow_list_dispose (GObject *object)
{
  YipuFlowList *self = YIPU_FLOW_LIST (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->craft, g_free);
  g_clear_pointer (&self->step, g_free);
  G_OBJECT_CLASS (yipu_flow_list_parent_class)->dispose (object);
}

static void
yipu_flow_list_class_init (YipuFlowListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_flow_list_dispose;
}

static void
yipu_flow_list_init (YipuFlowList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
yipu_flow_list_new (YipuSession *session, const char *craft, const char *step)
{
  YipuFlowList *self = g_object_new (YIPU_TYPE_FLOW_LIST, NULL);

  self->session = g_object_ref (session);
  self->craft = g_strdup (craft);
  self->step = g_strdup (step);
  for (Group group = 0; group < N_GROUPS; group++)
    gtk_box_append (GTK_BOX (self), build_group (self, group));
  g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  refresh (self);
  return GTK_WIDGET (self);
}

gboolean
yipu_flow_list_reveal (YipuFlowList *self, const char *flow, const char *field)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, flow);
  g_auto (GStrv) more = g_strsplit (MORE_FIELDS, " ", -1);

  if (!row)
    return FALSE;
  if (g_strv_contains ((const char *const *) more, field))
    gtk_toggle_button_set_active (g_object_get_data (G_OBJECT (row), "more"), TRUE);
  if (!yipu_form_focus (g_object_get_data (G_OBJECT (row), "form"), field))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  return TRUE;
}
