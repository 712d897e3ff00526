/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole catalog as JSON lines, lossless, and back (model.md, "How files load"):
 *
 *   {"yipu": 1}
 *   {"kind": "person", "id": "0190…", "display_name": "…", …}
 *
 * A field that is itself called "kind" is written with its kind before it, "role.kind". One record
 * a line, kinds in model.md's order, records by id, empty fields left out: the same
 * catalog gives the same bytes. Media are named by their hash in "file"; they are not in it. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/** Version of the format, in its first line. */
#define YIPU_DUMP_VERSION 1
/** Bytes of the longest line that is read. */
#define YIPU_DUMP_LINE_MAX (16 * 1024 * 1024)

/**
 * YipuDumpError:
 * @YIPU_DUMP_ERROR_READ: the file cannot be read, or written
 * @YIPU_DUMP_ERROR_FORMAT: not such a file; the message names the line
 * @YIPU_DUMP_ERROR_NEWER: made by a newer Yipu
 * @YIPU_DUMP_ERROR_UNKNOWN: a kind or field that is none; the message names it and the line
 * @YIPU_DUMP_ERROR_VALUE: a value that does not fit its field, or an id used twice
 */
typedef enum {
  YIPU_DUMP_ERROR_READ,
  YIPU_DUMP_ERROR_FORMAT,
  YIPU_DUMP_ERROR_NEWER,
  YIPU_DUMP_ERROR_UNKNOWN,
  YIPU_DUMP_ERROR_VALUE,
} YipuDumpError;

#define YIPU_DUMP_ERROR (yipu_dump_error_quark ())
GQuark yipu_dump_error_quark (void);

/**
 * YipuDumpFlags:
 * @YIPU_DUMP_HISTORY: the edits and changes follow, in log.md's form; load passes them over
 */
typedef enum {
  YIPU_DUMP_RECORDS = 0,
  YIPU_DUMP_HISTORY = 1 << 0,
} YipuDumpFlags;

/**
 * yipu_dump:
 * @catalog: a catalog
 * @out: where to write, such as standard output; stays open
 * @flags: what
 * @progress: (nullable): told how far it is
 * @error: return location for a #YipuCatalogError, #GIOErrorEnum
 *
 * Everything is of one moment. Blocks; any thread.
 *
 * Returns: %FALSE with @error set
 */
gboolean yipu_dump (YipuCatalog *catalog,
                    GOutputStream *out,
                    YipuDumpFlags flags,
                    const YipuProgress *progress,
                    GError **error);

/** As yipu_dump(), into a file that is there whole or not at all. */
gboolean yipu_dump_save (YipuCatalog *catalog,
                         const char *path,
                         YipuDumpFlags flags,
                         const YipuProgress *progress,
                         GError **error);

/**
 * yipu_load:
 * @catalog: a catalog that takes edits
 * @path: a file of JSON lines
 * @n_records: (out) (optional): how many records it added
 * @progress: (nullable): told how far it is
 * @error: return location for a #YipuDumpError, a #YipuCatalogError or %G_IO_ERROR_CANCELLED
 *
 * Takes lines in any order. An id that is no UUID may be any text unique in the file; the record
 * gets a new one and references go with it. All is checked before the first record is written;
 * failed or cancelled, what was written is taken back. One group, one undo. Blocks; any thread but
 * the writer's.
 *
 * Returns: %FALSE with @error set and the catalog as it was
 */
gboolean yipu_load (YipuCatalog *catalog,
                    const char *path,
                    guint *n_records,
                    const YipuProgress *progress,
                    GError **error);

G_END_DECLS
