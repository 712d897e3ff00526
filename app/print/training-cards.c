/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training cards: the same steps at three depths, a card each, A5 landscape. */
#define G_LOG_DOMAIN "yipu-print"
#include "print/booklet-private.h"

#include "base/json.h"

#include <yipu/vocabulary.h>

#define CARD_WIDTH YIPU_MM (210)
#define CARD_HEIGHT YIPU_MM (148)
#define EDGE YIPU_MM (11)
#define CARD_LABELS YIPU_MM (20)
#define FACT 11 /* points of a fact for trained hands */
#define CARD_BOTTOM (CARD_HEIGHT - EDGE - 8)

typedef struct {
  YipuPress *press;
  const YipuTelling *telling;
  const YipuToldStep *step;
  YipuPage *page;
  double x, y, width;
} Card;

static const char *
word (const Card *self, YipuWord which)
{
  return yipu_word (self->telling->language, which);
}

static const char *
term_text (const Card *self, const YipuTerm *term)
{
  return self->telling->language == YIPU_LANGUAGE_ZH ? term->zh : term->en;
}

/* How wide the photo stands at the left, by what else the card has to say. */
static double
photo_width (YipuBookletForm form)
{
  return form == YIPU_BOOKLET_CARDS_BEGIN     ? YIPU_MM (92)
         : form == YIPU_BOOKLET_CARDS_SKILLED ? YIPU_MM (74)
                                              : YIPU_MM (62);
}

static void
set_photo (Card *self, double width)
{
  YipuBox box = { 0, 0, width, CARD_HEIGHT };
  const GPtrArray *photos = self->step->photos;

  if (photos->len > 0 && yipu_press_has_photo (self->press, photos->pdata[0]))
    yipu_page_photo (self->page, box, photos->pdata[0], 0);
  else
    yipu_page_fill (self->page, box, self->press->palette.paper, 0);
}

/* What kind of card, which step of how many, and the title. */
static void
set_head (Card *self, YipuWord kind, guint number, guint of, double size)
{
  YipuType eyebrow = yipu_press_style (self->press, YIPU_STYLE_EYEBROW);
  YipuType title = yipu_press_style (self->press, YIPU_STYLE_HEADING);
  YipuPlace place = yipu_told_place (&self->step->title);
  g_autofree char *digits = g_strdup_printf ("%u / %u", number, of);
  g_autofree char *step = yipu_word_fill (self->telling->language, YIPU_WORD_STEP_OF, digits);
  g_autofree char *line = g_strdup_printf ("%s · %s", word (self, kind), step);

  self->y = EDGE;
  self->y += yipu_page_text (self->page, &eyebrow, (YipuBox){ self->x, self->y, self->width, 0 },
                             line, NULL) +
             3;
  title.size = size;
  self->y += yipu_page_text (self->page, &title, (YipuBox){ self->x, self->y, self->width, 84 },
                             self->step->title.text, &place) +
             6;
  yipu_page_line (self->page, self->x, self->y, self->x + YIPU_MM (12), self->y, 1.6,
                  self->press->palette.second);
  self->y += 9;
}

static void
set_sentences (Card *self, double size, guint most)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_SENTENCE);
  YipuPlace place = yipu_told_place (&self->step->instruction);

  type.size = size;
  for (guint i = 0; self->step->lines[i] && i < most; i++)
    self->y +=
        yipu_page_text (self->page, &type,
                        (YipuBox){ self->x, self->y, self->width, MAX (CARD_BOTTOM - self->y, 1) },
                        self->step->lines[i], &place) +
        size * 0.45;
}

/* A label and what it says. */
static void
set_fact (Card *self, const char *label, const char *text, double size)
{
  YipuType small = yipu_press_style (self->press, YIPU_STYLE_LABEL);
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  YipuPlace place = yipu_told_place (&self->step->title);
  double x = self->x + CARD_LABELS;

  if (!text || !*text)
    return;
  type.size = size;
  yipu_page_line (self->page, self->x, self->y, self->x + self->width, self->y, 0.4,
                  yipu_palette_tint (self->press->palette.ink, 0.25));
  self->y += 3;
  yipu_page_text (self->page, &small, (YipuBox){ self->x, self->y + 1, CARD_LABELS - 4, 0 }, label,
                  NULL);
  self->y += yipu_page_text (self->page, &type,
                             (YipuBox){ x, self->y, self->x + self->width - x,
                                        MAX (CARD_HEIGHT - EDGE / 2 - self->y, 1) },
                             text, &place) +
             4;
}

static void
set_things (Card *self, YipuWord label, GPtrArray *things, double size)
{
  YipuType type = yipu_press_style (self->press, YIPU_STYLE_BODY);
  g_autofree char *list = yipu_things_dup_list (self->telling->language, things);

  yipu_things_check (self->press, &type, things);
  set_fact (self, word (self, label), list, size);
}

/* Names alone: a beginner is handed what they need. */
static char *
dup_names (const Card *self, GPtrArray *things)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < things->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? word (self, YIPU_WORD_LIST) : "",
                            ((const YipuToldThing *) things->pdata[i])->name.text);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
set_begin (Card *self)
{
  g_autofree char *tools = dup_names (self, self->step->tools);
  g_autofree char *materials = dup_names (self, self->step->materials);
  g_autofree char *times = yipu_step_dup_times (self->step, self->telling->language);

  set_sentences (self, 20, 3);
  self->y = MAX (self->y + 6, CARD_BOTTOM - YIPU_MM (31));
  set_fact (self, word (self, YIPU_WORD_USES), materials, 13);
  set_fact (self, word (self, YIPU_WORD_WITH), tools, 13);
  set_fact (self, word (self, YIPU_WORD_TIME), times, 13);
}

static void
set_count (Card *self, YipuWord label, YipuWord unit, gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  g_autofree char *text = yipu_word_fill (self->telling->language, unit, digits);

  if (count > 1)
    set_fact (self, word (self, label), text, FACT);
}

static void
set_minutes (Card *self, YipuWord label, gint64 minutes)
{
  g_autofree char *text = yipu_text_minutes_in (minutes, self->telling->language);

  if (minutes > 0)
    set_fact (self, word (self, label), text, FACT);
}

/* What comes out, each with what is lost of it. */
static char *
dup_makes (const Card *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->step->makes->len; i++) {
    const YipuToldThing *thing = self->step->makes->pdata[i];
    g_autofree char *loss =
        thing->loss ? yipu_word_fill (self->telling->language, YIPU_WORD_LOSS, thing->loss) : NULL;

    g_string_append_printf (list, "%s%s", i > 0 ? word (self, YIPU_WORD_LIST) : "",
                            thing->name.text);
    if (thing->amount)
      g_string_append_printf (list, " %s", thing->amount);
    if (loss)
      g_string_append_printf (list, " (%s)", loss);
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
set_who (Card *self)
{
  static const char *const who[] = { "inheritor", "trained", "anyone" };
  const YipuTerm *term = yipu_vocabulary_find ("who_may_do", who[self->step->who]);

  if (term)
    set_fact (self, word (self, YIPU_WORD_WHO), term_text (self, term), FACT);
}

static void
set_skilled (Card *self)
{
  g_autofree char *makes = dup_makes (self);

  set_sentences (self, 13.5, G_MAXUINT);
  self->y += 4;
  set_things (self, YIPU_WORD_USES, self->step->materials, FACT);
  set_things (self, YIPU_WORD_WITH, self->step->tools, FACT);
  set_fact (self, word (self, YIPU_WORD_MAKES), makes, FACT);
  set_minutes (self, YIPU_WORD_SETUP, self->step->setup_min);
  set_count (self, YIPU_WORD_BATCH, YIPU_WORD_BATCH_RUNS, self->step->batch_runs);
  set_count (self, YIPU_WORD_REPEAT, YIPU_WORD_TIMES, self->step->repeat);
  set_minutes (self, YIPU_WORD_HANDS_ON, self->step->hands_on_min);
  set_minutes (self, YIPU_WORD_WAITING, self->step->wait_min);
  set_who (self);
}

/* What the difficulty means: what a mistake costs. */
static char *
dup_difficulty (const Card *self)
{
  g_autofree char *id = g_strdup_printf ("%d", self->step->difficulty);
  const YipuTerm *term = yipu_vocabulary_find ("difficulty", id);
  gboolean zh = self->telling->language == YIPU_LANGUAGE_ZH;

  if (!term)
    return NULL;
  return g_strdup_printf (zh ? "%s：%s" : "%s: %s", term_text (self, term),
                          yipu_json_get_text (term->object, zh ? "means_zh" : "means_en", ""));
}

/* The standard sentences, and the gear they ask for, each once. */
static void
set_hazards (Card *self)
{
  gboolean zh = self->telling->language == YIPU_LANGUAGE_ZH;
  g_autoptr (GString) sentences = g_string_new (NULL);
  g_autoptr (GString) gear = g_string_new (NULL);

  for (guint i = 0; i < self->step->hazards->len; i++) {
    const YipuTerm *hazard = self->step->hazards->pdata[i];
    JsonArray *ppe = yipu_json_get_array (hazard->object, "ppe");

    g_string_append_printf (sentences, "%s%s", i > 0 ? "\n" : "",
                            yipu_json_get_text (hazard->object, zh ? "warn_zh" : "warn_en", ""));
    for (guint p = 0; ppe && p < json_array_get_length (ppe); p++) {
      const YipuTerm *piece = yipu_vocabulary_find ("ppe", json_array_get_string_element (ppe, p));
      if (piece && !strstr (gear->str, term_text (self, piece)))
        g_string_append_printf (gear, "%s%s", gear->len > 0 ? word (self, YIPU_WORD_LIST) : "",
                                term_text (self, piece));
    }
  }
  set_fact (self, word (self, YIPU_WORD_MIND), sentences->str, 9);
  set_fact (self, word (self, YIPU_WORD_WEAR), gear->str, 10.5);
}

/* Questions that the step itself raises. */
static void
set_questions (Card *self)
{
  YipuLanguage language = self->telling->language;
  const YipuToldStep *step = self->step;
  g_autofree char *wait = yipu_text_minutes_in (step->wait_min, language);
  g_autofree char *why = yipu_word_fill (language, YIPU_WORD_ASK_WAIT, wait);
  g_autofree char *next =
      yipu_word_fill (language, YIPU_WORD_ASK_NEXT, step->next ? step->next : "");
  g_autoptr (GString) text = g_string_new (word (self, YIPU_WORD_ASK_DONE));

  if (step->wait_min > 0)
    g_string_append_printf (text, "\n%s", why);
  if (step->difficulty >= 2)
    g_string_append_printf (text, "\n%s", word (self, YIPU_WORD_ASK_WRONG));
  if (step->hazards->len > 0)
    g_string_append_printf (text, "\n%s", word (self, YIPU_WORD_ASK_SAFE));
  if (step->next)
    g_string_append_printf (text, "\n%s", next);
  set_fact (self, word (self, YIPU_WORD_ASK), text->str, 10.5);
}

static void
set_teach (Card *self)
{
  g_autofree char *difficulty = dup_difficulty (self);
  g_autofree char *times = yipu_step_dup_times (self->step, self->telling->language);

  set_sentences (self, 12, G_MAXUINT);
  self->y += 3;
  set_fact (self, word (self, YIPU_WORD_WATCH), difficulty, 10.5);
  set_hazards (self);
  set_fact (self, word (self, YIPU_WORD_TIME), times, 10.5);
  set_questions (self);
}

void
yipu_training_cards_set (YipuPress *press, const YipuTelling *telling, YipuBookletForm form)
{
  static const struct {
    YipuWord kind;
    double size;
    void (*set) (Card *card);
  } depths[] = {
    { YIPU_WORD_CARD_BEGIN, 34, set_begin },
    { YIPU_WORD_CARD_SKILLED, 22, set_skilled },
    { YIPU_WORD_CARD_TEACH, 20, set_teach },
  };
  guint depth = form - YIPU_BOOKLET_CARDS_BEGIN;
  double left = photo_width (form);

  for (guint i = 0; i < telling->steps->len; i++) {
    Card card = { press, telling, telling->steps->pdata[i],
                  yipu_press_add_page (press, CARD_WIDTH, CARD_HEIGHT) };

    card.x = left + EDGE;
    card.width = CARD_WIDTH - card.x - EDGE;
    set_photo (&card, left);
    set_head (&card, depths[depth].kind, i + 1, telling->steps->len, depths[depth].size);
    depths[depth].set (&card);
  }
}
