/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's settings: its size, place and selection, never catalog data. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The program's settings; a program that isn't installed takes the schema of its build. */
GSettings *yipu_settings_new (void);

G_END_DECLS
