/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An order: its steps by household, hours, what nobody does yet, what is to be bought, and slips.
 */
#pragma once

#include "page.h"

G_BEGIN_DECLS

/*
 * Actions: "work.propose" gives out what nobody does yet; "work.print-slips" asks where the slips
 * shall lie; "work.print-slips-to" (s) prints them there; "work.open-assignment" (s) opens the
 * fields of what is given out.
 */
#define YIPU_TYPE_WORK_PAGE (yipu_work_page_get_type ())
G_DECLARE_FINAL_TYPE (YipuWorkPage, yipu_work_page, YIPU, WORK_PAGE, GtkBox)

G_END_DECLS
