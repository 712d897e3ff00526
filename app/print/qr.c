/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * QR codes, by zint. */
#include "print/page-private.h"

#include <string.h>
#include <zint.h>

/* Light fields that must stand around a code. */
#define QUIET 4
/* Unicode in a QR code is said by this number. */
#define ECI_UTF8 26
/* A quarter of the code may be damaged: paper is folded. */
#define LEVEL_Q 3

typedef struct zint_symbol YipuSymbol;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuSymbol, ZBarcode_Delete)

/* Adds the dark fields; the vector is @side fields wide, in units of @unit. */
static GArray *
collect (const struct zint_vector *vector, double unit, int side)
{
  GArray *modules = g_array_new (FALSE, FALSE, sizeof (YipuBox));
  double whole = side + 2 * QUIET;

  for (const struct zint_vector_rect *at = vector->rectangles; at; at = at->next) {
    YipuBox box = { (at->x / unit + QUIET) / whole, (at->y / unit + QUIET) / whole,
                    at->width / unit / whole, at->height / unit / whole };

    g_array_append_val (modules, box);
  }
  return modules;
}

GArray *
yipu_qr_modules (const char *text)
{
  g_autoptr (YipuSymbol) symbol = ZBarcode_Create ();

  if (!symbol || !*text)
    return NULL;
  symbol->symbology = BARCODE_QRCODE;
  symbol->input_mode = UNICODE_MODE;
  symbol->option_1 = LEVEL_Q;
  if (!g_str_is_ascii (text))
    symbol->eci = ECI_UTF8;
  if (ZBarcode_Encode_and_Buffer_Vector (symbol, (const unsigned char *) text, (int) strlen (text),
                                         0) >= ZINT_ERROR ||
      !symbol->vector || symbol->width <= 0)
    return NULL;
  return collect (symbol->vector, (double) symbol->vector->width / symbol->width, symbol->width);
}
