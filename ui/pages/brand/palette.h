/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The brand's colours as fields, each with its contrast against paper: text wants 4.5 : 1. */
#pragma once

#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PALETTE (yipu_palette_get_type ())
G_DECLARE_FINAL_TYPE (YipuPalette, yipu_palette, YIPU, PALETTE, GtkBox)

/** Shows the colours of a brand; %NULL for none. */
void yipu_palette_show (YipuPalette *self, YipuSession *session, const char *brand);

/**
 * yipu_palette_contrast:
 * @a: a colour
 * @b: another
 *
 * Returns: their contrast ratio, 1 to 21 (WCAG 2.1, relative luminance)
 */
double yipu_palette_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
