/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: products, their photos, and what shops need to know. */
#include "base/json.h"
#include "sample-private.h"

static const char *
text_of (JsonObject *object, const char *member)
{
  return yipu_json_get_text (object, member, "");
}

static gboolean
add_slot (YipuSampleFill *self, JsonObject *object, gpointer product, GError **error)
{
  const char *id = yipu_edit_add (self->edit, "slot", NULL, error);

  return id != NULL && yipu_sample_set (self, "slot", id, "product", product, error) &&
         yipu_sample_fill (self, "slot", id, object, NULL, error);
}

static gboolean
add_variant (YipuSampleFill *self, JsonObject *object, gpointer product, GError **error)
{
  static const YipuSampleRename renames[] = { { "picture", NULL }, { NULL } };
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "variant", local, error);
  const char *slot;

  if (id == NULL || !yipu_sample_set (self, "variant", id, "product", product, error) ||
      !yipu_sample_fill (self, "variant", id, object, renames, error))
    return FALSE;
  slot = yipu_edit_add (self->edit, "slot", NULL, error);
  return slot != NULL && yipu_sample_set (self, "slot", slot, "product", product, error) &&
         yipu_sample_set (self, "slot", slot, "variant", local, error) &&
         yipu_sample_set (self, "slot", slot, "role", "variant", error) &&
         yipu_sample_set (self, "slot", slot, "file", text_of (object, "picture"), error);
}

/* The file names elements; the product names their selling points. */
static gboolean
set_points (YipuSampleFill *self, const char *id, JsonObject *product, GError **error)
{
  JsonArray *elements = yipu_json_get_array (product, "selling_points");
  g_autoptr (GPtrArray) points = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; elements != NULL && i < json_array_get_length (elements); i++) {
    g_autofree char *local =
        g_strconcat ("point:", json_array_get_string_element (elements, i), NULL);

    g_ptr_array_add (points, (gpointer) yipu_sample_id (self, local));
  }
  g_ptr_array_add (points, NULL);
  text = yipu_field_join ((const char *const *) points->pdata);
  return yipu_sample_set (self, "product", id, "selling_points", text, error);
}

static gboolean
add_product (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = {
    { "of", NULL }, { "selling_points", NULL }, { "variants", NULL }, { "slots", NULL }, { NULL }
  };
  const char *of = text_of (object, "of");
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "product", local, error);

  return id != NULL &&
         yipu_sample_set (self, "product", id, g_str_has_prefix (of, "k.") ? "kit" : "item", of,
                          error) &&
         yipu_sample_fill (self, "product", id, object, renames, error) &&
         set_points (self, id, object, error) &&
         yipu_sample_each (self, object, "slots", add_slot, (gpointer) local, error) &&
         yipu_sample_each (self, object, "variants", add_variant, (gpointer) local, error);
}

static gboolean
add_match (YipuSampleFill *self, JsonObject *object, gpointer shop, GError **error)
{
  const char *id = yipu_edit_add (self->edit, "shop_match", NULL, error);

  return id != NULL && yipu_sample_set (self, "shop_match", id, "shop", shop, error) &&
         yipu_sample_fill (self, "shop_match", id, object, NULL, error);
}

static gboolean
add_shop (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  gpointer shop = (gpointer) text_of (object, "shop");
  JsonObject *settings = json_object_get_object_member (object, "settings");
  g_autoptr (GList) keys = json_object_get_members (settings);

  for (GList *l = keys; l != NULL; l = l->next) {
    const char *id = yipu_edit_add (self->edit, "shop_setting", NULL, error);

    if (id == NULL || !yipu_sample_set (self, "shop_setting", id, "shop", shop, error) ||
        !yipu_sample_set (self, "shop_setting", id, "key", l->data, error) ||
        !yipu_sample_set (self, "shop_setting", id, "value", text_of (settings, l->data), error))
      return FALSE;
  }
  return yipu_sample_each (self, object, "matches", add_match, shop, error);
}

gboolean
yipu_sample_add_products (YipuSampleFill *self, JsonObject *root, GError **error)
{
  return yipu_sample_each (self, root, "products", add_product, NULL, error) &&
         yipu_sample_each (self, root, "shops", add_shop, NULL, error);
}
