/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What belongs to a craft. */
#include "craft-owner.h"

#define MOST_OWNERS 8

char *
yipu_craft_dup_process (YipuSession *session, const char *craft)
{
  g_autoptr (GPtrArray) processes = yipu_session_list (session, "process", "craft", craft);

  if (processes->len == 0)
    return NULL;
  return g_strdup (yipu_record_get_id (g_ptr_array_index (processes, 0)));
}

/* The record that owns this one, by its kind's owner field. */
static YipuRecord *
get_owner (YipuSession *session, const YipuRecord *record)
{
  const YipuKind *kind = yipu_record_get_kind (record);
  const char *id = kind->owner ? yipu_record_get (record, kind->owner) : NULL;

  return id ? yipu_session_get (session, yipu_kind_field (kind, kind->owner)->ref, id) : NULL;
}

char *
yipu_craft_dup_owner (YipuSession *session, const YipuRecord *record)
{
  g_autoptr (YipuRecord) at = yipu_record_ref ((YipuRecord *) record);

  for (int i = 0; at && i < MOST_OWNERS; i++) {
    const YipuKind *kind = yipu_record_get_kind (at);

    if (g_str_equal (kind->id, "craft"))
      return g_strdup (yipu_record_get_id (at));
    if (yipu_kind_index (kind, "craft") >= 0)
      return g_strdup (yipu_record_get (at, "craft"));

    YipuRecord *owner = get_owner (session, at);

    yipu_record_unref (at);
    at = owner;
  }
  return NULL;
}

/* The first photo among the records a field refers to. */
static char *
dup_first_file (YipuSession *session, const YipuRecord *record, const char *field)
{
  g_auto (GStrv) ids = yipu_record_dup_list (record, field);

  for (char **id = ids; *id; id++) {
    g_autoptr (YipuRecord) file = yipu_session_get (session, "file", *id);

    if (file)
      return g_strdup (*id);
  }
  return NULL;
}

static char *
dup_product_photo (YipuSession *session, const char *field, const char *made)
{
  g_autoptr (GPtrArray) products =
      made ? yipu_session_list (session, "product", field, made) : NULL;

  for (guint i = 0; products && i < products->len; i++) {
    const char *product = yipu_record_get_id (g_ptr_array_index (products, i));
    g_autoptr (GPtrArray) slots = yipu_session_list (session, "slot", "product", product);

    if (slots->len > 0)
      return g_strdup (yipu_record_get (g_ptr_array_index (slots, 0), "file"));
  }
  return NULL;
}

static char *
dup_step_photo (YipuSession *session, const char *process)
{
  g_autoptr (GPtrArray) steps = yipu_session_list (session, "step", "process", process);

  for (guint i = steps->len; i > 0; i--) {
    char *photo = dup_first_file (session, g_ptr_array_index (steps, i - 1), "photos");

    if (photo)
      return photo;
  }
  return NULL;
}

char *
yipu_craft_dup_picture (YipuSession *session, const char *craft)
{
  g_autoptr (YipuRecord) record = yipu_session_get (session, "craft", craft);
  g_autofree char *process_id = yipu_craft_dup_process (session, craft);
  g_autoptr (YipuRecord) process = yipu_session_get (session, "process", process_id);
  char *photo = record ? dup_first_file (session, record, "sources") : NULL;

  if (!photo && process)
    photo = dup_product_photo (session, "item", yipu_record_get (process, "target"));
  if (!photo && process)
    photo = dup_step_photo (session, process_id);
  return photo;
}
