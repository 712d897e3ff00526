/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cuts that a kit's sheet suggests (kit.md, "Suggestions"). */
#include "kit-sheet-private.h"

static void
suggestion_free (gpointer data)
{
  YipuKitSuggestion *suggestion = data;

  g_array_unref (suggestion->line);
  yipu_kit_result_free (suggestion->result);
  g_free (suggestion);
}

static YipuKitSuggestion *
try_cut (YipuKitSheet *self, const gboolean *buyer)
{
  YipuKitSuggestion *suggestion = g_new0 (YipuKitSuggestion, 1);
  YipuKit kit = self->store->kit;

  suggestion->line = yipu_cut_line_of (self->plan, buyer);
  suggestion->result = yipu_kit_result_new (self->plan);
  kit.line = (const guint *) (gpointer) suggestion->line->data;
  kit.n_line = suggestion->line->len;
  yipu_kit_compute (self->plan, &kit, suggestion->result);
  yipu_price_compute (suggestion->result, &self->rates->rates, &suggestion->price,
                      suggestion->result->findings);
  suggestion->tier = suggestion->result->tier;
  return suggestion;
}

static gboolean
is_valid (const YipuKitSuggestion *suggestion)
{
  YipuSeverity worst = YIPU_SEVERITY_HINT;

  yipu_findings_worst (suggestion->result->findings, &worst);
  return suggestion->tier && worst != YIPU_SEVERITY_BLOCK;
}

/* Which steps the targets need, by the finished piece. */
static gboolean *
steps_needed (YipuKitSheet *self, guint *n_needed)
{
  guint n = self->store->process.n_steps;
  gboolean *needed = g_new0 (gboolean, n + 1);
  g_autoptr (YipuKitResult) result = yipu_kit_result_new (self->plan);
  YipuKit kit = self->store->kit;

  kit.n_line = *n_needed = 0;
  yipu_kit_compute (self->plan, &kit, result);
  for (guint i = 0; i < n; i++) {
    needed[i] = result->steps[i].side != YIPU_CUT_SIDE_NONE;
    *n_needed += needed[i];
  }
  return needed;
}

/* Each tier keeps the longest cut that fits it; "from raw material" is only ever all steps. */
static void
keep_longest (GPtrArray *suggestions, YipuKitSuggestion *suggestion, gboolean all_steps)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();
  const char *raw = rules->tiers[rules->n_tiers - 1].id;
  YipuKitSuggestion *last = suggestions->len > 0 ? suggestions->pdata[suggestions->len - 1] : NULL;

  if (!is_valid (suggestion) || (suggestion->tier == raw && !all_steps)) {
    suggestion_free (suggestion);
    return;
  }
  if (last && last->tier == suggestion->tier)
    g_ptr_array_set_size (suggestions, (int) suggestions->len - 1);
  g_ptr_array_add (suggestions, suggestion);
}

GPtrArray *
yipu_kit_sheet_suggest (YipuKitSheet *self)
{
  const YipuProcess *process = &self->store->process;
  const guint *order = yipu_plan_get_order (self->plan);
  guint n_needed;
  g_autofree gboolean *needed = steps_needed (self, &n_needed);
  g_autofree gboolean *buyer = g_new0 (gboolean, process->n_steps + 1);
  GPtrArray *suggestions = g_ptr_array_new_with_free_func (suggestion_free);

  for (guint k = process->n_steps, taken = 0; k-- > 0;) {
    const YipuStep *step = &process->steps[order[k]];
    if (!needed[order[k]])
      continue;
    /* From here on every longer cut would hold this step too. */
    if (step->is_private || (step->who != YIPU_WHO_ANYONE && !step->released))
      break;
    buyer[order[k]] = TRUE;
    taken++;
    keep_longest (suggestions, try_cut (self, buyer), taken == n_needed);
  }
  return suggestions;
}
