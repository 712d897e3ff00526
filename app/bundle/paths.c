/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of paths and the walk along one. A profile that asks for anything else is refused when
 * it is read, so that a cell is never empty because of a slip of the pen. */
#include "bundle/paths.h"

#include <string.h>

#define TEXT                                                                                       \
  {                                                                                                \
    YIPU_PATH_TEXT, FALSE, NULL                                                                    \
  }
#define TEXTS                                                                                      \
  {                                                                                                \
    YIPU_PATH_TEXT, TRUE, NULL                                                                     \
  }
#define NUMBER                                                                                     \
  {                                                                                                \
    YIPU_PATH_NUMBER, FALSE, NULL                                                                  \
  }
#define OBJECT(name)                                                                               \
  {                                                                                                \
    YIPU_PATH_OBJECT, FALSE, name                                                                  \
  }
#define OBJECTS(name)                                                                              \
  {                                                                                                \
    YIPU_PATH_OBJECT, TRUE, name                                                                   \
  }

static const YipuPath paths[] = {
  { "p", "uuid", TEXT, "product", NULL },
  { "p", "title", TEXT, "product", "title" },
  { "p", "subtitle", TEXT, "product", "selling_points" },
  { "p", "story_html", TEXT, "craft", "story_page" },
  { "p", "selling_points", TEXTS, "product", "selling_points" },
  { "p", "tags", TEXTS, "product", "tags" },
  { "p", "brand", TEXT, "product", "brand" },
  { "p", "sku", TEXT, "product", "sku" },
  { "p", "gtin", TEXT, "product", "gtin" },
  { "p", "price", NUMBER, "product", "price_fen" },
  { "p", "own_price", NUMBER, "product", "price_fen" },
  { "p", "stock_total", NUMBER, "product", "stock" },
  { "p", "own_stock", NUMBER, "product", "stock" },
  { "p", "weight_g", NUMBER, "product", "weight_g" },
  { "p", "size_mm", OBJECT ("size"), "product", "length_mm" },
  { "p", "category", TEXT, "product", "type" },
  { "p", "category_path", TEXTS, "product", "category_path" },
  { "p", "origin", OBJECT ("origin"), "place", "text" },
  { "p", "options", OBJECTS ("option"), "product", "option1_name" },
  { "p", "option_values", OBJECTS ("value"), "product", "option1_name" },
  { "p", "attrs", OBJECTS ("attr"), "product", "brand" },
  { "p", "variants", OBJECTS ("v"), "product", "option1_name" },
  { "p", "has_variants", NUMBER, "product", "option1_name" },
  { "p", "position", NUMBER, "product", NULL },
  { "p", "is_food", NUMBER, "product", "type" },
  { "p", "food", OBJECT ("food"), "product", "licence_no" },
  { "p", "invoice", NUMBER, "product", "invoice" },
  { "p", "return7", NUMBER, "product", "return7" },
  { "v", "uuid", TEXT, "variant", NULL },
  { "v", "sku", TEXT, "variant", "sku" },
  { "v", "gtin", TEXT, "variant", "gtin" },
  { "v", "price", NUMBER, "variant", "price_fen" },
  { "v", "stock", NUMBER, "variant", "stock" },
  { "v", "weight_g", NUMBER, "variant", "weight_g" },
  { "v", "values", OBJECTS ("value"), "variant", "option1" },
  { "v", "position", NUMBER, "variant", NULL },
  { "g", "uuid", TEXT, "craft", NULL },
  { "g", "sku", TEXT, "craft", "code" },
  { "g", "title", TEXT, "craft", "name" },
  { "g", "summary", TEXT, "craft", "summary" },
  { "g", "story_html", TEXT, "craft", "story_page" },
  { "g", "category_path", TEXTS, "craft", NULL },
  { "g", "products", OBJECTS ("p"), "craft", NULL },
  { "g", "position", NUMBER, "craft", NULL },
  { "size", "l", NUMBER, "product", "length_mm" },
  { "size", "w", NUMBER, "product", "width_mm" },
  { "size", "h", NUMBER, "product", "height_mm" },
  { "origin", "province", TEXT, "place", "province" },
  { "origin", "city", TEXT, "place", "city" },
  { "option", "name", TEXT, "product", "option1_name" },
  { "option", "values", TEXTS, "variant", "option1" },
  { "value", "text", TEXT, "variant", "option1" },
  { "value", "pid", NUMBER, "shop_match", "pid" },
  { "value", "vid", NUMBER, "shop_match", "vid" },
  { "attr", "name", TEXT, NULL, NULL },
  { "attr", "value", TEXT, NULL, NULL },
  { "attr", "pid", NUMBER, "shop_match", "pid" },
  { "attr", "vid", NUMBER, "shop_match", "vid" },
  { "food", "licence", TEXT, "product", "licence_no" },
  { "food", "standard", TEXT, "product", "standard_no" },
  { "food", "ingredients", TEXT, "product", "ingredients" },
  { "food", "additives", TEXT, "product", "additives" },
  { "food", "storage", TEXT, "product", "storage" },
  { "food", "shelf_life", TEXT, "product", "shelf_life" },
  { "food", "made_on", TEXT, "product", "made_on" },
  { "food", "made_to", TEXT, "product", "made_to" },
  { "food", "producer", TEXT, "organisation", "name" },
  { "food", "producer_address", TEXT, "organisation", "address" },
  { "image", "name", TEXT, "slot", "file" },
  { "image", "stem", TEXT, "slot", "file" },
  { "image", "hash8", TEXT, "slot", "file" },
  { "image", "w", NUMBER, "slot", "file" },
  { "image", "h", NUMBER, "slot", "file" },
  { "image", "bytes", NUMBER, "slot", "file" },
  { "image", "alt", TEXT, "slot", "caption" },
  { "image", "pid", NUMBER, "shop_match", "pid" },
  { "image", "vid", NUMBER, "shop_match", "vid" },
  { "image", "n", NUMBER, "slot", NULL },
  { "r", "date", NUMBER, NULL, NULL },
  { "r", "id", TEXT, NULL, NULL },
};

/* The attributes that p.attrs holds, asked for by key: p.attrs.brand. */
static const char *const attribute_keys[] = {
  "brand", "place", "composition", "size", "net_content", "standard_no", NULL,
};

static const struct {
  const char *name;
  YipuRoots root;
  YipuPathType type;
} roots[] = {
  { "p", YIPU_ROOT_P, OBJECT ("p") },   { "v", YIPU_ROOT_V, OBJECT ("v") },
  { "g", YIPU_ROOT_G, OBJECT ("g") },   { "r", YIPU_ROOT_R, OBJECT ("r") },
  { "s", YIPU_ROOT_S, OBJECT ("s") },   { "img", YIPU_ROOT_IMG, OBJECT ("img") },
  { "n", YIPU_ROOT_PICTURE, NUMBER },   { "n1", YIPU_ROOT_PICTURE, NUMBER },
  { "hash8", YIPU_ROOT_PICTURE, TEXT },
};

const YipuPath *
yipu_paths_all (guint *n_paths)
{
  *n_paths = G_N_ELEMENTS (paths);
  return paths;
}

const YipuPath *
yipu_paths_find (const char *object, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_equal (paths[i].object, object) && g_str_equal (paths[i].name, name))
      return &paths[i];
  return NULL;
}

static gboolean
resolve_root (const YipuPathSpace *space,
              const YipuPathType *it,
              const char *name,
              YipuPathType *type)
{
  if (it && g_str_equal (name, "it")) {
    *type = *it;
    return TRUE;
  }
  if (it && (g_str_equal (name, "n") || g_str_equal (name, "n1"))) {
    *type = (YipuPathType) NUMBER;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    if ((space->roots & roots[i].root) && g_str_equal (name, roots[i].name)) {
      *type = roots[i].type;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_index (const char *segment)
{
  return segment[0] && strspn (segment, "0123456789") == strlen (segment) && strlen (segment) < 4;
}

/* Members that only the profile defines: its settings and its sets of pictures. */
static gboolean
resolve_defined (const YipuPathSpace *space, const char *name, YipuPathType *type)
{
  gboolean setting = g_str_equal (type->object, "s");
  const char *const *names = setting ? space->settings : space->sets;

  if (names == NULL || !g_strv_contains (names, name))
    return FALSE;
  *type = setting ? (YipuPathType) TEXT : (YipuPathType) OBJECTS ("image");
  return TRUE;
}

static gboolean
resolve_member (const YipuPathSpace *space, const char *name, YipuPathType *type)
{
  const YipuPath *path;
  gboolean list = type->list;

  if (list && is_index (name)) {
    type->list = FALSE;
    return TRUE;
  }
  if (type->kind != YIPU_PATH_OBJECT)
    return FALSE;
  if (g_str_equal (type->object, "s") || g_str_equal (type->object, "img"))
    return resolve_defined (space, name, type);
  path = yipu_paths_find (type->object, name);
  if (path) {
    *type = path->type;
    type->list = type->list || list;
    return TRUE;
  }
  if (list && g_str_equal (type->object, "attr") && g_strv_contains (attribute_keys, name)) {
    *type = (YipuPathType) TEXT;
    return TRUE;
  }
  return FALSE;
}

gboolean
yipu_paths_resolve (const YipuPathSpace *space,
                    const YipuPathType *it,
                    const char *const *segments,
                    YipuPathType *type)
{
  if (segments[0] == NULL || !resolve_root (space, it, segments[0], type))
    return FALSE;
  for (guint i = 1; segments[i]; i++)
    if (!resolve_member (space, segments[i], type))
      return FALSE;
  return TRUE;
}
