/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who there is to do the work of an order: all households, and people who are no household's
 * contact. A skill is whatever word people wrote down; it is that of a step when the step's title
 * or instruction has the word ("weaving" also finds "weave"). */
#include "order-private.h"

#include <string.h>
#include <yipu/text.h>

static gboolean
is_inheritor_now (const YipuRecord *role)
{
  const char *status = yipu_record_get (role, "status");

  return g_strcmp0 (yipu_record_get (role, "kind"), "inheritor") == 0 &&
         !(status && (g_str_equal (status, "revoked") || g_str_equal (status, "resigned") ||
                      g_str_equal (status, "deceased")));
}

static gboolean
is_trained (const YipuRecord *role)
{
  static const char *const kinds[] = { "inheritor", "apprentice", "household", "workshop_head",
                                       NULL };
  const char *kind = yipu_record_get (role, "kind");

  return kind && g_strv_contains (kinds, kind);
}

static gboolean
load_roles (YipuOrder *self, YipuReader *reader, GError **error)
{
  g_autoptr (GPtrArray) roles = self->craft
                                    ? yipu_reader_list (reader, "role", "craft", self->craft, error)
                                    : g_ptr_array_new ();

  if (!roles)
    return FALSE;
  for (guint i = 0; i < roles->len; i++) {
    YipuRecord *role = roles->pdata[i];
    char *person = (char *) yipu_record_get (role, "person");
    if (!person)
      continue;
    g_ptr_array_add (self->records, yipu_record_ref (role));
    if (is_trained (role))
      g_hash_table_add (self->trained, person);
    if (is_inheritor_now (role))
      g_hash_table_add (self->inheritors, person);
  }
  return TRUE;
}

static YipuOrderHousehold
describe (YipuOrder *self, YipuRecord *record, const char *person)
{
  YipuOrderHousehold at = { .id = yipu_record_get_id (record),
                            .kind = yipu_record_get_kind (record)->id,
                            .weekly_min = -1,
                            .free_min = -1,
                            .left_min = -1,
                            .used_min = yipu_fraction_from_int (0) };
  char *name = yipu_record_dup_title (record);

  g_ptr_array_add (self->records, yipu_record_ref (record));
  g_ptr_array_add (self->texts, name);
  at.name = name;
  at.trained = person && g_hash_table_contains (self->trained, person);
  at.inheritor = person && g_hash_table_contains (self->inheritors, person) ? person : NULL;
  return at;
}

static void
add (YipuOrder *self, const YipuOrderHousehold *at, const char *person)
{
  g_array_append_vals (self->households, at, 1);
  g_hash_table_insert (self->household_at, (char *) at->id,
                       GUINT_TO_POINTER (self->households->len));
  if (person && !g_hash_table_contains (self->household_at, person))
    g_hash_table_insert (self->household_at, (char *) person,
                         GUINT_TO_POINTER (self->households->len));
}

static void
add_household (YipuOrder *self, YipuRecord *record)
{
  const char *contact = yipu_record_get (record, "contact");
  YipuOrderHousehold at = describe (self, record, contact);
  char **skills = yipu_record_dup_list (record, "skills");

  g_ptr_array_add (self->lists, skills);
  at.skills = (const char *const *) skills;
  at.trained = at.trained || skills[0] != NULL;
  at.takes_home = yipu_record_get_yes (record, "fit_for_home");
  at.weekly_min = yipu_record_get_int (record, "weekly_min", -1);
  add (self, &at, contact);
}

gboolean
yipu_order_ensure_person (
    YipuOrder *self, YipuReader *reader, const char *person, int *household, GError **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (GError) failure = NULL;
  g_autoptr (YipuRecord) record = NULL;
  YipuOrderHousehold at;

  *household = GPOINTER_TO_INT (g_hash_table_lookup (self->household_at, person)) - 1;
  if (*household >= 0)
    return TRUE;
  record = yipu_reader_get (reader, "person", person, &failure);
  if (!record && !g_error_matches (failure, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (!record || yipu_record_is_gone (record))
    return TRUE;
  at = describe (self, record, yipu_record_get_id (record));
  at.skills = none;
  add (self, &at, NULL);
  *household = (int) self->households->len - 1;
  return TRUE;
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their ids, so that the same catalog gives the same order. */
static gboolean
add_inheritors (YipuOrder *self, YipuReader *reader, GError **error)
{
  guint n;
  g_autofree const char **people =
      (const char **) g_hash_table_get_keys_as_array (self->inheritors, &n);

  qsort (people, n, sizeof *people, by_id);
  for (guint i = 0; i < n; i++) {
    int household;
    if (!yipu_order_ensure_person (self, reader, people[i], &household, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yipu_order_load_households (YipuOrder *self, YipuReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = yipu_reader_list (reader, "household", NULL, NULL, error);

  if (!records || !load_roles (self, reader, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    add_household (self, records->pdata[i]);
  return add_inheritors (self, reader, error);
}

gboolean
yipu_order_may (YipuOrder *self, guint step, guint household)
{
  const YipuOrderHousehold *at = &g_array_index (self->households, YipuOrderHousehold, household);

  switch (yipu_order_about (self, step)->who) {
  case YIPU_WHO_INHERITOR: return at->inheritor != NULL;
  case YIPU_WHO_TRAINED: return at->trained;
  case YIPU_WHO_ANYONE: break;
  }
  return TRUE;
}

static gboolean
has_word (const YipuRecord *step, const char *word)
{
  static const char *const fields[] = { "title", "title_en", "instruction", "instruction_en" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = yipu_record_get (step, fields[i]);
    g_autofree char *folded = text ? yipu_text_fold (text) : NULL;
    if (folded && strstr (folded, word))
      return TRUE;
  }
  return FALSE;
}

gboolean
yipu_order_is_skilled (YipuOrder *self, guint step, guint household)
{
  const YipuOrderHousehold *at = &g_array_index (self->households, YipuOrderHousehold, household);

  for (guint i = 0; at->skills[i]; i++) {
    g_autofree char *word = yipu_text_fold (at->skills[i]);
    if (strlen (word) > 5 && g_str_has_suffix (word, "ing"))
      word[strlen (word) - 3] = '\0';
    if (*word && has_word (self->step_records->pdata[step], word))
      return TRUE;
  }
  return FALSE;
}
