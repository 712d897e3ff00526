/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One product of the plan, as the table of Export shows it: chosen or not, and its shops. */
#pragma once

#include <yipu/export.h>

G_BEGIN_DECLS

/* Properties: "chosen" (boolean). */
#define YIPU_TYPE_EXPORT_ITEM (yipu_export_item_get_type ())
G_DECLARE_FINAL_TYPE (YipuExportItem, yipu_export_item, YIPU, EXPORT_ITEM, GObject)

/** The @n_shops cells of @plan that begin at @first. */
YipuExportItem *yipu_export_item_new (YipuExportPlan *plan, guint first, guint n_shops);

const char *yipu_export_item_get_product (YipuExportItem *self);
const char *yipu_export_item_get_title (YipuExportItem *self);
/** Its cell in the shop of that number. */
const YipuExportCell *yipu_export_item_get_cell (YipuExportItem *self, guint shop);
gboolean yipu_export_item_get_chosen (YipuExportItem *self);
void yipu_export_item_set_chosen (YipuExportItem *self, gboolean chosen);
/** When it last went out, and whether it changed since; in words. (transfer full) */
char *yipu_export_item_dup_history (YipuExportItem *self);

G_END_DECLS
