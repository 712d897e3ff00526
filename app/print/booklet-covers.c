/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The booklet's cover, its story and its back. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#define COVER_PHOTO YIPU_MM (124)
#define LOGO YIPU_MM (13)
#define STORY_PHOTO YIPU_MM (66)
#define QR YIPU_MM (34)

static gboolean
has_logo (YipuSetter *self)
{
  return yipu_press_has_photo (self->press, self->telling->logo);
}

/* The brand's mark and name at the foot of the cover. */
static void
set_brand (YipuSetter *self)
{
  const YipuTold *brand = &self->telling->brand;
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuPlace place = yipu_told_place (brand);
  double y = A5_HEIGHT - YIPU_MM (14) - LOGO;
  double x = MARGIN;

  if (has_logo (self)) {
    YipuBox box = { x, y, LOGO, LOGO };

    yipu_page_drawing (self->page, box, self->telling->logo, YIPU_SIDE_START);
    x += LOGO + YIPU_MM (3);
  }
  if (!brand->text)
    return;
  type.face = YIPU_FACE_STORY;
  type.bold = TRUE;
  y += (LOGO - yipu_press_measure (self->press, &type, MARGIN + WIDTH - x, brand->text)) / 2;
  yipu_page_text (self->page, &type, (YipuBox){ x, y, MARGIN + WIDTH - x, 0 }, brand->text, &place);
}

/* Without a photo the brand's colour stands for it. */
static void
set_cover_picture (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  YipuBox box = { 0, 0, A5_WIDTH, COVER_PHOTO };

  if (yipu_press_has_photo (self->press, telling->cover))
    yipu_page_photo (self->page, box, telling->cover, 0);
  else
    yipu_page_fill (self->page, box, self->press->palette.accent, 0);
  yipu_page_fill (self->page, (YipuBox){ 0, COVER_PHOTO, A5_WIDTH, YIPU_MM (1.4) },
                  self->press->palette.second, 0);
}

void
yipu_booklet_set_cover (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;

  self->page = yipu_press_add_page (self->press, A5_WIDTH, A5_HEIGHT);
  yipu_page_fill (self->page, (YipuBox){ 0, 0, A5_WIDTH, A5_HEIGHT }, self->press->palette.paper,
                  0);
  set_cover_picture (self);
  self->y = COVER_PHOTO + YIPU_MM (10);
  yipu_setter_tell (self, YIPU_STYLE_EYEBROW, MARGIN, WIDTH, &telling->craft);
  self->y += 4;
  yipu_setter_tell (self, YIPU_STYLE_TITLE, MARGIN, WIDTH, &telling->kit);
  self->y += 5;
  yipu_setter_tell (self, YIPU_STYLE_BODY, MARGIN, WIDTH * 0.9, &telling->blurb);
  set_brand (self);
}

/* Each paragraph apart, so that each is indented and there is air between them. */
static void
set_paragraphs (YipuSetter *self, const YipuTold *told)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_STORY);
  YipuPlace place = yipu_told_place (told);
  YipuBox box = { MARGIN, self->y, WIDTH, BOTTOM - YIPU_MM (8) - self->y };

  self->y += yipu_page_text (self->page, &type, box, told->text, &place);
}

static void
set_masters (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_LABEL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < telling->masters->len; i++) {
    const YipuTold *name = telling->masters->pdata[i];
    YipuPlace place = yipu_told_place (name);

    yipu_press_check_characters (self->press, &type, name->text, &place);
    g_string_append_printf (names, "%s%s", i > 0 ? yipu_setter_word (self, YIPU_WORD_LIST) : "",
                            name->text);
  }
  if (telling->masters->len == 0)
    return;
  line = yipu_word_fill (telling->language, YIPU_WORD_MADE_BY, names->str);
  type.side = YIPU_SIDE_END;
  self->y += 10;
  yipu_page_text (self->page, &type, (YipuBox){ MARGIN, self->y, WIDTH, 0 }, line, NULL);
}

/* The photo stays out where the story needs the room. */
static gboolean
leaves_room (YipuSetter *self, const YipuTold *story)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_STORY);

  return STORY_PHOTO + YIPU_MM (44) + yipu_press_measure (self->press, &type, WIDTH, story->text) <
         BOTTOM;
}

void
yipu_booklet_set_story (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  const YipuTold *story = telling->story.text ? &telling->story : &telling->summary;

  if (!story->text)
    return;
  yipu_setter_turn (self);
  if (leaves_room (self, story))
    yipu_setter_crown (self, telling->story_photo, STORY_PHOTO);
  yipu_setter_tell (self, YIPU_STYLE_EYEBROW, MARGIN, WIDTH, &telling->craft);
  self->y += 3;
  yipu_setter_head (self, YIPU_WORD_STORY, NULL);
  set_paragraphs (self, story);
  set_masters (self);
}

/* The code on white, whatever the ground. */
static void
set_code (YipuSetter *self)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_SMALL);
  YipuBox box = { (A5_WIDTH - QR) / 2, YIPU_MM (92), QR, QR };

  if (!self->telling->url || !yipu_page_qr (self->page, box, self->telling->url))
    return;
  type.colour = 0xffffff;
  type.side = YIPU_SIDE_CENTRE;
  type.size = 8.5;
  yipu_page_text (self->page, &type, (YipuBox){ MARGIN, box.y + QR + 6, WIDTH, 0 },
                  yipu_setter_word (self, YIPU_WORD_SHOP), NULL);
}

static void
set_centred (YipuSetter *self, YipuStyle style, const YipuTold *told)
{
  YipuType type = yipu_press_style (self->press, style);
  YipuPlace place = yipu_told_place (told);
  YipuBox box = { MARGIN, self->y, WIDTH, A5_HEIGHT - YIPU_MM (10) - self->y };

  if (!told->text)
    return;
  type.colour = 0xffffff;
  type.side = YIPU_SIDE_CENTRE;
  self->y += yipu_page_text (self->page, &type, box, told->text, &place);
}

void
yipu_booklet_set_back (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  double side = YIPU_MM (24);

  self->page = yipu_press_add_page (self->press, A5_WIDTH, A5_HEIGHT);
  yipu_page_fill (self->page, (YipuBox){ 0, 0, A5_WIDTH, A5_HEIGHT }, self->press->palette.accent,
                  0);
  self->y = YIPU_MM (46);
  set_centred (self, YIPU_STYLE_HEADING, telling->slogan.text ? &telling->slogan : &telling->kit);
  yipu_page_line (self->page, A5_WIDTH / 2 - YIPU_MM (8), self->y + 10, A5_WIDTH / 2 + YIPU_MM (8),
                  self->y + 10, 1.2, self->press->palette.second);
  set_code (self);
  if (has_logo (self)) {
    YipuBox ground = { (A5_WIDTH - side) / 2, YIPU_MM (146), side, side };
    double gap = YIPU_MM (3);

    yipu_page_fill (self->page, ground, 0xffffff, side / 2);
    yipu_page_drawing (self->page,
                       (YipuBox){ ground.x + gap, ground.y + gap, side - 2 * gap, side - 2 * gap },
                       telling->logo, YIPU_SIDE_CENTRE);
  }
  self->y = YIPU_MM (176);
  set_centred (self, YIPU_STYLE_SECTION, &telling->brand);
  self->y += 3;
  set_centred (self, YIPU_STYLE_LABEL, &telling->maker);
  set_centred (self, YIPU_STYLE_LABEL, &telling->address);
}
