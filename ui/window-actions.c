/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's actions: buttons, menus, shortcuts and tests all go through these. */
#define G_LOG_DOMAIN "yipu-ui"

#include "window-private.h"

#include "pages/history/history-page.h"
#include "pages/import/import-page.h"
#include "screenshot.h"
#include "settings.h"
#include "widgets/form-row.h"

#include <glib/gi18n-lib.h>
#include <yipu/backup.h>
#include <yipu/history.h>
#include <yipu/sample.h>

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
  enable (self, "load-sample", writable);
  enable (self, "remove-sample",
          writable && yipu_sample_is_loaded (yipu_session_get_reader (self->session)));
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

/* The field has the cursor where its page shows it; there the span is marked. */
static void
open_finding (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *kind, *id, *field;
  int start, length;
  GtkWidget *focus, *row;

  g_variant_get (parameter, "(&s&s&sii)", &kind, &id, &field, &start, &length);
  yipu_window_open_record (data, kind, id, field);
  focus = gtk_root_get_focus (data);
  row = focus ? gtk_widget_get_ancestor (focus, YIPU_TYPE_FORM_ROW) : NULL;
  if (row && start >= 0)
    yipu_form_row_focus (YIPU_FORM_ROW (row), field, start, length);
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
  YipuWindow *self = data;

  yipu_window_go (self, "search");
  yipu_page_focus (yipu_window_ensure_page (self, yipu_place_find ("search")));
}

static void
show_history (YipuWindow *self, const char *record)
{
  YipuPage *page;

  yipu_window_go (self, "history");
  page = yipu_window_ensure_page (self, yipu_place_find ("history"));
  yipu_history_page_set_record (YIPU_HISTORY_PAGE (page), record);
}

static void
history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_history (data, NULL);
}

static void
history_of (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_history (data, g_variant_get_string (parameter, NULL));
}

static void
import_list (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_window_go (data, "import");
}

/* As import_list(), with the file: for tests and scripts. */
static void
import_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;
  YipuPage *page;

  yipu_window_go (self, "import");
  page = yipu_window_ensure_page (self, yipu_place_find ("import"));
  yipu_import_page_open_file (YIPU_IMPORT_PAGE (page), g_variant_get_string (parameter, NULL));
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
    yipu_open_finding (GTK_WIDGET (self), finding);
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

static gboolean
load_sample_in_thread (YipuCatalog *catalog,
                       const YipuProgress *progress,
                       gpointer data,
                       GError **error)
{
  return yipu_sample_load (catalog, progress, error);
}

static void
load_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;

  yipu_session_run (self->session, _ ("Opening the sample"), load_sample_in_thread, NULL, NULL,
                    NULL, NULL);
}

static gboolean
remove_sample_in_thread (YipuCatalog *catalog,
                         const YipuProgress *progress,
                         gpointer data,
                         GError **error)
{
  return yipu_sample_remove (catalog, error);
}

static void
sample_removed_cb (gpointer owner, gboolean done)
{
  YipuWindow *self = owner;

  if (done)
    yipu_session_toast (self->session, _ ("The sample is removed."), TRUE);
}

static void
remove_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;

  yipu_session_run (self->session, _ ("Removing the sample"), remove_sample_in_thread, NULL, NULL,
                    sample_removed_cb, self);
}

/* A backup under way, and after it what it had to leave out. */
typedef struct {
  char *path;
  GPtrArray *findings;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  g_free (backup->path);
  g_ptr_array_unref (backup->findings);
  g_free (backup);
}

static gboolean
back_up_in_thread (YipuCatalog *catalog,
                   const YipuProgress *progress,
                   gpointer data,
                   GError **error)
{
  Backup *backup = data;

  return yipu_backup_save (catalog, backup->path, progress, backup->findings, error);
}

static void
backed_up_cb (gpointer owner, gboolean done)
{
  YipuWindow *self = owner;
  g_autoptr (GPtrArray) findings = g_object_steal_data (owner, "backup-findings");

  if (!done)
    return;
  if (findings && findings->len > 0) {
    const YipuFinding *first = g_ptr_array_index (findings, 0);

    yipu_session_toast (self->session, first->message, FALSE);
  } else {
    yipu_session_toast (self->session, _ ("Backed up, and read again: all is there."), FALSE);
  }
  yipu_sidebar_refresh (self->sidebar);
  if (self->place)
    yipu_page_refresh (yipu_window_ensure_page (self, self->place));
}

/* Backs up to @path, which it takes. */
static void
start_backup (YipuWindow *self, char *path)
{
  Backup *backup = g_new0 (Backup, 1);

  backup->path = path;
  backup->findings = yipu_findings_new ();
  g_object_set_data_full (G_OBJECT (self), "backup-findings", g_ptr_array_ref (backup->findings),
                          (GDestroyNotify) g_ptr_array_unref);
  yipu_session_run (self->session, _ ("Backing up"), back_up_in_thread, backup, backup_free,
                    backed_up_cb, self);
}

static void
backup_chosen_cb (YipuWindow *self, int response, GtkNativeDialog *dialog)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autoptr (GFile) folder = g_file_get_parent (file);

    g_settings_set_string (self->settings, "backup-folder", g_file_peek_path (folder));
    start_backup (self, g_file_get_path (file));
  }
  g_object_unref (dialog);
}

static void
back_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Back Up"), data, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Back Up"), _ ("_Cancel"));
  g_autofree char *last = g_settings_get_string (self->settings, "backup-folder");
  g_autoptr (GFile) folder = g_file_new_for_path (last);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf (
      "%s %s.yipu.zip", yipu_catalog_get_name (yipu_session_get_catalog (self->session)), day);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (*last)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  g_signal_connect_object (chooser, "response", G_CALLBACK (backup_chosen_cb), data,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* As back_up(), to a path given: for tests and scripts. */
static void
back_up_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  start_backup (data, g_variant_dup_string (parameter, NULL));
}

/* The export page's own action, with a path given: for tests and scripts. */
static void
export_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  YipuWindow *self = data;

  yipu_window_go (self, "export");
  gtk_widget_activate_action_variant (
      GTK_WIDGET (yipu_window_ensure_page (self, yipu_place_find ("export"))), "export.save-to",
      parameter);
}

/* A GPropertyAction would hold the window, which holds its actions: neither would ever go. */
static void
show_sidebar (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_object_set (data, "show-sidebar", g_variant_get_boolean (state), NULL);
}

static const GActionEntry entries[] = {
  { "go-to", go_to, "s" },
  { "open-record", open_record, "(sss)" },
  { "open-finding", open_finding, "(sssii)" },
  { "remember", remember, "(ss)" },
  { "back", back },
  { "undo", undo },
  { "undo-catalog", undo_catalog },
  { "redo", redo },
  { "revert", revert, "x" },
  { "search", search },
  { "history", history },
  { "history-of", history_of, "s" },
  { "import-list", import_list },
  { "import-file", import_file, "s" },
  { "new-craft", new_craft },
  { "open-catalog", open_catalog },
  { "load-sample", load_sample },
  { "remove-sample", remove_sample },
  { "back-up", back_up },
  { "export-to", export_to, "s" },
  { "back-up-to", back_up_to, "s" },
  { "menu", menu },
  { "next-finding", next_finding },
  { "screenshot", screenshot, "s" },
  { "show-sidebar", NULL, NULL, "true", show_sidebar },
};

void
yipu_window_add_actions (YipuWindow *self)
{
  g_autoptr (GAction) english = g_settings_create_action (self->settings, "second-language");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), english);
}
