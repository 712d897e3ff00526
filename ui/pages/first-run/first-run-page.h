/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An empty catalog: three ways to begin. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_FIRST_RUN_PAGE (yipu_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuFirstRunPage, yipu_first_run_page, YIPU, FIRST_RUN_PAGE, GtkBox)

G_END_DECLS
