/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text files of any encoding, as Chinese desks have them: UTF-8, GB18030, UTF-16, Big5. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What @data is written in: an iconv name, static. A guess for what is not Unicode. */
const char *yipu_encoding_guess (const char *data, gsize length);

/* The iconv name of @name as people write it ("gbk", "utf8"): never NULL, free with g_free(). */
char *yipu_encoding_normalize (const char *name);

/* @data as UTF-8 without byte order mark, line ends as LF. What is no text in @encoding becomes
 * U+FFFD; NUL stays NUL. NULL with G_CONVERT_ERROR_NO_CONVERSION for an unknown encoding. */
GString *
yipu_encoding_decode (const char *data, gsize length, const char *encoding, GError **error);

G_END_DECLS
