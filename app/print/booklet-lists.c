/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The booklet's pages that are looked things up on: at a glance, the box, the warnings, the end. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#include <math.h>
#include <yipu/vocabulary.h>

#define BOX_PHOTO YIPU_MM (92)
/* Below this too little of a photo across the page is seen. */
#define BOX_PHOTO_LEAST YIPU_MM (62)
#define TICK YIPU_MM (3.2)
#define NOTE_LINE YIPU_MM (12)
#define NOTE_LINES 6
/* What headings take, for measuring ahead. */
#define HEAD_HEIGHT 68
#define SECTION_HEIGHT 36
/* A row of a step at a glance. */
#define ROW_LEAST YIPU_MM (11)
#define ROW_MOST YIPU_MM (17)
/* A bar of the whole width is the longest step. */
#define BAR YIPU_MM (2.6)

typedef struct {
  YipuWord label;
  char *text; /* owned */
} Figure;

char *
yipu_telling_dup_difficulty (const YipuTelling *telling)
{
  g_autofree char *id = g_strdup_printf ("%d", telling->difficulty);
  const YipuTerm *term = yipu_vocabulary_find ("difficulty", id);

  return term ? g_strdup (telling->language == YIPU_LANGUAGE_ZH ? term->zh : term->en) : NULL;
}

char *
yipu_telling_dup_age (const YipuTelling *telling)
{
  g_autofree char *years = g_strdup_printf ("%d", telling->least_age);

  if (telling->least_age >= 18)
    return g_strdup (yipu_word (telling->language, YIPU_WORD_ADULTS));
  return telling->least_age > 0 ? yipu_word_fill (telling->language, YIPU_WORD_AGE_FROM, years)
                                : g_strdup (yipu_word (telling->language, YIPU_WORD_ANY_AGE));
}

static char *
dup_elapsed (const YipuTelling *telling)
{
  return yipu_text_minutes_in (telling->elapsed_min, telling->language);
}

/* The four figures, each a column under its label. */
static void
set_figures (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  Figure figures[] = {
    { YIPU_WORD_HANDS_ON, yipu_text_minutes_in (telling->hands_on_min, telling->language) },
    { YIPU_WORD_IN_ALL, dup_elapsed (telling) },
    { YIPU_WORD_DIFFICULTY, yipu_telling_dup_difficulty (telling) },
    { YIPU_WORD_AGE, yipu_telling_dup_age (telling) },
  };
  YipuType label = yipu_press_style (self->press, YIPU_STYLE_LABEL);
  YipuType figure = yipu_press_style (self->press, YIPU_STYLE_FIGURE);
  double column = WIDTH / 2;
  double height = YIPU_MM (15);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++) {
    double x = MARGIN + (i % 2) * column;
    double y = self->y + i / 2 * height;

    yipu_page_text (self->page, &label, (YipuBox){ x, y, column, 0 },
                    yipu_setter_word (self, figures[i].label), NULL);
    yipu_page_text (self->page, &figure, (YipuBox){ x, y + 11, column - 6, 24 },
                    figures[i].text ? figures[i].text : "–", NULL);
    g_free (figures[i].text);
  }
  self->y += 2 * height + 6;
}

static gint64
longest_step (const YipuTelling *telling)
{
  gint64 longest = 1;

  for (guint i = 0; i < telling->steps->len; i++) {
    const YipuToldStep *step = telling->steps->pdata[i];
    longest = MAX (longest, MAX (step->hands_on_min, step->wait_min));
  }
  return longest;
}

char *
yipu_step_dup_times (const YipuToldStep *step, YipuLanguage language)
{
  g_autofree char *hands = yipu_text_minutes_in (step->hands_on_min, language);
  g_autofree char *wait = yipu_text_minutes_in (step->wait_min, language);

  if (step->wait_min <= 0)
    return g_strdup_printf ("%s %s", yipu_word (language, YIPU_WORD_HANDS_ON), hands);
  return g_strdup_printf ("%s %s · %s %s", yipu_word (language, YIPU_WORD_HANDS_ON), hands,
                          yipu_word (language, YIPU_WORD_WAITING), wait);
}

/* Work and waiting as two bars: a night of drying is not to hide the ten minutes of work, so that
 * lengths grow with the square root. */
static double
bar_length (gint64 minutes, gint64 longest, double width)
{
  if (minutes <= 0)
    return 0;
  return MAX (sqrt ((double) minutes / (double) longest) * width, YIPU_MM (1));
}

static void
set_step_row (
    YipuSetter *self, guint number, const YipuToldStep *step, gint64 longest, double height)
{
  YipuType name = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuType small = yipu_press_style (self->press, YIPU_STYLE_SMALL);
  YipuType digit = { YIPU_FACE_PLAIN, 8, TRUE, 0xffffff, 1, 0, YIPU_SIDE_CENTRE };
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *times = yipu_step_dup_times (step, self->telling->language);
  double x = MARGIN + YIPU_MM (9);
  double width = WIDTH - YIPU_MM (9);
  double hands = bar_length (step->hands_on_min, longest, width * 0.6);
  double wait = bar_length (step->wait_min, longest, width * 0.6);
  double y;

  yipu_setter_need (self, ROW_LEAST);
  y = self->y;
  yipu_page_disc (self->page, MARGIN + YIPU_MM (3), y + YIPU_MM (3), YIPU_MM (3),
                  self->press->palette.accent, &digit, text);
  yipu_page_text (self->page, &name, (YipuBox){ x, y - 1, width * 0.55, 14 }, step->title.text,
                  NULL);
  small.side = YIPU_SIDE_END;
  yipu_page_text (self->page, &small, (YipuBox){ x, y + 1.5, width, 0 }, times, NULL);
  y += 16;
  yipu_page_fill (self->page, (YipuBox){ x, y, hands, BAR }, self->press->palette.accent, BAR / 2);
  if (wait > 0)
    yipu_page_fill (self->page, (YipuBox){ x + hands + 1.5, y, wait, BAR },
                    yipu_palette_tint (self->press->palette.second, 0.7), BAR / 2);
  self->y += height;
}

void
yipu_booklet_set_glance (YipuSetter *self)
{
  GPtrArray *steps = self->telling->steps;
  gint64 longest = longest_step (self->telling);
  double height;

  yipu_setter_turn (self);
  yipu_setter_head (self, YIPU_WORD_GLANCE, NULL);
  set_figures (self);
  height = CLAMP ((BOTTOM - self->y) / MAX (steps->len, 1), ROW_LEAST, ROW_MOST);
  for (guint i = 0; i < steps->len; i++)
    set_step_row (self, i + 1, steps->pdata[i], longest, height);
}

/* A line of a list: a square to tick, the name, how much of it. */
static void
set_thing (YipuSetter *self, const YipuToldThing *thing, gboolean to_tick)
{
  YipuType name = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuType amount = name;
  YipuPlace place = yipu_told_place (&thing->name);
  double x = MARGIN + (to_tick ? TICK + YIPU_MM (3) : 0);
  double width = MARGIN + WIDTH * 0.72 - x;
  double height = yipu_press_measure (self->press, &name, width, thing->name.text);

  yipu_setter_need (self, height + 9);
  if (to_tick)
    yipu_page_frame (self->page, (YipuBox){ MARGIN, self->y + 3, TICK, TICK }, 0.7,
                     self->press->palette.accent, 1);
  yipu_page_text (self->page, &name, (YipuBox){ x, self->y, width, 0 }, thing->name.text, &place);
  amount.side = YIPU_SIDE_END;
  amount.colour = self->press->palette.accent;
  yipu_page_text (self->page, &amount, (YipuBox){ MARGIN, self->y, WIDTH, 0 },
                  thing->lent ? yipu_setter_word (self, YIPU_WORD_LENT) : thing->amount, NULL);
  self->y += height + 4;
  yipu_page_line (self->page, x, self->y, MARGIN + WIDTH, self->y, 0.4,
                  yipu_palette_tint (self->press->palette.ink, 0.18));
  self->y += 4.5;
}

static void
set_things (YipuSetter *self, GPtrArray *things, gboolean tools, gboolean to_tick)
{
  for (guint i = 0; i < things->len; i++) {
    const YipuToldThing *thing = things->pdata[i];
    if (thing->tool == tools)
      set_thing (self, thing, to_tick);
  }
}

static gboolean
has_tools (GPtrArray *things)
{
  for (guint i = 0; i < things->len; i++)
    if (((const YipuToldThing *) things->pdata[i])->tool)
      return TRUE;
  return FALSE;
}

static void
set_section (YipuSetter *self, YipuWord word)
{
  yipu_setter_need (self, YIPU_MM (24));
  self->y += 10;
  yipu_setter_say (self, YIPU_STYLE_SECTION, MARGIN, WIDTH, yipu_setter_word (self, word));
  self->y += 6;
}

/* How high a list stands, its lines one line each. */
static double
height_of_things (YipuSetter *self, GPtrArray *things)
{
  YipuType name = yipu_press_style (self->press, YIPU_STYLE_BODY);
  double height = 0;

  for (guint i = 0; i < things->len; i++) {
    const YipuToldThing *thing = things->pdata[i];
    height += yipu_press_measure (self->press, &name, WIDTH * 0.66, thing->name.text) + 8.5;
  }
  return height;
}

/* What the lists leave for a photo. The box and what is needed besides stand on one page where the
 * photo has its room above them; else what is needed stands on the next, before the warnings. */
static double
choose_photo_height (YipuSetter *self, gboolean *together)
{
  const YipuTelling *telling = self->telling;
  double room = BOTTOM - YIPU_MM (9) - HEAD_HEIGHT - height_of_things (self, telling->box) -
                (has_tools (telling->box) ? SECTION_HEIGHT : 0);
  double needed =
      telling->needed->len > 0 ? height_of_things (self, telling->needed) + SECTION_HEIGHT + 18 : 0;
  gboolean has_photo =
      yipu_press_has_photo (self->press, telling->box_photo) && room >= BOX_PHOTO_LEAST;

  *together = room - needed >= (has_photo ? BOX_PHOTO_LEAST : TOP);
  return MIN (*together ? room - needed : room, BOX_PHOTO);
}

static void
set_needed (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;

  self->heading = YIPU_WORD_NEED;
  set_section (self, YIPU_WORD_NEED);
  yipu_setter_say (self, YIPU_STYLE_LABEL, MARGIN, WIDTH,
                   yipu_setter_word (self, YIPU_WORD_NEED_NOTE));
  self->y += 7;
  set_things (self, telling->needed, FALSE, FALSE);
  set_things (self, telling->needed, TRUE, FALSE);
}

void
yipu_booklet_set_box (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  gboolean together;
  double photo = choose_photo_height (self, &together);

  yipu_setter_turn (self);
  if (photo >= BOX_PHOTO_LEAST)
    yipu_setter_crown (self, telling->box_photo, photo);
  yipu_setter_head (self, YIPU_WORD_BOX, yipu_setter_word (self, YIPU_WORD_BOX_NOTE));
  set_things (self, telling->box, FALSE, TRUE);
  if (has_tools (telling->box)) {
    set_section (self, YIPU_WORD_TOOLS);
    set_things (self, telling->box, TRUE, TRUE);
  }
  self->owes_needed = !together && telling->needed->len > 0;
  if (together && telling->needed->len > 0)
    set_needed (self);
}

/* A standard sentence begins with what it is: "Warning:" or "Note:". */
static gboolean
is_note (const char *text)
{
  return g_str_has_prefix (text, "提示") || g_str_has_prefix (text, "Note");
}

#define WARNING_X (MARGIN + YIPU_MM (11))
#define WARNING_WIDTH (MARGIN + WIDTH - WARNING_X)
#define SIGN YIPU_MM (3.5)

static YipuType
warning_type (YipuSetter *self)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);

  type.size += 0.5;
  return type;
}

static double
height_of_warning (YipuSetter *self, const char *text)
{
  YipuType type = warning_type (self);

  return MAX (yipu_press_measure (self->press, &type, WARNING_WIDTH, text), 2 * SIGN);
}

static void
set_warning (YipuSetter *self, const char *text, double gap)
{
  YipuType type = warning_type (self);
  YipuType sign = { YIPU_FACE_PLAIN, 11, TRUE, 0xffffff, 1, 0, YIPU_SIDE_CENTRE };
  gboolean note = is_note (text);
  double height = height_of_warning (self, text);

  yipu_setter_need (self, height);
  yipu_page_disc (self->page, MARGIN + SIGN, self->y + 8, SIGN,
                  note ? yipu_palette_tint (self->press->palette.ink, 0.6)
                       : self->press->palette.accent,
                  &sign, note ? "i" : "!");
  yipu_page_text (self->page, &type, (YipuBox){ WARNING_X, self->y, WARNING_WIDTH, 0 }, text, NULL);
  self->y += height + gap;
}

/* As far apart as lets them stand on one page, within what looks well. */
static double
choose_gap (YipuSetter *self)
{
  GPtrArray *warnings = self->telling->warnings;
  double left = BOTTOM - self->y;

  for (guint i = 0; i < warnings->len; i++)
    left -= height_of_warning (self, warnings->pdata[i]);
  return CLAMP (left / MAX (warnings->len, 1), 3.5, 12);
}

void
yipu_booklet_set_warnings (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;
  g_autofree char *age = yipu_telling_dup_age (telling);
  g_autofree char *line = g_strdup_printf ("%s  %s", yipu_setter_word (self, YIPU_WORD_AGE), age);
  double gap;

  if (telling->warnings->len == 0 && telling->least_age == 0 && !self->owes_needed)
    return;
  yipu_setter_turn (self);
  yipu_setter_head (self, YIPU_WORD_WARNINGS, yipu_setter_word (self, YIPU_WORD_WARNINGS_NOTE));
  if (self->owes_needed) {
    set_needed (self);
    self->y += 14;
    self->heading = YIPU_WORD_WARNINGS;
  }
  if (telling->least_age > 0) {
    yipu_setter_say (self, YIPU_STYLE_FIGURE, MARGIN, WIDTH, line);
    self->y += 10;
  }
  gap = choose_gap (self);
  for (guint i = 0; i < telling->warnings->len; i++)
    set_warning (self, telling->warnings->pdata[i], gap);
}

static void
set_notes (YipuSetter *self, YipuWord word, GPtrArray *notes)
{
  if (notes->len == 0)
    return;
  set_section (self, word);
  for (guint i = 0; i < notes->len; i++) {
    yipu_setter_need (self, YIPU_MM (12));
    yipu_setter_tell (self, YIPU_STYLE_BODY, MARGIN, WIDTH, notes->pdata[i]);
    self->y += 6;
  }
}

/* Lines to write on: a booklet is kept for what one wrote in it. */
static void
set_own_notes (YipuSetter *self)
{
  static const YipuWord notes[] = { YIPU_WORD_NOTES_WHEN, YIPU_WORD_NOTES_WHO,
                                    YIPU_WORD_NOTES_NEXT };
  YipuType label = yipu_press_style (self->press, YIPU_STYLE_LABEL);

  self->y = MAX (self->y + 14, A5_HEIGHT / 2 - YIPU_MM (8));
  set_section (self, YIPU_WORD_NOTES);
  for (guint i = 0; i < NOTE_LINES && self->y + NOTE_LINE <= BOTTOM; i++) {
    if (i < G_N_ELEMENTS (notes))
      yipu_page_text (self->page, &label, (YipuBox){ MARGIN, self->y + NOTE_LINE - 15, WIDTH, 0 },
                      yipu_setter_word (self, notes[i]), NULL);
    self->y += NOTE_LINE;
    yipu_page_line (self->page, MARGIN, self->y, MARGIN + WIDTH, self->y, 0.4,
                    yipu_palette_tint (self->press->palette.ink, 0.3));
  }
}

void
yipu_booklet_set_end (YipuSetter *self)
{
  const YipuTelling *telling = self->telling;

  yipu_setter_turn (self);
  yipu_setter_head (self, YIPU_WORD_DONE, NULL);
  set_notes (self, YIPU_WORD_DISPOSAL, telling->disposal);
  if (telling->after_sale.text) {
    set_section (self, YIPU_WORD_CARE);
    yipu_setter_tell (self, YIPU_STYLE_BODY, MARGIN, WIDTH, &telling->after_sale);
  }
  set_own_notes (self);
}
