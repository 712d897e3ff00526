/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header gate: whatever the bytes are, it says what they are or refuses them, within the
 * limits, and a small one that passes is decoded or refused. */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include <yipu/photo.h>

#include "media/decode.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
decode_small (int fd)
{
  YipuPictureSpec spec = YIPU_PICTURE_SPEC (36, 36);
  YipuRendered rendered;
  g_autoptr (GError) error = NULL;

  if (yipu_decode_render (fd, &spec, 1, &rendered, NULL, &error)) {
    g_assert_cmpint (rendered.width, <=, 36);
    g_assert_cmpint (rendered.height, <=, 36);
    yipu_rendered_clear (&rendered);
  } else {
    g_assert_nonnull (error);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  YipuHeader header;
  g_autoptr (GError) error = NULL;

  if (fd < 0 || write (fd, data, size) != (ssize_t) size) {
    close (fd);
    return 0;
  }
  if (yipu_decode_header (fd, &header, &error)) {
    g_assert_no_error (error);
    g_assert_nonnull (yipu_format_mime (header.format));
    g_assert_cmpint (MIN (header.width, header.height), >=, 1);
    g_assert_cmpint (MAX (header.width, header.height), <=, YIPU_PHOTO_SIDE_MAX);
    g_assert_cmpint ((gint64) header.width * header.height, <=,
                     header.format == YIPU_FORMAT_SVG ? G_MAXINT : YIPU_PHOTO_PIXELS_MAX);
    if ((gint64) header.width * header.height <= 1000 * 1000)
      decode_small (fd);
  } else {
    g_assert_nonnull (error);
  }
  close (fd);
  return 0;
}
