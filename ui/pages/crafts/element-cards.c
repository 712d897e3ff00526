/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cultural elements as cards. */
#define G_LOG_DOMAIN "yipu-ui"

#include "element-cards.h"

#include "page.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"
#include "widgets/subrecords.h"
#include "widgets/thumbnail.h"

#include <glib/gi18n-lib.h>
#include <yipu/vocabulary.h>

#define COLUMNS 3

struct _YipuElementCards {
  GtkBox parent_instance;

  YipuSession *session;
  char *craft;
  char *chosen;
  YipuForm *form;
  guint count;

  GtkWidget *empty_label;
  GtkGrid *cards;
  GtkWidget *editor;
  YipuSubrecords *points;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YipuElementCards, yipu_element_cards, GTK_TYPE_BOX)

static GtkWidget *
build_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* The first photo that is evidence; NULL for none. */
static char *
dup_photo (YipuElementCards *self, const YipuRecord *element)
{
  g_auto (GStrv) evidence = yipu_record_dup_list (element, "evidence");

  for (char **id = evidence; *id; id++) {
    g_autoptr (YipuRecord) record = yipu_session_get (self->session, NULL, *id);

    if (record && g_str_equal (yipu_record_get_kind (record)->id, "file"))
      return g_strdup (*id);
    if (record && g_str_equal (yipu_record_get_kind (record)->id, "step")) {
      g_auto (GStrv) photos = yipu_record_dup_list (record, "photos");

      if (*photos)
        return g_strdup (*photos);
    }
  }
  return NULL;
}

static GtkWidget *
build_texts (YipuElementCards *self, const YipuRecord *element)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GPtrArray) points =
      yipu_session_list (self->session, "selling_point", "element", yipu_record_get_id (element));
  const YipuRecord *point = points->len > 0 ? g_ptr_array_index (points, 0) : NULL;
  const char *text = point ? yipu_record_get_text (point, "text") : NULL;
  const char *basis = point ? yipu_record_get_text (point, "basis") : NULL;
  g_autofree char *title = yipu_record_dup_title (element);
  GtkWidget *tag = build_label (
      yipu_vocabulary_label ("element_kinds", yipu_record_get (element, "kind")), "tag");
  GtkWidget *say = build_label (text ? text : _ ("No selling point yet"), "song");

  gtk_widget_add_css_class (tag, "reed");
  gtk_widget_set_visible (tag, yipu_record_get (element, "kind") != NULL);
  gtk_box_append (GTK_BOX (head), tag);
  gtk_box_append (GTK_BOX (head), build_label (title, "strong"));
  gtk_widget_add_css_class (texts, "card-pad");
  gtk_box_append (GTK_BOX (texts), head);
  gtk_box_append (GTK_BOX (texts), say);
  gtk_box_append (GTK_BOX (texts), build_label (basis ? basis : "", "small"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim");
  return texts;
}

static void
choose (YipuElementCards *self, const char *id)
{
  if (g_strcmp0 (id, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  yipu_form_set_id (self->form, id);
  yipu_subrecords_set_owner (self->points, id);
  yipu_page_part_set_visible (self->editor, id != NULL);
}

static void
clicked_cb (GtkWidget *card, YipuElementCards *self)
{
  const char *id = g_object_get_data (G_OBJECT (card), "id");

  choose (self, g_strcmp0 (id, self->chosen) == 0 ? NULL : id);
}

static GtkWidget *
build_card (YipuElementCards *self, const YipuRecord *element)
{
  GtkWidget *card = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = yipu_thumbnail_new (0, 84);
  g_autofree char *photo = dup_photo (self, element);
  g_autofree char *title = yipu_record_dup_title (element);

  yipu_thumbnail_set_file (YIPU_THUMBNAIL (picture), self->session, photo);
  gtk_widget_add_css_class (picture, "bleed");
  gtk_widget_set_visible (picture, photo != NULL);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), build_texts (self, element));
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (card), "id", g_strdup (yipu_record_get_id (element)), g_free);
  g_signal_connect (card, "clicked", G_CALLBACK (clicked_cb), self);
  return card;
}

/* The cards are rebuilt; the one that had the focus gets it back by its element. */
static void
fill (YipuElementCards *self, GPtrArray *elements)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->cards));
  g_autofree char *focused = focus ? g_strdup (g_object_get_data (G_OBJECT (focus), "id")) : NULL;
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_grid_remove (self->cards, card);
  for (guint i = 0; i < elements->len; i++) {
    const YipuRecord *element = g_ptr_array_index (elements, i);

    card = build_card (self, element);
    gtk_grid_attach (self->cards, card, (int) i % COLUMNS, (int) i / COLUMNS, 1, 1);
    if (g_strcmp0 (yipu_record_get_id (element), focused) == 0)
      gtk_widget_grab_focus (card);
  }
}

static void
refresh (YipuElementCards *self)
{
  g_autoptr (GPtrArray) elements =
      self->craft ? yipu_session_list (self->session, "element", "craft", self->craft)
                  : g_ptr_array_new ();
  g_autoptr (YipuRecord) chosen = yipu_session_get (self->session, "element", self->chosen);

  self->count = elements->len;
  if (!chosen)
    choose (self, NULL);
  fill (self, elements);
  gtk_widget_set_visible (self->empty_label, elements->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), elements->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (YipuElementCards *self, GPtrArray *records)
{
  if (self->craft && (yipu_changes_touch (records, "element", NULL) ||
                      yipu_changes_touch (records, "selling_point", NULL)))
    refresh (self);
}

static void
added_cb (gpointer owner, gboolean done)
{
  YipuElementCards *self = owner;

  if (done) {
    choose (self, g_object_get_data (owner, "new"));
    yipu_form_focus (self->form, "kind");
  }
}

static void
add_element (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YipuElementCards *self = YIPU_ELEMENT_CARDS (widget);
  YipuDraft *draft = yipu_draft_new ();
  const char *id = yipu_draft_add (draft, "element");

  yipu_draft_set (draft, id, "craft", self->craft);
  g_object_set_data_full (G_OBJECT (self), "new", g_strdup (id), g_free);
  yipu_session_commit (self->session, N_ ("Add an element"), draft, added_cb, self);
}

static void
on_remove (YipuElementCards *self)
{
  yipu_session_remove (self->session, N_ ("Remove an element"), self->chosen);
}

static void
yipu_element_cards_dispose (GObject *object)
{
  YipuElementCards *self = YIPU_ELEMENT_CARDS (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  g_clear_pointer (&self->craft, g_free);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (yipu_element_cards_parent_class)->dispose (object);
}

static void
yipu_element_cards_class_init (YipuElementCardsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_element_cards_dispose;
  signals[CHANGED] = g_signal_new ("changed", YIPU_TYPE_ELEMENT_CARDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  gtk_widget_class_install_action (widget_class, "elements.add", NULL, add_element);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/crafts/element-cards.ui");
  gtk_widget_class_bind_template_child (widget_class, YipuElementCards, empty_label);
  gtk_widget_class_bind_template_child (widget_class, YipuElementCards, cards);
  gtk_widget_class_bind_template_child (widget_class, YipuElementCards, editor);
  gtk_widget_class_bind_template_child (widget_class, YipuElementCards, points);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
yipu_element_cards_init (YipuElementCards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
yipu_element_cards_set_craft (YipuElementCards *self, YipuSession *session, const char *craft)
{
  if (!self->session) {
    self->session = g_object_ref (session);
    self->form = yipu_form_new (session, "element", gtk_widget_get_first_child (self->editor));
    yipu_subrecords_set_session (self->points, session);
    g_signal_connect_swapped (session, "changed", G_CALLBACK (changed_cb), self);
  }
  g_free (self->craft);
  self->craft = g_strdup (craft);
  choose (self, NULL);
  refresh (self);
}

guint
yipu_element_cards_get_count (YipuElementCards *self)
{
  return self->count;
}

gboolean
yipu_element_cards_reveal (YipuElementCards *self, const YipuRecord *record, const char *field)
{
  gboolean is_point = g_str_equal (yipu_record_get_kind (record)->id, "selling_point");
  const char *element =
      is_point ? yipu_record_get (record, "element") : yipu_record_get_id (record);

  if (!element)
    return FALSE;
  choose (self, element);
  if (is_point)
    return yipu_subrecords_reveal (self->points, yipu_record_get_id (record), field);
  return yipu_form_focus (self->form, *field ? field : "name");
}
