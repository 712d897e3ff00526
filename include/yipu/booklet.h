/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies in a box besides the material: the booklet the buyer works by, the card on its lid,
 * and the cards the same steps are taught with. All of it follows from the kit and the records
 * behind it; only public fields and photos leave, with the consent of those concerned. */
#pragma once

#include <yipu/catalog.h>
#include <yipu/print.h>
#include <yipu/progress.h>

G_BEGIN_DECLS

/**
 * YipuBookletForm:
 * @YIPU_BOOKLET_SCREEN: PDF, A5 pages in the order they are read
 * @YIPU_BOOKLET_FOLD: PDF, A4 landscape sheets, two pages a side, in the order in which a pile of
 *   them, printed on both sides, is folded and stapled through the back
 * @YIPU_BOOKLET_BOX_CARD: PNG of 300 dots an inch, A6 landscape: the card on the lid of the box
 * @YIPU_BOOKLET_CARDS_BEGIN: PDF, an A5 landscape card a step for somebody's first day: large type,
 *   few words
 * @YIPU_BOOKLET_CARDS_SKILLED: the same with amounts, losses and times, for trained hands
 * @YIPU_BOOKLET_CARDS_TEACH: the same with what to watch and what to ask, for who teaches
 *
 * Cards hold all steps of the process that may be taught, not the buyer's alone.
 */
typedef enum {
  YIPU_BOOKLET_SCREEN,
  YIPU_BOOKLET_FOLD,
  YIPU_BOOKLET_BOX_CARD,
  YIPU_BOOKLET_CARDS_BEGIN,
  YIPU_BOOKLET_CARDS_SKILLED,
  YIPU_BOOKLET_CARDS_TEACH,
} YipuBookletForm;

/**
 * YipuBookletSpec:
 * @kit: id of a kit; or of a product, for the kit it sells
 * @form: what is printed
 * @language: the language it speaks; a text that has only the other is a hint and stands in that
 * @date: the day it is for, "2026-11-24": what consents must hold on
 */
typedef struct {
  const char *kit;
  YipuBookletForm form;
  YipuLanguage language;
  const char *date;
} YipuBookletSpec;

/**
 * yipu_booklet_check:
 * @catalog: a catalog
 * @spec: what is to be printed
 * @progress: (nullable): told photos
 * @error: return location for a #YipuCatalogError, #YipuPrintError or %G_IO_ERROR_CANCELLED
 *
 * Lays all pages out and writes none. *Block*: a step on the buyer's side may not leave, or a
 * character that no font here has, named with its field. *Warn*: a text that does not fit its place
 * and would be cut. *Hint*: a photo that is missing, too coarse for print or stays at home, a text
 * in the other language. Reads on a connection of its own. Blocks; any thread.
 *
 * Returns: (transfer full) (element-type YipuFinding): what is wrong, worst first; %NULL with
 *   @error set
 */
GPtrArray *yipu_booklet_check (YipuCatalog *catalog,
                               const YipuBookletSpec *spec,
                               const YipuProgress *progress,
                               GError **error);

/**
 * yipu_booklet_write:
 * @catalog: a catalog
 * @spec: what is printed
 * @path: the file to write, PDF or PNG as @spec->form says
 * @progress: (nullable): told photos, then pages; called from this thread only
 * @error: return location for a #YipuPrintError, #YipuCatalogError, #GIOErrorEnum or
 *   %G_IO_ERROR_CANCELLED
 *
 * Looks at all of it first and refuses where a finding blocks. Writes under a temporary name and
 * renames: failed or cancelled, it leaves nothing behind and an older file as it was. The same
 * catalog with the same fonts gives the same bytes. A PDF names no author, no program of a login
 * and no path. Blocks; any thread.
 *
 * Returns: (transfer full): what was written, or %NULL with @error set
 */
YipuPrinted *yipu_booklet_write (YipuCatalog *catalog,
                                 const YipuBookletSpec *spec,
                                 const char *path,
                                 const YipuProgress *progress,
                                 GError **error);

G_END_DECLS
