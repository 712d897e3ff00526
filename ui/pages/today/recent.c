/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Today shows. All of it is bounded: some edits, some products, some findings. */
#include "recent.h"

#include "pages/crafts/craft-owner.h"

#include <glib/gi18n-lib.h>
#include <yipu/history.h>

#define MOST_EDITS 60
#define MOST_RECORDS 300

void
yipu_recent_free (YipuRecent *recent)
{
  g_clear_pointer (&recent->craft, yipu_record_unref);
  g_free (recent->stopped_at);
  g_free (recent);
}

/* The newest records of a kind: a catalog may hold a hundred thousand. */
static GPtrArray *
list_newest (YipuSession *session, const char *kind)
{
  YipuReader *reader = yipu_session_get_reader (session);
  g_autoptr (GArray) rows = yipu_reader_list_rows (reader, kind, NULL, NULL, NULL);
  guint n = rows ? MIN (rows->len, MOST_RECORDS) : 0;
  GPtrArray *records =
      n > 0 ? yipu_reader_get_rows (reader, kind, &g_array_index (rows, gint64, rows->len - n), n,
                                    NULL)
            : NULL;

  return records ? records : g_ptr_array_new ();
}

static YipuRecent *
recent_new (YipuRecord *craft, char *stopped_at, gint64 time)
{
  YipuRecent *recent = g_new0 (YipuRecent, 1);

  recent->craft = craft;
  recent->stopped_at = stopped_at;
  recent->time = time;
  return recent;
}

/* The craft one change belongs to, with the title of what was changed. */
static YipuRecent *
recent_of_change (YipuSession *session, const YipuHistoryChange *change, gint64 time)
{
  g_autoptr (YipuRecord) record = yipu_session_get (session, change->kind, change->record);
  g_autofree char *craft_id = record ? yipu_craft_dup_owner (session, record) : NULL;
  YipuRecord *craft = yipu_session_get (session, "craft", craft_id);

  if (!craft)
    return NULL;

  /* A record without a name of its own would only be called by its kind. */
  const char *name = yipu_record_get_kind (record)->title;
  gboolean named = name && yipu_record_get (record, name);

  return recent_new (craft, yipu_record_dup_title (named ? record : craft), time);
}

YipuRecent *
yipu_recent_find (YipuSession *session)
{
  g_autoptr (GPtrArray) edits =
      yipu_history_list (yipu_session_get_reader (session), NULL, 0, MOST_EDITS, NULL);
  g_autoptr (GPtrArray) crafts = NULL;

  for (guint i = 0; edits && i < edits->len; i++) {
    const YipuHistoryEdit *edit = g_ptr_array_index (edits, i);

    for (guint j = 0; j < edit->changes->len; j++) {
      YipuRecent *recent =
          recent_of_change (session, g_ptr_array_index (edit->changes, j), edit->time);

      if (recent)
        return recent;
    }
  }
  crafts = list_newest (session, "craft");
  if (crafts->len == 0)
    return NULL;
  return recent_new (yipu_record_ref (g_ptr_array_index (crafts, 0)), g_strdup (""), 0);
}

/* Days compare as text; a product never exported counts as changed. */
static gboolean
changed_since_export (YipuSession *session, const char *product)
{
  g_autoptr (GPtrArray) states = yipu_session_list (session, "shop_state", "product", product);
  gint64 changed = yipu_reader_get_changed_at (yipu_session_get_reader (session), product);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (changed);
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");

  for (guint i = 0; i < states->len; i++) {
    const char *exported = yipu_record_get (g_ptr_array_index (states, i), "exported_on");

    if (exported && strcmp (exported, day) >= 0)
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
yipu_recent_products (YipuSession *session, guint limit, guint *n_all)
{
  g_autoptr (GPtrArray) products = list_newest (session, "product");
  GPtrArray *changed = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_record_unref);

  *n_all = 0;
  for (guint i = 0; i < products->len; i++) {
    YipuRecord *product = g_ptr_array_index (products, i);

    if (!product || !changed_since_export (session, yipu_record_get_id (product)))
      continue;
    if (changed->len < limit)
      g_ptr_array_add (changed, yipu_record_ref (product));
    ++*n_all;
  }
  return changed;
}

char *
yipu_recent_dup_label (YipuSession *session, const char *id)
{
  g_autoptr (GPtrArray) edits =
      yipu_history_list (yipu_session_get_reader (session), id, 0, 1, NULL);
  const YipuHistoryEdit *edit = edits && edits->len > 0 ? g_ptr_array_index (edits, 0) : NULL;

  return g_strdup (edit && *edit->label ? _ (edit->label) : "");
}

static void
find_missing (YipuRecord *record, guint limit, GPtrArray *findings)
{
  const YipuKind *kind = yipu_record_get_kind (record);
  g_autofree char *title = yipu_record_dup_title (record);

  for (guint i = 0; i < kind->n_fields && findings->len < limit; i++) {
    const YipuField *field = &kind->fields[i];

    if (!field->wanted || field->english || yipu_record_get (record, field->name))
      continue;
    /* Translators: name of a record, then label of its field that is still empty. */
    g_ptr_array_add (findings,
                     yipu_finding_new (YIPU_SEVERITY_HINT, "wanted", kind->id,
                                       yipu_record_get_id (record), field->name,
                                       _ ("%s: %s is still empty"), title, _ (field->label)));
  }
}

GPtrArray *
yipu_recent_missing (YipuSession *session, guint limit)
{
  const char *kinds[] = { "craft", "product" };
  GPtrArray *findings = yipu_findings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GPtrArray) records = list_newest (session, kinds[i]);

    for (guint j = 0; j < records->len && findings->len < limit; j++)
      if (g_ptr_array_index (records, j))
        find_missing (g_ptr_array_index (records, j), limit, findings);
  }
  return findings;
}
