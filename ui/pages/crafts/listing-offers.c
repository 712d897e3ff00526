/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entries of official lists offered while one types. Taking one fills category and number only:
 * the level stays claimed until evidence is attached. */
#define G_LOG_DOMAIN "yipu-ui"

#include "listing-offers.h"

#include <glib/gi18n-lib.h>
#include <yipu/heritage.h>
#include <yipu/vocabulary.h>

#define MOST_OFFERS 5
#define PAUSE_MS 150

struct _YipuListingOffers {
  GtkBox parent_instance;

  YipuSession *session;
  char *craft;
  GtkWidget *input; /* no ref: our page's */
  guint timer;

  GtkWidget *list;
};

typedef struct {
  char *craft;
  YipuRecord *offer;
} Taking;

G_DEFINE_FINAL_TYPE (YipuListingOffers, yipu_listing_offers, GTK_TYPE_BOX)

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->craft);
  yipu_record_unref (taking->offer);
  g_free (taking);
}

static gboolean
take (YipuEdit *edit, gpointer data, GError **error)
{
  Taking *taking = data;

  return yipu_listing_take (edit, taking->craft, taking->offer, error) != NULL;
}

static void
taken_cb (gpointer owner, gboolean done)
{
  if (done)
    yipu_session_toast (YIPU_LISTING_OFFERS (owner)->session,
                        _ ("Category and number filled in. The level counts once its document is "
                           "attached."),
                        TRUE);
}

static void
activated_cb (YipuListingOffers *self, GtkListBoxRow *row)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->craft = g_strdup (self->craft);
  taking->offer = yipu_record_ref (g_object_get_data (G_OBJECT (row), "offer"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_grab_focus (self->input);
  yipu_session_edit (self->session, N_ ("Take an entry of an official list"), take, taking,
                     taking_free, taken_cb, self);
}

/* "Ⅷ-24 · national · Nantong". */
static char *
dup_facts (const YipuRecord *offer)
{
  g_autofree char *number = yipu_ich_number_display (yipu_record_get (offer, "number"));
  const char *level = yipu_vocabulary_label ("ich_levels", yipu_record_get (offer, "level"));
  const char *region = yipu_record_get (offer, "region_text");
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  if (number)
    g_strv_builder_add (parts, number);
  if (*level)
    g_strv_builder_add (parts, level);
  if (region)
    g_strv_builder_add (parts, region);

  g_auto (GStrv) all = g_strv_builder_end (parts);

  return g_strjoinv (" · ", all);
}

static void
append_offer (YipuListingOffers *self, YipuRecord *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *title = yipu_record_dup_title (offer);
  g_autofree char *facts = dup_facts (offer);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *more = gtk_label_new (facts);

  gtk_widget_add_css_class (more, "small");
  gtk_widget_add_css_class (more, "dim");
  gtk_widget_add_css_class (box, "subrow");
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "offer", yipu_record_ref (offer),
                          (GDestroyNotify) yipu_record_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* A craft that has a listing needs no offers. */
static GPtrArray *
find_offers (YipuListingOffers *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->input));

  if (!self->craft || yipu_session_is_read_only (self->session) ||
      yipu_session_count (self->session, "listing", "craft", self->craft) > 0)
    return NULL;
  return yipu_listing_offer (yipu_session_get_reader (self->session), text, MOST_OFFERS, NULL);
}

static gboolean
offer_cb (gpointer data)
{
  YipuListingOffers *self = data;
  g_autoptr (GPtrArray) offers = find_offers (self);
  GtkListBoxRow *row;

  self->timer = 0;
  yipu_session_release (self->session);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; offers && i < offers->len; i++)
    append_offer (self, g_ptr_array_index (offers, i));
  gtk_widget_set_visible (GTK_WIDGET (self), offers && offers->len > 0);
  return G_SOURCE_REMOVE;
}

/* Only what one types is answered, not a record that comes into the form. */
static void
typed_cb (YipuListingOffers *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->timer || !focus || !gtk_widget_is_ancestor (focus, self->input))
    return;
  yipu_session_hold (self->session);
  self->timer = g_timeout_add (PAUSE_MS, offer_cb, self);
}

/* From the name down into the offers, and back: Escape puts them away. */
static gboolean
input_key_cb (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              YipuListingOffers *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (!row || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  if (keyval == GDK_KEY_Down)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  if (keyval == GDK_KEY_Escape)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return keyval == GDK_KEY_Escape;
}

static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             YipuListingOffers *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (keyval == GDK_KEY_Up && row && gtk_widget_has_focus (GTK_WIDGET (row)))
    return gtk_widget_grab_focus (self->input);
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_widget_grab_focus (self->input);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return TRUE;
}

static void
watch_keys (YipuListingOffers *self, GtkWidget *widget, GCallback pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", pressed, self, 0);
  gtk_widget_add_controller (widget, keys);
}

static void
yipu_listing_offers_dispose (GObject *object)
{
  YipuListingOffers *self = YIPU_LISTING_OFFERS (object);

  if (self->timer) {
    g_clear_handle_id (&self->timer, g_source_remove);
    yipu_session_release (self->session);
  }
  g_clear_object (&self->session);
  g_clear_pointer (&self->craft, g_free);
  G_OBJECT_CLASS (yipu_listing_offers_parent_class)->dispose (object);
}

static void
yipu_listing_offers_class_init (YipuListingOffersClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yipu_listing_offers_dispose;
}

static void
yipu_listing_offers_init (YipuListingOffers *self)
{
  GtkWidget *title = gtk_label_new (_ ("On the lists"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "small");
  gtk_widget_add_css_class (title, "dim");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card");
  gtk_widget_add_css_class (self->list, "rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Entries of official lists"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  watch_keys (self, self->list, G_CALLBACK (list_key_cb));
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), self->list);
}

void
yipu_listing_offers_set_craft (YipuListingOffers *self,
                               YipuSession *session,
                               const char *craft,
                               GtkWidget *input)
{
  if (!self->session) {
    self->session = g_object_ref (session);
    self->input = input;
    g_signal_connect_object (input, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
    watch_keys (self, input, G_CALLBACK (input_key_cb));
  }
  g_free (self->craft);
  self->craft = g_strdup (craft);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
