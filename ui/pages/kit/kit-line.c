/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line: dotted, in the colour of the seal, with a grip. */
#include "kit-line.h"

#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>

struct _YipuKitLine {
  GtkBox parent_instance;

  GtkWidget *caption;
  YipuWrapBox *crossing;
};

enum { MOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuKitLine, yipu_kit_line, GTK_TYPE_BOX)

#define PAGE_STEPS 5
#define TO_THE_END 10000

static gboolean
move_cb (GtkWidget *widget, GVariant *by, gpointer data)
{
  g_signal_emit (widget, signals[MOVE], 0, g_variant_get_int32 (by));
  return TRUE;
}

static void
yipu_kit_line_class_init (YipuKitLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  static const struct {
    guint key;
    int by;
  } keys[] = {
    { GDK_KEY_Up, -1 },
    { GDK_KEY_KP_Up, -1 },
    { GDK_KEY_Down, 1 },
    { GDK_KEY_KP_Down, 1 },
    { GDK_KEY_Page_Up, -PAGE_STEPS },
    { GDK_KEY_Page_Down, PAGE_STEPS },
    { GDK_KEY_Home, -TO_THE_END },
    { GDK_KEY_End, TO_THE_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, move_cb, "i", keys[i].by);
  gtk_widget_class_set_css_name (widget_class, "kitline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[MOVE] = g_signal_new ("move", YIPU_TYPE_KIT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
yipu_kit_line_init (YipuKitLine *self)
{
  GtkWidget *grip = gtk_image_new_from_icon_name ("yipu-arrow-symbolic");
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "row-resize");
  gtk_widget_add_css_class (grip, "kit-grip");
  self->caption = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->caption, "now");
  self->crossing = YIPU_WRAP_BOX (yipu_wrap_box_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->crossing), TRUE);
  gtk_widget_set_valign (self->caption, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), grip);
  gtk_box_append (GTK_BOX (row), self->caption);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->crossing));
  gtk_box_append (GTK_BOX (self), row);
}

void
yipu_kit_line_update (YipuKitLine *self, YipuKitSheet *sheet)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (sheet);
  guint position = yipu_kit_sheet_get_position (sheet);
  gboolean finished = position >= process->n_steps;
  g_autofree char *spoken = finished ? g_strdup (_ ("The line: the workshop does everything"))
                                     : g_strdup_printf (_ ("The line: the buyer begins with “%s”"),
                                                        process->steps[position].title);

  yipu_wrap_box_clear (self->crossing);
  gtk_label_set_label (GTK_LABEL (self->caption),
                       finished ? _ ("Sold as a finished piece") : _ ("Into the box"));
  for (guint i = 0; !finished && i < result->box->len; i++) {
    const YipuItem *item = &process->items[g_array_index (result->box, YipuKitAmount, i).item];
    GtkWidget *chip = gtk_label_new (item->name);

    gtk_widget_add_css_class (chip, "kit-crossing");
    yipu_wrap_box_append (self->crossing, chip);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
