/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Barcode numbers (GS1): the check digit. */
#include <string.h>
#include <yipu/product.h>

gboolean
yipu_gtin_is_valid (const char *gtin)
{
  gsize length;
  int sum = 0;

  g_return_val_if_fail (gtin != NULL, FALSE);
  length = strlen (gtin);
  if (length != 8 && (length < 12 || length > 14))
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isdigit (gtin[i]))
      return FALSE;
    sum += (gtin[i] - '0') * ((length - i) % 2 == 1 ? 1 : 3);
  }
  return sum % 10 == 0;
}
