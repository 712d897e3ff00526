/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entry page of a bundle: what is here, what to do shop by shop, the products with a picture
 * each. For somebody who got a zip on a stick and has never seen Yipu. Both languages. */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yipu/money.h>

#include "bundle/html.h"
#include "bundle/profile.h"
#include "bundle/render.h"

/* The path of a file of a shop below the payload's folder. */
static void
append_address (GString *html, const YipuOpenMeShop *shop, const char *path)
{
  g_autofree char *full = g_strdup_printf ("%s/%s", yipu_shop_get_id (shop->shop), path);

  yipu_html_append_path (html, full);
}

static void
append_pair (GString *html, const char *zh, const char *en)
{
  yipu_html_append (html, zh);
  g_string_append (html, " <span class=\"en\">");
  yipu_html_append (html, en);
  g_string_append (html, "</span>");
}

/* The first picture of a product that a browser shows by its name; NULL where there is none. */
static const YipuShopFile *
find_picture (const YipuOpenMeShop *shop, const char *product)
{
  const YipuShopFile *any = NULL;

  for (guint i = 0; i < shop->files->len; i++) {
    const YipuShopFile *file = shop->files->pdata[i];

    if (g_strcmp0 (file->product, product) != 0 || !g_str_has_prefix (file->type, "image/"))
      continue;
    if (strstr (file->path, "-m1-"))
      return file;
    any = any ? any : file;
  }
  return any;
}

static const YipuShopFile *
find_sheet (const YipuOpenMeShop *shop, const char *product)
{
  for (guint i = 0; i < shop->files->len; i++) {
    const YipuShopFile *file = shop->files->pdata[i];

    if (g_strcmp0 (file->product, product) == 0 && g_str_equal (file->type, "text/html"))
      return file;
  }
  return NULL;
}

static void
append_card_picture (GString *html, const YipuOpenMeShop *shop, const char *product)
{
  const YipuShopFile *picture = find_picture (shop, product);

  if (picture == NULL) {
    g_string_append (html, "<span class=\"none\">没有图片 no picture</span>");
    return;
  }
  g_string_append (html, "<img loading=\"lazy\" alt=\"\" src=\"");
  append_address (html, shop, picture->path);
  g_string_append (html, "\">");
}

static gboolean
append_card (GString *html,
             YipuOffers *offers,
             const YipuOpenMeShop *shop,
             const char *product,
             GError **error)
{
  JsonObject *p = yipu_offers_get_product (offers, product, yipu_shop_get_id (shop->shop), error);
  const YipuShopFile *sheet = find_sheet (shop, product);
  g_autofree char *price = NULL;

  if (p == NULL)
    return FALSE;
  g_string_append (html, "<li>");
  append_card_picture (html, shop, product);
  g_string_append (html, "<h3>");
  yipu_html_append (html, json_object_get_string_member_with_default (p, "title", ""));
  g_string_append (html, "</h3><p><span class=\"price\">");
  if (json_object_has_member (p, "price")) {
    price = yipu_money_to_string (json_object_get_int_member (p, "price"));
    g_string_append_printf (html, "¥%s", price);
  }
  g_string_append (html, "</span> <span class=\"soft\">");
  yipu_html_append (html, json_object_get_string_member_with_default (p, "sku", ""));
  g_string_append (html, "</span></p>");
  if (sheet) {
    g_string_append (html, "<p><a href=\"");
    append_address (html, shop, sheet->path);
    g_string_append (html, "\">打开上传单 <span class=\"en\">upload sheet</span></a></p>");
  }
  g_string_append (html, "</li>\n");
  return TRUE;
}

/* Files that stand for the whole shop: its tables and steps. */
static void
append_links (GString *html, const YipuOpenMeShop *shop)
{
  g_string_append (html, "<p class=\"links\">");
  for (guint i = 0; i < shop->files->len; i++) {
    const YipuShopFile *file = shop->files->pdata[i];

    if (file->product)
      continue;
    g_string_append (html, "<a href=\"");
    append_address (html, shop, file->path);
    g_string_append (html, "\">");
    yipu_html_append (html, file->path);
    g_string_append (html, "</a>\n");
  }
  g_string_append (html, "</p>\n");
}

static void
append_steps (GString *html, const YipuShop *shop)
{
  g_string_append (html, "<ol>\n");
  for (guint i = 0; shop->steps_zh[i]; i++) {
    g_string_append (html, "<li>");
    append_pair (html, shop->steps_zh[i],
                 i < g_strv_length (shop->steps_en) ? shop->steps_en[i] : "");
    g_string_append (html, "</li>\n");
  }
  g_string_append (html, "</ol>\n");
}

/* How many, not which: what is kept out may be nobody's to read. */
static void
append_left_out (GString *html, const YipuOpenMeShop *shop)
{
  guint n = 0;

  while (shop->left_out && shop->left_out[n])
    n++;
  if (n > 0)
    g_string_append_printf (html,
                            "<p class=\"left\">还有 %u 件没补齐，这次没有放进来。"
                            "<span class=\"en\">%u more are not ready yet and not in here.</span>"
                            "</p>\n",
                            n, n);
}

static gboolean
append_shop (GString *html, YipuOffers *offers, const YipuOpenMeShop *shop, GError **error)
{
  const char *id = yipu_shop_get_id (shop->shop);

  g_string_append_printf (html, "<section id=\"%s\"><h2>", id);
  append_pair (html, yipu_shop_get_name_zh (shop->shop), yipu_shop_get_name_en (shop->shop));
  g_string_append_printf (html,
                          "</h2>\n<p>文件夹 <span class=\"en\">folder</span> "
                          "<span class=\"folder\">%s/</span></p>\n",
                          id);
  append_steps (html, shop->shop);
  append_links (html, shop);
  g_string_append (html, "<ul class=\"cards\">\n");
  for (guint i = 0; shop->products[i]; i++)
    if (!append_card (html, offers, shop, shop->products[i], error))
      return FALSE;
  g_string_append (html, "</ul>\n");
  append_left_out (html, shop);
  g_string_append (html, "</section>\n");
  return TRUE;
}

static void
append_head (GString *html, const YipuOpenMeShop *shops, guint n_shops)
{
  g_string_append (html, "<header><h1>");
  append_pair (html, "先看这一页", "Start here");
  g_string_append (html, "</h1>\n<p>");
  append_pair (html, "每家店一个文件夹，互不相干。选一家，照着步骤做，不用联网也能看。",
               "One folder a shop, each by itself. Choose a shop and follow its steps; no network "
               "is needed to read this.");
  g_string_append (html, "</p>\n<nav>");
  for (guint i = 0; i < n_shops; i++) {
    g_string_append_printf (html, "<a href=\"#%s\">", yipu_shop_get_id (shops[i].shop));
    yipu_html_append (html, yipu_shop_get_name_zh (shops[i].shop));
    g_string_append (html, "</a>");
  }
  g_string_append (html, "</nav></header>\n<main>\n");
}

GBytes *
yipu_open_me_render (YipuOffers *offers,
                     const YipuOpenMeShop *shops,
                     guint n_shops,
                     const YipuShopRelease *release,
                     GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (release->date);
  g_autofree char *day = date ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");

  yipu_html_begin (html, "先看这一页 · Start here", "pages/open-me.css");
  append_head (html, shops, n_shops);
  for (guint i = 0; i < n_shops; i++)
    if (!append_shop (html, offers, &shops[i], error))
      return NULL;
  g_string_append_printf (html,
                          "</main>\n<footer><p>内容截至 %s <span class=\"en\">as of %s (UTC)</span>"
                          "</p></footer>\n",
                          day, day);
  return yipu_html_end (g_steal_pointer (&html), NULL);
}
