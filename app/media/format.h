/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file is, by its first bytes alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YIPU_FORMAT_NONE,
  YIPU_FORMAT_JPEG,
  YIPU_FORMAT_PNG,
  YIPU_FORMAT_TIFF,
  YIPU_FORMAT_WEBP,
  YIPU_FORMAT_HEIF,
  YIPU_FORMAT_SVG,
} YipuFormat;

/* Enough of a file for yipu_format_sniff(): an SVG may begin with a long comment. */
#define YIPU_FORMAT_SNIFF 4096

YipuFormat yipu_format_sniff (const guint8 *data, gsize length);
/* "image/jpeg"; NULL for none. */
const char *yipu_format_mime (YipuFormat format);
/* ".jpg"; for words to people and names of files. */
const char *yipu_format_suffix (YipuFormat format);

G_END_DECLS
