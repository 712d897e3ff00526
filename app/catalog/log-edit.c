/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits and changes in memory. */
#include "catalog/log.h"

#include <string.h>

#include "catalog/salts.h"
#include "catalog/uuid.h"

static const char *const ops[] = { "add", "set", "undo", "forget" };

const char *
yipu_op_to_string (YipuOp op)
{
  return ops[op];
}

gboolean
yipu_op_from_string (const char *text, YipuOp *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++) {
    if (strcmp (ops[i], text) == 0) {
      *op = (YipuOp) i;
      return TRUE;
    }
  }
  return FALSE;
}

YipuChange *
yipu_change_new (const char *kind, const char *record, YipuOp op, const char *field)
{
  YipuChange *change = g_new0 (YipuChange, 1);

  change->kind = g_strdup (kind);
  change->record = g_strdup (record);
  change->op = op;
  change->field = g_strdup (field);
  return change;
}

void
yipu_change_free (YipuChange *change)
{
  g_clear_pointer (&change->bases, g_array_unref);
  yipu_value_clear (&change->value);
  yipu_value_clear (&change->salt_text);
  g_free (change->kind);
  g_free (change->record);
  g_free (change->field);
  g_free (change);
}

void
yipu_change_digest (YipuChange *change, YipuHash *hash, const YipuAdd *add)
{
  if (change->op == YIPU_OP_UNDO || change->op == YIPU_OP_FORGET)
    return;
  yipu_random_bytes (change->salt, YIPU_SALT_SIZE);
  change->has_salt = change->has_digest = TRUE;
  if (add)
    yipu_digest_add (hash, change->salt, add, change->digest);
  else
    yipu_digest_value (hash, change->salt, YIPU_SALT_SIZE, &change->value, change->digest);
}

gboolean
yipu_change_fits_digest (const YipuChange *change, YipuHash *hash)
{
  g_autoptr (YipuAdd) add = NULL;
  guint8 digest[YIPU_HASH_SIZE];

  if (change->op == YIPU_OP_SET) {
    yipu_digest_value (hash, change->salt, YIPU_SALT_SIZE, &change->value, digest);
    return change->has_salt && memcmp (digest, change->digest, YIPU_HASH_SIZE) == 0;
  }
  if (change->value.type == YIPU_VALUE_TEXT)
    add = yipu_add_parse (change->value.text);
  if (!add)
    return FALSE;
  if (change->has_salt)
    yipu_digest_add (hash, change->salt, add, digest);
  else if (change->salt_text.type != YIPU_VALUE_TEXT ||
           !yipu_salts_digest (hash, change->salt_text.text, add, digest))
    return FALSE;
  return memcmp (digest, change->digest, YIPU_HASH_SIZE) == 0;
}

YipuLogEdit *
yipu_log_edit_new (const char *person, const char *label, const char *act)
{
  YipuLogEdit *edit = g_new0 (YipuLogEdit, 1);

  edit->person = g_strdup (person);
  edit->label = g_strdup (label);
  edit->act = g_strdup (act);
  edit->schema = YIPU_SCHEMA;
  edit->seen = g_array_new (FALSE, FALSE, sizeof (YipuSeen));
  edit->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_change_free);
  return edit;
}

void
yipu_log_edit_free (YipuLogEdit *edit)
{
  g_ptr_array_unref (edit->changes);
  g_array_unref (edit->seen);
  g_free (edit->person);
  g_free (edit->label);
  g_free (edit->act);
  g_free (edit->group);
  g_free (edit);
}

char *
yipu_bases_to_json (const GArray *bases)
{
  g_autoptr (GString) json = NULL;

  if (!bases || bases->len == 0)
    return NULL;
  json = g_string_new ("[");
  for (guint i = 0; i < bases->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (bases, gint64, i));
  g_string_append_c (json, ']');
  return g_strdup (json->str);
}

gboolean
yipu_bases_parse (const char *json, GArray *bases)
{
  const char *at = json;

  if (*at != '[')
    return FALSE;
  do {
    char *end;
    gint64 id = g_ascii_strtoll (at + 1, &end, 10);

    if (end == at + 1 || id <= 0)
      return FALSE;
    g_array_append_val (bases, id);
    at = end;
  } while (*at == ',');
  return strcmp (at, "]") == 0;
}
