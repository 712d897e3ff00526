/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The booklet's pages, made in several files on one grid: A5, a narrow column for numerals and
 * labels, a wide one for what is read. */
#pragma once

#include "print/page.h"
#include "print/telling.h"
#include "print/words.h"

G_BEGIN_DECLS

#define A5_WIDTH YIPU_MM (148)
#define A5_HEIGHT YIPU_MM (210)
#define MARGIN YIPU_MM (16)
#define TOP YIPU_MM (20)
#define BOTTOM (A5_HEIGHT - YIPU_MM (19)) /* nothing but the page's number below */
#define WIDTH (A5_WIDTH - 2 * MARGIN)
#define LABELS YIPU_MM (19) /* the narrow column */
#define WIDE_X (MARGIN + LABELS)
#define WIDE_WIDTH (WIDTH - LABELS)

/* Pages being laid out from the top down. */
typedef struct {
  YipuPress *press;
  const YipuTelling *telling;
  YipuPage *page;
  double y;
  YipuWord heading;     /* of the page, for its continuation */
  gboolean owes_needed; /* what the buyer needs had no room beside the box */
} YipuSetter;

/* The next page, its number and the kit's name at its foot. */
void yipu_setter_turn (YipuSetter *self);
/* A text of ours or of a record at x, y; moves down. */
void yipu_setter_say (YipuSetter *self, YipuStyle style, double x, double width, const char *text);
void
yipu_setter_tell (YipuSetter *self, YipuStyle style, double x, double width, const YipuTold *told);
/* A heading with a small line below it; @continued on a further page of the same. */
void yipu_setter_head (YipuSetter *self, YipuWord heading, const char *below);
/* Room for @height, on the next page where there is none. */
void yipu_setter_need (YipuSetter *self, double height);
/* A photo across the top of the page, where there is one. */
void yipu_setter_crown (YipuSetter *self, const YipuPrintPhoto *photo, double height);

const char *yipu_setter_word (const YipuSetter *self, YipuWord word);

/* The pages, in order. */
void yipu_booklet_set_cover (YipuSetter *self);
void yipu_booklet_set_story (YipuSetter *self);
void yipu_booklet_set_glance (YipuSetter *self);
void yipu_booklet_set_box (YipuSetter *self);
void yipu_booklet_set_warnings (YipuSetter *self);
void yipu_booklet_set_steps (YipuSetter *self);
void yipu_booklet_set_end (YipuSetter *self);
void yipu_booklet_set_back (YipuSetter *self);

/* "老尺 × 2、棉线 3 米": things in one sentence; the caller's. */
char *yipu_things_dup_list (YipuLanguage language, GPtrArray *things);
/* Checks the characters of every name that such a sentence is made of. */
void yipu_things_check (YipuPress *press, const YipuType *type, GPtrArray *things);

/* "Hands on 12 min · Waiting 1 h"; the caller's. */
char *yipu_step_dup_times (const YipuToldStep *step, YipuLanguage language);
/* "from 14"; the caller's. */
char *yipu_telling_dup_age (const YipuTelling *telling);
/* What the difficulty is called, NULL for none; the caller's. */
char *yipu_telling_dup_difficulty (const YipuTelling *telling);

/* The other printed things, each on a press of its own. */
void yipu_box_card_set (YipuPress *press, const YipuTelling *telling);
void yipu_training_cards_set (YipuPress *press, const YipuTelling *telling, YipuBookletForm form);

G_END_DECLS
