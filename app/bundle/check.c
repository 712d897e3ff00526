/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A product against what a shop asks: limits, needs, the seller's own ids, pictures. Every finding
 * names the record and field that a person must open to mend it. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/money.h>
#include <yipu/vocabulary.h>

#include "bundle/context.h"
#include "product/offers.h"

/* One product in one shop. */
typedef struct {
  const YipuShop *shop;
  YipuScope scope;
  JsonObject *p;
  JsonObject *v; /* (nullable) the variant being looked at */
  GPtrArray *findings;
} Check;

/* What to open. */
typedef struct {
  const char *kind;
  const char *record;
  const char *field;
} Place;

static void
add (const Check *check, YipuSeverity severity, const char *rule, const Place *place, char *message)
{
  YipuFinding *finding =
      yipu_finding_new (severity, rule, place->kind, place->record, place->field, "%s", message);

  finding->shop = g_strdup (check->shop->id);
  g_ptr_array_add (check->findings, finding);
  g_free (message);
}

/* Walks the table of paths to the last member's record and field. */
static const YipuPath *
find_member (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, ".", -1);
  const YipuPath *member = NULL;
  const char *object = segments[0];

  for (guint i = 1; segments[i] && object; i++) {
    const YipuPath *next = yipu_paths_find (object, segments[i]);

    if (next == NULL)
      break;
    member = next;
    object = next->type.object;
  }
  return member;
}

/* Where the product itself says a value came from: its shop's text, its craft, its maker. */
static gboolean
find_source (const Check *check, const char *path, Place *place)
{
  JsonObject *from = json_object_get_object_member (check->p, "from");
  const char *name = path + strlen ("p.");
  JsonArray *source;

  if (!g_str_has_prefix (path, "p.") || !json_object_has_member (from, name))
    return FALSE;
  source = json_object_get_array_member (from, name);
  *place =
      (Place){ json_array_get_string_element (source, 0), json_array_get_string_element (source, 1),
               json_array_get_string_element (source, 2) };
  return TRUE;
}

static Place
find_place (const Check *check, const char *path)
{
  const YipuPath *member = find_member (path);
  const char *product = json_object_get_string_member (check->p, "uuid");
  Place place = { "product", product, member ? member->field : NULL };

  if (find_source (check, path, &place))
    return place;
  if (check->v && g_str_has_prefix (path, "v."))
    return (Place){ "variant", json_object_get_string_member (check->v, "uuid"),
                    member ? member->field : NULL };
  if (place.field && yipu_kind_field (yipu_kind_find ("product"), place.field) == NULL)
    place.field = NULL;
  return place;
}

/* The first variant that has this option value, and its field. */
static void
find_value (const Check *check, const char *text, Place *place)
{
  JsonArray *variants = json_object_get_array_member (check->p, "variants");

  for (guint i = 0; i < json_array_get_length (variants); i++) {
    JsonObject *variant = json_array_get_object_element (variants, i);
    JsonArray *values = json_object_get_array_member (variant, "values");

    for (guint j = 0; j < json_array_get_length (values); j++) {
      JsonObject *value = json_array_get_object_element (values, j);

      if (!g_str_equal (json_object_get_string_member (value, "text"), text))
        continue;
      *place = (Place){ "variant", json_object_get_string_member (variant, "uuid"),
                        json_object_get_string_member (value, "field") };
      return;
    }
  }
}

/* What the field is called, for people. */
static const char *
label_of (const Place *place)
{
  const YipuKind *kind = yipu_kind_find (place->kind);
  const YipuField *field = place->field ? yipu_kind_field (kind, place->field) : NULL;

  return field ? _ (field->label) : _ (kind->label);
}

static const char *
measure_name (const YipuLimit *limit)
{
  static const char *const measures[] = { "chars", "gbk", "utf8" };

  switch (limit->kind) {
  case YIPU_LIMIT_COUNT: return "count";
  case YIPU_LIMIT_NUMBER: return "number";
  case YIPU_LIMIT_MATCH: return "match";
  case YIPU_LIMIT_ONLY: return "only";
  case YIPU_LIMIT_LENGTH:
  default: return measures[limit->measure];
  }
}

static void
add_limit (const Check *check, const YipuLimit *limit, const Place *place, char *message)
{
  g_autofree char *rule =
      g_strdup_printf ("%s.%s.%s", check->shop->id, limit->path, measure_name (limit));

  add (check, limit->severity, rule, place, message);
}

static char *
say_too_long (const Check *check, const YipuLimit *limit, const Place *place, gint64 length)
{
  const char *shop = yipu_words_pick (&check->shop->name);
  int is = (int) MIN (length, G_MAXINT), most = (int) MIN (limit->max, G_MAXINT);

  if (limit->measure == YIPU_MEASURE_GBK)
    return g_strdup_printf (_ ("%s: %d bytes as %s counts them (a Chinese character is 2), and %d "
                               "fit. Take out %d."),
                            label_of (place), is, shop, most, is - most);
  if (limit->measure == YIPU_MEASURE_UTF8)
    return g_strdup_printf (_ ("%s: %d bytes, and %s takes %d. Take out %d."), label_of (place), is,
                            shop, most, is - most);
  return g_strdup_printf (_ ("%s: %d characters, and %s takes %d. Take out %d."), label_of (place),
                          is, shop, most, is - most);
}

static void
check_length (const Check *check, const YipuLimit *limit, const Place *place, const char *text)
{
  gint64 length = (gint64) yipu_measure_text (limit->measure, text);

  if (length > limit->max)
    add_limit (check, limit, place, say_too_long (check, limit, place, length));
  else if (length < limit->min)
    add_limit (check, limit, place,
               g_strdup_printf (_ ("%s is too short for %s, which wants at least %d (it is %d)."),
                                label_of (place), yipu_words_pick (&check->shop->name),
                                (int) limit->min, (int) length));
}

/* Money is said in yuan. */
static char *
dup_number (const Place *place, gint64 number)
{
  if (place->field && g_str_has_suffix (place->field, "_fen"))
    return yipu_money_to_string (number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
check_number (const Check *check, const YipuLimit *limit, const Place *place, const char *text)
{
  gint64 number;
  g_autofree char *is = NULL;
  g_autofree char *min = dup_number (place, limit->min);
  g_autofree char *max = dup_number (place, limit->max);

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL) ||
      (number >= limit->min && number <= limit->max))
    return;
  is = dup_number (place, number);
  add_limit (check, limit, place,
             number < limit->min
                 ? g_strdup_printf (_ ("%s is %s: %s takes %s or more."), label_of (place), is,
                                    yipu_words_pick (&check->shop->name), min)
                 : g_strdup_printf (_ ("%s is %s: %s takes %s at most."), label_of (place), is,
                                    yipu_words_pick (&check->shop->name), max));
}

static const char *
say_forbidden (const char *only)
{
  static const struct {
    const char *only, *words;
  } classes[] = {
    { "no-quote-tab-newline", N_ ("straight quotation marks, tabs or line breaks") },
    { "no-comma", N_ ("commas") },
    { "no-colon-semicolon", N_ ("colons or semicolons") },
    { "no-emoji", N_ ("emoji") },
    { "no-backslash-n", N_ ("a backslash before “n”") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].only, only))
      return _ (classes[i].words);
  return only;
}

static void
check_characters (const Check *check, const YipuLimit *limit, const Place *place, const char *text)
{
  const char *shop = yipu_words_pick (&check->shop->name);
  g_autofree char *shown = yipu_pipe_cut (text, "chars,30");

  if (limit->kind == YIPU_LIMIT_ONLY && !yipu_only_passes (limit->only, text))
    add_limit (check, limit, place,
               g_strdup_printf (_ ("%s: %s cannot take %s. Change “%s”."), label_of (place), shop,
                                say_forbidden (limit->only), shown));
  if (limit->kind == YIPU_LIMIT_MATCH && !g_regex_match (limit->regex, text, 0, NULL))
    add_limit (check, limit, place,
               g_strdup_printf (_ ("%s: %s does not take “%s”. %s"), label_of (place), shop, shown,
                                limit->hint.zh ? yipu_words_pick (&limit->hint) : ""));
}

static void
check_text (const Check *check, const YipuLimit *limit, JsonNode *node)
{
  g_autofree char *text = yipu_node_dup_text (node);
  Place place = find_place (check, limit->path);

  if (text == NULL || text[0] == '\0')
    return;
  if (g_str_equal (limit->path, "p.option_values.text"))
    find_value (check, text, &place);
  if (limit->kind == YIPU_LIMIT_NUMBER)
    check_number (check, limit, &place, text);
  else
    check_characters (check, limit, &place, text);
  if (limit->kind != YIPU_LIMIT_NUMBER)
    check_length (check, limit, &place, text);
}

/* What is counted, where its field would name only the first of it. */
static const char *
label_of_list (const YipuLimit *limit, const Place *place)
{
  if (g_str_equal (limit->path, "p.options"))
    return _ ("Options");
  return g_str_equal (limit->path, "p.variants") ? _ ("Variants") : label_of (place);
}

static void
check_count (const Check *check, const YipuLimit *limit, JsonNode *node)
{
  Place place = find_place (check, limit->path);
  gint64 count = node && JSON_NODE_HOLDS_ARRAY (node)
                     ? json_array_get_length (json_node_get_array (node))
                     : node != NULL;

  if (count > limit->max)
    add_limit (check, limit, &place,
               g_strdup_printf (_ ("%s: there are %d, and %s takes %d."),
                                label_of_list (limit, &place), (int) count,
                                yipu_words_pick (&check->shop->name), (int) limit->max));
  else if (count < limit->min)
    add_limit (check, limit, &place,
               g_strdup_printf (_ ("%s: there are %d, and %s wants at least %d."),
                                label_of_list (limit, &place), (int) count,
                                yipu_words_pick (&check->shop->name), (int) limit->min));
}

static void
check_limit (const Check *check, const YipuLimit *limit)
{
  g_autoptr (JsonNode) value = yipu_expression_look_up (limit->value, &check->scope);

  if (limit->kind == YIPU_LIMIT_COUNT) {
    check_count (check, limit, value);
  } else if (value && JSON_NODE_HOLDS_ARRAY (value)) {
    for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
      check_text (check, limit, json_array_get_element (json_node_get_array (value), i));
  } else if (value) {
    check_text (check, limit, value);
  }
}

static void
check_need (const Check *check, const YipuNeed *need)
{
  g_autoptr (JsonNode) value = yipu_expression_look_up (need->value, &check->scope);
  g_autofree char *rule = g_strdup_printf ("%s.need.%s", check->shop->id, need->path);
  Place place = find_place (check, need->path);

  if (!yipu_node_is_empty (value) || !yipu_condition_holds (&need->when, &check->scope))
    return;
  add (check, need->severity, rule, &place,
       g_strdup_printf (_ ("%s is empty: %s asks for it."), label_of (&place),
                        yipu_words_pick (&check->shop->name)));
}

static gboolean
is_of_variant (const char *path)
{
  return g_str_has_prefix (path, "v.");
}

/* Runs the limits and needs that speak of variants, or those that do not. */
static void
check_rules (const Check *check, gboolean variants)
{
  for (guint i = 0; i < check->shop->limits->len; i++) {
    const YipuLimit *limit = &g_array_index (check->shop->limits, YipuLimit, i);

    if (is_of_variant (limit->path) == variants)
      check_limit (check, limit);
  }
  for (guint i = 0; i < check->shop->needs->len; i++) {
    const YipuNeed *need = &g_array_index (check->shop->needs, YipuNeed, i);

    if (is_of_variant (need->path) == variants)
      check_need (check, need);
  }
}

static void
check_variants (Check *check)
{
  JsonArray *variants = json_object_get_array_member (check->p, "variants");

  for (guint i = 0; i < json_array_get_length (variants); i++) {
    check->v = json_array_get_object_element (variants, i);
    json_object_set_object_member (check->scope.roots, "v", json_object_ref (check->v));
    check_rules (check, TRUE);
  }
  check->v = NULL;
  json_object_remove_member (check->scope.roots, "v");
}

static void
check_map (const Check *check, const YipuProfileMap *map)
{
  g_autoptr (JsonNode) value = yipu_expression_look_up (map->from, &check->scope);
  g_autofree char *ours = yipu_node_dup_text (value);
  g_autofree char *rule = g_strdup_printf ("%s.map.%s", check->shop->id, map->name);
  JsonNode *table = json_object_get_member (check->scope.maps, map->name);
  Place place = find_place (check, map->path);

  if (ours == NULL || (table && json_object_has_member (json_node_get_object (table), ours)))
    return;
  add (check, map->severity, rule, &place,
       g_strdup_printf ("%s: %s", yipu_vocabulary_label ("product_types", ours),
                        yipu_words_pick (&map->miss)));
}

/* Smaller than what the shop wants: it would be blown up and look blurred. */
static gboolean
is_too_small (const YipuShopImages *images, const YipuImageSet *set, JsonObject *photo)
{
  gint64 w = json_object_get_int_member_with_default (photo, "w", 0);
  gint64 h = json_object_get_int_member_with_default (photo, "h", 0);

  if (w < 1 || h < 1)
    return FALSE;
  if (set->fit == YIPU_FIT_CROP)
    return w < images->width || h < images->height;
  if (set->fit == YIPU_FIT_PAD)
    return w < images->width && h < images->height;
  return w < set->min_width || h < set->min_height;
}

/* More than a third of the photo would be cut off, or of the picture be blank. */
static gboolean
is_far_from_ratio (const YipuImageSet *set, JsonObject *photo)
{
  gint64 w = json_object_get_int_member_with_default (photo, "w", 0);
  gint64 h = json_object_get_int_member_with_default (photo, "h", 0);
  gint64 across = w * set->ratio_h, down = h * set->ratio_w;

  return set->ratio_w > 0 && w > 0 && h > 0 && 3 * MIN (across, down) < 2 * MAX (across, down);
}

static void
check_photo (const Check *check, guint at, JsonObject *photo)
{
  const YipuShopImages *images = &g_array_index (check->shop->images, YipuShopImages, at);
  const YipuImageSet *set = &g_array_index (check->shop->sets, YipuImageSet, at);
  g_autofree char *small = g_strdup_printf ("%s.img.%s.px", check->shop->id, images->id);
  g_autofree char *ratio = g_strdup_printf ("%s.img.%s.ratio", check->shop->id, images->id);
  Place place = { "slot", json_object_get_string_member (photo, "slot"), "file" };
  const char *label = yipu_words_pick (&set->label);

  if (is_too_small (images, set, photo))
    add (check, YIPU_SEVERITY_HINT, small, &place,
         g_strdup_printf (
             _ ("%s: the photo is %d × %d, smaller than the %d × %d that %s shows: it "
                "will look blurred."),
             label, (int) json_object_get_int_member (photo, "w"),
             (int) json_object_get_int_member (photo, "h"), MAX (images->width, set->min_width),
             MAX (images->height, set->min_height), yipu_words_pick (&check->shop->name)));
  if (is_far_from_ratio (set, photo))
    add (check, YIPU_SEVERITY_HINT, ratio, &place,
         g_strdup_printf (
             set->fit == YIPU_FIT_CROP
                 ? _ ("%s: at %d:%d more than a third of this photo is cut off. Move its "
                      "focus, or take another.")
                 : _ ("%s: at %d:%d more than a third of the picture stays blank. Take "
                      "another photo if you can."),
             label, set->ratio_w, set->ratio_h));
}

static void
check_images (const Check *check, guint at)
{
  const YipuShopImages *images = &g_array_index (check->shop->images, YipuShopImages, at);
  const YipuImageSet *set = &g_array_index (check->shop->sets, YipuImageSet, at);
  g_autoptr (JsonArray) photos = yipu_context_select_photos (check->shop, at, check->p);
  g_autofree char *rule = g_strdup_printf ("%s.img.%s", check->shop->id, images->id);
  Place place = { "product", json_object_get_string_member (check->p, "uuid"), NULL };
  int count = (int) json_array_get_length (photos);

  if (count < images->min)
    add (check, set->severity, rule, &place,
         g_strdup_printf (
             _ ("%s: there are %d, and %s wants at least %d. Add photos that may leave."),
             yipu_words_pick (&set->label), count, yipu_words_pick (&check->shop->name),
             images->min));
  for (guint i = 0; i < (guint) count; i++)
    check_photo (check, at, json_array_get_object_element (photos, i));
}

gboolean
yipu_shop_check (const YipuShop *shop,
                 YipuOffers *offers,
                 const char *product,
                 const char *date,
                 GPtrArray *findings,
                 GError **error)
{
  g_autoptr (JsonObject) roots = NULL;
  Check check = { .shop = shop, .findings = findings };

  g_return_val_if_fail (shop != NULL && offers != NULL && product != NULL, FALSE);
  roots = yipu_context_new (shop, offers, product, NULL, error);
  if (roots == NULL)
    return FALSE;
  check.scope.roots = roots;
  check.scope.maps = yipu_offers_get_maps (offers, shop->id, error);
  if (check.scope.maps == NULL)
    return FALSE;
  check.p = json_object_get_object_member (roots, "p");
  check_rules (&check, FALSE);
  check_variants (&check);
  for (guint i = 0; i < shop->maps->len; i++)
    check_map (&check, &g_array_index (shop->maps, YipuProfileMap, i));
  for (guint i = 0; i < shop->images->len; i++)
    check_images (&check, i);
  return yipu_offers_check (offers, product, date, findings, error);
}
