/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ids and chance. yipu_edit_new_uuid() is public, in yipu/edit.h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the kernel, by the page: one call serves many small requests. Never fails. Any thread. */
void yipu_random_bytes (gpointer data, gsize length);
/* 36 characters, lower case, of any version. */
gboolean yipu_uuid_is_valid (const char *id);

G_END_DECLS
