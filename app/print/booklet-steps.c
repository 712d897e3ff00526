/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The booklet's steps, a page each: the photo as large as the words leave room for, the number in
 * the narrow column, what to do in the wide one, and at the foot what it takes. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#include <glib/gi18n-lib.h>
#include <yipu/vocabulary.h>

/* A photo of 4 : 3 whole, across the page. */
#define PHOTO_MOST YIPU_MM (111)
#define PHOTO_LEAST YIPU_MM (56)
#define STRIP YIPU_MM (27)
#define STRIP_GAP YIPU_MM (2.5)
#define STRIP_PHOTOS 3
#define BETWEEN 5 /* between sentences */
#define AIR YIPU_MM (8)

/* A line at the foot of a step. */
typedef struct {
  const char *label;
  char *text; /* owned */
} Fact;

static void
free_fact (gpointer data)
{
  g_free (((Fact *) data)->text);
  g_free (data);
}

static void
add_fact (YipuSetter *self, GPtrArray *facts, YipuWord label, char *text)
{
  Fact *fact;

  if (!*text) {
    g_free (text);
    return;
  }
  fact = g_new0 (Fact, 1);
  fact->label = yipu_setter_word (self, label);
  fact->text = text;
  g_ptr_array_add (facts, fact);
}

/* The names of the hazards that warn; their whole sentences stand on the page before the steps. */
static char *
dup_hazards (YipuSetter *self, const YipuToldStep *step)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < step->hazards->len; i++) {
    const YipuTerm *term = step->hazards->pdata[i];
    g_string_append_printf (list, "%s%s", i > 0 ? yipu_setter_word (self, YIPU_WORD_LIST) : "",
                            self->telling->language == YIPU_LANGUAGE_ZH ? term->zh : term->en);
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static GPtrArray *
facts_of (YipuSetter *self, const YipuToldStep *step)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuLanguage language = self->telling->language;
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);

  yipu_things_check (self->press, &type, step->materials);
  yipu_things_check (self->press, &type, step->tools);
  add_fact (self, facts, YIPU_WORD_USES, yipu_things_dup_list (language, step->materials));
  add_fact (self, facts, YIPU_WORD_WITH, yipu_things_dup_list (language, step->tools));
  add_fact (self, facts, YIPU_WORD_MIND, dup_hazards (self, step));
  return facts;
}

static double
height_of_facts (YipuSetter *self, GPtrArray *facts)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  double height = 0;

  for (guint i = 0; i < facts->len; i++) {
    const Fact *fact = facts->pdata[i];
    height += yipu_press_measure (self->press, &type, WIDE_WIDTH, fact->text) + 9;
  }
  return height;
}

static void
set_facts (YipuSetter *self, GPtrArray *facts)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuType label = yipu_press_style (self->press, YIPU_STYLE_LABEL);

  for (guint i = 0; i < facts->len; i++) {
    const Fact *fact = facts->pdata[i];

    yipu_page_line (self->page, MARGIN, self->y, MARGIN + WIDTH, self->y, 0.4,
                    yipu_palette_tint (self->press->palette.ink, 0.25));
    self->y += 4;
    yipu_page_text (self->page, &label, (YipuBox){ MARGIN, self->y + 1.5, LABELS - 4, 0 },
                    fact->label, NULL);
    self->y += yipu_page_text (self->page, &type, (YipuBox){ WIDE_X, self->y, WIDE_WIDTH, 0 },
                               fact->text, NULL) +
               5;
  }
}

static double
height_of_words (YipuSetter *self, const YipuToldStep *step)
{
  YipuType heading = yipu_press_style (self->press, YIPU_STYLE_HEADING);
  YipuType sentence = yipu_press_style (self->press, YIPU_STYLE_SENTENCE);
  double height = 26 + yipu_press_measure (self->press, &heading, WIDE_WIDTH, step->title.text);

  for (guint i = 0; step->lines[i]; i++)
    height += yipu_press_measure (self->press, &sentence, WIDE_WIDTH, step->lines[i]) + BETWEEN;
  return height;
}

static void
set_words (YipuSetter *self, guint number, const YipuToldStep *step, double bottom)
{
  YipuType numeral = yipu_press_style (self->press, YIPU_STYLE_NUMERAL);
  YipuType sentence = yipu_press_style (self->press, YIPU_STYLE_SENTENCE);
  YipuPlace place = yipu_told_place (&step->instruction);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *times = yipu_step_dup_times (step, self->telling->language);

  yipu_page_text (self->page, &numeral, (YipuBox){ MARGIN, self->y - 11, LABELS, 0 }, digits, NULL);
  yipu_setter_tell (self, YIPU_STYLE_HEADING, WIDE_X, WIDE_WIDTH, &step->title);
  self->y += 2;
  yipu_setter_say (self, YIPU_STYLE_LABEL, WIDE_X, WIDE_WIDTH, times);
  self->y += 10;
  for (guint i = 0; step->lines[i]; i++) {
    YipuBox box = { WIDE_X, self->y, WIDE_WIDTH, MAX (bottom - self->y, 1) };
    self->y += yipu_page_text (self->page, &sentence, box, step->lines[i], &place) + BETWEEN;
  }
}

/* Photos besides the first, side by side. */
static void
set_strip (YipuSetter *self, const YipuToldStep *step, guint first, guint n)
{
  double width = (WIDE_WIDTH - (STRIP_PHOTOS - 1) * STRIP_GAP) / STRIP_PHOTOS;

  for (guint i = 0; i < n; i++) {
    YipuBox box = { WIDE_X + i * (width + STRIP_GAP), self->y, width, STRIP };
    yipu_page_photo (self->page, box, step->photos->pdata[first + i], 2);
  }
}

/* The photos that are there; those found spoilt are not. */
static void
drop_spoilt (YipuSetter *self, GPtrArray *photos)
{
  for (guint i = photos->len; i-- > 0;)
    if (!yipu_press_has_photo (self->press, photos->pdata[i]))
      g_ptr_array_remove_index (photos, i);
}

static void
find_left_out (YipuSetter *self, const YipuToldStep *step, guint more)
{
  g_autofree char *title = NULL;

  if (step->photos->len <= more + 1)
    return;
  title = yipu_record_dup_title (step->title.record);
  g_ptr_array_add (self->press->findings,
                   yipu_finding_new (YIPU_SEVERITY_HINT, "print.photos", "step",
                                     yipu_record_get_id (step->title.record), "photos",
                                     _ ("Step “%s”: its page has room for %u of %u photos."), title,
                                     more + 1, step->photos->len));
}

static void
set_step (YipuSetter *self, guint number, YipuToldStep *step)
{
  g_autoptr (GPtrArray) facts = facts_of (self, step);
  double foot = BOTTOM - height_of_facts (self, facts);
  double words = height_of_words (self, step);
  guint more;
  double strip, photo;

  drop_spoilt (self, step->photos);
  more = step->photos->len > 1 ? MIN (step->photos->len - 1, STRIP_PHOTOS) : 0;
  strip = more > 0 ? STRIP + AIR : 0;
  photo = MIN (foot - words - strip - 2 * AIR, PHOTO_MOST);
  if (photo < PHOTO_LEAST && more > 0) {
    photo = MIN (photo + strip, PHOTO_MOST);
    strip = more = 0;
  }
  yipu_setter_turn (self);
  if (step->photos->len > 0)
    yipu_setter_crown (self, step->photos->pdata[0], MAX (photo, PHOTO_LEAST));
  set_words (self, number, step, foot - strip - AIR / 2);
  self->y = foot - strip;
  set_strip (self, step, 1, more);
  self->y = foot;
  set_facts (self, facts);
  find_left_out (self, step, more);
}

void
yipu_booklet_set_steps (YipuSetter *self)
{
  self->heading = YIPU_WORD_STEPS;
  for (guint i = 0; i < self->telling->steps->len; i++)
    set_step (self, i + 1, self->telling->steps->pdata[i]);
}
