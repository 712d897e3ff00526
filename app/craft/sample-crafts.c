/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample: what is told and made. */
#include "base/json.h"
#include "sample-private.h"

static const char *
text_of (JsonObject *object, const char *member)
{
  return yipu_json_get_text (object, member, "");
}

/* The selling point of an element; products name it by the element. */
static gboolean
add_point (YipuSampleFill *self, JsonObject *element, GError **error)
{
  static const YipuSampleRename renames[] = { { "point", "text" },  { "approved", NULL },
                                              { "kind", NULL },     { "name", NULL },
                                              { "evidence", NULL }, { NULL } };
  g_autofree char *name = g_strconcat ("point:", text_of (element, "id"), NULL);
  const char *id = yipu_sample_add (self, "selling_point", name, error);

  return id != NULL &&
         yipu_sample_set (self, "selling_point", id, "element", text_of (element, "id"), error) &&
         yipu_sample_fill (self, "selling_point", id, element, renames, error);
}

static gboolean
add_element (YipuSampleFill *self, JsonObject *object, gpointer craft, GError **error)
{
  static const YipuSampleRename renames[] = {
    { "point", NULL }, { "basis", NULL }, { "approved", NULL }, { NULL }
  };
  const char *id = yipu_sample_add (self, "element", text_of (object, "id"), error);

  return id != NULL && yipu_sample_set (self, "element", id, "craft", craft, error) &&
         yipu_sample_fill (self, "element", id, object, renames, error) &&
         add_point (self, object, error);
}

static gboolean
add_item (YipuSampleFill *self, JsonObject *object, gpointer craft, GError **error)
{
  static const YipuSampleRename renames[] = { { "kind", NULL },
                                              { "weight_g_per_unit", "weight_g" },
                                              { "price_fen_per_unit", "price_fen" },
                                              { "volume_ml_per_unit", "volume_ml" },
                                              { "pack_size", "purchase_pack" },
                                              { "wear_uses", "life_uses" },
                                              { NULL } };
  const char *kind = text_of (object, "kind");
  const char *id = yipu_sample_add (self, "item", text_of (object, "id"), error);

  if (id == NULL || !yipu_sample_set (self, "item", id, "craft", craft, error) ||
      !yipu_sample_fill (self, "item", id, object, renames, error))
    return FALSE;
  /* Other kinds follow from the graph. */
  if (g_str_equal (kind, "tool") || g_str_equal (kind, "consumable"))
    return yipu_sample_set (self, "item", id, kind, "1", error);
  return TRUE;
}

/* A step, and in which direction the flow goes. */
typedef struct {
  const char *step;
  const char *direction;
} Side;

static gboolean
add_flow (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "qty", "quantity" }, { NULL } };
  const Side *side = data;
  g_autofree char *name =
      g_strdup_printf ("flow:%s:%s:%s", side->step, side->direction, text_of (object, "item"));
  const char *id = yipu_sample_add (self, "flow", name, error);

  return id != NULL && yipu_sample_set (self, "flow", id, "step", side->step, error) &&
         yipu_sample_set (self, "flow", id, "direction", side->direction, error) &&
         yipu_sample_fill (self, "flow", id, object, renames, error);
}

/* A tool is a flow in, quantity 1, in the unit of the item. */
static gboolean
add_tool (YipuSampleFill *self, const char *step, const char *tool, GError **error)
{
  g_autofree char *name = g_strdup_printf ("flow:%s:tool:%s", step, tool);
  const char *id = yipu_sample_add (self, "flow", name, error);
  g_autoptr (YipuRecord) item = NULL;

  if (id == NULL || !yipu_sample_set (self, "flow", id, "step", step, error) ||
      !yipu_sample_set (self, "flow", id, "item", tool, error) ||
      !yipu_sample_set (self, "flow", id, "direction", "in", error) ||
      !yipu_sample_set (self, "flow", id, "quantity", "1", error))
    return FALSE;
  item = yipu_reader_get (yipu_edit_get_reader (self->edit), "item", yipu_sample_id (self, tool),
                          error);
  return item != NULL &&
         yipu_sample_set (self, "flow", id, "unit", yipu_record_get (item, "unit"), error);
}

static gboolean
add_step (YipuSampleFill *self, JsonObject *object, gpointer process, GError **error)
{
  static const YipuSampleRename renames[] = { { "waiting_min", "wait_min" },
                                              { "home_ok", "fit_for_home" },
                                              { "in", NULL },
                                              { "out", NULL },
                                              { "tools", NULL },
                                              { NULL } };
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "step", local, error);
  JsonArray *tools = yipu_json_get_array (object, "tools");

  if (id == NULL || !yipu_sample_set (self, "step", id, "process", process, error) ||
      !yipu_sample_fill (self, "step", id, object, renames, error) ||
      !yipu_sample_each (self, object, "in", add_flow, &(Side){ local, "in" }, error) ||
      !yipu_sample_each (self, object, "out", add_flow, &(Side){ local, "out" }, error))
    return FALSE;
  for (guint i = 0; tools != NULL && i < json_array_get_length (tools); i++)
    if (!add_tool (self, local, json_array_get_string_element (tools, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
holds (JsonArray *array, const char *text)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;
  return FALSE;
}

static gboolean
uses (JsonObject *step, const char *item)
{
  JsonArray *in = yipu_json_get_array (step, "in");

  for (guint i = 0; in != NULL && i < json_array_get_length (in); i++)
    if (g_str_equal (text_of (json_array_get_object_element (in, i), "item"), item))
      return TRUE;
  return holds (yipu_json_get_array (step, "tools"), item);
}

static gboolean
makes_for (JsonObject *earlier, JsonObject *later)
{
  JsonArray *out = yipu_json_get_array (earlier, "out");

  for (guint i = 0; out != NULL && i < json_array_get_length (out); i++)
    if (uses (later, text_of (json_array_get_object_element (out, i), "item")))
      return TRUE;
  return FALSE;
}

/* Of the buyer's steps those that need nothing another of them makes. The set is closed under
 * "later", so looking one step back is enough. */
static char *
find_line (JsonObject *craft, JsonArray *buyer)
{
  JsonArray *steps = yipu_json_get_array (craft, "steps");
  g_autoptr (GPtrArray) line = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (steps); i++) {
    JsonObject *step = json_array_get_object_element (steps, i);
    gboolean first = holds (buyer, text_of (step, "id"));

    for (guint j = 0; first && j < json_array_get_length (steps); j++) {
      JsonObject *other = json_array_get_object_element (steps, j);

      first = j == i || !holds (buyer, text_of (other, "id")) || !makes_for (other, step);
    }
    if (first)
      g_ptr_array_add (line, (gpointer) text_of (step, "id"));
  }
  g_ptr_array_add (line, NULL);
  return yipu_field_join ((const char *const *) line->pdata);
}

static gboolean
set_line (
    YipuSampleFill *self, const char *kit, JsonObject *craft, JsonArray *buyer, GError **error)
{
  g_autofree char *locals = find_line (craft, buyer);
  g_auto (GStrv) parts = yipu_field_split (locals);
  g_autofree char *ids = NULL;

  for (guint i = 0; parts[i] != NULL; i++) {
    char *id = g_strdup (yipu_sample_id (self, parts[i]));

    g_free (parts[i]);
    parts[i] = id;
  }
  ids = yipu_field_join ((const char *const *) parts);
  return yipu_sample_set (self, "kit", kit, "line", ids, error);
}

static gboolean
add_kit (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "pieces_per_box", NULL },
                                              { "buyer_steps", NULL },
                                              { NULL } };
  JsonObject *craft = data;
  g_autofree char *process = g_strconcat ("process:", text_of (craft, "id"), NULL);
  g_autofree char *target = g_strconcat ("target:", text_of (object, "id"), NULL);
  g_autofree char *count =
      g_strdup_printf ("%" G_GINT64_FORMAT, yipu_json_get_int (object, "pieces_per_box", 1));
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "kit", local, error);
  const char *piece;

  if (id == NULL || !yipu_sample_set (self, "kit", id, "process", process, error) ||
      !yipu_sample_fill (self, "kit", id, object, renames, error) ||
      !set_line (self, id, craft, yipu_json_get_array (object, "buyer_steps"), error))
    return FALSE;
  piece = yipu_sample_add (self, "kit_item", target, error);
  return piece != NULL && yipu_sample_set (self, "kit_item", piece, "kit", local, error) &&
         yipu_sample_set (self, "kit_item", piece, "item", text_of (craft, "final"), error) &&
         yipu_sample_set (self, "kit_item", piece, "target_count", count, error);
}

static gboolean
add_listing (YipuSampleFill *self, JsonObject *object, gpointer craft, GError **error)
{
  const char *id = yipu_edit_add (self->edit, "listing", NULL, error);

  return id != NULL && yipu_sample_set (self, "listing", id, "craft", craft, error) &&
         yipu_sample_fill (self, "listing", id, object, NULL, error);
}

static gboolean
add_process (YipuSampleFill *self, JsonObject *craft, GError **error)
{
  g_autofree char *name = g_strconcat ("process:", text_of (craft, "id"), NULL);
  const char *id = yipu_sample_add (self, "process", name, error);

  return id != NULL &&
         yipu_sample_set (self, "process", id, "craft", text_of (craft, "id"), error) &&
         yipu_sample_set (self, "process", id, "target", text_of (craft, "final"), error) &&
         yipu_sample_each (self, craft, "steps", add_step, name, error);
}

static gboolean
add_craft (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "listings", NULL }, { "elements", NULL },
                                              { "items", NULL },    { "steps", NULL },
                                              { "final", NULL },    { "lot", NULL },
                                              { "kits", NULL },     { NULL } };
  const char *local = text_of (object, "id");
  const char *id = yipu_sample_add (self, "craft", local, error);

  return id != NULL && yipu_sample_fill (self, "craft", id, object, renames, error) &&
         yipu_sample_each (self, object, "listings", add_listing, (gpointer) local, error) &&
         yipu_sample_each (self, object, "elements", add_element, (gpointer) local, error) &&
         yipu_sample_each (self, object, "items", add_item, (gpointer) local, error) &&
         add_process (self, object, error) &&
         yipu_sample_each (self, object, "kits", add_kit, object, error);
}

/* Elements name a note as "INTERVIEW#NOTE". */
static gboolean
add_note (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "at_s", NULL }, { NULL } };
  JsonObject *interview = data;
  const char *local = text_of (interview, "id");
  g_autofree char *name = g_strdup_printf ("%s#%s", local, text_of (object, "id"));
  g_autofree char *at_ms =
      g_strdup_printf ("%" G_GINT64_FORMAT, yipu_json_get_int (object, "at_s", 0) * 1000);
  const char *id = yipu_sample_add (self, "note", name, error);

  return id != NULL && yipu_sample_set (self, "note", id, "interview", local, error) &&
         yipu_sample_set (self, "note", id, "teller", text_of (interview, "person"), error) &&
         yipu_sample_set (self, "note", id, "at_ms", at_ms, error) &&
         yipu_sample_fill (self, "note", id, object, renames, error);
}

static gboolean
add_interview (YipuSampleFill *self, JsonObject *object, gpointer data, GError **error)
{
  static const YipuSampleRename renames[] = { { "person", NULL },
                                              { "by", "asked_by" },
                                              { "place", "place_text" },
                                              { "audio", "sounds" },
                                              { "consent", NULL },
                                              { "notes", NULL },
                                              { NULL } };
  const char *id = yipu_sample_add (self, "interview", text_of (object, "id"), error);

  return id != NULL &&
         yipu_sample_set (self, "interview", id, "tellers",
                          yipu_sample_id (self, text_of (object, "person")), error) &&
         yipu_sample_fill (self, "interview", id, object, renames, error) &&
         yipu_sample_each (self, object, "notes", add_note, object, error);
}

gboolean
yipu_sample_add_crafts (YipuSampleFill *self, JsonObject *root, GError **error)
{
  return yipu_sample_each (self, root, "crafts", add_craft, NULL, error) &&
         yipu_sample_each (self, root, "interviews", add_interview, NULL, error);
}
