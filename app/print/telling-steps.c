/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the box and the steps. The booklet has the buyer's steps with the amounts of one box;
 * training cards have every step that may be taught, with the amounts of one run. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/telling-private.h"

#include "craft/consent-private.h"
#include "craft/plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/vocabulary.h>

void
yipu_told_thing_free (YipuToldThing *thing)
{
  yipu_told_clear (&thing->name);
  g_free (thing->amount);
  g_free (thing->loss);
  g_free (thing);
}

void
yipu_told_step_free (YipuToldStep *step)
{
  yipu_told_clear (&step->title);
  yipu_told_clear (&step->instruction);
  g_strfreev (step->lines);
  g_ptr_array_unref (step->photos);
  g_ptr_array_unref (step->materials);
  g_ptr_array_unref (step->tools);
  g_ptr_array_unref (step->makes);
  g_ptr_array_unref (step->hazards);
  g_free (step);
}

static GPtrArray *
things_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_told_thing_free);
}

static const YipuItem *
item_at (const YipuTeller *self, guint item)
{
  return &yipu_kit_sheet_get_process (self->sheet)->items[item];
}

/* On paper that goes to buyers only statutory units stand (heritage.md §5): what an elder weighed
 * in liang is printed in grams. */
static char *
dup_amount (const YipuTeller *self, guint item, YipuFraction quantity)
{
  static const struct {
    const char *dimension;
    const char *unit;
  } statutory[] = { { "mass", "g" }, { "length", "mm" }, { "volume", "ml" }, { "area", "mm2" } };
  const YipuKitRules *rules = yipu_kit_rules_get ();
  YipuItem said = *item_at (self, item);
  const YipuUnit *unit =
      said.unit >= 0 && (guint) said.unit < rules->n_units ? &rules->units[said.unit] : NULL;

  for (guint i = 0; unit && !unit->symbol && unit->den > 0 && i < G_N_ELEMENTS (statutory); i++)
    if (g_str_equal (unit->dimension, statutory[i].dimension)) {
      for (guint u = 0; u < rules->n_units; u++)
        if (g_str_equal (rules->units[u].id, statutory[i].unit))
          said.unit = (int) u;
      quantity = yipu_fraction_multiply (quantity, yipu_fraction_new (unit->num, unit->den));
      break;
    }
  return yipu_item_dup_amount_in (&said, quantity, self->spec->language);
}

/* NULL where the item is not there. */
static YipuToldThing *
thing_new (YipuTeller *self, guint item, YipuFraction quantity)
{
  g_autoptr (YipuRecord) record = yipu_teller_read (self, "item", item_at (self, item)->id);
  YipuToldThing *thing;

  if (!record)
    return NULL;
  thing = g_new0 (YipuToldThing, 1);
  thing->name = yipu_teller_tell (self, record, "name", TRUE);
  thing->tool = item_at (self, item)->tool;
  if (!thing->name.text) {
    yipu_told_thing_free (thing);
    return NULL;
  }
  if (!thing->tool || yipu_fraction_compare (quantity, yipu_fraction_from_int (1)) != 0)
    thing->amount = dup_amount (self, item, quantity);
  return thing;
}

static YipuToldThing *
add_thing (YipuTeller *self, GPtrArray *things, guint item, YipuFraction quantity)
{
  YipuToldThing *thing =
      yipu_fraction_is_valid (quantity) ? thing_new (self, item, quantity) : NULL;

  if (thing)
    g_ptr_array_add (things, thing);
  return thing;
}

/* How what is left is thrown away: of all that the buyer uses or makes. */
static void
tell_disposal (YipuTeller *self)
{
  const YipuProcess *process = yipu_kit_sheet_get_process (self->sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *touched = g_new0 (gboolean, process->n_items + 1);

  for (guint i = 0; i < process->n_flows; i++)
    if (result->steps[process->flows[i].step].side == YIPU_CUT_SIDE_BUYER)
      touched[process->flows[i].item] = TRUE;
  for (guint i = 0; i < process->n_items; i++) {
    g_autoptr (YipuRecord) item =
        touched[i] ? yipu_teller_read (self, "item", process->items[i].id) : NULL;
    YipuTold told = yipu_teller_tell (self, item, "disposal", TRUE);

    if (told.text && g_hash_table_add (said, told.text))
      g_ptr_array_add (self->telling->disposal, g_memdup2 (&told, sizeof told));
    else
      yipu_told_clear (&told);
  }
}

void
yipu_teller_tell_box (YipuTeller *self)
{
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  YipuTelling *telling = self->telling;

  for (guint i = 0; i < result->box->len; i++) {
    const YipuKitAmount *amount = &g_array_index (result->box, YipuKitAmount, i);
    add_thing (self, telling->box, amount->item, amount->quantity);
  }
  for (guint i = 0; i < result->tools->len; i++) {
    const YipuKitTool *tool = &g_array_index (result->tools, YipuKitTool, i);
    YipuToldThing *thing =
        tool->supply == YIPU_SUPPLY_BUYER_HAS
            ? NULL
            : add_thing (self, telling->box, tool->item, yipu_fraction_from_int (tool->count));
    if (thing)
      thing->lent = tool->supply == YIPU_SUPPLY_LENT;
  }
  for (guint i = 0; i < result->buyer_has->len; i++) {
    const YipuKitAmount *amount = &g_array_index (result->buyer_has, YipuKitAmount, i);
    add_thing (self, telling->needed, amount->item, amount->quantity);
  }
  tell_disposal (self);
}

static gboolean
for_teaching (const YipuTeller *self)
{
  return self->spec->form >= YIPU_BOOKLET_CARDS_BEGIN;
}

/* Whether the buyer's hands make it themselves: then it is no material of the step that uses it. */
static gboolean
made_on_the_way (YipuTeller *self, guint item)
{
  int maker = yipu_plan_get_maker (yipu_kit_sheet_get_plan (self->sheet), item);

  return maker >= 0 && !for_teaching (self) &&
         yipu_kit_sheet_get_result (self->sheet)->steps[maker].side == YIPU_CUT_SIDE_BUYER;
}

static YipuFraction
amount_of (YipuTeller *self, guint step, const YipuPlanFlow *flow)
{
  const YipuKitStep *at = &yipu_kit_sheet_get_result (self->sheet)->steps[step];

  if (for_teaching (self))
    return flow->quantity;
  return yipu_fraction_multiply (flow->quantity, flow->per_run ? at->runs : at->amount);
}

/* The loss of what a step makes, as a person wrote it; NULL for none. */
static char *
dup_loss (const YipuProcess *process, guint step, guint item)
{
  for (guint i = 0; i < process->n_flows; i++) {
    const YipuFlow *flow = &process->flows[i];

    if (flow->out && flow->step == step && flow->item == item && flow->loss_percent.num > 0)
      return yipu_fraction_to_decimal (flow->loss_percent);
  }
  return NULL;
}

static void
tell_flows (YipuTeller *self, YipuToldStep *told, guint step)
{
  const YipuPlan *plan = yipu_kit_sheet_get_plan (self->sheet);

  for (guint i = plan->steps[step].first_in; i < plan->steps[step + 1].first_in; i++)
    if (!made_on_the_way (self, plan->ins[i].item))
      add_thing (self, told->materials, plan->ins[i].item, amount_of (self, step, &plan->ins[i]));
  for (guint i = plan->steps[step].first_tool; i < plan->steps[step + 1].first_tool; i++)
    add_thing (self, told->tools, plan->tools[i], yipu_fraction_from_int (1));
  for (guint i = plan->steps[step].first_out; i < plan->steps[step + 1].first_out; i++) {
    YipuToldThing *made =
        add_thing (self, told->makes, plan->outs[i].item, amount_of (self, step, &plan->outs[i]));
    if (made)
      made->loss = dup_loss (plan->process, step, plan->outs[i].item);
  }
}

static void
tell_photos (YipuTeller *self, YipuToldStep *told, const YipuRecord *step)
{
  g_auto (GStrv) files = yipu_record_dup_list (step, "photos");

  if (!*files)
    return;
  if (!yipu_teller_may (self, step, "photos")) {
    if (!self->error)
      yipu_teller_find (self, YIPU_SEVERITY_HINT, "print.consent", step, "photos",
                        _ ("A photo stays at home: not everybody concerned has agreed to print "
                           "it."));
    return;
  }
  for (guint i = 0; files[i]; i++) {
    YipuPrintPhoto *photo = yipu_teller_photo (self, files[i]);

    if (photo)
      g_ptr_array_add (told->photos, photo);
  }
}

static void
tell_hazards (YipuToldStep *told, guint64 hazards)
{
  const YipuKitRules *rules = yipu_kit_rules_get ();

  for (guint h = 0; h < MIN (rules->n_hazards, 64); h++)
    if (hazards >> h & 1)
      g_ptr_array_add (told->hazards,
                       (gpointer) yipu_vocabulary_find ("hazards", rules->hazards[h].id));
}

/* Minutes for one box, or of one run. */
static gint64
hands_on (YipuTeller *self, guint step)
{
  YipuFraction minutes = yipu_kit_sheet_get_result (self->sheet)->steps[step].hands_on_min;
  const YipuStep *recorded = &yipu_kit_sheet_get_process (self->sheet)->steps[step];
  gint64 product;

  if (!for_teaching (self))
    return yipu_fraction_is_valid (minutes) ? yipu_fraction_ceil (minutes) : -1;
  if (recorded->hands_on_min < 0 ||
      __builtin_mul_overflow (recorded->hands_on_min, recorded->repeat, &product))
    return -1;
  return product;
}

static gint64
waiting (const YipuStep *step)
{
  gint64 product;

  return __builtin_mul_overflow (step->wait_min, step->repeat, &product) ? -1 : product;
}

static char **
split_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      g_strv_builder_add (kept, lines[i]);
  return g_strv_builder_end (kept);
}

static YipuToldStep *
step_new (YipuTeller *self, YipuRecord *record, guint step)
{
  const YipuStep *recorded = &yipu_kit_sheet_get_process (self->sheet)->steps[step];
  YipuToldStep *told = g_new0 (YipuToldStep, 1);

  told->title = yipu_teller_tell (self, record, "title", FALSE);
  told->instruction = yipu_teller_tell (self, record, "instruction", FALSE);
  told->lines = split_lines (told->instruction.text);
  told->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_print_photo_free);
  told->materials = things_new ();
  told->tools = things_new ();
  told->makes = things_new ();
  told->hazards = g_ptr_array_new ();
  told->hands_on_min = hands_on (self, step);
  told->wait_min = waiting (recorded);
  told->setup_min = recorded->setup_min;
  told->batch_runs = recorded->batch_runs;
  told->repeat = recorded->repeat;
  told->difficulty = recorded->difficulty;
  told->who = recorded->who;
  tell_hazards (told, recorded->hazards);
  tell_flows (self, told, step);
  tell_photos (self, told, record);
  return told;
}

/* Whether a step may be told at all: it is nobody's secret, and everybody concerned agreed. */
static gboolean
may_tell (YipuTeller *self, const YipuRecord *step)
{
  return yipu_teller_may (self, step, "title") && (!yipu_record_get_text (step, "instruction") ||
                                                   yipu_teller_may (self, step, "instruction"));
}

static void
tell_step (YipuTeller *self, guint step)
{
  g_autoptr (YipuRecord) record =
      yipu_teller_read (self, "step", yipu_kit_sheet_get_process (self->sheet)->steps[step].id);

  if (!record)
    return;
  if (may_tell (self, record)) {
    g_ptr_array_add (self->telling->steps, step_new (self, record, step));
  } else if (!for_teaching (self) && !self->error) {
    g_autofree char *title = yipu_record_dup_title (record);
    g_autofree char *message = g_strdup_printf (
        _ ("Step “%s” may not be printed: it is private, not released, or not everybody concerned "
           "has agreed to publish the steps. Move the line behind it, or ask."),
        title);

    yipu_teller_find (self, YIPU_SEVERITY_BLOCK, "print.step", record, "instruction", message);
  }
}

/* Cards for teaching need a yes to teaching of everybody whose craft it is. */
static gboolean
may_teach (YipuTeller *self)
{
  g_autoptr (GHashTable) persons =
      self->craft && !self->error
          ? yipu_consents_concerned (self->consents, self->craft, &self->error)
          : NULL;
  GHashTableIter iter;
  gpointer person;

  if (!persons)
    return !self->error;
  g_hash_table_iter_init (&iter, persons);
  while (!self->error && g_hash_table_iter_next (&iter, &person, NULL))
    if (yipu_consents_of_person (self->consents, person, "train", NULL, &self->error) !=
        YIPU_CONSENT_YES)
      return FALSE;
  return TRUE;
}

/* The step that uses what another makes, among those told. */
static void
tell_next (YipuTeller *self)
{
  GPtrArray *steps = self->telling->steps;

  for (guint i = 0; i + 1 < steps->len; i++) {
    const YipuToldStep *after = steps->pdata[i + 1];
    ((YipuToldStep *) steps->pdata[i])->next = after->title.text;
  }
}

void
yipu_teller_tell_steps (YipuTeller *self)
{
  const YipuPlan *plan = yipu_kit_sheet_get_plan (self->sheet);
  const YipuKitResult *result = yipu_kit_sheet_get_result (self->sheet);
  guint n = for_teaching (self) ? plan->process->n_steps : result->booklet->len;

  if (for_teaching (self) && !may_teach (self)) {
    if (!self->error)
      yipu_teller_find (self, YIPU_SEVERITY_BLOCK, "print.train", self->craft, "name",
                        _ ("Training cards need the consent “use in teaching” of everybody whose "
                           "craft it is: ask them first."));
    return;
  }
  for (guint i = 0; i < n && !self->error; i++)
    tell_step (self,
               for_teaching (self) ? plan->order[i] : g_array_index (result->booklet, guint, i));
  tell_next (self);
  if (self->telling->steps->len == 0 && !self->error)
    yipu_teller_find (self, YIPU_SEVERITY_BLOCK, "print.no-steps", self->kit, "line",
                      _ ("There is no step to print: draw the line so that the buyer does some."));
}
