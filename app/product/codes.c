/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often each SKU and barcode is used in the whole catalog: counted in one pass, so that
 * checking all products stays linear. */
#include <string.h>

#include "product/offers.h"

/* As many as yipu_reader_get_rows() takes. */
#define CHUNK 500

typedef struct {
  GHashTable *codes;    /* "sku WTW-1" → how often */
  GHashTable *products; /* set of ids of those that are not removed */
} Counting;

static void
count_field (GHashTable *codes, const YipuRecord *record, const char *field)
{
  const char *code = yipu_record_get (record, field);
  char *key;

  if (code == NULL)
    return;
  key = g_strdup_printf ("%s %s", field, code);
  g_hash_table_insert (codes, key,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (codes, key)) + 1));
}

/* Nothing cascades: a removed product's variants are there still, and sold nowhere. */
static void
count_record (Counting *counting, const YipuRecord *record)
{
  const char *id = yipu_record_get_id (record);

  if (strcmp (yipu_record_get_kind (record)->id, "product") == 0)
    g_hash_table_add (counting->products, g_strdup (id));
  else
    id = yipu_record_get (record, "product");
  if (id == NULL || !g_hash_table_contains (counting->products, id))
    return;
  count_field (counting->codes, record, "sku");
  count_field (counting->codes, record, "gtin");
}

static gboolean
count_chunk (Counting *counting,
             YipuReader *reader,
             const char *kind,
             GArray *rows,
             guint first,
             GError **error)
{
  guint n = MIN (CHUNK, rows->len - first);
  g_autoptr (GPtrArray) records =
      yipu_reader_get_rows (reader, kind, &g_array_index (rows, gint64, first), n, error);

  for (guint i = 0; records && i < records->len; i++)
    if (records->pdata[i] != NULL)
      count_record (counting, records->pdata[i]);
  return records != NULL;
}

GHashTable *
yipu_offers_count_codes (YipuReader *reader, GError **error)
{
  static const char *const kinds[] = { "product", "variant" };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Counting counting = { codes, products };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (GArray) rows = yipu_reader_list_rows (reader, kinds[k], NULL, NULL, error);

    if (rows == NULL)
      return NULL;
    for (guint first = 0; first < rows->len; first += CHUNK)
      if (!count_chunk (&counting, reader, kinds[k], rows, first, error))
        return NULL;
  }
  return g_steal_pointer (&codes);
}
