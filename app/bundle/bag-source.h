/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a bag lies: a folder, or a zip that is read without unpacking. Both give the same list of
 * files, and the same way to hash many of them at once. */
#pragma once

#include "bundle/bag-tags.h"

#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/* A file of the bag. */
typedef struct {
  char *name;                     /* below the bag's own folder */
  guint64 size;                   /* as the folder or zip says; after hashing: as it is */
  guint index;                    /* entry of the zip */
  char *expected[YIPU_N_DIGESTS]; /* hex that a manifest gives, or NULL */
  guint listed;                   /* bits: payload manifests that name it */
  guint wrong;                    /* bits: digests that differ, after hashing */
  gboolean payload;
  gint taken; /* atomic: a worker has it */
} YipuBagMember;

typedef struct {
  char *path;
  gboolean zip;
  char *top;           /* "" or the bag's folder and a slash, within @path */
  GPtrArray *members;  /* of YipuBagMember, owned, by index */
  GHashTable *by_name; /* name → member */
  GHashTable *tags;    /* name → GBytes: text files of the bag's own folder */
} YipuBagSource;

/* Lists a bag. What is unsafe or unsuited becomes findings; where there is no bag, or no whole zip,
 * the list is empty and a block says so. NULL with G_IO_ERROR set when @path cannot be read, or
 * when cancelled. */
YipuBagSource *yipu_bag_source_open (const char *path,
                                     GPtrArray *findings,
                                     GCancellable *cancellable,
                                     GError **error);
void yipu_bag_source_free (YipuBagSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuBagSource, yipu_bag_source_free)

/* Hashes every member that has something expected, on all processors where it pays, and sets what
 * is wrong and the true size. What cannot be read becomes a finding. FALSE with
 * G_IO_ERROR_CANCELLED. */
gboolean yipu_bag_source_hash (YipuBagSource *source,
                               GPtrArray *findings,
                               const YipuProgress *progress,
                               GError **error);

G_END_DECLS
