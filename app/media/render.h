/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From one upright sRGB picture in memory to each derivative asked for. Inside the decoder. */
#pragma once

#include "media/decode.h"
#include "media/vips.h"

G_BEGIN_DECLS

/* How much a picture of @width × @height must be scaled for @spec; above 1 to be enlarged. */
double yipu_render_scale (const YipuPictureSpec *spec, int width, int height);

/* @base: 8-bit sRGB, three or four bands, perhaps a smaller edition of the picture of @width ×
 * @height. FALSE when libvips fails: no memory. */
gboolean yipu_render (
    VipsImage *base, int width, int height, const YipuPictureSpec *spec, YipuRendered *rendered);

/* Takes @in (NULL passes through) and scales it to exactly @width × @height; transparent pixels
 * lend no colour to their neighbours. NULL on failure. */
VipsImage *yipu_render_resize (VipsImage *in, int width, int height);

G_END_DECLS
