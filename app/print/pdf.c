/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PDF, by cairo: streamed into the file page by page. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/output-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

typedef struct {
  YipuPrintFile file;
  YipuPress *press;
  cairo_surface_t *surface;
  cairo_t *cr;
} Pdf;

static cairo_status_t
take (void *closure, const unsigned char *data, unsigned int length)
{
  Pdf *self = closure;

  return yipu_print_file_write (&self->file, data, length) ? CAIRO_STATUS_SUCCESS
                                                           : CAIRO_STATUS_WRITE_ERROR;
}

/* Who made it, on what and where is nobody's business (trust.md, "PDF: no author, no path"); the
 * day is the one asked for, so that the same catalog gives the same bytes. */
static void
describe (Pdf *self)
{
  const char *day = self->press->date ? self->press->date : "1970-01-01";
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);

  cairo_pdf_surface_restrict_to_version (self->surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, noon);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Yipu");
  if (self->press->title)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, self->press->title);
}

static gboolean
open_pdf (Pdf *self, const char *path, double width, double height, GError **error)
{
  if (!yipu_print_file_open (&self->file, path, error))
    return FALSE;
  self->surface = cairo_pdf_surface_create_for_stream (take, self, width, height);
  self->cr = cairo_create (self->surface);
  describe (self);
  return TRUE;
}

static void
clear_pdf (Pdf *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
  if (self->surface)
    cairo_surface_finish (self->surface);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  yipu_print_file_clear (&self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pdf, clear_pdf)

/* Ends a sheet. */
static gboolean
end_sheet (Pdf *self, guint sheet, guint sheets, const YipuProgress *progress, GError **error)
{
  cairo_show_page (self->cr);
  if (!yipu_print_file_is_good (&self->file, error))
    return FALSE;
  return yipu_progress_step (progress, sheet + 1, error, _ ("Page %u of %u"), sheet + 1, sheets);
}

static YipuPrinted *
end_pdf (Pdf *self, guint sheets, GError **error)
{
  cairo_status_t status = cairo_status (self->cr);

  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (!yipu_print_file_is_good (&self->file, error))
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_DRAW,
                 _ ("The pages could not be drawn (%s)."), cairo_status_to_string (status));
    return NULL;
  }
  return yipu_print_file_commit (&self->file, self->press, sheets, error);
}

YipuPrinted *
yipu_press_write_pdf (YipuPress *press,
                      const char *path,
                      const YipuProgress *progress,
                      GError **error)
{
  g_auto (Pdf) self = { .press = press };
  guint n = press->pages->len;
  YipuProgress own = yipu_print_progress (progress, n);

  g_return_val_if_fail (n > 0, NULL);
  if (!open_pdf (&self, path, yipu_page_width (press->pages->pdata[0]),
                 yipu_page_height (press->pages->pdata[0]), error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    YipuPage *page = press->pages->pdata[i];

    cairo_pdf_surface_set_size (self.surface, yipu_page_width (page), yipu_page_height (page));
    yipu_page_draw (page, self.cr, FALSE);
    if (!end_sheet (&self, i, n, &own, error))
      return NULL;
  }
  return end_pdf (&self, n, error);
}

/* The page that stands at a place of the pile; NULL for one left empty before the back. */
static YipuPage *
page_at (YipuPress *press, guint places, guint place)
{
  guint n = press->pages->len;

  if (place == places - 1)
    return press->pages->pdata[n - 1];
  return place < n - 1 ? press->pages->pdata[place] : NULL;
}

static void
draw_half (Pdf *self, YipuPage *page, double x, double width, double height)
{
  if (!page)
    return;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, x, 0, width, height);
  cairo_clip (self->cr);
  cairo_translate (self->cr, x, 0);
  yipu_page_draw (page, self->cr, FALSE);
  cairo_restore (self->cr);
}

YipuPrinted *
yipu_press_write_folded (YipuPress *press,
                         const char *path,
                         const YipuProgress *progress,
                         GError **error)
{
  g_auto (Pdf) self = { .press = press };
  guint places = (press->pages->len + 3) / 4 * 4;
  YipuProgress own = yipu_print_progress (progress, places / 2);
  double width, height;

  g_return_val_if_fail (press->pages->len > 0, NULL);
  width = yipu_page_width (press->pages->pdata[0]);
  height = yipu_page_height (press->pages->pdata[0]);
  if (!open_pdf (&self, path, 2 * width, height, error))
    return NULL;
  for (guint side = 0; side < places / 2; side++) {
    for (guint half = 0; half < 2; half++)
      draw_half (&self, page_at (press, places, yipu_fold_page (places, side, half)), half * width,
                 width, height);
    if (!end_sheet (&self, side, places / 2, &own, error))
      return NULL;
  }
  return end_pdf (&self, places / 2, error);
}
