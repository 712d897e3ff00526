/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps × households: who does how many runs of what, and what nobody does yet. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/order.h>

G_BEGIN_DECLS

#define YIPU_TYPE_WORK_TABLE (yipu_work_table_get_type ())
G_DECLARE_FINAL_TYPE (YipuWorkTable, yipu_work_table, YIPU, WORK_TABLE, GtkGrid)

/** Shows an order as it stands; it is not kept. */
void yipu_work_table_set (YipuWorkTable *self, YipuOrder *order);

G_END_DECLS
