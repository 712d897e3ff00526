/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cards of messages. */
#include "messages.h"

#include <glib/gi18n-lib.h>

#define LEAST_SECONDS 4
#define READ_A_SECOND 8 /* Chinese characters, slowly */

struct _YipuMessages {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (YipuMessages, yipu_messages, GTK_TYPE_WIDGET)

static void
yipu_messages_dispose (GObject *object)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (card);
  G_OBJECT_CLASS (yipu_messages_parent_class)->dispose (object);
}

static void
yipu_messages_class_init (YipuMessagesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_messages_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "messages");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
yipu_messages_init (YipuMessages *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
}

static gboolean
has_cursor (GtkWidget *card)
{
  GtkRoot *root = gtk_widget_get_root (card);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, card);
}

/* A card may be gone already: pressed in the same turn in which its time was over. The cursor goes
 * to what stands before it; a card that took it along would leave Tab nowhere to go on from. */
static void
remove_card (GtkWidget *card)
{
  if (!gtk_widget_get_parent (card))
    return;
  if (has_cursor (card)) {
    gtk_widget_set_can_focus (card, FALSE);
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (card)), GTK_DIR_TAB_BACKWARD);
  }
  gtk_widget_unparent (card);
}

/* A card with the cursor in it is about to be used: it waits as long again. */
static gboolean
time_is_over_cb (gpointer data)
{
  if (has_cursor (data))
    return G_SOURCE_CONTINUE;
  remove_card (data);
  return G_SOURCE_REMOVE;
}

static void
undo_cb (GtkWidget *card)
{
  const char *action = g_object_get_data (G_OBJECT (card), "undo-action");

  gtk_widget_activate_action (card, action, NULL);
  remove_card (card);
}

static void
add_button (GtkWidget *card, GtkWidget *button, GCallback pressed)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", pressed, card, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), button);
}

void
yipu_messages_add (YipuMessages *self, const char *message, const char *undo_action)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", message, "wrap", TRUE, "wrap-mode",
                    PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "max-width-chars", 60, NULL);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  guint seconds = LEAST_SECONDS + (guint) g_utf8_strlen (message, -1) / READ_A_SECOND;

  gtk_widget_add_css_class (card, "message");
  gtk_box_append (GTK_BOX (card), label);
  if (undo_action) {
    g_object_set_data_full (G_OBJECT (card), "undo-action", g_strdup (undo_action), g_free);
    add_button (card, gtk_button_new_with_label (_ ("Undo")), G_CALLBACK (undo_cb));
  }
  gtk_widget_set_tooltip_text (close, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  add_button (card, close, G_CALLBACK (remove_card));
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, time_is_over_cb, g_object_ref (card),
                              g_object_unref);
}
