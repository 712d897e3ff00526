/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos coming in. Stored and recorded in a job, then put where the widget they were given to
 * says: into a list of a record, or as slots of a product. A widget's destination is kept with it;
 * what is under way holds the one it began with, so that photos arrive there whatever is shown by
 * then. */
#define G_LOG_DOMAIN "yipu-ui"

#include "widgets/photo-take.h"

#include <glib/gi18n-lib.h>
#include <yipu/finding.h>
#include <yipu/photo.h>

#define MOST_NAMED 5

#define DESTINATION "yipu-photo-destination" /* data of a widget that takes photos */

typedef struct {
  YipuSession *session;
  char *record;
  char *field;
  char *role;
} Destination; /* a GRcBox, never changed */

static void
destination_clear (gpointer data)
{
  Destination *to = data;

  g_object_unref (to->session);
  g_free (to->record);
  g_free (to->field);
  g_free (to->role);
}

static void
destination_unref (gpointer data)
{
  g_rc_box_release_full (data, destination_clear);
}

static Destination *
ref_destination (GtkWidget *widget)
{
  return g_rc_box_acquire (g_object_get_data (G_OBJECT (widget), DESTINATION));
}

typedef struct {
  Destination *to;
  GStrv paths;
  GBytes *bytes;
  GStrv files; /* what was taken */
  GPtrArray *findings;
} Take;

static void
take_free (gpointer data)
{
  Take *take = data;

  destination_unref (take->to);
  g_strfreev (take->paths);
  g_strfreev (take->files);
  g_clear_pointer (&take->bytes, g_bytes_unref);
  g_ptr_array_unref (take->findings);
  g_free (take);
}

/* On the writer thread: what the list holds now, and the new photos. */
static gboolean
append_to_list (YipuEdit *edit, const Take *take, GError **error)
{
  const Destination *to = take->to;
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_edit_get_reader (edit), NULL, to->record, error);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (!record)
    return FALSE;

  g_auto (GStrv) old = yipu_record_dup_list (record, to->field);

  g_strv_builder_addv (parts, (const char **) old);
  g_strv_builder_addv (parts, (const char **) take->files);

  g_auto (GStrv) all = g_strv_builder_end (parts);
  g_autofree char *list = yipu_field_join ((const char *const *) all);
  g_autofree char *canonical = NULL;
  const YipuField *spec = yipu_kind_field (yipu_record_get_kind (record), to->field);

  return yipu_field_parse (spec, list, &canonical, error) &&
         yipu_edit_set (edit, to->record, to->field, canonical, error);
}

static gboolean
fills (GPtrArray *slots, const char *role, const char *file)
{
  for (guint i = 0; i < slots->len; i++)
    if (g_strcmp0 (yipu_record_get (slots->pdata[i], "role"), role) == 0 &&
        g_strcmp0 (yipu_record_get (slots->pdata[i], "file"), file) == 0)
      return TRUE;
  return FALSE;
}

/* On the writer thread: a slot a photo, but none twice in the same slot. */
static gboolean
add_slots (YipuEdit *edit, const Take *take, GError **error)
{
  const Destination *to = take->to;
  g_autoptr (GPtrArray) old =
      yipu_reader_list (yipu_edit_get_reader (edit), "slot", "product", to->record, error);

  for (char **file = old ? take->files : NULL; file && *file; file++) {
    const char *slot;

    if (fills (old, to->role, *file))
      continue;
    slot = yipu_edit_add (edit, "slot", NULL, error);
    if (!slot || !yipu_edit_set (edit, slot, "product", to->record, error) ||
        !yipu_edit_set (edit, slot, "file", *file, error) ||
        !yipu_edit_set (edit, slot, "role", to->role, error))
      return FALSE;
  }
  return old != NULL;
}

static gboolean
place_files (YipuEdit *edit, gpointer data, GError **error)
{
  const Take *take = data;

  return take->to->role ? add_slots (edit, take, error) : append_to_list (edit, take, error);
}

static gboolean
take_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  Take *take = data;

  if (take->bytes) {
    g_autofree char *file =
        yipu_photo_add_bytes (catalog, take->bytes, NULL, progress->cancellable, error);

    if (!file)
      return FALSE;
    take->files = g_strsplit (file, "\n", 1);
  } else {
    take->files = yipu_photo_import (catalog, (const char *const *) take->paths, progress,
                                     take->findings, error);
    if (!take->files)
      return FALSE;
  }
  if (!take->to->record || !*take->files)
    return TRUE;
  return yipu_catalog_edit (catalog, N_ ("Add photos"), place_files, take, error);
}

/* Each photo that could not be taken, by name; of very many the first few. */
static char *
dup_refusals (GPtrArray *findings)
{
  g_autoptr (GString) message = g_string_new (NULL);
  guint more = findings->len > MOST_NAMED ? findings->len - MOST_NAMED : 0;

  for (guint i = 0; i < findings->len - more; i++) {
    const YipuFinding *finding = g_ptr_array_index (findings, i);

    g_string_append_printf (message, "%s%s", i ? "\n" : "", finding->message);
  }
  if (more)
    g_string_append_printf (message, ngettext ("\nand %u more photo", "\nand %u more photos", more),
                            more);
  return g_string_free (g_steal_pointer (&message), FALSE);
}

static void
tell (const Take *take)
{
  guint n = take->files ? g_strv_length (take->files) : 0;

  if (take->findings->len > 0) {
    g_autofree char *message = dup_refusals (take->findings);

    yipu_session_toast (take->to->session, message, FALSE);
  } else if (n > 0) {
    g_autofree char *message =
        g_strdup_printf (ngettext ("%u photo added", "%u photos added", n), n);

    yipu_session_toast (take->to->session, message, TRUE);
  }
}

static void
taken_cb (gpointer owner, gboolean done)
{
  if (done)
    tell (g_object_get_data (owner, "take"));
  g_object_unref (owner);
}

/* Either files or the bytes of one. The take outlives the job in a holder, which taken_cb lets go.
 */
static void
run (Destination *to, GStrv paths, GBytes *bytes)
{
  GObject *holder = g_object_new (G_TYPE_OBJECT, NULL);
  Take *take = g_new0 (Take, 1);

  take->to = g_rc_box_acquire (to);
  take->paths = g_strdupv (paths);
  take->bytes = bytes;
  take->findings = yipu_findings_new ();
  g_object_set_data_full (holder, "take", take, take_free);
  yipu_session_run (to->session, _ ("Adding photos"), take_in_thread, take, NULL, taken_cb, holder);
}

/* Files that lie on this computer; FALSE when there are none. */
static gboolean
take_files (Destination *to, GSList *files)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  for (GSList *file = files; file; file = file->next)
    if (g_file_peek_path (file->data))
      g_strv_builder_add (parts, g_file_peek_path (file->data));

  g_auto (GStrv) paths = g_strv_builder_end (parts);

  if (*paths)
    run (to, paths, NULL);
  return *paths != NULL;
}

/* What came by drop or paste: files from the file manager, or a picture from another program. */
static gboolean
take_value (Destination *to, const GValue *value)
{
  if (!G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    return take_files (to, gdk_file_list_get_files (g_value_get_boxed (value)));
  run (to, NULL, gdk_texture_save_to_png_bytes (g_value_get_object (value)));
  return TRUE;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return take_value (g_object_get_data (G_OBJECT (widget), DESTINATION), value);
}

/* A paste under way. */
typedef struct {
  Destination *to;
  GType type;
} Paste;

static void
paste_free (Paste *paste)
{
  yipu_session_release (paste->to->session);
  destination_unref (paste->to);
  g_free (paste);
}

/* Files of another computer may come with the picture itself. */
static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);
  const GValue *value = gdk_clipboard_read_value_finish (clipboard, result, NULL);

  if (!value || !take_value (paste->to, value)) {
    if (paste->type == GDK_TYPE_FILE_LIST) {
      paste->type = GDK_TYPE_TEXTURE;
      gdk_clipboard_read_value_async (clipboard, paste->type, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                      paste);
      return;
    }
    yipu_session_toast (paste->to->session, _ ("The clipboard holds no picture."), FALSE);
  }
  paste_free (paste);
}

void
yipu_photos_paste (GtkWidget *widget)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->to = ref_destination (widget);
  paste->type = GDK_TYPE_FILE_LIST;
  yipu_session_hold (paste->to->session);
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), paste->type,
                                  G_PRIORITY_DEFAULT, NULL, pasted_cb, paste);
}

static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  yipu_photos_paste (widget);
  return TRUE;
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Destination *to)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
    g_autoslist (GFile) files = NULL;

    for (guint i = g_list_model_get_n_items (chosen); i > 0; i--)
      files = g_slist_prepend (files, g_list_model_get_item (chosen, i - 1));
    take_files (to, files);
  }
  destination_unref (to);
  g_object_unref (dialog);
}

void
yipu_photos_choose (GtkWidget *widget)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Choose Photos"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Photos and drawings"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), ref_destination (widget));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
add_controllers (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                        gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (widget, keys);
}

void
yipu_photos_accept (GtkWidget *widget, YipuSession *session, const YipuPhotoPlace *place)
{
  Destination *to = g_rc_box_new0 (Destination);

  if (!g_object_get_data (G_OBJECT (widget), DESTINATION))
    add_controllers (widget);
  to->session = g_object_ref (session);
  to->record = g_strdup (place->record);
  to->field = g_strdup (place->field);
  to->role = g_strdup (place->role);
  g_object_set_data_full (G_OBJECT (widget), DESTINATION, to, destination_unref);
}
