/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What laying out (press.c, page.c), developing (develop.c) and drawing (draw.c) share. */
#pragma once

#include "print/page.h"

G_BEGIN_DECLS

/* A picture as one or more pages want it. */
typedef struct {
  char *hash;
  char *file;
  YipuPictureSpec spec;
  GBytes *encoded;          /* once developed */
  cairo_surface_t *decoded; /* kept once drawn into pixels */
  GError *error;
} YipuPagePicture;

typedef enum {
  YIPU_THING_TEXT,
  YIPU_THING_PICTURE,
  YIPU_THING_FILL,
  YIPU_THING_FRAME,
  YIPU_THING_LINE, /* from x, y by width, height */
  YIPU_THING_CODE,
} YipuThingKind;

/* One thing on a page. */
typedef struct {
  YipuThingKind kind;
  YipuBox box;
  guint32 colour;
  double thick;
  double radius;
  YipuSide side;
  PangoLayout *layout;      /* owned */
  YipuPagePicture *picture; /* the press's */
  GArray *modules;          /* of YipuBox, owned: the dark fields of a code */
} YipuThing;

struct _YipuPage {
  YipuPress *press; /* no ref: owns us */
  double width, height;
  GArray *things; /* of YipuThing */
};

void yipu_page_free (YipuPage *page);
/* Text as it will stand, not yet cut; the caller's. @width ≤ 0: one line. */
PangoLayout *
yipu_press_lay (YipuPress *press, const YipuType *type, double width, const char *text);
double yipu_layout_height (PangoLayout *layout);
/* Adds a finding about what a place says; @message takes no arguments. */
void yipu_press_find (YipuPress *press,
                      YipuSeverity severity,
                      const char *rule,
                      const YipuPlace *place,
                      const char *message);
/* outline.c: the text of a layout into a PDF. */
void yipu_outline_draw (YipuPress *press, cairo_t *cr, PangoLayout *layout, double x, double y);
/* The dark fields of a QR code, its side scaled to 1 and its quiet zone counted in; NULL when the
 * text is too long for one. (element-type YipuBox) */
GArray *yipu_qr_modules (const char *text);

G_END_DECLS
