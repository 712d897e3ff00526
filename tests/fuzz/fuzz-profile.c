/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shop profiles: whatever the file holds, it becomes a whole shop or an error that says why. */
#include <stdint.h>
#include <yipu/init.h>
#include <yipu/shop.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) json = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YipuShop) shop = NULL;

  yipu_init ();
  shop = yipu_shop_parse (json, &error);
  g_assert_true ((shop == NULL) == (error != NULL));
  if (shop == NULL)
    g_assert_error (error, YIPU_SHOP_ERROR, YIPU_SHOP_ERROR_PROFILE);
  else
    g_assert_cmpstr (yipu_shop_get_id (shop), !=, "");
  return 0;
}
