/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entries of official lists by what their names hold. */
#pragma once

#include <yipu/reader.h>

G_BEGIN_DECLS

/* As much of an entry as ranking needs; valid during the call. */
typedef struct {
  const char *id;
  const char *name;
  const char *number;
  const char *province;
  const char *region_code;
  const char *region_text;
} YipuListingEntry;

typedef void (*YipuListingFunc) (const YipuListingEntry *entry, gpointer data);

/* Calls @func with every listing without a craft whose name holds @text, or @other (NULL for
 * none); both NULL: with all that have a number. FALSE with @error set. */
gboolean yipu_listing_each (YipuReader *reader,
                            const char *text,
                            const char *other,
                            YipuListingFunc func,
                            gpointer data,
                            GError **error);

G_END_DECLS
