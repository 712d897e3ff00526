/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts and facts of an offer: what this shop says, else the product, else what it stands on
 * (model.md, "What a shop profile may ask"). */
#include <string.h>
#include <yipu/text.h>
#include <yipu/vocabulary.h>

#include "product/offers.h"

/* What shops take as a subtitle; longer ones are typed for the shop. */
#define SUBTITLE_CHARS 150

/* One text: the shop's own, else the product's. */
static void
set_own (YipuOfferBuild *build, const char *member, const char *field)
{
  const char *own = build->state ? yipu_record_get (build->state, field) : NULL;

  if (own == NULL)
    return;
  yipu_offer_set (build->out, member, own);
  yipu_offer_set_from (build->from, member, build->state, field);
}

static void
add_title (YipuOfferBuild *build)
{
  yipu_offer_set (build->out, "title", yipu_offer_text (build->product, "title"));
  set_own (build, "title", "title");
}

static gboolean
add_selling_points (YipuOfferBuild *build, GError **error)
{
  g_auto (GStrv) ids = yipu_record_dup_list (build->product, "selling_points");
  JsonArray *points = json_array_new ();

  json_object_set_array_member (build->out, "selling_points", points);
  for (guint i = 0; ids[i]; i++) {
    g_autoptr (GError) local = NULL;
    YipuRecord *point = yipu_offers_read (build->offers, "selling_point", ids[i], &local);
    const char *text = point ? yipu_offer_text (point, "text") : NULL;
    int leaves = text ? yipu_offers_may_leave (build->offers, point, "text", &local) : 0;

    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (leaves)
      json_array_add_string_element (points, text);
  }
  return TRUE;
}

/* The first selling points that fit, joined. */
static void
add_subtitle (YipuOfferBuild *build)
{
  JsonArray *points = json_object_get_array_member (build->out, "selling_points");
  g_autoptr (GString) subtitle = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (points); i++) {
    const char *point = json_array_get_string_element (points, i);

    if (g_utf8_strlen (subtitle->str, -1) + 1 + g_utf8_strlen (point, -1) > SUBTITLE_CHARS)
      break;
    if (subtitle->len > 0)
      g_string_append (subtitle, "；");
    g_string_append (subtitle, point);
  }
  yipu_offer_set (build->out, "subtitle", subtitle->str);
  set_own (build, "subtitle", "subtitle");
}

/* The first text of the craft that is there and may leave; its field, or NULL. FALSE with @error
 * set. */
static gboolean
find_story (YipuOffers *offers, const YipuRecord *craft, const char **field, GError **error)
{
  static const char *const fields[] = { "story_page", "summary" };

  *field = NULL;
  for (guint i = 0; craft && i < G_N_ELEMENTS (fields); i++) {
    int leaves;

    if (yipu_offer_text (craft, fields[i]) == NULL)
      continue;
    leaves = yipu_offers_may_leave (offers, craft, fields[i], error);
    if (leaves < 0)
      return FALSE;
    if (leaves == 0)
      continue;
    *field = fields[i];
    return TRUE;
  }
  return TRUE;
}

static gboolean
add_story (YipuOfferBuild *build, GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);
  const char *own = build->state ? yipu_record_get (build->state, "text") : NULL;
  const char *field = NULL;

  if (own) {
    yipu_offer_append_paragraphs (html, own);
    yipu_offer_set_from (build->from, "story_html", build->state, "text");
  } else if (!find_story (build->offers, build->craft, &field, error)) {
    return FALSE;
  } else if (field) {
    yipu_offer_append_paragraphs (html, yipu_offer_text (build->craft, field));
  }
  if (!own && build->craft)
    yipu_offer_set_from (build->from, "story_html", build->craft, field ? field : "story_page");
  if (build->brand)
    yipu_offer_append_paragraphs (html, yipu_offer_text (build->brand, "after_sale"));
  yipu_offer_set (build->out, "story_html", html->str);
  return TRUE;
}

static JsonArray *
new_texts (char **texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts[i]; i++)
    if (texts[i][0])
      json_array_add_string_element (array, texts[i]);
  return array;
}

/* "家居>布艺" as its parts; the type's name where there is none. */
static void
add_category (YipuOfferBuild *build)
{
  const char *path = yipu_record_get (build->product, "category_path");
  const char *type = yipu_record_get (build->product, "type");
  const YipuTerm *term = yipu_vocabulary_find ("product_types", type);
  g_auto (GStrv) parts = g_strsplit (path ? path : term ? term->zh : "", ">", -1);

  for (guint i = 0; parts[i]; i++)
    g_strstrip (parts[i]);
  yipu_offer_set (build->out, "category", type);
  json_object_set_array_member (build->out, "category_path", new_texts (parts));
}

/* Where its craft is at home: the place's own words, else the province of its code; the four
 * municipalities are their own city. */
static void
add_origin (YipuOfferBuild *build)
{
  static const char *const municipalities[] = { "11", "12", "31", "50" };
  const char *code = build->place ? yipu_record_get (build->place, "region_code") : NULL;
  g_autofree char *province_code = code ? g_strdup_printf ("%.2s0000", code) : NULL;
  const YipuTerm *province = yipu_vocabulary_find ("provinces", province_code);
  JsonObject *origin = json_object_new ();

  json_object_set_object_member (build->out, "origin", origin);
  if (build->place == NULL) {
    if (build->craft)
      yipu_offer_set_from (build->from, "origin", build->craft, "place");
    return;
  }
  if (province)
    yipu_offer_set (origin, "province", province->zh);
  for (guint i = 0; province && i < G_N_ELEMENTS (municipalities); i++)
    if (g_str_has_prefix (code, municipalities[i]))
      yipu_offer_set (origin, "city", province->zh);
  yipu_offer_set (origin, "province", yipu_offer_text (build->place, "province"));
  yipu_offer_set (origin, "city", yipu_offer_text (build->place, "city"));
  yipu_offer_set_from (build->from, "origin", build->place, "province");
  yipu_offer_set_from (build->from, "origin.province", build->place, "province");
  yipu_offer_set_from (build->from, "origin.city", build->place, "city");
}

static void
set_int (JsonObject *object, const char *member, const YipuRecord *record, const char *field)
{
  if (yipu_record_get (record, field))
    json_object_set_int_member (object, member, yipu_record_get_int (record, field, 0));
}

static void
add_size (YipuOfferBuild *build)
{
  JsonObject *size = json_object_new ();

  set_int (size, "l", build->product, "length_mm");
  set_int (size, "w", build->product, "width_mm");
  set_int (size, "h", build->product, "height_mm");
  json_object_set_object_member (build->out, "size_mm", size);
}

static void
add_food (YipuOfferBuild *build)
{
  static const struct {
    const char *member, *field;
  } facts[] = {
    { "licence", "licence_no" },  { "standard", "standard_no" }, { "ingredients", "ingredients" },
    { "additives", "additives" }, { "storage", "storage" },      { "shelf_life", "shelf_life" },
    { "made_on", "made_on" },     { "made_to", "made_to" },
  };
  JsonObject *food = json_object_new ();
  const char *type = yipu_record_get (build->product, "type");

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    yipu_offer_set (food, facts[i].member, yipu_record_get (build->product, facts[i].field));
  if (build->maker) {
    yipu_offer_set (food, "producer", yipu_offer_text (build->maker, "name"));
    yipu_offer_set (food, "producer_address", yipu_offer_text (build->maker, "address"));
    yipu_offer_set_from (build->from, "food.producer", build->maker, "name");
    yipu_offer_set_from (build->from, "food.producer_address", build->maker, "address");
  }
  json_object_set_object_member (build->out, "food", food);
  json_object_set_int_member (build->out, "is_food",
                              g_strcmp0 (type, "food") == 0 ||
                                  g_strcmp0 (type, "farm_produce") == 0);
}

gboolean
yipu_offer_add_texts (YipuOfferBuild *build, GError **error)
{
  g_auto (GStrv) tags = yipu_record_dup_list (build->product, "tags");
  JsonObject *out = build->out;

  add_title (build);
  if (!add_selling_points (build, error))
    return FALSE;
  add_subtitle (build);
  if (!add_story (build, error))
    return FALSE;
  json_object_set_array_member (out, "tags", new_texts (tags));
  if (build->brand)
    yipu_offer_set (out, "brand", yipu_offer_text (build->brand, "name"));
  yipu_offer_set (out, "sku", yipu_record_get (build->product, "sku"));
  yipu_offer_set (out, "gtin", yipu_record_get (build->product, "gtin"));
  json_object_set_int_member (out, "invoice", yipu_record_get_yes (build->product, "invoice"));
  json_object_set_int_member (out, "return7", yipu_record_get_yes (build->product, "return7"));
  add_category (build);
  add_origin (build);
  add_size (build);
  add_food (build);
  return TRUE;
}
