/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading an order and what is given out of it. Any rows are accepted: an assignment that names a
 * step, household or number of runs that cannot be is a finding and left out of every sum. */
#include "order-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define EPOCH_DAY 719163 /* 1 January 1970 */

/* Days as GDate counts them; 0 where there is none. */
static int
day_of (const char *date)
{
  int year, month, day;
  GDate when;

  if (!date || sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_date_clear (&when, 1);
  g_date_set_dmy (&when, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (int) g_date_get_julian (&when);
}

/* A UUIDv7 begins with the time it was made: 48 bits of milliseconds. */
static int
day_made (const char *id)
{
  guint64 high, low;
  g_autofree char *first = g_strndup (id, 8);

  if (strlen (id) != 36 || id[14] != '7')
    return 0;
  high = g_ascii_strtoull (first, NULL, 16);
  low = g_ascii_strtoull (id + 9, NULL, 16);
  return (int) (((high << 16) + low) / (24 * 60 * 60 * 1000)) + EPOCH_DAY;
}

static void
read_days (YipuOrder *self, const char *today)
{
  int made = day_made (yipu_record_get_id (self->record));

  self->today = day_of (today);
  self->from = made > 0 && made < self->today ? made : self->today;
  self->due = day_of (yipu_order_get_due (self));
  if (self->due == 0)
    yipu_order_find (self, YIPU_SEVERITY_HINT, "order.no-due", "work_order",
                     yipu_order_get_id (self), "due_on",
                     _ ("Say when the order is due: until then one week of work is counted on."));
  else if (self->due < self->today)
    yipu_order_find (self, YIPU_SEVERITY_WARN, "order.past-due", "work_order",
                     yipu_order_get_id (self), "due_on",
                     _ ("The order was due on %s: nothing more can be given out until it is due "
                        "later."),
                     yipu_order_get_due (self));
}

static void
read_boxes (YipuOrder *self)
{
  self->boxes = yipu_record_get_int (self->record, "boxes", 0);
  if (self->boxes >= 1)
    return;
  self->boxes = 0;
  yipu_order_find (self, YIPU_SEVERITY_BLOCK, "order.no-boxes", "work_order",
                   yipu_order_get_id (self), "boxes",
                   _ ("How many boxes are ordered? Give 1 or more."));
}

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND) ||
         g_error_matches (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID);
}

/* *@record: of @kind, NULL where the catalog has none such, or no longer. FALSE with @error set. */
static gboolean
get_if_there (
    YipuReader *reader, const char *kind, const char *id, YipuRecord **record, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *record = id ? yipu_reader_get (reader, kind, id, &failure) : NULL;
  if (*record && yipu_record_is_gone (*record))
    g_clear_pointer (record, yipu_record_unref);
  if (!failure || is_absent (failure))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
load_kit (YipuOrder *self, YipuReader *reader, GError **error)
{
  const char *id = yipu_record_get (self->record, "kit");
  g_autoptr (YipuRecord) kit = NULL;
  g_autoptr (YipuRecord) process = NULL;

  if (!get_if_there (reader, "kit", id, &kit, error))
    return FALSE;
  if (!kit) {
    self->kit_name = g_strdup (_ ("unnamed kit"));
    yipu_order_find (self, YIPU_SEVERITY_BLOCK, "order.no-kit", "work_order",
                     yipu_order_get_id (self), "kit",
                     _ ("The order names no kit that this catalog has: choose one."));
    return TRUE;
  }
  self->kit_name = yipu_record_dup_title (kit);
  if (!get_if_there (reader, "process", yipu_record_get (kit, "process"), &process, error))
    return FALSE;
  self->craft = process ? g_strdup (yipu_record_get (process, "craft")) : NULL;
  self->sheet = yipu_kit_sheet_load (reader, id, NULL, error);
  return self->sheet != NULL;
}

/* What stops the kit stops its order. */
static void
take_kit_findings (YipuOrder *self)
{
  GPtrArray *findings = yipu_kit_sheet_get_findings (self->sheet);

  for (guint i = 0; i < findings->len; i++)
    if (((YipuFinding *) findings->pdata[i])->severity == YIPU_SEVERITY_BLOCK)
      g_ptr_array_add (self->findings, yipu_finding_ref (findings->pdata[i]));
}

#define find_assignment(self, severity, rule, record, field, ...)                                  \
  yipu_order_find (self, severity, rule, "assignment", yipu_record_get_id (record), field,         \
                   __VA_ARGS__)

static gboolean
read_step (YipuOrder *self, const YipuRecord *record, guint *step)
{
  const char *id = yipu_record_get (record, "step");
  int at = id ? yipu_kit_sheet_find_step (self->sheet, id) : -1;

  if (at >= 0 && self->step_at[at] >= 0) {
    *step = (guint) self->step_at[at];
    return TRUE;
  }
  if (at < 0)
    find_assignment (self, YIPU_SEVERITY_WARN, "order.no-step", record, "step",
                     _ ("Work is given out of a step that this kit does not have: choose a step, "
                        "or take the work back."));
  else
    find_assignment (self, YIPU_SEVERITY_WARN, "order.idle-step", record, "step",
                     _ ("Work is given out of step “%s”, which the workshop does not do for this "
                        "kit: take the work back."),
                     yipu_plan_step_title (yipu_kit_sheet_get_plan (self->sheet), (guint) at));
  return FALSE;
}

/* Whole runs; what is no whole number is rounded up, for a run is done or not. */
static gboolean
read_runs (YipuOrder *self, const YipuRecord *record, guint step, gint64 *runs)
{
  YipuFraction given = yipu_record_get_fraction (record, "runs", YIPU_FRACTION_NONE);

  if (!yipu_fraction_is_valid (given) || given.num <= 0) {
    find_assignment (self, YIPU_SEVERITY_WARN, "order.runs", record, "runs",
                     _ ("Step “%s”: how many runs are given out? Give 1 or more."),
                     yipu_order_step_title (self, step));
    return FALSE;
  }
  *runs = yipu_fraction_ceil (given);
  if (given.den != 1)
    find_assignment (self, YIPU_SEVERITY_WARN, "order.part-run", record, "runs",
                     _ ("Step “%s”: a run is done whole. %s runs are counted as %lld."),
                     yipu_order_step_title (self, step), yipu_record_get (record, "runs"),
                     (long long) *runs);
  return TRUE;
}

static gboolean
read_household (YipuOrder *self,
                YipuReader *reader,
                const YipuRecord *record,
                guint step,
                int *household,
                GError **error)
{
  const char *id = yipu_record_get (record, "household");
  const char *person = yipu_record_get (record, "person");

  *household = id ? GPOINTER_TO_INT (g_hash_table_lookup (self->household_at, id)) - 1 : -1;
  if (*household < 0 && !id && person &&
      !yipu_order_ensure_person (self, reader, person, household, error))
    return FALSE;
  if (*household < 0)
    find_assignment (self, YIPU_SEVERITY_WARN, "order.no-household", record, "household",
                     _ ("Step “%s” is given to nobody whom this catalog has: choose a household."),
                     yipu_order_step_title (self, step));
  return TRUE;
}

static void
check_may (YipuOrder *self, const YipuOrderAssignment *at, const YipuRecord *record)
{
  const char *name = g_array_index (self->households, YipuOrderHousehold, at->household).name;

  if (yipu_order_may (self, at->step, at->household))
    return;
  if (yipu_order_about (self, at->step)->who == YIPU_WHO_INHERITOR)
    find_assignment (self, YIPU_SEVERITY_WARN, "order.may-not", record, "household",
                     _ ("“%s” is given step “%s”, which only the inheritor does."), name,
                     yipu_order_step_title (self, at->step));
  else
    find_assignment (self, YIPU_SEVERITY_WARN, "order.may-not", record, "household",
                     _ ("“%s” is given step “%s”, which asks for training: write down their "
                        "skills."),
                     name, yipu_order_step_title (self, at->step));
}

static gboolean
add_assignment (YipuOrder *self, YipuReader *reader, YipuRecord *record, GError **error)
{
  YipuOrderAssignment at = { .id = yipu_record_get_id (record),
                             .person = yipu_record_get (record, "person"),
                             .pay_agreed_on = yipu_record_get (record, "pay_agreed_on") };
  int household;

  if (!read_step (self, record, &at.step) || !read_runs (self, record, at.step, &at.runs))
    return TRUE;
  if (!read_household (self, reader, record, at.step, &household, error))
    return FALSE;
  if (household < 0)
    return TRUE;
  at.household = (guint) household;
  at.at_home = g_array_index (self->steps, YipuOrderStep, at.step).fit_for_home &&
               g_array_index (self->households, YipuOrderHousehold, at.household).takes_home;
  g_ptr_array_add (self->records, yipu_record_ref (record));
  g_array_append_val (self->assignments, at);
  check_may (self, &at, record);
  return TRUE;
}

static gboolean
load_assignments (YipuOrder *self, YipuReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records =
      yipu_reader_list (reader, "assignment", "work_order", yipu_order_get_id (self), error);

  if (!records)
    return FALSE;
  for (guint i = 0; i < records->len && self->result; i++)
    if (!add_assignment (self, reader, records->pdata[i], error))
      return FALSE;
  return TRUE;
}

static YipuOrder *
order_new (YipuRecord *record)
{
  YipuOrder *self = g_new0 (YipuOrder, 1);

  self->record = record;
  self->findings = yipu_findings_new ();
  self->steps = g_array_new (FALSE, FALSE, sizeof (YipuOrderStep));
  self->step_records = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  self->households = g_array_new (FALSE, FALSE, sizeof (YipuOrderHousehold));
  self->household_at = g_hash_table_new (g_str_hash, g_str_equal);
  self->trained = g_hash_table_new (g_str_hash, g_str_equal);
  self->inheritors = g_hash_table_new (g_str_hash, g_str_equal);
  self->assignments = g_array_new (FALSE, FALSE, sizeof (YipuOrderAssignment));
  self->surplus = g_array_new (FALSE, FALSE, sizeof (YipuKitAmount));
  self->shopping = g_array_new (FALSE, FALSE, sizeof (YipuShoppingItem));
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

/* One order by itself, whatever else its households do. */
static YipuOrder *
load_alone (YipuReader *reader, const char *id, const char *today, GError **error)
{
  g_autoptr (YipuOrder) self = NULL;
  YipuRecord *record = yipu_reader_get (reader, "work_order", id, error);

  if (!record)
    return NULL;
  self = order_new (record);
  read_days (self, today);
  read_boxes (self);
  if (!load_kit (self, reader, error) || !yipu_order_load_households (self, reader, error))
    return NULL;
  if (self->sheet) {
    take_kit_findings (self);
    if (!yipu_order_reckon_steps (self, reader, error))
      return NULL;
  }
  if (!load_assignments (self, reader, error))
    return NULL;
  yipu_order_reckon_work (self);
  return g_steal_pointer (&self);
}

/* Adds the minutes that @other takes of each household. */
static void
add_minutes (GHashTable *elsewhere, YipuOrder *other)
{
  for (guint i = 0; i < other->households->len; i++) {
    const YipuOrderHousehold *household = &g_array_index (other->households, YipuOrderHousehold, i);
    YipuFraction *sum = g_hash_table_lookup (elsewhere, household->id);
    if (!yipu_fraction_is_valid (household->used_min) || household->used_min.num == 0)
      continue;
    if (!sum) {
      sum = g_new0 (YipuFraction, 1);
      sum->den = 1;
      g_hash_table_insert (elsewhere, g_strdup (household->id), sum);
    }
    *sum = yipu_fraction_add (*sum, household->used_min);
  }
}

/* What other orders that are not over take of the same households. */
static gboolean
load_elsewhere (
    YipuOrder *self, YipuReader *reader, const char *today, GHashTable *elsewhere, GError **error)
{
  g_autoptr (GPtrArray) orders = yipu_reader_list (reader, "work_order", NULL, NULL, error);

  if (!orders)
    return FALSE;
  for (guint i = 0; i < orders->len; i++) {
    g_autoptr (YipuOrder) other = NULL;
    const char *id = yipu_record_get_id (orders->pdata[i]);
    int due = day_of (yipu_record_get (orders->pdata[i], "due_on"));
    if (g_str_equal (id, yipu_order_get_id (self)) || (due > 0 && due < self->today))
      continue;
    other = load_alone (reader, id, today, error);
    if (!other)
      return FALSE;
    add_minutes (elsewhere, other);
  }
  return TRUE;
}

static void
check_hours (YipuOrder *self, const YipuOrderHousehold *at)
{
  if (at->weekly_min < 0 && g_str_equal (at->kind, "household"))
    yipu_order_find (self, YIPU_SEVERITY_HINT, "order.no-hours", at->kind, at->id, "weekly_min",
                     _ ("Say how many minutes a week “%s” has: nothing is proposed to them until "
                        "then."),
                     at->name);
  if (!at->over)
    return;
  yipu_order_find (
      self, YIPU_SEVERITY_WARN, "order.over-hours", at->kind, at->id, "weekly_min",
      _ ("“%s” is given %lld minutes of work but has %lld until the order is due: give some of it to others, or move the day."),
      at->name, (long long) yipu_fraction_ceil (at->used_min), (long long) at->free_min);
}

YipuOrder *
yipu_order_load (YipuReader *reader, const char *id, const char *today, GError **error)
{
  g_autoptr (GHashTable) elsewhere =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (YipuOrder) self = NULL;

  g_return_val_if_fail (reader != NULL && id != NULL && day_of (today) > 0, NULL);
  self = load_alone (reader, id, today, error);
  if (!self || !load_elsewhere (self, reader, today, elsewhere, error))
    return NULL;
  for (guint i = 0; i < self->households->len; i++) {
    YipuOrderHousehold *at = &g_array_index (self->households, YipuOrderHousehold, i);
    const YipuFraction *taken = g_hash_table_lookup (elsewhere, at->id);
    yipu_order_reckon_hours (self, at, taken ? *taken : yipu_fraction_from_int (0));
    check_hours (self, at);
  }
  return g_steal_pointer (&self);
}

void
yipu_order_free (YipuOrder *self)
{
  g_clear_pointer (&self->result, yipu_kit_result_free);
  g_clear_pointer (&self->sheet, yipu_kit_sheet_free);
  g_array_unref (self->steps);
  g_ptr_array_unref (self->step_records);
  g_array_unref (self->households);
  g_array_unref (self->assignments);
  g_array_unref (self->surplus);
  g_array_unref (self->shopping);
  g_hash_table_unref (self->household_at);
  g_hash_table_unref (self->trained);
  g_hash_table_unref (self->inheritors);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->lists);
  yipu_record_unref (self->record);
  g_free (self->step_at);
  g_free (self->kit_name);
  g_free (self->craft);
  g_free (self);
}

const char *
yipu_order_get_id (YipuOrder *self)
{
  return yipu_record_get_id (self->record);
}

gint64
yipu_order_get_boxes (YipuOrder *self)
{
  return self->boxes;
}

const char *
yipu_order_get_due (YipuOrder *self)
{
  return yipu_record_get (self->record, "due_on");
}

const char *
yipu_order_get_note (YipuOrder *self)
{
  return yipu_record_get (self->record, "note");
}

const char *
yipu_order_get_kit_name (YipuOrder *self)
{
  return self->kit_name;
}

YipuKitSheet *
yipu_order_get_sheet (YipuOrder *self)
{
  return self->sheet;
}

GArray *
yipu_order_get_steps (YipuOrder *self)
{
  return self->steps;
}

GArray *
yipu_order_get_households (YipuOrder *self)
{
  return self->households;
}

GArray *
yipu_order_get_assignments (YipuOrder *self)
{
  return self->assignments;
}

GArray *
yipu_order_get_surplus (YipuOrder *self)
{
  return self->surplus;
}

GArray *
yipu_order_get_shopping (YipuOrder *self)
{
  return self->shopping;
}

gint64
yipu_order_get_labour_fen (YipuOrder *self, YipuWho who)
{
  g_return_val_if_fail (who < YIPU_N_WHO, -1);
  return self->labour_fen[who];
}

GPtrArray *
yipu_order_get_findings (YipuOrder *self)
{
  return self->findings;
}
