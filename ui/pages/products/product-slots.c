/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos by slot. A slot with photos shows them in order, each with a button that takes it out;
 * behind them stands the place for the next. */
#define G_LOG_DOMAIN "yipu-ui"

#include "product-slots.h"

#include "slot-editor.h"
#include "widgets/thumbnail.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <yipu/media.h>
#include <yipu/photo.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#define SIDE 104

struct _YipuProductSlots {
  GtkBox parent_instance;

  YipuSession *session;
  char *product;
  YipuWrapBox *box;
  YipuSlotEditor *editor;
};

G_DEFINE_FINAL_TYPE (YipuProductSlots, yipu_product_slots, GTK_TYPE_BOX)

/* Photos for a slot, stored in a job. */
typedef struct {
  char **paths;
  char *product;
  char *role;
  char **files;
} Take;

static void
take_free (gpointer data)
{
  Take *take = data;

  g_strfreev (take->paths);
  g_strfreev (take->files);
  g_free (take->product);
  g_free (take->role);
  g_free (take);
}

static gboolean
add_slots (YipuEdit *edit, gpointer data, GError **error)
{
  const Take *take = data;

  for (char **file = take->files; *file; file++) {
    const char *slot = yipu_edit_add (edit, "slot", NULL, error);

    if (!slot || !yipu_edit_set (edit, slot, "product", take->product, error) ||
        !yipu_edit_set (edit, slot, "file", *file, error) ||
        !yipu_edit_set (edit, slot, "role", take->role, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_in_thread (YipuCatalog *catalog, const YipuProgress *progress, gpointer data, GError **error)
{
  Take *take = data;
  g_autoptr (GPtrArray) findings = yipu_findings_new ();

  take->files =
      yipu_photo_import (catalog, (const char *const *) take->paths, progress, findings, error);
  if (!take->files)
    return FALSE;
  if (!*take->files && findings->len > 0) {
    const YipuFinding *first = findings->pdata[0];

    g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT, first->message);
    return FALSE;
  }
  return yipu_catalog_edit (catalog, N_ ("Add photos of a product"), add_slots, take, error);
}

static void
take_photos (YipuProductSlots *self, const char *role, char **paths)
{
  Take *take = g_new0 (Take, 1);

  take->paths = g_strdupv (paths);
  take->product = g_strdup (self->product);
  take->role = g_strdup (role);
  yipu_session_run (self->session, _ ("Adding photos"), take_in_thread, take, take_free, NULL,
                    NULL);
}

static const char *
role_of (GtkWidget *place)
{
  return g_object_get_data (G_OBJECT (place), "role");
}

static void
response_cb (GtkNativeDialog *dialog, int response, YipuProductSlots *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (g_file_peek_path (file))
      g_strv_builder_add (paths, g_file_peek_path (file));
  }

  g_auto (GStrv) all = g_strv_builder_end (paths);
  if (*all)
    take_photos (self, g_object_get_data (G_OBJECT (dialog), "role"), all);
  g_object_unref (dialog);
}

static void
choose_cb (GtkWidget *place, YipuProductSlots *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Choose Photos"), GTK_WINDOW (gtk_widget_get_root (place)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Photos and drawings"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "role", g_strdup (role_of (place)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, YipuProductSlots *self)
{
  GtkWidget *place = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  GSList *files = g_value_get_boxed (value);

  for (GSList *file = files; file; file = file->next)
    if (g_file_peek_path (file->data))
      g_strv_builder_add (paths, g_file_peek_path (file->data));

  g_auto (GStrv) all = g_strv_builder_end (paths);
  if (*all)
    take_photos (self, role_of (place), all);
  return *all != NULL;
}

static void
remove_cb (GtkWidget *button, YipuProductSlots *self)
{
  yipu_session_remove (self->session, N_ ("Take a photo out of a product"),
                       g_object_get_data (G_OBJECT (button), "slot"));
}

/* The place for the next photo of a slot; a drop on it and a press fill it. */
static GtkWidget *
new_place (YipuProductSlots *self, const YipuTerm *role, gboolean empty)
{
  const char *name = yipu_text_pick (role->zh, role->en);
  g_autofree char *spoken = g_strdup_printf (_ ("Add a photo: %s"), name);
  GtkWidget *place = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (name));
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (place), content);
  gtk_widget_set_size_request (place, empty ? SIDE : SIDE / 2, SIDE);
  gtk_widget_add_css_class (place, "slot-place");
  gtk_widget_add_css_class (place, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (place), "role", g_strdup (role->id), g_free);
  g_signal_connect (place, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (place, GTK_EVENT_CONTROLLER (target));
  return place;
}

/* A second press closes what the first has opened. */
static void
photo_cb (GtkWidget *photo, YipuProductSlots *self)
{
  const char *slot = g_object_get_data (G_OBJECT (photo), "slot");
  gboolean open = g_strcmp0 (yipu_slot_editor_get_slot (self->editor), slot) == 0;

  yipu_slot_editor_set_slot (self->editor, open ? NULL : slot);
  if (!open)
    yipu_slot_editor_focus (self->editor, "");
}

/* The photo itself, to be pressed for its caption and place. */
static GtkWidget *
new_picture (YipuProductSlots *self, const char *name, const YipuRecord *slot)
{
  const char *caption = yipu_record_get_text (slot, "caption");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, caption ? caption : _ ("no caption"));
  GtkWidget *photo = gtk_button_new ();
  GtkWidget *thumbnail = yipu_thumbnail_new (SIDE, SIDE);

  yipu_thumbnail_set_file (YIPU_THUMBNAIL (thumbnail), self->session,
                           yipu_record_get (slot, "file"));
  gtk_button_set_child (GTK_BUTTON (photo), thumbnail);
  gtk_widget_add_css_class (photo, "slot-photo");
  gtk_widget_set_tooltip_text (photo, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (photo), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (photo), "slot", g_strdup (yipu_record_get_id (slot)), g_free);
  g_signal_connect (photo, "clicked", G_CALLBACK (photo_cb), self);
  return photo;
}

static GtkWidget *
new_photo (YipuProductSlots *self, const YipuTerm *role, const YipuRecord *slot)
{
  const char *name = yipu_text_pick (role->zh, role->en);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *tag = g_object_new (GTK_TYPE_LABEL, "label", name, "halign", GTK_ALIGN_START, "valign",
                                 GTK_ALIGN_END, NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_overlay_set_child (GTK_OVERLAY (overlay), new_picture (self, name, slot));
  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_add_css_class (tag, "on-picture");
  gtk_widget_set_can_target (tag, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), tag);
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_add_css_class (remove, "osd");
  gtk_widget_set_tooltip_text (remove, _ ("Take this photo out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this photo out"), -1);
  g_object_set_data_full (G_OBJECT (remove), "slot", g_strdup (yipu_record_get_id (slot)), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);
  return overlay;
}

static void
show (YipuProductSlots *self)
{
  g_autoptr (GPtrArray) slots =
      self->product ? yipu_session_list (self->session, "slot", "product", self->product)
                    : g_ptr_array_new ();
  guint n_roles;
  const YipuTerm *roles = yipu_vocabulary_terms ("slot_roles", &n_roles);

  yipu_wrap_box_clear (self->box);
  for (guint r = 0; r < n_roles; r++) {
    gboolean empty = TRUE;

    for (guint i = 0; i < slots->len; i++) {
      if (g_strcmp0 (yipu_record_get (slots->pdata[i], "role"), roles[r].id) != 0)
        continue;
      yipu_wrap_box_append (self->box, new_photo (self, &roles[r], slots->pdata[i]));
      empty = FALSE;
    }
    yipu_wrap_box_append (self->box, new_place (self, &roles[r], empty));
  }
}

static void
changed_cb (YipuProductSlots *self, GPtrArray *records)
{
  if (self->product && yipu_changes_touch (records, "slot", NULL))
    show (self);
}

static void
yipu_product_slots_dispose (GObject *object)
{
  YipuProductSlots *self = YIPU_PRODUCT_SLOTS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->product, g_free);
  G_OBJECT_CLASS (yipu_product_slots_parent_class)->dispose (object);
}

static void
yipu_product_slots_class_init (YipuProductSlotsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_product_slots_dispose;
}

static void
yipu_product_slots_init (YipuProductSlots *self)
{
  self->box = YIPU_WRAP_BOX (yipu_wrap_box_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->box), TRUE);
  self->editor = YIPU_SLOT_EDITOR (yipu_slot_editor_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->editor));
}

void
yipu_product_slots_set_session (YipuProductSlots *self, YipuSession *session)
{
  g_set_object (&self->session, session);
  yipu_slot_editor_set_session (self->editor, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
yipu_product_slots_set_product (YipuProductSlots *self, const char *product)
{
  if (g_strcmp0 (self->product, product) != 0)
    yipu_slot_editor_set_slot (self->editor, NULL);
  g_free (self->product);
  self->product = g_strdup (product);
  show (self);
}

gboolean
yipu_product_slots_reveal (YipuProductSlots *self, const char *slot, const char *field)
{
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, "slot", slot);

  if (!record)
    return FALSE;
  yipu_slot_editor_set_slot (self->editor, slot);
  yipu_slot_editor_focus (self->editor, field);
  return TRUE;
}
