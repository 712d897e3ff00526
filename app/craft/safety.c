/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a buyer must be told and what stays out of a box: hazards and ages of the buyer's steps and
 * of all that lies in the box, what carriers refuse, steps that are not for buyers. */
#include "reckon.h"

#include <glib/gi18n-lib.h>
#include <yipu/vocabulary.h>

#define TOYS_UNDER 14

static void
check_step (YipuReckoning *self, guint step)
{
  const YipuStep *about = &self->plan->process->steps[step];

  if (about->is_private)
    yipu_plan_find_step (self->plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.private",
                         step, "private",
                         _ ("Step “%s” is kept private: it cannot be left to the buyer. Move the "
                            "line behind it."),
                         yipu_plan_step_title (self->plan, step));
  else if (about->who != YIPU_WHO_ANYONE && !about->released)
    yipu_plan_find_step (self->plan, self->result->findings, YIPU_SEVERITY_BLOCK,
                         "kit.not-released", step, "released",
                         _ ("Step “%s” is not for everyone and was not released for buyers: ask in "
                            "review, or move the line behind it."),
                         yipu_plan_step_title (self->plan, step));
}

/* The class that travels worst: refused by carriers, else the later in the list. */
static void
ship_item (YipuReckoning *self, guint item)
{
  const YipuKitRules *rules = self->plan->rules;
  int class = self->plan->process->items[item].shipping;

  if (class < 0 || (guint) class >= rules->n_shipping)
    return;
  if (rules->shipping[class].refused)
    yipu_plan_find_item (self->plan, self->result->findings, YIPU_SEVERITY_BLOCK, "kit.shipping",
                         item, "shipping",
                         _ ("Carriers refuse “%s” (%s): it cannot lie in the box. Let the buyer "
                            "get it, or move the line."),
                         yipu_plan_item_name (self->plan, item),
                         yipu_vocabulary_label ("shipping_classes", rules->shipping[class].id));
  self->result->shipping = MAX (self->result->shipping, class);
}

static void
add_warning (YipuKitResult *result, const char *hazard, char *text, int under)
{
  YipuKitWarning warning = { hazard, text, under };

  g_array_append_val (result->warnings, warning);
}

static void
add_adult_sentence (const YipuKitRules *rules, int under, YipuKitResult *result)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *age = g_strdup_printf ("%d", under);

  if (under <= result->least_age || !rules->adult_text)
    return;
  parts = g_strsplit (rules->adult_text, "{age}", -1);
  add_warning (result, NULL, g_strjoinv (age, parts), under);
}

static void
warn_of_hazards (const YipuKitRules *rules, guint64 hazards, YipuKitResult *result)
{
  int adult_below = 0;

  for (gboolean note = FALSE; note <= TRUE; note++)
    for (guint h = 0; h < MIN (rules->n_hazards, 64); h++) {
      const YipuHazard *hazard = &rules->hazards[h];
      if (!(hazards >> h & 1) || note != (hazard->note != FALSE))
        continue;
      result->least_age = MAX (result->least_age, hazard->least_age);
      adult_below = MAX (adult_below, hazard->adult_below);
      add_warning (result, hazard->id, g_strdup (hazard->text), 0);
    }
  add_adult_sentence (rules, adult_below, result);
}

static void
check_toys (YipuReckoning *self)
{
  const YipuKitResult *result = self->result;

  if (result->booklet->len == 0 || result->least_age >= TOYS_UNDER)
    return;
  g_ptr_array_add (self->result->findings,
                   yipu_finding_new (YIPU_SEVERITY_WARN, "kit.toys", "kit", self->kit->id, NULL,
                                     _ ("Nothing in this kit asks for an age of %d: if it is meant "
                                        "for younger children, the rules for toys apply."),
                                     TOYS_UNDER));
}

void
yipu_reckon_safety (YipuReckoning *self)
{
  YipuKitResult *result = self->result;
  const YipuProcess *process = self->plan->process;
  guint64 hazards = 0;

  result->difficulty = result->least_age = result->shipping = 0;
  g_array_set_size (result->warnings, 0);
  for (guint k = 0; k < result->booklet->len; k++) {
    guint step = g_array_index (result->booklet, guint, k);
    result->difficulty = MAX (result->difficulty, process->steps[step].difficulty);
    result->least_age = MAX (result->least_age, process->steps[step].least_age);
    hazards |= process->steps[step].hazards;
    check_step (self, step);
  }
  for (guint i = 0; i < process->n_items; i++) {
    if (!(self->marks[i] & YIPU_ITEM_BOXED))
      continue;
    result->least_age = MAX (result->least_age, process->items[i].least_age);
    hazards |= process->items[i].hazards;
    ship_item (self, i);
  }
  warn_of_hazards (self->plan->rules, hazards, result);
  check_toys (self);
}
