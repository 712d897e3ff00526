/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kits of a craft. */
#define G_LOG_DOMAIN "yipu-ui"

#include "kit-cards.h"

#include "page.h"

#include <glib/gi18n-lib.h>

struct _YipuKitCards {
  GtkBox parent_instance;

  YipuSession *session;
  char *process;
  guint count;

  GtkWidget *empty;
  GtkWidget *list;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuKitCards, yipu_kit_cards, GTK_TYPE_BOX)

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
activated_cb (YipuKitCards *self, GtkListBoxRow *row)
{
  yipu_open_record (GTK_WIDGET (self), "kit", g_object_get_data (G_OBJECT (row), "id"), "");
}

static GtkWidget *
build_row (YipuKitCards *self, const YipuRecord *kit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = yipu_record_dup_title (kit);
  const char *blurb = yipu_record_get_text (kit, "blurb");

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), build_label (title, "row-title"));
  if (blurb) {
    gtk_box_append (GTK_BOX (texts), build_label (blurb, "small"));
    gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim");
  }
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("yipu-box-symbolic"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_add_css_class (box, "card-pad");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (yipu_record_get_id (kit)), g_free);
  return row;
}

static void
refresh (YipuKitCards *self)
{
  g_autoptr (GPtrArray) kits =
      self->process ? yipu_session_list (self->session, "kit", "process", self->process)
                    : g_ptr_array_new ();
  GtkListBoxRow *row;

  self->count = kits->len;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < kits->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), build_row (self, g_ptr_array_index (kits, i)));
  gtk_widget_set_visible (self->list, kits->len > 0);
  gtk_widget_set_visible (self->empty, kits->len == 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (YipuKitCards *self, GPtrArray *records)
{
  if (self->process && yipu_changes_touch (records, "kit", NULL))
    refresh (self);
}

static void
yipu_kit_cards_dispose (GObject *object)
{
  YipuKitCards *self = YIPU_KIT_CARDS (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->process, g_free);
  G_OBJECT_CLASS (yipu_kit_cards_parent_class)->dispose (object);
}

static void
yipu_kit_cards_class_init (YipuKitCardsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_kit_cards_dispose;
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_KIT_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
yipu_kit_cards_init (YipuKitCards *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->empty = build_label (
      _ ("A kit leaves the last steps to the buyer. Draw its line once there are steps."), "dim");
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card");
  gtk_widget_add_css_class (self->list, "rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kits"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_box_append (GTK_BOX (self), self->empty);
  gtk_box_append (GTK_BOX (self), self->list);
}

void
yipu_kit_cards_set_process (YipuKitCards *self, YipuSession *session, const char *process)
{
  if (!self->session) {
    self->session = g_object_ref (session);
    g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  }
  g_free (self->process);
  self->process = g_strdup (process);
  refresh (self);
}

guint
yipu_kit_cards_get_count (YipuKitCards *self)
{
  return self->count;
}

static void
added_cb (gpointer owner, gboolean done)
{
  if (done)
    yipu_open_record (owner, "kit", g_object_get_data (owner, "new"), "name");
}

void
yipu_kit_cards_add (YipuKitCards *self)
{
  YipuDraft *draft = yipu_draft_new ();
  const char *id = yipu_draft_add (draft, "kit");

  yipu_draft_set (draft, id, "process", self->process);
  g_object_set_data_full (G_OBJECT (self), "new", g_strdup (id), g_free);
  yipu_session_commit (self->session, N_ ("Add a kit"), draft, added_cb, self);
}
