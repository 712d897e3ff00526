/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers: who is concerned, what they said, and the strictest of it. Rows stand side by side, one
 * a person and purpose and day; nothing is ever overwritten, so the newest day counts and a no of
 * the same day wins (heritage.md §3). */
#define G_LOG_DOMAIN "yipu-craft"
#include "craft/consent-private.h"

#include <string.h>
#include <yipu/catalog.h>
#include <yipu/vocabulary.h>

#define MAX_OWNERS 8

struct _YipuConsents {
  YipuReader *reader; /* no ref: outlives us */
  char *date;
  GHashTable *rows;   /* person → GPtrArray of YipuRecord */
  GHashTable *makers; /* craft → GPtrArray of persons' ids */
};

YipuConsents *
yipu_consents_new (YipuReader *reader, const char *date)
{
  YipuConsents *self = g_new0 (YipuConsents, 1);

  self->reader = reader;
  self->date = g_strdup (date);
  self->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->makers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
yipu_consents_free (YipuConsents *self)
{
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->makers);
  g_free (self->date);
  g_free (self);
}

YipuReader *
yipu_consents_get_reader (YipuConsents *self)
{
  return self->reader;
}

const char *
yipu_consents_get_date (YipuConsents *self)
{
  return self->date;
}

YipuRecord *
yipu_consents_find (YipuConsents *self, const char *kind, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) record = id ? yipu_reader_get (self->reader, kind, id, &local) : NULL;

  if (record)
    return yipu_record_is_gone (record) ? NULL : g_steal_pointer (&record);
  if (local && !g_error_matches (local, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static GPtrArray *
rows_of (YipuConsents *self, const char *person, GError **error)
{
  GPtrArray *rows = g_hash_table_lookup (self->rows, person);

  if (rows)
    return rows;
  rows = yipu_reader_list (self->reader, "consent", "person", person, error);
  if (rows)
    g_hash_table_insert (self->rows, g_strdup (person), rows);
  return rows;
}

/* What one row says, the day it says it of ("" for none), and whether it counts at all: a yes
 * without a day, or of a day to come, proves nothing; a no is a no from any clock. */
static YipuConsentAnswer
answer_of_row (const YipuRecord *row, const char *today, const char **day, gboolean *counts)
{
  const char *answer = yipu_record_get (row, "answer");
  const char *date = yipu_record_get (row, "date");
  const char *until = yipu_record_get (row, "until");
  const char *withdrawn = yipu_record_get (row, "withdrawn_on");

  *day = withdrawn && g_strcmp0 (withdrawn, date) > 0 ? withdrawn : date ? date : "";
  *counts = TRUE;
  if (withdrawn)
    return YIPU_CONSENT_WITHDRAWN;
  if (g_strcmp0 (answer, "no") == 0)
    return YIPU_CONSENT_NO;
  if (g_strcmp0 (answer, "ask") == 0)
    return YIPU_CONSENT_ASK;
  *counts = g_strcmp0 (answer, "yes") == 0 && date && strcmp (date, today) <= 0;
  if (g_strcmp0 (answer, "yes") != 0)
    return YIPU_CONSENT_NOT_ASKED;
  return *counts && !(until && strcmp (until, today) < 0) ? YIPU_CONSENT_YES : YIPU_CONSENT_EXPIRED;
}

static gboolean
is_about (const YipuRecord *row, const char *purpose, const char *step)
{
  return g_strcmp0 (yipu_record_get (row, "purpose"), purpose) == 0 &&
         (!step || g_strcmp0 (yipu_record_get (row, "step"), step) == 0);
}

/* The newest day on which this was answered, "" for none. */
static const char *
newest_day (YipuConsents *self, GPtrArray *rows, const char *purpose, const char *step)
{
  const char *newest = "";

  for (guint i = 0; i < rows->len; i++) {
    const char *day;
    gboolean counts;

    answer_of_row (rows->pdata[i], self->date, &day, &counts);
    if (counts && is_about (rows->pdata[i], purpose, step) && strcmp (day, newest) > 0)
      newest = day;
  }
  return newest;
}

YipuConsentAnswer
yipu_consents_of_person (
    YipuConsents *self, const char *person, const char *purpose, const char *step, GError **error)
{
  GPtrArray *rows = rows_of (self, person, error);
  const char *newest = rows ? newest_day (self, rows, purpose, step) : "";
  YipuConsentAnswer best = YIPU_CONSENT_NOT_ASKED;
  gboolean answered = FALSE;

  if (!rows)
    return YIPU_CONSENT_FAILED;
  for (guint i = 0; i < rows->len; i++) {
    const char *day;
    gboolean counts;
    YipuConsentAnswer answer = answer_of_row (rows->pdata[i], self->date, &day, &counts);

    if (!is_about (rows->pdata[i], purpose, step))
      continue;
    if (counts && (!*day || strcmp (day, newest) == 0)) {
      best = answered ? MAX (best, answer) : answer;
      answered = TRUE;
    } else if (!counts && !answered) {
      best = MAX (best, answer);
    }
  }
  return best;
}

/* The record this one belongs to, on the way to its craft. */
static const char *
owner_of (const YipuRecord *record, const char **kind)
{
  static const struct {
    const char *kind;
    const char *field;
    const char *owner;
  } owners[] = {
    { "role", "craft", "craft" },
    { "element", "craft", "craft" },
    { "item", "craft", "craft" },
    { "process", "craft", "craft" },
    { "listing", "craft", "craft" },
    { "selling_point", "element", "element" },
    { "step", "process", "process" },
    { "kit", "process", "process" },
    { "flow", "step", "step" },
    { "kit_item", "kit", "kit" },
    { "product", "kit", "kit" },
    { "product", "item", "item" },
    { "slot", "product", "product" },
    { "variant", "product", "product" },
    { "shop_state", "product", "product" },
  };
  const char *id = yipu_record_get_kind (record)->id;

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++) {
    const char *owner =
        strcmp (owners[i].kind, id) == 0 ? yipu_record_get (record, owners[i].field) : NULL;

    if (owner) {
      *kind = owners[i].owner;
      return owner;
    }
  }
  return NULL;
}

YipuRecord *
yipu_consents_craft_of (YipuConsents *self, const YipuRecord *record, GError **error)
{
  g_autoptr (YipuRecord) at = yipu_record_ref ((YipuRecord *) record);

  for (int i = 0; at && i < MAX_OWNERS; i++) {
    const char *kind = NULL;
    const char *id;
    YipuRecord *next;

    if (strcmp (yipu_record_get_kind (at)->id, "craft") == 0)
      return g_steal_pointer (&at);
    id = owner_of (at, &kind);
    next = id ? yipu_consents_find (self, kind, id, error) : NULL;
    yipu_record_unref (at);
    at = next;
  }
  return NULL;
}

/* Those with a role in the craft as makers: not the project's own people, who only write down. */
static GPtrArray *
makers_of (YipuConsents *self, const char *craft, GError **error)
{
  static const char *const kinds[] = { "inheritor", "apprentice", "household", "workshop_head" };
  GPtrArray *makers = g_hash_table_lookup (self->makers, craft);
  g_autoptr (GPtrArray) roles = NULL;

  if (makers)
    return makers;
  roles = yipu_reader_list (self->reader, "role", "craft", craft, error);
  if (!roles)
    return NULL;
  makers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < roles->len; i++) {
    const char *kind = yipu_record_get (roles->pdata[i], "kind");
    const char *person = yipu_record_get (roles->pdata[i], "person");

    for (guint j = 0; person && j < G_N_ELEMENTS (kinds); j++) {
      if (g_strcmp0 (kind, kinds[j]) == 0)
        g_ptr_array_add (makers, g_strdup (person));
    }
  }
  g_hash_table_insert (self->makers, g_strdup (craft), makers);
  return makers;
}

static void
add_refs (GHashTable *set, const YipuRecord *record, const char *field)
{
  g_auto (GStrv) ids = NULL;

  if (yipu_kind_index (yipu_record_get_kind (record), field) < 0)
    return;
  ids = yipu_record_dup_list (record, field);
  for (guint i = 0; ids[i]; i++)
    g_hash_table_add (set, g_strdup (ids[i]));
}

static void
add_ref (GHashTable *set, const YipuRecord *record, const char *field)
{
  const char *id = yipu_record_get (record, field);

  if (id)
    g_hash_table_add (set, g_strdup (id));
}

/* Who told the notes, elements and interviews a text was made from. */
static gboolean
add_tellers (YipuConsents *self, GHashTable *set, const YipuRecord *record, GError **error)
{
  g_auto (GStrv) sources = NULL;

  if (yipu_kind_index (yipu_record_get_kind (record), "sources") < 0)
    return TRUE;
  sources = yipu_record_dup_list (record, "sources");
  for (guint i = 0; sources[i]; i++) {
    g_autoptr (GError) local = NULL;
    g_autoptr (YipuRecord) source = yipu_consents_find (self, NULL, sources[i], &local);
    const char *kind = source ? yipu_record_get_kind (source)->id : "";

    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (strcmp (kind, "person") == 0)
      g_hash_table_add (set, g_strdup (sources[i]));
    else if (strcmp (kind, "note") == 0)
      add_ref (set, source, "teller");
    else if (strcmp (kind, "element") == 0)
      add_refs (set, source, "told_by");
    else if (strcmp (kind, "interview") == 0)
      add_refs (set, source, "tellers");
  }
  return TRUE;
}

static gboolean
add_makers (YipuConsents *self, GHashTable *set, const char *craft, GError **error)
{
  GPtrArray *makers = makers_of (self, craft, error);

  for (guint i = 0; makers && i < makers->len; i++)
    g_hash_table_add (set, g_strdup (makers->pdata[i]));
  return makers != NULL;
}

GHashTable *
yipu_consents_concerned (YipuConsents *self, const YipuRecord *record, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *kind = yipu_record_get_kind (record)->id;
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) craft = NULL;

  /* What is the person's own concerns that person alone. */
  if (strcmp (kind, "person") == 0) {
    g_hash_table_add (set, g_strdup (yipu_record_get_id (record)));
    return g_steal_pointer (&set);
  }
  if (strcmp (kind, "role") == 0 || strcmp (kind, "resource") == 0) {
    add_ref (set, record, strcmp (kind, "role") == 0 ? "person" : "giver");
    return g_steal_pointer (&set);
  }
  craft = yipu_consents_craft_of (self, record, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if ((craft && !add_makers (self, set, yipu_record_get_id (craft), error)) ||
      !add_tellers (self, set, record, error))
    return NULL;
  return g_steal_pointer (&set);
}

static YipuConsentAnswer
strictest (YipuConsents *self, GHashTable *persons, const char *item, GError **error)
{
  YipuConsentAnswer worst = YIPU_CONSENT_YES;
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, persons);
  while (g_hash_table_iter_next (&iter, &person, NULL)) {
    YipuConsentAnswer answer = yipu_consents_of_person (self, person, item, NULL, error);

    if (answer == YIPU_CONSENT_FAILED)
      return answer;
    worst = MAX (worst, answer);
  }
  return worst;
}

const char *
yipu_consent_rule_of (const char *vocabulary, const char *id)
{
  const YipuTerm *term = id ? yipu_vocabulary_find (vocabulary, id) : NULL;

  if (!term || strcmp (term->id, id) != 0 || !json_object_has_member (term->object, "rule"))
    return "block";
  return json_object_get_string_member (term->object, "rule");
}

/* Whether a step, and what belongs to it, stays with the people whose it is. */
static YipuConsentAnswer
step_may_leave (YipuConsents *self, const YipuRecord *record, GError **error)
{
  gboolean is_flow = strcmp (yipu_record_get_kind (record)->id, "flow") == 0;
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) owner =
      is_flow ? yipu_consents_find (self, "step", yipu_record_get (record, "step"), &local) : NULL;
  const YipuRecord *step = is_flow ? owner : record;
  g_autoptr (YipuRecord) craft =
      step && !local ? yipu_consents_craft_of (self, step, &local) : NULL;
  const char *custom = craft ? yipu_record_get (craft, "access_custom") : NULL;
  const char *rule = custom ? yipu_consent_rule_of ("access_customs", custom) : "none";

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return YIPU_CONSENT_FAILED;
  }
  if (!step || yipu_record_get_yes (step, "private"))
    return YIPU_CONSENT_NOT_PUBLIC;
  if (strcmp (rule, "steps_released") == 0 || strcmp (rule, "kits_released") == 0)
    return yipu_record_get_yes (step, "released") ? YIPU_CONSENT_YES : YIPU_CONSENT_NOT_PUBLIC;
  return YIPU_CONSENT_YES;
}

static YipuConsentAnswer
record_may_leave (YipuConsents *self, const YipuRecord *record, GError **error)
{
  const char *kind = yipu_record_get_kind (record)->id;

  if (strcmp (kind, "step") == 0 || strcmp (kind, "flow") == 0)
    return step_may_leave (self, record, error);
  if (strcmp (kind, "file") == 0 && yipu_record_get_yes (record, "private"))
    return YIPU_CONSENT_NOT_PUBLIC;
  return yipu_record_is_gone (record) ? YIPU_CONSENT_NOT_PUBLIC : YIPU_CONSENT_YES;
}

YipuConsentAnswer
yipu_consents_of_field (YipuConsents *self,
                        const YipuRecord *record,
                        const char *name,
                        GError **error)
{
  const YipuField *field = yipu_kind_field (yipu_record_get_kind (record), name);
  YipuConsentAnswer answer;
  g_autoptr (GHashTable) persons = NULL;

  g_return_val_if_fail (field != NULL, YIPU_CONSENT_NOT_PUBLIC);
  if (!field->public && !field->consent)
    return YIPU_CONSENT_NOT_PUBLIC;
  answer = record_may_leave (self, record, error);
  if (answer != YIPU_CONSENT_YES || !field->consent)
    return answer;
  if (strcmp (yipu_record_get_kind (record)->id, "slot") == 0) {
    g_autoptr (GError) local = NULL;
    g_autoptr (YipuRecord) craft = yipu_consents_craft_of (self, record, &local);
    const char *file = yipu_record_get (record, name);

    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return YIPU_CONSENT_FAILED;
    }
    return file ? yipu_consents_of_photo (self, file, craft ? yipu_record_get_id (craft) : NULL,
                                          error)
                : YIPU_CONSENT_YES;
  }
  persons = yipu_consents_concerned (self, record, error);
  return persons ? strictest (self, persons, field->consent, error) : YIPU_CONSENT_FAILED;
}

YipuConsentAnswer
yipu_consents_of_photo (YipuConsents *self, const char *id, const char *craft, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YipuRecord) file = yipu_consents_find (self, "file", id, &local);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YipuConsentAnswer face;
  YipuConsentAnswer works;

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return YIPU_CONSENT_FAILED;
  }
  if (!file || yipu_record_get_yes (file, "private"))
    return YIPU_CONSENT_NOT_PUBLIC;
  add_refs (shown, file, "shown");
  face = strictest (self, shown, "face", error);
  if (face == YIPU_CONSENT_FAILED)
    return face;
  add_ref (shown, file, "by");
  if (craft && !add_makers (self, shown, craft, error))
    return YIPU_CONSENT_FAILED;
  works = strictest (self, shown, "works", error);
  return works == YIPU_CONSENT_FAILED ? works : MAX (face, works);
}
