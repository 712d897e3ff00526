/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a booklet, a card on a box and training cards say, read from the catalog in one moment.
 * Everything passes the consent engine here, before anything is laid out: what may not leave is not
 * in the content, so no page can show it. */
#pragma once

#include "print/page.h"

#include <yipu/booklet.h>
#include <yipu/consent.h>
#include <yipu/kit-sheet.h>

G_BEGIN_DECLS

/* A text and where it is from. */
typedef struct {
  char *text; /* NULL for nothing to say */
  YipuRecord *record;
  const char *field; /* of the kind's own table */
} YipuTold;

void yipu_told_clear (YipuTold *told);
/* Its place, for findings. */
YipuPlace yipu_told_place (const YipuTold *told);

/* A thing in the box, or that is needed besides, or that a step uses or makes. */
typedef struct {
  YipuTold name;
  char *amount; /* NULL where a number would say nothing: one tool */
  char *loss;   /* percent of what a step makes that is lost; NULL for none */
  gboolean tool;
  gboolean lent;
} YipuToldThing;

/* A step. */
typedef struct {
  YipuTold title;
  YipuTold instruction; /* its lines, one below the other */
  char **lines;
  GPtrArray *photos;    /* of YipuPrintPhoto */
  GPtrArray *materials; /* of YipuToldThing: from the box or the buyer's home */
  GPtrArray *tools;     /* likewise */
  GPtrArray *makes;     /* likewise */
  GPtrArray *hazards;   /* of YipuTerm, static */
  gint64 hands_on_min;  /* -1 for unknown */
  gint64 wait_min;
  gint64 setup_min;
  gint64 batch_runs;
  gint64 repeat;
  int difficulty;
  YipuWho who;
  const char *next; /* title of the step that uses what it makes, or NULL; that step's own */
} YipuToldStep;

typedef struct {
  YipuLanguage language;
  YipuTold kit, blurb, craft, community, summary, story, brand, slogan, after_sale, maker, address;
  GPtrArray *masters; /* of YipuTold: names of those whose craft it is */
  YipuPrintPhoto *logo, *cover, *box_photo, *story_photo;
  GPtrArray *box;      /* of YipuToldThing, tools last */
  GPtrArray *needed;   /* of YipuToldThing */
  GPtrArray *disposal; /* of YipuTold */
  GPtrArray *warnings; /* of char, owned */
  GPtrArray *steps;    /* of YipuToldStep */
  gint64 hands_on_min, elapsed_min, elapsed_days;
  int difficulty, least_age;
  char *url; /* of the shop, or NULL */
  YipuPalette palette;
  char *faces[2];      /* the brand's, or NULL */
  GPtrArray *findings; /* of YipuFinding: what may not leave, what is missing */
} YipuTelling;

/* Reads for @spec. NULL with @error set. */
YipuTelling *yipu_telling_load (YipuReader *reader, const YipuBookletSpec *spec, GError **error);
void yipu_telling_free (YipuTelling *telling);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YipuTelling, yipu_telling_free)

G_END_DECLS
