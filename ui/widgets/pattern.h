/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The app's own pattern: a reed over water, as paste leaves it white on blue cloth. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_PATTERN (yipu_pattern_get_type ())
G_DECLARE_FINAL_TYPE (YipuPattern, yipu_pattern, YIPU, PATTERN, GtkWidget)

G_END_DECLS
