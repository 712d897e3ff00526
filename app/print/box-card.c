/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card on the lid of a box: A6 landscape, what it is at one look. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#define CARD_WIDTH YIPU_MM (148)
#define CARD_HEIGHT YIPU_MM (105)
#define PHOTO_WIDTH YIPU_MM (66)
#define EDGE YIPU_MM (8)
#define TEXT_X (PHOTO_WIDTH + EDGE)
#define TEXT_WIDTH (CARD_WIDTH - TEXT_X - EDGE)
#define LOGO YIPU_MM (11)
#define QR YIPU_MM (19)
#define QR_ROOM (QR + YIPU_MM (3))

typedef struct {
  YipuPress *press;
  const YipuTelling *telling;
  YipuPage *page;
  double y;
  double width;
} Card;

static void
tell (Card *self, YipuStyle style, const YipuTold *told, double height)
{
  YipuType type = yipu_press_style (self->press, style);
  YipuPlace place = yipu_told_place (told);
  YipuBox box = { TEXT_X, self->y, TEXT_WIDTH, height };

  if (told->text)
    self->y += yipu_page_text (self->page, &type, box, told->text, &place);
}

static void
set_picture (Card *self)
{
  YipuBox box = { 0, 0, PHOTO_WIDTH, CARD_HEIGHT };

  if (yipu_press_has_photo (self->press, self->telling->cover))
    yipu_page_photo (self->page, box, self->telling->cover, 0);
  else
    yipu_page_fill (self->page, box, self->press->palette.accent, 0);
  yipu_page_fill (self->page, (YipuBox){ PHOTO_WIDTH, 0, YIPU_MM (1), CARD_HEIGHT },
                  self->press->palette.second, 0);
}

/* One fact a line: label, then what it is. */
static void
set_fact (Card *self, YipuWord word, const char *text)
{
  YipuType label = yipu_press_style (self->press, YIPU_STYLE_LABEL);
  YipuType value = yipu_press_style (self->press, YIPU_STYLE_BODY);
  double x = TEXT_X + YIPU_MM (17);

  value.size = 9;
  value.bold = TRUE;
  if (!text || !*text)
    return;
  yipu_page_text (self->page, &label, (YipuBox){ TEXT_X, self->y + 1, YIPU_MM (16), 14 },
                  yipu_word (self->telling->language, word), NULL);
  self->y += yipu_page_text (self->page, &value,
                             (YipuBox){ x, self->y, TEXT_X + self->width - x, 0 }, text, NULL) +
             2;
}

static void
set_facts (Card *self)
{
  const YipuTelling *telling = self->telling;
  g_autofree char *hands = yipu_text_minutes_in (telling->hands_on_min, telling->language);
  g_autofree char *elapsed = yipu_text_minutes_in (telling->elapsed_min, telling->language);
  g_autofree char *difficulty = yipu_telling_dup_difficulty (telling);
  g_autofree char *age = yipu_telling_dup_age (telling);

  self->y = CARD_HEIGHT - EDGE - YIPU_MM (31);
  yipu_page_line (self->page, TEXT_X, self->y, TEXT_X + TEXT_WIDTH, self->y, 0.6,
                  self->press->palette.second);
  self->y += 6;
  self->width = telling->url ? TEXT_WIDTH - QR_ROOM : TEXT_WIDTH;
  set_fact (self, YIPU_WORD_HANDS_ON, hands);
  set_fact (self, YIPU_WORD_IN_ALL, elapsed);
  set_fact (self, YIPU_WORD_DIFFICULTY, difficulty);
  set_fact (self, YIPU_WORD_AGE, age);
}

static void
set_foot (Card *self)
{
  const YipuTelling *telling = self->telling;
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_LABEL);
  YipuPlace place = yipu_told_place (&telling->brand);
  double y = CARD_HEIGHT - EDGE - YIPU_MM (4);
  YipuBox code = { TEXT_X + TEXT_WIDTH - QR, CARD_HEIGHT - EDGE - QR - YIPU_MM (6), QR, QR };

  type.bold = TRUE;
  type.colour = self->press->palette.accent;
  if (telling->brand.text)
    yipu_page_text (self->page, &type, (YipuBox){ TEXT_X, y, TEXT_WIDTH, 14 }, telling->brand.text,
                    &place);
  if (telling->url)
    yipu_page_qr (self->page, code, telling->url);
}

void
yipu_box_card_set (YipuPress *press, const YipuTelling *telling)
{
  Card self = { press, telling, yipu_press_add_page (press, CARD_WIDTH, CARD_HEIGHT), EDGE, 0 };

  yipu_page_fill (self.page, (YipuBox){ 0, 0, CARD_WIDTH, CARD_HEIGHT }, press->palette.paper, 0);
  set_picture (&self);
  if (yipu_press_has_photo (press, telling->logo)) {
    yipu_page_drawing (self.page, (YipuBox){ TEXT_X, EDGE, LOGO, LOGO }, telling->logo,
                       YIPU_SIDE_START);
    self.y += LOGO + 8;
  }
  tell (&self, YIPU_STYLE_EYEBROW, &telling->craft, 24);
  self.y += 2;
  tell (&self, YIPU_STYLE_HEADING, &telling->kit, 58);
  self.y += 3;
  tell (&self, YIPU_STYLE_LABEL, &telling->blurb, CARD_HEIGHT - EDGE - YIPU_MM (33) - self.y);
  set_facts (&self);
  set_foot (&self);
}
