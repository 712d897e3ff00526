/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bags: verifying anybody's BagIt bag (RFC 8493), in a folder or a zip. */
#pragma once

#include <yipu/finding.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuBagSummary:
 * @version: (nullable): what bagit.txt says, "1.0"
 * @algorithms: (array zero-terminated=1): what vouches for the payload, such as "sha256"
 * @files: payload files met
 * @bytes: their size
 *
 * What was looked at, for one line at the end.
 */
typedef struct {
  char *version;
  char **algorithms;
  guint64 files;
  guint64 bytes;
} YipuBagSummary;

/** Frees what the summary holds, not itself. */
void yipu_bag_summary_clear (YipuBagSummary *summary);

/**
 * yipu_bag_is_likely:
 * @path: a file or folder
 *
 * Whether verify should take it for a bag: anything but a folder, or a folder that holds bagit.txt
 * itself or in its only folder. Reads no content. Any thread.
 *
 * Returns: %TRUE for what yipu_bag_verify() is meant for
 */
gboolean yipu_bag_is_likely (const char *path);

/**
 * yipu_bag_verify:
 * @path: a bag: a folder, or a zip with the bag in it
 * @summary: (out caller-allocates) (optional): what was looked at; clear it, also after a failure
 * @progress: (nullable): told bytes; called from this thread only
 * @error: return location for a #GIOErrorEnum: %G_IO_ERROR_NOT_FOUND and the like when @path
 *   cannot be read, %G_IO_ERROR_CANCELLED
 *
 * Takes versions 0.93 to 1.0 with md5, sha1, sha256 and sha512 manifests. Payload-Oxum is checked
 * first, then every file against every manifest, both ways. Nothing is unpacked, nothing fetched:
 * fetch.txt is only listed. What makes the bag invalid or unsafe is a *block*, what merely would
 * not suit us (case twins, Windows' words, only MD5 or SHA-1) a *warn*. A file that is no whole
 * zip is a finding too, rule "bag.zip". Hashes on all processors. Blocks; any thread.
 *
 * Returns: (transfer full) (element-type YipuFinding): what is wrong, at most 1,000 and how many
 *   more, empty when all is well; %NULL with @error set
 */
GPtrArray *yipu_bag_verify (const char *path,
                            YipuBagSummary *summary,
                            const YipuProgress *progress,
                            GError **error);

G_END_DECLS
