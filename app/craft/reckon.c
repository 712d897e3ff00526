/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reckoning tells people when a figure stays unknown. */
#include "reckon.h"

#include <glib/gi18n-lib.h>

void
yipu_reckon_overflow (YipuReckoning *self)
{
  const YipuPlan *plan = self->plan;
  gboolean of_step = self->step >= 0;
  const char *item = self->item >= 0 ? yipu_plan_item_name (plan, (guint) self->item) : "…";

  if (self->overflowed)
    return;
  self->overflowed = TRUE;
  if (of_step)
    yipu_plan_find_step (plan, self->findings, YIPU_SEVERITY_BLOCK, "kit.overflow", self->step,
                         NULL,
                         _ ("Step “%s”, “%s”: these numbers are too large or too fine to reckon "
                            "with. Check the quantities."),
                         yipu_plan_step_title (plan, (guint) self->step), item);
  else if (self->item >= 0)
    yipu_plan_find_item (plan, self->findings, YIPU_SEVERITY_BLOCK, "kit.overflow", self->item,
                         NULL,
                         _ ("“%s”: these numbers are too large or too fine to reckon with. Check "
                            "quantity, weight and price."),
                         item);
}

gboolean
yipu_reckon_tell_once (YipuReckoning *self, guint item, guint8 what)
{
  if (!self->told)
    self->told = g_new0 (guint8, self->plan->process->n_items + 1);
  if (self->told[item] & what)
    return FALSE;
  self->told[item] |= what;
  return TRUE;
}

void
yipu_reckon_no_minutes (YipuReckoning *self, guint step)
{
  if (self->plan->process->steps[step].hands_on_min >= 0)
    return;
  yipu_plan_find_step (self->plan, self->findings, YIPU_SEVERITY_WARN, "kit.no-minutes", step,
                       "hands_on_min",
                       _ ("Step “%s” does not say how many minutes it takes: time and price stay "
                          "open until it does."),
                       yipu_plan_step_title (self->plan, step));
}
