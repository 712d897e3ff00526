/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who made this, under which licence. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void yipu_about_present (GtkWindow *parent);

G_END_DECLS
