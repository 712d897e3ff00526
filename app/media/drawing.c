/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SVG through a narrow gate (trust.md: no scripts, no outside references, ≤ 4 MB, 100,000 nodes).
 * What passes is a tree of elements that refer only to each other: so librsvg is never asked to
 * fetch, to decode a picture inside the drawing, or to expand an entity. GMarkup knows no DTD and
 * no entities but XML's five, which is just what is wanted of it. */
#include "media/drawing.h"

#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>
#include <yipu/photo.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsvgHandle, g_object_unref)

typedef struct {
  guint nodes;
  gboolean in_style;
} Gate;

static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon ? colon + 1 : name;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_UNSAFE,
               _ ("This drawing is not taken: it holds “%s”, which may run or fetch something. "
                  "Save it as plain SVG or as PNG and add it again."),
               what);
  return FALSE;
}

/* Whether CSS refers to anything but ids of this drawing. Comments and escapes could hide a word
 * from a search, so they are not taken at all. */
static gboolean
check_css (const char *css, GError **error)
{
  g_autofree char *text = g_ascii_strdown (css, -1);

  if (strchr (text, '\\') || strstr (text, "/*"))
    return refuse (error, "style");
  if (strstr (text, "@import"))
    return refuse (error, "@import");
  for (const char *at = strstr (text, "url("); at; at = strstr (at + 1, "url(")) {
    const char *inside = at + strlen ("url(");
    inside += strspn (inside, " \t\r\n\"'");
    if (*inside != '#')
      return refuse (error, "url()");
  }
  return TRUE;
}

static gboolean
check_attribute (const char *name, const char *value, GError **error)
{
  const char *local = local_name (name);

  if (g_ascii_strncasecmp (local, "on", 2) == 0)
    return refuse (error, name);
  if (g_ascii_strcasecmp (local, "base") == 0)
    return refuse (error, name);
  if (g_ascii_strcasecmp (local, "href") == 0 && value[strspn (value, " \t\r\n")] != '#')
    return refuse (error, name);
  /* Names with a prefix are an editor's own notes ("inkscape:label"), not style. */
  return strchr (name, ':') != NULL || check_css (value, error);
}

static gboolean
check_element (const char *name, GError **error)
{
  static const char *const refused[] = { "script",  "foreignObject", "image", "include", "iframe",
                                         "handler", "audio",         "video", NULL };
  const char *local = local_name (name);

  for (guint i = 0; refused[i]; i++)
    if (g_ascii_strcasecmp (local, refused[i]) == 0)
      return refuse (error, name);
  return TRUE;
}

static void
start_element (GMarkupParseContext *context,
               const char *name,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  Gate *gate = data;

  if (gate->nodes == 0 && strcmp (local_name (name), "svg") != 0) {
    g_set_error_literal (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_FORMAT,
                         _ ("This is no SVG drawing. Save it as SVG or PNG and add it again."));
    return;
  }
  if (++gate->nodes > YIPU_DRAWING_NODES_MAX) {
    g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_TOO_LARGE,
                 _ ("This drawing has more than %d parts. Simplify it, or save it as PNG, and add "
                    "it again."),
                 YIPU_DRAWING_NODES_MAX);
    return;
  }
  gate->in_style = strcmp (local_name (name), "style") == 0;
  if (!check_element (name, error))
    return;
  for (guint i = 0; names[i]; i++)
    if (!check_attribute (names[i], values[i], error))
      return;
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  ((Gate *) data)->in_style = FALSE;
}

static void
text (GMarkupParseContext *context, const char *words, gsize length, gpointer data, GError **error)
{
  g_autofree char *copy = g_strndup (words, length);

  if (((Gate *) data)->in_style)
    check_css (copy, error);
}

/* Comments, CDATA, <?xml …?>, <!DOCTYPE …>. A DOCTYPE may declare entities and a stylesheet
 * instruction may fetch; the plain declaration of the old SVG DTD does neither. */
static void
passthrough (
    GMarkupParseContext *context, const char *words, gsize length, gpointer data, GError **error)
{
  g_autofree char *copy = g_strndup (words, length);

  if (g_str_has_prefix (copy, "<!DOCTYPE") && strchr (copy, '['))
    refuse (error, "DOCTYPE");
  else if (g_str_has_prefix (copy, "<?xml-"))
    refuse (error, "xml-stylesheet");
  else if (g_str_has_prefix (copy, "<![CDATA[") && ((Gate *) data)->in_style)
    check_css (copy + strlen ("<![CDATA["), error);
}

static gboolean
fail_damaged (GError **error, const char *why)
{
  g_set_error (error, YIPU_MEDIA_ERROR, YIPU_MEDIA_ERROR_DAMAGED,
               _ ("This drawing cannot be read. Save it as plain SVG or as PNG and add it again. "
                  "(%s)"),
               why);
  return FALSE;
}

static gboolean
pass_gate (GBytes *svg, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, passthrough, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) reason = NULL;
  Gate gate = { 0 };
  gsize length;
  const char *data = g_bytes_get_data (svg, &length);

  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &gate, NULL);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
  }
  if (g_markup_parse_context_parse (context, data, (gssize) length, &reason) &&
      g_markup_parse_context_end_parse (context, &reason))
    return TRUE;
  if (reason->domain != YIPU_MEDIA_ERROR)
    return fail_damaged (error, reason->message);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static RsvgHandle *
open_drawing (GBytes *svg, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (svg);
  g_autoptr (GError) reason = NULL;
  RsvgHandle *handle =
      rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &reason);

  if (!handle)
    fail_damaged (error, reason->message);
  else
    rsvg_handle_set_dpi (handle, 96);
  return handle;
}

/* Its size in pixels, or the shape of its viewBox at a usual size, or a square. */
static void
own_size (RsvgHandle *handle, int *width, int *height)
{
  gboolean has_width, has_height, has_box;
  RsvgLength across, down;
  RsvgRectangle box = { 0, 0, 1, 1 };
  double w, h;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &w, &h)) {
    rsvg_handle_get_intrinsic_dimensions (handle, &has_width, &across, &has_height, &down, &has_box,
                                          &box);
    w = has_box && box.width > 0 ? box.width : 1;
    h = has_box && box.height > 0 ? box.height : 1;
    double scale = 512 / MAX (w, h);
    w *= scale;
    h *= scale;
  }
  *width = (int) lround (CLAMP (w, 1, YIPU_PHOTO_SIDE_MAX));
  *height = (int) lround (CLAMP (h, 1, YIPU_PHOTO_SIDE_MAX));
}

gboolean
yipu_drawing_check (GBytes *svg, int *width, int *height, GError **error)
{
  g_autoptr (RsvgHandle) handle = NULL;

  if (!pass_gate (svg, error))
    return FALSE;
  handle = open_drawing (svg, error);
  if (!handle)
    return FALSE;
  own_size (handle, width, height);
  return TRUE;
}

/* Cairo's premultiplied words to straight R G B A. */
static GBytes *
straighten (cairo_surface_t *surface, int width, int height)
{
  guint8 *out = g_malloc ((gsize) width * (gsize) height * 4);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *rows;

  cairo_surface_flush (surface);
  rows = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 word;
      memcpy (&word, rows + (gsize) y * (gsize) stride + (gsize) x * 4, 4);
      guint8 *pixel = out + ((gsize) y * (gsize) width + (gsize) x) * 4;
      guint alpha = word >> 24;
      for (int band = 0; band < 3; band++) {
        guint value = word >> (16 - 8 * band) & 255;
        pixel[band] = alpha ? (guint8) MIN (255, (value * 255 + alpha / 2) / alpha) : 0;
      }
      pixel[3] = (guint8) alpha;
    }
  return g_bytes_new_take (out, (gsize) width * (gsize) height * 4);
}

static gboolean
draw (RsvgHandle *handle, cairo_surface_t *surface, int width, int height, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  RsvgRectangle viewport = { 0, 0, width, height };
  g_autoptr (GError) reason = NULL;
  gboolean ok = rsvg_handle_render_document (handle, cr, &viewport, &reason);

  if (!ok)
    fail_damaged (error, reason->message);
  else if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    ok = fail_damaged (error, cairo_status_to_string (cairo_status (cr)));
  cairo_destroy (cr);
  return ok;
}

YipuPixels *
yipu_drawing_rasterise (GBytes *svg, int width, int height, GError **error)
{
  g_autoptr (RsvgHandle) handle = open_drawing (svg, error);
  cairo_surface_t *surface;
  YipuPixels *pixels = NULL;

  if (!handle)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  if (draw (handle, surface, width, height, error)) {
    pixels = g_new0 (YipuPixels, 1);
    pixels->bytes = straighten (surface, width, height);
    pixels->width = width;
    pixels->height = height;
    pixels->alpha = TRUE;
  }
  cairo_surface_destroy (surface);
  return pixels;
}
