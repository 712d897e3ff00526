/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editors of references: one record, several as chips; each opens what it refers to, and a new
 * record is added where it is needed. */
#include "editor.h"

#include "page.h"
#include "widgets/chooser.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

static char *
dup_title (YipuEditor *self, const char *id)
{
  const char *kind = g_str_equal (self->spec->ref, "any") ? NULL : self->spec->ref;
  g_autofree char *title = yipu_session_dup_title (self->session, kind, id);

  return *title ? g_steal_pointer (&title) : g_strdup (_ ("Removed"));
}

static void
open_cb (GtkWidget *button, YipuEditor *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "value");
  g_autoptr (YipuRecord) record = yipu_session_get (self->session, NULL, id);

  if (record)
    yipu_open_record (button, yipu_record_get_kind (record)->id, id, "");
}

static GtkWidget *
build_chooser_button (YipuEditor *self, const char *label, GCallback chosen)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = yipu_chooser_new (self->session, self->spec->ref);
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), text);
  yipu_menu_button_align_start (GTK_MENU_BUTTON (button));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  yipu_editor_connect (self, popover, "chosen", chosen, G_CONNECT_DEFAULT);
  return button;
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

static GtkWidget *
ref_part (YipuEditor *self, const char *name)
{
  return g_object_get_data (G_OBJECT (self->widget), name);
}

static gboolean
ref_get (YipuEditor *self, char **canonical, GError **error)
{
  *canonical = g_strdup (g_object_get_data (G_OBJECT (self->input), "value"));
  return TRUE;
}

static void
ref_set (YipuEditor *self, const char *canonical)
{
  g_autofree char *title = canonical ? dup_title (self, canonical) : g_strdup (_ ("Choose…"));
  g_autofree char *name = g_strdup_printf ("%s: %s", self->label, title);
  GtkWidget *open = ref_part (self, "open");

  g_object_set_data_full (G_OBJECT (self->input), "value", g_strdup (canonical), g_free);
  g_object_set_data_full (G_OBJECT (open), "value", g_strdup (canonical), g_free);
  gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (self->input))),
                       title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_visible (open, canonical != NULL);
  gtk_widget_set_visible (ref_part (self, "clear"), canonical != NULL);
}

static void
ref_chosen_cb (YipuChooser *chooser, const char *id, YipuEditor *self)
{
  ref_set (self, id);
  yipu_editor_chosen (self);
}

static void
ref_clear_cb (GtkWidget *button, YipuEditor *self)
{
  gtk_widget_grab_focus (self->input);
  ref_set (self, NULL);
  yipu_editor_chosen (self);
}

static void
ref_build (YipuEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *open = build_icon_button ("yipu-next-symbolic", _ ("Open"));
  GtkWidget *clear = build_icon_button ("edit-clear-symbolic", _ ("Clear"));

  self->widget = box;
  self->input = build_chooser_button (self, _ ("Choose…"), G_CALLBACK (ref_chosen_cb));
  gtk_widget_set_hexpand (self->input, TRUE);
  gtk_widget_add_css_class (self->input, "field");
  yipu_editor_connect (self, open, "clicked", G_CALLBACK (open_cb), G_CONNECT_DEFAULT);
  yipu_editor_connect (self, clear, "clicked", G_CALLBACK (ref_clear_cb), G_CONNECT_DEFAULT);
  g_object_set_data (G_OBJECT (box), "open", open);
  g_object_set_data (G_OBJECT (box), "clear", clear);
  gtk_box_append (GTK_BOX (box), self->input);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), clear);
  ref_set (self, NULL);
}

const YipuEditorClass yipu_editor_ref = { ref_build, ref_get, ref_set };

static void refs_show (YipuEditor *self, char **ids);

static void
refs_remove_cb (GtkWidget *button, YipuEditor *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "value");
  g_auto (GStrv) ids = yipu_field_split (g_object_get_data (G_OBJECT (self->widget), "value"));
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **other = ids; *other; other++)
    if (!g_str_equal (*other, id))
      g_strv_builder_add (kept, *other);

  g_auto (GStrv) rest = g_strv_builder_end (kept);

  gtk_widget_grab_focus (self->input);
  refs_show (self, rest);
  yipu_editor_chosen (self);
}

static GtkWidget *
build_ref_chip (YipuEditor *self, const char *id)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *title = dup_title (self, id);
  /* Translators: %s is the name of a record in a list of chosen ones. */
  g_autofree char *remove_label = g_strdup_printf (_ ("Leave out %s"), title);
  GtkWidget *open = gtk_button_new_with_label (title);
  GtkWidget *remove = build_icon_button ("window-close-symbolic", remove_label);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (open, "flat");
  g_object_set_data_full (G_OBJECT (open), "value", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (remove), "value", g_strdup (id), g_free);
  yipu_editor_connect (self, open, "clicked", G_CALLBACK (open_cb), G_CONNECT_DEFAULT);
  yipu_editor_connect (self, remove, "clicked", G_CALLBACK (refs_remove_cb), G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (chip), open);
  gtk_box_append (GTK_BOX (chip), remove);
  return chip;
}

static void
refs_show (YipuEditor *self, char **ids)
{
  g_object_set_data_full (G_OBJECT (self->widget), "value",
                          yipu_field_join ((const char *const *) ids), g_free);
  g_object_ref (self->input);
  yipu_wrap_box_clear (YIPU_WRAP_BOX (self->widget));
  for (char **id = ids; *id; id++)
    yipu_wrap_box_append (YIPU_WRAP_BOX (self->widget), build_ref_chip (self, *id));
  yipu_wrap_box_append (YIPU_WRAP_BOX (self->widget), self->input);
  g_object_unref (self->input);
}

static gboolean
refs_get (YipuEditor *self, char **canonical, GError **error)
{
  return yipu_field_parse (self->spec, g_object_get_data (G_OBJECT (self->widget), "value"),
                           canonical, error);
}

static void
refs_set (YipuEditor *self, const char *canonical)
{
  g_auto (GStrv) ids = yipu_field_split (canonical);

  refs_show (self, ids);
}

static void
refs_chosen_cb (YipuChooser *chooser, const char *id, YipuEditor *self)
{
  g_auto (GStrv) ids = yipu_field_split (g_object_get_data (G_OBJECT (self->widget), "value"));
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  g_strv_builder_addv (parts, (const char **) ids);
  if (!g_strv_contains ((const char *const *) ids, id))
    g_strv_builder_add (parts, id);

  g_auto (GStrv) all = g_strv_builder_end (parts);

  refs_show (self, all);
  yipu_editor_chosen (self);
}

static void
refs_build (YipuEditor *self)
{
  self->widget = yipu_wrap_box_new ();
  self->input = build_chooser_button (self, _ ("Add…"), G_CALLBACK (refs_chosen_cb));
  gtk_widget_add_css_class (self->input, "chip-add");
  yipu_wrap_box_append (YIPU_WRAP_BOX (self->widget), self->input);
}

const YipuEditorClass yipu_editor_refs = { refs_build, refs_get, refs_set };
