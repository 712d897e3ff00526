/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A brand's colours put to use. A palette names colours, not what they are good for on paper; that
 * is told by how light and how colourful they are, so that text stays legible whatever a brand
 * chose. */
#include "print/page.h"

#include <math.h>
#include <stdlib.h>

#define WHITE 0xffffff
/* WCAG AA for text, and for what must be read at arm's length. */
#define LEGIBLE 4.5
#define CRISP 7.0

static const YipuPalette house = { 0x2f4858, 0xb9a37a, 0xf7f4ec, 0x22211e };

static double
channel (guint32 colour, int shift)
{
  double c = ((colour >> shift) & 0xff) / 255.0;

  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * channel (colour, 16) + 0.7152 * channel (colour, 8) +
         0.0722 * channel (colour, 0);
}

double
yipu_print_contrast (guint32 a, guint32 b)
{
  double light = MAX (luminance (a), luminance (b));
  double dark = MIN (luminance (a), luminance (b));

  return (light + 0.05) / (dark + 0.05);
}

/* Distance from grey, 0 to 255. */
static int
chroma (guint32 colour)
{
  int r = (colour >> 16) & 0xff;
  int g = (colour >> 8) & 0xff;
  int b = colour & 0xff;

  return MAX (r, MAX (g, b)) - MIN (r, MIN (g, b));
}

guint32
yipu_palette_tint (guint32 colour, double share)
{
  guint32 tint = 0;

  for (int shift = 0; shift <= 16; shift += 8) {
    double c = (colour >> shift) & 0xff;
    tint |= (guint32) lround (255.0 + (c - 255.0) * share) << shift;
  }
  return tint;
}

static gboolean
parse (const char *hex, guint32 *colour)
{
  char *end = NULL;

  if (hex[0] != '#' || strlen (hex) != 7)
    return FALSE;
  *colour = (guint32) strtoul (hex + 1, &end, 16);
  return *end == '\0';
}

YipuPalette
yipu_palette_choose (const char *const *colours)
{
  YipuPalette chosen = house;
  guint32 colour;
  int best = -1;

  for (guint i = 0; colours[i]; i++) {
    if (!parse (colours[i], &colour))
      continue;
    if (luminance (colour) > 0.8)
      chosen.paper = colour;
    if (yipu_print_contrast (colour, WHITE) >= CRISP && chroma (colour) < 40)
      chosen.ink = colour;
    if (yipu_print_contrast (colour, WHITE) >= LEGIBLE && chroma (colour) > MAX (best, 23)) {
      best = chroma (colour);
      chosen.accent = colour;
    }
  }
  best = -1;
  for (guint i = 0; colours[i]; i++)
    if (parse (colours[i], &colour) && colour != chosen.accent && luminance (colour) <= 0.8 &&
        chroma (colour) > MAX (best, 23)) {
      best = chroma (colour);
      chosen.second = colour;
    }
  if (yipu_print_contrast (chosen.ink, chosen.paper) < CRISP)
    chosen.paper = WHITE;
  return chosen;
}
