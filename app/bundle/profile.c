/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Profiles in memory: who owns what, and what front ends may ask. */
#include "bundle/profile.h"

#include <string.h>
#include <yipu/text.h>

G_DEFINE_QUARK (yipu_shop_error, yipu_shop_error)
G_DEFINE_BOXED_TYPE (YipuShop, yipu_shop, yipu_shop_ref, yipu_shop_unref)

static void
clear_words (YipuWords *words)
{
  g_free (words->zh);
  g_free (words->en);
}

static void
clear_setting (gpointer data)
{
  YipuShopSetting *setting = data;

  g_free (setting->key);
  g_free (setting->type);
  g_free (setting->label_zh);
  g_free (setting->label_en);
  g_free (setting->fallback);
  g_strfreev (setting->choices);
}

static void
clear_images (gpointer data)
{
  YipuShopImages *images = data;

  g_free (images->id);
  g_strfreev (images->roles);
}

static void
clear_set (gpointer data)
{
  YipuImageSet *set = data;

  clear_words (&set->label);
  g_clear_pointer (&set->dir, yipu_expression_free);
  g_clear_pointer (&set->name, yipu_expression_free);
}

static void
clear_map (gpointer data)
{
  YipuProfileMap *map = data;

  g_free (map->name);
  g_free (map->path);
  clear_words (&map->label);
  clear_words (&map->miss);
  g_clear_pointer (&map->from, yipu_expression_free);
}

static void
clear_limit (gpointer data)
{
  YipuLimit *limit = data;

  g_free (limit->path);
  clear_words (&limit->hint);
  g_clear_pointer (&limit->value, yipu_expression_free);
  g_clear_pointer (&limit->regex, g_regex_unref);
}

static void
clear_need (gpointer data)
{
  YipuNeed *need = data;

  g_free (need->path);
  g_clear_pointer (&need->value, yipu_expression_free);
  g_clear_pointer (&need->when.path, yipu_expression_free);
}

static void
clear_row (gpointer data)
{
  YipuRowKind *row = data;

  g_clear_pointer (&row->when.path, yipu_expression_free);
}

static void
free_expressions (YipuExpression **expressions)
{
  for (guint i = 0; expressions && expressions[i]; i++)
    yipu_expression_free (expressions[i]);
  g_free (expressions);
}

static void
clear_column (gpointer data)
{
  YipuColumn *column = data;

  free_expressions (column->heads);
  free_expressions (column->cells);
}

void
yipu_sheet_field_free (YipuSheetField *field)
{
  clear_words (&field->label);
  g_clear_pointer (&field->value, yipu_expression_free);
  g_clear_pointer (&field->cells, g_ptr_array_unref);
  g_free (field);
}

static void
clear_file (gpointer data)
{
  YipuFileSpec *file = data;

  g_free (file->path);
  g_clear_pointer (&file->name, yipu_expression_free);
  g_free (file->form.sep);
  g_clear_pointer (&file->form.escape, g_ptr_array_unref);
  g_strfreev (file->form.head);
  g_clear_pointer (&file->rows, g_array_unref);
  g_clear_pointer (&file->columns, g_array_unref);
  g_clear_pointer (&file->fields, g_ptr_array_unref);
}

static GArray *
array_new (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) size);

  g_array_set_clear_func (array, clear);
  return array;
}

YipuShop *
yipu_shop_new_empty (void)
{
  YipuShop *shop = g_new0 (YipuShop, 1);

  g_atomic_ref_count_init (&shop->ref_count);
  shop->settings = array_new (sizeof (YipuShopSetting), clear_setting);
  shop->images = array_new (sizeof (YipuShopImages), clear_images);
  shop->sets = array_new (sizeof (YipuImageSet), clear_set);
  shop->maps = array_new (sizeof (YipuProfileMap), clear_map);
  shop->limits = array_new (sizeof (YipuLimit), clear_limit);
  shop->needs = array_new (sizeof (YipuNeed), clear_need);
  shop->files = array_new (sizeof (YipuFileSpec), clear_file);
  return shop;
}

void
yipu_file_spec_init (YipuFileSpec *file)
{
  file->rows = array_new (sizeof (YipuRowKind), clear_row);
  file->columns = array_new (sizeof (YipuColumn), clear_column);
  file->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_sheet_field_free);
  file->form.escape = g_ptr_array_new_with_free_func (g_free);
}

YipuShop *
yipu_shop_ref (YipuShop *shop)
{
  g_return_val_if_fail (shop != NULL, NULL);
  g_atomic_ref_count_inc (&shop->ref_count);
  return shop;
}

void
yipu_shop_unref (YipuShop *shop)
{
  g_return_if_fail (shop != NULL);
  if (!g_atomic_ref_count_dec (&shop->ref_count))
    return;
  g_free (shop->id);
  clear_words (&shop->name);
  g_free (shop->locale);
  g_free (shop->version);
  g_free (shop->checked);
  g_strfreev (shop->steps_zh);
  g_strfreev (shop->steps_en);
  g_array_unref (shop->settings);
  g_array_unref (shop->images);
  g_array_unref (shop->sets);
  g_array_unref (shop->maps);
  g_strfreev (shop->map_names);
  g_array_unref (shop->limits);
  g_array_unref (shop->needs);
  g_array_unref (shop->files);
  g_free (shop);
}

const char *
yipu_words_pick (const YipuWords *words)
{
  return yipu_text_pick (words->zh, words->en);
}

const char *
yipu_shop_get_id (const YipuShop *shop)
{
  return shop->id;
}

const char *
yipu_shop_get_name (const YipuShop *shop)
{
  return yipu_words_pick (&shop->name);
}

const char *
yipu_shop_get_name_zh (const YipuShop *shop)
{
  return shop->name.zh;
}

const char *
yipu_shop_get_name_en (const YipuShop *shop)
{
  return shop->name.en;
}

const char *
yipu_shop_get_version (const YipuShop *shop)
{
  return shop->version;
}

const char *
yipu_shop_get_checked (const YipuShop *shop)
{
  return shop->checked;
}

const YipuShopSetting *
yipu_shop_get_settings (const YipuShop *shop, guint *n_settings)
{
  *n_settings = shop->settings->len;
  return (const YipuShopSetting *) shop->settings->data;
}

const YipuShopImages *
yipu_shop_get_images (const YipuShop *shop, guint *n_sets)
{
  *n_sets = shop->images->len;
  return (const YipuShopImages *) shop->images->data;
}

const char *const *
yipu_shop_get_maps (const YipuShop *shop)
{
  return (const char *const *) shop->map_names;
}

static gboolean
is_emoji (gunichar c)
{
  return (c >= 0x1F000 && c < 0x20000) || (c >= 0x2600 && c < 0x27C0) || c == 0xFE0F || c == 0x200D;
}

static gboolean
has_emoji (const char *text)
{
  for (const char *c = text; *c; c = g_utf8_next_char (c))
    if (is_emoji (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

/* Classes of characters, and what is not in them. */
static const struct {
  const char *name;
  const char *forbidden; /* any of these */
} classes[] = {
  { "no-quote-tab-newline", "\"\t\n\r" },
  { "no-comma", "," },
  { "no-colon-semicolon", ":;" },
  { "no-emoji", NULL },
  { "no-backslash-n", NULL },
};

const char *
yipu_only_intern (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].name, name))
      return classes[i].name;
  return NULL;
}

gboolean
yipu_only_passes (const char *name, const char *text)
{
  if (g_str_equal (name, "no-emoji"))
    return !has_emoji (text);
  if (g_str_equal (name, "no-backslash-n"))
    return strstr (text, "\\n") == NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].name, name))
      return strpbrk (text, classes[i].forbidden) == NULL;
  return FALSE;
}

gboolean
yipu_condition_holds (const YipuCondition *condition, const YipuScope *scope)
{
  g_autoptr (JsonNode) value = NULL;

  if (condition->path == NULL)
    return TRUE;
  value = yipu_expression_look_up (condition->path, scope);
  return yipu_node_is_true (value) != condition->negated;
}
