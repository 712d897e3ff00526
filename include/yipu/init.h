/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every program does before its first call into libyipu. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * yipu_init:
 *
 * Sets the locale (falling back to a UTF-8 one, since libarchive returns no Chinese names under
 * plain C), the translation domain, umask 077, no core files, and ignores SIGPIPE and SIGXFSZ so
 * that a full disk is an error and not a death (trust.md, "Faults"). Registers the data compiled
 * into libyipu. Call once, first, from the main thread; later calls do nothing.
 */
void yipu_init (void);

/**
 * yipu_resource_load:
 * @path: below the library's resources, such as "vocabularies.json"
 *
 * Reads data shipped inside the library. Any thread.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when the library ships no such file
 */
GBytes *yipu_resource_load (const char *path);

G_END_DECLS
