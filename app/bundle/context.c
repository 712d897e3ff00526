/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Building what expressions see. */
#include "bundle/context.h"

#include "base/json.h"
#include "product/offers.h"

/* What the seller entered, else the profile's defaults. */
static JsonObject *
dup_settings (const YipuShop *shop, YipuOffers *offers, GError **error)
{
  JsonObject *entered = yipu_offers_get_settings (offers, shop->id, error);
  JsonObject *settings;

  if (entered == NULL)
    return NULL;
  settings = json_object_new ();
  for (guint i = 0; i < shop->settings->len; i++) {
    const YipuShopSetting *setting = &g_array_index (shop->settings, YipuShopSetting, i);

    json_object_set_string_member (settings, setting->key,
                                   yipu_json_get_text (entered, setting->key, setting->fallback));
  }
  return settings;
}

JsonObject *
yipu_context_new_shop (const YipuShop *shop,
                       YipuOffers *offers,
                       const YipuShopRelease *release,
                       GError **error)
{
  JsonObject *settings = dup_settings (shop, offers, error);
  JsonObject *roots;

  if (settings == NULL)
    return NULL;
  roots = json_object_new ();
  json_object_set_object_member (roots, "s", settings);
  if (release) {
    JsonObject *r = json_object_new ();

    json_object_set_int_member (r, "date", release->date);
    json_object_set_string_member (r, "id", release->id ? release->id : "");
    json_object_set_object_member (roots, "r", r);
  }
  return roots;
}

JsonObject *
yipu_context_new (const YipuShop *shop,
                  YipuOffers *offers,
                  const char *product,
                  const YipuShopRelease *release,
                  GError **error)
{
  JsonObject *p = yipu_offers_get_product (offers, product, shop->id, error);
  JsonObject *roots = p ? yipu_context_new_shop (shop, offers, release, error) : NULL;

  if (roots)
    json_object_set_object_member (roots, "p", json_object_ref (p));
  return roots;
}

/* Whether the photo may go in besides those chosen already. */
static gboolean
fits (const YipuImageSet *set, JsonArray *chosen, JsonObject *photo)
{
  const char *hash = json_object_get_string_member (photo, "hash");

  if (g_str_equal (json_object_get_string_member (photo, "role"), "variant") &&
      !json_object_has_member (photo, "variant"))
    return FALSE;
  for (guint i = 0; set->unique && i < json_array_get_length (chosen); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (chosen, i), "hash"),
            hash))
      return FALSE;
  return TRUE;
}

JsonArray *
yipu_context_select_photos (const YipuShop *shop, guint set, JsonObject *p)
{
  const YipuShopImages *images = &g_array_index (shop->images, YipuShopImages, set);
  const YipuImageSet *own = &g_array_index (shop->sets, YipuImageSet, set);
  JsonArray *photos = json_object_get_array_member (p, "photos");
  JsonArray *chosen = json_array_new ();

  for (guint role = 0; images->roles[role]; role++)
    for (guint i = 0; i < json_array_get_length (photos); i++) {
      JsonObject *photo = json_array_get_object_element (photos, i);

      if (json_array_get_length (chosen) < (guint) images->max &&
          g_str_equal (json_object_get_string_member (photo, "role"), images->roles[role]) &&
          fits (own, chosen, photo))
        json_array_add_object_element (chosen, json_object_ref (photo));
    }
  return chosen;
}

JsonObject *
yipu_context_find_variant (JsonObject *p, const char *uuid)
{
  JsonArray *variants = json_object_get_array_member (p, "variants");

  for (guint i = 0; i < json_array_get_length (variants); i++) {
    JsonObject *variant = json_array_get_object_element (variants, i);

    if (g_strcmp0 (json_object_get_string_member (variant, "uuid"), uuid) == 0)
      return variant;
  }
  return NULL;
}
