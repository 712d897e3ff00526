/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading what is told: texts in the language of the page, photos, the brand. One rule engine
 * decides what may leave, the export's. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/telling-private.h"

#include "craft/consent-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/product.h>

void
yipu_told_clear (YipuTold *told)
{
  g_clear_pointer (&told->text, g_free);
  g_clear_pointer (&told->record, yipu_record_unref);
}

YipuPlace
yipu_told_place (const YipuTold *told)
{
  return (YipuPlace){ told->record, told->field };
}

static void
free_told (gpointer data)
{
  yipu_told_clear (data);
  g_free (data);
}

void
yipu_telling_free (YipuTelling *self)
{
  YipuTold *texts[] = { &self->kit,        &self->blurb, &self->craft,  &self->community,
                        &self->summary,    &self->story, &self->brand,  &self->slogan,
                        &self->after_sale, &self->maker, &self->address };
  YipuPrintPhoto **photos[] = { &self->logo, &self->cover, &self->box_photo, &self->story_photo };
  GPtrArray *lists[] = { self->masters,  self->box,   self->needed,  self->disposal,
                         self->warnings, self->steps, self->findings };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    yipu_told_clear (texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    g_clear_pointer (photos[i], yipu_print_photo_free);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (self->faces); i++)
    g_free (self->faces[i]);
  g_free (self->url);
  g_free (self);
}

static YipuTelling *
telling_new (YipuLanguage language)
{
  YipuTelling *self = g_new0 (YipuTelling, 1);

  self->language = language;
  self->masters = g_ptr_array_new_with_free_func (free_told);
  self->box = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_told_thing_free);
  self->needed = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_told_thing_free);
  self->disposal = g_ptr_array_new_with_free_func (free_told);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_told_step_free);
  self->findings = yipu_findings_new ();
  return self;
}

void
yipu_teller_find (YipuTeller *self,
                  YipuSeverity severity,
                  const char *rule,
                  const YipuRecord *record,
                  const char *field,
                  const char *message)
{
  g_ptr_array_add (self->telling->findings,
                   yipu_finding_new (severity, rule, yipu_record_get_kind (record)->id,
                                     yipu_record_get_id (record), field, "%s", message));
}

YipuRecord *
yipu_teller_read (YipuTeller *self, const char *kind, const char *id)
{
  return self->error || !id ? NULL : yipu_consents_find (self->consents, kind, id, &self->error);
}

GPtrArray *
yipu_teller_list (YipuTeller *self, const char *kind, const char *field, const char *value)
{
  return self->error ? NULL : yipu_reader_list (self->reader, kind, field, value, &self->error);
}

gboolean
yipu_teller_may (YipuTeller *self, const YipuRecord *record, const char *field)
{
  return !self->error &&
         yipu_consents_of_field (self->consents, record, field, &self->error) == YIPU_CONSENT_YES;
}

static char *
dup_label (const YipuRecord *record, const char *field)
{
  YipuPlace place = { record, field };

  return yipu_place_dup_label (&place);
}

static void
find_at_home (YipuTeller *self, const YipuRecord *record, const char *field)
{
  g_autofree char *label = dup_label (record, field);
  g_autofree char *message = g_strdup_printf (
      _ ("%s stays at home: not everybody concerned has agreed to print it."), label);

  yipu_teller_find (self, YIPU_SEVERITY_HINT, "print.consent", record, field, message);
}

static void
find_other_language (YipuTeller *self, const YipuRecord *record, const char *field)
{
  g_autofree char *label = dup_label (record, field);
  g_autofree char *message = g_strdup_printf (
      self->spec->language == YIPU_LANGUAGE_ZH ? _ ("%s has no Chinese; the English is printed.")
                                               : _ ("%s has no English; the Chinese is printed."),
      label);

  yipu_teller_find (self, YIPU_SEVERITY_HINT, "print.language", record, field, message);
}

YipuTold
yipu_teller_tell (YipuTeller *self, YipuRecord *record, const char *field, gboolean silent)
{
  YipuTold told = { 0 };
  g_autofree char *english = g_strconcat (field, "_en", NULL);
  const YipuKind *kind = record ? yipu_record_get_kind (record) : NULL;
  gboolean both = kind && yipu_kind_index (kind, english) >= 0;
  const char *zh = record ? yipu_record_get (record, field) : NULL;
  const char *en = both ? yipu_record_get (record, english) : NULL;
  gboolean wants_zh = self->spec->language == YIPU_LANGUAGE_ZH || !both;
  const char *name = (wants_zh ? zh != NULL : en == NULL) ? field : english;

  if (self->error || (!zh && !en))
    return told;
  if (!yipu_teller_may (self, record, field)) {
    if (!self->error && !silent)
      find_at_home (self, record, field);
    return told;
  }
  if (both && !(wants_zh ? zh : en))
    find_other_language (self, record, wants_zh ? field : english);
  told.field = yipu_kind_field (kind, name)->name;
  told.text = g_strdup (yipu_record_get (record, name));
  told.record = yipu_record_ref (record);
  return told;
}

YipuPrintPhoto *
yipu_teller_photo (YipuTeller *self, const char *id)
{
  g_autoptr (YipuRecord) file = yipu_teller_read (self, "file", id);
  const char *craft = self->craft ? yipu_record_get_id (self->craft) : NULL;
  YipuConsentAnswer answer;

  if (!file || !yipu_record_get (file, "hash"))
    return NULL;
  answer = yipu_consents_of_photo (self->consents, id, craft, &self->error);
  if (answer == YIPU_CONSENT_FAILED)
    return NULL;
  if (answer != YIPU_CONSENT_YES) {
    yipu_teller_find (self, YIPU_SEVERITY_HINT, "print.consent", file, NULL,
                      _ ("A photo stays at home: not everybody concerned has agreed to print it."));
    return NULL;
  }
  return yipu_print_photo_new (file);
}

/* The product that sells the kit, its brand, and the craft behind it. */
static void
read_neighbours (YipuTeller *self, const char *given)
{
  g_autoptr (YipuRecord) process =
      yipu_teller_read (self, "process", yipu_record_get (self->kit, "process"));
  g_autoptr (YipuRecord) named = yipu_teller_read (self, NULL, given);

  self->craft =
      process ? yipu_teller_read (self, "craft", yipu_record_get (process, "craft")) : NULL;
  if (named && strcmp (yipu_record_get_kind (named)->id, "product") == 0) {
    self->product = g_steal_pointer (&named);
  } else {
    g_autoptr (GPtrArray) products =
        yipu_teller_list (self, "product", "kit", yipu_record_get_id (self->kit));
    if (products && products->len > 0)
      self->product = yipu_record_ref (products->pdata[0]);
  }
  if (self->product && yipu_record_get (self->product, "brand")) {
    self->brand = yipu_teller_read (self, "brand", yipu_record_get (self->product, "brand"));
  } else {
    g_autoptr (GPtrArray) brands = yipu_teller_list (self, "brand", NULL, NULL);
    if (brands && brands->len > 0)
      self->brand = yipu_record_ref (brands->pdata[0]);
  }
}

/* Names of those whose craft it is, who agreed to be named. */
static void
tell_masters (YipuTeller *self)
{
  g_autoptr (GPtrArray) roles =
      self->craft ? yipu_teller_list (self, "role", "craft", yipu_record_get_id (self->craft))
                  : NULL;

  for (guint i = 0; roles && i < roles->len; i++) {
    g_autoptr (YipuRecord) person = NULL;
    YipuTold name;

    if (g_strcmp0 (yipu_record_get (roles->pdata[i], "kind"), "inheritor") != 0)
      continue;
    person = yipu_teller_read (self, "person", yipu_record_get (roles->pdata[i], "person"));
    name = yipu_teller_tell (self, person, "display_name", FALSE);
    if (name.text)
      g_ptr_array_add (self->telling->masters, g_memdup2 (&name, sizeof name));
  }
}

static void
tell_craft (YipuTeller *self)
{
  YipuTelling *telling = self->telling;

  telling->craft = yipu_teller_tell (self, self->craft, "name", FALSE);
  telling->community = yipu_teller_tell (self, self->craft, "community", TRUE);
  telling->summary = yipu_teller_tell (self, self->craft, "summary", FALSE);
  telling->story = yipu_teller_tell (self, self->craft, "story_page", FALSE);
  if (!telling->story.text)
    telling->story = yipu_teller_tell (self, self->craft, "story_card", TRUE);
  tell_masters (self);
}

static gboolean
is_in_force (const YipuRecord *record, const char *date)
{
  const char *from = yipu_record_get (record, "valid_from");
  const char *until = yipu_record_get (record, "until");

  return !(from && strcmp (from, date) > 0) && !(until && strcmp (until, date) < 0);
}

/* The slogan of middle length; those of one season, channel or past days are not for paper that is
 * kept. */
static void
tell_slogan (YipuTeller *self)
{
  g_autoptr (GPtrArray) slogans =
      yipu_teller_list (self, "slogan", "brand", yipu_record_get_id (self->brand));

  for (guint i = 0; slogans && i < slogans->len && !self->telling->slogan.text; i++) {
    YipuRecord *slogan = slogans->pdata[i];

    if (g_strcmp0 (yipu_record_get (slogan, "slot"), "slogan_mid") == 0 &&
        !yipu_record_get (slogan, "season") && !yipu_record_get (slogan, "channel") &&
        is_in_force (slogan, self->spec->date))
      self->telling->slogan = yipu_teller_tell (self, slogan, "text", TRUE);
  }
}

static void
tell_colours (YipuTeller *self)
{
  g_autoptr (GPtrArray) colours =
      self->brand ? yipu_teller_list (self, "colour", "brand", yipu_record_get_id (self->brand))
                  : NULL;
  g_autoptr (GPtrArray) hexes = g_ptr_array_new ();

  for (guint i = 0; colours && i < colours->len; i++)
    if (yipu_record_get (colours->pdata[i], "hex"))
      g_ptr_array_add (hexes, (gpointer) yipu_record_get (colours->pdata[i], "hex"));
  g_ptr_array_add (hexes, NULL);
  self->telling->palette = yipu_palette_choose ((const char *const *) hexes->pdata);
}

static void
tell_brand (YipuTeller *self)
{
  YipuTelling *telling = self->telling;

  tell_colours (self);
  if (!self->brand)
    return;
  telling->brand = yipu_teller_tell (self, self->brand, "name", TRUE);
  telling->after_sale = yipu_teller_tell (self, self->brand, "after_sale", TRUE);
  if (yipu_record_get (self->brand, "logo") && yipu_teller_may (self, self->brand, "logo"))
    telling->logo = yipu_teller_photo (self, yipu_record_get (self->brand, "logo"));
  telling->faces[YIPU_FACE_STORY] = g_strdup (yipu_record_get (self->brand, "type_story"));
  telling->faces[YIPU_FACE_PLAIN] = g_strdup (yipu_record_get (self->brand, "type_plain"));
  tell_slogan (self);
}

static gboolean
is_link (const char *text)
{
  return text && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

/* Who makes it, and where it is sold now: an address that everybody can see leaves with no field's
 * mark. */
static void
tell_product (YipuTeller *self)
{
  g_autoptr (YipuRecord) maker = NULL;
  g_autoptr (GPtrArray) states = NULL;

  if (!self->product)
    return;
  maker = yipu_teller_read (self, "organisation", yipu_record_get (self->product, "maker"));
  self->telling->maker = yipu_teller_tell (self, maker, "name", TRUE);
  self->telling->address = yipu_teller_tell (self, maker, "address", TRUE);
  states = yipu_teller_list (self, "shop_state", "product", yipu_record_get_id (self->product));
  for (guint i = 0; states && i < states->len && !self->telling->url; i++) {
    const char *link = yipu_record_get (states->pdata[i], "online_at");

    if (is_link (link) && !yipu_record_get (states->pdata[i], "taken_down_on"))
      self->telling->url = g_strdup (link);
  }
}

/* Photos of the product by role, each once and only those that may leave. */
static GPtrArray *
product_photos (YipuTeller *self)
{
  static const char *const roles[] = { "main", "detail", "process" };
  g_autoptr (GPtrArray) slots =
      self->product ? yipu_teller_list (self, "slot", "product", yipu_record_get_id (self->product))
                    : NULL;
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_print_photo_free);

  for (guint r = 0; slots && r < G_N_ELEMENTS (roles); r++)
    for (guint i = 0; i < slots->len; i++) {
      const YipuRecord *slot = slots->pdata[i];
      YipuPrintPhoto *photo = NULL;

      if (g_strcmp0 (yipu_record_get (slot, "role"), roles[r]) == 0 &&
          yipu_teller_may (self, slot, "file"))
        photo = yipu_teller_photo (self, yipu_record_get (slot, "file"));
      if (photo)
        g_ptr_array_add (photos, photo);
    }
  return photos;
}

static YipuPrintPhoto *
copy_photo (const YipuPrintPhoto *photo)
{
  YipuPrintPhoto *copy = g_memdup2 (photo, sizeof *photo);

  copy->file = g_strdup (photo->file);
  copy->hash = g_strdup (photo->hash);
  return copy;
}

static const YipuPrintPhoto *
last_step_photo (const YipuTelling *telling)
{
  for (guint i = telling->steps->len; i-- > 0;) {
    const YipuToldStep *step = telling->steps->pdata[i];

    if (step->photos->len > 0)
      return step->photos->pdata[0];
  }
  return NULL;
}

/* By custom of the shops a kit's first photo shows the box, the second what comes of it: that one
 * is for the cover, the box for the page of its contents, a third for the story. */
static void
choose_photos (YipuTeller *self)
{
  g_autoptr (GPtrArray) photos = product_photos (self);
  YipuTelling *telling = self->telling;

  if (photos->len > 1) {
    telling->box_photo = copy_photo (photos->pdata[0]);
    telling->cover = copy_photo (photos->pdata[1]);
  } else if (photos->len == 1) {
    telling->cover = copy_photo (photos->pdata[0]);
  } else if (last_step_photo (telling)) {
    telling->cover = copy_photo (last_step_photo (telling));
  }
  if (photos->len > 2)
    telling->story_photo = copy_photo (photos->pdata[2]);
}

static void
tell_figures (YipuTeller *self)
{
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  YipuTelling *telling = self->telling;

  telling->hands_on_min = result->hands_on_min;
  telling->elapsed_min = result->elapsed_min;
  telling->elapsed_days = result->elapsed_days;
  telling->difficulty = result->difficulty;
  telling->least_age = result->least_age;
  for (guint i = 0; i < result->warnings->len; i++)
    g_ptr_array_add (telling->warnings,
                     yipu_kit_warning_dup_text (
                         &g_array_index (result->warnings, YipuKitWarning, i), telling->language));
}

/* What keeps the kit from being sold at all keeps its booklet from being printed; its price is no
 * matter of paper. */
static void
heed_kit (YipuTeller *self)
{
  GPtrArray *findings = yipu_kit_sheet_get_findings (self->sheet);

  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];

    if (finding->severity == YIPU_SEVERITY_BLOCK && !g_str_has_prefix (finding->rule, "price."))
      g_ptr_array_add (self->telling->findings, yipu_finding_ref (findings->pdata[i]));
  }
}

/* Customs, labels and memberships that forbid the sale on the day forbid the paper too. */
static void
heed_product (YipuTeller *self)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (YipuOffers) offers = NULL;
  const char *product;

  if (!self->product || self->error)
    return;
  product = yipu_record_get_id (self->product);
  offers = yipu_offers_new (self->reader);
  yipu_offers_set_consents (offers, self->consents);
  if (!yipu_consents_check (self->consents, product, findings, &self->error) ||
      !yipu_offers_check (offers, product, self->spec->date, findings, &self->error))
    return;
  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];

    if (finding->severity == YIPU_SEVERITY_BLOCK &&
        (g_str_has_prefix (finding->rule, "consent.") ||
         strcmp (finding->rule, "product.membership") == 0))
      g_ptr_array_add (self->telling->findings, yipu_finding_ref (findings->pdata[i]));
  }
}

static void
tell (YipuTeller *self)
{
  YipuTelling *telling = self->telling;

  read_neighbours (self, self->spec->kit);
  telling->kit = yipu_teller_tell (self, self->kit, "name", FALSE);
  telling->blurb = yipu_teller_tell (self, self->kit, "blurb", FALSE);
  heed_kit (self);
  heed_product (self);
  tell_craft (self);
  tell_brand (self);
  tell_product (self);
  tell_figures (self);
  yipu_teller_tell_box (self);
  yipu_teller_tell_steps (self);
  choose_photos (self);
}

static void
clear_teller (YipuTeller *self)
{
  g_clear_pointer (&self->sheet, yipu_kit_sheet_free);
  g_clear_pointer (&self->consents, yipu_consents_free);
  g_clear_pointer (&self->kit, yipu_record_unref);
  g_clear_pointer (&self->craft, yipu_record_unref);
  g_clear_pointer (&self->brand, yipu_record_unref);
  g_clear_pointer (&self->product, yipu_record_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YipuTeller, clear_teller)

static gboolean
find_kit (YipuTeller *self, GError **error)
{
  const char *kit;

  self->sheet = yipu_kit_sheet_load (self->reader, self->spec->kit, NULL, error);
  if (!self->sheet)
    return FALSE;
  kit = yipu_kit_sheet_get_kit (self->sheet);
  if (*kit) {
    self->kit = yipu_reader_get (self->reader, "kit", kit, error);
    return self->kit != NULL;
  }
  g_set_error_literal (
      error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
      _ ("A finished piece has no booklet: name a kit, or a product that is one."));
  return FALSE;
}

YipuTelling *
yipu_telling_load (YipuReader *reader, const YipuBookletSpec *spec, GError **error)
{
  g_autoptr (YipuTelling) telling = telling_new (spec->language);
  g_auto (YipuTeller) self = { .reader = reader, .spec = spec, .telling = telling };

  self.consents = yipu_consents_new (reader, spec->date);
  if (!find_kit (&self, error))
    return NULL;
  tell (&self);
  if (self.error) {
    g_propagate_error (error, g_steal_pointer (&self.error));
    return NULL;
  }
  return g_steal_pointer (&telling);
}
