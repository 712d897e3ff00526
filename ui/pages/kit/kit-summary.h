/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a line comes to, beside it: facts, the box, what the buyer has, warnings, the price and who
 * gets what of it. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

#define YIPU_TYPE_KIT_SUMMARY (yipu_kit_summary_get_type ())
G_DECLARE_FINAL_TYPE (YipuKitSummary, yipu_kit_summary, YIPU, KIT_SUMMARY, GtkBox)

/** Shows the sheet as its line stands. */
void yipu_kit_summary_update (YipuKitSummary *self, YipuKitSheet *sheet);

G_END_DECLS
