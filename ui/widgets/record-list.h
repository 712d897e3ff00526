/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list model of records: an array of row numbers in list order; rows are fetched when bound, 128
 * at a time. It follows the catalog. Never put a sort or filter model on top: they ask for every
 * item. */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/* An item: property "record" (boxed YipuRecord), notified when the record changes. */
#define YIPU_TYPE_RECORD_ITEM (yipu_record_item_get_type ())
G_DECLARE_FINAL_TYPE (YipuRecordItem, yipu_record_item, YIPU, RECORD_ITEM, GObject)

/** The record; %NULL when it is no more. */
YipuRecord *yipu_record_item_get_record (YipuRecordItem *self);

#define YIPU_TYPE_RECORD_LIST (yipu_record_list_get_type ())
G_DECLARE_FINAL_TYPE (YipuRecordList, yipu_record_list, YIPU, RECORD_LIST, GObject)

/** All records of @kind, by name. */
YipuRecordList *yipu_record_list_new (YipuSession *session, const char *kind);

/** Only what search finds for @text; "" for all. */
void yipu_record_list_set_filter (YipuRecordList *self, const char *text);
/** Another order. */
void yipu_record_list_set_sort (YipuRecordList *self, YipuSort sort);
/** Only records whose @field is @value, in their own order; %NULL for all. */
void yipu_record_list_set_match (YipuRecordList *self, const char *field, const char *value);

/** Where a record stands; %GTK_INVALID_LIST_POSITION when it is not in the list. */
guint yipu_record_list_find (YipuRecordList *self, const char *id);

/** What rows say besides their record changed: they are described anew. */
void yipu_record_list_describe_again (YipuRecordList *self);

G_END_DECLS
