/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Content-addressed files in the catalog's media folder. */
#pragma once

#include <yipu/media.h>

G_BEGIN_DECLS

/* Copies all of @fd, whose bytes must hash to @hash, to its place; reads back and compares. What is
 * there whole already stays; what is there altered is replaced. FALSE with a YipuMediaError or
 * G_IO_ERROR_CANCELLED set and nothing left behind. */
gboolean yipu_store_put (
    const char *folder, const char *hash, int fd, GCancellable *cancellable, GError **error);

G_END_DECLS
