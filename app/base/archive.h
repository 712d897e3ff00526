/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Zip files: bundles, backups and other people's. Names are judged by one function for writing and
 * for reading; nothing from outside is unpacked but by these rules (trust.md, "Bundles and
 * archives"). */
#pragma once

#include "base/durable.h"

#include <yipu/progress.h>

G_BEGIN_DECLS

/* The limits of trust.md for what is read. */
#define YIPU_ARCHIVE_MAX_TOTAL (20 * G_GINT64_CONSTANT (1000000000))
#define YIPU_ARCHIVE_MAX_FILE (4 * G_GINT64_CONSTANT (1000000000))
#define YIPU_ARCHIVE_MAX_ENTRIES 200000
#define YIPU_ARCHIVE_MAX_RATIO 200
#define YIPU_ARCHIVE_RATIO_FROM (10 * 1024 * 1024)

/* What a path in a bundle is worth: safe everywhere; only unsuited (Windows' words, case, length:
 * `verify` warns); or leading elsewhere, which nobody follows. */
typedef enum {
  YIPU_NAME_GOOD,
  YIPU_NAME_UNSUITED,
  YIPU_NAME_OUTSIDE,
} YipuNameVerdict;

/* Judges a relative path of "/"-separated parts. @why: set to a translated reason unless good. */
YipuNameVerdict yipu_archive_judge_name (const char *name, const char **why);
/* Whether Windows takes the part for a device, such as CON or com1.txt. */
gboolean yipu_archive_is_device (const char *part);
/* What two names share that some disk holds for one: composed, case folded. Free with g_free(). */
char *yipu_archive_fold_name (const char *name);

/* A zip being written: no times, owners or extra fields, so that the same entries are the same
 * bytes on every machine; sizes stand before the data, since some readers take no others; zip64
 * only where 4 GiB or 65,535 entries leave no choice. libarchive can do none of these. */
typedef struct _YipuZip YipuZip;

/* Writes into @file, which outlives it. */
YipuZip *yipu_zip_new (YipuDurable *file);
/* Begins a file entry. @deflate: for text; stored otherwise. The name must be good and new. */
gboolean yipu_zip_begin (YipuZip *zip, const char *name, gboolean deflate, GError **error);
gboolean yipu_zip_write (YipuZip *zip, gconstpointer data, gsize length, GError **error);
gboolean yipu_zip_end (YipuZip *zip, GError **error);
/* An entry in one go. */
gboolean yipu_zip_add (YipuZip *zip,
                       const char *name,
                       gconstpointer data,
                       gsize length,
                       gboolean deflate,
                       GError **error);
/* Writes the directory at the end; the caller commits the file. */
gboolean yipu_zip_finish (YipuZip *zip, GError **error);
void yipu_zip_free (YipuZip *zip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuZip, yipu_zip_free)

/* An entry as it is met. */
typedef struct {
  char *name;       /* valid UTF-8, without a slash at its end */
  guint64 size;     /* as declared: a hint */
  gboolean folder;  /* else a regular file */
  gboolean guessed; /* the name was no UTF-8 and was read as GB18030 */
} YipuArchiveEntry;

/* A zip being read, for one thread. Every byte that comes out is counted. */
typedef struct _YipuArchive YipuArchive;

/* NULL with G_IO_ERROR set: NOT_FOUND and the like when it cannot be read, INVALID_DATA when it is
 * no whole zip. */
YipuArchive *yipu_archive_open (const char *path, GCancellable *cancellable, GError **error);
/* Steps to the next entry; *entry is NULL at the end and lives until the next call. Links, devices
 * and encrypted entries are refused with INVALID_DATA, as is any limit passed. The names are not
 * judged. */
gboolean yipu_archive_next (YipuArchive *archive, const YipuArchiveEntry **entry, GError **error);
/* Reads on in the entry: bytes read, 0 at its end, -1 with @error set. */
gssize yipu_archive_read (YipuArchive *archive, gpointer buffer, gsize size, GError **error);
/* Bytes of the file that what was read so far took. */
guint64 yipu_archive_get_taken (YipuArchive *archive);
void yipu_archive_free (YipuArchive *archive);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuArchive, yipu_archive_free)

/* Unpacks the zip @path into @folder, which must not exist: it is made 0700, files 0600, every name
 * judged good, each opened below its folder's descriptor and never through a link. On failure
 * what was made is removed again. */
gboolean yipu_archive_extract (const char *path,
                               const char *folder,
                               const YipuProgress *progress,
                               GError **error);

/* Removes a folder and all below it, not following links. For what we made ourselves. */
gboolean yipu_archive_remove_folder (const char *folder, GError **error);

G_END_DECLS
