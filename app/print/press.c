/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The press: faces, measures, findings. Hinting is off in every measure, so that a text breaks the
 * same way on a page of any resolution. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/page-private.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

static const char *const house_faces[] = { "Noto Sans CJK SC", "Noto Serif CJK SC" };
static const char *const generic_faces[] = { "sans-serif", "serif" };

static void
free_picture (gpointer data)
{
  YipuPagePicture *picture = data;

  g_clear_pointer (&picture->encoded, g_bytes_unref);
  g_clear_pointer (&picture->decoded, cairo_surface_destroy);
  g_clear_error (&picture->error);
  g_free (picture->hash);
  g_free (picture->file);
  g_free (picture);
}

YipuPrintPhoto *
yipu_print_photo_new (const YipuRecord *file)
{
  YipuPrintPhoto *photo = g_new0 (YipuPrintPhoto, 1);

  photo->file = g_strdup (yipu_record_get_id (file));
  photo->hash = g_strdup (yipu_record_get (file, "hash"));
  photo->width = (int) yipu_record_get_int (file, "width_px", 0);
  photo->height = (int) yipu_record_get_int (file, "height_px", 0);
  photo->focus_x = (int) yipu_record_get_int (file, "focus_x", 500);
  photo->focus_y = (int) yipu_record_get_int (file, "focus_y", 500);
  return photo;
}

void
yipu_print_photo_free (YipuPrintPhoto *photo)
{
  g_free (photo->file);
  g_free (photo->hash);
  g_free (photo);
}

static void
set_up_fonts (YipuPress *self)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->fonts = pango_cairo_font_map_new ();
  self->context = pango_font_map_create_context (self->fonts);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  pango_context_set_language (
      self->context,
      pango_language_from_string (self->language == YIPU_LANGUAGE_ZH ? "zh-cn" : "en"));
}

YipuPress *
yipu_press_new (const char *folder,
                YipuLanguage language,
                YipuPalette palette,
                const char *const *faces)
{
  YipuPress *self = g_new0 (YipuPress, 1);

  self->folder = g_strdup (folder);
  self->language = language;
  self->palette = palette;
  self->findings = yipu_findings_new ();
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) yipu_page_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_picture);
  self->spoilt =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yipu_finding_unref);
  self->faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) cairo_font_face_destroy);
  for (guint i = 0; i < G_N_ELEMENTS (self->families); i++)
    self->families[i] =
        g_strdup_printf ("%s%s%s,%s", faces && faces[i] ? faces[i] : "",
                         faces && faces[i] ? "," : "", house_faces[i], generic_faces[i]);
  set_up_fonts (self);
  return self;
}

void
yipu_press_free (YipuPress *self)
{
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->spoilt);
  g_hash_table_unref (self->faces);
  g_object_unref (self->context);
  g_object_unref (self->fonts);
  for (guint i = 0; i < G_N_ELEMENTS (self->families); i++)
    g_free (self->families[i]);
  g_free (self->title);
  g_free (self->date);
  g_free (self->folder);
  g_free (self);
}

YipuPage *
yipu_press_add_page (YipuPress *self, double width, double height)
{
  YipuPage *page = g_new0 (YipuPage, 1);

  page->press = self;
  page->width = width;
  page->height = height;
  page->things = g_array_new (FALSE, TRUE, sizeof (YipuThing));
  g_ptr_array_add (self->pages, page);
  return page;
}

void
yipu_press_clear (YipuPress *self)
{
  GHashTableIter iter;
  gpointer finding;

  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_set_size (self->findings, 0);
  g_hash_table_remove_all (self->pictures);
  g_hash_table_iter_init (&iter, self->spoilt);
  while (g_hash_table_iter_next (&iter, NULL, &finding))
    g_ptr_array_add (self->findings, yipu_finding_ref (finding));
}

gboolean
yipu_press_has_photo (YipuPress *self, const YipuPrintPhoto *photo)
{
  return photo && !g_hash_table_contains (self->spoilt, photo->hash);
}

PangoLayout *
yipu_press_lay (YipuPress *self, const YipuType *type, double width, const char *text)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                               PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_family_static (font, self->families[type->face]);
  pango_font_description_set_absolute_size (font, type->size * PANGO_SCALE);
  pango_font_description_set_weight (font, type->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (type->tracking > 0)
    pango_attr_list_insert (attributes,
                            pango_attr_letter_spacing_new ((int) (type->tracking * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, alignments[type->side]);
  pango_layout_set_justify (layout, type->justify);
  pango_layout_set_indent (layout, (int) (type->indent * PANGO_SCALE));
  pango_layout_set_line_spacing (layout, (float) (type->leading > 0 ? type->leading : 1));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

double
yipu_layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
yipu_press_measure (YipuPress *self, const YipuType *type, double width, const char *text)
{
  g_autoptr (PangoLayout) layout = yipu_press_lay (self, type, width, text);

  return yipu_layout_height (layout);
}

double
yipu_press_measure_width (YipuPress *self, const YipuType *type, const char *text)
{
  g_autoptr (PangoLayout) layout = yipu_press_lay (self, type, -1, text);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

char *
yipu_place_dup_label (const YipuPlace *place)
{
  const YipuKind *kind = yipu_record_get_kind (place->record);
  const YipuField *field = yipu_kind_field (kind, place->field);
  g_autofree char *title = yipu_record_dup_title (place->record);

  /* Translators: a record and the field of it that a finding is about. */
  return g_strdup_printf (_ ("%s “%s”, %s"), _ (kind->label), title, _ (field->label));
}

void
yipu_press_find (YipuPress *self,
                 YipuSeverity severity,
                 const char *rule,
                 const YipuPlace *place,
                 const char *message)
{
  g_ptr_array_add (self->findings,
                   yipu_finding_new (severity, rule,
                                     place ? yipu_record_get_kind (place->record)->id : NULL,
                                     place ? yipu_record_get_id (place->record) : NULL,
                                     place ? place->field : NULL, "%s", message));
}
