/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History: what was done, by whom, when; each edit can be taken back by itself. */
#pragma once

#include "page.h"

G_BEGIN_DECLS

#define YIPU_TYPE_HISTORY_PAGE (yipu_history_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuHistoryPage, yipu_history_page, YIPU, HISTORY_PAGE, GtkBox)

/** Only edits of one record; %NULL for all. */
void yipu_history_page_set_record (YipuHistoryPage *self, const char *record);

G_END_DECLS
