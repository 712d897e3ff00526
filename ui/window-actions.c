/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions: buttons, menus, shortcuts and tests all go through these. */
#define G_LOG_DOMAIN "yipu-ui"

#include "window-private.h"

#include "screenshot.h"

#include <glib/gi18n-lib.h>
#include <yipu/history.h>

static void
enable (YipuWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
yipu_window_update_actions (YipuWindow *self)
{
  gboolean writable = !yipu_session_is_read_only (self->session);

  enable (self, "new-craft", writable);
  enable (self, "import-list", writable);
}

static void
go_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_window_go (data, g_variant_get_string (parameter, NULL));
}

static void
open_record (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *kind, *id, *field;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &field);
  yipu_window_open_record (data, kind, id, field);
}

static void
remember (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_settings_set_value (((YipuWindow *) data)->settings, "record", parameter);
}

static void
back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_window_back (data);
}

/* What came back, or went again, in words. */
static void
tell_undone (YipuWindow *self, const YipuUndone *undone, gboolean again)
{
  const char *label = undone->label ? _ (undone->label) : "";
  /* Translators: %s is what was done: "Add a step". */
  g_autofree char *said = again ? g_strdup_printf (_ ("Done again: %s"), label)
                                : g_strdup_printf (_ ("Taken back: %s"), label);
  g_autofree char *skipped = g_strjoinv (" ", undone->skipped);
  g_autofree char *message = g_strstrip (g_strjoin (" ", said, skipped, NULL));

  yipu_session_toast (self->session, message, FALSE);
}

typedef YipuUndone *(*UndoFunc) (YipuCatalog *catalog, GError **error);

static void
step_history (YipuWindow *self, UndoFunc func, gboolean again)
{
  g_autoptr (GError) error = NULL;

  yipu_session_flush (self->session);

  g_autoptr (YipuUndone) undone = func (yipu_session_get_catalog (self->session), &error);

  if (undone)
    tell_undone (self, undone, again);
  else
    yipu_session_toast (self->session, error->message, FALSE);
}

static void
undo_catalog (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_history (data, yipu_catalog_undo, FALSE);
}

/* A text field has its own stack of what was typed since one came into it: that goes first. */
static gboolean
step_text (YipuWindow *self, const char *action)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (GTK_IS_TEXT_VIEW (focus)) {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
    gboolean can = g_str_equal (action, "text.undo") ? gtk_text_buffer_get_can_undo (buffer)
                                                     : gtk_text_buffer_get_can_redo (buffer);

    return can && gtk_widget_activate_action (focus, action, NULL);
  }
  if (!GTK_IS_TEXT (focus))
    return FALSE;

  g_autofree char *before = gtk_editable_get_chars (GTK_EDITABLE (focus), 0, -1);

  gtk_widget_activate_action (focus, action, NULL);
  return !g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (focus)));
}

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (!step_text (data, "text.undo"))
    undo_catalog (action, parameter, data);
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (!step_text (data, "text.redo"))
    step_history (data, yipu_catalog_redo, TRUE);
}

static void
search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_window_go (data, "search");
}

static void
history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;

  yipu_window_go (self, "history");
}

static void
import_list (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_window_go (data, "import");
}

static void
craft_added_cb (gpointer owner, gboolean done)
{
  YipuWindow *self = owner;
  const char *id = g_object_get_data (owner, "new-craft");

  if (done)
    yipu_window_open_record (self, "craft", id, "name");
}

static void
new_craft (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;
  YipuDraft *draft = yipu_draft_new ();
  const char *craft = yipu_draft_add (draft, "craft");
  const char *process = yipu_draft_add (draft, "process");

  yipu_draft_set (draft, craft, "category", "8");
  yipu_draft_set (draft, process, "craft", craft);
  g_object_set_data_full (G_OBJECT (self), "new-craft", g_strdup (craft), g_free);
  yipu_session_commit (self->session, N_ ("Add a craft"), draft, craft_added_cb, self);
}

static void
folder_chosen_cb (YipuWindow *self, int response, GtkNativeDialog *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

    g_application_open (application, &folder, 1, "");
  }
  g_object_unref (dialog);
}

static void
open_catalog (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Open a Catalog"), data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"),
      _ ("_Cancel"));

  g_signal_connect_object (chooser, "response", G_CALLBACK (folder_chosen_cb), data,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* F10 opens the menu of the header in sight. */
static GtkWidget *
find_menu (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_menu (child);

    if (found)
      return found;
  }
  return NULL;
}

static void
menu (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *button = find_menu (data);

  if (button)
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

static void
next_finding (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;
  const YipuFinding *finding = yipu_session_next_finding (self->session);

  if (finding && finding->record)
    yipu_window_open_record (self, finding->kind, finding->record,
                             finding->field ? finding->field : "");
}

static void
screenshot (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_screenshot (data, g_variant_get_string (parameter, NULL));
}

static void
revert (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuUndone) undone = NULL;

  yipu_session_flush (self->session);
  undone = yipu_catalog_revert (yipu_session_get_catalog (self->session),
                                g_variant_get_int64 (parameter), &error);
  if (undone)
    tell_undone (self, undone, FALSE);
  else
    yipu_session_toast (self->session, error->message, FALSE);
}

static const GActionEntry entries[] = {
  { "go-to", go_to, "s" },
  { "open-record", open_record, "(sss)" },
  { "remember", remember, "(ss)" },
  { "back", back },
  { "undo", undo },
  { "undo-catalog", undo_catalog },
  { "redo", redo },
  { "revert", revert, "x" },
  { "search", search },
  { "history", history },
  { "import-list", import_list },
  { "new-craft", new_craft },
  { "open-catalog", open_catalog },
  { "menu", menu },
  { "next-finding", next_finding },
  { "screenshot", screenshot, "s" },
};

void
yipu_window_add_actions (YipuWindow *self)
{
  g_autoptr (GPropertyAction) sidebar =
      g_property_action_new ("show-sidebar", self, "show-sidebar");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
}
