/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys that order a list by hand: text, compared byte by byte. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A key after @low and before @high; NULL means no neighbour on that side. Where none lies between
 * (equal or foreign keys) one just after @low: ties and disorder are for findings. Free with
 * g_free(). */
char *yipu_order_key_between (const char *low, const char *high);

G_END_DECLS
