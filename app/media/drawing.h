/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings: SVG that holds nothing but shapes, drawn by librsvg. Inside the decoder. */
#pragma once

#include <yipu/picture.h>

G_BEGIN_DECLS

/* Looks through the whole text: elements counted, nothing that runs, nothing from outside. Gives
 * the drawing's own size in pixels, 1 to 30,000. FALSE with DAMAGED, TOO_LARGE or UNSAFE set. */
gboolean yipu_drawing_check (GBytes *svg, int *width, int *height, GError **error);

/* Draws a checked drawing on nothing. NULL with DAMAGED set. */
YipuPixels *yipu_drawing_rasterise (GBytes *svg, int width, int height, GError **error);

G_END_DECLS
