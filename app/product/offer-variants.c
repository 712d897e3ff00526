/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options and variants of an offer, with their prices, stock, weight, and the shop's own ids. Names
 * and values the seller has mapped to none get −1001, −1002 …, as shops mark own ones. */
#include "product/offers.h"

#define N_OPTIONS 3

/* First of the ids for own names; they count down. */
#define OWN_ID (-1001)

/* An option while its values are gathered. */
typedef struct {
  const char *name;
  const char *field; /* of variant */
  gint64 pid;
  GPtrArray *texts; /* of const char *, distinct, in order */
  JsonArray *values;
} Option;

static gint64
match_id (const YipuRecord *match, const char *field, gint64 fallback)
{
  const char *text = match ? yipu_record_get (match, field) : NULL;
  gint64 id;

  return text && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL) ? id : fallback;
}

/* "颜色:靛蓝" says it for this option only, "靛蓝" for any. */
static YipuRecord *
find_value_match (YipuOfferBuild *build, const Option *option, const char *text, GError **error)
{
  g_autofree char *full = g_strdup_printf ("%s:%s", option->name, text);
  YipuRecord *match = yipu_offers_find_match (build->offers, build->shop, "option", full, error);

  if (match == NULL)
    match = yipu_offers_find_match (build->offers, build->shop, "option", text, error);
  return match;
}

static guint
find_text (GPtrArray *texts, const char *text)
{
  guint i;

  for (i = 0; i < texts->len; i++)
    if (g_str_equal (texts->pdata[i], text))
      break;
  return i;
}

static void
add_value (YipuOfferBuild *build, Option *option, const char *text, GError **error)
{
  JsonObject *value = json_object_new ();
  YipuRecord *match = find_value_match (build, option, text, error);
  gint64 own = OWN_ID - (gint64) option->texts->len;

  json_object_set_string_member (value, "text", text);
  json_object_set_string_member (value, "field", option->field);
  json_object_set_int_member (value, "pid", match_id (match, "pid", option->pid));
  json_object_set_int_member (value, "vid", match_id (match, "vid", own));
  json_array_add_object_element (option->values, value);
  g_ptr_array_add (option->texts, (gpointer) text);
}

/* Gathers the distinct values of one option. */
static void
gather_option (YipuOfferBuild *build, GPtrArray *variants, Option *option, guint at, GError **error)
{
  YipuRecord *match =
      yipu_offers_find_match (build->offers, build->shop, "option", option->name, error);

  option->pid = match_id (match, "pid", OWN_ID - (gint64) at);
  option->texts = g_ptr_array_new ();
  option->values = json_array_new ();
  for (guint i = 0; i < variants->len; i++) {
    const char *text = yipu_record_get (variants->pdata[i], option->field);

    if (text && find_text (option->texts, text) == option->texts->len)
      add_value (build, option, text, error);
  }
}

static void
add_option (YipuOfferBuild *build, const Option *option)
{
  JsonArray *options = json_object_get_array_member (build->out, "options");
  JsonArray *all = json_object_get_array_member (build->out, "option_values");
  JsonObject *object = json_object_new ();
  JsonArray *texts = json_array_new ();

  for (guint i = 0; i < option->texts->len; i++) {
    json_array_add_string_element (texts, option->texts->pdata[i]);
    json_array_add_element (all, json_array_dup_element (option->values, i));
  }
  json_object_set_string_member (object, "name", option->name);
  json_object_set_array_member (object, "values", texts);
  json_array_add_object_element (options, object);
}

static void
set_number (JsonObject *object, const char *member, gint64 number)
{
  if (number >= 0)
    json_object_set_int_member (object, member, number);
}

/* A variant's own number, else the product's. */
static gint64
own_or (const YipuRecord *variant, const char *field, JsonObject *product, const char *member)
{
  gint64 fallback = json_object_get_int_member_with_default (product, member, -1);

  return yipu_record_get_int (variant, field, fallback);
}

static void
add_variant (YipuOfferBuild *build,
             const YipuRecord *variant,
             const Option *options,
             guint position)
{
  JsonArray *variants = json_object_get_array_member (build->out, "variants");
  JsonObject *out = json_object_new ();
  JsonArray *values = json_array_new ();

  json_object_set_string_member (out, "uuid", yipu_record_get_id (variant));
  yipu_offer_set (out, "sku", yipu_record_get (variant, "sku"));
  yipu_offer_set (out, "gtin", yipu_record_get (variant, "gtin"));
  set_number (out, "price", own_or (variant, "price_fen", build->out, "price"));
  set_number (out, "weight_g", own_or (variant, "weight_g", build->out, "weight_g"));
  set_number (out, "stock", yipu_record_get_int (variant, "stock", -1));
  set_number (out, "position", position);
  for (guint i = 0; i < N_OPTIONS; i++) {
    const char *text = options[i].name ? yipu_record_get (variant, options[i].field) : NULL;

    if (text)
      json_array_add_element (
          values, json_array_dup_element (options[i].values, find_text (options[i].texts, text)));
  }
  json_object_set_array_member (out, "values", values);
  json_array_add_object_element (variants, out);
}

/* Price and weight as typed, else as the kit computes them. */
static gboolean
add_figures (YipuOfferBuild *build, gboolean has_variants, GError **error)
{
  const YipuOfferKit *kit =
      yipu_offers_get_kit (build->offers, yipu_record_get_id (build->product), error);
  gint64 price;

  if (kit == NULL)
    return FALSE;
  price = yipu_record_get_int (build->product, "price_fen", kit->price_fen);
  set_number (build->out, "price", price);
  set_number (build->out, "weight_g",
              yipu_record_get_int (build->product, "weight_g", kit->weight_g));
  json_object_set_int_member (build->out, "has_variants", has_variants);
  if (!has_variants)
    set_number (build->out, "own_price", price);
  return TRUE;
}

static void
add_stock (YipuOfferBuild *build, GPtrArray *variants)
{
  gint64 total = yipu_record_get_int (build->product, "stock", -1);
  gboolean counted = FALSE;

  if (variants->len == 0) {
    set_number (build->out, "own_stock", total);
    set_number (build->out, "stock_total", total);
    return;
  }
  total = 0;
  for (guint i = 0; i < variants->len; i++) {
    gint64 stock = yipu_record_get_int (variants->pdata[i], "stock", -1);

    counted = counted || stock >= 0;
    if (stock > 0 && __builtin_add_overflow (total, stock, &total))
      total = G_MAXINT64;
  }
  set_number (build->out, "stock_total", counted ? total : -1);
}

static void
add_all (YipuOfferBuild *build, GPtrArray *variants, GError **error)
{
  static const char *const fields[][2] = { { "option1_name", "option1" },
                                           { "option2_name", "option2" },
                                           { "option3_name", "option3" } };
  Option options[N_OPTIONS] = { 0 };
  guint at = 0;

  for (guint i = 0; i < N_OPTIONS; i++) {
    options[i].name = yipu_record_get (build->product, fields[i][0]);
    options[i].field = fields[i][1];
    if (options[i].name == NULL)
      continue;
    gather_option (build, variants, &options[i], at++, error);
    if (options[i].texts->len > 0)
      add_option (build, &options[i]);
  }
  for (guint i = 0; i < variants->len; i++)
    add_variant (build, variants->pdata[i], options, i + 1);
  for (guint i = 0; i < N_OPTIONS; i++) {
    g_clear_pointer (&options[i].texts, g_ptr_array_unref);
    g_clear_pointer (&options[i].values, json_array_unref);
  }
}

gboolean
yipu_offer_add_variants (YipuOfferBuild *build, GError **error)
{
  static const char *const lists[] = { "options", "option_values", "variants" };
  g_autoptr (GError) local = NULL;
  GPtrArray *variants = yipu_offers_list (build->offers, "variant", "product",
                                          yipu_record_get_id (build->product), error);

  if (variants == NULL || !add_figures (build, variants->len > 0, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    json_object_set_array_member (build->out, lists[i], json_array_new ());
  add_stock (build, variants);
  add_all (build, variants, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
