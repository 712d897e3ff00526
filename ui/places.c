/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of the window, in the order of the sidebar. */
#include "places.h"

#include "pages/brand/brand-page.h"
#include "pages/crafts/crafts-page.h"
#include "pages/export/export-page.h"
#include "pages/history/history-page.h"
#include "pages/import/import-page.h"
#include "pages/kit/kit-page.h"
#include "pages/library/library-page.h"
#include "pages/products/products-page.h"
#include "pages/search/search-page.h"
#include "pages/today/today-page.h"
#include "pages/work/work-page.h"

#include <glib/gi18n-lib.h>

static const YipuPlace places[] = {
  { "today", N_ ("Today"), "yipu-today-symbolic", 0, .page_type = yipu_today_page_get_type },
  { "crafts", N_ ("Crafts"), "yipu-craft-symbolic", 1,
    .kinds = "craft listing role element selling_point process step flow interview note",
    .count = "craft", .page_type = yipu_crafts_page_get_type },
  { "kit", N_ ("Kit"), "yipu-box-symbolic", -1, .parent = "crafts", .full = TRUE,
    .kinds = "kit kit_item", .page_type = yipu_kit_page_get_type },
  { "work", N_ ("Order"), "yipu-box-symbolic", -1, .parent = "crafts", .full = TRUE,
    .kinds = "work_order assignment", .page_type = yipu_work_page_get_type },
  { "products", N_ ("Products"), "yipu-product-symbolic", 1,
    .kinds = "product variant slot shop_state pack panel", .count = "product",
    .page_type = yipu_products_page_get_type },
  { "brand", N_ ("Brand"), "yipu-brand-symbolic", 1,
    .kinds = "brand colour slogan story script membership decision",
    .page_type = yipu_brand_page_get_type },
  { "export", N_ ("Export"), "yipu-export-symbolic", 2, .page_type = yipu_export_page_get_type },
  { "library", N_ ("Library"), "yipu-library-symbolic", 2,
    .kinds = "file person household place organisation item paper shop_setting shop_match",
    .page_type = yipu_library_page_get_type },
  { "search", N_ ("Search"), "system-search-symbolic", -1, .page_type = yipu_search_page_get_type },
  { "history", N_ ("History"), "yipu-clock-symbolic", -1, .page_type = yipu_history_page_get_type },
  { "import", N_ ("Import a List"), "yipu-import-symbolic", -1,
    .page_type = yipu_import_page_get_type },
};

const YipuPlace *
yipu_places (guint *n_places)
{
  *n_places = G_N_ELEMENTS (places);
  return places;
}

const YipuPlace *
yipu_place_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].id, id) == 0)
      return &places[i];
  return NULL;
}

const YipuPlace *
yipu_place_of_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_auto (GStrv) kinds = g_strsplit (places[i].kinds ? places[i].kinds : "", " ", -1);

    if (g_strv_contains ((const char *const *) kinds, kind))
      return &places[i];
  }
  return NULL;
}
