/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digests and what the chain is made of. */
#include "catalog/chain.h"

#include <string.h>

static void
feed_value (YipuHash *hash, const YipuValue *value)
{
  static const char types[] = { 'n', 'i', 't' };
  gint64 number = GINT64_TO_BE (value->number);

  yipu_hash_feed (hash, &types[value->type], 1);
  if (value->type == YIPU_VALUE_INT)
    yipu_hash_feed (hash, &number, sizeof number);
  else if (value->type == YIPU_VALUE_TEXT)
    yipu_hash_feed (hash, value->text, strlen (value->text));
}

void
yipu_digest_value (YipuHash *hash,
                   const guint8 *salt,
                   gsize salt_length,
                   const YipuValue *value,
                   guint8 digest[YIPU_HASH_SIZE])
{
  yipu_hash_feed (hash, salt, salt_length);
  feed_value (hash, value);
  yipu_hash_end (hash, digest);
}

void
yipu_digest_field_salt (YipuHash *hash,
                        const guint8 salt[YIPU_SALT_SIZE],
                        const char *name,
                        guint8 field_salt[YIPU_HASH_SIZE])
{
  yipu_hash_feed (hash, salt, YIPU_SALT_SIZE);
  yipu_hash_feed (hash, name, strlen (name));
  yipu_hash_end (hash, field_salt);
}

void
yipu_digest_tree_field (GByteArray *tree, const char *name, const guint8 digest[YIPU_HASH_SIZE])
{
  yipu_chain_text (tree, name);
  g_byte_array_append (tree, digest, YIPU_HASH_SIZE);
}

void
yipu_digest_add (YipuHash *hash,
                 const guint8 salt[YIPU_SALT_SIZE],
                 const YipuAdd *add,
                 guint8 digest[YIPU_HASH_SIZE])
{
  g_autoptr (GByteArray) tree = g_byte_array_sized_new (1024);

  for (guint i = 0; i < add->fields->len; i++) {
    const YipuAddField *field = &g_array_index (add->fields, YipuAddField, i);
    guint8 field_salt[YIPU_HASH_SIZE];
    guint8 field_digest[YIPU_HASH_SIZE];

    yipu_digest_field_salt (hash, salt, field->name, field_salt);
    yipu_digest_value (hash, field_salt, sizeof field_salt, &field->value, field_digest);
    yipu_digest_tree_field (tree, field->name, field_digest);
  }
  yipu_hash_feed (hash, tree->data, tree->len);
  yipu_hash_end (hash, digest);
}

void
yipu_chain_bytes (GByteArray *parts, gconstpointer data, gsize length)
{
  guint32 prefix = GUINT32_TO_BE ((guint32) length);

  g_byte_array_append (parts, (const guint8 *) &prefix, sizeof prefix);
  g_byte_array_append (parts, data, (guint) length);
}

void
yipu_chain_text (GByteArray *parts, const char *text)
{
  yipu_chain_bytes (parts, text, strlen (text));
}

void
yipu_chain_number (GByteArray *parts, gint64 number)
{
  gint64 big = GINT64_TO_BE (number);

  yipu_chain_bytes (parts, &big, sizeof big);
}
