/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a profile: strict, because a slip that is passed over is a shop that refuses forty
 * products tonight. Every key, path, function and vocabulary word is checked and named. */
#include "bundle/profile-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/init.h>
#include <yipu/vocabulary.h>

#include "base/json.h"

/* Profiles that inherit from one that inherits … */
#define MAX_INHERIT 4

gboolean
yipu_profile_refuse (GError **error, const char *message, ...)
{
  va_list args;

  va_start (args, message);
  g_propagate_error (error,
                     g_error_new_valist (YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE, message, args));
  va_end (args);
  return FALSE;
}

gboolean
yipu_profile_check_keys (JsonObject *object, const char *const *known, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *m = members; m; m = m->next)
    if (!g_strv_contains (known, m->data))
      return yipu_profile_refuse (error, _ ("there is no key “%s” here"), (char *) m->data);
  return TRUE;
}

JsonObject *
yipu_profile_get_object (JsonNode *node, const char *const *known, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    yipu_profile_refuse (error, "%s", _ ("an object in { } is wanted here"));
    return NULL;
  }
  if (known && !yipu_profile_check_keys (json_node_get_object (node), known, error))
    return NULL;
  return json_node_get_object (node);
}

JsonArray *
yipu_profile_get_array (JsonNode *node, GError **error)
{
  if (node && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  yipu_profile_refuse (error, "%s", _ ("a list in [ ] is wanted here"));
  return NULL;
}

const char *
yipu_profile_get_text (JsonNode *node, GError **error)
{
  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  yipu_profile_refuse (error, "%s", _ ("a text in quotes is wanted here"));
  return NULL;
}

gboolean
yipu_profile_read_words (JsonNode *node, YipuWords *words, GError **error)
{
  static const char *const known[] = { "zh", "en", NULL };
  JsonObject *object = yipu_profile_get_object (node, known, error);
  const char *zh, *en;

  if (object == NULL)
    return FALSE;
  zh = yipu_profile_get_text (json_object_get_member (object, "zh"), error);
  en = zh ? yipu_profile_get_text (json_object_get_member (object, "en"), error) : NULL;
  if (en == NULL) {
    g_prefix_error (error, "%s", _ ("a label needs “zh” and “en”: "));
    return FALSE;
  }
  *words = (YipuWords){ g_strdup (zh), g_strdup (en) };
  return TRUE;
}

static gboolean
read_number (JsonNode *node, gint64 *number, GError **error)
{
  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64) {
    *number = json_node_get_int (node);
    return TRUE;
  }
  return yipu_profile_refuse (error, "%s", _ ("a whole number is wanted here"));
}

gboolean
yipu_profile_read_count (
    JsonObject *object, const char *member, gint64 fallback, gint64 *count, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *count = fallback;
  if (node == NULL)
    return TRUE;
  if (!read_number (node, count, error) || *count < 0 || *count > 1000000000) {
    g_prefix_error (error, "%s: ", member);
    if (error && *error)
      return FALSE;
    return yipu_profile_refuse (error, _ ("“%s” is out of range"), member);
  }
  return TRUE;
}

gboolean
yipu_profile_read_severity (JsonNode *node, YipuSeverity *severity, GError **error)
{
  const char *text = yipu_profile_get_text (node, error);

  if (text == NULL)
    return FALSE;
  for (YipuSeverity s = YIPU_SEVERITY_HINT; s <= YIPU_SEVERITY_BLOCK; s++)
    if (g_str_equal (text, yipu_severity_to_string (s))) {
      *severity = s;
      return TRUE;
    }
  return yipu_profile_refuse (error, _ ("“%s” is none of block, warn, hint"), text);
}

YipuPathSpace
yipu_profile_space (const YipuProfileReader *reader, YipuRoots roots)
{
  return (YipuPathSpace){ .roots = roots,
                          .settings = (const char *const *) reader->setting_keys->pdata,
                          .sets = (const char *const *) reader->set_ids->pdata,
                          .maps = (const char *const *) reader->map_names->pdata };
}

gboolean
yipu_profile_read_condition (const YipuProfileReader *reader,
                             YipuRoots roots,
                             JsonNode *node,
                             YipuCondition *condition,
                             GError **error)
{
  YipuPathSpace space = yipu_profile_space (reader, roots);
  const char *text = yipu_profile_get_text (node, error);

  if (text == NULL)
    return FALSE;
  condition->negated = text[0] == '!';
  condition->path = yipu_expression_parse_path (text + condition->negated, &space, error);
  return condition->path != NULL;
}

/* Adds to a list that ends in NULL. */
static void
append_name (GPtrArray *names, const char *name)
{
  g_ptr_array_insert (names, (int) names->len - 1, g_strdup (name));
}

/* Names become folders, parts of rules and words of expressions. */
static gboolean
check_name (const char *name, const char *also, GError **error)
{
  if (!g_ascii_islower (name[0]) || strlen (name) > 30)
    return yipu_profile_refuse (error, _ ("“%s” must begin with a small letter and be short"),
                                name);
  for (const char *c = name; *c; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && strchr (also, *c) == NULL)
      return yipu_profile_refuse (error, _ ("“%s” may hold small letters and digits only"), name);
  return TRUE;
}

static gboolean
read_id (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  const char *id = yipu_profile_get_text (node, error);

  if (id == NULL || !check_name (id, "-", error))
    return FALSE;
  reader->shop->id = g_strdup (id);
  return TRUE;
}

static gboolean
read_name (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  return yipu_profile_read_words (node, &reader->shop->name, error);
}

static gboolean
read_into (char **text, JsonNode *node, GError **error)
{
  *text = g_strdup (yipu_profile_get_text (node, error));
  return *text != NULL;
}

static gboolean
read_locale (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  return read_into (&reader->shop->locale, node, error);
}

static gboolean
read_version (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  return read_into (&reader->shop->version, node, error);
}

static gboolean
read_checked (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *full = NULL;

  if (!read_into (&reader->shop->checked, node, error))
    return FALSE;
  full = g_strconcat (reader->shop->checked, "T00:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (full, NULL);
  if (date == NULL)
    return yipu_profile_refuse (error, _ ("“%s” is no day like 2026-11-24"), reader->shop->checked);
  return TRUE;
}

/* A list of texts, NULL at its end. */
static char **
read_texts (JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    const char *text = yipu_profile_get_text (json_array_get_element (array, i), error);

    if (text == NULL)
      return NULL;
    g_strv_builder_add (texts, text);
  }
  return array ? g_strv_builder_end (texts) : NULL;
}

static gboolean
read_steps (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  static const char *const known[] = { "zh", "en", NULL };
  JsonObject *object = yipu_profile_get_object (node, known, error);

  if (object == NULL)
    return FALSE;
  reader->shop->steps_zh = read_texts (json_object_get_member (object, "zh"), error);
  if (reader->shop->steps_zh)
    reader->shop->steps_en = read_texts (json_object_get_member (object, "en"), error);
  return reader->shop->steps_en != NULL;
}

static gboolean
read_setting_type (YipuShopSetting *setting, JsonObject *object, GError **error)
{
  static const char *const types[] = { "text", "int", "choice", "url", NULL };
  const char *type = yipu_profile_get_text (json_object_get_member (object, "type"), error);

  if (type == NULL)
    return FALSE;
  if (!g_strv_contains (types, type))
    return yipu_profile_refuse (error, _ ("“%s” is no type of setting"), type);
  setting->type = g_strdup (type);
  if (!g_str_equal (type, "choice"))
    return TRUE;
  setting->choices = read_texts (json_object_get_member (object, "of"), error);
  if (setting->choices == NULL)
    return FALSE;
  if (!g_strv_contains ((const char *const *) setting->choices, setting->fallback))
    return yipu_profile_refuse (error, _ ("“%s” is not among the choices"), setting->fallback);
  return TRUE;
}

static gboolean
read_setting (YipuShopSetting *setting, const char *key, JsonNode *node, GError **error)
{
  static const char *const known[] = { "type", "of", "label", "default", NULL };
  JsonObject *object = yipu_profile_get_object (node, known, error);
  YipuWords label = { NULL, NULL };

  if (object == NULL || !check_name (key, "_", error) ||
      !read_into (&setting->fallback, json_object_get_member (object, "default"), error) ||
      !yipu_profile_read_words (json_object_get_member (object, "label"), &label, error))
    return FALSE;
  setting->key = g_strdup (key);
  setting->label_zh = label.zh;
  setting->label_en = label.en;
  return read_setting_type (setting, object, error);
}

static gboolean
read_settings (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonObject *object = yipu_profile_get_object (node, NULL, error);
  g_autoptr (GList) keys = object ? json_object_get_members (object) : NULL;

  if (object == NULL)
    return FALSE;
  for (GList *k = keys; k; k = k->next) {
    YipuShopSetting setting = { 0 };
    gboolean read =
        read_setting (&setting, k->data, json_object_get_member (object, k->data), error);

    g_array_append_val (reader->shop->settings, setting);
    if (!read) {
      g_prefix_error (error, "%s: ", (char *) k->data);
      return FALSE;
    }
    append_name (reader->setting_keys, k->data);
  }
  return TRUE;
}

static gboolean
read_map (const YipuProfileReader *reader, YipuProfileMap *map, JsonNode *node, GError **error)
{
  static const char *const known[] = { "from", "label", "miss", NULL };
  YipuPathSpace space = yipu_profile_space (reader, YIPU_ROOT_P);
  JsonObject *object = yipu_profile_get_object (node, known, error);
  JsonArray *miss;

  if (object == NULL || !read_into (&map->path, json_object_get_member (object, "from"), error) ||
      !yipu_profile_read_words (json_object_get_member (object, "label"), &map->label, error))
    return FALSE;
  map->from = yipu_expression_parse_path (map->path, &space, error);
  miss = map->from ? yipu_profile_get_array (json_object_get_member (object, "miss"), error) : NULL;
  if (miss == NULL)
    return FALSE;
  if (json_array_get_length (miss) != 2)
    return yipu_profile_refuse (error, "%s", _ ("“miss” takes a level and a sentence"));
  return yipu_profile_read_severity (json_array_get_element (miss, 0), &map->severity, error) &&
         yipu_profile_read_words (json_array_get_element (miss, 1), &map->miss, error);
}

static gboolean
read_maps (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonObject *object = yipu_profile_get_object (node, NULL, error);
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;

  if (object == NULL)
    return FALSE;
  for (GList *n = names; n; n = n->next) {
    YipuProfileMap map = { .name = g_strdup (n->data) };
    gboolean read = check_name (n->data, "_", error) &&
                    read_map (reader, &map, json_object_get_member (object, n->data), error);

    g_array_append_val (reader->shop->maps, map);
    if (!read) {
      g_prefix_error (error, "%s: ", map.name);
      return FALSE;
    }
    append_name (reader->map_names, n->data);
  }
  return TRUE;
}

/* Expressions in later keys may ask for what earlier ones define, whatever the file's order. */
static const struct {
  const char *key;
  gboolean wanted;
  gboolean (*read) (YipuProfileReader *reader, JsonNode *node, GError **error);
} keys[] = {
  { "id", TRUE, read_id },
  { "name", TRUE, read_name },
  { "locale", FALSE, read_locale },
  { "version", TRUE, read_version },
  { "checked", TRUE, read_checked },
  { "steps", TRUE, read_steps },
  { "settings", FALSE, read_settings },
  { "maps", FALSE, read_maps },
  { "images", FALSE, yipu_profile_read_images },
  { "limits", FALSE, yipu_profile_read_limits },
  { "need", FALSE, yipu_profile_read_needs },
  { "files", TRUE, yipu_profile_read_files },
};

static gboolean
check_top_keys (JsonObject *object, GError **error)
{
  const char *known[G_N_ELEMENTS (keys) + 2];

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    known[i] = keys[i].key;
  known[G_N_ELEMENTS (keys)] = "inherit";
  known[G_N_ELEMENTS (keys) + 1] = NULL;
  return yipu_profile_check_keys (object, known, error);
}

static gboolean
read_keys (YipuProfileReader *reader, JsonObject *object, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    JsonNode *node = json_object_get_member (object, keys[i].key);

    if (node == NULL && !keys[i].wanted)
      continue;
    if (node == NULL)
      return yipu_profile_refuse (error, _ ("the key “%s” is missing"), keys[i].key);
    if (!keys[i].read (reader, node, error)) {
      g_prefix_error (error, "%s: ", keys[i].key);
      return FALSE;
    }
  }
  return TRUE;
}

static JsonNode *parse (GBytes *json, guint depth, GError **error);

/* Adds the keys of the profile named by "inherit" that are not given. */
static gboolean
inherit (JsonObject *object, guint depth, GError **error)
{
  const char *from = yipu_json_get_text (object, "inherit", NULL);
  g_autofree char *path = from ? g_strdup_printf ("shops/%s.json", from) : NULL;
  g_autoptr (GBytes) bytes = path ? yipu_resource_load (path) : NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GList) members = NULL;

  if (!json_object_has_member (object, "inherit"))
    return TRUE;
  if (bytes == NULL || depth >= MAX_INHERIT)
    return yipu_profile_refuse (error, _ ("inherit: there is no profile “%s” to inherit from"),
                                from ? from : "");
  node = parse (bytes, depth + 1, error);
  if (node == NULL)
    return FALSE;
  members = json_object_get_members (json_node_get_object (node));
  for (GList *m = members; m; m = m->next)
    if (!json_object_has_member (object, m->data))
      json_object_set_member (object, m->data,
                              json_object_dup_member (json_node_get_object (node), m->data));
  return TRUE;
}

static JsonNode *
parse (GBytes *json, guint depth, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = yipu_json_parse (json, YIPU_JSON_MAX_BYTES, &local);

  if (node == NULL) {
    yipu_profile_refuse (error, "%s", local->message);
    return NULL;
  }
  if (!yipu_profile_get_object (node, NULL, error) ||
      !check_top_keys (json_node_get_object (node), error) ||
      !inherit (json_node_get_object (node), depth, error))
    return NULL;
  return g_steal_pointer (&node);
}

static void
reader_init (YipuProfileReader *reader)
{
  GPtrArray **lists[] = { &reader->setting_keys, &reader->set_ids, &reader->map_names };

  reader->shop = yipu_shop_new_empty ();
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    *lists[i] = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (*lists[i], NULL);
  }
}

static void
reader_clear (YipuProfileReader *reader)
{
  g_clear_pointer (&reader->shop, yipu_shop_unref);
  g_ptr_array_unref (reader->setting_keys);
  g_ptr_array_unref (reader->set_ids);
  g_ptr_array_unref (reader->map_names);
}

YipuShop *
yipu_shop_parse (GBytes *json, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (YipuShop) shop = NULL;
  YipuProfileReader reader;

  g_return_val_if_fail (json != NULL, NULL);
  node = parse (json, 0, error);
  if (node == NULL)
    return NULL;
  reader_init (&reader);
  if (read_keys (&reader, json_node_get_object (node), error)) {
    shop = g_steal_pointer (&reader.shop);
    shop->map_names = g_strdupv ((char **) reader.map_names->pdata);
  }
  reader_clear (&reader);
  return g_steal_pointer (&shop);
}
