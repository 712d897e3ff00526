/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Attributes and photos of an offer. A photo is in it only if it may leave; what a shop makes of
 * its photos, its profile says. */
#include "product/offers.h"

/* "450 × 450 × 20" of what is known. */
static char *
dup_size (JsonObject *out)
{
  static const char *const sides[] = { "l", "w", "h" };
  JsonObject *size = json_object_get_object_member (out, "size_mm");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (json_object_has_member (size, sides[i]))
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? "×" : "",
                              json_object_get_int_member (size, sides[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_match (JsonObject *object, const char *member, const YipuRecord *match)
{
  const char *text = match ? yipu_record_get (match, member) : NULL;
  gint64 id;

  if (text && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    json_object_set_int_member (object, member, id);
}

/* The shop's ids come from its match for the attribute ("brand") and for the value. */
static void
add_attribute (
    YipuOfferBuild *build, const char *key, const char *name, const char *value, GError **error)
{
  JsonArray *attrs = json_object_get_array_member (build->out, "attrs");
  YipuRecord *of_key, *of_value;
  JsonObject *attr;

  if (value == NULL || value[0] == '\0' || (error && *error))
    return;
  attr = json_object_new ();
  json_object_set_string_member (attr, "key", key);
  json_object_set_string_member (attr, "name", name);
  json_object_set_string_member (attr, "value", value);
  of_key = yipu_offers_find_match (build->offers, build->shop, "attr", key, error);
  of_value = yipu_offers_find_match (build->offers, build->shop, "attr", value, error);
  set_match (attr, "pid", of_key);
  set_match (attr, "pid", of_value);
  set_match (attr, "vid", of_value);
  json_array_add_object_element (attrs, attr);
}

gboolean
yipu_offer_add_attributes (YipuOfferBuild *build, GError **error)
{
  g_autoptr (GError) local = NULL;
  const YipuRecord *product = build->product;
  g_autofree char *size = dup_size (build->out);
  const char *place = build->place ? yipu_offer_text (build->place, "name") : NULL;

  json_object_set_array_member (build->out, "attrs", json_array_new ());
  add_attribute (build, "brand", "品牌",
                 json_object_get_string_member_with_default (build->out, "brand", NULL), &local);
  add_attribute (build, "place", "产地", place, &local);
  add_attribute (build, "composition", "材质", yipu_offer_text (product, "composition"), &local);
  add_attribute (build, "size", "尺寸（毫米）", size, &local);
  add_attribute (build, "net_content", "净含量", yipu_record_get (product, "net_content"), &local);
  add_attribute (build, "standard_no", "执行标准", yipu_record_get (product, "standard_no"),
                 &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
copy_number (JsonObject *out, const char *member, const YipuRecord *file, const char *field)
{
  if (yipu_record_get (file, field))
    json_object_set_int_member (out, member, yipu_record_get_int (file, field, 0));
}

static void
add_photo (YipuOfferBuild *build, const YipuRecord *slot, const YipuRecord *file)
{
  JsonObject *photo = json_object_new ();

  json_object_set_string_member (photo, "slot", yipu_record_get_id (slot));
  json_object_set_string_member (photo, "file", yipu_record_get_id (file));
  json_object_set_string_member (photo, "hash", yipu_record_get (file, "hash"));
  json_object_set_string_member (photo, "role", yipu_record_get (slot, "role"));
  yipu_offer_set (photo, "alt", yipu_offer_text (slot, "caption"));
  yipu_offer_set (photo, "variant", yipu_record_get (slot, "variant"));
  copy_number (photo, "w", file, "width_px");
  copy_number (photo, "h", file, "height_px");
  copy_number (photo, "focus_x", file, "focus_x");
  copy_number (photo, "focus_y", file, "focus_y");
  json_array_add_object_element (json_object_get_array_member (build->out, "photos"), photo);
}

/* FALSE with @error set only where the catalog cannot be read; a photo that stays at home is none.
 */
static gboolean
add_slot (YipuOfferBuild *build, const YipuRecord *slot, GError **error)
{
  g_autoptr (GError) local = NULL;
  YipuRecord *file =
      yipu_offers_read (build->offers, "file", yipu_record_get (slot, "file"), &local);
  const char *craft = build->craft ? yipu_record_get_id (build->craft) : NULL;
  int shown = 0;

  if (file && yipu_record_get (file, "hash") && yipu_record_get (slot, "role"))
    shown = yipu_offers_may_show (build->offers, yipu_record_get_id (file), craft, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (shown > 0)
    add_photo (build, slot, file);
  return TRUE;
}

gboolean
yipu_offer_add_photos (YipuOfferBuild *build, GError **error)
{
  GPtrArray *slots = yipu_offers_list (build->offers, "slot", "product",
                                       yipu_record_get_id (build->product), error);

  json_object_set_array_member (build->out, "photos", json_array_new ());
  for (guint i = 0; slots && i < slots->len; i++)
    if (!add_slot (build, slots->pdata[i], error))
      return FALSE;
  return slots != NULL;
}
