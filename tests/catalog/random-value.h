/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canonical values of any field, by chance. */
#pragma once

#include <yipu/kind.h>

G_BEGIN_DECLS

/* Never NULL; references are UUIDs that nobody has. Free with g_free(). */
char *random_value (const YipuField *field);

/* A text with quotes, brackets, line ends and characters beyond the BMP. Free with g_free(). */
char *random_text (void);

G_END_DECLS
