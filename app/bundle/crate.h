/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RO-Crate 1.1: what a bundle holds, for machines (platforms.md §8). */
#pragma once

#include "bundle/bag-write.h"

#include <yipu/product.h>

G_BEGIN_DECLS

/* What the crate's root says of itself. */
typedef struct {
  const char *name;
  const char *description;
  const char *publisher;  /* (nullable) name of an organisation */
  const char *credit;     /* (nullable) whose craft it is */
  const char *identifier; /* urn:sha256:… */
  const char *date;       /* 2026-11-24 */
} YipuCrateInfo;

#define YIPU_CRATE_PATH "ro-crate-metadata.json"

/* The metadata file for @files of YipuBagFile, sorted, itself not among them. The same input gives
 * the same bytes. Free with yipu_bag_file_free(). */
YipuBagFile *yipu_crate_new (GPtrArray *files, const YipuCrateInfo *info);

G_END_DECLS
