/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Placing things on a page. Nothing is drawn here; what does not fit or cannot be shown is found
 * here. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/page-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Dots an inch that photos are made for; more is not seen, and the file grows. */
#define PHOTO_DPI 220
/* Below this a photo looks coarse on paper. */
#define COARSE_DPI 110
#define LOGO_DPI 400
/* A hair more than fits is measuring, not overflowing. */
#define SLACK 0.5

static void
clear_things (YipuPage *self)
{
  for (guint i = 0; i < self->things->len; i++) {
    YipuThing *thing = &g_array_index (self->things, YipuThing, i);

    g_clear_object (&thing->layout);
    g_clear_pointer (&thing->modules, g_array_unref);
  }
}

void
yipu_page_free (YipuPage *self)
{
  clear_things (self);
  g_array_unref (self->things);
  g_free (self);
}

double
yipu_page_width (const YipuPage *self)
{
  return self->width;
}

double
yipu_page_height (const YipuPage *self)
{
  return self->height;
}

/* The first character that no font has; 0 for none. */
static gunichar
unknown_character (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gunichar found = 0;

  do {
    const PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

    for (int i = 0; run && !found && i < run->glyphs->num_glyphs; i++) {
      PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
      if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG))
        found = glyph & ~(PangoGlyph) PANGO_GLYPH_UNKNOWN_FLAG;
    }
  } while (!found && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return found;
}

static void
find_unknown (YipuPress *press, PangoLayout *layout, const YipuPlace *place)
{
  gunichar character;
  char text[7] = "";
  g_autofree char *label = NULL;
  g_autofree char *message = NULL;

  if (!place || pango_layout_get_unknown_glyphs_count (layout) == 0)
    return;
  character = unknown_character (layout);
  if (character > 0x10ffff)
    character = 0xfffd;
  text[g_unichar_to_utf8 (character, text)] = '\0';
  label = yipu_place_dup_label (place);
  message =
      g_strdup_printf (_ ("%s: no font here has the character “%s” (U+%04X). Write it another "
                          "way, or install a font that has it."),
                       label, text, character);
  yipu_press_find (press, YIPU_SEVERITY_BLOCK, "print.glyph", place, message);
}

void
yipu_press_check_characters (YipuPress *press,
                             const YipuType *type,
                             const char *text,
                             const YipuPlace *place)
{
  g_autoptr (PangoLayout) layout = yipu_press_lay (press, type, -1, text);

  find_unknown (press, layout, place);
}

static void
cut (YipuPress *press, PangoLayout *layout, double height, const YipuPlace *place)
{
  pango_layout_set_height (layout, (int) (height * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (place) {
    g_autofree char *label = yipu_place_dup_label (place);
    g_autofree char *message =
        g_strdup_printf (_ ("%s is longer than its place on the page and would be cut off. Shorten "
                            "it."),
                         label);

    yipu_press_find (press, YIPU_SEVERITY_WARN, "print.overflow", place, message);
  }
}

static YipuThing *
add_thing (YipuPage *self, YipuThingKind kind, YipuBox box, guint32 colour)
{
  YipuThing thing = { .kind = kind, .box = box, .colour = colour };

  g_array_append_val (self->things, thing);
  return &g_array_index (self->things, YipuThing, self->things->len - 1);
}

double
yipu_page_text (
    YipuPage *self, const YipuType *type, YipuBox box, const char *text, const YipuPlace *place)
{
  PangoLayout *layout;

  if (!text || !*text)
    return 0;
  layout = yipu_press_lay (self->press, type, box.width, text);
  find_unknown (self->press, layout, place);
  if (box.height > 0 && yipu_layout_height (layout) > box.height + SLACK)
    cut (self->press, layout, box.height, place);
  add_thing (self, YIPU_THING_TEXT, box, type->colour)->layout = layout;
  return yipu_layout_height (layout);
}

void
yipu_page_fill (YipuPage *self, YipuBox box, guint32 colour, double radius)
{
  add_thing (self, YIPU_THING_FILL, box, colour)->radius = radius;
}

void
yipu_page_frame (YipuPage *self, YipuBox box, double thick, guint32 colour, double radius)
{
  YipuThing *thing = add_thing (self, YIPU_THING_FRAME, box, colour);

  thing->thick = thick;
  thing->radius = radius;
}

void
yipu_page_line (
    YipuPage *self, double x1, double y1, double x2, double y2, double thick, guint32 colour)
{
  YipuBox box = { x1, y1, x2 - x1, y2 - y1 };

  add_thing (self, YIPU_THING_LINE, box, colour)->thick = thick;
}

void
yipu_page_disc (YipuPage *self,
                double x,
                double y,
                double radius,
                guint32 colour,
                const YipuType *type,
                const char *text)
{
  YipuBox box = { x - radius, y - radius, 2 * radius, 2 * radius };

  yipu_page_fill (self, box, colour, radius);
  if (!text)
    return;
  box.y = y - yipu_press_measure (self->press, type, box.width, text) / 2;
  box.height = 0;
  yipu_page_text (self, type, box, text, NULL);
}

gboolean
yipu_page_qr (YipuPage *self, YipuBox box, const char *text)
{
  GArray *modules = yipu_qr_modules (text);

  if (!modules)
    return FALSE;
  yipu_page_fill (self, box, 0xffffff, 0);
  add_thing (self, YIPU_THING_CODE, box, self->press->palette.ink)->modules = modules;
  return TRUE;
}

/* The picture as it is wanted here, one for all places that want the same. */
static YipuPagePicture *
want (YipuPress *press, const YipuPrintPhoto *photo, const YipuPictureSpec *spec)
{
  g_autofree char *name =
      g_strdup_printf ("%s %dx%d %d", photo->hash, spec->width, spec->height, (int) spec->fit);
  YipuPagePicture *picture = g_hash_table_lookup (press->pictures, name);

  if (picture)
    return picture;
  picture = g_new0 (YipuPagePicture, 1);
  picture->hash = g_strdup (photo->hash);
  picture->file = g_strdup (photo->file);
  picture->spec = *spec;
  g_hash_table_insert (press->pictures, g_steal_pointer (&name), picture);
  return picture;
}

static int
dots (double points, double dpi)
{
  return CLAMP ((int) lround (points / 72.0 * dpi), 1, YIPU_PICTURE_SIDE_MAX);
}

/* What the photo itself has to give on this place; all that is wanted where its size is unknown. */
static double
own_dpi (const YipuPrintPhoto *photo, YipuBox box)
{
  if (photo->width <= 0 || photo->height <= 0)
    return PHOTO_DPI;
  return 72.0 / MAX (box.width / photo->width, box.height / photo->height);
}

static void
find_coarse (YipuPress *press, const YipuPrintPhoto *photo, double dpi)
{
  if (dpi >= COARSE_DPI)
    return;
  g_ptr_array_add (press->findings,
                   yipu_finding_new (YIPU_SEVERITY_HINT, "print.coarse", "file", photo->file, NULL,
                                     _ ("A photo of %d × %d pixels looks coarse at the size it is "
                                        "printed here: %d dots an inch."),
                                     photo->width, photo->height, (int) dpi));
}

void
yipu_page_photo (YipuPage *self, YipuBox box, const YipuPrintPhoto *photo, double radius)
{
  double dpi = own_dpi (photo, box);
  double made_for = MIN (dpi, PHOTO_DPI);
  YipuPictureSpec spec =
      YIPU_PICTURE_SPEC (dots (box.width, made_for), dots (box.height, made_for));
  YipuThing *thing;

  find_coarse (self->press, photo, dpi);
  spec.fit = YIPU_FIT_CROP;
  spec.focus_x = photo->focus_x;
  spec.focus_y = photo->focus_y;
  spec.quality = 88;
  thing = add_thing (self, YIPU_THING_PICTURE, box, 0);
  thing->radius = radius;
  thing->picture = want (self->press, photo, &spec);
}

void
yipu_page_drawing (YipuPage *self, YipuBox box, const YipuPrintPhoto *drawing, YipuSide side)
{
  YipuPictureSpec spec =
      YIPU_PICTURE_SPEC (dots (box.width, LOGO_DPI), dots (box.height, LOGO_DPI));
  YipuThing *thing;

  spec.format = YIPU_PICTURE_PNG;
  spec.transparent = TRUE;
  thing = add_thing (self, YIPU_THING_PICTURE, box, 0);
  thing->side = side;
  thing->picture = want (self->press, drawing, &spec);
}
