/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a bag: BagIt 1.0 in a zip, the same files the same bytes (platforms.md §8). */
#pragma once

#include "base/durable.h"

#include <yipu/progress.h>

G_BEGIN_DECLS

/* Longest path in a bag, its own folder included: what Windows unpacks anywhere. */
#define YIPU_BAG_MAX_PATH 100

/* A payload file: either bytes or file says what is in it; the hash must be known before, since
 * the crate lists it, and is checked while writing. */
typedef struct {
  char *path; /* below data/ */
  GBytes *bytes;
  char *file;
  gint64 size;
  char *sha256;
  gboolean text; /* worth deflating */
  const char *type;
  char *title; /* (nullable) what it is, for people */
} YipuBagFile;

/* Takes over @path and @bytes, and hashes them. */
YipuBagFile *yipu_bag_file_new_bytes (char *path, GBytes *bytes, const char *type);
void yipu_bag_file_free (YipuBagFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuBagFile, yipu_bag_file_free)

/* What bag-info.txt says; NULL leaves a line out. */
typedef struct {
  const char *organisation;
  const char *identifier;
  const char *description;
  const char *date; /* 2026-11-24 */
} YipuBagInfo;

/* By path, bytewise: the order of zip, manifest and crate. */
void yipu_bag_files_sort (GPtrArray *files);
/* Bytes of all of them. */
guint64 yipu_bag_files_size (GPtrArray *files);

/* Writes the zip with the folder @name into @out, which the caller verifies and commits. @files of
 * YipuBagFile, sorted. FALSE with G_IO_ERROR set, also when a file is not what its hash says or a
 * path is too long. */
gboolean yipu_bag_write (YipuDurable *out,
                         const char *name,
                         GPtrArray *files,
                         const YipuBagInfo *info,
                         const YipuProgress *progress,
                         GError **error);

G_END_DECLS
