/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kit's sheet: what was read stays, what follows from the line is computed anew whenever the line
 * moves. */
#include "craft/kit-store.h"
#include "kit-rates.h"

#include <glib/gi18n-lib.h>
#include <yipu/catalog.h>
#include <yipu/kit-sheet.h>

struct _YipuKitSheet {
  YipuKitStore *store;
  YipuPlan *plan;
  YipuKitResult *result;
  YipuKitRates *rates;
  YipuPrice price;
  GPtrArray *findings;      /* of YipuFinding, owned */
  GPtrArray *line_findings; /* of YipuFinding, owned: of the line as it was set last */
};

static void
append_findings (GPtrArray *to, GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, yipu_finding_ref (from->pdata[i]));
}

static void
recompute (YipuKitSheet *self)
{
  g_ptr_array_set_size (self->findings, 0);
  yipu_kit_compute (self->plan, &self->store->kit, self->result);
  append_findings (self->findings, self->store->findings);
  append_findings (self->findings, self->line_findings);
  append_findings (self->findings, self->result->findings);
  yipu_price_compute (self->result, &self->rates->rates, &self->price, self->findings);
}

/* A product is known by its kit or piece. */
static gboolean
resolve_product (YipuReader *reader, const char *id, char **what, char **product, GError **error)
{
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, NULL, id, error);
  const char *sold;

  if (!record)
    return FALSE;
  if (!g_str_equal (yipu_record_get_kind (record)->id, "product")) {
    *what = g_strdup (id);
    return TRUE;
  }
  sold = yipu_record_get (record, "kit");
  *what = g_strdup (sold ? sold : yipu_record_get (record, "item"));
  *product = g_strdup (id);
  if (!*what)
    g_set_error (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                 _ ("This product names neither a kit nor a finished piece: choose one."));
  return *what != NULL;
}

YipuKitSheet *
yipu_kit_sheet_load (YipuReader *reader, const char *id, const char *product, GError **error)
{
  g_autoptr (YipuKitSheet) self = g_new0 (YipuKitSheet, 1);
  g_autofree char *what = NULL;
  g_autofree char *sold_as = NULL;

  g_return_val_if_fail (reader != NULL && id != NULL, NULL);
  self->findings = yipu_findings_new ();
  self->line_findings = yipu_findings_new ();
  if (!resolve_product (reader, id, &what, &sold_as, error))
    return NULL;
  self->store = yipu_kit_store_load (reader, what, error);
  if (!self->store)
    return NULL;
  self->rates = yipu_kit_rates_load (reader, self->store, what, product ? product : sold_as, error);
  if (!self->rates)
    return NULL;
  self->plan = yipu_plan_new (&self->store->process, yipu_kit_rules_get (), self->store->bought);
  self->result = yipu_kit_result_new (self->plan);
  recompute (self);
  return g_steal_pointer (&self);
}

void
yipu_kit_sheet_free (YipuKitSheet *self)
{
  g_clear_pointer (&self->result, yipu_kit_result_free);
  g_clear_pointer (&self->plan, yipu_plan_free);
  g_clear_pointer (&self->store, yipu_kit_store_free);
  g_clear_pointer (&self->rates, yipu_kit_rates_free);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->line_findings);
  g_free (self);
}

const char *
yipu_kit_sheet_get_kit (YipuKitSheet *self)
{
  return self->store->kit.id ? self->store->kit.id : "";
}

const YipuProcess *
yipu_kit_sheet_get_process (YipuKitSheet *self)
{
  return &self->store->process;
}

const YipuPlan *
yipu_kit_sheet_get_plan (YipuKitSheet *self)
{
  return self->plan;
}

const YipuKitResult *
yipu_kit_sheet_get_result (YipuKitSheet *self)
{
  return self->result;
}

const YipuPrice *
yipu_kit_sheet_get_price (YipuKitSheet *self)
{
  return &self->price;
}

const YipuRates *
yipu_kit_sheet_get_rates (YipuKitSheet *self)
{
  return &self->rates->rates;
}

GPtrArray *
yipu_kit_sheet_get_findings (YipuKitSheet *self)
{
  return self->findings;
}

int
yipu_kit_sheet_find_step (YipuKitSheet *self, const char *step)
{
  return yipu_kit_store_find_step (self->store, step);
}

int
yipu_kit_sheet_find_item (YipuKitSheet *self, const char *item)
{
  return yipu_kit_store_find_item (self->store, item);
}

void
yipu_kit_sheet_set_line (YipuKitSheet *self, const char *const *steps)
{
  g_ptr_array_set_size (self->line_findings, 0);
  yipu_kit_store_set_line (self->store, steps, self->line_findings);
  recompute (self);
}

static void
set_line_of (YipuKitSheet *self, const gboolean *buyer)
{
  g_autoptr (GArray) line = yipu_cut_line_of (self->plan, buyer);

  g_array_set_size (self->store->line, 0);
  g_array_append_vals (self->store->line, line->data, line->len);
  self->store->kit.line = (const guint *) (gpointer) self->store->line->data;
  self->store->kit.n_line = line->len;
}

void
yipu_kit_sheet_move_line (YipuKitSheet *self, guint position)
{
  guint n = self->store->process.n_steps;
  g_autofree gboolean *buyer = g_new0 (gboolean, n + 1);

  for (guint i = position; i < n; i++)
    buyer[i] = TRUE;
  g_ptr_array_set_size (self->line_findings, 0);
  set_line_of (self, buyer);
  recompute (self);
}

YipuMap *
yipu_kit_sheet_new_map (YipuKitSheet *self, const YipuMap *before)
{
  return yipu_map_new (self->plan, &self->store->kit, self->result, before);
}

guint
yipu_kit_sheet_get_position (YipuKitSheet *self)
{
  g_autofree gboolean *buyer =
      yipu_cut_close (self->plan, self->store->kit.line, self->store->kit.n_line);
  guint position = 0;

  while (position < self->store->process.n_steps && !buyer[position])
    position++;
  return position;
}

char **
yipu_kit_sheet_dup_line (YipuKitSheet *self)
{
  const YipuKit *kit = &self->store->kit;
  g_autoptr (GStrvBuilder) line = g_strv_builder_new ();

  for (guint i = 0; i < kit->n_line; i++)
    g_strv_builder_add (line, self->store->process.steps[kit->line[i]].id);
  return g_strv_builder_end (line);
}

YipuKitResult *
yipu_kit_sheet_reckon_order (YipuKitSheet *self, gint64 boxes)
{
  YipuKitResult *result = yipu_kit_result_new (self->plan);

  yipu_kit_reckon_order (self->plan, &self->store->kit, boxes, result);
  return result;
}

GArray *
yipu_kit_sheet_shop (YipuKitSheet *self, gint64 boxes, GPtrArray *findings)
{
  return yipu_kit_shop (self->plan, &self->store->kit, boxes, findings);
}

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
