/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Picture and price of a product. */
#include "product-facts.h"

#include <yipu/kit-sheet.h>
#include <yipu/money.h>

char *
yipu_product_dup_picture (YipuSession *session, const char *product)
{
  g_autoptr (GPtrArray) slots = yipu_session_list (session, "slot", "product", product);
  const char *file = NULL;

  for (guint i = 0; i < slots->len; i++) {
    const YipuRecord *slot = slots->pdata[i];
    gboolean is_main = g_strcmp0 (yipu_record_get (slot, "role"), "main") == 0;

    if (!file || is_main)
      file = yipu_record_get (slot, "file");
    if (is_main)
      break;
  }
  return g_strdup (file);
}

char *
yipu_product_dup_price (YipuSession *session, const YipuRecord *product)
{
  gint64 fen = yipu_record_get_int (product, "price_fen", -1);

  if (fen < 0) {
    g_autoptr (YipuKitSheet) sheet = yipu_kit_sheet_load (yipu_session_get_reader (session),
                                                          yipu_record_get_id (product), NULL, NULL);
    fen = sheet ? yipu_kit_sheet_get_price (sheet)->price_fen : -1;
  }
  g_autofree char *yuan = fen >= 0 ? yipu_money_to_string (fen) : NULL;
  return yuan ? g_strdup_printf ("¥ %s", yuan) : g_strdup ("");
}
