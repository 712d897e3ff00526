/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos coming in: dropped, pasted, chosen. Stored and recorded in a job, then put into the field
 * of the record they were given to. */
#define G_LOG_DOMAIN "yipu-ui"

#include "widgets/photo-grid.h"

#include <glib/gi18n-lib.h>
#include <yipu/finding.h>
#include <yipu/photo.h>

#define MOST_NAMED 5

typedef struct {
  GStrv paths;
  GBytes *bytes;
  char *id;
  char *field;
  GStrv files; /* what was taken */
  GPtrArray *findings;
} Take;

static void
take_free (gpointer data)
{
  Take *take = data;

  g_strfreev (take->paths);
  g_strfreev (take->files);
  g_clear_pointer (&take->bytes, g_bytes_unref);
  g_ptr_array_unref (take->findings);
  g_free (take->id);
  g_free (take->field);
  g_free (take);
}

static Take *
take_new (const char *id, const char *field)
{
  Take *take = g_new0 (Take, 1);

  take->id = g_strdup (id);
  take->field = g_strdup (field);
  take->findings = yipu_findings_new ();
  return take;
}

/* On the writer thread: what the field holds now, and the new photos. */
static gboolean
append_files (YipuEdit *edit, gpointer data, GError **error)
{
  Take *take = data;
  g_autoptr (YipuRecord) record =
      yipu_reader_get (yipu_edit_get_reader (edit), NULL, take->id, error);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (!record)
    return FALSE;

  g_auto (GStrv) old = yipu_record_dup_list (record, take->field);

  g_strv_builder_addv (parts, (const char **) old);
  g_strv_builder_addv (parts, (const char **) take->files);

  g_auto (GStrv) all = g_strv_builder_end (parts);
  g_autofree char *list = yipu_field_join ((const char *const *) all);
  g_autofree char *canonical = NULL;
  const YipuField *spec = yipu_kind_field (yipu_record_get_kind (record), take->field);

  return yipu_field_parse (spec, list, &canonical, error) &&
         yipu_edit_set (edit, take->id, take->field, canonical, error);
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
  if (!take->id || !*take->files)
    return TRUE;
  return yipu_catalog_edit (catalog, N_ ("Add photos"), append_files, take, error);
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
tell (YipuSession *session, Take *take)
{
  guint n = take->files ? g_strv_length (take->files) : 0;

  if (take->findings->len > 0) {
    g_autofree char *message = dup_refusals (take->findings);

    yipu_session_toast (session, message, FALSE);
  } else if (n > 0) {
    g_autofree char *message =
        g_strdup_printf (ngettext ("%u photo added", "%u photos added", n), n);

    yipu_session_toast (session, message, TRUE);
  }
}

static void
taken_cb (gpointer owner, gboolean done)
{
  GObject *holder = owner;

  if (done)
    tell (g_object_get_data (holder, "session"), g_object_get_data (holder, "take"));
  g_object_unref (holder);
}

/* The take outlives the job in a holder, which taken_cb lets go. */
static void
run (YipuSession *session, Take *take)
{
  GObject *holder = g_object_new (G_TYPE_OBJECT, NULL);

  g_object_set_data_full (holder, "take", take, take_free);
  g_object_set_data_full (holder, "session", g_object_ref (session), g_object_unref);
  yipu_session_run (session, _ ("Adding photos"), take_in_thread, take, NULL, taken_cb, holder);
}

void
yipu_photos_take (YipuSession *session, GStrv paths, const char *id, const char *field)
{
  Take *take = take_new (id, field);

  take->paths = g_strdupv (paths);
  run (session, take);
}

static void
take_texture (YipuSession *session, GdkTexture *texture, const char *id, const char *field)
{
  Take *take = take_new (id, field);

  take->bytes = gdk_texture_save_to_png_bytes (texture);
  run (session, take);
}

static GStrv
dup_paths (GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (g_file_peek_path (file))
      g_strv_builder_add (paths, g_file_peek_path (file));
  }
  return g_strv_builder_end (paths);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, YipuSession *session)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
    g_auto (GStrv) paths = dup_paths (files);

    yipu_photos_take (session, paths, g_object_get_data (G_OBJECT (dialog), "record"),
                      g_object_get_data (G_OBJECT (dialog), "field"));
  }
  g_object_unref (dialog);
}

void
yipu_photos_choose (GtkWidget *widget, YipuSession *session, const char *id, const char *field)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Choose Photos"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Photos and drawings"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "record", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "field", g_strdup (field), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), session, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* What came by drop or paste: files from the file manager, or a picture from another program.
 * FALSE when there is nothing in it that lies on this computer. */
static gboolean
take_value (YipuSession *session, const GValue *value, const char *id, const char *field)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE)) {
    take_texture (session, g_value_get_object (value), id, field);
    return TRUE;
  }
  for (GSList *l = gdk_file_list_get_files (g_value_get_boxed (value)); l; l = l->next)
    if (g_file_peek_path (l->data))
      g_strv_builder_add (parts, g_file_peek_path (l->data));

  g_auto (GStrv) paths = g_strv_builder_end (parts);

  if (*paths)
    yipu_photos_take (session, paths, id, field);
  return *paths != NULL;
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, YipuSession *session)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return take_value (session, value, g_object_get_data (G_OBJECT (widget), "record"),
                     g_object_get_data (G_OBJECT (target), "field"));
}

/* A paste under way: where it goes. */
typedef struct {
  YipuSession *session;
  char *id;
  char *field;
  GType type;
} Paste;

static void
paste_free (Paste *paste)
{
  yipu_session_release (paste->session);
  g_object_unref (paste->session);
  g_free (paste->id);
  g_free (paste->field);
  g_free (paste);
}

/* Files of another computer may come with the picture itself. */
static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);
  const GValue *value = gdk_clipboard_read_value_finish (clipboard, result, NULL);

  if (!value || !take_value (paste->session, value, paste->id, paste->field)) {
    if (paste->type == GDK_TYPE_FILE_LIST) {
      paste->type = GDK_TYPE_TEXTURE;
      gdk_clipboard_read_value_async (clipboard, paste->type, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                                      paste);
      return;
    }
    yipu_session_toast (paste->session, _ ("The clipboard holds no picture."), FALSE);
  }
  paste_free (paste);
}

void
yipu_photos_paste (GtkWidget *widget, YipuSession *session, const char *id, const char *field)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->session = g_object_ref (session);
  paste->id = g_strdup (id);
  paste->field = g_strdup (field);
  paste->type = GDK_TYPE_FILE_LIST;
  yipu_session_hold (session);
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (widget), paste->type,
                                  G_PRIORITY_DEFAULT, NULL, pasted_cb, paste);
}

void
yipu_photos_accept (GtkWidget *widget, YipuSession *session, const char *field)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_object_set_data_full (G_OBJECT (target), "field", g_strdup (field), g_free);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), session, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
