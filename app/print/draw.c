/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing a page into any cairo context. A photo goes into a PDF as the JPEG it is, undecoded: the
 * surface it hangs on is never looked at, and the file holds it once however often it is shown. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/page-private.h"

#include "media/decode.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
outline (cairo_t *cr, YipuBox box, double radius)
{
  double right = box.x + box.width;
  double bottom = box.y + box.height;

  radius = MIN (radius, MIN (box.width, box.height) / 2);
  if (radius <= 0) {
    cairo_rectangle (cr, box.x, box.y, box.width, box.height);
    return;
  }
  cairo_new_sub_path (cr);
  cairo_arc (cr, right - radius, box.y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, box.x + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, box.x + radius, box.y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
unref_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/* A surface that stands for a JPEG; its own pixels are never touched. */
static cairo_surface_t *
surface_of_jpeg (const YipuPagePicture *picture)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->spec.width, picture->spec.height);
  gsize length;
  const guchar *data = g_bytes_get_data (picture->encoded, &length);
  g_autofree char *name =
      g_strdup_printf ("%s %dx%d", picture->hash, picture->spec.width, picture->spec.height);
  char *id = g_strdup (name);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length, unref_bytes,
                                   g_bytes_ref (picture->encoded)) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (picture->encoded);
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (const guchar *) id,
                                   strlen (id), g_free, id) != CAIRO_STATUS_SUCCESS)
    g_free (id);
  return surface;
}

/* Opaque pixels, or premultiplied ones. */
static guint32
pixel_of (const guint8 *from, gboolean alpha)
{
  guint32 a = alpha ? from[3] : 255;
  guint32 pixel = a << 24;

  for (int i = 0; i < 3; i++)
    pixel |= ((from[i] * a + 127) / 255) << (16 - 8 * i);
  return pixel;
}

static cairo_surface_t *
surface_of_pixels (const YipuPixels *pixels)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      pixels->alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, pixels->width, pixels->height);
  const guint8 *from = g_bytes_get_data (pixels->bytes, NULL);
  int each = pixels->alpha ? 4 : 3;
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_flush (surface);
  for (int y = 0; y < pixels->height; y++) {
    guint32 *row = (guint32 *) (gpointer) (data + (gsize) y * (gsize) stride);
    for (int x = 0; x < pixels->width; x++, from += each)
      row[x] = pixel_of (from, pixels->alpha);
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* NULL where our own derivative cannot be read back, which only a failing disk could bring about.
 */
static cairo_surface_t *
surface_of (YipuPagePicture *picture, gboolean as_pixels)
{
  if (!as_pixels && picture->spec.format == YIPU_PICTURE_JPEG)
    return surface_of_jpeg (picture);
  if (!picture->decoded) {
    g_autoptr (YipuPixels) pixels = yipu_decode_pixels (picture->encoded, NULL);

    picture->decoded = pixels ? surface_of_pixels (pixels) : NULL;
  }
  return picture->decoded ? cairo_surface_reference (picture->decoded) : NULL;
}

static void
draw_picture (cairo_t *cr, const YipuThing *thing, gboolean as_pixels)
{
  cairo_surface_t *surface =
      thing->picture->encoded ? surface_of (thing->picture, as_pixels) : NULL;
  YipuBox box = thing->box;
  double scale, width, height;

  if (!surface)
    return;
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  scale = MIN (box.width / width, box.height / height);
  if (thing->picture->spec.fit == YIPU_FIT_CROP)
    scale = MAX (box.width / width, box.height / height);
  else if (thing->side == YIPU_SIDE_CENTRE)
    box.x += (box.width - width * scale) / 2;
  outline (cr, thing->box, thing->radius);
  cairo_clip (cr);
  cairo_translate (cr, box.x, box.y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* Undecoded photos go through as they are only where the pattern asks for nothing more. */
  if (as_pixels)
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
draw_code (cairo_t *cr, const YipuThing *thing)
{
  for (guint i = 0; i < thing->modules->len; i++) {
    const YipuBox *at = &g_array_index (thing->modules, YipuBox, i);

    cairo_rectangle (cr, thing->box.x + at->x * thing->box.width,
                     thing->box.y + at->y * thing->box.height, at->width * thing->box.width,
                     at->height * thing->box.height);
  }
  cairo_fill (cr);
}

static void
draw_text (YipuPress *press, cairo_t *cr, const YipuThing *thing, gboolean as_pixels)
{
  if (as_pixels) {
    cairo_move_to (cr, thing->box.x, thing->box.y);
    pango_cairo_show_layout (cr, thing->layout);
  } else {
    yipu_outline_draw (press, cr, thing->layout, thing->box.x, thing->box.y);
  }
}

static void
draw_thing (YipuPress *press, cairo_t *cr, const YipuThing *thing, gboolean as_pixels)
{
  set_colour (cr, thing->colour);
  cairo_set_line_width (cr, thing->thick);
  switch (thing->kind) {
  case YIPU_THING_TEXT: draw_text (press, cr, thing, as_pixels); break;
  case YIPU_THING_PICTURE: draw_picture (cr, thing, as_pixels); break;
  case YIPU_THING_FILL:
    outline (cr, thing->box, thing->radius);
    cairo_fill (cr);
    break;
  case YIPU_THING_FRAME:
    outline (cr, thing->box, thing->radius);
    cairo_stroke (cr);
    break;
  case YIPU_THING_LINE:
    cairo_move_to (cr, thing->box.x, thing->box.y);
    cairo_rel_line_to (cr, thing->box.width, thing->box.height);
    cairo_stroke (cr);
    break;
  case YIPU_THING_CODE: draw_code (cr, thing); break;
  default: g_assert_not_reached ();
  }
}

void
yipu_page_draw (YipuPage *self, cairo_t *cr, gboolean pixels)
{
  for (guint i = 0; i < self->things->len; i++) {
    cairo_save (cr);
    draw_thing (self->press, cr, &g_array_index (self->things, YipuThing, i), pixels);
    cairo_restore (cr);
  }
}
