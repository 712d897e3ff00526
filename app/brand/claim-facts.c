/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions of the claim rules, looked up. Each knows one kind of record; those that no kind of
 * record can bear out (who made this very piece) have no row in the table: a person must rewrite
 * the text, or tick the warning. */
#include "brand/claim-facts.h"

#include <stdlib.h>
#include <string.h>
#include <yipu/catalog.h>
#include <yipu/heritage.h>
#include <yipu/kit-sheet.h>
#include <yipu/vocabulary.h>

#include "base/json.h"
#include "craft/consent-private.h"

typedef gboolean (*Check) (YipuClaimFacts *facts, const char *words, const char *surface);

/* The kit or item that the product sells, as far as the process behind it. */
static void
find_process (YipuClaimFacts *facts)
{
  const char *kit = facts->product ? yipu_record_get (facts->product, "kit") : NULL;
  g_autoptr (YipuRecord) record = yipu_consents_find (facts->consents, "kit", kit, &facts->error);
  const char *craft = facts->craft ? yipu_record_get_id (facts->craft) : NULL;

  if (record) {
    facts->process = g_strdup (yipu_record_get (record, "process"));
    return;
  }
  g_autoptr (GPtrArray) processes =
      craft ? yipu_claim_facts_list (facts, "process", "craft", craft) : NULL;
  if (processes && processes->len > 0)
    facts->process = g_strdup (yipu_record_get_id (processes->pdata[0]));
}

void
yipu_claim_facts_init (YipuClaimFacts *facts,
                       YipuConsents *consents,
                       const YipuRecord *record,
                       const char *product)
{
  const YipuRecord *about;
  const char *brand;

  memset (facts, 0, sizeof *facts);
  facts->consents = consents;
  facts->reader = yipu_consents_get_reader (consents);
  facts->date = yipu_consents_get_date (consents);
  facts->product = yipu_consents_find (consents, "product", product, &facts->error);
  about = facts->product ? facts->product : record;
  if (!facts->error)
    facts->craft = yipu_consents_craft_of (consents, about, &facts->error);
  brand = facts->product ? yipu_record_get (facts->product, "brand") : NULL;
  if (!brand && yipu_kind_index (yipu_record_get_kind (record), "brand") >= 0)
    brand = yipu_record_get (record, "brand");
  if (!facts->error)
    facts->brand = yipu_consents_find (consents, "brand", brand, &facts->error);
  if (!facts->error)
    find_process (facts);
}

void
yipu_claim_facts_clear (YipuClaimFacts *facts)
{
  g_clear_pointer (&facts->product, yipu_record_unref);
  g_clear_pointer (&facts->craft, yipu_record_unref);
  g_clear_pointer (&facts->brand, yipu_record_unref);
  g_clear_pointer (&facts->process, g_free);
  g_clear_error (&facts->error);
}

GPtrArray *
yipu_claim_facts_list (YipuClaimFacts *facts,
                       const char *kind,
                       const char *field,
                       const char *value)
{
  GPtrArray *records = NULL;

  if (!facts->error)
    records = yipu_reader_list (facts->reader, kind, field, value, &facts->error);
  return records ? records : g_ptr_array_new ();
}

static int
rank_of (const char *level)
{
  const YipuTerm *term = yipu_vocabulary_find ("ich_levels", level);

  return term ? (int) yipu_json_get_int (term->object, "rank", 0) : 0;
}

int
yipu_claim_facts_level (YipuClaimFacts *facts)
{
  g_autoptr (GPtrArray) listings = NULL;
  int level = 0;

  if (!facts->craft)
    return 0;
  listings = yipu_claim_facts_list (facts, "listing", "craft", yipu_record_get_id (facts->craft));
  for (guint i = 0; i < listings->len; i++)
    if (yipu_listing_is_verified (listings->pdata[i]))
      level = MAX (level, rank_of (yipu_record_get (listings->pdata[i], "level")));
  return level;
}

int
yipu_claim_facts_level_of_words (const char *words)
{
  static const struct {
    const char *word;
    int rank;
  } levels[] = { { "世界", 5 },     { "人类", 5 },   { "联合国", 5 }, { "教科文", 5 },
                 { "unesco", 5 },   { "国家级", 4 }, { "省级", 3 },   { "市级", 2 },
                 { "national", 4 }, { "县级", 1 },   { "区级", 1 } };
  int level = 1;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strstr (words, levels[i].word))
      level = MAX (level, levels[i].rank);
  return level;
}

static gboolean
has_listing (YipuClaimFacts *facts, const char *words, const char *surface)
{
  return yipu_claim_facts_level (facts) >= yipu_claim_facts_level_of_words (words);
}

static gboolean
may_be_named (YipuClaimFacts *facts, const char *person)
{
  return person && !facts->error &&
         yipu_consents_of_person (facts->consents, person, "name", NULL, &facts->error) ==
             YIPU_CONSENT_YES;
}

static gboolean
has_inheritor (YipuClaimFacts *facts, const char *words, const char *surface)
{
  g_autoptr (GPtrArray) roles = NULL;
  int needed = yipu_claim_facts_level_of_words (words);

  if (!facts->craft)
    return FALSE;
  roles = yipu_claim_facts_list (facts, "role", "craft", yipu_record_get_id (facts->craft));
  for (guint i = 0; i < roles->len; i++) {
    const YipuRecord *role = roles->pdata[i];
    if (g_strcmp0 (yipu_record_get (role, "kind"), "inheritor") == 0 &&
        g_strcmp0 (yipu_record_get (role, "status"), "active") == 0 &&
        yipu_record_get (role, "evidence") && rank_of (yipu_record_get (role, "level")) >= needed &&
        may_be_named (facts, yipu_record_get (role, "person")))
      return TRUE;
  }
  return FALSE;
}

/* A year before facts->date; text compares as dates do. */
static gboolean
is_within_a_year (YipuClaimFacts *facts, const char *day)
{
  g_autofree char *year_before =
      g_strdup_printf ("%04d%s", atoi (facts->date) - 1, facts->date + strlen ("2026"));

  return day && strcmp (day, year_before) >= 0 && strcmp (day, facts->date) <= 0;
}

static gboolean
has_workshop (YipuClaimFacts *facts, const char *words, const char *surface)
{
  const char *id = facts->product ? yipu_record_get (facts->product, "maker") : NULL;
  g_autoptr (YipuRecord) maker =
      yipu_consents_find (facts->consents, "organisation", id, &facts->error);

  return maker && g_strcmp0 (yipu_record_get (maker, "workshop_status"), "recognised") == 0 &&
         (is_within_a_year (facts, yipu_record_get (maker, "confirmed_on")) ||
          is_within_a_year (facts, yipu_record_get (maker, "recognised_on")));
}

static gboolean
has_no_machine (YipuClaimFacts *facts, const char *words, const char *surface)
{
  g_autoptr (GPtrArray) steps = NULL;

  if (!facts->process)
    return FALSE;
  steps = yipu_claim_facts_list (facts, "step", "process", facts->process);
  for (guint i = 0; i < steps->len; i++)
    if (yipu_record_get_yes (steps->pdata[i], "machine"))
      return FALSE;
  return steps->len > 0;
}

/* The first whole number in the words, -1 for none. */
static gint64
number_in (const char *words)
{
  while (*words && !g_ascii_isdigit (*words))
    words++;
  return *words ? g_ascii_strtoll (words, NULL, 10) : -1;
}

static gboolean
has_stock (YipuClaimFacts *facts, const char *words, const char *surface)
{
  gint64 stock = facts->product ? yipu_record_get_int (facts->product, "stock", -1) : -1;
  gint64 written = number_in (words);

  return stock >= 0 && (written < 0 || written == stock);
}

static gboolean
has_policy (YipuClaimFacts *facts, const char *words, const char *surface)
{
  return facts->brand && yipu_record_get (facts->brand, "after_sale");
}

/* The members decided on a rate, and their decision is on paper. */
static gboolean
has_fund_decision (YipuClaimFacts *facts, const char *words, const char *surface)
{
  g_autoptr (GPtrArray) decisions = NULL;

  if (!facts->brand || !yipu_record_get (facts->brand, "fund_percent"))
    return FALSE;
  decisions = yipu_claim_facts_list (facts, "decision", "brand", yipu_record_get_id (facts->brand));
  for (guint i = 0; i < decisions->len; i++)
    if (yipu_record_get (decisions->pdata[i], "decided_on") &&
        yipu_record_get (decisions->pdata[i], "file"))
      return TRUE;
  return FALSE;
}

static gboolean
product_has (YipuClaimFacts *facts, const char *field)
{
  return facts->product && yipu_record_get (facts->product, field);
}

static gboolean
has_licence (YipuClaimFacts *facts, const char *words, const char *surface)
{
  return product_has (facts, "licence_no");
}

static gboolean
has_standard (YipuClaimFacts *facts, const char *words, const char *surface)
{
  return product_has (facts, "standard_no");
}

/* "14岁以上" is allowed where 14 is what the kit computes. */
static gboolean
is_computed_age (YipuClaimFacts *facts, const char *words, const char *surface)
{
  const char *kit = facts->product ? yipu_record_get (facts->product, "kit") : NULL;
  g_autoptr (YipuKitSheet) sheet = NULL;

  if (!kit || !strstr (words, "岁") || facts->error)
    return FALSE;
  sheet =
      yipu_kit_sheet_load (facts->reader, kit, yipu_record_get_id (facts->product), &facts->error);
  return sheet && yipu_kit_sheet_get_result (sheet)->least_age == number_in (words);
}

static gboolean
is_story (YipuClaimFacts *facts, const char *words, const char *surface)
{
  return strcmp (surface, "story") == 0 || strcmp (surface, "card") == 0;
}

static const struct {
  const char *condition;
  Check check;
} checks[] = {
  { "computed_equal", is_computed_age },
  { "fund_rule", has_fund_decision },
  { "grade_standard", has_standard },
  { "inheritor_listing", has_inheritor },
  { "licence", has_licence },
  { "listing", has_listing },
  { "policy_record", has_policy },
  { "process_record", has_no_machine },
  { "stock_record", has_stock },
  { "story_only", is_story },
  { "workshop_confirmed", has_workshop },
};

gboolean
yipu_claim_facts_in_force (YipuClaimFacts *facts, const YipuRecord *paper)
{
  const char *from = yipu_record_get (paper, "valid_from");
  const char *until = yipu_record_get (paper, "until");

  return !yipu_record_is_gone (paper) &&
         (yipu_record_get (paper, "number") || yipu_record_get (paper, "file")) &&
         (!from || strcmp (from, facts->date) <= 0) && (!until || strcmp (until, facts->date) >= 0);
}

static gboolean
paper_allows (const YipuRecord *paper, const char *condition)
{
  const YipuTerm *kind = yipu_vocabulary_find ("paper_kinds", yipu_record_get (paper, "kind"));
  JsonArray *allows = kind ? yipu_json_get_array (kind->object, "allows") : NULL;

  for (guint i = 0; allows && i < json_array_get_length (allows); i++)
    if (strcmp (json_array_get_string_element (allows, i), condition) == 0)
      return TRUE;
  return FALSE;
}

/* What the paper says it holds for must be this product, what it sells, its craft or its brand. */
static gboolean
paper_covers (YipuClaimFacts *facts, const YipuRecord *paper)
{
  const char *ours[] = {
    facts->product ? yipu_record_get_id (facts->product) : NULL,
    facts->product ? yipu_record_get (facts->product, "kit") : NULL,
    facts->product ? yipu_record_get (facts->product, "item") : NULL,
    facts->craft ? yipu_record_get_id (facts->craft) : NULL,
    facts->brand ? yipu_record_get_id (facts->brand) : NULL,
  };
  g_auto (GStrv) scope = yipu_record_dup_list (paper, "scope");

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (ours[i] && g_strv_contains ((const char *const *) scope, ours[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_paper (YipuClaimFacts *facts, const char *condition)
{
  g_autoptr (GPtrArray) papers = yipu_claim_facts_list (facts, "paper", NULL, NULL);

  for (guint i = 0; i < papers->len; i++)
    if (paper_allows (papers->pdata[i], condition) && paper_covers (facts, papers->pdata[i]) &&
        yipu_claim_facts_in_force (facts, papers->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
yipu_claim_facts_allow (YipuClaimFacts *facts,
                        const char *condition,
                        const char *words,
                        const char *surface)
{
  const char *kind = yipu_claims_condition_kind (condition);

  if (!kind || (strcmp (kind, "record") != 0 && strcmp (kind, "computed") != 0 &&
                strcmp (kind, "field") != 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (strcmp (checks[i].condition, condition) == 0 && checks[i].check (facts, words, surface))
      return TRUE;
  return has_paper (facts, condition);
}
