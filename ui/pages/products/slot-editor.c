/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One photo of a product. It is moved among the photos of its own slot: shops take them by slot. */
#define G_LOG_DOMAIN "yipu-ui"

#include "slot-editor.h"

#include "page.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"

#include <glib/gi18n-lib.h>

struct _YipuSlotEditor {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;

  GtkWidget *fields;
  GtkWidget *earlier;
  GtkWidget *later;
};

G_DEFINE_FINAL_TYPE (YipuSlotEditor, yipu_slot_editor, GTK_TYPE_BOX)

/* The photos of the same slot in order, and the place of ours among them. */
static GPtrArray *
list_neighbours (YipuSlotEditor *self, guint *place)
{
  const YipuRecord *slot = yipu_form_get_record (self->form);
  const char *role = yipu_record_get (slot, "role");
  g_autoptr (GPtrArray) all =
      yipu_session_list (self->session, "slot", "product", yipu_record_get (slot, "product"));
  GPtrArray *same = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);

  for (guint i = 0; i < all->len; i++) {
    YipuRecord *other = g_ptr_array_index (all, i);

    if (g_strcmp0 (yipu_record_get (other, "role"), role) != 0)
      continue;
    if (g_str_equal (yipu_record_get_id (other), yipu_record_get_id (slot)))
      *place = same->len;
    g_ptr_array_add (same, yipu_record_ref (other));
  }
  return same;
}

static void
move_by (YipuSlotEditor *self, int by)
{
  guint place = 0;
  g_autoptr (GPtrArray) same = list_neighbours (self, &place);
  int after = (int) place + (by < 0 ? -2 : 1);
  YipuDraft *draft;

  if ((int) place + by < 0 || place + 1 + (guint) MAX (by, 0) > same->len)
    return;
  draft = yipu_draft_new ();
  yipu_draft_move (draft, yipu_form_get_id (self->form),
                   after >= 0 ? yipu_record_get_id (same->pdata[after]) : NULL);
  yipu_session_commit (self->session, N_ ("Move a photo"), draft, NULL, NULL);
}

static void
earlier_cb (YipuSlotEditor *self)
{
  move_by (self, -1);
}

static void
later_cb (YipuSlotEditor *self)
{
  move_by (self, 1);
}

static void
close_cb (YipuSlotEditor *self)
{
  yipu_slot_editor_set_slot (self, NULL);
}

static void
update (YipuSlotEditor *self)
{
  gboolean shown = yipu_form_get_record (self->form) != NULL;
  gboolean writable = !yipu_session_is_read_only (self->session);
  guint place = 0;
  g_autoptr (GPtrArray) same = shown ? list_neighbours (self, &place) : g_ptr_array_new ();

  yipu_page_part_set_visible (GTK_WIDGET (self), shown);
  gtk_widget_set_sensitive (self->earlier, writable && place > 0);
  gtk_widget_set_sensitive (self->later, writable && place + 1 < same->len);
}

static void
changed_cb (YipuSlotEditor *self, GPtrArray *records)
{
  if (yipu_form_get_id (self->form) && yipu_changes_touch (records, "slot", NULL))
    update (self);
}

static void
yipu_slot_editor_dispose (GObject *object)
{
  YipuSlotEditor *self = YIPU_SLOT_EDITOR (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yipu_slot_editor_parent_class)->dispose (object);
}

static void
yipu_slot_editor_class_init (YipuSlotEditorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_slot_editor_dispose;
}

static GtkWidget *
add_button (YipuSlotEditor *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
yipu_slot_editor_init (YipuSlotEditor *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card-pad");
  self->fields = yipu_field_grid_new ("slot", "role variant caption file");
  self->earlier = add_button (self, foot, _ ("Earlier"), G_CALLBACK (earlier_cb));
  self->later = add_button (self, foot, _ ("Later"), G_CALLBACK (later_cb));
  add_button (self, foot, _ ("Done"), G_CALLBACK (close_cb));
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self), self->fields);
  gtk_box_append (GTK_BOX (self), foot);
}

GtkWidget *
yipu_slot_editor_new (void)
{
  return g_object_new (YIPU_TYPE_SLOT_EDITOR, NULL);
}

void
yipu_slot_editor_set_session (YipuSlotEditor *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "slot", self->fields);
  g_signal_connect_object (self->form, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
yipu_slot_editor_set_slot (YipuSlotEditor *self, const char *slot)
{
  yipu_form_set_id (self->form, slot);
}

const char *
yipu_slot_editor_get_slot (YipuSlotEditor *self)
{
  return yipu_form_get_id (self->form);
}

void
yipu_slot_editor_focus (YipuSlotEditor *self, const char *field)
{
  yipu_form_focus (self->form, *field ? field : "caption");
}
