/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Salts of an add, field by field. */
#include "catalog/salts.h"

#include <string.h>

#include "catalog/chain.h"

static void
append (GString *json, const char *name, char type, const guint8 bytes[YIPU_HASH_SIZE])
{
  g_autofree char *hex = yipu_hash_to_hex (bytes);

  g_string_append_c (json, json->len == 0 ? '{' : ',');
  yipu_json_append (json, name);
  g_string_append_printf (json, ":\"%c%s\"", type, hex);
}

static char *
finish (GString *json)
{
  if (json->len == 0)
    g_string_append_c (json, '{');
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* 's', 'd', or 0 where it is neither. */
static char
read_entry (const YipuAddField *entry, guint8 bytes[YIPU_HASH_SIZE])
{
  const char *text = entry->value.text;

  if (entry->value.type != YIPU_VALUE_TEXT || (text[0] != 's' && text[0] != 'd') ||
      !yipu_hash_from_hex (text + 1, bytes))
    return 0;
  return text[0];
}

char *
yipu_salts_split (YipuHash *hash, const guint8 salt[YIPU_SALT_SIZE], const YipuAdd *add)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < add->fields->len; i++) {
    const char *name = g_array_index (add->fields, YipuAddField, i).name;
    guint8 field_salt[YIPU_HASH_SIZE];

    yipu_digest_field_salt (hash, salt, name, field_salt);
    append (json, name, 's', field_salt);
  }
  return finish (json);
}

char *
yipu_salts_forget (YipuHash *hash, const char *salts, const char *name, const YipuValue *value)
{
  g_autoptr (YipuAdd) entries = yipu_add_parse (salts);
  g_autoptr (GString) json = g_string_new (NULL);
  gboolean found = FALSE;

  for (guint i = 0; entries && i < entries->fields->len; i++) {
    const YipuAddField *entry = &g_array_index (entries->fields, YipuAddField, i);
    guint8 bytes[YIPU_HASH_SIZE];
    char type = read_entry (entry, bytes);

    if (!type)
      return NULL;
    if (type == 's' && strcmp (entry->name, name) == 0) {
      guint8 salt[YIPU_HASH_SIZE];

      memcpy (salt, bytes, sizeof salt);
      yipu_digest_value (hash, salt, sizeof salt, value, bytes);
      type = 'd';
      found = TRUE;
    }
    append (json, entry->name, type, bytes);
  }
  return found ? finish (g_steal_pointer (&json)) : NULL;
}

gboolean
yipu_salts_digest (YipuHash *hash,
                   const char *salts,
                   const YipuAdd *add,
                   guint8 digest[YIPU_HASH_SIZE])
{
  g_autoptr (YipuAdd) entries = yipu_add_parse (salts);
  g_autoptr (GByteArray) tree = g_byte_array_new ();
  guint n_left = 0;

  for (guint i = 0; entries && i < entries->fields->len; i++) {
    const YipuAddField *entry = &g_array_index (entries->fields, YipuAddField, i);
    const YipuValue *value = yipu_add_find (add, entry->name);
    guint8 bytes[YIPU_HASH_SIZE];
    char type = read_entry (entry, bytes);

    if (!type || (type == 's') != (value != NULL))
      return FALSE;
    if (value) {
      guint8 salt[YIPU_HASH_SIZE];

      memcpy (salt, bytes, sizeof salt);
      yipu_digest_value (hash, salt, sizeof salt, value, bytes);
      n_left++;
    }
    yipu_digest_tree_field (tree, entry->name, bytes);
  }
  yipu_hash_feed (hash, tree->data, tree->len);
  yipu_hash_end (hash, digest);
  return entries && n_left == add->fields->len;
}
