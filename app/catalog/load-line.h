/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines of a dump, one at a time: read within their limit, parsed, checked against the kinds. */
#pragma once

#include <gio/gio.h>
#include <yipu/kind.h>

G_BEGIN_DECLS

/* A record as a line says it; local ids not yet replaced. */
typedef struct {
  const YipuKind *kind;
  char *id;
  char **values; /* one for each field of the kind: canonical text or NULL */
  guint line;
} YipuLoadRecord;

void yipu_load_record_free (YipuLoadRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuLoadRecord, yipu_load_record_free)

typedef struct _YipuLoadFile YipuLoadFile;

/* NULL with a YipuDumpError. */
YipuLoadFile *yipu_load_file_open (const char *path, GError **error);
void yipu_load_file_free (YipuLoadFile *file);
/* Bytes read so far, and in all. */
guint64 yipu_load_file_at (const YipuLoadFile *file);
guint64 yipu_load_file_size (const YipuLoadFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuLoadFile, yipu_load_file_free)

/* The next record, past the head and lines of history: NULL at the end, or with @error set to a
 * YipuDumpError that names the line. @ids is local id → UUID; NULL: references stay as they are. */
YipuLoadRecord *yipu_load_file_next (YipuLoadFile *file, GHashTable *ids, GError **error);

G_END_DECLS
