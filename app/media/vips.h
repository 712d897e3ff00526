/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libvips, fenced in: only these loaders, nothing cached, one thread a job. */
#pragma once

#include <vips/vips.h>

G_BEGIN_DECLS

/* Newer headers bring these themselves (Debian 13 has 8.16). */
#if VIPS_MAJOR_VERSION == 8 && VIPS_MINOR_VERSION < 16
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VipsImage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VipsSource, g_object_unref)
#endif

/* Before any other call into libvips, and before each photo. Any thread. */
void yipu_vips_init (void);

/* What libvips has to say goes to the debug log only: its error buffer is one for all threads. */
void yipu_vips_forget_errors (void);

G_END_DECLS
