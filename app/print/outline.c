/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text for PDF. When cairo copies parts of a face such as Noto CJK into a PDF, some sets of
 * characters make it lose a glyph, unseen until somebody reads the page, and others make it abort
 * the program: its copying of compressed outlines (CFF) reads past its own tables, in Debian 12.
 * So what goes into the file is a face of our own for each of pango's, whose glyphs are the
 * outlines that cairo draws anyway. The page looks the same, and its text is text to a reader: it
 * can be searched and copied. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/page-private.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Outlines are taken at this size, where rounding is not seen. */
#define EM 1000.0

static cairo_user_data_key_t key;

/* Where outlines are taken: a context on nothing, set to the face at size EM. */
static void
free_source (void *cr)
{
  cairo_destroy (cr);
}

static cairo_status_t
render (cairo_scaled_font_t *font, unsigned long index, cairo_t *cr, cairo_text_extents_t *extents)
{
  cairo_t *source = cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (font), &key);
  cairo_glyph_t glyph = { .index = index };
  cairo_text_extents_t own;
  cairo_path_t *path;

  cairo_new_path (source);
  cairo_glyph_path (source, &glyph, 1);
  path = cairo_copy_path (source);
  cairo_glyph_extents (source, &glyph, 1, &own);
  extents->x_advance = own.x_advance / EM;
  cairo_scale (cr, 1 / EM, 1 / EM);
  cairo_append_path (cr, path);
  cairo_fill (cr);
  cairo_path_destroy (path);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_t *
source_new (PangoFont *font)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_face (cr, cairo_scaled_font_get_font_face (
                               pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font))));
  cairo_set_font_size (cr, EM);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  cairo_surface_destroy (surface);
  return cr;
}

/* Our face for one of pango's; the press's own. One for all sizes. */
static cairo_font_face_t *
face_of (YipuPress *press, PangoFont *font)
{
  PangoFontDescription *description = pango_font_describe (font);
  cairo_font_face_t *face;
  cairo_t *source;
  char *name;

  pango_font_description_unset_fields (description, PANGO_FONT_MASK_SIZE);
  name = pango_font_description_to_string (description);
  pango_font_description_free (description);
  face = g_hash_table_lookup (press->faces, name);
  if (face) {
    g_free (name);
    return face;
  }
  source = source_new (font);
  face = cairo_user_font_face_create ();
  cairo_user_font_face_set_render_glyph_func (face, render);
  if (cairo_font_face_set_user_data (face, &key, source, free_source) != CAIRO_STATUS_SUCCESS)
    cairo_destroy (source);
  g_hash_table_insert (press->faces, name, face);
  return face;
}

static double
font_size (PangoFont *font)
{
  PangoFontDescription *description = pango_font_describe_with_absolute_size (font);
  double size = (double) pango_font_description_get_size (description) / PANGO_SCALE;

  pango_font_description_free (description);
  return size;
}

/* Glyphs of one cluster, from @x on; moves it. Returns how many there are to show. */
static int
take_cluster (const PangoGlyphItemIter *at, double *x, double y, cairo_glyph_t *glyphs)
{
  const PangoGlyphString *string = at->glyph_item->glyphs;
  int n = 0;

  for (int i = at->start_glyph; i < at->end_glyph; i++) {
    const PangoGlyphInfo *info = &string->glyphs[i];
    if (info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
      glyphs[n].index = info->glyph;
      glyphs[n].x = *x + (double) info->geometry.x_offset / PANGO_SCALE;
      glyphs[n].y = y + (double) info->geometry.y_offset / PANGO_SCALE;
      n++;
    }
    *x += (double) info->geometry.width / PANGO_SCALE;
  }
  return n;
}

/* All text is written from left to right. */
static void
draw_run (YipuPress *press, cairo_t *cr, PangoLayoutRun *run, const char *text, double x, double y)
{
  PangoFont *font = run->item->analysis.font;
  g_autofree cairo_glyph_t *glyphs = g_new0 (cairo_glyph_t, run->glyphs->num_glyphs + 1);
  g_autofree cairo_text_cluster_t *clusters =
      g_new0 (cairo_text_cluster_t, run->glyphs->num_glyphs + 1);
  PangoGlyphItemIter at;
  int n_glyphs = 0;
  int n_clusters = 0;

  for (gboolean more = pango_glyph_item_iter_init_start (&at, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&at)) {
    int n = take_cluster (&at, &x, y, glyphs + n_glyphs);
    clusters[n_clusters].num_glyphs = n;
    clusters[n_clusters].num_bytes = at.end_index - at.start_index;
    n_glyphs += n;
    n_clusters++;
  }
  cairo_set_font_face (cr, face_of (press, font));
  cairo_set_font_size (cr, font_size (font));
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, glyphs, n_glyphs,
                          clusters, n_clusters, 0);
}

void
yipu_outline_draw (YipuPress *press, cairo_t *cr, PangoLayout *layout, double x, double y)
{
  const char *text = pango_layout_get_text (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do {
    PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
    PangoRectangle box;

    if (!run)
      continue;
    pango_layout_iter_get_run_extents (iter, NULL, &box);
    draw_run (press, cr, run, text, x + (double) box.x / PANGO_SCALE,
              y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
  } while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
}
