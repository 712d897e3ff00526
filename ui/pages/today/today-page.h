/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today: what to go on with, what changed since it was exported, remarks, the backup. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_TODAY_PAGE (yipu_today_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuTodayPage, yipu_today_page, YIPU, TODAY_PAGE, GtkBox)

G_END_DECLS
