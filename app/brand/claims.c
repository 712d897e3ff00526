/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Matching: each rule runs over the text twice, once normalised and once as typed. Where two rules
 * of a group claim the same words, the one that sees more of them is meant. */
#include <yipu/claims.h>

#include <string.h>
#include <yipu/text.h>

#include "brand/claim-rules.h"
#include "brand/claim-text.h"

/* One place that one rule found. */
typedef struct {
  guint rule;
  int start;
  int end;
} Hit;

void
yipu_claim_free (YipuClaim *claim)
{
  g_array_unref (claim->spans);
  g_free (claim);
}

static gboolean
counts (const YipuClaimRule *rule, const char *surface, const char *product_type)
{
  if (rule->surfaces && !g_strv_contains ((const char *const *) rule->surfaces, surface))
    return FALSE;
  return !rule->product_types ||
         (product_type &&
          g_strv_contains ((const char *const *) rule->product_types, product_type));
}

/* First and last point of the current match in @text. */
static gboolean
match_points (GMatchInfo *info, const char *utf8, guint *start, guint *length)
{
  int from, to;

  if (!g_match_info_fetch_pos (info, 0, &from, &to) || to <= from)
    return FALSE;
  *start = (guint) g_utf8_strlen (utf8, from);
  *length = (guint) g_utf8_strlen (utf8 + from, to - from);
  return TRUE;
}

static void
find (const YipuClaimText *text, const char *utf8, GRegex *regex, guint rule, GArray *hits)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint start, length;

  for (g_regex_match (regex, utf8, 0, &info); g_match_info_matches (info);
       g_match_info_next (info, NULL))
    if (match_points (info, utf8, &start, &length)) {
      Hit hit = { rule, (int) text->from[start], (int) text->to[start + length - 1] };
      g_array_append_val (hits, hit);
    }
}

/* The text without what the rule excuses, or NULL when it excuses nothing here. */
static YipuClaimText *
excuse (const YipuClaimText *text, const char *utf8, const YipuClaimRule *rule)
{
  YipuClaimText *masked = NULL;

  for (guint i = 0; i < rule->excuses->len; i++) {
    g_autoptr (GMatchInfo) info = NULL;
    guint start, length;
    for (g_regex_match (rule->excuses->pdata[i], utf8, 0, &info); g_match_info_matches (info);
         g_match_info_next (info, NULL))
      if (match_points (info, utf8, &start, &length)) {
        masked = masked ? masked : yipu_claim_text_copy (text);
        yipu_claim_text_mask (masked, start, length);
      }
  }
  return masked;
}

static void
find_rule (const YipuClaimText *text,
           const char *utf8,
           const YipuClaimRule *rule,
           guint index,
           GArray *hits)
{
  g_autoptr (YipuClaimText) masked = excuse (text, utf8, rule);
  g_autofree char *masked_utf8 = masked ? yipu_claim_text_dup (masked) : NULL;

  for (guint i = 0; i < rule->patterns->len; i++)
    find (text, masked ? masked_utf8 : utf8, rule->patterns->pdata[i], index, hits);
}

static gboolean
stands_at (const YipuClaimText *text, const YipuClaimText *word, guint at)
{
  return at + word->n_points <= text->n_points &&
         memcmp (text->points + at, word->points, word->n_points * sizeof *word->points) == 0;
}

static void
mask_exempt (YipuClaimText *text, const char *const *exempt, gboolean compatible)
{
  for (guint i = 0; exempt && exempt[i]; i++) {
    g_autoptr (YipuClaimText) word = yipu_claim_text_new (exempt[i], compatible);
    for (guint at = 0; word->n_points > 0 && at < text->n_points; at++)
      if (stands_at (text, word, at))
        yipu_claim_text_mask (text, at, word->n_points);
  }
}

static void
find_all (const char *original,
          gboolean compatible,
          const char *surface,
          const char *product_type,
          const char *const *exempt,
          GArray *hits)
{
  g_autoptr (YipuClaimText) text = yipu_claim_text_new (original, compatible);
  g_autofree char *utf8 = NULL;
  guint n_rules;
  const YipuClaimRule *rules = yipu_claim_rules (&n_rules);

  mask_exempt (text, exempt, compatible);
  utf8 = yipu_claim_text_dup (text);
  for (guint i = 0; i < n_rules; i++)
    if (counts (&rules[i], surface, product_type))
      find_rule (text, utf8, &rules[i], i, hits);
}

/* Whether another rule of the same group sees these words and more; of equals the stricter, then
 * the first. */
static gboolean
is_outdone (const Hit *hit, GArray *hits)
{
  guint n_rules;
  const YipuClaimRule *rules = yipu_claim_rules (&n_rules);
  const YipuClaimRule *mine = &rules[hit->rule];

  for (guint i = 0; i < hits->len; i++) {
    const Hit *other = &g_array_index (hits, Hit, i);
    const YipuClaimRule *theirs = &rules[other->rule];
    int longer = (other->end - other->start) - (hit->end - hit->start);
    if (other->rule == hit->rule || strcmp (mine->group, theirs->group) != 0 ||
        other->end <= hit->start || other->start >= hit->end)
      continue;
    if (longer > 0 || (longer == 0 && theirs->severity > mine->severity) ||
        (longer == 0 && theirs->severity == mine->severity && other->rule < hit->rule))
      return TRUE;
  }
  return FALSE;
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const YipuClaimSpan *one = a;
  const YipuClaimSpan *two = b;

  return one->start != two->start ? one->start - two->start : two->length - one->length;
}

/* The same words are found twice, normalised and as typed; overlapping places are one. */
static void
merge_spans (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, by_start);
  for (guint i = 0; i < spans->len; i++) {
    YipuClaimSpan *next = &g_array_index (spans, YipuClaimSpan, i);
    YipuClaimSpan *last = kept > 0 ? &g_array_index (spans, YipuClaimSpan, kept - 1) : NULL;
    if (last && next->start < last->start + last->length)
      last->length = MAX (last->length, next->start + next->length - last->start);
    else
      g_array_index (spans, YipuClaimSpan, kept++) = *next;
  }
  g_array_set_size (spans, kept);
}

static YipuClaim *
claim_new (const YipuClaimRule *rule)
{
  YipuClaim *claim = g_new0 (YipuClaim, 1);

  claim->rule = rule->id;
  claim->group = rule->group;
  claim->severity = rule->severity;
  claim->message = yipu_text_pick (rule->message_zh, rule->message_en);
  claim->law = rule->law;
  claim->conditions = (const char *const *) rule->conditions;
  claim->spans = g_array_new (FALSE, FALSE, sizeof (YipuClaimSpan));
  return claim;
}

static YipuClaim *
collect (guint rule, GArray *hits)
{
  guint n_rules;
  YipuClaim *claim = claim_new (&yipu_claim_rules (&n_rules)[rule]);

  for (guint i = 0; i < hits->len; i++) {
    const Hit *hit = &g_array_index (hits, Hit, i);
    YipuClaimSpan span = { hit->start, hit->end - hit->start };
    if (hit->rule == rule && !is_outdone (hit, hits))
      g_array_append_val (claim->spans, span);
  }
  merge_spans (claim->spans);
  return claim;
}

GPtrArray *
yipu_claims_match (const char *text,
                   const char *surface,
                   const char *product_type,
                   const char *const *exempt)
{
  GPtrArray *claims = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_claim_free);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  guint n_rules;

  g_return_val_if_fail (text != NULL && surface != NULL, claims);
  yipu_claim_rules (&n_rules);
  find_all (text, TRUE, surface, product_type, exempt, hits);
  find_all (text, FALSE, surface, product_type, exempt, hits);
  for (guint i = 0; hits->len > 0 && i < n_rules; i++) {
    YipuClaim *claim = collect (i, hits);
    if (claim->spans->len > 0)
      g_ptr_array_add (claims, claim);
    else
      yipu_claim_free (claim);
  }
  return claims;
}

/* Where the words of a field are read: a row a field, and for texts with a slot, a row a slot. */
static const struct {
  const char *kind;
  const char *field;
  const char *slot;
  const char *surface;
} surfaces[] = {
  { "product", "title", NULL, "title" },
  { "shop_state", "title", NULL, "title" },
  { "kit", "name", NULL, "title" },
  { "slogan", "text", NULL, "slogan" },
  { "shop_state", "text", NULL, "detail" },
  { "craft", "summary", NULL, "detail" },
  { "selling_point", "text", NULL, "detail" },
  { "kit", "blurb", NULL, "detail" },
  { "craft", "story_page", NULL, "story" },
  { "story", "text", "story_page", "story" },
  { "craft", "story_card", NULL, "card" },
  { "story", "text", "story_card", "card" },
  { "panel", "text", NULL, "pack" },
  { "script", "text", NULL, "live_script" },
};

const char *
yipu_claims_surface (const YipuRecord *record, const char *field)
{
  const char *kind = yipu_record_get_kind (record)->id;
  gsize length = strlen (field);

  if (g_str_has_suffix (field, "_en"))
    length -= strlen ("_en");
  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    if (strcmp (surfaces[i].kind, kind) == 0 && strlen (surfaces[i].field) == length &&
        strncmp (surfaces[i].field, field, length) == 0 &&
        (!surfaces[i].slot || g_strcmp0 (surfaces[i].slot, yipu_record_get (record, "slot")) == 0))
      return surfaces[i].surface;
  return NULL;
}
