/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of the window, for the tests' output and for people who report a problem. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Writes what the window shows to a PNG file after its next paint. */
void yipu_screenshot (GtkWindow *window, const char *path);

G_END_DECLS
