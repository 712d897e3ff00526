/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages laid out before they are drawn. A *press* holds what the pages of one printed thing share:
 * its language, faces and colours, the findings, and the pages. A *page* is a list of things placed
 * in points (1/72 inch): laying out puts them there, measures every text, and says what does not
 * fit and what no font can show; drawing plays the list into any cairo context, as often as wanted:
 * a PDF page, half a sheet, a band of a picture. So what was checked is what is drawn. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>
#include <yipu/finding.h>
#include <yipu/picture.h>
#include <yipu/print.h>
#include <yipu/progress.h>
#include <yipu/record.h>

G_BEGIN_DECLS

#define YIPU_MM(mm) ((mm) *72.0 / 25.4)

/* The colours of a brand by what they are good for on paper; 0xRRGGBB. */
typedef struct {
  guint32 accent; /* headings, one large block; white is legible on it */
  guint32 second; /* lines and marks */
  guint32 paper;  /* grounds */
  guint32 ink;    /* text; legible on paper */
} YipuPalette;

/* Chosen from a brand's colours, ours where they lack one. @colours: hex texts, "#RRGGBB". */
YipuPalette yipu_palette_choose (const char *const *colours);
/* @share (0 to 1) of @colour on white. */
guint32 yipu_palette_tint (guint32 colour, double share);
/* The contrast of two colours as WCAG counts it, 1 to 21. */
double yipu_print_contrast (guint32 a, guint32 b);

typedef struct {
  double x, y, width, height;
} YipuBox;

/* A Song-style face tells, a plain one explains. */
typedef enum {
  YIPU_FACE_PLAIN,
  YIPU_FACE_STORY,
} YipuFace;

typedef enum {
  YIPU_SIDE_START,
  YIPU_SIDE_CENTRE,
  YIPU_SIDE_END,
} YipuSide;

/* How a text is set. */
typedef struct {
  YipuFace face;
  double size; /* points */
  gboolean bold;
  guint32 colour;
  double leading;  /* line to line, × the face's own; 0 for 1 */
  double tracking; /* between letters, points */
  YipuSide side;
  gboolean justify;
  double indent; /* of each paragraph's first line, points */
} YipuType;

/* Where a text is from, for findings; NULL for our own words. Not owned. */
typedef struct {
  const YipuRecord *record;
  const char *field;
} YipuPlace;

/* "Step “Dip”, Instruction", for the sentences of findings; the caller's. */
char *yipu_place_dup_label (const YipuPlace *place);

/* A photo that may leave. */
typedef struct {
  char *file; /* id of its record */
  char *hash;
  int width, height; /* pixels as received, 0 where unknown */
  int focus_x, focus_y;
} YipuPrintPhoto;

/* Of a `file` record that has a hash; whether it may leave is the caller's question. */
YipuPrintPhoto *yipu_print_photo_new (const YipuRecord *file);
void yipu_print_photo_free (YipuPrintPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPrintPhoto, yipu_print_photo_free)

typedef struct _YipuPage YipuPage;

typedef struct {
  YipuLanguage language;
  YipuPalette palette;
  char *title;         /* for the file's metadata; set by the caller, as the next */
  char *date;          /* the day the file says it was made on, "2026-11-24" */
  GPtrArray *findings; /* of YipuFinding, owned */
  GPtrArray *pages;    /* of YipuPage, owned */
  /*< private >*/
  char *folder; /* of the catalog */
  char *families[2];
  PangoFontMap *fonts;
  PangoContext *context;
  GHashTable *faces;    /* name of a font → our own cairo_font_face_t for it, owned */
  GHashTable *pictures; /* name → YipuPagePicture, owned */
  GHashTable *spoilt;   /* hash of a photo that cannot be used → its YipuFinding, owned */
} YipuPress;

/* @folder: the catalog's. @palette: of the brand. @faces: two family names, for plain and story, or
 * NULL for ours. */
YipuPress *yipu_press_new (const char *folder,
                           YipuLanguage language,
                           YipuPalette palette,
                           const char *const *faces);
void yipu_press_free (YipuPress *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuPress, yipu_press_free)

/* The few ways in which our pages set their texts. */
typedef enum {
  YIPU_STYLE_TITLE,    /* the name on a cover */
  YIPU_STYLE_HEADING,  /* of a page */
  YIPU_STYLE_SECTION,  /* of a part of it */
  YIPU_STYLE_EYEBROW,  /* small, above a heading */
  YIPU_STYLE_STORY,    /* told, to be read at leisure */
  YIPU_STYLE_SENTENCE, /* what to do */
  YIPU_STYLE_BODY,
  YIPU_STYLE_LABEL, /* names what stands beside it */
  YIPU_STYLE_SMALL,
  YIPU_STYLE_NUMERAL, /* of a step */
  YIPU_STYLE_FIGURE,  /* a number to be seen from afar */
} YipuStyle;

/* The style in the press's colours, to be varied by the caller. */
YipuType yipu_press_style (const YipuPress *press, YipuStyle style);

/* Adds a page, the press's own. */
YipuPage *yipu_press_add_page (YipuPress *press, double width, double height);
/* The height a text takes at a width, without placing it. */
double yipu_press_measure (YipuPress *press, const YipuType *type, double width, const char *text);
/* The width a text takes on one line. */
double yipu_press_measure_width (YipuPress *press, const YipuType *type, const char *text);
/* Looks whether a font has every character of a text that becomes part of a longer one. */
void yipu_press_check_characters (YipuPress *press,
                                  const YipuType *type,
                                  const char *text,
                                  const YipuPlace *place);
/* Whether a photo is there to be placed: not NULL, and not found spoilt. */
gboolean yipu_press_has_photo (YipuPress *press, const YipuPrintPhoto *photo);
/* Forgets the pages and what they said, to lay out anew. Photos found spoilt stay so. */
void yipu_press_clear (YipuPress *press);

/* Sets @text in @box; a height of 0 lets it run as long as it is. What does not fit is cut with an
 * ellipsis and warned of; a character no font has blocks. Returns the height it takes. */
double yipu_page_text (
    YipuPage *page, const YipuType *type, YipuBox box, const char *text, const YipuPlace *place);
/* A photo filling @box, cut around its focus, its corners rounded by @radius. Too few pixels are a
 * hint. Call only where yipu_press_has_photo(). */
void yipu_page_photo (YipuPage *page, YipuBox box, const YipuPrintPhoto *photo, double radius);
/* A drawing, such as a logo, whole within @box, at its left or in its middle. */
void yipu_page_drawing (YipuPage *page, YipuBox box, const YipuPrintPhoto *drawing, YipuSide side);
void yipu_page_fill (YipuPage *page, YipuBox box, guint32 colour, double radius);
void yipu_page_frame (YipuPage *page, YipuBox box, double thick, guint32 colour, double radius);
void yipu_page_line (
    YipuPage *page, double x1, double y1, double x2, double y2, double thick, guint32 colour);
/* A disc, with a short text in it or none. */
void yipu_page_disc (YipuPage *page,
                     double x,
                     double y,
                     double radius,
                     guint32 colour,
                     const YipuType *type,
                     const char *text);
/* A QR code of @text in the ink's colour on white; FALSE, with nothing placed, when it is too long
 * for one. */
gboolean yipu_page_qr (YipuPage *page, YipuBox box, const char *text);

double yipu_page_width (const YipuPage *page);
double yipu_page_height (const YipuPage *page);

/* Makes all pictures the pages ask for, in threads. Those that cannot be made are hints and spoilt:
 * @again is set, and the caller clears and lays out without them. Tells @progress a unit a picture.
 * FALSE with @error set: cancelled. */
gboolean yipu_press_develop (YipuPress *press,
                             const YipuProgress *progress,
                             gboolean *again,
                             GError **error);
/* How many pictures the pages ask for. */
guint yipu_press_count_pictures (YipuPress *press);

/* Plays a page whose pictures are developed. @pixels: the target is made of pixels, so that photos
 * must be decoded; else they go in as they are. */
void yipu_page_draw (YipuPage *page, cairo_t *cr, gboolean pixels);

G_END_DECLS
