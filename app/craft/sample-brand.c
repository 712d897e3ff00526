/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: the brand, what it says, and the packs. */
#include "base/json.h"
#include "sample-private.h"

static const char *
text_of (JsonObject *object, const char *member)
{
  return yipu_json_get_text (object, member, "");
}

/* Adds a record that belongs to the brand and fills it. */
static const char *
add_of_brand (YipuSampleFill *self,
              const char *kind,
              JsonObject *object,
              const YipuSampleRename *renames,
              const char *brand,
              GError **error)
{
  const char *id = yipu_edit_add (self->edit, kind, NULL, error);

  if (id == NULL || !yipu_sample_set (self, kind, id, "brand", brand, error) ||
      !yipu_sample_fill (self, kind, id, object, renames, error))
    return NULL;
  return id;
}

static gboolean
add_colour (YipuSampleFill *self, JsonObject *object, gpointer brand, GError **error)
{
  return add_of_brand (self, "colour", object, NULL, brand, error) != NULL;
}

static gboolean
add_slogan (YipuSampleFill *self, JsonObject *object, gpointer brand, GError **error)
{
  return add_of_brand (self, "slogan", object, NULL, brand, error) != NULL;
}

static gboolean
add_script (YipuSampleFill *self, JsonObject *object, gpointer brand, GError **error)
{
  return add_of_brand (self, "script", object, NULL, brand, error) != NULL;
}

static gboolean
add_member (YipuSampleFill *self, JsonObject *object, gpointer brand, GError **error)
{
  static const YipuSampleRename renames[] = { { "org", "organisation" },
                                              { "from", "valid_from" },
                                              { NULL } };

  return add_of_brand (self, "membership", object, renames, brand, error) != NULL;
}

static gboolean
add_panel (YipuSampleFill *self, JsonObject *object, gpointer pack, GError **error)
{
  static const YipuSampleRename renames[] = { { "note", NULL }, { NULL } };
  const char *id = yipu_edit_add (self->edit, "panel", NULL, error);

  return id != NULL && yipu_sample_set (self, "panel", id, "pack", pack, error) &&
         yipu_sample_set (self, "panel", id, "name", text_of (object, "id"), error) &&
         yipu_sample_fill (self, "panel", id, object, renames, error);
}

static gboolean
add_pack (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = {
    { "kind", "template" }, { "size_mm", NULL }, { "panels", NULL }, { NULL }
  };
  static const char *const sides[] = { "width_mm", "height_mm", "depth_mm" };
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "pack", local, error);
  JsonArray *size = yipu_json_get_array (object, "size_mm");

  if (id == NULL || !yipu_sample_fill (self, "pack", id, object, renames, error))
    return FALSE;
  for (guint i = 0; size != NULL && i < MIN (json_array_get_length (size), 3); i++)
    if (!yipu_edit_set_int (self->edit, id, sides[i], json_array_get_int_element (size, i), error))
      return FALSE;
  return yipu_sample_each (self, object, "panels", add_panel, (gpointer) local, error);
}

/* What the members agreed on as a product's price, and the decision behind it. */
static gboolean
add_price (YipuSampleFill *self, JsonObject *object, gpointer brand, GError **error)
{
  static const YipuSampleRename of_decision[] = {
    { "product", NULL }, { "fen", NULL }, { "agreed_on", "decided_on" }, { "votes", NULL }, { NULL }
  };
  static const YipuSampleRename of_votes[] = {
    { "for", "votes_for" }, { "against", "votes_against" }, { "abstain", "votes_abstain" }, { NULL }
  };
  const char *decision = add_of_brand (self, "decision", object, of_decision, brand, error);
  const char *product = yipu_sample_id (self, text_of (object, "product"));

  return decision != NULL &&
         yipu_sample_fill (self, "decision", decision,
                           json_object_get_object_member (object, "votes"), of_votes, error) &&
         yipu_edit_set_int (self->edit, product, "recommended_fen",
                            yipu_json_get_int (object, "fen", 0), error) &&
         yipu_edit_set (self->edit, product, "decision", decision, error);
}

static gboolean
add_story (YipuSampleFill *self, JsonObject *brand, GError **error)
{
  g_autoptr (JsonObject) story = json_object_new ();

  json_object_set_member (story, "text",
                          json_node_copy (json_object_get_member (brand, "story_card")));
  json_object_set_string_member (story, "slot", "story_card");
  return add_of_brand (self, "story", story, NULL, text_of (brand, "id"), error) != NULL;
}

/* Parts of the file's brand that are fields of the brand's own record. */
static gboolean
fill_brand (YipuSampleFill *self, const char *id, JsonObject *brand, GError **error)
{
  static const YipuSampleRename own[] = { { "names", NULL },
                                          { "trademark", NULL },
                                          { "gi", NULL },
                                          { "palette", NULL },
                                          { "type", NULL },
                                          { "logo", NULL },
                                          { "slogans", NULL },
                                          { "live", NULL },
                                          { "story_card", NULL },
                                          { "packs", NULL },
                                          { "members", NULL },
                                          { "rates", NULL },
                                          { "recommended_prices", NULL },
                                          { NULL } };
  static const YipuSampleRename names[] = { { "full", "name" }, { NULL } };
  static const YipuSampleRename type[] = { { "story", "type_story" },
                                           { "plain", "type_plain" },
                                           { "smallest_label_mm", "label_smallest_mm" },
                                           { NULL } };
  static const YipuSampleRename logo[] = { { "file", "logo" },
                                           { "description", "logo_description" },
                                           { "clear_space", "logo_clear_space" },
                                           { "smallest_mm", "logo_smallest_mm" },
                                           { NULL } };
  const struct {
    const char *member;
    const YipuSampleRename *renames;
  } parts[] = { { "names", names }, { "type", type }, { "logo", logo }, { "rates", NULL } };

  if (!yipu_sample_fill (self, "brand", id, brand, own, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!yipu_sample_fill (self, "brand", id,
                           json_object_get_object_member (brand, parts[i].member), parts[i].renames,
                           error))
      return FALSE;
  return TRUE;
}

gboolean
yipu_sample_add_brand (YipuSampleFill *self, JsonObject *root, GError **error)
{
  JsonObject *brand = json_object_get_object_member (root, "brand");
  gpointer local = (gpointer) text_of (brand, "id");
  const char *id = yipu_sample_add (self, "brand", local, error);

  return id != NULL && fill_brand (self, id, brand, error) && add_story (self, brand, error) &&
         yipu_sample_each (self, brand, "palette", add_colour, local, error) &&
         yipu_sample_each (self, brand, "slogans", add_slogan, local, error) &&
         yipu_sample_each (self, brand, "live", add_script, local, error) &&
         yipu_sample_each (self, brand, "packs", add_pack, NULL, error) &&
         yipu_sample_each (self, brand, "members", add_member, local, error) &&
         yipu_sample_each (self, brand, "recommended_prices", add_price, local, error);
}
