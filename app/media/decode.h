/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one door to everything that reads bytes from outside: a file descriptor and plain numbers
 * in, finished bytes out. Nothing else in libyipu calls a decoder, so that a helper process can
 * stand behind this door without anybody noticing. */
#pragma once

#include <yipu/picture.h>

#include "media/format.h"

G_BEGIN_DECLS

/* What the header says. */
typedef struct {
  YipuFormat format;
  gint64 bytes;
  int width; /* upright */
  int height;
  gboolean turned; /* width and height change places on the way */
  char taken_on[11]; /* "2026-05-12", or empty */
} YipuHeader;

/* One derivative, encoded. */
typedef struct {
  GBytes *bytes;
  int width;
  int height;
} YipuRendered;

void yipu_rendered_clear (YipuRendered *rendered);

/* Looks at the header and holds it against the limits; decodes nothing. @fd: a regular file; its
 * position is moved. FALSE with FORMAT, DAMAGED, TOO_LARGE, UNSAFE or IO set. */
gboolean yipu_decode_header (int fd, YipuHeader *header, GError **error);

/* Header first, then one decode, from which all of @specs are made and put into @rendered, to be
 * cleared by the caller. FALSE with the same errors, or G_IO_ERROR_CANCELLED, and @rendered
 * untouched. */
gboolean yipu_decode_render (int fd,
                             const YipuPictureSpec *specs,
                             guint n_specs,
                             YipuRendered *rendered,
                             GCancellable *cancellable,
                             GError **error);

/* Pixels of a derivative we encoded ourselves. NULL with DAMAGED set. */
YipuPixels *yipu_decode_pixels (GBytes *encoded, GError **error);

G_END_DECLS
