/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG for print, by libpng: cairo's own writer stores no resolution and wants the whole picture in
 * memory. Here a band of it is drawn, written, and drawn over. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/output-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <png.h>

/* Lines drawn at a time. */
#define BAND 128
#define INCHES_A_METRE (1 / 0.0254)

typedef struct {
  YipuPrintFile file;
  png_structp png;
  png_infop info;
  cairo_surface_t *band;
  int width, height, dpi;
} Png;

static void
clear_png (Png *self)
{
  png_destroy_write_struct (&self->png, &self->info);
  g_clear_pointer (&self->band, cairo_surface_destroy);
  yipu_print_file_clear (&self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Png, clear_png)

static void
take (png_structp png, png_bytep data, png_size_t length)
{
  Png *self = png_get_io_ptr (png);

  if (!yipu_print_file_write (&self->file, data, length))
    png_error (png, "write");
}

static void
flush (png_structp png)
{
}

static void
fail (png_structp png, png_const_charp message)
{
  g_debug ("libpng: %s", message);
  longjmp (png_jmpbuf (png), 1);
}

static void
warn (png_structp png, png_const_charp message)
{
  g_debug ("libpng: %s", message);
}

/* libpng leaves by a jump when something fails: nothing that must be freed lives in these three. */
static gboolean
begin (Png *self)
{
  png_uint_32 dots = (png_uint_32) lround (self->dpi * INCHES_A_METRE);

  if (setjmp (png_jmpbuf (self->png)))
    return FALSE;
  png_set_write_fn (self->png, self, take, flush);
  png_set_IHDR (self->png, self->info, (png_uint_32) self->width, (png_uint_32) self->height, 8,
                PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB (self->png, self->info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_set_pHYs (self->png, self->info, dots, dots, PNG_RESOLUTION_METER);
  png_write_info (self->png, self->info);
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  png_set_filler (self->png, 0, PNG_FILLER_AFTER);
  png_set_bgr (self->png);
#else
  png_set_filler (self->png, 0, PNG_FILLER_BEFORE);
#endif
  return TRUE;
}

static gboolean
write_rows (Png *self, int rows)
{
  guint8 *data = cairo_image_surface_get_data (self->band);
  int stride = cairo_image_surface_get_stride (self->band);

  if (setjmp (png_jmpbuf (self->png)))
    return FALSE;
  for (int y = 0; y < rows; y++)
    png_write_row (self->png, data + (gsize) y * (gsize) stride);
  return TRUE;
}

static gboolean
end (Png *self)
{
  if (setjmp (png_jmpbuf (self->png)))
    return FALSE;
  png_write_end (self->png, self->info);
  return TRUE;
}

static gboolean
report (Png *self, GError **error)
{
  if (yipu_print_file_is_good (&self->file, error))
    g_set_error_literal (error, YIPU_PRINT_ERROR, YIPU_PRINT_ERROR_DRAW,
                         _ ("The picture could not be drawn: there is not enough memory."));
  return FALSE;
}

static void
draw_band (Png *self, YipuPage *page, int from)
{
  cairo_t *cr = cairo_create (self->band);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 0, -from);
  cairo_scale (cr, self->dpi / 72.0, self->dpi / 72.0);
  yipu_page_draw (page, cr, TRUE);
  cairo_destroy (cr);
  cairo_surface_flush (self->band);
}

static gboolean
write_bands (Png *self, YipuPage *page, const YipuProgress *progress, GError **error)
{
  int bands = (self->height + BAND - 1) / BAND;
  YipuProgress own = yipu_print_progress (progress, (guint64) bands);

  for (int i = 0; i < bands; i++) {
    draw_band (self, page, i * BAND);
    if (!write_rows (self, MIN (BAND, self->height - i * BAND)))
      return report (self, error);
    if (!yipu_progress_step (&own, (guint64) (i + 1), error, _ ("Writing the picture")))
      return FALSE;
  }
  return end (self) || report (self, error);
}

YipuPrinted *
yipu_press_write_png (
    YipuPress *press, const char *path, int dpi, const YipuProgress *progress, GError **error)
{
  g_auto (Png) self = { .dpi = dpi };
  YipuPage *page;

  g_return_val_if_fail (press->pages->len > 0, NULL);
  page = press->pages->pdata[0];
  self.width = (int) lround (yipu_page_width (page) * dpi / 72);
  self.height = (int) lround (yipu_page_height (page) * dpi / 72);
  if (!yipu_print_file_open (&self.file, path, error))
    return NULL;
  self.png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, fail, warn);
  self.info = self.png ? png_create_info_struct (self.png) : NULL;
  self.band = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self.width, BAND);
  if (!self.info || cairo_surface_status (self.band) != CAIRO_STATUS_SUCCESS || !begin (&self)) {
    report (&self, error);
    return NULL;
  }
  if (!write_bands (&self, page, progress, error))
    return NULL;
  return yipu_print_file_commit (&self.file, press, 1, error);
}
