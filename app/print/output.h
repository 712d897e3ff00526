/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From developed pages to a file: under a temporary name, synced, renamed. */
#pragma once

#include "print/page.h"

G_BEGIN_DECLS

/* A page each on a sheet of its own size. Tells @progress sheets. NULL with @error set. */
YipuPrinted *yipu_press_write_pdf (YipuPress *press,
                                   const char *path,
                                   const YipuProgress *progress,
                                   GError **error);
/* Two pages a side, for folding; as many empty ones as fill the last sheet stand before the last
 * page, which stays the back. */
YipuPrinted *yipu_press_write_folded (YipuPress *press,
                                      const char *path,
                                      const YipuProgress *progress,
                                      GError **error);
/* The first page as a PNG of @dpi, which is stored in it; in bands, never whole in memory. Tells
 * @progress bands. */
YipuPrinted *yipu_press_write_png (
    YipuPress *press, const char *path, int dpi, const YipuProgress *progress, GError **error);

/* Which page stands where when @pages (a multiple of 4) are folded: the page at the left or right
 * (@half 0, 1) of @side, counted from 0, both sides of the outer sheet first. */
guint yipu_fold_page (guint pages, guint side, guint half);

G_END_DECLS
