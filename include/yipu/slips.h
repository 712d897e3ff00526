/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slips: for each household of an order one sheet in large type: what to make, how many, by when,
 * how long it takes, what it is paid, what they are handed out, with a picture of each step. For
 * the household alone; nothing of it is published. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/print.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuSlipsSpec:
 * @order: id of a work_order
 * @language: the language they speak; a text that has only the other stands in that
 * @date: the day they are made, "2026-11-24"
 */
typedef struct {
  const char *order;
  YipuLanguage language;
  const char *date;
} YipuSlipsSpec;

/**
 * yipu_slips_check:
 * @catalog: a catalog
 * @spec: what is to be printed
 * @progress: (nullable): told photos
 * @error: return location for a #YipuCatalogError, #YipuPrintError or %G_IO_ERROR_CANCELLED
 *
 * Lays all slips out and writes none. *Block*: nothing is given out, or a character that no font
 * here has. *Warn*: a text that does not fit. *Hint*: a photo that cannot be used. Blocks; any
 * thread.
 *
 * Returns: (transfer full) (element-type YipuFinding): what is wrong; %NULL with @error set
 */
GPtrArray *yipu_slips_check (YipuCatalog *catalog,
                             const YipuSlipsSpec *spec,
                             const YipuProgress *progress,
                             GError **error);

/**
 * yipu_slips_write:
 * @catalog: a catalog
 * @spec: what is printed
 * @path: the PDF to write, A5 pages
 * @progress: (nullable): told photos, then pages; called from this thread only
 * @error: return location for a #YipuPrintError, #YipuCatalogError, #GIOErrorEnum or
 *   %G_IO_ERROR_CANCELLED
 *
 * Refuses where a finding blocks. Writes under a temporary name and renames. The same catalog with
 * the same fonts gives the same bytes. Blocks; any thread.
 *
 * Returns: (transfer full): what was written, or %NULL with @error set
 */
YipuPrinted *yipu_slips_write (YipuCatalog *catalog,
                               const YipuSlipsSpec *spec,
                               const char *path,
                               const YipuProgress *progress,
                               GError **error);

G_END_DECLS
