/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libvips, fenced in: only these loaders, nothing cached, one thread a job. */
#pragma once

#include <vips/vips.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VipsImage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VipsSource, g_object_unref)

/* Before any other call into libvips, and before each photo. Any thread. */
void yipu_vips_init (void);

/* What libvips has to say goes to the debug log only: its error buffer is one for all threads. */
void yipu_vips_forget_errors (void);

G_END_DECLS
