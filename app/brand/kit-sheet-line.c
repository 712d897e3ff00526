/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moving the line of a kit's sheet. */
#include "kit-sheet-private.h"

#include <string.h>

void
yipu_kit_sheet_set_line (YipuKitSheet *self, const char *const *steps)
{
  g_ptr_array_set_size (self->line_findings, 0);
  yipu_kit_store_set_line (self->store, steps, self->line_findings);
  yipu_kit_sheet_recompute (self);
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

/* Marks the steps that come before a marked one, from last to first. */
static void
mark_before (const YipuPlan *plan, gboolean *marked)
{
  for (guint k = plan->process->n_steps; k-- > 0;) {
    guint step = plan->order[k];
    for (guint b = plan->steps[step].first_before; b < plan->steps[step + 1].first_before; b++)
      marked[plan->before[b]] |= marked[step];
  }
}

static gboolean
may_be_given (const YipuStep *step)
{
  return !step->is_private && (step->who == YIPU_WHO_ANYONE || step->released);
}

/* Adds @given to @buyer but for what has to stay; returns the first that has to, -1 for none. */
static int
give (YipuKitSheet *self, gboolean *buyer, const gboolean *given)
{
  guint n = self->store->process.n_steps;
  g_autofree gboolean *stays = g_new0 (gboolean, n + 1);
  int refused = -1;

  for (guint k = n; k-- > 0;) {
    guint step = self->plan->order[k];
    stays[step] = given[step] && !buyer[step] && !may_be_given (&self->store->process.steps[step]);
    if (stays[step] && refused < 0)
      refused = (int) step;
  }
  mark_before (self->plan, stays);
  for (guint s = 0; s < n; s++)
    buyer[s] |= given[s] && !stays[s];
  return refused;
}

gboolean
yipu_kit_sheet_move_steps (
    YipuKitSheet *self, const guint *steps, guint n_steps, gboolean to_buyer, int *refused)
{
  guint n = self->store->process.n_steps;
  const YipuKit *kit = &self->store->kit;
  g_autofree gboolean *buyer = yipu_cut_close (self->plan, kit->line, kit->n_line);
  g_autofree gboolean *was = g_memdup2 (buyer, n * sizeof *buyer);
  int stopped = -1;

  if (to_buyer) {
    g_autofree gboolean *given = yipu_cut_close (self->plan, steps, n_steps);
    stopped = give (self, buyer, given);
  } else {
    g_autofree gboolean *taken = g_new0 (gboolean, n + 1);
    for (guint i = 0; i < n_steps; i++)
      taken[steps[i]] = TRUE;
    mark_before (self->plan, taken);
    for (guint s = 0; s < n; s++)
      buyer[s] &= !taken[s];
  }
  if (refused)
    *refused = stopped;
  if (n == 0 || memcmp (buyer, was, n * sizeof *buyer) == 0)
    return FALSE;
  g_ptr_array_set_size (self->line_findings, 0);
  set_line_of (self, buyer);
  yipu_kit_sheet_recompute (self);
  return TRUE;
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
