/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the table of Export: choose the product, see how it stands in each shop. */
#pragma once

#include "export-item.h"
#include "session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "cell" (guint shop): the cell of that shop was pressed. */
#define YIPU_TYPE_EXPORT_ROW (yipu_export_row_get_type ())
G_DECLARE_FINAL_TYPE (YipuExportRow, yipu_export_row, YIPU, EXPORT_ROW, GtkBox)

/** Width of a shop's column, in pixels at 100 %. */
#define YIPU_EXPORT_COLUMN 112

/** A row for the shops in @shops (of #YipuShop). */
GtkWidget *yipu_export_row_new (YipuSession *session, GPtrArray *shops);
/** Shows a product; %NULL for none. */
void yipu_export_row_set_item (YipuExportRow *self, YipuExportItem *item);
YipuExportItem *yipu_export_row_get_item (YipuExportRow *self);

G_END_DECLS
