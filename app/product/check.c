/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong with a product in every shop: the record itself, its codes, its variants, its
 * price, its place in the brand. What the kit engine finds comes along. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/money.h>
#include <yipu/text.h>

#include "base/pinyin.h"
#include "product/offers.h"

/* A product being checked; records are the offers' own. */
typedef struct {
  YipuOffers *offers;
  YipuRecord *product;
  GPtrArray *variants;
  YipuRecord *brand; /* (nullable) */
  const char *date;  /* (nullable) */
  GPtrArray *findings;
} Check;

static void add (Check *check,
                 YipuSeverity severity,
                 const char *rule,
                 const YipuRecord *record,
                 const char *field,
                 const char *message,
                 ...) G_GNUC_PRINTF (6, 7);

static void
add (Check *check,
     YipuSeverity severity,
     const char *rule,
     const YipuRecord *record,
     const char *field,
     const char *message,
     ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);
  g_ptr_array_add (check->findings,
                   yipu_finding_new (severity, rule, yipu_record_get_kind (record)->id,
                                     yipu_record_get_id (record), field, "%s", text));
}

/* A reference to what is not there, or was removed, counts as empty. */
static gboolean
has (Check *check, const char *field, const char *kind, GError **error)
{
  return yipu_offers_read (check->offers, kind, yipu_record_get (check->product, field), error) !=
         NULL;
}

static gboolean
check_whole (Check *check, GError **error)
{
  g_autoptr (GError) local = NULL;
  const YipuRecord *product = check->product;
  gboolean sold = has (check, "kit", "kit", &local) || has (check, "item", "item", &local);
  gboolean branded = has (check, "brand", "brand", &local);
  gboolean made = has (check, "maker", "organisation", &local);

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!sold)
    add (check, YIPU_SEVERITY_BLOCK, "product.kit", product,
         yipu_record_get (product, "item") ? "item" : "kit",
         _ ("It is not said what is sold: choose a kit or a finished piece."));
  if (!branded)
    add (check, YIPU_SEVERITY_WARN, "product.brand", product, "brand",
         _ ("No brand is chosen: shops will say “no brand”."));
  if (!made)
    add (check, YIPU_SEVERITY_BLOCK, "product.maker", product, "maker",
         _ ("It is not said who makes it: the label must name the maker."));
  if (yipu_record_get (product, "type") == NULL)
    add (check, YIPU_SEVERITY_BLOCK, "product.type", product, "type",
         _ ("Choose the type of product: what a label must say and which shop category it goes to "
            "follow from it."));
  return TRUE;
}

static gboolean
check_unique (Check *check, const YipuRecord *record, const char *field, GError **error)
{
  GHashTable *codes = yipu_offers_get_codes (check->offers, error);
  const char *code = yipu_record_get (record, field);
  g_autofree char *key = code ? g_strdup_printf ("%s %s", field, code) : NULL;

  if (codes && key && GPOINTER_TO_UINT (g_hash_table_lookup (codes, key)) > 1)
    add (
        check, YIPU_SEVERITY_BLOCK,
        g_str_equal (field, "sku") ? "product.sku_twice" : "product.gtin_twice", record, field,
        g_str_equal (field, "sku")
            ? _ ("“%s” is the SKU of another product or variant too: a shop would mix them up.")
            : _ ("“%s” is the barcode of another product or variant too: each thing sold has its own."),
        code);
  return codes != NULL;
}

/* 02, 04 and 20 to 29 are for use inside one shop only. */
static gboolean
is_for_own_use (const char *gtin)
{
  g_autofree char *digits = NULL;

  if (strlen (gtin) == 8)
    return FALSE;
  digits = g_strdup_printf ("%.*s%s", (int) (14 - MIN (strlen (gtin), 14)), "00", gtin);
  return strncmp (digits + 1, "02", 2) == 0 || strncmp (digits + 1, "04", 2) == 0 ||
         digits[1] == '2';
}

static void
check_gtin (Check *check, const YipuRecord *record)
{
  const char *gtin = yipu_record_get (record, "gtin");

  if (gtin == NULL)
    return;
  if (!yipu_gtin_is_valid (gtin))
    add (check, YIPU_SEVERITY_BLOCK, "product.gtin", record, "gtin",
         _ ("“%s” is no barcode: a digit is wrong. Compare it with the certificate, or leave it "
            "empty."),
         gtin);
  else if (is_for_own_use (gtin))
    add (check, YIPU_SEVERITY_WARN, "product.gtin_own", record, "gtin",
         _ ("“%s” is a number for use inside one shop only: other shops may refuse it."), gtin);
}

/* Pictures and folders are named after the SKU. */
static gboolean
can_name_files (const char *sku)
{
  g_autofree char *plain = yipu_pinyin_plain (sku);
  g_autoptr (GArray) parts = yipu_pinyin_parts (plain);

  return parts->len > 0;
}

static void
check_sku (Check *check, const YipuRecord *record, const char *rule)
{
  const char *sku = yipu_record_get (record, "sku");

  if (sku == NULL)
    add (check, YIPU_SEVERITY_BLOCK, rule, record, "sku",
         _ ("The SKU is empty: orders and pictures are found by it."));
  else if (!can_name_files (sku))
    add (check, YIPU_SEVERITY_BLOCK, rule, record, "sku",
         _ ("The SKU “%s” needs a letter or a digit: pictures are named after it."), sku);
}

/* SKUs and barcodes of the product and its variants. */
static gboolean
check_codes (Check *check, GError **error)
{
  check_sku (check, check->product, "product.sku");
  check_gtin (check, check->product);
  if (!check_unique (check, check->product, "sku", error) ||
      !check_unique (check, check->product, "gtin", error))
    return FALSE;
  for (guint i = 0; i < check->variants->len; i++) {
    const YipuRecord *variant = check->variants->pdata[i];

    check_sku (check, variant, "variant.sku");
    check_gtin (check, variant);
    if (!check_unique (check, variant, "sku", error) ||
        !check_unique (check, variant, "gtin", error))
      return FALSE;
  }
  return TRUE;
}

static const char *const option_names[] = { "option1_name", "option2_name", "option3_name" };
static const char *const options[] = { "option1", "option2", "option3" };

/* What tells a variant from the others, "靛蓝\n大\n". */
static char *
dup_choice (const YipuRecord *variant)
{
  g_autoptr (GString) choice = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    const char *text = yipu_record_get (variant, options[i]);

    g_string_append_printf (choice, "%s\n", text ? text : "");
  }
  return g_string_free (g_steal_pointer (&choice), FALSE);
}

static void
check_values (Check *check, const YipuRecord *variant)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    const char *name = yipu_record_get (check->product, option_names[i]);
    const char *text = yipu_record_get (variant, options[i]);

    if (name && text == NULL)
      add (check, YIPU_SEVERITY_BLOCK, "variant.option", variant, options[i],
           _ ("A variant has no value for “%s”."), name);
    else if (name == NULL && text)
      add (check, YIPU_SEVERITY_BLOCK, "variant.option_name", check->product, option_names[i],
           _ ("Variants say “%s”, but the option has no name: what is it, a colour, a size?"),
           text);
  }
}

static void
check_variants (Check *check)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < check->variants->len; i++) {
    const YipuRecord *variant = check->variants->pdata[i];

    check_values (check, variant);
    if (!g_hash_table_add (seen, dup_choice (variant)))
      add (check, YIPU_SEVERITY_BLOCK, "variant.same", variant, "option1",
           _ ("Two variants have the same values: a buyer could not tell them apart."));
  }
  for (guint i = 0; check->variants->len == 0 && i < G_N_ELEMENTS (option_names); i++)
    if (yipu_record_get (check->product, option_names[i]))
      add (check, YIPU_SEVERITY_HINT, "product.option", check->product, option_names[i],
           _ ("The option “%s” has no variants yet: add them, or clear its name."),
           yipu_record_get (check->product, option_names[i]));
}

/* The kit's own findings (its price and cost among them); variants priced apart are held to the
 * same. */
static gboolean
check_price (Check *check, GError **error)
{
  const YipuOfferKit *kit =
      yipu_offers_get_kit (check->offers, yipu_record_get_id (check->product), error);
  gint64 recommended = yipu_record_get_int (check->product, "recommended_fen", -1);

  for (guint i = 0; kit && i < kit->findings->len; i++)
    g_ptr_array_add (check->findings, yipu_finding_ref (kit->findings->pdata[i]));
  for (guint i = 0; kit && i < check->variants->len; i++) {
    const YipuRecord *variant = check->variants->pdata[i];
    gint64 price = yipu_record_get_int (variant, "price_fen", -1);
    g_autofree char *cost_yuan = yipu_money_to_string (MAX (kit->cost_fen, 0));
    g_autofree char *recommended_yuan = yipu_money_to_string (MAX (recommended, 0));

    if (price < 0)
      continue;
    if (kit->cost_fen >= 0 && price < kit->cost_fen)
      add (check, YIPU_SEVERITY_BLOCK, "variant.below_cost", variant, "price_fen",
           _ ("This variant costs less than making it: materials and wages come to %s yuan."),
           cost_yuan);
    else if (price < recommended)
      add (check, YIPU_SEVERITY_WARN, "variant.below_recommended", variant, "price_fen",
           _ ("This variant is below the brand's recommended price of %s yuan."), recommended_yuan);
  }
  return kit != NULL;
}

/* Whether a membership covers the product; an empty list of products means all. */
static gboolean
covers (const Check *check, const YipuRecord *membership)
{
  g_auto (GStrv) products = yipu_record_dup_list (membership, "products");

  return g_strcmp0 (yipu_record_get (membership, "organisation"),
                    yipu_record_get (check->product, "maker")) == 0 &&
         (products[0] == NULL ||
          g_strv_contains ((const char *const *) products, yipu_record_get_id (check->product)));
}

static gboolean
is_in_force (const YipuRecord *membership, const char *date)
{
  const char *from = yipu_record_get (membership, "valid_from");
  const char *until = yipu_record_get (membership, "until");

  return (from == NULL || strcmp (from, date) <= 0) && (until == NULL || strcmp (date, until) <= 0);
}

static void
add_membership (Check *check, const YipuRecord *found)
{
  const char *brand = yipu_offer_text (check->brand, "name");

  if (found == NULL)
    add (check, YIPU_SEVERITY_BLOCK, "product.member", check->product, "maker",
         _ ("The maker is no member of “%s” for this product: enter the membership, or choose "
            "another brand."),
         brand ? brand : "");
  else
    add (check, YIPU_SEVERITY_BLOCK, "product.membership", found, "until",
         _ ("The membership of “%s” is not in force on %s (from %s until %s): renew it first."),
         brand ? brand : "", check->date,
         yipu_record_get (found, "valid_from") ? yipu_record_get (found, "valid_from") : "…",
         yipu_record_get (found, "until") ? yipu_record_get (found, "until") : "…");
}

/* A regional public brand is its members' on the day of the export; its owner needs no paper of
 * its own, but one that is there must be in force. */
static gboolean
check_membership (Check *check, GError **error)
{
  const YipuRecord *found = NULL;
  GPtrArray *memberships;

  if (check->brand == NULL || check->date == NULL ||
      g_strcmp0 (yipu_record_get (check->brand, "kind"), "regional_public") != 0)
    return TRUE;
  memberships = yipu_offers_list (check->offers, "membership", "brand",
                                  yipu_record_get_id (check->brand), error);
  for (guint i = 0; memberships && i < memberships->len; i++) {
    if (!covers (check, memberships->pdata[i]))
      continue;
    found = memberships->pdata[i];
    if (is_in_force (found, check->date))
      return TRUE;
  }
  if (memberships && (found || g_strcmp0 (yipu_record_get (check->brand, "owner"),
                                          yipu_record_get (check->product, "maker")) != 0))
    add_membership (check, found);
  return memberships != NULL;
}

static void
check_prefix (Check *check)
{
  const char *prefix = check->brand ? yipu_record_get (check->brand, "title_prefix") : NULL;
  const char *title = yipu_record_get (check->product, "title");

  if (prefix == NULL || title == NULL || g_str_has_prefix (title, prefix))
    return;
  add (check, YIPU_SEVERITY_WARN, "product.prefix", check->product, "title",
       _ ("Titles of this brand begin with “%s”."), prefix);
}

/* A picture of a variant that no variant claims is shown nowhere. */
static gboolean
check_slots (Check *check, GError **error)
{
  GPtrArray *slots = yipu_offers_list (check->offers, "slot", "product",
                                       yipu_record_get_id (check->product), error);

  for (guint i = 0; slots && i < slots->len; i++) {
    const YipuRecord *slot = slots->pdata[i];

    if (g_strcmp0 (yipu_record_get (slot, "role"), "variant") == 0 &&
        yipu_record_get (slot, "variant") == NULL)
      add (check, YIPU_SEVERITY_HINT, "slot.variant", slot, "variant",
           _ ("Say which variant this picture shows: until then no shop gets it."));
  }
  return slots != NULL;
}

static gboolean
run_check (Check *check, GError **error)
{
  g_autoptr (GError) local = NULL;

  check->variants = yipu_offers_list (check->offers, "variant", "product",
                                      yipu_record_get_id (check->product), error);
  if (check->variants == NULL)
    return FALSE;
  check->brand =
      yipu_offers_read (check->offers, "brand", yipu_record_get (check->product, "brand"), &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  check_variants (check);
  check_prefix (check);
  return check_whole (check, error) && check_codes (check, error) && check_price (check, error) &&
         check_membership (check, error) && check_slots (check, error);
}

/* The findings of a product on a day, found once: ten shops ask for them. */
static GPtrArray *
ensure_findings (YipuOffers *offers, const char *product, const char *date, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", date ? date : "", product);
  GPtrArray *known = g_hash_table_lookup (yipu_offers_get_checks (offers), key);
  g_autoptr (YipuRecord) record = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  Check check = { .offers = offers, .date = date };

  if (known)
    return known;
  record = yipu_reader_get (yipu_offers_get_reader (offers), "product", product, error);
  if (record == NULL)
    return NULL;
  findings = yipu_findings_new ();
  check.product = record;
  check.findings = findings;
  if (!run_check (&check, error))
    return NULL;
  g_hash_table_insert (yipu_offers_get_checks (offers), g_steal_pointer (&key),
                       g_ptr_array_ref (findings));
  return findings;
}

gboolean
yipu_offers_check (
    YipuOffers *offers, const char *product, const char *date, GPtrArray *findings, GError **error)
{
  GPtrArray *found;

  g_return_val_if_fail (offers != NULL && product != NULL && findings != NULL, FALSE);
  found = ensure_findings (offers, product, date, error);
  for (guint i = 0; found && i < found->len; i++)
    g_ptr_array_add (findings, yipu_finding_ref (found->pdata[i]));
  return found != NULL;
}
