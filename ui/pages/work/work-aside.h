/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside the table of an order: each household's hours and pay, and what is to be bought. */
#pragma once

#include <gtk/gtk.h>
#include <yipu/order.h>

G_BEGIN_DECLS

#define YIPU_TYPE_WORK_HOURS (yipu_work_hours_get_type ())
G_DECLARE_FINAL_TYPE (YipuWorkHours, yipu_work_hours, YIPU, WORK_HOURS, GtkBox)

/** Shows what each household has, and has been given; the order is not kept. */
void yipu_work_hours_set (YipuWorkHours *self, YipuOrder *order);

#define YIPU_TYPE_WORK_SHOPPING (yipu_work_shopping_get_type ())
G_DECLARE_FINAL_TYPE (YipuWorkShopping, yipu_work_shopping, YIPU, WORK_SHOPPING, GtkBox)

/** Shows what is to be bought; the order is not kept. */
void yipu_work_shopping_set (YipuWorkShopping *self, YipuOrder *order);

G_END_DECLS
