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
    yipu_plan_find_step (plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.overflow",
                         self->step, NULL,
                         _ ("Step “%s”, “%s”: these numbers are too large or too fine to reckon "
                            "with. Check the quantities."),
                         yipu_plan_step_title (plan, (guint) self->step), item);
  else if (self->item >= 0)
    yipu_plan_find_item (plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.overflow",
                         self->item, NULL,
                         _ ("“%s”: these numbers are too large or too fine to reckon with. Check "
                            "quantity, weight and price."),
                         item);
}

void
yipu_sum_add_slowly (YipuReckoning *self, YipuFraction *sum, YipuFraction more)
{
  YipuFraction total = yipu_reckon_add (self, yipu_sum_end (*sum), yipu_sum_end (more));
  gint64 scale;

  /* Over the denominator of before, if it fits: the next term is likely to have it too. */
  if (total.den != 0 && sum->den % total.den == 0 &&
      !__builtin_mul_overflow (total.num, sum->den / total.den, &scale))
    *sum = (YipuFraction){ scale, sum->den };
  else
    *sum = total;
}

gboolean
yipu_reckon_tell_once (YipuReckoning *self, guint item, guint8 what)
{
  gboolean first = !(self->marks[item] & what);

  self->marks[item] |= what;
  return first;
}

void
yipu_reckon_no_minutes (YipuReckoning *self, guint step)
{
  if (self->plan->process->steps[step].hands_on_min >= 0)
    return;
  yipu_plan_find_step (self->plan, self->result->findings, YIPU_SEVERITY_WARN, "kit.no-minutes",
                       step, "hands_on_min",
                       _ ("Step “%s” does not say how many minutes it takes: time and price stay "
                          "open until it does."),
                       yipu_plan_step_title (self->plan, step));
}
