/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Photos by slot. A slot with photos shows them in order, each with a button that takes it out;
 * behind them stands the place for the next. */
#define G_LOG_DOMAIN "yipu-ui"

#include "product-slots.h"

#include "slot-editor.h"
#include "widgets/photo-take.h"
#include "widgets/thumbnail.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
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

static gboolean
takes_photos (YipuProductSlots *self)
{
  return self->product && !yipu_session_is_read_only (self->session);
}

/* Photos dropped on @widget or pasted in it fill the slot. */
static void
accept (YipuProductSlots *self, GtkWidget *widget, const YipuTerm *role)
{
  if (takes_photos (self))
    yipu_photos_accept (widget, self->session,
                        &(YipuPhotoPlace){ .record = self->product, .role = role->id });
}

static void
remove_cb (GtkWidget *button, YipuProductSlots *self)
{
  yipu_session_remove (self->session, N_ ("Take a photo out of a product"),
                       g_object_get_data (G_OBJECT (button), "slot"));
}

/* The place for the next photo of a slot; a drop on it, Ctrl+V and a press fill it. */
static GtkWidget *
new_place (YipuProductSlots *self, const YipuTerm *role, gboolean empty)
{
  const char *name = yipu_text_pick (role->zh, role->en);
  g_autofree char *spoken = g_strdup_printf (_ ("Add a photo: %s"), name);
  GtkWidget *place = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (name));
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (place), content);
  gtk_widget_set_size_request (place, empty ? SIDE : SIDE / 2, SIDE);
  gtk_widget_add_css_class (place, "slot-place");
  gtk_widget_add_css_class (place, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect (place, "clicked", G_CALLBACK (yipu_photos_choose), NULL);
  gtk_widget_set_sensitive (place, takes_photos (self));
  accept (self, place, role);
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
  gtk_widget_set_visible (remove, takes_photos (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);
  accept (self, overlay, role);
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
  GtkWidget *hint = g_object_new (
      GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "label",
      _ ("Press a place to choose photos, drop them there, or paste with Ctrl+V."), NULL);

  gtk_widget_add_css_class (hint, "small");
  gtk_widget_add_css_class (hint, "dim");
  self->box = YIPU_WRAP_BOX (yipu_wrap_box_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->box), TRUE);
  self->editor = YIPU_SLOT_EDITOR (yipu_slot_editor_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (self), hint);
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
