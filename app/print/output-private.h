/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file a page goes to. Writers of other libraries can only say that something failed: what,
 * is kept here. */
#pragma once

#include "base/durable.h"
#include "print/output.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  YipuDurable *out;
  GError *failed; /* the first write that did */
  gint64 bytes;
} YipuPrintFile;

/* The listener, told of @total units of this file. */
static inline YipuProgress
yipu_print_progress (const YipuProgress *progress, guint64 total)
{
  YipuProgress own = progress ? *progress : (YipuProgress){ 0 };

  own.total = total;
  return own;
}

/* FALSE with YIPU_PRINT_ERROR_PATH set. */
gboolean yipu_print_file_open (YipuPrintFile *self, const char *path, GError **error);
gboolean yipu_print_file_write (YipuPrintFile *self, gconstpointer data, gsize length);
/* Whether all was written; FALSE with @error set. */
gboolean yipu_print_file_is_good (YipuPrintFile *self, GError **error);
/* Puts it in place; NULL with @error set. */
YipuPrinted *
yipu_print_file_commit (YipuPrintFile *self, YipuPress *press, guint sheets, GError **error);
/* Also removes what was not committed. */
void yipu_print_file_clear (YipuPrintFile *self);

G_END_DECLS
