/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Allowances: a ticked warning stays ticked for the text it was about, and no other. */
#define G_LOG_DOMAIN "yipu-bundle"
#include "bundle/export-private.h"

#include "base/hash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rules of claims are short and have a column of their own; all others go where a condition of a
 * claim rule would. */
#define RULE_LENGTH 4

struct _YipuAllowances {
  YipuReader *reader;  /* no ref: outlives us */
  GHashTable *by_rule; /* "record field rule" → GPtrArray of text hashes, owned */
};

static char *
key_of (const char *record, const char *field, const char *rule)
{
  return g_strdup_printf ("%s\n%s\n%s", record ? record : "", field ? field : "", rule ? rule : "");
}

static void
take (YipuAllowances *self, const YipuRecord *row)
{
  const char *rule = yipu_record_get (row, "rule");
  g_autofree char *key = key_of (yipu_record_get (row, "record"), yipu_record_get (row, "field"),
                                 rule ? rule : yipu_record_get (row, "condition"));
  const char *hash = yipu_record_get (row, "text_hash");
  GPtrArray *hashes = g_hash_table_lookup (self->by_rule, key);

  if (!hash || !yipu_record_get (row, "reason"))
    return;
  if (!hashes) {
    hashes = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (self->by_rule, g_steal_pointer (&key), hashes);
  }
  g_ptr_array_add (hashes, g_strdup (hash));
}

YipuAllowances *
yipu_allowances_new (YipuReader *reader, GError **error)
{
  g_autoptr (GPtrArray) rows = yipu_reader_list (reader, "allowance", NULL, NULL, error);
  YipuAllowances *self;

  if (!rows)
    return NULL;
  self = g_new0 (YipuAllowances, 1);
  self->reader = reader;
  self->by_rule =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rows->len; i++)
    take (self, rows->pdata[i]);
  return self;
}

void
yipu_allowances_free (YipuAllowances *self)
{
  g_hash_table_unref (self->by_rule);
  g_free (self);
}

/* Hash of the text a finding is about, as it stands; NULL with @error set. */
static char *
text_hash (YipuReader *reader, const YipuFinding *finding, GError **error)
{
  g_autoptr (YipuRecord) record = yipu_reader_get (reader, finding->kind, finding->record, error);
  const char *text;
  guint8 digest[YIPU_HASH_SIZE];

  if (!record)
    return NULL;
  text = finding->field && yipu_kind_index (yipu_record_get_kind (record), finding->field) >= 0
             ? yipu_record_get (record, finding->field)
             : NULL;
  yipu_hash_bytes (text ? text : "", text ? strlen (text) : 0, digest);
  return yipu_hash_to_hex (digest);
}

int
yipu_allowances_hold (YipuAllowances *self, const YipuFinding *finding, GError **error)
{
  g_autofree char *key = key_of (finding->record, finding->field, finding->rule);
  GPtrArray *hashes = g_hash_table_lookup (self->by_rule, key);
  g_autofree char *hash = NULL;

  if (!hashes || !finding->record)
    return FALSE;
  hash = text_hash (self->reader, finding, error);
  return hash ? g_ptr_array_find_with_equal_func (hashes, hash, g_str_equal, NULL) : -1;
}

typedef struct {
  const YipuFinding *finding;
  const char *reason;
} Allow;

static gboolean
allow (YipuEdit *edit, gpointer data, GError **error)
{
  const Allow *self = data;
  g_autofree char *hash = text_hash (yipu_edit_get_reader (edit), self->finding, error);
  gboolean is_short = strlen (self->finding->rule) <= RULE_LENGTH;
  const char *id = hash ? yipu_edit_add (edit, "allowance", NULL, error) : NULL;

  return id &&
         yipu_edit_set (edit, id, is_short ? "rule" : "condition", self->finding->rule, error) &&
         yipu_edit_set (edit, id, "record", self->finding->record, error) &&
         yipu_edit_set (edit, id, "field", self->finding->field, error) &&
         yipu_edit_set (edit, id, "text_hash", hash, error) &&
         yipu_edit_set (edit, id, "reason", self->reason, error);
}

gboolean
yipu_export_allow (YipuCatalog *catalog,
                   const YipuFinding *finding,
                   const char *reason,
                   GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (reason));
  Allow self = { finding, trimmed };

  g_return_val_if_fail (finding->record != NULL, FALSE);
  if (*trimmed)
    return yipu_catalog_edit (catalog, N_ ("Tick a warning"), allow, &self, error);
  g_set_error_literal (error, YIPU_CATALOG_ERROR, YIPU_CATALOG_ERROR_INVALID,
                       _ ("Write the reason why this may go on."));
  return FALSE;
}
