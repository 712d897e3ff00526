/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading what a profile asks: pictures, limits, needs. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/vocabulary.h>

#include "base/json.h"
#include "bundle/profile-read.h"

/* A profile of the user's own may not freeze the check with a clever pattern. */
#define MAX_PATTERN 200

static gboolean
read_role (GStrvBuilder *roles, JsonNode *node, GError **error)
{
  const char *role = yipu_profile_get_text (node, error);
  const YipuTerm *term = role ? yipu_vocabulary_find ("slot_roles", role) : NULL;

  if (role == NULL)
    return FALSE;
  if (term == NULL || !g_str_equal (term->id, role))
    return yipu_profile_refuse (error, _ ("“%s” is no role of a photo"), role);
  g_strv_builder_add (roles, role);
  return TRUE;
}

static gboolean
read_roles (YipuShopImages *images, JsonNode *node, GError **error)
{
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();
  JsonArray *array = yipu_profile_get_array (node, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (!read_role (roles, json_array_get_element (array, i), error))
      return FALSE;
  if (array)
    images->roles = g_strv_builder_end (roles);
  return array != NULL;
}

/* [width, height]; 0, 0 where the member is missing. */
static gboolean
read_size (JsonObject *object, const char *member, int *width, int *height, GError **error)
{
  JsonArray *array = yipu_json_get_array (object, member);
  gint64 size[2] = { 0, 0 };

  *width = *height = 0;
  if (!json_object_has_member (object, member))
    return TRUE;
  for (guint i = 0; array && i < 2 && json_array_get_length (array) == 2; i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
      size[i] = json_node_get_int (node);
  }
  if (size[0] < 1 || size[1] < 1 || size[0] > 10000 || size[1] > 10000)
    return yipu_profile_refuse (error, _ ("“%s” takes [width, height] in pixels"), member);
  *width = (int) size[0];
  *height = (int) size[1];
  return TRUE;
}

static gboolean
read_ratio (JsonObject *object, YipuImageSet *set, GError **error)
{
  const char *ratio = yipu_json_get_text (object, "ratio", NULL);
  g_auto (GStrv) parts = ratio ? g_strsplit (ratio, ":", -1) : NULL;
  guint64 sides[2];

  if (!json_object_has_member (object, "ratio"))
    return TRUE;
  if (parts == NULL || g_strv_length (parts) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1, 100, &sides[0], NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, 100, &sides[1], NULL))
    return yipu_profile_refuse (error, "%s", _ ("“ratio” is written like 3:4"));
  set->ratio_w = (int) sides[0];
  set->ratio_h = (int) sides[1];
  return TRUE;
}

/* One of a few words; its place among them. */
static gboolean
read_word (
    JsonObject *object, const char *member, const char *const *words, int *at, GError **error)
{
  const char *word = yipu_json_get_text (object, member, NULL);

  if (!json_object_has_member (object, member))
    return TRUE;
  for (int i = 0; word && words[i]; i++)
    if (g_str_equal (word, words[i])) {
      *at = i;
      return TRUE;
    }
  return yipu_profile_refuse (error, _ ("“%s” has a value that is none of its words"), member);
}

static gboolean
read_look (JsonObject *object, YipuImageSet *set, GError **error)
{
  static const char *const fits[] = { "none", "pad", "crop", NULL };
  static const char *const types[] = { "jpeg", "png", NULL };
  static const char *const grounds[] = { "white", NULL };
  int fit = YIPU_FIT_NONE, type = YIPU_PICTURE_JPEG, ground = 0;

  set->background = 0xffffff;
  if (!read_word (object, "fit", fits, &fit, error) ||
      !read_word (object, "type", types, &type, error) ||
      !read_word (object, "background", grounds, &ground, error))
    return FALSE;
  set->fit = (YipuFit) fit;
  set->format = (YipuPictureFormat) type;
  return TRUE;
}

static gboolean
read_amounts (JsonObject *object, YipuShopImages *images, YipuImageSet *set, GError **error)
{
  gint64 min, max, kb_min, kb_max;

  if (!yipu_profile_read_count (object, "min", 0, &min, error) ||
      !yipu_profile_read_count (object, "max", 1000, &max, error) ||
      !yipu_profile_read_count (object, "kb_min", 0, &kb_min, error) ||
      !yipu_profile_read_count (object, "kb_max", 0, &kb_max, error))
    return FALSE;
  if (min > max || max > 1000 || (kb_max > 0 && kb_min > kb_max) || kb_max > 100000)
    return yipu_profile_refuse (error, "%s", _ ("the least is more than the most"));
  images->min = (int) min;
  images->max = (int) max;
  images->kb_max = (int) kb_max;
  set->kb_min = (int) kb_min;
  return TRUE;
}

static gboolean
read_sizes (JsonObject *object, YipuShopImages *images, YipuImageSet *set, GError **error)
{
  if (!read_size (object, "px", &images->width, &images->height, error) ||
      !read_size (object, "px_max", &images->max_width, &images->max_height, error) ||
      !read_size (object, "px_min", &set->min_width, &set->min_height, error))
    return FALSE;
  if ((images->width > 0) == (images->max_width > 0))
    return yipu_profile_refuse (error, "%s", _ ("either “px” or “px_max” is wanted"));
  if (images->width == 0 && set->fit != YIPU_FIT_NONE)
    return yipu_profile_refuse (error, "%s", _ ("“pad” and “crop” want “px”"));
  return TRUE;
}

/* "{p.sku|slug}-m{n1}-{hash8}.jpg" */
static gboolean
read_names (const YipuProfileReader *reader, JsonObject *object, YipuImageSet *set, GError **error)
{
  YipuRoots roots = YIPU_ROOT_P | YIPU_ROOT_V | YIPU_ROOT_PICTURE;
  YipuPathSpace space = yipu_profile_space (reader, roots);
  YipuPathSpace dir_space = yipu_profile_space (reader, YIPU_ROOT_P);
  const char *name = yipu_profile_get_text (json_object_get_member (object, "name"), error);
  const char *dir = yipu_json_get_text (object, "dir", "");

  if (name == NULL)
    return FALSE;
  if (strstr (name, "{hash8}") == NULL)
    return yipu_profile_refuse (error, "%s", _ ("a picture's name must hold {hash8}"));
  set->name = yipu_expression_parse (name, &space, error);
  set->dir = set->name ? yipu_expression_parse (dir, &dir_space, error) : NULL;
  return set->dir != NULL;
}

static gboolean
read_set (const YipuProfileReader *reader,
          YipuShopImages *images,
          YipuImageSet *set,
          JsonNode *node,
          GError **error)
{
  static const char *const known[] = { "label", "from",       "min",    "max", "level",  "ratio",
                                       "px",    "px_min",     "px_max", "fit", "kb_max", "kb_min",
                                       "type",  "background", "name",   "dir", "unique", NULL };
  JsonObject *object = yipu_profile_get_object (node, known, error);
  JsonNode *level = object ? json_object_get_member (object, "level") : NULL;

  if (object == NULL || !read_roles (images, json_object_get_member (object, "from"), error) ||
      !yipu_profile_read_words (json_object_get_member (object, "label"), &set->label, error) ||
      !read_look (object, set, error) || !read_amounts (object, images, set, error) ||
      !read_sizes (object, images, set, error) || !read_ratio (object, set, error) ||
      !read_names (reader, object, set, error))
    return FALSE;
  set->severity = YIPU_SEVERITY_BLOCK;
  set->unique = json_object_get_boolean_member_with_default (object, "unique", FALSE);
  return level == NULL || yipu_profile_read_severity (level, &set->severity, error);
}

gboolean
yipu_profile_read_images (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonObject *object = yipu_profile_get_object (node, NULL, error);
  g_autoptr (GList) ids = object ? json_object_get_members (object) : NULL;

  for (GList *i = ids; i; i = i->next) {
    YipuShopImages images = { .id = g_strdup (i->data) };
    YipuImageSet set = { 0 };
    gboolean read =
        read_set (reader, &images, &set, json_object_get_member (object, i->data), error);

    g_array_append_val (reader->shop->images, images);
    g_array_append_val (reader->shop->sets, set);
    if (!read) {
      g_prefix_error (error, "%s: ", images.id);
      return FALSE;
    }
    g_ptr_array_insert (reader->set_ids, (int) reader->set_ids->len - 1, g_strdup (i->data));
  }
  return object != NULL;
}

static gboolean
read_pattern (YipuLimit *limit, const char *pattern, GError **error)
{
  g_autoptr (GError) local = NULL;

  limit->kind = YIPU_LIMIT_MATCH;
  if (strlen (pattern) <= MAX_PATTERN)
    limit->regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &local);
  if (limit->regex == NULL)
    return yipu_profile_refuse (error, _ ("the pattern “%s” cannot be used (%s)"), pattern,
                                local ? local->message : _ ("it is too long"));
  return TRUE;
}

static gboolean
read_measure (YipuLimit *limit, JsonNode *node, GError **error)
{
  const char *text = yipu_profile_get_text (node, error);

  if (text == NULL)
    return FALSE;
  if (g_str_has_prefix (text, "match:"))
    return read_pattern (limit, text + strlen ("match:"), error);
  if (g_str_equal (text, "count") || g_str_equal (text, "number")) {
    limit->kind = g_str_equal (text, "count") ? YIPU_LIMIT_COUNT : YIPU_LIMIT_NUMBER;
    return TRUE;
  }
  if (g_str_has_prefix (text, "only:")) {
    limit->kind = YIPU_LIMIT_ONLY;
    limit->only = yipu_only_intern (text + strlen ("only:"));
    if (limit->only)
      return TRUE;
  }
  if (yipu_measure_parse (text, &limit->measure))
    return TRUE;
  return yipu_profile_refuse (error, _ ("there is no measure “%s”"), text);
}

/* A number, or null for none. */
static gboolean
read_bound (JsonNode *node, gint64 *bound, GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return yipu_profile_refuse (error, "%s", _ ("a limit is a whole number or null"));
  *bound = json_node_get_int (node);
  return TRUE;
}

/* V and K were seen; what is unverified never keeps a product out. */
static gboolean
check_mark (JsonNode *node, YipuSeverity severity, GError **error)
{
  static const char *const marks[] = { "V", "K", "U", NULL };
  const char *mark = yipu_profile_get_text (node, error);

  if (mark == NULL)
    return FALSE;
  if (!g_strv_contains (marks, mark))
    return yipu_profile_refuse (error, _ ("“%s” is none of the marks V, K, U"), mark);
  if (g_str_equal (mark, "U") && severity == YIPU_SEVERITY_BLOCK)
    return yipu_profile_refuse (error, "%s", _ ("what is unverified (U) never blocks"));
  return TRUE;
}

/* A limit or need may speak of the product or of each variant. */
static YipuExpression *
read_path (const YipuProfileReader *reader, JsonNode *node, char **path, GError **error)
{
  YipuPathSpace space = yipu_profile_space (reader, YIPU_ROOT_P | YIPU_ROOT_V);

  *path = g_strdup (yipu_profile_get_text (node, error));
  return *path ? yipu_expression_parse_path (*path, &space, error) : NULL;
}

static gboolean
read_limit (const YipuProfileReader *reader, YipuLimit *limit, JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) < 6 || json_array_get_length (array) > 7)
    return yipu_profile_refuse (error, "%s",
                                _ ("a limit is [path, measure, min, max, level, mark, words?]"));
  limit->min = G_MININT64;
  limit->max = G_MAXINT64;
  limit->value = read_path (reader, json_array_get_element (array, 0), &limit->path, error);
  return limit->value && read_measure (limit, json_array_get_element (array, 1), error) &&
         read_bound (json_array_get_element (array, 2), &limit->min, error) &&
         read_bound (json_array_get_element (array, 3), &limit->max, error) &&
         yipu_profile_read_severity (json_array_get_element (array, 4), &limit->severity, error) &&
         check_mark (json_array_get_element (array, 5), limit->severity, error) &&
         (json_array_get_length (array) == 6 ||
          yipu_profile_read_words (json_array_get_element (array, 6), &limit->hint, error));
}

gboolean
yipu_profile_read_limits (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    YipuLimit limit = { 0 };
    gboolean read = read_limit (reader, &limit, json_array_get_element (array, i), error);

    g_array_append_val (reader->shop->limits, limit);
    if (!read) {
      g_prefix_error (error, _ ("entry %u: "), i + 1);
      return FALSE;
    }
  }
  return array != NULL;
}

static gboolean
read_need (const YipuProfileReader *reader, YipuNeed *need, JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);
  guint length = array ? json_array_get_length (array) : 0;

  if (array == NULL)
    return FALSE;
  if (length < 2 || length > 3)
    return yipu_profile_refuse (error, "%s", _ ("a need is [path, level] or [path, level, when]"));
  need->value = read_path (reader, json_array_get_element (array, 0), &need->path, error);
  if (need->value == NULL ||
      !yipu_profile_read_severity (json_array_get_element (array, 1), &need->severity, error))
    return FALSE;
  return length == 2 ||
         yipu_profile_read_condition (reader, YIPU_ROOT_P, json_array_get_element (array, 2),
                                      &need->when, error);
}

gboolean
yipu_profile_read_needs (YipuProfileReader *reader, JsonNode *node, GError **error)
{
  JsonArray *array = yipu_profile_get_array (node, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    YipuNeed need = { 0 };
    gboolean read = read_need (reader, &need, json_array_get_element (array, i), error);

    g_array_append_val (reader->shop->needs, need);
    if (!read) {
      g_prefix_error (error, _ ("entry %u: "), i + 1);
      return FALSE;
    }
  }
  return array != NULL;
}
