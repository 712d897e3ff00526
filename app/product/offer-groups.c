/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Groups of an export: all its products of one craft, for shops that sell them as a set. */
#include "product/offers.h"

static JsonObject *
group_new (YipuOffers *offers, YipuRecord *craft, guint position, GError **error)
{
  g_autoptr (JsonObject) group = json_object_new ();
  g_autoptr (GString) html = g_string_new (NULL);
  const char *code = yipu_record_get (craft, "code");
  g_autofree char *sku = code ? g_strconcat (code, "-set", NULL) : NULL;
  int story = yipu_offers_may_leave (offers, craft, "story_page", error);

  if (story < 0)
    return NULL;
  if (story)
    yipu_offer_append_paragraphs (html, yipu_offer_text (craft, "story_page"));
  json_object_set_string_member (group, "uuid", yipu_record_get_id (craft));
  yipu_offer_set (group, "sku", sku);
  yipu_offer_set (group, "title", yipu_offer_text (craft, "name"));
  yipu_offer_set (group, "summary", yipu_offer_text (craft, "summary"));
  yipu_offer_set (group, "story_html", html->str);
  json_object_set_int_member (group, "position", position);
  json_object_set_array_member (group, "products", json_array_new ());
  return g_steal_pointer (&group);
}

/* The group of a craft, made when its first product comes. */
static JsonObject *
ensure_group (
    YipuOffers *offers, GPtrArray *groups, YipuRecord *craft, guint position, GError **error)
{
  const char *id = yipu_record_get_id (craft);
  JsonObject *group;

  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (json_object_get_string_member (groups->pdata[i], "uuid"), id))
      return groups->pdata[i];
  group = group_new (offers, craft, position, error);
  if (group)
    g_ptr_array_add (groups, group);
  return group;
}

static gboolean
add_product (YipuOffers *offers,
             GPtrArray *groups,
             const char *product,
             const char *shop,
             guint position,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  YipuRecord *record = yipu_offers_read (offers, "product", product, &local);
  YipuRecord *craft = record ? yipu_offers_get_craft (offers, record, &local) : NULL;
  JsonObject *group = craft ? ensure_group (offers, groups, craft, position, &local) : NULL;
  JsonObject *p = group ? yipu_offers_get_product (offers, product, shop, &local) : NULL;

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (p == NULL)
    return TRUE;
  json_array_add_object_element (json_object_get_array_member (group, "products"),
                                 json_object_ref (p));
  if (!json_object_has_member (group, "category_path"))
    json_object_set_array_member (
        group, "category_path", json_array_ref (json_object_get_array_member (p, "category_path")));
  return TRUE;
}

GPtrArray *
yipu_offers_get_groups (YipuOffers *offers,
                        const char *const *products,
                        const char *shop,
                        GError **error)
{
  g_autoptr (GPtrArray) groups = NULL;

  g_return_val_if_fail (offers != NULL && products != NULL, NULL);
  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; products[i]; i++)
    if (!add_product (offers, groups, products[i], shop, i + 1, error))
      return NULL;
  for (guint i = groups->len; i > 0; i--) {
    JsonArray *members = json_object_get_array_member (groups->pdata[i - 1], "products");

    if (json_array_get_length (members) < 2)
      g_ptr_array_remove_index (groups, i - 1);
  }
  return g_steal_pointer (&groups);
}
