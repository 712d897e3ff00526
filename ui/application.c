/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program. The catalog of the last time is opened again; the first time one is made in the
 * user's data folder, without asking. A catalog that another program writes is opened for reading,
 * and says who writes it. */
#define G_LOG_DOMAIN "yipu-ui"

#include "application.h"

#include "about.h"
#include "settings.h"
#include "window.h"
#include "yipu-ui-resources.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>

#define APP_ID "org.yipu.Yipu"

struct _YipuApplication {
  AdwApplication parent_instance;

  GSettings *settings;
  guint signals[3]; /* sources */
};

G_DEFINE_FINAL_TYPE (YipuApplication, yipu_application, ADW_TYPE_APPLICATION)

static const YipuAccel accels[] = {
  { "win.undo", "<Control>z" },
  { "win.redo", "<Control><Shift>z <Control>y" },
  { "win.search", "<Control>f" },
  { "win.new-craft", "<Control>n" },
  { "win.import-list", "<Control>i" },
  { "win.history", "<Control>h" },
  { "win.back", "<Alt>Left" },
  { "win.show-sidebar", "F9" },
  { "win.menu", "F10" },
  { "win.next-finding", "<Control>g" },
  { "win.go-to('today')", "<Alt>1" },
  { "win.go-to('crafts')", "<Alt>2" },
  { "win.go-to('products')", "<Alt>3" },
  { "win.go-to('brand')", "<Alt>4" },
  { "win.go-to('export')", "<Alt>5" },
  { "win.go-to('library')", "<Alt>6" },
  { "win.open-catalog", "<Control>o" },
  { "window.close", "<Control>w" },
  { "win.show-help-overlay", "<Control>question" },
  { "app.quit", "<Control>q" },
};

const YipuAccel *
yipu_accels (guint *n_accels)
{
  *n_accels = G_N_ELEMENTS (accels);
  return accels;
}

void
yipu_ui_register (void)
{
  g_resources_register (yipu_ui_get_resource ());
}

/* Where the catalog lies that needs no setup. */
static char *
dup_default_folder (void)
{
  /* Translators: name of the first catalog, shown at the top of the sidebar and as a folder. */
  g_autofree char *name = g_strconcat (_ ("My crafts"), ".yipu", NULL);

  return g_build_filename (g_get_user_data_dir (), "yipu", name, NULL);
}

static YipuWindow *
find_window (YipuApplication *self, const char *folder)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next) {
    if (!YIPU_IS_WINDOW (l->data))
      continue;

    YipuSession *session = yipu_window_get_session (l->data);
    g_autoptr (GFile) a = g_file_new_for_path (folder);
    g_autoptr (GFile) b =
        g_file_new_for_path (yipu_catalog_get_folder (yipu_session_get_catalog (session)));

    if (g_file_equal (a, b))
      return l->data;
  }
  return NULL;
}

/* Opens, or makes, the catalog; @notice says why it is read only. */
static YipuCatalog *
open_catalog (const char *folder, char **notice, GError **error)
{
  g_autoptr (GError) locked = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS)) {
    g_autofree char *parent = g_path_get_dirname (folder);

    if (g_mkdir_with_parents (parent, 0700) != 0)
      g_debug ("%s: %s", parent, g_strerror (errno));
    return yipu_catalog_create (folder, error);
  }

  YipuCatalog *catalog = yipu_catalog_open (folder, YIPU_OPEN_NORMAL, &locked);

  if (catalog)
    return catalog;
  if (!g_error_matches (locked, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_LOCKED) &&
      !g_error_matches (locked, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_READ_ONLY)) {
    g_propagate_error (error, g_steal_pointer (&locked));
    return NULL;
  }
  *notice = g_strdup_printf (_ ("Opened for reading only. %s"), locked->message);
  return yipu_catalog_open (folder, YIPU_OPEN_READ_ONLY, error);
}

static void
remember_catalog (YipuApplication *self, YipuCatalog *catalog)
{
  g_settings_set_string (self->settings, "catalog", yipu_catalog_get_folder (catalog));
}

static void
refused_cb (YipuApplication *self, const char *response, AdwMessageDialog *dialog)
{
  if (g_str_equal (response, "default")) {
    g_autofree char *folder = dup_default_folder ();

    yipu_application_open_folder (self, folder);
  }
}

/* No window could be opened: says why, and offers the catalog in the data folder. */
static void
show_refusal (YipuApplication *self, const char *folder, const GError *error)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *dialog =
      adw_message_dialog_new (parent, _ ("This Catalog Can’t Be Opened"), error->message);
  g_autofree char *usual = dup_default_folder ();

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  if (!parent && g_strcmp0 (folder, usual) != 0)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "default",
                                     _ ("Open _My Crafts Instead"));
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (refused_cb), self);
  gtk_widget_add_css_class (dialog, "yipu");
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
yipu_application_open_folder (YipuApplication *self, const char *folder)
{
  YipuWindow *window = find_window (self, folder);

  if (window) {
    gtk_window_present (GTK_WINDOW (window));
    return;
  }

  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (YipuCatalog) catalog = open_catalog (folder, &notice, &error);

  if (!catalog) {
    show_refusal (self, folder, error);
    return;
  }
  remember_catalog (self, catalog);

  g_autoptr (YipuSession) session = yipu_session_new (catalog);

  window = yipu_window_new (self, session);
  yipu_window_set_notice (window, notice ? notice : yipu_catalog_get_notice (catalog));
  gtk_window_present (GTK_WINDOW (window));
}

static void
yipu_application_activate (GApplication *application)
{
  YipuApplication *self = YIPU_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window) {
    gtk_window_present (window);
    return;
  }

  g_autofree char *last = g_settings_get_string (self->settings, "catalog");
  g_autofree char *usual = dup_default_folder ();

  yipu_application_open_folder (self,
                                *last && g_file_test (last, G_FILE_TEST_IS_DIR) ? last : usual);
}

static void
yipu_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);
    g_autofree char *name = g_file_get_basename (files[i]);
    g_autofree char *folder =
        path && g_str_equal (name, "catalog.db") ? g_path_get_dirname (path) : g_strdup (path);

    if (folder)
      yipu_application_open_folder (YIPU_APPLICATION (application), folder);
  }
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  yipu_about_present (gtk_application_get_active_window (data));
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "about", about_action },
};

/* Log-out, the session's end, Ctrl+C in a terminal: what is still being typed is stored first. */
static gboolean
signal_cb (gpointer data)
{
  g_action_group_activate_action (data, "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
watch_signals (YipuApplication *self)
{
  static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };

  G_STATIC_ASSERT (G_N_ELEMENTS (numbers) == G_N_ELEMENTS (self->signals));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->signals[i] = g_unix_signal_add (numbers[i], signal_cb, self);
}

static void
yipu_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (yipu_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  watch_signals (YIPU_APPLICATION (application));
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++) {
    g_auto (GStrv) keys = g_strsplit (accels[i].keys, " ", -1);

    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           (const char *const *) keys);
  }
}

static void
yipu_application_dispose (GObject *object)
{
  YipuApplication *self = YIPU_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (yipu_application_parent_class)->dispose (object);
}

static void
yipu_application_class_init (YipuApplicationClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_application_dispose;
  G_APPLICATION_CLASS (class)->activate = yipu_application_activate;
  G_APPLICATION_CLASS (class)->open = yipu_application_open;
  G_APPLICATION_CLASS (class)->startup = yipu_application_startup;
}

static void
yipu_application_init (YipuApplication *self)
{
  self->settings = yipu_settings_new ();
}

YipuApplication *
yipu_application_new (void)
{
  yipu_ui_register ();
  g_set_application_name (_ ("Yipu"));
  return g_object_new (YIPU_TYPE_APPLICATION, "application-id", APP_ID, "resource-base-path",
                       "/org/yipu/Yipu", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
