/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cut: which steps the buyer does. Works on flat arrays in topological order; closing is one
 * pass, since what comes before a step stands before it. Only inside a circle of steps does the
 * order tell nothing: there the pass is repeated until it changes nothing. */
#include "cut.h"

#include <string.h>

int
yipu_cut_brought_by (const YipuPlan *plan, const guint8 *buyer, guint step)
{
  for (guint e = plan->steps[step].first_before; e < plan->steps[step + 1].first_before; e++)
    if (buyer[plan->before[e]])
      return (int) plan->before[e];
  return -1;
}

static gboolean
close_once (const YipuPlan *plan, guint8 *buyer)
{
  gboolean changed = FALSE;

  for (guint k = 0; k < plan->process->n_steps; k++) {
    guint i = plan->order[k];
    if (buyer[i] || yipu_cut_brought_by (plan, buyer, i) < 0)
      continue;
    buyer[i] = TRUE;
    changed = TRUE;
  }
  return changed;
}

void
yipu_cut_close_bytes (const YipuPlan *plan, const guint *line, guint n_line, guint8 *buyer)
{
  memset (buyer, FALSE, plan->process->n_steps);
  for (guint i = 0; i < n_line; i++)
    buyer[line[i]] = TRUE;
  while (n_line > 0 && close_once (plan, buyer) && plan->has_cycle)
    ;
}

gboolean *
yipu_cut_close (const YipuPlan *plan, const guint *line, guint n_line)
{
  guint n = plan->process->n_steps;
  g_autofree guint8 *bytes = g_new0 (guint8, n + 1);
  gboolean *buyer = g_new0 (gboolean, n + 1);

  yipu_cut_close_bytes (plan, line, n_line, bytes);
  for (guint i = 0; i < n; i++)
    buyer[i] = bytes[i];
  return buyer;
}

GArray *
yipu_cut_line_of (const YipuPlan *plan, const gboolean *buyer)
{
  guint n = plan->process->n_steps;
  g_autofree gboolean *later = g_new0 (gboolean, n + 1);
  GArray *line = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint k = 0; k < n; k++) {
    guint i = plan->order[k];
    for (guint e = plan->steps[i].first_before; e < plan->steps[i + 1].first_before; e++) {
      guint before = plan->before[e];
      if (plan->steps[before].component != plan->steps[i].component)
        later[i] = later[i] || later[before] || buyer[before];
    }
    if (buyer[i] && !later[i])
      g_array_append_val (line, i);
  }
  return line;
}
