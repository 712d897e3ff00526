/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which shops there are: the profiles shipped with Yipu, and the user's own. An own profile that
 * cannot be read is told as a finding and the others go on. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/init.h>

#include "base/json.h"
#include "bundle/profile.h"

#define SHIPPED "/org/yipu/Yipu/data/shops"

static void
add_shop (GHashTable *shops, GBytes *json, const char *file, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  YipuShop *shop = yipu_shop_parse (json, &error);

  if (shop) {
    g_hash_table_replace (shops, shop->id, shop);
    return;
  }
  g_info ("%s: %s", file, error->message);
  if (findings)
    g_ptr_array_add (findings,
                     yipu_finding_new (YIPU_SEVERITY_WARN, "shop.profile", NULL, NULL, NULL,
                                       _ ("The shop profile “%s” cannot be used. %s"), file,
                                       error->message));
}

static void
add_shipped (GHashTable *shops, GPtrArray *findings)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names && names[i]; i++) {
    g_autofree char *path = g_strconcat ("shops/", names[i], NULL);
    g_autoptr (GBytes) json = yipu_resource_load (path);

    add_shop (shops, json, names[i], findings);
  }
}

static char *
dup_own_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "yipu", "shops", NULL);
}

/* A file of the user's folder, not followed where it is no plain file. */
static GBytes *
load_own (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > YIPU_JSON_MAX_BYTES) {
    g_set_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE, "%s",
                 _ ("It is no file of at most 4 MB."));
    return NULL;
  }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static void
add_own_file (GHashTable *shops, const char *folder, const char *name, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = load_own (folder, name, &error);

  if (json)
    add_shop (shops, json, name, findings);
  else if (findings)
    g_ptr_array_add (findings,
                     yipu_finding_new (YIPU_SEVERITY_WARN, "shop.profile", NULL, NULL, NULL,
                                       _ ("The shop profile “%s” cannot be used. %s"), name,
                                       error->message));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_own (GHashTable *shops, GPtrArray *findings)
{
  g_autofree char *folder = dup_own_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_own_file (shops, folder, names->pdata[i], findings);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(YipuShop *const *) a)->id, (*(YipuShop *const *) b)->id);
}

GPtrArray *
yipu_shops_list (GPtrArray *findings)
{
  g_autoptr (GHashTable) shops =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yipu_shop_unref);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_shop_unref);
  GHashTableIter iter;
  gpointer shop;

  add_shipped (shops, findings);
  add_own (shops, findings);
  g_hash_table_iter_init (&iter, shops);
  while (g_hash_table_iter_next (&iter, NULL, &shop))
    g_ptr_array_add (list, yipu_shop_ref (shop));
  g_ptr_array_sort (list, compare_ids);
  return list;
}

/* "sheet, taobao, woocommerce" */
static char *
join_ids (GPtrArray *shops)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < shops->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", ((YipuShop *) shops->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

YipuShop *
yipu_shop_find (const char *id, GError **error)
{
  g_autoptr (GPtrArray) findings = yipu_findings_new ();
  g_autoptr (GPtrArray) shops = yipu_shops_list (findings);
  g_autofree char *ids = join_ids (shops);

  g_return_val_if_fail (id != NULL, NULL);
  for (guint i = 0; i < shops->len; i++)
    if (g_str_equal (((YipuShop *) shops->pdata[i])->id, id))
      return yipu_shop_ref (shops->pdata[i]);
  for (guint i = 0; i < findings->len; i++) {
    const YipuFinding *finding = findings->pdata[i];
    g_autofree char *name = g_strdup_printf ("“%s.json”", id);

    if (strstr (finding->message, name) == NULL)
      continue;
    g_set_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE, "%s", finding->message);
    return NULL;
  }
  g_set_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_UNKNOWN,
               _ ("There is no shop “%s”. Shops: %s."), id, ids);
  return NULL;
}
