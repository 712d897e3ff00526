/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sort keys, for lists that are kept in order in a file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that compare, by memcmp, as yipu_text_compare() would @text. Free with g_bytes_unref(). Any
 * thread. */
GBytes *yipu_collate_key (const char *text);

G_END_DECLS
