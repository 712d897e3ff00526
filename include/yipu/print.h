/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What everything printed has in common: errors, and what was written. */
#pragma once

#include <yipu/finding.h>
#include <yipu/text.h>

G_BEGIN_DECLS

/**
 * YipuPrintError:
 * @YIPU_PRINT_ERROR_BLOCKED: a finding blocks; the message is the first one's
 * @YIPU_PRINT_ERROR_PATH: the file cannot be written there
 * @YIPU_PRINT_ERROR_DRAW: the pages could not be drawn: no memory
 */
typedef enum {
  YIPU_PRINT_ERROR_BLOCKED,
  YIPU_PRINT_ERROR_PATH,
  YIPU_PRINT_ERROR_DRAW,
} YipuPrintError;

#define YIPU_PRINT_ERROR (yipu_print_error_quark ())
GQuark yipu_print_error_quark (void);

/**
 * YipuPrinted:
 * @path: the file
 * @pages: pages as a reader turns them; those left empty to fill a sheet count
 * @sheets: sides of paper the file holds; for a picture 1
 * @bytes: its size
 * @findings: (element-type YipuFinding): what was found on the way, none of which blocks
 *
 * What was written.
 */
typedef struct {
  char *path;
  guint pages;
  guint sheets;
  gint64 bytes;
  GPtrArray *findings;
} YipuPrinted;

/** Frees @printed, and what it holds. */
void yipu_printed_free (YipuPrinted *printed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPrinted, yipu_printed_free)

G_END_DECLS
