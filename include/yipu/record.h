/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record as it stood when it was read: a snapshot, immutable, counted, free to cross threads. */
#pragma once

#include <glib-object.h>
#include <yipu/fraction.h>
#include <yipu/kind.h>

G_BEGIN_DECLS

#define YIPU_TYPE_RECORD (yipu_record_get_type ())

typedef struct _YipuRecord YipuRecord;

GType yipu_record_get_type (void) G_GNUC_CONST;

/** Takes a reference. Any thread. */
YipuRecord *yipu_record_ref (YipuRecord *record);
/** Drops a reference. Any thread. */
void yipu_record_unref (YipuRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuRecord, yipu_record_unref)

/** The record's kind. */
const YipuKind *yipu_record_get_kind (const YipuRecord *record);
/** The record's id, a UUIDv7. */
const char *yipu_record_get_id (const YipuRecord *record);
/** Its row number in this catalog on this laptop: for lists held as arrays, never stored. */
gint64 yipu_record_get_rowid (const YipuRecord *record);
/** Whether it was removed. */
gboolean yipu_record_is_gone (const YipuRecord *record);

/**
 * yipu_record_get:
 * @record: a record
 * @field: a field of its kind; another name is a programmer's error and gives %NULL
 *
 * Returns: (nullable): the field's canonical text, %NULL for empty
 */
const char *yipu_record_get (const YipuRecord *record, const char *field);

/** A whole number, fen or yes; @fallback where the field is empty. */
gint64 yipu_record_get_int (const YipuRecord *record, const char *field, gint64 fallback);
/** Whether a yes field says yes. */
gboolean yipu_record_get_yes (const YipuRecord *record, const char *field);
/** An exact fraction; @fallback where the field is empty. */
YipuFraction
yipu_record_get_fraction (const YipuRecord *record, const char *field, YipuFraction fallback);

/**
 * yipu_record_dup_list:
 *
 * Returns: (transfer full) (array zero-terminated=1): the parts of a list, set, refs or months;
 *   never %NULL
 */
char **yipu_record_dup_list (const YipuRecord *record, const char *field);

/**
 * yipu_record_get_text:
 * @record: a record
 * @field: a field that has an English twin, such as "name"
 *
 * Returns: (nullable): the text in the user's language, or the other where that is empty
 */
const char *yipu_record_get_text (const YipuRecord *record, const char *field);

/**
 * yipu_record_dup_title:
 *
 * Returns: (transfer full): what names this record to people, in their language; "Unnamed craft"
 *   (translated) where nothing does
 */
char *yipu_record_dup_title (const YipuRecord *record);

G_END_DECLS
