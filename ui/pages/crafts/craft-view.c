/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one craft: facts, story, elements, steps, photos, kits, people, listings. Each part
 * follows the catalog by itself; here they are put together, and the outline counts them. */
#define G_LOG_DOMAIN "yipu-ui"

#include "craft-view.h"

#include "craft-owner.h"
#include "element-cards.h"
#include "flow-list.h"
#include "kit-cards.h"
#include "listing-offers.h"
#include "page.h"
#include "widgets/field-grid.h"
#include "widgets/form.h"
#include "widgets/outline.h"
#include "widgets/photo-grid.h"
#include "widgets/subrecords.h"
#include "widgets/thumbnail.h"
#include "widgets/wrap-box.h"

#include <glib/gi18n-lib.h>
#include <yipu/heritage.h>
#include <yipu/vocabulary.h>

#define MORE_OF_STEP                                                                               \
  "hazards least_age machine private private_reason released setup_min batch_runs repeat "         \
  "minutes_scale fit_for_home pay piece_fen"

struct _YipuCraftView {
  GtkBox parent_instance;

  YipuSession *session;
  YipuForm *form;
  YipuForm *process_form;
  char *process;

  GtkScrolledWindow *scroller;
  GtkWidget *sections;
  YipuThumbnail *hero;
  YipuFormRow *name_row;
  YipuListingOffers *offers;
  YipuWrapBox *tags;
  YipuElementCards *elements;
  YipuSubrecords *steps;
  GtkLabel *steps_label;
  YipuPhotoGrid *photos;
  YipuKitCards *kits;
  YipuSubrecords *roles;
  YipuSubrecords *listings;
  YipuOutline *outline;

  GtkWidget *process_fields;
  GtkWidget *facts_section;
  GtkWidget *story_section;
  GtkWidget *elements_section;
  GtkWidget *process_section;
  GtkWidget *photos_section;
  GtkWidget *kits_section;
  GtkWidget *people_section;
  GtkWidget *listings_section;
  GtkWidget *more_section;
  GtkWidget *history_section;
};

G_DEFINE_FINAL_TYPE (YipuCraftView, yipu_craft_view, GTK_TYPE_BOX)

static void
add_tag (YipuCraftView *self, const char *text, const char *style)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "tag");
  if (style)
    gtk_widget_add_css_class (tag, style);
  yipu_wrap_box_append (self->tags, tag);
}

/* What may be claimed of it: only what its listings bear out. */
static void
add_listing_tag (YipuCraftView *self)
{
  const char *id = yipu_form_get_id (self->form);
  g_autoptr (GPtrArray) listings = yipu_session_list (self->session, "listing", "craft", id);

  for (guint i = 0; i < listings->len; i++) {
    const YipuRecord *listing = g_ptr_array_index (listings, i);
    const char *level = yipu_vocabulary_label ("ich_levels", yipu_record_get (listing, "level"));

    if (yipu_listing_is_verified (listing)) {
      add_tag (self, level, "ok");
      return;
    }
  }
  /* Translators: 非遗 (intangible heritage) may only be said of what is on an official list. */
  add_tag (self,
           listings->len > 0 ? _ ("Listing claimed, no evidence yet")
                             : _ ("Not listed: not called heritage"),
           "quiet");
}

static void
add_term_tag (YipuCraftView *self, const char *field, const char *vocabulary, const char *style)
{
  const YipuRecord *craft = yipu_form_get_record (self->form);
  const char *value = craft ? yipu_record_get (craft, field) : NULL;

  if (value)
    add_tag (self, yipu_vocabulary_label (vocabulary, value), style);
}

static void
update_tags (YipuCraftView *self)
{
  const YipuRecord *craft = yipu_form_get_record (self->form);
  const char *viability = craft ? yipu_record_get (craft, "viability") : NULL;
  gboolean weak = g_strcmp0 (viability, "weak") == 0 || g_strcmp0 (viability, "critical") == 0;

  yipu_wrap_box_clear (self->tags);
  if (!craft)
    return;
  add_term_tag (self, "category", "ich_categories", NULL);
  add_listing_tag (self);
  add_term_tag (self, "access_custom", "access_customs", "quiet");
  add_term_tag (self, "viability", "viability", weak ? "warn" : "quiet");
}

static void
update_missing (YipuCraftView *self)
{
  const YipuRecord *craft = yipu_form_get_record (self->form);
  const YipuKind *kind = yipu_kind_find ("craft");
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (guint i = 0; craft && i < kind->n_fields; i++)
    if (kind->fields[i].wanted && !kind->fields[i].english &&
        !yipu_record_get (craft, kind->fields[i].name)) {
      g_strv_builder_add (labels, _ (kind->fields[i].label));
      g_strv_builder_add (fields, kind->fields[i].name);
    }

  g_auto (GStrv) missing = g_strv_builder_end (labels);
  g_auto (GStrv) names = g_strv_builder_end (fields);

  yipu_outline_set_missing (self->outline, missing, names);
}

/* "19 steps · 2 kept private". */
static void
update_steps_label (YipuCraftView *self, guint n_steps)
{
  g_autoptr (GPtrArray) steps =
      self->process ? yipu_session_list (self->session, "step", "process", self->process)
                    : g_ptr_array_new ();
  guint private = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < steps->len; i++)
  private += yipu_record_get_yes (g_ptr_array_index (steps, i), "private");

  g_autofree char *all = g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  g_autofree char *kept =
      g_strdup_printf (ngettext ("%u kept private", "%u kept private", private), private);

  text = private > 0 ? g_strdup_printf ("%s · %s", all, kept) : g_strdup (all);
  gtk_label_set_label (self->steps_label, n_steps > 0 ? text : "");
}

static void
update_outline (YipuCraftView *self)
{
  const YipuRecord *craft = yipu_form_get_record (self->form);
  g_auto (GStrv) photos = craft ? yipu_record_dup_list (craft, "sources") : g_new0 (char *, 1);
  guint n_steps = yipu_subrecords_get_count (self->steps);

  yipu_outline_set_count (self->outline, self->elements_section,
                          yipu_element_cards_get_count (self->elements));
  yipu_outline_set_count (self->outline, self->process_section, n_steps);
  yipu_outline_set_count (self->outline, self->photos_section, g_strv_length (photos));
  yipu_outline_set_count (self->outline, self->kits_section, yipu_kit_cards_get_count (self->kits));
  yipu_outline_set_count (self->outline, self->people_section,
                          yipu_subrecords_get_count (self->roles));
  yipu_outline_set_count (self->outline, self->listings_section,
                          yipu_subrecords_get_count (self->listings));
  update_steps_label (self, n_steps);
  update_missing (self);
  update_tags (self);
}

static void
update_hero (YipuCraftView *self)
{
  const char *id = yipu_form_get_id (self->form);
  g_autofree char *photo = id ? yipu_craft_dup_picture (self->session, id) : NULL;

  yipu_thumbnail_set_file (self->hero, self->session, photo);
  gtk_widget_set_visible (GTK_WIDGET (self->hero), photo != NULL);
}

static void
loaded_cb (YipuCraftView *self)
{
  update_outline (self);
  update_hero (self);
}

static void
missing_cb (YipuCraftView *self, const char *field)
{
  yipu_form_focus (self->form, field);
}

static void
on_step_shown (YipuCraftView *self, YipuSubrow *row, YipuRecord *step)
{
  gboolean theirs = yipu_record_get_yes (step, "private") ||
                    g_strcmp0 (yipu_record_get (step, "who"), "inheritor") == 0;

  yipu_subrow_set_style (row, theirs ? "reed" : NULL);
}

/* What is seldom asked of a step stands behind a word. */
static GtkWidget *
build_more_of_step (void)
{
  GtkWidget *expander = gtk_expander_new (_ ("Safety, batches, pay, privacy"));
  GtkWidget *grid = yipu_field_grid_new ("step", MORE_OF_STEP);

  gtk_widget_set_margin_top (grid, 8);
  gtk_expander_set_child (GTK_EXPANDER (expander), grid);
  return expander;
}

static void
on_step_opened (YipuCraftView *self, YipuSubrow *row, GtkBox *detail)
{
  GtkWidget *photos = yipu_photo_grid_new ();
  const char *id = yipu_subrow_get_id (row);

  gtk_box_append (detail, yipu_flow_list_new (self->session, yipu_form_get_id (self->form), id));
  gtk_box_append (detail, photos);
  gtk_box_append (detail, build_more_of_step ());
  yipu_photo_grid_set_record (YIPU_PHOTO_GRID (photos), self->session, "step", id, "photos");
}

static void
on_add_element (YipuCraftView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->elements), "elements.add", NULL);
}

/* A craft that was imported or loaded may have no process yet. */
static char *
ensure_process (YipuCraftView *self)
{
  YipuDraft *draft;

  if (self->process)
    return g_strdup (self->process);
  draft = yipu_draft_new ();
  self->process = g_strdup (yipu_draft_add (draft, "process"));
  yipu_draft_set (draft, self->process, "craft", yipu_form_get_id (self->form));
  yipu_session_commit (self->session, N_ ("Begin a process"), draft, NULL, NULL);
  yipu_kit_cards_set_process (self->kits, self->session, self->process);
  yipu_form_set_id (self->process_form, self->process);
  return g_strdup (self->process);
}

static void
on_add_kit (YipuCraftView *self)
{
  g_autofree char *process = ensure_process (self);

  yipu_kit_cards_add (self->kits);
}

static void
on_history (YipuCraftView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.history-of", "s",
                              yipu_form_get_id (self->form));
}

static void
yipu_craft_view_dispose (GObject *object)
{
  YipuCraftView *self = YIPU_CRAFT_VIEW (object);

  if (self->form)
    g_object_run_dispose (G_OBJECT (self->form));
  if (self->process_form)
    g_object_run_dispose (G_OBJECT (self->process_form));
  g_clear_object (&self->form);
  g_clear_object (&self->process_form);
  g_clear_object (&self->session);
  g_clear_pointer (&self->process, g_free);
  G_OBJECT_CLASS (yipu_craft_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, YipuCraftView, scroller);
  gtk_widget_class_bind_template_child (class, YipuCraftView, sections);
  gtk_widget_class_bind_template_child (class, YipuCraftView, hero);
  gtk_widget_class_bind_template_child (class, YipuCraftView, name_row);
  gtk_widget_class_bind_template_child (class, YipuCraftView, offers);
  gtk_widget_class_bind_template_child (class, YipuCraftView, tags);
  gtk_widget_class_bind_template_child (class, YipuCraftView, elements);
  gtk_widget_class_bind_template_child (class, YipuCraftView, steps);
  gtk_widget_class_bind_template_child (class, YipuCraftView, steps_label);
  gtk_widget_class_bind_template_child (class, YipuCraftView, photos);
  gtk_widget_class_bind_template_child (class, YipuCraftView, kits);
  gtk_widget_class_bind_template_child (class, YipuCraftView, roles);
  gtk_widget_class_bind_template_child (class, YipuCraftView, listings);
  gtk_widget_class_bind_template_child (class, YipuCraftView, outline);
  gtk_widget_class_bind_template_child (class, YipuCraftView, process_fields);
  gtk_widget_class_bind_template_child (class, YipuCraftView, facts_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, story_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, elements_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, process_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, photos_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, kits_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, people_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, listings_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, more_section);
  gtk_widget_class_bind_template_child (class, YipuCraftView, history_section);
}

static void
yipu_craft_view_class_init (YipuCraftViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yipu_craft_view_dispose;
  g_type_ensure (YIPU_TYPE_ELEMENT_CARDS);
  g_type_ensure (YIPU_TYPE_FIELD_GRID);
  g_type_ensure (YIPU_TYPE_FORM_ROW);
  g_type_ensure (YIPU_TYPE_KIT_CARDS);
  g_type_ensure (YIPU_TYPE_LISTING_OFFERS);
  g_type_ensure (YIPU_TYPE_OUTLINE);
  g_type_ensure (YIPU_TYPE_PHOTO_GRID);
  g_type_ensure (YIPU_TYPE_SUBRECORDS);
  g_type_ensure (YIPU_TYPE_THUMBNAIL);
  g_type_ensure (YIPU_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/yipu/Yipu/ui/pages/crafts/craft-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update_outline);
  gtk_widget_class_bind_template_callback (widget_class, on_step_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_step_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_add_element);
  gtk_widget_class_bind_template_callback (widget_class, on_add_kit);
  gtk_widget_class_bind_template_callback (widget_class, on_history);
}

static void
add_sections (YipuCraftView *self)
{
  yipu_outline_set_scroller (self->outline, self->scroller);
  yipu_outline_add (self->outline, _ ("Facts"), self->facts_section);
  yipu_outline_add (self->outline, _ ("Story"), self->story_section);
  yipu_outline_add (self->outline, _ ("Elements"), self->elements_section);
  yipu_outline_add (self->outline, _ ("Steps"), self->process_section);
  yipu_outline_add (self->outline, _ ("Photos"), self->photos_section);
  yipu_outline_add (self->outline, _ ("Kits"), self->kits_section);
  yipu_outline_add (self->outline, _ ("People"), self->people_section);
  yipu_outline_add (self->outline, _ ("Lists"), self->listings_section);
  yipu_outline_add (self->outline, _ ("More"), self->more_section);
  yipu_outline_add (self->outline, _ ("History"), self->history_section);
}

static void
yipu_craft_view_init (YipuCraftView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_sections (self);
}

void
yipu_craft_view_set_session (YipuCraftView *self, YipuSession *session)
{
  self->session = g_object_ref (session);
  self->form = yipu_form_new (session, "craft", self->sections);
  self->process_form = yipu_form_new (session, "process", self->process_fields);
  yipu_subrecords_set_session (self->steps, session);
  yipu_subrecords_set_session (self->roles, session);
  yipu_subrecords_set_session (self->listings, session);
  g_signal_connect_object (self->form, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->steps, "needs-owner", G_CALLBACK (ensure_process), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->elements, "changed", G_CALLBACK (update_outline), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kits, "changed", G_CALLBACK (update_outline), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->photos, "changed", G_CALLBACK (update_hero), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "missing", G_CALLBACK (missing_cb), self,
                           G_CONNECT_SWAPPED);
}

void
yipu_craft_view_set_id (YipuCraftView *self, const char *id)
{
  if (g_strcmp0 (id, yipu_form_get_id (self->form)) == 0)
    return;
  g_free (self->process);
  self->process = id ? yipu_craft_dup_process (self->session, id) : NULL;
  yipu_form_set_id (self->form, id);
  yipu_form_set_id (self->process_form, self->process);
  yipu_listing_offers_set_craft (self->offers, self->session, id,
                                 yipu_form_row_get_input (self->name_row));
  yipu_element_cards_set_craft (self->elements, self->session, id);
  yipu_subrecords_set_owner (self->steps, self->process);
  yipu_subrecords_set_owner (self->roles, id);
  yipu_subrecords_set_owner (self->listings, id);
  yipu_photo_grid_set_record (self->photos, self->session, "craft", id, "sources");
  yipu_kit_cards_set_process (self->kits, self->session, self->process);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

const char *
yipu_craft_view_get_id (YipuCraftView *self)
{
  return yipu_form_get_id (self->form);
}

/* A part of an opened step: the list of its materials, its photos. */
static GtkWidget *
find_in_step (YipuCraftView *self, const char *step, GType type)
{
  YipuSubrow *row = step ? yipu_subrecords_get_row (self->steps, step) : NULL;
  GtkWidget *part;

  if (!row)
    return NULL;
  yipu_subrow_set_open (row, TRUE);
  part = gtk_widget_get_first_child (yipu_subrow_get_detail (row));
  while (part && !g_type_is_a (G_OBJECT_TYPE (part), type))
    part = gtk_widget_get_next_sibling (part);
  return part;
}

static void
reveal_flow (YipuCraftView *self, const YipuRecord *flow, const char *field)
{
  GtkWidget *flows = find_in_step (self, yipu_record_get (flow, "step"), YIPU_TYPE_FLOW_LIST);

  if (flows)
    yipu_flow_list_reveal (YIPU_FLOW_LIST (flows), yipu_record_get_id (flow), field);
}

static void
reveal_step (YipuCraftView *self, const char *step, const char *field)
{
  GtkWidget *photos =
      g_str_equal (field, "photos") ? find_in_step (self, step, YIPU_TYPE_PHOTO_GRID) : NULL;

  if (photos)
    yipu_photo_grid_focus (YIPU_PHOTO_GRID (photos));
  else
    yipu_subrecords_reveal (self->steps, step, field);
}

static void
reveal_own (YipuCraftView *self, const char *field)
{
  if (g_str_equal (field, "sources"))
    yipu_photo_grid_focus (self->photos);
  else if (*field)
    yipu_form_focus (self->form, field);
}

void
yipu_craft_view_reveal (YipuCraftView *self, YipuRecord *record, const char *field)
{
  const char *kind = yipu_record_get_kind (record)->id;
  const char *id = yipu_record_get_id (record);

  if (g_str_equal (kind, "craft")) {
    reveal_own (self, field);
  } else if (g_str_equal (kind, "process")) {
    yipu_form_focus (self->process_form, *field ? field : "target");
  } else if (g_str_equal (kind, "step")) {
    reveal_step (self, id, field);
  } else if (g_str_equal (kind, "element") || g_str_equal (kind, "selling_point")) {
    yipu_element_cards_reveal (self->elements, record, field);
  } else if (g_str_equal (kind, "flow")) {
    reveal_flow (self, record, field);
  } else if (!yipu_subrecords_reveal (self->roles, id, field)) {
    yipu_subrecords_reveal (self->listings, id, field);
  }
}
