/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of a list pane: picture, name, a line below; all rows of one height. */
#pragma once

#include "widgets/record-list.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YIPU_TYPE_LIST_ROW (yipu_list_row_get_type ())
G_DECLARE_FINAL_TYPE (YipuListRow, yipu_list_row, YIPU, LIST_ROW, GtkBox)

void yipu_list_row_set_title (YipuListRow *self, const char *title);
void yipu_list_row_set_subtitle (YipuListRow *self, const char *subtitle);
/** A `file` record; %NULL shows the place's icon. */
void yipu_list_row_set_picture (YipuListRow *self, YipuSession *session, const char *file);

/**
 * YipuDescribe:
 * @row: the row to fill
 * @session: the session
 * @record: what it stands for
 */
typedef void (*YipuDescribe) (YipuListRow *row, YipuSession *session, YipuRecord *record);

/**
 * yipu_list_row_factory:
 * @session: the session
 * @icon: (nullable): icon of rows without a picture; %NULL for rows without a place for one
 * @describe: fills a row; called again when its record changes
 *
 * Returns: (transfer full): a factory for a view of a #YipuRecordList
 */
GtkListItemFactory *
yipu_list_row_factory (YipuSession *session, const char *icon, YipuDescribe describe);

G_END_DECLS
