/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a catalog: one read-only connection, for one thread at a time. */
#pragma once

#include <yipu/record.h>

G_BEGIN_DECLS

typedef struct _YipuReader YipuReader;

/** Closes the connection; not for the reader of yipu_catalog_get_reader() or yipu_edit_get_reader(). */
void yipu_reader_free (YipuReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuReader, yipu_reader_free)

/**
 * yipu_reader_begin:
 * @reader: a reader
 * @error: return location for a #YipuCatalogError
 *
 * From here to yipu_reader_end() everything read is of one moment, whatever is written meanwhile.
 *
 * Returns: %FALSE with @error set when the catalog cannot be read
 */
gboolean yipu_reader_begin (YipuReader *reader, GError **error);

/** Ends what yipu_reader_begin() began. */
void yipu_reader_end (YipuReader *reader);

/**
 * yipu_reader_get:
 * @reader: a reader
 * @kind: (nullable): its kind, %NULL when not known (looked up in the log)
 * @id: a record's id
 * @error: return location for %YIPU_CATALOG_ERROR_NOT_FOUND and other #YipuCatalogError
 *
 * Removed records are returned too: see yipu_record_is_gone().
 *
 * Returns: (transfer full): the record
 */
YipuRecord *
yipu_reader_get (YipuReader *reader, const char *kind, const char *id, GError **error);

/**
 * yipu_reader_list:
 * @reader: a reader
 * @kind: a kind
 * @field: (nullable): a field to filter by
 * @value: (nullable): its canonical value; for lists, sets and refs: one that holds it; %NULL with
 *   a @field: records where it is empty
 * @error: return location for a #YipuCatalogError
 *
 * Records that are not gone, ordered by position and id, or by id (age). All in memory: for
 * bounded lists, such as the steps of a process; long ones use yipu_reader_list_rows().
 *
 * Returns: (transfer full) (element-type YipuRecord): the records, or %NULL with @error set
 */
GPtrArray *yipu_reader_list (YipuReader *reader,
                             const char *kind,
                             const char *field,
                             const char *value,
                             GError **error);

/** How many yipu_reader_list() would return; -1 with @error set. */
gint64 yipu_reader_count (YipuReader *reader,
                          const char *kind,
                          const char *field,
                          const char *value,
                          GError **error);

/**
 * yipu_reader_list_rows:
 *
 * As yipu_reader_list(), but row numbers only, by a covering index where there is one.
 *
 * Returns: (transfer full) (element-type gint64): row numbers in order, or %NULL with @error set
 */
GArray *yipu_reader_list_rows (YipuReader *reader,
                               const char *kind,
                               const char *field,
                               const char *value,
                               GError **error);

/**
 * yipu_reader_get_rows:
 * @reader: a reader
 * @kind: a kind
 * @rows: (array length=n_rows): row numbers
 * @n_rows: how many, at most 500
 * @error: return location for a #YipuCatalogError
 *
 * Returns: (transfer full) (element-type YipuRecord): in the order of @rows, %NULL where a row is
 *   no more; or %NULL with @error set
 */
GPtrArray *yipu_reader_get_rows (YipuReader *reader,
                                 const char *kind,
                                 const gint64 *rows,
                                 guint n_rows,
                                 GError **error);

/**
 * yipu_reader_get_last_edit:
 * @reader: a reader
 * @hash: (out) (optional) (array fixed-size=32): its hash
 *
 * For views, which remember both and catch up from there (log.md, "Views").
 *
 * Returns: id of the newest edit, 0 while there is none
 */
gint64 yipu_reader_get_last_edit (YipuReader *reader, guint8 *hash);

/**
 * YipuTouchedFunc:
 * @kind: kind of a record that changed
 * @id: its id
 * @data: the caller's
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*YipuTouchedFunc) (const char *kind, const char *id, gpointer data);

/**
 * yipu_reader_touched_since:
 * @reader: a reader
 * @edit: the last edit a view has seen, 0 for all
 * @hash: (nullable) (array fixed-size=32): its hash then
 * @func: called once for each record that changed since
 * @data: for @func
 * @rebuild: (out): set when @edit is not here any more or was never: read everything anew
 * @error: return location for a #YipuCatalogError
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_reader_touched_since (YipuReader *reader,
                                    gint64 edit,
                                    const guint8 *hash,
                                    YipuTouchedFunc func,
                                    gpointer data,
                                    gboolean *rebuild,
                                    GError **error);

/**
 * yipu_reader_get_changed_at:
 * @reader: a reader
 * @id: a record
 *
 * Returns: time of the newest change to the record, in seconds since 1970 UTC, 0 if none
 */
gint64 yipu_reader_get_changed_at (YipuReader *reader, const char *id);

G_END_DECLS
