/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claims in the texts of a catalog: what the words match, less what the catalog bears out, and the
 * rules that come from the catalog itself, X01 to X04. */
#include <yipu/claims.h>

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/catalog.h>
#include <yipu/heritage.h>
#include <yipu/text.h>

#include "base/hash.h"
#include "brand/claim-facts.h"
#include "brand/claim-rules.h"
#include "brand/claim-text.h"
#include "craft/consent-private.h"

/* How far from the craft's name a level still speaks of it. */
#define NEAR 16

/* One text being looked at. */
typedef struct {
  YipuClaimFacts *facts;
  const YipuRecord *record;
  const char *field;
  const char *text;
  const char *surface;
  YipuClaimText *folded;
  GPtrArray *findings;
} Look;

static char *
folded_words (const char *text)
{
  g_autoptr (YipuClaimText) folded = yipu_claim_text_new (text, TRUE);

  return yipu_claim_text_dup (folded);
}

static char *
dup_span (const char *text, const YipuClaimSpan *span)
{
  return g_utf8_substring (text, span->start, span->start + span->length);
}

/* --- What allows it --- */

static gboolean
allows_all_spans (Look *look, const YipuClaim *claim, const char *condition)
{
  for (guint i = 0; i < claim->spans->len; i++) {
    g_autofree char *span = dup_span (look->text, &g_array_index (claim->spans, YipuClaimSpan, i));
    g_autofree char *words = folded_words (span);
    if (!yipu_claim_facts_allow (look->facts, condition, words, look->surface))
      return FALSE;
  }
  return TRUE;
}

/* A condition of kind "person" needs somebody's word, one of kind "evidence" a paper in force. */
static gboolean
is_borne_out (Look *look, const YipuRecord *allowance)
{
  const char *condition = yipu_record_get (allowance, "condition");
  const char *kind = condition ? yipu_claims_condition_kind (condition) : NULL;
  g_autoptr (YipuRecord) paper = NULL;

  if (g_strcmp0 (kind, "person") == 0)
    return yipu_record_get (allowance, "reason") != NULL;
  if (g_strcmp0 (kind, "evidence") != 0)
    return FALSE;
  paper = yipu_consents_find (look->facts->consents, "paper", yipu_record_get (allowance, "paper"),
                              &look->facts->error);
  return paper && yipu_claim_facts_in_force (look->facts, paper);
}

/* Given for this very text: a changed text asks again. */
static gboolean
has_allowance (Look *look, const YipuClaim *claim)
{
  g_autoptr (GPtrArray) allowances =
      yipu_claim_facts_list (look->facts, "allowance", "record", yipu_record_get_id (look->record));
  guint8 digest[YIPU_HASH_SIZE];
  g_autofree char *hash = NULL;

  yipu_hash_bytes (look->text, strlen (look->text), digest);
  hash = yipu_hash_to_hex (digest);
  for (guint i = 0; i < allowances->len; i++) {
    const YipuRecord *allowance = allowances->pdata[i];
    const char *condition = yipu_record_get (allowance, "condition");
    if (g_strcmp0 (yipu_record_get (allowance, "rule"), claim->rule) == 0 &&
        g_strcmp0 (yipu_record_get (allowance, "field"), look->field) == 0 &&
        g_strcmp0 (yipu_record_get (allowance, "text_hash"), hash) == 0 && condition &&
        g_strv_contains (claim->conditions, condition) && is_borne_out (look, allowance))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_allowed (Look *look, const YipuClaim *claim)
{
  for (guint i = 0; claim->conditions[i]; i++)
    if (allows_all_spans (look, claim, claim->conditions[i]))
      return TRUE;
  return has_allowance (look, claim);
}

/* --- Findings --- */

static void
add_finding (Look *look,
             const char *rule,
             YipuSeverity severity,
             const char *message,
             const char *law,
             int start,
             int length)
{
  YipuFinding *finding =
      yipu_finding_new (severity, rule, yipu_record_get_kind (look->record)->id,
                        yipu_record_get_id (look->record), look->field, "%s", message);

  finding->law = g_strdup (law);
  finding->start = start;
  finding->length = length;
  g_ptr_array_add (look->findings, finding);
}

/* The rule's own sentence, the words it means, and what would allow them. */
static char *
sentence_of (Look *look, const YipuClaim *claim)
{
  g_autofree char *words = dup_span (look->text, &g_array_index (claim->spans, YipuClaimSpan, 0));
  GString *conditions = g_string_new (NULL);
  char *sentence;

  for (guint i = 0; claim->conditions[i]; i++) {
    const char *kind = yipu_claims_condition_kind (claim->conditions[i]);
    if (g_strcmp0 (kind, "none") == 0)
      continue;
    if (conditions->len > 0)
      /* Translators: stands between two conditions, either of which is enough. */
      g_string_append (conditions, _ ("; or "));
    g_string_append (conditions, yipu_claims_condition_label (claim->conditions[i]));
  }
  if (conditions->len > 0)
    /* Translators: the words found, what the rule says, and what would allow them. */
    sentence =
        g_strdup_printf (_ ("“%s”: %s Allowed if: %s."), words, claim->message, conditions->str);
  else
    sentence = g_strdup_printf (_ ("“%s”: %s"), words, claim->message);
  g_string_free (conditions, TRUE);
  return sentence;
}

static void
look_for_claims (Look *look, const char *const *exempt)
{
  const char *type = look->facts->product ? yipu_record_get (look->facts->product, "type") : NULL;
  g_autoptr (GPtrArray) claims = yipu_claims_match (look->text, look->surface, type, exempt);

  for (guint i = 0; i < claims->len; i++) {
    const YipuClaim *claim = claims->pdata[i];
    const YipuClaimSpan *first = &g_array_index (claim->spans, YipuClaimSpan, 0);
    if (is_allowed (look, claim))
      continue;
    g_autofree char *sentence = sentence_of (look, claim);
    add_finding (look, claim->rule, claim->severity, sentence, claim->law, first->start,
                 first->length);
  }
}

/* --- Rules from the catalog --- */

static gboolean
stands_at (const YipuClaimText *text, const YipuClaimText *word, guint at)
{
  return at + word->n_points <= text->n_points &&
         memcmp (text->points + at, word->points, word->n_points * sizeof *word->points) == 0;
}

/* Where @word stands first in the text, -1 for nowhere; a single character is no word. */
static int
find_word (Look *look, const char *word, guint *n_points)
{
  g_autoptr (YipuClaimText) folded = word ? yipu_claim_text_new (word, TRUE) : NULL;

  if (!folded || folded->n_points < 2)
    return -1;
  *n_points = folded->n_points;
  for (guint at = 0; at < look->folded->n_points; at++)
    if (stands_at (look->folded, folded, at))
      return (int) at;
  return -1;
}

static void
report (Look *look, const char *id, int at, guint n_points)
{
  const YipuClaimRule *rule = yipu_claim_rule_dynamic (id);
  int start = (int) look->folded->from[at];
  YipuClaimSpan span = { start, (int) look->folded->to[at + (int) n_points - 1] - start };
  g_autofree char *words = dup_span (look->text, &span);
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s”: %s"), words, yipu_text_pick (rule->message_zh, rule->message_en));

  add_finding (look, id, rule->severity, sentence, NULL, span.start, span.length);
}

/* A legal name never leaves, whatever name is agreed on beside it. */
static gboolean
may_stand (Look *look, const YipuRecord *person, const char *field)
{
  const char *shown = yipu_record_get (person, "display_name");
  const char *name = yipu_record_get (person, field);

  if (strcmp (field, "legal_name") == 0 && g_strcmp0 (shown, name) != 0)
    return FALSE;
  return !look->facts->error &&
         yipu_consents_of_person (look->facts->consents, yipu_record_get_id (person), "name", NULL,
                                  &look->facts->error) == YIPU_CONSENT_YES;
}

static void
look_for_names (Look *look)
{
  static const char *const fields[] = { "display_name", "display_name_en", "legal_name" };
  g_autoptr (GPtrArray) people = yipu_claim_facts_list (look->facts, "person", NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    for (guint f = 0; f < G_N_ELEMENTS (fields); f++) {
      guint n_points;
      int at = find_word (look, yipu_record_get (people->pdata[i], fields[f]), &n_points);
      if (at < 0 || may_stand (look, people->pdata[i], fields[f]))
        continue;
      report (look, "X01", at, n_points);
      break;
    }
}

static void
look_for_word (Look *look, const char *rule, const char *word)
{
  guint n_points;
  int at = find_word (look, word, &n_points);

  if (at >= 0)
    report (look, rule, at, n_points);
}

static void
look_for_private_words (Look *look)
{
  g_auto (GStrv) terms =
      look->facts->craft ? yipu_record_dup_list (look->facts->craft, "private_terms") : NULL;
  g_autoptr (GPtrArray) steps =
      look->facts->process
          ? yipu_claim_facts_list (look->facts, "step", "process", look->facts->process)
          : g_ptr_array_new ();

  for (guint i = 0; terms && terms[i]; i++)
    look_for_word (look, "X02", terms[i]);
  for (guint i = 0; i < steps->len; i++)
    if (yipu_record_get_yes (steps->pdata[i], "private")) {
      look_for_word (look, "X02", yipu_record_get (steps->pdata[i], "title"));
      look_for_word (look, "X02", yipu_record_get (steps->pdata[i], "title_en"));
    }
}

/* Same length, one character another: somebody meant the brand. */
static int
find_near_miss (Look *look, const YipuClaimText *name)
{
  for (guint at = 0; at + name->n_points <= look->folded->n_points; at++) {
    guint differ = 0;
    for (guint i = 0; i < name->n_points; i++)
      differ += look->folded->points[at + i] != name->points[i];
    if (differ == 1)
      return (int) at;
  }
  return -1;
}

static void
look_for_spellings (Look *look)
{
  static const char *const fields[] = { "name", "short" };
  g_auto (GStrv) forbidden =
      look->facts->brand ? yipu_record_dup_list (look->facts->brand, "forbidden_spellings") : NULL;
  guint before = look->findings->len;

  for (guint i = 0; forbidden && forbidden[i]; i++)
    look_for_word (look, "X03", forbidden[i]);
  for (guint f = 0; forbidden && before == look->findings->len && f < G_N_ELEMENTS (fields); f++) {
    const char *name = yipu_record_get (look->facts->brand, fields[f]);
    g_autoptr (YipuClaimText) folded = yipu_claim_text_new (name ? name : "", TRUE);
    int at = folded->n_points >= 3 ? find_near_miss (look, folded) : -1;
    if (at >= 0)
      report (look, "X03", at, folded->n_points);
  }
}

/* "国家级…刮浆蓝布" where the craft is listed by its province only. */
static void
look_for_levels (Look *look)
{
  const char *name = look->facts->craft ? yipu_record_get (look->facts->craft, "name") : NULL;
  guint n_points;
  int at = find_word (look, name, &n_points);
  guint from, to;

  if (at < 0)
    return;
  from = (guint) MAX (0, at - NEAR);
  to = MIN (look->folded->n_points, (guint) at + n_points + NEAR);
  g_autofree char *around =
      g_ucs4_to_utf8 (look->folded->points + from, to - from, NULL, NULL, NULL);
  int written = yipu_claim_facts_level_of_words (around);
  if (written > 1 && written > yipu_claim_facts_level (look->facts))
    report (look, "X04", (int) from, to - from);
}

/* --- Texts --- */

/* The official names of verified listings may stand, whatever rule they would meet. */
static char **
official_names (YipuClaimFacts *facts)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) listings =
      facts->craft
          ? yipu_claim_facts_list (facts, "listing", "craft", yipu_record_get_id (facts->craft))
          : g_ptr_array_new ();

  for (guint i = 0; i < listings->len; i++) {
    const char *name = yipu_record_get (listings->pdata[i], "name");
    if (name && yipu_listing_is_verified (listings->pdata[i]))
      g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

static void
look_at_field (YipuClaimFacts *facts,
               const YipuRecord *record,
               const char *field,
               GPtrArray *findings)
{
  const char *text = yipu_record_get (record, field);
  const char *surface = yipu_claims_surface (record, field);
  Look look = { facts, record, field, text, surface, NULL, findings };
  g_auto (GStrv) exempt = NULL;
  g_autoptr (YipuClaimText) folded = NULL;

  if (!text || !surface || facts->error)
    return;
  folded = yipu_claim_text_new (text, TRUE);
  look.folded = folded;
  exempt = official_names (facts);
  look_for_claims (&look, (const char *const *) exempt);
  look_for_names (&look);
  look_for_private_words (&look);
  look_for_spellings (&look);
  look_for_levels (&look);
}

static gboolean
end_look (YipuClaimFacts *facts, GError **error)
{
  if (!facts->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&facts->error));
  return FALSE;
}

gboolean
yipu_claims_check_field (YipuConsents *consents,
                         const YipuRecord *record,
                         const char *field,
                         const char *product,
                         GPtrArray *findings,
                         GError **error)
{
  g_auto (YipuClaimFacts) facts;

  yipu_claim_facts_init (&facts, consents, record, product);
  look_at_field (&facts, record, field, findings);
  return end_look (&facts, error);
}

/* Every field of the record that has a surface. */
static void
look_at_record (YipuClaimFacts *facts, const YipuRecord *record, GPtrArray *findings)
{
  const YipuKind *kind = yipu_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type == YIPU_FIELD_TEXT)
      look_at_field (facts, record, kind->fields[i].name, findings);
}

static void
look_at_list (YipuClaimFacts *facts,
              const char *kind,
              const char *field,
              const YipuRecord *owner,
              GPtrArray *findings)
{
  g_autoptr (GPtrArray) records =
      owner ? yipu_claim_facts_list (facts, kind, field, yipu_record_get_id (owner))
            : g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    look_at_record (facts, records->pdata[i], findings);
}

static void
look_at_one (YipuClaimFacts *facts, const char *kind, const char *id, GPtrArray *findings)
{
  g_autoptr (YipuRecord) record =
      facts->error ? NULL : yipu_consents_find (facts->consents, kind, id, &facts->error);

  if (record)
    look_at_record (facts, record, findings);
}

static void
look_at_product (YipuClaimFacts *facts, GPtrArray *findings)
{
  g_auto (GStrv) points = yipu_record_dup_list (facts->product, "selling_points");
  g_autoptr (GPtrArray) packs =
      yipu_claim_facts_list (facts, "pack", "product", yipu_record_get_id (facts->product));

  look_at_record (facts, facts->product, findings);
  look_at_list (facts, "shop_state", "product", facts->product, findings);
  look_at_one (facts, "kit", yipu_record_get (facts->product, "kit"), findings);
  for (guint i = 0; points[i]; i++)
    look_at_one (facts, "selling_point", points[i], findings);
  if (facts->craft)
    look_at_record (facts, facts->craft, findings);
  for (guint i = 0; i < packs->len; i++)
    look_at_list (facts, "panel", "pack", packs->pdata[i], findings);
  look_at_list (facts, "slogan", "brand", facts->brand, findings);
  look_at_list (facts, "story", "brand", facts->brand, findings);
  look_at_list (facts, "script", "brand", facts->brand, findings);
}

gboolean
yipu_claims_check (YipuConsents *consents, const char *product, GPtrArray *findings, GError **error)
{
  g_auto (YipuClaimFacts) facts = { 0 };
  g_autoptr (YipuRecord) record = NULL;

  record = yipu_reader_get (yipu_consents_get_reader (consents), "product", product, error);
  if (!record)
    return FALSE;
  yipu_claim_facts_init (&facts, consents, record, product);
  if (facts.product)
    look_at_product (&facts, findings);
  return end_look (&facts, error);
}
