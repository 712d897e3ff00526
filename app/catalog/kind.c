/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding kinds and fields by name. */
#include <yipu/kind.h>

#include "kind-table.h"

G_DEFINE_QUARK (yipu_kind_error, yipu_kind_error)

/* All kinds by number, and both kinds and fields by name; built once, never freed. */
typedef struct {
  GPtrArray *kinds;    /* of const YipuKind, static */
  GHashTable *by_id;   /* id → YipuKind */
  GHashTable *indexes; /* YipuKind → GHashTable of field name → place + 1 */
} Registry;

static void
add_kinds (Registry *registry, const YipuKind *kinds, guint n_kinds)
{
  for (guint i = 0; i < n_kinds; i++) {
    GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint f = 0; f < kinds[i].n_fields; f++)
      g_hash_table_insert (places, (gpointer) kinds[i].fields[f].name, GUINT_TO_POINTER (f + 1));
    g_ptr_array_add (registry->kinds, (gpointer) &kinds[i]);
    g_hash_table_insert (registry->by_id, (gpointer) kinds[i].id, (gpointer) &kinds[i]);
    g_hash_table_insert (registry->indexes, (gpointer) &kinds[i], places);
  }
}

static gpointer
build_registry (gpointer unused)
{
  Registry *registry = g_new0 (Registry, 1);

  registry->kinds = g_ptr_array_new ();
  registry->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  registry->indexes = g_hash_table_new (NULL, NULL);
  add_kinds (registry, yipu_people_kinds, yipu_n_people_kinds);
  add_kinds (registry, yipu_craft_kinds, yipu_n_craft_kinds);
  add_kinds (registry, yipu_process_kinds, yipu_n_process_kinds);
  add_kinds (registry, yipu_brand_kinds, yipu_n_brand_kinds);
  add_kinds (registry, yipu_product_kinds, yipu_n_product_kinds);
  add_kinds (registry, yipu_review_kinds, yipu_n_review_kinds);
  return registry;
}

static const Registry *
get_registry (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, build_registry, NULL);
}

const YipuKind *
yipu_kind_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  return g_hash_table_lookup (get_registry ()->by_id, id);
}

const YipuKind *const *
yipu_kind_all (guint *n_kinds)
{
  const Registry *registry = get_registry ();

  *n_kinds = registry->kinds->len;
  return (const YipuKind *const *) registry->kinds->pdata;
}

int
yipu_kind_index (const YipuKind *kind, const char *field)
{
  GHashTable *places = g_hash_table_lookup (get_registry ()->indexes, kind);

  g_return_val_if_fail (places != NULL && field != NULL, -1);
  return GPOINTER_TO_INT (g_hash_table_lookup (places, field)) - 1;
}

const YipuField *
yipu_kind_field (const YipuKind *kind, const char *field)
{
  int index = yipu_kind_index (kind, field);

  return index < 0 ? NULL : &kind->fields[index];
}
