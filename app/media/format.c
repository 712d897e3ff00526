/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Magic bytes. Names and what a browser said are not asked: an SVG named .jpg is an SVG. */
#include "media/format.h"

#include <string.h>

typedef struct {
  YipuFormat format;
  guint at;
  guint length;
  const char *magic;
} Magic;

/* ISO media files say "ftyp" and then their brand; AVIF's brands are not among ours. */
static const Magic magics[] = {
  { YIPU_FORMAT_JPEG, 0, 3, "\xff\xd8\xff" }, { YIPU_FORMAT_PNG, 0, 8, "\x89PNG\r\n\x1a\n" },
  { YIPU_FORMAT_TIFF, 0, 4, "II*\0" },        { YIPU_FORMAT_TIFF, 0, 4, "MM\0*" },
  { YIPU_FORMAT_HEIF, 4, 8, "ftypheic" },     { YIPU_FORMAT_HEIF, 4, 8, "ftypheix" },
  { YIPU_FORMAT_HEIF, 4, 8, "ftypheim" },     { YIPU_FORMAT_HEIF, 4, 8, "ftypheis" },
  { YIPU_FORMAT_HEIF, 4, 8, "ftypmif1" },     { YIPU_FORMAT_HEIF, 4, 8, "ftypmsf1" },
};

static const struct {
  const char *mime;
  const char *suffix;
} names[] = {
  [YIPU_FORMAT_NONE] = { NULL, "" },
  [YIPU_FORMAT_JPEG] = { "image/jpeg", ".jpg" },
  [YIPU_FORMAT_PNG] = { "image/png", ".png" },
  [YIPU_FORMAT_TIFF] = { "image/tiff", ".tiff" },
  [YIPU_FORMAT_WEBP] = { "image/webp", ".webp" },
  [YIPU_FORMAT_HEIF] = { "image/heif", ".heic" },
  [YIPU_FORMAT_SVG] = { "image/svg+xml", ".svg" },
};

static gboolean
is_webp (const guint8 *data, gsize length)
{
  return length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0;
}

/* XML whose root may be svg; what is inside is checked where drawings are. */
static gboolean
is_svg (const guint8 *data, gsize length)
{
  const guint8 *at = data;
  const guint8 *end = data + MIN (length, YIPU_FORMAT_SNIFF);

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < end && g_ascii_isspace ((char) *at))
    at++;
  return at < end && *at == '<' && memmem (at, (gsize) (end - at), "<svg", 4) != NULL;
}

YipuFormat
yipu_format_sniff (const guint8 *data, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].at + magics[i].length &&
        memcmp (data + magics[i].at, magics[i].magic, magics[i].length) == 0)
      return magics[i].format;
  if (is_webp (data, length))
    return YIPU_FORMAT_WEBP;
  return is_svg (data, length) ? YIPU_FORMAT_SVG : YIPU_FORMAT_NONE;
}

const char *
yipu_format_mime (YipuFormat format)
{
  return names[format].mime;
}

const char *
yipu_format_suffix (YipuFormat format)
{
  return names[format].suffix;
}
