/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The upload sheet: fields in the order of the seller's form, each with what to paste, how long it
 * is, and a button; pictures beside. Both languages, whatever the user's: the same catalog gives
 * the same bytes. */
#include "bundle/sheet.h"

#include "bundle/html.h"

/* A sheet being written. */
typedef struct {
  const YipuShop *shop;
  const char *path;
  YipuShopProduct *product;
  GString *html;
  guint n_values; /* ids given so far */
} Sheet;

static void
append_words (Sheet *sheet, const YipuWords *words, const char *between)
{
  yipu_html_append (sheet->html, words->zh);
  g_string_append_printf (sheet->html, "%s<span class=\"en\">", between);
  yipu_html_append (sheet->html, words->en);
  g_string_append (sheet->html, "</span>");
}

static char *
evaluate (const Sheet *sheet, const YipuSheetField *field, GError **error)
{
  YipuScope scope = { sheet->product->roots, NULL };

  return yipu_expression_evaluate (field->value, &scope, error);
}

/* How long the text is for shops that count characters, and for those that count bytes. */
static void
append_count (Sheet *sheet, const char *value)
{
  gsize chars = yipu_measure_text (YIPU_MEASURE_CHARS, value);

  if (chars < 8)
    return;
  g_string_append_printf (sheet->html,
                          "<p class=\"count\">%" G_GSIZE_FORMAT " 字 · %" G_GSIZE_FORMAT
                          " 字节 <span class=\"en\">characters · GBK bytes</span></p>",
                          chars, yipu_measure_text (YIPU_MEASURE_GBK, value));
}

static void
append_value (Sheet *sheet, const YipuSheetField *field, const char *value)
{
  g_string_append (sheet->html, "<div class=\"field\"><div class=\"label\">");
  append_words (sheet, &field->label, "");
  g_string_append_printf (sheet->html, "</div><div><div class=\"value\" id=\"f%u\">",
                          sheet->n_values);
  yipu_html_append (sheet->html, value);
  g_string_append (sheet->html, "</div>");
  append_count (sheet, value);
  g_string_append_printf (
      sheet->html, "</div><button type=\"button\" data-copy=\"f%u\" aria-label=\"复制 Copy: ",
      sheet->n_values++);
  yipu_html_append (sheet->html, field->label.zh);
  g_string_append (sheet->html, "\">复制<span class=\"en\">Copy</span></button></div>\n");
}

/* What is empty is shown, so that nobody looks for it. */
static void
append_empty (Sheet *sheet, const YipuSheetField *field)
{
  g_string_append (sheet->html, "<div class=\"field\"><div class=\"label\">");
  append_words (sheet, &field->label, "");
  g_string_append (sheet->html,
                   "</div><p class=\"empty\">没有 <span class=\"en\">none</span></p></div>\n");
}

static gboolean
append_cell (Sheet *sheet, const YipuSheetField *field, GError **error)
{
  g_autofree char *value = evaluate (sheet, field, error);

  if (value == NULL)
    return FALSE;
  g_string_append (sheet->html, "<td>");
  if (value[0]) {
    g_string_append_printf (sheet->html,
                            "<button type=\"button\" data-copy=\"f%u\" title=\"复制 Copy\" "
                            "id=\"f%u\">",
                            sheet->n_values, sheet->n_values);
    sheet->n_values++;
    yipu_html_append (sheet->html, value);
    g_string_append (sheet->html, "</button>");
  }
  g_string_append (sheet->html, "</td>");
  return TRUE;
}

static gboolean
append_variant (Sheet *sheet, const YipuSheetField *field, JsonObject *variant, GError **error)
{
  gboolean appended = TRUE;

  json_object_set_object_member (sheet->product->roots, "v", json_object_ref (variant));
  g_string_append (sheet->html, "<tr>");
  for (guint i = 0; appended && i < field->cells->len; i++)
    appended = append_cell (sheet, field->cells->pdata[i], error);
  g_string_append (sheet->html, "</tr>\n");
  json_object_remove_member (sheet->product->roots, "v");
  return appended;
}

static gboolean
append_variants (Sheet *sheet, const YipuSheetField *field, GError **error)
{
  JsonObject *p = json_object_get_object_member (sheet->product->roots, "p");
  JsonArray *variants = json_object_get_array_member (p, "variants");

  if (json_array_get_length (variants) == 0)
    return TRUE;
  g_string_append (sheet->html, "<table><caption class=\"label\">");
  append_words (sheet, &field->label, " ");
  g_string_append (sheet->html, "</caption><thead><tr>");
  for (guint i = 0; i < field->cells->len; i++) {
    g_string_append (sheet->html, "<th scope=\"col\">");
    append_words (sheet, &((YipuSheetField *) field->cells->pdata[i])->label, " ");
    g_string_append (sheet->html, "</th>");
  }
  g_string_append (sheet->html, "</tr></thead><tbody>\n");
  for (guint i = 0; i < json_array_get_length (variants); i++)
    if (!append_variant (sheet, field, json_array_get_object_element (variants, i), error))
      return FALSE;
  g_string_append (sheet->html, "</tbody></table>\n");
  return TRUE;
}

/* The fields under one heading, which is left out with them where all are empty. */
static gboolean
append_section (Sheet *sheet, GPtrArray *fields, guint first, guint end, GError **error)
{
  const YipuSheetField *head = fields->pdata[first];
  gboolean headed = head->value == NULL && head->cells == NULL, filled = FALSE;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = first + headed; i < end; i++) {
    const YipuSheetField *field = fields->pdata[i];
    char *value = field->value ? evaluate (sheet, field, error) : g_strdup ("");

    if (value == NULL)
      return FALSE;
    filled = filled || value[0];
    g_ptr_array_add (values, value);
  }
  if (!filled)
    return TRUE;
  if (headed) {
    g_string_append (sheet->html, "<h2>");
    append_words (sheet, &head->label, " ");
    g_string_append (sheet->html, "</h2>\n");
  }
  for (guint i = first + headed; i < end; i++) {
    const YipuSheetField *field = fields->pdata[i];
    const char *value = values->pdata[i - first - headed];

    if (field->cells && !append_variants (sheet, field, error))
      return FALSE;
    if (field->value && value[0])
      append_value (sheet, field, value);
    else if (field->value)
      append_empty (sheet, field);
  }
  return TRUE;
}

static gboolean
append_fields (Sheet *sheet, GPtrArray *fields, GError **error)
{
  guint first = 0;

  g_string_append (sheet->html, "<div class=\"fields\">\n");
  for (guint i = 1; i <= fields->len; i++) {
    const YipuSheetField *field = i < fields->len ? fields->pdata[i] : NULL;

    if (field && (field->value || field->cells))
      continue;
    if (!append_section (sheet, fields, first, i, error))
      return FALSE;
    first = i;
  }
  g_string_append (sheet->html, "</div>\n");
  return TRUE;
}

static void
append_picture (Sheet *sheet, const YipuShot *shot, guint number)
{
  g_autofree char *path =
      shot->dir[0] ? g_strconcat (shot->dir, "/", shot->name, NULL) : g_strdup (shot->name);
  g_autofree char *relative = yipu_html_relative (sheet->path, path);
  const char *alt = json_object_get_string_member_with_default (shot->photo, "alt", "");

  g_string_append (sheet->html, "<figure><img src=\"");
  yipu_html_append_path (sheet->html, relative);
  g_string_append_printf (sheet->html, "\" width=\"%d\" height=\"%d\" alt=\"", shot->picture->width,
                          shot->picture->height);
  yipu_html_append (sheet->html, alt);
  g_string_append_printf (sheet->html, "\"><figcaption><b>%u</b> ", number);
  yipu_html_append (sheet->html, alt);
  g_string_append (sheet->html, "<br><span class=\"soft\">");
  yipu_html_append (sheet->html, shot->name);
  g_string_append_printf (
      sheet->html, " · %d×%d · %" G_GINT64_FORMAT " KB</span></figcaption></figure>\n",
      shot->picture->width, shot->picture->height, (shot->picture->bytes + 999) / 1000);
}

static void
append_pictures (Sheet *sheet)
{
  GArray *shots = sheet->product->shots;
  guint number = 0;

  g_string_append (sheet->html, "<aside class=\"pictures\" aria-label=\"图片 Pictures\">\n");
  for (guint i = 0; i < shots->len; i++) {
    const YipuShot *shot = &g_array_index (shots, YipuShot, i);
    const YipuImageSet *set = &g_array_index (sheet->shop->sets, YipuImageSet, shot->set);

    if (i == 0 || shot->set != g_array_index (shots, YipuShot, i - 1).set) {
      g_string_append (sheet->html, i > 0 ? "</div>\n<h2>" : "<h2>");
      append_words (sheet, &set->label, " ");
      g_string_append (sheet->html, "</h2>\n<div class=\"set\">\n");
      number = 0;
    }
    append_picture (sheet, shot, ++number);
  }
  g_string_append (sheet->html, shots->len > 0 ? "</div>\n</aside>\n" : "</aside>\n");
}

static void
append_head (Sheet *sheet, const char *title)
{
  g_string_append (sheet->html,
                   "<div class=\"bar\"><p id=\"state\" role=\"status\">从上到下，一格一格复制 · "
                   "Go down the page: copy, paste, next</p></div>\n<header><h1>");
  yipu_html_append (sheet->html, title);
  g_string_append (sheet->html, "</h1><p class=\"soft\">");
  append_words (sheet, &sheet->shop->name, " ");
  g_string_append (sheet->html, "</p></header>\n<main class=\"sheet\">\n");
}

GBytes *
yipu_sheet_render (const YipuShop *shop,
                   const YipuFileSpec *file,
                   const char *path,
                   YipuShopProduct *product,
                   GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);
  Sheet sheet = { shop, path, product, html, 0 };
  JsonObject *p = json_object_get_object_member (product->roots, "p");
  const char *title = json_object_get_string_member_with_default (p, "title", "");

  yipu_html_begin (html, title, "pages/sheet.css");
  append_head (&sheet, title);
  if (!append_fields (&sheet, file->fields, error))
    return NULL;
  append_pictures (&sheet);
  g_string_append (html, "</main>\n");
  return yipu_html_end (g_steal_pointer (&html), "pages/sheet.js");
}
