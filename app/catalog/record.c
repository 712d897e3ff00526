/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records: one block of memory each, since a list binds many of them. */
#include "catalog/record-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YipuRecord {
  gatomicrefcount ref_count;
  const YipuKind *kind;
  gint64 rowid;
  char *id;
  char *values[]; /* one a field, NULL for empty; texts follow in the same block */
};

G_DEFINE_BOXED_TYPE (YipuRecord, yipu_record, yipu_record_ref, yipu_record_unref)

enum { COLUMN_ROWID, COLUMN_ID, COLUMN_FIELDS };

static gsize
row_size (const YipuKind *kind, YipuQuery *query)
{
  gsize size = sizeof (YipuRecord) + kind->n_fields * sizeof (char *);

  for (int i = COLUMN_ID; i < COLUMN_FIELDS + (int) kind->n_fields; i++)
    if (yipu_query_text (query, i))
      size += (gsize) sqlite3_column_bytes (query, i) + 1;
  return size;
}

static char *
take_text (YipuQuery *query, int column, char **end)
{
  const char *text = yipu_query_text (query, column);
  char *start = *end;
  gsize length;

  if (!text)
    return NULL;
  length = (gsize) sqlite3_column_bytes (query, column);
  memcpy (start, text, length);
  start[length] = '\0';
  *end += length + 1;
  return start;
}

YipuRecord *
yipu_record_from_row (const YipuKind *kind, YipuQuery *query)
{
  YipuRecord *record = g_malloc (row_size (kind, query));
  char *end = (char *) &record->values[kind->n_fields];

  g_atomic_ref_count_init (&record->ref_count);
  record->kind = kind;
  record->rowid = yipu_query_int (query, COLUMN_ROWID);
  record->id = take_text (query, COLUMN_ID, &end);
  for (guint i = 0; i < kind->n_fields; i++)
    record->values[i] = take_text (query, COLUMN_FIELDS + (int) i, &end);
  return record;
}

YipuRecord *
yipu_record_ref (YipuRecord *record)
{
  g_atomic_ref_count_inc (&record->ref_count);
  return record;
}

void
yipu_record_unref (YipuRecord *record)
{
  if (g_atomic_ref_count_dec (&record->ref_count))
    g_free (record);
}

const YipuKind *
yipu_record_get_kind (const YipuRecord *record)
{
  return record->kind;
}

const char *
yipu_record_get_id (const YipuRecord *record)
{
  return record->id;
}

gint64
yipu_record_get_rowid (const YipuRecord *record)
{
  return record->rowid;
}

gboolean
yipu_record_is_gone (const YipuRecord *record)
{
  return yipu_record_get_int (record, "gone", 0) != 0;
}

const char *
yipu_record_get (const YipuRecord *record, const char *field)
{
  int index = yipu_kind_index (record->kind, field);

  if (index < 0) {
    g_critical ("A %s has no field %s", record->kind->id, field);
    return NULL;
  }
  return record->values[index];
}

gint64
yipu_record_get_int (const YipuRecord *record, const char *field, gint64 fallback)
{
  const char *text = yipu_record_get (record, field);

  return text ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

gboolean
yipu_record_get_yes (const YipuRecord *record, const char *field)
{
  return yipu_record_get_int (record, field, 0) != 0;
}

YipuFraction
yipu_record_get_fraction (const YipuRecord *record, const char *field, YipuFraction fallback)
{
  const char *text = yipu_record_get (record, field);
  YipuFraction fraction = fallback;

  if (text)
    yipu_fraction_parse (text, &fraction);
  return fraction;
}

char **
yipu_record_dup_list (const YipuRecord *record, const char *field)
{
  return yipu_field_split (yipu_record_get (record, field));
}

static gboolean
speaks_chinese (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "zh");
}

const char *
yipu_record_get_text (const YipuRecord *record, const char *field)
{
  g_autofree char *twin = g_strconcat (field, "_en", NULL);
  const char *chinese = yipu_record_get (record, field);
  int index = yipu_kind_index (record->kind, twin);
  const char *english = index < 0 ? NULL : record->values[index];

  if (speaks_chinese ())
    return chinese ? chinese : english;
  return english ? english : chinese;
}

char *
yipu_record_dup_title (const YipuRecord *record)
{
  const char *title =
      record->kind->title ? yipu_record_get_text (record, record->kind->title) : NULL;

  if (title)
    return g_strdup (title);
  /* Translators: a record that nobody has named yet; the word says what it is, such as “Craft” */
  return g_strdup_printf (_ ("Unnamed (%s)"), _ (record->kind->label));
}
